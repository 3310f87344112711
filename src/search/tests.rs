//! The index against a plain look at every row: whatever is asked, however it came to be.

mod disk;

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

use super::initials::tests::plainly as plainly_in;
use super::query::{Term, Test, TextField, WordColumn};
use super::*;
use crate::account::record::CustomerId;
use crate::account::text::fold;

const SUFFIX: &str = ".onmicrosoft.com";

const PIECES: [&str; 15] = [
    "Wing",
    "tip",
    "WING",
    "Mül",
    "ler",
    "윙팁",
    "토이즈",
    "Αθήνα",
    "ß",
    "toys",
    "com",
    "on",
    "-",
    "a",
    "7",
];

type Change = (CustomerId, Option<Row>);

/// What is typed is also the beginning of syllables.
const INITIALS: [&str; 5] = ["ㅇㅌ", "ㅇ", "ㅌㅇㅈ", "윙ㅌ", "ㅋ"];

fn piece() -> impl Strategy<Value = String> {
    select(PIECES.to_vec()).prop_map(str::to_owned)
}

fn phrase(between: &'static str) -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..4).prop_map(move |pieces| pieces.join(between))
}

fn domain() -> impl Strategy<Value = String> {
    let suffix = select(vec![SUFFIX, SUFFIX, SUFFIX, ".com", ""]);
    (phrase(""), suffix).prop_map(|(prefix, suffix)| prefix + suffix)
}

prop_compose! {
    fn row()(
        number in 0_u8..40,
        name in phrase(" "),
        company_name in prop::option::of(phrase(" ").prop_filter("none", |name| !name.is_empty())),
        (domain, custom_domains) in (domain(), prop::collection::vec(domain(), 0..3)),
        (relationship, country) in (select(vec!["reseller", "Reseller", "advisor", "none"]), select(vec!["KR", "DE", ""])),
        (alias, tags) in (phrase(""), prop::collection::vec(piece(), 0..3)),
        seats in prop::option::of(0_u64..4),
        (states, resellers) in (prop::collection::vec(select(vec!["active", "suspended"]), 0..2), prop::collection::vec("[ab]{2}", 0..2)),
        changed in prop::option::of(0_i64..3),
    ) -> Row {
        Row {
            id: CustomerId::new(&format!("{number:02x}-wing")),
            name,
            company_name,
            domain,
            custom_domains,
            relationship: relationship.to_owned(),
            country: country.to_owned(),
            alias,
            tags,
            seats,
            subscriptions: seats.unwrap_or(7),
            states: states.into_iter().map(str::to_owned).collect(),
            resellers,
            changed: changed.map(|second| jiff::Timestamp::from_second(second).unwrap()),
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    (row(), any::<bool>()).prop_map(|(row, stays)| (row.id.clone(), stays.then_some(row)))
}

fn term() -> impl Strategy<Value = String> {
    let field = select(vec![
        "", "", "", "name:", "domain:", "id:", "tag:", "alias:",
    ]);
    let word = (field, piece(), "[a-z.]{0,2}")
        .prop_map(|(field, word, more)| field.to_owned() + &word + &more);
    let ending =
        (phrase(""), 1..=SUFFIX.len()).prop_map(|(prefix, cut)| prefix + "a" + &SUFFIX[..cut]);
    let other = select(vec![
        "country:kr",
        "relationship:res",
        "relationship:none",
        "state:act",
        "reseller:a",
        "seats>1",
        "seats<=2",
        "seats=0",
        "soft",
        "soft.com",
        "domain:soft",
        "companyProfile.domain:wing",
    ]);
    let initials = (select(vec!["", "name:", "tag:"]), select(INITIALS.to_vec()));
    let initials = initials.prop_map(|(field, word)| field.to_owned() + word);
    let other = other.prop_map(str::to_owned);
    let term = prop_oneof![4 => word, 1 => ending, 2 => other, 1 => initials];
    (term, prop::bool::weighted(0.2))
        .prop_map(|(term, not)| if not { format!("-{term}") } else { term })
}

fn query() -> impl Strategy<Value = String> {
    prop::collection::vec(term(), 0..4).prop_map(|terms| terms.join(" "))
}

fn sort() -> impl Strategy<Value = Sort> {
    let direction = select(vec![Direction::Ascending, Direction::Descending]);
    (select(SortField::ALL.to_vec()), direction)
        .prop_map(|(field, direction)| Sort { field, direction })
}

/// The rows by ID as they are after batches of changes.
fn book(batches: &[Vec<Change>]) -> BTreeMap<CustomerId, Row> {
    let mut rows = BTreeMap::new();
    for (id, row) in batches.iter().flatten() {
        match row {
            Some(row) => rows.insert(id.clone(), row.clone()),
            None => rows.remove(id),
        };
    }
    rows
}

fn patched(batches: &[Vec<Change>]) -> Arc<Index> {
    let mut index = Index::build(SUFFIX, []);
    for batch in batches {
        let once: BTreeMap<_, _> = batch.iter().cloned().collect();
        index = index.patched(&once.into_iter().collect::<Vec<_>>());
    }
    Arc::new(index)
}

fn find(index: &Arc<Index>, query: &Query, sort: Sort, before: Option<&Hits>) -> Hits {
    let read = |id: &CustomerId| {
        let row = index.row(id)?;
        let json = serde_json::json!({"companyProfile": {"domain": row.domain}});
        serde_json::from_value(json).ok()
    };
    let ask = Ask {
        query,
        removed: Removed::Hidden,
        sort,
        read: &read,
        cancel: &Cancel::new(),
    };
    Hits::find(index, ask, before).unwrap()
}

/// A look at one row, without any index.
fn plainly(term: &Term, row: &Row) -> bool {
    let begins =
        |values: &[String], text: &str| values.iter().any(|value| fold(value).starts_with(text));
    let holds = match &term.test {
        Test::Word(text) => TEXT_FIELDS
            .iter()
            .any(|field| has(row, *field, text, text.contains('.'))),
        Test::Text(field, text) => has(row, *field, text, true),
        Test::Begins(WordColumn::Relationship, text) => fold(&row.relationship).starts_with(text),
        Test::Begins(WordColumn::State, text) => begins(&row.states, text),
        Test::Begins(WordColumn::Reseller, text) => begins(&row.resellers, text),
        Test::Country(codes) => codes.contains(&fold(&row.country)),
        Test::Seats(comparison, limit) => comparison.holds(row.seats.unwrap_or(0), *limit),
        Test::Path(_, text) => fold(&row.domain).contains(text),
    };
    term.sense.wants(holds)
}

const TEXT_FIELDS: [TextField; 5] = [
    TextField::Name,
    TextField::Domain,
    TextField::Id,
    TextField::Alias,
    TextField::Tag,
];

/// `in_suffix`: whether it may stand in the common suffix of a domain alone.
fn has(row: &Row, field: TextField, text: &str, in_suffix: bool) -> bool {
    let texts: Vec<&String> = match field {
        TextField::Name => std::iter::once(&row.name)
            .chain(&row.company_name)
            .collect(),
        TextField::Domain => std::iter::once(&row.domain)
            .chain(&row.custom_domains)
            .collect(),
        TextField::Id => return plainly_in(text, row.id.as_str()),
        TextField::Alias => vec![&row.alias],
        TextField::Tag => row.tags.iter().collect(),
    };
    let found = |value: &&String| {
        let value = fold(value);
        let prefix = value
            .strip_suffix(SUFFIX)
            .filter(|_| field == TextField::Domain);
        match prefix {
            Some(prefix) if !in_suffix => {
                let mut hits = value.match_indices(text);
                hits.any(|(at, _)| at < prefix.len()) || plainly_in(text, prefix)
            }
            _ => plainly_in(text, &value),
        }
    };
    texts.iter().any(found)
}

fn shown(rows: &BTreeMap<CustomerId, Row>, query: &Query) -> Vec<Row> {
    let found = rows
        .values()
        .filter(|row| !row.is_removed())
        .filter(|row| query.terms.iter().all(|term| plainly(term, row)));
    let mut found: Vec<Row> = found.cloned().collect();
    found.sort_by_key(|row| (fold(&row.name), row.id.clone()));
    found
}

fn all(hits: &Hits) -> Vec<Row> {
    hits.page(0, usize::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_query_finds_what_a_plain_look_finds(
        batches in prop::collection::vec(prop::collection::vec(change(), 0..30), 1..8),
        query in query(),
    ) {
        let query = Query::parse(&query).unwrap();
        let index = patched(&batches);
        let expected = shown(&book(&batches), &query);
        let hits = find(&index, &query, Sort::default(), None);
        prop_assert_eq!(hits.len(), expected.len());
        prop_assert_eq!(all(&hits), expected);
    }

    #[test]
    fn a_patched_index_equals_one_built_anew(
        batches in prop::collection::vec(prop::collection::vec(change(), 0..20), 1..12),
        sort in sort(),
    ) {
        let rows = book(&batches);
        let index = patched(&batches);
        let anew = Arc::new(Index::build(SUFFIX, rows.values()));
        let everything = Query::default();
        prop_assert_eq!(
            all(&find(&index, &everything, sort, None)),
            all(&find(&anew, &everything, sort, None))
        );
        for removed in [Removed::Hidden, Removed::Shown] {
            prop_assert_eq!(index.len(removed), anew.len(removed));
        }
        for number in 0..40 {
            let id = CustomerId::new(&format!("{number:02x}-wing"));
            prop_assert_eq!(index.row(&id), rows.get(&id).cloned());
        }
    }

    #[test]
    fn narrowing_finds_what_a_fresh_search_finds(
        batches in prop::collection::vec(prop::collection::vec(change(), 0..60), 1..3),
        typed in query(),
        next in term(),
    ) {
        let index = patched(&batches);
        let typed = format!("{typed} {next}");
        let mut before: Vec<Hits> = Vec::new();
        for (end, _) in typed.char_indices().skip(1).chain([(typed.len(), ' ')]) {
            let Ok(query) = Query::parse(&typed[..end]) else {
                continue;
            };
            let fresh = find(&index, &query, Sort::default(), None);
            let mut next = fresh.clone();
            for wider in before.iter().rev().take(6) {
                next = find(&index, &query, Sort::default(), Some(wider));
                prop_assert_eq!(all(&next), all(&fresh), "{}", &typed[..end]);
            }
            if end % 3 > 0 {
                next.look_ahead(&Cancel::new());
            }
            before.push(next);
        }
    }

    #[test]
    fn the_first_rows_are_those_that_the_whole_answer_begins_with(
        batches in prop::collection::vec(prop::collection::vec(change(), 0..60), 1..4),
        query in query(),
        count in 1..12_usize,
        keep in 0..60_u8,
    ) {
        let query = Query::parse(&query).unwrap();
        let index = patched(&batches);
        let keep = CustomerId::new(&format!("{keep:02x}-wing"));
        let ask = Ask {
            query: &query,
            removed: Removed::Hidden,
            sort: Sort::default(),
            read: &|_| None,
            cancel: &Cancel::new(),
        };
        if let Some(first) = Hits::first_rows(&index, ask, count, Some(&keep), None) {
            let whole = find(&index, &query, Sort::default(), None);
            prop_assert_eq!(all(&first), whole.page(0, count));
            prop_assert_eq!(first.position(&keep), whole.position(&keep));
        }
    }

    #[test]
    fn a_sorted_list_is_in_order_and_every_row_knows_its_place(
        batches in prop::collection::vec(prop::collection::vec(change(), 0..30), 1..6),
        sort in sort(),
    ) {
        let index = patched(&batches);
        let hits = find(&index, &Query::default(), sort, None);
        let rows = all(&hits);
        for (place, row) in rows.iter().enumerate() {
            prop_assert_eq!(hits.position(&row.id), Some(place));
            prop_assert!(hits.contains(&row.id));
            let cursor = Cursor::behind(row, sort);
            prop_assert_eq!(hits.first(|row| cursor.is_before(row, sort)), place + 1);
        }
    }

    #[test]
    fn what_people_type_never_fails_to_be_answered(typed in ".{0,40}", row in row()) {
        let index = Arc::new(Index::build(SUFFIX, [&row]));
        match Query::parse(&typed) {
            Ok(query) => prop_assert!(find(&index, &query, Sort::default(), None).len() <= 1),
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }

    #[test]
    fn found_letters_can_be_shown(text in ".{0,20}", from in any::<Pick>(), length in 1_usize..4) {
        let folded: Vec<char> = fold(&text).chars().collect();
        prop_assume!(!folded.is_empty());
        let start = from.index(folded.len());
        let needle: String = folded.iter().skip(start).take(length).collect();
        for range in found_in(&text, &[Highlight::Text(needle)]) {
            prop_assert!(text.get(range).is_some());
        }
    }
}

#[test]
fn a_cancelled_search_has_no_result() {
    let row = Row::default();
    let index = Arc::new(Index::build(SUFFIX, [&row]));
    let cancel = Cancel::new();
    cancel.cancel();
    let ask = Ask {
        query: &Query::default(),
        removed: Removed::Hidden,
        sort: Sort::default(),
        read: &|_| None,
        cancel: &cancel,
    };
    assert!(Hits::find(&index, ask, None).is_none());
}
