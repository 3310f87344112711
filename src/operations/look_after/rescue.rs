//! Writing what can still be read of a damaged book, in the lines of `book export`, which `book import` reads back.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use crate::operations::{Failure, Ticket, export_book};
use crate::store::{Care, Salvaged};

/// What was rescued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescued {
    /// Lines that were written.
    pub lines: u64,
    /// What the book was like.
    pub salvaged: Salvaged,
}

/// Writes every record that can be read, in no order. Nothing of the book is written; nobody has to be able to open it.
///
/// # Errors
/// When there is no book, somebody else writes it, or `into` can't be written (told as the file `to`);
/// [`Failure::Interrupted`] when the ticket was cancelled.
pub fn rescue(
    care: &dyn Care,
    folder: &Path,
    (into, to): (&mut dyn Write, &str),
    ticket: &Ticket,
) -> Result<Rescued, Failure> {
    let mut lines = 0;
    let mut ended: Result<(), Failure> = Ok(());
    let salvaged = care.salvage(folder, &mut |mut stored| {
        if ticket.is_cancelled() {
            ended = Err(Failure::Interrupted);
            return ControlFlow::Break(());
        }
        match export_book::write_line(into, &mut stored) {
            Ok(written) => lines += u64::from(written),
            Err(error) => {
                ended = Err(Failure::File(to.to_owned(), error));
                return ControlFlow::Break(());
            }
        }
        ticket.advance(1, 0);
        ControlFlow::Continue(())
    })?;
    ended?;
    into.flush()
        .map_err(|error| Failure::File(to.to_owned(), error))?;
    Ok(Rescued {
        lines,
        salvaged: salvaged.ok_or(Failure::Interrupted)?,
    })
}
