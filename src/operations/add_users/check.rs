//! Checking a users file: every problem at once, each with its line and column, at most one for a cell (operations.md
//! section 6). What the book says was read before ([`Tenant`]), so that the check after a mended cell is quick.

use std::collections::{BTreeMap, HashMap};

use crate::account::country::countries;
use crate::account::problem::{Code, Place, Problem};
use crate::account::record::CustomerId;
use crate::account::text::is_hidden;
use crate::operations::{Desk, Failure};
use crate::say;

use super::BATCH;
use super::columns::Column;
use super::fault::Fault;
use super::file::{FileRow, UsersFile};
use super::notices;
use super::record::CellFault;
use super::results::{Said, said};
use super::sign_in_name::{Address, mended, on_own_domain};
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

struct Check<'a> {
    tenant: &'a Tenant,
    file: &'a UsersFile,
    /// The sign-in names seen so far, and the line of each.
    first_lines: HashMap<String, u64>,
    checked: Checked,
}

impl Check<'_> {
    fn location(&mut self, location: Option<&str>) {
        let asked = location.map(str::trim).filter(|asked| !asked.is_empty());
        let known = asked.and_then(|asked| countries().get(asked));
        self.checked.location = known.map(|country| country.code);
        let problem = match (asked, known) {
            (_, Some(_)) => return,
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
        self.stop(problem.at(Place::Field("usageLocation".to_owned())));
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

    fn row(&mut self, place: usize, row: &FileRow) {
        let mut found = Vec::new();
        if let Some(column) = row.never_ends {
            found.push((column, Fault::NeverEnds));
            return self.judge(place, row, found, false);
        }
        let mut was_added = false;
        for column in Column::ALL {
            let Some(at) = self.file.layout().place(column) else {
                continue;
            };
            let cell = self.file.cell(row, column);
            let fault = match column {
                Column::Email => self.email(cell, row.line),
                Column::Status => {
                    let (fault, added) = self.status(cell, self.file.cell(row, Column::Email));
                    was_added = added;
                    fault
                }
                name => of_name(cell, name),
            };
            found.extend(fault.map(|fault| (number(at), fault)));
        }
        found.extend(self.beyond(row));
        if was_added {
            // The user is there because of this very row.
            found.retain(|(_, fault)| !matches!(fault, Fault::AlreadyExists { .. }));
        }
        self.judge(place, row, found, was_added);
    }

    fn email(&mut self, cell: &str, line: u64) -> Option<Fault> {
        if let Some(fault) = Fault::of_letters(cell) {
            return Some(fault);
        }
        if cell.is_empty() {
            return Some(Fault::Missing {
                column: Column::Email,
            });
        }
        let Some(address) = Address::of(cell) else {
            return Some(Fault::BadEmail);
        };
        let is_own = self.tenant.has_domain(address.domain);
        if !is_own && !address.has_full_domain() {
            return Some(Fault::BadEmail);
        }
        let first_line = *self.first_lines.entry(cell.to_lowercase()).or_insert(line);
        if first_line != line {
            return Some(Fault::DuplicateInFile { first_line });
        }
        if !is_own {
            return Some(Fault::ForeignDomain {
                domain: address.domain.to_owned(),
                domains: self.tenant.domains.clone(),
            });
        }
        self.tenant.taken(cell).cloned()
    }

    /// What is wrong with a status, and whether it says with right that the row's user was added before.
    fn status(&self, cell: &str, email: &str) -> (Option<Fault>, bool) {
        if let Some(fault) = Fault::of_letters(cell) {
            return (Some(fault), false);
        }
        match said(cell) {
            Said::Nothing | Said::NotAdded => (None, false),
            Said::Added
                if matches!(self.tenant.taken(email), Some(Fault::AlreadyExists { .. })) =>
            {
                (None, true)
            }
            Said::Added => (Some(Fault::AddedButAbsent), false),
            Said::SomethingElse => (Some(Fault::StatusNotEmpty), false),
        }
    }

    /// The first cell beyond the last column that says anything.
    fn beyond(&self, row: &FileRow) -> Option<(u32, Fault)> {
        let layout = self.file.layout();
        let is_beyond =
            |place: usize| place >= layout.width() || self.file.header_above(place) == Some("");
        let place = (0..row.cells.len())
            .find(|place| is_beyond(*place) && !row.cells[*place].is_empty())?;
        let fault = Fault::of_letters(&row.cells[place]).unwrap_or(Fault::ExtraCell);
        Some((number(place), fault))
    }

    fn judge(
        &mut self,
        place: usize,
        row: &FileRow,
        mut found: Vec<(u32, Fault)>,
        was_added: bool,
    ) {
        if found.is_empty() {
            if was_added {
                self.checked.skipped.push(place);
            } else {
                self.checked.ready.push(place);
            }
            return;
        }
        found.sort_by_key(|(column, _)| *column);
        let mut faults = Vec::with_capacity(found.len());
        for (column, fault) in found {
            self.checked
                .problems
                .push(self.problem(row, column, &fault));
            faults.push(CellFault { column, fault });
        }
        self.checked.refused.insert(place, faults);
    }

    fn problem(&self, row: &FileRow, column: u32, fault: &Fault) -> Problem {
        let place = column as usize - 1;
        let cell = row.cells.get(place).map_or("", String::as_str);
        let header = self.file.header_above(place);
        let problem = fault.problem(row.line, column, header, cell);
        match self.meant(fault, cell) {
            Some(meant) => problem.suggest(meant),
            None => problem,
        }
    }

    /// What would be right, where that is plain.
    fn meant(&self, fault: &Fault, cell: &str) -> Option<String> {
        match fault {
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

fn of_name(cell: &str, column: Column) -> Option<Fault> {
    if let Some(fault) = Fault::of_letters(cell) {
        return Some(fault);
    }
    if cell.is_empty() {
        return column.is_required().then_some(Fault::Missing { column });
    }
    let limit = column.limit()?;
    let count = cell.chars().count();
    (count > limit).then_some(Fault::TooLong { count, limit })
}

/// A place counted from 0 as problems count columns.
fn number(place: usize) -> u32 {
    u32::try_from(place).map_or(u32::MAX, |place| place.saturating_add(1))
}

fn order(problem: &Problem) -> (u64, Option<u32>) {
    match &problem.place {
        Place::Cell { line, column, .. } => (*line, *column),
        Place::Nowhere | Place::Field(_) => (0, None),
    }
}
