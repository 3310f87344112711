//! Writes an invented book of any size to standard output, the same for a seed at every run:
//! `cargo run --release --example generate -- ndjson 1000000 7 > book.ndjson`. The first word says what: `ndjson` is
//! customers, a subscription or two and five users each, for `book import`; `customers` the same without the users; `csv`
//! a table for `customers import`.
#![allow(missing_docs)]

#[path = "invented/mod.rs"]
mod invented;

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use invented::{HEADER, Invented, USERS};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize, otherwise| {
        words
            .get(place)
            .map_or(Some(otherwise), |word| word.parse().ok())
    };
    let (Some(what), Some(count), Some(seed)) = (words.first(), number(1, 10_000), number(2, 7))
    else {
        eprintln!("generate ndjson|customers|csv [CUSTOMERS] [SEED]");
        return ExitCode::from(2);
    };
    match write(what, count, Invented { seed }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(what: &str, count: u64, book: Invented) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    let mut text = String::new();
    if what == "csv" {
        out.write_all(HEADER.as_bytes())?;
    }
    for number in 0..count {
        text.clear();
        let customer = book.customer(number);
        if what == "csv" {
            customer.row(&mut text);
        } else {
            customer.line(&mut text);
            for subscription in 0..number % 3 {
                customer.subscription_line(subscription, &mut text);
            }
        }
        if what == "ndjson" {
            for user in 0..USERS {
                book.user(number, user).line(&customer.id, &mut text);
            }
        }
        out.write_all(text.as_bytes())?;
    }
    out.flush()
}
