//! How long books take on their way in and out: `PARTNERDECK_BENCH_ROWS=100000 cargo bench --bench books`. The demo book is
//! what a first look at the program waits for.
#![allow(missing_docs)]

use std::sync::LazyLock;

use divan::Bencher;
use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::role::Role;
use partnerdeck::exchange::Source;
use partnerdeck::exchange::json::Resources;
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::{Desk, FixedClock, OsChance, Ticket, demo};
use partnerdeck::store::memory::MemoryStore;

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let wanted = std::env::var("PARTNERDECK_BENCH_ROWS");
    let wanted = wanted.ok().and_then(|text| text.parse().ok());
    let lines = (0..wanted.unwrap_or(10_000)).map(line);
    lines.collect::<String>().into_bytes()
});

/// A customer of about 900 bytes, as the service sends them.
fn line(number: usize) -> String {
    let id = format!("{number:08x}-1111-4222-8333-444444444444");
    format!(
        r#"{{"kind":"customer","customer":"{id}","resource":{{"id":"{id}","commerceId":"99e6a635-48e7-424d-9059-c9db944e3c54","companyProfile":{{"tenantId":"{id}","domain":"wingtip{number}.onmicrosoft.com","companyName":"Wingtip Toys {number}","attributes":{{"objectType":"CustomerCompanyProfile"}}}},"billingProfile":{{"id":"eeada110-69d6-4cc9-b093-75feb7ca9d3f","firstName":"Käthe","lastName":"Österreicher","email":"contact{number}@example.com","culture":"en-US","language":"en","companyName":"Wingtip Toys {number}","defaultAddress":{{"country":"US","city":"Redmond","state":"WA","addressLine1":"{number} Microsoft Way","postalCode":"98052","firstName":"Käthe","lastName":"Österreicher","phoneNumber":"1234567890"}},"attributes":{{"etag":"-4242348048554929329","objectType":"CustomerBillingProfile"}}}},"relationshipToPartner":"reseller","allowDelegatedAccess":true,"customDomains":["wingtip{number}.example"],"attributes":{{"objectType":"Customer"}}}}}}
"#
    )
}

fn main() {
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

fn imported(desk: &Desk) -> bool {
    let import = ImportBook {
        source: Source::of_bytes("bench", &FILE),
        customer: None,
        kind: None,
    };
    import.run(desk, &Ticket::new()).is_ok()
}

/// What `partnerdeck --demo` does before the first row is shown.
#[divan::bench(sample_count = 10)]
fn fill_demo(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(desk)
        .bench_refs(|desk| demo::fill(desk).is_ok());
}

#[divan::bench(sample_count = 5)]
fn read(bencher: Bencher<'_, '_>) {
    let bytes = &*FILE;
    bencher
        .counter(divan::counter::BytesCount::of_slice(bytes))
        .bench(|| {
            Resources::read(bytes.as_slice())
                .map(Iterator::count)
                .unwrap_or_default()
        });
}

#[divan::bench(sample_count = 3)]
fn import(bencher: Bencher<'_, '_>) {
    LazyLock::force(&FILE);
    bencher.with_inputs(desk).bench_refs(|desk| imported(desk));
}

#[divan::bench(sample_count = 3)]
fn export(bencher: Bencher<'_, '_>) {
    let desk = desk();
    imported(&desk);
    bencher.bench(|| {
        let all = ExportBook::default();
        all.write(&desk, (&mut std::io::sink(), "-"), &Ticket::new())
            .ok()
    });
}
