//! Which column of a table is which field: by the header of the customer export, English or Korean, or by the fields' paths.

use std::sync::Arc;

use crate::account::billing::{DOMAIN, FIELDS, Field, TAGS, field_at};
use crate::account::near;
use crate::account::problem::{Code, Problem};
use crate::exchange::csv;
use crate::operations::export_customers::TABLE_HEADER;
use crate::say;

/// The Korean header of the customer export, in the order of [`TABLE_HEADER`].
const KOREAN_HEADER: [&str; 5] = [
    "Microsoft ID",
    "회사 이름",
    "주 도메인 이름",
    "관계",
    "태그",
];

/// What a column says of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Its Microsoft ID.
    Id,
    /// The name that the list shows: of the bill, else of the tenant.
    Name,
    /// The tenant's own name.
    CompanyName,
    /// The primary domain.
    Domain,
    /// The relationship to the partner.
    Relationship,
    /// A field that people fill in.
    Field(&'static Field),
}

/// The columns of the export, in the order of [`TABLE_HEADER`].
fn exported() -> [Option<Column>; 5] {
    [
        Some(Column::Id),
        Some(Column::Name),
        Some(Column::Domain),
        Some(Column::Relationship),
        field_at(TAGS).map(Column::Field),
    ]
}

/// Paths that stand in a file, but in no form.
const PATHS: [(&str, Column); 4] = [
    ("id", Column::Id),
    ("companyProfile.companyName", Column::CompanyName),
    (DOMAIN, Column::Domain),
    ("relationshipToPartner", Column::Relationship),
];

/// The header of a file.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) columns: Arc<[Headed]>,
    /// Written by us: its cells carry the formula guard.
    pub(super) is_ours: bool,
}

/// What is wrong with a header is told so many times: one with more is the header of something else.
const TOLD: usize = 100;

/// A column with what stands above it.
#[derive(Debug, Clone)]
pub(super) struct Headed {
    pub(super) text: String,
    pub(super) column: Column,
}

impl Header {
    /// Reads the first row, and tells everything that is wrong with it.
    pub(super) fn read(row: &csv::Row) -> Result<Self, Vec<Problem>> {
        let mut cells: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).collect();
        while cells.last().is_some_and(|cell| cell.is_empty()) {
            cells.pop();
        }
        let mut columns: Vec<Headed> = Vec::new();
        let mut problems = Vec::new();
        let mut is_ours = true;
        for (place, text) in cells.into_iter().enumerate() {
            if problems.len() >= TOLD {
                break;
            }
            let of_export = by_export(text);
            is_ours &= of_export.is_some();
            let Some(column) = of_export.or_else(|| by_path(text)) else {
                problems.push(unknown(text).at(super::cell(row.line, place, text)));
                continue;
            };
            if columns.iter().any(|known| known.column == column) {
                let twice =
                    Problem::new(Code::ExtraColumn, say!("import-column-twice", name = text));
                problems.push(twice.found(text).at(super::cell(row.line, place, text)));
            }
            columns.push(Headed {
                text: text.to_owned(),
                column,
            });
        }
        let names_accounts = |known: &Headed| matches!(known.column, Column::Id | Column::Domain);
        if problems.is_empty() && !columns.iter().any(names_accounts) {
            let missing = Problem::new(Code::MissingColumn, say!("import-no-id-column"));
            problems.push(missing.remedy(say!("import-no-id-column-remedy")));
        }
        match problems.is_empty() {
            true => Ok(Self {
                columns: columns.into(),
                is_ours,
            }),
            false => Err(problems),
        }
    }
}

fn by_export(text: &str) -> Option<Column> {
    let is = |name: &str| name.to_lowercase() == text.to_lowercase();
    let place = TABLE_HEADER
        .iter()
        .position(|name| is(name))
        .or_else(|| KOREAN_HEADER.iter().position(|name| is(name)))?;
    exported()[place]
}

fn by_path(text: &str) -> Option<Column> {
    let known = PATHS
        .iter()
        .find(|(path, _)| path.eq_ignore_ascii_case(text));
    known
        .map(|(_, column)| *column)
        .or_else(|| field_at(text).map(Column::Field))
}

fn unknown(text: &str) -> Problem {
    let paths = FIELDS.iter().map(|field| field.path);
    let known = TABLE_HEADER.into_iter().chain(paths.clone());
    let problem = Problem::new(Code::NotInList, say!("import-unknown-column", name = text))
        .found(text)
        .remedy(say!(
            "import-unknown-column-remedy",
            list = paths.collect::<Vec<_>>()
        ));
    match near::all(text, known).first() {
        Some(meant) => problem.suggest(*meant),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(cells: &[&str]) -> Result<Header, Vec<Problem>> {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        Header::read(&csv::Row { line: 1, cells })
    }

    #[test]
    fn our_own_header_is_known_in_both_languages_and_in_any_case() {
        for cells in [TABLE_HEADER, KOREAN_HEADER] {
            let read = header(&cells).unwrap();
            assert!(read.is_ours);
            assert_eq!(read.columns.len(), 5);
        }
        assert!(header(&["MICROSOFT ID", " tags ", ""]).unwrap().is_ours);
    }

    #[test]
    fn fields_are_known_by_their_paths() {
        let read = header(&["id", "BillingProfile.DefaultAddress.City", "tags"]).unwrap();
        assert!(!read.is_ours);
        assert_eq!(
            read.columns[1].column,
            Column::Field(field_at("billingProfile.defaultAddress.city").unwrap())
        );
    }

    #[test]
    fn everything_wrong_with_a_header_is_told_at_once() {
        let problems = header(&["id", "billingProfile.emial", "Color", "ID"]).unwrap_err();
        let codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::NotInList, Code::NotInList, Code::ExtraColumn]);
        assert_eq!(
            problems[0].suggestion.as_deref(),
            Some("billingProfile.email")
        );
        assert_eq!(header(&["tags"]).unwrap_err()[0].code, Code::MissingColumn);
    }
}
