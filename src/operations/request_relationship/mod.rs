//! Invite a company that has a tenant already to a reseller relationship (operations.md section 9): the draft of the message
//! with the personal link, and our own record of who was invited, when, and with which link.

mod again;
mod close;
mod draft;
mod listing;

use serde::{Deserialize, Serialize};

use crate::account::check::Context;
use crate::account::cloud::Offer;
use crate::account::country::countries;
use crate::account::customer::CustomerView;
use crate::account::entry::Undo;
use crate::account::invitation::{Progress, Standing, link};
use crate::account::market::{check_country, check_market};
use crate::account::partner::Partner;
use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::text::{fold, is_hidden, nfc};
use crate::account::{email, verdict::Verdict};
use crate::say;

use super::{Desk, Failure, Item, Operation, Outcome, Plan};

pub use again::WriteDraft;
pub use close::CloseInvitation;
pub use draft::Draft;
pub use listing::Invited;

/// Characters that a company's name may have, as in an account.
const MOST_LETTERS: usize = 200;

/// Invites one company.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRelationship {
    /// The company's name, for the draft and our record.
    pub to: String,
    /// Where the message goes; left open when nobody says.
    pub email: Option<String>,
    /// The company's country, for the market rule; without it the rule is only said.
    pub country: Option<String>,
    /// Without delegated admin rights: selling works then, user management does not.
    pub without_admin_rights: bool,
}

impl Operation for RequestRelationship {
    fn task(&self) -> Task {
        Task::RequestRelationship
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let partner = desk.partner()?;
        let to = nfc(self.to.trim()).into_owned();
        let email = self.email.as_deref().map(str::trim).unwrap_or_default();
        let verdict = self.judge(desk, &partner, &to, email);
        if !verdict.problems.is_empty() {
            return Err(Failure::Problems(verdict.problems));
        }
        let mut plan = Plan::new("request_relationship", to.clone());
        plan.undo = Undo::Not("invitation-stays".to_owned());
        plan.warnings = verdict.warnings;
        if let Offer::Noted(note) = desk.cloud().offers(self.task()) {
            plan.consequences.push(Message::new(note));
        }
        let Some(tenant) = partner.tenant_id.filter(|tenant| !tenant.is_empty()) else {
            let problem = Problem::new(Code::Precondition, say!("invitation-no-tenant"));
            plan.blockers.push(
                problem
                    .found("tenantId")
                    .remedy(say!("invitation-no-tenant-remedy")),
            );
            plan.summary.refused = 1;
            return Ok(plan);
        };
        plan.warnings.extend(doubts(desk, &to, email)?);
        let link = link(desk.cloud(), &tenant, !self.without_admin_rights);
        self.tell(desk, partner.country.as_deref(), &to, &mut plan);
        let id = desk.new_id();
        let record = self.record(desk, (&id, &to, email), &link);
        plan.draft = Some(Draft::of(desk, &record)?);
        plan.summary.added = 1;
        plan.items.push(Item {
            line: None,
            id: Some(id.clone()),
            outcome: Outcome::Added,
            problems: Vec::new(),
        });
        plan.changes.push(Change {
            key: RecordKey::new(&CustomerId::nobody(), Kind::Invitation, &id),
            expect: Expect::Absent,
            after: Some(record),
        });
        Ok(plan)
    }
}

impl RequestRelationship {
    /// Invites a customer again whose relationship was removed, under the name that the list showed.
    pub fn again(customer: &Resource) -> Self {
        let email = customer.text_or_empty("billingProfile.email");
        Self {
            to: CustomerView(customer).name().trim().to_owned(),
            email: Some(email.to_owned()).filter(|email| !email.is_empty()),
            ..Self::default()
        }
    }

    fn judge(&self, desk: &Desk, partner: &Partner, to: &str, email: &str) -> Verdict {
        let mut verdict = Verdict::fine();
        let letters = to.chars().count();
        if to.is_empty() {
            let problem = Problem::of_field("to", Code::Missing, say!("invitation-to-missing"));
            let problem = problem.remedy(say!("invitation-to-remedy"));
            verdict.problems.push(problem);
        } else if letters > MOST_LETTERS || to.chars().any(is_hidden) {
            let problem = Problem::of_field("to", Code::BadName, say!("invitation-to-bad"));
            let problem = problem.found(to).remedy(say!("invitation-to-remedy"));
            verdict.problems.push(problem);
        }
        if !email.is_empty() {
            // Whose domain the partner has only matters when it is known.
            let said = email::check("email", email, partner);
            verdict.problems.extend(said.problems);
        }
        if self.without_admin_rights && !desk.cloud().facts().admin_rights_optional {
            let cloud = Message::new(desk.cloud().facts().name);
            let message = say!("invitation-admin-rights-fixed", cloud = cloud);
            let problem = Problem::of_field("adminRights", Code::NotAllowed, message);
            let problem = problem.remedy(say!("invitation-admin-rights-fixed-remedy"));
            verdict.problems.push(problem);
        }
        if let Some(named) = self.country.as_deref().filter(|named| !named.is_empty()) {
            let context = Context {
                countries: countries(),
                cloud: desk.cloud(),
                partner,
                is_new: false,
            };
            let of_market = judge_market(named, &context);
            verdict.problems.extend(of_market.problems);
            verdict.warnings.extend(of_market.warnings);
        }
        verdict
    }

    fn tell(&self, desk: &Desk, home: Option<&str>, to: &str, plan: &mut Plan) {
        plan.steps.push(say!("invitation-step", to = to));
        plan.consequences.push(match self.without_admin_rights {
            true => say!("invitation-without-admin-rights"),
            false => say!("invitation-with-admin-rights"),
        });
        plan.consequences.push(say!(
            "invitation-accepts-in",
            place = Message::new(desk.cloud().facts().accepts_in)
        ));
        let home = home.and_then(|code| countries().find(code));
        plan.consequences.push(match home {
            Some(home) => say!("invitation-market", home = home.arg()),
            None => say!("invitation-market-unknown"),
        });
        plan.consequences.push(say!("invitation-then"));
    }

    fn record(&self, desk: &Desk, (id, to, email): (&str, &str, &str), link: &str) -> Resource {
        let mut record = Resource::new();
        record.set("id", id);
        record.set("to", to);
        if !email.is_empty() {
            record.set("email", email);
        }
        record.set("link", link);
        record.set("adminRights", !self.without_admin_rights);
        let now = desk.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        record.set("sentOn", now);
        record.set("by", desk.operator().name.as_str());
        record.set("attributes.objectType", "Invitation");
        record
    }
}

/// Known, in the cloud, and in a market of the partner: else nobody there can accept.
fn judge_market(named: &str, context: &Context<'_>) -> Verdict {
    let verdict = check_country("country", named, context.countries, context.cloud);
    match context.countries.find(named) {
        Some(country) if verdict.problems.is_empty() => {
            check_market("country", country, context.partner, context.countries)
        }
        _ => verdict,
    }
}

/// What makes an invitation needless: the company is a customer already, or its invitation is still open.
fn doubts(desk: &Desk, to: &str, email: &str) -> Result<Vec<Problem>, Failure> {
    let mut doubts = Vec::new();
    if let Some(customer) = desk.invited_customer(to, email)?
        && Standing::of(&customer.resource) != Standing::None
    {
        let problem = Problem::new(Code::Notice, say!("invitation-is-customer", to = to));
        doubts.push(
            problem
                .found(customer.key.customer.as_str())
                .remedy(say!("invitation-is-customer-remedy")),
        );
        return Ok(doubts);
    }
    let open = desk.invitations()?.into_iter().find(|invited| {
        let is_same = fold(&invited.to) == fold(to);
        invited.progress == Progress::Open && is_same
    });
    if let Some(open) = open {
        let day = open
            .sent
            .map_or_else(String::new, |sent| sent.strftime("%Y-%m-%d").to_string());
        let problem = Problem::new(
            Code::Notice,
            say!("invitation-is-open", to = to, day = day, by = open.by),
        );
        doubts.push(
            problem
                .found(open.id)
                .remedy(say!("invitation-is-open-remedy")),
        );
    }
    Ok(doubts)
}
