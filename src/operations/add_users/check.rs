//! Checking a users file: every problem at once, each with its line and column (operations.md section 6). The rules for a
//! row stand in [`super::row`]. What the book says was read before ([`Tenant`]), so that the check after a mended cell
//! is quick.

use std::collections::{BTreeMap, HashMap};

use crate::account::country::countries;
use crate::account::problem::{Code, Place, Problem};
use crate::account::record::CustomerId;
use crate::operations::{Desk, Failure};
use crate::say;

use super::BATCH;
use super::columns::Column;
use super::fault::Fault;
use super::file::UsersFile;
use super::notices;
use super::record::CellFault;
use super::tenant::Tenant;

/// How strictly to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// The file is for the portal: 100 rows at the most, and all five columns.
    pub portal_rules: bool,
}

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The rows that can be added, by their place in [`UsersFile::rows`].
    pub ready: Vec<usize>,
    /// The rows whose status says that they were added before, and whose users are there.
    pub skipped: Vec<usize>,
    /// Everything that is wrong, in the order of the file; what is no cell's comes first.
    pub problems: Vec<Problem>,
    /// What is doubtful and allowed.
    pub warnings: Vec<Problem>,
    /// What must be done before any user can be added.
    pub blockers: Vec<Problem>,
    /// The location as its code, when it is a country.
    pub location: Option<&'static str>,
    /// What is wrong with a row, by its place in [`UsersFile::rows`].
    pub(super) refused: BTreeMap<usize, Vec<CellFault>>,
    stops_all: bool,
}

impl Checked {
    /// The sizes of the batches in which the ready rows would run.
    pub fn batches(&self) -> Vec<usize> {
        let whole = self.ready.len() / BATCH;
        let rest = self.ready.len() % BATCH;
        let mut sizes = vec![BATCH; whole];
        sizes.extend((rest > 0).then_some(rest));
        sizes
    }

    /// Whether the ready rows could run and leave the others out: nothing is wrong that concerns them all.
    pub fn could_leave_bad_rows_out(&self) -> bool {
        !self.stops_all && self.blockers.is_empty() && !self.ready.is_empty()
    }

    /// How many rows something is wrong with.
    pub fn refused_rows(&self) -> usize {
        self.refused.len()
    }
}

/// Reads what the book says and checks a file against it.
///
/// # Errors
/// A refusal, no such customer, or a book that can't be read. What is wrong with the file is no error.
pub fn check(
    desk: &Desk,
    customer: &CustomerId,
    file: &UsersFile,
    location: Option<&str>,
    options: &CheckOptions,
) -> Result<Checked, Failure> {
    Ok(Tenant::look(desk, customer)?.check(file, location, options))
}

impl Tenant {
    /// Checks a file. Reads nothing: quick enough for every keystroke of a small file and every mended cell of a large one.
    pub fn check(
        &self,
        file: &UsersFile,
        location: Option<&str>,
        options: &CheckOptions,
    ) -> Checked {
        let mut check = Check {
            tenant: self,
            file,
            first_lines: HashMap::new(),
            checked: Checked {
                blockers: self.blockers.clone(),
                warnings: notices::of_file(file),
                ..Checked::default()
            },
        };
        check.location(location);
        check.header(options);
        for (place, row) in file.rows().iter().enumerate() {
            check.row(place, row);
        }
        check.count(options);
        check.checked
    }
}

/// The code of the country that is asked for as the location of new users; what is wrong with it.
pub(in crate::operations) fn location(asked: Option<&str>) -> Result<&'static str, Box<Problem>> {
    let asked = asked.map(str::trim).filter(|asked| !asked.is_empty());
    let known = asked.and_then(|asked| countries().get(asked));
    let problem = match (asked, known) {
        (_, Some(country)) => return Ok(country.code),
        (None, None) => Problem::new(Code::NoLocation, say!("users-no-location"))
            .remedy(say!("users-no-location-remedy")),
        (Some(asked), None) => {
            let problem = Problem::new(Code::UnknownCountry, say!("users-unknown-country"))
                .found(asked)
                .remedy(say!("users-unknown-country-remedy"));
            let meant = countries().find(asked).or_else(|| countries().near(asked));
            match meant {
                Some(country) => problem.suggest(country.code),
                None => problem,
            }
        }
    };
    Err(Box::new(
        problem.at(Place::Field("usageLocation".to_owned())),
    ))
}

/// A check on its way.
pub(super) struct Check<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) file: &'a UsersFile,
    /// The sign-in names seen so far, and the line of each.
    pub(super) first_lines: HashMap<String, u64>,
    pub(super) checked: Checked,
}

impl Check<'_> {
    fn location(&mut self, asked: Option<&str>) {
        match location(asked) {
            Ok(code) => self.checked.location = Some(code),
            Err(problem) => self.stop(*problem),
        }
    }

    fn header(&mut self, options: &CheckOptions) {
        let Some(header) = self.file.header() else {
            return;
        };
        if let Some(column) = header.never_ends {
            self.stop(Fault::NeverEnds.problem(header.line, column, None, ""));
            return;
        }
        for (place, fault) in self.file.layout().faults() {
            let found = header.cells.get(*place).map_or("", String::as_str);
            let name = match fault {
                Fault::MissingColumn { column } => {
                    Some(column.header(self.file.layout().language()))
                }
                _ => Some(found),
            };
            let problem = fault.problem(header.line, number(*place), name, found);
            match fault {
                Fault::MissingColumn { .. } => self.stop(problem),
                _ => self.checked.problems.push(problem),
            }
        }
        if options.portal_rules {
            for column in self.file.layout().absent() {
                let name = column.header(self.file.layout().language());
                let fault = Fault::MissingColumn { column };
                self.stop(fault.problem(header.line, number(column.place()), Some(name), ""));
            }
        }
    }

    fn count(&mut self, options: &CheckOptions) {
        let rows = self.file.rows();
        let line = self.file.header().map_or(1, |header| header.line);
        if self.checked.ready.is_empty() && self.checked.refused.is_empty() {
            let added_before = self.checked.skipped.len();
            self.stop(Fault::NoRows { added_before }.problem(line, 1, None, ""));
        }
        if options.portal_rules && rows.len() > BATCH {
            let first_too_many = &rows[BATCH];
            let fault = Fault::TooManyRows { rows: rows.len() };
            self.stop(fault.problem(first_too_many.line, 1, None, &rows.len().to_string()));
        }
        if let Some(beyond) = self.file.beyond() {
            let fault = Fault::RowsBeyond {
                limit: UsersFile::MOST_ROWS,
            };
            self.stop(fault.problem(beyond, 1, None, ""));
        }
        // Without its columns no row can be made a user.
        let is_whole = |column: Column| self.file.layout().place(column).is_some();
        if !(is_whole(Column::DisplayName) && is_whole(Column::Email)) {
            self.checked.ready.clear();
        }
        self.checked.problems.sort_by_key(order);
        let skipped = self.checked.skipped.len();
        self.checked.warnings.extend(notices::of_skipped(skipped));
    }

    fn stop(&mut self, problem: Problem) {
        self.checked.problems.push(problem);
        self.checked.stops_all = true;
    }
}

/// A place counted from 0 as problems count columns.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).map_or(u32::MAX, |place| place.saturating_add(1))
}

fn order(problem: &Problem) -> (u64, Option<u32>) {
    match &problem.place {
        Place::Cell { line, column, .. } => (*line, *column),
        Place::Nowhere | Place::Field(_) => (0, None),
    }
}
