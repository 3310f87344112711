//! Update account info: the billing profile, and what is ours (tags, notes, alias). operations.md section 5. The company
//! profile belongs to the customer's tenant and is not changed here. [`Edit`] is what an operator wishes, [`Merge`] what is
//! to be chosen when somebody else was faster.

mod edit;
mod from_resource;
mod grant;
mod merge;

pub use edit::Edit;
pub use merge::{FieldConflict, Merge, Side};

use crate::account::billing::{COMPANY_NAME, COUNTRY, Control, FIELDS, Field, TAGS};
use crate::account::check::check_all;
use crate::account::country::{Country, countries};
use crate::account::customer::CustomerView;
use crate::account::problem::{Arg, Code, Message, Problem};
use crate::account::record::{Change, CustomerId, Expect, RecordKey, Stored, Version};
use crate::account::relationship::Relationship;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::verdict::Verdict;
use crate::say;

use super::{Conflict, Desk, Failure, Item, Operation, Outcome, Plan};
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
        let Some(before) = desk.store().get(&key)? else {
            let asked = self.customer.to_string();
            return Err(Failure::NotFound("thing-customer", asked));
        };
        if let Some(version) = self.if_match.filter(|version| *version != before.version) {
            return Err(self.conflict(desk, before, version)?);
        }
        let laid = lay_over(desk, &before.resource, &self.set)?;
        let mut plan = Plan::new("update_account", CustomerView(&before.resource).name());
        plan.customer = Some(self.customer.clone());
        plan.warnings = laid.warnings;
        if laid.changed.is_empty() {
            plan.summary.unchanged = 1;
            plan.items = vec![self.item(Outcome::Unchanged)];
            return Ok(plan);
        }
        plan.steps = steps(&before.resource, &laid.account, &laid.changed);
        plan.consequences = consequences(&before.resource, &laid.account, &laid.changed);
        plan.summary.changed = 1;
        plan.items = vec![self.item(Outcome::Changed)];
        plan.changes = vec![Change {
            key,
            expect: Expect::Version(before.version),
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
    let granted = grant(set, before);
    let changed = changed_fields(before, &granted.account);
    let mut warnings = granted.warnings.clone();
    if !changed.is_empty() {
        warnings.extend(judged(desk, before, &granted, &changed)?);
        warnings.extend(told_before(before, &granted.account, &changed));
    }
    Ok(Laid {
        account: granted.account,
        changed,
        warnings,
    })
}

fn changed_fields(before: &Resource, after: &Resource) -> Vec<&'static Field> {
    let differs = |field: &&Field| before.get(field.member()) != after.get(field.member());
    FIELDS.iter().filter(differs).collect()
}

/// What the rules say to what was changed and what hangs on it; the warnings, when nothing is refused. An odd value that
/// came from the service and is not touched is no more than a warning.
fn judged(
    desk: &Desk,
    before: &Resource,
    granted: &Granted,
    changed: &[&Field],
) -> Result<Vec<Problem>, Failure> {
    let partner = desk.partner()?;
    let context = desk.context(&partner, false);
    let Verdict { problems, warnings } = check_all(&granted.account, &context);
    let judges = |problem: &Problem| hangs_on(problem.field().unwrap_or_default(), changed);
    let (refused, odd): (Vec<Problem>, Vec<Problem>) = problems.into_iter().partition(judges);
    if !refused.is_empty() {
        return Err(Failure::Problems(refused));
    }
    let mut told: Vec<Problem> = warnings.into_iter().filter(|w| judges(w)).collect();
    if before
        .get("billingProfile")
        .is_some_and(|profile| profile.is_object())
    {
        told.extend(odd);
    } else if changed
        .iter()
        .any(|field| field.path.starts_with("billingProfile."))
    {
        // A row of the customers' list has no billing profile: the service may know the rest.
        told.push(Problem::new(Code::Notice, say!("notice-profile-not-known")));
    }
    Ok(told)
}

/// Whether a field was changed, or what it may say hangs on one that was: on the country most of the address does.
fn hangs_on(path: &str, changed: &[&Field]) -> bool {
    let country_changed = changed.iter().any(|field| field.path == COUNTRY);
    let of_country = |field: &Field| {
        matches!(
            field.control,
            Control::State
                | Control::PostalCode
                | Control::Phone
                | Control::Culture
                | Control::Language
        )
    };
    let Some(field) = FIELDS.iter().find(|field| field.path == path) else {
        return true;
    };
    changed.iter().any(|changed| changed.path == path) || (country_changed && of_country(field))
}

/// What the operator should know before, whatever the rules say.
fn told_before(before: &Resource, after: &Resource, changed: &[&Field]) -> Vec<Problem> {
    let mut told = Vec::new();
    let has = |path: &str| changed.iter().any(|field| field.path == path);
    if has(COUNTRY) && !before.text_or_empty(COUNTRY).is_empty() {
        let message = say!("notice-country-changes");
        told.push(
            Problem::of_field(COUNTRY, Code::Notice, message).found(after.text_or_empty(COUNTRY)),
        );
    }
    let relationship = CustomerView(after).relationship();
    let of_service = changed.iter().any(|field| field.member() == field.path);
    if of_service && relationship.eq_ignore_ascii_case(Relationship::None.wire()) {
        told.push(Problem::new(Code::Notice, say!("notice-no-relationship")));
    }
    if has(TAGS) && !relationship.eq_ignore_ascii_case(Relationship::Reseller.wire()) {
        told.push(Problem::of_field(
            TAGS,
            Code::Notice,
            say!("notice-tags-need-reseller"),
        ));
    }
    told
}

fn steps(before: &Resource, after: &Resource, changed: &[&Field]) -> Vec<Message> {
    let step = |field: &&Field| {
        let name = Message::new(field.label);
        let (old, new) = (shown(field, before), shown(field, after));
        match (old.is_empty(), new.is_empty()) {
            _ if field.control == Control::Notes => say!("step-notes-change"),
            (true, _) => say!("step-field-is-filled", field = name, new = new),
            (_, true) => say!("step-field-is-cleared", field = name, old = old),
            _ => say!("step-field-changes", field = name, old = old, new = new),
        }
    };
    changed.iter().map(step).collect()
}

fn shown(field: &Field, account: &Resource) -> String {
    if field.control == Control::Tags {
        return CustomerView(account).tags().join(", ");
    }
    match account.get(field.member()) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn consequences(before: &Resource, after: &Resource, changed: &[&Field]) -> Vec<Message> {
    let mut told = Vec::new();
    if changed.iter().any(|field| field.path == COMPANY_NAME) {
        told.push(say!("consequence-name-in-list-only"));
    }
    let known = |account: &Resource| countries().find(account.text_or_empty(COUNTRY));
    if let (Some(old), Some(new)) = (known(before), known(after))
        && old.code != new.code
    {
        told.push(say!(
            "consequence-country",
            old = old.arg(),
            new = new.arg(),
            old_money = money(old),
            new_money = money(new)
        ));
    }
    told
}

/// What is paid in there.
fn money(country: &Country) -> Arg {
    let markets = country.csp.markets.iter();
    let currencies = markets.filter_map(|market| market.currency.as_deref());
    let currencies: Vec<&str> = currencies.collect();
    if currencies.is_empty() {
        return Arg::from("–");
    }
    Arg::from(currencies)
}
