//! The index of users against a plain look at every one.

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::account::record::{CustomerId, Kind};
use crate::account::user::{Life, UserView};
use crate::search::Cancel;
use crate::search::initials::tests::plainly as plainly_in;

use super::*;

const SUFFIX: &str = ".onmicrosoft.com";
const NOW: &str = "2026-11-22T09:00:00Z";

type Book = BTreeMap<RecordKey, Resource>;

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn key() -> impl Strategy<Value = RecordKey> {
    let id = select(vec![
        "a",
        "fifteen--bytes!",
        "0062f76d-ecdb-4ea5-b776-ab1eeeefc8ee",
        "a062f76d-ecdb-4ea5-b776-ab1eeeefc8ee",
        "1062f76decdb4ea5b776ab1eeeefc8ee",
    ]);
    (0..4_u8, id).prop_map(|(customer, id)| {
        RecordKey::new(&CustomerId::new(&format!("c{customer}")), Kind::User, id)
    })
}

fn user() -> impl Strategy<Value = Resource> {
    let name = "(Anna|Käthe|Jo|윙팁|Anna Maria Magdalena)?( Müller| Kim)?";
    let local = select(vec!["anna", "jo.kim", "x", "a@b", ""]);
    let domain = select(vec![
        "@wing.onmicrosoft.com",
        "@Wing.example",
        "@onmicrosoft.com",
        "@wing.onmicrosoft.com.example",
        "",
    ]);
    let deleted = select(vec![
        None,
        None,
        None,
        Some("2026-11-20T09:00:00Z"),
        Some("2026-10-01T09:00:00Z"),
        Some("soon"),
    ]);
    (
        name,
        (local, domain),
        prop::option::of("(Anna|Zoë)"),
        deleted,
    )
        .prop_map(|(name, (local, domain), first, deleted)| {
            let mut user =
                json!({"displayName": name, "userPrincipalName": format!("{local}{domain}")});
            user["firstName"] = first.into();
            if let Some(since) = deleted {
                user["state"] = "inactive".into();
                user["softDeletionTime"] = since.into();
            }
            serde_json::from_value(user).unwrap()
        })
}

fn query() -> impl Strategy<Value = String> {
    let word = select(vec![
        "anna",
        "KATHE",
        "kim",
        "팁",
        "ㅇㅌ",
        "ㅌ",
        "윙ㅌ",
        "-ㅇ",
        "name:ㅇ",
        "domain:ㅇ",
        "wing",
        "wing.on",
        "a",
        "x",
        "w",
        "o",
        "@w",
        "a@w",
        "a@b",
        "a@wing.onmicrosoft.com",
        "b@on",
        "g.onmicrosoft.com",
        "soft",
        "com",
        "@",
        "jo.",
        "example",
        "zoe",
        "q",
        "-anna",
        "-wing",
        "name:anna",
        "name:\"a m\"",
        "domain:wing",
        "domain:soft",
        "-domain:example",
        "customer:c1",
        "customer:c",
        "-customer:c2",
        "state:active",
        "state:del",
        "-state:inactive",
        "name:x",
    ]);
    prop::collection::vec(word, 0..4).prop_map(|words| words.join(" "))
}

/// What a query means, asked of one user after the other.
fn plainly(users: &Book, query: &str) -> Vec<RecordKey> {
    let is_found = |key: &RecordKey, user: &Resource, word: &str| {
        let view = UserView(user);
        let sign_in_name = fold(view.sign_in_name());
        let name = fold(view.display_name());
        let (field, text) = word.split_once(':').unwrap_or(("", word));
        let text = fold(text.trim_matches('"'));
        match field {
            "name" => plainly_in(&text, &name),
            "domain" => {
                let at = sign_in_name.rfind('@').unwrap_or(sign_in_name.len());
                sign_in_name[at..].contains(&text)
            }
            "customer" => key.customer.as_str().contains(&text),
            "state" => (view.life(now()) == Life::Active) == "active".starts_with(&text),
            _ => {
                let others = fold(user.text_or_empty("firstName"));
                let own = sign_in_name.strip_suffix(SUFFIX);
                let own = own.filter(|_| !text.contains('.'));
                [&name, own.unwrap_or(&sign_in_name), &others]
                    .iter()
                    .any(|said| plainly_in(&text, said))
            }
        }
    };
    let words = query.replace("\"a m\"", "\"a\u{1}m\"");
    let words: Vec<String> = words
        .split(' ')
        .map(|word| word.replace('\u{1}', " "))
        .collect();
    let mut found: Vec<(&RecordKey, &Resource)> = users
        .iter()
        .filter(|(_, user)| UserView(user).life(now()) != Life::Purged)
        .filter(|(key, user)| {
            let mut words = words.iter().filter(|word| !word.is_empty());
            words.all(|word| match word.strip_prefix('-') {
                Some(word) => !is_found(key, user, word),
                None => is_found(key, user, word),
            })
        })
        .collect();
    found.sort_by_key(|(key, user)| {
        let name = fold(UserView(user).display_name());
        (name, key.id.clone(), key.customer.clone())
    });
    found.into_iter().map(|(key, _)| key.clone()).collect()
}

fn built(users: &Book) -> Arc<Users> {
    let mut builder = UsersBuilder::new(SUFFIX);
    users.iter().for_each(|(key, user)| builder.push(key, user));
    Arc::new(builder.finish())
}

/// Searches with the customers of a book by their IDs.
fn found(index: &Arc<Users>, text: &str, before: Option<&UserHits>) -> UserHits {
    let query = UsersQuery::parse(text).unwrap();
    let customers = |text: &str, _: &Cancel| {
        let ids = (0..4).map(|number| CustomerId::new(&format!("c{number}")));
        Some(ids.filter(|id| id.as_str().contains(text)).collect())
    };
    let ask = AskUsers {
        query: &query,
        now: now(),
        customers: &customers,
        cancel: &Cancel::new(),
    };
    let hits = UserHits::find(index, ask, before).unwrap();
    if let Some(first) = UserHits::first(index, ask, 5) {
        let whole = hits.page(0, first.len());
        assert_eq!(first.page(0, first.len()), whole, "{text}");
        assert!(first.len() >= hits.len().min(5), "{text}");
        assert_eq!(first.of_all(), hits.of_all());
    }
    hits
}

fn keys(hits: &UserHits) -> Vec<RecordKey> {
    let all = hits.page(0, usize::MAX);
    assert_eq!(all.len(), hits.len());
    for from in 0..=all.len() {
        let page = hits.page(from, 2);
        assert_eq!(page, all[from..(from + 2).min(all.len())]);
        if let Some(key) = all.get(from) {
            assert_eq!(hits.position(key), Some(from));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_query_finds_what_a_plain_look_finds(
        first in prop::collection::btree_map(key(), user(), 0..16),
        changes in prop::collection::vec(prop::collection::vec((key(), prop::option::of(user())), 1..4), 0..8),
        query in query(),
        more in query(),
    ) {
        let mut users = first;
        let mut index = built(&users);
        for commit in changes {
            let told: Vec<_> = commit.iter().map(|(key, user)| (key.clone(), user.as_ref())).collect();
            index = Arc::new(index.patched(&told));
            for (key, user) in commit {
                match user {
                    Some(user) => users.insert(key, user),
                    None => users.remove(&key),
                };
            }
        }
        let expected = plainly(&users, &query);
        let hits = found(&index, &query, None);
        prop_assert_eq!(keys(&hits), expected.clone(), "{}", query);
        prop_assert_eq!(hits.of_all(), plainly(&users, "").len());
        prop_assert_eq!(keys(&found(&built(&users), &query, None)), expected.clone());
        let narrower = format!("{query} {more}");
        let narrowed = found(&index, &narrower, Some(&hits));
        prop_assert_eq!(keys(&narrowed), plainly(&users, &narrower));
        let mut bytes = Vec::new();
        index.write(&mut bytes).unwrap();
        let again = Arc::new(Users::read(&mut &*bytes, bytes.len() as u64, SUFFIX).unwrap());
        prop_assert_eq!(keys(&found(&again, &query, None)), expected);
    }
}

#[test]
fn a_word_that_grows_into_the_common_suffix_finds_more() {
    let user = json!({"displayName": "Ana", "userPrincipalName": "ana@wing.onmicrosoft.com"});
    let key = RecordKey::new(&CustomerId::new("c1"), Kind::User, "1");
    let users = Book::from([(key, serde_json::from_value(user).unwrap())]);
    let index = built(&users);
    for typed in ["soft.com", "g.onmicrosoft.com", "t.c"] {
        let ends = typed.char_indices().skip(1).map(|(end, _)| end);
        let mut before = found(&index, &typed[..1], None);
        for end in ends.chain([typed.len()]) {
            let narrowed = found(&index, &typed[..end], Some(&before));
            assert_eq!(
                keys(&narrowed),
                plainly(&users, &typed[..end]),
                "{}",
                &typed[..end]
            );
            before = narrowed;
        }
    }
    let word = found(&index, "soft", None);
    assert_eq!(keys(&found(&index, "domain:soft", Some(&word))).len(), 1);
}

/// So many users that several chunks are looked through, some of them changed later.
#[test]
fn large_books_are_found_whole_and_their_first_users_at_once() {
    let mut users = Book::new();
    let put = |users: &mut Book, number: u32, name: String| {
        let customer = CustomerId::new(&format!("c{}", number % 4));
        let key = RecordKey::new(&customer, Kind::User, &format!("{number:08x}"));
        let user = json!({"displayName": name, "userPrincipalName": format!("u{number}@wing.onmicrosoft.com")});
        users.insert(key.clone(), serde_json::from_value(user).unwrap());
        key
    };
    for number in 0..3_000 {
        put(&mut users, number, format!("Anna {}", number * 7 % 1_000));
    }
    let mut index = built(&users);
    for number in (0..3_000).step_by(37) {
        let key = put(&mut users, number, format!("Renamed {number}"));
        index = Arc::new(index.patched(&[(key.clone(), users.get(&key))]));
    }
    for query in [
        "",
        "a",
        "anna 12",
        "renamed",
        "renamed 3",
        "u29",
        "u29@w",
        "-anna",
        "q",
    ] {
        let hits = found(&index, query, None);
        assert_eq!(hits.page(0, usize::MAX), plainly(&users, query), "{query}");
        let narrower = format!("{query} 1");
        let narrowed = found(&index, &narrower, Some(&hits));
        assert_eq!(
            narrowed.page(0, usize::MAX),
            plainly(&users, &narrower),
            "{narrower}"
        );
    }
}

#[test]
fn a_file_that_was_cut_is_refused_and_one_that_was_bent_harms_nobody() {
    let mut users = Book::new();
    for (number, deleted) in [(0, false), (1, true), (2, false)] {
        let key = RecordKey::new(&CustomerId::new("c1"), Kind::User, &format!("u{number}"));
        let state = if deleted { "inactive" } else { "active" };
        let user =
            json!({"displayName": "Anna", "userPrincipalName": "a@wing.example", "state": state});
        users.insert(key, serde_json::from_value(user).unwrap());
    }
    let mut index = built(&users);
    let (key, user) = users.iter().next().unwrap();
    index = Arc::new(index.patched(&[(key.clone(), Some(user))]));
    let mut bytes = Vec::new();
    index.write(&mut bytes).unwrap();
    for length in 0..bytes.len() {
        let cut = &bytes[..length];
        assert!(
            Users::read(&mut &*cut, length as u64, SUFFIX).is_err(),
            "{length}"
        );
    }
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut bent = bytes.clone();
            bent[place] ^= 1 << bit;
            // What is no index is refused; whether the rest is what was written is asked where it is kept.
            let _ = Users::read(&mut &*bent, bent.len() as u64, SUFFIX);
        }
    }
    assert!(Users::read(&mut &*bytes, bytes.len() as u64, ".partner.onmschina.cn").is_err());
}

#[test]
fn a_cancelled_search_has_no_result() {
    let cancel = Cancel::new();
    cancel.cancel();
    let ask = AskUsers {
        query: &UsersQuery::default(),
        now: now(),
        customers: &|_, _| Some(Vec::new()),
        cancel: &cancel,
    };
    assert!(UserHits::find(&built(&Book::new()), ask, None).is_none());
}

#[test]
fn a_mistake_is_pointed_at() {
    for (text, found) in [
        ("anna colour:red", "colour"),
        ("state:asleep", "asleep"),
        ("name:", ""),
        ("name>b", "name"),
        ("\"anna", "\"anna"),
    ] {
        let problems = UsersQuery::parse(text).unwrap_err();
        assert_eq!(problems[0].found.as_deref(), Some(found), "{text}");
        assert!(problems[0].remedy.is_some());
    }
}
