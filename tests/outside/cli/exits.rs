//! Every way a command can end.

use std::io::Read;

use crate::home::Home;

#[test]
fn a_rule_refuses_with_three() {
    let home = Home::with_demo();
    for (line, code) in [
        (
            &[
                "customers",
                "update",
                "wingtiptoys",
                "--set",
                "companyProfile.companyName=x",
            ][..],
            "problems",
        ),
        (&["--read-only", "undo"], "read_only"),
        (
            &["--role", "billing-admin", "book", "import", "x.json"],
            "refused_by_role",
        ),
        (&["--cloud", "china", "store", "stats"], "refused_by_cloud"),
        (
            &[
                "customers",
                "update",
                "wingtiptoys",
                "--set",
                "billingProfile.email=nobody",
            ],
            "problems",
        ),
    ] {
        home.file("x.json", "{}");
        assert_eq!(home.run(line).refusal(), (3, code.to_owned()), "{line:?}");
    }
}

#[test]
fn what_is_not_there_or_several_is_four() {
    let home = Home::with_demo();
    for (line, code) in [
        (&["customers", "show", "nobody at all"][..], "not_found"),
        (&["subscriptions", "show", "Contoso", "x"], "not_found"),
        (&["users", "resume", "Contoso", "x"], "not_found"),
        (
            &["users", "passwords", "Contoso", "--out", "p.csv"],
            "not_found",
        ),
        (&["undo", "999"], "not_found"),
    ] {
        assert_eq!(home.run(line).refusal(), (4, code.to_owned()), "{line:?}");
    }
    assert!(!home.path("p.csv").exists());
}

#[test]
fn a_moved_version_is_five_and_names_the_fields() {
    let home = Home::with_demo();
    let line = [
        "customers",
        "update",
        "wingtiptoys",
        "--set",
        "billingProfile.defaultAddress.city=Tacoma",
        "--if-match",
        "1",
    ];
    let run = home.run(&line);
    assert_eq!(run.refusal(), (5, "conflict".to_owned()));
    let problem = &run.problem()["data"][0];
    assert_eq!(problem["field"], "billingProfile.defaultAddress.city");
    assert_eq!(problem["found"], "Redmond");
}

#[test]
fn a_book_that_is_in_use_is_six_and_names_the_process() {
    let home = Home::with_demo();
    // It writes more than a pipe holds, so that it stays at work until somebody reads.
    let mut holder = home.process(&["book", "export"]).spawn().unwrap();
    let mut beginning = [0; 1];
    holder
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut beginning)
        .unwrap();
    let run = home.run(&["customers", "list"]);
    assert_eq!(run.refusal(), (6, "in_use".to_owned()));
    assert!(
        run.err.contains(&format!("process {}", holder.id())),
        "{}",
        run.err
    );
    holder.kill().unwrap();
    holder.wait().unwrap();
    home.run(&["store", "check"]).good();
}

#[test]
fn a_missing_book_is_six_and_stays_missing() {
    let home = Home::new();
    let new = home.file("new.json", "{}");
    for line in [
        &["customers", "list"][..],
        &["undo"],
        &["store", "check"],
        &["customers", "update", "x", "--set", "notes=y"],
    ] {
        assert_eq!(
            home.run(line).refusal(),
            (6, "not_found".to_owned()),
            "{line:?}"
        );
    }
    assert_eq!(
        home.run(&["customers", "add", "--file", &new, "--dry-run"])
            .code,
        3
    );
    assert_eq!(home.run(&["book", "import", "nowhere.json"]).code, 2);
    assert!(!home.path("data").exists());
}

#[test]
fn a_folder_that_is_no_book_is_six() {
    let home = Home::new();
    home.file("notes.txt", "mine");
    let folder = home.path("");
    let line = [
        "--store",
        folder.to_str().unwrap(),
        "book",
        "partner",
        "--name",
        "x",
    ];
    assert_eq!(home.run(&line).code, 6);
    assert_eq!(home.read("notes.txt"), "mine");
}

#[test]
fn a_history_that_was_altered_is_found() {
    let home = Home::with_demo();
    let journal = std::fs::read_dir(home.book().join("journal")).unwrap();
    let segment = journal.map(|entry| entry.unwrap().path()).max().unwrap();
    let mut bytes = std::fs::read(&segment).unwrap();
    let last = bytes.len() - 40;
    bytes[last] ^= 1;
    std::fs::write(&segment, bytes).unwrap();
    for verb in [["store", "check"], ["activity", "verify"]] {
        let run = home.run(&verb);
        assert_eq!(run.code, 6, "{verb:?}");
        assert!(!run.out.contains("{$"), "{}", run.out);
    }
}

#[test]
fn a_sign_in_name_that_two_users_have_is_found() {
    let home = Home::with_demo();
    let user = |id: u8| {
        format!(
            r#"{{"kind":"user","customer":"c5757d70-06f3-4f23-8367-5a9e5501{id:04}","resource":{{"id":"twin-{id}","userPrincipalName":"twin@contoso.example"}}}}"#
        )
    };
    let lines = home.file("twins.ndjson", format!("{}\n{}\n", user(1), user(2)));
    home.run(&["store", "check"]).good();
    home.run(&["book", "import", &lines, "--yes"]).good();
    let run = home.run(&["store", "check"]);
    assert_eq!(run.code, 6, "{}{}", run.out, run.err);
    let found = &run.json()["items"][0];
    assert_eq!(found["subject"], "twin@contoso.example", "{}", run.out);
    let message = found["message"].as_str().unwrap();
    for named in ["twin-1", "twin-2", "2 users"] {
        assert!(message.contains(named), "{message}");
    }
}

#[test]
fn input_that_is_no_regular_file_or_no_json_is_two() {
    let home = Home::with_demo();
    let text = home.file("x.json", "{\"id\": ");
    let folder = home.path("");
    for input in [
        text.as_str(),
        "nowhere.json",
        folder.to_str().unwrap(),
        "/dev/null",
    ] {
        for verb in [&["book", "import"][..], &["users", "import", "Contoso"]] {
            let line: Vec<&str> = verb.iter().copied().chain([input]).collect();
            // A users file may hold anything: what is wrong with it is told as problems of its rows.
            let expected = if verb[0] == "users" && input == text {
                3
            } else {
                2
            };
            assert_eq!(home.run(&line).code, expected, "{line:?}");
        }
    }
}
