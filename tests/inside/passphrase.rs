//! The passphrase of the sealed first passwords, asked for in the desk: typed unseen, asked for again, left out.

use std::path::Path;
use std::sync::Arc;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::operations::Desk;
use partnerdeck::store::embedded::{EmbeddedStore, Opening};
use partnerdeck::store::{SealKey, Store};
use partnerdeck::words::{Language, Words};
use secrecy::SecretString;

use crate::session::{Session, small_book_at};

const PASSPHRASE: &str = "Zqxjvbwk";

macro_rules! frame_is {
    ($name:expr, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

fn shows(session: &mut Session, text: &str) {
    let frame = session.settle().frame();
    assert!(frame.contains(text), "no {text}:\n{frame}");
}

fn english() -> Words {
    Words::load(Language::English)
}

fn opened(home: &Path) -> EmbeddedStore {
    let opening = Opening {
        cloud: Some(Cloud::Global),
        create: true,
        read_only: false,
        seal_keys: home.join("keys"),
    };
    EmbeddedStore::open(&home.join("book"), &opening).unwrap()
}

/// A small book whose seal is under the passphrase, which nobody has given.
fn locked(home: &Path) -> Arc<Desk> {
    let passphrase = SecretString::from(PASSPHRASE);
    opened(home).keep_seal_key(Some(&passphrase)).unwrap();
    let desk = small_book_at(Box::new(opened(home)));
    assert_eq!(desk.store().seal_key(), SealKey::Locked);
    desk
}

/// Types it letter by letter; no frame on the way may show one of them.
fn types_unseen(session: &mut Session, text: &str) {
    for letter in text.chars() {
        session.keys(&letter.to_string());
        let frame = session.frame();
        let inside: String = frame.lines().filter(|line| line.contains('•')).collect();
        assert!(!inside.contains(letter), "{letter} in\n{frame}");
    }
    shows(session, &"•".repeat(text.chars().count()));
}

#[test]
fn the_passphrase_is_asked_for_at_the_start_and_typed_unseen() {
    let home = tempfile::tempdir().unwrap();
    let desk = locked(home.path());
    let mut session = Session::on(Arc::clone(&desk), 80, 24);
    frame_is!("passphrase-80x24", session);
    types_unseen(&mut session, "nonsense");
    session.keys("<CR>");
    shows(
        &mut session,
        "That is not the passphrase. Nothing was lost.",
    );
    assert!(!session.frame().contains('•'));
    assert_eq!(desk.store().seal_key(), SealKey::Locked);
    types_unseen(&mut session, "Zqxjvbw");
    session.paste("k\rmore").keys("<CR>").settle();
    assert_eq!(desk.store().seal_key(), SealKey::Unlocked);
    shows(&mut session, "can be opened until the desk is left");
    shows(&mut session, "Enter open");
    session.keys("K");
    shows(&mut session, "No passphrase is needed");
}

#[test]
fn every_size_draws_the_question() {
    let home = tempfile::tempdir().unwrap();
    let desk = locked(home.path());
    for (width, height) in [(0, 0), (1, 1), (20, 5), (200, 50)] {
        let mut session = Session::on(Arc::clone(&desk), width, height);
        session.keys(&"long".repeat(80)).frame();
    }
}

#[test]
fn without_it_the_rest_works_and_what_needs_it_says_why_and_asks() {
    let home = tempfile::tempdir().unwrap();
    let desk = locked(home.path());
    let mut session = Session::on(Arc::clone(&desk), 80, 24);
    session.keys("<Esc>");
    shows(&mut session, "stay sealed; K gives the passphrase later");
    session.keys("/wing_av").settle().keys("<Esc>").settle();

    // A new first password can't be sealed.
    session.keys("/wingtip<CR>").settle().keys("<CR>3").settle();
    session
        .keys("<CR>reset<CR>")
        .settle()
        .keys("<C-s>")
        .settle();
    session.keys("y").settle();
    shows(&mut session, "Passphrase of the sealed passwords");
    shows(&mut session, "sealed under a passphrase that was not given");
    session.keys(PASSPHRASE).keys("<CR>").settle();
    session.keys("<C-s>").settle().keys("y").settle();
    shows(&mut session, "First password");
}

#[test]
fn whoever_has_pressed_a_key_is_told_and_not_held_up() {
    let home = tempfile::tempdir().unwrap();
    let desk = locked(home.path());
    let mut session = Session::unsettled(desk, english(), (80, 24), |_| {});
    session.keys("/wing").settle();
    shows(&mut session, "/ wing");
    shows(&mut session, "K gives the passphrase later");
}

#[test]
fn what_a_file_says_is_tried_before_anybody_is_asked() {
    for (said, expected) in [
        (PASSPHRASE, SealKey::Unlocked),
        ("nonsense", SealKey::Locked),
    ] {
        let home = tempfile::tempdir().unwrap();
        let desk = locked(home.path());
        let size = (80, 24);
        let mut session = Session::unsettled(Arc::clone(&desk), english(), size, |options| {
            options.passphrase = Some(SecretString::from(said));
        });
        session.settle();
        assert_eq!(desk.store().seal_key(), expected);
        shows(&mut session, "Enter open");
        let is_told = session.frame().contains("K lets you type it");
        assert_eq!(is_told, expected == SealKey::Locked);
    }
}

#[test]
fn who_may_only_look_is_not_asked() {
    let home = tempfile::tempdir().unwrap();
    drop(locked(home.path()));
    let opening = Opening {
        cloud: None,
        create: false,
        read_only: true,
        seal_keys: home.path().join("keys"),
    };
    let store = EmbeddedStore::open(&home.path().join("book"), &opening).unwrap();
    let desk = crate::session::read_only_desk_at(Box::new(store));
    let mut session = Session::on(Arc::new(desk), 80, 24);
    shows(&mut session, "Enter open");
    assert!(!session.frame().contains("Passphrase"));
}
