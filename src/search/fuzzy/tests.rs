//! The fuzzy mode against a plain look with the matcher at every text of every row.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::account::record::CustomerId;
use crate::account::text::fold;
use crate::search::{Ask, Hits, Query, Removed, Row, Sort};

const SUFFIX: &str = ".onmicrosoft.com";

fn row() -> impl Strategy<Value = Row> {
    let name = "(Wingtip|Wing Tip|Contoso|윙팁토이즈|Bäckerei|東京)( Toys| GmbH| 코리아)?";
    let domain = select(vec![
        "wingtip.onmicrosoft.com",
        "Wing.example",
        "toys.onmicrosoft.com",
        "",
    ]);
    let tags = prop::collection::vec("(gold|old friends)", 0..3);
    (name, domain, tags, "(wt)?").prop_map(|(name, domain, tags, alias)| Row {
        name,
        domain: domain.to_owned(),
        tags,
        alias,
        ..Row::default()
    })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 0..24).prop_map(|rows| {
        let numbered = rows.into_iter().zip(0..);
        let with_id = numbered.map(|(row, number)| Row {
            id: CustomerId::new(&format!("c0ffee{number:02}")),
            ..row
        });
        with_id.collect()
    })
}

fn word() -> impl Strategy<Value = String> {
    select(vec![
        "w",
        "wt",
        "wngtp",
        "WTT",
        "gmbh",
        "윙토",
        "팁",
        "baeck",
        "bckr",
        "京",
        "gd",
        "od fr",
        "c0ffee",
        "onmicrosoft",
        "wte",
        "q",
        "wing.ex",
    ])
    .prop_map(str::to_owned)
}

/// The score of a row for words, by the matcher alone.
fn plainly(row: &Row, words: &[String]) -> Option<u32> {
    let domain = fold(&row.domain);
    let domain = domain.strip_suffix(SUFFIX).unwrap_or(&domain);
    let mut texts = vec![fold(&row.name), domain.to_owned(), fold(&row.alias)];
    texts.extend(row.tags.iter().map(|tag| fold(tag)));
    let mut config = Config::DEFAULT;
    config.ignore_case = false;
    config.normalize = false;
    let mut matcher = Matcher::new(config);
    let mut sum = 0;
    for word in words {
        let needle: Vec<char> = word.chars().collect();
        let scores = texts.iter().filter_map(|text| {
            let text: Vec<char> = text.chars().collect();
            matcher.fuzzy_match(Utf32Str::Unicode(&text), Utf32Str::Unicode(&needle))
        });
        sum += u32::from(scores.max()?);
    }
    Some(sum)
}

fn found(index: &Arc<Index>, text: &str, before: Option<&Hits>) -> Hits {
    let ask = Ask {
        query: &Query::parse(text).unwrap(),
        removed: Removed::Hidden,
        sort: Sort::default(),
        read: &|_| None,
        cancel: &Cancel::new(),
    };
    assert!(Hits::first_rows(index, ask, 3, None, None).is_none());
    Hits::find(index, ask, before).unwrap()
}

fn ids(hits: &Hits) -> Vec<CustomerId> {
    hits.page(0, usize::MAX)
        .into_iter()
        .map(|row| row.id)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_that_match_are_found_and_the_best_come_first(
        rows in rows(),
        renamed in prop::collection::vec((0..24_usize, row()), 0..6),
        words in prop::collection::vec(word(), 1..3),
        more in word(),
    ) {
        let mut rows = rows;
        let mut index = Arc::new(Index::build(SUFFIX, &rows));
        for (place, new) in renamed {
            if let Some(row) = rows.get_mut(place) {
                *row = Row { id: row.id.clone(), ..new };
                index = Arc::new(index.patched(&[(row.id.clone(), Some(row.clone()))]));
            }
        }
        let expected = |words: &[String]| {
            let words: Vec<String> = words.iter().flat_map(|word| {
                fold(word).split(' ').map(str::to_owned).collect::<Vec<_>>()
            }).collect();
            let mut matched: Vec<_> = rows.iter().filter_map(|row| {
                let score = plainly(row, &words)?;
                Some((u32::MAX - score, fold(&row.name), row.id.clone()))
            }).collect();
            matched.sort();
            matched.into_iter().map(|(_, _, id)| id).collect::<Vec<_>>()
        };
        let text = format!("~{}", words.join(" "));
        let hits = found(&index, &text, None);
        prop_assert_eq!(ids(&hits), expected(&words), "{}", &text);
        let all: Vec<String> = words.iter().cloned().chain([more.clone()]).collect();
        let narrower = found(&index, &format!("{text} {more}"), Some(&hits));
        prop_assert_eq!(ids(&narrower), expected(&all));
    }
}

#[test]
fn filters_hold_beside_fuzzy_words_and_another_order_can_be_asked_for() {
    let row = |id: &str, name: &str, country: &str| Row {
        id: CustomerId::new(id),
        name: name.to_owned(),
        country: country.to_owned(),
        ..Row::default()
    };
    let rows = [
        row("1", "Crowned Ugly Tent", "KR"),
        row("2", "Wingtip Toys", "KR"),
        row("3", "Wingtip Toys", "DE"),
    ];
    let index = Arc::new(Index::build(SUFFIX, &rows));
    let text = |hits: &Hits| {
        ids(hits)
            .iter()
            .map(CustomerId::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(text(&found(&index, "~wngt", None)), ["2", "3", "1"]);
    assert_eq!(text(&found(&index, "~wngt country:kr", None)), ["2", "1"]);
    assert_eq!(text(&found(&index, "~wngt -toys", None)), ["1"]);
    assert_eq!(found(&index, "~", None).len(), 3);
    let ask = Ask {
        query: &Query::parse("~wngt").unwrap(),
        removed: Removed::Hidden,
        sort: Sort::parse("country").unwrap(),
        read: &|_| None,
        cancel: &Cancel::new(),
    };
    assert_eq!(
        text(&Hits::find(&index, ask, None).unwrap()),
        ["3", "1", "2"]
    );
}

#[test]
fn a_cancelled_search_has_no_result() {
    let index = Index::build(SUFFIX, &[Row::default()]);
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(matching(&index, &["w".to_owned()], &[0], &cancel).is_none());
}
