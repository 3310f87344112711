//! Help, wrong usage, and what the program says about itself.

use crate::home::Home;

#[test]
fn help_is_in_our_words() {
    let home = Home::new();
    let help = home.run(&["--help"]).good().out;
    assert!(
        help.contains("Usage: partnerdeck <noun> [options]"),
        "{help}"
    );
    for said in [
        "  undo  ",
        "--dry-run ",
        "Exit codes: 0 done",
        "partnerdeck --demo",
    ] {
        assert!(help.contains(said), "{said} is not in:\n{help}");
    }
    insta::assert_snapshot!(
        "help_of_a_verb",
        home.run(&["users", "import", "--help"]).good().out
    );
    assert!(!home.path("data").exists());
}

#[test]
fn wrong_usage_is_one_sentence_and_a_hint() {
    let home = Home::new();
    for line in [
        vec!["customers"],
        vec!["customers", "list", "--limit", "x"],
        vec!["nobody"],
        vec![],
    ] {
        let run = home.run(&line);
        assert_eq!(run.refusal(), (2, "usage".to_owned()), "{line:?}");
        assert_eq!(run.problem()["source"], "partnerdeck");
        assert!(run.err.contains("--help»"), "{}", run.err);
        assert_eq!(run.out, "");
    }
}

#[test]
fn a_filter_a_sort_and_a_clock_that_cant_be_read_are_pointed_at() {
    let home = Home::with_demo();
    let run = home.run(&["customers", "list", "--filter", "gold colour:red"]);
    assert_eq!(run.refusal(), (2, "usage".to_owned()));
    let problem = &run.problem()["data"][0];
    assert_eq!(
        (&problem["column"], &problem["header"]),
        (&6.into(), &"--filter".into())
    );
    assert_eq!(
        home.run(&["customers", "list", "--sort", "size"])
            .refusal()
            .0,
        2
    );
    assert_eq!(
        home.run(&["customers", "list", "--after", "xyz"])
            .refusal()
            .0,
        2
    );
    assert_eq!(
        home.run(&["activity", "list", "--since", "yesterday"])
            .refusal()
            .0,
        2
    );
    let mut command = home.command(&["customers", "list"]);
    let output = command.env("PARTNERDECK_NOW", "noon").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn completions_and_the_manual_know_the_verbs() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = home.run(&["completions", shell]).good().out;
        assert!(
            script.contains("passwords") && script.contains("windows-1252"),
            "{shell}"
        );
    }
    assert!(home.run(&["man"]).good().out.contains(".TH partnerdeck 1"));
    home.run(&["man", "--out", "pages"]).good();
    let page = home.read("pages/partnerdeck-users-import.1");
    assert!(page.contains("skip\\-bad"));
}

#[test]
fn a_wrong_line_of_the_configuration_is_named_and_the_rest_works() {
    let home = Home::with_demo();
    let config = home.file(
        "c.toml",
        "role = \"helpdesk-agent\"\ncolour = \"red\"\nlang = \n",
    );
    let run = home.run(&["--config", &config, "book", "partner", "--name", "x"]);
    assert!(run.err.contains("c.toml, line 2, colour: "), "{}", run.err);
    assert!(run.err.contains("c.toml, line 3: "), "{}", run.err);
    // The helpdesk may keep the book but not add a customer.
    let file = home.file("new.json", "{}");
    let run = home.run(&["--config", &config, "customers", "add", "--file", &file]);
    assert_eq!(run.refusal(), (3, "refused_by_role".to_owned()));
    assert_eq!(home.run(&["--config", "nowhere.toml", "keys"]).code, 2);
}

#[test]
fn a_profile_is_a_book_with_a_name() {
    let home = Home::new();
    let config = home.file(
        "c.toml",
        "[profiles.kr]\nstore = \"kr\"\ncloud = \"china\"\n",
    );
    home.run(&[
        "--config",
        &config,
        "--profile",
        "kr",
        "book",
        "partner",
        "--name",
        "x",
    ])
    .good();
    let stats = home.run(&["--store", "kr", "store", "stats"]).good().json();
    assert_eq!(stats["cloud"], "china");
    let unknown = home.run(&["--config", &config, "--profile", "jp", "store", "stats"]);
    assert_eq!(unknown.refusal(), (2, "usage".to_owned()));
}

#[test]
fn why_explains_a_code_and_opens_no_book() {
    let home = Home::new();
    let told = home.run(&["why", "60071"]).good().json();
    assert_eq!(told["code"], "2007");
    assert_eq!(told["source"], "service");
    assert!(told["tell"].as_str().unwrap().contains("corrected"));
    let all = home.run(&["why", "--format", "csv"]).good().out;
    assert!(all.contains("Code,Description,Tell,Topics"));
    assert!(all.lines().count() > 100);
    let unknown = home.run(&["why", "90013"]);
    assert_eq!(unknown.refusal(), (4, "not_found".to_owned()));
    assert!(unknown.err.contains("900130"), "{}", unknown.err);
    assert!(!home.path("data").exists(), "a book was made");
}
