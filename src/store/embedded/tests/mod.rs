//! The book on disk: the contract, and what is its own: opening, reopening, being killed, being damaged.

mod damage;
mod kept;
mod opening;

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;

use super::{EmbeddedStore, Opening};
use crate::account::cloud::Cloud;
use crate::store::contract::deeds::{Place, any_deeds, go};
use crate::store::contract::samples::{
    Everything, add, added, changed, commit, customer, customer_key, everything, make, removed,
    user, user_key, walked,
};
use crate::store::contract::{holds_to_the_contract, random};
use crate::store::memory::MemoryStore;
use crate::store::{Store, StoreError};

/// A place for a book and its keys, gone with the test.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn book(&self) -> PathBuf {
        self.0.path().join("book")
    }

    fn opening(&self) -> Opening {
        Opening {
            cloud: None,
            create: true,
            read_only: false,
            seal_keys: self.0.path().join("keys"),
        }
    }

    fn open(&self) -> EmbeddedStore {
        self.try_open().unwrap()
    }

    fn try_open(&self) -> Result<EmbeddedStore, StoreError> {
        EmbeddedStore::open(&self.book(), &self.opening())
    }

    fn open_read_only(&self) -> Result<EmbeddedStore, StoreError> {
        let opening = Opening {
            read_only: true,
            ..self.opening()
        };
        EmbeddedStore::open(&self.book(), &opening)
    }

    /// The book as a killed process would leave it now: copied while it is open.
    fn killed(&self) -> Home {
        let copy = Home::new();
        copy_folder(&self.book(), &copy.book());
        copy_folder(&self.opening().seal_keys, &copy.opening().seal_keys);
        copy
    }

    fn journal_files(&self) -> Vec<PathBuf> {
        let folder = std::fs::read_dir(self.book().join("journal")).unwrap();
        let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).into_iter().flatten() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            std::fs::copy(from, to).unwrap();
        }
    }
}

/// Text of about so many bytes that no packing makes small.
fn noise(bytes: usize, seed: usize) -> String {
    let words = (0..bytes / 64 + 1).map(|word| blake3::hash(format!("{seed} {word}").as_bytes()));
    words.map(|word| word.to_hex().to_string()).collect()
}

/// A few changes of every sort, so that there is something to lose.
fn fill(store: &dyn Store) {
    let (c, u) = (customer_key("c"), user_key("c", "u"));
    let first = add(store, &c, customer("one.example", &["two.example"]));
    add(store, &u, user("anna@one.example"));
    make(
        store,
        vec![changed(&c, first, customer("three.example", &[]))],
    );
    let gone = add(store, &user_key("c", "gone"), user("gone@one.example"));
    make(store, vec![removed(&user_key("c", "gone"), gone)]);
}

/// Runs a behaviour, and sees that the book is right and the same after the next opening and after being made again.
fn with_a_new_book(check: &dyn Fn(&dyn Store)) {
    let home = Home::new();
    let store = home.open();
    check(&store);
    let before = everything(&store);
    let sealed = store.sealed().unwrap();
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    let reopened = home.open();
    assert_eq!(everything(&reopened), before);
    assert_eq!(reopened.sealed().unwrap(), sealed);
    drop(reopened);
    std::fs::remove_dir_all(home.book().join("state")).unwrap();
    let rebuilt = home.open();
    assert_eq!(everything(&rebuilt), before);
    assert_eq!(rebuilt.check().unwrap(), []);
}

holds_to_the_contract!(with_a_new_book);

/// A book that is left and come back to.
struct Lived {
    home: Home,
    store: Option<EmbeddedStore>,
}

impl Lived {
    fn new() -> Self {
        let home = Home::new();
        let store = Some(home.open());
        Self { home, store }
    }
}

impl Place for Lived {
    fn store(&self) -> &dyn Store {
        self.store.as_ref().unwrap()
    }

    fn reopen(&mut self) {
        self.store = None;
        self.store = Some(self.home.open());
    }

    fn kill(&mut self) {
        let left = self.home.killed();
        self.store = None;
        self.home = left;
        self.store = Some(self.home.open());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_it_answers_as_the_model(deeds in any_deeds()) {
        go(&mut Lived::new(), &deeds);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_run_of_changes_ends_as_in_memory(
        run in random::any_run(),
        checkpoints in proptest::collection::vec(any::<bool>(), 7),
        kill_at in 0..30_usize,
    ) {
        let home = Home::new();
        let memory = MemoryStore::new(Cloud::Global);
        let store = home.open();
        for (number, step) in run.iter().enumerate() {
            random::step(number, step, &memory, &store);
            if checkpoints[number % checkpoints.len()] {
                store.checkpoint().unwrap();
            }
            if number == kill_at {
                random::compare(&memory, &home.killed().open());
            }
        }
        random::compare(&memory, &store);
        prop_assert_eq!(store.check().unwrap(), []);
        drop(store);
        random::compare(&memory, &home.open());
    }
}
