//! Domains and sign-in names: found whatever their case, and never stale.

use super::super::samples::{
    add, changed, customer, customer_id, customer_key, make, removed, user, user_key,
};
use crate::store::{Shared, Store};

pub(in crate::store) fn domains_are_found_and_follow_every_change(store: &dyn Store) {
    let on = |domain: &str| -> Vec<String> {
        let found = store.customers_on_domain(domain).unwrap();
        found.iter().map(ToString::to_string).collect()
    };
    let a = add(
        store,
        &customer_key("a"),
        customer("one.example", &["Two.example"]),
    );
    add(store, &customer_key("b"), customer("two.example", &["one"]));
    assert_eq!(on("one.example"), ["a"]);
    assert_eq!(on("two.example"), ["a", "b"]);
    assert_eq!(on("one"), ["b"]);
    assert!(on("").is_empty());
    let change = changed(
        &customer_key("a"),
        a,
        customer("two.example", &["three.example"]),
    );
    let a = make(store, vec![change]).version;
    assert!(on("one.example").is_empty());
    assert_eq!(on("TWO.example"), ["a", "b"]);
    assert_eq!(on("three.example"), ["a"]);
    make(store, vec![removed(&customer_key("a"), a)]);
    assert!(on("three.example").is_empty());
    assert_eq!(on("two.example"), ["b"]);
}

pub(in crate::store) fn sign_in_names_are_found_within_their_customer_and_follow_every_change(
    store: &dyn Store,
) {
    let who = |customer: &str, name: &str| -> Vec<String> {
        let found = store
            .users_signing_in_as(&customer_id(customer), name)
            .unwrap();
        found.into_iter().map(|key| key.id).collect()
    };
    let first = add(store, &user_key("c", "1"), user("Anna@c"));
    add(store, &user_key("c", "2"), user("anna@c"));
    add(store, &user_key("d", "3"), user("anna@c"));
    assert_eq!(who("c", "ANNA@C"), ["1", "2"]);
    assert_eq!(who("d", "anna@c"), ["3"]);
    assert!(who("c", "anna").is_empty());
    let renamed = make(
        store,
        vec![changed(&user_key("c", "1"), first, user("eva@c"))],
    );
    assert_eq!(
        (who("c", "anna@c"), who("c", "eva@c")),
        (vec!["2".into()], vec!["1".into()])
    );
    make(store, vec![removed(&user_key("c", "1"), renamed.version)]);
    assert!(who("c", "eva@c").is_empty());
}

pub(in crate::store) fn what_several_have_is_found(store: &dyn Store) {
    let told = |shared: &mut Vec<(String, u64, String)>, one: Shared| {
        let holders = one
            .holders
            .iter()
            .map(|key| format!("{}/{}", key.customer, key.id));
        shared.push((one.name, one.count, holders.collect::<Vec<_>>().join(" ")));
    };
    let domains = || {
        let mut found = Vec::new();
        store
            .shared_domains(&mut |one| told(&mut found, one))
            .unwrap();
        found
    };
    let names = |but: &str| {
        let mut found = Vec::new();
        let counts = |user: &crate::account::record::Stored| user.key.id != but;
        store
            .shared_sign_in_names(&counts, &mut |one| told(&mut found, one))
            .unwrap();
        found.sort();
        found
    };
    let said = |name: &str, count, who: &str| (name.to_owned(), count, who.to_owned());
    add(
        store,
        &customer_key("a"),
        customer("one.example", &["two.example"]),
    );
    add(store, &user_key("a", "1"), user("anna@one.example"));
    add(store, &user_key("a", "2"), user("eva@one.example"));
    assert_eq!((domains(), names("")), (vec![], vec![]));
    let b = add(
        store,
        &customer_key("b"),
        customer("Two.example", &["three.example"]),
    );
    // Of another customer, and of the same one, in another case.
    add(store, &user_key("b", "3"), user("Anna@one.example"));
    let twin = add(store, &user_key("a", "4"), user("EVA@one.example"));
    add(store, &user_key("b", "5"), user("mia@one.example"));
    add(store, &user_key("b", "6"), user("mia@one.example"));
    assert_eq!(domains(), [said("two.example", 2, "a/a b/b")]);
    let anna = said("anna@one.example", 2, "a/1 b/3");
    let eva = said("eva@one.example", 2, "a/2 a/4");
    let mia = said("mia@one.example", 2, "b/5 b/6");
    assert_eq!(names(""), [anna.clone(), eva, mia.clone()]);
    assert_eq!(names("4"), [anna.clone(), mia.clone()]);
    make(store, vec![removed(&user_key("a", "4"), twin)]);
    make(store, vec![removed(&customer_key("b"), b)]);
    assert_eq!((domains(), names("")), (vec![], vec![anna, mia]));
    let many = (0..12).map(|n| user_key("c", &format!("{n:02}")));
    for key in many {
        add(store, &key, user("same@c"));
    }
    let same = names("").into_iter().find(|(name, ..)| name == "same@c");
    let (_, count, holders) = same.unwrap();
    assert_eq!((count, holders.split(' ').count()), (12, 10));
}
