//! What a row shows, packed: each text behind its length, so that any text comes back as it was.

use crate::account::record::CustomerId;

use super::super::row::Row;

/// The part of a row that no other column holds. The ID stands first: it is looked up without reading the rest.
pub(super) fn pack(row: &Row, into: &mut Vec<u8>) {
    put_text(row.id.as_str(), into);
    put_text(&row.name, into);
    put_text(row.company_name.as_deref().unwrap_or(""), into);
    put_text(&row.domain, into);
    put_text(&row.alias, into);
    put_list(&row.custom_domains, into);
    put_list(&row.tags, into);
    put_number(row.subscriptions, into);
}

/// The other way round; the members that other columns hold are left empty.
pub(super) fn unpack(bytes: &[u8]) -> Row {
    let mut reader = Reader(bytes);
    Row {
        id: CustomerId::new(&reader.text()),
        name: reader.text(),
        company_name: Some(reader.text()).filter(|name| !name.is_empty()),
        domain: reader.text(),
        alias: reader.text(),
        custom_domains: reader.list(),
        tags: reader.list(),
        subscriptions: reader.number(),
        ..Row::default()
    }
}

/// The ID of a packed row.
pub(super) fn id_of(bytes: &[u8]) -> &[u8] {
    Reader(bytes).bytes()
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
        (0..self.number()).map(|_| self.text()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_as_it_was() {
        let row = Row {
            id: CustomerId::new("dfd8cc0a"),
            name: "윙팁\u{1f}\n\0".repeat(40),
            company_name: Some("Wingtip".to_owned()),
            domain: "wingtip.onmicrosoft.com".to_owned(),
            custom_domains: vec!["a.com".to_owned(), String::new()],
            tags: vec!["gold".to_owned(); 150],
            subscriptions: u64::MAX,
            ..Row::default()
        };
        for row in [row, Row::default()] {
            let mut bytes = Vec::new();
            pack(&row, &mut bytes);
            assert_eq!(id_of(&bytes), row.id.as_str().as_bytes());
            assert_eq!(unpack(&bytes), row);
        }
    }
}
