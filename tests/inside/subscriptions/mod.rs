//! Subscriptions changed, on the memory store: every row of operations.md section 7, and that undo restores the export.

mod doubts;
mod screen;
mod seats;

use proptest::prelude::*;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::problem::Code;
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::account::subscription::Subscription;
use partnerdeck::account::subscription::state::{Event, State};
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::manage_subscriptions::{
    BuySubscription, CancelSubscription, Cycle, ReactivateSubscriptions, RenameSubscription,
    Renewal, SetAutoRenew, SetBillingCycle, SetQuantity, SuspendSubscriptions,
};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::{
    Desk, Failure, FixedClock, Operation, OsChance, Plan, Report, Ticket,
};
use partnerdeck::store::Commit;
use partnerdeck::store::memory::MemoryStore;

const ID: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

/// A legacy base with an add-on, new commerce bought on day 0 (15 November) and long ago, a marketplace one, an Azure plan.
const HELD: &[(&str, &str)] = &[
    (
        "base",
        r#"{"id":"BASE","offerId":"6B895623-F356-4EE9-9608-876084A3221F","offerName":"Microsoft 365 Business Basic","friendlyName":"Desks","quantity":10,"billingType":"license","billingCycle":"monthly","status":"active","autoRenewEnabled":true,"orderId":"o1","x":1.50}"#,
    ),
    (
        "addon",
        r#"{"id":"addon","offerId":"7BD35F7F-8435-4313-B6B8-0ACC2E2185AC","friendlyName":"Storage","quantity":10,"billingType":"license","billingCycle":"monthly","parentSubscriptionId":"base","status":"active","orderId":"o1"}"#,
    ),
    (
        "new",
        r#"{"id":"new","offerId":"CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD","offerName":"Office 365 E1","friendlyName":"Office 365 E1","quantity":5,"billingType":"license","creationDate":"2026-11-15T09:00:00Z","effectiveStartDate":"2026-11-15T00:00:00Z","commitmentEndDate":"2027-11-15T00:00:00Z","termDuration":"P1Y","status":"active","autoRenewEnabled":true,"orderId":"o2"}"#,
    ),
    (
        "market",
        r#"{"id":"market","offerId":"DZH318Z0BXWC:0001:DZH318Z0BMJX","friendlyName":"Backup","quantity":5,"billingType":"license","creationDate":"2026-01-15T09:00:00Z","commitmentEndDate":"2027-01-15T09:00:00Z","termDuration":"P1Y","status":"active","autoRenewEnabled":true,"isMicrosoftProduct":false,"productType":{"id":"SaaS"}}"#,
    ),
    (
        "plan",
        r#"{"id":"plan","offerId":"DZH318Z0BPS6:0001:DZH318Z0BMTX","friendlyName":"Azure plan","quantity":1,"billingType":"usage","status":"active","productType":{"id":"AzurePlan"}}"#,
    ),
    (
        "expired",
        r#"{"id":"expired","offerId":"CFQ7TTC0LF8R:0001:CFQ7TTC07777","friendlyName":"Old","quantity":5,"billingType":"license","status":"expired"}"#,
    ),
];

fn id() -> CustomerId {
    CustomerId::new(ID)
}

fn put(desk: &Desk, kind: Kind, key: &str, json: &str) {
    let change = Change {
        key: RecordKey::new(&id(), kind, key),
        expect: Expect::Absent,
        after: Some(serde_json::from_str(json).unwrap()),
    };
    let commit = Commit {
        draft: Plan::new("import_book", "").draft(desk),
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    };
    desk.commit(&commit).unwrap();
}

fn desk_as(cloud: Cloud, role: Role, now: &str) -> Desk {
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![role],
    };
    let desk = Desk::new(
        Box::new(MemoryStore::new(cloud)),
        operator,
        Box::new(FixedClock(now.parse().unwrap())),
        Box::new(OsChance),
        false,
    );
    let customer = format!(r#"{{"id":"{ID}","companyProfile":{{"companyName":"Wingtip"}}}}"#);
    put(&desk, Kind::Customer, ID, &customer);
    for (key, json) in HELD {
        put(&desk, Kind::Subscription, key, json);
    }
    desk
}

fn desk() -> Desk {
    desk_as(Cloud::Global, Role::GlobalAdmin, "2026-11-21T09:00:00Z")
}

fn at_day(day: &str) -> Desk {
    desk_as(Cloud::Global, Role::GlobalAdmin, day)
}

fn held(desk: &Desk, key: &str) -> Resource {
    desk.subscription(&id(), key).unwrap().resource
}

fn state(desk: &Desk, key: &str) -> State {
    Subscription(&held(desk, key)).state()
}

fn apply(desk: &Desk, operation: &dyn Operation) -> Result<Report, Failure> {
    desk.apply(desk.plan(operation)?)
}

fn codes(desk: &Desk, operation: &dyn Operation) -> Vec<String> {
    match apply(desk, operation) {
        Err(Failure::Blocked(blockers)) => blockers
            .iter()
            .map(|one| one.code.text().into_owned())
            .collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => Vec::new(),
    }
}

fn suspend(keys: &[&str]) -> SuspendSubscriptions {
    SuspendSubscriptions {
        customer: id(),
        subscriptions: keys.iter().map(|key| (*key).to_owned()).collect(),
    }
}

fn reactivate(keys: &[&str]) -> ReactivateSubscriptions {
    ReactivateSubscriptions {
        customer: id(),
        subscriptions: keys.iter().map(|key| (*key).to_owned()).collect(),
    }
}

fn cancel(key: &str) -> CancelSubscription {
    CancelSubscription {
        customer: id(),
        subscription: key.to_owned(),
    }
}

fn quantity(key: &str, quantity: u64) -> SetQuantity {
    SetQuantity {
        customer: id(),
        subscription: key.to_owned(),
        quantity,
    }
}

fn cycle(key: &str, cycle: Cycle) -> SetBillingCycle {
    SetBillingCycle {
        customer: id(),
        subscription: key.to_owned(),
        cycle,
    }
}

fn renew(key: &str, renewal: Renewal) -> SetAutoRenew {
    SetAutoRenew {
        customer: id(),
        subscription: key.to_owned(),
        renewal,
    }
}

fn rename(key: &str, name: &str) -> RenameSubscription {
    RenameSubscription {
        customer: id(),
        subscription: key.to_owned(),
        name: name.to_owned(),
    }
}

fn buy(offer: &str, quantity: u64) -> BuySubscription {
    BuySubscription {
        customer: id(),
        offer: offer.to_owned(),
        quantity,
        name: None,
        base: None,
    }
}

fn agree(desk: &Desk) {
    put(
        desk,
        Kind::Agreement,
        "a",
        r#"{"templateId":"t","type":"MicrosoftCustomerAgreement"}"#,
    );
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn undo(desk: &Desk) {
    UndoEntry::default().run(desk, &Ticket::new()).unwrap();
}

#[test]
fn undo_of_everything_undoable_restores_the_export() {
    let operations: Vec<Box<dyn Operation>> = vec![
        Box::new(suspend(&["base", "new"])),
        Box::new(quantity("base", 20)),
        Box::new(rename("base", "Chairs")),
        Box::new(renew("base", Renewal::Off)),
        Box::new(renew("plan", Renewal::On)),
        Box::new(cycle("base", Cycle::Annual)),
    ];
    for operation in operations {
        let desk = desk();
        let before = export(&desk);
        let report = apply(&desk, operation.as_ref()).unwrap();
        assert_ne!(export(&desk), before, "{}", report.plan.operation);
        undo(&desk);
        assert_eq!(export(&desk), before, "{}", report.plan.operation);
    }
    let desk = desk();
    apply(&desk, &suspend(&["base"])).unwrap();
    let before = export(&desk);
    apply(&desk, &reactivate(&["base", "addon"])).unwrap();
    undo(&desk);
    assert_eq!(export(&desk), before);
}

#[test]
fn cancel_and_buy_are_not_undone_and_say_why() {
    let desk = desk();
    agree(&desk);
    for operation in [
        &cancel("new") as &dyn Operation,
        &buy("CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD", 1),
    ] {
        let plan = desk.plan(operation).unwrap();
        assert!(matches!(
            plan.undo,
            partnerdeck::account::entry::Undo::Not(_)
        ));
    }
}

#[test]
fn a_suspended_base_takes_its_add_ons_along() {
    let desk = desk();
    let report = apply(&desk, &suspend(&["DESKS"])).unwrap();
    assert_eq!(report.plan.summary.changed, 2);
    assert_eq!(state(&desk, "addon"), State::Suspended);
    let since = held(&desk, "base");
    assert_eq!(
        since.text("partnerdeck.suspendedOn"),
        Some("2026-11-21T09:00:00Z")
    );
}

#[test]
fn suspending_legacy_says_between_which_days_its_data_is_deleted() {
    let plan = desk().plan(&suspend(&["base"])).unwrap();
    let told = format!("{:?}", plan.consequences);
    assert!(
        told.contains("2027-02-19") && told.contains("2027-03-21"),
        "{told}"
    );
}

#[test]
fn suspended_new_commerce_is_still_billed() {
    let plan = desk().plan(&suspend(&["new"])).unwrap();
    assert!(
        plan.consequences
            .iter()
            .any(|said| said.id == "subs-billed-until")
    );
}

#[test]
fn an_azure_plan_waits_for_its_azure_subscriptions_900115() {
    let desk = desk();
    put(
        &desk,
        Kind::Entitlement,
        "e",
        r#"{"id":"e","friendlyName":"Microsoft Azure","status":"active","subscriptionId":"PLAN"}"#,
    );
    assert_eq!(codes(&desk, &suspend(&["plan"])), ["900115"]);
    assert_eq!(codes(&desk, &cancel("plan")), ["900115"]);
}

#[test]
fn an_add_on_is_reactivated_after_its_base_27009() {
    let desk = desk();
    apply(&desk, &suspend(&["base"])).unwrap();
    assert_eq!(codes(&desk, &reactivate(&["addon"])), ["27009"]);
    let report = apply(&desk, &reactivate(&["addon", "base"])).unwrap();
    assert_eq!(report.plan.items[0].id.as_deref(), Some("BASE"));
    assert_eq!(state(&desk, "addon"), State::Active);
    assert_eq!(held(&desk, "base").get("partnerdeck"), None);
}

#[test]
fn an_expired_one_is_neither_reactivated_nor_suspended_nor_renewed() {
    let desk = desk();
    assert_eq!(codes(&desk, &reactivate(&["expired"])), ["precondition"]);
    assert_eq!(codes(&desk, &suspend(&["expired"])), ["precondition"]);
    assert_eq!(
        codes(&desk, &renew("expired", Renewal::On)),
        ["precondition"]
    );
}

#[test]
fn new_commerce_is_cancelled_on_day_6_and_not_on_day_8() {
    let second_before = at_day("2026-11-22T08:59:59Z");
    assert!(codes(&at_day("2026-11-21T09:00:00Z"), &cancel("new")).is_empty());
    assert!(codes(&second_before, &cancel("new")).is_empty());
    assert_eq!(state(&second_before, "new"), State::Deleted);
    for late in ["2026-11-22T09:00:00Z", "2026-11-23T09:00:00Z"] {
        assert_eq!(codes(&at_day(late), &cancel("new")), ["precondition"]);
    }
}

#[test]
fn cancelling_a_legacy_base_takes_its_add_ons() {
    let desk = desk();
    apply(&desk, &cancel("base")).unwrap();
    assert_eq!(state(&desk, "base"), State::Deleted);
    assert_eq!(state(&desk, "addon"), State::Deleted);
}

#[test]
fn marketplace_past_its_days_is_cancelled_at_renewal() {
    let desk = desk();
    apply(&desk, &cancel("market")).unwrap();
    assert_eq!(state(&desk, "market"), State::Active);
    assert_eq!(held(&desk, "market").flag("autoRenewEnabled"), Some(false));
}

#[test]
fn only_a_global_admin_cancels_azure_and_no_national_cloud_has_a_marketplace() {
    let desk = desk_as(Cloud::Global, Role::AdminAgent, "2026-11-21T09:00:00Z");
    let refused = apply(&desk, &cancel("plan"));
    assert!(matches!(refused, Err(Failure::RefusedByRole(_))));
    let desk = desk_as(Cloud::UsGov, Role::GlobalAdmin, "2026-11-21T09:00:00Z");
    let refused = apply(&desk, &cancel("market"));
    assert!(matches!(refused, Err(Failure::RefusedByCloud(..))));
}

#[test]
fn seats_stay_while_suspended_2001_800091() {
    let desk = desk();
    apply(&desk, &suspend(&["base"])).unwrap();
    assert_eq!(codes(&desk, &quantity("base", 11)), ["2001"]);
    apply(&desk, &suspend(&["new"])).unwrap();
    assert_eq!(codes(&desk, &quantity("new", 6)), ["800091"]);
}

#[test]
fn seats_stay_within_the_offers_bounds_2002_800067() {
    let desk = desk();
    for wrong in [0, 301] {
        assert_eq!(codes(&desk, &quantity("base", wrong)), ["2002"], "{wrong}");
    }
    assert_eq!(codes(&desk, &quantity("plan", 2)), ["800067"]);
    assert!(codes(&desk, &quantity("base", 300)).is_empty());
}

#[test]
fn new_commerce_gives_seats_back_on_day_6_and_not_on_day_8_800090() {
    assert!(codes(&at_day("2026-11-21T09:00:00Z"), &quantity("new", 4)).is_empty());
    let late = at_day("2026-11-23T09:00:00Z");
    assert_eq!(codes(&late, &quantity("new", 4)), ["800090"]);
    assert!(codes(&late, &quantity("new", 6)).is_empty());
    assert!(codes(&late, &quantity("base", 9)).is_empty());
}

#[test]
fn the_one_sku_of_the_offer_follows_the_seats() {
    let desk = desk();
    put(
        &desk,
        Kind::Sku,
        "s",
        r#"{"availableUnits":2,"activeUnits":5,"consumedUnits":3,"totalUnits":5,"productSku":{"id":"s","name":"Office 365 E1"}}"#,
    );
    apply(&desk, &quantity("new", 9)).unwrap();
    let key = RecordKey::new(&id(), Kind::Sku, "s");
    let sku = desk.store().get(&key).unwrap().unwrap().resource;
    assert_eq!(sku.number("activeUnits"), Some(9));
    assert_eq!(sku.number("availableUnits"), Some(6));
}

#[test]
fn the_name_is_free_but_not_empty() {
    let desk = desk();
    apply(&desk, &rename("expired", " Cafe\u{301} ")).unwrap();
    assert_eq!(held(&desk, "expired").text("friendlyName"), Some("Café"));
    for wrong in ["  ", "a\nb"] {
        assert!(matches!(
            apply(&desk, &rename("base", wrong)),
            Err(Failure::Problems(_))
        ));
    }
}

#[test]
fn auto_renew_always_stands_in_the_record() {
    let desk = desk();
    assert_eq!(held(&desk, "plan").get("autoRenewEnabled"), None);
    apply(&desk, &renew("plan", Renewal::Off)).unwrap();
    assert_eq!(held(&desk, "plan").flag("autoRenewEnabled"), Some(false));
}

#[test]
fn the_cycle_needs_an_order_of_active_subscriptions_6000() {
    let desk = desk();
    apply(&desk, &suspend(&["addon"])).unwrap();
    assert_eq!(codes(&desk, &cycle("base", Cycle::Annual)), ["6000"]);
    apply(&desk, &reactivate(&["addon"])).unwrap();
    apply(&desk, &cycle("base", Cycle::Annual)).unwrap();
    assert_eq!(held(&desk, "base").text("billingCycle"), Some("annual"));
    assert_eq!(held(&desk, "addon").text("billingCycle"), Some("monthly"));
}

#[test]
fn nothing_is_bought_without_an_agreement_13605_where_the_cloud_has_one() {
    let offer = "cfq7ttc0lf8q:0001:cfq7ttc0dddd";
    assert_eq!(codes(&desk(), &buy(offer, 5)), ["13605"]);
    let government = desk_as(Cloud::UsGov, Role::GlobalAdmin, "2026-11-21T09:00:00Z");
    assert!(codes(&government, &buy(offer, 5)).is_empty());
}

#[test]
fn what_is_bought_is_active_and_can_be_cancelled_for_seven_days() {
    let desk = desk();
    agree(&desk);
    let report = apply(&desk, &buy("CFQ7TTC0LF8R:0001:CFQ7TTC07777", 5)).unwrap();
    let bought = report.plan.items[0].id.clone().unwrap();
    let resource = held(&desk, &bought);
    assert_eq!(
        resource.text("commitmentEndDate"),
        Some("2027-11-21T00:00:00Z")
    );
    let until = Subscription(&resource).seats_until(desk.now()).unwrap();
    assert_eq!(until.to_string(), "2026-11-28T09:00:00Z");
    assert_eq!(state(&desk, &bought), State::Active);
}

#[test]
fn an_add_on_is_bought_on_an_active_base_and_not_alone() {
    let desk = desk();
    agree(&desk);
    let storage = "7BD35F7F-8435-4313-B6B8-0ACC2E2185AC";
    let report = apply(&desk, &buy(storage, 2)).unwrap();
    let bought = report.plan.items[0].id.clone().unwrap();
    let parent = held(&desk, &bought);
    assert_eq!(parent.text("parentSubscriptionId"), Some("BASE"));
    apply(&desk, &suspend(&["base"])).unwrap();
    assert_eq!(codes(&desk, &buy(storage, 2)), ["precondition"]);
}

#[test]
fn offers_have_bounds_limits_and_qualifications() {
    let desk = desk();
    agree(&desk);
    assert_eq!(
        codes(&desk, &buy("DZH318Z0BPS6:0001:DZH318Z0BMTX", 1)),
        ["800066"]
    );
    assert_eq!(codes(&desk, &buy("MS-AZR-0145P", 1)), ["2091"]);
    assert_eq!(
        codes(&desk, &buy("CFQ7TTC0LH18:0001:CFQ7TTC0WWWW", 301)),
        ["800067"]
    );
    let minecraft = "CFQ7TTC0J1FS:0003:CFQ7TTC0ZZZZ";
    assert_eq!(codes(&desk, &buy(minecraft, 1)), ["800086"]);
    put(
        &desk,
        Kind::Qualification,
        "q",
        r#"{"qualification":"Education","vettingStatus":"Approved"}"#,
    );
    assert!(codes(&desk, &buy(minecraft, 1)).is_empty());
    assert!(matches!(
        apply(&desk, &buy("nothing", 1)),
        Err(Failure::NotFound(..))
    ));
}

#[test]
fn a_cloud_without_azure_sells_none() {
    let desk = desk_as(Cloud::China, Role::GlobalAdmin, "2026-11-21T09:00:00Z");
    let refused = apply(&desk, &buy("DZH318Z0BPS6:0001:DZH318Z0BMTX", 1));
    assert!(matches!(refused, Err(Failure::RefusedByCloud(..))));
}

#[test]
fn a_name_that_several_have_is_ambiguous() {
    let desk = desk();
    apply(&desk, &rename("new", "desks")).unwrap();
    assert!(matches!(
        desk.subscription(&id(), "Desks"),
        Err(Failure::Ambiguous(..))
    ));
    assert!(desk.subscription(&id(), "base").is_ok());
}

#[test]
fn a_blockers_code_is_the_services_number_and_it_finds_the_subscription() {
    let plan = desk().plan(&quantity("base", 0)).unwrap();
    assert_eq!(plan.blockers[0].code, Code::Service(2002));
    assert_eq!(plan.blockers[0].found.as_deref(), Some("BASE"));
}

fn any_operation() -> impl Strategy<Value = (usize, usize)> {
    (0..HELD.len(), 0..6_usize)
}

fn deed(key: &str, what: usize) -> Box<dyn Operation> {
    match what {
        0 => Box::new(suspend(&[key])),
        1 => Box::new(reactivate(&[key])),
        2 => Box::new(cancel(key)),
        3 => Box::new(quantity(key, 7)),
        4 => Box::new(renew(key, Renewal::Off)),
        _ => Box::new(cycle(key, Cycle::Annual)),
    }
}

fn states(desk: &Desk) -> Vec<(String, State)> {
    let all = desk.subscriptions(&id()).unwrap();
    let state = |resource: &Resource| Subscription(resource).state();
    all.iter()
        .map(|one| (one.key.id.clone(), state(&one.resource)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_sequence_of_operations_leaves_the_diagrams(
        sequence in proptest::collection::vec(any_operation(), 1..25)
    ) {
        let desk = desk();
        for (which, what) in sequence {
            let before = states(&desk);
            let _ = apply(&desk, deed(HELD[which].0, what).as_ref());
            for ((key, from), (_, to)) in before.iter().zip(states(&desk)) {
                let one = held(&desk, key);
                let commerce = Subscription(&one).commerce();
                // An add-on that goes with its base may have been suspended before.
                let with_base = Subscription(&one).parent().is_some() && to == State::Deleted;
                let is_line = [Event::Suspend, Event::Reactivate, Event::Cancel]
                    .iter()
                    .any(|event| commerce.step(*from, *event).is_some_and(|step| step.to == to));
                prop_assert!(*from == to || is_line || with_base, "{key}: {from:?} -> {to:?}");
            }
        }
    }
}
