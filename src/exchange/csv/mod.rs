//! Tables as text. [`Table`] reads any size of file row by row and knows the physical line of each row; [`Writer`] writes
//! them for spreadsheets, for the portal and for scripts. Quoting is that of RFC 4180.

mod reader;
mod writer;

pub use reader::{CELL_LIMIT, Row, Table, Trouble};
pub use writer::{Format, FormulaGuard, LineEnd, Writer, Written, as_written};

/// What stands between two cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    #[default]
    Comma,
    /// `;`, of spreadsheets where the comma is in numbers.
    Semicolon,
    /// A tab, of «Unicode text».
    Tab,
}

impl Separator {
    /// Every separator that is recognised.
    pub const ALL: [Separator; 3] = [Separator::Comma, Separator::Semicolon, Separator::Tab];

    /// The byte in the file.
    pub const fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        }
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Separator::Comma => "separator-comma",
            Separator::Semicolon => "separator-semicolon",
            Separator::Tab => "separator-tab",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8]) -> Vec<(u64, Vec<String>)> {
        let rows = Table::open(text, None).unwrap();
        rows.map(|row| row.unwrap())
            .map(|row| (row.line, row.cells))
            .collect()
    }

    fn write(rows: &[Vec<String>], format: Format) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), format).unwrap();
        for row in rows {
            writer.row(row).unwrap();
        }
        writer.finish().unwrap().0
    }

    #[test]
    fn a_row_carries_the_physical_line_where_it_starts() {
        let rows = read(b"a,b\r\n\r\n\"x\r\ny\",2\r\n3\n\n4,5,6");
        let rows: Vec<(u64, Vec<&str>)> = rows
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(
            rows,
            [
                (1, vec!["a", "b"]),
                (3, vec!["x\r\ny", "2"]),
                (5, vec!["3"]),
                (7, vec!["4", "5", "6"]),
            ]
        );
    }

    #[test]
    fn lines_of_old_macs_are_lines() {
        let rows = read(b"a\rb\r\rc");
        let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 4]);
    }

    #[test]
    fn the_separator_is_recognised_by_the_first_row_that_has_one() {
        for (text, separator) in [
            ("First name,Last name\na;b,c\n", Separator::Comma),
            ("First name;Last name\n1,5;2,5;3,5\n", Separator::Semicolon),
            ("\"a,b,c,d\";b\n", Separator::Semicolon),
            ("a\tb\n", Separator::Tab),
            ("title\nLee, Ana;a@b;c\n", Separator::Semicolon),
            ("a\n", Separator::Comma),
            ("", Separator::Comma),
        ] {
            let table = Table::open(text.as_bytes(), None).unwrap();
            assert_eq!(table.separator(), separator, "{text:?}");
        }
    }

    #[test]
    fn a_separator_that_is_told_is_obeyed_and_counts_as_a_line() {
        let rows = read(b"sep=;\r\na,b;c\r\n");
        assert_eq!(rows, [(2, vec!["a,b".to_owned(), "c".to_owned()])]);
    }

    #[test]
    fn a_cell_too_large_is_named_and_passed_over() {
        let mut text = b"a,b\n1,\"".to_vec();
        text.resize(text.len() + 3 * CELL_LIMIT, b'x');
        text.extend_from_slice(b"\"\n2,3\n");
        let rows: Vec<_> = Table::open(text.as_slice(), None).unwrap().collect();
        assert!(matches!(
            rows[1],
            Err(Trouble::TooLarge { line: 2, column: 2 })
        ));
        assert_eq!(rows[2].as_ref().unwrap().line, 3);
        assert_eq!(rows[2].as_ref().unwrap().cells, ["2", "3"]);
    }

    #[test]
    fn a_cell_at_the_limit_is_read() {
        let cell = "x".repeat(CELL_LIMIT - 1);
        let rows = read(format!("a,{cell},b\n").as_bytes());
        assert_eq!(rows[0].1[1].len(), CELL_LIMIT - 1);
        assert_eq!(rows[0].1[2], "b");
    }

    #[test]
    fn a_row_of_too_many_cells_is_named_and_passed_over() {
        let text = format!("{}\nnext\n", ",".repeat(40_000));
        let rows: Vec<_> = Table::open(text.as_bytes(), None).unwrap().collect();
        assert!(matches!(rows[0], Err(Trouble::TooLarge { line: 1, .. })));
        assert_eq!(rows[1].as_ref().unwrap().cells, ["next"]);
    }

    #[test]
    fn what_would_act_unseen_is_written_visibly_and_counted() {
        let mut writer = Writer::new(Vec::new(), Format::EXPORT).unwrap();
        writer.row(["a\u{202e}b\nc", "=1"]).unwrap();
        let (bytes, written) = writer.finish().unwrap();
        assert_eq!(bytes, "a\u{fffd}b\u{fffd}c,'=1\n".as_bytes());
        assert_eq!(
            written,
            Written {
                rows: 1,
                replaced: 2
            }
        );
    }

    #[test]
    fn the_portal_gets_a_mark_crlf_and_no_guard() {
        let rows = vec![vec!["=x".to_owned(), "a,\"b\"".to_owned(), String::new()]];
        assert_eq!(
            write(&rows, Format::PORTAL),
            "\u{feff}=x,\"a,\"\"b\"\"\",\r\n".as_bytes()
        );
    }

    fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
        let cell = "[ -~가-힣é;,\"'=+]{0,12}";
        // The first cell says something, or an empty line would be read as none.
        let row =
            ("[a-z]{1,3}", prop::collection::vec(cell, 1..6)).prop_map(|(first, mut rest)| {
                rest.insert(0, first);
                rest
            });
        prop::collection::vec(row, 1..20)
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(rows in cells(), guarded in any::<bool>(), separator in 0..3_usize) {
            let format = Format {
                separator: Separator::ALL[separator],
                formula_guard: if guarded { FormulaGuard::On } else { FormulaGuard::Off },
                ..Format::PORTAL
            };
            // A told separator leaves the guess out of it.
            let mut bytes = b"sep=".to_vec();
            bytes.extend([format.separator.byte(), b'\n']);
            bytes.extend(&write(&rows, Format { byte_order_mark: false, ..format }));
            let back: Vec<Vec<String>> = read(&bytes).into_iter().map(|(_, cells)| cells).collect();
            let expected: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| match guarded {
                true => as_written(cell).into_owned(),
                false => cell.clone(),
            }).collect()).collect();
            prop_assert_eq!(back, expected);
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            for row in Table::open(bytes.as_slice(), None).unwrap() {
                prop_assert!(row.unwrap().line >= 1);
            }
        }
    }
}
