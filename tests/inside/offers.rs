//! What was begun and not saved is offered at the next start: gone on with, given up, or left for another time. It keeps
//! nobody from the list.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use partnerdeck::operations::Desk;
use partnerdeck::tui::drafts::Draft;
use serde_json::json;

use crate::session::{Session, drafts_at, small_book};

macro_rules! frame_is {
    ($name:expr, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

/// Longer than typed words wait for the disk.
const A_WHILE: Duration = Duration::from_secs(4);

/// A desk that was killed while three forms were filled in, one after the other.
fn killed(home: &Path) -> Arc<Desk> {
    let desk = small_book();
    for keys in [
        &["/wingtip<CR>", "e", "<Down><Down><Down><Down><C-u>Seattle"][..],
        &["/wingtip<CR>", "<CR>2", "<CR>ren<CR>", "<C-u>Half a na"],
        &["a", "Fabrikam"],
    ] {
        let mut session = Session::at_home(Arc::clone(&desk), home, 80, 24);
        for keys in keys {
            session.keys(keys).settle();
        }
        session.wait(A_WHILE).settle();
    }
    assert_eq!(drafts_at(Some(home)).all().len(), 3);
    desk
}

fn shows(session: &mut Session, text: &str) {
    let frame = session.settle().frame();
    assert!(frame.contains(text), "no {text}:\n{frame}");
}

fn again(desk: &Arc<Desk>, home: &Path) -> Session {
    Session::at_home(Arc::clone(desk), home, 80, 24)
}

#[test]
fn what_was_begun_is_offered_at_the_start_over_the_list() {
    let home = tempfile::tempdir().unwrap();
    let desk = killed(home.path());
    frame_is!("begun-80x24", again(&desk, home.path()));
    for (width, height) in [(20, 5), (0, 0), (1, 1), (200, 50)] {
        let mut session = Session::at_home(Arc::clone(&desk), home.path(), width, height);
        session.settle().keys("jX").frame();
    }
}

#[test]
fn going_on_opens_the_form_with_the_words_in_it_unasked() {
    let home = tempfile::tempdir().unwrap();
    let desk = killed(home.path());
    for (keys, title, words) in [
        ("<CR>", "Add a customer", "Fabrikam"),
        ("j<CR>", "Wingtip Toys › Account", "Seattle"),
        ("jj<CR>", "Wingtip Toys › Rename", "Half a na"),
    ] {
        let mut session = again(&desk, home.path());
        session.keys(keys).settle();
        shows(&mut session, title);
        shows(&mut session, words);
        assert!(!session.frame().contains("Sure?"), "{}", session.frame());
    }
}

#[test]
fn the_list_is_there_at_once_and_its_keys_put_the_offer_aside() {
    let home = tempfile::tempdir().unwrap();
    let desk = killed(home.path());
    let mut session = again(&desk, home.path());
    session.keys("/rove").settle();
    shows(&mut session, "/ rove");
    shows(&mut session, "D offers it again");
    assert!(!session.frame().contains("Begun"), "{}", session.frame());
    session.keys("<Esc>D").settle();
    shows(&mut session, "Begun and not saved");
    session.keys("<Esc>").settle();
    assert!(!session.frame().contains("Begun"), "{}", session.frame());
    assert_eq!(drafts_at(Some(home.path())).all().len(), 3);
}

#[test]
fn giving_up_asks_first_and_the_last_one_closes_the_offer() {
    let home = tempfile::tempdir().unwrap();
    let desk = killed(home.path());
    let mut session = again(&desk, home.path());
    // With the Korean input method on the same keys.
    session.keys("ㅓX").settle();
    frame_is!("begun-drop", session);
    session.keys("n").settle();
    assert_eq!(drafts_at(Some(home.path())).all().len(), 3);
    session.keys("Xy").settle();
    shows(&mut session, "Given up: Wingtip Toys › Account");
    assert_eq!(drafts_at(Some(home.path())).all().len(), 2);
    session.keys("XyXy").settle();
    assert!(drafts_at(Some(home.path())).all().is_empty());
    shows(&mut session, "Enter open");
    session.wait(A_WHILE).keys("D").settle();
    shows(&mut session, "Nothing was begun and left unsaved");
}

#[test]
fn words_of_an_account_that_is_gone_or_of_no_form_are_not_offered() {
    let home = tempfile::tempdir().unwrap();
    for name in ["edit 00000000-0000-4000-8000-0000000000ff", "sheet Gone"] {
        let draft = Draft {
            name: name.to_owned(),
            words: json!({ "fields": {}, "sheet": {"Gone": {}} }),
        };
        drafts_at(Some(home.path())).keep(&draft).unwrap();
    }
    let mut session = again(&small_book(), home.path());
    shows(&mut session, "Enter open");
    assert!(!session.frame().contains("Begun"), "{}", session.frame());
}
