//! Licenses: three states of a box, seats counted, refusals before anything changes.

use partnerdeck::account::license::{Held, SkuView};
use partnerdeck::account::license_box::{Choice, ProductWish};
use partnerdeck::operations::assign_licenses::AssignLicenses;
use proptest::prelude::*;

use super::*;

/// A product with so many free seats.
pub(super) fn sku(id: &str, free: u64) -> String {
    format!(
        r#"{{"availableUnits":{free},"activeUnits":{free},"consumedUnits":0,"suspendedUnits":0,"totalUnits":{free},"warningUnits":0,"productSku":{{"id":"{id}","name":"Office {id}","skuPartNumber":"PART_{id}","targetType":"User","licenseGroupId":"group1"}},"servicePlans":[{{"serviceName":"A","capabilityStatus":"Enabled","targetType":"User"}},{{"serviceName":"B","capabilityStatus":"Enabled","targetType":"Tenant"}}],"capabilityStatus":"Enabled","attributes":{{"objectType":"SubscribedSku"}}}}"#
    )
}

pub(super) fn assign(product: &str, users: &[&str]) -> AssignLicenses {
    wish(users, &[(product, Choice::Assign)])
}

pub(super) fn wish(users: &[&str], products: &[(&str, Choice)]) -> AssignLicenses {
    AssignLicenses {
        customer: customer(),
        users: users.iter().map(|user| (*user).to_owned()).collect(),
        products: products
            .iter()
            .map(|(name, choice)| ProductWish::new(*name, *choice))
            .collect(),
        location: None,
    }
}

/// Seats available and consumed.
pub(super) fn seats(desk: &Desk, id: &str) -> (u64, u64) {
    let key = RecordKey::new(&customer(), Kind::Sku, id);
    let sku = desk.store().get(&key).unwrap().unwrap().resource;
    (SkuView(&sku).available(), SkuView(&sku).consumed())
}

pub(super) fn license_names(desk: &Desk) -> Vec<String> {
    let licenses = desk
        .store()
        .list(&customer(), Kind::License)
        .unwrap()
        .into_iter();
    licenses.map(|license| license.key.id).collect()
}

/// Users u0, u1, u2 and the products e3 and e5 with two seats each.
pub(super) fn office() -> Desk {
    let desk = desk();
    for id in ["u0", "u1", "u2"] {
        put(&desk, Kind::User, id, &user(id, id, r#","state":"active""#));
    }
    put(&desk, Kind::Sku, "e3", &sku("e3", 2));
    put(
        &desk,
        Kind::Sku,
        "e5",
        &sku("e5", 2).replace("group1", "group2"),
    );
    desk
}

fn held(desk: &Desk, users: &[&str], product: usize) -> (Held, Vec<String>) {
    let users: Vec<String> = users.iter().map(|user| (*user).to_owned()).collect();
    let boxes = desk.license_boxes(&customer(), &users).unwrap();
    (boxes[product].held, boxes[product].assigned.clone())
}

#[test]
fn the_box_of_a_product_is_filled_partial_or_empty_and_says_who_has_it() {
    let desk = office();
    let chosen = ["u0", "u1"];
    assert_eq!(held(&desk, &chosen, 0), (Held::ByNone, vec![]));
    apply(&desk, &assign("e3", &["u0"]));
    assert_eq!(
        held(&desk, &chosen, 0),
        (Held::BySome, vec!["u0@contoso.kr".to_owned()])
    );
    apply(&desk, &assign("e3", &["u1"]));
    assert_eq!(held(&desk, &chosen, 0).0, Held::ByAll);
}

#[test]
fn an_untouched_partial_box_changes_nothing() {
    let desk = office();
    apply(&desk, &assign("e3", &["u0"]));
    let plan = desk
        .plan(&wish(&["u0", "u1"], &[("e3", Choice::Untouched)]))
        .unwrap();
    assert!(plan.changes.is_empty());
    assert_eq!(plan.summary.unchanged, 2);
}

#[test]
fn a_checked_box_assigns_to_those_who_lack_it_and_a_cleared_one_revokes_from_those_who_have_it() {
    let desk = office();
    apply(&desk, &assign("e3", &["u0"]));
    let report = apply(&desk, &assign("PART_E3", &["u0", "U1@contoso.kr"]));
    assert_eq!(
        (report.plan.summary.changed, report.plan.summary.unchanged),
        (1, 1)
    );
    assert_eq!(
        license_names(&desk),
        ["u0@contoso.kr/e3", "u1@contoso.kr/e3"]
    );
    assert_eq!(seats(&desk, "e3"), (0, 2));
    apply(
        &desk,
        &wish(&["u1", "u2"], &[("office e3", Choice::Revoke)]),
    );
    assert_eq!(license_names(&desk), ["u0@contoso.kr/e3"]);
    assert_eq!(seats(&desk, "e3"), (1, 1));
}

#[test]
fn a_license_is_what_the_service_would_answer_and_names_its_user_in_an_export() {
    let desk = office();
    apply(&desk, &assign("e3", &["u0"]));
    let line = format!(
        r#"{{"kind":"license","customer":"{CONTOSO}","user":"u0@contoso.kr","resource":{{"servicePlans":[{{"serviceName":"A","capabilityStatus":"Assigned","targetType":"User"}}],"productSku":{{"id":"e3","name":"Office e3","skuPartNumber":"PART_e3","licenseGroupId":"group1"}},"attributes":{{"objectType":"License"}}}}}}"#
    );
    assert!(export(&desk).contains(&line), "{}", export(&desk));
    assert_eq!(desk.licenses(&customer(), "u0").unwrap().len(), 1);
}

#[test]
fn out_of_licenses_60012_says_how_many_are_missing_and_nobody_gets_one() {
    let desk = office();
    let plan = desk.plan(&assign("e3", &["u0", "u1", "u2"])).unwrap();
    assert_eq!(plan.blockers[0].code, Code::Service(60012));
    assert!(plan.blockers[0].message.args.iter().any(|(name, value)| {
        *name == "missing" && *value == partnerdeck::account::problem::Arg::Number(1)
    }));
    let before = export(&desk);
    assert!(matches!(desk.apply(plan), Err(Failure::Blocked(_))));
    assert_eq!(export(&desk), before);
}

#[test]
fn a_user_without_a_location_gets_no_license() {
    let desk = office();
    let nowhere = user("u9", "u9", "").replace(r#""usageLocation":"KR""#, r#""usageLocation":"""#);
    put(&desk, Kind::User, "u9", &nowhere);
    let plan = desk.plan(&assign("e3", &["u9"])).unwrap();
    assert_eq!(plan.blockers[0].code, Code::NoLocation);
    assert_eq!(plan.blockers[0].field(), Some("usageLocation"));
}

#[test]
fn products_of_two_license_groups_go_in_one_change() {
    let desk = office();
    let both = [("e3", Choice::Assign), ("e5", Choice::Assign)];
    apply(&desk, &wish(&["u0"], &both));
    assert_eq!(
        license_names(&desk),
        ["u0@contoso.kr/e3", "u0@contoso.kr/e5"]
    );
}

#[test]
fn an_unknown_user_tenant_or_product_is_not_found() {
    let desk = office();
    for wish in [assign("e3", &["u0", "nobody"]), assign("e9", &["u0"])] {
        assert!(matches!(desk.plan(&wish), Err(Failure::NotFound(..))));
    }
    let gone = AssignLicenses {
        customer: CustomerId::new("00000000-0000-4000-8000-000000000000"),
        ..assign("e3", &["u0"])
    };
    assert!(matches!(
        desk.plan(&gone),
        Err(Failure::NotFound("thing-customer", _))
    ));
}

#[test]
fn who_may_not_assign_is_refused_by_role_and_clouds_without_licenses_by_cloud() {
    let desk = desk_of(Cloud::Global, Role::BillingAdmin, "");
    assert!(matches!(
        desk.plan(&assign("e3", &[ANA])),
        Err(Failure::RefusedByRole(_))
    ));
    for cloud in [Cloud::UsGov, Cloud::Germany, Cloud::China] {
        let desk = desk_of(cloud, Role::AdminAgent, "");
        assert!(matches!(
            desk.plan(&assign("e3", &[ANA])),
            Err(Failure::RefusedByCloud(..))
        ));
    }
}

#[test]
fn a_license_that_names_its_user_by_id_is_seen_and_revoked() {
    let desk = office();
    put(
        &desk,
        Kind::License,
        "u0/e5",
        r#"{"userId":"u0","productSku":{"id":"e5"}}"#,
    );
    assert_eq!(held(&desk, &["u0"], 1).0, Held::ByAll);
    apply(&desk, &wish(&["u0"], &[("e5", Choice::Revoke)]));
    assert!(license_names(&desk).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_assigned_and_revoked_seats_add_up_and_undo_restores_the_book(
        steps in prop::collection::vec((0_usize..2, any::<bool>(), prop::collection::vec(0_usize..3, 1..4)), 1..12)
    ) {
        let desk = office();
        for (product, gives, users) in steps {
            let product = ["e3", "e5"][product];
            let choice = if gives { Choice::Assign } else { Choice::Revoke };
            let users: Vec<&str> = users.into_iter().map(|user| ["u0", "u1", "u2"][user]).collect();
            let before = export(&desk);
            let Ok(report) = desk.apply(desk.plan(&wish(&users, &[(product, choice)])).unwrap()) else {
                prop_assert_eq!(export(&desk), before);
                continue;
            };
            for id in ["e3", "e5"] {
                let (available, consumed) = seats(&desk, id);
                prop_assert_eq!(available + consumed, 2);
                let ending = format!("/{id}");
                let held = license_names(&desk).iter().filter(|name| name.ends_with(&ending)).count();
                prop_assert_eq!(consumed, held as u64);
            }
            if report.history.is_some() {
                let after = export(&desk);
                UndoEntry { entry: report.history }.run(&desk, &Ticket::new()).unwrap();
                prop_assert_eq!(export(&desk), before);
                undo_of_undo(&desk);
                prop_assert_eq!(export(&desk), after);
            }
        }
    }
}

/// Does again what was just taken back.
pub(super) fn undo_of_undo(desk: &Desk) {
    let last = desk.store().entries(None, 1).unwrap().remove(0);
    UndoEntry {
        entry: Some(last.id),
    }
    .run(desk, &Ticket::new())
    .unwrap();
}
