//! On a terminal and without a noun the desk itself opens. What stands before it: the question what to do where there is no
//! book yet, and the files that the screen is set up with.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::account::problem::{Message, Problem};
use crate::account::text;
use crate::config::Config;
use crate::exchange::regular;
use crate::operations::look_after::{self, Rolling};
use crate::operations::{Desk, Failure};
use crate::say;
use crate::store::{SealKey, StoreError};
use crate::words::Words;

use super::beforehand::LONGEST;
use super::book;
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::Halt;
use super::passphrase;
use super::surroundings::{Surroundings, Terminal};
use super::themes::{self, ThemeText};

/// What the screen starts with.
pub struct Opened {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Every word that people read.
    pub words: Arc<Words>,
    /// What to call the book: its folder's name, the profile's, or that it is the demo.
    pub book: String,
    /// Whether colours are wanted.
    pub color: bool,
    /// What the environment says of the terminal.
    pub terminal: Terminal,
    /// The name of the theme that is wished for.
    pub theme: Option<String>,
    /// The operator's own themes.
    pub themes: Vec<ThemeText>,
    /// Whether nothing on the screen may move but numbers.
    pub is_motion_reduced: bool,
    /// The key file: its name and what it says; `None` when there is none.
    pub keymap: Option<KeyFile>,
    /// Whether the clock stands still (`PARTNERDECK_NOW`): the top line says so.
    pub is_clock_fixed: bool,
    /// Where the state of this book's sessions is kept; `None` for a throw-away book, or without a home folder.
    pub session: Option<PathBuf>,
    /// The passphrase of the sealed passwords, where a file says it and the book needs it.
    pub passphrase: Option<SecretString>,
    /// When backups are made by themselves; `None`: never.
    pub backups: Option<Rolling>,
    /// How long a copied password stays in the clipboard.
    pub clipboard_stays: Duration,
    /// What is to be said at the start: wrong lines of the configuration.
    pub notes: Vec<Message>,
}

/// An operator's key file.
#[derive(Debug, Clone)]
pub struct KeyFile {
    /// What to call it in a sentence.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Why it could not be read.
    pub trouble: Option<Message>,
}

/// How the screen was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// By the operator.
    Quit,
    /// The system asked the program to end, or the terminal went away.
    Interrupted,
}

/// Opens the screen, given by `main`, because imports point one way.
pub type OpenScreen = dyn Fn(Opened) -> Result<Left, Failure>;

/// The operator's key file, when there is one.
pub(super) fn key_file(around: &Surroundings) -> Option<KeyFile> {
    let path = around.homes.as_ref()?.config.join("keymap.toml");
    let name = path.display().to_string();
    match regular::read_text(&path, LONGEST) {
        Ok(text) => Some(KeyFile {
            name,
            text,
            trouble: None,
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => Some(KeyFile {
            trouble: Some(Failure::File(name.clone(), error).message()),
            name,
            text: String::new(),
        }),
    }
}

/// Opens the desk on the terminal and stays until the operator leaves.
pub(super) fn run(
    mut context: Context<'_>,
    around: &Surroundings,
    config: (&Config, &[Problem]),
    screen: &OpenScreen,
) -> Result<Exit, Halt> {
    if let Some(folder) = context.settings.missing_book()? {
        match first_start(&folder, &context)? {
            FirstStart::Demo => context.settings.turn_to_demo(),
            FirstStart::Empty => {}
            FirstStart::Import(file) => {
                book::import(&file, None, None, &context)?;
            }
            FirstStart::Leave => return Ok(Exit::Done),
        }
    }
    let access = if context.globals.read_only {
        Access::Look
    } else {
        Access::Sit
    };
    let desk = context.settings.open(access, context.open)?;
    let (config, wrong) = config;
    let stands_in = desk.store().stands_in();
    let (passphrase, no_passphrase) = passphrase_of_file(&context, &desk);
    let damage = stands_in.iter().map(look_after::stand_in);
    let (themes, unread) = themes::own(around);
    let left = screen(Opened {
        desk: Arc::new(desk),
        words: Arc::new(Words::load(context.console.words.language())),
        book: context.settings.book_name(context.console.words),
        color: !around.colorless && !context.globals.no_color,
        terminal: around.terminal.clone(),
        theme: context.globals.theme.clone().or(config.theme.clone()),
        themes,
        is_motion_reduced: config.is_motion_reduced,
        keymap: key_file(around),
        is_clock_fixed: around.now.is_some(),
        session: context.settings.session(around),
        passphrase,
        backups: config.backups,
        clipboard_stays: context.settings.clipboard_stays(),
        // The last one is what stands there when the screen opens.
        notes: wrong
            .iter()
            .cloned()
            .chain(damage)
            .map(|problem| problem.message)
            .chain(unread)
            .chain(no_passphrase)
            .collect(),
    })?;
    Ok(match left {
        Left::Quit => Exit::Done,
        Left::Interrupted => Exit::Interrupted,
    })
}

/// What the file says that holds the passphrase, where the book needs it; else why it can't be read. Nobody is kept from
/// the desk by it.
fn passphrase_of_file(
    context: &Context<'_>,
    desk: &Desk,
) -> (Option<SecretString>, Option<Message>) {
    let file = context.settings.passphrase_file();
    let needed = file.filter(|_| desk.store().seal_key() == SealKey::Locked);
    match needed.map(passphrase::of_file).transpose() {
        Ok(given) => (given, None),
        Err(failure) => (None, Some(failure.in_one_line())),
    }
}

/// What an operator wants where there is no book yet.
enum FirstStart {
    Demo,
    Import(PathBuf),
    Empty,
    Leave,
}

/// Asks until the answer is one of those offered; the end of the input leaves.
fn first_start(folder: &Path, context: &Context<'_>) -> Result<FirstStart, Halt> {
    let shown = folder.display().to_string();
    if !context.can_ask {
        return Err(StoreError::NoBook { folder: shown }.into());
    }
    let words = context.console.words;
    let question = words.say(&say!("first-start", folder = shown));
    loop {
        for line in question.lines() {
            writeln!(io::stderr(), "{}", text::visible(line))?;
        }
        let Some(answer) = answer_to(">")? else {
            return Ok(FirstStart::Leave);
        };
        let is = |id: &str| answer.eq_ignore_ascii_case(&words.text(id));
        if is("first-start-demo") {
            return Ok(FirstStart::Demo);
        }
        if is("first-start-empty") {
            return Ok(FirstStart::Empty);
        }
        if is("first-start-import")
            && let Some(file) = answer_to(&words.text("first-start-file"))?
        {
            return Ok(FirstStart::Import(PathBuf::from(file)));
        }
        if is("first-start-leave") {
            return Ok(FirstStart::Leave);
        }
    }
}

/// The next line that is typed; `None` at the end of the input.
fn answer_to(question: &str) -> io::Result<Option<String>> {
    write!(io::stderr(), "{question} ")?;
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer)?;
    Ok((read > 0).then(|| answer.trim().to_owned()))
}
