//! An input method shows what it composes where the terminal's cursor stands: in every field that is typed into it stands
//! right behind what was typed, wide letters before it included.

use partnerdeck::words::{Language, Words};

use crate::session::{Session, read_keys, small_book};

#[test]
fn the_cursor_stands_behind_the_wide_letters_that_were_typed() {
    // Where to, and what is typed there.
    for (place, typed) in [
        ("/", "윙팁"),
        (":", "윙팁"),
        ("m", "윙팁"),
        ("U", "윙팁"),
        ("<CR>3/", "윙팁"),
        ("<CR>7/", "윙팁"),
        ("a", "윙팁"),
        ("a<Tab><Tab>", "윙팁"),
        ("a<S-Tab>", "윙팁"),
        ("i", "윙팁"),
        ("b", "윙팁"),
        ("<CR>2<CR>ren<CR>", "윙팁"),
    ] {
        let words = Words::load(Language::Korean);
        let mut session = Session::worded(small_book(), words, 80, 24);
        for key in read_keys(place) {
            session.key(key).settle();
        }
        let before = session.cursor();
        assert!(before.is_some(), "{place}: no cursor\n{}", session.frame());
        session.keys(typed).settle();
        let frame = session.frame();
        let (x, y) = session.cursor().unwrap();
        let line = frame.lines().nth(usize::from(y)).unwrap_or_default();
        let left = columns(line, usize::from(x));
        assert!(left.ends_with(typed), "{place}: {left:?} in\n{frame}");
        session.keys("<Left>");
        let (back, same) = session.cursor().unwrap();
        assert_eq!((back, same), (x - 2, y), "{place}\n{frame}");
    }
}

/// The letters of a line that stand in its first columns.
fn columns(line: &str, wanted: usize) -> String {
    let mut used = 0;
    line.chars()
        .take_while(|letter| {
            used += unicode_width::UnicodeWidthChar::width(*letter).unwrap_or(0);
            used <= wanted
        })
        .collect()
}
