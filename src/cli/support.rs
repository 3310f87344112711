//! `support`: whom customers ask, subscription by subscription, and their service requests with notes of ours.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::account::problem::Message;
use crate::account::record::Stored;
use crate::account::service_request::{Note, ServiceRequest};
use crate::account::subscription::Subscription;
use crate::operations::Desk;
use crate::operations::support::{AddNote, Contact, SetSupportContact, places_for_new_requests};
use crate::say;
use crate::words::Words;

use super::args::SupportVerb;
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &SupportVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        SupportVerb::Show { customer } => show(customer, context),
        SupportVerb::Set {
            customer,
            subscription,
            contact,
        } => {
            let desk = context.desk(Access::Change)?;
            let operation = SetSupportContact {
                customer: desk.resolve(customer)?,
                subscription: subscription.clone(),
                contact: contact.clone(),
            };
            context.carry_out(&desk, &operation)
        }
        SupportVerb::Requests { customer } => requests(customer, context),
        SupportVerb::Request { customer, request } => one(customer, request, context),
        SupportVerb::Note {
            customer,
            request,
            text,
        } => {
            let desk = context.desk(Access::Change)?;
            let operation = AddNote {
                customer: desk.resolve(customer)?,
                request: request.clone(),
                text: text.clone(),
            };
            context.carry_out(&desk, &operation)
        }
    }
}

/// The service's contacts for scripts, also where nobody was named and it is the provider; `partnerdeck.default` tells.
fn show(customer: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let contacts = desk.support_contacts(&desk.resolve(customer)?)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Subscription", words.text("cli-column-subscription")),
        Column::left("Support contact", words.text("cli-column-support-contact")),
        Column::left("MPN ID", words.text("cli-column-mpn-id")).whole(),
        Column::left("Subscription ID", words.text("cli-column-subscription-id"))
            .whole()
            .less(1),
        Column::left("Contact ID", words.text("cli-column-contact-id"))
            .whole()
            .less(2),
    ];
    let rows = contacts
        .into_iter()
        .map(|contact| contact_row(contact, context));
    let rows = rows.collect();
    context.console.list(Listing::whole(columns, rows))?;
    Ok(Exit::Done)
}

fn contact_row(contact: Contact, context: &Context<'_>) -> Row {
    let shape = context.console.shape();
    let id = contact.subscription.resource.text_or_empty("id").to_owned();
    if shape == Shape::Values {
        let mut resource = contact.resource;
        resource.set("partnerdeck.subscription", id);
        resource.set("partnerdeck.default", contact.is_default);
        return Row::Value(resource.into_value());
    }
    let name = match shape {
        Shape::Words if contact.is_default => {
            let who = say!("support-default", name = contact.name);
            context.console.words.say(&who)
        }
        _ => contact.name,
    };
    let subscription = Subscription(&contact.subscription.resource).name();
    Row::Cells(vec![
        subscription.to_owned(),
        name,
        contact.mpn_id,
        id,
        contact.id,
    ])
}

fn requests(customer: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let requests = desk.service_requests(&desk.resolve(customer)?)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Request ID", words.text("cli-column-request-id")).whole(),
        Column::left("Title", words.text("cli-column-title")),
        Column::left("Severity", words.text("cli-column-severity")).whole(),
        Column::left("Status", words.text("cli-column-status")).whole(),
        Column::left("Contact", words.text("cli-column-request-contact")).less(1),
        Column::left("Created", words.text("cli-column-created")).whole(),
        Column::left("Modified", words.text("cli-column-modified"))
            .whole()
            .less(2),
        Column::left("Closed", words.text("cli-column-closed"))
            .whole()
            .less(3),
    ];
    tell_places(&desk, context);
    let rows = requests.into_iter().map(|one| request_row(one, context));
    let mut listing = Listing::whole(columns, rows.collect());
    listing.if_empty = say!("request-none");
    context.console.list(listing)?;
    Ok(Exit::Done)
}

/// New requests are opened in a browser.
fn tell_places(desk: &Desk, context: &Context<'_>) {
    for place in places_for_new_requests(desk.cloud(), &desk.operator().roles) {
        if place.may {
            let name = Message::new(place.words);
            let said = say!("request-opened-at", place = name, address = place.address);
            context.console.note(&said);
        }
    }
}

fn request_row(stored: Stored, context: &Context<'_>) -> Row {
    let shape = context.console.shape();
    if shape == Shape::Values {
        return Row::Value(stored.resource.into_value());
    }
    let request = ServiceRequest(&stored.resource);
    let words = context.console.words;
    let day = |at: Option<Timestamp>| match (at, shape) {
        (None, _) => String::new(),
        (Some(at), Shape::Words) => words.date(at, &TimeZone::UTC),
        (Some(at), _) => at.to_string(),
    };
    let (severity, status) = standing(request, shape, words);
    Row::Cells(vec![
        stored.resource.text_or_empty("id").to_owned(),
        request.title().to_owned(),
        severity,
        status,
        request.contact(),
        day(request.created()),
        day(request.modified()),
        day(request.closed()),
    ])
}

/// Severity and status, for people in words; what we do not know as it came.
fn standing(request: ServiceRequest<'_>, shape: Shape, words: &Words) -> (String, String) {
    match shape {
        Shape::Words => (
            request.severity().map_or_else(
                || request.as_it_came("severity"),
                |one| words.text(one.words()),
            ),
            request.status().map_or_else(
                || request.as_it_came("status"),
                |one| words.text(one.words()),
            ),
        ),
        Shape::Cells | Shape::Values => (
            request.severity().map_or_else(
                || request.as_it_came("severity"),
                |one| one.wire().to_owned(),
            ),
            request.as_it_came("status"),
        ),
    }
}

/// One request whole: its detail, until when support answers, every note.
fn one(customer: &str, request: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let stored = desk.service_request(&desk.resolve(customer)?, request)?;
    let request = ServiceRequest(&stored.resource);
    let words = context.console.words;
    let (severity, status) = standing(request, Shape::Words, words);
    let moment = |at: Timestamp| words.date_and_time(at, &TimeZone::UTC);
    let mut lines = vec![
        (words.text("cli-column-title"), request.title().to_owned()),
        (words.text("cli-column-severity"), severity),
        (words.text("cli-column-status"), status),
        (words.text("cli-column-request-contact"), request.contact()),
    ];
    for (label, at) in [
        ("cli-column-created", request.created()),
        ("cli-column-modified", request.modified()),
        ("cli-column-closed", request.closed()),
        ("request-first-answer", request.first_answer_until()),
    ] {
        lines.extend(at.map(|at| (words.text(label), moment(at))));
    }
    let notes = request.notes();
    lines.extend(notes.iter().map(|note| note_line(note, words)));
    context.console.facts(&stored.resource, lines)?;
    Ok(Exit::Done)
}

fn note_line(note: &Note, words: &Words) -> (String, String) {
    let label = match note.is_ours {
        true => "request-our-note",
        false => "request-note",
    };
    let at = note
        .at
        .map_or(String::new(), |at| words.date_and_time(at, &TimeZone::UTC));
    let said = say!(
        "request-note-said",
        at = at,
        by = &note.by,
        text = &note.text
    );
    (words.text(label), words.say(&said))
}
