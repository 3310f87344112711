//! What the document about the operations demands: every row of its tables, every item of its lists, every
//! precondition, edge case, error and rule of its paragraphs, every arrow of its diagrams.

use std::collections::BTreeMap;

/// One thing that the document demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The section's number.
    pub section: u8,
    /// What kind of thing it is and the how-manieth of its kind in the section: `error-3`.
    pub id: String,
    /// The document's own words.
    pub words: String,
}

/// The diagrams are drawings: their arrows stand here in words, and [`arrow_heads`] counts that none was overlooked.
/// Each names the section, and where the arrow starts and ends.
const ARROWS: &[(u8, &[&str])] = &[
    (
        4,
        &[
            "manual: asked in writing ─▶ ticket open",
            "manual: ticket open ─▶ signed by current partner (1 of 3)",
            "manual: signed by current partner ─▶ signed by customer (2 of 3)",
            "manual: signed by customer ─▶ signed by new partner (3 of 3)",
            "manual: signed by new partner ─▶ attached to the ticket",
            "manual: attached to the ticket ─▶ verified by support",
            "manual: verified by support ─▶ moved",
            "manual: moved ─▶ old access removed",
            "manual: any time before «moved» ─▶ abandoned",
            "request: draft ─send─▶ Pending",
            "request: Pending ─current partner accepts─▶ InProgress",
            "request: InProgress ─▶ Complete",
            "request: Pending ─future partner cancels─▶ Cancelled",
            "request: Pending ─30 days without answer─▶ Expired",
            "request: InProgress ─▶ Failed / stuck ─▶ service request",
            "request: Pending ─current partner declines─▶ Declined",
            "legacy: eligibility ok ─create─▶ Active",
            "legacy: Active ─target accepts─▶ Completed",
            "legacy: Active ─target rejects─▶ Reject",
            "legacy: Active ─source withdraws─▶ gone",
        ],
    ),
    (
        7,
        &[
            "legacy: pending ─▶ active",
            "legacy: active ─▶ suspended",
            "legacy: suspended ─▶ active",
            "legacy: active ─cancel─▶ deleted",
            "legacy: suspended ─90 d (≤120)─▶ deleted",
            "new commerce: active ─cancel ≤7 d─▶ deleted (7 days for backup)",
            "new commerce: active ─▶ suspended (still billed)",
            "new commerce: suspended ─▶ active",
            "new commerce: active ─term end, no renew─▶ expired 30 d",
            "new commerce: expired 30 d ─▶ disabled 90 d",
            "new commerce: after expired: disabled 90 d ─▶ deleted",
            "new commerce: suspended ─term end─▶ disabled 30 d",
            "new commerce: disabled 30 d ─▶ disabled 90 d",
            "new commerce: after suspended: disabled 90 d ─▶ deleted",
        ],
    ),
    (
        9,
        &[
            "none ─invite link sent─▶ invited",
            "invited ─customer accepts─▶ reseller (+ delegated admin?)",
            "reseller ─remove─▶ none",
            "reseller ─customer drops admin rights─▶ reseller without admin",
            "reseller ─customer/partner leaves─▶ calls answer 20002",
        ],
    ),
    (
        10,
        &[
            "(create) ─▶ active",
            "active ─delete─▶ inactive (30 days)",
            "inactive ─restore─▶ active",
            "inactive ─day 30─▶ purged, unrecoverable",
        ],
    ),
];

/// How many heads of arrows the drawings of each section have. The drawing of section 4 has a head more than it has
/// arrows in words for «Failed / stuck ─▶ service request», and none for «abandoned».
const HEADS: &[(u8, usize)] = &[(4, 20), (7, 14), (9, 5), (10, 4)];

/// Everything that the document demands, in its order.
pub fn demanded(document: &str) -> Vec<Row> {
    let mut found = Found::default();
    for block in blocks(document) {
        found.take(&block);
    }
    for (section, arrows) in ARROWS {
        for arrow in *arrows {
            found.add(*section, "arrow", arrow);
        }
    }
    found.rows
}

/// The number of heads of arrows in the drawings of each section.
pub fn arrow_heads(document: &str) -> Vec<(u8, usize)> {
    let mut heads: BTreeMap<u8, usize> = BTreeMap::new();
    let mut section = 0;
    let mut drawing = false;
    for line in document.lines() {
        if let Some(number) = section_of(line) {
            section = number;
        } else if line.starts_with("```") {
            drawing = !drawing;
        } else if drawing {
            let here = line.chars().filter(|sign| matches!(sign, '▶' | '◀'));
            *heads.entry(section).or_default() += here.count();
        }
    }
    heads.into_iter().collect()
}

/// What [`arrow_heads`] finds in the document that the arrows in words were written from.
pub fn known_arrow_heads() -> Vec<(u8, usize)> {
    HEADS.to_vec()
}

#[derive(Default)]
struct Found {
    rows: Vec<Row>,
    counts: BTreeMap<(u8, &'static str), usize>,
}

impl Found {
    fn add(&mut self, section: u8, kind: &'static str, words: &str) {
        let words = words.trim().trim_end_matches(['.', ';']).trim();
        if !words.chars().any(char::is_alphanumeric) {
            return;
        }
        let count = self.counts.entry((section, kind)).or_default();
        *count += 1;
        self.rows.push(Row {
            section,
            id: format!("{kind}-{count}"),
            words: words.to_owned(),
        });
    }

    fn take(&mut self, block: &Block) {
        let section = block.section;
        match &block.what {
            What::Table(rows) => {
                let kind = kind_of_table(&rows[0]);
                for row in &rows[1..] {
                    self.add(section, kind, &row.join(" | "));
                }
            }
            What::Item { text, label } => {
                let kind = if label.starts_with("Preconditions") {
                    "precondition"
                } else {
                    "item"
                };
                for sentence in sentences(text) {
                    self.add(section, kind, &sentence);
                }
            }
            What::Paragraph(text) => self.take_paragraph(section, text),
        }
    }

    fn take_paragraph(&mut self, section: u8, text: &str) {
        let (label, rest) = label_of(text);
        match label {
            "Purpose" => {}
            "Preconditions" => {
                for part in clauses(rest) {
                    self.add(section, "precondition", part);
                }
            }
            "Edge cases" => {
                for part in split_outside(rest, "; ") {
                    self.add(section, "edge", part);
                }
            }
            "Errors" => {
                for part in sentences(rest) {
                    self.add(section, "error", &part);
                }
            }
            // The heading of a table or list, which speaks for itself.
            _ if rest.is_empty() || label == "Licences" => {}
            _ => {
                for sentence in sentences(text) {
                    if !sentence.ends_with(':') {
                        self.add(section, "rule", &sentence);
                    }
                }
            }
        }
    }
}

fn kind_of_table(header: &[String]) -> &'static str {
    match header[0].as_str() {
        "Code" | "Error" | "Problem" | "Situation" => "error",
        "Operation" => "role",
        "Field (API name)" => "input",
        "Way" => "way",
        "Action" => "action",
        "#" if header[1] == "Actor" => "step",
        "#" | "2021" => "column",
        _ => "row",
    }
}

/// `**Edge cases**: …`, `**Preconditions.** …`, `Preconditions: …`: the label, and what stands behind it.
fn label_of(text: &str) -> (&str, &str) {
    let (label, rest) = match text
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"))
    {
        Some(parts) => parts,
        None if text.starts_with("Preconditions:") => ("Preconditions", &text[13..]),
        None => return ("", text),
    };
    let label = label.trim_end_matches('.');
    let label = label.split(',').next().unwrap_or(label);
    (label, rest.trim_start_matches([':', '.', ' ']))
}

/// A list in a sentence: by semicolons where it has some, else by sentences, else by commas.
fn clauses(text: &str) -> Vec<&str> {
    let by = |sign| split_outside(text, sign);
    if by("; ").len() > 1 {
        by("; ")
    } else if by(". ").len() > 1 {
        by(". ")
    } else {
        by(", ")
    }
}

/// The sentences of a text. One that begins with a small letter is a part of the one before: `e.g. this`.
fn sentences(text: &str) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for part in split_outside(text, ". ") {
        match whole.last_mut() {
            Some(before) if part.starts_with(char::is_lowercase) => {
                before.push_str(". ");
                before.push_str(part);
            }
            _ => whole.push(part.to_owned()),
        }
    }
    whole
}

/// Splits where the sign stands in no parentheses and no quotes.
fn split_outside<'a>(text: &'a str, sign: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '«' => depth += 1,
            ')' | '»' => depth -= 1,
            _ if depth == 0 && text[at..].starts_with(sign) => {
                parts.push(&text[start..at]);
                start = at + sign.len();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

struct Block {
    section: u8,
    what: What,
}

enum What {
    /// The header first.
    Table(Vec<Vec<String>>),
    /// An item of a list, under the label of the paragraph before.
    Item {
        text: String,
        label: String,
    },
    Paragraph(String),
}

fn section_of(line: &str) -> Option<u8> {
    line.strip_prefix("## ")?.split_once(". ")?.0.parse().ok()
}

fn blocks(document: &str) -> Vec<Block> {
    let mut reading = Reading::default();
    for line in document.lines() {
        reading.take(line);
    }
    reading.close();
    reading.blocks
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    /// Before the first section stands what the document is about.
    section: Option<u8>,
    drawing: bool,
    open: Option<What>,
    label: String,
}

impl Reading {
    fn take(&mut self, line: &str) {
        if line.starts_with("```") {
            self.close();
            self.drawing = !self.drawing;
        } else if self.drawing {
        } else if line.starts_with('#') {
            self.close();
            self.label.clear();
            self.section = section_of(line).or(self.section);
        } else if line.trim().is_empty() || line == "---" {
            self.close();
        } else if line.starts_with('|') {
            self.take_row(line);
        } else if let Some(text) = item_of(line) {
            self.close();
            let label = self.label.clone();
            let text = text.to_owned();
            self.open = Some(What::Item { text, label });
        } else {
            self.take_text(line);
        }
    }

    fn take_row(&mut self, line: &str) {
        let cells: Vec<String> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect();
        let rules = |cell: &String| cell.starts_with("---");
        match &mut self.open {
            Some(What::Table(_)) if cells.iter().all(rules) => {}
            Some(What::Table(rows)) => rows.push(cells),
            _ => {
                self.close();
                self.open = Some(What::Table(vec![cells]));
            }
        }
    }

    fn take_text(&mut self, line: &str) {
        match &mut self.open {
            Some(What::Item { text, .. }) if line.starts_with(' ') => join(text, line),
            Some(What::Paragraph(text)) if !begins_with_label(line) => join(text, line),
            _ => {
                self.close();
                self.open = Some(What::Paragraph(line.trim().to_owned()));
            }
        }
    }

    fn close(&mut self) {
        let (Some(what), Some(section)) = (self.open.take(), self.section) else {
            return;
        };
        if let What::Paragraph(text) = &what {
            self.label = label_of(text).0.to_owned();
        }
        self.blocks.push(Block { section, what });
    }
}

fn join(text: &mut String, line: &str) {
    text.push(' ');
    text.push_str(line.trim());
}

/// `**Steps**: …`, `**Purpose.** …`, `**Steps** (portal): …`, but not a sentence whose first word is bold.
fn begins_with_label(line: &str) -> bool {
    let parts = line
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"));
    parts.is_some_and(|(label, rest)| {
        label.ends_with('.') || rest.starts_with([':', '(']) || rest.starts_with(" (")
    })
}

fn item_of(line: &str) -> Option<&str> {
    if let Some(text) = line.strip_prefix("- ") {
        return Some(text);
    }
    let (number, text) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.chars().all(|sign| sign.is_ascii_digit());
    is_number.then_some(text)
}
