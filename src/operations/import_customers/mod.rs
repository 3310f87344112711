//! Imports customers: JSON as `book import` takes it, and tables whose header is that of the customer export or names
//! fields by their paths. [`header`] says which column is which field, [`row`] what a row says to an account.

mod header;
mod row;

use std::collections::{HashMap, VecDeque};
use std::io::Read as _;

use crate::account::customer::{CustomerView, Ours};
use crate::account::problem::{Code, Message, Place, Problem};
use crate::account::reading::{Hint, Password, Read};
use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::exchange::Source;
use crate::exchange::csv::{Table, Trouble};
use crate::exchange::encoding::Recognised;
use crate::say;

use super::import_book::{JsonFile, Piece};
use super::intake::{Incoming, Intake, Laid, Mode, Record, Survey};
use super::{Desk, Failure, Plan, Report, Ticket};
use header::Header;
use row::Row;

/// How much of a file is looked at to tell JSON from a table.
const BEGINNING: usize = 4_096;

/// An import of a file of customers: a long run of its own steps under one history entry.
#[derive(Debug, Clone)]
pub struct ImportCustomers {
    /// What to read.
    pub source: Source,
}

impl ImportCustomers {
    /// Says what an import would do, without changing anything.
    ///
    /// # Errors
    /// [`Failure::Usage`] when the file is neither JSON nor a table, [`Failure::File`] when it can't be read,
    /// [`Failure::Problems`] when its header can't be understood or every row is refused.
    pub fn check(&self, desk: &Desk, ticket: &Ticket) -> Result<Report, Failure> {
        self.go(desk, ticket, Mode::Dry)
    }

    /// Imports. The file is read to its end before anything is changed.
    ///
    /// # Errors
    /// As [`ImportCustomers::check`]; [`Failure::Interrupted`] after a whole step when the ticket was cancelled.
    pub fn run(&self, desk: &Desk, ticket: &Ticket) -> Result<Report, Failure> {
        desk.must_be_changeable()?;
        self.go(desk, ticket, Mode::Real)
    }

    fn go(&self, desk: &Desk, ticket: &Ticket, mode: Mode) -> Result<Report, Failure> {
        desk.may(Task::UpdateAccount)?;
        if self.is_json()? {
            return self.json(desk, ticket, mode);
        }
        self.table(desk, ticket, mode)
    }

    /// JSON begins with a brace or a bracket; a table never does, because no field of an account is called so.
    fn is_json(&self) -> Result<bool, Failure> {
        let input = self.source.open().map_err(|error| self.unreadable(error))?;
        let mut beginning = Vec::new();
        let mut part = input.take(BEGINNING as u64);
        part.read_to_end(&mut beginning)
            .map_err(|error| self.unreadable(error))?;
        let marks = |byte: &u8| matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF);
        let first = beginning
            .iter()
            .find(|byte| !marks(byte) && !byte.is_ascii_whitespace());
        Ok(matches!(first, Some(b'{' | b'[')))
    }

    fn unreadable(&self, error: std::io::Error) -> Failure {
        Failure::File(self.source.name(), error)
    }

    fn plan(&self, records: u64) -> Plan {
        let mut plan = Plan::new("import_customers", self.source.name());
        plan.steps = vec![say!("step-import", n = records, file = self.source.name())];
        plan
    }

    fn json(&self, desk: &Desk, ticket: &Ticket, mode: Mode) -> Result<Report, Failure> {
        let hint = Hint {
            otherwise: Some(Kind::Customer),
            ..Hint::default()
        };
        let file = JsonFile {
            source: &self.source,
            hint: &hint,
        };
        let survey = file.survey(ticket)?;
        let plan = self.plan(survey.records());
        let mut intake = Intake::new(desk, ticket, mode, plan, survey)?;
        let read = |piece: Piece| {
            let what = piece.what.and_then(only_customers);
            let what: Result<Box<dyn Record>, Vec<Problem>> = match what {
                Ok(read) => Ok(Box::new(Whole(read))),
                Err(problem) => Err(vec![*problem]),
            };
            Incoming {
                line: piece.line,
                what,
                notes: piece.notes,
                length: piece.length,
            }
        };
        intake.feed(|take| file.each(|piece| take(read(piece))))?;
        intake.finish()
    }

    fn table(&self, desk: &Desk, ticket: &Ticket, mode: Mode) -> Result<Report, Failure> {
        let mut found = Accounts::default();
        let mut survey = Survey::default();
        self.each_row(&mut |row| {
            if ticket.is_cancelled() {
                return Err(Failure::Interrupted);
            }
            let account = found.look_up(desk, &row)?;
            survey.note(account.map(|id| RecordKey::customer(&id)).as_ref());
            ticket.expect(survey.records());
            Ok(())
        })?;
        let plan = self.plan(survey.records());
        let mut intake = Intake::new(desk, ticket, mode, plan, survey)?;
        let recognised = intake.feed(|take| {
            self.each_row(&mut |row| {
                take(Incoming {
                    line: row.line,
                    length: row.length(),
                    what: found.record_of(desk, row)?,
                    notes: Vec::new(),
                })
            })
        })?;
        if recognised.is_guess {
            let name = recognised.encoding.name();
            intake.warn(Problem::new(
                Code::Notice,
                say!("import-encoding-guessed", encoding = name),
            ));
        }
        let mut report = intake.finish()?;
        report.encoding = Some(recognised.encoding.name().to_owned());
        Ok(report)
    }

    /// Visits the rows behind the header, but those that say nothing, and says how the file is written.
    fn each_row(
        &self,
        visit: &mut dyn FnMut(Row) -> Result<(), Failure>,
    ) -> Result<Recognised, Failure> {
        let input = self.source.open().map_err(|error| self.unreadable(error))?;
        let mut table = Table::open(input, None).map_err(|error| self.unreadable(error))?;
        let mut header = None;
        for read in table.by_ref() {
            let row = match read {
                Ok(row) if row.cells.iter().all(|cell| cell.trim().is_empty()) => continue,
                Ok(row) => row,
                Err(Trouble::Io(error)) => return Err(self.unreadable(error)),
                Err(Trouble::TooLarge { line, column }) => {
                    visit(Row::too_large(line, column))?;
                    continue;
                }
            };
            match &header {
                None => header = Some(Header::read(&row).map_err(Failure::Problems)?),
                Some(header) => visit(Row::of(header, row))?,
            }
        }
        if header.is_none() {
            let problem = Problem::new(Code::NoRows, say!("import-no-rows"));
            return Err(Failure::Problems(vec![problem]));
        }
        Ok(table.recognised())
    }
}

fn only_customers(read: Read) -> Result<Read, Box<Problem>> {
    if read.key.kind == Kind::Customer {
        return Ok(read);
    }
    let kind = read.key.kind.as_str();
    let problem = Problem::new(Code::NotAllowed, say!("import-not-a-customer", kind = kind));
    Err(Box::new(
        problem
            .found(kind)
            .remedy(say!("import-not-a-customer-remedy")),
    ))
}

/// A customer as the service sends it.
struct Whole(Read);

impl Record for Whole {
    fn key(&self) -> &RecordKey {
        self.0.key()
    }

    fn lay(&self, desk: &Desk, there: Option<&Resource>) -> Result<Laid, Failure> {
        let laid = self.0.lay(desk, there)?;
        refuse_tags(desk, there, &laid.after)?;
        Ok(laid)
    }

    fn passwords(&self) -> &[Password] {
        self.0.passwords()
    }
}

/// Tags are not for everybody who may change an account.
fn refuse_tags(desk: &Desk, there: Option<&Resource>, after: &Resource) -> Result<(), Failure> {
    let tags = |resource: &Resource| Ours::of(resource).tags;
    let before = there.map(tags).unwrap_or_default();
    if before == tags(after) || desk.may(Task::TagCustomers).is_ok() {
        return Ok(());
    }
    let problem = Problem::of_field("tags", Code::NotAllowed, say!("import-tags-refused"));
    Err(Failure::Problems(vec![problem]))
}

/// Which account each row is about, as the book was before the import: rows without an ID go by their domain.
#[derive(Default)]
struct Accounts {
    by_line: HashMap<u64, CustomerId>,
    /// Lines whose domain nobody had, in the order of the file: a file may hold millions of them.
    unknown: VecDeque<u64>,
}

impl Accounts {
    fn look_up(&mut self, desk: &Desk, row: &Row) -> Result<Option<CustomerId>, Failure> {
        if let Some(id) = row.id() {
            return Ok(Some(CustomerId::new(id)));
        }
        let found = by_domain(desk, row)?.ok();
        match &found {
            Some(id) => _ = self.by_line.insert(row.line, id.clone()),
            None => self.unknown.push_back(row.line),
        }
        Ok(found)
    }

    fn record_of(
        &mut self,
        desk: &Desk,
        row: Row,
    ) -> Result<Result<Box<dyn Record>, Vec<Problem>>, Failure> {
        let found = match row.id() {
            Some(id) => by_id(desk, id)?,
            None => self.of_line(desk, &row)?,
        };
        let mut problems = row.problems.clone();
        problems.extend(found.as_ref().err().map(|problem| Problem::clone(problem)));
        Ok(match found {
            Ok(id) if problems.is_empty() => Ok(Box::new(row::OfAccount::new(&id, row))),
            _ => Err(problems),
        })
    }
}

impl Accounts {
    fn of_line(
        &mut self,
        desk: &Desk,
        row: &Row,
    ) -> Result<Result<CustomerId, Box<Problem>>, Failure> {
        if let Some(id) = self.by_line.remove(&row.line) {
            return Ok(Ok(id));
        }
        let was_unknown = self
            .unknown
            .pop_front_if(|line| *line == row.line)
            .is_some();
        let found = by_domain(desk, row)?;
        Ok(match (found, row.domain()) {
            // An earlier row of the file brought the domain: which account a row is about hangs on the book alone.
            (Ok(_), Some(domain)) if was_unknown => Err(unknown_domain(domain)),
            (found, _) => found,
        })
    }
}

/// An ID that the book does not know is a new account, if it is a Microsoft ID at all.
fn by_id(desk: &Desk, id: &str) -> Result<Result<CustomerId, Box<Problem>>, Failure> {
    let customer = CustomerId::new(id);
    let is_known = || desk.store().get(&RecordKey::customer(&customer));
    if super::import_book::is_microsoft_id(id) || is_known()?.is_some() {
        return Ok(Ok(customer));
    }
    let message = say!("import-bad-id", found = id);
    let problem = Problem::of_field("id", Code::BadFormat, message).found(id);
    Ok(Err(Box::new(problem.remedy(say!("import-bad-id-remedy")))))
}

fn by_domain(desk: &Desk, row: &Row) -> Result<Result<CustomerId, Box<Problem>>, Failure> {
    let Some(domain) = row.domain() else {
        let problem = Problem::of_field("id", Code::Missing, say!("import-no-id"));
        return Ok(Err(Box::new(problem.remedy(say!("import-no-id-remedy")))));
    };
    let mut primary = Vec::new();
    for id in desk.store().customers_on_domain(domain)? {
        let stored = desk.store().get(&RecordKey::customer(&id))?;
        let has_it = stored.is_some_and(|stored| {
            CustomerView(&stored.resource)
                .domain()
                .eq_ignore_ascii_case(domain)
        });
        if has_it {
            primary.push(id);
        }
    }
    Ok(match primary.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(unknown_domain(domain)),
        several => {
            let who: Vec<&str> = several.iter().map(CustomerId::as_str).collect();
            let message = say!("import-ambiguous-domain", domain = domain, who = who);
            Err(wrong_domain(domain, Code::Ambiguous, message))
        }
    })
}

fn unknown_domain(domain: &str) -> Box<Problem> {
    let message = say!("import-unknown-domain", domain = domain);
    wrong_domain(domain, Code::Missing, message)
}

fn wrong_domain(domain: &str, code: Code, message: Message) -> Box<Problem> {
    let problem = Problem::of_field("companyProfile.domain", code, message).found(domain);
    Box::new(problem.remedy(say!("import-no-id-remedy")))
}

/// The place of a cell in the file.
fn cell(line: u64, column: usize, header: &str) -> Place {
    Place::Cell {
        line,
        column: u32::try_from(column + 1).ok(),
        header: Some(header.to_owned()),
    }
}
