//! A file of users of any bytes: every mistake has its place in the file, mending any cell breaks nothing, and the rows that
//! are ready are ready again in the file that the portal takes.
#![no_main]

use std::path::Path;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::problem::Place;
use partnerdeck::account::record::{CustomerId, Kind};
use partnerdeck::account::role::Role;
use partnerdeck::exchange::Source;
use partnerdeck::exchange::csv::{Format, Writer};
use partnerdeck::operations::add_users::{CheckOptions, Column, ReadOptions, Tenant, UsersFile};
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::{Desk, FixedClock, OsChance, Ticket};
use partnerdeck::store::memory::MemoryStore;

const CUSTOMER: &str = "00000000-1111-4222-8333-444444444444";

fuzz_target!(|data: &[u8]| {
    let options = CheckOptions {
        portal_rules: data.len() % 2 == 0,
    };
    let mut file = UsersFile::read("users.csv", data, &ReadOptions::default());
    let checked = tenant().check(&file, Some("US"), &options);
    for problem in checked.problems.iter().chain(&checked.warnings) {
        if let Place::Cell { line, column, .. } = &problem.place {
            assert!(
                *line >= 1 && column.is_none_or(|column| column >= 1),
                "{problem:?}"
            );
        }
    }
    assert!(checked.ready.iter().all(|row| *row < file.rows().len()));
    assert_eq!(checked.batches().iter().sum::<usize>(), checked.ready.len());
    if checked.could_leave_bad_rows_out() {
        let portal = for_the_portal(&file, &checked.ready);
        let again = UsersFile::read("portal.csv", &portal, &ReadOptions::default());
        let second = tenant().check(&again, Some("US"), &CheckOptions::default());
        assert_eq!(
            second.ready.len(),
            checked.ready.len(),
            "{:?}",
            second.problems
        );
        for (one, two) in checked.ready.iter().zip(&second.ready) {
            for column in [
                Column::FirstName,
                Column::LastName,
                Column::DisplayName,
                Column::Email,
            ] {
                let one = file.cell(&file.rows()[*one], column);
                let two = again.cell(&again.rows()[*two], column);
                assert_eq!(one, two);
            }
        }
    }
    // Whatever cell a problem names can be mended with whatever the file says elsewhere.
    let wrong = checked
        .problems
        .iter()
        .filter_map(|problem| match &problem.place {
            Place::Cell {
                line,
                column: Some(column),
                ..
            } => Some((*line, *column)),
            _ => None,
        });
    let text = String::from_utf8_lossy(&data[data.len() / 2..]).into_owned();
    for (line, column) in wrong.take(20).collect::<Vec<_>>() {
        file.set_cell(line, column, &text);
    }
    tenant().check(&file, Some("US"), &options);
});

fn for_the_portal(file: &UsersFile, ready: &[usize]) -> Vec<u8> {
    let mut table = Writer::new(Vec::new(), Format::PORTAL).unwrap();
    let language = file.layout().language();
    table
        .row(Column::ALL.map(|column| column.header(language)))
        .unwrap();
    for row in ready {
        let row = &file.rows()[*row];
        let cells = Column::ALL.map(|column| match column {
            Column::Status => "",
            column => file.cell(row, column),
        });
        table.row(cells).unwrap();
    }
    table.finish().unwrap().0
}

fn tenant() -> &'static Tenant {
    static TENANT: OnceLock<Tenant> = OnceLock::new();
    TENANT.get_or_init(|| {
        let operator = Operator { name: "anna".to_owned(), roles: vec![Role::GlobalAdmin] };
        let store = Box::new(MemoryStore::new(Cloud::Global));
        let clock = Box::new(FixedClock(jiff::Timestamp::UNIX_EPOCH));
        let desk = Desk::new(store, operator, clock, Box::new(OsChance), false);
        let customer = format!(
            r#"{{"id":"{CUSTOMER}","companyProfile":{{"domain":"contoso.onmicrosoft.com","companyName":"Contoso"}},"relationshipToPartner":"reseller","customDomains":["contoso.com"]}}"#
        );
        let import = ImportBook {
            source: Source::of_bytes("customer.json", customer.as_bytes()),
            customer: None,
            // Nothing of so small a record says what it is.
            kind: Some(Kind::Customer),
        };
        import.run(&desk, &Ticket::new()).unwrap();
        let _ = Path::new(".");
        Tenant::look(&desk, &CustomerId::new(CUSTOMER)).unwrap()
    })
}
