//! Random runs of changes, done to two stores: they must answer alike and end alike.

use proptest::prelude::*;

use super::samples::{customer, customer_key, draft, everything, user, user_key};
use crate::account::entry::EntryId;
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Version};
use crate::account::resource::Resource;
use crate::store::{Commit, Guard, Store};

/// A change in words that do not depend on what the book has, so that they can be made up beforehand.
#[derive(Debug, Clone)]
pub(in crate::store) struct Step {
    changes: Vec<(RecordKey, Assumption, Option<Resource>)>,
    guards: Vec<Guard>,
    /// An entry so many back from the newest.
    continues: Option<u64>,
    undoes: Option<u64>,
}

/// What a change is planned from.
#[derive(Debug, Clone, Copy)]
enum Assumption {
    /// What the book has.
    Right,
    Absent,
    Version(u64),
}

pub(super) const NAMES: [&str; 4] = ["a", "B", "a\u{0}", "ab"];
pub(super) const DOMAINS: [&str; 4] = ["one.example", "Two.example", "two.EXAMPLE", ""];

fn any_name() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(NAMES.to_vec())
}

fn any_domain() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(DOMAINS.to_vec())
}

fn any_record() -> impl Strategy<Value = (RecordKey, Resource)> {
    prop_oneof![
        (
            any_name(),
            any_domain(),
            proptest::collection::vec(any_domain(), 0..3)
        )
            .prop_map(|(name, domain, custom)| (customer_key(name), customer(domain, &custom))),
        (any_name(), any_name(), any_domain())
            .prop_map(|(customer, id, name)| (user_key(customer, id), user(name))),
        any_name().prop_map(|name| {
            let key = RecordKey::new(&CustomerId::new(name), Kind::Subscription, "s");
            (key, user("not a user"))
        }),
    ]
}

fn any_assumption() -> impl Strategy<Value = Assumption> {
    prop_oneof![
        12 => Just(Assumption::Right),
        1 => Just(Assumption::Absent),
        1 => (0..9_u64).prop_map(Assumption::Version),
    ]
}

fn any_guard() -> impl Strategy<Value = Guard> {
    prop_oneof![
        (any_domain(), any_name()).prop_map(|(domain, except)| Guard::DomainFree {
            domain: domain.to_owned(),
            except: CustomerId::new(except),
        }),
        (any_name(), any_domain(), any_name()).prop_map(|(customer, name, id)| {
            Guard::SignInNameFree {
                customer: CustomerId::new(customer),
                name: name.to_owned(),
                except: vec![user_key(customer, id)],
            }
        }),
    ]
}

pub(super) fn any_step() -> impl Strategy<Value = Step> {
    let change = (
        any_record(),
        any_assumption(),
        proptest::bool::weighted(0.8),
    )
        .prop_map(|((key, resource), assumption, stays)| {
            (key, assumption, stays.then_some(resource))
        });
    let now_and_then = || proptest::option::weighted(0.15, 0..5_u64);
    (
        proptest::collection::vec(change, 0..6),
        proptest::collection::vec(any_guard(), 0..2),
        now_and_then(),
        now_and_then(),
    )
        .prop_map(|(changes, guards, continues, undoes)| Step {
            changes,
            guards,
            continues,
            undoes,
        })
}

/// Up to thirty changes.
pub(in crate::store) fn any_run() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(any_step(), 1..30)
}

/// Does one step to both stores, which must answer alike.
pub(in crate::store) fn step(number: usize, step: &Step, one: &dyn Store, two: &dyn Store) {
    let commit = commit(number, step, one);
    let answers = [one, two].map(|store| store.commit(&commit));
    let [one, two] = answers.map(|answer| format!("{answer:?}"));
    assert_eq!(one, two, "step {number}");
}

/// Compares all that two stores can tell.
pub(in crate::store) fn compare(one: &dyn Store, two: &dyn Store) {
    assert_eq!(everything(one), everything(two));
}

/// The change as it is planned from what a store has.
pub(super) fn commit(number: usize, step: &Step, store: &dyn Store) -> Commit {
    let back = |steps: u64| {
        let newest = store
            .entries(None, 1)
            .unwrap()
            .first()
            .map(|entry| entry.id.0);
        EntryId(newest.unwrap_or(0).saturating_sub(steps))
    };
    let mut changes: Vec<Change> = Vec::new();
    for (key, assumption, after) in &step.changes {
        if changes.iter().any(|change| change.key == *key) {
            continue;
        }
        let expect = match assumption {
            Assumption::Absent => Expect::Absent,
            Assumption::Version(version) => Expect::Version(Version(*version)),
            Assumption::Right => store
                .get(key)
                .unwrap()
                .map_or(Expect::Absent, |stored| Expect::Version(stored.version)),
        };
        changes.push(Change {
            key: key.clone(),
            expect,
            after: after.clone(),
        });
    }
    let mut draft = draft(number as i64);
    draft.undoes = step.undoes.map(back);
    Commit {
        draft,
        continues: step.continues.map(back),
        changes,
        guards: step.guards.clone(),
    }
}
