//! The end of a relationship (operations.md section 3).

use partnerdeck::account::problem::Problem;
use partnerdeck::operations::manage_subscriptions::SuspendSubscriptions;
use partnerdeck::operations::remove_relationship::{Clearing, Named, RemoveRelationship, Sort};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::whose_book::SetPartner;
use partnerdeck::operations::{Failure, Report, Ticket};
use partnerdeck::words::{Language, Words};

use super::*;

const OWN: &str = "6f0b4e1c-3a52-4d0e-9a77-1c2f5e8d9b40";

/// A book in which the customer Wingtip Toys has nothing.
fn desk_with_wingtip(now: &str) -> Desk {
    let desk = desk_as(Cloud::Global, Role::GlobalAdmin, now);
    wingtip_is(&desk, "reseller");
    desk
}

fn wingtip_is(desk: &Desk, relationship: &str) {
    let json = format!(
        r#"{{"id":"{WINGTIP}","companyProfile":{{"domain":"wingtip.onmicrosoft.com","companyName":"Wingtip"}},"billingProfile":{{"companyName":" Wingtip Toys"}},"relationshipToPartner":"{relationship}","allowDelegatedAccess":true,"x":1.50}}"#
    );
    put(desk, RecordKey::customer(&wingtip()), &json);
}

fn subscription(desk: &Desk, id: &str, members: &str) {
    let json = format!(
        r#"{{"id":"{id}","friendlyName":"{id}","quantity":5,"billingType":"license",{members}}}"#
    );
    put(desk, of_wingtip(Kind::Subscription, id), &json);
}

fn named(id: &str) -> Named {
    Named {
        id: id.to_owned(),
        name: id.to_owned(),
    }
}

const LEGACY: &str = r#""offerId":"6B895623-F356-4EE9-9608-876084A3221F","status":"active""#;
const NEW: &str = r#""offerId":"CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD","creationDate":"2026-11-15T09:00:00Z","effectiveStartDate":"2026-11-15T09:00:00Z","commitmentEndDate":"2027-11-15T00:00:00Z","termDuration":"P1Y","autoRenewEnabled":true,"status":"active""#;
const PLAN: &str = r#""offerId":"DZH318Z0BPS6:0001:DZH318Z0BMTX","productType":{"id":"AzurePlan"},"status":"active""#;
const MARKET: &str = r#""offerId":"DZH318Z0BXWC:0001:DZH318Z0BMJX","productType":{"id":"SaaS"},"creationDate":"2026-11-15T09:00:00Z","commitmentEndDate":"2027-11-15T09:00:00Z","termDuration":"P1Y","autoRenewEnabled":true,"status":"active""#;

fn entitlement(desk: &Desk, id: &str, json: &str) {
    put(desk, of_wingtip(Kind::Entitlement, id), json);
}

fn removal(typed: Option<&str>) -> RemoveRelationship {
    RemoveRelationship {
        customer: wingtip(),
        suspend_active: false,
        cancelled: Vec::new(),
        typed: typed.map(str::to_owned),
    }
}

fn remove(desk: &Desk) -> Result<Report, Failure> {
    desk.apply(desk.plan(&removal(Some("Wingtip Toys")))?)
}

/// The sort, the code, what was found and the step of each blocker.
fn met(desk: &Desk) -> Vec<(Sort, String, String, Clearing)> {
    let preflight = removal(None).look(desk).unwrap();
    let problems: Vec<Problem> = preflight
        .blockers
        .iter()
        .map(|one| one.problem.clone())
        .collect();
    assert_eq!(preflight.plan.blockers, problems);
    assert!(problems.iter().all(|problem| problem.remedy.is_some()));
    let told = preflight.blockers.into_iter().map(|one| {
        let code = one.problem.code.text().into_owned();
        (one.sort, code, one.problem.found.unwrap(), one.clearing)
    });
    told.collect()
}

fn only(desk: &Desk) -> (Sort, String, String, Clearing) {
    let mut met = met(desk);
    assert_eq!(met.len(), 1, "{met:?}");
    assert!(matches!(remove(desk), Err(Failure::Blocked(_))));
    met.remove(0)
}

fn remedy(desk: &Desk) -> String {
    let preflight = removal(None).look(desk).unwrap();
    let problem = &preflight.blockers[0].problem;
    let words = Words::load(Language::English);
    let remedy = problem.remedy.clone().unwrap();
    format!("{} {}", words.say(&problem.message), words.say(&remedy))
}

fn consequences(desk: &Desk, suspend_active: bool) -> Vec<String> {
    let operation = RemoveRelationship {
        suspend_active,
        ..removal(None)
    };
    let words = Words::load(Language::English);
    let plan = desk.plan(&operation).unwrap();
    plan.consequences.iter().map(|one| words.say(one)).collect()
}

fn relationship(desk: &Desk) -> String {
    let stored = desk.customer(&wingtip()).unwrap();
    let word = stored.resource.text_or_empty("relationshipToPartner");
    word.to_owned()
}

const DAY: &str = "2026-11-22T08:00:00Z";

#[test]
fn a_reservation_stands_in_the_way_by_its_order() {
    let desk = desk_with_wingtip(DAY);
    entitlement(
        &desk,
        "~1",
        r#"{"referenceOrder":{"id":"KaJ8XvkKc"},"productId":"DZH318Z0BQ3W","skuId":"007J","quantity":2,"entitlementType":"reservedinstance","expiryDate":"2027-06-30T00:00:00Z"}"#,
    );
    let portal = Clearing::Elsewhere("https://portal.azure.com");
    assert_eq!(
        only(&desk),
        (
            Sort::Reservation,
            "precondition".to_owned(),
            "KaJ8XvkKc".to_owned(),
            portal
        )
    );
    assert!(
        remedy(&desk).contains("open a service request"),
        "{}",
        remedy(&desk)
    );
}

#[test]
fn an_order_that_was_cancelled_elsewhere_is_named_and_out_of_the_way() {
    let desk = desk_with_wingtip(DAY);
    entitlement(
        &desk,
        "~1",
        r#"{"referenceOrder":{"id":"KaJ8XvkKc"},"entitlementType":"reservedinstance"}"#,
    );
    let named = RemoveRelationship {
        cancelled: vec!["KaJ8XvkKc".to_owned()],
        ..removal(Some("Wingtip Toys"))
    };
    let report = desk.apply(desk.plan(&named).unwrap()).unwrap();
    assert_eq!(report.plan.warnings[0].found.as_deref(), Some("KaJ8XvkKc"));
    assert_eq!(relationship(&desk), "none");
}

#[test]
fn a_savings_plan_stands_in_the_way_as_a_reservation_does() {
    let desk = desk_with_wingtip(DAY);
    entitlement(
        &desk,
        "~1",
        r#"{"referenceOrder":{"id":"SP1"},"quantity":1,"entitlementType":"SavingsPlan"}"#,
    );
    assert_eq!(only(&desk).0, Sort::Reservation);
}

#[test]
fn what_is_over_of_what_was_bought_stands_in_nobodys_way() {
    let desk = desk_with_wingtip(DAY);
    entitlement(
        &desk,
        "~1",
        r#"{"referenceOrder":{"id":"R"},"entitlementType":"reservedinstance","expiryDate":"2026-11-22T08:00:00Z"}"#,
    );
    assert_eq!(met(&desk), []);
    remove(&desk).unwrap();
    assert_eq!(relationship(&desk), "none");
}

#[test]
fn software_stands_in_the_way_by_its_order() {
    let desk = desk_with_wingtip(DAY);
    entitlement(
        &desk,
        "~1",
        r#"{"referenceOrder":{"id":"NUXMSvmS"},"productId":"DG7GMGF0DWTK","quantity":1,"entitlementType":"software","includedEntitlements":[{"referenceOrder":{"id":"NUXMSvmS"},"entitlementType":"software"}]}"#,
    );
    let (sort, _, found, clearing) = only(&desk);
    assert_eq!((sort, found.as_str()), (Sort::Software, "NUXMSvmS"));
    assert!(matches!(clearing, Clearing::Elsewhere(_)));
    assert!(remedy(&desk).contains("30 days"), "{}", remedy(&desk));
}

#[test]
fn an_active_legacy_subscription_is_suspended_first_and_never_silently() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "seats", LEGACY);
    let (sort, _, found, clearing) = only(&desk);
    assert_eq!((sort, found.as_str()), (Sort::Legacy, "seats"));
    assert_eq!(clearing, Clearing::Suspend(vec![named("seats")]));
    let suspension = clearing.operation(&wingtip()).unwrap();
    desk.apply(desk.plan(suspension.as_ref()).unwrap()).unwrap();
    assert_eq!(met(&desk), []);
    remove(&desk).unwrap();
    assert_eq!(relationship(&desk), "none");
}

#[test]
fn all_active_legacy_subscriptions_are_suspended_in_the_same_confirmed_step() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "base", LEGACY);
    subscription(
        &desk,
        "addon",
        &format!(r#"{LEGACY},"parentSubscriptionId":"base""#),
    );
    subscription(
        &desk,
        "azure",
        r#""offerId":"MS-AZR-0145P","status":"active""#,
    );
    let operation = RemoveRelationship {
        suspend_active: true,
        ..removal(Some("Wingtip Toys"))
    };
    let report = desk.apply(desk.plan(&operation).unwrap()).unwrap();
    assert_eq!(report.plan.summary.changed, 4);
    assert_eq!(report.plan.steps.len(), 4);
    for id in ["base", "addon", "azure"] {
        let stored = desk.subscription(&wingtip(), id).unwrap();
        assert_eq!(stored.resource.text("status"), Some("suspended"), "{id}");
        let since = stored.resource.text("partnerdeck.suspendedOn");
        assert_eq!(since, Some("2026-11-22T08:00:00Z"));
    }
    assert_eq!(relationship(&desk), "none");
    // One entry, and one that stays.
    let undone = UndoEntry::default().run(&desk, &Ticket::new());
    assert!(!matches!(undone, Ok(report) if report.plan.undoes == report.history));
    assert_eq!(relationship(&desk), "none");
}

#[test]
fn suspending_does_not_help_against_anything_but_legacy() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "seats", LEGACY);
    subscription(&desk, "new", NEW);
    let operation = RemoveRelationship {
        suspend_active: true,
        ..removal(Some("Wingtip Toys"))
    };
    let plan = desk.plan(&operation).unwrap();
    assert_eq!(plan.blockers.len(), 1);
    assert!(plan.changes.is_empty());
    assert!(matches!(desk.apply(plan), Err(Failure::Blocked(_))));
    let stored = desk.subscription(&wingtip(), "seats").unwrap();
    assert_eq!(stored.resource.text("status"), Some("active"));
}

#[test]
fn a_new_commerce_subscription_is_cancelled_within_7_days_to_the_second() {
    let desk = desk_with_wingtip("2026-11-22T08:59:59Z");
    subscription(&desk, "new", NEW);
    let (sort, _, found, clearing) = only(&desk);
    assert_eq!((sort, found.as_str()), (Sort::NewCommerce, "new"));
    assert_eq!(clearing, Clearing::Cancel(named("new")));
    assert!(
        remedy(&desk).contains("2026-11-22 09:00:00 UTC"),
        "{}",
        remedy(&desk)
    );
    let cancelling = clearing.operation(&wingtip()).unwrap();
    desk.apply(desk.plan(cancelling.as_ref()).unwrap()).unwrap();
    remove(&desk).unwrap();
}

#[test]
fn older_than_7_days_it_stays_until_its_term_ends_and_the_advice_is_to_leave_it() {
    let desk = desk_with_wingtip("2026-11-22T09:00:00Z");
    subscription(&desk, "new", NEW);
    let (_, _, _, clearing) = only(&desk);
    assert_eq!(clearing, Clearing::StopRenewal(named("new")));
    let said = remedy(&desk);
    assert!(said.contains("until its term ends on 2027-11-15"), "{said}");
    assert!(said.contains("does no harm"), "{said}");
    assert!(said.contains("withdraw the admin rights himself"), "{said}");
    // Once it does not renew only time is left.
    let stop = clearing.operation(&wingtip()).unwrap();
    desk.apply(desk.plan(stop.as_ref()).unwrap()).unwrap();
    assert_eq!(only(&desk).3, Clearing::Wait);
}

#[test]
fn a_suspended_new_commerce_subscription_is_not_cancelled_yet() {
    let suspended = NEW.replace("active", "suspended");
    let early = desk_with_wingtip("2026-11-20T09:00:00Z");
    subscription(&early, "new", &suspended);
    assert_eq!(only(&early).3, Clearing::Reactivate(named("new")));
    let late = desk_with_wingtip("2026-11-23T09:00:00Z");
    subscription(&late, "new", &suspended);
    assert_eq!(only(&late).3, Clearing::StopRenewal(named("new")));
}

#[test]
fn what_was_cancelled_or_whose_term_ended_stands_in_nobodys_way() {
    let desk = desk_with_wingtip(DAY);
    for state in ["deleted", "expired", "disabled"] {
        subscription(&desk, state, &NEW.replace("active", state));
    }
    assert_eq!(met(&desk), []);
}

#[test]
fn an_add_on_of_new_commerce_goes_with_its_base() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "base", NEW);
    subscription(
        &desk,
        "zaddon",
        &format!(r#"{NEW},"parentSubscriptionId":"BASE""#),
    );
    let met = met(&desk);
    let base = Clearing::Cancel(named("base"));
    assert_eq!((&met[0].3, &met[1].3), (&base, &base));
}

#[test]
fn an_azure_plan_waits_for_what_runs_under_it_900115() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "plan", PLAN);
    entitlement(
        &desk,
        "899ae6f1",
        r#"{"id":"899ae6f1","friendlyName":"Microsoft Azure","status":"active","subscriptionId":"plan"}"#,
    );
    let portal = Clearing::Elsewhere("https://portal.azure.com");
    let (sort, code, found, clearing) = only(&desk);
    assert_eq!(
        (sort, code.as_str(), found.as_str(), clearing),
        (Sort::AzurePlan, "900115", "plan", portal)
    );
    assert!(
        remedy(&desk).contains("Microsoft Azure"),
        "{}",
        remedy(&desk)
    );
}

#[test]
fn what_is_listed_under_an_azure_plan_is_suspended_along_with_it() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "plan", PLAN);
    subscription(
        &desk,
        "child",
        r#""offerId":"MS-AZR-0017G","parentSubscriptionId":"plan","status":"active""#,
    );
    let (_, code, _, clearing) = only(&desk);
    assert_eq!(code, "900115");
    let both = vec![named("child"), named("plan")];
    assert_eq!(clearing, Clearing::Suspend(both));
    let suspension = clearing.operation(&wingtip()).unwrap();
    desk.apply(desk.plan(suspension.as_ref()).unwrap()).unwrap();
    assert_eq!(met(&desk), []);
}

#[test]
fn an_azure_plan_with_nothing_under_it_is_suspended_first() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "plan", PLAN);
    let (_, code, _, clearing) = only(&desk);
    assert_eq!(code, "precondition");
    assert_eq!(clearing, Clearing::Suspend(vec![named("plan")]));
}

#[test]
fn a_marketplace_subscription_is_cancelled_and_ends_at_its_renewal_after_its_days() {
    let early = desk_with_wingtip("2026-11-29T08:59:59Z");
    subscription(&early, "market", MARKET);
    let (sort, _, _, clearing) = only(&early);
    assert_eq!(sort, Sort::Marketplace);
    let cancelling = clearing.operation(&wingtip()).unwrap();
    early
        .apply(early.plan(cancelling.as_ref()).unwrap())
        .unwrap();
    assert_eq!(met(&early), []);

    let late = desk_with_wingtip("2026-11-29T09:00:00Z");
    subscription(&late, "market", MARKET);
    let (_, _, _, clearing) = only(&late);
    assert_eq!(clearing, Clearing::Cancel(named("market")));
    let cancelling = clearing.operation(&wingtip()).unwrap();
    late.apply(late.plan(cancelling.as_ref()).unwrap()).unwrap();
    assert_eq!(only(&late).3, Clearing::Wait);
    assert!(
        remedy(&late).contains("ends on 2027-11-15"),
        "{}",
        remedy(&late)
    );
}

#[test]
fn blockers_stand_in_the_order_in_which_they_are_cleared() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "a-market", MARKET);
    subscription(&desk, "b-plan", PLAN);
    subscription(&desk, "c-new", NEW);
    subscription(&desk, "d-legacy", LEGACY);
    entitlement(
        &desk,
        "~1",
        r#"{"referenceOrder":{"id":"S"},"entitlementType":"software"}"#,
    );
    entitlement(
        &desk,
        "~2",
        r#"{"referenceOrder":{"id":"R"},"entitlementType":"reservedinstance"}"#,
    );
    let sorts: Vec<Sort> = met(&desk).into_iter().map(|one| one.0).collect();
    assert_eq!(sorts, Sort::LOOKED_AT);
}

#[test]
fn the_days_on_which_data_is_deleted_are_said_before() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "seats", LEGACY);
    subscription(
        &desk,
        "old",
        r#""offerId":"6B895623-F356-4EE9-9608-876084A3221F","status":"suspended","partnerdeck":{"suspendedOn":"2026-10-16T09:00:00Z"}"#,
    );
    for suspend_active in [false, true] {
        let told = consequences(&desk, suspend_active).join("\n");
        let now = "deleted between 2027-02-20 and 2027-03-22: seats.";
        let before = "deleted between 2027-01-14 and 2027-02-13: old.";
        assert!(told.contains(now) && told.contains(before), "{told}");
    }
}

#[test]
fn what_follows_is_said_before() {
    let desk = desk_with_wingtip(DAY);
    let told = consequences(&desk, false).join("\n");
    for said in [
        "leaves your list",
        "list of support contacts",
        "delegated admin rights",
        "Nothing can be bought",
        "tenant, its users and the subscriptions of other partners stay",
        "must accept a new invitation",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn a_removed_customer_is_out_of_the_list_and_stays_in_the_book() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "gone", &LEGACY.replace("active", "suspended"));
    SetPartner {
        tenant_id: Some(OWN.to_owned()),
        ..SetPartner::default()
    }
    .apply_to(&desk);
    for (subscription, tenant) in [("a", OWN), ("b", WINGTIP)] {
        put(
            &desk,
            of_wingtip(Kind::SupportContact, subscription),
            &format!(r#"{{"supportTenantId":"{tenant}"}}"#),
        );
    }
    let report = remove(&desk).unwrap();
    assert_eq!(report.plan.operation, "remove_relationship");
    let stored = desk.customer(&wingtip()).unwrap();
    let json = serde_json::to_string(&stored.resource).unwrap();
    assert!(
        json.ends_with(r#""relationshipToPartner":"none","allowDelegatedAccess":false,"x":1.50}"#),
        "{json}"
    );
    // The partner is no support contact any more; what others are is theirs.
    let contacts = desk.store().list(&wingtip(), Kind::SupportContact).unwrap();
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0].key.id, "b");
    assert_eq!(desk.subscriptions(&wingtip()).unwrap().len(), 1);
    let listed = |all: bool| {
        let look = partnerdeck::operations::Look {
            all,
            ..Default::default()
        };
        let cancel = partnerdeck::search::Cancel::new();
        desk.look(&look, &cancel).unwrap().unwrap().total
    };
    assert_eq!((listed(false), listed(true)), (0, 1));
}

trait ApplyTo {
    fn apply_to(&self, desk: &Desk);
}

impl ApplyTo for SetPartner {
    fn apply_to(&self, desk: &Desk) {
        desk.apply(desk.plan(self).unwrap()).unwrap();
    }
}

#[test]
fn a_removal_is_not_taken_back() {
    let desk = desk_with_wingtip(DAY);
    let report = remove(&desk).unwrap();
    let entry = report.history;
    let undone = UndoEntry { entry }.run(&desk, &Ticket::new());
    let Err(Failure::Blocked(why)) = undone else {
        panic!("it was taken back");
    };
    assert_eq!(why[0].message.id, "removal-stays");
}

#[test]
fn the_company_name_is_typed_letter_for_letter() {
    let desk = desk_with_wingtip(DAY);
    for typed in ["wingtip toys", "Wingtip", "Wingtip  Toys", ""] {
        let refused = desk.plan(&removal(Some(typed)));
        assert!(
            matches!(refused, Err(Failure::NeedsConfirmation(_))),
            "{typed}"
        );
    }
    let looked = desk.plan(&removal(None)).unwrap();
    assert!(looked.changes.is_empty(), "without a name nothing is done");
    assert_eq!(looked.summary.changed, 1);
    desk.plan(&removal(Some(" Wingtip Toys\t"))).unwrap();
    // Hangul as another keyboard composes it is the same name.
    let json = format!(r#"{{"id":"{WINGTIP}","billingProfile":{{"companyName":"윙팁"}}}}"#);
    put(&desk, RecordKey::customer(&wingtip()), &json);
    let decomposed: String = "윙팁"
        .chars()
        .flat_map(|letter| {
            let code = letter as u32 - 0xAC00;
            let (lead, vowel, tail) = (code / 588, code % 588 / 28, code % 28);
            let tail = (tail > 0).then_some(0x11A7 + tail);
            [Some(0x1100 + lead), Some(0x1161 + vowel), tail]
        })
        .flatten()
        .filter_map(char::from_u32)
        .collect();
    desk.plan(&removal(Some(&decomposed))).unwrap();
}

#[test]
fn a_customer_without_a_name_is_named_by_its_domain_or_its_id() {
    let desk = desk_with_wingtip(DAY);
    put(
        &desk,
        RecordKey::customer(&wingtip()),
        r#"{"companyProfile":{"domain":"wingtip.onmicrosoft.com"}}"#,
    );
    let name = |desk: &Desk| removal(None).look(desk).unwrap().name;
    assert_eq!(name(&desk), "wingtip.onmicrosoft.com");
    put(&desk, RecordKey::customer(&wingtip()), r#"{"id":"x"}"#);
    assert_eq!(name(&desk), WINGTIP);
}

#[test]
fn what_was_removed_already_is_said_and_left_3000() {
    let desk = desk_with_wingtip(DAY);
    wingtip_is(&desk, "None");
    subscription(&desk, "seats", LEGACY);
    for typed in [None, Some("anything")] {
        let report = desk.apply(desk.plan(&removal(typed)).unwrap()).unwrap();
        assert_eq!(report.history, None);
        assert_eq!(report.plan.summary.unchanged, 1);
        assert_eq!(report.plan.warnings[0].code.text(), "3000");
        assert_eq!(report.plan.warnings[0].found.as_deref(), Some(WINGTIP));
    }
}

#[test]
fn without_a_relationship_every_change_is_answered_with_20002() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "seats", LEGACY);
    wingtip_is(&desk, "none");
    let suspension = SuspendSubscriptions {
        customer: wingtip(),
        subscriptions: vec!["seats".to_owned()],
    };
    let Err(Failure::Blocked(why)) = desk.apply(desk.plan(&suspension).unwrap()) else {
        panic!("it was suspended");
    };
    assert_eq!(why[0].code.text(), "20002");
}

#[test]
fn what_was_done_before_a_removal_is_not_taken_back_after_it() {
    let desk = desk_with_wingtip(DAY);
    subscription(&desk, "seats", LEGACY);
    let suspension = SuspendSubscriptions {
        customer: wingtip(),
        subscriptions: vec!["seats".to_owned()],
    };
    desk.apply(desk.plan(&suspension).unwrap()).unwrap();
    remove(&desk).unwrap();
    let Err(Failure::Blocked(why)) = UndoEntry::default().run(&desk, &Ticket::new()) else {
        panic!("it was taken back");
    };
    assert_eq!(why[0].message.id, "undo-no-relationship");
}

#[test]
fn an_indirect_reseller_asks_its_provider_and_a_role_that_lacks_it_is_told_who_may_403() {
    use partnerdeck::account::partner::PartnerKind;
    let desk = desk_with_wingtip(DAY);
    SetPartner {
        kind: Some(PartnerKind::Reseller),
        ..SetPartner::default()
    }
    .apply_to(&desk);
    let Err(Failure::RefusedByKind(_, instead)) = desk.plan(&removal(None)).map(drop) else {
        panic!("an indirect reseller removed it");
    };
    assert_eq!(instead, "partner-ask-your-provider");
    for role in [Role::HelpdeskAgent, Role::UserAdmin, Role::BillingAdmin] {
        let desk = desk_as(Cloud::Global, role, DAY);
        let refused = desk.plan(&removal(None)).map(drop);
        assert!(
            matches!(refused, Err(Failure::RefusedByRole(_))),
            "{role:?}"
        );
    }
    let germany = desk_as(Cloud::Germany, Role::GlobalAdmin, DAY);
    let refused = germany.plan(&removal(None)).map(drop);
    assert!(matches!(refused, Err(Failure::RefusedByCloud(..))));
}

#[test]
fn only_a_reseller_relationship_is_removed() {
    for (word, is_removed) in [
        ("reseller", true),
        ("", true),
        ("advisor", false),
        ("syndication", false),
        ("strategic_alliance", false),
    ] {
        let desk = desk_with_wingtip(DAY);
        wingtip_is(&desk, word);
        assert_eq!(remove(&desk).is_ok(), is_removed, "{word}");
    }
}

#[test]
fn what_is_unfinished_is_a_warning_and_stays_as_it_is() {
    let desk = desk_with_wingtip(DAY);
    for (id, status) in [("open", "Pending"), ("done", "Complete"), ("no", "Reject")] {
        let json = format!(r#"{{"id":"{id}","status":"{status}"}}"#);
        put(&desk, of_wingtip(Kind::Transfer, id), &json);
    }
    let report = remove(&desk).unwrap();
    let found: Vec<&str> = report
        .plan
        .warnings
        .iter()
        .filter_map(|warning| warning.found.as_deref())
        .collect();
    assert_eq!(found, ["open"]);
    let transfers = desk.store().list(&wingtip(), Kind::Transfer).unwrap();
    assert_eq!(transfers.len(), 3);
}

#[test]
fn somebody_elses_change_meanwhile_is_a_conflict() {
    let desk = desk_with_wingtip(DAY);
    let plan = desk.plan(&removal(Some("Wingtip Toys"))).unwrap();
    wingtip_is(&desk, "advisor");
    assert!(matches!(desk.apply(plan), Err(Failure::Conflict(_))));
}
