//! What must hold between the partners and the customer before a transfer begins (operations.md section 4, preconditions).

use crate::account::country::countries;
use crate::account::customer::CustomerView;
use crate::account::market::check_market;
use crate::account::partner::Partner;
use crate::account::problem::{Code, Problem};
use crate::account::record::{Kind, Stored};
use crate::account::relationship::Relationship;
use crate::account::reseller::Reseller;
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::task::Task;
use crate::account::transfer::machine::{Party, Way};
use crate::operations::{Desk, Failure, Plan};
use crate::say;

use super::fit::is_legacy_azure;
use super::refusal;
use super::start::StartTransfer;

/// The member that names the partner on the other side.
pub(super) fn member_of(side: Party) -> &'static str {
    match side {
        Party::Future => "targetPartnerTenantId",
        _ => "sourcePartnerTenantId",
    }
}

/// The other partner's details: there (900136), of the right form (900147), not ourselves (900148).
pub(super) fn check_other(plan: &mut Plan, wish: &StartTransfer, us: &Partner) {
    let field = member_of(wish.way.starter().across());
    let named = wish.partner.trim();
    let problem = |code: u32, message, remedy| {
        Problem::of_field(field, Code::Service(code), message)
            .found(named)
            .remedy(remedy)
    };
    let is_domain = wish.way == Way::Request && named.contains('.') && !named.contains(' ');
    if named.is_empty() {
        plan.blockers.push(problem(
            900_136,
            say!("transfers-partner-missing"),
            say!("transfers-partner-remedy"),
        ));
    } else if uuid::Uuid::try_parse(named).is_err() && !is_domain {
        plan.blockers.push(problem(
            900_147,
            say!("transfers-partner-wrong", found = named),
            say!("transfers-partner-remedy"),
        ));
    } else if is_us(named, us) {
        plan.blockers.push(problem(
            900_148,
            say!("transfers-partner-is-you", found = named),
            say!("transfers-partner-is-you-remedy"),
        ));
    }
}

fn is_us(named: &str, us: &Partner) -> bool {
    let ours = [us.tenant_id.as_deref(), us.domain.as_deref()];
    let mut ours = ours.into_iter().flatten();
    ours.any(|one| one.eq_ignore_ascii_case(named))
}

/// Without a relationship with the customer nothing goes anywhere (20002).
pub(super) fn check_relationship(plan: &mut Plan, customer: &Stored) {
    let word = CustomerView(&customer.resource).relationship();
    if Relationship::of_wire(word) == Some(Relationship::None) {
        plan.blockers.push(refusal(
            Code::Service(20_002),
            customer.key.customer.as_str(),
            say!("transfers-no-relationship"),
            say!("transfers-no-relationship-remedy"),
        ));
    }
}

/// On paper customer and new partner must be in one country. Which one the new partner is in, only the operator knows.
pub(super) fn check_country(plan: &mut Plan, customer: &Stored, named: Option<&str>) {
    let field = "partnerdeck.partnerCountry";
    let view = CustomerView(&customer.resource);
    let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) else {
        plan.warnings.push(
            Problem::new(Code::Notice, say!("transfers-country-unknown"))
                .remedy(say!("transfers-country-unknown-remedy")),
        );
        return;
    };
    let Some(country) = countries().find(named) else {
        let message = say!("problem-country", country = named);
        let problem = Problem::of_field(field, Code::UnknownCountry, message).found(named);
        plan.blockers.push(problem.remedy(say!("remedy-country")));
        return;
    };
    let home = countries().find(view.country());
    if home.is_some_and(|home| home.code != country.code) {
        plan.blockers.push(
            Problem::of_field(
                field,
                Code::Precondition,
                say!("transfers-other-country", country = country.arg()),
            )
            .found(country.code)
            .remedy(say!("transfers-other-country-remedy")),
        );
    }
}

/// Who asks for a transfer must be able to take it: an agreement signed with us, an active Azure plan (900132, 900133,
/// 900134), and no legacy Azure, which an Azure plan can't stand beside (900131). `azure` says whether Azure is among what
/// is asked for, and `only_azure` whether nothing else is (900139).
pub(super) fn check_future(
    plan: &mut Plan,
    desk: &Desk,
    (customer, held): (&Stored, &[Stored]),
    (azure, only_azure): (bool, bool),
) -> Result<(), Failure> {
    let id = customer.key.customer.as_str();
    let agreements = desk.store().list(&customer.key.customer, Kind::Agreement)?;
    if agreements.is_empty() {
        plan.blockers.push(refusal(
            Code::Precondition,
            id,
            say!("transfers-no-agreement"),
            say!("transfers-no-agreement-remedy"),
        ));
    }
    if !azure {
        return Ok(());
    }
    let before = plan.blockers.len();
    let legacy = held
        .iter()
        .filter(|one| is_legacy_azure(one) && Subscription(&one.resource).state() == State::Active);
    for one in legacy {
        plan.blockers.push(refusal(
            Code::Service(900_131),
            one.resource.text_or_empty("id"),
            say!(
                "transfers-legacy-azure-present",
                name = Subscription(&one.resource).name()
            ),
            say!("transfers-legacy-azure-present-remedy"),
        ));
    }
    plan.blockers.extend(azure_plan(desk, customer, held)?);
    if plan.blockers.len() > before && !only_azure {
        plan.blockers.push(refusal(
            Code::Service(900_139),
            id,
            say!("transfers-without-azure"),
            say!("transfers-without-azure-remedy"),
        ));
    }
    Ok(())
}

fn azure_plan(desk: &Desk, customer: &Stored, held: &[Stored]) -> Result<Option<Problem>, Failure> {
    let plans: Vec<&Stored> = held
        .iter()
        .filter(|one| Subscription(&one.resource).is_azure_plan())
        .collect();
    let is_active = |one: &&&Stored| Subscription(&one.resource).state() == State::Active;
    if plans.iter().any(|one| is_active(&one)) {
        return Ok(None);
    }
    if let Some(inactive) = plans.first() {
        let subscription = Subscription(&inactive.resource);
        return Ok(Some(refusal(
            Code::Service(900_132),
            inactive.resource.text_or_empty("id"),
            say!(
                "transfers-plan-inactive",
                name = subscription.name(),
                state = subscription.state_said()
            ),
            say!("transfers-plan-inactive-remedy"),
        )));
    }
    let id = customer.key.customer.as_str();
    let country = countries().find(CustomerView(&customer.resource).country());
    let partner = desk.partner()?;
    let market = country.map(|country| check_market("country", country, &partner, countries()));
    if market.is_some_and(|verdict| !verdict.is_allowed()) {
        return Ok(Some(refusal(
            Code::Service(900_134),
            id,
            say!("transfers-plan-not-sold"),
            say!("transfers-plan-not-sold-remedy"),
        )));
    }
    Ok(Some(refusal(
        Code::Service(900_133),
        id,
        say!("transfers-plan-absent"),
        say!("transfers-plan-absent-remedy"),
    )))
}

impl Desk {
    /// Whether a transfer to us names an indirect reseller: who has resellers takes subscriptions over for one.
    ///
    /// # Errors
    /// When the book can't be read.
    pub fn names_a_reseller(&self) -> Result<bool, Failure> {
        let kind = self.partner()?.kind;
        Ok(kind.is_some_and(|kind| kind.refuses(Task::AddCustomerForReseller).is_none()))
    }
}

/// A provider names the reseller by the MPN ID of its location: one that the book knows (800015) and whose partnership
/// holds (800016).
pub(super) fn check_reseller(
    plan: &mut Plan,
    desk: &Desk,
    mpn_id: Option<&str>,
) -> Result<(), Failure> {
    let field = "partnerOnRecord";
    let is_provider = desk.names_a_reseller()?;
    let named = mpn_id.map(str::trim).unwrap_or_default();
    let problem = |code: u32, message| {
        Problem::of_field(field, Code::Service(code), message)
            .found(named)
            .remedy(say!("transfers-mpn-remedy"))
    };
    if named.is_empty() {
        if is_provider {
            plan.blockers
                .push(problem(800_015, say!("transfers-mpn-missing")));
        }
        return Ok(());
    }
    if !named.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = say!("transfers-mpn-wrong", found = named);
        plan.blockers.push(problem(800_015, message));
        return Ok(());
    }
    let known = desk.resellers()?;
    let reseller = known
        .iter()
        .map(|one| &one.reseller)
        .find(|one| one.answers_to(named));
    match reseller {
        Some(one) if !Reseller::takes_customers(one) => {
            let message = say!("transfers-mpn-inactive", found = named, name = &one.name);
            plan.blockers.push(problem(800_016, message));
        }
        Some(_) => {}
        // Nobody told the book who its resellers are: the service judges.
        None if known.iter().all(|one| one.reseller.mpn_id.is_empty()) => {
            let message = say!("transfers-mpn-unchecked", found = named);
            let notice = Problem::of_field(field, Code::Notice, message).found(named);
            plan.warnings
                .push(notice.remedy(say!("transfers-mpn-remedy")));
        }
        None => {
            let message = say!("transfers-mpn-unknown", found = named);
            plan.blockers.push(problem(800_015, message));
        }
    }
    Ok(())
}
