//! Large files, whose steps are laid ahead of being committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::account::cloud::Cloud;
use crate::account::entry::Operator;
use crate::account::reading::{Hint, read};
use crate::account::record::{CustomerId, Kind, RecordKey};
use crate::account::role::Role;
use crate::exchange::Source;
use crate::operations::import_book::ImportBook;
use crate::operations::update_account::{Edit, UpdateAccount};
use crate::operations::{Desk, Failure, FixedClock, OsChance, Plan, Report, Ticket};
use crate::store::memory::MemoryStore;

use super::{Incoming, Intake, Mode, Survey, Take};

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

/// So many customers that the file counts as a large one.
const MANY: u8 = 200;

fn incoming(number: u8) -> Incoming {
    let json =
        serde_json::json!({"id": id(number), "companyProfile": {"companyName": "of the file"}});
    let hint = Hint {
        otherwise: Some(Kind::Customer),
        ..Hint::default()
    };
    Incoming {
        line: u64::from(number),
        length: 0,
        what: Ok(Box::new(read(json, &hint).unwrap())),
        notes: Vec::new(),
    }
}

/// An import of many customers; something may happen before each is read.
fn import(
    desk: &Desk,
    ticket: &Ticket,
    mut before: impl FnMut(u8) -> Result<(), Failure> + Send,
) -> Result<Report, Failure> {
    let mut survey = Survey::default();
    (0..MANY).for_each(|_| survey.note(None));
    let plan = Plan::new("import_book", "test".to_owned());
    let mut intake = Intake::new(desk, ticket, Mode::Real, plan, survey)?;
    intake.feed(|take: Take<'_>| {
        (0..MANY).try_for_each(|number| {
            before(number)?;
            take(incoming(number))
        })
    })?;
    intake.finish()
}

/// Saves as an operator does who is told that the import was quicker: he looks at the account again.
fn save(desk: &Desk, what: &UpdateAccount) -> Result<(), Failure> {
    loop {
        match desk.plan(what).and_then(|plan| desk.apply(plan)) {
            Err(Failure::Conflict(_)) => {}
            other => return other.map(|_| ()),
        }
    }
}

#[test]
fn what_somebody_else_saves_meanwhile_stays() {
    for saved in [0_u8, 3, 97, 150] {
        let desk = desk();
        let first: Vec<(u8, String)> = (0..MANY).map(|number| (number, "old".to_owned())).collect();
        file(&first).run(&desk, &Ticket::new()).unwrap();
        let note = UpdateAccount {
            customer: CustomerId::new(&id(saved)),
            set: Edit::parse_all(&["notes=call back"]).unwrap(),
            if_match: None,
        };
        let done = import(&desk, &Ticket::new(), |number| {
            if number == 100 {
                save(&desk, &note)?;
            }
            Ok(())
        });
        assert_eq!(done.unwrap().plan.summary.changed, u64::from(MANY));
        let account = desk.customer(&note.customer).unwrap().resource;
        let says = ["partnerdeck.notes", "companyProfile.companyName"];
        let says = says.map(|path| account.text_or_empty(path));
        assert_eq!(says, ["call back", "of the file"], "{saved}");
    }
}

#[test]
fn a_stopped_import_says_what_is_in_the_book_and_goes_on_from_there() {
    let (desk, ticket) = (desk(), Ticket::new());
    let ended = import(&desk, &ticket, |number| {
        if number == 150 {
            ticket.cancel();
        }
        Ok(())
    });
    let there = names(&desk).len() as u64;
    let Err(Failure::ImportStopped(taken, 200)) = ended else {
        panic!("not stopped");
    };
    assert_eq!(taken, there);
    let report = import(&desk, &Ticket::new(), |_| Ok(())).unwrap();
    let summary = report.plan.summary;
    assert_eq!((summary.unchanged, summary.added), (there, 200 - there));
    // The second run is one entry with the numbers of the whole file, however few records it changed.
    let entries = desk.store().entries(None, 9).unwrap();
    assert_eq!(entries[0].draft.summary, summary);
    assert_eq!(entries.len(), 1 + usize::from(there > 0));
}

#[test]
fn a_file_that_changes_its_first_record_alone_is_one_commit_and_its_numbers() {
    let desk = desk();
    import(&desk, &Ticket::new(), |_| Ok(())).unwrap();
    let key = RecordKey::customer(&CustomerId::new(&id(0)));
    let note = UpdateAccount {
        customer: key.customer.clone(),
        set: Edit::parse_all(&["alias=first"]).unwrap(),
        if_match: None,
    };
    desk.apply(desk.plan(&note).unwrap()).unwrap();
    let undo = desk.store().book().version;
    let report = import(&desk, &Ticket::new(), |_| Ok(())).unwrap();
    assert_eq!(report.plan.summary.unchanged, u64::from(MANY));
    assert_eq!(desk.store().book().version, undo);

    let renamed: Vec<(u8, String)> = (0..MANY)
        .map(|number| {
            (
                number,
                if number == 0 { "new" } else { "of the file" }.to_owned(),
            )
        })
        .collect();
    let report = file(&renamed).run(&desk, &Ticket::new()).unwrap();
    assert_eq!(
        (report.plan.summary.changed, report.plan.summary.unchanged),
        (1, 199)
    );
    assert_eq!(desk.store().book().version.0, undo.0 + 2);
    let entry = desk
        .store()
        .entry(report.history.unwrap())
        .unwrap()
        .unwrap();
    assert_eq!(entry.draft.summary, report.plan.summary);
}
