//! Transfers by keys: the section, the menu of a row, the sheets, the form as a file, what is said at the start.

use std::sync::Arc;

use super::*;
use crate::session::Session;

/// Legacy Azure to give away, and a request that waits for us.
fn desk_with_work() -> Arc<Desk> {
    let desk = Book::default().open();
    let json = format!(
        r#"{{"id":"received-1","status":"Pending","createdTime":"2026-11-18T08:44:53Z","sourcePartnerTenantId":"{US}","targetPartnerName":"Fourth Coffee Cloud","targetPartnerTenantId":"{OTHER}","transferType":3,"lineItems":[{{"subscriptionId":"seats","friendlyName":"Office 365 E1"}}]}}"#
    );
    put(&desk, Kind::Transfer, "received-1", &json);
    Arc::new(desk)
}

#[test]
fn the_desk_says_at_its_start_what_waits_for_us_and_only_then() {
    let frame = Session::on(desk_with_work(), 80, 24).frame();
    assert!(
        frame.contains("One transfer waits on you, since 4 d: Wingtip Toys."),
        "{frame}"
    );
    let quiet = Session::on(Arc::new(Book::default().open()), 80, 24).frame();
    assert!(!quiet.contains("waits on you"), "{quiet}");
}

#[test]
fn a_row_of_the_list_that_is_folded_open_says_whom_a_transfer_waits_for() {
    let mut session = Session::on(desk_with_work(), 80, 24);
    session.keys("o").settle();
    let frame = session.frame();
    assert!(frame.contains("transfer waits on you since 4 d"), "{frame}");
}

#[test]
fn the_section_shows_and_a_row_folds_open() {
    let mut session = Session::on(desk_with_work(), 100, 24);
    session.keys("<CR>4").settle();
    insta::assert_snapshot!("transfers-section", session.frame());
    session.keys("o").settle();
    insta::assert_snapshot!("transfers-unfolded", session.frame());
}

#[test]
fn a_received_request_is_accepted_from_the_menu_of_its_row() {
    let desk = desk_with_work();
    let mut session = Session::on(Arc::clone(&desk), 80, 24);
    session.keys("<CR>4").settle();
    session.keys("<CR>").settle();
    insta::assert_snapshot!("transfers-menu", session.frame());
    session.keys("<CR>").settle();
    insta::assert_snapshot!("transfers-accept", session.frame());
    session.keys("<C-s>").settle();
    // It can't be taken back, so it asks.
    session.keys("y").settle();
    assert_eq!(status(&desk, "received-1"), "InProgress");
}

#[test]
fn a_switch_is_begun_by_t_and_goes_on_to_its_form() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk_with_work();
    let mut session = Session::at_home(Arc::clone(&desk), home.path(), 80, 24);
    session.keys("t").settle();
    // The way and what is to go are filled in: legacy Azure goes by the signed form.
    session.keys("<Tab>").settle();
    session.keys(OTHER).settle();
    insta::assert_snapshot!("transfers-start", session.frame());
    session.keys("<C-s>").settle();
    session.keys("<C-s>").settle();
    session.keys("y").settle();
    let begun = desk.transfers(Some(&id())).unwrap();
    let begun = begun.iter().find(|one| one.way == Way::Paper).unwrap();
    session.keys("<CR>4").settle();
    session.keys("jw").settle();
    let file = home
        .path()
        .join(format!("transfer-form-{}.txt", begun.stored.key.id));
    let form = std::fs::read_to_string(file).unwrap();
    assert!(
        form.starts_with("Azure subscription transfer form"),
        "{form}"
    );
    // Never over another file.
    session.keys("w").settle();
    assert!(
        session.frame().contains("There is a file"),
        "{}",
        session.frame()
    );
}

#[test]
fn what_is_over_greys_what_cannot_follow() {
    let desk = Book::default().open();
    put(
        &desk,
        Kind::Transfer,
        "done-and-gone",
        r#"{"id":"done-and-gone","status":"Complete","createdTime":"2026-01-01T00:00:00Z","transferType":3,"lineItems":[]}"#,
    );
    let mut session = Session::on(Arc::new(desk), 80, 24);
    session.keys("<CR>4").settle();
    session.keys("<CR>").settle();
    let frame = session.frame();
    assert!(!frame.contains("Record:"), "{frame}");
    assert!(frame.contains("the transfer is complete"), "{frame}");
}
