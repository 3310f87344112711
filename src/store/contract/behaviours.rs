//! What every store must do, one behaviour a function. Each gets a new, empty book.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::samples::{
    add, added, changed, commit, customer, customer_id, customer_key, draft, everything, images,
    make, removed, resource, scanned, user, user_key, walked,
};
use crate::account::entry::EntryId;
use crate::account::record::{Change, Expect, Kind, RecordKey, Version};
use crate::account::resource::Resource;
use crate::store::{Commit, Guard, Secret, Store, StoreError};

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

/// Tries a change that must be refused and sees that it left no trace.
fn refused(store: &dyn Store, commit: &Commit) -> StoreError {
    let before = everything(store);
    let error = store.commit(commit).unwrap_err();
    assert_eq!(everything(store), before);
    error
}

pub(in crate::store) fn a_record_that_moved_refuses_the_whole_change(store: &dyn Store) {
    let key = customer_key("c");
    let old = add(store, &key, customer("old", &[]));
    let new = make(store, vec![changed(&key, old, customer("new", &[]))]).version;
    let late = commit(vec![
        added(&customer_key("other"), Resource::new()),
        changed(&key, old, customer("late", &[])),
    ]);
    let StoreError::Moved { key: moved, theirs } = refused(store, &late) else {
        panic!("not refused as moved");
    };
    let theirs = theirs.unwrap();
    assert_eq!(moved, key);
    assert_eq!(
        (theirs.version, theirs.resource),
        (new, customer("new", &[]))
    );
    make(store, vec![removed(&key, new)]);
    let gone = refused(store, &commit(vec![removed(&key, new)]));
    assert!(matches!(gone, StoreError::Moved { theirs: None, .. }));
}

pub(in crate::store) fn what_should_be_absent_and_is_there_refuses_the_whole_change(
    store: &dyn Store,
) {
    add(store, &user_key("c", "u"), user("a"));
    let twice = commit(vec![
        added(&user_key("c", "v"), user("b")),
        added(&user_key("c", "U"), user("b")),
    ]);
    let error = refused(store, &twice);
    assert!(matches!(error, StoreError::Moved { key, theirs: Some(_) } if key.id == "u"));
}

pub(in crate::store) fn a_taken_domain_refuses_the_whole_change(store: &dyn Store) {
    add(
        store,
        &customer_key("a"),
        customer("A.example", &["two.example"]),
    );
    for domain in ["a.EXAMPLE", "Two.example"] {
        let guard = Guard::DomainFree {
            domain: domain.to_owned(),
            except: customer_id("b"),
        };
        let mut add_b = commit(vec![added(&customer_key("b"), customer(domain, &[]))]);
        add_b.guards = vec![guard.clone()];
        let error = refused(store, &add_b);
        assert!(matches!(error, StoreError::Taken(taken) if taken == guard));
    }
    let mut own = commit(vec![]);
    own.guards = vec![Guard::DomainFree {
        domain: "a.example".to_owned(),
        except: customer_id("A"),
    }];
    store.commit(&own).unwrap();
}

pub(in crate::store) fn a_taken_sign_in_name_refuses_unless_it_is_excepted(store: &dyn Store) {
    add(store, &user_key("c", "1"), user("Anna@c.example"));
    let mut again = commit(vec![added(&user_key("c", "2"), user("anna@c.example"))]);
    let guard = |customer: &str, except: Vec<RecordKey>| Guard::SignInNameFree {
        customer: customer_id(customer),
        name: "ANNA@c.example".to_owned(),
        except,
    };
    again.guards = vec![guard("c", vec![])];
    assert!(matches!(refused(store, &again), StoreError::Taken(_)));
    again.guards = vec![guard("other", vec![]), guard("c", vec![user_key("c", "1")])];
    store.commit(&again).unwrap();
}

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

pub(in crate::store) fn history_is_read_newest_first_and_page_by_page(store: &dyn Store) {
    let mut made = Vec::new();
    for number in 0..7 {
        let mut commit = commit(vec![]);
        commit.draft = draft(number);
        made.push((store.commit(&commit).unwrap().entry, commit.draft));
    }
    made.reverse();
    let mut read = Vec::new();
    loop {
        let before = read.last().map(|(id, _)| *id);
        let page = store.entries(before, 3).unwrap();
        if page.is_empty() {
            break;
        }
        assert!(page.len() <= 3);
        read.extend(page.into_iter().map(|entry| (entry.id, entry.draft)));
    }
    assert_eq!(read, made);
    assert!(store.entries(None, 0).unwrap().is_empty());
    assert!(store.entries(Some(EntryId(0)), 10).unwrap().is_empty());
    let one = store.entry(made[2].0).unwrap().unwrap();
    assert_eq!((one.id, one.draft), made[2]);
}

pub(in crate::store) fn an_entry_without_changes_is_history_too(store: &dyn Store) {
    let receipt = make(store, vec![]);
    assert_eq!(store.book().version, receipt.version);
    let entry = store.entry(receipt.entry).unwrap().unwrap();
    assert!(images(store, &entry).is_empty());
    let none = store.images(EntryId(99), &mut |_| ControlFlow::Continue(()));
    assert!(matches!(none, Err(StoreError::NoEntry(EntryId(99)))));
}

pub(in crate::store) fn images_show_before_and_after_in_order(store: &dyn Store) {
    let (c, u) = (customer_key("c"), user_key("c", "u"));
    let first = make(
        store,
        vec![added(&u, user("old")), added(&c, customer("d", &[]))],
    );
    let second = make(
        store,
        vec![
            removed(&c, first.version),
            changed(&u, first.version, user("new")),
        ],
    );
    let of = |id| -> Vec<_> {
        let entry = store.entry(id).unwrap().unwrap();
        let images = images(store, &entry).into_iter();
        images
            .map(|image| (image.key, image.version, image.before, image.after))
            .collect()
    };
    assert_eq!(
        of(first.entry),
        [
            (u.clone(), first.version, None, Some(user("old"))),
            (c.clone(), first.version, None, Some(customer("d", &[]))),
        ]
    );
    assert_eq!(
        of(second.entry),
        [
            (c, second.version, Some(customer("d", &[])), None),
            (u, second.version, Some(user("old")), Some(user("new"))),
        ]
    );
}

pub(in crate::store) fn a_long_run_is_one_entry(store: &dyn Store) {
    let begun = make(store, vec![added(&user_key("c", "1"), user("1"))]);
    let between = make(store, vec![added(&user_key("c", "x"), user("x"))]);
    let mut further = commit(vec![added(&user_key("c", "2"), user("2"))]);
    further.continues = Some(begun.entry);
    further.draft = draft(9);
    let receipt = store.commit(&further).unwrap();
    assert_eq!(receipt.entry, begun.entry);
    assert!(receipt.version > between.version);
    let ids: Vec<EntryId> = store
        .entries(None, 9)
        .unwrap()
        .iter()
        .map(|entry| entry.id)
        .collect();
    assert_eq!(ids, [between.entry, begun.entry]);
    let entry = store.entry(begun.entry).unwrap().unwrap();
    assert_eq!(entry.draft, draft(9));
    let versions: Vec<Version> = images(store, &entry)
        .iter()
        .map(|image| image.version)
        .collect();
    assert_eq!(versions, [begun.version, receipt.version]);
}

pub(in crate::store) fn a_run_goes_on_only_under_an_entry_that_is_there(store: &dyn Store) {
    make(store, vec![]);
    let mut lost = commit(vec![added(&user_key("c", "1"), user("1"))]);
    lost.continues = Some(EntryId(77));
    assert!(matches!(
        refused(store, &lost),
        StoreError::NoEntry(EntryId(77))
    ));
}

pub(in crate::store) fn what_was_taken_back_names_what_took_it_back(store: &dyn Store) {
    let key = customer_key("c");
    let done = make(store, vec![added(&key, Resource::new())]);
    let mut undo = commit(vec![removed(&key, done.version)]);
    undo.draft.undoes = Some(done.entry);
    let undone = store.commit(&undo).unwrap();
    let of = |id| store.entry(id).unwrap().unwrap();
    assert_eq!(of(done.entry).undone_by, Some(undone.entry));
    assert_eq!(of(undone.entry).undone_by, None);
    assert_eq!(of(undone.entry).draft.undoes, Some(done.entry));
    let mut further = commit(vec![]);
    further.continues = Some(done.entry);
    store.commit(&further).unwrap();
    assert_eq!(of(done.entry).undone_by, Some(undone.entry));
    // Not even a run that names itself is taken back by itself.
    further.continues = Some(undone.entry);
    further.draft.undoes = Some(undone.entry);
    store.commit(&further).unwrap();
    assert_eq!(of(undone.entry).undone_by, None);
    assert_eq!(of(done.entry).undone_by, Some(undone.entry));
    let listed = store.entries(None, 9).unwrap();
    assert_eq!(listed[1].undone_by, Some(undone.entry));
}

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
