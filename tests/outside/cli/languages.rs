//! The language of every word: asked for on the command line, in the configuration, by the system.

use crate::home::Home;

/// A line that is the same in no two languages.
fn said(home: &Home, line: &[&str], locale: &str) -> String {
    let mut command = home.command(line);
    let output = command.env("LANG", locale).output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn the_language_is_typed_else_configured_else_the_systems() {
    let home = Home::new();
    let english = "Usage: partnerdeck users ";
    let korean = "사용법: partnerdeck users ";
    for (locale, expected) in [
        ("ko_KR.UTF-8", korean),
        ("ko", korean),
        ("en_GB.UTF-8", english),
        ("kok_IN.UTF-8", english),
        ("de_DE.UTF-8", english),
    ] {
        let text = said(&home, &["users", "--help"], locale);
        assert!(text.contains(expected), "{locale}: {text}");
    }
    let config = home.file("c.toml", "lang = \"ko\"\n");
    let text = said(
        &home,
        &["--config", &config, "users", "--help"],
        "en_US.UTF-8",
    );
    assert!(text.contains(korean), "{text}");
    let line = ["--config", &config, "--lang", "en", "users", "--help"];
    let text = said(&home, &line, "ko_KR.UTF-8");
    assert!(text.contains(english), "{text}");
}

#[test]
fn what_is_wrong_with_a_command_is_told_in_the_language_it_asks_for() {
    let home = Home::with_demo();
    let run = home.run(&["--lang", "ko", "customers", "show", "없는회사"]);
    assert_eq!(run.code, 4, "{}", run.err);
    assert!(
        run.err
            .contains("이 장부에서 고객 '없는회사'을(를) 찾을 수 없습니다."),
        "{}",
        run.err
    );
    let run = home.run(&["--lang", "ko", "customers", "lst"]);
    assert!(run.err.contains("'lst' 명령이 없습니다."), "{}", run.err);
}

#[test]
fn the_users_file_has_its_header_in_the_language() {
    let home = Home::new();
    let run = home.run(&["--lang", "ko", "users", "template"]).good();
    assert_eq!(run.out, "\u{feff}이름,성,표시 이름,메일,상태 업데이트\r\n");
}

#[test]
fn a_line_of_korean_help_is_no_wider_than_the_screen() {
    let home = Home::new();
    let (_, shown) = home.on_terminal(80, &["--lang", "ko", "users", "import", "--help"], "");
    for line in shown.lines() {
        let bare = without_colours(line);
        assert!(
            unicode_width::UnicodeWidthStr::width(bare.as_str()) <= 80,
            "{bare}"
        );
    }
}

fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    bare
}
