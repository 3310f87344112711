//! Update account info: the billing profile, and what is ours (tags, notes, alias). operations.md section 5. The company
//! profile belongs to the customer's tenant and is not changed here.

mod edit;
mod from_resource;

pub use edit::Edit;

use crate::account::billing::Field;
use crate::account::check::{Context, check_all};
use crate::account::country::countries;
use crate::account::customer::CustomerView;
use crate::account::entry::Summary;
use crate::account::problem::{Message, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Version};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::say;

use super::{Conflict, Desk, Failure, Item, Operation, Outcome, Plan};

/// Changes an account.
#[derive(Debug, Clone)]
pub struct UpdateAccount {
    /// Whose.
    pub customer: CustomerId,
    /// What.
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
        let key = RecordKey::new(&self.customer, Kind::Customer, self.customer.as_str());
        let Some(stored) = desk.store().get(&key)? else {
            let asked = self.customer.to_string();
            return Err(Failure::NotFound("thing-customer", asked));
        };
        let mut after = stored.resource.clone();
        for edit in &self.set {
            edit.write(&mut after);
        }
        if self
            .if_match
            .is_some_and(|version| version != stored.version)
        {
            return Err(Failure::Conflict(Box::new(Conflict {
                key,
                base: None,
                mine: Some(after),
                theirs: Some((stored.resource, stored.version)),
            })));
        }
        let changed = changed_fields(&stored.resource, &after);
        let partner = desk.partner()?;
        let context = Context {
            countries: countries(),
            cloud: desk.cloud(),
            partner: &partner,
            is_new: false,
        };
        let verdict = check_all(&after, &context);
        let (refused, mut odd): (Vec<Problem>, Vec<Problem>) = verdict
            .problems
            .into_iter()
            .partition(|problem| changed.iter().any(|f| problem.field() == Some(f.path)));
        if !refused.is_empty() {
            return Err(Failure::Problems(refused));
        }
        let mut plan = Plan::new("update_account", CustomerView(&stored.resource).name());
        plan.customer = Some(self.customer.clone());
        plan.warnings = verdict.warnings;
        plan.warnings.append(&mut odd);
        plan.steps = changed
            .iter()
            .map(|field| step(field, &stored.resource, &after))
            .collect();
        plan.items = vec![Item {
            line: None,
            id: Some(self.customer.to_string()),
            outcome: if changed.is_empty() {
                Outcome::Unchanged
            } else {
                Outcome::Changed
            },
            problems: Vec::new(),
        }];
        if changed.is_empty() {
            plan.summary = Summary {
                unchanged: 1,
                ..Summary::default()
            };
            return Ok(plan);
        }
        plan.summary = Summary {
            changed: 1,
            ..Summary::default()
        };
        plan.changes = vec![Change {
            key,
            expect: Expect::Version(stored.version),
            after: Some(after),
        }];
        Ok(plan)
    }
}

fn changed_fields(before: &Resource, after: &Resource) -> Vec<&'static Field> {
    let differs = |field: &&Field| before.get(field.member()) != after.get(field.member());
    crate::account::billing::FIELDS
        .iter()
        .filter(differs)
        .collect()
}

fn step(field: &Field, before: &Resource, after: &Resource) -> Message {
    let shown = |resource: &Resource| match resource.get(field.member()) {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    say!(
        "step-field-changes",
        field = Message::new(field.label),
        old = shown(before),
        new = shown(after)
    )
}
