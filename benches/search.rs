//! How long an operator waits for the list: `PARTNERDECK_BENCH_ROWS=1000000 cargo bench --bench search`. The rows are the
//! same at every run.
#![allow(missing_docs)]

use std::hint::black_box;
use std::io;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use jiff::Timestamp;
use partnerdeck::account::record::CustomerId;
use partnerdeck::search::{Ask, Cancel, FirstRows, Hits, Index, Query, Removed, Row, Sort};

const SUFFIX: &str = ".onmicrosoft.com";

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let wanted = std::env::var("PARTNERDECK_BENCH_ROWS");
    let wanted = wanted.ok().and_then(|text| text.parse().ok());
    rows(wanted.unwrap_or(10_000))
});

static INDEX: LazyLock<Arc<Index>> = LazyLock::new(|| Arc::new(Index::build(SUFFIX, ROWS.iter())));

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 5)]
fn build() -> Index {
    Index::build(SUFFIX, ROWS.iter())
}

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    // Memory takes all that is written into it.
    let _ = INDEX.write(&mut bytes);
    bytes
});

fn part(from: u64, into: &mut [u8]) -> io::Result<()> {
    let part = BYTES.get(from as usize..from as usize + into.len());
    into.copy_from_slice(part.ok_or(io::ErrorKind::UnexpectedEof)?);
    Ok(())
}

/// What a start reads, from memory: the disk and the sums come on top.
#[divan::bench(sample_count = 10)]
fn read() -> Option<Index> {
    Index::read(&part, BYTES.len() as u64, SUFFIX).ok()
}

/// What a start shows before that.
#[divan::bench]
fn read_first_rows() -> Option<FirstRows> {
    FirstRows::read(&part, BYTES.len() as u64, SUFFIX).ok()?
}

/// What is on the screen before all is found.
#[divan::bench(args = ["w", "wi", "win", "wingti", "zzz"])]
fn first_page(bencher: Bencher<'_, '_>, typed: &str) {
    let query = Query::parse(typed).unwrap_or_default();
    let index = Arc::clone(&INDEX);
    bencher.bench(|| {
        let cancel = Cancel::new();
        Hits::first_rows(&index, ask(&query, "name", &cancel), 250, None, None)
    });
}

/// As an operator types: each query anew.
#[divan::bench(args = ["", "w", "wi", "win", "wingt", "wingtip toys", "윙팁", "contoso1234", "domain:kr", "country:kr seats>50", "-wing", "wingtip.onmicrosoft.com", "~w", "~wgt", "~wngtps", "~cntmbh kr"])]
fn find(bencher: Bencher<'_, '_>, typed: &str) {
    let query = Query::parse(typed).unwrap_or_default();
    let index = Arc::clone(&INDEX);
    bencher.bench(|| hits(&index, &query, "name", None));
}

/// As an operator types: the letter more.
#[divan::bench(args = ["win", "wingt", "wingtip toys", "contoso1234", "~wgt", "~wngtps"])]
fn narrow(bencher: Bencher<'_, '_>, typed: &str) {
    let before = typed.char_indices().next_back().map_or(0, |(at, _)| at);
    let before = Query::parse(&typed[..before]).unwrap_or_default();
    let query = Query::parse(typed).unwrap_or_default();
    let index = Arc::clone(&INDEX);
    let before = hits(&index, &before, "name", None);
    bencher.bench(|| hits(&index, &query, "name", before.as_ref()));
}

/// All rows in another order, the ranks of which are known already.
#[divan::bench(args = ["domain", "seats:desc", "changed:desc"], sample_count = 10)]
fn sort(bencher: Bencher<'_, '_>, sort: &str) {
    let index = Arc::clone(&INDEX);
    let everything = hits(&index, &Query::default(), sort, None);
    bencher.bench(|| hits(&index, &Query::default(), sort, everything.as_ref()));
}

/// The first time that anybody wants the order.
#[divan::bench(args = ["domain", "seats:desc"], sample_count = 3)]
fn sort_first(bencher: Bencher<'_, '_>, sort: &str) {
    bencher
        .with_inputs(|| Arc::new(Index::build(SUFFIX, ROWS.iter())))
        .bench_values(|index| hits(&index, &Query::default(), sort, None));
}

/// What a save costs.
#[divan::bench]
fn patch_one(bencher: Bencher<'_, '_>) {
    let mut row = ROWS[ROWS.len() / 2].clone();
    "Renamed".clone_into(&mut row.name);
    let index = Arc::clone(&INDEX);
    bencher.bench(|| index.patched(&[(row.id.clone(), Some(row.clone()))]));
}

/// What a frame costs.
#[divan::bench]
fn page_of_50(bencher: Bencher<'_, '_>) {
    let found = hits(&INDEX, &Query::default(), "name", None);
    bencher.bench(|| {
        let found = found.as_ref()?;
        Some(found.page(found.len() / 2, 50))
    });
}

/// The cursor stays on its customer.
#[divan::bench]
fn position(bencher: Bencher<'_, '_>) {
    let found = hits(&INDEX, &Query::default(), "name", None);
    let id = &ROWS[ROWS.len() / 2].id;
    bencher.bench(|| {
        found
            .as_ref()
            .and_then(|found| found.position(black_box(id)))
    });
}

fn hits(index: &Arc<Index>, query: &Query, sort: &str, before: Option<&Hits>) -> Option<Hits> {
    Hits::find(index, ask(query, sort, &Cancel::new()), before)
}

fn ask<'a>(query: &'a Query, sort: &str, cancel: &'a Cancel) -> Ask<'a> {
    Ask {
        query,
        removed: Removed::Hidden,
        sort: Sort::parse(sort).unwrap_or_default(),
        read: &|_| None,
        cancel,
    }
}

fn rows(count: u64) -> Vec<Row> {
    const FIRST: [&str; 16] = [
        "Wingtip",
        "Contoso",
        "Fabrikam",
        "Adventure Works",
        "Northwind",
        "Müller",
        "Łódź",
        "윙팁토이즈",
        "한빛",
        "東京",
        "Αθήνα",
        "Ромашка",
        "Proseware",
        "Tailspin",
        "Litware",
        "Lamna",
    ];
    const LAST: [&str; 12] = [
        "Toys",
        "GmbH",
        "Ltd",
        "코리아",
        "Dental",
        "& Söhne",
        "Logistics",
        "株式会社",
        "Traders",
        "S.A.",
        "Healthcare",
        "ООО",
    ];
    const PREFIX: [&str; 8] = [
        "wingtip",
        "contoso",
        "fabrikam",
        "adatum",
        "northwind",
        "mueller",
        "hanbit",
        "litware",
    ];
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let mut row = move |number: u64| {
        let mut pick =
            |choices: &[&str]| choices[(next() >> 33) as usize % choices.len()].to_owned();
        let name = format!("{} {} {number}", pick(&FIRST), pick(&LAST));
        let domain = format!("{}{number}{SUFFIX}", pick(&PREFIX));
        let country = pick(&["US", "KR", "DE", "FR", "JP", "BR", "GB", "IN"]);
        let relationship = pick(&["reseller", "reseller", "reseller", "advisor", "none"]);
        let tag = pick(&["", "", "gold", "silver", "needs care"]);
        let bits = next();
        Row {
            id: CustomerId::new(&uuid::Uuid::from_u64_pair(bits, next()).to_string()),
            name,
            domain,
            country,
            relationship,
            tags: Some(tag)
                .into_iter()
                .filter(|tag| !tag.is_empty())
                .collect(),
            seats: Some(bits % 500),
            subscriptions: bits % 5,
            states: vec!["active".to_owned()],
            changed: Timestamp::from_second((bits % 1_000_000_000) as i64).ok(),
            ..Row::default()
        }
    };
    (0..count).map(&mut row).collect()
}
