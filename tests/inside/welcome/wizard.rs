//! A new customer by keys, step by step.

use std::sync::Arc;

use partnerdeck::operations::add_customer::AddCustomer;

use super::*;
use crate::session::Session;

const FIRST_UP: &str = "484e548c-f5f3-4528-93a9-c16c6373cb59";

const ACCOUNT: &str = "Fabrikam, Inc.<Tab>fabrikam<Tab><Tab>1 Microsoft Way<Tab><Tab>Redmond<Tab>wash<CR><Tab>98052<Tab>\
    Ana<Tab>Lee<Tab>ana@fabrikam.example";

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

fn hides(session: &mut Session, text: &str) {
    let frame = session.settle().frame();
    assert!(!frame.contains(text), "{text:?} is in\n{frame}");
}

fn book(kind: &str) -> Arc<Desk> {
    let desk = empty(Cloud::Global, Role::GlobalAdmin, &partner(kind));
    let json = format!(
        r#"{{"id":"{FIRST_UP}","name":"First Up Consultants","state":"Active","mpnId":"4847383","location":"US"}}"#
    );
    let nobody = CustomerId::nobody();
    put_at(
        &desk,
        RecordKey::new(&nobody, Kind::Reseller, FIRST_UP),
        &json,
    );
    Arc::new(desk)
}

fn adding(desk: &Arc<Desk>) -> Session {
    let mut session = Session::on(Arc::clone(desk), 80, 24);
    session.settle().keys("a").settle();
    session
}

/// The account info is filled in, and left.
fn past_the_account(desk: &Arc<Desk>) -> Session {
    let mut session = adding(desk);
    session.keys(ACCOUNT).settle().keys("<C-s>").settle();
    session
}

/// What two books have but for IDs and passwords that are random.
fn alike(desk: &Desk) -> String {
    let mut text = String::new();
    for line in export(desk).lines() {
        let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
        strip(&mut value);
        text.push_str(&value.to_string());
        text.push('\n');
    }
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.join("\n")
}

fn strip(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) if uuid::Uuid::try_parse(text).is_ok() => text.clear(),
        serde_json::Value::Object(members) => members.values_mut().for_each(strip),
        serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn every_step_by_keys_makes_what_the_file_makes() {
    let desk = book("direct");
    let mut session = past_the_account(&desk);
    session.keys("<CR>business basic<CR>").settle();
    frame_is!("wizard-subscriptions", &mut session);
    session.keys("<Tab><C-u>20<Tab>Desks<C-s>").settle();
    frame_is!("wizard-agreement", &mut session);
    session
        .keys("<Space>")
        .settle()
        .keys("<Tab><Tab><Tab><Tab><Tab>2026-11-20<C-s>")
        .settle();
    frame_is!("wizard-review", &mut session);
    session.keys("<C-s>").settle();
    shows(&mut session, "can't be taken back");
    session.keys("y").settle();
    shows(&mut session, "admin@fabrikam.onmicrosoft.com");

    let file = r#"{"companyProfile":{"domain":"fabrikam.onmicrosoft.com"},"billingProfile":{"companyName":"Fabrikam, Inc.","email":"ana@fabrikam.example","culture":"en-US","language":"en","defaultAddress":{"country":"US","city":"Redmond","state":"WA","postalCode":"98052","addressLine1":"1 Microsoft Way","firstName":"Ana","lastName":"Lee"}},"subscriptions":[{"offerId":"6B895623-F356-4EE9-9608-876084A3221F","quantity":20,"friendlyName":"Desks"}],"agreement":{"primaryContact":{"firstName":"Ana","lastName":"Lee","email":"ana@fabrikam.example"},"dateAgreed":"2026-11-20"}}"#;
    let other = book("direct");
    apply(
        &other,
        &AddCustomer {
            account: resource(file),
        },
    )
    .unwrap();
    assert_eq!(alike(&desk), alike(&other));
}

#[test]
fn a_customer_without_agreement_and_subscriptions_is_added_and_taken_back() {
    let desk = book("direct");
    let before = export(&desk);
    let mut session = past_the_account(&desk);
    session.keys("<C-s>").settle().keys("<C-s>").settle();
    shows(&mut session, "adds it");
    shows(&mut session, "Nothing can be bought before");
    session.keys("<C-s>").settle();
    shows(&mut session, "admin@fabrikam.onmicrosoft.com");
    session
        .keys("<Esc>")
        .settle()
        .keys("y")
        .settle()
        .keys("u")
        .settle();
    session.keys("y").settle();
    assert_eq!(export(&desk), before);
}

#[test]
fn what_stands_in_the_way_is_told_at_the_review_and_cleared_a_step_before() {
    let desk = book("direct");
    let mut session = past_the_account(&desk);
    session
        .keys("<CR>business basic<CR><C-s>")
        .settle()
        .keys("<C-s>")
        .settle();
    shows(&mut session, "Attest the customer agreement first.");
    session.keys("<C-s>").settle();
    assert_eq!(desk.store().count(Kind::Customer).unwrap(), 0);
    session.keys("<Esc>").settle();
    session
        .keys("<Space>")
        .settle()
        .keys("<Tab><Tab><Tab><Tab><Tab>2026-11-23<C-s>")
        .settle();
    shows(&mut session, "in the future");
    session.keys("<C-u>2026-11-22<C-s>").settle();
    shows(&mut session, "adds it");
    hides(&mut session, "Attest the customer agreement first.");
}

#[test]
fn going_back_keeps_what_was_typed_and_leaving_asks() {
    let desk = book("direct");
    let mut session = past_the_account(&desk);
    session
        .keys("<CR>business basic<CR><Tab><C-u>7<C-s>")
        .settle();
    session.keys("<Esc>").settle();
    shows(&mut session, "Microsoft 365 Business Basic");
    shows(&mut session, "7");
    session.keys("<Esc>").settle();
    shows(&mut session, "Fabrikam, Inc.");
    session.keys("<Esc>").settle();
    shows(&mut session, "?");
    session.keys("n").settle();
    let drafts = session.drafts();
    let words = drafts[0].words.to_string();
    assert!(
        words.contains("Fabrikam, Inc.") && words.contains("6B895623"),
        "{words}"
    );
}

#[test]
fn a_draft_comes_back_into_every_step() {
    let desk = book("direct");
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::at_home(Arc::clone(&desk), home.path(), 80, 24);
    session
        .settle()
        .keys("a")
        .settle()
        .keys(ACCOUNT)
        .settle()
        .keys("<C-s>")
        .settle();
    session.keys("<CR>business basic<CR>").settle();
    let drafts = crate::session::drafts_at(Some(home.path()));
    for draft in session.drafts() {
        drafts.keep(&draft).unwrap();
    }
    let mut session = Session::at_home(Arc::clone(&desk), home.path(), 80, 24);
    session.settle().keys("a").settle().keys("y").settle();
    shows(&mut session, "Fabrikam, Inc.");
    session.keys("<C-s>").settle();
    shows(&mut session, "Microsoft 365 Business Basic");
}

#[test]
fn only_a_provider_is_asked_for_a_reseller() {
    let mut direct = past_the_account(&book("direct"));
    shows(&mut direct, "2 Subscriptions");
    let desk = book("provider");
    let mut provider = past_the_account(&desk);
    shows(&mut provider, "2 Reseller");
    frame_is!("wizard-reseller", &mut provider);
    provider.keys("<CR>first up<CR><C-s>").settle();
    provider.keys("<C-s>").settle().keys("<C-s>").settle();
    shows(
        &mut provider,
        "It is a customer of the indirect reseller First Up Consultants.",
    );
    provider.keys("<C-s>").settle();
    let line = export(&desk);
    assert!(
        line.contains(FIRST_UP) && line.contains("associatedPartnerId"),
        "{line}"
    );
}

#[test]
fn who_can_not_buy_or_attest_is_told_and_goes_past() {
    let mut reseller = past_the_account(&book("reseller"));
    shows(&mut reseller, "provider");
    reseller.keys("<C-s>").settle();
    frame_is!("wizard-refused", &mut reseller);
    reseller.keys("<C-s>").settle();
    shows(&mut reseller, "adds it");
}

#[test]
fn a_school_with_free_mail_is_sent_back_to_its_account() {
    let desk = book("direct");
    let mut session = adding(&desk);
    let free = ACCOUNT.replace("ana@fabrikam.example", "ana@gmail.com");
    session
        .keys(&free)
        .settle()
        .keys("<C-s>")
        .settle()
        .keys("<C-s>")
        .settle();
    session.keys("<Tab>educ<CR><C-s>").settle();
    shows(&mut session, "gmail.com is free");
    shows(&mut session, "First name");
}

#[test]
fn the_agreement_is_attested_with_the_contact_of_the_account() {
    let desk = book("direct");
    let mut session = past_the_account(&desk);
    session.keys("<C-s>").settle().keys("<Space>").settle();
    shows(&mut session, "ana@fabrikam.example");
    session
        .keys("<Tab><Tab><Tab><Tab><Tab>2026-11-22<C-s>")
        .settle();
    session.keys("<C-s>").settle().keys("y").settle();
    let agreements = export(&desk)
        .lines()
        .filter(|line| line.contains("\"agreement\""))
        .count();
    assert_eq!(agreements, 1);
}

#[test]
fn who_is_there_already_is_invited_instead_with_what_was_typed() {
    let desk = Arc::new(desk());
    let mut session = adding(&desk);
    session.keys("Fabrikam, Inc.<Tab>wingtip<Tab>").settle();
    shows(&mut session, "F3 invite");
    session.keys("<F3>").settle();
    frame_is!("wizard-invite-instead", &mut session);
    session.keys("<Esc>").settle();
    shows(&mut session, "Fabrikam, Inc.");
    hides(&mut adding(&desk), "F3 invite");
}
