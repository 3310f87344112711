//! Words of a sheet that were not done when the desk was left: kept under the sheet's own name, which is what it is
//! about, and offered when the same sheet is opened again. A name that is typed as a yes is never among them.

use serde_json::{Value, json};

use crate::tui::drafts::Draft;
use crate::tui::pane::{Cx, Reaction};
use crate::tui::panes::kept::KeptWords;

use super::{SheetPane, Stage};

impl SheetPane {
    fn draft_name(&self) -> String {
        format!("sheet {:?}", self.sheet)
    }

    /// Asks for words that were kept, where there are fields for them.
    pub(super) fn ask_for_kept(&mut self, cx: &mut Cx) {
        if self.open().is_some_and(|open| !open.filling.is_empty()) {
            self.kept.ask(self.draft_name(), cx);
        }
    }

    /// They are done, or given up.
    pub(super) fn forget_kept(&self, cx: &mut Cx) {
        KeptWords::forget(self.draft_name(), cx);
    }

    /// Puts what was kept into the fields again; what no field has is left out.
    pub(super) fn put_back(&mut self, cx: &mut Cx) -> Reaction {
        let words = self.kept.words().unwrap_or_default();
        let Stage::Filling(open) = &mut self.stage else {
            return Reaction::Nothing;
        };
        let fields = words.get("fields").and_then(Value::as_object);
        for (path, text) in fields.into_iter().flatten() {
            if let (Some(field), Some(text)) = (open.filling.form.field_mut(path), text.as_str()) {
                field.set(text);
            }
        }
        self.follow(cx);
        Reaction::Redraw
    }

    /// What would be lost with the desk.
    pub(super) fn unsaved(&self) -> Option<Draft> {
        let unsaved = self.open()?.filling.unsaved();
        (!unsaved.is_empty()).then(|| Draft {
            name: self.draft_name(),
            words: json!({ "fields": unsaved, KeptWords::SHEET: self.sheet.kept() }),
        })
    }
}
