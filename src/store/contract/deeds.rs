//! Whatever is done to a store, in whatever order, and however often it is closed, killed or made smaller in between: after
//! every deed it answers as the [`Model`] does.

use proptest::prelude::*;

use super::model::Model;
use super::random::{self, DOMAINS, NAMES, Step};
use super::samples::{draft, images};
use crate::account::entry::EntryId;
use crate::account::record::{Change, CustomerId, Expect, Kind};
use crate::store::{Commit, Store};

/// Something that is done to a store.
#[derive(Debug, Clone)]
pub(in crate::store) enum Deed {
    /// A change, allowed or not.
    Change(Step),
    /// An entry so many back is taken back, as far as nothing came after it.
    TakeBack(u64),
    /// Closed and opened again.
    Reopen,
    /// Killed and opened again.
    Kill,
    Checkpoint,
    Compact,
    /// The history read in pages of so many.
    Page(usize),
}

/// A store that can be left and come back to.
pub(in crate::store) trait Place {
    fn store(&self) -> &dyn Store;
    fn reopen(&mut self) {}
    fn kill(&mut self) {}
}

pub(in crate::store) fn any_deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        12 => random::any_step().prop_map(Deed::Change),
        3 => (0..4_u64).prop_map(Deed::TakeBack),
        1 => Just(Deed::Reopen),
        1 => Just(Deed::Kill),
        1 => Just(Deed::Checkpoint),
        1 => Just(Deed::Compact),
        2 => (1..5_usize).prop_map(Deed::Page),
    ];
    proptest::collection::vec(deed, 1..24)
}

/// Does it all, to the store and to the model.
pub(in crate::store) fn go(place: &mut dyn Place, deeds: &[Deed]) {
    let mut model = Model::default();
    for (number, deed) in deeds.iter().enumerate() {
        match deed {
            Deed::Change(step) => {
                let commit = random::commit(number, step, place.store());
                make(place.store(), &mut model, &commit);
            }
            Deed::TakeBack(back) => take_back(number, place.store(), &mut model, *back),
            Deed::Reopen => place.reopen(),
            Deed::Kill => place.kill(),
            Deed::Checkpoint => place.store().checkpoint().unwrap(),
            Deed::Compact => place.store().compact().unwrap(),
            Deed::Page(size) => page(place.store(), &model, *size),
        }
        compare(place.store(), &model);
    }
    assert_eq!(place.store().check().unwrap(), []);
}

fn make(store: &dyn Store, model: &mut Model, commit: &Commit) {
    let answer = store.commit(commit);
    let expected = model.commit(commit);
    match (&answer, &expected) {
        (Ok(receipt), Ok(wanted)) => assert_eq!(receipt, wanted),
        (Err(error), Err(wanted)) => assert!(
            format!("{error:?}").starts_with(wanted),
            "{error:?}, not {wanted}"
        ),
        _ => panic!("{answer:?}, not {expected:?}"),
    }
}

/// The inverse of an entry: every record that is still as the entry left it becomes what it was before.
fn take_back(number: usize, store: &dyn Store, model: &mut Model, back: u64) {
    let Some(entry) = store
        .entries(None, usize::MAX)
        .unwrap()
        .into_iter()
        .nth(back as usize)
    else {
        return;
    };
    let mut changes: Vec<Change> = Vec::new();
    let images = images(store, &entry);
    for (at, image) in images.iter().enumerate() {
        let last = images.iter().rev().find(|later| later.key == image.key);
        let is_first = !images[..at].iter().any(|earlier| earlier.key == image.key);
        let stored = store.get(&image.key).unwrap();
        let is_as_left = last.is_some_and(|last| match &stored {
            Some(stored) => last.after.is_some() && stored.version == last.version,
            None => last.after.is_none(),
        });
        if is_first && is_as_left {
            changes.push(Change {
                key: image.key.clone(),
                expect: stored.map_or(Expect::Absent, |stored| Expect::Version(stored.version)),
                after: image.before.clone(),
            });
        }
    }
    let mut draft = draft(number as i64);
    draft.undoes = Some(entry.id);
    let commit = Commit {
        draft,
        continues: None,
        changes,
        guards: Vec::new(),
    };
    make(store, model, &commit);
}

fn page(store: &dyn Store, model: &Model, size: usize) {
    let (mut entries, mut before) = (Vec::new(), None);
    loop {
        let page = store.entries(before, size).unwrap();
        assert!(page.len() <= size);
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        entries.extend(page);
    }
    assert_eq!(entries, model.entries());
}

fn compare(store: &dyn Store, model: &Model) {
    assert_eq!(store.book().version, model.version());
    let records = model.records();
    assert_eq!(super::samples::walked(store, None), records);
    for kind in Kind::ALL {
        let of_kind = model.of(kind, None);
        assert_eq!(store.count(kind).unwrap(), of_kind.len() as u64);
        let keys: Vec<_> = of_kind.into_iter().map(|stored| stored.key).collect();
        assert_eq!(super::samples::scanned(store, kind), keys);
    }
    for name in NAMES {
        let customer = CustomerId::new(name);
        for kind in [Kind::Customer, Kind::User, Kind::Subscription] {
            assert_eq!(
                store.list(&customer, kind).unwrap(),
                model.of(kind, Some(&customer))
            );
        }
        for sign_in_name in DOMAINS {
            let users = store.users_signing_in_as(&customer, sign_in_name).unwrap();
            let expected: Vec<_> = model
                .signing_in_as(&customer, sign_in_name)
                .into_iter()
                .collect();
            assert_eq!(users, expected);
        }
    }
    for domain in DOMAINS {
        let expected: Vec<_> = model.on_domain(domain).into_iter().collect();
        assert_eq!(store.customers_on_domain(domain).unwrap(), expected);
    }
    let entries = model.entries();
    assert_eq!(store.entries(None, usize::MAX).unwrap(), entries);
    for entry in &entries {
        assert_eq!(store.entry(entry.id).unwrap().as_ref(), Some(entry));
        assert_eq!(images(store, entry), model.images(entry.id));
    }
    let none = EntryId(u64::MAX);
    assert_eq!(store.entry(none).unwrap(), None);
}
