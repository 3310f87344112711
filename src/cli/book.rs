//! `book`: data in and out, and whose book it is.

use std::path::Path;

use serde_json::{Map, Value};

use crate::account::partner::{Partner, PartnerKind};
use crate::account::record::Kind;
use crate::account::task::Task;
use crate::operations::export_book::ExportBook;
use crate::operations::import_book::{ImportBook, whose};
use crate::operations::whose_book::SetPartner;

use super::args::{BookVerb, Format, PartnerWords};
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::out_file::OutFile;
use super::output::Halt;
use super::{input, usage};

pub(super) fn run(verb: &BookVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        BookVerb::Import {
            file,
            customer,
            kind,
        } => import(file, customer.as_deref(), *kind, context),
        BookVerb::Export { customer, out } => export(customer.as_deref(), out.as_deref(), context),
        BookVerb::Partner(words) => partner(words, context),
    }
}

/// Takes a file in.
pub(super) fn import(
    file: &Path,
    customer: Option<&str>,
    kind: Option<Kind>,
    context: &Context<'_>,
) -> Result<Exit, Halt> {
    let source = input::source_that_opens(file)?;
    let desk = context.desk(Access::Fill)?;
    let customer = customer.map(|text| whose(&desk, text)).transpose()?;
    let import = ImportBook {
        source,
        customer,
        kind,
    };
    let report = context.with_ticket(|ticket| match context.globals.dry_run {
        true => import.check(&desk, ticket),
        false => import.run(&desk, ticket),
    })?;
    context.tell(&report)
}

/// The lines are NDJSON whatever the usual format is, because `book import` reads them back.
fn export(customer: Option<&str>, out: Option<&Path>, context: &Context<'_>) -> Result<Exit, Halt> {
    if matches!(context.globals.format, Some(Format::Table | Format::Csv)) {
        return Err(usage::only_ndjson().into());
    }
    let desk = context.desk(Access::Look)?;
    let customer = customer.map(|text| desk.resolve(text)).transpose()?;
    let mut file = OutFile::open(out, context)?;
    let name = file.name();
    let export = ExportBook { customer };
    let rows = context.with_ticket(|ticket| export.write(&desk, (&mut file, &name), ticket))?;
    context.finish_export(file, rows)
}

/// Sets what is given; shows it all when nothing is.
fn partner(words: &PartnerWords, context: &Context<'_>) -> Result<Exit, Halt> {
    let wanted = SetPartner {
        name: words.name.clone(),
        tenant_id: words.tenant.clone(),
        country: words.country.clone(),
        domain: words.domain.clone(),
        kind: words.kind,
    };
    if wanted != SetPartner::default() {
        let desk = context.desk(Access::Fill)?;
        return context.carry_out(&desk, &wanted);
    }
    let desk = context.desk(Access::Look)?;
    desk.may(Task::SeeCustomers)?;
    show(&desk.partner()?, context)
}

fn show(partner: &Partner, context: &Context<'_>) -> Result<Exit, Halt> {
    let said = [
        ("name", partner.name.as_deref()),
        ("tenantId", partner.tenant_id.as_deref()),
        ("country", partner.country.as_deref()),
        ("domain", partner.domain.as_deref()),
        ("kind", partner.kind.map(PartnerKind::as_str)),
    ];
    let members: Map<String, Value> = said
        .iter()
        .filter_map(|(name, text)| text.map(|text| ((*name).to_owned(), text.into())))
        .collect();
    let words = context.console.words;
    let lines = said.iter().map(|(name, text)| {
        let nothing = || words.text("partner-unsaid");
        let label = words.text(&format!("partner-{}", name.to_lowercase()));
        (label, text.map_or_else(nothing, str::to_owned))
    });
    context.console.facts(&members, lines.collect())?;
    Ok(Exit::Done)
}
