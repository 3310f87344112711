//! Special qualifications: operations.md section 11 and clouds.md.

use partnerdeck::account::entry::Undo;
use partnerdeck::account::qualification::{Asked, Vetted, Vetting};
use partnerdeck::operations::set_qualification::SetQualification;
use partnerdeck::operations::undo::UndoEntry;

use super::*;

fn asked(word: &str) -> Asked {
    Asked {
        qualification: word.to_owned(),
        ..Asked::default()
    }
}

fn set(word: &str) -> SetQualification {
    SetQualification {
        customer: id(),
        asked: asked(word),
    }
}

fn government(code: &str) -> SetQualification {
    let asked = Asked {
        code: code.to_owned(),
        ..asked("GovernmentCommunityCloud")
    };
    SetQualification {
        customer: id(),
        asked,
    }
}

fn has(desk: &Desk, word: &str, status: &str) {
    let json = format!(
        r#"{{"qualification":"{word}","vettingStatus":"{status}","vettingReason":"Not an Education Customer","vettingCreatedDate":"2026-11-10T06:00:00.207Z"}}"#
    );
    put(
        desk,
        Kind::Qualification,
        &format!("~{}", word.to_lowercase()),
        &json,
    );
}

fn code(desk: &Desk, left: u64) {
    let json = format!(
        r#"{{"organizationName":"Contoso","validationId":"12345","maxCreates":5,"remainingCreates":{left}}}"#
    );
    let key = RecordKey::new(&CustomerId::nobody(), Kind::Qualification, "12345");
    put_at(desk, key, &json);
}

fn vetting(desk: &Desk) -> Vec<Vetting> {
    let held = desk.qualifications(&id()).unwrap();
    held.iter()
        .map(|one| Vetted(&one.resource).vetting())
        .collect()
}

fn undo(desk: &Desk) -> Result<Report, Failure> {
    UndoEntry::default().run(desk, &Ticket::new())
}

#[test]
fn education_begins_in_review_and_is_taken_back_exactly() {
    let desk = desk();
    let before = export(&desk);
    let with = SetQualification {
        customer: id(),
        asked: Asked {
            segment: "k12".to_owned(),
            website: "www.wingtip.example".to_owned(),
            ..asked("education")
        },
    };
    let report = apply(&desk, &with).unwrap();
    assert_eq!(report.plan.undo, Undo::Possible);
    assert_eq!(vetting(&desk), [Vetting::InReview]);
    assert!(export(&desk).contains(r#""qualification":"Education","educationSegment":"K12","website":"www.wingtip.example","vettingStatus":"InReview","vettingCreatedDate":"2026-11-22T09:00:00Z""#));
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn in_review_is_waited_for_and_approved_is_left_as_it_is() {
    let review = desk();
    has(&review, "Education", "InReview");
    assert_eq!(codes(apply(&review, &set("education"))), ["precondition"]);
    let approved = desk();
    has(&approved, "Education", "Approved");
    let before = export(&approved);
    let report = apply(&approved, &set("education")).unwrap();
    assert_eq!(report.plan.summary.unchanged, 1);
    assert_eq!(export(&approved), before);
}

#[test]
fn a_denied_one_is_handed_in_again_and_undo_brings_the_refusal_back() {
    let desk = desk();
    has(&desk, "Education", "Denied");
    let before = export(&desk);
    apply(&desk, &set("education")).unwrap();
    assert_eq!(vetting(&desk), [Vetting::InReview]);
    assert!(!export(&desk).contains("Not an Education Customer"));
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn a_school_needs_mail_of_its_own() {
    let desk = empty(Cloud::Global, Role::GlobalAdmin, &partner("direct"));
    let free = CUSTOMER.replace("gena@wingtiptoys.com", "gena@gmail.com");
    put(&desk, Kind::Customer, ID, &free);
    let said = blockers(apply(&desk, &set("education")));
    assert_eq!(said, [("precondition".to_owned(), ID.to_owned())]);
    assert!(apply(&desk, &set("state-owned-entity")).is_ok());
}

#[test]
fn the_government_community_cloud_takes_one_creation_of_its_code_and_gives_it_back() {
    let desk = desk();
    code(&desk, 1);
    let before = export(&desk);
    apply(&desk, &government("12345")).unwrap();
    assert!(export(&desk).contains(r#""remainingCreates":0"#));
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn a_code_without_creations_left_is_refused_and_an_unknown_one_is_doubted() {
    let desk = desk();
    code(&desk, 0);
    let said = blockers(apply(&desk, &government("12345")));
    assert_eq!(said, [("precondition".to_owned(), "12345".to_owned())]);
    let report = apply(&desk, &government("777")).unwrap();
    assert_eq!(report.plan.warnings.len(), 1);
}

#[test]
fn the_government_community_cloud_needs_a_customer_without_a_qualification() {
    for (status, refused) in [("InReview", true), ("Approved", true), ("Denied", false)] {
        let desk = desk();
        has(&desk, "Education", status);
        let said = codes(apply(&desk, &government("777")));
        assert_eq!(!said.is_empty(), refused, "{status}");
    }
    let school = desk();
    has(&school, "StateOwnedEntity", "Approved");
    let report = apply(&school, &set("education")).unwrap();
    assert_eq!(report.plan.warnings.len(), 1, "it stands beside the other");
}

#[test]
fn only_direct_bill_partners_and_providers_set_the_government_community_cloud() {
    for (kind, may) in [("direct", true), ("provider", true), ("reseller", false)] {
        let desk = desk_of(Cloud::Global, Role::SalesAgent, kind);
        assert_eq!(desk.plan(&government("777")).is_ok(), may, "{kind}");
        assert!(desk.plan(&set("education")).is_ok(), "{kind}");
    }
}

#[test]
fn a_body_of_another_country_is_doubted() {
    let desk = empty(Cloud::Global, Role::GlobalAdmin, &partner("direct"));
    let elsewhere = CUSTOMER.replace(r#""country":"US""#, r#""country":"KR""#);
    put(&desk, Kind::Customer, ID, &elsewhere);
    code(&desk, 3);
    assert_eq!(desk.plan(&government("12345")).unwrap().warnings.len(), 1);
}

#[test]
fn none_and_nonprofit_are_refused_before_the_book_is_read() {
    for word in ["none", "Nonprofit"] {
        let said = problems(desk().plan(&set(word)));
        assert_eq!(said, [("qualification".to_owned(), Code::NotAllowed)]);
    }
}

#[test]
fn other_clouds_and_roles_without_the_right_set_nothing() {
    for cloud in [Cloud::UsGov, Cloud::Germany, Cloud::China] {
        let desk = desk_of(cloud, Role::GlobalAdmin, "direct");
        for one in [set("education"), government("777")] {
            assert!(matches!(desk.plan(&one), Err(Failure::RefusedByCloud(..))));
        }
    }
    for (role, may) in [
        (Role::AdminAgent, true),
        (Role::SalesAgent, true),
        (Role::HelpdeskAgent, false),
        (Role::UserAdmin, false),
        (Role::BillingAdmin, false),
    ] {
        let desk = desk_of(Cloud::Global, role, "direct");
        assert_eq!(desk.plan(&set("education")).is_ok(), may, "{role:?}");
    }
}

#[test]
fn a_removed_customer_is_not_qualified_20002() {
    let desk = empty(Cloud::Global, Role::GlobalAdmin, &partner("direct"));
    put(
        &desk,
        Kind::Customer,
        ID,
        &CUSTOMER.replace("reseller", "none"),
    );
    assert_eq!(codes(apply(&desk, &set("education"))), ["20002"]);
}
