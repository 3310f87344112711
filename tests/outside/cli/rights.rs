//! A refusal by role or cloud comes before anything is read or written.

use std::fs;

use crate::home::Home;

/// A verb of each noun that changes something, and somebody who may not.
const REFUSED: &[(&str, &str)] = &[
    ("billing-admin", "book import missing.json"),
    ("billing-admin", "book partner --name N"),
    ("billing-admin", "customers add --file missing.json"),
    ("user-admin", "customers update C --set alias=x"),
    ("user-admin", "customers import missing.csv"),
    ("helpdesk-agent", "customers export --out out.csv"),
    ("sales-agent", "users add C --display-name N --email n@c.kr"),
    ("user-admin", "users import C missing.csv --location KR"),
    ("sales-agent", "users update C U --set displayName=x"),
    ("sales-agent", "users delete C U --yes"),
    ("sales-agent", "users restore C U"),
    (
        "billing-admin",
        "users reset-password C U --passwords out.csv",
    ),
    ("sales-agent", "users roles C U --add R"),
    ("helpdesk-agent", "users passwords C --out out.csv"),
    ("billing-admin", "licenses assign C --sku S U"),
    ("user-admin", "subscriptions add C --offer O --quantity 1"),
    ("user-admin", "subscriptions suspend C S --yes"),
    ("user-admin", "subscriptions rename C S N"),
    ("billing-admin", "store compact"),
    ("billing-admin", "store seal"),
    ("user-admin", "transfers record T verified"),
    ("user-admin", "transfers cancel T"),
    ("sales-agent", "transfers record T ticket=1"),
    ("billing-admin", "transfers record T verified"),
];

fn line<'a>(role: &'a str, verb: &'a str) -> Vec<&'a str> {
    ["--role", role]
        .into_iter()
        .chain(verb.split(' '))
        .collect()
}

#[test]
fn a_role_is_refused_before_a_book_or_a_file_is_looked_for() {
    let home = Home::new();
    for (role, verb) in REFUSED {
        let run = home.run(&line(role, verb));
        assert_eq!(run.refusal(), (3, "refused_by_role".to_owned()), "{verb}");
        let problem = run.problem();
        let said = &problem["data"][0];
        assert_eq!(said["code"], "refused_by_role", "{verb}");
        let remedy = said["remedy"].as_str().unwrap();
        assert!(remedy.contains("global admin"), "{remedy}");
        assert_eq!(run.out, "", "{verb}");
    }
    assert!(!home.book().exists());
    assert!(!home.path("out.csv").exists());
}

#[test]
fn a_role_is_refused_before_a_damaged_book_is_opened() {
    let home = Home::with_demo();
    for entry in fs::read_dir(home.book().join("journal")).unwrap() {
        fs::write(entry.unwrap().path(), b"nothing of a journal").unwrap();
    }
    for (role, verb) in REFUSED {
        let run = home.run(&line(role, verb));
        assert_eq!(run.refusal(), (3, "refused_by_role".to_owned()), "{verb}");
    }
}

#[test]
fn an_undo_is_refused_by_what_it_takes_back_before_a_record_is_looked_at() {
    let home = Home::with_demo();
    let change = ["customers", "update", "wingtiptoys.onmicrosoft.com"];
    let one = home.run(&[&change[..], &["--set", "notes=one"]].concat());
    let entry = one.good().json()["history"].to_string();
    // Changed later, so that looking at the record would be a conflict.
    home.run(&[&change[..], &["--set", "notes=two"]].concat())
        .good();
    let undo = |role: &str| home.run(&["--role", role, "undo", entry.trim_matches('"')]);
    assert_eq!(undo("admin-agent").refusal(), (5, "conflict".to_owned()));
    for role in ["billing-admin", "user-admin"] {
        let run = undo(role);
        assert_eq!(
            run.refusal(),
            (3, "refused_by_role".to_owned()),
            "{}",
            run.err
        );
        assert_eq!(run.problem()["data"][0]["found"], "update-account");
    }
}

#[test]
fn a_named_cloud_is_refused_before_a_book_is_made() {
    let home = Home::new();
    for (cloud, verb, address) in [
        (
            "germany",
            "customers add --file missing.json",
            "https://partner.microsoft.com/dashboard",
        ),
        (
            "us-gov",
            "users import C missing.csv --location US",
            "https://portal.azure.us",
        ),
        (
            "germany",
            "users reset-password C U",
            "https://portal.microsoftazure.de",
        ),
        (
            "china",
            "licenses list C",
            "https://portal.partner.microsoftonline.cn",
        ),
    ] {
        let words: Vec<&str> = ["--cloud", cloud]
            .into_iter()
            .chain(verb.split(' '))
            .collect();
        let run = home.run(&words);
        assert_eq!(run.refusal(), (3, "refused_by_cloud".to_owned()), "{verb}");
        let problem = run.problem();
        let remedy = problem["data"][0]["remedy"].as_str().unwrap();
        assert!(remedy.contains(address), "{remedy}");
    }
    assert!(!home.book().exists());
}

#[test]
fn the_cloud_of_a_book_is_refused_before_a_customer_or_a_file_is_looked_for() {
    let home = Home::new();
    home.run(&["--cloud", "us-gov", "book", "partner", "--name", "Fabrikam"])
        .good();
    for verb in [
        "users import nobody missing.csv --location US",
        "users delete nobody U --yes",
        "licenses assign nobody --sku S U",
    ] {
        let words: Vec<&str> = verb.split(' ').collect();
        let refusal = home.run(&words).refusal();
        assert_eq!(refusal, (3, "refused_by_cloud".to_owned()), "{verb}");
    }
}

#[test]
fn a_kind_of_partner_is_refused_before_a_customer_is_looked_for() {
    let home = Home::new();
    home.run(&["book", "partner", "--kind", "reseller"]).good();
    let line = "subscriptions add nobody --offer O --quantity 1";
    let run = home.run(&line.split(' ').collect::<Vec<_>>());
    assert_eq!(run.refusal(), (3, "refused_by_role".to_owned()));
    let problem = run.problem();
    let remedy = problem["data"][0]["remedy"].as_str().unwrap().to_owned();
    assert!(remedy.contains("ask your provider"), "{remedy}");
}

#[test]
fn people_read_a_refusal_once_and_whole() {
    let home = Home::new();
    let line = ["--role", "sales-agent", "users", "delete", "C", "U"];
    let (code, shown) = home.on_terminal(200, &line, "");
    assert_eq!(code, 3);
    assert_eq!(
        shown.trim(),
        "Your role does not allow this: delete users. These roles may: global admin, admin agent, user management admin. \
         Nothing was changed."
    );
}
