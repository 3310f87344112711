//! A subscription folded open: every field that a user sees, and what can be done until when (operations.md section 7).

use jiff::Timestamp;
use serde_json::Value;

use crate::account::problem::Message;
use crate::account::record::Stored;
use crate::account::resource::Resource;
use crate::account::subscription::state::State;
use crate::account::subscription::time::Cancelling;
use crate::account::subscription::{EndDate, Subscription};
use crate::say;
use crate::tui::pane::Sight;
use crate::tui::panes::detail::part::Of;
use crate::tui::panes::detail::view::Line;

/// Its lines.
pub(super) fn lines(stored: &Stored, of: &Of) -> Vec<Line> {
    let resource = &stored.resource;
    let mut pairs = Pairs {
        sight: of.sight,
        lines: Vec::new(),
    };
    let text = |path: &str| resource.text_or_empty(path).to_owned();
    pairs.add("subscription-field-name", text("friendlyName"));
    pairs.add("subscription-field-offer", offer(resource, of.sight));
    pairs.add("subscription-field-id", text("id"));
    pairs.add("subscription-field-quantity", quantity(resource, of.sight));
    pairs.add("subscription-field-billing", billing(resource, of.sight));
    pairs.add("subscription-field-start", start(resource, of.sight));
    pairs.add("subscription-field-end", end(resource, of.sight));
    pairs.add("subscription-field-renewal", renewal(resource, of.sight));
    pairs.add("subscription-field-status", text("status"));
    pairs.add(
        "subscription-field-reasons",
        list(resource, "suspensionReasons"),
    );
    pairs.add("subscription-field-reseller", text("partnerId"));
    pairs.add("subscription-field-refund", refunds(resource, of.sight));
    pairs.add("subscription-field-base", base(resource, of));
    pairs.add("subscription-field-order", text("orderId"));
    for window in windows(stored, of.sight.now) {
        let said = of.sight.words.say(&window);
        pairs.lines.push(Line::Note(said));
    }
    pairs.lines
}

/// What can be done until when, and what comes by itself.
fn windows(stored: &Stored, now: Timestamp) -> Vec<Message> {
    let subscription = Subscription(&stored.resource);
    let state = subscription.state();
    let mut said = Vec::new();
    if state == State::Active {
        said.extend(cancelling(subscription, now));
        if let Some(until) = subscription.seats_until(now).filter(|until| now < *until)
            && subscription.is_license_based()
        {
            said.push(say!("window-seats", until = moment(until)));
        }
    }
    if state == State::Suspended {
        let since = subscription.suspended_since(stored.changed);
        if let Some(deletion) = subscription.deletion_after(since) {
            let (earliest, latest) = (day(deletion.earliest), day(deletion.latest));
            said.push(say!("window-deleted", earliest = earliest, latest = latest));
        }
    }
    said.extend(ending(subscription));
    if let Some(end) = subscription.term_is_over(now) {
        said.push(say!("window-over", day = day(end)));
    }
    said
}

/// What comes when the term ends, or has come.
fn ending(subscription: Subscription) -> Option<Message> {
    let state = subscription.state();
    match state {
        State::Active if subscription.0.flag("autoRenewEnabled") == Some(true) => None,
        State::Active | State::Suspended => {
            let end = subscription.term_end(state)?;
            let (on, deleted) = (day(end.on), day(end.deleted));
            Some(say!("window-term", day = on, deleted = deleted))
        }
        // Both ways lead to the same day: what expired was active, and what was suspended is disabled as long in all.
        State::Expired | State::Disabled => {
            let end = subscription.term_end(State::Active)?;
            Some(say!("window-gone", deleted = day(end.deleted)))
        }
        _ => None,
    }
}

fn cancelling(subscription: Subscription, now: Timestamp) -> Option<Message> {
    Some(match subscription.cancelling(now) {
        Cancelling::AtOnce {
            refunded_until: Some(until),
        } if subscription.is_marketplace() => say!("window-credit", until = moment(until)),
        Cancelling::AtOnce {
            refunded_until: Some(until),
        } => say!("window-cancel", until = moment(until)),
        Cancelling::AtOnce {
            refunded_until: None,
        } => return None,
        Cancelling::AtRenewal(Some(end)) => say!("window-at-renewal", day = day(end)),
        Cancelling::AtRenewal(None) => return None,
        Cancelling::TooLate(closed) => say!("window-closed", closed = moment(closed)),
    })
}

struct Pairs<'a> {
    sight: &'a Sight<'a>,
    lines: Vec<Line>,
}

impl Pairs<'_> {
    fn add(&mut self, label: &str, text: String) {
        if !text.is_empty() {
            let label = format!("  {}", self.sight.words.text(label));
            self.lines.push(Line::pair(label, text));
        }
    }
}

fn offer(resource: &Resource, sight: &Sight) -> String {
    let parts = [
        resource.text_or_empty("offerName"),
        resource.text_or_empty("offerId"),
    ];
    joined(parts, sight)
}

fn billing(resource: &Resource, sight: &Sight) -> String {
    let parts = [
        resource.text_or_empty("billingType"),
        resource.text_or_empty("billingCycle"),
    ];
    joined(parts, sight)
}

fn joined(parts: [&str; 2], sight: &Sight) -> String {
    let given: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    sight.words.joined(&given)
}

fn quantity(resource: &Resource, sight: &Sight) -> String {
    let Some(number) = resource.number("quantity") else {
        return String::new();
    };
    let unit = resource.text_or_empty("unitType");
    format!("{} {unit}", sight.words.number(number))
        .trim_end()
        .to_owned()
}

fn start(resource: &Resource, sight: &Sight) -> String {
    let subscription = Subscription(resource);
    let start = subscription.date("effectiveStartDate");
    let start = start.or_else(|| subscription.date("creationDate"));
    start.map_or_else(String::new, |at| {
        sight.words.date(at, &jiff::tz::TimeZone::UTC)
    })
}

/// The day the term ends.
pub(super) fn end(resource: &Resource, sight: &Sight) -> String {
    match Subscription(resource).term_end_date() {
        EndDate::None => String::new(),
        EndDate::Never => sight.words.text("subscription-never"),
        EndDate::On(end) => sight.words.date(end, &jiff::tz::TimeZone::UTC),
        EndDate::Unread(text) => text.to_owned(),
    }
}

fn renewal(resource: &Resource, sight: &Sight) -> String {
    match resource.flag("autoRenewEnabled") {
        Some(true) => sight.words.text("subscription-renews"),
        Some(false) => sight.words.text("subscription-ends"),
        None => String::new(),
    }
}

fn list(resource: &Resource, path: &str) -> String {
    let all: Vec<&str> = resource
        .list(path)
        .iter()
        .filter_map(Value::as_str)
        .collect();
    all.join(", ")
}

/// The refund options as they came: their kind, and until when.
fn refunds(resource: &Resource, sight: &Sight) -> String {
    let one = |option: &Value| match option {
        Value::String(text) => text.clone(),
        other => {
            let member = |name: &str| other.get(name).and_then(Value::as_str).unwrap_or_default();
            joined([member("type"), member("expiresAt")], sight)
        }
    };
    let all: Vec<String> = resource.list("refundOptions").iter().map(one).collect();
    all.join(", ")
}

/// The base of an add-on by its name; by its ID where the book does not have it.
fn base(resource: &Resource, of: &Of) -> String {
    let Some(parent) = Subscription(resource).parent() else {
        return String::new();
    };
    let id = parent.to_ascii_lowercase();
    let mut all = of.account.subscriptions.iter();
    let base = all.find(|stored| stored.key.id == id);
    base.map_or(parent, |base| Subscription(&base.resource).name())
        .to_owned()
}

/// A day as plans name it, in UTC.
fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// A minute as plans name it, in UTC.
fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
