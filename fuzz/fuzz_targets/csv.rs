//! A table of any bytes: rows in their order and within their limits, and what is written of them reads back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partnerdeck::account::text::is_hidden;
use partnerdeck::exchange::csv::{
    CELL_LIMIT, Format, FormulaGuard, Separator, Table, Writer, as_written,
};
use partnerdeck::exchange::encoding::Asked;

const ASKED: [Option<Asked>; 5] = [
    None,
    Some(Asked::Utf8),
    Some(Asked::Utf16),
    Some(Asked::Cp949),
    Some(Asked::Windows1252),
];

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    let asked = ASKED[usize::from(*choice) % ASKED.len()];
    let lines = 1 + bytes
        .iter()
        .filter(|byte| matches!(byte, b'\r' | b'\n'))
        .count() as u64;
    let mut rows = Vec::new();
    let mut last = 0;
    for row in Table::open(bytes, asked).unwrap() {
        let row = row.unwrap();
        assert!(
            row.line > last && row.line <= lines,
            "line {} of {lines}",
            row.line
        );
        assert!(row.cells.iter().all(|cell| cell.len() <= CELL_LIMIT));
        assert!(!row.cells.is_empty());
        last = row.line;
        rows.push(row.cells);
    }
    let separator = Separator::ALL[usize::from(*choice >> 4) % Separator::ALL.len()];
    for formula_guard in [FormulaGuard::On, FormulaGuard::Off] {
        let format = Format {
            separator,
            formula_guard,
            byte_order_mark: false,
            ..Format::EXPORT
        };
        let once = written(&rows, format);
        let text = std::str::from_utf8(&once).unwrap();
        // A tab is hidden too, where it does not separate.
        let is_ours = |letter| letter == '\n' || letter == char::from(separator.byte());
        assert!(!text.contains(|letter| is_hidden(letter) && !is_ours(letter)));
        let back: Vec<Vec<String>> = Table::open(once.as_slice(), None)
            .unwrap()
            .map(|row| row.unwrap().cells)
            .collect();
        let expected: Vec<Vec<String>> = rows
            .iter()
            .map(|cells| {
                cells
                    .iter()
                    .map(|cell| match formula_guard {
                        FormulaGuard::On => String::from(as_written(cell)),
                        FormulaGuard::Off => cell.replace(is_hidden, "\u{fffd}"),
                    })
                    .collect()
            })
            .collect();
        assert_eq!(back, expected);
        if formula_guard == FormulaGuard::Off {
            assert_eq!(written(&back, format), once);
        }
    }
});

fn written(rows: &[Vec<String>], format: Format) -> Vec<u8> {
    // Said, so that the guess of a separator is left out of it.
    let mut bytes = b"sep=".to_vec();
    bytes.extend([format.separator.byte(), b'\n']);
    let mut writer = Writer::new(bytes, format).unwrap();
    for row in rows {
        writer.row(row).unwrap();
    }
    writer.finish().unwrap().0
}
