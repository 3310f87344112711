//! Large files, whose steps are laid ahead of being committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::account::cloud::Cloud;
use crate::account::entry::Operator;
use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::role::Role;
use crate::exchange::Source;
use crate::operations::import_book::ImportBook;
use crate::operations::{Desk, Failure, FixedClock, OsChance, Ticket};
use crate::store::memory::MemoryStore;

fn desk() -> Desk {
    let operator = Operator {
        name: "anna".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    let clock = Box::new(FixedClock(Timestamp::UNIX_EPOCH));
    Desk::new(store, operator, clock, Box::new(OsChance), false)
}

fn id(number: u8) -> String {
    format!("0000{number:04}-1111-4222-8333-444444444444")
}

fn file(records: &[(u8, String)]) -> ImportBook {
    let mut text = String::new();
    for (number, name) in records {
        let id = id(*number);
        let _ = writeln!(
            text,
            r#"{{"kind":"customer","customer":"{id}","resource":{{"id":"{id}","companyProfile":{{"companyName":"{name}"}}}}}}"#
        );
    }
    ImportBook {
        source: Source::of_bytes("customers.ndjson", text.as_bytes()),
        customer: None,
        kind: None,
    }
}

fn names(desk: &Desk) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    desk.store()
        .scan(Kind::Customer, &mut |stored| {
            let name = stored.resource.text_or_empty("companyProfile.companyName");
            names.insert(stored.key.id.clone(), name.to_owned());
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    names
}

fn records() -> impl Strategy<Value = Vec<(u8, String)>> {
    // Few customers and few names, so that many come again, changed or not.
    prop::collection::vec((0..30_u8, "[ab]"), 21..80)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_large_file_ends_as_if_its_records_came_one_by_one(before in records(), then in records()) {
        let desk = desk();
        let mut expected = BTreeMap::new();
        for records in [before, then] {
            let (mut added, mut changed, mut unchanged) = (0, 0, 0);
            for (number, name) in &records {
                match expected.insert(id(*number), name.clone()) {
                    None => added += 1,
                    Some(old) if old == *name => unchanged += 1,
                    Some(_) => changed += 1,
                }
            }
            let report = file(&records).run(&desk, &Ticket::new()).unwrap();
            let summary = report.plan.summary;
            prop_assert_eq!((summary.added, summary.changed, summary.unchanged), (added, changed, unchanged));
            prop_assert_eq!(&names(&desk), &expected);
        }
        prop_assert_eq!(desk.store().entries(None, 9).unwrap().len(), 2);
    }
}

#[test]
fn a_cancelled_import_keeps_whole_steps_and_ends() {
    let records: Vec<(u8, String)> = (0..200).map(|number| (number, "a".to_owned())).collect();
    let (desk, ticket) = (desk(), Ticket::new());
    ticket.cancel();
    let ended = file(&records).run(&desk, &ticket);
    assert!(matches!(ended, Err(Failure::Interrupted)));
    assert!(names(&desk).is_empty());
    let done = file(&records).run(&desk, &Ticket::new()).unwrap();
    assert_eq!(done.plan.summary.added, 200);
    let key = RecordKey::customer(&CustomerId::new(&id(199)));
    assert!(desk.store().get(&key).unwrap().is_some());
}
