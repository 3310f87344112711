//! The forms of the screen, driven by keys: edit an account, meet somebody else's change.

use std::sync::Arc;

use partnerdeck::account::record::{CustomerId, RecordKey};
use partnerdeck::operations::Desk;
use partnerdeck::operations::update_account::{Edit, UpdateAccount};

use crate::session::{Session, small_book};

/// Wingtip Toys of the small book.
const WINGTIP: &str = "00000000-0000-4000-8000-000000000001";

macro_rules! frame_is {
    ($name:expr, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

fn editing(desk: &Arc<Desk>, width: u16, height: u16) -> Session {
    let mut session = Session::on(Arc::clone(desk), width, height);
    session.keys("/wingtip<CR>").settle().keys("e").settle();
    session
}

fn stored(desk: &Desk, path: &str) -> Option<String> {
    let key = RecordKey::customer(&CustomerId::new(WINGTIP));
    let stored = desk.store().get(&key).unwrap().unwrap();
    stored.resource.text(path).map(str::to_owned)
}

fn somebody_else_sets(desk: &Desk, edits: &[&str]) {
    let update = UpdateAccount {
        customer: CustomerId::new(WINGTIP),
        set: edits
            .iter()
            .map(|edit| Edit::parse(edit).unwrap())
            .collect(),
        if_match: None,
    };
    desk.apply(desk.plan(&update).unwrap()).unwrap();
}

const STATE: &str = "billingProfile.defaultAddress.state";
const CITY: &str = "billingProfile.defaultAddress.city";

#[test]
fn the_form_of_an_account() {
    for (name, width, height) in [
        ("edit-80x24", 80, 24),
        ("edit-120x40", 120, 40),
        ("edit-20x5", 20, 5),
    ] {
        frame_is!(name, editing(&small_book(), width, height));
    }
}

#[test]
fn a_wrong_state_is_told_and_mended_with_one_key() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session.keys("<Down><Down><Down><Down><Down>zz<Tab>");
    frame_is!("edit-wrong-state", session);
    session.keys("<C-s>").settle();
    assert!(session.frame().contains("1 problem"), "{}", session.frame());
    frame_is!("edit-why", session.keys("<F1>"));
    session.keys("<F2>");
    assert!(!session.frame().contains("problem"), "{}", session.frame());
    assert_eq!(stored(&desk, STATE).as_deref(), Some("WA"));
}

#[test]
fn what_is_saved_is_said_and_closes_the_form() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session
        .keys("<Down><Down><Down><Down><C-u>Seattle<C-s>")
        .settle();
    assert!(
        session.frame().contains("saved Wingtip Toys"),
        "{}",
        session.frame()
    );
    assert!(session.frame().contains("Company"), "{}", session.frame());
    assert_eq!(stored(&desk, CITY).as_deref(), Some("Seattle"));
}

#[test]
fn leaving_asks_only_when_something_would_be_lost() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session.keys("<Esc>").settle();
    assert!(session.frame().contains("Customers"), "{}", session.frame());
    session.keys("e").settle().keys("x<Esc>");
    frame_is!("edit-leave", session);
    session.keys("n");
    assert!(
        session.frame().contains("Wingtip Toysx"),
        "{}",
        session.frame()
    );
    session.keys("<Esc>y").settle();
    assert!(session.frame().contains("Customers"), "{}", session.frame());
    assert_eq!(
        stored(&desk, "billingProfile.companyName").as_deref(),
        Some("Wingtip Toys")
    );
}

#[test]
fn somebody_elses_change_is_never_overwritten_unasked() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session.keys("<Down><Down>, Building 4<Down>Lobby<Down><C-u>Seattle");
    let line = "billingProfile.defaultAddress.addressLine1=2 Microsoft Way";
    somebody_else_sets(
        &desk,
        &[&format!("{CITY}=Tacoma"), line, "notes=asked twice"],
    );
    session.keys("<C-s>");
    frame_is!("edit-conflict", session);
    // Choosing some is not enough.
    session.keys("m<C-s>").settle();
    assert_eq!(stored(&desk, CITY).as_deref(), Some("Tacoma"));
    session.keys("t<C-s>").settle();
    assert!(
        session.frame().contains("saved Wingtip Toys"),
        "{}",
        session.frame()
    );
    assert_eq!(stored(&desk, CITY).as_deref(), Some("Tacoma"));
    let address = "billingProfile.defaultAddress.";
    let line = |number| stored(&desk, &format!("{address}addressLine{number}"));
    assert_eq!(line(1).as_deref(), Some("1 Microsoft Way, Building 4"));
    assert_eq!(line(2).as_deref(), Some("Lobby"));
    assert_eq!(
        stored(&desk, "partnerdeck.notes").as_deref(),
        Some("asked twice")
    );
}

#[test]
fn leaving_a_conflict_gives_the_form_back_as_it_was_typed() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session.keys("<Down><Down><Down><Down><C-u>Seattle");
    somebody_else_sets(&desk, &[&format!("{CITY}=Tacoma")]);
    session.keys("<C-s>").settle().keys("<Esc>");
    assert!(session.frame().contains("Seattle"), "{}", session.frame());
}

#[test]
fn another_country_shows_other_fields_at_once() {
    let mut session = editing(&small_book(), 80, 24);
    session.keys("<Down>hong<CR>");
    frame_is!("edit-hong-kong", session);
    session.keys("united states<CR>");
    assert!(session.frame().contains("98052"), "{}", session.frame());
}

#[test]
fn every_size_draws_a_form() {
    for (width, height) in [(0, 0), (1, 1), (9, 3), (20, 5), (44, 9), (200, 60)] {
        let mut session = editing(&small_book(), width, height);
        session.keys("<Down>k").settle().frame();
        session.keys("<CR>x<Esc>").settle().frame();
    }
}
