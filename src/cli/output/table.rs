//! Tables for people: columns as wide as what is in them; on a terminal no wider than the terminal, and then the widest
//! give way first. Widths are columns of the terminal, so Hangul stands straight.

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
    /// Where its words stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn left(name: &'static str, heading: String) -> Self {
        Self {
            name,
            heading,
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub fn right(name: &'static str, heading: String) -> Self {
        Self {
            name,
            heading,
            align: Align::Right,
        }
    }
}

/// No column is cut below this: less says nothing.
const LEAST: usize = 6;
const GAP: &str = "  ";

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
    let widths = widths(columns.len(), &rows, limit);
    rows.iter().map(|row| line(columns, row, &widths)).collect()
}

fn widths(columns: usize, rows: &[Vec<String>], limit: Option<usize>) -> Vec<usize> {
    let mut widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .map(|row| row.get(column).map_or(0, |cell| width(cell)))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let Some(limit) = limit else {
        return widths;
    };
    let room = limit.saturating_sub(GAP.len() * columns.saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > LEAST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

fn line(columns: &[Column], row: &[String], widths: &[usize]) -> String {
    let cells = columns
        .iter()
        .zip(row)
        .zip(widths)
        .map(|((column, cell), width)| {
            let cell = cut(cell, *width);
            match column.align {
                Align::Left => pad(&cell, *width),
                Align::Right => pad_start(&cell, *width),
            }
        });
    cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
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
        assert!(lines.iter().all(|line| width(line) <= 30));
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
