//! What a new customer buys at once: the same rules as for a customer of the book, with the agreement and the qualification
//! of the same request (operations.md sections 2 and 7).

use crate::account::billing::{COUNTRY, DOMAIN};
use crate::account::problem::Problem;
use crate::account::purchase::{Buyer, Order, bases_of, no_base, out_of_bounds, refusals};
use crate::account::record::CustomerId;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::operations::manage_subscriptions::{
    added, checked_name, has_agreement, refuse_by_right, say_what_is_bought,
};
use crate::operations::{Desk, Failure, Plan};
use crate::say;

use super::wanted::{Line, SUBSCRIPTIONS, within};

/// What else the same request makes.
pub(super) struct Beside<'a> {
    /// The attestation's record.
    pub(super) agreement: Option<&'a Resource>,
    /// The qualification's record.
    pub(super) qualification: Option<&'a Resource>,
    /// The reseller's location, which stands on the subscriptions that are sold through it.
    pub(super) partner_id: Option<&'a str>,
}

/// Whether the operator may buy these here.
pub(super) fn may(desk: &Desk, lines: &[Line]) -> Result<(), Failure> {
    if !lines.is_empty() {
        desk.may(Task::BuySubscriptions)?;
    }
    lines
        .iter()
        .try_for_each(|line| refuse_by_right(desk, line.offer))
}

/// Names that can't be given.
pub(super) fn bad_names(lines: &[Line]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.name.is_empty())
    {
        if let Err(Failure::Problems(wrong)) = checked_name(&line.name) {
            problems.extend(within(&format!("{SUBSCRIPTIONS}[{place}]"), wrong));
        }
    }
    problems
}

/// Puts the purchases into a plan, with what stands in their way.
pub(super) fn buy(
    plan: &mut Plan,
    desk: &Desk,
    (customer, draft): (&CustomerId, &Resource),
    lines: &[Line],
    beside: &Beside<'_>,
) {
    let ids: Vec<String> = lines.iter().map(|_| desk.new_id()).collect();
    let order_id = desk.new_id();
    for (place, line) in lines.iter().enumerate() {
        let before = lines[..place].iter();
        let buyer = Buyer {
            found: draft.text_or_empty(DOMAIN),
            country: draft.text_or_empty(COUNTRY),
            agreements: has_agreement(desk.cloud()).then(|| beside.agreement.into_iter().collect()),
            qualifications: beside.qualification.into_iter().collect(),
            offers: before
                .map(|line| (line.offer.id.as_str(), line.offer.id.as_str()))
                .collect(),
        };
        let mut refused = refusals(line.offer, &buyer);
        refused.extend(out_of_bounds(line.offer, line.quantity));
        for refusal in refused {
            // That there is no agreement is one thing, however much is bought.
            if !plan.blockers.contains(&refusal) {
                plan.blockers.push(refusal);
            }
        }
        let base = base_of(line, lines);
        if line.offer.is_add_on && base.is_none() {
            plan.blockers.push(no_base(line.offer));
        }
        let name = checked_name(&line.name).unwrap_or_else(|_| line.offer.name.clone());
        let order = Order {
            offer: line.offer,
            quantity: line.quantity,
            name: &name,
            now: desk.now(),
        };
        say_what_is_bought(plan, &order);
        let until = order.end().map(|end| end.strftime("%Y-%m-%d").to_string());
        let until = until.map(|day| say!("add-bought-until", name = &name, day = day));
        plan.consequences.extend(until);
        let base_name = base.map(|base| say!("subs-step-buy-with", base = &lines[base].offer.name));
        plan.steps.extend(base_name);
        let base = base.map(|base| ids[base].as_str());
        let mut resource = order.subscription(&ids[place], &order_id, base);
        if let Some(partner) = beside.partner_id {
            resource.set("partnerId", partner);
        }
        let (item, change) = added(customer, &ids[place], resource);
        plan.summary.added += 1;
        plan.items.push(item);
        plan.changes.push(change);
    }
}

/// The line of the same request on which an add-on stands: the first that does.
fn base_of(line: &Line, lines: &[Line]) -> Option<usize> {
    if !line.offer.is_add_on {
        return None;
    }
    let bases = bases_of(line.offer);
    lines
        .iter()
        .position(|other| bases.iter().any(|base| base.id == other.offer.id))
}
