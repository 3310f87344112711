//! A filter of any text, asked of a small book: narrowing what was found before finds what searching anew finds, and a
//! mistake points into the text.
#![no_main]

use std::sync::{Arc, OnceLock};

use libfuzzer_sys::fuzz_target;
use partnerdeck::account::problem::Place;
use partnerdeck::account::record::CustomerId;
use partnerdeck::account::text::fold;
use partnerdeck::search::{Ask, Cancel, Hits, Index, Query, Removed, Row, Sort};

fuzz_target!(|text: &str| {
    match Query::parse(text) {
        Err(problems) => {
            assert!(!problems.is_empty());
            let letters = text.chars().count();
            for problem in problems {
                let Place::Cell {
                    column: Some(column),
                    ..
                } = problem.place
                else {
                    panic!("no place: {problem:?}");
                };
                assert!(
                    (1..=letters as u32 + 1).contains(&column),
                    "column {column} of {letters}"
                );
            }
        }
        Ok(query) => {
            query.highlights();
            let anew = find(&query, None);
            // As it was typed: every beginning that is a query itself was asked before.
            let mut before: Option<Hits> = None;
            for (at, letter) in text.char_indices().take(64) {
                if let Ok(part) = Query::parse(&text[..at + letter.len_utf8()]) {
                    let found = find(&part, before.as_ref());
                    assert_eq!(ids(&found), ids(&find(&part, None)), "{text:?} up to {at}");
                    before = Some(found);
                }
            }
            assert_eq!(ids(&find(&query, before.as_ref())), ids(&anew), "{text:?}");
        }
    }
    // Plain words are never a mistake, and quoted ones mean the same: folded, because a control character is a blank then,
    // which ends a plain word and is looked for in a quoted one.
    let words = Query::of_words(text);
    let quoted: Vec<String> = fold(text)
        .split_whitespace()
        .map(|word| format!("\"{word}\""))
        .collect();
    if !fold(text).contains('"')
        && let Ok(query) = Query::parse(&quoted.join(" "))
    {
        assert_eq!(
            ids(&find(&query, None)),
            ids(&find(&words, None)),
            "{quoted:?}"
        );
    }
});

fn find(query: &Query, before: Option<&Hits>) -> Hits {
    let ask = Ask {
        query,
        removed: Removed::Shown,
        sort: Sort::default(),
        read: &|_| None,
        cancel: &Cancel::default(),
    };
    Hits::find(index(), ask, before).unwrap()
}

fn ids(hits: &Hits) -> Vec<String> {
    hits.page(0, hits.len())
        .iter()
        .map(|row| row.id.to_string())
        .collect()
}

fn index() -> &'static Arc<Index> {
    static INDEX: OnceLock<Arc<Index>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let names = [
            "Wingtip Toys",
            "윙팁토이즈 코리아",
            "Bäckerei Österreicher",
            "株式会社ノースウインド",
            "شركة الأجنحة",
            "A. Datum",
            "\u{1b}[31mred",
            "x",
            "Contoso \"Q\" Ltd",
            "a b",
            "-a",
            "ss",
            "ſß",
            "İi",
            "",
        ];
        let rows: Vec<Row> = (0..names.len() * 3)
            .map(|place| Row {
                id: CustomerId::new(&format!("{place:08x}-0000-4000-8000-{:012x}", place * 7919)),
                name: names[place % names.len()].to_owned(),
                company_name: (place % 5 == 0).then(|| format!("other {place}")),
                domain: format!("d{place}.onmicrosoft.com"),
                custom_domains: if place % 4 == 0 {
                    vec![format!("c{place}.example")]
                } else {
                    Vec::new()
                },
                relationship: ["reseller", "advisor", "none"][place % 3].to_owned(),
                country: ["US", "KR", "DE", "xx"][place % 4].to_owned(),
                tags: if place % 2 == 0 {
                    vec!["gold".to_owned(), "old friends".to_owned()]
                } else {
                    Vec::new()
                },
                alias: if place % 7 == 0 {
                    "alias".to_owned()
                } else {
                    String::new()
                },
                seats: (place % 3 > 0).then_some(place as u64 * 5),
                subscriptions: place as u64 % 3,
                states: vec!["active".to_owned()],
                resellers: vec!["r".to_owned()],
                changed: None,
            })
            .collect();
        Arc::new(Index::build("onmicrosoft.com", &rows))
    })
}
