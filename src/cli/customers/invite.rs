//! `customers invite` and `customers invitations`: the draft of a message with the link, and who was invited so far.

use serde_json::{Map, Value, json};

use crate::operations::request_relationship::{
    CloseInvitation, Draft, Invited, RequestRelationship,
};
use crate::operations::{Failure, Report};

use crate::cli::args::{Format, Invitation};
use crate::cli::context::{Context, ending};
use crate::cli::exit::Exit;
use crate::cli::opening::Access;
use crate::cli::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(invitation: &Invitation, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Fill)?;
    let plan = desk.plan(&RequestRelationship {
        to: invitation.to.clone(),
        email: invitation.email.clone(),
        country: invitation.country.clone(),
        without_admin_rights: invitation.no_admin_rights,
    })?;
    let report = match context.globals.dry_run {
        true => Report::dry(plan),
        false => desk.apply(plan)?,
    };
    let console = &context.console;
    match &report.plan.draft {
        Some(draft) if console.format == Format::Table => {
            // The draft is the data; what goes with it is said beside it.
            console.warn(&report.plan.warnings);
            for said in &report.plan.consequences {
                console.note(said);
            }
            write(draft, context)?;
        }
        Some(draft) => console.report_with(&report, members(draft, context))?,
        None => console.report(&report)?,
    }
    Ok(ending(&report))
}

fn members(draft: &Draft, context: &Context<'_>) -> Map<String, Value> {
    let words = context.console.words;
    let draft = json!({
        "to": draft.email,
        "subject": draft.subject(words),
        "body": draft.body(words),
        "link": draft.link,
    });
    Map::from_iter([("draft".to_owned(), draft)])
}

/// Line by line: a line of the console has no line break in it.
fn write(draft: &Draft, context: &Context<'_>) -> Result<(), Halt> {
    let text = draft.text(context.console.words);
    text.lines().try_for_each(|line| context.console.line(line))
}

/// The draft of an invitation that is on its way already.
pub(super) fn draft_again(id: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let all = desk.invitations()?;
    let invited = all
        .into_iter()
        .find(|one| one.id.eq_ignore_ascii_case(id.trim()))
        .ok_or_else(|| Failure::NotFound("noun-invitation", id.to_owned()))?;
    let draft = Draft::of(&desk, &invited.record)?;
    let console = &context.console;
    match console.format {
        Format::Json | Format::Ndjson => console.document(&members(&draft, context))?,
        Format::Table | Format::Csv => write(&draft, context)?,
    }
    Ok(Exit::Done)
}

pub(super) fn close(id: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = CloseInvitation {
        invitation: id.to_owned(),
    };
    context.carry_out(&desk, &operation)
}

pub(super) fn list(context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("To", words.text("cli-column-name")),
        Column::left("E-mail", words.text("cli-column-email")).less(3),
        Column::left("Sent", words.text("cli-column-sent")).whole(),
        Column::left("By", words.text("cli-column-who"))
            .whole()
            .less(2),
        Column::left("State", words.text("cli-column-state")).whole(),
        Column::left("Microsoft ID", words.text("cli-column-id"))
            .whole()
            .less(4),
        Column::left("Invitation", words.text("cli-column-invitation"))
            .whole()
            .less(1),
    ];
    let invitations = desk.invitations()?.into_iter();
    let rows = invitations.map(|invited| row(invited, context));
    context
        .console
        .list(Listing::whole(columns, rows.collect()))?;
    Ok(Exit::Done)
}

fn row(invited: Invited, context: &Context<'_>) -> Row {
    let state = match context.console.shape() {
        Shape::Values => return Row::Value(value(invited)),
        Shape::Cells => invited.progress.as_str().to_owned(),
        Shape::Words => context.console.words.text(invited.progress.words()),
    };
    let sent = invited
        .sent
        .map_or_else(String::new, |sent| sent.strftime("%Y-%m-%d").to_string());
    Row::Cells(vec![
        invited.to,
        invited.email,
        sent,
        invited.by,
        state,
        invited
            .customer
            .map_or_else(String::new, |id| id.to_string()),
        invited.id,
    ])
}

/// Our record, with what is derived of it.
fn value(invited: Invited) -> Value {
    let mut record = invited.record;
    record.set("partnerdeck.state", invited.progress.as_str());
    if let Some(customer) = invited.customer {
        record.set("partnerdeck.customer", customer.as_str());
    }
    record.into_value()
}
