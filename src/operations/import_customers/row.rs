//! What a row of a table says to an account: cells that say what the book says already are looked over, the others are the
//! wishes of an operator and go through the same rules as a form.

use std::borrow::Cow;
use std::sync::Arc;

use crate::account::billing::{COMPANY_NAME, DOMAIN, Field, TAGS};
use crate::account::customer::{CustomerView, Ours};
use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{CustomerId, RecordKey};
use crate::account::relationship::Relationship;
use crate::account::resource::Resource;
use crate::account::text::nfc;
use crate::exchange::csv::{self, as_written};
use crate::exchange::formula::unguard;
use crate::operations::export_customers::TAG_SEPARATOR;
use crate::operations::intake::{Laid, Record};
use crate::operations::update_account::{Edit, lay_over};
use crate::operations::{Desk, Failure};
use crate::say;

use super::header::{Column, Headed, Header};
use super::{cell, refuse_tags};

const COMPANY_PROFILE_NAME: &str = "companyProfile.companyName";
const RELATIONSHIP: &str = "relationshipToPartner";

/// A row with the columns that its cells stand in.
pub(super) struct Row {
    pub(super) line: u64,
    columns: Arc<[Headed]>,
    /// Without the formula guard where the file has it; fewer than columns when the row ends early.
    cells: Vec<String>,
    /// What is wrong with the row whatever account it is about.
    pub(super) problems: Vec<Problem>,
}

impl Row {
    pub(super) fn of(header: &Header, row: csv::Row) -> Self {
        let mut problems = Vec::new();
        let too_many = row.cells.iter().skip(header.columns.len());
        if too_many.clone().any(|cell| !cell.trim().is_empty()) {
            let message = say!("import-cell-too-many", n = header.columns.len());
            problems.push(Problem::new(Code::ExtraColumn, message));
        }
        let mut cells = row.cells;
        if header.is_ours {
            for cell in &mut cells {
                let plain = unguard(cell).len();
                cell.drain(..cell.len() - plain);
            }
        }
        Self {
            line: row.line,
            columns: Arc::clone(&header.columns),
            cells,
            problems,
        }
    }

    /// A row with a cell so large that it could not be read.
    pub(super) fn too_large(line: u64, column: u32) -> Self {
        let problem = Problem::new(Code::TooLong, say!("import-cell-too-large"));
        let place = cell(line, column.saturating_sub(1) as usize, "");
        Self {
            line,
            columns: Arc::new([]),
            cells: Vec::new(),
            problems: vec![problem.at(place)],
        }
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> u64 {
        self.cells.iter().map(|cell| cell.len() as u64).sum()
    }

    /// The Microsoft ID, where there is one.
    pub(super) fn id(&self) -> Option<&str> {
        self.text_of(Column::Id)
    }

    /// The primary domain, where there is one.
    pub(super) fn domain(&self) -> Option<&str> {
        self.text_of(Column::Domain)
    }

    fn text_of(&self, wanted: Column) -> Option<&str> {
        let place = self
            .columns
            .iter()
            .position(|known| known.column == wanted)?;
        let text = self.cells.get(place)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Column by column with its place and its cell.
    fn cells(&self) -> impl Iterator<Item = (usize, &Headed, &str)> {
        let pairs = self.columns.iter().zip(&self.cells).enumerate();
        pairs.map(|(place, (headed, cell))| (place, headed, cell.as_str()))
    }
}

/// A row about one account.
pub(super) struct OfAccount {
    key: RecordKey,
    row: Row,
}

impl OfAccount {
    pub(super) fn new(id: &CustomerId, row: Row) -> Self {
        Self {
            key: RecordKey::customer(id),
            row,
        }
    }
}

impl Record for OfAccount {
    fn key(&self) -> &RecordKey {
        &self.key
    }

    fn lay(&self, desk: &Desk, there: Option<&Resource>) -> Result<Laid, Failure> {
        let base = there.cloned().unwrap_or_else(|| self.list_row());
        let mut wishes = Wishes::about(base);
        let is_new = there.is_none();
        for (place, headed, text) in self.row.cells() {
            let known = wishes.problems.len();
            // What makes a new list row stands in it already.
            if !is_new || wishes.is_readable(text) {
                wishes.hear(headed.column, text)?;
            }
            for problem in &mut wishes.problems[known..] {
                problem.place = cell(self.row.line, place, &headed.text);
            }
        }
        if !wishes.problems.is_empty() {
            return Err(Failure::Problems(wishes.problems));
        }
        let laid = lay_over(desk, &wishes.account, &wishes.edits)
            .map_err(|failure| self.with_places(failure))?;
        // Our own member is always written whole: where no field changes, not even its form may.
        let after = match laid.changed.is_empty() {
            true => wishes.account,
            false => laid.account,
        };
        refuse_tags(desk, there, &after)?;
        Ok(Laid {
            after,
            warnings: laid.warnings,
        })
    }
}

impl OfAccount {
    /// A new account as the service's list shows one.
    fn list_row(&self) -> Resource {
        let id = self.row.id().unwrap_or_else(|| self.key.customer.as_str());
        let mut account = Resource::new();
        account.set("id", id);
        account.set("companyProfile.tenantId", id);
        for (path, column) in [
            (DOMAIN, Column::Domain),
            (COMPANY_PROFILE_NAME, Column::Name),
        ] {
            if let Some(text) = self.row.text_of(column) {
                account.set(path, nfc(text).into_owned());
            }
        }
        account.set(
            "companyProfile.attributes.objectType",
            "CustomerCompanyProfile",
        );
        if let Some(word) = self.row.text_of(Column::Relationship) {
            account.set(RELATIONSHIP, wire(word));
        }
        account.set("attributes.objectType", "Customer");
        account
    }

    /// What the rules say of a field is found in the file by its cell.
    fn with_places(&self, failure: Failure) -> Failure {
        let Failure::Problems(problems) = failure else {
            return failure;
        };
        let mend = |problem: Problem| {
            let path = problem.field().unwrap_or_default().to_owned();
            let found = self
                .row
                .cells()
                .find(|(_, headed, _)| says(headed.column, &path));
            match found {
                Some((place, headed, _)) => problem.at(cell(self.row.line, place, &headed.text)),
                None => problem,
            }
        };
        Failure::Problems(problems.into_iter().map(mend).collect())
    }
}

fn says(column: Column, path: &str) -> bool {
    match column {
        Column::Name => path == COMPANY_NAME,
        Column::Field(field) => path == field.path,
        Column::Id | Column::CompanyName | Column::Domain | Column::Relationship => false,
    }
}

/// What a row wants of an account.
struct Wishes {
    /// The account, with what only a list row brings where it says nothing yet.
    account: Resource,
    edits: Vec<Edit>,
    problems: Vec<Problem>,
}

impl Wishes {
    fn about(account: Resource) -> Self {
        Self {
            account,
            edits: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn hear(&mut self, column: Column, text: &str) -> Result<(), Failure> {
        match column {
            Column::Id => {}
            Column::Name if is_same(text, CustomerView(&self.account).name()) => {}
            Column::Name => self.wish(text, |text| Edit::of(COMPANY_NAME, text))?,
            Column::Field(field) if is_same(text, &shown(field, &self.account)) => {}
            Column::Field(field) => self.wish(text, |text| Edit::of_field(field, text))?,
            Column::CompanyName => {
                self.fixed(COMPANY_PROFILE_NAME, text, say!("problem-company-profile"));
            }
            Column::Domain => self.fixed(DOMAIN, text, say!("import-domain-stays")),
            Column::Relationship => {
                let word = wire(text.trim());
                self.fixed(RELATIONSHIP, &word, say!("import-relationship-stays"));
            }
        }
        Ok(())
    }

    fn wish(
        &mut self,
        text: &str,
        read: impl FnOnce(&str) -> Result<Edit, Failure>,
    ) -> Result<(), Failure> {
        if !self.is_readable(text) {
            return Ok(());
        }
        match read(text) {
            Ok(edit) => self.edits.push(edit),
            Err(Failure::Problems(problems)) => self.problems.extend(problems),
            Err(other) => return Err(other),
        }
        Ok(())
    }

    /// What can be said where nothing is said yet, and not be changed; an empty cell says nothing.
    fn fixed(&mut self, path: &str, text: &str, why_not: Message) {
        let there = self.account.text_or_empty(path);
        let text = text.trim();
        if text.is_empty() || is_same(text, there) || text.eq_ignore_ascii_case(there) {
            return;
        }
        if !there.is_empty() {
            self.problems
                .push(Problem::new(Code::NotAllowed, why_not).found(text));
        } else if self.is_readable(text) {
            self.account.set(path, nfc(text).into_owned());
        }
    }

    /// A letter that could not be decoded, or that stands for a hidden one of an export, must not go into the book.
    fn is_readable(&mut self, text: &str) -> bool {
        let is_readable = !text.contains(char::REPLACEMENT_CHARACTER);
        if !is_readable {
            let message = say!("import-unreadable-letter");
            self.problems
                .push(Problem::new(Code::BadCharacter, message).found(text));
        }
        is_readable
    }
}

/// Whether a cell says what we would write for a value.
fn is_same(cell: &str, value: &str) -> bool {
    cell == value || as_written(cell) == as_written(value) || nfc(cell.trim()) == nfc(value.trim())
}

/// What we would write for a field.
fn shown<'a>(field: &Field, account: &'a Resource) -> Cow<'a, str> {
    if field.path == TAGS {
        return Cow::Owned(Ours::of(account).tags.join(TAG_SEPARATOR));
    }
    Cow::Borrowed(account.text_or_empty(field.member()))
}

/// The word of the wire for the word of an export; an unknown one stays as it is.
fn wire(word: &str) -> String {
    Relationship::of_exported(word).map_or_else(|| word.to_owned(), |known| known.wire().to_owned())
}
