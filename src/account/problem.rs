//! What can be wrong, said so that an operator can act: what, where, what was found, and the remedy. The sentences
//! themselves come from the locale files by the ID of a [`Message`]; no words of a language stand here.

use std::borrow::Cow;

use super::text::CUT_MARK;

/// A value inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words, names, codes: shown as they are, after sanitising.
    Text(String),
    /// A count: written with the separators of the language, and choosing its plural form.
    Number(u64),
    /// A sentence or word of the locale files inside another one: the name of a role, of a field.
    Said(Message),
    /// Several, written as the language lists things: `global admin, admin agent`.
    List(Vec<Arg>),
    /// A country, by its code: its name in the language.
    Country(&'static str),
}

impl Arg {
    fn shortened(self) -> Self {
        match self {
            Arg::Text(text) => Arg::Text(shortened(text)),
            Arg::List(several) => Arg::List(several.into_iter().map(Arg::shortened).collect()),
            other => other,
        }
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Arg::Said(message)
    }
}

impl<T: Into<Arg>> From<Vec<T>> for Arg {
    fn from(several: Vec<T>) -> Self {
        Arg::List(several.into_iter().map(Into::into).collect())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(text.clone())
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Arg::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Arg::Number(u64::from(number))
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(number as u64)
    }
}

/// A sentence to be: the ID of a message in `assets/locales/*.ftl` and what goes into it. Made with [`say!`](crate::say).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The ID in the locale files.
    pub id: Cow<'static, str>,
    /// What the sentence mentions, by the name it has in the locale files.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A sentence without values.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self {
            id: id.into(),
            args: Vec::new(),
        }
    }

    /// The same sentence with one value more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into().shortened()));
        self
    }
}

/// What is told of a text, in bytes: a cell may hold a million, and a report a thousand cells.
const TOLD: usize = 2 << 10;

/// The text, or its beginning and that it goes on.
fn shortened(mut text: String) -> String {
    if text.len() > TOLD {
        text.truncate(text.floor_char_boundary(TOLD));
        text.shrink_to_fit();
        text.push(CUT_MARK);
    }
    text
}

/// Names a sentence of the locale files and its values: `say!("problem-too-long", found = 63_u64, limit = 50_u64)`.
/// A test finds IDs that no locale file has.
#[macro_export]
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::account::problem::Message::new($id)$(.with(stringify!($name), $value))*
    };
}

/// Where something is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Place {
    /// Nowhere in particular.
    #[default]
    Nowhere,
    /// A field of a resource, by its full path: `billingProfile.defaultAddress.city`.
    Field(String),
    /// A place in a file.
    Cell {
        /// Physical line, counted from 1, header included; the one where the row starts.
        line: u64,
        /// Column, counted from 1; `None` for the row as a whole.
        column: Option<u32>,
        /// The column's header as the file has it.
        header: Option<String>,
    },
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The stable word that scripts test for.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What stood there.
    pub found: Option<String>,
    /// What is wrong, in a sentence.
    pub message: Message,
    /// What to do about it.
    pub remedy: Option<Message>,
    /// A value that would be right, offered with one key.
    pub suggestion: Option<String>,
    /// For a duplicate: the line of the first one.
    pub first_line: Option<u64>,
}

impl Problem {
    /// A problem nowhere in particular.
    pub fn new(code: Code, message: Message) -> Self {
        Self {
            code,
            place: Place::Nowhere,
            found: None,
            message,
            remedy: None,
            suggestion: None,
            first_line: None,
        }
    }

    /// A problem of one field.
    pub fn of_field(path: &str, code: Code, message: Message) -> Self {
        Self::new(code, message).at(Place::Field(path.to_owned()))
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The same, with what was found.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(shortened(found.into()));
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn remedy(mut self, remedy: Message) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// The same, with a value that would be right.
    #[must_use]
    pub fn suggest(mut self, value: impl Into<String>) -> Self {
        self.suggestion = Some(value.into());
        self
    }

    /// The full path of the field it is about.
    pub fn field(&self) -> Option<&str> {
        match &self.place {
            Place::Field(path) => Some(path),
            _ => None,
        }
    }
}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $text:literal,)*) => {
        /// The stable codes of problems, as scripts read them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$meta])* $name,)*
            /// A number of the partner service, as the documents give it.
            Service(u32),
        }

        impl Code {
            /// Every word that is no number of the service.
            pub const WORDS: &[&str] = &[$($text,)*];

            /// The word or number as scripts read it.
            pub fn text(self) -> Cow<'static, str> {
                match self {
                    $(Code::$name => Cow::Borrowed($text),)*
                    Code::Service(number) => Cow::Owned(number.to_string()),
                }
            }
        }
    };
}

codes! {
    /// A required value is not there.
    Missing = "missing",
    /// More characters than allowed.
    TooLong = "too_long",
    /// Fewer characters than needed.
    TooShort = "too_short",
    /// Not written the way it must be.
    BadFormat = "bad_format",
    /// Not one of the allowed values.
    NotInList = "not_in_list",
    /// Must not be given here.
    NotAllowed = "not_allowed",
    /// An account in this book has the domain.
    DomainTaken = "domain_taken",
    /// No such country.
    UnknownCountry = "unknown_country",
    /// The partner may not sell there.
    WrongMarket = "wrong_market",
    /// A date that has not come yet.
    InTheFuture = "in_the_future",
    /// A company name that is refused or doubtful.
    BadName = "bad_name",
    /// The file has no rows.
    NoRows = "no_rows",
    /// A column that must be there is not.
    MissingColumn = "missing_column",
    /// Not an e-mail address.
    BadEmail = "bad_email",
    /// A domain that is not the customer's.
    ForeignDomain = "foreign_domain",
    /// The same sign-in name stands in an earlier row.
    DuplicateInFile = "duplicate_in_file",
    /// The customer has a user of that name.
    AlreadyExists = "already_exists",
    /// A user of that name was deleted and can be restored.
    RecentlyDeleted = "recently_deleted",
    /// The status column is for the service.
    StatusNotEmpty = "status_not_empty",
    /// A column or cell too many.
    ExtraColumn = "extra_column",
    /// A control character or line break in a cell.
    BadCharacter = "bad_character",
    /// Bytes that no text is written with.
    BadEncoding = "bad_encoding",
    /// No location was chosen for the new users.
    NoLocation = "no_location",
    /// More rows than the portal takes in one file.
    TooManyRows = "too_many_rows",
    /// Several accounts answer to it.
    Ambiguous = "ambiguous",
    /// No account answers to it.
    NotFound = "not_found",
    /// The operator's roles, or the partner's kind, do not allow it.
    RefusedByRole = "refused_by_role",
    /// The book's cloud does not have it.
    RefusedByCloud = "refused_by_cloud",
    /// Something must be done first.
    Precondition = "precondition",
    /// A member stood twice in one object; the last counts.
    DuplicateMember = "duplicate_member",
    /// A password in what came in; it went to the seal.
    PasswordSealed = "password_sealed",
    /// Something was left out on the way in or out, and that is said.
    Dropped = "dropped",
    /// A value the rules for typing would have refused; the service's word is kept.
    Flagged = "flagged",
    /// The record changed meanwhile.
    Conflict = "conflict",
    /// Something else the operator should know.
    Notice = "notice",
}
