//! A users file in memory: its rows as they were read, so that a cell can be mended in place and the whole be checked
//! again. Knows where columns stand, nothing of what may be in them.

use crate::account::text::nfc;
use crate::exchange::csv::{Row, Separator, Table, Trouble};
use crate::exchange::encoding::{Asked, Recognised};

use super::columns::{Column, Layout};

/// A users file as it was read.
#[derive(Debug, Clone)]
pub struct UsersFile {
    name: String,
    hash: String,
    recognised: Recognised,
    separator: Separator,
    header: Option<FileRow>,
    layout: Layout,
    rows: Vec<FileRow>,
    empty_rows: Vec<u64>,
    /// The line of the first row beyond [`UsersFile::MOST_ROWS`], which was not read any more.
    beyond: Option<u64>,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// The physical line on which it starts, counted from 1.
    pub line: u64,
    /// Its cells, without blanks at their ends, in the composed form of Unicode.
    pub cells: Vec<String>,
    /// The column, counted from 1, of a cell so large that the row could not be read.
    pub never_ends: Option<u32>,
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    /// The encoding that the operator says, against the one that would be recognised.
    pub encoding: Option<Asked>,
}

impl UsersFile {
    /// The longest file that is read, in bytes: it stands in memory whole, so that a cell can be mended.
    pub const LONGEST: u64 = 64 << 20;

    /// As many rows as are read, header and empty ones included: more users than any customer has.
    pub const MOST_ROWS: usize = 500_000;

    /// Reads a file. It may hold anything: what is wrong with it is found by the check. The name is the one that the
    /// history and the results will carry.
    pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Self {
        let mut file = Self {
            name: name.to_owned(),
            hash: blake3::hash(bytes).to_hex().to_string(),
            recognised: Recognised::of_nothing(),
            separator: Separator::Comma,
            header: None,
            layout: Layout::of_header(&[]),
            rows: Vec::new(),
            empty_rows: Vec::new(),
            beyond: None,
        };
        // Memory can't fail to be read; an empty table would be all that is left to look at.
        let Ok(mut table) = Table::open(bytes, options.encoding) else {
            return file;
        };
        for row in table.by_ref() {
            if file.rows.len() + file.empty_rows.len() > Self::MOST_ROWS {
                file.beyond = row.ok().map(|row| row.line);
                break;
            }
            file.take(row);
        }
        file.separator = table.separator();
        file.recognised = table.recognised();
        file.find_columns();
        file
    }

    fn take(&mut self, row: Result<Row, Trouble>) {
        match row {
            Ok(row) => {
                let row = FileRow::of(row);
                if row.is_empty() {
                    self.empty_rows.push(row.line);
                } else {
                    self.rows.push(row);
                }
            }
            Err(Trouble::TooLarge { line, column }) => self.rows.push(FileRow {
                line,
                cells: Vec::new(),
                never_ends: Some(column),
            }),
            Err(Trouble::Io(_)) => {}
        }
    }

    fn find_columns(&mut self) {
        let Some(first) = self.rows.first() else {
            return;
        };
        self.layout = Layout::of_first_row(&first.cells);
        if self.layout.has_header() {
            self.header = Some(self.rows.remove(0));
        }
    }

    /// The name that it was read under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// BLAKE3 of its bytes as they were read, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// How it is written.
    pub fn recognised(&self) -> Recognised {
        self.recognised
    }

    /// What stands between its cells.
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// Where its columns stand.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The header, when there is one.
    pub fn header(&self) -> Option<&FileRow> {
        self.header.as_ref()
    }

    /// The rows below the header that say anything, in the order of the file.
    pub fn rows(&self) -> &[FileRow] {
        &self.rows
    }

    /// The line where reading ended, in a file of more rows than are read.
    pub fn beyond(&self) -> Option<u64> {
        self.beyond
    }

    /// The lines of rows that hold separators and nothing else, as spreadsheets leave them.
    pub fn empty_rows(&self) -> &[u64] {
        &self.empty_rows
    }

    /// What a row says in a column; `""` where the row or the column is too short.
    pub fn cell<'a>(&self, row: &'a FileRow, column: Column) -> &'a str {
        let cell = self.layout.place(column).and_then(|at| row.cells.get(at));
        cell.map_or("", String::as_str)
    }

    /// What the header says above a cell, its place counted from 0.
    pub fn header_above(&self, place: usize) -> Option<&str> {
        self.header
            .as_ref()
            .and_then(|header| header.cells.get(place))
            .map(String::as_str)
    }

    /// What stands at a line and a column, both as problems count them.
    pub fn cell_at(&self, line: u64, column: u32) -> Option<&str> {
        let row = match &self.header {
            Some(header) if header.line == line => header,
            _ => &self.rows[self.row_of(line)?],
        };
        row.cells.get(place_of(column)?).map(String::as_str)
    }

    /// Mends the cell at a line and a column, both as problems count them. In the header it may name a column anew.
    /// A line that starts no row changes nothing.
    pub fn set_cell(&mut self, line: u64, column: u32, text: &str) {
        let Some(place) = place_of(column) else {
            return;
        };
        if let Some(header) = self.header.as_mut().filter(|header| header.line == line) {
            header.set(place, text);
            self.layout = Layout::of_header(&header.cells);
        } else if let Some(row) = self.row_of(line) {
            self.rows[row].set(place, text);
        }
    }

    fn row_of(&self, line: u64) -> Option<usize> {
        self.rows.binary_search_by_key(&line, |row| row.line).ok()
    }
}

fn place_of(column: u32) -> Option<usize> {
    usize::try_from(column).ok()?.checked_sub(1)
}

impl FileRow {
    fn of(row: Row) -> Self {
        Self {
            line: row.line,
            cells: row.cells.iter().map(|cell| tidy(cell)).collect(),
            never_ends: None,
        }
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    fn set(&mut self, place: usize, text: &str) {
        // A column that no spreadsheet has would only take memory.
        if place >= self.cells.len().max(Column::ALL.len()) {
            return;
        }
        if place >= self.cells.len() {
            self.cells.resize(place + 1, String::new());
        }
        self.cells[place] = tidy(text);
        self.never_ends = None;
    }
}

/// Composed, without blanks at the ends. Control characters are no blanks: they are told, not dropped.
fn tidy(cell: &str) -> String {
    let is_blank = |letter: char| letter.is_whitespace() && !letter.is_control();
    nfc(cell.trim_matches(is_blank)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> UsersFile {
        UsersFile::read("users.csv", text.as_bytes(), &ReadOptions::default())
    }

    #[test]
    fn cells_are_trimmed_and_composed() {
        let file = read(
            "First name,Last name,Display name,Email,Status update\n\u{1112}\u{1161}\u{11ab}, Kim\u{a0},\u{3000}Kim Han,a@b.c ,\n",
        );
        assert_eq!(file.rows()[0].cells, ["한", "Kim", "Kim Han", "a@b.c", ""]);
    }

    #[test]
    fn rows_of_separators_are_no_rows() {
        let file = read(
            "First name,Last name,Display name,Email,Status update\n,,,,\na,b,c,d@e.f,\n , ,,,\n",
        );
        assert_eq!(file.rows().len(), 1);
        assert_eq!(file.rows()[0].line, 3);
        assert_eq!(file.empty_rows(), [2, 4]);
    }

    #[test]
    fn a_cell_is_mended_in_place() {
        let mut file = read("Display name,Email\nMina\n");
        file.set_cell(2, 2, " mina@contoso.com ");
        assert_eq!(
            file.cell(&file.rows()[0], Column::Email),
            "mina@contoso.com"
        );
        assert_eq!(file.cell_at(2, 2), Some("mina@contoso.com"));
        file.set_cell(2, 4_000_000_000, "x");
        file.set_cell(99, 1, "x");
        file.set_cell(2, 0, "x");
        assert_eq!(file.rows()[0].cells, ["Mina", "mina@contoso.com"]);
    }

    #[test]
    fn a_header_is_mended_too() {
        let mut file = read("Display name,Mial\nMina,mina@contoso.com\n");
        assert_eq!(file.layout().place(Column::Email), None);
        file.set_cell(1, 2, "Email");
        assert_eq!(file.layout().place(Column::Email), Some(1));
    }

    #[test]
    fn an_empty_file_has_no_rows() {
        assert!(read("").rows().is_empty());
        assert!(read("\u{feff}\r\n\r\n").rows().is_empty());
    }
}
