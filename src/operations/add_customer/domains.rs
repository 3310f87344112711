//! Whether a new customer is really new: its domain is free in the book, and no account looks like the same company. Who has
//! a tenant already is invited to a relationship instead (operations.md sections 2 and 9).

use std::collections::BTreeSet;

use crate::account::billing::{COMPANY_NAME, DOMAIN, EMAIL};
use crate::account::customer::CustomerView;
use crate::account::domain;
use crate::account::email;
use crate::account::problem::{Code, Message, Problem};
use crate::account::qualification::is_free_mail;
use crate::account::record::{CustomerId, RecordKey};
use crate::account::resource::Resource;
use crate::operations::{Desk, Failure};
use crate::say;

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

fn names_of<'a>(
    desk: &Desk,
    customers: impl IntoIterator<Item = &'a CustomerId>,
) -> Result<Vec<String>, Failure> {
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

/// Accounts that look like the company of a request: of the same name, or on the domain of its e-mail address. Free mail
/// tells nothing. A doubt and no refusal: two companies may bear one name.
///
/// # Errors
/// When the book can't be read.
pub fn twins(desk: &Desk, request: &Resource) -> Result<Vec<Problem>, Failure> {
    let name = request.text_or_empty(COMPANY_NAME);
    let of_name = desk.named(name)?;
    let address = request.text_or_empty(EMAIL);
    let mail = email::domain_of(address).filter(|domain| !is_free_mail(domain));
    let of_mail: BTreeSet<CustomerId> = match mail {
        Some(domain) => desk
            .store()
            .customers_on_domain(domain)?
            .into_iter()
            .collect(),
        None => BTreeSet::new(),
    };
    let mut doubts = Vec::new();
    if !of_name.is_empty() {
        let message = say!("notice-same-name", who = names_of(desk, &of_name)?);
        doubts.push(twin(COMPANY_NAME, name, message));
    }
    let others: Vec<&CustomerId> = of_mail.difference(&of_name).collect();
    if let (Some(domain), false) = (mail, others.is_empty()) {
        let message = say!(
            "notice-same-mail",
            domain = domain,
            who = names_of(desk, others)?
        );
        doubts.push(twin(EMAIL, address, message));
    }
    Ok(doubts)
}

fn twin(field: &str, found: &str, message: Message) -> Problem {
    let problem = Problem::of_field(field, Code::AlreadyExists, message);
    problem.found(found).remedy(say!("remedy-invite-instead"))
}
