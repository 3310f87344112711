//! Records: kept as they came, found by key, listed in order.

use std::ops::ControlFlow;

use super::super::samples::{
    add, added, changed, customer, customer_id, customer_key, draft, images, make, removed,
    resource, scanned, user, user_key, walked,
};
use crate::account::entry::EntryId;
use crate::account::record::{Change, Expect, Kind, RecordKey, Version};
use crate::account::resource::Resource;
use crate::store::Store;

pub(in crate::store) fn a_new_book_is_empty(store: &dyn Store) {
    assert_eq!(store.book().version, Version(0));
    assert_eq!(store.get(&customer_key("c")).unwrap(), None);
    for kind in Kind::ALL {
        assert_eq!(store.count(kind).unwrap(), 0);
        assert!(store.list(&customer_id("c"), kind).unwrap().is_empty());
        assert!(scanned(store, kind).is_empty());
    }
    assert!(walked(store, None).is_empty());
    assert!(store.entries(None, 10).unwrap().is_empty());
    assert_eq!(store.entry(EntryId(1)).unwrap(), None);
    assert!(store.sealed().unwrap().is_empty());
    assert!(store.check().unwrap().is_empty());
}

pub(in crate::store) fn a_record_is_kept_letter_for_letter(store: &dyn Store) {
    let text = r#"{"Z":1.50,"id":"C","a":null,"n":123456789012345678901234567890,"deep":{"B":[],"A":["\u0000","한"]}}"#;
    add(store, &customer_key("c"), resource(text));
    let stored = store.get(&customer_key("c")).unwrap().unwrap();
    assert_eq!(serde_json::to_string(&stored.resource).unwrap(), text);
    assert_eq!(stored.changed, draft(1).at);
}

pub(in crate::store) fn a_record_carries_the_number_of_the_change_that_wrote_it(store: &dyn Store) {
    let first = add(store, &customer_key("a"), Resource::new());
    let second = add(store, &customer_key("b"), Resource::new());
    assert!(first < second);
    assert_eq!(store.book().version, second);
    let version = |name| store.get(&customer_key(name)).unwrap().unwrap().version;
    assert_eq!((version("a"), version("b")), (first, second));
    let third = make(
        store,
        vec![changed(&customer_key("a"), first, customer("x", &[]))],
    );
    assert_eq!((version("a"), version("b")), (third.version, second));
}

pub(in crate::store) fn keys_are_found_whatever_their_case(store: &dyn Store) {
    add(
        store,
        &user_key("ABC-1", "User-1"),
        user("Anna@Contoso.COM"),
    );
    assert!(store.get(&user_key("abc-1", "USER-1")).unwrap().is_some());
    assert_eq!(
        store.list(&customer_id("Abc-1"), Kind::User).unwrap().len(),
        1
    );
    let found = store.users_signing_in_as(&customer_id("ABC-1"), "anna@CONTOSO.com");
    assert_eq!(found.unwrap(), [user_key("abc-1", "user-1")]);
    add(store, &customer_key("ABC-1"), customer("Contoso.COM", &[]));
    let found = store.customers_on_domain("CONTOSO.com").unwrap();
    assert_eq!(found, [customer_id("abc-1")]);
}

pub(in crate::store) fn lists_and_scans_keep_their_order(store: &dyn Store) {
    let mut keys = Vec::new();
    for customer in ["b", "a", "ab", "a\u{0}b", "é"] {
        for id in ["2", "10", "1", "", "1\u{0}"] {
            keys.push(user_key(customer, id));
        }
    }
    let changes = keys.iter().map(|key| added(key, Resource::new()));
    make(store, changes.collect());
    add(store, &customer_key("a"), Resource::new());
    keys.sort();
    assert_eq!(scanned(store, Kind::User), keys);
    for customer in ["a", "ab", "a\u{0}b"] {
        let listed = store.list(&customer_id(customer), Kind::User).unwrap();
        let listed: Vec<String> = listed.into_iter().map(|stored| stored.key.id).collect();
        assert_eq!(listed, ["", "1", "1\u{0}", "10", "2"]);
    }
}

pub(in crate::store) fn a_walk_goes_through_everything_in_the_order_of_keys(store: &dyn Store) {
    let mut keys = Vec::new();
    for number in 0..300 {
        for kind in [Kind::User, Kind::Customer, Kind::Agreement] {
            let customer = customer_id(&format!("c{number:03}"));
            keys.push(RecordKey::new(&customer, kind, "x"));
        }
    }
    let changes = keys.iter().map(|key| added(key, Resource::new()));
    make(store, changes.collect());
    keys.sort();
    let names = |records: Vec<_>| -> Vec<RecordKey> {
        let keys = records.into_iter();
        keys.map(|stored: crate::account::record::Stored| stored.key)
            .collect()
    };
    assert_eq!(names(walked(store, None)), keys);
    assert_eq!(names(walked(store, Some("c007"))), keys[21..24]);
}

pub(in crate::store) fn a_visitor_may_stop_and_may_use_the_store(store: &dyn Store) {
    for id in ["1", "2", "3"] {
        add(store, &user_key("c", id), user(id));
    }
    let mut seen = 0;
    let mut visit = |stored: crate::account::record::Stored| {
        let change = changed(&stored.key, stored.version, user("changed"));
        make(store, vec![change]);
        seen += 1;
        if seen == 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    store.scan(Kind::User, &mut visit).unwrap();
    assert_eq!(seen, 2);
    let found = store.users_signing_in_as(&customer_id("c"), "changed");
    assert_eq!(found.unwrap().len(), 2);
}

pub(in crate::store) fn counts_follow_every_change(store: &dyn Store) {
    let version = add(store, &user_key("c", "1"), user("a"));
    add(store, &user_key("d", "1"), user("a"));
    add(store, &customer_key("c"), Resource::new());
    let counts = || {
        (
            store.count(Kind::User).unwrap(),
            store.count(Kind::Customer).unwrap(),
        )
    };
    assert_eq!(counts(), (2, 1));
    let key = user_key("c", "1");
    let version = make(store, vec![changed(&key, version, user("b"))]).version;
    assert_eq!(counts(), (2, 1));
    make(store, vec![removed(&key, version)]);
    assert_eq!(counts(), (1, 1));
    let never_there = Change {
        key,
        expect: Expect::Absent,
        after: None,
    };
    make(store, vec![never_there]);
    assert_eq!(counts(), (1, 1));
}

pub(in crate::store) fn a_large_change_is_made_whole(store: &dyn Store) {
    let key = |number: u32| user_key(&format!("c{}", number % 7), &format!("u{number}"));
    let changes = (0..3_000).map(|number| added(&key(number), user(&format!("n{number}@c"))));
    let receipt = make(store, changes.collect());
    assert_eq!(store.count(Kind::User).unwrap(), 3_000);
    let entry = store.entry(receipt.entry).unwrap().unwrap();
    assert_eq!(images(store, &entry).len(), 3_000);
    let found = store.users_signing_in_as(&customer_id("c6"), "N2057@c");
    assert_eq!(found.unwrap(), [key(2_057)]);
}

pub(in crate::store) fn a_record_of_any_size_is_kept(store: &dyn Store) {
    let mut large = Resource::new();
    large.set("note", "word ".repeat(300_000));
    let version = add(store, &customer_key("c"), large.clone());
    assert_eq!(
        store.get(&customer_key("c")).unwrap().unwrap().resource,
        large
    );
    let change = changed(&customer_key("c"), version, customer("d", &[]));
    let receipt = make(store, vec![change]);
    let entry = store.entry(receipt.entry).unwrap().unwrap();
    assert_eq!(images(store, &entry)[0].before, Some(large));
}
