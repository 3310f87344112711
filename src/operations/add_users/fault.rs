//! What can be wrong in a users file: one line here for each rule of operations.md section 6, with its code, its sentence
//! and its remedy. The checks that find them stand in [`super::check`](mod@super::check).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::problem::{Code, Message, Place, Problem};
use crate::account::record::CustomerId;
use crate::account::text::is_hidden;
use crate::say;

use super::columns::{Column, HeaderLanguage};
use super::sign_in_name::{Address, mended, on_own_domain};

/// One thing that is wrong with a cell, a row, or the file. Kept with a run, so that its results can be written without
/// the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Fault {
    /// The file has no rows, or none that is still to be added.
    NoRows {
        /// Rows whose users are there already.
        added_before: usize,
    },
    /// More rows than the portal takes.
    TooManyRows {
        /// How many.
        rows: usize,
    },
    /// More rows than are read of a file.
    RowsBeyond {
        /// How many are.
        limit: usize,
    },
    /// A required column is not in the header.
    MissingColumn {
        /// Which.
        column: Column,
    },
    /// A column that the portal does not know, or one that stands twice.
    ExtraColumn,
    /// A cell beyond the last column.
    ExtraCell,
    /// Nothing where something is required.
    Missing {
        /// What.
        column: Column,
    },
    /// Too many characters.
    TooLong {
        /// How many.
        count: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// A cell so large that a quote before it must be open.
    NeverEnds,
    /// Bytes that are no text in the file's encoding.
    BadEncoding,
    /// A line break in a cell.
    LineBreak,
    /// A character that acts unseen.
    BadCharacter {
        /// Its number: `U+202E`.
        character: String,
    },
    /// No e-mail address.
    BadEmail,
    /// Not a domain of the customer.
    ForeignDomain {
        /// The one found.
        domain: String,
        /// Those the customer has.
        domains: Vec<String>,
    },
    /// The same address stands in an earlier row.
    DuplicateInFile {
        /// The physical line of that row.
        first_line: u64,
    },
    /// The customer has an active user of that name.
    AlreadyExists,
    /// The same, and it was an unfinished run that added it.
    AddedByRun {
        /// Whose run.
        customer: CustomerId,
        /// Its name.
        run: String,
    },
    /// The customer had a user of that name, which can still be restored.
    RecentlyDeleted {
        /// When it was deleted, where the service said so.
        on: Option<Timestamp>,
    },
    /// The status column is not for us to read.
    StatusNotEmpty,
    /// The status says that the user was added, and there is no such user.
    AddedButAbsent,
}

impl Fault {
    /// What is wrong with the letters of any cell, whatever it should say.
    pub(in crate::operations) fn of_letters(cell: &str) -> Option<Fault> {
        let letter = cell
            .chars()
            .find(|letter| is_hidden(*letter) || *letter == '\u{FFFD}')?;
        Some(match letter {
            // What a broken byte decodes to, or what another program made of one.
            '\0' | '\u{FFFD}' => Fault::BadEncoding,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Fault::LineBreak,
            other => Fault::BadCharacter {
                character: format!("U+{:04X}", u32::from(other)),
            },
        })
    }

    /// What is wrong with a name of a person.
    pub(in crate::operations) fn of_name(name: &str, column: Column) -> Option<Fault> {
        if name.is_empty() {
            return column.is_required().then_some(Fault::Missing { column });
        }
        let limit = column.limit()?;
        let count = name.chars().count();
        (count > limit).then_some(Fault::TooLong { count, limit })
    }

    /// What would be right, where that is plain.
    pub(super) fn meant(&self, cell: &str) -> Option<String> {
        match self {
            Fault::BadEmail => mended(cell),
            Fault::ForeignDomain { domains, .. } => on_own_domain(Address::of(cell)?, domains),
            Fault::LineBreak => Some(cell.split_whitespace().collect::<Vec<_>>().join(" ")),
            Fault::BadCharacter { .. } => {
                let bare = cell.replace(|c| c != '\t' && is_hidden(c), "");
                Some(bare.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            Fault::StatusNotEmpty | Fault::AddedButAbsent | Fault::ExtraCell => Some(String::new()),
            _ => None,
        }
    }

    /// The stable word that scripts read.
    pub fn code(&self) -> Code {
        match self {
            Fault::NoRows { .. } => Code::NoRows,
            Fault::TooManyRows { .. } | Fault::RowsBeyond { .. } => Code::TooManyRows,
            Fault::MissingColumn { .. } => Code::MissingColumn,
            Fault::ExtraColumn | Fault::ExtraCell => Code::ExtraColumn,
            Fault::Missing { .. } => Code::Missing,
            Fault::TooLong { .. } | Fault::NeverEnds => Code::TooLong,
            Fault::BadEncoding => Code::BadEncoding,
            Fault::LineBreak | Fault::BadCharacter { .. } => Code::BadCharacter,
            Fault::BadEmail => Code::BadEmail,
            Fault::ForeignDomain { .. } => Code::ForeignDomain,
            Fault::DuplicateInFile { .. } => Code::DuplicateInFile,
            Fault::AlreadyExists | Fault::AddedByRun { .. } => Code::AlreadyExists,
            Fault::RecentlyDeleted { .. } => Code::RecentlyDeleted,
            Fault::StatusNotEmpty | Fault::AddedButAbsent => Code::StatusNotEmpty,
        }
    }

    /// Whether it is that the user is there already.
    pub(super) fn is_presence(&self) -> bool {
        self.code() == Code::AlreadyExists
    }

    /// What is wrong, in a sentence.
    fn message(&self, found: &str) -> Message {
        match self {
            Fault::NoRows { added_before: 0 } => say!("users-no-rows"),
            Fault::NoRows { added_before } => say!("users-all-added", n = *added_before),
            Fault::TooManyRows { rows } => say!("users-too-many-rows", n = *rows),
            Fault::RowsBeyond { limit } => say!("users-rows-beyond", n = *limit),
            Fault::MissingColumn { column } => {
                say!("users-missing-column", column = english(*column))
            }
            Fault::ExtraColumn => say!("users-extra-column", header = found),
            Fault::ExtraCell => say!("users-extra-cell"),
            Fault::Missing { column } => say!("users-missing", column = english(*column)),
            Fault::TooLong { count, limit } => {
                say!("users-too-long", count = *count, limit = *limit)
            }
            Fault::NeverEnds => say!("users-never-ends"),
            Fault::BadEncoding => say!("users-bad-encoding"),
            Fault::LineBreak => say!("users-line-break"),
            Fault::BadCharacter { character } => {
                say!("users-bad-character", character = character)
            }
            Fault::BadEmail => say!("users-bad-email"),
            Fault::ForeignDomain { domain, domains } if domains.is_empty() => {
                say!("users-no-domain-known", domain = domain)
            }
            Fault::ForeignDomain { domain, domains } => {
                say!(
                    "users-foreign-domain",
                    domain = domain,
                    domains = domains.clone()
                )
            }
            // A line is no count: written without separators.
            Fault::DuplicateInFile { first_line } => {
                say!("users-duplicate", line = first_line.to_string())
            }
            Fault::AlreadyExists => say!("users-already-exists"),
            Fault::AddedByRun { run, .. } => say!("users-added-by-run", run = run),
            Fault::RecentlyDeleted { on: Some(on) } => {
                say!(
                    "users-recently-deleted",
                    date = on.strftime("%Y-%m-%d").to_string()
                )
            }
            Fault::RecentlyDeleted { on: None } => say!("users-deleted"),
            Fault::StatusNotEmpty => say!("users-status-not-empty"),
            Fault::AddedButAbsent => say!("users-added-but-absent"),
        }
    }

    /// What to do about it.
    fn remedy(&self) -> Message {
        match self {
            Fault::NoRows { added_before: 0 } => say!("users-no-rows-remedy"),
            Fault::NoRows { .. } => say!("users-all-added-remedy"),
            Fault::TooManyRows { rows } => {
                say!(
                    "users-too-many-rows-remedy",
                    n = rows.div_ceil(super::BATCH)
                )
            }
            Fault::RowsBeyond { .. } => say!("users-rows-beyond-remedy"),
            Fault::MissingColumn { .. } => say!("users-missing-column-remedy"),
            Fault::ExtraColumn => say!("users-extra-column-remedy"),
            Fault::ExtraCell => say!("users-extra-cell-remedy"),
            Fault::Missing { .. } => say!("users-missing-remedy"),
            Fault::TooLong { .. } => say!("users-too-long-remedy"),
            Fault::NeverEnds => say!("users-never-ends-remedy"),
            Fault::BadEncoding => say!("users-bad-encoding-remedy"),
            Fault::LineBreak => say!("users-line-break-remedy"),
            Fault::BadCharacter { .. } => say!("users-bad-character-remedy"),
            Fault::BadEmail => say!("users-bad-email-remedy"),
            Fault::ForeignDomain { .. } => say!("users-foreign-domain-remedy"),
            Fault::DuplicateInFile { .. } => say!("users-duplicate-remedy"),
            Fault::AlreadyExists => say!("users-already-exists-remedy"),
            Fault::AddedByRun { customer, run } => {
                say!(
                    "users-added-by-run-remedy",
                    customer = customer.as_str(),
                    run = run
                )
            }
            Fault::RecentlyDeleted { .. } => say!("users-recently-deleted-remedy"),
            Fault::StatusNotEmpty => say!("users-status-not-empty-remedy"),
            Fault::AddedButAbsent => say!("users-added-but-absent-remedy"),
        }
    }

    /// The fault as a problem of a field, for one user that is typed and stands in no file.
    pub(in crate::operations) fn problem_of_field(&self, path: &str, found: &str) -> Problem {
        let problem = Problem::of_field(path, self.code(), self.message(found)).found(found);
        let problem = match self {
            Fault::Missing { .. } => problem.remedy(say!("user-missing-remedy")),
            _ => problem.remedy(self.remedy()),
        };
        match self.meant(found) {
            Some(meant) => problem.suggest(meant),
            None => problem,
        }
    }

    /// The fault as a problem of a cell: its line and its place in the row, both as [`Place::Cell`] counts them.
    pub fn problem(&self, line: u64, column: u32, header: Option<&str>, found: &str) -> Problem {
        let place = Place::Cell {
            line,
            column: Some(column),
            header: header.map(str::to_owned),
        };
        let mut problem = Problem::new(self.code(), self.message(found))
            .at(place)
            .found(found)
            .remedy(self.remedy());
        if let Fault::DuplicateInFile { first_line } = self {
            problem.first_line = Some(*first_line);
        }
        problem
    }
}

fn english(column: Column) -> &'static str {
    column.header(HeaderLanguage::English)
}
