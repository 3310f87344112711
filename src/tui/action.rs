//! What an operator can do on the screen: ONE table. Hints, help, palette, the key sheet and the key file all read it;
//! no key and no name of an action stands anywhere else. The words of action `open` are the sentences `action-open`
//! (short, for hints) and `action-open-help` (whole, for help and palette) of the locale files.

pub use super::binding::Binding;
pub use super::danger::Danger;
pub use super::place::Place;
pub use super::table::TABLE;

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
    /// What was begun and not saved.
    Begun = "begun", Safe;
    /// Asks for the passphrase of the sealed passwords.
    Unlock = "unlock", Safe;
    /// What was said so far.
    Log = "log", Safe;
    /// The next language.
    Language = "language", Safe;
    /// The next theme.
    Theme = "theme", Safe;

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
    /// To the fuzzy mode of the filter, and back.
    Fuzzy = "fuzzy", Safe;
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
    /// The users of all customers.
    AllUsers = "all-users", Safe;
    /// What can be done with the user under the cursor.
    UserMenu = "user-menu", Safe;
    /// Begins a filter of users.
    FilterUsers = "filter-users", Safe;
    /// The name to sign in with to the clipboard.
    CopySignIn = "copy-sign-in", Safe;
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
    /// Goes on with what was begun.
    GoOn = "go-on", Safe;
    /// Gives up what was typed and not saved.
    DropWords = "drop-words", Asks;
    /// Leaves it for another time.
    Later = "later", Safe;
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
