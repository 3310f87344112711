//! The customer agreement: operations.md section 8.

use partnerdeck::account::agreement::Standing;
use partnerdeck::account::agreement::attestation::Attestation;
use partnerdeck::account::entry::Undo;
use partnerdeck::operations::confirm_agreement::ConfirmAgreement;
use partnerdeck::operations::manage_subscriptions::BuySubscription;
use partnerdeck::operations::undo::UndoEntry;

use super::*;

const OLDER: &str = r#"{"primaryContact":{"firstName":"Tania","lastName":"Carr","email":"t@wingtiptoys.com"},"templateId":"998b88de-aa99-4388-a42c-1b3517d49490","dateAgreed":"2018-08-26T00:00:00","type":"MicrosoftCloudAgreement"}"#;

fn by(name: &str, date: &str) -> ConfirmAgreement {
    ConfirmAgreement {
        customer: id(),
        attestation: Attestation {
            first_name: name.to_owned(),
            last_name: "Carr".to_owned(),
            email: "t@wingtiptoys.com".to_owned(),
            phone: "(425) 555-0101".to_owned(),
            date: date.to_owned(),
        },
    }
}

fn buy() -> BuySubscription {
    BuySubscription {
        customer: id(),
        offer: "CFQ7TTC0LF8R:0001:CFQ7TTC07777".to_owned(),
        quantity: 5,
        name: None,
        base: None,
    }
}

fn standing(desk: &Desk) -> Standing {
    desk.agreements(&id()).unwrap().standing
}

#[test]
fn an_attested_agreement_allows_buying() {
    let desk = desk();
    assert_eq!(codes(apply(&desk, &buy())), ["13605"]);
    let report = apply(&desk, &by("Tania", "2026-11-20")).unwrap();
    assert_eq!(report.plan.summary.added, 1);
    assert_eq!(standing(&desk), Standing::Attested);
    apply(&desk, &buy()).unwrap();
    let line = export(&desk);
    let line = line
        .lines()
        .find(|line| line.contains("agreement"))
        .unwrap();
    assert!(line.contains(r#""templateId":"117a77b0-9360-443b-8795-c6dedc750cf9","dateAgreed":"2026-11-20T00:00:00.000Z","type":"MicrosoftCustomerAgreement""#));
}

#[test]
fn the_older_cloud_agreement_is_kept_and_allows_nothing() {
    let desk = desk();
    put(&desk, Kind::Agreement, "old", OLDER);
    assert_eq!(standing(&desk), Standing::OnlyOlder);
    assert_eq!(codes(apply(&desk, &buy())), ["13605"]);
    apply(&desk, &by("Tania", "2026-11-20")).unwrap();
    assert_eq!(desk.agreements(&id()).unwrap().agreements.len(), 2);
    apply(&desk, &buy()).unwrap();
}

#[test]
fn a_customer_that_signed_by_itself_may_buy_and_an_attestation_is_only_doubted() {
    let desk = desk();
    put(&desk, Kind::Agreement, "s", r#"{"isSigned":true}"#);
    assert_eq!(standing(&desk), Standing::Signed);
    assert_eq!(
        apply(&desk, &by("Tania", "2026-11-20"))
            .unwrap()
            .plan
            .warnings
            .len(),
        1
    );
    apply(&desk, &buy()).unwrap();
}

#[test]
fn a_customer_with_an_azure_plan_under_an_earlier_attestation_can_not_sign_by_itself() {
    let desk = desk();
    put(&desk, Kind::Agreement, "old", OLDER);
    assert!(!desk.agreements(&id()).unwrap().must_be_attested);
    let plan = r#"{"id":"plan","productType":{"id":"AzurePlan"},"status":"active"}"#;
    put(&desk, Kind::Subscription, "plan", plan);
    assert!(desk.agreements(&id()).unwrap().must_be_attested);
}

#[test]
fn a_date_of_agreement_that_has_not_come_is_refused_by_the_desks_clock() {
    let said = problems(desk().plan(&by("Tania", "2026-11-23")));
    assert_eq!(said, [("dateAgreed".to_owned(), Code::InTheFuture)]);
    assert!(desk().plan(&by("Tania", "2026-11-22")).is_ok());
}

#[test]
fn identical_contact_data_is_refused_600061_until_one_of_the_four_changes() {
    let desk = desk();
    apply(&desk, &by("Tania", "2026-11-20")).unwrap();
    let again = blockers(apply(&desk, &by("Tania", "2026-11-21")));
    assert_eq!(again, [("600061".to_owned(), ID.to_owned())]);
    apply(&desk, &by("Tanja", "2026-11-21")).unwrap();
    // The newest one counts, not every one there ever was.
    apply(&desk, &by("Tania", "2026-11-22")).unwrap();
    let same = blockers(apply(&desk, &by("Tania", "2026-11-20")));
    assert_eq!(same.len(), 1);
}

#[test]
fn an_attestation_is_not_undone_and_says_so_before() {
    let desk = desk();
    let plan = desk.plan(&by("Tania", "2026-11-20")).unwrap();
    assert_eq!(plan.undo, Undo::Not("agreement-stays".to_owned()));
    let report = desk.apply(plan).unwrap();
    let before = export(&desk);
    let undo = UndoEntry {
        entry: report.history,
    };
    let refused = undo.run(&desk, &Ticket::new());
    assert!(matches!(refused, Err(Failure::Blocked(_))));
    assert_eq!(export(&desk), before);
}

#[test]
fn resellers_other_clouds_and_roles_without_the_right_attest_nothing() {
    let one = by("Tania", "2026-11-20");
    let reseller = desk_of(Cloud::Global, Role::GlobalAdmin, "reseller");
    assert!(matches!(
        reseller.plan(&one),
        Err(Failure::RefusedByKind(..))
    ));
    for cloud in [Cloud::UsGov, Cloud::Germany, Cloud::China] {
        let desk = desk_of(cloud, Role::GlobalAdmin, "direct");
        assert!(matches!(desk.plan(&one), Err(Failure::RefusedByCloud(..))));
    }
    for (role, may) in [
        (Role::AdminAgent, true),
        (Role::SalesAgent, true),
        (Role::HelpdeskAgent, false),
        (Role::UserAdmin, false),
        (Role::BillingAdmin, false),
    ] {
        let plan = desk_of(Cloud::Global, role, "provider").plan(&one);
        assert_eq!(plan.is_ok(), may, "{role:?}");
    }
}

#[test]
fn a_removed_customer_is_not_attested_for_20002() {
    let desk = empty(Cloud::Global, Role::GlobalAdmin, &partner("direct"));
    let gone = CUSTOMER.replace("reseller", "none");
    put(&desk, Kind::Customer, ID, &gone);
    let said = blockers(apply(&desk, &by("Tania", "2026-11-20")));
    assert_eq!(said, [("20002".to_owned(), ID.to_owned())]);
}

#[test]
fn an_exported_attestation_comes_in_again_under_its_name() {
    let desk = desk();
    apply(&desk, &by("Tania", "2026-11-20")).unwrap();
    let held = desk.agreements(&id()).unwrap().agreements;
    let name = partnerdeck::account::reading::name_by_content(&held[0].resource);
    assert_eq!(held[0].key.id, name);
}
