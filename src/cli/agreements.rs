//! `agreements`: that a customer accepted the customer agreement, to look at and to attest.

use crate::account::agreement::attestation::Attestation;
use crate::account::agreement::{Agreement, Sort};
use crate::account::record::Stored;
use crate::operations::confirm_agreement::ConfirmAgreement;
use crate::say;

use super::args::{AgreementsVerb, Attested};
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::{Column, Halt, Listing, Row, Shape};

pub(super) fn run(verb: &AgreementsVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        AgreementsVerb::List { customer } => list(customer, context),
        AgreementsVerb::Confirm(attested) => confirm(attested, context),
    }
}

fn confirm(attested: &Attested, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Change)?;
    let operation = ConfirmAgreement {
        customer: desk.resolve(&attested.customer)?,
        attestation: Attestation {
            first_name: attested.first_name.clone(),
            last_name: attested.last_name.clone(),
            email: attested.email.clone(),
            phone: attested.phone.clone(),
            date: attested.date.clone(),
        },
    };
    context.carry_out(&desk, &operation)
}

/// The records as they came, and for people what they come to.
fn list(customer: &str, context: &Context<'_>) -> Result<Exit, Halt> {
    let desk = context.desk(Access::Look)?;
    let held = desk.agreements(&desk.resolve(customer)?)?;
    let words = context.console.words;
    let columns = vec![
        Column::left("Date", words.text("cli-column-date")).whole(),
        Column::left("Agreement", words.text("cli-column-agreement")),
        Column::left("Accepted by", words.text("cli-column-accepted-by")),
        Column::left("Email", words.text("cli-column-email")).less(1),
        Column::left("Template ID", words.text("cli-column-template"))
            .whole()
            .less(2),
    ];
    context.console.note(&held.comes_to());
    let rows = held.agreements.into_iter().map(|one| row(one, context));
    let mut listing = Listing::whole(columns, rows.collect());
    listing.if_empty = say!("agreement-none");
    context.console.list(listing)?;
    Ok(Exit::Done)
}

fn row(stored: Stored, context: &Context<'_>) -> Row {
    let resource = &stored.resource;
    if context.console.shape() == Shape::Values {
        return Row::Value(stored.resource.into_value());
    }
    let agreement = Agreement(resource);
    let agreed = agreement.agreed();
    Row::Cells(vec![
        agreed.map_or(String::new(), |at| at.strftime("%Y-%m-%d").to_string()),
        sort(agreement, context),
        agreement.signer(),
        resource.text_or_empty("primaryContact.email").to_owned(),
        resource.text_or_empty("templateId").to_owned(),
    ])
}

fn sort(agreement: Agreement<'_>, context: &Context<'_>) -> String {
    let own = agreement.0.text_or_empty("type");
    if context.console.shape() == Shape::Cells {
        return own.to_owned();
    }
    let words = context.console.words;
    match agreement.sort() {
        Sort::Attested => words.text("agreement-current"),
        Sort::Older => words.text("agreement-older"),
        Sort::Signature(true) => words.text("agreement-signed"),
        Sort::Signature(false) => words.text("agreement-not-signed"),
        Sort::Unknown => own.to_owned(),
    }
}
