//! Indirect resellers (operations.md section 12).

use partnerdeck::account::reseller::Partnership;
use partnerdeck::operations::{KnownReseller, demo};

use super::*;

const FIRST_UP: &str = "484e548c-f5f3-4528-93a9-c16c6373cb59";

fn partnership(desk: &Desk, id: &str, name: &str, state: &str) {
    let key = RecordKey::new(&CustomerId::nobody(), Kind::Reseller, id);
    let json = format!(
        r#"{{"id":"{id}","name":"{name}","mpnId":"4847383","location":"US","state":"{state}","relationshipType":"is_indirect_cloud_solution_provider_of","attributes":{{"objectType":"PartnerRelationship"}}}}"#
    );
    put(desk, key, &json);
}

#[test]
fn resellers_are_known_from_partnerships_support_contacts_and_customers() {
    let desk = desk();
    demo::fill(&desk).unwrap();
    let known = desk.resellers().unwrap();
    let named: Vec<&str> = known.iter().map(|one| one.reseller.name.as_str()).collect();
    assert_eq!(
        named,
        [
            "Heron & Pike IT",
            "Lakeview Cloud Services",
            "Wolkenreiter IT GmbH",
            "하늘구름 클라우드"
        ]
    );
    let (ended, hold) = known.split_first().unwrap();
    assert!(!ended.reseller.takes_customers());
    assert_eq!(ended.customers, 0);
    assert!(hold.iter().all(|one| one.customers > 0));
}

#[test]
fn a_customer_counts_once_for_a_reseller_that_it_and_its_subscriptions_name() {
    let desk = desk();
    partnership(&desk, FIRST_UP, "First Up Consultants", "Active");
    put(
        &desk,
        RecordKey::customer(&wingtip()),
        &format!(
            r#"{{"id":"{WINGTIP}","associatedPartnerId":"{FIRST_UP}","relationshipToPartner":"reseller"}}"#
        ),
    );
    put(
        &desk,
        of_wingtip(Kind::Subscription, "s"),
        r#"{"id":"s","partnerId":"4847383","status":"active"}"#,
    );
    let known: Vec<KnownReseller> = desk.resellers().unwrap();
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].customers, 1);
    assert_eq!(known[0].reseller.partnership, Partnership::Active);
    assert!(known[0].reseller.takes_customers());
}

#[test]
fn a_removed_customer_is_nobodys() {
    let desk = desk();
    put(
        &desk,
        RecordKey::customer(&wingtip()),
        &format!(
            r#"{{"id":"{WINGTIP}","associatedPartnerId":"{FIRST_UP}","relationshipToPartner":"none"}}"#
        ),
    );
    assert_eq!(desk.resellers().unwrap(), []);
}
