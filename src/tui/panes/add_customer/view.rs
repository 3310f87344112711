//! How the form of a new customer looks, and what is shown once it is there.

use crate::tui::pane::Sight;
use crate::tui::panes::telling::paragraph;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;

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
        Stage::Created(created) => created.draw(pen, sight),
    }
}
