use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;

use super::*;
use crate::tui::widgets::drawn;

fn key(code: KeyCode) -> Typed {
    Typed::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn write(choice: &mut Choice, letters: &str) {
    for letter in letters.chars() {
        choice.typed(&key(KeyCode::Char(letter)));
    }
}

fn countries(value: &str) -> Choice {
    let picks = [
        ("AT", "Austria", "오스트리아"),
        ("AU", "Australia", "오스트레일리아"),
        ("KR", "Korea", "대한민국"),
        ("US", "United States", "미국"),
    ];
    let picks = picks.map(|(code, name, korean)| Pick::new(code, name, korean));
    Choice::new(value, Arc::new(picks))
}

#[test]
fn it_is_found_by_code_by_name_and_by_its_name_in_another_language() {
    for (letters, value) in [
        ("at", "AT"),
        ("aust", "AT"),
        ("rali", "AU"),
        ("미국", "US"),
        ("kor", "KR"),
    ] {
        let mut choice = countries("US");
        write(&mut choice, letters);
        choice.take();
        assert_eq!(choice.value(), value, "{letters}");
    }
}

#[test]
fn what_fits_nothing_is_kept_as_typed() {
    let mut choice = countries("US");
    write(&mut choice, "zz");
    assert!(choice.take());
    assert_eq!((choice.value(), choice.words()), ("zz", "zz"));
}

#[test]
fn opening_and_leaving_changes_nothing() {
    let mut choice = countries("KR");
    choice.open();
    assert!(!choice.leave());
    assert_eq!(choice.value(), "KR");
    choice.open();
    choice.step(Step::On);
    assert!(choice.leave());
    assert_eq!(choice.value(), "US");
}

#[test]
fn deleting_in_a_closed_choice_clears_it() {
    let mut choice = countries("KR");
    assert_eq!(choice.typed(&key(KeyCode::Backspace)), Edited::Changed);
    assert_eq!(choice.value(), "");
    assert_eq!(choice.typed(&key(KeyCode::Backspace)), Edited::Moved);
}

#[test]
fn the_list_shows_names_and_codes_with_the_cursor() {
    let mut choice = countries("KR");
    choice.open();
    choice.step(Step::On);
    let (list, _) = drawn(Size::new(24, 3), |pen| choice.draw_list(pen, "none"));
    assert_eq!(
        list,
        "  Australia          AU\n  Korea              KR\n> United States      US"
    );
    write(&mut choice, "zz");
    let (list, _) = drawn(Size::new(24, 3), |pen| choice.draw_list(pen, "none"));
    assert_eq!(list, "  none\n\n");
}

#[test]
fn closed_it_shows_the_name() {
    let choice = countries("US");
    let (line, _) = drawn(Size::new(24, 1), |pen| {
        choice.draw(pen, 0, 0, 24, Focus::Here)
    });
    assert_eq!(line, "United States ▾");
    let (line, _) = drawn(Size::new(9, 1), |pen| {
        choice.draw(pen, 0, 0, 9, Focus::Here)
    });
    assert_eq!(line, "United… ▾");
    drawn(Size::new(1, 1), |pen| {
        choice.draw(pen, 0, 0, 1, Focus::Here)
    });
}
