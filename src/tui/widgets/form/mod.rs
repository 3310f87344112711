//! Fields under each other, with one that has the focus. Higher than the screen it scrolls, so that the field in focus
//! is always whole, its notes included; narrow screens put the value under its label.

mod block;

use std::cell::Cell;

use super::Focus;
use super::choice::Step;
use super::field::{Control, Field};
use super::pen::Pen;
use super::text::Edited;
use super::typed::Typed;
use block::{Block, Sheet};

/// Fields under each other. There is always at least one that is shown.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<Field>,
    at: usize,
    top: Cell<u16>,
    /// Whether the keys go elsewhere, below the fields.
    is_left: bool,
}

impl Form {
    /// A form with the focus on its first field.
    pub fn new(fields: Vec<Field>) -> Self {
        let at = fields.iter().position(Field::is_reached).unwrap_or(0);
        Self {
            fields,
            at,
            top: Cell::new(0),
            is_left: false,
        }
    }

    /// All of them in their order, hidden ones too.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// As [`Form::fields`], to be changed.
    pub fn fields_mut(&mut self) -> &mut [Field] {
        &mut self.fields
    }

    /// The field of a path.
    pub fn field(&self, path: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.path == path)
    }

    /// As [`Form::field`], to be changed.
    pub fn field_mut(&mut self, path: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.path == path)
    }

    /// What the field of a path says; nothing when there is no such field.
    pub fn value(&self, path: &str) -> &str {
        self.field(path).map_or("", Field::value)
    }

    /// The field that has the focus.
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// As [`Form::focused`], to be changed.
    pub fn focused_mut(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.at)
    }

    /// Puts the focus on a field; tells whether there is such a one to be reached.
    pub fn focus(&mut self, path: &str) -> bool {
        let place = self.fields.iter().position(|field| field.path == path);
        match place {
            Some(place) if self.fields[place].is_reached() => {
                self.at = place;
                true
            }
            _ => false,
        }
    }

    /// Takes the focus away from all fields, or gives it back to the one that had it.
    pub fn leave(&mut self, is_left: bool) {
        self.is_left = is_left;
    }

    /// Puts the focus on the first field that can have it, or on the last.
    pub fn focus_end(&mut self, end: Step) {
        let place = match end {
            Step::On => self.fields.iter().position(Field::is_reached),
            Step::Back => self.fields.iter().rposition(Field::is_reached),
        };
        self.at = place.unwrap_or(self.at);
    }

    /// Whether the field in focus is the last one that can have it, or the first.
    pub fn is_at_end(&self, end: Step) -> bool {
        let place = match end {
            Step::On => self.fields.iter().rposition(Field::is_reached),
            Step::Back => self.fields.iter().position(Field::is_reached),
        };
        place.is_none_or(|place| place == self.at)
    }

    /// Lines that all of it needs, so many columns wide.
    pub fn lines(&self, width: u16) -> u16 {
        let sheet = Sheet::of(&self.fields, width);
        self.blocks(&sheet).last().map_or(0, Block::end)
    }

    /// The flag that has the focus, when it is one.
    pub fn flag_mut(&mut self) -> Option<&mut super::flag::Flag> {
        match &mut self.focused_mut()?.control {
            Control::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// A step within the field in focus, when it has several lines and is not at the edge of them.
    pub fn step_inside(&mut self, step: Step) -> bool {
        match self.focused_mut().map(|field| &mut field.control) {
            Some(Control::Lines(lines)) => lines.step(step),
            _ => false,
        }
    }

    /// Parts the line at the cursor, in a field of several lines.
    pub fn part_line(&mut self) -> bool {
        match self.focused_mut().map(|field| &mut field.control) {
            Some(Control::Lines(lines)) => {
                lines.part();
                true
            }
            _ => false,
        }
    }

    /// To the next field, or the one before; behind the last comes the first.
    pub fn step(&mut self, step: Step) {
        let many = self.fields.len();
        for _ in 0..many {
            self.at = match step {
                Step::On => (self.at + 1) % many,
                Step::Back => (self.at + many - 1) % many,
            };
            if self.fields[self.at].is_reached() {
                return;
            }
        }
    }

    /// Whether a list is open: then the keys are those of a choice.
    pub fn is_choosing(&self) -> bool {
        self.focused()
            .is_some_and(|field| field.open_choice().is_some())
    }

    /// The choice that has the focus, when it is one.
    pub fn choice_mut(&mut self) -> Option<&mut super::choice::Choice> {
        match &mut self.focused_mut()?.control {
            Control::Choice(choice) => Some(choice),
            Control::Text(_) | Control::Lines(_) | Control::Flag(_) => None,
        }
    }

    /// Gives what is typed to the field in focus.
    pub fn typed(&mut self, typed: &Typed) -> Edited {
        self.focused_mut()
            .map_or(Edited::Not, |field| field.typed(typed))
    }

    /// Whether a field that is shown says something else than when the form was opened.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    /// Draws as much as there is room for. `nothing` stands in an open list that nothing fits.
    pub fn draw(&self, pen: &mut Pen, nothing: &str) {
        let sheet = Sheet::of(&self.fields, pen.width());
        let blocks = self.blocks(&sheet);
        let Some(focused) = blocks.iter().find(|block| block.place == self.at) else {
            return;
        };
        let list = focused
            .field
            .open_choice()
            .map_or(0, |choice| choice.lines());
        let whole = blocks.last().map_or(0, Block::end);
        let top = self.scrolled(focused, list, whole, pen.height());
        for block in &blocks {
            let focus = match block.place == self.at && !self.is_left {
                true => Focus::Here,
                false => Focus::Elsewhere,
            };
            block.draw(pen, &sheet, top, focus);
        }
        if list > 0 {
            focused.draw_list(pen, &sheet, top, nothing);
        }
    }

    fn blocks(&self, sheet: &Sheet) -> Vec<Block<'_>> {
        let mut line = 0;
        let shown = self.fields.iter().enumerate();
        let shown = shown.filter(|(_, field)| field.is_shown());
        shown
            .map(|(place, field)| {
                let notes = field.note_lines(sheet.note_columns());
                let block = Block {
                    place,
                    field,
                    line,
                    notes,
                    head: sheet.head_lines() + field.value_lines() - 1,
                    value: sheet.head_lines() - 1,
                };
                line = block.end();
                block
            })
            .collect()
    }

    /// The first line on the screen: as it was, unless the field in focus or its list would be cut.
    fn scrolled(&self, focused: &Block, list: u16, whole: u16, room: u16) -> u16 {
        let wanted = focused.end().max(focused.line + focused.head + list);
        let last = whole.max(wanted).saturating_sub(room);
        let top = self.top.get().min(last);
        let top = top.clamp(wanted.saturating_sub(room).min(focused.line), focused.line);
        self.top.set(top);
        top
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::layout::{Position, Size};

    use super::*;
    use crate::tui::widgets::choice::{Choice, Pick};
    use crate::tui::widgets::drawn;
    use crate::tui::widgets::field::{Need, Note, Weight};
    use crate::tui::widgets::text::TextLine;

    fn text(path: &'static str, label: &str, value: &str) -> Field {
        Field::new(path, label.to_owned(), Control::Text(TextLine::new(value)))
    }

    fn address() -> Form {
        let picks = [
            ("US", "United States"),
            ("KR", "Korea"),
            ("SG", "Singapore"),
        ];
        let picks: Vec<Pick> = picks
            .iter()
            .map(|(code, name)| Pick::new(code, name, ""))
            .collect();
        let country = Control::Choice(Choice::new("US", Arc::from(picks)));
        let mut name = text("name", "Company name", "윙팁토이즈 코리아");
        name.need = Need::Required;
        let mut state = text("state", "State", "ZZ");
        state.notes = vec![Note {
            text: "ZZ is not a state of the US. WA fits 98052 — F2 takes it".to_owned(),
            weight: Weight::Refused,
        }];
        let mut hidden = text("hidden", "Hidden", "");
        hidden.need = Need::Hidden;
        let mut phone = text("phone", "Phone", "(425) 555-0101");
        phone.beside = "sent as +14255550101".to_owned();
        Form::new(vec![
            name,
            Field::new("country", "Country/region".to_owned(), country),
            hidden,
            state,
            phone,
        ])
    }

    fn frame(form: &Form, width: u16, height: u16) -> (String, Option<Position>) {
        drawn(Size::new(width, height), |pen| {
            form.draw(pen, "nothing fits")
        })
    }

    fn write(form: &mut Form, letters: &str) {
        for letter in letters.chars() {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            form.typed(&Typed::Key(key));
        }
    }

    #[test]
    fn labels_signs_values_and_notes_stand_in_columns() {
        let mut form = address();
        write(&mut form, "!");
        let (text, cursor) = frame(&form, 60, 6);
        insta::assert_snapshot!(text, @"
        >│ Company name   * 윙팁토이즈 코리아!
           Country/region   United States ▾
           State          ! ZZ
                            ZZ is not a state of the US. WA fits
                            98052 — F2 takes it
           Phone            (425) 555-0101   sent as +14255550101
        ");
        assert_eq!(cursor, Some(Position::new(38, 0)));
    }

    #[test]
    fn a_narrow_screen_puts_the_value_under_its_label_and_scrolls_to_the_focus() {
        let mut form = address();
        insta::assert_snapshot!(frame(&form, 20, 2).0, @"
        >  Company name    *
            팁토이즈 코리아
        ");
        form.step(Step::Back);
        insta::assert_snapshot!(frame(&form, 20, 3).0, @"
           F2 takes it
        >  Phone
           (425) 555-0101
        ");
        form.step(Step::Back);
        insta::assert_snapshot!(frame(&form, 20, 3).0, @"
        >  State           !
           ZZ
           ZZ is not a
        ");
    }

    #[test]
    fn the_focus_goes_round_and_passes_what_is_hidden() {
        let mut form = address();
        let mut passed = Vec::new();
        for _ in 0..5 {
            passed.push(form.focused().unwrap().path);
            form.step(Step::On);
        }
        assert_eq!(passed, ["name", "country", "state", "phone", "name"]);
        assert!(!form.focus("hidden"));
        assert!(form.focus("state"));
    }

    #[test]
    fn an_open_choice_lies_over_the_fields_below() {
        let mut form = address();
        form.focus("country");
        form.choice_mut().unwrap().open();
        insta::assert_snapshot!(frame(&form, 60, 6).0, @"
           Company name   * 윙팁토이즈 코리아
        >  Country/region
                          > United States      US
                            Korea              KR
                            Singapore          SG
           Phone            (425) 555-0101   sent as +14255550101
        ");
        write(&mut form, "ko");
        insta::assert_snapshot!(frame(&form, 24, 3).0, @"
        >  Country/region
           ko
         > Korea             KR
        ");
    }

    #[test]
    fn no_size_is_too_small() {
        let mut form = address();
        for width in 0..30 {
            for height in 0..8 {
                frame(&form, width, height);
            }
        }
        form.focus("country");
        form.choice_mut().unwrap().open();
        for width in 0..30 {
            for height in 0..8 {
                frame(&form, width, height);
            }
        }
    }
}
