//! Customers welcomed, on the memory store: the agreement, special qualifications, a new customer with all that belongs
//! to it. Operations.md sections 2, 8 and 11.

mod add;
mod agreement;
mod qualification;
mod section;
mod wizard;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::problem::{Code, Problem};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::{
    Desk, Failure, FixedClock, Operation, OsChance, Plan, Report, Ticket,
};
use partnerdeck::store::Commit;
use partnerdeck::store::memory::MemoryStore;

const ID: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

const CUSTOMER: &str = r#"{"id":"dfd8cc0a-c592-468c-8461-869a38d24738","companyProfile":{"companyName":"Wingtip","domain":"wingtip.onmicrosoft.com"},"billingProfile":{"companyName":"Wingtip Toys","email":"gena@wingtiptoys.com","culture":"en-US","defaultAddress":{"country":"US"}},"relationshipToPartner":"reseller"}"#;

fn id() -> CustomerId {
    CustomerId::new(ID)
}

fn resource(json: &str) -> Resource {
    serde_json::from_str(json).unwrap()
}

fn put_at(desk: &Desk, key: RecordKey, json: &str) {
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

fn put(desk: &Desk, kind: Kind, key: &str, json: &str) {
    put_at(desk, RecordKey::new(&id(), kind, key), json);
}

/// An empty book of a direct-bill partner in the United States, unless another one is said.
fn empty(cloud: Cloud, role: Role, partner: &str) -> Desk {
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![role],
    };
    let desk = Desk::new(
        Box::new(MemoryStore::new(cloud)),
        operator,
        Box::new(FixedClock("2026-11-22T09:00:00Z".parse().unwrap())),
        Box::new(OsChance),
        false,
    );
    let nobody = CustomerId::nobody();
    put_at(
        &desk,
        RecordKey::new(&nobody, Kind::Book, "partner"),
        partner,
    );
    desk
}

fn partner(kind: &str) -> String {
    format!(r#"{{"country":"US","domain":"northwind.onmicrosoft.com","kind":"{kind}"}}"#)
}

fn desk_of(cloud: Cloud, role: Role, kind: &str) -> Desk {
    let desk = empty(cloud, role, &partner(kind));
    put(&desk, Kind::Customer, ID, CUSTOMER);
    desk
}

fn desk() -> Desk {
    desk_of(Cloud::Global, Role::GlobalAdmin, "direct")
}

fn apply(desk: &Desk, operation: &dyn Operation) -> Result<Report, Failure> {
    desk.apply(desk.plan(operation)?)
}

fn blockers(result: Result<Report, Failure>) -> Vec<(String, String)> {
    let told = |one: &Problem| {
        (
            one.code.text().into_owned(),
            one.found.clone().unwrap_or_default(),
        )
    };
    match result {
        Err(Failure::Blocked(blockers)) => blockers.iter().map(told).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => Vec::new(),
    }
}

fn codes(result: Result<Report, Failure>) -> Vec<String> {
    blockers(result).into_iter().map(|(code, _)| code).collect()
}

fn problems(result: Result<impl Sized, Failure>) -> Vec<(String, Code)> {
    let told = |one: &Problem| (one.field().unwrap_or_default().to_owned(), one.code);
    match result {
        Err(Failure::Problems(problems)) => problems.iter().map(told).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    String::from_utf8(bytes).unwrap()
}
