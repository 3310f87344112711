//! The formula guard: a cell that a spreadsheet would calculate is written as text, and read back as it was. Where it
//! applies is the writer's choice: files that the portal reads go without.

use std::borrow::Cow;

/// What makes a spreadsheet calculate a cell, or would be mistaken for the guard itself.
const GUARDED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// The cell with an apostrophe in front when it begins like a formula, or with an apostrophe of its own.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(GUARDED) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell without the apostrophe that [`guard`] put there. One that a person typed before a plain word stays.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(GUARDED) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_be_calculated_is_written_as_text() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+82 2 555", "'+82 2 555"),
            ("-", "'-"),
            ("@home", "'@home"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("'quoted", "''quoted"),
            ("Kim", "Kim"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guard(cell), written);
        }
    }

    #[test]
    fn an_apostrophe_that_is_no_guard_stays() {
        assert_eq!(unguard("'t Hooft"), "'t Hooft");
    }

    proptest! {
        #[test]
        fn every_cell_reads_back(cell in "['=+@\t\r a-]{0,4}.{0,6}") {
            let written = guard(&cell).into_owned();
            prop_assert_eq!(unguard(&written), cell);
        }
    }
}
