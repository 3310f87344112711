//! How a file of choices is read (configuration, themes): what is wrong is told with file, line and key, left out, and costs
//! nothing else.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::account::problem::{Code, Message, Problem};
use crate::say;

/// After so many lines that are none, the file is taken for something else.
const MOST_SLIPS: usize = 100;

/// A file that is being read.
pub(crate) struct Reading<'a> {
    text: &'a str,
    file: String,
    /// With their lines: the table gives its members in the order of their names.
    problems: Vec<(u64, Problem)>,
}

/// A key and its value.
pub(crate) type Member<'a> = (
    &'a Spanned<std::borrow::Cow<'a, str>>,
    &'a Spanned<DeValue<'a>>,
);

impl<'a> Reading<'a> {
    /// Begins with a text. `file` is its name in the sentences.
    pub(crate) fn of(text: &'a str, file: String) -> Self {
        Self {
            text,
            file,
            problems: Vec::new(),
        }
    }

    /// Reads the file whole; `None` when it is taken for something else.
    pub(crate) fn whole<T>(&mut self, read: impl FnOnce(&mut Self, &DeTable) -> T) -> Option<T> {
        let mut readable = self.text.to_owned();
        while self.problems.len() < MOST_SLIPS {
            match DeTable::parse(&readable) {
                Ok(table) => return Some(read(self, table.get_ref())),
                Err(error) => {
                    let at = error.span().map_or(0, |span| span.start);
                    self.wrong(at, "", Code::BadFormat, say!("config-no-toml"));
                    // One slip must not cost the other lines: what can't be read is blanked, line by line.
                    if !blank_line(&mut readable, at) {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// What was wrong, in the order of the lines.
    pub(crate) fn problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|(line, _)| *line);
        let problems = self.problems.into_iter();
        problems.map(|(_, problem)| problem).collect()
    }

    pub(crate) fn flag(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<bool> {
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        let at = value.span().start;
        self.wrong(at, key, Code::BadFormat, say!("config-no-flag"));
        None
    }

    /// A whole number from 1 on.
    pub(crate) fn number(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<u32> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| *number > 0);
        if number.is_none() {
            let at = value.span().start;
            self.wrong(at, key, Code::BadFormat, say!("config-no-number"));
        }
        number
    }

    pub(crate) fn text(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<String> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.to_string());
        }
        self.wrong(
            value.span().start,
            key,
            Code::BadFormat,
            say!("config-no-text"),
        );
        None
    }

    pub(crate) fn word<T>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue>,
        words: &[&'static str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key, value)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            let message = say!("config-not-in-list", found = text, words = words.to_vec());
            self.wrong(value.span().start, key, Code::NotInList, message);
        }
        parsed
    }

    pub(crate) fn unknown(&mut self, (key, _): Member, full: &str) {
        self.wrong(
            key.span().start,
            full,
            Code::NotInList,
            say!("config-unknown-key"),
        );
    }

    pub(crate) fn wrong(&mut self, at: usize, key: &str, code: Code, what: Message) {
        let before = &self.text[..at.min(self.text.len())];
        let line = before.matches('\n').count() as u64 + 1;
        let told = line.to_string();
        let message = if key.is_empty() {
            say!(
                "config-wrong-line",
                file = &self.file,
                line = told,
                what = what
            )
        } else {
            say!(
                "config-wrong",
                file = &self.file,
                line = told,
                key = key,
                what = what
            )
        };
        self.problems.push((line, Problem::new(code, message)));
    }
}

/// Turns the line at a place into blanks, so that all other places stay; says whether there was anything to blank.
fn blank_line(text: &mut String, at: usize) -> bool {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let blanks = " ".repeat(end - start);
    let is_something = !text[start..end].trim().is_empty();
    text.replace_range(start..end, &blanks);
    is_something
}
