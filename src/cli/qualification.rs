//! `qualification`: a customer's special qualification, to look at and to set.

use crate::account::qualification::{Asked, Qualification, Segment, Vetted, Vetting};
use crate::account::record::Stored;
use crate::operations::set_qualification::SetQualification;
use crate::say;

use super::args::{QualificationAsked, QualificationVerb};
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &QualificationVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        QualificationVerb::Show { customer } => show(customer, context),
        QualificationVerb::Set(asked) => set(asked, context),
    }
}

fn set(asked: &QualificationAsked, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let segment = asked.segment.map_or("", Segment::wire);
    let text = |said: &Option<String>| said.as_deref().unwrap_or_default().trim().to_owned();
    let operation = SetQualification {
        customer: desk.resolve(&asked.customer)?,
        asked: Asked {
            qualification: asked.qualification.wire().to_owned(),
            segment: segment.to_owned(),
            website: text(&asked.website),
            code: text(&asked.code),
        },
    };
    context.carry_out(&desk, &operation)
}

fn show(customer: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let held = desk.qualifications(&desk.resolve(customer)?)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Qualification", words.text("cli-column-qualification")),
        Column::left("Vetting status", words.text("cli-column-vetting")).whole(),
        Column::left("Reason", words.text("cli-column-reason")),
        Column::left("Since", words.text("cli-column-since"))
            .whole()
            .less(1),
    ];
    let rows = held.into_iter().map(|one| row(one, context)).collect();
    let mut listing = Listing::whole(columns, rows);
    listing.if_empty = say!("qualification-shown-none");
    context.console.list(listing)?;
    Ok(Exit::Done)
}

fn row(stored: Stored, context: &Context<'_>) -> Row {
    let shape = context.console.shape();
    if shape == Shape::Values {
        return Row::Value(stored.resource.into_value());
    }
    let resource = &stored.resource;
    let vetted = Vetted(resource);
    let words = context.console.words;
    let (which, vetting) = match (shape, vetted.qualification(), vetted.vetting()) {
        (Shape::Words, Some(which), vetting) if vetting != Vetting::Unknown => (
            words.text(Qualification::words(which)),
            words.text(vetting.words()),
        ),
        _ => {
            let said = |path: &str| resource.text_or_empty(path).to_owned();
            (said("qualification"), said("vettingStatus"))
        }
    };
    let since = vetted.since();
    Row::Cells(vec![
        which,
        vetting,
        resource.text_or_empty("vettingReason").to_owned(),
        since.map_or(String::new(), |at| at.strftime("%Y-%m-%d").to_string()),
    ])
}
