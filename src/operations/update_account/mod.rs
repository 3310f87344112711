//! Update account info: the billing profile, and what is ours (tags, notes, alias). operations.md section 5. The company
//! profile belongs to the customer's tenant and is not changed here. [`Edit`] is what an operator wishes, [`Merge`] what is
//! to be chosen when somebody else was faster.

mod difference;
mod edit;
mod from_resource;
mod grant;
mod merge;

pub use edit::Edit;
pub use merge::{FieldConflict, Merge, Side};

use crate::account::billing::Field;
use crate::account::customer::CustomerView;
use crate::account::problem::Problem;
use crate::account::record::{Change, CustomerId, Expect, RecordKey, Stored, Version};
use crate::account::resource::Resource;
use crate::account::task::Task;

use super::{Conflict, Desk, Failure, Item, Operation, Outcome, Plan};
use difference::Difference;
use grant::{Granted, grant};

/// Changes an account.
#[derive(Debug, Clone)]
pub struct UpdateAccount {
    /// Whose.
    pub customer: CustomerId,
    /// What. The last wish about a field counts.
    pub set: Vec<Edit>,
    /// The version that the operator looked at; another one in the book is a conflict.
    pub if_match: Option<Version>,
}

impl Operation for UpdateAccount {
    fn task(&self) -> Task {
        Task::UpdateAccount
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        if self.set.iter().any(Edit::touches_tags) {
            desk.may(Task::TagCustomers)?;
        }
        let key = RecordKey::customer(&self.customer);
        let Some(stored) = desk.store().get(&key)? else {
            let asked = self.customer.to_string();
            return Err(Failure::NotFound("thing-customer", asked));
        };
        if let Some(version) = self.if_match.filter(|version| *version != stored.version) {
            return Err(self.conflict(desk, stored, version)?);
        }
        let laid = lay_over(desk, &stored.resource, &self.set)?;
        let mut plan = Plan::new("update_account", CustomerView(&stored.resource).name());
        plan.customer = Some(self.customer.clone());
        plan.warnings = laid.warnings;
        if laid.changed.is_empty() {
            plan.summary.unchanged = 1;
            plan.items = vec![self.item(Outcome::Unchanged)];
            return Ok(plan);
        }
        let difference = Difference::between(&stored.resource, &laid.account);
        plan.steps = difference.steps();
        plan.consequences = difference.consequences();
        plan.summary.changed = 1;
        plan.items = vec![self.item(Outcome::Changed)];
        plan.changes = vec![Change {
            key,
            expect: Expect::Version(stored.version),
            after: Some(laid.account),
        }];
        Ok(plan)
    }
}

impl UpdateAccount {
    fn item(&self, outcome: Outcome) -> Item {
        Item {
            line: None,
            id: Some(self.customer.to_string()),
            outcome,
            problems: Vec::new(),
        }
    }

    /// Mine is what the operator looked at with the wishes granted; where the history does not tell it any more, what
    /// stands there now with the wishes granted.
    fn conflict(&self, desk: &Desk, theirs: Stored, version: Version) -> Result<Failure, Failure> {
        let base = desk.as_it_was(&theirs.key, version)?;
        let mine = grant(&self.set, base.as_ref().unwrap_or(&theirs.resource)).account;
        Ok(Failure::Conflict(Box::new(Conflict {
            key: theirs.key,
            base,
            mine: Some(mine),
            theirs: Some((theirs.resource, theirs.version)),
        })))
    }
}

/// An account with an operator's wishes laid over it.
pub(super) struct Laid {
    /// What it says then.
    pub(super) account: Resource,
    /// Which fields say something else.
    pub(super) changed: Vec<&'static Field>,
    /// What is doubtful and allowed.
    pub(super) warnings: Vec<Problem>,
}

/// Grants wishes about an account and lets the rules judge what changes by them. Imports of tables go the same way.
///
/// # Errors
/// [`Failure::Problems`] with everything that is refused.
pub(super) fn lay_over(desk: &Desk, before: &Resource, set: &[Edit]) -> Result<Laid, Failure> {
    let Granted {
        account,
        mut warnings,
    } = grant(set, before);
    let difference = Difference::between(before, &account);
    if !difference.fields.is_empty() {
        let partner = desk.partner()?;
        let verdict = difference.judged(&desk.context(&partner, false));
        if !verdict.is_allowed() {
            return Err(Failure::Problems(verdict.problems));
        }
        warnings.extend(verdict.warnings);
        warnings.extend(difference.notices());
    }
    let changed = difference.fields;
    Ok(Laid {
        account,
        changed,
        warnings,
    })
}
