//! The account section: both profiles, the address as people write it, the contact, and what is ours: tags, notes, alias.

use crate::account::address_lines::address_lines;
use crate::account::billing::{self, field_at};
use crate::account::country::countries;
use crate::account::customer::CustomerView;
use crate::account::entitlement::{Bought, Entitlement};
use crate::account::person::full_name_at;
use crate::account::problem::{Code, Message, Problem};
use crate::account::resource::Resource;
use crate::say;
use crate::tui::pane::Sight;
use crate::tui::workers::Account;

use super::part::{Of, Part, Row};
use super::view::Line;

const BILLING_ADDRESS: &str = "billingProfile.defaultAddress";
const COMPANY_ADDRESS: &str = "companyProfile.address";

/// What is known of an account, to read.
#[derive(Default)]
pub(super) struct AccountPart;

impl Part for AccountPart {
    fn rows(&self, _of: &Of) -> usize {
        1
    }

    fn row(&self, _at: usize, of: &Of) -> Row {
        Row::new(lines(of.account, of.sight))
    }

    fn has_cursor(&self) -> bool {
        false
    }
}

fn lines(account: &Account, sight: &Sight) -> Vec<Line> {
    let customer = &account.customer.resource;
    let mut lines = identity(customer, sight);
    lines.push(Line::Blank);
    lines.extend(bill_to(customer, sight));
    lines.extend(company(customer, sight));
    lines.extend(bought(account, sight));
    lines.push(Line::Blank);
    lines.extend(ours(account, sight));
    lines.extend(flags(account, sight));
    lines
}

/// Lines of what is not empty.
struct Pairs<'a> {
    sight: &'a Sight<'a>,
    lines: Vec<Line>,
}

impl<'a> Pairs<'a> {
    fn new(sight: &'a Sight<'a>) -> Self {
        Self {
            sight,
            lines: Vec::new(),
        }
    }

    fn add(&mut self, label: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            let label = self.sight.words.text(label);
            self.lines.push(Line::pair(label, text));
        }
    }

    /// Several lines under one label.
    fn add_all(&mut self, label: &str, texts: impl IntoIterator<Item = String>) {
        let mut label = self.sight.words.text(label);
        for text in texts {
            let label = std::mem::take(&mut label);
            self.lines.push(Line::pair(label, text));
        }
    }
}

fn identity(customer: &Resource, sight: &Sight) -> Vec<Line> {
    let mut pairs = Pairs::new(sight);
    pairs.add("detail-id", customer.text_or_empty("id"));
    let view = CustomerView(customer);
    pairs.add("detail-domain", view.domain());
    let custom = customer.list("customDomains").iter();
    let custom = custom.filter_map(|domain| domain.as_str());
    let others: Vec<&str> = custom
        .filter(|domain| !domain.eq_ignore_ascii_case(view.domain()))
        .collect();
    pairs.add("detail-other-domains", others.join(", "));
    let admin = match customer.flag("allowDelegatedAccess") {
        Some(true) => sight.words.text("detail-admin-yes"),
        Some(false) => sight.words.text("detail-admin-no"),
        None => String::new(),
    };
    pairs.add("detail-admin", admin);
    pairs.lines
}

fn bill_to(customer: &Resource, sight: &Sight) -> Vec<Line> {
    let text = |path: &str| customer.text_or_empty(path);
    let mut pairs = Pairs::new(sight);
    pairs.add("detail-bill-to", text("billingProfile.companyName"));
    pairs.add_all(
        "detail-address",
        address_with_country(customer, BILLING_ADDRESS, sight),
    );
    let contact = full_name(customer, "billingProfile");
    let receiver = full_name(customer, BILLING_ADDRESS);
    pairs.add("detail-contact", contact.clone());
    if receiver != contact {
        pairs.add("detail-receiver", receiver);
    }
    pairs.add("detail-email", text("billingProfile.email"));
    pairs.add(
        "detail-phone",
        text("billingProfile.defaultAddress.phoneNumber"),
    );
    pairs.add("detail-culture", text("billingProfile.culture"));
    pairs.add("detail-language", text("billingProfile.language"));
    pairs.lines
}

/// What was bought once, each with the order by which the service and support know it.
fn bought(account: &Account, sight: &Sight) -> Vec<Line> {
    let mut pairs = Pairs::new(sight);
    let each = account.entitlements.iter();
    let texts = each.map(|stored| sight.words.say(&entitlement(&stored.resource, sight)));
    pairs.add_all("detail-bought", texts);
    pairs.lines
}

fn entitlement(resource: &Resource, sight: &Sight) -> Message {
    let one = Entitlement(resource);
    let what = match one.bought() {
        Bought::Reservation => say!("entitlement-reservation"),
        Bought::SavingsPlan => say!("entitlement-savings-plan"),
        Bought::Software => say!("entitlement-software"),
        Bought::AzureSubscription => {
            let status = resource.text_or_empty("status");
            return say!("entitlement-azure", name = one.name(), status = status);
        }
        Bought::Other => say!("plain", text = one.word()),
    };
    let end = one.ends().map(|end| end.strftime("%Y-%m-%d").to_string());
    let (n, product, order) = (one.quantity(), one.product(), one.name());
    match (end, one.holds(sight.now)) {
        (None, _) => say!(
            "entitlement-line",
            what = what,
            n = n,
            product = product,
            order = order
        ),
        (Some(day), true) => say!(
            "entitlement-line-until",
            what = what,
            n = n,
            product = product,
            order = order,
            day = day
        ),
        (Some(day), false) => say!(
            "entitlement-line-over",
            what = what,
            n = n,
            product = product,
            order = order,
            day = day
        ),
    }
}

/// The company profile where it says something that the billing profile does not.
fn company(customer: &Resource, sight: &Sight) -> Vec<Line> {
    let text = |path: &str| customer.text_or_empty(path);
    let mut pairs = Pairs::new(sight);
    let name = text("companyProfile.companyName");
    if name != text("billingProfile.companyName") {
        pairs.add("detail-company", name);
    }
    let address = address_with_country(customer, COMPANY_ADDRESS, sight);
    if address != address_with_country(customer, BILLING_ADDRESS, sight) {
        pairs.add_all("detail-company-address", address);
    }
    let email = text("companyProfile.email");
    if email != text("billingProfile.email") {
        pairs.add("detail-company-email", email);
    }
    pairs.add(
        "detail-registration",
        text("companyProfile.organizationRegistrationNumber"),
    );
    if !pairs.lines.is_empty() {
        pairs.lines.insert(0, Line::Blank);
    }
    pairs.lines
}

fn ours(account: &Account, sight: &Sight) -> Vec<Line> {
    let view = CustomerView(&account.customer.resource);
    let mut pairs = Pairs::new(sight);
    pairs.add("detail-tags", view.tags().join(", "));
    pairs.add("detail-alias", view.alias());
    pairs.add_all("detail-notes", view.notes().lines().map(str::to_owned));
    let changed = &account.customer;
    let when = sight.words.date_and_time(changed.changed, sight.zone);
    pairs.add("detail-changed", when);
    if account.sealed > 0 {
        let words = sight
            .words
            .say(&say!("list-fold-sealed", n = account.sealed));
        pairs.add("detail-passwords", words);
    }
    pairs.lines
}

/// What our rules would say of it had it been typed: from the service it is kept all the same. What could not be checked
/// is no flag.
fn flags(account: &Account, sight: &Sight) -> Vec<Line> {
    let found = account.flags.iter();
    let found: Vec<&Problem> = found
        .filter(|problem| problem.code != Code::Notice)
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::Blank, Line::Head(sight.words.text("detail-flags"))];
    for problem in found {
        let label = problem.field().and_then(field_at);
        let label = label.map_or_else(String::new, |field| sight.words.text(field.label));
        lines.push(Line::pair(label, sight.words.say(&problem.message)));
    }
    lines
}

fn address_with_country(customer: &Resource, path: &str, sight: &Sight) -> Vec<String> {
    let mut lines = address_lines(customer, path);
    let code = customer.text_or_empty(&format!("{path}.country"));
    if !code.is_empty() {
        let name = countries().get(code).map_or(code, |country| country.code);
        lines.push(sight.words.country(name));
    }
    lines
}

fn full_name(customer: &Resource, path: &str) -> String {
    let country = customer.text_or_empty(billing::COUNTRY);
    let language = customer.text_or_empty(billing::LANGUAGE);
    full_name_at(customer, path, country, language)
}
