//! Add a customer: the account-info step with every check that needs no service, in the order of operations.md section 2,
//! then a new account, its first administrator, and that person's first password under seal. [`record`] builds what the
//! book keeps.

mod record;

use serde_json::Value;

use crate::account::billing::{
    COMPANY_NAME, COUNTRY, CULTURE, Control, DOMAIN, FIELDS, LANGUAGE, REGION, TAGS,
};
use crate::account::check::{check_all, kept};
use crate::account::country::{Country, countries};
use crate::account::customer::{CustomerView, Ours};
use crate::account::partner::{Partner, PartnerKind};
use crate::account::problem::{Arg, Code, Message, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::{address, domain, tags};
use crate::say;
use crate::store::{Guard, Secret};

use super::passwords::generate;
use super::{Desk, Failure, Item, Operation, Outcome, Plan};

/// The tenant ID of the reseller for whom a provider adds the customer.
const RESELLER: &str = "associatedPartnerId";

/// Adds a customer.
#[derive(Debug, Clone)]
pub struct AddCustomer {
    /// The service's create request: company profile with the domain, billing profile; members in any case.
    pub account: Resource,
}

impl Operation for AddCustomer {
    fn task(&self) -> Task {
        Task::AddCustomer
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        if reseller_of(&self.account).is_some() {
            desk.may(Task::AddCustomerForReseller)?;
        }
        let partner = desk.partner()?;
        let (draft, mut warnings) = typed(&self.account);
        if !Ours::of(&draft).tags.is_empty() {
            desk.may(Task::TagCustomers)?;
        }
        let verdict = check_all(&draft, &desk.context(&partner, true));
        let mut problems = verdict.problems;
        problems.extend(bad_reseller(&draft));
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
        warnings.extend(without_reseller(&draft, &partner));
        let mut plan = planned(desk, draft);
        plan.warnings = warnings;
        Ok(plan)
    }
}

/// The problem of a domain that an account in the book has, with one near it that is free. Removed customers count: their
/// tenants still have it.
///
/// # Errors
/// When the book can't be read.
pub fn domain_taken(desk: &Desk, domain: &str) -> Result<Option<Problem>, Failure> {
    let owners = desk.store().customers_on_domain(domain)?;
    if owners.is_empty() {
        return Ok(None);
    }
    let message = say!("problem-domain-taken", who = names_of(desk, &owners)?);
    let problem = Problem::of_field(DOMAIN, Code::DomainTaken, message)
        .found(domain)
        .remedy(say!("remedy-domain-taken"));
    Ok(Some(match free_near(desk, domain)? {
        Some(free) => problem.suggest(free),
        None => problem,
    }))
}

fn names_of(desk: &Desk, customers: &[CustomerId]) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for id in customers {
        let stored = desk.store().get(&RecordKey::customer(id))?;
        let name = stored
            .as_ref()
            .map_or("", |stored| CustomerView(&stored.resource).name());
        names.push(format!("{name} ({id})"));
    }
    Ok(names)
}

fn free_near(desk: &Desk, taken: &str) -> Result<Option<String>, Failure> {
    let Some(prefix) = domain::prefix_of(taken, desk.cloud()) else {
        return Ok(None);
    };
    let suffix = desk.cloud().facts().domain_suffix;
    for number in 2..=9 {
        let prefix: String = prefix.chars().take(domain::LONGEST_PREFIX - 1).collect();
        let candidate = format!("{prefix}{number}{suffix}");
        if desk.store().customers_on_domain(&candidate)?.is_empty() {
            return Ok(Some(candidate));
        }
    }
    Ok(None)
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

fn reseller_of(request: &Resource) -> Option<&str> {
    request.text(RESELLER).filter(|id| !id.is_empty())
}

fn bad_reseller(draft: &Resource) -> Option<Problem> {
    let id = reseller_of(draft)?;
    if uuid::Uuid::try_parse(id).is_ok() {
        return None;
    }
    let problem = Problem::of_field(RESELLER, Code::BadFormat, say!("problem-reseller-id"));
    Some(problem.found(id))
}

/// A provider who names no reseller makes the customer its own (operations.md section 2).
fn without_reseller(draft: &Resource, partner: &Partner) -> Option<Problem> {
    let provider = partner.kind == Some(PartnerKind::Provider);
    (provider && reseller_of(draft).is_none())
        .then(|| Problem::of_field(RESELLER, Code::Notice, say!("notice-no-reseller")))
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
    plan.consequences = vec![
        say!("consequence-domain-stays", domain = domain.clone()),
        say!("consequence-agreement-before-buying"),
    ];
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
