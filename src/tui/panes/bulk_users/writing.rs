//! Files that the pane writes: first passwords, the rows that are wrong, what became of each row. Their names are asked for
//! first, with one beside the users file to begin with.

use crate::operations::passwords::{HandOver, Which as WhichPasswords};
use crate::say;
use crate::tui::pane::{Cx, Reaction};
use crate::tui::panes::path_field::PathField;
use crate::tui::workers::files::{Rows, Which as WhichRows};
use crate::tui::workers::{OnDisk, Write};

use super::{BulkUsersPane, Stage};

/// A new file that is asked for.
pub(super) struct Asks {
    pub(super) what: What,
    pub(super) field: PathField,
}

/// What a new file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Passwords,
    BadRows,
    Results,
}

impl BulkUsersPane {
    /// Asks for the name of a new file, with one beside the users file to begin with.
    pub(super) fn ask_file(&mut self, what: What, cx: &mut Cx) -> Reaction {
        let end = match what {
            What::Passwords => "passwords",
            What::BadRows => "bad-rows",
            What::Results => "results",
        };
        let path = self.path.typed_path();
        let stem = path.strip_suffix(".csv").unwrap_or(path);
        let stem = if stem.is_empty() { "users" } else { stem };
        let field = PathField::new(&format!("{stem}-{end}.csv"), cx);
        self.asks = Some(Asks { what, field });
        Reaction::Redraw
    }

    pub(super) fn write(&mut self, cx: &mut Cx) -> Reaction {
        let Some(asks) = &self.asks else {
            return Reaction::Nothing;
        };
        let path = asks.field.path(cx.sight.folders);
        let language = cx.sight.words.language();
        let number = match (asks.what, &self.stage) {
            (What::Passwords, _) => cx.out.write(Write::HandOver {
                what: HandOver {
                    customer: self.customer.clone(),
                    which: WhichPasswords::All,
                },
                path,
            }),
            (What::BadRows, Stage::Sheet(view)) => cx.out.on_disk(OnDisk::Rows(Rows {
                which: WhichRows::Refused(view.sheet.clone()),
                path,
                language,
            })),
            (What::Results, Stage::Done(done)) => cx.out.on_disk(OnDisk::Rows(Rows {
                which: WhichRows::OfRun(self.customer.clone(), done.run.clone()),
                path,
                language,
            })),
            _ => return Reaction::Nothing,
        };
        self.waits = Some(number);
        Reaction::Redraw
    }

    /// The file that was asked for is there.
    pub(super) fn written(&mut self, many: u64, cx: &mut Cx) {
        let Some(asks) = self.asks.take() else {
            return;
        };
        let path = asks.field.typed_path().to_owned();
        match asks.what {
            What::Passwords => {
                cx.line.note(say!("passwords-saved", n = many, path = path));
                if let Some(basis) = &mut self.basis {
                    basis.sealed = 0;
                }
            }
            What::BadRows => {
                cx.line
                    .note(say!("many-users-bad-rows-written", n = many, path = path))
            }
            What::Results => {
                cx.line
                    .note(say!("many-users-results-written", path = &path));
                if let Stage::Done(done) = &mut self.stage {
                    done.results = Some(path);
                }
            }
        }
    }
}
