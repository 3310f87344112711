//! Forms that were begun and not saved: found by the words that were kept of them.

use crate::account::customer::CustomerView;
use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::operations::Desk;
use crate::say;
use crate::tui::drafts::{Draft, Drafts};
use crate::tui::pane::Opening;
use crate::tui::panes::add_customer::AddCustomerPane;
use crate::tui::panes::edit::EditPane;
use crate::tui::panes::kept::KeptWords;
use crate::tui::sheets::KeptSheet;

/// A form with words that were kept.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The name under which they are kept.
    pub name: String,
    /// Whose account it is, or what was to be done.
    pub what: Message,
    /// What shows it again.
    pub opening: Opening,
}

/// All of them, in the order of their names.
pub(super) fn begun(desk: &Desk, drafts: &Drafts) -> Vec<Begun> {
    drafts.clear_halves();
    let all = drafts.all().into_iter();
    all.filter_map(|draft| of(desk, draft)).collect()
}

/// A form of an account that is not there any more has nothing to go on with, and a sheet that can't be told can't be
/// shown. Their words stay, should either come back.
fn of(desk: &Desk, draft: Draft) -> Option<Begun> {
    let (what, opening) = if draft.name == AddCustomerPane::DRAFT {
        (say!("begun-new-customer"), Opening::AddCustomer)
    } else if let Some(id) = draft.name.strip_prefix(EditPane::DRAFT) {
        let id = CustomerId::new(id);
        let customer = desk.customer(&id).ok()?;
        let name = CustomerView(&customer.resource).name().to_owned();
        (say!("begun-account", name = name), Opening::Edit(id))
    } else {
        let kept = draft.words.get(KeptWords::SHEET)?;
        let sheet = KeptSheet::opened(serde_json::from_value(kept.clone()).ok()?);
        let what = match sheet.about() {
            "" => sheet.title(),
            name => say!("begun-sheet", name = name, what = sheet.title()),
        };
        (what, Opening::Sheet(sheet))
    };
    Some(Begun {
        name: draft.name,
        what,
        opening,
    })
}
