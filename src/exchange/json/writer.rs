//! All JSON that the program puts out. What could hide something from a reader, or act on his terminal, is escaped as
//! `\u`: controls, direction marks, zero-width and tag characters, line separators. The joiners U+200C and U+200D stay.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::account::text::first_hidden;

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Without a blank, on one line.
    Compact,
    /// Indented by two blanks.
    Pretty,
}

/// Writes a value, without a line end behind it.
///
/// # Errors
/// When the target can't be written.
pub fn write<T: Serialize + ?Sized>(into: impl Write, value: &T, form: Form) -> io::Result<()> {
    match form {
        Form::Compact => put(into, value, CompactFormatter),
        Form::Pretty => put(into, value, PrettyFormatter::new()),
    }
}

/// A value on one line, without a line end.
pub fn line<T: Serialize + ?Sized>(value: &T) -> String {
    let mut bytes = Vec::new();
    // Writing to memory does not fail, and a value that can't be JSON is a fault that its own tests find.
    let _ = write(&mut bytes, value, Form::Compact);
    String::from_utf8(bytes).unwrap_or_default()
}

fn put<T: Serialize + ?Sized>(into: impl Write, value: &T, form: impl Formatter) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(into, Escaping(form));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// A layout that escapes more than JSON asks for.
struct Escaping<F>(F);

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        into: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = first_hidden(rest) {
            into.write_all(&rest.as_bytes()[..at])?;
            let mut letters = rest[at..].chars();
            if let Some(hidden) = letters.next() {
                write_escaped(into, hidden)?;
            }
            rest = letters.as_str();
        }
        into.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, into: &mut W) -> io::Result<()> {
        self.0.begin_array(into)
    }

    fn end_array<W: ?Sized + Write>(&mut self, into: &mut W) -> io::Result<()> {
        self.0.end_array(into)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        into: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(into, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, into: &mut W) -> io::Result<()> {
        self.0.end_array_value(into)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, into: &mut W) -> io::Result<()> {
        self.0.begin_object(into)
    }

    fn end_object<W: ?Sized + Write>(&mut self, into: &mut W) -> io::Result<()> {
        self.0.end_object(into)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, into: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(into, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, into: &mut W) -> io::Result<()> {
        self.0.begin_object_value(into)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, into: &mut W) -> io::Result<()> {
        self.0.end_object_value(into)
    }
}

/// A character beyond the first plane takes two escapes.
fn write_escaped<W: ?Sized + Write>(into: &mut W, hidden: char) -> io::Result<()> {
    for unit in hidden.encode_utf16(&mut [0; 2]) {
        write!(into, "\\u{unit:04x}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_could_hide_something_is_escaped() {
        let table = [
            ("plain 윙팁 نص", r#""plain 윙팁 نص""#),
            ("\x1b[31m\0\t\n", r#""\u001b[31m\u0000\t\n""#),
            ("\x7f\u{9b}", r#""\u007f\u009b""#),
            ("exe\u{202e}gpj", r#""exe\u202egpj""#),
            ("a\u{200b}b\u{feff}", r#""a\u200bb\ufeff""#),
            ("a\u{2028}b\u{2029}", r#""a\u2028b\u2029""#),
            ("\u{e0041}", r#""\udb40\udc41""#),
            ("می\u{200c}خ👩\u{200d}🚀", "\"می\u{200c}خ👩\u{200d}🚀\""),
            ("\"\\/", r#""\"\\/""#),
        ];
        for (text, written) in table {
            assert_eq!(line(text), written);
        }
    }

    #[test]
    fn names_of_members_are_escaped_too() {
        assert_eq!(line(&json!({"a\u{202e}": 1})), r#"{"a\u202e":1}"#);
    }

    #[test]
    fn the_pretty_form_is_laid_out_as_serde_json_does() {
        let value = json!({"a": [1, {"b": null}], "c": {}, "d": []});
        let mut ours = Vec::new();
        write(&mut ours, &value, Form::Pretty).unwrap();
        assert_eq!(
            String::from_utf8(ours).unwrap(),
            serde_json::to_string_pretty(&value).unwrap()
        );
    }

    #[test]
    fn digits_are_written_as_they_were_read() {
        let text = r#"{"a":1.50,"b":123456789012345678901234567890,"c":-0.0}"#;
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(line(&value), text);
    }
}
