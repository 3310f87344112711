//! Whether the terminal writes on dark or on light ground: from its answer (`rgb:1e1e/1e1e/2e2e`), or from what the
//! environment says beforehand.

/// What the terminal writes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Dark ground, light letters.
    Dark,
    /// Light ground, dark letters.
    Light,
}

impl Background {
    /// From `COLORFGBG` as rxvt and Konsole set it: `15;0`, the ground last, as one of the sixteen colours.
    pub fn of_environment(colorfgbg: &str) -> Option<Self> {
        let ground: u8 = colorfgbg.rsplit(';').next()?.parse().ok()?;
        match ground {
            7 | 9..=15 => Some(Background::Light),
            0..=8 => Some(Background::Dark),
            _ => None,
        }
    }

    /// From the colour as a terminal tells it: `rgb:` or `rgba:` and one to four hexadecimal digits a part.
    pub fn of_colour(told: &str) -> Option<Self> {
        let parts = told
            .strip_prefix("rgba:")
            .or_else(|| told.strip_prefix("rgb:"))?;
        let mut parts = parts.split('/').map(part);
        let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
        // How bright each looks (ITU-R BT.601), as most programs part dark from light.
        let bright = 0.299 * red + 0.587 * green + 0.114 * blue;
        Some(match bright > 0.5 {
            true => Background::Light,
            false => Background::Dark,
        })
    }
}

/// A part of a colour between 0 and 1.
fn part(digits: &str) -> Option<f64> {
    let most = 16_u32
        .checked_pow(u32::try_from(digits.len()).ok()?)?
        .checked_sub(1)?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    (most > 0 && digits.len() <= 4).then(|| f64::from(value) / f64::from(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_dark_or_light() {
        use Background::{Dark, Light};
        for (told, ground) in [
            ("rgb:0000/0000/0000", Some(Dark)),
            ("rgb:1e1e/1e1e/2e2e", Some(Dark)),
            ("rgb:fd/f6/e3", Some(Light)),
            ("rgba:ffff/ffff/ffff/8080", Some(Light)),
            ("rgb:f/f/f", Some(Light)),
            ("rgb:00ff/2b2b/3636", Some(Dark)),
            ("rgb:12345/0/0", None),
            ("rgb:/0/0", None),
            ("rgb:zz/0/0", None),
            ("rgb:00/00", None),
            ("black", None),
        ] {
            assert_eq!(Background::of_colour(told), ground, "{told}");
        }
        for (told, ground) in [
            ("15;0", Some(Dark)),
            ("0;15", Some(Light)),
            ("0;default;15", Some(Light)),
            ("12;8", Some(Dark)),
            ("0;7", Some(Light)),
            ("default", None),
            ("", None),
        ] {
            assert_eq!(Background::of_environment(told), ground, "{told}");
        }
    }
}
