//! Export of the list: which file, in which form, which rows. The form follows the file's ending. A file that is there
//! already is replaced only after a question.

use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::exchange::json::Form;
use crate::exchange::new_file::NewFile;
use crate::operations::{Desk, Exported, Failure, Found, ListFormat, Look, Ticket};
use crate::say;
use crate::search::{Cancel, Sort};
use crate::tui::Folders;
use crate::tui::action::Action;
use crate::tui::pane::{Cx, Question, Reaction};
use crate::tui::widgets::text::{Edited, TextLine};
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Number, Outcome, Run};

/// The forms, each with its ending.
pub(super) const FORMS: [(&str, ListFormat); 3] = [
    ("csv", ListFormat::Csv),
    ("json", ListFormat::Json(Form::Pretty)),
    ("ndjson", ListFormat::Ndjson),
];

/// The questions of an export, while they are open, and the export that runs.
#[derive(Default)]
pub(super) struct Exporting {
    pub(super) dialog: Option<Dialog>,
    running: Option<(Number, Order)>,
    /// What is to be done again should the operator agree to replace the file.
    refused: Option<Order>,
}

/// The questions of an export.
pub(super) struct Dialog {
    pub(super) path: TextLine,
    pub(super) rows: Rows,
    pub(super) at: Field,
    found: Found,
    sort: Sort,
}

/// Which rows go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Those that the filter shows.
    Shown,
    /// All of the book.
    All,
}

/// The field in focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Path,
    Form,
    Rows,
}

/// An export as it was asked for.
#[derive(Clone)]
struct Order {
    path: PathBuf,
    format: ListFormat,
    rows: Rows,
    found: Found,
    sort: Sort,
    existing: Existing,
}

/// What is done with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Existing {
    Refuse,
    Replace,
}

impl Exporting {
    pub(super) fn open(&mut self, found: Found, sort: Sort) {
        self.dialog = Some(Dialog {
            path: TextLine::new("customers.csv"),
            rows: Rows::Shown,
            at: Field::Path,
            found,
            sort,
        });
    }

    /// Takes an action while the questions are open.
    pub(super) fn act(&mut self, action: Action, cx: &mut Cx) -> Option<Reaction> {
        let dialog = self.dialog.as_mut()?;
        match action {
            Action::Back => self.dialog = None,
            Action::NextField => dialog.at = dialog.at.next(),
            Action::PreviousField => dialog.at = dialog.at.next().next(),
            Action::Change => dialog.change(),
            Action::Accept => {
                let order = dialog.order(cx.sight.folders);
                self.dialog = None;
                self.run(order, cx);
            }
            _ => return Some(Reaction::Nothing),
        }
        Some(Reaction::Redraw)
    }

    pub(super) fn typed(&mut self, typed: &Typed) -> Option<Edited> {
        let dialog = self.dialog.as_mut()?;
        Some(typed.into_line(&mut dialog.path))
    }

    /// Takes the outcome of its own export.
    pub(super) fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        let Outcome::Exported(exported) = outcome else {
            return Reaction::Nothing;
        };
        let Some((_, order)) = self.running.take_if(|(running, _)| *running == number) else {
            return Reaction::Nothing;
        };
        match exported {
            Ok(exported) => cx.line.note(say!(
                "export-done",
                n = exported.rows,
                file = order.path.display().to_string(),
                replaced = exported.replaced
            )),
            Err(Failure::FileExists(name)) => {
                self.refused = Some(order);
                return Reaction::Ask(Question {
                    ask: say!("export-replace", file = name),
                    consequences: vec![say!("export-replace-consequence")],
                    action: Action::Export,
                });
            }
            Err(failure) => cx.line.refused(&failure),
        }
        Reaction::Redraw
    }

    /// The operator agrees to replace the file.
    pub(super) fn confirmed(&mut self, cx: &mut Cx) -> Reaction {
        if let Some(order) = self.refused.take() {
            self.run(
                Order {
                    existing: Existing::Replace,
                    ..order
                },
                cx,
            );
        }
        Reaction::Redraw
    }

    fn run(&mut self, order: Order, cx: &mut Cx) {
        let file = order.path.display().to_string();
        let work = order.clone();
        let run = Run::new(say!("export-running", file = file), move |desk, ticket| {
            Outcome::Exported(work.write(desk, ticket))
        });
        self.running = Some((cx.out.run(run), order));
    }
}

impl Field {
    fn next(self) -> Self {
        match self {
            Field::Path => Field::Form,
            Field::Form => Field::Rows,
            Field::Rows => Field::Path,
        }
    }
}

impl Dialog {
    /// The place of the form in [`FORMS`]: what the file's ending says, else the first.
    pub(super) fn form(&self) -> usize {
        let ending = Path::new(self.path.text()).extension();
        let is_it = |(known, _): &(&str, _)| ending.is_some_and(|ending| ending == *known);
        FORMS.iter().position(is_it).unwrap_or(0)
    }

    /// How many rows go out.
    pub(super) fn count(&self) -> u64 {
        match self.rows {
            Rows::Shown => self.found.total,
            Rows::All => self.found.of,
        }
    }

    fn change(&mut self) {
        match self.at {
            Field::Path => {}
            Field::Form => {
                let (ending, _) = FORMS[(self.form() + 1) % FORMS.len()];
                let path = Path::new(self.path.text()).with_extension(ending);
                self.path = TextLine::new(&path.to_string_lossy());
            }
            Field::Rows => {
                self.rows = match self.rows {
                    Rows::Shown => Rows::All,
                    Rows::All => Rows::Shown,
                }
            }
        }
    }

    fn order(&self, folders: &Folders) -> Order {
        Order {
            path: folders.path(self.path.text()),
            format: FORMS[self.form()].1,
            rows: self.rows,
            found: self.found.clone(),
            sort: self.sort,
            existing: Existing::Refuse,
        }
    }
}

impl Order {
    fn write(&self, desk: &Desk, ticket: &Ticket) -> Result<Exported, Failure> {
        let name = self.path.display().to_string();
        let file = match self.existing {
            Existing::Refuse => NewFile::create(&self.path),
            Existing::Replace => NewFile::replacing(&self.path),
        };
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Failure::FileExists(name.clone()),
            _ => Failure::File(name.clone(), error),
        };
        let mut file = BufWriter::new(file.map_err(failed)?);
        let found = self.found(desk)?;
        let part = 0..usize::MAX;
        let exported =
            desk.export_customers(&found, part, self.format, (&mut file, &name), ticket)?;
        let file = file
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.finish().map_err(failed)?;
        Ok(exported)
    }

    fn found(&self, desk: &Desk) -> Result<Found, Failure> {
        match self.rows {
            Rows::Shown => Ok(self.found.clone()),
            Rows::All => {
                let look = Look {
                    sort: self.sort,
                    ..Look::default()
                };
                let found = desk.look(&look, &Cancel::new())?;
                found.ok_or(Failure::Interrupted)
            }
        }
    }
}
