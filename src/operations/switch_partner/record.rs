//! Record what happened to a transfer: an event of its way that is possible now, on a day that fits, with the value that
//! it needs.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::account::meaning;
use crate::account::problem::{Code, Message, Problem};
use crate::account::record::{Change, Expect};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::text::nfc;
use crate::account::transfer::machine::{Event, Party, State, Step};
use crate::account::transfer::{Transfer, new_ids, time};
use crate::operations::{Desk, Failure, Item, Operation, Outcome, Plan};
use crate::say;

use super::see::{Standing, TransferKey};
use super::{Deed, accept, day, ended, means, note_of_cloud, refusal, second};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Which event.
    pub event: Event,
    /// The ticket's number, the new ID, who signed, which subscriptions went, why it failed.
    pub value: Option<String>,
    /// A day or a second, in UTC; now without one.
    pub on: Option<String>,
    /// A note.
    pub note: Option<String>,
}

/// Records an event of a transfer.
#[derive(Debug, Clone)]
pub struct RecordEvent {
    /// Which transfer.
    pub transfer: TransferKey,
    /// What happened.
    pub what: Happened,
}

impl Operation for RecordEvent {
    fn task(&self) -> Task {
        self.transfer.way.task()
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let standing = desk.transfer_at(&self.transfer)?;
        let mut plan = begin(Deed::Record, &standing);
        note_of_cloud(&mut plan, desk, standing.way);
        let problems = self.problems(desk, &standing);
        if !problems.is_empty() {
            return Err(Failure::Problems(problems));
        }
        let event = self.what.event;
        let Some(step) = standing.way.step(standing.state, event) else {
            plan.blockers.push(not_now(&standing, event));
            return Ok(ended(plan));
        };
        plan.steps.push(say_step(&standing, &self.what));
        plan.consequences
            .extend(means::of_event(standing.way, event, standing.side));
        if let Some(meaning) = meaning::of(self.value()).filter(|_| event == Event::Failed) {
            plan.consequences.push(meaning.description());
            plan.consequences.push(meaning.tell());
        }
        warn(&mut plan, &standing, event);
        let mut after = happened(&standing, desk.now(), (step, &self.what));
        self.write_items(&mut plan, desk, &standing, &mut after)?;
        write(&mut plan, &standing, after);
        if event == Event::Moved {
            both_ids(&mut plan, desk, &standing, self.value())?;
        }
        Ok(ended(plan))
    }
}

impl RecordEvent {
    fn value(&self) -> &str {
        self.what.value.as_deref().map_or("", str::trim)
    }

    /// What is wrong with what was typed.
    fn problems(&self, desk: &Desk, standing: &Standing) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.wrong_value(standing).into_iter().collect();
        problems.extend(self.wrong_day(desk, standing));
        problems
    }

    fn wrong_value(&self, standing: &Standing) -> Option<Problem> {
        let value = self.value();
        let problem = |code, message: Message, remedy: Message| {
            let problem = Problem::of_field("value", code, message).found(value);
            Some(problem.remedy(remedy))
        };
        match self.what.event {
            Event::Ticket if value.is_empty() => problem(
                Code::Missing,
                say!("transfers-ticket-missing"),
                say!("transfers-ticket-remedy"),
            ),
            Event::Moved if value.is_empty() => problem(
                Code::Missing,
                say!("transfers-new-id-missing"),
                say!("transfers-new-id-remedy"),
            ),
            Event::Moved => wrong_ids(standing, value).map(|message| {
                let problem = Problem::of_field("value", Code::BadFormat, message).found(value);
                problem.remedy(say!("transfers-new-id-remedy"))
            }),
            event if !value.is_empty() && !takes_value(event) => problem(
                Code::NotAllowed,
                say!("transfers-takes-no-value", event = event.as_str()),
                say!("transfers-takes-no-value-remedy"),
            ),
            _ if value.chars().any(char::is_control) => problem(
                Code::BadCharacter,
                say!("problem-control-character"),
                say!("transfers-value-remedy"),
            ),
            _ => None,
        }
    }

    /// A day that can be read, not ahead, and not before what was recorded last.
    fn wrong_day(&self, desk: &Desk, standing: &Standing) -> Option<Problem> {
        let typed = self.what.on.as_deref()?.trim();
        let problem = |code, message| {
            let problem = Problem::of_field("on", code, message).found(typed);
            problem.remedy(say!("transfers-on-remedy"))
        };
        let Some(at) = time::read(typed) else {
            let message = say!("transfers-on-unread", found = typed);
            return Some(problem(Code::BadFormat, message));
        };
        if at > desk.now() {
            return Some(problem(Code::InTheFuture, say!("transfers-on-ahead")));
        }
        let transfer = Transfer(&standing.stored.resource);
        let last = transfer.events().next_back()?;
        // Whole days are compared: of the last event only the day may be known.
        let is_before = day(at) < day(last.at()?);
        is_before.then(|| {
            let message = say!(
                "transfers-on-before",
                last = last.word,
                day = day(last.at().unwrap_or(at))
            );
            problem(Code::NotAllowed, message)
        })
    }

    /// What becomes of the items: which were chosen, which went.
    fn write_items(
        &self,
        plan: &mut Plan,
        desk: &Desk,
        standing: &Standing,
        after: &mut Resource,
    ) -> Result<(), Failure> {
        let value = self.value();
        match self.what.event {
            Event::Accepted if standing.way.starter() == Party::Future => {
                accept::choose(plan, desk, standing, (value, after))
            }
            Event::Accepted => {
                let reason = self.what.note.as_deref().unwrap_or_default();
                accept::take_over(plan, standing, (value, reason), after);
                Ok(())
            }
            Event::Completed => {
                accept::all_went(after);
                Ok(())
            }
            Event::Failed => {
                accept::none_went(after, self.what.note.as_deref().unwrap_or(value));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// Who signed, which ones went, why it failed; the ticket's number and the new ID must be there.
fn takes_value(event: Event) -> bool {
    matches!(
        event,
        Event::Ticket
            | Event::Moved
            | Event::SignedByCurrent
            | Event::SignedByCustomer
            | Event::SignedByNew
            | Event::Accepted
            | Event::Failed
            | Event::Abandoned
    )
}

/// The new IDs are GUIDs, one for each subscription of the form, and none is the old one.
fn wrong_ids(standing: &Standing, value: &str) -> Option<Message> {
    let items: Vec<&str> = Transfer(&standing.stored.resource)
        .items()
        .map(|item| item.subscription())
        .collect();
    let pairs = new_ids(value);
    for (old, new) in &pairs {
        let old = old.or(items.first().copied()).unwrap_or_default();
        if uuid::Uuid::try_parse(new).is_err() {
            return Some(say!("transfers-new-id-wrong", found = *new));
        }
        if !items.is_empty() && !items.iter().any(|item| item.eq_ignore_ascii_case(old)) {
            return Some(say!("transfers-old-id-strange", found = old));
        }
        if old.eq_ignore_ascii_case(new) {
            return Some(say!("transfers-new-id-is-old", found = *new));
        }
    }
    let has_all = pairs.len() == items.len().max(1)
        && (pairs.len() == 1 || pairs.iter().all(|(old, _)| old.is_some()));
    (!has_all).then(|| say!("transfers-new-id-for-each", n = items.len().max(1)))
}

/// A plan about one transfer.
pub(super) fn begin(deed: Deed, standing: &Standing) -> Plan {
    let mut plan = Plan::new(deed.word(standing.way), standing.customer.clone());
    plan.customer = Some(standing.stored.key.customer.clone());
    plan.undo = deed.undo(standing.way);
    plan
}

/// The record after an event.
pub(super) fn happened(
    standing: &Standing,
    now: Timestamp,
    (step, what): (Step, &Happened),
) -> Resource {
    let mut after = standing.stored.resource.clone();
    after.set("status", standing.way.status(step.to));
    after.set("lastModifiedTime", second(now));
    after.set("partnerdeck.way", standing.way.as_str());
    let mut events: Vec<Value> = after.list("partnerdeck.events").to_vec();
    events.push(Value::Object(entry(now, what)));
    after.set("partnerdeck.events", events);
    after
}

fn entry(now: Timestamp, what: &Happened) -> Map<String, Value> {
    let mut entry = Map::new();
    let mut put = |name: &str, text: Option<&str>| {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        if let Some(text) = text {
            entry.insert(name.to_owned(), Value::from(nfc(text).into_owned()));
        }
    };
    put("event", Some(what.event.as_str()));
    put("value", what.value.as_deref());
    put("on", Some(what.on.as_deref().unwrap_or(&second(now))));
    put("note", what.note.as_deref());
    entry
}

/// Puts the record into the plan as it will be.
pub(super) fn write(plan: &mut Plan, standing: &Standing, after: Resource) {
    let stored = &standing.stored;
    plan.summary.changed += 1;
    plan.items.push(Item {
        line: None,
        id: Some(stored.resource.text_or_empty("id").to_owned()),
        outcome: Outcome::Changed,
        problems: Vec::new(),
    });
    plan.changes.push(Change {
        key: stored.key.clone(),
        expect: Expect::Version(stored.version),
        after: Some(after),
    });
}

/// An event that the diagram does not have now: in progress (900101), complete (900102), over, or not yet.
pub(super) fn not_now(standing: &Standing, event: Event) -> Problem {
    let id = standing.stored.resource.text_or_empty("id");
    let is_electronic = standing.way.task() != Task::SwitchByPaper;
    let code = match standing.state {
        State::InProgress => Code::Service(900_101),
        State::Complete | State::PartlyComplete if is_electronic => Code::Service(900_102),
        _ => Code::Precondition,
    };
    let state = Message::new(standing.state.words());
    let what = match belongs(standing, event) {
        true => say!("transfers-not-now", event = event.as_str(), state = state),
        false => say!(
            "transfers-not-of-this-way",
            event = event.as_str(),
            way = Message::new(standing.way.words())
        ),
    };
    let possible: Vec<&str> = standing
        .way
        .possible(standing.state)
        .map(Event::as_str)
        .collect();
    let remedy = match standing.state {
        State::Expired => say!("transfers-expired-remedy"),
        _ if possible.is_empty() => say!("transfers-over-remedy"),
        _ => say!("transfers-possible-now", events = possible),
    };
    refusal(code, id, what, remedy)
}

fn belongs(standing: &Standing, event: Event) -> bool {
    standing.way.steps().iter().any(|step| step.event == event)
}

fn say_step(standing: &Standing, what: &Happened) -> Message {
    let partner = &standing.partner;
    let did = Message::new(what.event.words());
    match what.value.as_deref().map_or("", str::trim) {
        "" => say!("transfers-step-record", what = did, partner = partner),
        value => say!(
            "transfers-step-record-with",
            what = did,
            value = value,
            partner = partner,
        ),
    }
}

/// What the form must have when it goes to the ticket; the tracker may not know all of it.
fn warn(plan: &mut Plan, standing: &Standing, event: Event) {
    if event != Event::Attached {
        return;
    }
    let transfer = Transfer(&standing.stored.resource);
    for side in [Party::Current, Party::Future] {
        if transfer.contact(side).is_empty() {
            let who = Message::new(side.words());
            plan.warnings.push(
                Problem::new(Code::Notice, say!("transfers-contact-missing", who = who))
                    .remedy(say!("transfers-contact-missing-remedy")),
            );
        }
    }
}

/// After the move both IDs stand on each subscription that the book has.
fn both_ids(plan: &mut Plan, desk: &Desk, standing: &Standing, value: &str) -> Result<(), Failure> {
    let transfer = Transfer(&standing.stored.resource);
    let first = transfer.items().next().map(|item| item.subscription());
    let held = desk.subscriptions(&standing.stored.key.customer)?;
    for (old, new) in new_ids(value) {
        let old = old.or(first).unwrap_or_default();
        plan.consequences
            .push(say!("transfers-quote-both", old = old, new = new));
        let id = old.to_ascii_lowercase();
        let Some(stored) = held.iter().find(|one| one.key.id == id) else {
            continue;
        };
        let mut after = stored.resource.clone();
        after.set("partnerdeck.azureSubscriptionId", old);
        after.set("partnerdeck.serviceSubscriptionId", new);
        plan.summary.changed += 1;
        plan.changes.push(Change {
            key: stored.key.clone(),
            expect: Expect::Version(stored.version),
            after: Some(after),
        });
    }
    Ok(())
}
