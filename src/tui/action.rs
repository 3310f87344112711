//! What an operator can do on the screen: ONE table. Hints, help, palette, the key sheet and the key file all read it;
//! no key and no name of an action stands anywhere else. The words of action `open` are the sentences `action-open`
//! (short, for hints) and `action-open-help` (whole, for help and palette) of the locale files.

use super::binding::row;

pub use super::binding::Binding;
pub use super::danger::Danger;
pub use super::place::Place;

macro_rules! actions {
    ($($(#[$meta:meta])* $name:ident = $id:literal, $danger:ident;)*) => {
        /// Something an operator can do with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$meta])* $name,)*
        }

        impl Action {
            /// Every action.
            pub const ALL: &[Action] = &[$(Action::$name,)*];

            /// The word in the key file and the key sheet; its words are `action-ID` and `action-ID-help`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Action::$name => $id,)*
                }
            }

            /// Whether it asks before it acts.
            pub const fn danger(self) -> Danger {
                match self {
                    $(Action::$name => Danger::$danger,)*
                }
            }
        }
    };
}

actions! {
    /// Help for this place.
    Help = "help", Safe;
    /// Every action by its words.
    Palette = "palette", Safe;
    /// One step back; at the top nothing.
    Back = "back", Safe;
    /// One step back; at the top the end.
    Leave = "leave", Safe;
    /// The end, from anywhere.
    Quit = "quit", Safe;
    /// The screen from nothing.
    Redraw = "redraw", Safe;
    /// Back to the shell for a while.
    Suspend = "suspend", Safe;
    /// Takes back the last change.
    Undo = "undo", Safe;
    /// Running work.
    Jobs = "jobs", Safe;
    /// A backup beside the book.
    BackUp = "back-up", Safe;
    /// What was said so far.
    Log = "log", Safe;

    /// One row on.
    Down = "down", Safe;
    /// One row back.
    Up = "up", Safe;
    /// The first row.
    First = "first", Safe;
    /// The last row.
    Last = "last", Safe;
    /// A page on.
    PageDown = "page-down", Safe;
    /// A page back.
    PageUp = "page-up", Safe;
    /// Half a page on.
    HalfDown = "half-down", Safe;
    /// Half a page back.
    HalfUp = "half-up", Safe;

    /// Begins a filter.
    Filter = "filter", Safe;
    /// Leaves the filter line, the filter stays.
    KeepFilter = "keep-filter", Safe;
    /// Leaves the filter line, the filter goes.
    ClearFilter = "clear-filter", Safe;
    /// Opens the account under the cursor.
    Open = "open", Safe;
    /// What can be done with the whole account.
    Menu = "menu", Safe;
    /// Folds the row open in place.
    Expand = "expand", Safe;
    /// Marks the row.
    Mark = "mark", Safe;
    /// Marks all that are shown, or none.
    MarkAll = "mark-all", Safe;
    /// To the deleted users, or back to the active ones.
    DeletedUsers = "deleted-users", Safe;
    /// Checks the box under the cursor, clears it, or leaves it as it was.
    Touch = "touch", Safe;
    /// More seats of the product under the cursor.
    BuyMore = "buy-more", Safe;
    /// Chooses the order.
    Sort = "sort", Safe;
    /// A new customer.
    Add = "add", Safe;
    /// The account's form.
    Edit = "edit", Safe;
    /// Many users from a file.
    ManyUsers = "many-users", Safe;
    /// Subscriptions to a different partner.
    Transfer = "transfer", Safe;
    /// The form with three signatures into a file.
    WriteForm = "write-form", Safe;
    /// The log of the whole book.
    BookActivity = "book-activity", Safe;
    /// Ends the relationship with the customer.
    RemoveRelationship = "remove", Asks;
    /// Invites a company to a relationship.
    Invite = "invite", Safe;
    /// Who was invited so far.
    Invitations = "invitations", Safe;
    /// Writes what is shown to a file.
    Export = "export", Safe;
    /// The Microsoft ID to the clipboard.
    CopyId = "copy-id", Safe;
    /// Reads the book again.
    Refresh = "refresh", Safe;

    /// The next part of the account.
    NextSection = "next-section", Safe;
    /// The part before.
    PreviousSection = "previous-section", Safe;
    /// Both profiles, address, contact, tags, notes.
    AccountSection = "section-account", Safe;
    /// The subscriptions.
    SubscriptionsSection = "section-subscriptions", Safe;
    /// The users.
    UsersSection = "section-users", Safe;
    /// Subscriptions on their way to a different partner.
    TransfersSection = "section-transfers", Safe;
    /// The history of this account.
    ActivitySection = "section-activity", Safe;
    /// What the customer accepted, and its special qualification.
    AgreementSection = "section-agreement", Safe;
    /// Support contacts and service requests.
    SupportSection = "section-support", Safe;
    /// The link at which the customer signs the agreement, to the clipboard.
    CopyLink = "copy-link", Safe;

    /// The next field.
    NextField = "next-field", Safe;
    /// The field before.
    PreviousField = "previous-field", Safe;
    /// The next field; within text of several lines the next line.
    NextLine = "next-line", Safe;
    /// The field before; within text of several lines the line before.
    PreviousLine = "previous-line", Safe;
    /// Saves the form.
    Save = "save", Safe;
    /// Opens a choice, or takes what is chosen.
    Choose = "choose", Safe;
    /// Why a field is wrong.
    Why = "why", Safe;
    /// Takes the value that would be right.
    TakeSuggestion = "take-suggestion", Safe;
    /// On a conflict: keeps one's own value.
    TakeMine = "take-mine", Safe;
    /// On a conflict: takes the other's value.
    TakeTheirs = "take-theirs", Safe;

    /// Checks the file.
    Check = "check", Safe;
    /// The next problem of the file.
    NextProblem = "next-problem", Safe;
    /// The problem before.
    PreviousProblem = "previous-problem", Safe;
    /// Mends the cell that is wrong.
    Mend = "mend", Safe;
    /// Adds the users.
    Run = "run", Asks;
    /// Stops the run after the step it is in.
    CancelRun = "cancel-run", Safe;
    /// Goes on with a run that was stopped.
    Resume = "resume", Safe;
    /// Writes what became of each row to a file.
    WriteResults = "write-results", Safe;
    /// Writes the rows that are wrong to a file.
    WriteBadRows = "write-bad-rows", Safe;
    /// The first password to the clipboard, for a while.
    CopyPassword = "copy-password", Safe;
    /// Hands the first passwords over into a file.
    SavePasswords = "save-passwords", Safe;

    /// Completes what is typed as far as the names agree.
    Complete = "complete", Safe;
    /// Yes.
    Yes = "yes", Safe;
    /// No.
    No = "no", Safe;
    /// Takes what is chosen.
    Accept = "accept", Safe;
    /// The next value of a field with few values.
    Change = "change", Safe;
    /// Stops the work under the cursor after the step it is in.
    CancelJob = "cancel-job", Safe;
}

impl Action {
    /// Reads the word of the key file back.
    pub fn parse(id: &str) -> Option<Action> {
        Action::ALL.iter().copied().find(|action| action.id() == id)
    }

    /// The ID of its short words.
    pub fn words(self) -> String {
        format!("action-{}", self.id())
    }

    /// The ID of its whole sentence.
    pub fn help(self) -> String {
        format!("action-{}-help", self.id())
    }
}

use Place::{
    Cell, Choice, Detail, Edit, Everywhere, Export, Filter, HandOver, Jobs, Licenses, List,
    ManyUsers, OpenChoice, Palette, Path, Question, Reading,
};

/// The table. Its order is the order of help and key sheet.
pub const TABLE: &[Binding] = &[
    row(Action::Open, &[List], &["enter", "l"], 1),
    row(Action::Open, &[Detail], &["enter"], 1),
    row(Action::Menu, &[List, Detail], &["m"], 3),
    row(Action::Filter, &[List], &["/"], 2),
    row(Action::Edit, &[List, Detail], &["e"], 3),
    row(Action::ManyUsers, &[List, Detail], &["b"], 4),
    row(Action::Add, &[List], &["a"], 5),
    row(Action::Mark, &[List, Detail], &["space"], 6),
    row(Action::MarkAll, &[List, Detail], &["*"], 0),
    row(Action::RemoveRelationship, &[List], &["X"], 6),
    row(Action::RemoveRelationship, &[Detail], &["X"], 11),
    row(Action::DeletedUsers, &[Detail], &["d"], 2),
    row(Action::Sort, &[List], &["s"], 7),
    row(Action::Expand, &[List, Detail], &["o"], 8),
    row(Action::Invite, &[List], &["i"], 8),
    row(Action::Invitations, &[List], &["I"], 0),
    row(Action::Export, &[List], &["E"], 9),
    row(Action::Transfer, &[List, Detail], &["t"], 0),
    row(Action::WriteForm, &[Detail], &["w"], 6),
    row(Action::CopyId, &[List, Detail], &["y"], 10),
    row(Action::Refresh, &[List, Detail, Licenses], &["R"], 0),
    row(
        Action::Down,
        &[
            List, Detail, Licenses, ManyUsers, Filter, Palette, Reading, Choice, Jobs,
        ],
        &["down", "j"],
        0,
    ),
    row(
        Action::Up,
        &[
            List, Detail, Licenses, ManyUsers, Filter, Palette, Reading, Choice, Jobs,
        ],
        &["up", "k"],
        0,
    ),
    row(
        Action::First,
        &[List, Detail, Licenses, ManyUsers, Reading],
        &["g", "home"],
        0,
    ),
    row(
        Action::Last,
        &[List, Detail, Licenses, ManyUsers, Reading],
        &["G", "end"],
        0,
    ),
    row(
        Action::PageDown,
        &[
            List, Detail, Licenses, Edit, ManyUsers, Filter, Palette, Reading,
        ],
        &["pgdn"],
        0,
    ),
    row(
        Action::PageUp,
        &[
            List, Detail, Licenses, Edit, ManyUsers, Filter, Palette, Reading,
        ],
        &["pgup"],
        0,
    ),
    row(
        Action::HalfDown,
        &[List, Detail, Licenses, Reading],
        &["ctrl-d"],
        0,
    ),
    row(
        Action::HalfUp,
        &[List, Detail, Licenses, Reading],
        &["ctrl-u"],
        0,
    ),
    row(Action::KeepFilter, &[Filter], &["enter"], 1),
    row(Action::ClearFilter, &[Filter], &["esc"], 2),
    row(Action::NextSection, &[Detail], &["tab"], 1),
    row(Action::PreviousSection, &[Detail], &["shift-tab"], 0),
    row(Action::AccountSection, &[Detail], &["1"], 0),
    row(Action::SubscriptionsSection, &[Detail], &["2"], 0),
    row(Action::UsersSection, &[Detail], &["3"], 0),
    row(Action::TransfersSection, &[Detail], &["4"], 0),
    row(Action::AgreementSection, &[Detail], &["5"], 0),
    row(Action::SupportSection, &[Detail], &["6"], 0),
    row(Action::ActivitySection, &[Detail], &["7"], 0),
    row(Action::BookActivity, &[List, Detail], &["H"], 0),
    row(Action::CopyLink, &[Detail], &["Y"], 0),
    row(Action::Filter, &[Detail], &["/"], 7),
    row(Action::Back, &[Detail], &["h"], 8),
    row(Action::Save, &[Edit, Licenses], &["ctrl-s"], 1),
    row(Action::NextField, &[Edit, Licenses], &["tab"], 2),
    row(Action::PreviousField, &[Edit, Licenses], &["shift-tab"], 0),
    row(Action::NextLine, &[Edit], &["down"], 0),
    row(Action::PreviousLine, &[Edit], &["up"], 0),
    row(Action::TakeSuggestion, &[Edit], &["f2"], 3),
    row(Action::Invite, &[Edit], &["f3"], 3),
    row(Action::Why, &[Edit], &["f1"], 4),
    row(Action::Choose, &[Edit], &["enter"], 5),
    row(Action::Back, &[Edit], &["esc"], 8),
    row(Action::TakeMine, &[Edit], &["m"], 6),
    row(Action::TakeTheirs, &[Edit], &["t"], 7),
    row(Action::Touch, &[Licenses], &["space"], 1),
    row(Action::Expand, &[Licenses], &["enter", "o"], 3),
    row(Action::BuyMore, &[Licenses], &["b"], 4),
    row(Action::Check, &[ManyUsers], &["v"], 8),
    row(Action::NextProblem, &[ManyUsers], &["n"], 2),
    row(Action::PreviousProblem, &[ManyUsers], &["p"], 0),
    row(Action::Mend, &[ManyUsers], &["enter"], 3),
    row(Action::Run, &[ManyUsers], &["ctrl-s"], 1),
    row(Action::CancelRun, &[ManyUsers], &["c"], 5),
    row(Action::WriteBadRows, &[ManyUsers], &["w"], 6),
    row(Action::SavePasswords, &[ManyUsers], &["P"], 1),
    row(Action::WriteResults, &[ManyUsers], &["W"], 5),
    row(Action::Resume, &[ManyUsers], &["r"], 1),
    row(Action::TakeSuggestion, &[ManyUsers, Cell], &["f2"], 4),
    row(Action::NextField, &[ManyUsers], &["tab"], 7),
    row(Action::PreviousField, &[ManyUsers], &["shift-tab"], 0),
    row(Action::Accept, &[Cell], &["enter"], 1),
    row(Action::Back, &[Cell], &["esc"], 2),
    row(Action::Accept, &[OpenChoice], &["enter"], 1),
    row(Action::Back, &[OpenChoice], &["esc"], 2),
    row(Action::Down, &[OpenChoice], &["down"], 3),
    row(Action::Up, &[OpenChoice], &["up"], 0),
    row(Action::NextField, &[OpenChoice], &["tab"], 4),
    row(Action::PreviousField, &[OpenChoice], &["shift-tab"], 0),
    row(Action::Save, &[OpenChoice], &["ctrl-s"], 0),
    row(Action::Accept, &[Path], &["enter"], 1),
    row(Action::Complete, &[Path], &["tab"], 2),
    row(Action::PreviousField, &[Path], &["shift-tab"], 0),
    row(Action::Down, &[Path], &["down"], 3),
    row(Action::Up, &[Path], &["up"], 0),
    row(Action::Back, &[Path, HandOver], &["esc"], 4),
    row(Action::SavePasswords, &[HandOver], &["P"], 1),
    row(Action::Open, &[HandOver], &["enter"], 2),
    row(Action::CopyPassword, &[HandOver], &["c"], 3),
    row(Action::CopyId, &[HandOver], &["y"], 3),
    row(Action::No, &[Question], &["n", "enter", "esc"], 2),
    row(Action::Yes, &[Question], &["y"], 1),
    row(Action::Accept, &[Palette, Choice, Export], &["enter"], 1),
    row(Action::NextField, &[Export], &["tab", "down"], 2),
    row(Action::PreviousField, &[Export], &["shift-tab", "up"], 0),
    row(Action::Change, &[Export], &["space", "right"], 3),
    row(Action::CancelJob, &[Jobs], &["c"], 1),
    row(
        Action::Back,
        &[Palette, Reading, Choice, Jobs, Export],
        &["esc"],
        9,
    ),
    row(Action::Back, &[Reading, Choice, Jobs], &["q"], 0),
    row(Action::Undo, &[Everywhere], &["u"], 20),
    row(Action::Palette, &[Everywhere], &[":"], 21),
    row(Action::Help, &[Everywhere], &["?"], 22),
    row(Action::Back, &[Everywhere], &["esc"], 23),
    row(Action::Leave, &[Everywhere], &["q"], 24),
    row(Action::Why, &[Everywhere, Reading, Palette], &["f1"], 0),
    row(Action::Jobs, &[Everywhere], &["J"], 0),
    row(Action::BackUp, &[Everywhere], &["B"], 0),
    row(Action::Log, &[Everywhere], &["L"], 0),
    row(Action::Redraw, &[Everywhere], &["ctrl-l"], 0),
    row(Action::Suspend, &[Everywhere], &["ctrl-z"], 0),
    row(Action::Quit, &[Everywhere], &["ctrl-c"], 0),
];
