//! What would be done, below the fields: what must be done first, what is done, what follows, what is doubtful, and
//! whether it can be taken back.

use std::sync::Arc;

use crate::account::entry::Undo;
use crate::account::problem::{Message, Problem};
use crate::operations::{Failure, Plan};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::message_line::Tone;
use crate::tui::pane::{Remark, Sight};
use crate::tui::panes::telling::sentence;
use crate::tui::sheets::{Remedy, Sheet};
use crate::tui::theme::Ink;
use crate::tui::widgets::wrap::wrapped;
use crate::tui::wonder::Wonder;

/// What the writer said would be done.
pub(in crate::tui::panes) enum Ahead {
    /// Nothing was asked yet, or the fields are not fit to ask.
    Nothing,
    /// This.
    Plan(Box<Plan>),
    /// It can't be; the whole reason first.
    Refused(Vec<Wonder>),
}

/// One line below the fields.
pub(in crate::tui::panes) struct Line {
    pub(in crate::tui::panes) indent: u16,
    pub(in crate::tui::panes) sign: &'static str,
    pub(in crate::tui::panes) text: String,
    pub(in crate::tui::panes) ink: Ink,
    /// The remedy that this line offers, by its place.
    pub(in crate::tui::panes) remedy: Option<usize>,
}

impl Line {
    /// Nothing, to part what stands above from what stands below.
    pub(in crate::tui::panes) fn blank() -> Self {
        Self {
            indent: 0,
            sign: "",
            text: String::new(),
            ink: Ink::Plain,
            remedy: None,
        }
    }
}

impl Ahead {
    /// As the writer answered; what is wrong with fields is not for here.
    pub(in crate::tui::panes) fn of_failure(failure: &Failure) -> Self {
        let single = failure.problems();
        let whole = Wonder {
            code: failure.code().to_owned(),
            ..Wonder::said(&failure.message())
        };
        let said = std::iter::once(whole).chain(single.iter().map(Wonder::from));
        Ahead::Refused(said.collect())
    }

    pub(in crate::tui::panes) fn plan(&self) -> Option<&Plan> {
        match self {
            Ahead::Plan(plan) => Some(plan),
            _ => None,
        }
    }

    /// What keeps it from being done, then what is doubtful.
    pub(in crate::tui::panes) fn wonders(&self) -> Vec<Wonder> {
        match self {
            Ahead::Nothing => Vec::new(),
            Ahead::Plan(plan) => {
                let problems = plan.blockers.iter().chain(&plan.warnings);
                problems.map(Wonder::from).collect()
            }
            Ahead::Refused(said) => said.clone(),
        }
    }

    /// What clears the blockers, each once, in their order.
    pub(in crate::tui::panes) fn remedies(&self, sheet: &Arc<dyn Sheet>) -> Vec<Remedy> {
        let Some(plan) = self.plan() else {
            return Vec::new();
        };
        let offered = offered(plan, sheet);
        offered.into_iter().map(|(_, remedy)| remedy).collect()
    }

    /// Its lines, so many columns wide.
    pub(in crate::tui::panes) fn lines(
        &self,
        sheet: &Arc<dyn Sheet>,
        said_of_none: &[&Problem],
        width: u16,
        sight: &Sight,
    ) -> Vec<Line> {
        let mut page = Page::new(width, sight);
        for problem in said_of_none {
            page.add(2, "x", &sentence(problem, Place::Edit, sight), Ink::Danger);
        }
        match self {
            Ahead::Nothing => {}
            Ahead::Plan(plan) => page.plan(plan, sheet),
            Ahead::Refused(said) => {
                for wonder in said {
                    page.say(2, "x", &wonder.message, Ink::Danger);
                }
            }
        }
        page.lines
    }
}

/// The remedies with the blockers under which they stand: one that clears several stands under the last of them.
fn offered(plan: &Plan, sheet: &Arc<dyn Sheet>) -> Vec<(usize, Remedy)> {
    let mut offered: Vec<(usize, Remedy)> = Vec::new();
    for (place, blocker) in plan.blockers.iter().enumerate() {
        let Some(remedy) = sheet.remedy(blocker, plan) else {
            continue;
        };
        offered.retain(|(_, other)| other.words != remedy.words);
        offered.push((place, remedy));
    }
    offered
}

/// What stands in the message line while something is wrong: the fields first, then what the plan asks for.
pub(in crate::tui::panes) fn remark(refused: usize, blockers: usize) -> Option<Remark> {
    let message = match (refused, blockers) {
        (0, 0) => return None,
        (0, many) => say!("sheet-blocked", n = many),
        (many, _) => say!("form-problems", n = many),
    };
    Some(Remark {
        tone: Tone::Wrong,
        message,
    })
}

/// What can't be taken back says so, with the reason.
pub(in crate::tui::panes) fn finality(plan: &Plan) -> Option<Message> {
    match &plan.undo {
        Undo::Possible => None,
        Undo::Not(why) => Some(Message::new(why.clone())),
    }
}

struct Page<'a> {
    width: u16,
    sight: &'a Sight<'a>,
    lines: Vec<Line>,
}

impl<'a> Page<'a> {
    fn new(width: u16, sight: &'a Sight<'a>) -> Self {
        Self {
            width,
            sight,
            lines: Vec::new(),
        }
    }

    fn plan(&mut self, plan: &Plan, sheet: &Arc<dyn Sheet>) {
        if !plan.blockers.is_empty() || !plan.passed.is_empty() {
            self.head(say!("sheet-first"));
            self.blockers(plan, sheet);
            for passed in &plan.passed {
                self.say(2, "✓", passed, Ink::Plain);
            }
        }
        if !plan.steps.is_empty() {
            self.head(match plan.blockers.is_empty() {
                true => say!("sheet-steps"),
                false => say!("sheet-then"),
            });
            self.all(&plan.steps, " ");
        }
        if !plan.consequences.is_empty() {
            self.head(say!("sheet-follows"));
            self.all(&plan.consequences, " ");
        }
        if !plan.warnings.is_empty() {
            self.head(say!("sheet-doubtful"));
            for warning in &plan.warnings {
                let text = sentence(warning, Place::Edit, self.sight);
                self.add(2, "!", &text, Ink::Strong);
            }
        }
        let is_nothing = plan.changes.is_empty() && plan.secrets.is_empty() && plan.draft.is_none();
        if is_nothing && plan.blockers.is_empty() {
            self.say(1, "", &say!("sheet-nothing"), Ink::Faint);
        } else if let Some(finality) = finality(plan) {
            self.say(1, "", &finality, Ink::Strong);
        }
    }

    fn blockers(&mut self, plan: &Plan, sheet: &Arc<dyn Sheet>) {
        let offered = offered(plan, sheet);
        for (place, blocker) in plan.blockers.iter().enumerate() {
            self.say(2, "x", &blocker.message, Ink::Danger);
            if let Some(remedy) = &blocker.remedy {
                self.say(4, "", remedy, Ink::Plain);
            }
            let here = offered.iter().position(|(under, _)| *under == place);
            if let Some(at) = here {
                let key = self.sight.key(Place::Edit, Action::Choose);
                let words = offered[at].1.words.clone();
                let offer = say!("sheet-remedy", key = key, words = words);
                let from = self.lines.len();
                self.say(4, "", &offer, Ink::Key);
                for line in &mut self.lines[from..] {
                    line.remedy = Some(at);
                }
            }
        }
    }

    fn head(&mut self, message: Message) {
        self.say(1, "", &message, Ink::Faint);
    }

    fn all(&mut self, messages: &[Message], sign: &'static str) {
        for message in messages {
            self.say(2, sign, message, Ink::Plain);
        }
    }

    fn say(&mut self, indent: u16, sign: &'static str, message: &Message, ink: Ink) {
        let text = self.sight.words.say(message);
        self.add(indent, sign, &text, ink);
    }

    /// A sentence over several lines; its sign stands before the first of them.
    fn add(&mut self, indent: u16, sign: &'static str, text: &str, ink: Ink) {
        let hang = if sign.is_empty() { 0 } else { 2 };
        let room = self.width.saturating_sub(indent + hang + 1);
        let mut sign = sign;
        for part in wrapped(text, room) {
            self.lines.push(Line {
                indent: indent + hang,
                sign: std::mem::take(&mut sign),
                text: part,
                ink,
                remedy: None,
            });
        }
    }
}
