//! On which line of the pane what stands: from the height and the state alone, so that where a key goes never depends on
//! what was drawn. A low pane shows one line of the head, that of what has the keys, and the table under it.

use super::At;

/// Below this height the head is one line.
const LOW: u16 = 8;
/// From this height on the problem under the cursor has lines of its own.
const TALL: u16 = 11;
/// So many.
const FOOT: u16 = 3;

/// The lines, counted from the top of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    /// The path of the file.
    pub(super) path: Option<u16>,
    /// How the file was read.
    pub(super) facts: Option<u16>,
    /// The location.
    pub(super) location: Option<u16>,
    /// How many rows are ready and how many things are wrong.
    pub(super) counts: Option<u16>,
    /// The heads of the table's columns.
    pub(super) heads: Option<u16>,
    /// The first line of the table.
    pub(super) table: u16,
    /// How many lines it has, one at least.
    pub(super) page: u16,
    /// The first line of the problem under the cursor, whole.
    pub(super) foot: Option<u16>,
}

impl Places {
    /// The places on a pane of a height, while the keys go to `at`; before a file was checked there is no table.
    pub(super) fn of(height: u16, at: At, has_table: bool) -> Self {
        if height < LOW {
            let only = |is_it: bool| is_it.then_some(0);
            return Self {
                path: only(at == At::Path || at == At::Table && !has_table),
                facts: None,
                location: only(at == At::Location),
                counts: only(at == At::Table && has_table),
                heads: None,
                table: 1,
                page: height.saturating_sub(1).max(1),
                foot: None,
            };
        }
        let foot = (height >= TALL).then(|| height - FOOT);
        Self {
            path: Some(0),
            facts: Some(1),
            location: Some(2),
            counts: Some(2),
            heads: Some(3),
            table: 4,
            page: foot.unwrap_or(height) - 4,
            foot,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_under_the_cursor_is_seen_on_any_screen() {
        for height in 0..40 {
            let places = Places::of(height, At::Table, true);
            assert!(places.page >= 1);
            assert!(
                height < 2 || places.table + places.page <= height,
                "{height}"
            );
        }
    }
}
