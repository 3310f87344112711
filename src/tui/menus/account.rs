//! The menu of a whole account, in the list and in the account itself.

use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::say;
use crate::tui::action::Action;
use crate::tui::sheets::agreement::{ConfirmSheet, QualifySheet};
use crate::tui::sheets::subscriptions::BuySheet;

use super::{Chore, Menu};

/// What the menu of an account must know of it.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub name: String,
    /// The relation as on the wire: `reseller`, `none`.
    pub relationship: String,
}

/// The menu of an account. To add a line: what it does, what it needs, what it opens.
pub fn account(of: &Whole) -> Menu {
    let buying = BuySheet {
        customer: of.customer.clone(),
        about: of.name.clone(),
        base: None,
    };
    let confirm = ConfirmSheet {
        customer: of.customer.clone(),
        about: of.name.clone(),
    };
    let qualify = QualifySheet {
        customer: of.customer.clone(),
        about: of.name.clone(),
    };
    let chores = vec![
        Chore::does(Action::Edit),
        Chore::does(Action::ManyUsers),
        Chore::sheet(say!("chore-buy"), Task::BuySubscriptions, buying),
        Chore::sheet(say!("chore-confirm"), Task::ConfirmAgreement, confirm),
        Chore::sheet(say!("chore-qualify"), Task::SetQualification, qualify),
        Chore::does(Action::Transfer),
        Chore::does(Action::RemoveRelationship),
        Chore::does(Action::CopyId),
        Chore::does(Action::BookActivity),
    ];
    Menu {
        title: of.name.clone(),
        chores,
    }
}
