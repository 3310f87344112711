//! The subscribed SKU follows whatever happens to the seats of a subscription, and undo brings it back.

use super::*;

const SKU: &str = r#"{"availableUnits":2,"activeUnits":5,"consumedUnits":3,"suspendedUnits":0,"totalUnits":5,"warningUnits":0,"productSku":{"id":"s","name":"Office 365 E1"}}"#;

fn with_sku() -> Desk {
    let desk = desk();
    put(&desk, Kind::Sku, "s", SKU);
    desk
}

/// Active, suspended, total and available units.
fn units(desk: &Desk) -> [u64; 4] {
    let key = RecordKey::new(&id(), Kind::Sku, "s");
    let sku = desk.store().get(&key).unwrap().unwrap().resource;
    [
        "activeUnits",
        "suspendedUnits",
        "totalUnits",
        "availableUnits",
    ]
    .map(|member| sku.number(member).unwrap())
}

#[test]
fn the_sku_follows_suspending_and_reactivating() {
    let desk = with_sku();
    let before = export(&desk);
    apply(&desk, &suspend(&["new"])).unwrap();
    assert_eq!(units(&desk), [0, 5, 5, 0]);
    apply(&desk, &reactivate(&["new"])).unwrap();
    assert_eq!(units(&desk), [5, 0, 5, 2]);
    undo(&desk);
    undo(&desk);
    assert_eq!(export(&desk), before);
}

#[test]
fn the_sku_follows_buying_and_cancelling() {
    let desk = with_sku();
    agree(&desk);
    apply(&desk, &cancel("new")).unwrap();
    assert_eq!(units(&desk), [0, 0, 0, 0]);
    apply(&desk, &buy("CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD", 4)).unwrap();
    assert_eq!(units(&desk), [4, 0, 4, 1]);
}

#[test]
fn two_subscriptions_of_one_offer_move_their_sku_together() {
    let desk = with_sku();
    let twin = r#"{"id":"twin","offerId":"CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD","offerName":"Office 365 E1","friendlyName":"Twin","quantity":2,"billingType":"license","status":"active"}"#;
    put(&desk, Kind::Subscription, "twin", twin);
    apply(&desk, &suspend(&["new", "twin"])).unwrap();
    assert_eq!(units(&desk), [0, 7, 5, 0]);
}

#[test]
fn a_sku_that_is_not_plain_to_be_theirs_stays() {
    let desk = with_sku();
    put(
        &desk,
        Kind::Sku,
        "t",
        &SKU.replace(r#""id":"s""#, r#""id":"t""#),
    );
    apply(&desk, &suspend(&["new"])).unwrap();
    assert_eq!(units(&desk), [5, 0, 5, 2]);
}

#[test]
fn fewer_seats_than_licenses_is_doubtful_and_allowed() {
    let desk = with_sku();
    let plan = desk.plan(&quantity("new", 2)).unwrap();
    assert_eq!(plan.warnings.len(), 1);
    assert!(plan.blockers.is_empty());
}
