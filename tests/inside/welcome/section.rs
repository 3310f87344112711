//! The agreement section and its sheets by keys.

use std::sync::Arc;

use partnerdeck::account::agreement::Standing;

use super::*;
use crate::session::Session;

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

/// The section of the only customer.
fn section(desk: &Arc<Desk>, width: u16, height: u16) -> Session {
    let mut session = Session::on(Arc::clone(desk), width, height);
    session.settle().keys("<CR>").settle().keys("5").settle();
    session
}

fn school() -> Arc<Desk> {
    let desk = desk();
    let older = r#"{"primaryContact":{"firstName":"Tania","lastName":"Carr","email":"t@wingtiptoys.com"},"templateId":"998b88de-aa99-4388-a42c-1b3517d49490","dateAgreed":"2018-08-26T00:00:00","type":"MicrosoftCloudAgreement"}"#;
    put(&desk, Kind::Agreement, "older", older);
    let denied = r#"{"qualification":"Education","vettingStatus":"Denied","vettingReason":"Not an Education Customer","vettingCreatedDate":"2026-11-10T06:00:00.207Z"}"#;
    put(&desk, Kind::Qualification, "~education", denied);
    Arc::new(desk)
}

#[test]
fn the_section_says_what_was_accepted_and_how_far_the_vetting_is() {
    frame_is!("agreement-section", section(&school(), 80, 24));
    frame_is!("agreement-menu", section(&school(), 80, 24).keys("<CR>"));
    frame_is!("agreement-section-20x5", section(&school(), 20, 5));
}

#[test]
fn an_agreement_is_attested_by_keys_as_from_the_command_line() {
    let desk = school();
    let mut session = section(&desk, 80, 24);
    session.keys("<CR>attest<CR>").settle();
    session
        .keys("Tania<Tab>Carr<Tab><Tab><Tab>2026-11-23<C-s>")
        .settle();
    shows(&mut session, "in the future");
    frame_is!("agreement-sheet", &mut session);
    session.keys("<C-u>2026-11-20").settle();
    shows(&mut session, "can't be taken back");
    session.keys("<C-s>").settle();
    session.keys("y").settle();
    shows(&mut session, "Subscriptions can be bought");
    let held = desk.agreements(&id()).unwrap();
    assert_eq!(held.standing, Standing::Attested);
    let other = school();
    let attestation = partnerdeck::account::agreement::attestation::Attestation {
        first_name: "Tania".to_owned(),
        last_name: "Carr".to_owned(),
        email: "gena@wingtiptoys.com".to_owned(),
        phone: String::new(),
        date: "2026-11-20".to_owned(),
    };
    let confirm = partnerdeck::operations::confirm_agreement::ConfirmAgreement {
        customer: id(),
        attestation,
    };
    apply(&other, &confirm).unwrap();
    assert_eq!(export(&desk), export(&other));
}

#[test]
fn a_denied_qualification_is_handed_in_again_and_taken_back() {
    let desk = school();
    let before = export(&desk);
    let mut session = section(&desk, 80, 24);
    session.keys("<CR>qualif<CR>").settle();
    shows(&mut session, "It was denied: Not an Education Customer.");
    session.keys("<C-s>").settle();
    shows(&mut session, "in review");
    session.keys("u").settle();
    shows(&mut session, "Not an Education Customer");
    assert_eq!(export(&desk), before);
}

#[test]
fn the_code_is_asked_for_only_where_one_is_needed() {
    let desk = Arc::new(desk());
    let mut session = section(&desk, 80, 24);
    session.keys("<CR>qualif<CR>").settle();
    session.keys("<CR>educ<CR>");
    shows(&mut session, "Segment");
    assert!(!session.frame().contains("Validation code"));
    session.keys("<CR>gov<CR>");
    shows(&mut session, "Validation code");
    frame_is!("qualify-sheet", &mut session);
}

#[test]
fn the_signing_link_goes_to_the_clipboard_unless_the_customer_can_not_sign() {
    let desk = school();
    let mut session = section(&desk, 80, 24);
    session.keys("Y").settle();
    let copied = session.copied().unwrap();
    assert!(
        copied.starts_with("https://admin.microsoft.com"),
        "{copied}"
    );
    let plan = r#"{"id":"plan","productType":{"id":"AzurePlan"},"status":"active"}"#;
    put(&desk, Kind::Subscription, "plan", plan);
    let mut session = section(&desk, 80, 24);
    shows(&mut session, "can't sign by itself");
    session.keys("Y").settle();
    assert_eq!(session.copied(), None);
}

#[test]
fn a_role_without_the_right_sees_the_section_and_is_told_who_may() {
    let desk = Arc::new(desk_of(Cloud::Global, Role::HelpdeskAgent, "direct"));
    let mut session = section(&desk, 80, 24);
    shows(&mut session, "Nothing can be bought yet");
    session.keys("<CR>attest<CR>").settle();
    shows(&mut session, "sales agent");
}
