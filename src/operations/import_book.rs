//! Imports a book: any JSON of the service, or our own export lines. What the service sends is taken as it is: the rules for
//! typing are not applied to it, and only the Microsoft ID tells which account it is.

use crate::account::customer::CustomerView;
use crate::account::problem::{Code, Problem};
use crate::account::reading::{self, Hint, Read};
use crate::account::record::{CustomerId, Kind, RecordKey, Stored};
use crate::account::task::Task;
use crate::exchange::Source;
use crate::exchange::json::{Fault, Resources};
use crate::say;

use super::intake::{Incoming, Intake, Mode, Record, Survey};
use super::{Desk, Failure, Plan, Report, Ticket};

/// Characters of a Microsoft ID; other spellings of a GUID are none.
const GUID: usize = 36;

/// An import of a file: a long run of its own steps under one history entry.
#[derive(Debug, Clone)]
pub struct ImportBook {
    /// What to read.
    pub source: Source,
    /// Whose the subscriptions, users and so on are, where their lines do not say so.
    pub customer: Option<CustomerId>,
    /// What the resources are, where they do not say so.
    pub kind: Option<Kind>,
}

impl ImportBook {
    /// Says what an import would do, without changing anything.
    ///
    /// # Errors
    /// [`Failure::Usage`] when the file is no JSON, [`Failure::File`] when it can't be read, [`Failure::Problems`] when
    /// every record of it is refused.
    pub fn check(&self, desk: &Desk, ticket: &Ticket) -> Result<Report, Failure> {
        self.go(desk, ticket, Mode::Dry)
    }

    /// Imports. The file is read to its end before anything is changed, so that a broken one changes nothing.
    ///
    /// # Errors
    /// As [`ImportBook::check`]; [`Failure::Interrupted`] after a whole step when the ticket was cancelled: what was
    /// taken in by then stays and can be taken back.
    pub fn run(&self, desk: &Desk, ticket: &Ticket) -> Result<Report, Failure> {
        desk.must_be_changeable()?;
        self.go(desk, ticket, Mode::Real)
    }

    fn go(&self, desk: &Desk, ticket: &Ticket, mode: Mode) -> Result<Report, Failure> {
        desk.may(Task::KeepBook)?;
        let hint = Hint {
            customer: self.customer.clone(),
            kind: self.kind,
            otherwise: None,
        };
        let file = JsonFile {
            source: &self.source,
            hint: &hint,
        };
        let survey = file.survey(ticket)?;
        let customer = self.stored_customer(desk)?;
        let mut plan = Plan::new("import_book", self.subject(customer.as_ref()));
        plan.customer = self.customer.clone();
        plan.steps = vec![say!(
            "step-import",
            n = survey.records(),
            file = self.source.name()
        )];
        let mut intake = Intake::new(desk, ticket, mode, plan, survey)?;
        if let (None, Some(unknown)) = (customer, &self.customer) {
            // A record may stand in the book before its customer does; that is said, because it may be a slip.
            let message = say!("import-unknown-customer", customer = unknown.as_str());
            intake.warn(Problem::new(Code::Notice, message));
        }
        intake.feed(|take| file.each(|piece| take(piece.boxed())))?;
        intake.finish()
    }

    fn stored_customer(&self, desk: &Desk) -> Result<Option<Stored>, Failure> {
        let Some(customer) = &self.customer else {
            return Ok(None);
        };
        Ok(desk.store().get(&RecordKey::customer(customer))?)
    }

    /// The customer's name where the file is about one that is known, else the file's.
    fn subject(&self, customer: Option<&Stored>) -> String {
        let name = customer.map(|stored| CustomerView(&stored.resource).name());
        let known = name.filter(|name| !name.is_empty());
        known.map_or_else(|| self.source.name(), str::to_owned)
    }
}

/// Who is meant by `--customer`: an account of the book, or a Microsoft ID that the book does not know yet.
///
/// # Errors
/// As [`Desk::resolve`], for what is no Microsoft ID.
pub fn whose(desk: &Desk, text: &str) -> Result<CustomerId, Failure> {
    let text = text.trim();
    match is_microsoft_id(text) {
        true => Ok(CustomerId::new(text)),
        false => desk.resolve(text),
    }
}

/// Whether a text has the form of a Microsoft ID: a GUID of 36 characters.
pub(super) fn is_microsoft_id(text: &str) -> bool {
    let text = text.trim();
    text.len() == GUID && uuid::Uuid::try_parse(text).is_ok()
}

/// A resource of a JSON file, read.
pub(super) struct Piece {
    pub(super) line: u64,
    pub(super) what: Result<Read, Box<Problem>>,
    pub(super) notes: Vec<Problem>,
    pub(super) length: u64,
}

impl Piece {
    fn boxed(self) -> Incoming {
        let what: Result<Box<dyn Record>, Vec<Problem>> = match self.what {
            Ok(read) => Ok(Box::new(read)),
            Err(problem) => Err(vec![*problem]),
        };
        Incoming {
            line: self.line,
            what,
            notes: self.notes,
            length: self.length,
        }
    }
}

/// A JSON file of records.
pub(super) struct JsonFile<'a> {
    pub(super) source: &'a Source,
    pub(super) hint: &'a Hint,
}

impl JsonFile<'_> {
    /// Reads to the end, so that a fault on the last line is known before the first is taken.
    pub(super) fn survey(&self, ticket: &Ticket) -> Result<Survey, Failure> {
        let mut survey = Survey::default();
        self.each(|piece| {
            survey.note(piece.what.as_ref().ok().map(|read| &read.key));
            ticket.expect(survey.records());
            if ticket.is_cancelled() {
                return Err(Failure::Interrupted);
            }
            Ok(())
        })?;
        Ok(survey)
    }

    pub(super) fn each(
        &self,
        mut take: impl FnMut(Piece) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let failed = |error| Failure::File(self.source.name(), error);
        let input = self.source.open().map_err(failed)?;
        for piece in Resources::read(input).map_err(|fault| self.failure(fault))? {
            let piece = piece.map_err(|fault| self.failure(fault))?;
            take(Piece {
                line: piece.line,
                what: reading::read(piece.value, self.hint),
                notes: piece.notes,
                length: piece.length,
            })?;
        }
        Ok(())
    }

    fn failure(&self, fault: Fault) -> Failure {
        match fault {
            Fault::Io(error) => Failure::File(self.source.name(), error),
            Fault::NoJson(problem) => Failure::Usage(vec![*problem]),
        }
    }
}
