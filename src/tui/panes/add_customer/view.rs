//! How the form of a new customer looks, and what is shown once it is there.

use secrecy::ExposeSecret;

use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::Sight;
use crate::tui::panes::telling::paragraph;
use crate::tui::theme::Ink;
use crate::tui::widgets::Focus;
use crate::tui::widgets::pen::{Pen, columns};

use super::created::{Created, Kept};
use super::{AddCustomerPane, Stage};

pub(super) fn draw(pane: &AddCustomerPane, pen: &mut Pen, sight: &Sight) {
    match &pane.stage {
        Stage::Opening => {
            pen.text(3, 0, &sight.words.text("form-opening"), Ink::Faint);
        }
        Stage::Without(why) => {
            paragraph(pen, 2, 0, why, Ink::Plain, sight);
        }
        Stage::Filling(form) => {
            let nothing = sight.words.text("form-nothing-fits");
            form.form.draw(pen, &nothing);
        }
        Stage::Created(created) => draw_created(created, pen, sight),
    }
}

fn draw_created(created: &Created, pen: &mut Pen, sight: &Sight) {
    let facts = [
        ("field-company-name", created.name.as_str()),
        ("column-id", created.customer.as_str()),
        ("add-sign-in-name", created.sign_in_name.as_str()),
        ("add-first-password", created.password.expose_secret()),
    ];
    let labels = facts.map(|(label, _)| columns(&sight.words.text(label)));
    let labels = labels.into_iter().max().unwrap_or(0).min(pen.width() / 2);
    // On a low screen what is shown only once is what must be seen.
    let skipped = facts.len().saturating_sub(pen.height().into());
    for (y, (label, value)) in (0..).zip(facts.into_iter().skip(skipped)) {
        pen.text_in(2, y, labels, &sight.words.text(label), Ink::Faint);
        pen.text(2 + labels + 2, y, value, Ink::Strong);
    }
    let y = match &created.place {
        Kept::In(path) => {
            let kept = say!("add-password-kept", path = path);
            paragraph(pen, 2, 5, &kept, Ink::Plain, sight)
        }
        Kept::Sealed => {
            let key = sight.key(Place::HandOver, Action::SavePasswords);
            let once = say!("add-password-once", key = key);
            paragraph(pen, 2, 5, &once, Ink::Plain, sight)
        }
    };
    if let Some(asks) = &created.asks {
        let end = pen.text(2, y + 1, &sight.words.text("passwords-save-to"), Ink::Here);
        let room = pen.width().saturating_sub(end + 2);
        asks.input.draw(pen, end + 2, y + 1, room, Focus::Here);
        let list = ratatui::layout::Rect::new(end, y + 2, room + 2, asks.input.lines());
        asks.input.draw_list(&mut pen.part(list));
    }
}
