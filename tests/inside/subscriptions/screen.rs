//! Subscriptions by keys: folded open, marked, changed by menu and sheet.

use std::sync::Arc;

use partnerdeck::account::cloud::Cloud;

use crate::session::Session;

use super::*;

macro_rules! frame_is {
    ($name:literal, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

fn screen(desk: Desk, width: u16, height: u16) -> (Arc<Desk>, Session) {
    let desk = Arc::new(desk);
    let mut session = Session::on(Arc::clone(&desk), width, height);
    session.keys("<CR>").settle().keys("2").settle();
    (desk, session)
}

/// Moves to the row that shows a name.
fn at<'a>(session: &'a mut Session, name: &str) -> &'a mut Session {
    session.keys("g");
    for _ in 0..=HELD.len() {
        let frame = session.settle().frame();
        let row = frame.lines().find(|line| line.starts_with('>'));
        if row.is_some_and(|row| row.contains(name)) {
            return session;
        }
        session.keys("j");
    }
    panic!("no row {name}\n{}", session.frame());
}

#[track_caller]
fn shows(session: &mut Session, text: &str) {
    let frame = session.settle().frame();
    assert!(frame.contains(text), "{text:?} is not in\n{frame}");
}

#[test]
fn a_subscription_folded_open_shows_every_field_a_user_sees() {
    let desk = desk();
    let whole = r#"{"id":"whole","offerId":"CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD","offerName":"Office 365 E1","friendlyName":"Whole","quantity":5,"unitType":"Licenses","billingType":"license","billingCycle":"monthly","creationDate":"2026-11-18T09:12:00Z","effectiveStartDate":"2026-11-18T00:00:00Z","commitmentEndDate":"2027-11-18T00:00:00Z","termDuration":"P1Y","status":"active","autoRenewEnabled":false,"suspensionReasons":["CustomerCancellation"],"partnerId":"4847383","refundOptions":[{"type":"Full","expiresAt":"2026-11-25T09:12:00Z"}],"orderId":"o9"}"#;
    put(&desk, Kind::Subscription, "whole", whole);
    let (_, mut session) = screen(desk, 100, 40);
    at(&mut session, "Whole").keys("o");
    frame_is!("subscription-unfolded", &mut session);
}

#[test]
fn an_add_on_stands_under_its_base() {
    let (_, mut session) = screen(desk(), 80, 24);
    frame_is!("subscriptions-add-on", &mut session);
}

#[test]
fn several_that_are_marked_are_suspended_together_and_taken_back() {
    let (desk, mut session) = screen(desk(), 80, 24);
    let before = export(&desk);
    at(&mut session, "Desks").keys(" ");
    at(&mut session, "Office 365 E1").keys(" ");
    frame_is!("subscriptions-marked", &mut session);
    session.keys("<CR>suspend the 2<CR>").settle();
    frame_is!("sheet-suspend", &mut session);
    session.keys("<C-s>").settle();
    shows(&mut session, "Suspend 3 subscriptions");
    session.keys("y").settle();
    let suspended = ["base", "addon", "new"].map(|key| state(&desk, key));
    assert_eq!(suspended, [State::Suspended; 3]);
    session.keys("u").settle().keys("y").settle();
    assert_eq!(export(&desk), before);
}

#[test]
fn what_the_state_forbids_is_in_the_menu_with_the_reason_and_does_nothing() {
    let (desk, mut session) = screen(desk(), 80, 24);
    let before = export(&desk);
    at(&mut session, "Old").keys("<CR>suspend<CR>");
    frame_is!("menu-refused", &mut session);
    assert_eq!(export(&desk), before);
}

#[test]
fn a_cancellation_says_that_it_is_for_good_and_asks() {
    let (desk, mut session) = screen(desk(), 80, 24);
    at(&mut session, "Office 365 E1")
        .keys("<CR>cancel<CR>")
        .settle();
    frame_is!("sheet-cancel", &mut session);
    session.keys("<C-s>").settle().keys("n").settle();
    assert_eq!(state(&desk, "new"), State::Active);
    session.keys("<C-s>").settle().keys("y").settle();
    assert_eq!(state(&desk, "new"), State::Deleted);
}

#[test]
fn an_offer_is_chosen_from_the_catalogue_and_what_can_not_be_bought_says_why() {
    let desk = desk();
    agree(&desk);
    let (desk, mut session) = screen(desk, 100, 30);
    session.keys("<CR>buy a sub<CR>").settle();
    session.keys("<CR>minecraft");
    frame_is!("sheet-buy-choice", &mut session);
    session.keys("<C-u>power bi<CR><Tab><C-u>3").settle();
    frame_is!("sheet-buy", &mut session);
    session.keys("<C-s>").settle().keys("y").settle();
    let all = desk.subscriptions(&id()).unwrap();
    let bought = all
        .iter()
        .find(|one| one.resource.text_or_empty("offerName") == "Power BI Pro");
    assert_eq!(bought.unwrap().resource.number("quantity"), Some(3));
}

#[test]
fn an_add_on_is_bought_for_the_base_under_the_cursor() {
    let desk = desk();
    agree(&desk);
    let (desk, mut session) = screen(desk, 80, 24);
    at(&mut session, "Desks").keys("<CR>add-on<CR>").settle();
    session
        .keys("<CR>audio<CR><Tab><C-u>10<C-s>")
        .settle()
        .keys("y")
        .settle();
    let all = desk.subscriptions(&id()).unwrap();
    let bought = all
        .iter()
        .find(|one| one.resource.text_or_empty("offerName") == "Microsoft 365 Audio Conferencing");
    let parent = bought
        .unwrap()
        .resource
        .text_or_empty("parentSubscriptionId");
    assert_eq!(parent, "BASE");
}

#[test]
fn what_a_purchase_waits_for_is_done_from_its_blocker() {
    let (desk, mut session) = screen(desk(), 80, 24);
    session.keys("<CR>buy a sub<CR>").settle();
    session.keys("<CR>power bi<CR>").settle();
    frame_is!("sheet-buy-blocked", &mut session);
    session.keys("<Tab><Tab><Tab>").settle();
    shows(&mut session, ">   Enter: attest the customer agreement");
    session.keys("<CR>").settle();
    session.keys("<C-u>Gena<Tab>Soto<Tab>gena@wingtip.example<Tab><Tab>2026-11-20<C-s>");
    session.settle();
    if session.frame().contains("Sure?") {
        session.keys("y").settle();
    }
    let sheet = session.frame();
    assert!(sheet.contains("Buy a subscription"), "{sheet}");
    assert!(!sheet.contains("must be done first"), "{sheet}");
    session.keys("<C-s>").settle().keys("y").settle();
    assert_eq!(desk.subscriptions(&id()).unwrap().len(), HELD.len() + 1);
}

#[test]
fn the_base_of_an_add_on_is_reactivated_from_its_blocker() {
    let desk = desk();
    apply(&desk, &suspend(&["base"])).unwrap();
    let (desk, mut session) = screen(desk, 80, 24);
    at(&mut session, "Storage")
        .keys("<CR>reactivate<CR>")
        .settle();
    shows(&mut session, "Enter: Reactivate Desks");
    session.keys("<CR>").settle().keys("<C-s>").settle();
    if session.frame().contains("Sure?") {
        session.keys("y").settle();
    }
    session.keys("<C-s>").settle();
    assert_eq!(state(&desk, "base"), State::Active);
    assert_eq!(state(&desk, "addon"), State::Active);
}

#[test]
fn the_id_of_a_subscription_goes_to_the_clipboard() {
    let (_, mut session) = screen(desk(), 80, 24);
    at(&mut session, "Desks").keys("<CR>copy<CR>").settle();
    assert_eq!(session.copied().as_deref(), Some("BASE"));
    assert!(!session.frame().contains('┌'));
}

#[test]
fn a_cloud_without_azure_offers_none_to_choose() {
    let desk = desk_as(Cloud::China, Role::GlobalAdmin, "2026-11-21T09:00:00Z");
    let (_, mut session) = screen(desk, 80, 24);
    session
        .keys("<CR>buy a sub<CR>")
        .settle()
        .keys("<CR>azure plan");
    shows(&mut session, "nothing");
}

#[test]
fn a_role_that_lacks_it_sees_who_may() {
    let desk = desk_as(Cloud::Global, Role::UserAdmin, "2026-11-21T09:00:00Z");
    let (_, mut session) = screen(desk, 80, 24);
    at(&mut session, "Desks").keys("<CR>seats<CR>");
    frame_is!("menu-role", &mut session);
}

#[test]
fn sheets_fit_into_every_size() {
    for (width, height) in [(1, 1), (9, 3), (20, 5), (40, 8), (80, 24), (200, 60)] {
        let (_, mut session) = screen(desk(), width, height);
        for what in [
            "seats",
            "ren",
            "auto",
            "cycle",
            "susp",
            "cancel",
            "buy a sub",
        ] {
            session
                .keys("<CR>")
                .keys(what)
                .keys("<CR>")
                .settle()
                .frame();
            session.keys("<PgDn>").settle().frame();
            session
                .keys("<Esc>")
                .settle()
                .keys("<Esc>")
                .settle()
                .frame();
        }
    }
}
