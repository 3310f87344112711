//! Draws one account.

use crate::tui::pane::Sight;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;

use super::DetailPane;

/// The account's name, as the list shows it.
pub(super) fn name(detail: &DetailPane) -> String {
    let Some(account) = &detail.account else {
        return String::new();
    };
    let resource = &account.customer.resource;
    let billing = resource.text("billingProfile.companyName");
    billing
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| resource.text_or_empty("companyProfile.companyName"))
        .to_owned()
}

pub(super) fn draw(detail: &DetailPane, pen: &mut Pen, _sight: &Sight) {
    pen.text(1, 0, &name(detail), Ink::Strong);
    if let Some(id) = &detail.shown {
        pen.text(1, 2, id.as_str(), Ink::Plain);
    }
}
