//! Passwords under seal, upkeep, and many threads at once.

use std::collections::BTreeSet;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::super::samples::{add, changed, customer_id, everything, make, user, user_key, walked};
use crate::account::record::{Kind, RecordKey, Version};
use crate::store::{Secret, Store};

fn secret(key: &RecordKey, password: &str) -> Secret {
    Secret {
        key: key.clone(),
        display_name: "Anna".to_owned(),
        sign_in_name: "anna@c.example".to_owned(),
        password: SecretString::from(password),
        since: Timestamp::UNIX_EPOCH,
    }
}

pub(in crate::store) fn sealed_passwords_open_until_they_are_destroyed(store: &dyn Store) {
    let (one, two, other) = (user_key("c", "1"), user_key("c", "2"), user_key("d", "1"));
    let opened = |customer: Option<&str>| -> Vec<(RecordKey, String)> {
        let found = store.unseal(customer.map(customer_id).as_ref()).unwrap();
        let password = |secret: &Secret| secret.password.expose_secret().to_owned();
        found
            .iter()
            .map(|secret| (secret.key.clone(), password(secret)))
            .collect()
    };
    store
        .seal(&[secret(&other, "3"), secret(&two, "2")])
        .unwrap();
    store.seal(&[secret(&one, "1")]).unwrap();
    store.seal(&[]).unwrap();
    assert_eq!(
        store.sealed().unwrap(),
        [(customer_id("c"), 2), (customer_id("d"), 1)]
    );
    assert_eq!(
        store.sealed_of(&customer_id("c")).unwrap(),
        [one.clone(), two.clone()]
    );
    assert_eq!(
        opened(Some("c")),
        [(one.clone(), "1".into()), (two.clone(), "2".into())]
    );
    assert_eq!(opened(None).len(), 3);
    store.seal(&[secret(&one, "new")]).unwrap();
    assert_eq!(opened(Some("c"))[0], (one.clone(), "new".into()));
    store
        .destroy(&[one, other, user_key("nobody", "9")])
        .unwrap();
    assert_eq!(opened(None), [(two.clone(), "2".into())]);
    store.destroy(&[two]).unwrap();
    assert!(store.sealed().unwrap().is_empty());
}

pub(in crate::store) fn a_checkpoint_and_a_compaction_change_nothing(store: &dyn Store) {
    for number in 0..20 {
        let key = user_key("c", &number.to_string());
        let version = add(store, &key, user("before"));
        make(store, vec![changed(&key, version, user("after"))]);
    }
    let before = everything(store);
    store.checkpoint().unwrap();
    assert_eq!(everything(store), before);
    store.compact().unwrap();
    assert_eq!(everything(store), before);
    make(store, vec![]);
    assert!(store.check().unwrap().is_empty());
}

pub(in crate::store) fn many_threads_read_and_write_at_once(store: &dyn Store) {
    let writers = 4_usize;
    let each = 25_usize;
    std::thread::scope(|scope| {
        for writer in 0..writers {
            scope.spawn(move || {
                for number in 0..each {
                    let key = user_key("c", &format!("{writer}-{number}"));
                    add(store, &key, user("same@c"));
                    assert!(store.get(&key).unwrap().is_some());
                    // A list is of one moment: as many as were counted before, or more.
                    let counted = store.count(Kind::User).unwrap();
                    let listed = store.list(&customer_id("c"), Kind::User).unwrap();
                    assert!(listed.len() as u64 >= counted);
                }
            });
        }
    });
    let versions: BTreeSet<Version> = walked(store, None)
        .iter()
        .map(|stored| stored.version)
        .collect();
    assert_eq!(versions.len(), writers * each);
    let found = store.users_signing_in_as(&customer_id("c"), "same@c");
    assert_eq!(found.unwrap().len(), writers * each);
}
