//! Tables for people: columns as wide as what is in them; on a terminal no wider than the terminal. Then the widest give
//! way first, and those that matter less go whole. Widths are columns of the terminal, so Hangul stands straight.

use crate::account::text::{cut, pad, pad_start, visible, width};

/// Where the words of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// One column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its heading in CSV, which no language changes.
    pub name: &'static str,
    /// Its heading as people read it.
    pub heading: String,
    align: Align,
    /// No narrower than this, before others go whole.
    least: Least,
    /// The larger, the sooner it goes where there is no room; those with 0 stay.
    rank: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Least {
    /// Cut it to so many columns.
    Columns(usize),
    /// A part of it says nothing.
    Whole,
}

impl Column {
    /// A column of words.
    pub fn left(name: &'static str, heading: String) -> Self {
        Self {
            name,
            heading,
            align: Align::Left,
            least: Least::Columns(12),
            rank: 0,
        }
    }

    /// A column of numbers, never cut.
    pub fn right(name: &'static str, heading: String) -> Self {
        Self {
            align: Align::Right,
            ..Self::left(name, heading).whole()
        }
    }

    /// The same, never cut: an ID, a state.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.least = Least::Whole;
        self
    }

    /// The same, gone where there is no room; the larger the rank, the sooner.
    #[must_use]
    pub fn less(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }
}

const GAP: usize = 2;

/// Lays the rows out, heading first, a line each. `limit` is the width of the terminal; without one nothing is cut.
pub(super) fn lay_out(
    columns: &[Column],
    rows: &[Vec<String>],
    limit: Option<usize>,
) -> Vec<String> {
    let headings: Vec<String> = columns
        .iter()
        .map(|column| column.heading.clone())
        .collect();
    let rows: Vec<Vec<String>> = std::iter::once(&headings)
        .chain(rows)
        .map(|row| row.iter().map(|cell| visible(cell).into_owned()).collect())
        .collect();
    let widths = widths(columns, &rows, limit);
    rows.iter().map(|row| line(columns, row, &widths)).collect()
}

/// The width of each column; `None` for one that goes.
fn widths(columns: &[Column], rows: &[Vec<String>], limit: Option<usize>) -> Vec<Option<usize>> {
    let natural = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let natural: Vec<usize> = (0..columns.len()).map(natural).collect();
    let mut shown: Vec<bool> = vec![true; columns.len()];
    loop {
        let mut widths: Vec<Option<usize>> = natural
            .iter()
            .zip(&shown)
            .map(|(width, shown)| shown.then_some(*width))
            .collect();
        let Some(limit) = limit else {
            return widths;
        };
        narrow(&mut widths, limit, |column| match columns[column].least {
            Least::Columns(least) => least,
            Least::Whole => natural[column],
        });
        if total(&widths) <= limit {
            return widths;
        }
        match least_important(columns, &shown) {
            Some(column) => shown[column] = false,
            None => {
                // Nothing more can go: everything is cut, down to a letter.
                narrow(&mut widths, limit, |_| 1);
                return widths;
            }
        }
    }
}

/// Takes from the widest, column by column, until all fits or nothing may be narrower.
fn narrow(widths: &mut [Option<usize>], limit: usize, least: impl Fn(usize) -> usize) {
    while total(widths) > limit {
        let can_give = |place: &usize| widths[*place].is_some_and(|width| width > least(*place));
        let widest = (0..widths.len())
            .filter(can_give)
            .max_by_key(|place| widths[*place]);
        match widest {
            Some(place) => widths[place] = widths[place].map(|width| width - 1),
            None => return,
        }
    }
}

fn least_important(columns: &[Column], shown: &[bool]) -> Option<usize> {
    let candidates = (0..columns.len()).filter(|place| shown[*place] && columns[*place].rank > 0);
    candidates.max_by_key(|place| columns[*place].rank)
}

fn total(widths: &[Option<usize>]) -> usize {
    let shown = widths.iter().flatten();
    shown.clone().sum::<usize>() + GAP * shown.count().saturating_sub(1)
}

fn line(columns: &[Column], row: &[String], widths: &[Option<usize>]) -> String {
    let cells = columns.iter().zip(row).zip(widths);
    let cells = cells.filter_map(|((column, cell), width)| {
        let width = (*width)?;
        let cell = cut(cell, width);
        Some(match column.align {
            Align::Left => pad(&cell, width),
            Align::Right => pad_start(&cell, width),
        })
    });
    let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::left("name", "Company".to_owned()),
            Column::left("domain", "Domain".to_owned()),
            Column::right("seats", "Seats".to_owned()),
        ]
    }

    fn row(cells: [&str; 3]) -> Vec<String> {
        cells.map(str::to_owned).to_vec()
    }

    #[test]
    fn wide_letters_stand_straight_and_numbers_right() {
        let rows = [
            row(["윙팁토이즈", "wingtipkr", "12"]),
            row(["Wingtip", "wt", "1,204"]),
        ];
        assert_eq!(
            lay_out(&columns(), &rows, None),
            [
                "Company     Domain     Seats",
                "윙팁토이즈  wingtipkr     12",
                "Wingtip     wt         1,204"
            ]
        );
    }

    #[test]
    fn the_widest_column_gives_way_first_and_no_line_is_wider_than_the_terminal() {
        let rows = [row(["A company with quite a long name", "wingtip", "12"])];
        let lines = lay_out(&columns(), &rows, Some(30));
        assert_eq!(lines[1], "A company wit…  wingtip     12");
        for limit in [1, 7, 10, 20, 30] {
            let lines = lay_out(&columns(), &rows, Some(limit));
            assert!(
                lines.iter().all(|line| width(line) <= limit.max(7)),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn an_id_stays_whole_and_what_matters_less_goes() {
        let columns = [
            Column::left("name", "Company".to_owned()),
            Column::left("tags", "Tags".to_owned()).less(1),
            Column::left("id", "Microsoft ID".to_owned()).whole(),
        ];
        let id = "dfd8cc0a-c592-468c-8461-869a38d24738";
        let rows = [row(["Wingtip Toys", "gold, watched", id])];
        let lines = lay_out(&columns, &rows, Some(52));
        assert_eq!(lines[1], format!("Wingtip Toys  {id}"));
    }

    #[test]
    fn controls_in_a_name_never_reach_the_terminal() {
        let rows = [row(["\u{1b}[2J", "a\nb", ""])];
        assert!(
            lay_out(&columns(), &rows, None)[1]
                .chars()
                .all(|letter| !letter.is_control())
        );
    }
}
