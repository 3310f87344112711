//! The four hottest paths, for counting their instructions: `instructions PATH TIMES` makes a book ready and goes a path so
//! many times. What one more time costs is the difference between two counts, on a noisy machine as on a quiet one.
//! `benches/instructions.sh` takes the counts and holds them against `benches/instructions.txt`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "invented/mod.rs"]
mod invented;
#[path = "../tests/inside/session.rs"]
mod session;

use std::sync::Arc;

use invented::Invented;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::record::CustomerId;
use partnerdeck::account::role::Role;
use partnerdeck::exchange::Source;
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::update_account::{Edit, UpdateAccount};
use partnerdeck::operations::{Desk, OsChance, SystemClock, Ticket};
use partnerdeck::store::Store;
use partnerdeck::store::embedded::{EmbeddedStore, Opening};
use partnerdeck::store::memory::MemoryStore;
use session::Session;

const CUSTOMERS: u64 = 10_000;
const SEED: u64 = 7;
const WIDTH: u16 = 200;
const HEIGHT: u16 = 60;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (path, times) = match words.as_slice() {
        [path, times] => (path.as_str(), times.parse().unwrap()),
        _ => panic!("instructions one-letter|six-letters|frame|save TIMES"),
    };
    match path {
        "one-letter" => search("w", times),
        "six-letters" => search("wingti", times),
        "frame" => draw(times),
        "save" => save(times),
        _ => panic!("there is no path {path}"),
    }
}

/// A query is typed, its hits come, and the whole list comes back.
fn search(typed: &str, times: u32) {
    let mut session = list();
    for _ in 0..times {
        session.keys("/").paste(typed).settle();
        session.keys("<Esc>").settle();
    }
}

/// A full screen of the list, every cell of it anew.
fn draw(times: u32) {
    let mut session = list();
    for _ in 0..times {
        session.draw();
    }
}

/// A note of an account is changed, kept on the disk and found in the list.
fn save(times: u32) {
    let home = tempfile::tempdir().unwrap();
    let opening = Opening {
        cloud: None,
        create: true,
        read_only: false,
        seal_keys: home.path().join("keys"),
    };
    let store = EmbeddedStore::open(&home.path().join("book"), &opening).unwrap();
    let desk = desk(Box::new(store));
    let customer = CustomerId::new(&Invented { seed: SEED }.customer(CUSTOMERS / 2).id);
    for time in 0..times {
        let edit = UpdateAccount {
            customer: customer.clone(),
            set: vec![Edit::of("alias", &format!("alias {time}")).unwrap()],
            if_match: None,
        };
        desk.apply(desk.plan(&edit).unwrap()).unwrap();
    }
}

fn list() -> Session {
    let desk = desk(Box::new(MemoryStore::new(Cloud::Global)));
    Session::on(Arc::new(desk), WIDTH, HEIGHT)
}

/// A desk on a book of invented customers.
fn desk(store: Box<dyn Store>) -> Desk {
    let operator = Operator {
        name: "bench".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let desk = Desk::new(
        store,
        operator,
        Box::new(SystemClock),
        Box::new(OsChance),
        false,
    );
    let mut lines = String::new();
    for number in 0..CUSTOMERS {
        Invented { seed: SEED }.customer(number).line(&mut lines);
    }
    let import = ImportBook {
        source: Source::of_bytes("invented", lines.as_bytes()),
        customer: None,
        kind: None,
    };
    import.run(&desk, &Ticket::new()).unwrap();
    desk
}
