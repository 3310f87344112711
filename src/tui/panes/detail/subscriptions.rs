//! The subscriptions section: what it is, its state, how many, until when. To read; nothing is changed here.

use jiff::Timestamp;

use crate::account::resource::Resource;
use crate::account::subscription::{EndDate, Subscription};
use crate::say;
use crate::tui::pane::Sight;
use crate::tui::theme::Ink;
use crate::tui::workers::Account;

use super::view::{Cell, Line, Shares};

const SHARES: Shares = [52, 16, 11, 21];

/// A head, then one line a subscription; what is known beside it stands below, faint.
pub(super) fn lines(account: &Account, sight: &Sight) -> Vec<Line> {
    if account.subscriptions.is_empty() {
        return vec![Line::Text(
            sight.words.text("detail-no-subscriptions"),
            Ink::Faint,
        )];
    }
    let head = |id| Cell::new(sight.words.text(id), Ink::Faint);
    let mut lines = vec![Line::cells(
        SHARES,
        [
            head("subscription-name"),
            head("subscription-state"),
            head("subscription-quantity").right(),
            head("subscription-end"),
        ],
    )];
    for stored in &account.subscriptions {
        lines.push(line(&stored.resource, sight));
        if let Some(note) = note(&stored.resource, stored.changed, sight) {
            lines.push(Line::Note(note));
        }
    }
    lines
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
