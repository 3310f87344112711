//! How an import is told: places in the file, and the numbers of it.

use crate::account::entry::Summary;
use crate::account::problem::{Code, Place, Problem};
use crate::operations::Outcome;
use crate::say;

/// That a password went under seal.
pub(super) fn sealed(line: u64, path: &str) -> Problem {
    let message = say!("import-password-sealed", line = line, path = path);
    Problem::new(Code::PasswordSealed, message)
        .at(at(line, path))
        .remedy(say!("import-password-sealed-remedy"))
}

/// A problem of a file is found by its line; the field stands where a table has its header.
pub(super) fn at_line(line: u64, problems: Vec<Problem>) -> Vec<Problem> {
    let mend = |problem: Problem| match problem.place.clone() {
        Place::Field(path) => problem.at(at(line, &path)),
        Place::Nowhere => problem.at(Place::Cell {
            line,
            column: None,
            header: None,
        }),
        Place::Cell { .. } => problem,
    };
    problems.into_iter().map(mend).collect()
}

fn at(line: u64, path: &str) -> Place {
    Place::Cell {
        line,
        column: None,
        header: Some(path.to_owned()),
    }
}

/// Counts one record.
pub(super) fn count(summary: &mut Summary, outcome: Outcome) {
    let number = match outcome {
        Outcome::Added => &mut summary.added,
        Outcome::Changed => &mut summary.changed,
        Outcome::Unchanged => &mut summary.unchanged,
        Outcome::Removed => &mut summary.removed,
        Outcome::Refused => &mut summary.refused,
        Outcome::Failed => &mut summary.failed,
    };
    *number += 1;
}

/// All records that were counted.
pub(super) fn total(summary: &Summary) -> u64 {
    summary.added
        + summary.changed
        + summary.unchanged
        + summary.removed
        + summary.refused
        + summary.failed
}
