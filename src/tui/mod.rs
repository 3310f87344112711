//! The screen. One thread owns it: it waits, handles all that waits, draws at most once ([`turn`]). The [`shell`] routes
//! one event and nothing else; a pane decides. Disk and long work stand in [`workers`]; nothing here reads the book.
//!
//! **To add a pane** (the whole contract stands in [`pane`]):
//! 1. `panes/NAME/mod.rs` holds its state and implements [`Pane`]; `panes/NAME/view.rs` draws it with a [`Pen`].
//! 2. `act` gets an [`Action`] and a [`Cx`], which lends the words, the keys, the time, the area, the message line and
//!    the outgoing requests. It answers with a [`Reaction`]. It never sees a key; its keys stand in the one table
//!    ([`action`]), its words in the locale files.
//! 3. While `is_typing`, keys that mean text and pastes come to `typed`; put them into a
//!    [`TextLine`](widgets::text::TextLine).
//! 4. What needs the book goes out through `cx.out` (`read`, `write`, and `run` for long work), which gives a number; the
//!    [`Outcome`](workers::Outcome) comes back to `take` with that number. Keep the number of the newest request and drop
//!    any other. A pane that is gone is not missed: what came of its work is said in the message line. New things to read
//!    are variants of [`Read`](workers::Read); every operation goes through [`Write`](workers::Write) as it is.
//! 5. What was typed and is not saved is told by `draft`: it is kept while it is typed and when the desk is left; `Read::Draft` gives it back,
//!    `Read::ForgetDraft` forgets it.
//! 6. How far a run is stands in `sight.jobs`; the shell draws while it moves.
//! 7. Add it to [`Opening`] and to `panes::made`.
//!
//! **To add an operation to the screen** (most need no pane of their own):
//! 1. `sheets/NAME.rs` holds a type that implements [`Sheet`](sheets::Sheet): whose account, the title, the fields
//!    ([`Entry`](sheets::Entry): text, lines, number, date, choice, flag; filled in from the book, which `fields` may
//!    read), and how their values become the operation. Give a field the path by which the operation names it in its
//!    problems: they stand under it then. That is all most operations need; a sheet without fields shows its plan alone.
//! 2. Where it matters: `asks_for` hides fields by what stands in others; `confirm` asks always or wants a name typed
//!    (without it a question is asked only where the plan can't be taken back, or follows what nobody saw); `ask` and
//!    `done` say it in better words; `remedy` puts another sheet under a blocker, which is done from there and the plan
//!    is made again. First passwords that come to be are shown once and handed over by the pane itself.
//! 3. One line in a menu: `Chore::sheet(words, task, sheet).refused(why)`. The menu of an account stands in
//!    `menus/account.rs`, that of a row in the file of its section. What the rights or the state forbid stays there with
//!    its reason; `Chore::does(action)` puts an action of the pane there, with its key.
//! 4. Its words into the locale file. Press the keys in `tests/inside/sheets.rs`: letters filter an open menu, so that
//!    `<CR>ren<CR>` opens «Rename» wherever it stands.
//!
//! **To add a section to an account**: a file in `panes/detail` with a type that implements `Part` (rows, the menu of a
//! row, what it reads), a line in `section.rs`, an action with its key, and its words. What it reads is a variant of
//! [`Read`](workers::Read).

pub mod action;
mod binding;
mod danger;
pub mod drafts;
mod folders;
mod input;
pub mod jobs;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod menus;
pub mod message_line;
pub mod overlays;
pub mod pane;
pub mod panes;
pub mod place;
pub mod rights;
pub mod sheets;
pub mod shell;
mod signals;
mod table;
mod terminal;
pub mod theme;
pub mod turn;
mod two_set;
pub mod widgets;
pub mod wonder;
pub mod workers;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use secrecy::SecretString;

use crate::account::problem::Message;
use crate::operations::Desk;
use crate::operations::look_after::Rolling;
use crate::words::Words;

use drafts::Drafts;

pub use action::{Action, Place};
pub use folders::Folders;
pub use keymap::{Keymap, key_sheet};
pub use pane::{Cx, Opening, Pane, Question, Reaction, Sight};
pub use shell::Shell;
pub use terminal::ground::can_be_asked;
pub use turn::Event;
pub use widgets::pen::Pen;

/// What the screen is started with besides the desk and the words.
pub struct Options {
    /// The name of the book for the top line: its folder's name, or the profile's.
    pub book: String,
    /// The keys, with the operator's key file laid over them.
    pub keymap: Keymap,
    /// How meanings look, and what else they can look like.
    pub looks: theme::Looks,
    /// Whether the terminal is asked what it writes on.
    pub asks_for_ground: bool,
    /// Whether nothing on the screen may move but numbers.
    pub is_motion_reduced: bool,
    /// Where the operator is: ages and dates are shown in this zone.
    pub zone: TimeZone,
    /// Where typed paths are meant from.
    pub folders: Folders,
    /// Whether the clock stands still for a rehearsal; the top line says so.
    pub is_clock_frozen: bool,
    /// Where unsaved words of open forms are kept when the desk is left.
    pub drafts: Drafts,
    /// The passphrase of the sealed passwords as a file says it; `None`: it is asked for where the book has one.
    pub passphrase: Option<SecretString>,
    /// When backups are made by themselves; `None`: never.
    pub backups: Option<Rolling>,
    /// How long a copied password stays in the terminal's clipboard.
    pub clipboard_stays: Duration,
    /// What is to be said at the start: wrong lines of the config and the key file.
    pub notes: Vec<Message>,
}

/// How the screen came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// The operator left.
    Quit,
    /// The system asked the program to end, or the terminal went away.
    Interrupted,
}

/// Why the screen could not be shown. `Display` is for logs.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The terminal can't be read or written.
    #[error("terminal: {0}")]
    Terminal(#[from] std::io::Error),
}

/// Shows the desk until the operator leaves. The terminal is as it was whichever way this ends, a panic included. What
/// runs is stopped after the step it is in and can be resumed.
///
/// # Errors
/// When the terminal can't be read or written.
pub fn run(desk: Arc<Desk>, words: Arc<Words>, options: Options) -> Result<Ending, ScreenError> {
    let (inbox, waiting) = crossbeam_channel::unbounded();
    let screen = terminal::Screen::enter(inbox.clone())?;
    let signals = signals::watch(inbox.clone())?;
    input::listen(inbox.clone())?;
    let drafts = options.drafts.clone();
    let workers = workers::Workers::start(Arc::clone(&desk), drafts.clone(), inbox)?;
    let mut shell = Shell::new(Arc::clone(&desk), words, options, workers, screen.size()?);
    // The terminal goes back before the last step of what runs is waited for. A fault of the desk keeps what was typed,
    // and what runs ends at a whole step, as when the operator leaves.
    let ending = catch_unwind(AssertUnwindSafe(|| turn::run(&mut shell, screen, &waiting)));
    drafts.leave_with(&shell.drafts_as_far_as_possible());
    let closed = catch_unwind(AssertUnwindSafe(|| turn::close(&mut shell, &waiting)));
    desk.keep();
    signals.close();
    match (ending, closed) {
        (Ok(ending), Ok(())) => Ok(ending?),
        (Err(fault), _) | (_, Err(fault)) => resume_unwind(fault),
    }
}
