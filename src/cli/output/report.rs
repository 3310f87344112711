//! The report of a change: the same for what was done and for what would be done.

use serde_json::{Map, Value, json};

use crate::account::entry::{Summary, Undo};
use crate::account::problem::{Message, Problem};
use crate::operations::{Item, Report};
use crate::say;
use crate::words::Words;

use super::super::args::Format;
use super::{Column, Console, Halt, Listing, Row, problems};

impl Console<'_> {
    /// Writes the report of a change to stdout; what is doubtful in it is told on stderr too.
    ///
    /// # Errors
    /// When stdout can't be written.
    pub fn report(&self, report: &Report) -> Result<(), Halt> {
        self.report_with(report, Map::new())
    }

    /// The same, with members that only one operation has, at the end.
    ///
    /// # Errors
    /// When stdout can't be written.
    pub fn report_with(&self, report: &Report, more: Map<String, Value>) -> Result<(), Halt> {
        self.warn(&report.plan.warnings);
        match self.format {
            Format::Json | Format::Ndjson => {
                let mut members = value(self.words, report);
                members.extend(more);
                self.document(&members)
            }
            Format::Csv => self.list(items(self.words, &report.plan.items)),
            Format::Table => {
                for line in lines(self.words, report) {
                    self.line(&line)?;
                }
                Ok(())
            }
        }
    }
}

fn value(words: &Words, report: &Report) -> Map<String, Value> {
    let plan = &report.plan;
    let mut members = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            members.insert(name.to_owned(), value);
        }
    };
    put("operation", plan.operation.into());
    put("dryRun", report.dry_run.into());
    put(
        "customer",
        plan.customer
            .as_ref()
            .map_or(Value::Null, |id| id.as_str().into()),
    );
    put(
        "history",
        report
            .history
            .map_or(Value::Null, |id| id.to_string().into()),
    );
    put("run", report.run.clone().into());
    put("encoding", report.encoding.clone().into());
    put("summary", summary(plan.summary));
    put(
        "plan",
        json!({
            "steps": said(words, &plan.steps),
            "blockers": told(words, &plan.blockers),
            "consequences": said(words, &plan.consequences),
            "undo": plan.undo == Undo::Possible,
            "undoReason": undo_reason(words, &plan.undo),
        }),
    );
    put(
        "items",
        plan.items.iter().map(|one| item(words, one)).collect(),
    );
    put("warnings", told(words, &plan.warnings));
    members
}

/// What happened to each row or record, as a table for spreadsheets.
fn items(words: &Words, items: &[Item]) -> Listing<'static> {
    let columns = ["Line", "ID", "Outcome", "Problems"];
    let columns = columns.map(|name| Column::left(name, String::new()));
    let row = |item: &Item| {
        let told = item
            .problems
            .iter()
            .map(|problem| words.say(&problem.message));
        Row::Cells(vec![
            item.line.map_or(String::new(), |line| line.to_string()),
            item.id.clone().unwrap_or_default(),
            item.outcome.as_str().to_owned(),
            told.collect::<Vec<_>>().join(" "),
        ])
    };
    Listing::whole(columns.to_vec(), items.iter().map(row).collect())
}

fn summary(summary: Summary) -> Value {
    json!({
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "removed": summary.removed,
        "refused": summary.refused,
        "failed": summary.failed,
    })
}

fn item(words: &Words, item: &Item) -> Value {
    let mut members = Map::new();
    if let Some(line) = item.line {
        members.insert("line".to_owned(), line.into());
    }
    if let Some(id) = &item.id {
        members.insert("id".to_owned(), id.as_str().into());
    }
    members.insert("outcome".to_owned(), item.outcome.as_str().into());
    members.insert("problems".to_owned(), told(words, &item.problems));
    Value::Object(members)
}

fn said(words: &Words, messages: &[Message]) -> Value {
    messages.iter().map(|message| words.say(message)).collect()
}

fn told(words: &Words, several: &[Problem]) -> Value {
    several
        .iter()
        .map(|problem| problems::value(words, problem))
        .collect()
}

fn undo_reason(words: &Words, undo: &Undo) -> Value {
    match undo {
        Undo::Possible => Value::Null,
        Undo::Not(reason) => words.text(reason).into(),
    }
}

/// The report for people: what was or would be done, step by step, then the numbers and the way back.
fn lines(words: &Words, report: &Report) -> Vec<String> {
    let plan = &report.plan;
    let mut lines = Vec::new();
    if report.dry_run {
        lines.push(words.text("report-dry-run"));
    }
    if plan.blockers.is_empty() {
        lines.extend(plan.steps.iter().map(|step| words.say(step)));
        lines.extend(indented(words, &plan.consequences));
    } else {
        // What must be done comes first, and nothing is told as if it had been done.
        lines.push(words.text("sheet-first"));
        for blocker in &plan.blockers {
            let told = problems::in_words(words, std::slice::from_ref(blocker));
            lines.push(format!("  {}", told.trim()));
        }
        if !plan.steps.is_empty() || !plan.consequences.is_empty() {
            lines.push(words.text("sheet-then"));
        }
        lines.extend(indented(words, &plan.steps));
        lines.extend(indented(words, &plan.consequences));
    }
    lines.push(counts(words, plan.summary));
    match (&plan.undo, report.history) {
        (Undo::Possible, Some(entry)) => {
            lines.push(words.say(&say!("report-undo", entry = entry.to_string())));
        }
        (Undo::Not(reason), _) => lines.push(words.text(reason)),
        (Undo::Possible, None) => {}
    }
    lines
}

fn indented<'a>(words: &'a Words, messages: &'a [Message]) -> impl Iterator<Item = String> + 'a {
    messages
        .iter()
        .map(|message| format!("  {}", words.say(message)))
}

/// `3 added, 1 refused`: only what there is.
fn counts(words: &Words, summary: Summary) -> String {
    let parts = [
        (summary.added, say!("report-added", n = summary.added)),
        (summary.changed, say!("report-changed", n = summary.changed)),
        (
            summary.unchanged,
            say!("report-unchanged", n = summary.unchanged),
        ),
        (summary.removed, say!("report-removed", n = summary.removed)),
        (summary.refused, say!("report-refused", n = summary.refused)),
        (summary.failed, say!("report-failed", n = summary.failed)),
    ];
    let some: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, message)| words.say(message))
        .collect();
    if some.is_empty() {
        words.text("report-nothing")
    } else {
        some.join(", ")
    }
}
