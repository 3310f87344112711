//! From arguments, configuration and surroundings to a desk: which book, who works, which clock. The screen and every verb
//! open theirs here.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use crate::account::cloud::Cloud;
use crate::account::entry::Operator;
use crate::account::problem::{Code, Problem};
use crate::account::role::Role;
use crate::account::task::Task;
use crate::config::{Config, Profile};
use crate::operations::{Clock, Desk, Failure, FixedClock, OsChance, SystemClock, demo, rights};
use crate::say;
use crate::store::{Store, StoreError};
use crate::words::Words;

use super::args::Globals;
use super::surroundings::Surroundings;

/// For how many seconds a copied password stays in the clipboard, unless the configuration says otherwise.
const CLIPBOARD_SECONDS: u64 = 30;

/// Which store is wanted. `main` alone knows how to open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// An empty book that goes with the process.
    Memory {
        /// Its cloud.
        cloud: Cloud,
    },
    /// The book in a folder.
    Folder {
        /// The folder.
        path: PathBuf,
        /// The cloud that was named, if any.
        cloud: Option<Cloud>,
        /// Whether to make the book when there is none.
        create: bool,
        /// Whether nothing in the folder may be written: slower to open, because it works on a copy.
        read_only: bool,
        /// Where the keys of the seal are kept: outside the book, so that a copy of it opens no password.
        seal_keys: PathBuf,
        /// Whether to wait until all of it is open, so that damage is known before anything is done.
        wait: bool,
    },
}

/// Opens stores; given by `main`.
pub type OpenStore = dyn Fn(&Wanted) -> Result<Box<dyn Store>, StoreError>;

/// Tells the cloud of the book in a folder without opening it, where that can be read; given by `main`.
pub type CloudOf = dyn Fn(&Path) -> Option<Cloud>;

/// What a desk is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To look: a missing book is a mistake.
    Look,
    /// To change what is there: a missing book is a mistake.
    Change,
    /// To put something into it: a missing book is made, but not for a dry run.
    Fill,
    /// To sit down at it: a missing book is made, and a damaged one is looked at as its newest backup has it.
    Sit,
}

/// Everything that decides which desk is opened.
#[derive(Debug, Clone)]
pub struct Settings {
    book: Book,
    profile: Option<String>,
    cloud: Option<Cloud>,
    operator: Operator,
    now: Option<Timestamp>,
    read_only: bool,
    dry_run: bool,
    /// For how many seconds a copied password stays in the clipboard.
    clipboard_seconds: u64,
    /// Where the passphrase of the seal is read from; `None`: it is asked for.
    passphrase_file: Option<PathBuf>,
    /// `None` without a home folder.
    seal_keys: Option<PathBuf>,
}

#[derive(Debug, Clone)]
enum Book {
    Demo,
    DemoIn(PathBuf),
    Folder(PathBuf),
}

impl Settings {
    /// Puts together what was typed, what the environment says and what the configuration says, in this order.
    ///
    /// # Errors
    /// [`Failure::Usage`] for a clock that can't be read, a profile that is not there, a machine without home folders.
    pub fn gather(
        globals: &Globals,
        config: &Config,
        around: &Surroundings,
    ) -> Result<Self, Failure> {
        let profile = profile(globals, config, around)?;
        let book = match (globals.demo, &globals.store) {
            (true, None) => Book::Demo,
            (true, Some(path)) => Book::DemoIn(path.clone()),
            (false, _) => Book::Folder(folder(
                globals,
                profile.map(|(_, profile)| profile),
                around,
            )?),
        };
        Ok(Self {
            book,
            profile: profile.map(|(name, _)| name.clone()),
            cloud: globals
                .cloud
                .or(profile.and_then(|(_, profile)| profile.cloud)),
            operator: Operator {
                name: around.user.clone(),
                roles: roles(globals, config),
            },
            now: around.now.as_deref().map(read_clock).transpose()?,
            read_only: globals.read_only,
            dry_run: globals.dry_run,
            passphrase_file: globals
                .passphrase_file
                .clone()
                .or_else(|| around.passphrase_file.clone())
                .or_else(|| config.passphrase_file.clone()),
            clipboard_seconds: config.clipboard_seconds.unwrap_or(CLIPBOARD_SECONDS),
            seal_keys: seal_keys(around),
        })
    }

    /// The folder of the book, when there is none in it yet.
    ///
    /// # Errors
    /// When the folder can't be looked at.
    pub fn missing_book(&self) -> Result<Option<PathBuf>, Failure> {
        match &self.book {
            Book::Folder(path) if !is_filled(path)? => Ok(Some(path.clone())),
            _ => Ok(None),
        }
    }

    /// The folder of the book; `None` for a demo.
    pub fn folder(&self) -> Option<&Path> {
        match &self.book {
            Book::Folder(path) => Some(path),
            Book::Demo | Book::DemoIn(_) => None,
        }
    }

    /// Now, in UTC.
    pub fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }

    /// From now on the throw-away demo is meant.
    pub fn turn_to_demo(&mut self) {
        self.book = Book::Demo;
    }

    /// The folder for the state of this book's sessions, named after where the book stands.
    pub fn session(&self, around: &Surroundings) -> Option<PathBuf> {
        let path = match &self.book {
            Book::Demo => return None,
            Book::DemoIn(path) | Book::Folder(path) => std::path::absolute(path).ok()?,
        };
        let name = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
        let state = &around.homes.as_ref()?.state;
        Some(state.join("sessions").join(&name[..16]))
    }

    /// Where the passphrase of the seal is read from.
    pub fn passphrase_file(&self) -> Option<&Path> {
        self.passphrase_file.as_deref()
    }

    /// How long a copied password stays in the clipboard.
    pub fn clipboard_stays(&self) -> Duration {
        Duration::from_secs(self.clipboard_seconds)
    }

    /// What to call the book on the screen: the profile's name, the folder's, or that it is the demo.
    pub fn book_name(&self, words: &Words) -> String {
        match (&self.book, &self.profile) {
            (Book::Demo, _) => words.text("book-demo"),
            (_, Some(name)) => name.clone(),
            (Book::DemoIn(path) | Book::Folder(path), None) => path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
                .into_owned(),
        }
    }

    /// Whether whoever works may do a task, as far as that is known before the book is opened: by his roles, and by the
    /// cloud that was named, else by the one that the book's folder tells.
    ///
    /// # Errors
    /// The refusal.
    pub fn may(&self, task: Task, cloud_of: &CloudOf) -> Result<(), Failure> {
        rights::by_role(&self.operator.roles, task)?;
        let of_book = || match &self.book {
            Book::Folder(path) => cloud_of(path),
            Book::Demo | Book::DemoIn(_) => None,
        };
        let cloud = self.cloud.or_else(of_book);
        cloud.map_or(Ok(()), |cloud| rights::by_cloud(cloud, task))
    }

    /// Opens the desk.
    ///
    /// # Errors
    /// [`StoreError::NoBook`] when there is nothing to look at, [`Failure::ReadOnly`] for a change of a read-only book, and
    /// whatever else keeps the store from being opened.
    pub fn open(&self, access: Access, open: &OpenStore) -> Result<Desk, Failure> {
        if access != Access::Look && self.read_only {
            return Err(Failure::ReadOnly);
        }
        let desk = self.opened(access, open)?;
        // Who only looks, or sits down and sees it said, is served from the backup.
        if matches!(access, Access::Change | Access::Fill) && desk.store().stands_in().is_some() {
            desk.must_be_changeable()?;
        }
        Ok(desk)
    }

    fn opened(&self, access: Access, open: &OpenStore) -> Result<Desk, Failure> {
        match &self.book {
            Book::Demo => self.demo(self.in_memory(open)?),
            Book::DemoIn(path) if is_filled(path)? => {
                Err(Failure::FileExists(path.display().to_string()))
            }
            Book::DemoIn(_) if self.dry_run => self.demo(self.in_memory(open)?),
            Book::DemoIn(path) => self.demo(self.in_folder(path, Access::Fill, open)?),
            Book::Folder(path) if !self.dry_run => self.in_folder(path, access, open),
            // A dry run leaves nothing behind, not even an empty book.
            Book::Folder(path) => match self.in_folder(path, Access::Look, open) {
                Err(Failure::Store(StoreError::NoBook { .. }))
                    if access == Access::Fill || access == Access::Sit =>
                {
                    self.in_memory(open)
                }
                opened => opened,
            },
        }
    }

    fn demo(&self, desk: Desk) -> Result<Desk, Failure> {
        demo::fill(&desk)?;
        Ok(desk)
    }

    fn in_memory(&self, open: &OpenStore) -> Result<Desk, Failure> {
        let cloud = self.cloud.unwrap_or_default();
        Ok(self.desk(open(&Wanted::Memory { cloud })?))
    }

    fn in_folder(&self, path: &Path, access: Access, open: &OpenStore) -> Result<Desk, Failure> {
        let wanted = Wanted::Folder {
            path: path.to_owned(),
            cloud: self.cloud,
            create: matches!(access, Access::Fill | Access::Sit),
            read_only: self.read_only,
            // Never inside the book: a copy of its folder must open no password.
            seal_keys: match &self.seal_keys {
                Some(folder) => folder.clone(),
                None => path.with_extension("seal-keys"),
            },
            wait: access != Access::Sit,
        };
        Ok(self.desk(open(&wanted)?))
    }

    fn desk(&self, store: Box<dyn Store>) -> Desk {
        let clock: Box<dyn Clock> = match self.now {
            Some(now) => Box::new(FixedClock(now)),
            None => Box::new(SystemClock),
        };
        let operator = self.operator.clone();
        Desk::new(store, operator, clock, Box::new(OsChance), self.read_only)
    }
}

/// Whether something stands at the place: a missing or empty folder is a place for a demo book.
fn is_filled(path: &Path) -> Result<bool, Failure> {
    match path.read_dir() {
        Ok(mut inside) => Ok(inside.next().is_some()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failure::File(path.display().to_string(), error)),
    }
}

/// The profile that is named, on the command line or by the configuration when nothing else names a book.
fn profile<'a>(
    globals: &Globals,
    config: &'a Config,
    around: &Surroundings,
) -> Result<Option<(&'a String, &'a Profile)>, Failure> {
    let by_itself = globals.store.is_none() && !globals.demo && around.store.is_none();
    let standing = config.profile.as_ref().filter(|_| by_itself);
    let Some(name) = globals.profile.as_ref().or(standing) else {
        return Ok(None);
    };
    match config.profiles.get_key_value(name) {
        Some(profile) => Ok(Some(profile)),
        None => {
            let known: Vec<String> = config.profiles.keys().cloned().collect();
            let message = say!("usage-unknown-profile", name = name, known = known);
            Err(wrong("--profile", name, message))
        }
    }
}

fn folder(
    globals: &Globals,
    profile: Option<&Profile>,
    around: &Surroundings,
) -> Result<PathBuf, Failure> {
    if let Some(path) = &globals.store {
        return Ok(path.clone());
    }
    if let Some(profile) = profile {
        let none = || wrong("--profile", "", say!("usage-profile-without-store"));
        return profile.store.clone().ok_or_else(none);
    }
    let default = || around.homes.as_ref().map(|homes| homes.data.join("book"));
    let none = || wrong("--store", "", say!("usage-no-home"));
    around.store.clone().or_else(default).ok_or_else(none)
}

fn roles(globals: &Globals, config: &Config) -> Vec<Role> {
    let chosen = [&globals.roles, &config.roles];
    let first = chosen.into_iter().find(|roles| !roles.is_empty());
    first.map_or_else(|| vec![Role::GlobalAdmin], Vec::clone)
}

fn seal_keys(around: &Surroundings) -> Option<PathBuf> {
    let homes = around.homes.as_ref()?;
    Some(homes.state.join("seal-keys"))
}

fn read_clock(text: &str) -> Result<Timestamp, Failure> {
    text.parse().map_err(|_| {
        wrong(
            "PARTNERDECK_NOW",
            text,
            say!("usage-bad-clock", found = text),
        )
    })
}

fn wrong(field: &str, found: &str, message: crate::account::problem::Message) -> Failure {
    let problem = Problem::of_field(field, Code::BadFormat, message).found(found);
    Failure::Usage(vec![problem])
}
