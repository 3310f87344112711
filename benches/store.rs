//! What the book on disk is measured with: one commit as an operator makes it, an import, and what an opening costs.
//! `cargo bench --bench store`; the disk under the temporary folder is what is measured.
#![allow(clippy::unwrap_used, missing_docs)]

use std::ops::ControlFlow;
use std::path::Path;

use divan::{Bencher, counter::ItemsCount};
use jiff::Timestamp;
use partnerdeck::account::entry::{Draft, Operator, Summary, Undo};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::store::embedded::{EmbeddedStore, Opening};
use partnerdeck::store::{Commit, Store};

const IMPORTED: u64 = 100_000;
const BATCH: u64 = 500;

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

fn import(store: &dyn Store, from: u64, to: u64) {
    let mut entry = None;
    for start in (from..to).step_by(BATCH as usize) {
        let mut batch = commit((start..start + BATCH).map(added).collect());
        batch.continues = entry;
        entry = Some(store.commit(&batch).unwrap().entry);
    }
}

/// The median is what an operator waits for after Ctrl-S: the journal synced and the state changed.
#[divan::bench(sample_count = 1_000, sample_size = 1, args = [0, IMPORTED])]
fn one_commit(bencher: Bencher, customers: u64) {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    import(&store, 1, customers + 1);
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
        .counter(ItemsCount::new(IMPORTED))
        .bench_local(|| import(&store, 0, IMPORTED));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn opening_and_a_scan_of_customers(bencher: Bencher) {
    let home = tempfile::tempdir().unwrap();
    import(&open(home.path()), 0, IMPORTED);
    bencher.counter(ItemsCount::new(IMPORTED)).bench_local(|| {
        let mut seen = 0;
        open(home.path())
            .scan(Kind::Customer, &mut |_| {
                seen += 1;
                ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(seen, IMPORTED);
    });
}
