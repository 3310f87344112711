//! Every pair of colours of the built-in themes can be read: the contrast is computed as WCAG 2.2 says.

use std::collections::HashSet;

use anstyle::{Ansi256Color, AnsiColor};
use anstyle_lossy::palette::Palette;

use super::built_in::BuiltIn;
use super::*;

/// The sixteen as xterm has them.
const XTERM: Palette = Palette([
    anstyle::RgbColor(0, 0, 0),
    anstyle::RgbColor(205, 0, 0),
    anstyle::RgbColor(0, 205, 0),
    anstyle::RgbColor(205, 205, 0),
    anstyle::RgbColor(0, 0, 238),
    anstyle::RgbColor(205, 0, 205),
    anstyle::RgbColor(0, 205, 205),
    anstyle::RgbColor(229, 229, 229),
    anstyle::RgbColor(127, 127, 127),
    anstyle::RgbColor(255, 0, 0),
    anstyle::RgbColor(0, 255, 0),
    anstyle::RgbColor(255, 255, 0),
    anstyle::RgbColor(92, 92, 255),
    anstyle::RgbColor(255, 0, 255),
    anstyle::RgbColor(0, 255, 255),
    anstyle::RgbColor(255, 255, 255),
]);

/// The grounds that dark terminals have by their own choice: plain black, and those of the palettes that people use most.
const DARK: [u32; 5] = [0x00_00_00, 0x1e_1e_1e, 0x28_2c_34, 0x00_2b_36, 0x1e_1e_2e];
/// Those of light ones.
const LIGHT: [u32; 4] = [0xff_ff_ff, 0xfd_f6_e3, 0xee_ee_ee, 0xef_f1_f5];

type Rgb = [u8; 3];

fn rgb(code: u32) -> Rgb {
    let [_, r, g, b] = code.to_be_bytes();
    [r, g, b]
}

fn seen(colour: Color) -> Rgb {
    let of_xterm = |number| {
        let anstyle::RgbColor(r, g, b) = anstyle_lossy::xterm_to_rgb(Ansi256Color(number), XTERM);
        [r, g, b]
    };
    match colour {
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(number) => of_xterm(number),
        named => {
            let sixteen = (0..16).find(|number| named_as(*number) == named);
            of_xterm(sixteen.expect("one of the sixteen"))
        }
    }
}

fn named_as(number: u8) -> Color {
    use AnsiColor as A;
    let ansi = Ansi256Color(number).into_ansi().unwrap();
    match ansi {
        A::Black => Color::Black,
        A::Red => Color::Red,
        A::Green => Color::Green,
        A::Yellow => Color::Yellow,
        A::Blue => Color::Blue,
        A::Magenta => Color::Magenta,
        A::Cyan => Color::Cyan,
        A::White => Color::Gray,
        A::BrightBlack => Color::DarkGray,
        A::BrightRed => Color::LightRed,
        A::BrightGreen => Color::LightGreen,
        A::BrightYellow => Color::LightYellow,
        A::BrightBlue => Color::LightBlue,
        A::BrightMagenta => Color::LightMagenta,
        A::BrightCyan => Color::LightCyan,
        A::BrightWhite => Color::White,
    }
}

/// Relative luminance.
fn luminance(colour: Rgb) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    };
    let [r, g, b] = colour.map(part);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_contrast_is_computed_as_the_guidelines_say() {
    assert!((contrast(rgb(0), rgb(0xff_ff_ff)) - 21.0).abs() < 0.001);
    // The example of the guidelines: this grey on white is just enough.
    assert!((contrast(rgb(0x76_76_76), rgb(0xff_ff_ff)) - 4.54).abs() < 0.01);
}

/// Every theme on every ground that it may meet, at every depth.
fn pairs() -> Vec<(String, Ink, Rgb, Rgb)> {
    let mut pairs = Vec::new();
    for (name, theme) in BuiltIn::ALL {
        for (background, grounds) in [
            (Background::Dark, DARK.as_slice()),
            (Background::Light, LIGHT.as_slice()),
        ] {
            let is_other = matches!(
                (theme, background),
                (BuiltIn::Dark, Background::Light) | (BuiltIn::Light, Background::Dark)
            );
            for depth in [Depth::Sixteen, Depth::Many, Depth::All] {
                let theme = theme.theme(background, depth);
                // The sixteen come with a ground of their own.
                let own = &grounds[..if depth == Depth::Sixteen {
                    1
                } else {
                    grounds.len()
                }];
                for ground in own.iter().filter(|_| !is_other) {
                    pairs.extend(pairs_of(name, &theme, depth, rgb(*ground)));
                }
            }
        }
    }
    pairs
}

fn pairs_of(name: &str, theme: &Theme, depth: Depth, ground: Rgb) -> Vec<(String, Ink, Rgb, Rgb)> {
    let plain = theme.style(Ink::Plain);
    let ground = plain.bg.map_or(ground, seen);
    let mut pairs = Vec::new();
    for (word, ink) in Ink::ALL {
        let style = theme.style(ink);
        assert!(
            !style.add_modifier.contains(Modifier::DIM),
            "nobody knows how far a terminal dims"
        );
        let text = style.fg.or(plain.fg).map(seen);
        let ground = style.bg.map_or(ground, seen);
        // Without a colour it is the terminal's own, on its own ground.
        pairs.extend(text.map(|text| (format!("{name}, {depth:?}, {word}"), ink, text, ground)));
    }
    pairs
}

#[test]
fn every_pair_of_colours_can_be_read() {
    let pairs = pairs();
    assert!(pairs.len() > 300, "{}", pairs.len());
    let mut weak = Vec::new();
    for (what, _, text, ground) in pairs {
        let least = if what.starts_with("high") { 7.0 } else { 4.5 };
        let found = contrast(text, ground);
        if found < least {
            weak.push(format!("{what}: {text:?} on {ground:?} is {found:.2}"));
        }
    }
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}

#[test]
fn what_means_something_else_looks_otherwise() {
    for (name, theme) in BuiltIn::ALL {
        for background in [Background::Dark, Background::Light] {
            for depth in [Depth::Sixteen, Depth::Many, Depth::All] {
                let theme = theme.theme(background, depth);
                let inks = [
                    Ink::Plain,
                    Ink::Strong,
                    Ink::Here,
                    Ink::Found,
                    Ink::FoundHere,
                ];
                let clouds = Ink::ALL[8..].iter().map(|(_, ink)| *ink);
                let all = inks.into_iter().chain([Ink::Danger]).chain(clouds);
                let styles: Vec<Style> = all.map(|ink| theme.style(ink)).collect();
                let apart: HashSet<Style> = styles.iter().copied().collect();
                assert_eq!(apart.len(), styles.len(), "{name} {background:?} {depth:?}");
            }
        }
    }
}

#[test]
fn the_table_of_meanings_is_in_the_order_of_their_places() {
    for (place, (_, ink)) in Ink::ALL.into_iter().enumerate() {
        assert_eq!(ink.place(), place);
    }
}
