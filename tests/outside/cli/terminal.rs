//! On a terminal: tables that fit, words instead of JSON, questions.

use crate::home::Home;

fn plain(shown: &str) -> String {
    shown.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "")
}

#[test]
fn a_table_fits_the_terminal_and_its_head_stands_out() {
    let home = Home::with_demo();
    let (code, shown) = home.on_terminal(
        72,
        &[
            "customers",
            "list",
            "--filter",
            "country:KR",
            "--limit",
            "3",
        ],
        "",
    );
    assert_eq!(code, 0);
    assert!(shown.starts_with("\u{1b}[1mCompany"), "{shown}");
    insta::assert_snapshot!("table_of_72_columns", plain(&shown));
}

#[test]
fn colours_go_when_nobody_wants_them() {
    let home = Home::with_demo();
    let (_, shown) = home.on_terminal(80, &["customers", "list", "--limit", "1", "--no-color"], "");
    assert!(!shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn a_long_table_is_cut_and_says_so() {
    let home = Home::with_demo();
    let (_, shown) = home.on_terminal(80, &["customers", "list"], "");
    assert!(shown.contains("200 of 298 shown"), "{shown}");
    assert_eq!(shown.lines().count(), 202);
}

#[test]
fn scripts_get_the_same_bytes_on_a_terminal() {
    let home = Home::with_demo();
    for format in ["json", "ndjson", "csv"] {
        let line = [
            "customers",
            "list",
            "--filter",
            "wingtip",
            "--format",
            format,
        ];
        let (_, shown) = home.on_terminal(40, &line, "");
        assert_eq!(shown, home.run(&line).good().out, "{format}");
    }
}

#[test]
fn problems_are_told_in_words() {
    let home = Home::with_demo();
    let demo = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/demo/files/new-hires-faulty.csv"
    );
    let (code, shown) = home.on_terminal(
        80,
        &["users", "import", "Contoso", demo, "--location", "US"],
        "",
    );
    assert_eq!(code, 3);
    insta::assert_snapshot!("problems_in_words", shown);
}

#[test]
fn a_file_is_replaced_when_the_answer_is_yes() {
    let home = Home::with_demo();
    let mine = home.file("mine.csv", "mine");
    let line = ["customers", "export", "--out", &mine];
    let (code, shown) = home.on_terminal(80, &line, "n\n");
    assert_eq!(code, 3, "{shown}");
    assert_eq!(home.read("mine.csv"), "mine");
    let (code, shown) = home.on_terminal(80, &line, "y\n");
    assert_eq!(code, 0, "{shown}");
    assert!(home.read("mine.csv").starts_with("Microsoft ID,"));
}

#[test]
fn without_a_book_the_operator_is_asked_first() {
    let home = Home::new();
    let (code, shown) = home.on_terminal(80, &[], "what?\nq\n");
    assert_eq!(code, 0);
    assert_eq!(shown.matches("There is no book").count(), 2, "{shown}");
    assert!(!home.path("data").exists());
}
