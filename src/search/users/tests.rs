//! The index of users against a plain look at every one.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const SUFFIX: &str = ".onmicrosoft.com";

fn key() -> impl Strategy<Value = RecordKey> {
    let id = select(vec![
        "a",
        "fourteen-bytes",
        "fifteen--bytes!",
        "0062f76d-ecdb-4ea5-b776-ab1eeeefc8ee",
        "1062f76decdb4ea5b776ab1eeeefc8ee",
    ]);
    (0..4_u8, id).prop_map(|(customer, id)| {
        RecordKey::new(&CustomerId::new(&format!("c{customer}")), Kind::User, id)
    })
}

fn names() -> impl Strategy<Value = Names> {
    let name = "(Anna|Käthe|Jo|윙팁)?( Müller| Kim)?";
    let local = select(vec!["anna", "jo.kim", "x"]);
    let domain = select(vec![
        "wing.onmicrosoft.com",
        "Wing.example",
        "onmicrosoft.com",
    ]);
    ((local, domain), prop::collection::vec(name, 0..3))
        .prop_map(|((local, domain), names)| (format!("{local}@{domain}"), names))
}

fn query() -> impl Strategy<Value = String> {
    let word = select(vec![
        "anna",
        "KATHE",
        "kim",
        "팁",
        "wing",
        "wing.on",
        "g.onmicrosoft.com",
        "soft",
        "com",
        "@",
        "jo.",
        "example",
        "q",
    ]);
    prop::collection::vec(word, 0..3).prop_map(|words| words.join(" "))
}

fn plainly(users: &BTreeMap<RecordKey, Names>, query: &str) -> Vec<RecordKey> {
    let words: Vec<String> = fold(query).split_whitespace().map(str::to_owned).collect();
    let answers = |(sign_in_name, names): &Names| {
        let text = fold(&format!("{sign_in_name} {}", names.join(" ")));
        words.iter().all(|word| text.contains(word))
    };
    let found = users.iter().filter(|(_, names)| answers(names));
    found.map(|(key, _)| key.clone()).collect()
}

fn built(users: &BTreeMap<RecordKey, Names>) -> Users {
    let mut builder = UsersBuilder::new(SUFFIX);
    for (key, (sign_in_name, names)) in users {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        builder.push(key, sign_in_name, &names);
    }
    builder.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_query_finds_what_a_plain_look_finds(
        first in prop::collection::btree_map(key(), names(), 0..16),
        changes in prop::collection::vec((key(), prop::option::of(names())), 0..12),
        query in query(),
    ) {
        let mut users = first;
        let mut index = built(&users);
        for (key, names) in changes {
            index = index.patched(vec![(key.clone(), names.clone())]);
            match names {
                Some(names) => users.insert(key, names),
                None => users.remove(&key),
            };
        }
        let expected = plainly(&users, &query);
        let cancel = Cancel::new();
        prop_assert_eq!(index.find(&query, &cancel).unwrap(), expected.clone());
        prop_assert_eq!(built(&users).find(&query, &cancel).unwrap(), expected.clone());
        let mut bytes = Vec::new();
        index.write(&mut bytes).unwrap();
        let again = Users::read(&mut &*bytes, bytes.len() as u64, SUFFIX).unwrap();
        prop_assert_eq!(again.find(&query, &cancel).unwrap(), expected);
        bytes.pop();
        prop_assert!(Users::read(&mut &*bytes, bytes.len() as u64, SUFFIX).is_err());
    }
}

#[test]
fn a_cancelled_search_has_no_result() {
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(built(&BTreeMap::new()).find("x", &cancel).is_none());
}
