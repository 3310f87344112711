//! Pieces that panes are put together from. A widget knows neither the book nor the keymap: it takes keys that no action
//! is bound to, and draws into the room it is given. [`pen`] is the one way for text onto the screen; [`form`] puts
//! fields under each other.

pub mod choice;
pub mod field;
pub mod flag;
pub mod form;
pub mod lines;
pub mod masked;
pub mod path_input;
pub mod pen;
pub mod scroll;
pub mod text;
pub mod typed;
pub mod wrap;

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// To this one.
    Here,
    /// To another one.
    Elsewhere,
}

/// What a widget draws on a screen of a size, line by line without the blanks at their ends, and where the cursor stands.
#[cfg(test)]
fn drawn(
    size: ratatui::layout::Size,
    draw: impl FnOnce(&mut pen::Pen),
) -> (String, Option<ratatui::layout::Position>) {
    use crate::account::text::width;
    use crate::tui::theme::Theme;

    let area = ratatui::layout::Rect::from(size);
    let mut buffer = ratatui::buffer::Buffer::empty(area);
    let mut cursor = None;
    draw(&mut pen::Pen::new(&mut buffer, &mut cursor, &Theme::PLAIN));
    let mut lines = Vec::new();
    for y in 0..size.height {
        let mut line = String::new();
        let mut covered = 0;
        for x in 0..size.width {
            if covered == 0 {
                line.push_str(buffer[(x, y)].symbol());
                covered = width(buffer[(x, y)].symbol());
            }
            covered -= 1;
        }
        lines.push(line.trim_end().to_owned());
    }
    (lines.join("\n"), cursor)
}
