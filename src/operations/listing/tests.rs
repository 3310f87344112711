//! The index keeps step with the book, built or kept.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::account::cloud::Cloud;
use crate::account::entry::{Draft, Operator, Summary, Undo};
use crate::account::record::{Expect, RecordKey};
use crate::store::Commit;
use crate::store::embedded::{EmbeddedStore, Opening};
use crate::store::memory::MemoryStore;

fn adding(name: &str) -> Commit {
    let json = serde_json::json!({"companyProfile": {"companyName": name}});
    adding_to(RecordKey::customer(&CustomerId::new(name)), json)
}

/// Adds a record.
pub(super) fn adding_to(key: RecordKey, json: serde_json::Value) -> Commit {
    let change = Change {
        key,
        expect: Expect::Absent,
        after: serde_json::from_value(json).ok(),
    };
    Commit {
        draft: Draft {
            at: jiff::Timestamp::UNIX_EPOCH,
            who: Operator {
                name: String::new(),
                roles: Vec::new(),
            },
            operation: "test".to_owned(),
            customer: None,
            subject: String::new(),
            summary: Summary::default(),
            undo: Undo::Possible,
            undoes: None,
        },
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    }
}

#[test]
fn what_is_committed_while_the_book_is_read_is_in_the_index() {
    let store = MemoryStore::new(Cloud::Global);
    let listing = Listing::default();
    store.commit(&adding("before")).unwrap();
    *lock(&listing.state) = State::Building(BTreeSet::new());
    let read = rows::read_all(&store).unwrap();

    let late = adding("late");
    listing
        .follow(&store, &late.changes, || store.commit(&late))
        .unwrap();
    let index = listing.catch_up(read, Version(1), &store).unwrap();

    for name in ["before", "late"] {
        assert!(index.row(&CustomerId::new(name)).is_some(), "{name}");
    }
    assert!(Arc::ptr_eq(&index, &listing.ready().unwrap()));
}

#[test]
fn a_refused_commit_leaves_the_index_alone() {
    let store = MemoryStore::new(Cloud::Global);
    let listing = Listing::default();
    let before = listing.index(&store).unwrap();
    let refused = adding("x");
    let done: Result<Receipt, ()> = listing.follow(&store, &refused.changes, || Err(()));
    assert!(done.is_err());
    assert!(Arc::ptr_eq(&before, &listing.ready().unwrap()));
}

/// One change: of which customer, of the account (`None`) or of one of its subscriptions, and what it says then.
type Step = (u8, Option<u8>, Option<Says>);

#[derive(Debug, Clone)]
struct Says {
    name: String,
    reseller: &'static str,
    seats: u64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let says = ("[a-c]{1,3}", select(vec!["", "r1", "r2"]), 0..5_u64);
    let says = says.prop_map(|(name, reseller, seats)| Says {
        name,
        reseller,
        seats,
    });
    let subscription = proptest::option::weighted(0.3, 0..2_u8);
    let step = (0..4_u8, subscription, proptest::option::weighted(0.8, says));
    proptest::collection::vec(step, 0..12)
}

fn make(store: &dyn Store, listing: Option<&Listing>, (customer, part, says): &Step) {
    let id = CustomerId::new(&format!("customer-{customer}"));
    let key = match part {
        None => RecordKey::customer(&id),
        Some(part) => RecordKey::new(&id, Kind::Subscription, &format!("subscription-{part}")),
    };
    let there = store.get(&key).unwrap();
    let json = |says: &Says| match part {
        None => {
            serde_json::json!({"companyProfile": {"companyName": says.name}, "associatedPartnerId": says.reseller})
        }
        Some(_) => {
            serde_json::json!({"status": "active", "billingType": "license", "quantity": says.seats, "partnerId": says.reseller})
        }
    };
    let mut commit = adding("x");
    commit.changes = vec![Change {
        key,
        expect: there.map_or(Expect::Absent, |stored| Expect::Version(stored.version)),
        after: says
            .as_ref()
            .and_then(|says| serde_json::from_value(json(says)).ok()),
    }];
    if commit.changes[0].expect == Expect::Absent && says.is_none() {
        return;
    }
    let write = || store.commit(&commit);
    match listing {
        Some(listing) => listing.follow(store, &commit.changes, write).unwrap(),
        None => write().unwrap(),
    };
}

fn rows_of(index: &Index) -> Vec<Option<crate::search::Row>> {
    let ids = (0..4).map(|number| CustomerId::new(&format!("customer-{number}")));
    ids.map(|id| index.row(&id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_kept_becomes_what_would_be_built(before in steps(), seen in steps(), unseen in steps()) {
        let home = tempfile::tempdir().unwrap();
        let opening = Opening {
            cloud: None,
            create: true,
            read_only: false,
            seal_keys: home.path().join("keys"),
        };
        let open = || EmbeddedStore::open_early(&home.path().join("book"), &opening).unwrap();
        let store = open();
        before.iter().for_each(|step| make(&store, None, step));
        let listing = Listing::default();
        listing.index(&store).unwrap();
        seen.iter().for_each(|step| make(&store, Some(&listing), step));
        listing.keep(&store);
        prop_assert!(home.path().join("book/search.cols").exists());
        // As a command does that never looks at the list.
        unseen.iter().for_each(|step| make(&store, None, step));
        drop(store);

        let store = open();
        let kept = rows::kept(&store).unwrap().unwrap();
        let built = rows::read_all(&store).unwrap();
        prop_assert_eq!(rows_of(&kept), rows_of(&built));
        prop_assert_eq!(rows_of(&Listing::default().index(&store).unwrap()), rows_of(&built));
    }
}
