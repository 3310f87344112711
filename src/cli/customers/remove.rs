//! `customers remove`: the end of a relationship, once the company name was given.

use crate::operations::remove_relationship::RemoveRelationship;
use crate::operations::{Failure, Report};
use crate::say;

use crate::cli::args::Removal;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::opening::Access;
use crate::cli::output::Halt;

pub(super) fn run(removal: &Removal, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = RemoveRelationship {
        customer: desk.resolve(&removal.customer)?,
        suspend_active: removal.suspend_active,
        cancelled: removal.cancelled.clone(),
        typed: removal.confirm.clone(),
    };
    let plan = desk.plan(&operation)?;
    if context.globals.dry_run {
        return context.tell(&Report::dry(plan));
    }
    let would_change = plan.blockers.is_empty() && plan.summary.changed > 0;
    if would_change && operation.typed.is_none() {
        let name = operation.look(&desk)?.name;
        // Whoever sits there reads what follows before the name is typed; a script has --dry-run.
        if context.can_ask {
            for said in plan.steps.iter().chain(&plan.consequences) {
                context.console.note(said);
            }
        }
        let asked = say!("removal-name-missing", name = name);
        return Err(Failure::NeedsConfirmation(asked).into());
    }
    let report = desk.apply(plan)?;
    let exit = context.tell(&report)?;
    if report.history.is_some() {
        let name = &report.plan.subject;
        context.console.note(&say!("removal-invite", name = name));
    }
    Ok(exit)
}
