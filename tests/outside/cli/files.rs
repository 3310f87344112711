//! Files that go out: their format, and what stands in their way.

use crate::home::Home;

#[test]
fn an_export_takes_its_format_from_the_ending() {
    let home = Home::with_demo();
    for (name, beginning) in [
        ("a.csv", "Microsoft ID,"),
        ("a.json", "{\n  \"totalCount\": 300,"),
        ("a.ndjson", "{\"id\":"),
    ] {
        let run = home.run(&["customers", "export", "--out", name]).good();
        assert_eq!(run.out, "");
        assert!(run.err.contains("300 rows"), "{}", run.err);
        assert!(home.read(name).starts_with(beginning), "{name}");
    }
    home.run(&["customers", "export", "--out", "b", "--format", "csv"])
        .good();
    assert_eq!(home.read("b"), home.read("a.csv"));
    assert_eq!(
        home.run(&["customers", "export", "--out", "c"]).refusal(),
        (2, "usage".to_owned())
    );
    let some = home
        .run(&[
            "customers",
            "export",
            "--filter",
            "tag:gold",
            "--format",
            "ndjson",
            "--out",
            "-",
        ])
        .good();
    assert!(
        some.err
            .contains(&format!("{} rows", some.out.lines().count())),
        "{}",
        some.err
    );
}

#[test]
fn a_file_that_is_there_stays_unless_yes_is_said() {
    let home = Home::with_demo();
    let mine = home.file("mine.ndjson", "mine");
    let line = ["book", "export", "--out", &mine];
    assert_eq!(
        home.run(&line).refusal(),
        (3, "needs_confirmation".to_owned())
    );
    assert_eq!(home.read("mine.ndjson"), "mine");
    home.run(&[&line[..], &["--yes", "--dry-run"]].concat())
        .good();
    assert_eq!(home.read("mine.ndjson"), "mine");
    home.run(&[&line[..], &["--yes"]].concat()).good();
    assert!(home.read("mine.ndjson").starts_with("{\"kind\":"));
    let here = std::fs::read_dir(home.path("")).unwrap().count();
    assert_eq!(here, 2, "something was left beside the file");
}

#[test]
fn an_export_is_the_same_in_a_file_and_a_pipe() {
    let home = Home::with_demo();
    for line in [["customers", "export"], ["activity", "export"]] {
        for format in ["csv", "json", "ndjson"] {
            let name = format!("{}.{format}", line[0]);
            home.run(&[line[0], line[1], "--out", &name]).good();
            let piped = home.run(&[line[0], line[1], "--format", format]).good().out;
            assert_eq!(home.read(&name), piped, "{line:?} {format}");
        }
    }
}

#[test]
fn the_size_of_a_book_that_was_just_filled_is_that_of_its_files() {
    let home = Home::new();
    let line = ["--demo", "--store", "b", "store", "stats"];
    let stats = home.run(&line).good().json();
    let journal = std::fs::read_dir(home.path("b").join("journal")).unwrap();
    let of_journal: u64 = journal
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum();
    assert!(of_journal > 0);
    assert!(stats["bytes"].as_u64().unwrap() >= of_journal, "{stats}");
}
