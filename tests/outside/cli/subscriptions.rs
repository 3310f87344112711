//! Subscriptions from the command line: dangerous verbs need a yes, refusals carry the service's number, undo restores.

use serde_json::json;

use crate::home::Home;

const CUSTOMER: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

const BOOK: &str = r#"{"kind":"customer","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"dfd8cc0a-c592-468c-8461-869a38d24738","companyProfile":{"companyName":"Wingtip","domain":"wingtip.onmicrosoft.com"}}}
{"kind":"subscription","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"A1","offerId":"6B895623-F356-4EE9-9608-876084A3221F","friendlyName":"Desks","quantity":10,"billingType":"license","status":"active"}}
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

#[test]
fn a_suspension_needs_a_yes_and_is_taken_back() {
    let home = home();
    let before = export(&home);
    let line = ["subscriptions", "suspend", CUSTOMER, "a1"];
    let refused = home.run(&line).refusal();
    assert_eq!(refused, (3, "needs_confirmation".to_owned()));
    let dry = home
        .run(&[&line[..], &["--dry-run"]].concat())
        .good()
        .json();
    assert_eq!(dry["summary"]["changed"], 1);
    assert_eq!(dry["plan"]["undo"], json!(true));
    assert_eq!(export(&home), before);
    home.run(&[&line[..], &["--yes"]].concat()).good();
    assert_ne!(export(&home), before);
    home.run(&["undo"]).good();
    assert_eq!(export(&home), before);
}

#[test]
fn a_refused_quantity_ends_with_3_and_the_services_number_dry_or_not() {
    let home = home();
    let line = ["subscriptions", "quantity", CUSTOMER, "desks", "0"];
    let real = home.run(&line);
    assert_eq!(real.refusal(), (3, "precondition".to_owned()));
    assert_eq!(real.problem()["data"][0]["code"], "2002");
    let dry = home.run(&[&line[..], &["--dry-run"]].concat());
    assert_eq!(dry.code, 3);
    assert_eq!(dry.json()["plan"]["blockers"][0]["found"], "A1");
}

#[test]
fn words_that_are_none_are_wrong_usage_and_strange_subscriptions_are_not_found() {
    let home = home();
    let wrong = ["subscriptions", "auto-renew", CUSTOMER, "A1", "maybe"];
    assert_eq!(home.run(&wrong).code, 2);
    let strange = ["subscriptions", "rename", CUSTOMER, "A2", "Chairs"];
    assert_eq!(home.run(&strange).refusal(), (4, "not_found".to_owned()));
}
