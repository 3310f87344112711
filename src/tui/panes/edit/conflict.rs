//! Somebody changed the account while the form was open: mine, theirs and what it was, for the fields that differ. A
//! field that only one side changed is chosen already; nothing is saved before the others are.

use serde_json::Value;

use crate::account::billing::{FIELDS, Field};
use crate::account::record::Version;
use crate::account::resource::Resource;
use crate::operations::update_account::{Edit, Merge, Side};
use crate::tui::action::Action;
use crate::tui::pane::{Reaction, Sight};

/// A field that differs.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) path: &'static str,
    pub(super) label: String,
    pub(super) mine: String,
    pub(super) theirs: String,
    pub(super) base: String,
    pub(super) chosen: Option<Side>,
}

/// The fields that differ, in the order of the form.
#[derive(Debug, Clone)]
pub(super) struct Conflict {
    pub(super) rows: Vec<Row>,
    /// The row under the cursor.
    pub(super) at: usize,
    /// The account as the book has it now.
    pub(super) theirs: Resource,
    /// And its version.
    pub(super) version: Version,
    /// What goes into their account without being asked.
    pub(super) edits: Vec<Edit>,
}

impl Conflict {
    pub(super) fn new(
        base: &Resource,
        mine: &Resource,
        theirs: Resource,
        version: Version,
        sight: &Sight,
    ) -> Self {
        let merge = Merge::between(Some(base), mine, &theirs);
        let differ = FIELDS.iter().filter(|field| field.is_editable());
        let differ = differ.filter(|field| said(field, mine) != said(field, &theirs));
        let rows = differ.filter_map(|field| {
            let row = Row {
                path: field.path,
                label: sight.words.text(field.label),
                mine: said(field, mine),
                theirs: said(field, &theirs),
                base: said(field, base),
                chosen: None,
            };
            if merge.fields.iter().any(|met| met.field == field) {
                return Some(row);
            }
            row.chosen_where_one_side_changed()
        });
        let mut conflict = Self {
            rows: rows.collect(),
            at: 0,
            edits: merge.edits(&[]),
            theirs,
            version,
        };
        conflict.at = conflict.first_open().unwrap_or(0);
        conflict
    }

    /// Says everything in another language.
    pub(super) fn reword(&mut self, sight: &Sight) {
        for row in &mut self.rows {
            let field = FIELDS.iter().find(|field| field.path == row.path);
            row.label = field.map_or_else(String::new, |field| sight.words.text(field.label));
        }
    }

    /// How many are still to be chosen.
    pub(super) fn open(&self) -> usize {
        self.rows.iter().filter(|row| row.chosen.is_none()).count()
    }

    /// The first that is still to be chosen.
    pub(super) fn first_open(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.chosen.is_none())
    }

    /// Chooses for the row under the cursor and goes to the next that is open.
    pub(super) fn choose(&mut self, side: Side) {
        let Some(row) = self.rows.get_mut(self.at) else {
            return;
        };
        row.chosen = Some(side);
        let later = self.rows.iter().skip(self.at + 1);
        let next = later.clone().position(|row| row.chosen.is_none());
        if let Some(next) = next {
            self.at += 1 + next;
        } else if let Some(first) = self.first_open() {
            self.at = first;
        }
    }

    /// The fields whose value theirs replaces.
    pub(super) fn taken_from_them(&self) -> Vec<&'static str> {
        let theirs = self
            .rows
            .iter()
            .filter(|row| row.chosen == Some(Side::Theirs));
        theirs.map(|row| row.path).collect()
    }

    pub(super) fn act(&mut self, action: Action) -> Reaction {
        let last = self.rows.len().saturating_sub(1);
        match action {
            Action::NextField | Action::NextLine => self.at = (self.at + 1).min(last),
            Action::PreviousField | Action::PreviousLine => self.at = self.at.saturating_sub(1),
            _ => return Reaction::Nothing,
        }
        Reaction::Redraw
    }
}

impl Row {
    /// Both sides of a field that does not meet go into the account (tags are put on and taken off one by one): there is
    /// nothing to choose then, and no row.
    fn chosen_where_one_side_changed(mut self) -> Option<Self> {
        self.chosen = if self.base == self.theirs {
            Some(Side::Mine)
        } else if self.base == self.mine {
            Some(Side::Theirs)
        } else {
            return None;
        };
        Some(self)
    }
}

/// A field as people read it: tags with commas.
fn said(field: &Field, account: &Resource) -> String {
    match account.get(field.member()) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(several)) => {
            let several: Vec<&str> = several.iter().filter_map(Value::as_str).collect();
            several.join(", ")
        }
        None | Some(Value::Null) => String::new(),
        Some(other) => other.to_string(),
    }
}
