//! What a hostile customer could send as text, and a book full of it.

#![allow(dead_code, reason = "one box of texts for all modules of tests")]

/// Texts that would act, hide or shift, were they written raw. Each carries a word by which it is found.
pub const TEXTS: [&str; 16] = [
    "csi\u{1b}[31;5mred\u{1b}[2J\u{1b}[H",
    "link\u{1b}]8;;https://evil.example\u{1b}\\here\u{1b}]8;;\u{1b}\\",
    "clip\u{1b}]52;c;ZXZpbA==\u{7}",
    "title\u{1b}]0;PWNED\u{7}",
    "dcs\u{1b}P$q q\u{1b}\\\u{1b}P+q544e\u{1b}\\",
    "c1\u{9b}31m\u{9d}0;PWNED\u{9c}\u{90}q\u{85}",
    "nul\0bel\u{7}bs\u{8}\u{8}\u{8}del\u{7f}cr\rover\u{b}\u{c}",
    "lines\nnext\r\nthird\ttab",
    "bidi\u{202e}gpj.exe\u{202c}\u{2066}a\u{2069}\u{200f}",
    "zero\u{200b}w\u{feff}i\u{2060}d\u{ad}th\u{180e}",
    "sep\u{2028}a\u{2029}b",
    "tags\u{e0001}\u{e0041}\u{e007f}",
    "nfd e\u{301}\u{1112}\u{1161}\u{11ab} ",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈🇰🇷❤\u{fe0f}👩🏽\u{200d}🚀 emoji",
    "wide ｗｉｄｅ 윙팁토이즈 شركة الأجنحة ﷽",
    "=HYPERLINK(\"http://evil.example\",\"pay\")",
];

/// A book of the demo's fullest customers, so many of them, in which every text that a person could have typed is hostile; of the second
/// of them every text at all but the keys.
pub fn book(customers: usize) -> String {
    let demo = std::fs::read_to_string("assets/demo/book.ndjson").unwrap();
    let lines: Vec<serde_json::Value> = demo
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut counts = std::collections::BTreeMap::<&str, std::collections::BTreeSet<&str>>::new();
    for line in &lines {
        let customer = line["customer"].as_str().unwrap_or_default();
        let kind = line["kind"].as_str().unwrap_or_default();
        counts.entry(customer).or_default().insert(kind);
    }
    let mut fullest: Vec<(&str, usize)> = counts
        .iter()
        .filter(|(customer, _)| !customer.is_empty())
        .map(|(customer, kinds)| (*customer, kinds.len()))
        .collect();
    fullest.sort_by_key(|(_, kinds)| std::cmp::Reverse(*kinds));
    let wanted: Vec<String> = fullest
        .iter()
        .take(customers)
        .map(|(id, _)| (*id).to_owned())
        .collect();
    let mut next = 0;
    let mut text = String::new();
    for mut line in lines {
        let customer = line["customer"].as_str().unwrap_or_default().to_owned();
        let Some(place) = wanted.iter().position(|id| *id == customer) else {
            if customer.is_empty() {
                spoil(&mut line["resource"], false, &mut next);
                text.push_str(&format!("{line}\n"));
            }
            continue;
        };
        spoil(&mut line["resource"], place == 1, &mut next);
        text.push_str(&format!("{line}\n"));
    }
    text
}

/// Makes texts hostile, in turn; `all`: also those that the service chooses from a list.
fn spoil(value: &mut serde_json::Value, all: bool, next: &mut usize) {
    use serde_json::Value;
    const KEYS: [&str; 8] = [
        "id",
        "tenantId",
        "customerId",
        "skuId",
        "offerId",
        "subscriptionId",
        "userPrincipalName",
        "domain",
    ];
    const CHOSEN: [&str; 12] = [
        "status",
        "state",
        "relationshipToPartner",
        "country",
        "culture",
        "language",
        "objectType",
        "usageLocation",
        "billingType",
        "type",
        "unitType",
        "qualification",
    ];
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                let is_key = KEYS.contains(&name.as_str()) || name.ends_with("Id");
                let is_date = name.to_ascii_lowercase().contains("date") || name.ends_with("On");
                let is_chosen = CHOSEN.contains(&name.as_str()) || is_date;
                match member {
                    Value::String(_) if is_key || (is_chosen && !all) => {}
                    Value::String(text) => {
                        *text = format!("{text}{}", TEXTS[*next % TEXTS.len()]);
                        *next += 1;
                    }
                    other => spoil(other, all, next),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                if let Value::String(text) = item {
                    *text = format!("{text}{}", TEXTS[*next % TEXTS.len()]);
                    *next += 1;
                } else {
                    spoil(item, all, next);
                }
            }
        }
        _ => {}
    }
}
