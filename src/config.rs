//! The configuration file, `config.toml`: who works, in which language, which books have names. A wrong line is pointed at
//! and left out; the rest still works. Only keys that do something are known.

pub(crate) mod reading;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::account::cloud::Cloud;
use crate::account::problem::{Code, Problem};
use crate::account::role::Role;
use crate::operations::look_after::Rolling;
use crate::say;
use crate::words::Language;

use reading::Reading;

/// How long a copied password may stay in the clipboard.
const CLIPBOARD_SECONDS: std::ops::RangeInclusive<u64> = 5..=600;

/// What the operator chose for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Who works; empty: nobody said.
    pub roles: Vec<Role>,
    /// For how many seconds a copied password stays in the clipboard.
    pub clipboard_seconds: Option<u64>,
    /// The language of every word.
    pub language: Option<Language>,
    /// The book to open when the command line names none.
    pub profile: Option<String>,
    /// Books with names.
    pub profiles: BTreeMap<String, Profile>,
    /// When the desk makes backups by itself; `None`: never.
    pub backups: Option<Rolling>,
    /// The name of the theme; `None`: the one that the terminal calls for.
    pub theme: Option<String>,
    /// Whether nothing on the screen may move but numbers.
    pub is_motion_reduced: bool,
    /// The file with the passphrase of the sealed passwords; `~/` at the front is the home folder.
    pub passphrase_file: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            roles: Vec::new(),
            language: None,
            profile: None,
            profiles: BTreeMap::new(),
            clipboard_seconds: None,
            backups: Some(Rolling::default()),
            theme: None,
            is_motion_reduced: false,
            passphrase_file: None,
        }
    }
}

/// A book with a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Its folder; `~/` at the front is the home folder.
    pub store: Option<PathBuf>,
    /// Its cloud, for the moment it is made.
    pub cloud: Option<Cloud>,
}

impl Config {
    /// Reads the text of a file. `file` is its name in the sentences; what is wrong is left out and told.
    pub fn parse(text: &str, file: &Path) -> (Config, Vec<Problem>) {
        let mut reading = Reading::of(text, file.display().to_string());
        let config = reading.whole(|reading, table| reading.config(table));
        (config.unwrap_or_default(), reading.problems())
    }
}

impl Reading<'_> {
    fn config(&mut self, table: &DeTable) -> Config {
        let mut config = Config::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "role" => config.roles = self.roles(key.get_ref(), value),
                "lang" => {
                    config.language = self.word(
                        key.get_ref(),
                        value,
                        &Language::ALL.map(Language::code),
                        Language::parse,
                    );
                }
                "clear-clipboard-after" => {
                    config.clipboard_seconds = self.seconds(key.get_ref(), value);
                }
                "profile" => config.profile = self.text(key.get_ref(), value),
                "profiles" => config.profiles = self.profiles(value),
                "seal" => config.passphrase_file = self.seal(value),
                "backups" => config.backups = self.backups(value),
                "theme" => config.theme = self.text(key.get_ref(), value),
                "reduced-motion" => {
                    config.is_motion_reduced = self.flag(key.get_ref(), value).unwrap_or_default();
                }
                _ => self.unknown((key, value), key.get_ref()),
            }
        }
        config
    }

    /// One role or a list of them.
    fn roles(&mut self, key: &str, value: &Spanned<DeValue>) -> Vec<Role> {
        let words = Role::ALL.map(Role::as_str);
        match value.get_ref() {
            DeValue::Array(several) => several
                .iter()
                .filter_map(|one| self.word(key, one, &words, Role::parse))
                .collect(),
            _ => self
                .word(key, value, &words, Role::parse)
                .into_iter()
                .collect(),
        }
    }

    fn profiles(&mut self, value: &Spanned<DeValue>) -> BTreeMap<String, Profile> {
        let mut profiles = BTreeMap::new();
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(
                value.span().start,
                "profiles",
                Code::BadFormat,
                say!("config-no-table"),
            );
            return profiles;
        };
        for (name, value) in table {
            let path = format!("profiles.{}", name.get_ref());
            let DeValue::Table(members) = value.get_ref() else {
                self.wrong(
                    value.span().start,
                    &path,
                    Code::BadFormat,
                    say!("config-no-table"),
                );
                continue;
            };
            profiles.insert(name.get_ref().to_string(), self.profile(&path, members));
        }
        profiles
    }

    fn profile(&mut self, path: &str, members: &DeTable) -> Profile {
        let mut profile = Profile::default();
        for (key, value) in members {
            let full = format!("{path}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "store" => profile.store = self.text(&full, value).map(|text| at_home(&text)),
                "cloud" => {
                    let words = Cloud::ALL.map(|cloud| cloud.facts().word);
                    profile.cloud = self.word(&full, value, &words, Cloud::parse);
                }
                _ => self.unknown((key, value), &full),
            }
        }
        profile
    }

    /// `automatic = false` turns them off; a number that is left out, or can't be read, is the usual one.
    fn backups(&mut self, value: &Spanned<DeValue>) -> Option<Rolling> {
        let mut rolling = Rolling::default();
        let mut automatic = true;
        let DeValue::Table(table) = value.get_ref() else {
            let at = value.span().start;
            self.wrong(at, "backups", Code::BadFormat, say!("config-no-table"));
            return Some(rolling);
        };
        for (key, value) in table {
            let full = format!("backups.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "automatic" => automatic = self.flag(&full, value).unwrap_or(automatic),
                "changes" => {
                    let number = self.number(&full, value);
                    rolling.after_changes = number.map_or(rolling.after_changes, u64::from);
                }
                "hours" => {
                    let number = self.number(&full, value).map(i64::from);
                    rolling.after = number.map_or(rolling.after, SignedDuration::from_hours);
                }
                "keep" => {
                    let number = self.number(&full, value);
                    rolling.keep = number.map_or(rolling.keep, |number| number as usize);
                }
                _ => self.unknown((key, value), &full),
            }
        }
        automatic.then_some(rolling)
    }

    /// Where the passphrase of the sealed passwords is read from. The passphrase itself has no place here.
    fn seal(&mut self, value: &Spanned<DeValue>) -> Option<PathBuf> {
        let DeValue::Table(table) = value.get_ref() else {
            let at = value.span().start;
            self.wrong(at, "seal", Code::BadFormat, say!("config-no-table"));
            return None;
        };
        let mut file = None;
        for (key, value) in table {
            let full = format!("seal.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "passphrase-file" => file = self.text(&full, value).map(|text| at_home(&text)),
                _ => self.unknown((key, value), &full),
            }
        }
        file
    }

    /// A whole number of seconds within reason.
    fn seconds(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<u64> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let seconds = number.filter(|seconds| CLIPBOARD_SECONDS.contains(seconds));
        if seconds.is_none() {
            let message = say!(
                "config-no-seconds",
                least = *CLIPBOARD_SECONDS.start(),
                most = *CLIPBOARD_SECONDS.end()
            );
            self.wrong(value.span().start, key, Code::BadFormat, message);
        }
        seconds
    }
}

fn at_home(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests;
