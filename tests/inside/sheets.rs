//! Menus and sheets by keys: what a row can do, the fields, the plan below them, what is asked, what came of it.

use crate::session::{Session, drafts_at, small_book};

macro_rules! frame_is {
    ($name:literal, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

/// The second customer's subscriptions, on a screen of a size.
fn subscriptions(width: u16, height: u16) -> Session {
    let mut session = Session::on(small_book(), width, height);
    session.keys("/wingtip").settle();
    session.keys("<CR><CR>").settle().keys("2").settle();
    session
}

fn shows(session: &mut Session, text: &str) {
    let frame = session.settle().frame();
    assert!(frame.contains(text), "{text:?} is not in\n{frame}");
}

#[test]
fn the_menu_of_a_row_and_of_an_account() {
    frame_is!("menu-row", subscriptions(80, 24).keys("<CR>"));
    frame_is!("menu-row-160x50", subscriptions(160, 50).keys("<CR>"));
    frame_is!("menu-row-20x5", subscriptions(20, 5).keys("<CR>"));
    frame_is!("menu-account", subscriptions(80, 24).keys("m"));
    frame_is!("menu-list", Session::small(80, 24).keys("m"));
}

#[test]
fn a_menu_is_filtered_by_letters_and_left_by_escape() {
    let mut session = subscriptions(80, 24);
    session.keys("<CR>seats");
    frame_is!("menu-filtered", &mut session);
    session.keys("zz");
    shows(&mut session, "Nothing here has these letters");
    session.keys("<Esc>");
    assert!(!session.settle().frame().contains('┌'));
}

#[test]
fn a_sheet_shows_its_fields_and_what_would_be_done() {
    frame_is!("sheet-rename", subscriptions(80, 24).keys("<CR>ren<CR>"));
    let typed = "<CR>ren<CR><C-u>Front desks";
    for (name, width, height) in [
        ("sheet-typed", 80, 24),
        ("sheet-typed-160x50", 160, 50),
        ("sheet-typed-20x5", 20, 5),
    ] {
        let mut session = subscriptions(width, height);
        session.keys("<CR>ren<CR>").settle();
        session.keys(&typed["<CR>ren<CR>".len()..]).settle();
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, session.frame());
        });
    }
}

#[test]
fn a_sheet_is_done_said_and_taken_back() {
    let mut session = subscriptions(80, 24);
    session.keys("<CR>ren<CR>").settle();
    session.keys("<C-u>Front desks<C-s>").settle();
    shows(&mut session, "Front desks");
    shows(
        &mut session,
        "subscription renamed, Wingtip Toys — u undoes",
    );
    session.keys("u").settle();
    shows(&mut session, "Microsoft 365 Business Premium");
}

#[test]
fn a_value_that_is_wrong_stands_under_its_field_and_nothing_is_done() {
    let mut session = subscriptions(80, 24);
    session.keys("<CR>seats<CR>").settle();
    session.keys("<C-u>many<C-s>");
    shows(&mut session, "This is not a whole number.");
    session.keys("<C-u><C-s>");
    shows(&mut session, "This must be filled in.");
    session.keys("<C-u>0<C-s>");
    shows(&mut session, "First");
    shows(&mut session, "A quantity of 0 is too small");
    frame_is!("sheet-blocked", &mut session);
}

#[test]
fn leaving_a_sheet_asks_only_when_words_would_be_lost() {
    let mut session = subscriptions(80, 24);
    session.keys("<CR>seats<CR>").settle();
    session.keys("<Esc>");
    assert!(!session.settle().frame().contains("Seats of"));
    session.keys("<CR>seats<CR>").settle();
    session.keys("1<Esc>");
    shows(&mut session, "without doing it?");
    session.keys("n");
    shows(&mut session, "Seats of");
    session.keys("<Esc>y");
    assert!(!session.settle().frame().contains("Seats of"));
}

#[test]
fn the_same_again_changes_nothing_and_says_so() {
    let mut session = subscriptions(80, 24);
    session.keys("<CR>seats<CR>").settle();
    shows(&mut session, "there is nothing to change");
    session.keys("<C-s>");
    shows(&mut session, "there is nothing to change");
    assert!(!session.frame().contains("Seats of"));
}

#[test]
fn words_of_a_sheet_are_kept_when_the_desk_is_left_and_offered_again() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::at_home(small_book(), home.path(), 80, 24);
    session.keys("<CR>2").settle();
    session.keys("<CR>ren<CR>").settle();
    session.keys("<C-u>Half a na").settle();
    let drafts = session.drafts();
    assert_eq!(drafts.len(), 1);
    for draft in &drafts {
        drafts_at(Some(home.path())).keep(draft).unwrap();
    }
    let mut session = Session::at_home(small_book(), home.path(), 80, 24);
    session.keys("<Esc><CR>2").settle();
    session.keys("<CR>ren<CR>").settle();
    shows(&mut session, "Sure?");
    session.keys("y");
    shows(&mut session, "Half a na");
    session.keys("me<C-s>").settle();
    shows(&mut session, "Half a name");
    session.keys("<CR>ren<CR>").settle();
    assert!(!session.frame().contains("Sure?"));
}
