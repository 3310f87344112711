//! The transfers section: which way, with whom, where it is, whom it waits for; folded open the track of events, the
//! items, both IDs. What can be done with it stands in [`menu`].

mod menu;
mod unfolded;

use std::collections::HashSet;

use crate::account::record::CustomerId;
use crate::account::transfer::machine::Way;
use crate::operations::switch_partner::Standing;
use crate::say;
use crate::tui::action::Action;
use crate::tui::menus::Menu;
use crate::tui::pane::{Cx, Offer, Reaction};
use crate::tui::theme::Ink;
use crate::tui::workers::{FormFile, Number, OnDisk, Outcome, Read};

use super::Asked;
use super::part::{Of, Part, Row};
use super::view::{Cell, Line, Shares};

const SHARES: Shares = [20, 36, 22, 22];

/// The transfers of an account: what waits for us first.
#[derive(Default)]
pub(super) struct TransfersPart {
    asked: Asked<Vec<Standing>>,
    open: HashSet<String>,
    writing: Option<Number>,
}

impl Part for TransfersPart {
    fn ask(&mut self, customer: &CustomerId, cx: &mut Cx) {
        self.asked.number = Some(cx.out.read(Read::Transfers(customer.clone())));
    }

    fn awaits(&self, number: Number) -> bool {
        self.asked.number == Some(number) || self.writing == Some(number)
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::Transfers(transfers) => self.asked.take(number, transfers, cx),
            Outcome::FormWritten(written) => {
                self.writing = None;
                match written {
                    Ok(path) => {
                        let file = path.display().to_string();
                        cx.line.note(say!("transfers-form-went", file = file));
                    }
                    Err(failure) => cx.line.refused(&failure),
                }
                Reaction::Redraw
            }
            _ => Reaction::Nothing,
        }
    }

    fn is_reading(&self) -> bool {
        self.asked.got.is_none()
    }

    fn heads(&self, of: &Of) -> Vec<Line> {
        if self.all().is_empty() {
            return Vec::new();
        }
        let head = |id| Cell::new(of.sight.words.text(id), Ink::Faint);
        vec![Line::cells(
            SHARES,
            [
                head("cli-column-way"),
                head("cli-column-status"),
                head("cli-column-waits-on"),
                head("cli-column-partner"),
            ],
        )]
    }

    fn rows(&self, _of: &Of) -> usize {
        self.all().len().max(1)
    }

    fn row(&self, at: usize, of: &Of) -> Row {
        let Some(one) = self.all().get(at) else {
            let nothing = of.sight.words.text("transfers-none");
            return Row::new(vec![Line::Text(nothing, Ink::Faint)]);
        };
        let mut lines = vec![line(one, of)];
        lines.extend(unfolded::note(one, of.sight).map(Line::Note));
        if self.open.contains(&one.stored.key.id) {
            lines.extend(unfolded::lines(one, of.sight));
        }
        Row::new(lines)
    }

    fn menu(&self, at: usize, of: &Of) -> Option<Menu> {
        Some(menu::menu(self.all().get(at), of))
    }

    fn offers(&self, action: Action, _of: &Of) -> Offer {
        let has_form = self.all().iter().any(|one| one.way == Way::Paper);
        match action {
            Action::Expand if !self.all().is_empty() => Offer::Yes,
            Action::WriteForm if has_form => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, at: usize, _of: &Of, cx: &mut Cx) -> Option<Reaction> {
        let one = self.asked.got.as_deref().unwrap_or_default().get(at);
        match action {
            Action::Expand => {
                let id = &one?.stored.key.id;
                if !self.open.remove(id) {
                    self.open.insert(id.clone());
                }
                Some(Reaction::Redraw)
            }
            Action::WriteForm => {
                let key = one?.key();
                let file = FormFile {
                    path: cx
                        .sight
                        .folders
                        .path(&format!("transfer-form-{}.txt", key.id)),
                    transfer: key,
                    language: cx.sight.words.language(),
                };
                self.writing = Some(cx.out.on_disk(OnDisk::Form(file)));
                Some(Reaction::Redraw)
            }
            _ => None,
        }
    }
}

impl TransfersPart {
    fn all(&self) -> &[Standing] {
        self.asked.got.as_deref().unwrap_or_default()
    }
}

fn line(one: &Standing, of: &Of) -> Line {
    let words = of.sight.words;
    let ink = match one.turn {
        None => Ink::Faint,
        Some(_) if one.waits_on_us() => Ink::Strong,
        Some(_) => Ink::Plain,
    };
    Line::cells(
        SHARES,
        [
            Cell::new(words.text(one.way.words()), ink),
            Cell::new(words.text(one.state.words()), ink),
            Cell::new(unfolded::waits_on(one, of.sight), ink),
            Cell::new(&one.partner, ink),
        ],
    )
}
