//! Removing and inviting by keys.

use std::sync::Arc;

use partnerdeck::operations::demo;
use partnerdeck::operations::{Desk, Look};
use partnerdeck::search::{Cancel, Query};

use crate::session::{Session, empty_book, small_book};

macro_rules! frame_is {
    ($name:literal, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

fn shows(session: &mut Session, text: &str) {
    let frame = session.settle().frame();
    assert!(frame.contains(text), "{text:?} is not in\n{frame}");
}

/// The list with the cursor on Wingtip Toys.
fn at_wingtip(width: u16, height: u16) -> Session {
    let mut session = Session::on(small_book(), width, height);
    session.keys("/wingtip").settle();
    session.keys("<CR>").settle();
    session
}

#[test]
fn a_removal_shows_what_stands_in_the_way_and_what_follows() {
    frame_is!("removal-blocked", at_wingtip(80, 24).keys("X"));
    frame_is!("removal-blocked-160x50", at_wingtip(160, 50).keys("X"));
    frame_is!("removal-blocked-20x5", at_wingtip(20, 5).keys("X"));
}

fn demo_desk() -> Arc<Desk> {
    let desk = empty_book();
    demo::fill(&desk).unwrap();
    Arc::new(desk)
}

fn listed(desk: &Desk, words: &str) -> u64 {
    let look = Look {
        query: Query::of_words(words),
        ..Look::default()
    };
    desk.look(&look, &Cancel::new()).unwrap().unwrap().total
}

#[test]
fn what_stands_in_the_way_is_cleared_there_the_name_is_typed_and_the_invitation_offered() {
    let desk = demo_desk();
    let mut session = Session::on(Arc::clone(&desk), 100, 40);
    session.keys("/city power<CR>").settle();
    session.keys("X").settle();
    shows(&mut session, "Enter: suspend all 2");
    shows(&mut session, "deleted between 2027-02-20 and 2027-03-22");
    // Typed or not: as long as something stands in the way nothing is removed.
    session.keys("<Tab>City Power & Light<C-s>").settle();
    shows(&mut session, "And one problem more. Nothing was changed.");
    assert_eq!(listed(&desk, "city power"), 1);
    session.keys("<Tab><CR>").settle();
    shows(&mut session, "Suspend 2 subscriptions");
    session.keys("<C-s>").settle();
    shows(
        &mut session,
        "Suspend 2 subscriptions of City Power & Light?",
    );
    session.keys("y").settle();
    // The list is looked at again, and is clear.
    shows(
        &mut session,
        "Nothing in the way: reservations and savings plans, software, active",
    );
    frame_is!("removal-clear", &mut session);
    session.keys("<C-s>").settle();
    assert_eq!(listed(&desk, "city power"), 0);
    shows(&mut session, "is removed. Invite the company here");
    frame_is!("removal-invites", &mut session);
    session.keys("<Esc>").settle();
    shows(&mut session, "/ city power");
}

#[test]
fn the_name_is_typed_letter_for_letter_on_the_screen_too() {
    let desk = demo_desk();
    let mut session = Session::on(Arc::clone(&desk), 100, 40);
    session.keys("/pinecroft<CR>").settle();
    session.keys("X").settle();
    session.keys("<Tab>pinecroft county library<C-s>").settle();
    shows(&mut session, "Pinecroft County Library");
    assert_eq!(listed(&desk, "pinecroft"), 1);
    session.keys("<C-u>Pinecroft County Library<C-s>").settle();
    assert_eq!(listed(&desk, "pinecroft"), 0);
}

#[test]
fn an_invitation_is_written_shown_and_copied_and_stands_in_the_list() {
    let desk = demo_desk();
    let mut session = Session::on(Arc::clone(&desk), 100, 40);
    session.settle();
    session.keys("i").settle();
    frame_is!("invite-empty", &mut session);
    session
        .keys("Kite & Anchor<Tab>hello@kite.example<C-s>")
        .settle();
    shows(&mut session, "y");
    session.keys("y").settle();
    shows(&mut session, "Hello Kite & Anchor,");
    frame_is!("invite-draft", &mut session);
    let copied = session.copied().unwrap();
    assert!(copied.starts_with("To: hello@kite.example\n"), "{copied}");
    assert!(
        copied
            .lines()
            .any(|line| line.starts_with("https://admin.microsoft.com/")
                && line.ends_with("#/BillingAccounts/partner-invitation"))
    );
    session.keys("<Esc>").settle();
    session.keys("I").settle();
    shows(&mut session, "Kite & Anchor");
    session.keys("<CR>").settle();
    frame_is!("invitations", &mut session);
    session.keys("<Esc><C-s>").settle();
    shows(&mut session, "Hello Kite & Anchor,");
    assert_eq!(session.copied(), Some(copied));
}

#[test]
fn in_the_account_the_same_key_removes() {
    let desk = demo_desk();
    let mut session = Session::on(desk, 100, 40);
    session.keys("/pinecroft<CR>").settle();
    session.keys("<CR>").settle().keys("X").settle();
    shows(&mut session, "Remove the reseller relationship");
    session.keys("<Esc>").settle();
    session.keys("m").settle();
    shows(
        &mut session,
        "Remove the reseller relationship with a customer",
    );
}
