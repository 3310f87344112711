//! `undo`: takes a change back.

use crate::account::entry::EntryId;
use crate::operations::undo::UndoEntry;

use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::Halt;

pub(super) fn run(entry: Option<EntryId>, context: &Context<'_>) -> Result<Exit, Halt> {
    let undo = UndoEntry { entry };
    let desk = context.desk(Access::Change)?;
    let report = if context.globals.dry_run {
        undo.check(&desk)?
    } else {
        context.with_ticket(|ticket| undo.run(&desk, ticket))?
    };
    context.tell(&report)
}
