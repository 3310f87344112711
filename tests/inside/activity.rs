//! The activity log: filters, details, how an operation ended (operations.md section 13).

use std::sync::Arc;

use partnerdeck::account::record::CustomerId;
use partnerdeck::operations::history::{Filter, Page, Status};
use partnerdeck::operations::manage_subscriptions::{RenameSubscription, SetQuantity};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::{Desk, Operation, Outcome, Ticket};

use crate::session::{Session, small_book};

const WINGTIP: &str = "00000000-0000-4000-8000-000000000001";

fn wingtip() -> CustomerId {
    CustomerId::new(WINGTIP)
}

/// A book in which somebody renamed a subscription and gave it more seats.
fn desk() -> Arc<Desk> {
    let desk = small_book();
    let subscription = format!("s-{WINGTIP}");
    apply(
        &desk,
        &RenameSubscription {
            customer: wingtip(),
            subscription: subscription.clone(),
            name: "Front desks".to_owned(),
        },
    );
    apply(
        &desk,
        &SetQuantity {
            customer: wingtip(),
            subscription,
            quantity: 60,
        },
    );
    desk
}

fn apply(desk: &Desk, operation: &dyn Operation) {
    desk.apply(desk.plan(operation).unwrap()).unwrap();
}

fn found(desk: &Desk, filter: &Filter) -> Vec<String> {
    let all = desk.activity(filter, Page::ALL).unwrap();
    all.into_iter()
        .map(|one| one.entry.draft.operation)
        .collect()
}

#[test]
fn the_log_is_filtered_by_company_customer_resource_type_and_time() {
    let desk = desk();
    let of = |change: &dyn Fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        found(&desk, &filter)
    };
    assert_eq!(of(&|_| ()).len(), 10);
    // A part of the name, whatever its case and accents.
    assert_eq!(
        of(&|filter| filter.company = Some("OSTERREICH".to_owned())).len(),
        1
    );
    assert_eq!(
        of(&|filter| filter.company = Some("wingtip".to_owned())).len(),
        3
    );
    assert_eq!(of(&|filter| filter.customer = Some(wingtip())).len(), 3);
    let newest = ["set_quantity", "rename_subscription"];
    assert_eq!(
        of(&|filter| filter.resource_type = Some("Subscription".to_owned())),
        newest
    );
    assert_eq!(
        of(&|filter| filter.since = Some("2026-11-22T08:00:00Z".parse().unwrap())),
        newest
    );
    assert!(of(&|filter| filter.until = Some("2020-01-01T00:00:00Z".parse().unwrap())).is_empty());
    assert!(
        of(&|filter| {
            filter.company = Some("wingrove".to_owned());
            filter.customer = Some(wingtip());
        })
        .is_empty()
    );
}

#[test]
fn details_tell_old_and_new_and_whether_it_can_be_taken_back() {
    let desk = desk();
    let newest = &desk.activity(&Filter::default(), Page::ALL).unwrap()[0];
    let details = desk.activity_details(newest.entry.id, None).unwrap();
    assert_eq!(details.status, Status::Succeeded);
    assert_eq!(details.resource_type, "subscription");
    assert_eq!(details.final_because, None);
    let touched = &details.touched[0];
    assert_eq!(
        (touched.name.as_str(), touched.outcome),
        ("Front desks", Outcome::Changed)
    );
    let told: Vec<(&str, Option<&str>, Option<&str>)> = touched
        .differences
        .iter()
        .map(|one| (one.path.as_str(), one.old.as_deref(), one.new.as_deref()))
        .collect();
    assert!(
        told.contains(&("quantity", Some("48"), Some("60"))),
        "{told:?}"
    );
    // Of another customer nothing is told, only counted.
    let other = CustomerId::new("00000000-0000-4000-8000-000000000002");
    let elsewhere = desk
        .activity_details(newest.entry.id, Some(&other))
        .unwrap();
    assert_eq!((elsewhere.touched.len(), elsewhere.more), (0, 1));
    UndoEntry::default().run(&desk, &Ticket::new()).unwrap();
    let details = desk.activity_details(newest.entry.id, None).unwrap();
    assert_eq!(details.final_because.unwrap().id, "undo-is-undone");
    assert!(details.activity.undone);
    let record = desk.audit_record(newest).unwrap();
    assert_eq!(record.text("operationStatus"), Some("succeeded"));
    assert!(
        record
            .text_or_empty("resourceOldValue")
            .contains(r#""quantity":48"#)
    );
    assert!(
        record
            .text_or_empty("resourceNewValue")
            .contains(r#""quantity":60"#)
    );
}

macro_rules! frame_is {
    ($name:literal, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

/// The history of the account that was changed.
fn section(width: u16, height: u16) -> Session {
    let mut session = Session::on(desk(), width, height);
    session
        .keys("/wingtip t<CR>")
        .settle()
        .keys("<CR>")
        .settle();
    session.keys("7").settle();
    session
}

#[test]
fn an_entry_is_shown_whole_from_the_history_of_an_account() {
    frame_is!("history-section", section(80, 24));
    frame_is!("history-entry", section(80, 24).keys("<CR>"));
    frame_is!("history-entry-20x5", section(20, 5).keys("<CR>"));
    let mut session = section(80, 24);
    session.keys("<CR>").settle().keys("<Esc>").settle();
    assert!(
        session.frame().contains("7 Activity"),
        "{}",
        session.frame()
    );
}

#[test]
fn the_history_of_an_account_is_filtered_by_its_actions() {
    let mut session = section(80, 24);
    session.keys("/rena").settle();
    let frame = session.frame();
    assert!(
        frame.contains("renamed") && !frame.contains("quantity"),
        "{frame}"
    );
    session.keys("zz").settle();
    assert!(session.frame().contains("Nothing has these letters."));
    session.keys("<Esc>").settle();
    assert!(session.frame().contains("renamed"));
}

#[test]
fn the_history_of_the_whole_book_is_reached_from_the_list() {
    let mut session = Session::on(desk(), 80, 24);
    frame_is!("history-of-book", session.keys("H").settle());
    frame_is!(
        "history-of-book-filtered",
        session.keys("/OSTERREICH").settle()
    );
    session.keys("<Esc>").settle().keys("g<CR>").settle();
    assert!(
        session.frame().contains("quantity: 48 → 60"),
        "{}",
        session.frame()
    );
    session.keys("<Esc><Esc>").settle();
    assert!(session.frame().contains("Customers"));
    // The palette has it too.
    session.keys(":whole book<CR>").settle();
    assert!(
        session.frame().contains("History of the book"),
        "{}",
        session.frame()
    );
    frame_is!(
        "history-of-book-20x5",
        Session::on(desk(), 20, 5).keys("H").settle()
    );
}

#[test]
fn a_long_history_is_read_page_by_page_as_the_cursor_goes_down() {
    let desk = small_book();
    for number in 0..450 {
        apply(
            &desk,
            &RenameSubscription {
                customer: wingtip(),
                subscription: format!("s-{WINGTIP}"),
                name: format!("Desk {number}"),
            },
        );
    }
    let mut session = Session::on(desk, 80, 24);
    session.keys("H").settle();
    assert!(session.frame().contains("200 read"), "{}", session.frame());
    session.keys("G").settle();
    assert!(session.frame().contains("400 read"), "{}", session.frame());
    session.keys("G").settle();
    assert!(
        session.frame().lines().next().unwrap().ends_with("458"),
        "{}",
        session.frame()
    );
}
