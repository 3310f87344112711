//! Accounts added and changed, on the memory store: plans, refusals, conflicts, undo.

mod add;
mod update;

use std::sync::Mutex;

use partnerdeck::account::billing::{CITY, COUNTRY, EMAIL, FIELDS, PHONE, POSTAL_CODE, STATE};
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Operator, Undo};
use partnerdeck::account::problem::{Code, Problem};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Version};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::operations::add_customer::AddCustomer;
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::passwords::{HandOver, Which, hand_over_to};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::update_account::{Edit, Merge, Side, UpdateAccount};
use partnerdeck::operations::{
    Chance, Conflict, Desk, Failure, FixedClock, Outcome, Plan, Report, Ticket,
};
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::store::{Commit, Guard};
use partnerdeck::words::{Language, Words};

const ID: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

const CUSTOMER: &str = r#"{"id":"dfd8cc0a-c592-468c-8461-869a38d24738","companyProfile":{"domain":"wingtip.onmicrosoft.com"},"billingProfile":{"id":"b","email":"gena@wingtiptoys.com","culture":"en-US","language":"En","companyName":"Wingtip Toys","defaultAddress":{"country":"US","city":"Redmond","state":"WA","addressLine1":"One Microsoft Way","postalCode":"98052","firstName":"Gena","lastName":"Soto","phoneNumber":"4255550101"},"x":1.50},"relationshipToPartner":"reseller","unknown":null}"#;

/// Bytes that repeat themselves in every test.
struct Counted(Mutex<u64>);

impl Chance for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for byte in bytes {
            *state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (*state >> 56) as u8;
        }
    }
}

fn desk_of(cloud: Cloud, role: Role) -> Desk {
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![role],
    };
    let now = "2026-11-22T09:00:00Z".parse().unwrap();
    Desk::new(
        Box::new(MemoryStore::new(cloud)),
        operator,
        Box::new(FixedClock(now)),
        Box::new(Counted(Mutex::new(7))),
        false,
    )
}

fn desk() -> Desk {
    desk_of(Cloud::Global, Role::GlobalAdmin)
}

fn put(desk: &Desk, key: RecordKey, json: &str) {
    let change = Change {
        key,
        expect: Expect::Absent,
        after: Some(resource(json)),
    };
    let commit = Commit {
        draft: Plan::new("import_book", "").draft(desk),
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    };
    desk.commit(&commit).unwrap();
}

fn desk_with(customer: &str) -> Desk {
    let desk = desk();
    put(&desk, key(), customer);
    desk
}

/// A book whose partner is known, so that no rule is skipped.
fn of_partner(desk: &Desk, country: &str) {
    let nobody = CustomerId::nobody();
    let json = format!(r#"{{"country":"{country}","domain":"northwind.onmicrosoft.com"}}"#);
    put(desk, RecordKey::new(&nobody, Kind::Book, "partner"), &json);
}

fn id() -> CustomerId {
    CustomerId::new(ID)
}

fn key() -> RecordKey {
    RecordKey::customer(&id())
}

fn resource(json: &str) -> Resource {
    serde_json::from_str(json).unwrap()
}

fn stored(desk: &Desk) -> String {
    let stored = desk.store().get(&key()).unwrap().unwrap();
    serde_json::to_string(&stored.resource).unwrap()
}

fn version(desk: &Desk) -> Version {
    desk.store().get(&key()).unwrap().unwrap().version
}

fn update(wishes: &[&str]) -> UpdateAccount {
    UpdateAccount {
        customer: id(),
        set: Edit::parse_all(wishes).unwrap(),
        if_match: None,
    }
}

fn save(desk: &Desk, wishes: &[&str]) -> Result<Report, Failure> {
    desk.apply(desk.plan(&update(wishes))?)
}

fn refused(result: Result<impl Sized, Failure>) -> Vec<(String, Code)> {
    let place = |problem: &Problem| problem.field().unwrap_or_default().to_owned();
    match result {
        Err(Failure::Problems(problems)) => problems.iter().map(|p| (place(p), p.code)).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

fn conflict(result: Result<impl Sized, Failure>) -> Conflict {
    match result {
        Err(Failure::Conflict(conflict)) => *conflict,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("no conflict"),
    }
}

fn in_words(plan: &Plan) -> Vec<String> {
    let words = Words::load(Language::English);
    plan.steps.iter().map(|step| words.say(step)).collect()
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn undo(desk: &Desk) -> Result<Report, Failure> {
    UndoEntry::default().run(desk, &Ticket::new())
}
