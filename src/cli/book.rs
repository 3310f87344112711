//! `book`: data in and out, and whose book it is.

use serde_json::{Map, Value};

use crate::account::partner::{Partner, PartnerKind};
use crate::account::task::Task;
use crate::operations::whose_book::SetPartner;

use super::args::{BookVerb, PartnerWords};
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::Halt;

pub(super) fn run(verb: &BookVerb, context: &Context<'_>) -> Result<Exit, Halt> {
    match verb {
        BookVerb::Partner(words) => partner(words, context),
        _ => Ok(Exit::Usage),
    }
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
        let desk = context.desk(Access::Change)?;
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
