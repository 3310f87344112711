//! One entry of the log whole: when, who, what, how it ended, whether it can be taken back, and every record that it
//! changed, member by member, old and new.

use crate::account::entry::EntryId;
use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::operations::Outcome as Became;
use crate::operations::history::{Details, Difference, Touched, operation_words};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::wrap::wrapped;
use crate::tui::workers::{Number, Outcome, Read};

/// One entry of the log.
pub struct EntryPane {
    id: EntryId,
    of: Option<CustomerId>,
    asked: Option<Number>,
    details: Option<Details>,
    scroll: Scroll,
}

/// A sentence that may need several lines, set in by so many columns.
struct Line {
    in_by: u16,
    words: String,
    ink: Ink,
}

impl EntryPane {
    /// An entry that is asked for with the first [`Pane::refresh`].
    pub fn new(id: EntryId, of: Option<CustomerId>) -> Self {
        Self {
            id,
            of,
            asked: None,
            details: None,
            scroll: Scroll::default(),
        }
    }

    /// The lines as they stand in so many columns.
    fn laid_out(&self, width: u16, sight: &Sight) -> Vec<Line> {
        let lines = match &self.details {
            Some(details) => lines(details, sight),
            None => vec![Line {
                in_by: 1,
                words: sight.words.text("list-reading"),
                ink: Ink::Faint,
            }],
        };
        let mut laid = Vec::with_capacity(lines.len());
        for line in lines {
            let mut parts = wrapped(&line.words, width.saturating_sub(line.in_by + 1));
            if parts.is_empty() {
                parts.push(String::new());
            }
            laid.extend(parts.into_iter().map(|words| Line { words, ..line }));
        }
        laid
    }
}

impl Pane for EntryPane {
    fn place(&self) -> Place {
        Place::Reading
    }

    fn title(&self, sight: &Sight) -> String {
        let id = self.id.to_string();
        sight.words.say(&say!("entry-title", id = id))
    }

    fn offers(&self, _action: Action, _sight: &Sight) -> Offer {
        Offer::Yes
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if action == Action::Back {
            return Reaction::Close;
        }
        let area = cx.sight.area;
        let lines = self.laid_out(area.width, &cx.sight).len();
        match self.scroll.go(action, lines, usize::from(area.height)) {
            true => Reaction::Redraw,
            false => Reaction::Nothing,
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        let Outcome::Entry(details) = outcome else {
            return Reaction::Nothing;
        };
        if self.asked != Some(number) {
            return Reaction::Nothing;
        }
        self.asked = None;
        match details {
            Ok(details) => self.details = Some(*details),
            Err(failure) => cx.line.refused(&failure),
        }
        Reaction::Redraw
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.asked = Some(cx.out.read(Read::Entry(self.id, self.of.clone())));
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        let lines = self.laid_out(pen.width(), sight);
        let page = usize::from(pen.height());
        let top = self.scroll.top(lines.len(), page);
        for (y, line) in (0..).zip(lines.iter().skip(top).take(page)) {
            pen.text(line.in_by, y, &line.words, line.ink);
        }
    }
}

fn lines(details: &Details, sight: &Sight) -> Vec<Line> {
    let words = sight.words;
    let draft = &details.activity.entry.draft;
    let what = Message::new(operation_words(&draft.operation));
    let roles: Vec<Message> = draft
        .who
        .roles
        .iter()
        .map(|role| Message::new(role.words()))
        .collect();
    let mut said = vec![
        (
            say!("entry-what", what = what, subject = &draft.subject),
            Ink::Strong,
        ),
        (
            say!(
                "entry-when-who",
                at = words.date_and_time(draft.at, sight.zone),
                who = &draft.who.name,
                roles = roles,
            ),
            Ink::Plain,
        ),
        (
            say!(
                "entry-ended",
                status = Message::new(details.status.words()),
                kind = Message::new(format!("audit-{}", details.resource_type)),
            ),
            Ink::Plain,
        ),
    ];
    said.push(match &details.final_because {
        Some(why) => (say!("entry-final", why = why.clone()), Ink::Strong),
        None => (
            say!("entry-undoable", id = details.activity.entry.id.to_string()),
            Ink::Plain,
        ),
    });
    let mut lines: Vec<Line> = said
        .into_iter()
        .map(|(message, ink)| Line {
            in_by: 1,
            words: words.say(&message),
            ink,
        })
        .collect();
    for touched in &details.touched {
        lines.extend(of_record(touched, sight));
    }
    if details.more > 0 {
        lines.push(blank());
        lines.push(Line {
            in_by: 1,
            words: words.say(&say!("entry-more", n = details.more)),
            ink: Ink::Faint,
        });
    }
    lines
}

fn blank() -> Line {
    Line {
        in_by: 1,
        words: String::new(),
        ink: Ink::Plain,
    }
}

fn of_record(touched: &Touched, sight: &Sight) -> Vec<Line> {
    let kind = Message::new(format!("kind-{}", touched.key.kind.as_str()));
    let name = &touched.name;
    let head = match touched.outcome {
        Became::Added => say!("entry-record-added", kind = kind, name = name),
        Became::Removed => say!("entry-record-removed", kind = kind, name = name),
        _ => say!("entry-record-changed", kind = kind, name = name),
    };
    let mut lines = vec![
        blank(),
        Line {
            in_by: 1,
            words: sight.words.say(&head),
            ink: Ink::Strong,
        },
    ];
    lines.extend(touched.differences.iter().map(|one| Line {
        in_by: 3,
        words: sight.words.say(&difference(one)),
        ink: Ink::Plain,
    }));
    lines
}

fn difference(one: &Difference) -> Message {
    let path = &one.path;
    match (&one.old, &one.new) {
        (Some(old), Some(new)) => say!("entry-changed", path = path, old = old, new = new),
        (None, Some(new)) => say!("entry-added", path = path, new = new),
        (Some(old), None) => say!("entry-gone", path = path, old = old),
        (None, None) => say!("plain", text = path),
    }
}
