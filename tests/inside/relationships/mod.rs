//! Relationships: their end, their beginning, and the indirect resellers between (operations.md sections 3, 9 and 12).

mod inviting;
mod removing;
mod resellers;
mod screen;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::role::Role;
use partnerdeck::operations::{Desk, FixedClock, OsChance, Plan};
use partnerdeck::store::Commit;
use partnerdeck::store::memory::MemoryStore;

const WINGTIP: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

/// An empty book in memory.
fn desk_as(cloud: Cloud, role: Role, now: &str) -> Desk {
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![role],
    };
    Desk::new(
        Box::new(MemoryStore::new(cloud)),
        operator,
        Box::new(FixedClock(now.parse().unwrap())),
        Box::new(OsChance),
        false,
    )
}

fn desk() -> Desk {
    desk_as(Cloud::Global, Role::GlobalAdmin, "2026-11-22T09:00:00Z")
}

fn wingtip() -> CustomerId {
    CustomerId::new(WINGTIP)
}

/// Puts a record into the book as an import would.
fn put(desk: &Desk, key: RecordKey, json: &str) {
    let there = desk.store().get(&key).unwrap();
    let change = Change {
        expect: there.map_or(Expect::Absent, |stored| Expect::Version(stored.version)),
        key,
        after: Some(serde_json::from_str(json).unwrap()),
    };
    let commit = Commit {
        draft: Plan::new("import_book", "").draft(desk),
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    };
    desk.commit(&commit).unwrap();
}

fn of_wingtip(kind: Kind, id: &str) -> RecordKey {
    RecordKey::new(&wingtip(), kind, id)
}
