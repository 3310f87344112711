//! The index keeps step with the book, built or kept.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::account::cloud::Cloud;
use crate::account::entry::{Draft, Operator, Summary, Undo};
use crate::account::record::{Expect, RecordKey};
use crate::search::{Ask, Cancel, Hits, Query, Removed, Sort};
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

/// A book in a folder, with more customers than the first rows are.
fn book_of_many(home: &tempfile::TempDir) -> EmbeddedStore {
    let store = open(home);
    for number in 4..20 {
        store.commit(&adding(&format!("b{number:02}"))).unwrap();
    }
    store
}

fn open(home: &tempfile::TempDir) -> EmbeddedStore {
    let opening = Opening {
        cloud: None,
        create: true,
        read_only: false,
        seal_keys: home.path().join("keys"),
    };
    EmbeddedStore::open_early(&home.path().join("book"), &opening).unwrap()
}

/// The first so many rows of the whole list, and how long it is.
fn beginning(index: &Arc<Index>, count: usize) -> (Vec<crate::search::Row>, u64) {
    let ask = Ask {
        query: &Query::default(),
        removed: Removed::Hidden,
        sort: Sort::default(),
        read: &|_| None,
        cancel: &Cancel::new(),
    };
    let hits = Hits::find(index, ask, None).unwrap();
    (hits.page(0, count), hits.len() as u64)
}

#[test]
fn the_first_rows_are_there_before_the_index_and_only_as_long() {
    let home = tempfile::tempdir().unwrap();
    let store = book_of_many(&home);
    let listing = Listing::default();
    assert!(listing.first_rows(&store).is_none(), "nothing is kept yet");
    listing.index(&store).unwrap();
    listing.keep(&store);
    drop(store);

    let store = open(&home);
    let listing = Listing::default();
    let first = listing.first_rows(&store).unwrap();
    assert_eq!(first.visible(), 16);
    let shown = beginning(first.index(), 99).0;
    assert!(!shown.is_empty());
    // Somebody saves before the rest is there.
    let late = adding("a");
    listing
        .follow(&store, &late.changes, || store.commit(&late))
        .unwrap();
    assert!(listing.first_rows(&store).is_none());
    let index = listing.index(&store).unwrap();
    assert_eq!(beginning(&index, 1).0[0].name, "a");
    assert!(listing.first_rows(&store).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_first_rows_are_those_of_the_book_or_none(before in steps(), unseen in steps()) {
        let home = tempfile::tempdir().unwrap();
        let store = book_of_many(&home);
        before.iter().for_each(|step| make(&store, None, step));
        let listing = Listing::default();
        listing.index(&store).unwrap();
        listing.keep(&store);
        unseen.iter().for_each(|step| make(&store, None, step));
        drop(store);

        let store = open(&home);
        let listing = Listing::default();
        let first = listing.first_rows(&store);
        let index = listing.index(&store).unwrap();
        if let Some(first) = first {
            let (shown, _) = beginning(first.index(), usize::MAX);
            let (true_rows, true_count) = beginning(&index, shown.len());
            prop_assert_eq!(shown, true_rows);
            prop_assert_eq!(first.visible(), true_count);
        } else {
            prop_assert!(!unseen.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_kept_becomes_what_would_be_built(before in steps(), seen in steps(), unseen in steps()) {
        let home = tempfile::tempdir().unwrap();
        let store = open(&home);
        before.iter().for_each(|step| make(&store, None, step));
        let listing = Listing::default();
        listing.index(&store).unwrap();
        seen.iter().for_each(|step| make(&store, Some(&listing), step));
        listing.keep(&store);
        prop_assert!(home.path().join("book/search.cols").exists());
        // As a command does that never looks at the list.
        unseen.iter().for_each(|step| make(&store, None, step));
        drop(store);

        let store = open(&home);
        let beside = store.kept(Derived::Columns).unwrap();
        let kept = rows::kept(&beside, &store).unwrap().unwrap();
        let built = rows::read_all(&store).unwrap();
        prop_assert_eq!(rows_of(&kept), rows_of(&built));
        prop_assert_eq!(rows_of(&Listing::default().index(&store).unwrap()), rows_of(&built));
    }
}
