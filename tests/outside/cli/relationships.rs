//! Relationships from the command line: their end needs the company's name, and says beforehand what follows.

use crate::home::Home;

const CUSTOMER: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

const BOOK: &str = r#"{"kind":"customer","customer":"dfd8cc0a-c592-468c-8461-869a38d24738","resource":{"id":"dfd8cc0a-c592-468c-8461-869a38d24738","companyProfile":{"companyName":"Wingtip Toys","domain":"wingtip.onmicrosoft.com"},"relationshipToPartner":"reseller"}}
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
fn a_removal_tells_what_stands_in_the_way_and_dry_or_not_ends_with_3() {
    let home = home();
    let before = export(&home);
    let line = ["customers", "remove", CUSTOMER, "--confirm", "Wingtip Toys"];
    let real = home.run(&line);
    assert_eq!(real.refusal(), (3, "precondition".to_owned()));
    assert_eq!(real.problem()["data"][0]["found"], "A1");
    let dry = home.run(&["customers", "remove", CUSTOMER, "--dry-run"]);
    assert_eq!(dry.code, 3);
    let dry = dry.json();
    assert_eq!(dry["plan"]["blockers"][0]["code"], "precondition");
    assert_eq!(dry["plan"]["undo"], false);
    assert_eq!(export(&home), before);
}

#[test]
fn a_removal_needs_the_company_name_and_a_yes_is_none() {
    let home = home();
    let before = export(&home);
    let line = ["customers", "remove", CUSTOMER, "--suspend-active"];
    for more in [&["--yes"][..], &["--confirm", "wingtip toys"]] {
        let refused = home.run(&[&line[..], more].concat()).refusal();
        assert_eq!(refused, (3, "needs_confirmation".to_owned()), "{more:?}");
    }
    assert_eq!(export(&home), before);
    let dry = home
        .run(&[&line[..], &["--dry-run"]].concat())
        .good()
        .json();
    assert_eq!(dry["summary"]["changed"], 2);
    let named = [&line[..], &["--confirm", "Wingtip Toys"]].concat();
    let report = home.run(&named).good().json();
    assert_eq!(report["operation"], "remove_relationship");
    assert_eq!(report["plan"]["undo"], false);
    let listed = home.run(&["customers", "list"]).good().json();
    assert_eq!(listed["totalCount"], 0);
    let all = home.run(&["customers", "list", "--all"]).good().json();
    assert_eq!(all["totalCount"], 1);
    let entry = report["history"].to_string();
    let entry = entry.trim_matches('"');
    assert_eq!(home.run(&["undo", entry]).code, 3);
    // Once more is no harm: it is said that it is removed already.
    let again = home.run(&named).good().json();
    assert_eq!(again["warnings"][0]["code"], "3000");
}

#[test]
fn an_invitation_comes_with_its_draft_and_stands_in_the_list() {
    let home = home();
    let line = [
        "customers",
        "invite",
        "--to",
        "Fernlight",
        "--email",
        "owner@fernlight.example",
        "--no-admin-rights",
    ];
    // The link needs to know whose book it is.
    let unsaid = home.run(&line);
    assert_eq!(unsaid.code, 3);
    let tenant = "3b33e682-00c3-41ee-9dd2-a548adf56438";
    home.run(&["book", "partner", "--tenant", tenant]).good();
    let dry = home
        .run(&[&line[..], &["--dry-run"]].concat())
        .good()
        .json();
    assert!(dry["draft"]["body"].is_string());
    let report = home.run(&line).good().json();
    let link = report["draft"]["link"].as_str().unwrap();
    assert!(
        link.contains(tenant) && link.contains("DAP=false"),
        "{link}"
    );
    assert_eq!(report["plan"]["undo"], false);
    let listed = home.run(&["customers", "invitations"]).good().json();
    assert_eq!(listed["totalCount"], 1);
    assert_eq!(listed["items"][0]["to"], "Fernlight");
    assert_eq!(listed["items"][0]["partnerdeck"]["state"], "invited");
    let id = listed["items"][0]["id"].as_str().unwrap();
    let again = home
        .run(&[
            "customers",
            "invitations",
            "--draft",
            id,
            "--format",
            "table",
        ])
        .good()
        .out;
    assert!(again.lines().any(|one| one == link), "{again}");
    home.run(&["customers", "invitations", "--close", id])
        .good();
    let listed = home.run(&["customers", "invitations"]).good().json();
    assert_eq!(listed["items"][0]["partnerdeck"]["state"], "closed");
}
