//! What is typed into a form is kept while it is typed, and given up with it.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::session::{Session, drafts_at, small_book};

/// Wingtip Toys of the small book.
const WINGTIP: &str = "edit 00000000-0000-4000-8000-000000000001";

/// Longer than typed words wait for the disk.
const A_WHILE: Duration = Duration::from_secs(4);

fn kept(home: &Path, name: &str) -> Option<Value> {
    let words = drafts_at(Some(home)).kept(name)?;
    Some(words["fields"].clone())
}

/// The form of Wingtip Toys with the cursor in the city.
fn at_the_city(home: &Path) -> Session {
    let mut session = Session::at_home(small_book(), home, 80, 24);
    session.keys("/wingtip<CR>").settle().keys("e").settle();
    session.keys("<Down><Down><Down><Down>").settle();
    session
}

#[test]
fn typed_words_are_on_the_disk_a_few_seconds_later_and_nothing_is_waited_for_otherwise() {
    let home = tempfile::tempdir().unwrap();
    let mut session = at_the_city(home.path());
    assert!(session.is_idle(), "moving in a form changes no words");
    session.keys("<C-u>Seat").wait(A_WHILE / 4).keys("tle");
    assert!(!session.is_idle());
    assert_eq!(kept(home.path(), WINGTIP), None);
    session.wait(A_WHILE).settle();
    let city = json!({"billingProfile.defaultAddress.city": "Seattle"});
    assert_eq!(kept(home.path(), WINGTIP), Some(city));
    assert!(session.is_idle());

    session.keys("<Tab>").wait(A_WHILE);
    assert!(session.is_idle(), "the same words are not kept twice");
    session.keys("<S-Tab>!").wait(A_WHILE).settle();
    let city = json!({"billingProfile.defaultAddress.city": "Seattle!"});
    assert_eq!(kept(home.path(), WINGTIP), Some(city));
}

#[test]
fn words_that_are_taken_back_saved_or_given_up_are_forgotten() {
    let home = tempfile::tempdir().unwrap();
    for (keys, what) in [
        ("<C-u>Redmond", "typed as it was"),
        ("<C-s>", "saved"),
        ("<Esc>y", "given up"),
    ] {
        let mut session = at_the_city(home.path());
        session.keys("<C-u>Seattle").wait(A_WHILE).settle();
        assert!(kept(home.path(), WINGTIP).is_some());
        session.keys(keys).wait(A_WHILE).settle();
        assert_eq!(kept(home.path(), WINGTIP), None, "{what}");
        session.wait(A_WHILE);
        assert!(session.is_idle());
    }
}

#[test]
fn a_choice_and_a_sheet_are_kept_too() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::at_home(small_book(), home.path(), 80, 24);
    session.keys("/wingtip<CR>").settle().keys("e").settle();
    session.keys("<Down>hong<CR>").wait(A_WHILE).settle();
    let fields = kept(home.path(), WINGTIP).unwrap();
    assert_eq!(fields["billingProfile.defaultAddress.country"], "HK");
    session.keys("<Esc>y").settle();

    session.keys("<CR>2").settle().keys("<CR>ren<CR>").settle();
    session.keys("<C-u>Half a na").wait(A_WHILE).settle();
    let all = drafts_at(Some(home.path())).all();
    assert_eq!(all.len(), 1, "{all:?}");
    let fields = all[0].words["fields"].to_string();
    assert_eq!(fields, r#"{"friendlyName":"Half a na"}"#);
    session.keys("<Esc>y").settle();
    assert!(drafts_at(Some(home.path())).all().is_empty());
}

#[test]
fn words_that_the_disk_does_not_take_are_told_once_and_stay_in_the_form() {
    let home = tempfile::tempdir().unwrap();
    let mut session = at_the_city(home.path());
    // A file stands where the folder is to be.
    std::fs::write(home.path().join("session"), "").unwrap();
    session.keys("<C-u>Seattle").wait(A_WHILE).settle();
    let frame = session.frame();
    assert!(frame.contains("can't be kept on the disk"), "{frame}");
    assert!(frame.contains("Seattle"), "{frame}");
    session.wait(A_WHILE).keys("!").wait(A_WHILE).settle();
    let frame = session.frame();
    assert!(!frame.contains("can't be kept on the disk"), "{frame}");
    // What is taken again is kept again.
    std::fs::remove_file(home.path().join("session")).unwrap();
    session.keys("!").wait(A_WHILE).settle();
    let city = json!({"billingProfile.defaultAddress.city": "Seattle!!"});
    assert_eq!(kept(home.path(), WINGTIP), Some(city));
}
