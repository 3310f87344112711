//! An address as people of its country write it, line by line. For reading only: what is sent stays in its fields.

use super::country::{Country, countries};
use super::resource::Resource;

/// The lines of the address at a path (`billingProfile.defaultAddress`): in the layout of its country, that of the
/// United States where the country is unknown. Empty parts leave no line behind; the country's name is not among them.
pub fn address_lines(resource: &Resource, path: &str) -> Vec<String> {
    let part = |name: &str| resource.text_or_empty(&format!("{path}.{name}")).trim();
    let country = countries().get(part("country"));
    let layout = country.map_or(UNKNOWN, Country::address_layout);
    let mut lines = Vec::new();
    for line in layout.split("%n") {
        if line == "%A" {
            lines.push(part("addressLine1").to_owned());
            lines.push(part("addressLine2").to_owned());
        } else {
            lines.push(filled(line, &part));
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

const UNKNOWN: &str = "%A%n%C, %S %Z";

/// One line of a layout with its parts put in; empty when all of them are.
fn filled<'a>(line: &str, part: &impl Fn(&str) -> &'a str) -> String {
    let mut text = String::new();
    let mut has_part = false;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        let value = match letters.next() {
            Some('A') => part("addressLine1"),
            Some('C') => part("city"),
            Some('S') => state(part),
            Some('Z') => part("postalCode"),
            // Names stand beside the address, not in it.
            _ => "",
        };
        has_part |= !value.is_empty();
        text.push_str(value);
    }
    if !has_part {
        return String::new();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .trim_matches([' ', ',', '-', '–', '/'])
        .to_owned()
}

fn state<'a>(part: &impl Fn(&str) -> &'a str) -> &'a str {
    let state = part("state");
    if state.is_empty() {
        part("region")
    } else {
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(json: &str) -> Vec<String> {
        address_lines(&serde_json::from_str(json).unwrap(), "a")
    }

    #[test]
    fn an_address_is_written_as_in_its_country() {
        let table: [(&str, &[&str]); 6] = [
            (
                r#"{"a":{"country":"US","city":"Redmond","state":"WA","addressLine1":"1 Microsoft Way","postalCode":"98052"}}"#,
                &["1 Microsoft Way", "Redmond, WA 98052"],
            ),
            (
                r#"{"a":{"country":"US","city":"Redmond","addressLine1":"1 Microsoft Way","addressLine2":"Building 4"}}"#,
                &["1 Microsoft Way", "Building 4", "Redmond"],
            ),
            (
                r#"{"a":{"country":"DE","city":"München","addressLine1":"Bahnhofstr. 1","postalCode":"80331"}}"#,
                &["Bahnhofstr. 1", "80331 München"],
            ),
            (
                r#"{"a":{"country":"KR","city":"종로구","state":"서울특별시","addressLine1":"종로3길 17","postalCode":"03155"}}"#,
                &["서울특별시 종로구", "종로3길 17", "03155"],
            ),
            (r#"{"a":{"country":"XX","city":"Nowhere"}}"#, &["Nowhere"]),
            (r#"{"a":{"country":"JP"}}"#, &[]),
        ];
        for (json, written) in table {
            assert_eq!(lines(json), written, "{json}");
        }
    }

    #[test]
    fn every_layout_can_be_read() {
        for country in countries().all() {
            let address = serde_json::json!({"a": {"country": country.code, "city": "C", "addressLine1": "A"}});
            let lines = lines(&address.to_string());
            assert!(!lines.is_empty(), "{}", country.code);
            assert!(lines.iter().all(|line| !line.contains('%')), "{lines:?}");
        }
    }
}
