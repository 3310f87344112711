//! The desk in Korean: turned while it is open, found by the words of both languages, driven from a Korean keyboard.

use partnerdeck::words::{Language, Words};

use crate::session::{Session, small_book};

fn korean(width: u16, height: u16) -> Session {
    Session::worded(small_book(), Words::load(Language::Korean), width, height)
}

#[test]
fn a_desk_that_is_turned_shows_what_one_in_that_language_shows() {
    // To a pane, and from there on.
    for keys in [
        "",
        "<CR>",
        "<CR>2",
        "<CR>3",
        "<CR>4",
        "<CR>5",
        "<CR>6",
        "<CR>7",
        "o",
        "e",
        "e<Tab><Tab>x<BS><Tab>",
        "a",
        "a<Tab>!<Tab>",
        "b",
        "U",
        "H",
        "H<CR>",
        "/윙",
        "<CR>mren<CR>",
        "<CR>2<CR>susp<CR>",
        "mattest<CR>",
        "<CR>3<CR>edit<CR>",
    ] {
        let mut turned = Session::small(100, 40);
        for key in crate::session::read_keys(keys) {
            turned.key(key).settle();
        }
        turned.keys("<F9>").settle();
        let mut begun = korean(100, 40);
        begun.keys("<F9>").settle().keys("<F9>").settle();
        // Menus are found by the words of both languages, so that the same keys lead to the same place.
        for key in crate::session::read_keys(keys) {
            begun.key(key).settle();
        }
        let (turned, begun) = (turned.frame(), begun.frame());
        let body = |frame: &str| {
            let lines = frame.lines().filter(|line| !line.contains("config.toml"));
            lines.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(body(&turned), body(&begun), "{keys}");
        assert!(turned.contains("config.toml"), "{keys}\n{turned}");
    }
}

#[test]
fn the_next_language_behind_the_last_is_the_first() {
    let mut session = Session::small(100, 30);
    let before = session.frame();
    session.keys("<F9>").settle();
    assert!(session.frame().contains("재판매인"), "{}", session.frame());
    session.keys("<F9>").settle();
    let after = session.frame();
    assert_eq!(before.lines().next(), after.lines().next());
    assert!(after.contains("English from now on"), "{after}");
}

#[test]
fn the_palette_finds_an_action_by_the_words_of_both_languages() {
    for (mut session, typed) in [
        (Session::small(100, 30), "언어"),
        (Session::small(100, 30), "ㅇㅇㄹ"),
        (korean(100, 30), "language"),
        (korean(100, 30), "언어"),
    ] {
        session.keys(":").keys(typed);
        let frame = session.frame();
        let first = frame.lines().find(|line| line.contains("│ > ")).unwrap();
        assert!(first.contains("F9"), "{typed}\n{frame}");
    }
}

#[test]
fn a_menu_finds_a_line_by_either_term_and_by_initials() {
    for typed in ["재판매인", "대리점", "ㅈㅍㅁㅇ", "reseller"] {
        let mut session = korean(100, 40);
        session.keys("m").settle().keys(typed);
        let frame = session.frame();
        let first = frame.lines().find(|line| line.contains("│ > ")).unwrap();
        assert!(first.contains("재판매인"), "{typed}\n{frame}");
    }
}

#[test]
fn keys_act_with_the_korean_input_method_on() {
    // Letter by letter, and as a syllable that the input method makes of two keys.
    for (latin, hangul) in [("jjo", "ㅓㅓㅐ"), ("jo", "ㅓㅐ"), ("ek", "다"), ("s", "ㄴ")] {
        let frame = |keys: &str| {
            let mut session = korean(100, 30);
            session.keys(keys).settle().frame()
        };
        let untouched = frame("");
        let latin = if latin == "ek" { "e" } else { latin };
        assert_eq!(frame(latin), frame(hangul), "{hangul}");
        assert_ne!(frame(hangul), untouched, "{hangul}");
    }
}

#[test]
fn a_question_is_answered_with_the_korean_input_method_on() {
    let mut session = korean(100, 30);
    session.keys("e<Tab>").settle().keys("x<Esc>").settle();
    assert!(session.frame().contains("y"), "{}", session.frame());
    let asked = session.frame();
    session.keys("ㅛ").settle();
    assert_ne!(session.frame(), asked);
    // The form is gone: the list takes keys again, and Hangul typed into its filter stays Hangul.
    session.keys("/ㅇㅌ").settle();
    let frame = session.frame();
    assert!(
        frame.contains("ㅇㅌ") && frame.contains("윙팁토이즈"),
        "{frame}"
    );
    assert!(!frame.contains("Contoso"), "{frame}");
}
