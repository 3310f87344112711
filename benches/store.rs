//! What the book on disk is measured with: one commit as an operator makes it, records looked up in a large book, an import,
//! bringing it to the disk, and what an opening costs. `PARTNERDECK_BENCH_ROWS=1000000 cargo bench --bench store`; the disk
//! under the temporary folder is what is measured.
#![allow(clippy::unwrap_used, missing_docs)]

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;

use divan::{Bencher, counter::ItemsCount};
use jiff::Timestamp;
use partnerdeck::account::entry::{Draft, Operator, Summary, Undo};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::store::embedded::{EmbeddedStore, Opening};
use partnerdeck::store::{Commit, Store};

/// Customers of a large book.
static IMPORTED: LazyLock<u64> = LazyLock::new(|| {
    let wanted = std::env::var("PARTNERDECK_BENCH_ROWS");
    let wanted = wanted.ok().and_then(|text| text.parse().ok());
    wanted.unwrap_or(100_000)
});
const BATCH: u64 = 500;
/// Customers that are still in memory when they are brought to the disk.
const UNSETTLED: u64 = 40_000;
/// Users of each customer whose users are asked for.
const USERS: u64 = 5;

fn main() {
    divan::main();
}

fn open(home: &Path) -> EmbeddedStore {
    let opening = Opening {
        cloud: None,
        create: true,
        read_only: false,
        seal_keys: home.join("keys"),
    };
    EmbeddedStore::open(&home.join("book"), &opening).unwrap()
}

/// Numbers in an order that looks random, as Microsoft IDs do.
fn id(number: u64) -> CustomerId {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    CustomerId::new(&format!("{mixed:016x}-0000-4000-8000-{number:012}"))
}

/// About 900 bytes, as the service's own are.
fn customer(number: u64) -> Resource {
    let id = id(number);
    serde_json::from_str(&format!(
        r#"{{"id":"{id}","commerceId":"{id}","companyProfile":{{"tenantId":"{id}","domain":"customer{number}.onmicrosoft.com",
        "companyName":"Customer {number} Ltd","address":{{"country":"KR","city":"Seoul","addressLine1":"Street {number}"}},
        "email":"it@customer{number}.example"}},"billingProfile":{{"firstName":"Anna","lastName":"Kim","email":"anna@customer{number}.example",
        "culture":"ko-KR","language":"ko","companyName":"Customer {number} Ltd","defaultAddress":{{"country":"KR","city":"Seoul",
        "state":"Seoul","addressLine1":"Street {number}","postalCode":"04524","phoneNumber":"+82 2 1234 5678"}}}},
        "relationshipToPartner":"reseller","allowDelegatedAccess":true,"customDomains":["customer{number}.example"],
        "attributes":{{"objectType":"Customer"}}}}"#
    ))
    .unwrap()
}

fn commit(changes: Vec<Change>) -> Commit {
    Commit {
        draft: Draft {
            at: Timestamp::now(),
            who: Operator {
                name: "anna".to_owned(),
                roles: Vec::new(),
            },
            operation: "import_customers".to_owned(),
            customer: None,
            subject: "customers.csv".to_owned(),
            summary: Summary::default(),
            undo: Undo::Possible,
            undoes: None,
        },
        continues: None,
        changes,
        guards: Vec::new(),
    }
}

fn added(number: u64) -> Change {
    Change {
        key: RecordKey::customer(&id(number)),
        expect: Expect::Absent,
        after: Some(customer(number)),
    }
}

fn with_users(number: u64) -> Vec<Change> {
    let user = |user: u64| {
        let text = format!(
            r#"{{"id":"{user:012}","userPrincipalName":"user{user}@customer{number}.onmicrosoft.com","displayName":"User {user} of {number}",
            "firstName":"Anna","lastName":"Kim","usageLocation":"KR","state":"active","attributes":{{"objectType":"CustomerUser"}}}}"#
        );
        Change {
            key: RecordKey::new(&id(number), Kind::User, &format!("{user:012}")),
            expect: Expect::Absent,
            after: Some(serde_json::from_str(&text).unwrap()),
        }
    };
    let mut changes = vec![added(number)];
    changes.extend((0..USERS).map(user));
    changes
}

fn import(store: &dyn Store, from: u64, to: u64) {
    import_each(store, from, to, &|number| vec![added(number)]);
}

fn import_each(store: &dyn Store, from: u64, to: u64, changes: &dyn Fn(u64) -> Vec<Change>) {
    let mut entry = None;
    for start in (from..to).step_by(BATCH as usize) {
        let numbers = start..(start + BATCH).min(to);
        let mut batch = commit(numbers.flat_map(changes).collect());
        batch.continues = entry;
        entry = Some(store.commit(&batch).unwrap().entry);
    }
}

/// The median is what an operator waits for after Ctrl-S: the journal synced and the state changed.
#[divan::bench(sample_count = 1_000, sample_size = 1, args = [0, *IMPORTED])]
fn one_commit(bencher: Bencher, customers: u64) {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    import(&store, 1, customers + 1);
    store.checkpoint().unwrap();
    let key = RecordKey::customer(&id(0));
    let mut version = store.commit(&commit(vec![added(0)])).unwrap().version;
    bencher.bench_local(|| {
        let change = Change {
            key: key.clone(),
            expect: Expect::Version(version),
            after: Some(customer(0)),
        };
        version = store.commit(&commit(vec![change])).unwrap().version;
    });
}

#[divan::bench(sample_count = 1)]
fn import_of_customers(bencher: Bencher) {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    bencher
        .counter(ItemsCount::new(*IMPORTED))
        .bench_local(|| import(&store, 0, *IMPORTED));
}

/// What waits in memory brought to the disk as one whole.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn checkpoint_of_customers(bencher: Bencher) {
    let filled = || {
        let home = tempfile::tempdir().unwrap();
        let store = open(home.path());
        import(&store, 0, UNSETTLED);
        (home, store)
    };
    bencher
        .counter(ItemsCount::new(UNSETTLED))
        .with_inputs(filled)
        .bench_local_values(|(home, store)| {
            store.checkpoint().unwrap();
            (home, store)
        });
}

/// A book with users, as it is after an import and after it was written anew.
fn with_a_large_book(bencher: Bencher, compacted: bool, look: impl Fn(&EmbeddedStore, u64)) {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    import_each(&store, 0, *IMPORTED, &with_users);
    store.checkpoint().unwrap();
    if compacted {
        store.compact().unwrap();
    }
    let mut number = 0;
    bencher.bench_local(|| {
        number = (number + 7_919) % *IMPORTED;
        look(&store, number);
    });
}

#[divan::bench(sample_count = 1_000, sample_size = 1, args = [false, true])]
fn one_record(bencher: Bencher, compacted: bool) {
    with_a_large_book(bencher, compacted, |store, number| {
        let found = store.get(&RecordKey::customer(&id(number))).unwrap();
        assert!(found.is_some());
    });
}

#[divan::bench(sample_count = 1_000, sample_size = 1, args = [false, true])]
fn one_record_that_is_not_there(bencher: Bencher, compacted: bool) {
    with_a_large_book(bencher, compacted, |store, number| {
        let key = RecordKey::customer(&id(*IMPORTED + number));
        assert_eq!(store.get(&key).unwrap(), None);
    });
}

#[divan::bench(sample_count = 1_000, sample_size = 1, args = [false, true])]
fn users_of_one_customer(bencher: Bencher, compacted: bool) {
    with_a_large_book(bencher, compacted, |store, number| {
        let found = store.list(&id(number), Kind::User).unwrap();
        assert_eq!(found.len() as u64, USERS);
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn opening_and_a_scan_of_customers(bencher: Bencher) {
    let home = tempfile::tempdir().unwrap();
    import(&open(home.path()), 0, *IMPORTED);
    bencher.counter(ItemsCount::new(*IMPORTED)).bench_local(|| {
        let mut seen = 0;
        open(home.path())
            .scan(Kind::Customer, &mut |_| {
                seen += 1;
                ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(seen, *IMPORTED);
    });
}
