//! How long an operator waits for users of all customers: `PARTNERDECK_BENCH_ROWS=5000000 cargo bench --bench users`. The
//! users are the same at every run, five of each customer.
#![allow(missing_docs)]

use std::sync::{Arc, LazyLock};

use divan::Bencher;
use jiff::Timestamp;
use partnerdeck::account::record::{CustomerId, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::search::{AskUsers, Cancel, UserHits, Users, UsersBuilder, UsersQuery};
use serde_json::{Map, Value};

const SUFFIX: &str = ".onmicrosoft.com";

static USERS: LazyLock<Arc<Users>> = LazyLock::new(|| Arc::new(built(rows())));

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    // Memory takes everything.
    let _ = USERS.write(&mut bytes);
    bytes
});

fn main() {
    divan::main();
}

fn rows() -> u64 {
    let wanted = std::env::var("PARTNERDECK_BENCH_ROWS");
    let wanted = wanted.ok().and_then(|text| text.parse().ok());
    wanted.unwrap_or(10_000)
}

/// Making the users counts too: about a third of it.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn build() -> Users {
    built(rows())
}

/// From bytes in memory.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn load() -> Option<Users> {
    Users::read(&mut FILE.as_slice(), FILE.len() as u64, SUFFIX).ok()
}

/// As an operator types: each query anew, everybody found and counted.
#[divan::bench(args = ["", "a", "o", "an", "ann", "ki", "anna kim", "윙", "김민", "u12", "anna.m", "wing", "domain:wing", "name:anna", "-anna", "anna@wing", "zzzz", "qjx"])]
fn find(bencher: Bencher<'_, '_>, typed: &str) {
    bencher.bench(|| hits(typed, None));
}

/// The first screenful.
#[divan::bench(args = ["a", "an", "ann", "anna kim", "김민", "wing"])]
fn first(bencher: Bencher<'_, '_>, typed: &str) {
    let query = UsersQuery::parse(typed).unwrap_or_default();
    bencher.bench(|| UserHits::first(&USERS, ask(&query, &Cancel::new()), 100));
}

/// The letter more.
#[divan::bench(args = ["an", "ann", "anna", "anna k", "wing", "zzzz"])]
fn narrow(bencher: Bencher<'_, '_>, typed: &str) {
    let before = typed.char_indices().next_back().map_or(0, |(at, _)| at);
    let before = hits(&typed[..before], None);
    bencher.bench(|| hits(typed, before.as_ref()));
}

/// What a save costs.
#[divan::bench]
fn patch_one(bencher: Bencher<'_, '_>) {
    let (key, user) = user(rows() / 2, "Renamed");
    let users = Arc::clone(&USERS);
    bencher.bench(|| users.patched(&[(key.clone(), Some(&user))]));
}

/// What a frame costs.
#[divan::bench]
fn page_of_50(bencher: Bencher<'_, '_>) {
    let found = hits("an", None);
    bencher.bench(|| {
        let found = found.as_ref()?;
        Some(found.page(found.len() / 2, 50))
    });
}

fn hits(typed: &str, before: Option<&UserHits>) -> Option<UserHits> {
    let query = UsersQuery::parse(typed).unwrap_or_default();
    UserHits::find(&USERS, ask(&query, &Cancel::new()), before)
}

fn ask<'a>(query: &'a UsersQuery, cancel: &'a Cancel) -> AskUsers<'a> {
    AskUsers {
        query,
        now: Timestamp::UNIX_EPOCH,
        customers: &|_, _| Some(Vec::new()),
        cancel,
    }
}

fn built(count: u64) -> Users {
    let mut builder = UsersBuilder::new(SUFFIX);
    for number in 0..count {
        let (key, user) = user(number, "");
        builder.push(&key, &user);
    }
    builder.finish()
}

fn user(number: u64, title: &str) -> (RecordKey, Resource) {
    const FIRST: [&str; 16] = [
        "Anna",
        "Jonas",
        "Käthe",
        "민준",
        "Marie-Luise",
        "Oliver",
        "Zoë",
        "Émile",
        "Ingrid",
        "太郎",
        "Κώστας",
        "Björn",
        "Priya",
        "Wojciech",
        "Fatima",
        "Hannah",
    ];
    const LAST: [&str; 16] = [
        "Müller",
        "Kim",
        "Smith",
        "김",
        "O'Brien",
        "Schneider",
        "Nowak",
        "García",
        "Dubois",
        "山田",
        "Παπάς",
        "Lindqvist",
        "Raman",
        "Wiśniewska",
        "Haddad",
        "van Dijk",
    ];
    const DOMAIN: [&str; 8] = [
        "wingtip",
        "contoso",
        "fabrikam",
        "adatum",
        "northwind",
        "mueller",
        "hanbit",
        "litware",
    ];
    let customer = number / 5;
    let bits = mixed(number);
    let of = |choices: &'static [&'static str], bits: u64| choices[bits as usize % choices.len()];
    let name = format!(
        "{title}{} {} {}",
        of(&FIRST, bits),
        of(&LAST, bits >> 8),
        bits >> 52
    );
    let domain = of(&DOMAIN, mixed(!customer));
    let sign_in_name = format!("u{number}.{}@{domain}{customer}{SUFFIX}", bits % 997);
    let mut user = Map::new();
    user.insert("displayName".to_owned(), Value::String(name));
    user.insert("userPrincipalName".to_owned(), Value::String(sign_in_name));
    user.insert("state".to_owned(), Value::from("active"));
    let guid = |number| uuid::Uuid::from_u64_pair(number, mixed(number)).to_string();
    let customer = CustomerId::new(&guid(customer << 32));
    let key = RecordKey::new(&customer, Kind::User, &guid(bits));
    (key, Resource::from(user))
}

fn mixed(number: u64) -> u64 {
    let bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
