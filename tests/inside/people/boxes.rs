//! The whole box: several products in one plan, service plans that are excluded, products that need or exclude one another.

use partnerdeck::account::license::Held;
use partnerdeck::account::license_box::{Choice, ProductWish};
use partnerdeck::account::problem::Problem;
use partnerdeck::account::service_plan::{PlanView, plans_of};
use partnerdeck::operations::Outcome;
use partnerdeck::operations::assign_licenses::AssignLicenses;
use partnerdeck::words::{Language, Words};

use super::licenses::{license_names, office, seats, wish};
use super::*;

/// A product with these service plans and two free seats.
fn product(desk: &Desk, id: &str, group: &str, plans: &[&str]) {
    let plans: Vec<String> = plans
        .iter()
        .map(|plan| format!(r#"{{"displayName":"Plan {plan}","serviceName":"{plan}","id":"id-{plan}","capabilityStatus":"Enabled","targetType":"User"}}"#))
        .collect();
    let json = format!(
        r#"{{"availableUnits":2,"activeUnits":2,"consumedUnits":0,"productSku":{{"id":"{id}","name":"Office {id}","skuPartNumber":"PART_{id}","licenseGroupId":"{group}"}},"servicePlans":[{}]}}"#,
        plans.join(",")
    );
    put(desk, Kind::Sku, id, &json);
}

/// Users u0, u1, u2; E1 and E3, which exclude each other, Phone, which depends on E1, and Minecraft of the second group.
fn store() -> Desk {
    let desk = desk();
    for id in ["u0", "u1", "u2"] {
        put(&desk, Kind::User, id, &user(id, id, r#","state":"active""#));
    }
    product(&desk, "e1", "group1", &["EXCHANGE_S_STANDARD", "TEAMS1"]);
    product(
        &desk,
        "e3",
        "group1",
        &["EXCHANGE_S_ENTERPRISE", "INTUNE_A"],
    );
    product(&desk, "phone", "group1", &["MCOEV"]);
    product(&desk, "mine", "group2", &["MINECRAFT_EDUCATION_EDITION"]);
    desk
}

fn with_plans(product: &str, choice: Choice, plans: &[(&str, Choice)]) -> ProductWish {
    ProductWish {
        plans: plans
            .iter()
            .map(|(plan, choice)| ((*plan).to_owned(), *choice))
            .collect(),
        ..ProductWish::new(product, choice)
    }
}

fn of(users: &[&str], products: Vec<ProductWish>) -> AssignLicenses {
    AssignLicenses {
        products,
        ..wish(users, &[])
    }
}

/// The services that a user has in its licenses.
fn services(desk: &Desk, user: &str) -> Vec<String> {
    let licenses = desk.licenses(&customer(), user).unwrap();
    let of = |license: &Resource| -> Vec<String> {
        let plans = plans_of(license).map(|plan| PlanView(plan).service().to_owned());
        plans.collect()
    };
    licenses.iter().flat_map(of).collect()
}

fn said(problem: &Problem) -> String {
    let words = Words::load(Language::English);
    let remedy = problem.remedy.as_ref().map(|remedy| words.say(remedy));
    format!(
        "{} {}",
        words.say(&problem.message),
        remedy.unwrap_or_default()
    )
}

#[test]
fn a_whole_box_is_one_plan_one_entry_and_one_undo() {
    let desk = store();
    apply(&desk, &wish(&["u0", "u1"], &[("e1", Choice::Assign)]));
    let before = export(&desk);
    let boxes = [
        ("e1", Choice::Revoke),
        ("e3", Choice::Assign),
        ("mine", Choice::Assign),
        ("phone", Choice::Untouched),
    ];
    let entries = desk.store().entries(None, 99).unwrap().len();
    let report = apply(&desk, &wish(&["u0", "u1"], &boxes));
    assert_eq!(desk.store().entries(None, 99).unwrap().len(), entries + 1);
    assert_eq!(report.plan.summary.changed, 2);
    assert_eq!(
        license_names(&desk),
        [
            "u0@contoso.kr/e3",
            "u0@contoso.kr/mine",
            "u1@contoso.kr/e3",
            "u1@contoso.kr/mine"
        ]
    );
    assert_eq!([seats(&desk, "e1"), seats(&desk, "e3")], [(2, 0), (0, 2)]);
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn products_of_both_license_groups_are_one_change_to_the_operator() {
    let desk = store();
    let both = [("e3", Choice::Assign), ("mine", Choice::Assign)];
    let plan = desk.plan(&wish(&["u0"], &both)).unwrap();
    let words = Words::load(Language::English);
    let told: Vec<String> = plan
        .steps
        .iter()
        .chain(&plan.consequences)
        .map(|one| words.say(one))
        .collect();
    assert!(told.iter().all(|line| !line.contains("group")), "{told:?}");
    desk.apply(plan).unwrap();
    assert_eq!(license_names(&desk).len(), 2);
}

#[test]
fn service_plans_that_are_excluded_are_left_out_and_come_back_when_included() {
    let desk = store();
    let without = with_plans("e3", Choice::Assign, &[("intune_a", Choice::Revoke)]);
    apply(&desk, &of(&["u0"], vec![without]));
    assert_eq!(services(&desk, "u0"), ["EXCHANGE_S_ENTERPRISE"]);
    assert_eq!(seats(&desk, "e3"), (1, 1));
    let before = export(&desk);
    let again = with_plans("e3", Choice::Assign, &[("id-INTUNE_A", Choice::Assign)]);
    let report = apply(&desk, &of(&["u0", "u1"], vec![again]));
    assert_eq!(report.plan.summary.changed, 2);
    assert_eq!(services(&desk, "u0"), ["EXCHANGE_S_ENTERPRISE", "INTUNE_A"]);
    assert_eq!(seats(&desk, "e3"), (0, 2));
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn a_checked_box_leaves_the_excluded_plans_of_those_who_have_the_product_alone() {
    let desk = store();
    let without = with_plans("e3", Choice::Assign, &[("INTUNE_A", Choice::Revoke)]);
    apply(&desk, &of(&["u0"], vec![without]));
    apply(&desk, &wish(&["u0", "u1"], &[("e3", Choice::Assign)]));
    assert_eq!(services(&desk, "u0"), ["EXCHANGE_S_ENTERPRISE"]);
    assert_eq!(services(&desk, "u1"), ["EXCHANGE_S_ENTERPRISE", "INTUNE_A"]);
    let boxes = desk.license_boxes(&customer(), &["u0".to_owned(), "u1".to_owned()]);
    let e3 = boxes.unwrap().remove(1);
    assert_eq!(e3.held, Held::ByAll);
    let having: Vec<usize> = e3.plans.iter().map(|plan| plan.having).collect();
    assert_eq!(having, [2, 1]);
}

#[test]
fn plans_of_an_untouched_partial_box_change_only_for_those_who_have_the_product() {
    let desk = store();
    apply(&desk, &wish(&["u0"], &[("e3", Choice::Assign)]));
    let plan = with_plans("e3", Choice::Untouched, &[("INTUNE_A", Choice::Revoke)]);
    let report = apply(&desk, &of(&["u0", "u1"], vec![plan.clone()]));
    assert_eq!(
        (report.plan.summary.changed, report.plan.summary.unchanged),
        (1, 1)
    );
    assert_eq!(services(&desk, "u0"), ["EXCHANGE_S_ENTERPRISE"]);
    assert!(services(&desk, "u1").is_empty());
    let again = desk.plan(&of(&["u0", "u1"], vec![plan])).unwrap();
    assert!(again.changes.is_empty());
}

#[test]
fn an_unknown_service_plan_is_not_found() {
    let wish = with_plans("e3", Choice::Assign, &[("YAMMER", Choice::Revoke)]);
    assert!(matches!(
        store().plan(&of(&["u0"], vec![wish])),
        Err(Failure::NotFound("thing-service-plan", _))
    ));
}

#[test]
fn products_that_conflict_are_refused_with_both_names_and_to_whom() {
    let desk = store();
    apply(&desk, &wish(&["u0"], &[("e1", Choice::Assign)]));
    let before = export(&desk);
    let plan = desk
        .plan(&wish(&["u0", "u1"], &[("e3", Choice::Assign)]))
        .unwrap();
    assert_eq!(plan.blockers.len(), 1);
    let said = said(&plan.blockers[0]);
    for name in [
        "Office e1",
        "Office e3",
        "u0@contoso.kr",
        "Plan EXCHANGE_S_STANDARD",
    ] {
        assert!(said.contains(name), "{said}");
    }
    let outcomes: Vec<Outcome> = plan.items.iter().map(|item| item.outcome).collect();
    assert_eq!(outcomes, [Outcome::Refused, Outcome::Changed]);
    assert_eq!(plan.items[0].problems.len(), 1);
    assert!(matches!(desk.apply(plan), Err(Failure::Blocked(_))));
    assert_eq!(export(&desk), before);
}

#[test]
fn a_conflict_is_solved_by_a_swap_in_the_same_change_or_by_an_excluded_plan() {
    let desk = store();
    apply(&desk, &wish(&["u0"], &[("e1", Choice::Assign)]));
    let swap = wish(&["u0"], &[("e3", Choice::Assign), ("e1", Choice::Revoke)]);
    assert!(desk.plan(&swap).unwrap().blockers.is_empty());
    let without = with_plans(
        "e3",
        Choice::Assign,
        &[("EXCHANGE_S_ENTERPRISE", Choice::Revoke)],
    );
    assert!(
        desk.plan(&of(&["u0"], vec![without]))
            .unwrap()
            .blockers
            .is_empty()
    );
}

#[test]
fn a_product_that_depends_on_another_is_refused_with_both_names_also_when_that_one_goes() {
    let desk = store();
    let alone = desk
        .plan(&wish(&["u0"], &[("phone", Choice::Assign)]))
        .unwrap();
    let told = said(&alone.blockers[0]);
    assert!(
        told.contains("Office phone") && told.contains("Office e1"),
        "{told}"
    );
    apply(
        &desk,
        &wish(
            &["u0"],
            &[("phone", Choice::Assign), ("e1", Choice::Assign)],
        ),
    );
    let going = desk
        .plan(&wish(&["u0"], &[("e1", Choice::Revoke)]))
        .unwrap();
    assert!(said(&going.blockers[0]).contains("Office phone depends on Office e1"));
    let both = wish(
        &["u0"],
        &[("e1", Choice::Revoke), ("phone", Choice::Revoke)],
    );
    assert!(desk.plan(&both).unwrap().blockers.is_empty());
}

#[test]
fn what_clashes_already_does_not_stand_in_the_way_of_another_product() {
    let desk = store();
    for id in ["e1", "e3"] {
        put(
            &desk,
            Kind::License,
            &format!("u0/{id}"),
            &format!(r#"{{"userId":"u0","productSku":{{"id":"{id}"}}}}"#),
        );
    }
    let plan = desk
        .plan(&wish(&["u0"], &[("mine", Choice::Assign)]))
        .unwrap();
    assert!(plan.blockers.is_empty());
}

#[test]
fn a_missing_location_can_be_set_in_the_same_change_and_undo_takes_it_back() {
    let desk = office();
    let nowhere = user("u9", "u9", r#","state":"active""#).replace(r#""usageLocation":"KR","#, "");
    put(&desk, Kind::User, "u9", &nowhere);
    let before = export(&desk);
    let placed = AssignLicenses {
        location: Some("de".to_owned()),
        ..wish(&["u0", "u9"], &[("e3", Choice::Assign)])
    };
    let report = apply(&desk, &placed);
    assert_eq!(report.plan.steps.len(), 2);
    assert!(export(&desk).contains(r#""usageLocation":"DE""#));
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
    let wrong = AssignLicenses {
        location: Some("XX".to_owned()),
        ..placed.clone()
    };
    assert_eq!(refused(desk.plan(&wrong))[0].0, Code::UnknownCountry);
    // Who may not edit users may not set it by the back door.
    let desk = desk_of(Cloud::Global, Role::SalesAgent, "");
    assert!(matches!(
        desk.plan(&placed),
        Err(Failure::RefusedByRole(_)) | Err(Failure::NotFound(..))
    ));
}

#[test]
fn a_location_that_is_no_country_is_refused_as_a_missing_one_is() {
    let desk = office();
    let odd = user("u9", "u9", "").replace(r#""KR""#, r#""Atlantis""#);
    put(&desk, Kind::User, "u9", &odd);
    let plan = desk
        .plan(&wish(&["u9"], &[("e3", Choice::Assign)]))
        .unwrap();
    assert_eq!(plan.blockers[0].code, Code::UnknownCountry);
    assert!(said(&plan.blockers[0]).contains("Set the location"));
}

#[test]
fn users_licensed_through_other_partners_are_listed_with_their_licenses() {
    let desk = office();
    put(
        &desk,
        Kind::License,
        "u0/elsewhere",
        r#"{"userId":"u0","productSku":{"id":"elsewhere","name":"Sold by another"}}"#,
    );
    let names: Vec<String> = desk
        .users(&customer(), partnerdeck::operations::Users::Active)
        .unwrap()
        .into_iter()
        .map(|user| user.key.id)
        .collect();
    assert!(names.contains(&"u0".to_owned()));
    assert_eq!(desk.licenses(&customer(), "u0").unwrap().len(), 1);
    assert!(matches!(
        desk.plan(&wish(&["u0"], &[("elsewhere", Choice::Revoke)])),
        Err(Failure::NotFound(..))
    ));
}
