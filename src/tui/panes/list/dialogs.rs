//! Draws what the list asks: the menu of orders, the questions of an export.

use crate::say;
use crate::tui::pane::Sight;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::{Pen, columns};

use super::ListPane;
use super::columns::sort_words;
use super::exporting::{Dialog, FORMS, Field, Rows};

pub(super) fn draw(list: &ListPane, pen: &mut Pen, sight: &Sight) {
    if list.sorting.is_open() {
        draw_menu(list, pen, sight);
    }
    if let Some(dialog) = &list.exporting.dialog {
        draw_export(dialog, pen, sight);
    }
}

fn draw_menu(list: &ListPane, pen: &mut Pen, sight: &Sight) {
    let title = sight.words.text("list-sort-title");
    let lines: Vec<(String, bool)> = list
        .sorting
        .lines()
        .map(|(field, is_here)| (sight.words.text(sort_words(field)), is_here))
        .collect();
    let width = lines
        .iter()
        .map(|(text, _)| columns(text))
        .max()
        .unwrap_or(0);
    let width = width.max(columns(&title)) + 6;
    let height = u16::try_from(lines.len()).unwrap_or(0) + 2;
    let inner = &mut pen.boxed(width, height, &title);
    for (y, (text, is_here)) in (0..).zip(&lines) {
        let ink = if *is_here { Ink::Here } else { Ink::Plain };
        if *is_here {
            inner.text(1, y, ">", ink);
        }
        inner.text(3, y, text, ink);
    }
}

/// The three questions of an export; the row in focus is the accented one.
fn draw_export(dialog: &Dialog, pen: &mut Pen, sight: &Sight) {
    let labels = ["export-file", "export-form", "export-rows"].map(|id| sight.words.text(id));
    let value = labels.iter().map(|label| columns(label)).max().unwrap_or(0) + 3;
    let title = sight.words.text("export-title");
    let inside = &mut pen.boxed(pen.width().min(72), 5, &title);
    let fields = [Field::Path, Field::Form, Field::Rows];
    for (y, (label, field)) in (0..).zip(labels.iter().zip(fields)) {
        let ink = if dialog.at == field {
            Ink::Here
        } else {
            Ink::Faint
        };
        inside.text(1, y, label, ink);
        match field {
            Field::Path => {
                let room = inside.width().saturating_sub(value + 1);
                inside.line(value, y, room, &dialog.path, dialog.at == Field::Path);
            }
            Field::Form => {
                let forms = FORMS.map(|(ending, _)| ending.to_owned());
                draw_choice(inside, value, y, &forms, dialog.form());
            }
            Field::Rows => {
                let rows = match dialog.rows {
                    Rows::Shown => say!("export-shown", n = dialog.count()),
                    Rows::All => say!("export-all", n = dialog.count()),
                };
                inside.text(value, y, &sight.words.say(&rows), Ink::Plain);
            }
        }
    }
}

/// Few values beside each other, the chosen one in brackets.
fn draw_choice(pen: &mut Pen, x: u16, y: u16, values: &[String], chosen: usize) {
    let mut x = x;
    for (place, value) in values.iter().enumerate() {
        let (text, ink) = if place == chosen {
            (format!("[{value}]"), Ink::Strong)
        } else {
            (format!(" {value} "), Ink::Faint)
        };
        x = pen.text(x, y, &text, ink);
    }
}
