//! Whole ways through the desk, as an operator goes them.

use std::time::Duration;

use partnerdeck::tui::Ending;
use partnerdeck::tui::turn::After;

use crate::session::Session;

#[test]
fn q_goes_back_and_at_the_top_quits() {
    let mut session = Session::small(80, 24);
    session.keys("<CR>").settle();
    assert!(session.frame().contains("Microsoft ID"));
    session.keys("q");
    assert!(session.frame().contains("Company ^"));
    session.keys("q");
    assert_eq!(session.after, After::End(Ending::Quit));
}

#[test]
fn esc_never_quits() {
    let mut session = Session::small(80, 24);
    session.keys("<Esc><Esc><Esc>");
    assert!(session.after < After::Suspend);
}

#[test]
fn a_filter_stays_with_enter_and_goes_with_esc_and_the_cursor_stays_on_its_customer() {
    let mut session = Session::small(80, 24);
    session.keys("/wing").settle().keys("<CR>jj").settle();
    assert!(session.frame().contains(">  Wingtip Toys"));
    session.keys("<Esc>").settle();
    let frame = session.frame();
    assert!(frame.contains(">  Wingtip Toys"), "{frame}");
    assert!(
        frame.contains("Customers                                  8"),
        "{frame}"
    );
}

#[test]
fn the_cursor_comes_back_to_its_customer_when_the_filter_shows_it_again() {
    let mut session = Session::small(80, 24);
    session.keys("G/toys").settle();
    assert!(
        session.frame().contains(">  Wingtip Toys"),
        "{}",
        session.frame()
    );
    session.keys("<Esc>").settle();
    assert!(
        session.frame().contains(">  윙팁토이즈 코리아"),
        "{}",
        session.frame()
    );
}

#[test]
fn marks_survive_the_filter_and_the_hidden_ones_are_counted() {
    let mut session = Session::small(80, 24);
    session.keys("  /toys<CR>").settle();
    let frame = session.frame();
    assert!(
        frame.contains("2 marked, 2 of them hidden by the filter"),
        "{frame}"
    );
    session.keys("*").settle();
    assert!(
        session.frame().contains("3 marked, 2 of them hidden"),
        "{}",
        session.frame()
    );
}

#[test]
fn a_mistake_in_the_filter_is_pointed_at_and_the_rows_stay() {
    let mut session = Session::small(80, 24);
    session.keys("/wing").settle().keys(":x").settle();
    let frame = session.frame();
    assert!(frame.contains("There is no field wing"), "{frame}");
    assert!(frame.contains("Wingtip Toys"), "{frame}");
}

#[test]
fn an_undo_of_many_records_asks_first_and_says_what_it_took_back() {
    let mut session = Session::small(80, 24);
    session.keys("u").settle();
    let frame = session.frame();
    assert!(frame.contains("Take back: import of a book"), "{frame}");
    assert!(
        frame.contains("9 records that it added are removed"),
        "{frame}"
    );
    session.keys("n").settle();
    assert!(session.frame().contains("Evil"));
    session.keys("u").settle().keys("y").settle();
    let frame = session.frame();
    assert!(frame.contains("Taken back: import of a book"), "{frame}");
    assert!(
        !frame.contains(" Evil ␛[31mred<U+202E>     evil"),
        "{frame}"
    );
}

#[test]
fn a_question_that_comes_too_late_is_not_asked() {
    let mut session = Session::small(80, 24);
    session.keys("uy").settle();
    let frame = session.frame();
    assert!(
        frame.contains("A question came while you went on"),
        "{frame}"
    );
    assert!(frame.contains("Evil"), "{frame}");
}

#[test]
fn help_shows_this_place_first() {
    let mut session = Session::small(80, 24);
    session.keys("?");
    let frame = session.frame();
    let list = frame.find("List").unwrap();
    let everywhere = frame.find("Everywhere").unwrap_or(usize::MAX);
    assert!(list < everywhere, "{frame}");
    session.keys("q");
    assert!(session.frame().contains("Company ^"));
}

#[test]
fn the_palette_finds_by_words_and_does_it() {
    let mut session = Session::small(80, 24);
    session.keys(":fold").settle();
    assert!(
        session.frame().contains("> Fold the row open in place"),
        "{}",
        session.frame()
    );
    session.keys("<CR>").settle();
    assert!(
        session.frame().contains("baeckerei.onmicrosoft.com"),
        "{}",
        session.frame()
    );
}

#[test]
fn sorting_is_chosen_from_a_menu_and_shown_in_the_heads() {
    let mut session = Session::small(80, 24);
    session.keys("sjjjjj<CR>").settle();
    let frame = session.frame();
    assert!(frame.contains("v Seats"), "{frame}");
    let first = frame.lines().nth(2).unwrap_or_default();
    assert!(first.contains("Evil"), "{frame}");
}

#[test]
fn what_was_said_goes_with_a_key_once_it_could_be_read() {
    let mut session = Session::small(80, 24);
    session.keys("y");
    assert!(session.frame().contains("Copied 0000"));
    session.keys("j");
    assert!(session.frame().contains("Copied 0000"));
    session.wait(Duration::from_secs(5)).keys("j");
    assert!(!session.frame().contains("Copied 0000"));
    session.keys("L");
    assert!(
        session.frame().contains("Copied 0000"),
        "{}",
        session.frame()
    );
}

#[test]
fn nothing_is_drawn_for_a_key_that_does_nothing() {
    let mut session = Session::small(80, 24);
    session.keys("<F2>");
    assert_eq!(session.after, After::Nothing);
    session.keys("z");
    assert_eq!(session.after, After::Nothing);
}

#[test]
fn on_a_wide_screen_the_account_follows_the_cursor() {
    let mut session = Session::small(160, 40);
    session.keys("jj").settle();
    let frame = session.frame();
    let top = frame.lines().next().unwrap_or_default();
    assert!(top.contains("Wing Avionics GmbH"), "{frame}");
    session.resize(80, 24).settle();
    assert!(
        session.frame().contains(">  Wing Avionics GmbH"),
        "{}",
        session.frame()
    );
}

#[test]
fn what_is_shown_goes_to_a_file_and_another_file_is_replaced_only_after_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wing.csv");
    let mut session = Session::small(80, 24);
    session.keys("/wing<CR>").settle().keys("E<C-u>");
    session
        .paste(&path.display().to_string())
        .keys("<CR>")
        .settle();
    assert!(
        session.frame().contains("4 customers written to"),
        "{}",
        session.frame()
    );
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written.lines().count(), 5, "{written}");

    session.keys("E<C-u>").paste(&path.display().to_string());
    session.keys("<Tab><Tab> ");
    assert!(
        session.frame().contains("all 8 customers of the book"),
        "{}",
        session.frame()
    );
    session.keys("<CR>").settle();
    assert!(
        session.frame().contains("is there already. Replace it?"),
        "{}",
        session.frame()
    );
    session.keys("n").settle();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);

    session.keys("E<C-u>").paste(&path.display().to_string());
    session.keys("<CR>").settle().keys("y").settle();
    assert!(
        session.frame().contains("4 customers written to"),
        "{}",
        session.frame()
    );
}

#[test]
fn the_form_of_an_export_follows_the_ending_and_changes_it() {
    let mut session = Session::small(80, 24);
    session.keys("E<Tab><Space>");
    assert!(
        session.frame().contains("customers.json"),
        "{}",
        session.frame()
    );
    session.keys("<Tab><Tab><C-u>x.ndjson");
    assert!(session.frame().contains("[ndjson]"), "{}", session.frame());
    session.keys("<Esc>");
    assert!(!session.frame().contains("ndjson"));
}

#[test]
fn esc_and_a_key_right_behind_it_are_two_keys() {
    let mut session = Session::small(80, 24);
    session.keys("/wing<CR>").settle().keys("<A-q>").settle();
    assert_eq!(session.after, After::End(Ending::Quit));
    assert!(session.frame().contains("  8"), "{}", session.frame());
}
