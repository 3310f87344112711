//! Where keys act: the places that the table of actions ([`super::action`]) binds them at.

/// Where a key acts. The first five can be remapped and stand in the key sheet; the others belong to what lies over a
/// pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Anywhere but under a question.
    Everywhere,
    /// The list of customers.
    List,
    /// One account.
    Detail,
    /// A form: account info, a new customer.
    Edit,
    /// Many users at once.
    ManyUsers,
    /// The filter line, while one types in it.
    Filter,
    /// A question that waits for yes or no.
    Question,
    /// The palette.
    Palette,
    /// The help, the log: text to read.
    Reading,
    /// The choice of a sort order.
    Choice,
    /// Running work.
    Jobs,
    /// What was begun and not saved. It steps aside for any key that is none of its own.
    Begun,
    /// An open list in a form.
    OpenChoice,
    /// A passphrase that is typed unseen.
    Passphrase,
    /// A path that is typed.
    Path,
    /// The boxes of licenses.
    Licenses,
    /// The users of all customers.
    AllUsers,
    /// First passwords that are shown once.
    HandOver,
    /// A cell of a users file that is being mended.
    Cell,
    /// File name and format of an export.
    Export,
}

impl Place {
    /// The places that the key file and the key sheet know, in the order of the sheet.
    pub const LISTED: [Place; 5] = [
        Place::Everywhere,
        Place::List,
        Place::Detail,
        Place::Edit,
        Place::ManyUsers,
    ];

    /// The word in the key file and the key sheet.
    pub const fn id(self) -> &'static str {
        match self {
            Place::Everywhere => "everywhere",
            Place::List => "list",
            Place::Detail => "detail",
            Place::Edit => "edit",
            Place::ManyUsers => "many-users",
            Place::Filter => "filter",
            Place::Question => "question",
            Place::Palette => "palette",
            Place::Reading => "reading",
            Place::Choice => "choice",
            Place::Jobs => "jobs",
            Place::Begun => "begun",
            Place::Passphrase => "passphrase",
            Place::OpenChoice => "open-choice",
            Place::Path => "path",
            Place::Licenses => "licenses",
            Place::AllUsers => "all-users",
            Place::HandOver => "hand-over",
            Place::Cell => "cell",
            Place::Export => "export",
        }
    }

    /// The ID of its name.
    pub const fn words(self) -> &'static str {
        match self {
            Place::Everywhere => "place-everywhere",
            Place::List | Place::Filter | Place::Choice | Place::Export => "place-list",
            Place::Detail => "place-detail",
            Place::Edit | Place::OpenChoice | Place::HandOver => "place-edit",
            Place::ManyUsers | Place::Cell => "place-many-users",
            Place::Licenses => "place-licenses",
            Place::AllUsers => "place-all-users",
            Place::Path => "place-path",
            Place::Question
            | Place::Palette
            | Place::Reading
            | Place::Jobs
            | Place::Begun
            | Place::Passphrase => "place-overlay",
        }
    }

    /// Whether it lies over a pane: of the keys that act everywhere only those of the terminal reach through.
    pub const fn is_modal(self) -> bool {
        matches!(
            self,
            Place::Question
                | Place::Palette
                | Place::Reading
                | Place::Choice
                | Place::Jobs
                | Place::Begun
                | Place::Passphrase
                | Place::Export
        )
    }
}
