//! One user or a few, and licenses: what stands in operations.md section 10, each change taken back byte for byte.

mod boxes;
mod demo;
mod everybody;
mod licenses;
mod lives;
mod one_user;
mod rights;
mod screen;

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Draft, Operator, Summary, Undo};
use partnerdeck::account::problem::Code;
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::{Chance, Desk, Failure, FixedClock, Operation, Report, Ticket};
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::store::{Commit, Store};

const CONTOSO: &str = "c5757d70-06f3-4f23-8367-5a9e55019f94";
const ANA: &str = "a9ef48bb-8758-4590-a312-d4a47bfaded4";

struct Counting(AtomicU64);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let state = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            *byte = (state.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 56) as u8;
        }
    }
}

fn customer() -> CustomerId {
    CustomerId::new(CONTOSO)
}

fn desk() -> Desk {
    desk_of(Cloud::Global, Role::AdminAgent, "")
}

/// A book in memory with one customer and its user Ana; `members` are further members of the customer.
fn desk_of(cloud: Cloud, role: Role, members: &str) -> Desk {
    let desk = desk_on(Box::new(MemoryStore::new(cloud)), role);
    let contoso = format!(
        r#"{{"id":"{CONTOSO}","companyProfile":{{"domain":"contoso.kr","companyName":"Contoso"}}{members}}}"#
    );
    put(&desk, Kind::Customer, CONTOSO, &contoso);
    put(
        &desk,
        Kind::User,
        ANA,
        &user(ANA, "Ana", r#","state":"active""#),
    );
    desk
}

fn desk_on(store: Box<dyn Store>, role: Role) -> Desk {
    desk_at("2026-11-22T09:00:00Z", store, role)
}

fn desk_at(now: &str, store: Box<dyn Store>, role: Role) -> Desk {
    let now: Timestamp = now.parse().unwrap();
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![role],
    };
    let chance = Box::new(Counting(AtomicU64::new(1)));
    Desk::new(store, operator, Box::new(FixedClock(now)), chance, false)
}

fn user(id: &str, name: &str, members: &str) -> String {
    let email = format!("{name}@contoso.kr");
    format!(
        r#"{{"usageLocation":"KR","id":"{id}","userPrincipalName":"{email}","displayName":"{name}"{members},"attributes":{{"objectType":"CustomerUser"}}}}"#
    )
}

fn put(desk: &Desk, kind: Kind, id: &str, json: &str) {
    let draft = Draft {
        at: desk.now(),
        who: desk.operator().clone(),
        operation: "import_book".to_owned(),
        customer: None,
        subject: "seed".to_owned(),
        summary: Summary::default(),
        undo: Undo::Not("seed".to_owned()),
        undoes: None,
    };
    let change = Change {
        key: RecordKey::new(&customer(), kind, id),
        expect: Expect::Absent,
        after: Some(serde_json::from_str::<Resource>(json).unwrap()),
    };
    desk.commit(&Commit {
        draft,
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    })
    .unwrap();
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn apply(desk: &Desk, operation: &dyn Operation) -> Report {
    desk.apply(desk.plan(operation).unwrap()).unwrap()
}

fn undo(desk: &Desk) -> Result<Report, Failure> {
    UndoEntry::default().run(desk, &Ticket::new())
}

/// The codes and fields of what was refused.
fn refused(done: Result<impl Sized, Failure>) -> Vec<(Code, String)> {
    let Err(failure) = done else {
        panic!("it was not refused");
    };
    let told = |problem: partnerdeck::account::problem::Problem| {
        (problem.code, problem.field().unwrap_or_default().to_owned())
    };
    failure.problems().into_iter().map(told).collect()
}
