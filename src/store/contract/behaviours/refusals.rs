//! What refuses a change, which then leaves no trace.

use super::super::samples::{
    add, added, changed, commit, customer, customer_id, customer_key, everything, make, removed,
    user, user_key,
};
use crate::account::entry::EntryId;
use crate::account::record::RecordKey;
use crate::account::resource::Resource;
use crate::store::{Commit, Guard, Store, StoreError};

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

pub(in crate::store) fn a_run_goes_on_only_under_an_entry_that_is_there(store: &dyn Store) {
    make(store, vec![]);
    let mut lost = commit(vec![added(&user_key("c", "1"), user("1"))]);
    lost.continues = Some(EntryId(77));
    assert!(matches!(
        refused(store, &lost),
        StoreError::NoEntry(EntryId(77))
    ));
}
