//! What the screen shows, kept as text. A frame that changes on purpose is looked at and accepted.

use std::sync::Arc;

use crate::session::{Session, empty_book};

/// Draws and compares with the file that is kept.
macro_rules! frame_is {
    ($name:literal, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

#[test]
fn the_list() {
    for (name, width, height) in [
        ("list-80x24", 80, 24),
        ("list-160x40", 160, 40),
        ("list-20x5", 20, 5),
    ] {
        let mut session = Session::small(width, height);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, session.frame());
        });
    }
}

#[test]
fn a_filter_as_it_is_typed() {
    frame_is!("list-filter", Session::small(80, 24).keys("/wing"));
}

#[test]
fn a_row_folded_open() {
    frame_is!("list-unfolded", Session::small(80, 24).keys("jjo"));
}

#[test]
fn an_empty_book_says_what_to_do() {
    frame_is!("list-empty", Session::on(Arc::new(empty_book()), 80, 24));
}

#[test]
fn every_size_draws() {
    for (width, height) in [
        (0, 0),
        (1, 1),
        (0, 9),
        (9, 0),
        (20, 5),
        (80, 24),
        (200, 60),
        (500, 3),
    ] {
        let mut session = Session::small(width, height);
        session.frame();
        session.keys("/wing").settle().frame();
        session.keys("<CR>o<CR>").settle().frame();
    }
}

#[test]
fn ids_go_to_the_clipboard_marked_ones_together() {
    let mut session = Session::small(80, 24);
    session.keys("y");
    assert_eq!(
        session.copied().as_deref(),
        Some("00000000-0000-4000-8000-000000000004")
    );
    session.keys("  y");
    assert_eq!(session.copied().unwrap().lines().count(), 2);
}

#[test]
fn an_account_in_its_sections() {
    frame_is!("detail-account", Session::small(80, 24).keys("G<CR>"));
    frame_is!(
        "detail-subscriptions",
        Session::small(80, 24).keys("G<CR>2")
    );
    frame_is!("detail-users", Session::small(80, 24).keys("G<CR>3"));
    frame_is!("detail-activity", Session::small(80, 24).keys("G<CR>7"));
    frame_is!("detail-20x5", Session::small(20, 5).keys("G<CR>"));
}

#[test]
fn what_lies_over_the_panes() {
    frame_is!("help", Session::small(80, 24).keys("?"));
    frame_is!("palette", Session::small(80, 24).keys(":und"));
    frame_is!("sort-menu", Session::small(80, 24).keys("s"));
    frame_is!("export", Session::small(80, 24).keys("E"));
    frame_is!("jobs-none", Session::small(80, 24).keys("J"));
    frame_is!("question", Session::small(80, 24).keys("u"));
}

#[test]
fn the_fuzzy_mode_finds_letters_far_apart_and_is_left_with_the_same_words() {
    let mut session = Session::small(80, 24);
    frame_is!("list-fuzzy", session.keys("/wntp<C-f>"));
    let fuzzy = session.frame();
    assert!(
        fuzzy.contains("~wntp") && fuzzy.contains("Wingtip Toys"),
        "{fuzzy}"
    );
    let plain = session.keys("<C-f>").settle().frame();
    assert!(
        plain.contains("/ wntp") && plain.contains("No customer matches."),
        "{plain}"
    );
    session.keys("<C-u>윙토<C-f>").settle();
    let korean = session.frame();
    assert!(
        korean.contains("윙팁토이즈 코리아") && korean.contains("1 of 8"),
        "{korean}"
    );
    // From the rows too, with nothing typed yet.
    let begun = session.keys("<Esc><C-f>gld cnt:").settle().frame();
    assert!(begun.contains("~gld cnt:"), "{begun}");
}
