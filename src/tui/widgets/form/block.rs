//! One field of a form with its lines: label, sign, value, notes; and where the columns of a form stand.

use ratatui::layout::Rect;

use crate::tui::theme::Ink;
use crate::tui::widgets::Focus;
use crate::tui::widgets::field::{Control, Field, Need, Weight};
use crate::tui::widgets::pen::{Pen, columns};

/// Below this width a value stands under its label.
const NARROW: u16 = 44;
/// Columns before a label: the cursor's sign, the bar of a changed field, a blank.
const MARGIN: u16 = 3;
/// A value never runs further than this, however wide the screen.
const WIDEST_VALUE: u16 = 72;

/// Where the columns stand.
pub(super) struct Sheet {
    labels: u16,
    width: u16,
}

impl Sheet {
    pub(super) fn of(fields: &[Field], width: u16) -> Self {
        // Hidden ones count too: nothing jumps when another country hides them.
        let labels = fields.iter().map(|field| columns(&field.label));
        Self {
            labels: labels.max().unwrap_or(0).min(width * 2 / 5),
            width,
        }
    }

    fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    pub(super) fn head_lines(&self) -> u16 {
        if self.is_narrow() { 2 } else { 1 }
    }

    fn label_columns(&self) -> u16 {
        if self.is_narrow() {
            self.width.saturating_sub(MARGIN + 2)
        } else {
            self.labels
        }
    }

    /// Where the sign stands: `*` required, `!` refused.
    fn sign(&self) -> u16 {
        MARGIN + self.label_columns() + 1
    }

    fn value(&self) -> u16 {
        if self.is_narrow() {
            MARGIN.min(self.width)
        } else {
            self.sign() + 2
        }
    }

    fn value_columns(&self) -> u16 {
        self.width.saturating_sub(self.value()).min(WIDEST_VALUE)
    }

    pub(super) fn note_columns(&self) -> u16 {
        self.value_columns().saturating_sub(1).max(1)
    }
}

/// One field with its lines.
pub(super) struct Block<'a> {
    pub(super) place: usize,
    pub(super) field: &'a Field,
    pub(super) line: u16,
    /// Lines of label and value.
    pub(super) head: u16,
    /// Lines before the value.
    pub(super) value: u16,
    pub(super) notes: Vec<(String, Weight)>,
}

impl Block<'_> {
    pub(super) fn end(&self) -> u16 {
        let notes = u16::try_from(self.notes.len()).unwrap_or(u16::MAX);
        self.line.saturating_add(self.head).saturating_add(notes)
    }

    pub(super) fn draw(&self, pen: &mut Pen, sheet: &Sheet, top: u16, focus: Focus) {
        let mut line = Lines { pen, top };
        self.draw_head(&mut line, sheet, focus);
        let notes = self.line + self.head;
        self.draw_value(&mut line, sheet, focus);
        for (offset, (text, weight)) in self.notes.iter().enumerate() {
            let offset = u16::try_from(offset).unwrap_or(u16::MAX);
            let ink = match weight {
                Weight::Refused => Ink::Danger,
                Weight::Odd => Ink::Strong,
                Weight::Said => Ink::Faint,
            };
            if let Some(y) = line.seen(notes + offset) {
                line.pen.text(sheet.value(), y, text, ink);
            }
        }
    }

    fn draw_head(&self, line: &mut Lines, sheet: &Sheet, focus: Focus) {
        let Some(y) = line.seen(self.line) else {
            return;
        };
        let ink = match focus {
            Focus::Here => Ink::Here,
            Focus::Elsewhere => Ink::Faint,
        };
        if focus == Focus::Here {
            line.pen.text(0, y, ">", Ink::Here);
        }
        if self.field.has_bar && self.field.is_changed() {
            line.pen.sign(1, y, "│", Ink::Strong);
        }
        let label = &self.field.label;
        line.pen
            .text_in(MARGIN, y, sheet.label_columns(), label, ink);
        let sign = self.sign();
        let ink = if sign == "!" { Ink::Danger } else { Ink::Faint };
        line.pen.text(sheet.sign(), y, sign, ink);
    }

    fn sign(&self) -> &'static str {
        if self.field.is_refused() {
            "!"
        } else if self.field.need == Need::Required {
            "*"
        } else {
            " "
        }
    }

    fn draw_value(&self, line: &mut Lines, sheet: &Sheet, focus: Focus) {
        let (x, room) = (sheet.value(), sheet.value_columns());
        let first = self.line + self.value;
        if let Control::Lines(lines) = &self.field.control {
            // Several lines may begin above the screen: the part that is seen is drawn.
            let hidden = line.top.saturating_sub(first);
            let y = first.saturating_sub(line.top);
            let area = Rect::new(0, y, line.pen.width(), line.pen.height().saturating_sub(y));
            if hidden == 0 {
                lines.draw(&mut line.pen.part(area), x, 0, room, focus);
            }
            return;
        }
        let Some(y) = line.seen(first) else {
            return;
        };
        let beside = self.beside_columns(room);
        let room = room - beside;
        match &self.field.control {
            Control::Text(text) if focus == Focus::Here => line.pen.line(x, y, room, text, true),
            Control::Choice(choice) => choice.draw(line.pen, x, y, room, focus),
            Control::Flag(flag) => flag.draw(line.pen, x, y, room, focus),
            _ => {
                let ink = match self.field.need {
                    Need::Fixed => Ink::Faint,
                    _ => Ink::Plain,
                };
                line.pen.text_in(x, y, room, self.field.value(), ink);
            }
        }
        if beside > 0 {
            // The end of a name stands close to its beginning, only the cursor between.
            let gap = if self.field.beside.starts_with('.') {
                1
            } else {
                3
            };
            let taken = columns(self.field.value()) + gap;
            let x = x + taken.min(room + 2);
            line.pen.text(x, y, &self.field.beside, Ink::Faint);
        }
    }

    /// Columns for the word beside the value: none where the value would have to give way.
    fn beside_columns(&self, room: u16) -> u16 {
        let wanted = columns(&self.field.beside);
        let free = room.saturating_sub(columns(self.field.value()) + 3);
        if wanted > 0 && wanted <= free {
            wanted + 2
        } else {
            0
        }
    }

    /// Draws the open list under the value, or above it where there is more room.
    pub(super) fn draw_list(&self, pen: &mut Pen, sheet: &Sheet, top: u16, nothing: &str) {
        let Some(choice) = self.field.open_choice() else {
            return;
        };
        let value = (self.line + self.value).saturating_sub(top);
        let below = pen.height().saturating_sub(value + 1);
        let x = sheet.value().saturating_sub(2);
        let width = choice.width().min(pen.width().saturating_sub(x));
        let lines = choice.lines();
        let (first, lines) = if below >= lines || below >= value {
            (value + 1, lines.min(below))
        } else {
            (value - lines.min(value), lines.min(value))
        };
        // Whole lines are cleared: what is left beside a list would be read as part of it.
        pen.part(Rect::new(0, first, pen.width(), lines)).clear();
        let area = Rect::new(x, first, width, lines);
        choice.draw_list(&mut pen.part(area), nothing);
    }
}

/// The lines of the form that are on the screen.
struct Lines<'a, 'b> {
    pen: &'a mut Pen<'b>,
    top: u16,
}

impl Lines<'_, '_> {
    fn seen(&self, line: u16) -> Option<u16> {
        let y = line.checked_sub(self.top)?;
        (y < self.pen.height()).then_some(y)
    }
}
