//! What came of it for each user: what was given and taken, and who was as wished already.

use std::cell::Cell;

use ratatui::layout::Rect;

use crate::account::license::SkuView;
use crate::account::license_box::{Choice, ProductBox};
use crate::account::problem::Message;
use crate::operations::{Outcome, Report};
use crate::say;
use crate::tui::action::Action;
use crate::tui::pane::Sight;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::wrap::wrapped;
use crate::tui::workers::Chosen;

use super::choosing::{Choosing, Touched};

/// What came of it.
pub(super) struct Told {
    users: Vec<OneTold>,
    scroll: Scroll,
    /// How many lines were drawn last.
    lines: Cell<usize>,
}

struct OneTold {
    name: String,
    what: Vec<Message>,
}

impl Told {
    pub(super) fn of(choosing: &Choosing, report: &Report) -> Self {
        let users = choosing.basis.users.iter().map(|user| {
            let mut items = report.plan.items.iter();
            let item = items.find(|item| item.id.as_deref() == Some(&user.id));
            let is_changed = item.is_some_and(|item| item.outcome == Outcome::Changed);
            let name = match user.name.as_str() {
                "" => user.sign_in_name.clone(),
                name => name.to_owned(),
            };
            OneTold {
                name,
                what: what(choosing, user, is_changed),
            }
        });
        Self {
            users: users.collect(),
            scroll: Scroll::default(),
            lines: Cell::new(0),
        }
    }

    pub(super) fn go(&mut self, action: Action, area: Rect) -> bool {
        let page = usize::from(area.height);
        self.scroll.go(action, self.lines.get(), page)
    }

    pub(super) fn draw(&self, pen: &mut Pen, sight: &Sight) {
        let mut lines: Vec<(u16, String, Ink)> = Vec::new();
        lines.push((1, sight.words.text("licenses-updated"), Ink::Strong));
        for user in &self.users {
            lines.push((1, user.name.clone(), Ink::Plain));
            for message in &user.what {
                let text = sight.words.say(message);
                let parts = wrapped(&text, pen.width().saturating_sub(5));
                lines.extend(parts.into_iter().map(|part| (4, part, Ink::Faint)));
            }
        }
        self.lines.set(lines.len());
        let page = usize::from(pen.height());
        let top = self.scroll.top(lines.len(), page);
        for (y, (x, text, ink)) in (0..).zip(lines.iter().skip(top).take(page)) {
            pen.text(*x, y, text, *ink);
        }
    }
}

fn what(choosing: &Choosing, user: &Chosen, is_changed: bool) -> Vec<Message> {
    if !is_changed {
        return vec![say!("licenses-told-nothing")];
    }
    let told = |(one, touched): (&ProductBox, &Touched)| {
        let product = SkuView(&one.product).name();
        let has = one.assigned.contains(&user.sign_in_name);
        match (touched.choice, has) {
            (Choice::Assign, false) => Some(say!("licenses-told-given", product = product)),
            (Choice::Revoke, true) => Some(say!("licenses-told-taken", product = product)),
            (_, true) if touched.plans.iter().any(|plan| *plan != Choice::Untouched) => {
                Some(say!("licenses-told-plans", product = product))
            }
            _ => None,
        }
    };
    choosing.boxes().filter_map(told).collect()
}
