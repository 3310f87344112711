//! The demo book: invented accounts, and what invented colleagues did to them in the last weeks. The accounts go in as one
//! entry of the history; the rest is done again through the real operations, by each colleague at his time.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::account::entry::{Operator, Undo};
use crate::account::partner::PartnerKind;
use crate::account::problem::{Code, Problem};
use crate::account::reading::{self, Hint};
use crate::account::record::{Change, CustomerId, Expect, RecordKey};
use crate::account::resource::Resource;
use crate::account::role::Role;
use crate::exchange::json::{Fault, Resources};
use crate::say;

use super::update_account::{Edit, UpdateAccount};
use super::whose_book::SetPartner;
use super::{Desk, Failure, Plan};

/// Packed by `assets/pack.rs`.
const BOOK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/demo-book.ndjson.zst"));
const HISTORY: &str = include_str!("../../assets/demo/history.json");

/// When the accounts came in: before anything of [`HISTORY`].
const BEGAN: Timestamp = Timestamp::constant(1_791_792_000, 0);

/// Fills an empty book with the demo accounts and their history, whoever works and whether or not he may write.
///
/// # Errors
/// [`Failure::Blocked`] when the book holds anything.
pub fn fill(desk: &Desk) -> Result<(), Failure> {
    if desk.store().book().version.0 > 0 {
        let problem = Problem::new(Code::Precondition, say!("demo-book-not-empty"));
        return Err(Failure::Blocked(vec![
            problem.remedy(say!("demo-book-not-empty-remedy")),
        ]));
    }
    let first = Operator {
        name: "jonas.keller".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let beginning = desk.as_of(first, BEGAN);
    say_whose(&beginning)?;
    take_in(&beginning)?;
    for deed in deeds()? {
        deed.again(desk)?;
    }
    Ok(())
}

/// A direct partner in the United States: its market is the country alone, and the accounts elsewhere show what the
/// market rule says to them.
fn say_whose(desk: &Desk) -> Result<(), Failure> {
    let partner = SetPartner {
        name: Some("Northwind Partners".to_owned()),
        tenant_id: Some("6f0b4e1c-3a52-4d0e-9a77-1c2f5e8d9b40".to_owned()),
        country: Some("US".to_owned()),
        domain: Some("northwindpartners.onmicrosoft.com".to_owned()),
        kind: Some(PartnerKind::Direct),
    };
    let mut plan = desk.plan(&partner)?;
    plan.undo = Undo::Not("undo-demo".to_owned());
    desk.apply(plan).map(drop)
}

fn take_in(desk: &Desk) -> Result<(), Failure> {
    let mut plan = Plan::new("fill_demo", "Northwind Partners");
    plan.undo = Undo::Not("undo-demo".to_owned());
    let mut records: HashMap<RecordKey, Resource> = HashMap::new();
    let book = zstd::Decoder::new(BOOK).map_err(|error| broken(Fault::Io(error)))?;
    for piece in Resources::read(book).map_err(broken)? {
        let piece = piece.map_err(broken)?;
        let read = reading::read(piece.value, &Hint::default())
            .map_err(|problem| Failure::Problems(vec![*problem]))?;
        records.insert(read.key, read.resource);
    }
    let changes = records.into_iter().map(|(key, resource)| Change {
        key,
        expect: Expect::Absent,
        after: Some(resource),
    });
    plan.changes = changes.collect();
    plan.summary.added = plan.changes.len() as u64;
    desk.apply(plan).map(drop)
}

/// The files are part of the program and a test reads them.
fn broken(fault: Fault) -> Failure {
    match fault {
        Fault::Io(error) => Failure::File("demo".to_owned(), error),
        Fault::NoJson(problem) => Failure::Usage(vec![*problem]),
    }
}

/// What a colleague did.
#[derive(Deserialize)]
struct Deed {
    at: Timestamp,
    who: String,
    role: Role,
    customer: String,
    /// Field and value, as `--set` takes them.
    set: Map<String, Value>,
}

fn deeds() -> Result<Vec<Deed>, Failure> {
    serde_json::from_str(HISTORY)
        .map_err(|error| Failure::File("demo".to_owned(), std::io::Error::from(error)))
}

impl Deed {
    fn again(self, desk: &Desk) -> Result<(), Failure> {
        let colleague = Operator {
            name: self.who,
            roles: vec![self.role],
        };
        let desk = desk.as_of(colleague, self.at);
        let wish = |(field, value): (&String, &Value)| {
            Edit::parse(&format!("{field}={}", value.as_str().unwrap_or_default()))
        };
        let update = UpdateAccount {
            customer: CustomerId::new(&self.customer),
            set: self.set.iter().map(wish).collect::<Result<_, _>>()?,
            if_match: None,
        };
        desk.apply(desk.plan(&update)?).map(drop)
    }
}
