//! Every case of users and licenses can be met in the demo book.

use partnerdeck::account::license::Held;
use partnerdeck::account::license_box::{Choice, ProductWish};
use partnerdeck::operations::Users;
use partnerdeck::operations::assign_licenses::AssignLicenses;
use partnerdeck::operations::manage_users::RestoreUsers;

use super::*;

/// A German utility whose people are in every state.
const NORDHAIN: &str = "d672cab3-d381-4598-af47-75c32dd929ae";

fn demo() -> Desk {
    let desk = desk_on(Box::new(MemoryStore::new(Cloud::Global)), Role::AdminAgent);
    partnerdeck::operations::demo::fill(&desk).unwrap();
    desk
}

fn at_nordhain(user: &str, products: &[(&str, Choice)]) -> AssignLicenses {
    AssignLicenses {
        customer: CustomerId::new(NORDHAIN),
        users: vec![format!("{user}@uewnordhain.example")],
        products: products
            .iter()
            .map(|(name, choice)| ProductWish::new(*name, *choice))
            .collect(),
        location: None,
    }
}

fn codes(desk: &Desk, operation: &dyn Operation) -> Vec<String> {
    let blockers = desk.plan(operation).unwrap().blockers.into_iter();
    blockers
        .map(|problem| problem.code.text().into_owned())
        .collect()
}

#[test]
fn the_demo_has_users_deleted_on_the_first_and_the_last_day_and_purged_ones() {
    let desk = demo();
    let customer = CustomerId::new(NORDHAIN);
    let deleted = desk.users(&customer, Users::Deleted).unwrap();
    let names: Vec<&str> = deleted
        .iter()
        .map(|user| user.resource.text_or_empty("displayName"))
        .collect();
    assert_eq!(names, ["Jutta Reinhold", "Rüdiger Stahl", "Ute Lindqvist"]);
    let all = desk.store().list(&customer, Kind::User).unwrap();
    let active = desk.users(&customer, Users::Active).unwrap();
    assert_eq!(all.len() - active.len() - deleted.len(), 2, "purged");
    // One license comes back, the other has no seat any more.
    let back = |who: &str| {
        let wish = RestoreUsers {
            customer: customer.clone(),
            users: vec![format!("{who}@uewnordhain.example")],
        };
        desk.plan(&wish).unwrap().warnings.len()
    };
    assert_eq!((back("jutta.reinhold"), back("ruediger.stahl")), (0, 1));
}

#[test]
fn the_demo_has_a_refusal_of_every_kind_for_licenses() {
    use Choice::Assign;
    let desk = demo();
    for (user, product, code) in [
        ("greta.voss", "Power BI Pro", "60012"),
        ("silke.kraft", "ENTERPRISEPACK", "no_location"),
        ("anna.voegel", "ENTERPRISEPACK", "unknown_country"),
        ("jonas.pohl", "ENTERPRISEPACK", "precondition"),
        (
            "greta.voss",
            "Microsoft Teams Phone Standard",
            "precondition",
        ),
    ] {
        let found = codes(&desk, &at_nordhain(user, &[(product, Assign)]));
        assert_eq!(found, [code], "{user} {product}");
    }
    let both = [
        ("ENTERPRISEPACK", Assign),
        ("Power BI Pro", Choice::Untouched),
    ];
    assert!(codes(&desk, &at_nordhain("greta.voss", &both)).is_empty());
}

#[test]
fn the_demo_has_partial_boxes_excluded_plans_and_a_product_of_the_second_group() {
    let desk = demo();
    let customer = CustomerId::new(NORDHAIN);
    let all: Vec<String> = desk
        .users(&customer, Users::Active)
        .unwrap()
        .into_iter()
        .map(|user| user.key.id)
        .collect();
    let boxes = desk.license_boxes(&customer, &all).unwrap();
    assert!(boxes.iter().any(|one| one.held == Held::BySome));
    assert!(boxes.iter().any(|one| one.held == Held::ByNone));
    let is_partly_excluded = |one: &partnerdeck::account::license_box::ProductBox| {
        one.plans
            .iter()
            .any(|plan| plan.having < one.assigned.len())
    };
    assert!(boxes.iter().any(is_partly_excluded));
    let mut groups = std::collections::BTreeSet::new();
    let mut see = |sku: partnerdeck::account::record::Stored| {
        groups.insert(
            sku.resource
                .text_or_empty("productSku.licenseGroupId")
                .to_owned(),
        );
        std::ops::ControlFlow::Continue(())
    };
    desk.store().scan(Kind::Sku, &mut see).unwrap();
    assert_eq!(groups.len(), 2);
}
