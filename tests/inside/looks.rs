//! How the desk looks: signs without colour, signs in ASCII alone, themes that are turned and that follow the terminal.

use std::sync::Arc;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::tui::Event;
use partnerdeck::tui::theme::{Background, Depth, Ink, Looks, Theme, ThemeFile, Wish};
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use crate::session::{Session, book_in, read_keys, small_book};

/// The way to each kind of screen, on the small book.
const SCREENS: &[(&str, &str)] = &[
    ("list", ""),
    ("list, filtered", "/wing"),
    ("list, a mistake in the filter", "/seats>x"),
    ("list, marked and unfolded", "jj  o"),
    ("list, nothing found", "/zzzz<CR>"),
    ("account", "G<CR>"),
    ("subscriptions", "G<CR>2"),
    ("users", "G<CR>3"),
    ("transfers", "G<CR>4"),
    ("agreement", "G<CR>5"),
    ("support", "G<CR>6"),
    ("activity", "G<CR>7"),
    ("menu of an account", "m"),
    ("form", "e"),
    ("form, a problem", "e<C-u><C-s>"),
    ("form, a choice", "e<Tab><Tab><Tab><Tab><CR>"),
    ("new customer", "a<C-s>"),
    ("many users", "b"),
    ("many users, no file", "b/nowhere<CR><C-s>"),
    ("users of all", "U"),
    ("log of the book", "H"),
    ("removal", "X"),
    ("switch", "t"),
    ("invitation", "i"),
    ("order", "s"),
    ("export", "E"),
    ("palette", ":und"),
    ("help", "?"),
    ("log", "uL"),
    ("jobs", "J"),
    ("question", "q"),
    ("undo of nothing", "u"),
];

fn looks(name: &str, depth: Depth) -> Looks {
    let (looks, wrong) = Looks::new(Wish {
        name: Some(name.to_owned()),
        depth: Some(depth),
        ..Wish::default()
    });
    assert!(wrong.is_empty(), "{wrong:?}");
    looks
}

fn on(screen: &str, looks: Looks) -> Session {
    let mut session = Session::looking(small_book(), looks, 100, 30);
    for key in read_keys(screen) {
        session.key(key).settle();
    }
    session
}

/// The lines of the cells, with the style of each.
fn lines(cells: &Buffer) -> Vec<Vec<(String, Style)>> {
    let area = cells.area;
    let line = |y| {
        let cell = |x: u16| (cells[(x, y)].symbol().to_owned(), cells[(x, y)].style());
        (0..area.width).map(cell).collect()
    };
    (0..area.height).map(line).collect()
}

fn text(line: &[(String, Style)]) -> String {
    line.iter().map(|(symbol, _)| symbol.as_str()).collect()
}

#[test]
fn an_ascii_theme_draws_no_sign_beyond_ascii() {
    for (name, keys) in SCREENS {
        let frame = on(keys, looks("ascii", Depth::None)).frame();
        // Names of people and places stay as they are.
        let sign = frame.lines().find(|line| {
            let mut letters = line.chars();
            letters.any(|letter| !letter.is_ascii() && !letter.is_alphabetic())
        });
        assert_eq!(sign, None, "{name}:\n{frame}");
    }
    let mut unicode = on("m", looks("dark", Depth::None));
    assert!(unicode.frame().contains('─'), "the test sees signs");
}

#[test]
fn with_colours_and_without_the_same_is_written() {
    for (name, keys) in SCREENS {
        let mut plain = on(keys, looks("dark", Depth::None));
        let mut coloured = on(keys, looks("dark", Depth::All));
        assert_eq!(plain.frame(), coloured.frame(), "{name}");
        for (symbol, style) in lines(&plain.cells()).iter().flatten() {
            let has_colour = [style.fg, style.bg].into_iter().flatten();
            let is_colour = |colour| colour != ratatui::style::Color::Reset;
            assert!(!has_colour.into_iter().any(is_colour), "{name}: {symbol}");
        }
    }
}

/// Where something is drawn as a meaning: a line, and from which column on.
fn drawn_as(ink: Ink, session: &mut Session, theme: &Theme) -> Vec<(usize, usize, String)> {
    let wanted = theme.style(ink);
    let mut found = Vec::new();
    for (y, line) in lines(&session.cells()).iter().enumerate() {
        let is_it = |(symbol, style): &(String, Style)| style.fg == wanted.fg && symbol != " ";
        if let Some(x) = line.iter().position(is_it) {
            found.push((y, x, text(line)));
        }
    }
    found
}

#[test]
fn what_is_wrong_has_a_sign_and_not_only_a_colour() {
    let mut seen = 0;
    for (name, keys) in SCREENS {
        let looks = looks("dark", Depth::All);
        let theme = *looks.theme();
        let mut session = on(keys, looks);
        let wrong = drawn_as(Ink::Danger, &mut session, &theme);
        // A sentence over several lines has its sign before the first, and so has a field before its label.
        let mut above: Option<usize> = None;
        for (y, x, line) in wrong {
            let goes_on = above.is_some_and(|above| above + 1 == y);
            let has_sign = line.chars().any(|letter| letter == '!' || letter == 'x');
            let is_typed = line.trim_start().starts_with('/');
            assert!(has_sign || goes_on || is_typed, "{name}, {x}: {line}");
            above = Some(y);
            seen += 1;
        }
    }
    assert!(seen >= 5, "the screens show {seen} wrong lines");
}

#[test]
fn where_one_is_what_is_marked_and_what_is_found_has_a_sign() {
    let mut session = on("/wing<CR>j ", looks("dark", Depth::None));
    let cells = lines(&session.cells());
    let cursor: Vec<String> = cells
        .iter()
        .map(|line| text(line))
        .filter(|line| line.starts_with('>'))
        .collect();
    assert_eq!(cursor.len(), 1, "{cursor:?}");
    let marked = cells.iter().filter(|line| line[1].0 == "*").count();
    assert_eq!(marked, 1);
    let underlined: String = cells
        .iter()
        .flatten()
        .filter(|(_, style)| style.add_modifier.contains(Modifier::UNDERLINED))
        .map(|(symbol, _)| symbol.to_lowercase())
        .collect();
    assert!(underlined.starts_with("wing"), "{underlined}");
    // A field that was changed, and one that may not stay so.
    let mut form = on("e<C-u><C-s>", looks("dark", Depth::None));
    let frame = form.frame();
    assert!(frame.contains("!") && frame.contains('│'), "{frame}");
}

#[test]
fn the_cloud_is_named_in_every_theme() {
    for cloud in Cloud::ALL {
        for theme in ["dark", "light", "high-contrast", "ascii"] {
            let desk = Arc::new(book_in(cloud));
            let frame = Session::looking(desk, looks(theme, Depth::All), 80, 24).frame();
            let named = ["Global", "US Gov", "Germany", "21Vianet"];
            let top = frame.lines().next().unwrap();
            assert!(named.iter().any(|name| top.contains(name)), "{top}");
        }
    }
}

#[test]
fn one_key_turns_to_the_next_theme_and_says_which() {
    let mut session = on("", looks("auto", Depth::All));
    let mut seen = Vec::new();
    for name in ["dark", "light", "high-contrast", "ascii", "auto"] {
        let frame = session.keys("T").settle().frame();
        assert!(
            frame.contains(name) && frame.contains("config.toml"),
            "{frame}"
        );
        seen.push((session.cells(), frame.contains('·')));
    }
    assert_ne!(seen[0].0, seen[1].0);
    // The sentences change with the signs, and back.
    let frame = on("TTTTo", looks("auto", Depth::All)).frame();
    assert!(!frame.contains('·') && frame.contains(" | "), "{frame}");
    let frame = on("TTTTTo", looks("auto", Depth::All)).frame();
    assert!(frame.contains('·'), "{frame}");
}

#[test]
fn the_colours_follow_what_the_terminal_tells() {
    let mut session = on("", looks("auto", Depth::All));
    session.take(Event::Ground(Background::Light));
    let light = on("", looks("light", Depth::All)).cells();
    assert_eq!(session.cells(), light);
    // Whoever names a theme has chosen.
    let mut named = on("", looks("dark", Depth::All));
    let dark = named.cells();
    named.take(Event::Ground(Background::Light));
    assert_eq!(named.cells(), dark);
}

#[test]
fn a_ground_of_the_theme_lies_under_everything() {
    let (own, wrong) = Looks::new(Wish {
        name: Some("mine".to_owned()),
        files: vec![ThemeFile {
            name: "mine".to_owned(),
            file: "mine.toml".to_owned(),
            text: "plain = { text = \"#ffffff\", background = \"#102030\" }\n".to_owned(),
        }],
        depth: Some(Depth::All),
        background: None,
    });
    assert!(wrong.is_empty());
    for keys in ["", "m", "?", "e<Tab><Tab><Tab><Tab><CR>", "q"] {
        let ground = own.theme().style(Ink::Plain).bg;
        let cells = on(keys, own.clone()).cells();
        let other = lines(&cells).into_iter().flatten();
        // The plate of the cloud has a ground of its own; under the right half of a wide letter nothing is drawn.
        let mut is_covered = false;
        let other = other.filter(|(symbol, style)| {
            let is_bare = !is_covered && style.bg != ground;
            is_covered = symbol.width() > 1;
            is_bare
        });
        let other = other.count();
        assert_eq!(other, " Global ".len(), "{keys}");
    }
}
