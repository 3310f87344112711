//! What a row shows beyond what it is searched by, packed: each text behind its length, so that any text comes back as it
//! was. A text that is its own folded form stands only among the searched ones.

use crate::account::record::CustomerId;

use super::super::row::Row;
use super::{FIELD, ITEM, SUFFIX};

/// What stands here and not only in the searched text.
const ID: u8 = 1;
const COMPANY_NAME: u8 = 2;
const DOMAIN: u8 = 4;
const CUSTOM_DOMAINS: u8 = 8;
const ALIAS: u8 = 16;
const TAGS: u8 = 32;

/// The part of a row that no other column holds.
pub(super) fn pack(row: &Row, into: &mut Vec<u8>) {
    let odd = |texts: &[String]| texts.iter().any(|text| text.is_empty() || !is_folded(text));
    let marks = [
        (ID, !is_folded(row.id.as_str())),
        (COMPANY_NAME, row.company_name.is_some()),
        (DOMAIN, !is_folded(&row.domain)),
        (CUSTOM_DOMAINS, odd(&row.custom_domains)),
        (ALIAS, !is_folded(&row.alias)),
        (TAGS, odd(&row.tags)),
    ];
    let marks = marks.into_iter().filter(|(_, is_here)| *is_here);
    let marks = marks.fold(0, |all, (mark, _)| all | mark);
    into.push(marks);
    put_text(&row.name, into);
    put_number(row.subscriptions, into);
    if marks & ID != 0 {
        put_text(row.id.as_str(), into);
    }
    if let Some(name) = &row.company_name {
        put_text(name, into);
    }
    if marks & DOMAIN != 0 {
        put_text(&row.domain, into);
    }
    if marks & CUSTOM_DOMAINS != 0 {
        put_list(&row.custom_domains, into);
    }
    if marks & ALIAS != 0 {
        put_text(&row.alias, into);
    }
    if marks & TAGS != 0 {
        put_list(&row.tags, into);
    }
}

/// The other way round, with the searched text of the row and the suffix that its mark stands for; the members that other
/// columns hold are left empty.
pub(super) fn unpack(shown: &[u8], searched: &[u8], suffix: &str) -> Row {
    let mut reader = Reader(shown);
    let marks = reader.byte();
    let name = reader.text();
    let subscriptions = reader.number();
    let folded = Folded { searched, suffix };
    let text = |reader: &mut Reader<'_>, mark: u8, field: usize| match marks & mark {
        0 => folded.text(field),
        _ => reader.text(),
    };
    let list = |reader: &mut Reader<'_>, mark: u8, field: usize| match marks & mark {
        0 => folded.list(field),
        _ => reader.list(),
    };
    Row {
        // In the order in which they were packed.
        id: CustomerId::new(&text(&mut reader, ID, 4)),
        company_name: (marks & COMPANY_NAME != 0).then(|| reader.text()),
        domain: text(&mut reader, DOMAIN, 2),
        custom_domains: list(&mut reader, CUSTOM_DOMAINS, 3),
        alias: text(&mut reader, ALIAS, 5),
        tags: list(&mut reader, TAGS, 6),
        name,
        subscriptions,
        ..Row::default()
    }
}

/// The ID of a row.
pub(super) fn id_of<'a>(shown: &'a [u8], searched: &'a [u8]) -> &'a [u8] {
    let mut reader = Reader(shown);
    if reader.byte() & ID == 0 {
        return field(searched, 4);
    }
    reader.bytes();
    reader.number();
    reader.bytes()
}

/// Whether a text is surely its own folded form.
fn is_folded(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' '..=b'~') && !byte.is_ascii_uppercase())
}

/// One of the fields of a searched text, without the end of the text.
pub(super) fn field(searched: &[u8], number: usize) -> &[u8] {
    let mut marks = memchr::memchr_iter(FIELD, searched);
    let start = match number.checked_sub(1) {
        None => 0,
        Some(before) => marks.nth(before).map_or(searched.len(), |mark| mark + 1),
    };
    let end = marks.next().unwrap_or(searched.len().saturating_sub(1));
    &searched[start..end.max(start)]
}

/// The searched text of a row.
struct Folded<'a> {
    searched: &'a [u8],
    suffix: &'a str,
}

impl Folded<'_> {
    fn text(&self, number: usize) -> String {
        self.whole(field(self.searched, number))
    }

    fn list(&self, number: usize) -> Vec<String> {
        let items = field(self.searched, number);
        let items = items.split(|byte| *byte == ITEM);
        let items = items.filter(|item| !item.is_empty());
        items.map(|item| self.whole(item)).collect()
    }

    /// With the suffix where its mark stands.
    fn whole(&self, text: &[u8]) -> String {
        let (text, end) = match text.split_last() {
            Some((&SUFFIX, prefix)) => (prefix, self.suffix),
            _ => (text, ""),
        };
        String::from_utf8_lossy(text).into_owned() + end
    }
}

fn put_number(mut number: u64, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

fn put_text(text: &str, into: &mut Vec<u8>) {
    put_number(text.len() as u64, into);
    into.extend_from_slice(text.as_bytes());
}

fn put_list(texts: &[String], into: &mut Vec<u8>) {
    put_number(texts.len() as u64, into);
    for text in texts {
        put_text(text, into);
    }
}

/// Reads what was packed; beyond the end everything is empty.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if *byte < 0x80 || shift > 63 {
                break;
            }
        }
        number
    }

    fn bytes(&mut self) -> &'a [u8] {
        let length = (self.number() as usize).min(self.0.len());
        let (bytes, rest) = self.0.split_at(length);
        self.0 = rest;
        bytes
    }

    fn text(&mut self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    fn list(&mut self) -> Vec<String> {
        let mut texts = Vec::new();
        for _ in 0..self.number() {
            if self.0.is_empty() {
                break;
            }
            texts.push(self.text());
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::IndexBuilder;
    use super::*;

    #[test]
    fn a_row_comes_back_as_it_was() {
        let odd = Row {
            id: CustomerId::new("dfd8cc0a-é"),
            name: "윙팁\u{1f}\n\0".repeat(40),
            company_name: Some("Wingtip".to_owned()),
            domain: "Wingtip.onmicrosoft.com".to_owned(),
            custom_domains: vec!["a.com".to_owned(), String::new()],
            alias: "A\u{1f}B".to_owned(),
            tags: vec!["Gold".to_owned(); 150],
            subscriptions: u64::MAX,
            ..Row::default()
        };
        let plain = Row {
            id: CustomerId::new("dfd8cc0a"),
            domain: "wingtip.onmicrosoft.com".to_owned(),
            custom_domains: vec!["a.com".to_owned(), "b.onmicrosoft.com".to_owned()],
            alias: "wt".to_owned(),
            tags: vec!["gold".to_owned(), "silver".to_owned()],
            ..Row::default()
        };
        for row in [odd, plain, Row::default()] {
            let mut builder = IndexBuilder::new(".onmicrosoft.com");
            builder.push(&row);
            assert_eq!(builder.finish().row(&row.id), Some(row));
        }
    }
}
