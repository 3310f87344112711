//! Set a customer's special qualification, or hand in again one that was denied (operations.md section 11). The service vets
//! it: until it approves, the qualification is in review and nothing that is only for it can be bought.

use crate::account::billing::{COUNTRY, EMAIL};
use crate::account::customer::CustomerView;
use crate::account::problem::{Code, Message, Problem};
use crate::account::qualification::{
    Asked, CODE, Event, Qualification, Vetted, Vetting, check_country, check_own_mail,
};
use crate::account::reading::qualification_id;
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::say;

use super::confirm_agreement::no_relationship;
use super::{Desk, Failure, Item, Operation, Outcome, Plan};

/// How many more customers a validation code is good for.
const LEFT: &str = "remainingCreates";

/// Sets a qualification.
#[derive(Debug, Clone)]
pub struct SetQualification {
    /// Whose.
    pub customer: CustomerId,
    /// Which, with what goes with it.
    pub asked: Asked,
}

impl Operation for SetQualification {
    fn task(&self) -> Task {
        let which = self.asked.which();
        which.map_or(Task::SetQualification, Qualification::task)
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let problems = self.asked.check();
        let Some(which) = self.asked.which().filter(|_| problems.is_empty()) else {
            return Err(Failure::Problems(problems));
        };
        let customer = desk.customer(&self.customer)?;
        let held = desk.qualifications(&self.customer)?;
        let name = CustomerView(&customer.resource).name();
        let mut plan = Plan::new("set_qualification", name);
        plan.customer = Some(self.customer.clone());
        plan.blockers.extend(no_relationship(&customer));
        let same = |one: &&Stored| Vetted(&one.resource).qualification() == Some(which);
        let before = held.iter().find(same);
        let state = before.map(|one| Vetted(&one.resource).vetting());
        if state == Some(Vetting::Approved) {
            return Ok(ended(unchanged(plan, which, before)));
        }
        if Vetting::after(state, Event::Set).is_none() {
            plan.blockers.push(self.in_review(which, before));
        }
        self.beside_others(&mut plan, which, &held);
        if which.needs_own_mail() {
            let address = customer.resource.text_or_empty(EMAIL);
            plan.blockers.extend(self.foreign_mail(address));
        }
        let country = customer.resource.text_or_empty(COUNTRY);
        plan.warnings.extend(check_country(which, country));
        set(
            &mut plan,
            desk,
            &self.customer,
            (&self.asked, which, before),
        )?;
        Ok(ended(plan))
    }
}

impl SetQualification {
    fn in_review(&self, which: Qualification, before: Option<&Stored>) -> Problem {
        let since = before.and_then(|one| Vetted(&one.resource).since());
        let message = say!(
            "qualification-in-review",
            which = Message::new(which.words()),
            day = since.map_or(String::new(), |at| at.strftime("%Y-%m-%d").to_string()),
        );
        self.blocker(message, say!("qualification-in-review-remedy"))
    }

    /// What the customer has besides: in the way of some, beside others.
    fn beside_others(&self, plan: &mut Plan, which: Qualification, held: &[Stored]) {
        let is_other = |one: &&Stored| {
            let vetted = Vetted(&one.resource);
            vetted.counts() && vetted.qualification() != Some(which)
        };
        for other in held.iter().filter(is_other) {
            let other = named(&other.resource);
            if which.needs_none_before() {
                let message = say!("qualification-needs-none-before", other = other);
                plan.blockers
                    .push(self.blocker(message, say!("qualification-needs-none-before-remedy")));
            } else {
                let message = say!("qualification-beside", other = other);
                plan.warnings.push(Problem::new(Code::Notice, message));
            }
        }
    }

    /// The address stands in the account: it is mended there first.
    fn foreign_mail(&self, address: &str) -> Option<Problem> {
        let said = check_own_mail(EMAIL, address)?;
        Some(self.blocker(said.message, say!("qualification-own-mail-first")))
    }

    fn blocker(&self, message: Message, remedy: Message) -> Problem {
        let problem = Problem::new(Code::Precondition, message);
        problem.found(self.customer.as_str()).remedy(remedy)
    }
}

/// Puts a qualification into a plan: its record in review, and one creation less of the validation code that the book knows.
/// Shared with a new customer that gets one at once.
pub(super) fn set(
    plan: &mut Plan,
    desk: &Desk,
    customer: &CustomerId,
    (asked, which, before): (&Asked, Qualification, Option<&Stored>),
) -> Result<(), Failure> {
    let name = Message::new(which.words());
    plan.steps.push(match before {
        Some(_) => say!("qualification-step-again", which = name.clone()),
        None => say!("qualification-step", which = name.clone()),
    });
    let denied = before.and_then(|one| one.resource.text("vettingReason"));
    let denied = denied.map(|reason| say!("qualification-was-denied", reason = reason));
    plan.consequences.extend(denied);
    plan.consequences
        .push(say!("qualification-vetted", which = name));
    if before.is_some() {
        plan.consequences.push(say!("qualification-else-support"));
    }
    take_code(plan, desk, asked, before)?;
    let record = asked.record(before.map(|one| &one.resource), desk.now());
    let id = before.map_or_else(|| qualification_id(&record), |one| one.key.id.clone());
    let key = RecordKey::new(customer, Kind::Qualification, &id);
    let outcome = match before {
        Some(_) => Outcome::Changed,
        None => Outcome::Added,
    };
    match outcome {
        Outcome::Changed => plan.summary.changed += 1,
        _ => plan.summary.added += 1,
    }
    plan.items.push(item(&record, outcome));
    plan.changes.push(Change {
        key,
        expect: before.map_or(Expect::Absent, |one| Expect::Version(one.version)),
        after: Some(record),
    });
    Ok(())
}

/// A validation code is good for so many customers. Whether one that the book does not know is good the service says.
fn take_code(
    plan: &mut Plan,
    desk: &Desk,
    asked: &Asked,
    before: Option<&Stored>,
) -> Result<(), Failure> {
    let used_before = before.and_then(|one| one.resource.text(CODE));
    if asked.code.is_empty() || used_before == Some(&asked.code) {
        return Ok(());
    }
    let key = RecordKey::new(&CustomerId::nobody(), Kind::Qualification, &asked.code);
    let Some(code) = desk.store().get(&key)? else {
        let message = say!("qualification-code-unknown", code = &asked.code);
        let problem = Problem::of_field(CODE, Code::Notice, message).found(&asked.code);
        plan.warnings.push(problem);
        return Ok(());
    };
    let left = code.resource.number(LEFT).unwrap_or(0);
    let Some(after) = left.checked_sub(1) else {
        let owner = code.resource.text_or_empty("organizationName");
        let message = say!(
            "qualification-code-used-up",
            code = &asked.code,
            owner = owner
        );
        let problem = Problem::new(Code::Precondition, message).found(&asked.code);
        plan.blockers
            .push(problem.remedy(say!("qualification-no-code-remedy")));
        return Ok(());
    };
    plan.steps.push(say!(
        "qualification-step-code",
        code = &asked.code,
        n = after
    ));
    let mut resource = code.resource.clone();
    resource.set(LEFT, after);
    plan.summary.changed += 1;
    plan.changes.push(Change {
        key: code.key,
        expect: Expect::Version(code.version),
        after: Some(resource),
    });
    Ok(())
}

fn unchanged(mut plan: Plan, which: Qualification, before: Option<&Stored>) -> Plan {
    let message = say!("qualification-has-it", which = Message::new(which.words()));
    plan.warnings.push(Problem::new(Code::Notice, message));
    plan.summary.unchanged += 1;
    plan.items
        .extend(before.map(|one| item(&one.resource, Outcome::Unchanged)));
    plan
}

fn item(record: &Resource, outcome: Outcome) -> Item {
    Item {
        line: None,
        id: Some(record.text_or_empty("qualification").to_owned()),
        outcome,
        problems: Vec::new(),
    }
}

/// What a customer has, by its name in the language where the documents know it.
fn named(resource: &Resource) -> Message {
    match Vetted(resource).qualification() {
        Some(which) => Message::new(which.words()),
        None => say!("plain", text = resource.text_or_empty("qualification")),
    }
}

/// A plan with blockers does nothing, and says so.
fn ended(mut plan: Plan) -> Plan {
    if !plan.blockers.is_empty() {
        plan.changes.clear();
        plan.items.clear();
        plan.summary = crate::account::entry::Summary {
            refused: plan.blockers.len() as u64,
            ..Default::default()
        };
    }
    plan
}

impl Desk {
    /// A customer's qualifications, in the order of their words.
    ///
    /// # Errors
    /// When the operator may not see customers, or the book can't be read.
    pub fn qualifications(&self, customer: &CustomerId) -> Result<Vec<Stored>, Failure> {
        self.may(Task::SeeCustomers)?;
        Ok(self.store().list(customer, Kind::Qualification)?)
    }
}
