//! The subscriptions section: what it is, its state, how many, until when, and what can be done with it.

use jiff::Timestamp;

use crate::account::customer::CustomerView;
use crate::account::resource::Resource;
use crate::account::subscription::{EndDate, Subscription};
use crate::account::task::Task;
use crate::say;
use crate::tui::menus::{Chore, Menu};
use crate::tui::pane::Sight;
use crate::tui::sheets::{QuantitySheet, RenameSheet};
use crate::tui::theme::Ink;

use super::part::{Of, Part, Row};
use super::view::{Cell, Line, Shares};

const SHARES: Shares = [52, 16, 11, 21];

/// What it is, its state, how many, until when.
#[derive(Default)]
pub(super) struct SubscriptionsPart;

impl Part for SubscriptionsPart {
    fn heads(&self, of: &Of) -> Vec<Line> {
        if of.account.subscriptions.is_empty() {
            return Vec::new();
        }
        let head = |id| Cell::new(of.sight.words.text(id), Ink::Faint);
        vec![Line::cells(
            SHARES,
            [
                head("subscription-name"),
                head("subscription-state"),
                head("subscription-quantity").right(),
                head("subscription-end"),
            ],
        )]
    }

    fn rows(&self, of: &Of) -> usize {
        of.account.subscriptions.len().max(1)
    }

    fn row(&self, at: usize, of: &Of) -> Row {
        let sight = of.sight;
        let Some(stored) = of.account.subscriptions.get(at) else {
            let nothing = sight.words.text("detail-no-subscriptions");
            return Row::new(vec![Line::Text(nothing, Ink::Faint)]);
        };
        let mut lines = vec![line(&stored.resource, sight)];
        lines.extend(note(&stored.resource, stored.changed, sight).map(Line::Note));
        Row::new(lines)
    }

    fn menu(&self, at: usize, of: &Of) -> Option<Menu> {
        let stored = of.account.subscriptions.get(at)?;
        let subscription = Subscription(&stored.resource);
        let customer = &of.account.customer;
        let about = CustomerView(&customer.resource).name().to_owned();
        let name = subscription.name().to_owned();
        let rename = RenameSheet {
            customer: customer.key.customer.clone(),
            about: about.clone(),
            subscription: stored.key.id.clone(),
            name: name.clone(),
        };
        let quantity = QuantitySheet {
            customer: customer.key.customer.clone(),
            about,
            subscription: stored.key.id.clone(),
            name: name.clone(),
        };
        let task = Task::ManageSubscriptions;
        Some(Menu {
            title: name,
            chores: vec![
                Chore::sheet(say!("chore-rename"), task, rename),
                Chore::sheet(say!("chore-quantity"), task, quantity),
            ],
        })
    }
}

fn line(resource: &Resource, sight: &Sight) -> Line {
    let subscription = Subscription(resource);
    let is_active = subscription.is("active");
    let quantity = resource.number("quantity");
    Line::cells(
        SHARES,
        [
            Cell::new(subscription.name(), Ink::Plain),
            Cell::new(
                state(subscription, sight),
                if is_active { Ink::Plain } else { Ink::Strong },
            ),
            Cell::number(quantity.map_or_else(String::new, |n| sight.words.number(n))),
            Cell::new(end(resource, sight), Ink::Plain),
        ],
    )
}

/// The state in words; one that we do not know as it came.
fn state(subscription: Subscription, sight: &Sight) -> String {
    let status = subscription.status();
    let id = format!("subscription-{}", status.to_ascii_lowercase());
    if sight.words.has(&id) {
        sight.words.text(&id)
    } else {
        status.to_owned()
    }
}

/// The day the term ends.
fn end(resource: &Resource, sight: &Sight) -> String {
    match Subscription(resource).term_end_date() {
        EndDate::None => String::new(),
        EndDate::Never => sight.words.text("subscription-never"),
        EndDate::On(end) => sight.words.date(end, &jiff::tz::TimeZone::UTC),
        EndDate::Unread(text) => text.to_owned(),
    }
}

fn note(resource: &Resource, changed: Timestamp, sight: &Sight) -> Option<String> {
    let subscription = Subscription(resource);
    let mut parts = Vec::new();
    parts.push(sight.words.text(if subscription.is_azure_plan() {
        "subscription-azure-plan"
    } else if subscription.is_new_commerce() {
        "subscription-new-commerce"
    } else {
        "subscription-legacy"
    }));
    let name = resource.text_or_empty("offerName");
    if !name.is_empty() && name != subscription.name() {
        parts.push(name.to_owned());
    }
    let renews = match resource.flag("autoRenewEnabled") {
        Some(true) => Some("subscription-renews"),
        Some(false) => Some("subscription-ends"),
        None => None,
    };
    parts.extend(renews.map(|id| sight.words.text(id)));
    if let Some(day) = subscription.deleted_on(changed) {
        let day = sight.words.date(day, sight.zone);
        parts.push(sight.words.say(&say!("subscription-deleted-on", day = day)));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}
