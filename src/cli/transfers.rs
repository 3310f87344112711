//! `transfers`: subscriptions on their way to a different partner.

use std::io::Write;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::account::problem::{Code, Problem};
use crate::account::transfer::machine::Event;
use crate::operations::Failure;
use crate::operations::switch_partner::{
    CancelTransfer, Details, Happened, RecordEvent, Standing, StartTransfer,
};
use crate::say;

use super::args::{TransferStarted, TransfersVerb};
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::out_file::OutFile;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &TransfersVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        TransfersVerb::List { customer } => list(customer.as_deref(), context),
        TransfersVerb::Show { transfer } => {
            let desk = context.desk(Access::Look)?;
            let standing = desk.transfer(transfer)?;
            context.console.resource(&standing.shown())?;
            Ok(Exit::Done)
        }
        TransfersVerb::Start(wish) => start(wish, context),
        TransfersVerb::Record {
            transfer,
            event,
            on,
            note,
        } => {
            let (event, value) = happened(event)?;
            let desk = context.desk(Access::Change)?;
            let operation = RecordEvent {
                transfer: desk.transfer(transfer)?.key(),
                what: Happened {
                    event,
                    value,
                    on: on.clone(),
                    note: note.clone(),
                },
            };
            context.carry_out(&desk, &operation)
        }
        TransfersVerb::Cancel { transfer } => {
            let desk = context.desk(Access::Change)?;
            let operation = CancelTransfer {
                transfer: desk.transfer(transfer)?.key(),
            };
            context.carry_out(&desk, &operation)
        }
        TransfersVerb::Form { transfer, out } => form(transfer, out.as_deref(), context),
    }
}

fn start(wish: &TransferStarted, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let subscriptions = wish.subscriptions.iter().map(|text| text.trim());
    let operation = StartTransfer {
        customer: desk.resolve(&wish.customer)?,
        way: wish.way,
        partner: wish.partner.clone(),
        partner_name: wish.partner_name.clone(),
        subscriptions: subscriptions
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect(),
        details: Details {
            contact: wish.contact.clone(),
            partner_contact: wish.partner_contact.clone(),
            partner_country: wish.partner_country.clone(),
            customer_email: wish.customer_email.clone(),
            mpn_id: wish.mpn_id.clone(),
        },
    };
    context.carry_out(&desk, &operation)
}

/// `EVENT[=VALUE]`.
fn happened(text: &str) -> Result<(Event, Option<String>), Failure> {
    let (word, value) = match text.split_once('=') {
        Some((word, value)) => (word.trim(), Some(value.to_owned())),
        None => (text.trim(), None),
    };
    let event = Event::parse(word).filter(|event| event.is_recorded());
    event.map(|event| (event, value)).ok_or_else(|| {
        let message = say!("usage-bad-event", found = word);
        let known = Event::RECORDED.map(Event::as_str).to_vec();
        let problem = Problem::of_field("event", Code::NotInList, message).found(word);
        let remedy = say!("usage-bad-event-remedy", list = known);
        Failure::Usage(vec![problem.remedy(remedy)])
    })
}

fn form(transfer: &str, out: Option<&Path>, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let form = desk.transfer_form(&desk.transfer(transfer)?.key())?;
    let text = form.text(|message| context.console.words.say(message));
    let mut file = OutFile::open(out, context)?;
    let name = file.name();
    let written = file.write_all(text.as_bytes());
    written.map_err(|error| Failure::File(name.clone(), error))?;
    let is_dry = matches!(file, OutFile::Nowhere(_));
    let is_file = file.is_file();
    file.finish()?;
    if is_file && !is_dry {
        context
            .console
            .note(&say!("transfers-form-went", file = name));
    }
    Ok(Exit::Done)
}

fn list(customer: Option<&str>, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let customer = customer.map(|text| desk.resolve(text)).transpose()?;
    let transfers = desk.transfers(customer.as_ref())?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Transfer", words.text("cli-column-transfer"))
            .whole()
            .less(3),
        Column::left("Company name", words.text("cli-column-name")),
        Column::left("Way", words.text("cli-column-way")).less(2),
        Column::left("Partner", words.text("cli-column-partner")).less(1),
        Column::left("Status", words.text("cli-column-status")),
        Column::left("Waits on", words.text("cli-column-waits-on")).whole(),
        Column::left("Since", words.text("cli-column-waiting-since")).whole(),
        Column::left("Due", words.text("cli-column-due")).whole(),
    ];
    let now = desk.now();
    let rows = transfers.iter().map(|one| row(one, now, context));
    context
        .console
        .list(Listing::whole(columns, rows.collect()))?;
    Ok(Exit::Done)
}

fn row(one: &Standing, now: Timestamp, context: &Context<'_>) -> Row {
    let words = context.console.words;
    let shown = match context.console.shape() {
        Shape::Values => return Row::Value(one.shown().into_value()),
        Shape::Cells => {
            let shown = one.shown();
            let text = |path: &str| shown.text_or_empty(path).to_owned();
            [
                text("partnerdeck.way"),
                text("status"),
                text("partnerdeck.waitsOn"),
                text("partnerdeck.since"),
                text("partnerdeck.due"),
            ]
        }
        Shape::Words => [
            words.text(one.way.words()),
            words.text(one.state.words()),
            match one.turn {
                None => String::new(),
                Some(_) if one.waits_on_us() => words.text("transfers-you"),
                Some(turn) => words.text(turn.words()),
            },
            since(one, now, context),
            match one.days_left(now) {
                None => String::new(),
                Some(n) => words.say(&say!("transfers-days-left", n = n)),
            },
        ],
    };
    let [way, state, waits_on, since, due] = shown;
    Row::Cells(vec![
        one.stored.resource.text_or_empty("id").to_owned(),
        one.customer.clone(),
        way,
        one.partner.clone(),
        state,
        waits_on,
        since,
        due,
    ])
}

/// For how long it waits; of what is over, the day it ended.
fn since(one: &Standing, now: Timestamp, context: &Context<'_>) -> String {
    let words = context.console.words;
    let days = one.days_waiting(now).filter(|_| one.turn.is_some());
    let waited = days.map(|n| words.say(&say!("transfers-days", n = n)));
    waited
        .or_else(|| Some(words.date(one.since?, &TimeZone::UTC)))
        .unwrap_or_default()
}
