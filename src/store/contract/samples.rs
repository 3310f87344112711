//! Customers, users and changes to try a store with, and a copy of everything that a store can tell.

use std::ops::ControlFlow;

use jiff::{SignedDuration, Timestamp};

use crate::account::entry::{Draft, Entry, Operator, Summary, Undo};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored, Version};
use crate::account::resource::Resource;
use crate::account::role::Role;
use crate::store::indexed::{Term, terms};
use crate::store::{Commit, Image, Receipt, Store};

pub(in crate::store) fn resource(json: &str) -> Resource {
    serde_json::from_str(json).unwrap()
}

pub(in crate::store) fn customer_id(name: &str) -> CustomerId {
    CustomerId::new(name)
}

pub(in crate::store) fn user_key(customer: &str, user: &str) -> RecordKey {
    RecordKey::new(&customer_id(customer), Kind::User, user)
}

pub(in crate::store) fn customer_key(customer: &str) -> RecordKey {
    RecordKey::customer(&customer_id(customer))
}

/// A customer with a primary domain and custom ones.
pub(in crate::store) fn customer(domain: &str, custom: &[&str]) -> Resource {
    let mut customer = Resource::new();
    customer.set("companyProfile.domain", domain);
    customer.set("customDomains", custom.to_vec());
    customer
}

pub(in crate::store) fn user(sign_in_name: &str) -> Resource {
    let mut user = Resource::new();
    user.set("userPrincipalName", sign_in_name);
    user
}

pub(in crate::store) fn added(key: &RecordKey, resource: Resource) -> Change {
    Change {
        key: key.clone(),
        expect: Expect::Absent,
        after: Some(resource),
    }
}

pub(in crate::store) fn changed(key: &RecordKey, from: Version, resource: Resource) -> Change {
    Change {
        key: key.clone(),
        expect: Expect::Version(from),
        after: Some(resource),
    }
}

pub(in crate::store) fn removed(key: &RecordKey, from: Version) -> Change {
    Change {
        key: key.clone(),
        expect: Expect::Version(from),
        after: None,
    }
}

/// A draft told apart by a number.
pub(in crate::store) fn draft(number: i64) -> Draft {
    Draft {
        at: Timestamp::UNIX_EPOCH + SignedDuration::from_nanos(number * 1_000_000_001),
        who: Operator {
            name: "Anna".to_owned(),
            roles: vec![Role::AdminAgent],
        },
        operation: "update_account".to_owned(),
        customer: Some(customer_id("c")),
        subject: format!("subject {number}"),
        summary: Summary {
            changed: number.unsigned_abs(),
            ..Summary::default()
        },
        undo: Undo::Possible,
        undoes: None,
    }
}

pub(in crate::store) fn commit(changes: Vec<Change>) -> Commit {
    Commit {
        draft: draft(1),
        continues: None,
        changes,
        guards: Vec::new(),
    }
}

pub(in crate::store) fn make(store: &dyn Store, changes: Vec<Change>) -> Receipt {
    store.commit(&commit(changes)).unwrap()
}

pub(in crate::store) fn add(store: &dyn Store, key: &RecordKey, resource: Resource) -> Version {
    make(store, vec![added(key, resource)]).version
}

pub(in crate::store) fn scanned(store: &dyn Store, kind: Kind) -> Vec<RecordKey> {
    let mut keys = Vec::new();
    store
        .scan(kind, &mut |stored| {
            keys.push(stored.key);
            ControlFlow::Continue(())
        })
        .unwrap();
    keys
}

pub(in crate::store) fn walked(store: &dyn Store, customer: Option<&str>) -> Vec<Stored> {
    let mut records = Vec::new();
    store
        .walk(customer.map(customer_id).as_ref(), &mut |stored| {
            records.push(stored);
            ControlFlow::Continue(())
        })
        .unwrap();
    records
}

/// Everything that a store can tell of a book.
#[derive(Debug, PartialEq)]
pub(in crate::store) struct Everything {
    version: Version,
    records: Vec<Stored>,
    /// By list and by key, which must agree with the walk.
    listed: Vec<Stored>,
    counts: Vec<u64>,
    /// Who answers to each domain and sign-in name that any record has or had.
    answers: Vec<(String, Vec<String>)>,
    history: Vec<(Entry, Vec<Image>)>,
}

pub(in crate::store) fn everything(store: &dyn Store) -> Everything {
    let records = walked(store, None);
    let history: Vec<(Entry, Vec<Image>)> = store
        .entries(None, usize::MAX)
        .unwrap()
        .into_iter()
        .map(|entry| (entry.clone(), images(store, &entry)))
        .collect();
    let mut listed = Vec::new();
    for stored in &records {
        assert_eq!(store.get(&stored.key).unwrap().as_ref(), Some(stored));
        if listed.last().is_none_or(|last: &Stored| {
            (&last.key.customer, last.key.kind) != (&stored.key.customer, stored.key.kind)
        }) {
            listed.extend(store.list(&stored.key.customer, stored.key.kind).unwrap());
        }
    }
    Everything {
        version: store.book().version,
        answers: answers(store, &history),
        listed,
        records,
        counts: Kind::ALL.map(|kind| store.count(kind).unwrap()).to_vec(),
        history,
    }
}

pub(in crate::store) fn images(store: &dyn Store, entry: &Entry) -> Vec<Image> {
    let mut images = Vec::new();
    store
        .images(entry.id, &mut |image| {
            images.push(image);
            ControlFlow::Continue(())
        })
        .unwrap();
    images
}

fn answers(store: &dyn Store, history: &[(Entry, Vec<Image>)]) -> Vec<(String, Vec<String>)> {
    let mut answers = Vec::new();
    for image in history.iter().flat_map(|(_, images)| images) {
        for resource in [&image.before, &image.after].into_iter().flatten() {
            for term in terms(&image.key, resource) {
                let who = match &term {
                    Term::Domain(domain) => store
                        .customers_on_domain(domain)
                        .unwrap()
                        .iter()
                        .map(ToString::to_string)
                        .collect(),
                    Term::SignInName(name) => store
                        .users_signing_in_as(&image.key.customer, name)
                        .unwrap()
                        .into_iter()
                        .map(|key| key.id)
                        .collect(),
                };
                answers.push((format!("{} {term:?}", image.key.customer), who));
            }
        }
    }
    answers.sort();
    answers.dedup();
    answers
}
