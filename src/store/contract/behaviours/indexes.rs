//! Domains and sign-in names: found whatever their case, and never stale.

use super::super::samples::{
    add, changed, customer, customer_id, customer_key, make, removed, user, user_key,
};
use crate::store::Store;

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
