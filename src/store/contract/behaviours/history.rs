//! History: one entry for everything that was changed, and what it was before.

use std::ops::ControlFlow;

use super::super::samples::{
    added, changed, commit, customer, customer_key, draft, images, make, removed, user, user_key,
};
use crate::account::entry::EntryId;
use crate::account::record::Version;
use crate::account::resource::Resource;
use crate::store::{Store, StoreError};

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
