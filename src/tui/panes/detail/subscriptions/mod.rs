//! The subscriptions section: what it is, its state, how many, until when; folded open every field. Add-ons stand under
//! their base. What can be done with it stands in [`menu`].

mod menu;
mod unfolded;

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use crate::account::record::Stored;
use crate::account::resource::Resource;
use crate::account::subscription::Subscription;
use crate::say;
use crate::tui::action::Action;
use crate::tui::menus::Menu;
use crate::tui::message_line::Tone;
use crate::tui::pane::{Cx, Offer, Reaction, Remark, Sight};
use crate::tui::theme::Ink;

use super::part::{Of, Part, Row};
use super::view::{Cell, Line, Shares};

const SHARES: Shares = [52, 16, 11, 21];

/// The subscriptions, each by its ID: which are folded open, which are marked.
#[derive(Default)]
pub(super) struct SubscriptionsPart {
    open: HashSet<String>,
    marked: HashSet<String>,
}

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
        let Some((stored, is_add_on)) = self.at(at, of) else {
            let nothing = sight.words.text("detail-no-subscriptions");
            return Row::new(vec![Line::Text(nothing, Ink::Faint)]);
        };
        let mut lines = vec![line(&stored.resource, is_add_on, sight)];
        if self.open.contains(&stored.key.id) {
            lines.extend(unfolded::lines(stored, of));
        } else {
            lines.extend(note(&stored.resource, stored.changed, sight).map(Line::Note));
        }
        Row {
            lines,
            is_marked: self.marked.contains(&stored.key.id),
        }
    }

    fn menu(&self, at: usize, of: &Of) -> Option<Menu> {
        let row = self.at(at, of).map(|(stored, _)| stored);
        Some(menu::menu(row, &self.marked_in(of), of))
    }

    fn offers(&self, action: Action, of: &Of) -> Offer {
        match action {
            Action::Mark | Action::Expand if !of.account.subscriptions.is_empty() => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, at: usize, of: &Of, _cx: &mut Cx) -> Option<Reaction> {
        if action == Action::Back {
            let had_marks = !self.marked.is_empty();
            self.marked.clear();
            return had_marks.then_some(Reaction::Redraw);
        }
        let chosen = match action {
            Action::Mark => &mut self.marked,
            Action::Expand => &mut self.open,
            _ => return None,
        };
        let Some((stored, _)) = ordered(of).get(at).copied() else {
            return Some(Reaction::Nothing);
        };
        if !chosen.remove(&stored.key.id) {
            chosen.insert(stored.key.id.clone());
        }
        Some(Reaction::Redraw)
    }

    fn remark(&self) -> Option<Remark> {
        let marked = self.marked.len();
        (marked > 0).then(|| Remark {
            tone: Tone::Note,
            message: say!("subscriptions-marked", n = marked),
        })
    }
}

impl SubscriptionsPart {
    /// The subscription of a row, and whether it stands under its base.
    fn at<'a>(&self, at: usize, of: &Of<'a>) -> Option<(&'a Stored, bool)> {
        ordered(of).get(at).copied()
    }

    /// Those that are marked and still there, in the order of the rows.
    fn marked_in<'a>(&self, of: &Of<'a>) -> Vec<&'a Stored> {
        let all = ordered(of).into_iter().map(|(stored, _)| stored);
        all.filter(|stored| self.marked.contains(&stored.key.id))
            .collect()
    }
}

/// The subscriptions with add-ons under their base, and whether they stand there. An add-on whose base the book does not
/// have stands by itself.
fn ordered<'a>(of: &Of<'a>) -> Vec<(&'a Stored, bool)> {
    let all = &of.account.subscriptions;
    let ids: HashSet<&str> = all.iter().map(|stored| stored.key.id.as_str()).collect();
    let mut add_ons: HashMap<String, Vec<&Stored>> = HashMap::new();
    let mut bases = Vec::new();
    for stored in all {
        let parent = Subscription(&stored.resource).parent();
        let parent = parent.map(str::to_ascii_lowercase);
        match parent.filter(|parent| ids.contains(parent.as_str())) {
            Some(parent) => add_ons.entry(parent).or_default().push(stored),
            None => bases.push(stored),
        }
    }
    let mut rows = Vec::with_capacity(all.len());
    for base in bases {
        rows.push((base, false));
        under(base, &mut add_ons, &mut rows);
    }
    // What points at itself in a circle stands under no base: it is shown all the same.
    for stored in all {
        if let Some(left) = add_ons.remove(&stored.key.id) {
            rows.extend(left.into_iter().map(|one| (one, false)));
        }
    }
    rows
}

fn under<'a>(
    base: &Stored,
    add_ons: &mut HashMap<String, Vec<&'a Stored>>,
    rows: &mut Vec<(&'a Stored, bool)>,
) {
    for add_on in add_ons.remove(&base.key.id).unwrap_or_default() {
        rows.push((add_on, true));
        under(add_on, add_ons, rows);
    }
}

fn line(resource: &Resource, is_add_on: bool, sight: &Sight) -> Line {
    let subscription = Subscription(resource);
    let is_active = subscription.is("active");
    let quantity = resource.number("quantity");
    let name = match is_add_on {
        true => format!("+ {}", subscription.name()),
        false => subscription.name().to_owned(),
    };
    Line::cells(
        SHARES,
        [
            Cell::new(name, Ink::Plain),
            Cell::new(
                state(subscription, sight),
                if is_active { Ink::Plain } else { Ink::Strong },
            ),
            Cell::number(quantity.map_or_else(String::new, |n| sight.words.number(n))),
            Cell::new(unfolded::end(resource, sight), Ink::Plain),
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
    (!parts.is_empty()).then(|| sight.words.joined(&parts))
}
