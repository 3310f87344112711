//! Every state, blocker and refusal of the operations can be met in the demo book: one sweep over it per section.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use partnerdeck::account::agreement::Standing as Agreed;
use partnerdeck::account::catalogue;
use partnerdeck::account::invitation::{Progress, Standing as Related};
use partnerdeck::account::qualification::{Asked, Vetted, Vetting};
use partnerdeck::account::record::{CustomerId, Kind, Stored};
use partnerdeck::account::subscription::Subscription;
use partnerdeck::account::subscription::state::{Commerce, State};
use partnerdeck::account::transfer::machine::Way;
use partnerdeck::operations::confirm_agreement::ConfirmAgreement;
use partnerdeck::operations::manage_subscriptions::{
    BuySubscription, CancelSubscription, Cycle, ReactivateSubscriptions, Renewal, SetAutoRenew,
    SetBillingCycle, SetQuantity, SuspendSubscriptions,
};
use partnerdeck::operations::remove_relationship::{RemoveRelationship, Sort};
use partnerdeck::operations::set_qualification::SetQualification;
use partnerdeck::operations::{Desk, Failure, Operation, demo};

use crate::session::empty_book;

/// The demo, opened by a global admin. Nothing is changed in it.
static DEMO: LazyLock<Desk> = LazyLock::new(|| {
    let desk = empty_book();
    demo::fill(&desk).unwrap();
    desk
});

fn all(kind: Kind) -> Vec<Stored> {
    let mut found = Vec::new();
    let mut see = |stored: Stored| {
        found.push(stored);
        std::ops::ControlFlow::Continue(())
    };
    DEMO.store().scan(kind, &mut see).unwrap();
    found
}

fn customers() -> impl Iterator<Item = CustomerId> {
    all(Kind::Customer)
        .into_iter()
        .map(|stored| stored.key.customer)
}

/// The codes of everything that keeps an operation from being done.
fn codes(operation: &dyn Operation) -> Vec<String> {
    let problems = match DEMO.plan(operation) {
        Ok(plan) => plan.blockers.clone(),
        Err(Failure::Problems(problems) | Failure::Blocked(problems)) => problems,
        Err(_) => return Vec::new(),
    };
    let text = |problem: &partnerdeck::account::problem::Problem| problem.code.text().into_owned();
    problems.iter().map(text).collect()
}

/// Every one that is wanted was met.
fn met(wanted: &[&str], found: &BTreeSet<String>) {
    let missing: Vec<&&str> = wanted.iter().filter(|one| !found.contains(**one)).collect();
    assert!(
        missing.is_empty(),
        "not in the demo: {missing:?}; there are {found:?}"
    );
}

#[test]
fn the_demo_has_a_subscription_in_every_state_of_both_generations() {
    use State::{Active, Deleted, Disabled, Expired, Pending, Suspended};
    let subscriptions = all(Kind::Subscription);
    for (commerce, states) in [
        (Commerce::Legacy, &[Pending, Active, Suspended, Deleted][..]),
        (
            Commerce::New,
            &[Active, Suspended, Expired, Disabled, Deleted][..],
        ),
    ] {
        for state in states {
            let is = |stored: &&Stored| {
                let one = Subscription(&stored.resource);
                one.commerce() == commerce && one.state() == *state
            };
            assert!(
                subscriptions.iter().any(|one| is(&one)),
                "{commerce:?} {state:?}"
            );
        }
    }
    let unknown = |stored: &Stored| Subscription(&stored.resource).state() == State::Unknown;
    assert!(subscriptions.iter().any(unknown));
}

#[test]
fn the_demo_has_every_refusal_of_subscriptions() {
    let mut found = BTreeSet::new();
    for stored in all(Kind::Subscription) {
        let customer = || stored.key.customer.clone();
        let id = || stored.key.id.clone();
        let held = Subscription(&stored.resource)
            .0
            .number("quantity")
            .unwrap_or(1);
        let mut wishes: Vec<Box<dyn Operation>> = vec![
            Box::new(SuspendSubscriptions {
                customer: customer(),
                subscriptions: vec![id()],
            }),
            Box::new(ReactivateSubscriptions {
                customer: customer(),
                subscriptions: vec![id()],
            }),
            Box::new(CancelSubscription {
                customer: customer(),
                subscription: id(),
            }),
            Box::new(SetAutoRenew {
                customer: customer(),
                subscription: id(),
                renewal: Renewal::Off,
            }),
        ];
        wishes.extend([Cycle::Monthly, Cycle::Annual].map(|cycle| {
            Box::new(SetBillingCycle {
                customer: customer(),
                subscription: id(),
                cycle,
            }) as Box<dyn Operation>
        }));
        wishes.extend([0, held.saturating_sub(1), held + 1].map(|quantity| {
            Box::new(SetQuantity {
                customer: customer(),
                subscription: id(),
                quantity,
            }) as Box<dyn Operation>
        }));
        found.extend(wishes.iter().flat_map(|wish| codes(wish.as_ref())));
    }
    met(
        &[
            "2001",
            "800091",
            "2002",
            "800067",
            "800090",
            "27009",
            "6000",
            "900115",
            "20002",
            "precondition",
        ],
        &found,
    );
}

#[test]
fn the_demo_has_every_refusal_of_a_purchase() {
    let mut found = BTreeSet::new();
    for customer in customers() {
        for offer in catalogue::offers() {
            found.extend(codes(&BuySubscription {
                customer: customer.clone(),
                offer: offer.id.clone(),
                quantity: offer.minimum_quantity,
                name: None,
                base: None,
            }));
        }
    }
    met(
        &[
            "13605",
            "2091",
            "800066",
            "800070",
            "800086",
            "20002",
            "precondition",
        ],
        &found,
    );
}

#[test]
fn the_demo_has_everything_that_stands_in_the_way_of_a_removal() {
    let mut found = BTreeSet::new();
    let mut is_free = false;
    let mut is_removed = false;
    for customer in customers() {
        let look = RemoveRelationship {
            customer,
            suspend_active: false,
            cancelled: Vec::new(),
            typed: None,
        };
        let preflight = look.look(&DEMO).unwrap();
        is_free |= preflight.blockers.is_empty() && !preflight.is_removed;
        is_removed |= preflight.is_removed;
        found.extend(
            preflight
                .blockers
                .iter()
                .map(|one| format!("{:?}", one.sort)),
        );
    }
    let wanted: Vec<String> = Sort::LOOKED_AT
        .iter()
        .map(|sort| format!("{sort:?}"))
        .collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    met(&wanted, &found);
    assert!(is_free, "nobody can be removed at once");
    assert!(is_removed, "nobody was removed already");
}

#[test]
fn the_demo_has_transfers_of_every_way_in_every_state_that_lasts() {
    let found: BTreeSet<String> = DEMO
        .transfers(None)
        .unwrap()
        .iter()
        .map(|one| format!("{:?} {:?}", one.way, one.state))
        .collect();
    let wanted: Vec<String> = Way::ALL
        .iter()
        .flat_map(|way| {
            way.states()
                .into_iter()
                .map(move |state| format!("{way:?} {state:?}"))
        })
        .collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    met(&wanted, &found);
}

#[test]
fn the_demo_has_items_that_can_and_can_not_be_transferred() {
    let mut found = BTreeSet::new();
    for customer in customers() {
        for fit in DEMO.ways_to_transfer(&customer).unwrap() {
            let way = fit
                .way
                .map_or("no way".to_owned(), |way| format!("{way:?}"));
            found.insert(match fit.refused {
                Some(problem) => format!("{way} {}", problem.code.text()),
                None => way,
            });
        }
    }
    met(
        &[
            "Paper",
            "Request",
            "Legacy",
            "Paper 900105",
            "Request 900104",
            "Request 900146",
        ],
        &found,
    );
}

#[test]
fn the_demo_has_every_standing_of_an_agreement_and_every_refusal_of_one() {
    let mut standings = BTreeSet::new();
    let mut must_be_attested = false;
    let mut found = BTreeSet::new();
    for customer in customers() {
        let agreements = DEMO.agreements(&customer).unwrap();
        standings.insert(format!("{:?}", agreements.standing));
        must_be_attested |= agreements.must_be_attested;
        for stored in &agreements.agreements {
            let contact = |member: &str| {
                let path = format!("primaryContact.{member}");
                stored.resource.text_or_empty(&path).to_owned()
            };
            let again = partnerdeck::account::agreement::attestation::Attestation {
                first_name: contact("firstName"),
                last_name: contact("lastName"),
                email: contact("email"),
                phone: contact("phoneNumber"),
                date: "2026-11-20".to_owned(),
            };
            found.extend(codes(&ConfirmAgreement {
                customer: customer.clone(),
                attestation: again,
            }));
        }
    }
    let wanted = [
        Agreed::Missing,
        Agreed::OnlyOlder,
        Agreed::Attested,
        Agreed::Signed,
    ]
    .map(|standing| format!("{standing:?}"));
    met(&wanted.each_ref().map(String::as_str), &standings);
    met(&["600061"], &found);
    assert!(must_be_attested, "everybody could sign by himself");
}

#[test]
fn the_demo_has_relationships_and_invitations_in_every_state() {
    let standings: BTreeSet<String> = all(Kind::Customer)
        .iter()
        .map(|stored| format!("{:?}", Related::of(&stored.resource)))
        .collect();
    let wanted = [Related::None, Related::Reseller, Related::WithoutAdmin]
        .map(|standing| format!("{standing:?}"));
    met(&wanted.each_ref().map(String::as_str), &standings);
    let invitations: BTreeSet<String> = DEMO
        .invitations()
        .unwrap()
        .iter()
        .map(|invited| format!("{:?}", invited.progress))
        .collect();
    let wanted = [
        Progress::Open,
        Progress::Accepted,
        Progress::AcceptedWithoutAdmin,
        Progress::Closed,
    ]
    .map(|progress| format!("{progress:?}"));
    met(&wanted.each_ref().map(String::as_str), &invitations);
}

#[test]
fn the_demo_has_qualifications_in_every_state_and_every_refusal_of_one() {
    let vettings: BTreeSet<String> = all(Kind::Qualification)
        .iter()
        .map(|stored| {
            let vetted = Vetted(&stored.resource);
            format!("{:?} {:?}", vetted.qualification(), vetted.vetting())
        })
        .collect();
    for vetting in [Vetting::InReview, Vetting::Approved, Vetting::Denied] {
        let state = format!("{vetting:?}");
        assert!(
            vettings.iter().any(|one| one.ends_with(&state)),
            "{state}: {vettings:?}"
        );
    }
    let mut found = BTreeSet::new();
    for customer in customers() {
        for (word, code) in [
            ("education", ""),
            ("government-community-cloud", "GCC-2026-0001"),
        ] {
            found.extend(codes(&SetQualification {
                customer: customer.clone(),
                asked: Asked {
                    qualification: word.to_owned(),
                    segment: String::new(),
                    website: String::new(),
                    code: code.to_owned(),
                },
            }));
        }
    }
    met(&["precondition", "20002"], &found);
}
