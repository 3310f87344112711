//! The built-in themes. Each has two tables: one for terminals with many colours, where a colour is what it is, and one for
//! those with sixteen, where it is what its user chose. Every pair reads well (a test computes it); nothing is dimmed,
//! because nobody knows how far a terminal dims.

use ratatui::style::{Color, Modifier, Style};

use crate::account::cloud::Hue;
use crate::words::Signs;

use super::background::Background;
use super::colour::Depth;
use super::{BOLD, Ink, Theme};

/// A theme that the program brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BuiltIn {
    /// Dark or light, as the terminal's ground is.
    Auto,
    /// For dark ground.
    Dark,
    /// For light ground.
    Light,
    /// Its own ground, and the strongest contrasts on it.
    HighContrast,
    /// As [`BuiltIn::Auto`], with signs that are all ASCII.
    Ascii,
}

impl BuiltIn {
    /// Every one, with its name.
    pub(super) const ALL: [(&'static str, BuiltIn); 5] = [
        ("auto", BuiltIn::Auto),
        ("dark", BuiltIn::Dark),
        ("light", BuiltIn::Light),
        ("high-contrast", BuiltIn::HighContrast),
        ("ascii", BuiltIn::Ascii),
    ];

    /// The one with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let named = Self::ALL.into_iter().find(|(known, _)| *known == name);
        named.map(|(_, theme)| theme)
    }

    /// The theme for a terminal.
    pub(super) fn theme(self, background: Background, depth: Depth) -> Theme {
        let is_rich = depth > Depth::Sixteen;
        let theme = match (self, background) {
            (BuiltIn::HighContrast, Background::Dark) if is_rich => HIGH_ON_BLACK,
            (BuiltIn::HighContrast, Background::Dark) => HIGH_ON_BLACK_OF_SIXTEEN,
            (BuiltIn::HighContrast, Background::Light) if is_rich => HIGH_ON_WHITE,
            (BuiltIn::HighContrast, Background::Light) => HIGH_ON_WHITE_OF_SIXTEEN,
            (BuiltIn::Dark, _) | (BuiltIn::Auto | BuiltIn::Ascii, Background::Dark) if is_rich => {
                DARK
            }
            (BuiltIn::Dark, _) | (BuiltIn::Auto | BuiltIn::Ascii, Background::Dark) => {
                DARK_OF_SIXTEEN
            }
            (BuiltIn::Light, _) | (BuiltIn::Auto | BuiltIn::Ascii, Background::Light)
                if is_rich =>
            {
                LIGHT
            }
            (BuiltIn::Light, _) | (BuiltIn::Auto | BuiltIn::Ascii, Background::Light) => {
                LIGHT_OF_SIXTEEN
            }
        };
        let signs = match self {
            BuiltIn::Ascii => Signs::Ascii,
            _ => Signs::Unicode,
        };
        theme.with_signs(signs).fit(depth)
    }
}

const fn rgb(code: u32) -> Color {
    let [_, r, g, b] = code.to_be_bytes();
    Color::Rgb(r, g, b)
}

const fn fg(colour: Color) -> Style {
    Style::new().fg(colour)
}

const fn on(text: Color, ground: Color) -> Style {
    Style::new().fg(text).bg(ground)
}

const fn bold(style: Style) -> Style {
    style.add_modifier(Modifier::BOLD)
}

const fn underlined(style: Style) -> Style {
    style.add_modifier(Modifier::UNDERLINED)
}

/// A cloud's name stands on its colour as on a plate, so that nobody works in the wrong one.
const fn plates(theme: Theme, [green, blue, yellow, magenta]: [(Color, Color); 4]) -> Theme {
    theme
        .with(Ink::Cloud(Hue::Green), bold(on(green.0, green.1)))
        .with(Ink::Cloud(Hue::Blue), bold(on(blue.0, blue.1)))
        .with(Ink::Cloud(Hue::Yellow), bold(on(yellow.0, yellow.1)))
        .with(Ink::Cloud(Hue::Magenta), bold(on(magenta.0, magenta.1)))
}

/// What all share: weight and underlines.
const BASE: Theme = Theme {
    styles: [Style::new(); Ink::ALL.len()],
    signs: Signs::Unicode,
}
.with(Ink::Strong, BOLD)
.with(Ink::Found, underlined(Style::new()));

const NIGHT: Color = rgb(0x10_1a_14);

const DARK: Theme = plates(
    BASE.with(Ink::Faint, fg(rgb(0xa3_a9_b3)))
        .with(Ink::Here, bold(fg(rgb(0x6c_d3_ee))))
        .with(Ink::FoundHere, underlined(bold(fg(rgb(0x6c_d3_ee)))))
        .with(Ink::Danger, bold(fg(rgb(0xff_8f_87))))
        .with(Ink::Key, fg(rgb(0x6c_d3_ee))),
    [
        (NIGHT, rgb(0x8f_d1_8f)),
        (NIGHT, rgb(0x87_b7_ff)),
        (NIGHT, rgb(0xe8_c8_60)),
        (NIGHT, rgb(0xdf_9f_ef)),
    ],
);

const LIGHT: Theme = plates(
    BASE.with(Ink::Faint, fg(rgb(0x5a_61_6c)))
        .with(Ink::Here, bold(fg(rgb(0x00_5f_87))))
        .with(Ink::FoundHere, underlined(bold(fg(rgb(0x00_5f_87)))))
        .with(Ink::Danger, bold(fg(rgb(0xb0_1c_1c))))
        .with(Ink::Key, fg(rgb(0x00_5f_87))),
    [
        (rgb(0xff_ff_ff), rgb(0x1c_6e_37)),
        (rgb(0xff_ff_ff), rgb(0x1f_4f_a8)),
        (rgb(0xff_ff_ff), rgb(0x7a_58_00)),
        (rgb(0xff_ff_ff), rgb(0x8a_2a_8a)),
    ],
);

const OF_SIXTEEN: [(Color, Color); 4] = [
    (Color::Black, Color::Green),
    (Color::White, Color::Blue),
    (Color::Black, Color::Yellow),
    (Color::White, Color::Magenta),
];

// «Bright black» for what is faint would vanish where a palette uses it for the ground, so that it looks plain.
const DARK_OF_SIXTEEN: Theme = plates(
    BASE.with(Ink::Here, bold(fg(Color::Cyan)))
        .with(Ink::FoundHere, underlined(bold(fg(Color::Cyan))))
        .with(Ink::Danger, bold(fg(Color::LightRed)))
        .with(Ink::Key, fg(Color::Cyan)),
    OF_SIXTEEN,
);

const LIGHT_OF_SIXTEEN: Theme = plates(
    BASE.with(Ink::Here, bold(fg(Color::Blue)))
        .with(Ink::FoundHere, underlined(bold(fg(Color::Blue))))
        .with(Ink::Danger, bold(fg(Color::Red)))
        .with(Ink::Key, fg(Color::Blue)),
    OF_SIXTEEN,
);

const BLACK: Color = rgb(0);
const WHITE: Color = rgb(0xff_ff_ff);

const HIGH_ON_BLACK: Theme = plates(
    BASE.with(Ink::Plain, on(WHITE, BLACK))
        .with(Ink::Faint, fg(rgb(0xd8_d8_d8)))
        .with(Ink::Here, bold(fg(rgb(0xff_ff_00))))
        .with(Ink::Found, underlined(bold(fg(WHITE))))
        .with(Ink::FoundHere, underlined(bold(fg(rgb(0xff_ff_00)))))
        .with(Ink::Danger, underlined(bold(fg(rgb(0xff_a8_a0)))))
        .with(Ink::Key, fg(rgb(0x80_e8_ff))),
    [
        (BLACK, rgb(0x7d_ff_9b)),
        (BLACK, rgb(0x9f_c5_ff)),
        (BLACK, rgb(0xff_e4_5c)),
        (BLACK, rgb(0xff_a6_ff)),
    ],
);

const HIGH_ON_WHITE: Theme = plates(
    BASE.with(Ink::Plain, on(BLACK, WHITE))
        .with(Ink::Faint, fg(rgb(0x30_30_30)))
        .with(Ink::Here, bold(fg(rgb(0x00_00_8f))))
        .with(Ink::Found, underlined(bold(fg(BLACK))))
        .with(Ink::FoundHere, underlined(bold(fg(rgb(0x00_00_8f)))))
        .with(Ink::Danger, underlined(bold(fg(rgb(0x8b_00_00)))))
        .with(Ink::Key, fg(rgb(0x00_33_7f))),
    [
        (WHITE, rgb(0x00_4d_1a)),
        (WHITE, rgb(0x00_2a_80)),
        (BLACK, rgb(0xff_d7_00)),
        (WHITE, rgb(0x6a_00_6a)),
    ],
);

// Of the sixteen few stand off from black or white by so much: danger is a bar.
const HIGH_ON_BLACK_OF_SIXTEEN: Theme = plates(
    BASE.with(Ink::Plain, on(Color::White, Color::Black))
        .with(Ink::Here, bold(fg(Color::LightYellow)))
        .with(Ink::Found, underlined(bold(fg(Color::White))))
        .with(Ink::FoundHere, underlined(bold(fg(Color::LightYellow))))
        .with(
            Ink::Danger,
            underlined(bold(on(Color::Black, Color::White))),
        )
        .with(Ink::Key, fg(Color::LightCyan)),
    HIGH_OF_SIXTEEN,
);

const HIGH_ON_WHITE_OF_SIXTEEN: Theme = plates(
    BASE.with(Ink::Plain, on(Color::Black, Color::White))
        .with(Ink::Here, bold(fg(Color::Blue)))
        .with(Ink::Found, underlined(bold(fg(Color::Black))))
        .with(Ink::FoundHere, underlined(bold(fg(Color::Blue))))
        .with(
            Ink::Danger,
            underlined(bold(on(Color::White, Color::Black))),
        )
        .with(Ink::Key, fg(Color::Blue)),
    HIGH_OF_SIXTEEN,
);

const HIGH_OF_SIXTEEN: [(Color, Color); 4] = [
    (Color::Black, Color::LightGreen),
    (Color::White, Color::Blue),
    (Color::Black, Color::LightYellow),
    (Color::Black, Color::Gray),
];
