//! The demo: every refusal of section 4 that the book can foresee can be met in it.

use std::collections::BTreeSet;

use partnerdeck::operations::switch_partner::TransferKey;

use super::*;

fn demo() -> Desk {
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    let clock = Box::new(FixedClock(NOW.parse().unwrap()));
    let desk = Desk::new(store, operator, clock, Box::new(OsChance), false);
    partnerdeck::operations::demo::fill(&desk).unwrap();
    desk
}

fn blockers_of(desk: &Desk, operation: &dyn Operation, met: &mut BTreeSet<String>) {
    if let Ok(plan) = desk.plan(operation) {
        let codes = plan.blockers.iter().map(|one| one.code.text().into_owned());
        met.extend(codes);
        let said = plan
            .blockers
            .iter()
            .map(|one| one.message.id.clone().into_owned());
        met.extend(said);
    }
}

#[test]
fn every_refusal_of_a_transfer_can_be_met_in_the_demo() {
    let desk = demo();
    let mut met = BTreeSet::new();
    let mut customers = Vec::new();
    desk.store()
        .scan(Kind::Customer, &mut |stored| {
            customers.push(stored.key.customer);
            ControlFlow::Continue(())
        })
        .unwrap();
    for customer in &customers {
        let held = desk.subscriptions(customer).unwrap();
        let entitlements = desk.store().list(customer, Kind::Entitlement).unwrap();
        let order = |one: &Stored| one.resource.text_or_empty("referenceOrder.id").to_owned();
        let mut wanted: Vec<Vec<String>> = vec![Vec::new()];
        wanted.extend(held.iter().map(|one| vec![one.key.id.clone()]));
        wanted.extend(entitlements.iter().map(|one| vec![order(one)]));
        wanted.push(held.iter().map(|one| one.key.id.clone()).collect());
        for way in Way::ALL {
            for subscriptions in &wanted {
                let operation = StartTransfer {
                    customer: customer.clone(),
                    subscriptions: subscriptions.clone(),
                    ..start(way, &[])
                };
                blockers_of(&desk, &operation, &mut met);
            }
        }
    }
    for one in desk.transfers(None).unwrap() {
        let transfer: TransferKey = one.key();
        blockers_of(&desk, &CancelTransfer { transfer }, &mut met);
    }
    for expected in [
        "20002",
        "900101",
        "900102",
        "900104",
        "900105",
        "900131",
        "900132",
        "900133",
        "900134",
        "900139",
        "900145",
        "900146",
        "transfers-add-on",
        "transfers-cancel-current",
        "transfers-cancel-future",
        "transfers-in-another",
        "transfers-no-agreement",
        "transfers-not-active",
        "transfers-other-country",
        "transfers-software",
        "transfers-wrong-way",
    ] {
        assert!(met.contains(expected), "{expected} is not among {met:?}");
    }
}
