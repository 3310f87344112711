//! Add a customer: the account with every check that needs no service, in the order of operations.md section 2; for whom a
//! provider adds it, what it buys at once, that the agreement was accepted, a special qualification. One plan, one entry of
//! the history. [`record`] builds what the book keeps of the account, [`wanted`] reads what is asked for besides.

mod bought;
mod domains;
mod record;
mod reseller;
mod wanted;

use serde_json::Value;

use crate::account::billing::{
    COMPANY_NAME, COUNTRY, CULTURE, Control, DOMAIN, FIELDS, LANGUAGE, REGION, TAGS,
};
use crate::account::check::{check_all, kept};
use crate::account::country::{Country, countries};
use crate::account::customer::Ours;
use crate::account::entry::{Summary, Undo};
use crate::account::problem::{Arg, Message, Problem};
use crate::account::qualification::{Asked, QUALIFICATION, Qualification, check_country};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use crate::account::reseller::Reseller;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::{address, tags};
use crate::say;
use crate::store::{Guard, Secret};

use super::manage_subscriptions::has_agreement;
use super::passwords::generate;
use super::{Desk, Failure, Item, Operation, Outcome, Plan};
use super::{confirm_agreement, set_qualification};
use bought::Beside;
use wanted::{Wanted, within};

pub use domains::{domain_taken, twins};
pub use wanted::{AGREEMENT, RESELLER, SUBSCRIPTIONS};

/// Adds a customer.
#[derive(Debug, Clone)]
pub struct AddCustomer {
    /// The service's create request: company profile with the domain, billing profile; members in any case. Besides:
    /// [`RESELLER`], [`SUBSCRIPTIONS`], [`AGREEMENT`], and `qualification`.
    pub account: Resource,
}

impl Operation for AddCustomer {
    fn task(&self) -> Task {
        Task::AddCustomer
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let wanted = Wanted::of(&self.account);
        self.may(desk, &wanted)?;
        let partner = desk.partner()?;
        let (mut draft, mut warnings) = typed(&self.account);
        if !Ours::of(&draft).tags.is_empty() {
            desk.may(Task::TagCustomers)?;
        }
        let verdict = check_all(&draft, &desk.context(&partner, true));
        let mut problems = verdict.problems;
        let country = countries().find(draft.text_or_empty(COUNTRY));
        problems.extend(wanted.check(country, desk));
        let reseller = reseller::judge(desk, &draft, &partner)?;
        problems.extend(reseller.problem.clone());
        let domain = draft.text_or_empty(DOMAIN);
        if !problems
            .iter()
            .any(|problem| problem.field() == Some(DOMAIN))
        {
            problems.extend(domain_taken(desk, domain)?);
        }
        if !problems.is_empty() {
            return Err(Failure::Problems(problems));
        }
        warnings.extend(verdict.warnings);
        warnings.extend(twins(desk, &draft)?);
        warnings.extend(reseller.warning.clone());
        Wanted::take_out(&mut draft);
        let mut plan = planned(desk, draft.clone());
        plan.warnings = warnings;
        let partner_id = reseller.known.as_ref();
        let partner_id = partner_id
            .map(|one| one.mpn_id.as_str())
            .filter(|id| !id.is_empty());
        if let Some(known) = &reseller.known {
            plan.steps
                .push(say!("add-step-reseller", name = name_of(known)));
        }
        wanted.put(&mut plan, desk, &draft, partner_id)?;
        Ok(ended(plan))
    }
}

impl AddCustomer {
    /// Each part of the request needs its own right.
    fn may(&self, desk: &Desk, wanted: &Wanted) -> Result<(), Failure> {
        if reseller::named(&self.account).is_some() {
            desk.may(Task::AddCustomerForReseller)?;
        }
        bought::may(desk, &wanted.lines)?;
        if wanted.attestation.is_some() {
            desk.may(Task::ConfirmAgreement)?;
        }
        match &wanted.asked {
            Some(asked) => desk.may(task_of(asked)),
            None => Ok(()),
        }
    }
}

impl Wanted {
    /// Every problem of what is asked for besides the account.
    fn check(&self, country: Option<&Country>, desk: &Desk) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        problems.extend(bought::bad_names(&self.lines));
        if let Some(attestation) = &self.attestation {
            problems.extend(within(AGREEMENT, attestation.check(country, desk.now())));
        }
        if let Some(asked) = &self.asked {
            problems.extend(within(QUALIFICATION, asked.check()));
        }
        problems
    }

    /// Puts it into the plan of the account: the agreement and the qualification first, because purchases stand on them.
    fn put(
        &self,
        plan: &mut Plan,
        desk: &Desk,
        draft: &Resource,
        partner_id: Option<&str>,
    ) -> Result<(), Failure> {
        let customer = plan.customer.clone().unwrap_or_default();
        let country = countries().find(draft.text_or_empty(COUNTRY));
        let agreement = self.attestation.as_ref().map(|one| one.record(country));
        if let Some(record) = &agreement {
            attested(plan, &customer, record, draft);
        } else if has_agreement(desk.cloud()) {
            plan.consequences
                .push(say!("consequence-agreement-before-buying"));
        }
        let mut qualification = None;
        if let Some(asked) = &self.asked
            && let Some(which) = asked.which()
        {
            set_qualification::set(plan, desk, &customer, (asked, which, None))?;
            plan.warnings
                .extend(check_country(which, draft.text_or_empty(COUNTRY)));
            qualification = Some(asked.record(None, desk.now()));
        }
        let beside = Beside {
            agreement: agreement.as_ref(),
            qualification: qualification.as_ref(),
            partner_id,
        };
        bought::buy(plan, desk, (&customer, draft), &self.lines, &beside);
        if agreement.is_some() || !self.lines.is_empty() {
            plan.undo = Undo::Not("add-stays".to_owned());
        }
        Ok(())
    }
}

fn task_of(asked: &Asked) -> Task {
    let which = asked.which();
    which.map_or(Task::SetQualification, Qualification::task)
}

fn attested(plan: &mut Plan, customer: &CustomerId, record: &Resource, draft: &Resource) {
    let country = countries().find(draft.text_or_empty(COUNTRY));
    plan.steps.push(confirm_agreement::step(record));
    let culture = draft.text_or_empty(CULTURE);
    plan.consequences
        .push(confirm_agreement::text(country, culture));
    let (item, change) = confirm_agreement::added(customer, record.clone());
    plan.summary.added += 1;
    plan.items.push(item);
    plan.changes.push(change);
}

fn name_of(reseller: &Reseller) -> &str {
    match reseller.name.as_str() {
        "" => &reseller.id,
        name => name,
    }
}

/// A plan with blockers does nothing, and says so.
fn ended(mut plan: Plan) -> Plan {
    if !plan.blockers.is_empty() {
        plan.changes.clear();
        plan.secrets.clear();
        plan.guards.clear();
        plan.items.clear();
        plan.summary = Summary {
            refused: plan.blockers.len() as u64,
            ..Summary::default()
        };
    }
    plan
}

/// The request as it is kept: every field in its spelling, culture and language of the country where none is given; and
/// what was left out of it.
fn typed(request: &Resource) -> (Resource, Vec<Problem>) {
    let countries = countries();
    let country = countries.find(request.text_or_empty(COUNTRY));
    let mut draft = request.clone();
    let mut warnings = record::leave_out(&mut draft);
    for field in FIELDS.iter().filter(|field| field.control != Control::Tags) {
        if let Some(text) = draft.text(field.member()) {
            let kept = kept(field, text, country, countries);
            draft.set(field.member(), kept);
        }
    }
    let mut ours = Ours::of(&draft);
    ours.tags = tags::once_each(ours.tags);
    ours.write(&mut draft);
    if let Some(country) = country {
        fill_in(&mut draft, CULTURE, country.default_culture());
        fill_in(&mut draft, LANGUAGE, country.default_language());
        warnings.extend(drop_region(&mut draft, country));
    }
    (draft, warnings)
}

fn fill_in(draft: &mut Resource, path: &str, usual: &str) {
    let absent = matches!(draft.get(path), None | Some(Value::Null));
    if absent || draft.text(path) == Some("") {
        draft.set(path, usual);
    }
}

fn drop_region(draft: &mut Resource, country: &Country) -> Option<Problem> {
    let region = draft.text_or_empty(REGION).to_owned();
    if region.is_empty() || address::takes_region(country) {
        return None;
    }
    draft.remove(REGION);
    let verdict = address::check_region(REGION, &region, country);
    verdict.warnings.into_iter().next()
}

fn planned(desk: &Desk, draft: Resource) -> Plan {
    let id = CustomerId::new(&desk.new_id());
    let ids = record::Ids {
        customer: id.as_str().to_owned(),
        commerce: desk.new_id(),
        billing_profile: desk.new_id(),
        administrator: desk.new_id(),
    };
    let name = draft.text_or_empty(COMPANY_NAME).to_owned();
    let domain = draft.text_or_empty(DOMAIN).to_owned();
    let customer = record::customer(draft, &ids);
    let administrator = record::administrator(&customer, &ids);
    let sign_in_name = administrator.text_or_empty("userPrincipalName").to_owned();
    let user_key = RecordKey::new(&id, Kind::User, &ids.administrator);

    let mut plan = Plan::new("add_customer", name.clone());
    plan.customer = Some(id.clone());
    plan.steps = steps(&customer, &sign_in_name);
    plan.consequences = vec![say!("consequence-domain-stays", domain = domain.clone())];
    plan.summary.added = 1;
    plan.items = vec![Item {
        line: None,
        id: Some(id.to_string()),
        outcome: Outcome::Added,
        problems: Vec::new(),
    }];
    plan.secrets = vec![Secret {
        key: user_key.clone(),
        display_name: name,
        password: generate(desk, &sign_in_name),
        sign_in_name,
        since: desk.now(),
    }];
    plan.guards = vec![Guard::DomainFree {
        domain,
        except: id.clone(),
    }];
    plan.changes = vec![
        new(RecordKey::customer(&id), customer),
        new(user_key, administrator),
    ];
    plan
}

fn new(key: RecordKey, resource: Resource) -> Change {
    Change {
        key,
        expect: Expect::Absent,
        after: Some(resource),
    }
}

fn steps(customer: &Resource, sign_in_name: &str) -> Vec<Message> {
    let country = countries().find(customer.text_or_empty(COUNTRY));
    let relationship = match customer.flag("allowDelegatedAccess") {
        Some(false) => say!("step-reseller-without-rights"),
        _ => say!("step-reseller-with-rights"),
    };
    let mut steps = vec![
        say!(
            "step-add-account",
            name = customer.text_or_empty(COMPANY_NAME),
            domain = customer.text_or_empty(DOMAIN),
            country = country.map_or(Arg::from(""), Country::arg)
        ),
        relationship,
        say!("step-first-administrator", name = sign_in_name),
    ];
    let tags = Ours::of(customer).tags;
    if !tags.is_empty() {
        let label = FIELDS.iter().find(|field| field.path == TAGS);
        let label = Message::new(label.map_or(TAGS, |field| field.label));
        steps.push(say!("step-field-is-filled", field = label, new = tags));
    }
    steps
}
