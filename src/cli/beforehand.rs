//! What must be known before a command line is understood, so that what is wrong with it is told in the right language and
//! form: a first look at the words that were typed, and the configuration.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use crate::account::problem::Problem;
use crate::config::Config;
use crate::exchange::regular;
use crate::operations::Failure;
use crate::words::Language;

use super::args::{Format, Globals};
use super::surroundings::Surroundings;

/// No configuration and no key file is longer, in bytes.
pub(super) const LONGEST: u64 = 1 << 18;

/// What was found beforehand.
pub(super) struct Beforehand {
    /// The words of the command line without the program's name; what is no UTF-8 is replaced.
    pub(super) typed: Vec<String>,
    config: Result<(Config, Vec<Problem>), Unreadable>,
}

/// A configuration file that was named and can't be read.
struct Unreadable {
    name: String,
    why: ErrorKind,
}

impl Beforehand {
    pub(super) fn look(arguments: &[OsString], around: &Surroundings) -> Self {
        let typed = arguments.iter().skip(1);
        let typed: Vec<String> = typed
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        let config = read_config(value_of("--config", &typed).map(PathBuf::from), around);
        Self { typed, config }
    }

    /// The language: typed, else configured, else what the environment asks for, else English.
    pub(super) fn language(&self, around: &Surroundings) -> Language {
        let typed = value_of("--lang", &self.typed).and_then(|asked| Language::of_locale(&asked));
        let configured = || self.config.as_ref().ok()?.0.language;
        let of_environment = || Language::of_locale(around.locale.as_ref()?);
        typed
            .or_else(configured)
            .or_else(of_environment)
            .unwrap_or_default()
    }

    /// The options that decide how a mistake is told, when the command line itself can't be understood.
    pub(super) fn globals(&self) -> Globals {
        let format = value_of("--format", &self.typed);
        Globals {
            format: format
                .and_then(|word| <Format as clap::ValueEnum>::from_str(&word, false).ok()),
            ..Globals::default()
        }
    }

    /// The configuration, and what is wrong in it.
    ///
    /// # Errors
    /// [`Failure::File`] when a file was named that can't be read; the usual one need not be there.
    pub(super) fn config(&self) -> Result<(&Config, &[Problem]), Failure> {
        match &self.config {
            Ok((config, problems)) => Ok((config, problems)),
            Err(unreadable) => {
                let error = io::Error::from(unreadable.why);
                Err(Failure::File(unreadable.name.clone(), error))
            }
        }
    }
}

fn read_config(
    named: Option<PathBuf>,
    around: &Surroundings,
) -> Result<(Config, Vec<Problem>), Unreadable> {
    let is_named = named.is_some();
    let usual = || Some(around.homes.as_ref()?.config.join("config.toml"));
    let Some(path) = named.or_else(usual) else {
        return Ok((Config::default(), Vec::new()));
    };
    match regular::read_text(&path, LONGEST) {
        Ok(text) => Ok(Config::parse(&text, &path)),
        Err(error) if !is_named && error.kind() == ErrorKind::NotFound => {
            Ok((Config::default(), Vec::new()))
        }
        Err(error) => Err(Unreadable {
            name: path.display().to_string(),
            why: error.kind(),
        }),
    }
}

/// The value behind `--option` or `--option=`.
fn value_of(option: &str, typed: &[String]) -> Option<String> {
    let mut words = typed.iter();
    while let Some(word) = words.next() {
        match word.strip_prefix(option) {
            Some("") => return words.next().cloned(),
            Some(rest) if rest.starts_with('=') => return Some(rest[1..].to_owned()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_in_both_spellings() {
        let typed = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for line in ["keys --lang en", "--lang=en keys", "--language x --lang en"] {
            assert_eq!(
                value_of("--lang", &typed(line)).as_deref(),
                Some("en"),
                "{line}"
            );
        }
        assert_eq!(value_of("--lang", &typed("keys --lang")), None);
    }
}
