//! What a pane is: state that acts, takes outcomes and draws itself. The shell calls it; a pane calls nobody but what
//! [`Cx`] lends for one call, and keeps nothing of it.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Rect;
use secrecy::SecretString;

use crate::account::cloud::Cloud;
use crate::account::entry::EntryId;
use crate::account::problem::Message;
use crate::account::record::{CustomerId, RecordKey};
use crate::words::Words;

use super::action::{Action, Place};
use super::drafts::Draft;
use super::folders::Folders;
use super::jobs::Jobs;
use super::key::Key;
use super::keymap::Keymap;
use super::menus::Menu;
use super::message_line::{MessageLine, Tone};
use super::panes::licenses::ForWhom;
use super::rights::need;
use super::sheets::Sheet;
use super::widgets::pen::Pen;
use super::widgets::typed::Typed;
use super::wonder::Wonder;
use super::workers::{Number, Outbox, Outcome};

pub use super::rights::{Refusal, Rights};

/// One screenful with its own state. Implementations stand in `panes/`.
pub trait Pane {
    /// Which keys act now. May change with the state: the list is at [`Place::Filter`] while its filter is typed.
    fn place(&self) -> Place;

    /// Where one is, for the middle of the top line: `Wingtip Toys › Account`.
    fn title(&self, sight: &Sight) -> String;

    /// What the right end of the top line says: a count, `changed`.
    fn status(&self, _sight: &Sight) -> String {
        String::new()
    }

    /// What stands in the message line as long as it is so: marks, problems of a form. What was said last stands behind it.
    fn remark(&self, _sight: &Sight) -> Option<Remark> {
        None
    }

    /// Whether a field has the focus: keys that mean text go to [`Pane::typed`] then.
    fn is_typing(&self) -> bool {
        false
    }

    /// Whether an action of its place can be done now. Hints leave the others out, the palette shows them with the
    /// reason.
    fn offers(&self, action: Action, sight: &Sight) -> Offer;

    /// Does an action.
    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction;

    /// The question that this action asked ([`Reaction::Ask`]) was answered with yes.
    fn confirmed(&mut self, _action: Action, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    /// Takes text into the field that has the focus.
    fn typed(&mut self, _typed: &Typed, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    /// Takes what came of a request of its own. A number that is not the newest it asked for is to be dropped.
    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction;

    /// What is shown should be asked for: the pane was just opened, or the book changed. What was typed stays.
    fn refresh(&mut self, _cx: &mut Cx) {}

    /// The words are those of another language now: what was made of the old ones is made anew, what was typed stays.
    fn reworded(&mut self, _sight: &Sight) {}

    /// What was typed and is not saved, should the desk be left now. Passwords are never among it.
    fn draft(&self) -> Option<Draft> {
        None
    }

    /// The operator goes on with what was kept of this form: it is put back without a question.
    fn go_on(&mut self) {}

    /// What is wrong where the operator is, for the key that asks why: the problem under the cursor, what keeps a plan from
    /// being done. Empty where nothing is; then what was last said to be wrong is told.
    fn wonders(&self) -> Vec<Wonder> {
        Vec::new()
    }

    /// Draws itself; may mend what depends on the size (the window of rows), nothing else.
    fn draw(&mut self, pen: &mut Pen, sight: &Sight);
}

/// What is so, and stands in the message line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How it is said.
    pub tone: Tone,
    /// What is so.
    pub message: Message,
}

/// What came of a call of a pane.
#[derive(Debug)]
pub enum Reaction {
    /// Nothing that can be seen.
    Nothing,
    /// The pane looks different now.
    Redraw,
    /// The pane is done; the one below is shown.
    Close,
    /// Another pane is to be shown over this one, or beside it.
    Open(Opening),
    /// A form is to be shown with the words that were kept of it.
    GoOn(Opening),
    /// What can be done is to be shown, to choose from.
    Menu(Menu),
    /// The operator is to be asked first; [`Pane::confirmed`] is called on yes.
    Ask(Question),
    /// A text goes to the terminal's clipboard.
    Copy(String),
    /// A password goes there, for a while.
    CopySecret(SecretString),
    /// It can't be done: the reason is told, and the address where it is done instead goes to the clipboard.
    Refused(Refusal),
    /// From a question: yes. The pane below is told with [`Pane::confirmed`].
    Confirmed(Action),
    /// From the palette: the pane below is to do this.
    Perform(Action),
}

/// A pane to be opened.
#[derive(Debug, Clone)]
pub enum Opening {
    /// One account.
    Detail(CustomerId),
    /// The form of an account.
    Edit(CustomerId),
    /// The form of a new customer.
    AddCustomer,
    /// Many users of an account from a file.
    ManyUsers(CustomerId),
    /// The users of all customers.
    AllUsers,
    /// One user in its account, over what is shown.
    User(RecordKey),
    /// The log of the whole book.
    Activity,
    /// The licenses of some users.
    Licenses(ForWhom),
    /// One entry of the log; with a customer only what it did to that one.
    Entry(EntryId, Option<CustomerId>),
    /// An operation with its fields and its plan.
    Sheet(Arc<dyn Sheet>),
}

/// A question with the default no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked, in one sentence.
    pub ask: Message,
    /// What will happen, line by line, with numbers.
    pub consequences: Vec<Message>,
    /// The action that asked, and that is confirmed with yes.
    pub action: Action,
}

/// Whether an action can be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// It can.
    Yes,
    /// It can't, for a reason that the operator should see.
    No(Refusal),
    /// It has no sense here and is not shown.
    Absent,
}

/// What drawing and deciding may look at. Memory only.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// The words of the language.
    pub words: &'a Words,
    /// Which key does what.
    pub keymap: &'a Keymap,
    /// What the operator may do in this book.
    pub rights: &'a Rights,
    /// What runs, and how far it is.
    pub jobs: &'a Jobs,
    /// The cloud of the book.
    pub cloud: Cloud,
    /// Now, in UTC.
    pub now: Timestamp,
    /// The time that runs evenly, for what moves.
    pub instant: Instant,
    /// Where the operator is.
    pub zone: &'a TimeZone,
    /// Where typed paths are meant from.
    pub folders: &'a Folders,
    /// The area of the pane, in columns and lines of the screen.
    pub area: Rect,
    /// Whether the pane has the focus: the cursor of the terminal is its own then.
    pub is_focused: bool,
    /// Whether nothing may move but numbers: no bars, no wheels.
    pub is_still: bool,
}

impl Sight<'_> {
    /// A key as it stands on the keyboard.
    pub fn label(&self, key: Key) -> String {
        key.label(self.words.signs())
    }

    /// The key of an action as it stands on the keyboard, for sentences that name it; empty when it has none.
    pub fn key(&self, place: Place, action: Action) -> String {
        let key = self.keymap.key(place, action);
        key.map_or_else(String::new, |key| self.label(key))
    }
}

/// Whether an action can be done while a pane is in front: what acts everywhere is the shell's to say, the rest the
/// pane's, and behind both stands what the operator may do here ([`need`]).
pub fn offer(pane: &dyn Pane, action: Action, sight: &Sight) -> Offer {
    let offered = match action {
        Action::Undo => Offer::Yes,
        _ => pane.offers(action, sight),
    };
    match (offered, need(action)) {
        (Offer::Yes, Some(need)) => sight.rights.meet(need),
        (offered, _) => offered,
    }
}

/// What a pane is lent for one call.
pub struct Cx<'a> {
    /// What it may look at.
    pub sight: Sight<'a>,
    /// Outgoing requests.
    pub out: &'a mut Outbox,
    /// The only place where the program speaks.
    pub line: &'a mut MessageLine,
}
