//! How long an operator waits for a users file of 10,000 rows, beside 10,000 users that are there already:
//! `cargo bench --bench users_file`. Goals: read and checked within 300 ms, checked again after a mended cell at once.
#![allow(clippy::unwrap_used, missing_docs)]

use divan::Bencher;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Draft, Operator, Summary, Undo};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::operations::add_users::{CheckOptions, ReadOptions, Tenant, UsersFile};
use partnerdeck::operations::{Desk, OsChance, SystemClock};
use partnerdeck::store::Commit;
use partnerdeck::store::memory::MemoryStore;

const ROWS: usize = 10_000;

fn main() {
    divan::main();
}

fn customer() -> CustomerId {
    CustomerId::new("c5757d70-06f3-4f23-8367-5a9e55019f94")
}

fn record(kind: Kind, id: &str, json: &str) -> Change {
    Change {
        key: RecordKey::new(&customer(), kind, id),
        expect: Expect::Absent,
        after: Some(serde_json::from_str::<Resource>(json).unwrap()),
    }
}

fn desk() -> Desk {
    let operator = Operator {
        name: "bench".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    let desk = Desk::new(
        store,
        operator,
        Box::new(SystemClock),
        Box::new(OsChance),
        false,
    );
    let contoso = r#"{"companyProfile":{"domain":"contoso.kr"}}"#;
    let mut changes = vec![record(Kind::Customer, customer().as_str(), contoso)];
    for number in 0..ROWS {
        let user = format!(
            r#"{{"id":"{number}","userPrincipalName":"old{number}@contoso.kr","displayName":"Old","state":"active"}}"#
        );
        changes.push(record(Kind::User, &number.to_string(), &user));
    }
    let draft = Draft {
        at: desk.now(),
        who: desk.operator().clone(),
        operation: "import_book".to_owned(),
        customer: None,
        subject: "bench".to_owned(),
        summary: Summary::default(),
        undo: Undo::Possible,
        undoes: None,
    };
    let commit = Commit {
        draft,
        continues: None,
        changes,
        guards: Vec::new(),
    };
    desk.commit(&commit).unwrap();
    desk
}

/// Rows as a Korean spreadsheet saves them.
fn bytes(domain: &str) -> Vec<u8> {
    let rows = (0..ROWS).map(|n| format!("미나,김,김미나 {n},u{n}@{domain},\r\n"));
    let text = format!(
        "이름,성,표시 이름,메일,상태 업데이트\r\n{}",
        rows.collect::<String>()
    );
    encoding_rs::EUC_KR.encode(&text).0.into_owned()
}

fn read(bytes: &[u8]) -> UsersFile {
    UsersFile::read("users.csv", bytes, &ReadOptions::default())
}

#[divan::bench]
fn read_a_file(bencher: Bencher<'_, '_>) {
    let bytes = bytes("contoso.kr");
    bencher.bench(|| read(&bytes));
}

#[divan::bench]
fn read_what_the_book_says(bencher: Bencher<'_, '_>) {
    let desk = desk();
    bencher.bench(|| Tenant::look(&desk, &customer()).unwrap());
}

/// Every row right, and every row wrong.
#[divan::bench(args = ["contoso.kr", "contoso.net"])]
fn check_after_a_mended_cell(bencher: Bencher<'_, '_>, domain: &str) {
    let tenant = Tenant::look(&desk(), &customer()).unwrap();
    let file = read(&bytes(domain));
    bencher.bench(|| tenant.check(&file, Some("KR"), &CheckOptions::default()));
}
