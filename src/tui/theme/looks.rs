//! Which theme is on: what the operator wishes, what the terminal is like, and the way from one to the next.

use crate::account::problem::Message;
use crate::say;

use super::Theme;
use super::background::Background;
use super::built_in::BuiltIn;
use super::colour::Depth;
use super::file::OwnTheme;

/// A theme's file as it was found.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// The name of the theme: that of the file without its ending.
    pub name: String,
    /// What to call the file in a sentence.
    pub file: String,
    /// What it says.
    pub text: String,
}

/// What the operator and the terminal ask for.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The name of a theme; `None`: the one that the terminal calls for.
    pub name: Option<String>,
    /// The operator's own themes.
    pub files: Vec<ThemeFile>,
    /// How many colours are to be used.
    pub depth: Option<Depth>,
    /// What the terminal writes on, as far as that is known beforehand.
    pub background: Option<Background>,
}

/// All themes, and which of them is on.
#[derive(Debug, Clone)]
pub struct Looks {
    themes: Vec<(String, Source)>,
    at: usize,
    depth: Depth,
    background: Background,
    theme: Theme,
}

#[derive(Debug, Clone)]
enum Source {
    BuiltIn(BuiltIn),
    Own(OwnTheme),
}

impl Default for Looks {
    /// Without colours.
    fn default() -> Self {
        Self::new(Wish::default()).0
    }
}

impl Looks {
    /// The looks that are wished for, and what is wrong with the wish. A terminal of which nothing is known is dark.
    pub fn new(wish: Wish) -> (Self, Vec<Message>) {
        let mut wrong = Vec::new();
        let built_in = BuiltIn::ALL.into_iter();
        let mut themes: Vec<_> = built_in
            .map(|(name, theme)| (name.to_owned(), Source::BuiltIn(theme)))
            .collect();
        for file in &wish.files {
            if BuiltIn::named(&file.name).is_some() {
                wrong.push(say!(
                    "theme-name-taken",
                    file = &file.file,
                    name = &file.name
                ));
                continue;
            }
            let (theme, problems) = OwnTheme::read(file);
            wrong.extend(problems);
            themes.push((file.name.clone(), Source::Own(theme)));
        }
        let wished = wish.name.as_deref();
        let at = wished.and_then(|wished| themes.iter().position(|(name, _)| name == wished));
        if let (Some(wished), None) = (wished, at) {
            let names: Vec<String> = themes.iter().map(|(name, _)| name.clone()).collect();
            wrong.push(say!("theme-unknown", name = wished, names = names));
        }
        let mut looks = Self {
            themes,
            at: at.unwrap_or(0),
            depth: wish.depth.unwrap_or(Depth::None),
            background: wish.background.unwrap_or(Background::Dark),
            theme: Theme::PLAIN,
        };
        looks.make();
        (looks, wrong)
    }

    /// What is on.
    pub const fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The name of what is on.
    pub fn name(&self) -> &str {
        self.themes
            .get(self.at)
            .map_or("", |(name, _)| name.as_str())
    }

    /// Turns to the next theme.
    pub fn turn(&mut self) {
        self.at = (self.at + 1) % self.themes.len().max(1);
        self.make();
    }

    /// Whether it matters what the terminal writes on.
    pub fn follows_terminal(&self) -> bool {
        self.depth > Depth::None
    }

    /// The terminal has said what it writes on; tells whether anything looks otherwise now.
    pub fn lie_on(&mut self, background: Background) -> bool {
        self.background = background;
        let before = self.theme;
        self.make();
        before != self.theme
    }

    fn make(&mut self) {
        self.theme = match self.themes.get(self.at) {
            Some((_, Source::BuiltIn(theme))) => theme.theme(self.background, self.depth),
            Some((_, Source::Own(theme))) => theme.theme(self.background, self.depth),
            None => Theme::PLAIN,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::Ink;
    use super::*;
    use crate::words::Signs;

    fn looks(name: &str) -> (Looks, Vec<Message>) {
        Looks::new(Wish {
            name: Some(name.to_owned()),
            files: ["mine", "dark"].map(file).to_vec(),
            depth: Some(Depth::All),
            background: None,
        })
    }

    fn file(name: &str) -> ThemeFile {
        ThemeFile {
            name: name.to_owned(),
            file: format!("themes/{name}.toml"),
            text: "key = \"red\"\n".to_owned(),
        }
    }

    #[test]
    fn one_after_the_other_is_on_and_own_ones_come_last() {
        let (mut looks, wrong) = looks("light");
        assert_eq!(wrong.len(), 1, "an own theme can't be called dark");
        let mut names = Vec::new();
        for _ in 0..6 {
            names.push(looks.name().to_owned());
            looks.turn();
        }
        let all = ["light", "high-contrast", "ascii", "mine", "auto", "dark"];
        assert_eq!(names, all);
    }

    #[test]
    fn a_theme_that_follows_the_terminal_changes_with_what_it_says() {
        let (mut auto, _) = looks("auto");
        let (dark, light) = (looks("dark").0, looks("light").0);
        assert_eq!(auto.theme(), dark.theme());
        assert!(auto.lie_on(Background::Light));
        assert_eq!(auto.theme(), light.theme());
        assert!(!auto.lie_on(Background::Light));
        let (mut named, _) = looks("dark");
        assert!(!named.lie_on(Background::Light));
        let (mut ascii, _) = looks("ascii");
        assert!(ascii.lie_on(Background::Light));
        assert_eq!(ascii.theme(), &light.theme().with_signs(Signs::Ascii));
    }

    #[test]
    fn an_unknown_name_is_told_and_the_usual_theme_is_on() {
        let (looks, wrong) = looks("pink");
        assert_eq!((looks.name(), wrong.len()), ("auto", 2));
    }

    #[test]
    fn without_colours_no_theme_has_any() {
        let (mut looks, _) = Looks::new(Wish {
            depth: Some(Depth::None),
            files: vec![file("mine")],
            ..Wish::default()
        });
        for _ in 0..6 {
            for (_, ink) in Ink::ALL {
                let style = looks.theme().style(ink);
                assert_eq!((style.fg, style.bg), (None, None));
            }
            looks.turn();
        }
        assert!(!looks.follows_terminal());
    }
}
