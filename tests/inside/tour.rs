//! The keys of the README's tour, pressed on the demo book.

use std::sync::Arc;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::role::Role;
use partnerdeck::operations::demo;

use crate::session::{Session, book_for};

fn demo() -> Session {
    let desk = book_for(Cloud::Global, Role::GlobalAdmin);
    demo::fill(&desk).unwrap();
    let mut session = Session::on(Arc::new(desk), 100, 30);
    session.settle();
    session
}

/// The demo with one customer found by a word.
fn at(word: &str) -> Session {
    let mut session = demo();
    session.keys(&format!("/{word}<CR>")).settle();
    session
}

fn shows(session: &mut Session, texts: &[&str]) {
    let frame = session.settle().frame();
    for text in texts {
        assert!(frame.contains(text), "{text:?} is not in\n{frame}");
    }
}

#[test]
fn the_list_is_filtered_sorted_folded_open_and_written() {
    let mut session = at("wingtiptoys");
    shows(&mut session, &["Wingtip Toys", "1 of 298"]);
    shows(session.keys("o"), &["dfd8cc0a-c592-468c-8461-869a38d24738"]);
    shows(session.keys("s"), &["Seats"]);
    shows(session.keys("<Esc>E"), &["customers.csv"]);
}

#[test]
fn a_customer_is_added_in_a_wizard() {
    shows(demo().keys("a"), &["Company name", "Primary domain"]);
}

#[test]
fn account_info_is_updated_in_a_form() {
    let mut session = at("wingtiptoys");
    session.keys("e").settle();
    session.keys("<C-u><Tab><S-Tab><F1>");
    shows(&mut session, &["Company name", "missing: "]);
}

#[test]
fn many_users_come_from_a_file() {
    shows(at("contoso.onmicrosoft").keys("b"), &["Add users"]);
}

#[test]
fn a_switch_is_begun_and_what_waits_on_whom_is_shown() {
    let mut session = at("wingtiptoys");
    session.keys("<CR>").settle().keys("4");
    shows(&mut session, &["Fourth Coffee Cloud"]);
    shows(session.keys("<CR>"), &["┌"]);
    let mut session = at("wingtiptoys");
    shows(session.keys("t"), &["Wingtip Toys", "partner"]);
}

#[test]
fn a_removal_shows_its_preflight_and_an_invitation_is_begun() {
    let mut session = at("willowmere");
    shows(
        session.keys("X"),
        &["Office 365 E3", "First", "2027-02-20", "Type the name"],
    );
    shows(demo().keys("i"), &["Invite"]);
}
