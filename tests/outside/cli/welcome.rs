//! Agreements, qualifications and new customers from the command line.

use serde_json::json;

use crate::home::Home;

const CUSTOMER: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

const BOOK: &str = r#"{"kind":"customer","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"dfd8cc0a-c592-468c-8461-869a38d24738","companyProfile":{"companyName":"Wingtip","domain":"wingtip.onmicrosoft.com"},"billingProfile":{"companyName":"Wingtip Toys","email":"gena@wingtiptoys.com","culture":"en-US","defaultAddress":{"country":"US"}},"relationshipToPartner":"reseller"}}
"#;

fn home() -> Home {
    let home = Home::new();
    let book = home.file("book.ndjson", BOOK);
    home.run(&["book", "import", &book]).good();
    home
}

fn export(home: &Home) -> String {
    home.run(&["book", "export", "--quiet"]).good().out
}

fn confirm(date: &'static str) -> Vec<&'static str> {
    let mut line = vec!["agreements", "confirm", CUSTOMER, "--first-name", "Tania"];
    line.extend(["--last-name", "Carr", "--email", "tania@wingtiptoys.com"]);
    line.extend(["--date", date]);
    line
}

#[test]
fn an_agreement_is_attested_once_listed_and_not_undone() {
    let home = home();
    let before = export(&home);
    let dry = [&confirm("2026-11-20")[..], &["--dry-run"]].concat();
    let dry = home.run(&dry).good().json();
    assert_eq!(dry["plan"]["undo"], json!(false));
    assert!(dry["plan"]["undoReason"].is_string());
    assert_eq!(export(&home), before);

    let done = home.run(&confirm("2026-11-20")).good().json();
    let again = home.run(&confirm("2026-11-21"));
    assert_eq!(again.refusal(), (3, "precondition".to_owned()));
    assert_eq!(again.problem()["data"][0]["code"], "600061");
    let list = home.run(&["agreements", "list", CUSTOMER]).good().json();
    assert_eq!(list["totalCount"], 1);
    assert_eq!(list["items"][0]["type"], "MicrosoftCustomerAgreement");
    let attested = export(&home);
    let entry = done["history"].as_str().unwrap();
    assert_eq!(
        home.run(&["undo", entry]).refusal(),
        (3, "precondition".to_owned())
    );
    assert_eq!(export(&home), attested);
}

#[test]
fn a_future_date_is_a_problem_of_its_field() {
    let refused = home().run(&confirm("2026-11-23"));
    assert_eq!(refused.refusal(), (3, "problems".to_owned()));
    let problem = &refused.problem()["data"][0];
    assert_eq!(problem["code"], "in_the_future");
    assert_eq!(problem["field"], "dateAgreed");
}

#[test]
fn a_role_without_the_right_attests_nothing_and_sees_the_list() {
    let home = home();
    let line = [&confirm("2026-11-20")[..], &["--role", "helpdesk-agent"]].concat();
    assert_eq!(home.run(&line).refusal(), (3, "refused_by_role".to_owned()));
    let list = ["agreements", "list", CUSTOMER, "--role", "helpdesk-agent"];
    let list = home.run(&list).good();
    assert_eq!(list.json()["totalCount"], 0);
    assert!(list.err.contains("admin.microsoft.com"), "{}", list.err);
}

#[test]
fn a_qualification_is_set_shown_and_taken_back_exactly() {
    let home = home();
    let codes = r#"{"organizationName":"Contoso","validationId":"12345","maxCreates":5,"remainingCreates":1}"#;
    let codes = home.file("codes.json", codes);
    home.run(&["book", "import", &codes]).good();
    let before = export(&home);
    let mut line = vec!["qualification", "set", CUSTOMER];
    line.extend(["government-community-cloud", "--code", "12345"]);
    home.run(&line).good();
    let shown = home.run(&["qualification", "show", CUSTOMER]).good().json();
    assert_eq!(shown["items"][0]["vettingStatus"], "InReview");
    let again = home.run(&line);
    assert_eq!(again.refusal(), (3, "precondition".to_owned()));
    home.run(&["undo"]).good();
    assert_eq!(export(&home), before);
    let none = ["qualification", "set", CUSTOMER, "nonprofit"];
    assert_eq!(home.run(&none).code, 2);
    let without = [
        "qualification",
        "set",
        CUSTOMER,
        "government-community-cloud",
    ];
    let problem = home.run(&without).problem();
    assert_eq!(problem["data"][0]["field"], "validationCode");
}

const FABRIKAM: &str = r#"{"companyProfile":{"domain":"fabrikam.onmicrosoft.com"},"billingProfile":{"companyName":"Fabrikam, Inc.","email":"ana@fabrikam.example","defaultAddress":{"country":"US","city":"Redmond","state":"WA","postalCode":"98052","addressLine1":"1 Microsoft Way","firstName":"Ana","lastName":"Lee"}},"subscriptions":[{"offerId":"6B895623-F356-4EE9-9608-876084A3221F","quantity":20,"friendlyName":"Desks"}],"agreement":{"primaryContact":{"firstName":"Ana","lastName":"Lee","email":"ana@fabrikam.example"},"dateAgreed":"2026-11-20"},"qualification":"StateOwnedEntity"}"#;

#[test]
fn a_file_adds_a_customer_with_all_that_belongs_to_it() {
    let home = Home::new();
    let file = home.file("fabrikam.json", FABRIKAM);
    let add = ["customers", "add", "--file", &file];
    let dry = home.run(&[&add[..], &["--dry-run"]].concat()).good().json();
    assert_eq!(dry["summary"]["added"], 4);
    let added = home.run(&add).good().json();
    assert_eq!(
        added["userCredentials"]["userName"],
        "admin@fabrikam.onmicrosoft.com"
    );
    assert_eq!(added["plan"]["undo"], json!(false));
    let customer = added["customer"].as_str().unwrap();
    let list = home.run(&["subscriptions", "list", customer]).good().json();
    assert_eq!(list["items"][0]["friendlyName"], "Desks");
    let shown = home.run(&["qualification", "show", customer]).good().json();
    assert_eq!(shown["items"][0]["qualification"], "StateOwnedEntity");
}

#[test]
fn without_the_agreement_nothing_of_it_is_done() {
    let home = Home::new();
    let file = FABRIKAM.replace("\"agreement\"", "\"agreementLater\"");
    let file = home.file("fabrikam.json", file);
    let refused = home.run(&["customers", "add", "--file", &file]);
    assert_eq!(refused.refusal(), (3, "precondition".to_owned()));
    assert_eq!(refused.problem()["data"][0]["code"], "13605");
    assert_eq!(export(&home), "");
}
