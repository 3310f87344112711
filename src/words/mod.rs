//! Every word that people read: sentences by ID from `assets/locales/*.ftl`, numbers and dates as people of the language
//! write them. No other folder holds words of a language.

mod alike;
mod dates;
mod signs;

use std::borrow::Borrow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::account::country::countries;
use crate::account::problem::{Arg, Message};

pub use signs::Signs;

const ENGLISH: &str = include_str!("../../assets/locales/en.ftl");
const KOREAN: &str = include_str!("../../assets/locales/ko.ftl");

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::English, Language::Korean];

    /// The code on the command line: `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Korean => "ko",
        }
    }

    /// The next one; behind the last comes the first.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|language| *language == self);
        Self::ALL[at.map_or(0, |at| (at + 1) % Self::ALL.len())]
    }

    /// Reads the code back.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The language of a locale of the system, whatever its country and encoding: `ko_KR.UTF-8`, `en`.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let end = locale.find(['_', '-', '.', '@']);
        Self::parse(&locale[..end.unwrap_or(locale.len())].to_ascii_lowercase())
    }

    fn source(self) -> &'static str {
        match self {
            Language::English => ENGLISH,
            Language::Korean => KOREAN,
        }
    }
}

/// The sentences of one language.
pub struct Words {
    language: Language,
    signs: Signs,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Loads a language. A sentence of the locale file that does not parse is left out; a test finds such.
    pub fn load(language: Language) -> Self {
        Self::load_with(language, Signs::default())
    }

    /// Loads a language, its sentences written with these signs.
    pub fn load_with(language: Language, signs: Signs) -> Self {
        Self::made(language, signs, language.source())
    }

    /// The sentences of a text in the form of a locale file, instead of those that the language has: for tests that look
    /// for words which come from nowhere.
    pub fn of_source(language: Language, source: String) -> Self {
        Self::made(language, Signs::default(), &source)
    }

    fn made(language: Language, signs: Signs, source: &str) -> Self {
        let locale = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolating marks would be counted as columns by some terminals.
        bundle.set_use_isolating(false);
        let source = signs.spelt(source).into_owned();
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self {
            language,
            signs,
            bundle,
        }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The signs that stand beside the letters.
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// Things of one line, with the sign between them that parts them.
    pub fn joined<Part: Borrow<str>>(&self, parts: &[Part]) -> String {
        parts.join(self.signs.joint())
    }

    /// A sentence without values. An unknown ID gives the ID itself, so that nothing is ever blank.
    pub fn text(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// A sentence with its values.
    pub fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::new();
        for (name, arg) in &message.args {
            match arg {
                Arg::Number(number) => {
                    // Fluent chooses plurals by the number and groups no digits: both forms are handed in.
                    args.set(*name, FluentValue::from(*number as f64));
                    args.set(
                        format!("{name}-text"),
                        FluentValue::from(self.number(*number)),
                    );
                }
                other => args.set(*name, FluentValue::from(self.value(other))),
            }
        }
        self.format(&message.id, Some(&args))
    }

    fn value(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => text.clone(),
            Arg::Number(number) => self.number(*number),
            Arg::Said(message) => self.say(message),
            Arg::Country(code) => self.country(code),
            Arg::List(several) => {
                let texts: Vec<String> = several.iter().map(|one| self.value(one)).collect();
                texts.join(", ")
            }
        }
    }

    /// The name of a country; its code should it be unknown.
    pub fn country(&self, code: &str) -> String {
        let Some(country) = countries().get(code) else {
            return code.to_owned();
        };
        let name = match self.language {
            Language::English => country.name_en,
            Language::Korean => country.name_ko.unwrap_or(country.name_en),
        };
        name.to_owned()
    }

    /// A count with the separators of the language: `1,204,311`.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    /// Whether the language has a sentence.
    pub fn has(&self, id: &str) -> bool {
        self.bundle
            .get_message(id)
            .is_some_and(|message| message.value().is_some())
    }

    fn format(&self, id: &str, args: Option<&FluentArgs>) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return id.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_file_parses() {
        for language in Language::ALL {
            for signs in [Signs::Unicode, Signs::Ascii] {
                let source = signs.spelt(language.source()).into_owned();
                if let Err((_, errors)) = FluentResource::try_new(source) {
                    panic!("{}, {signs:?}: {errors:?}", language.code());
                }
            }
        }
    }

    #[test]
    fn sentences_stand_inside_sentences() {
        let words = Words::load(Language::English);
        let roles = vec![
            Message::new("role-global-admin"),
            Message::new("role-sales-agent"),
        ];
        let message = Message::new("failure-refused-by-role")
            .with("task", Message::new("task-add-customer"))
            .with("roles", roles);
        let text = words.say(&message);
        assert!(text.contains("add a customer"), "{text}");
        assert!(text.contains("global admin, sales agent"), "{text}");
    }

    #[test]
    fn a_country_has_its_name_in_each_language() {
        let named = |language| Words::load(language).country("KR");
        assert_eq!(named(Language::English), "Korea");
        assert_eq!(named(Language::Korean), "대한민국");
        let words = Words::load(Language::Korean);
        for country in countries().all() {
            let name = words.country(country.code);
            assert!(!name.is_ascii(), "{}: {name}", country.code);
        }
    }

    #[test]
    fn a_locale_of_the_system_names_a_language_whole() {
        let table = [
            ("ko_KR.UTF-8", Some(Language::Korean)),
            ("KO", Some(Language::Korean)),
            ("ko-KR", Some(Language::Korean)),
            ("en_GB@euro", Some(Language::English)),
            ("kok_IN", None),
            ("C.UTF-8", None),
            ("", None),
        ];
        for (locale, language) in table {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn digits_are_grouped() {
        let words = Words::load(Language::English);
        assert_eq!(words.number(7), "7");
        assert_eq!(words.number(1204), "1,204");
        assert_eq!(words.number(1_204_311), "1,204,311");
    }
}
