use super::*;
use secrecy::ExposeSecret;

fn hint(customer: &str, kind: Option<Kind>) -> Hint {
    let customer = Some(CustomerId::new(customer)).filter(is_somebody);
    Hint {
        customer,
        kind,
        otherwise: None,
    }
}

fn read_text(json: &str, hint: &Hint) -> Result<Read, Box<Problem>> {
    read(serde_json::from_str(json).unwrap(), hint)
}

fn key(json: &str, said: Option<Kind>) -> String {
    let key = read_text(json, &hint("C1", said)).unwrap().key;
    format!("{} {} {}", key.customer, key.kind.as_str(), key.id)
}

#[test]
fn every_kind_finds_its_id() {
    let table = [
        (
            r#"{"id":"AB-1","attributes":{"objectType":"Customer"}}"#,
            "ab-1 customer ab-1",
        ),
        (
            r#"{"Id":"AB-1","Attributes":{"ObjectType":"customer"}}"#,
            "ab-1 customer ab-1",
        ),
        (
            r#"{"id":"S1","attributes":{"objectType":"Subscription"}}"#,
            "c1 subscription s1",
        ),
        (
            r#"{"id":"U1","attributes":{"objectType":"CustomerUser"}}"#,
            "c1 user u1",
        ),
        (
            r#"{"productSku":{"id":"K1"},"attributes":{"objectType":"SubscribedSku"}}"#,
            "c1 sku k1",
        ),
        (
            r#"{"productSku":{"id":"K1"},"attributes":{"objectType":"License"}}"#,
            "c1 license /k1",
        ),
        (
            r#"{"productSku":{"id":"K1"},"userId":"U1","attributes":{"objectType":"License"}}"#,
            "c1 license u1/k1",
        ),
        (
            r#"{"id":615112491169010,"attributes":{"objectType":"ServiceRequest"}}"#,
            "c1 servicerequest 615112491169010",
        ),
        (
            r#"{"links":{"self":{"uri":"/customers/C/subscriptions/S9/supportcontact"}},"attributes":{"objectType":"SupportContact"}}"#,
            "c1 supportcontact s9",
        ),
        (
            r#"{"kind":"license","customer":"C2","user":"U1","resource":{"productSku":{"id":"K"}}}"#,
            "c2 license u1/k",
        ),
        (
            r#"{"kind":"supportcontact","customer":"C2","subscription":"S","resource":{}}"#,
            "c2 supportcontact s",
        ),
        (
            r#"{"kind":"invitation","customer":null,"resource":{"id":"I"}}"#,
            " invitation i",
        ),
        (
            r#"{"kind":"reseller","customer":"","resource":{"id":"R"}}"#,
            " reseller r",
        ),
        (
            r#"{"id":"R","attributes":{"objectType":"PartnerRelationship"}}"#,
            "c1 reseller r",
        ),
        (
            r#"{"qualification":"Education","vettingStatus":"InReview"}"#,
            "c1 qualification ~education",
        ),
        (
            r#"{"validationId":"12345","maxCreates":5,"remainingCreates":4}"#,
            " qualification 12345",
        ),
        (
            r#"{"kind":"agreement","customer":"C1","resource":{"isSigned":true}}"#,
            "c1 agreement ~signature",
        ),
        (
            r#"{"email":"a@b.c","attributes":{"objectType":"CustomerBillingProfile"}}"#,
            "c1 customer c1",
        ),
    ];
    for (json, wanted) in table {
        assert_eq!(key(json, None), wanted, "{json}");
    }
}

#[test]
fn what_has_no_id_is_named_by_its_content() {
    let agreement = r#"{"templateId":"t","dateAgreed":"2019-08-26T00:00:00","type":"MicrosoftCustomerAgreement"}"#;
    let turned = r#"{"type":"MicrosoftCustomerAgreement","templateId":"t","dateAgreed":"2019-08-26T00:00:00"}"#;
    assert!(key(agreement, None).starts_with("c1 agreement ~"));
    assert_eq!(key(agreement, None), key(turned, None));
    assert_ne!(
        key(agreement, None),
        key(&agreement.replace("26", "27"), None)
    );
}

#[test]
fn kinds_without_a_type_go_by_their_shape_or_by_what_was_said() {
    let table = [
        (
            r#"{"qualification":"Education","vettingStatus":"Approved"}"#,
            None,
            "qualification",
        ),
        (
            r#"{"entitlementType":"software","referenceOrder":{}}"#,
            None,
            "entitlement",
        ),
        (r#"{"CompanyProfile":{}}"#, Some(Kind::Customer), "customer"),
        (
            r#"{"id":"x","attributes":{"objectType":"Novelty"}}"#,
            Some(Kind::User),
            "user",
        ),
        (r#""education""#, Some(Kind::Qualification), "qualification"),
    ];
    for (json, said, kind) in table {
        assert!(key(json, said).contains(kind), "{json}");
    }
}

#[test]
fn what_can_not_be_kept_is_refused_with_its_reason() {
    let table = [
        (r#"{"a":1}"#, "C1", None, "read-no-kind"),
        (
            r#"{"attributes":{"objectType":"Offer"}}"#,
            "C1",
            None,
            "read-unknown-type",
        ),
        (
            r#"{"kind":"book","customer":"","resource":{}}"#,
            "",
            None,
            "read-unknown-kind",
        ),
        (
            r#"{"kind":"novelty","customer":"","resource":{}}"#,
            "",
            None,
            "read-unknown-kind",
        ),
        (
            r#"{"attributes":{"objectType":"Customer"}}"#,
            "",
            None,
            "read-no-microsoft-id",
        ),
        (
            r#"{"id":"U","attributes":{"objectType":"CustomerUser"}}"#,
            "",
            None,
            "read-no-customer",
        ),
        (
            r#"{"kind":"user","customer":"","resource":{"id":"U"}}"#,
            "C1",
            None,
            "read-no-customer",
        ),
        (
            r#"{"id":"U","attributes":{"objectType":"CustomerUser"}}"#,
            "C1",
            Some(Kind::Sku),
            "read-other-kind",
        ),
        ("7", "C1", Some(Kind::User), "read-no-object"),
    ];
    for (json, customer, said, id) in table {
        let problem = read_text(json, &hint(customer, said)).unwrap_err();
        assert_eq!(problem.message.id, id, "{json}");
    }
}

#[test]
fn passwords_are_taken_out_in_any_spelling() {
    let read = read_text(
        r#"{"id":"U","passwordProfile":{"forceChangePassword":true,"password":"a","Password":"b"},
            "PasswordProfile":{"PASSWORD":7},"userCredentials":{"userName":"admin","password":""},
            "attributes":{"objectType":"CustomerUser"}}"#,
        &hint("C", None),
    )
    .unwrap();
    let found: Vec<&str> = read
        .passwords
        .iter()
        .map(|password| password.text.expose_secret())
        .collect();
    assert_eq!(found, ["a", "b", "7"]);
    assert_eq!(
        serde_json::to_string(&read.resource).unwrap(),
        r#"{"id":"U","passwordProfile":{"forceChangePassword":true},"PasswordProfile":{},"userCredentials":{"userName":"admin","password":""},"attributes":{"objectType":"CustomerUser"}}"#
    );
}

#[test]
fn our_line_says_beside_a_resource_what_it_does_not_say_itself() {
    let license =
        r#"{"kind":"license","customer":"C","user":"U","resource":{"productSku":{"id":"K"}}}"#;
    let read = read_text(license, &Hint::default()).unwrap();
    assert_eq!(
        said_beside(&read.key, &read.resource),
        Some(("user", "u".to_owned()))
    );
    let named =
        r#"{"kind":"license","customer":"C","resource":{"user":"U","productSku":{"id":"K"}}}"#;
    let read = read_text(named, &Hint::default()).unwrap();
    assert_eq!(said_beside(&read.key, &read.resource), None);
}

#[test]
fn what_is_derived_is_not_kept() {
    let shown = r#"{"id":"C","partnerdeck":{"tags":["a"],"version":7,"flags":["x"]},"attributes":{"objectType":"Customer"}}"#;
    let read = read_text(shown, &Hint::default()).unwrap();
    assert_eq!(
        read.resource.get("partnerdeck").unwrap().to_string(),
        r#"{"tags":["a"]}"#
    );
}
