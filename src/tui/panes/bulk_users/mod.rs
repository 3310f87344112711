//! Many users from a file: a path, the check, the problems mended in place, the run, the passwords. [`sheet`] is the checked
//! file, [`running`] the run; [`acting`] says what the keys do, [`asking`] what goes to the workers, [`writing`] which files
//! come of it. The pane may be left while a run goes on; opened again it shows the run.

mod acting;
mod asking;
mod places;
mod running;
mod sheet;
mod table;
mod view;
mod writing;

use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::operations::add_users::RunPlan;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::message_line::Tone;
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Remark, Sight};
use crate::tui::widgets::choice::Choice;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::wonder::Wonder;
use crate::tui::workers::{Number, Outcome, UsersBasis};

use super::path_field::PathField;
use places::Places;
use running::Done;
use sheet::SheetView;
use writing::Asks;

/// Many users of one customer.
pub struct BulkUsersPane {
    customer: CustomerId,
    basis: Option<UsersBasis>,
    /// Why nobody can be added from here.
    without: Option<Message>,
    at: At,
    path: PathField,
    /// The path of the file that was checked.
    checked_path: String,
    location: Choice,
    stage: Stage,
    /// The name of a file to be written, while it is asked for.
    asks: Option<Asks>,
    /// What the pane waits for; a newer request makes the older needless.
    waits: Option<Number>,
    asked_basis: Option<Number>,
    /// A plan that the operator is asked about.
    planned: Option<Box<RunPlan>>,
}

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Path,
    Location,
    Table,
}

enum Stage {
    /// No file was checked.
    NoFile,
    /// A file that was checked.
    Sheet(Box<SheetView>),
    /// Users are being added.
    Running(Running),
    /// A run is over.
    Done(Box<Done>),
}

/// A run on its way.
struct Running {
    /// The number of its job.
    number: Number,
    /// The file it came from, should the run not even begin.
    from: Option<Box<SheetView>>,
}

impl BulkUsersPane {
    /// A pane that asks for what the book says of the customer with the first [`Pane::refresh`].
    pub fn new(customer: CustomerId) -> Self {
        Self {
            customer,
            basis: None,
            without: None,
            at: At::Path,
            path: PathField::default(),
            checked_path: String::new(),
            location: Choice::new("", std::sync::Arc::from([])),
            stage: Stage::NoFile,
            asks: None,
            waits: None,
            asked_basis: None,
            planned: None,
        }
    }

    fn name(&self) -> &str {
        self.basis.as_ref().map_or("", |basis| &basis.name)
    }

    fn sealed(&self) -> u64 {
        self.basis.as_ref().map_or(0, |basis| basis.sealed)
    }

    fn sheet(&self) -> Option<&SheetView> {
        match &self.stage {
            Stage::Sheet(view) => Some(view),
            _ => None,
        }
    }

    fn sheet_mut(&mut self) -> Option<&mut SheetView> {
        match &mut self.stage {
            Stage::Sheet(view) => Some(view),
            _ => None,
        }
    }

    fn places(&self, height: u16) -> Places {
        Places::of(height, self.at, self.sheet().is_some())
    }

    /// Whether path and location can be filled in now.
    fn is_fillable(&self) -> bool {
        self.basis.is_some()
            && self.without.is_none()
            && matches!(self.stage, Stage::NoFile | Stage::Sheet(_))
    }

    fn is_mending(&self) -> bool {
        self.sheet().is_some_and(|view| view.mending.is_some())
    }

    fn location(&self) -> Option<String> {
        let value = self.location.value();
        (!value.is_empty()).then(|| value.to_owned())
    }
}

impl Pane for BulkUsersPane {
    fn place(&self) -> Place {
        if self.asks.is_some() {
            Place::Path
        } else if self.is_mending() {
            Place::Cell
        } else if self.at == At::Path && self.is_fillable() {
            Place::Path
        } else if self.at == At::Location && self.location.is_open() {
            Place::OpenChoice
        } else {
            Place::ManyUsers
        }
    }

    fn title(&self, sight: &Sight) -> String {
        sight
            .words
            .say(&say!("many-users-title", name = self.name()))
    }

    fn status(&self, sight: &Sight) -> String {
        match self.waits {
            Some(_) => sight.words.text("many-users-working"),
            None => String::new(),
        }
    }

    fn remark(&self, _sight: &Sight) -> Option<Remark> {
        let note = |message| {
            Some(Remark {
                tone: Tone::Note,
                message,
            })
        };
        match &self.stage {
            Stage::Sheet(view) if view.wrong() > 0 => note(say!(
                "many-users-domains-here",
                domains = view.sheet.tenant.domains.clone()
            )),
            Stage::Done(done) if self.sealed() > 0 => note(say!(
                "many-users-unsaved",
                added = done.added,
                n = self.sealed()
            )),
            _ => None,
        }
    }

    fn is_typing(&self) -> bool {
        matches!(self.place(), Place::Path | Place::Cell | Place::OpenChoice)
            || self.at == At::Location && self.is_fillable()
    }

    fn offers(&self, action: Action, sight: &Sight) -> Offer {
        let may = || sight.rights.may_change(Task::AddManyUsers);
        let shown = |is_shown: bool| if is_shown { Offer::Yes } else { Offer::Absent };
        let sheet = self.sheet();
        match action {
            Action::Back | Action::Help | Action::Quit => Offer::Yes,
            _ if self.without.is_some() || self.basis.is_none() => Offer::Absent,
            Action::Run => match sheet {
                Some(view) if view.sheet.checked.could_leave_bad_rows_out() => may(),
                _ => Offer::Absent,
            },
            Action::Check => shown(sheet.is_some()),
            Action::NextProblem | Action::PreviousProblem => {
                shown(sheet.is_some_and(|view| view.wrong() > 0))
            }
            Action::Mend => {
                shown(self.at == At::Location || sheet.is_some_and(|view| view.problem().is_some()))
            }
            Action::TakeSuggestion => shown(sheet.is_some_and(|view| {
                view.suggested().is_some() || view.suggested_location().is_some()
            })),

            Action::WriteBadRows => {
                shown(sheet.is_some_and(|view| view.sheet.checked.refused_rows() > 0))
            }
            Action::WriteResults => shown(matches!(self.stage, Stage::Done(_))),
            Action::CancelRun => shown(matches!(self.stage, Stage::Running(_))),
            Action::SavePasswords => match self.sealed() {
                0 => Offer::Absent,
                _ => sight.rights.may_change(Task::HandOverPasswords),
            },
            Action::Resume => {
                let unfinished = self
                    .basis
                    .as_ref()
                    .map_or(0, |basis| basis.unfinished.len());
                match (unfinished, &self.stage) {
                    (0, _) | (_, Stage::Running(_)) => Offer::Absent,
                    _ => may(),
                }
            }
            Action::NextField | Action::PreviousField => shown(self.is_fillable()),
            _ => Offer::Yes,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if !matches!(self.offers(action, &cx.sight), Offer::Yes) {
            return Reaction::Nothing;
        }
        match self.place() {
            Place::Path if self.asks.is_some() => self.act_on_asked(action, cx),
            Place::Path => self.act_on_path(action, cx),
            Place::Cell => self.act_on_cell(action, cx),
            Place::OpenChoice => self.act_on_location(action, cx),
            _ => self.act_here(action, cx),
        }
    }

    fn confirmed(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        match (action, self.planned.take()) {
            (Action::Run, Some(plan)) => {
                let run = running::of_plan(&self.customer, *plan);
                self.start(run, cx)
            }
            (Action::Check, _) => {
                self.stage = Stage::NoFile;
                self.check(cx)
            }
            (Action::Back, _) => Reaction::Close,
            _ => Reaction::Nothing,
        }
    }

    fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Reaction {
        let edited = if let Some(asks) = &mut self.asks {
            asks.field.typed(typed, cx)
        } else if let Some(mending) = self.sheet_mut().and_then(|view| view.mending.as_mut()) {
            typed.into_line(&mut mending.text)
        } else if self.at == At::Location {
            self.location.typed(typed)
        } else {
            self.path.typed(typed, cx)
        };
        match edited {
            Edited::Not => Reaction::Nothing,
            _ => Reaction::Redraw,
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        if self.path.awaits(number) {
            return self.path.take(number, outcome);
        }
        if let Some(asks) = self.asks.as_mut().filter(|asks| asks.field.awaits(number)) {
            return asks.field.take(number, outcome);
        }
        if self.asked_basis == Some(number) {
            self.asked_basis = None;
            match outcome {
                Outcome::ManyUsers(Ok(basis)) => self.begin(*basis, cx),
                Outcome::ManyUsers(Err(failure)) => return self.failed(failure, cx),
                _ => {}
            }
            return Reaction::Redraw;
        }
        if matches!(&self.stage, Stage::Running(running) if running.number == number) {
            return match outcome {
                Outcome::Ran(Ok(ran)) => self.ran(*ran, cx),
                Outcome::Ran(Err(failure)) => self.not_begun(failure, cx),
                _ => Reaction::Redraw,
            };
        }
        if self.waits != Some(number) {
            return Reaction::Nothing;
        }
        self.waits = None;
        match outcome {
            Outcome::Checked(Ok(sheet)) => self.checked(*sheet),
            Outcome::UsersPlanned(Ok(plan)) => return self.planned(plan),
            Outcome::Written(Ok((_, many))) => self.written(many as u64, cx),
            Outcome::Done(Ok(report)) => self.written(report.plan.summary.changed, cx),
            Outcome::Checked(Err(failure))
            | Outcome::UsersPlanned(Err(failure))
            | Outcome::Written(Err(failure))
            | Outcome::Done(Err(failure)) => return self.failed(failure, cx),
            _ => {}
        }
        Reaction::Redraw
    }

    fn reworded(&mut self, sight: &Sight) {
        let picks = super::account_form::all_countries(sight.cloud, sight.words);
        self.location.offer(picks);
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if let Offer::No(refusal) = cx.sight.rights.may_change(Task::AddManyUsers) {
            self.without = Some(refusal.why);
            return;
        }
        self.ask_basis(cx);
    }

    fn wonders(&self) -> Vec<Wonder> {
        let problem = self.sheet().and_then(|view| view.problem());
        problem.map(Wonder::from).into_iter().collect()
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        let page = usize::from(self.places(pen.height()).page);
        if let Some(view) = self.sheet_mut() {
            view.cursor = view.cursor.following(view.lines(), page);
        }
        view::draw(self, pen, sight);
    }
}
