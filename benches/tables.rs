//! How long a table of customers takes on its way in, part by part, and the list on its way out:
//! `PARTNERDECK_BENCH_ROWS=100000 cargo bench --bench tables`. Nothing of it touches a disk; what that costs is measured in
//! `store`.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "invented/mod.rs"]
mod invented;

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::role::Role;
use partnerdeck::exchange::Source;
use partnerdeck::exchange::csv::Table;
use partnerdeck::exchange::json::Form;
use partnerdeck::operations::import_customers::ImportCustomers;
use partnerdeck::operations::{Desk, FixedClock, ListFormat, Look, OsChance, Ticket};
use partnerdeck::search::Cancel;
use partnerdeck::store::memory::MemoryStore;

use invented::{HEADER, Invented};

static ROWS: LazyLock<u64> = LazyLock::new(|| {
    let wanted = std::env::var("PARTNERDECK_BENCH_ROWS");
    wanted.map_or(20_000, |text| text.parse().unwrap())
});

static FILE: LazyLock<String> = LazyLock::new(|| {
    let mut text = HEADER.to_owned();
    for number in 0..*ROWS {
        Invented { seed: 7 }.customer(number).row(&mut text);
    }
    text
});

fn main() {
    LazyLock::force(&FILE);
    divan::main();
}

fn desk() -> Desk {
    let operator = Operator {
        name: "bench".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    let clock = Box::new(FixedClock(Timestamp::UNIX_EPOCH));
    Desk::new(store, operator, clock, Box::new(OsChance), false)
}

fn import() -> ImportCustomers {
    ImportCustomers {
        source: Source::of_bytes("bench.csv", FILE.as_bytes()),
    }
}

fn filled() -> Desk {
    let desk = desk();
    let done = import().run(&desk, &Ticket::new()).unwrap();
    assert_eq!(done.plan.summary.added, *ROWS);
    desk
}

/// The rows as they stand in the file.
#[divan::bench(sample_count = 5)]
fn read_rows(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(*ROWS)).bench(|| {
        let rows = Table::open(FILE.as_bytes(), None).unwrap().count();
        assert_eq!(rows as u64, *ROWS + 1);
    });
}

/// The rows read twice, looked up and judged on one thread, nothing written.
#[divan::bench(sample_count = 3)]
fn lay_rows(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(desk)
        .counter(ItemsCount::new(*ROWS))
        .bench_refs(|desk| import().check(desk, &Ticket::new()).unwrap());
}

/// The same over a book that says all of it already.
#[divan::bench(sample_count = 3)]
fn lay_rows_again(bencher: Bencher<'_, '_>) {
    let desk = filled();
    bencher
        .counter(ItemsCount::new(*ROWS))
        .bench_local(|| import().check(&desk, &Ticket::new()).unwrap());
}

/// The whole import on all cores, into memory.
#[divan::bench(sample_count = 3)]
fn import_rows(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(desk)
        .counter(ItemsCount::new(*ROWS))
        .bench_refs(|desk| import().run(desk, &Ticket::new()).unwrap());
}

#[divan::bench(sample_count = 3, args = ["csv", "json", "ndjson"])]
fn export_list(bencher: Bencher<'_, '_>, format: &str) {
    let format = match format {
        "csv" => ListFormat::Csv,
        "json" => ListFormat::Json(Form::Pretty),
        _ => ListFormat::Ndjson,
    };
    let desk = filled();
    let found = desk
        .look(&Look::default(), &Cancel::new())
        .unwrap()
        .unwrap();
    bencher.counter(ItemsCount::new(*ROWS)).bench_local(|| {
        let out = (&mut std::io::sink() as &mut dyn std::io::Write, "-");
        let all = 0..usize::MAX;
        desk.export_customers(&found, all, format, out, &Ticket::new())
            .unwrap()
    });
}
