//! A file of any bytes, imported as a book and as customers: whatever came in goes out, comes in again as nothing new, and
//! fills an empty book to the same bytes; our own table changes nothing; taking it back leaves nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::role::Role;
use partnerdeck::account::text::is_hidden;
use partnerdeck::exchange::Source;
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::import_customers::ImportCustomers;
use partnerdeck::operations::{
    Desk, Failure, FixedClock, ListFormat, Look, OsChance, Report, Ticket,
};
use partnerdeck::search::Cancel;
use partnerdeck::store::memory::MemoryStore;

fuzz_target!(|data: &[u8]| {
    let one = desk();
    let book = import_book(&one, data);
    let again = desk();
    let customers = ImportCustomers {
        source: Source::of_bytes("customers", data),
    };
    let customers = customers.run(&again, &Ticket::new());
    for (desk, done) in [(one, book), (again, customers)] {
        if done.is_ok() {
            goes_round(&desk);
        } else {
            assert_eq!(export(&desk), "", "refused, and yet something came in");
        }
    }
});

fn goes_round(desk: &Desk) {
    let once = export(desk);
    assert!(!once.contains(|letter| is_hidden(letter) && letter != '\n'));
    if once.is_empty() {
        return;
    }
    let report = import_book(desk, once.as_bytes()).unwrap();
    let summary = report.plan.summary;
    assert_eq!(
        (summary.added, summary.changed, summary.refused),
        (0, 0, 0),
        "{once}"
    );
    let other = self::desk();
    import_book(&other, once.as_bytes()).unwrap();
    assert_eq!(export(&other), once);

    let mut table = Vec::new();
    let found = desk
        .look(
            &Look {
                all: true,
                ..Look::default()
            },
            &Cancel::new(),
        )
        .unwrap()
        .unwrap();
    desk.export_customers(
        &found,
        0..usize::MAX,
        ListFormat::Csv,
        (&mut table, "table"),
        &Ticket::new(),
    )
    .unwrap();
    let customers = ImportCustomers {
        source: Source::of_bytes("customers.csv", &table),
    };
    match customers.check(desk, &Ticket::new()) {
        Ok(report) => assert_eq!(
            (report.plan.summary.added, report.plan.summary.changed),
            (0, 0)
        ),
        // Every row refused, as those of an account without a name are: nothing would change either.
        Err(Failure::Problems(_)) => {}
        Err(other) => panic!("{other}"),
    }
}

fn import_book(desk: &Desk, bytes: &[u8]) -> Result<Report, Failure> {
    let import = ImportBook {
        source: Source::of_bytes("book.ndjson", bytes),
        customer: None,
        kind: None,
    };
    import.run(desk, &Ticket::new())
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    ExportBook::default()
        .write(desk, (&mut bytes, "out"), &Ticket::new())
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

fn desk() -> Desk {
    let operator = Operator {
        name: "anna".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    let clock = Box::new(FixedClock(jiff::Timestamp::UNIX_EPOCH));
    Desk::new(store, operator, clock, Box::new(OsChance), false)
}
