//! The five columns of a users file (operations.md section 6), and where they stand in a file: by the names of its header
//! in English or Korean, else by position.

use serde::{Deserialize, Serialize};

use super::fault::Fault;

/// A column that the portal knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Column {
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// The name shown in the service.
    DisplayName,
    /// The business e-mail address, which is the name to sign in with.
    Email,
    /// Filled with the outcome afterwards; empty before.
    Status,
}

impl Column {
    /// Every column, in the portal's order.
    pub const ALL: [Column; 5] = [
        Column::FirstName,
        Column::LastName,
        Column::DisplayName,
        Column::Email,
        Column::Status,
    ];

    /// Its place in the portal's order, counted from 0.
    pub const fn place(self) -> usize {
        self as usize
    }

    /// Its header as the portal writes it.
    pub const fn header(self, language: HeaderLanguage) -> &'static str {
        match (self, language) {
            (Column::FirstName, HeaderLanguage::English) => "First name",
            (Column::LastName, HeaderLanguage::English) => "Last name",
            (Column::DisplayName, HeaderLanguage::English) => "Display name",
            (Column::Email, HeaderLanguage::English) => "Email",
            (Column::Status, HeaderLanguage::English) => "Status update",
            (Column::FirstName, HeaderLanguage::Korean) => "이름",
            (Column::LastName, HeaderLanguage::Korean) => "성",
            (Column::DisplayName, HeaderLanguage::Korean) => "표시 이름",
            (Column::Email, HeaderLanguage::Korean) => "메일",
            (Column::Status, HeaderLanguage::Korean) => "상태 업데이트",
        }
    }

    /// Whether a user can't be made without it.
    pub const fn is_required(self) -> bool {
        matches!(self, Column::DisplayName | Column::Email)
    }

    /// How many characters it takes at the most.
    pub const fn limit(self) -> Option<usize> {
        match self {
            Column::FirstName | Column::LastName | Column::DisplayName => Some(50),
            Column::Email | Column::Status => None,
        }
    }

    /// The column that a header names, whatever its case and blanks.
    fn named(header: &str) -> Option<(Column, HeaderLanguage)> {
        let bare: String = header
            .chars()
            .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_'))
            .flat_map(char::to_lowercase)
            .collect();
        let (column, language) = match bare.as_str() {
            "firstname" => (Column::FirstName, HeaderLanguage::English),
            "lastname" => (Column::LastName, HeaderLanguage::English),
            "displayname" => (Column::DisplayName, HeaderLanguage::English),
            "email" | "emailaddress" => (Column::Email, HeaderLanguage::English),
            "statusupdate" | "status" => (Column::Status, HeaderLanguage::English),
            "이름" => (Column::FirstName, HeaderLanguage::Korean),
            "성" => (Column::LastName, HeaderLanguage::Korean),
            "표시이름" => (Column::DisplayName, HeaderLanguage::Korean),
            // The Korean documents call it by any of the three.
            "메일" | "이메일" | "전자메일" => (Column::Email, HeaderLanguage::Korean),
            "상태업데이트" | "상태" => (Column::Status, HeaderLanguage::Korean),
            _ => return None,
        };
        Some((column, language))
    }
}

/// The language in which a header's names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderLanguage {
    /// English.
    English,
    /// Korean.
    Korean,
}

/// How the columns of a file were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    /// By the names of the header.
    Names(HeaderLanguage),
    /// The header names nothing that is known: by position.
    Position,
    /// There is no header: by position.
    NoHeader,
}

/// Where the columns stand in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// How they were found.
    pub found_by: FoundBy,
    /// The place of each column in the portal's order, counted from 0.
    places: [Option<usize>; 5],
    /// Names in the header, without empty ones at the end.
    width: usize,
    /// What is wrong with the header: the place in it, counted from 0, and the fault.
    faults: Vec<(usize, Fault)>,
}

impl Layout {
    /// Looks at the first row of a file. A row with an address in it is no header, even with the family name 성, which is
    /// the Korean header of that column too.
    pub fn of_first_row(cells: &[String]) -> Self {
        let known = cells.iter().filter(|cell| Column::named(cell).is_some());
        let addresses = cells.iter().filter(|cell| cell.contains('@'));
        if addresses.count() > 0 && known.count() <= 1 {
            return Self::by_position(FoundBy::NoHeader, Column::ALL.len());
        }
        Self::of_header(cells)
    }

    /// Reads a header.
    pub fn of_header(cells: &[String]) -> Self {
        let width = cells.len()
            - cells
                .iter()
                .rev()
                .take_while(|cell| cell.is_empty())
                .count();
        let cells = &cells[..width];
        if width == Column::ALL.len() && cells.iter().all(|cell| Column::named(cell).is_none()) {
            return Self::by_position(FoundBy::Position, width);
        }
        Self::by_names(cells)
    }

    fn by_position(found_by: FoundBy, width: usize) -> Self {
        Self {
            found_by,
            places: Column::ALL.map(|column| Some(column.place())),
            width,
            faults: Vec::new(),
        }
    }

    fn by_names(cells: &[String]) -> Self {
        let mut layout = Self {
            found_by: FoundBy::Names(language_of(cells)),
            places: [None; 5],
            width: cells.len(),
            faults: Vec::new(),
        };
        let mut unknown = Vec::new();
        for (place, cell) in cells.iter().enumerate() {
            match Column::named(cell) {
                Some((column, _)) if layout.places[column.place()].is_none() => {
                    layout.places[column.place()] = Some(place);
                }
                _ => unknown.push(place),
            }
        }
        let known_any = unknown.len() < cells.len();
        for place in unknown {
            layout.place_unknown(place, cells, known_any);
        }
        layout.miss();
        layout
    }

    /// A name that is misspelt in a header of five still stands in its place. In a header that names nothing at all,
    /// the columns that are missing say enough.
    fn place_unknown(&mut self, place: usize, cells: &[String], known_any: bool) {
        let expected = Column::ALL.get(place).filter(|column| {
            cells.len() == Column::ALL.len() && column.is_required() && self.places[place].is_none()
        });
        if let Some(column) = expected {
            self.places[column.place()] = Some(place);
        } else if let Some(fault) = Fault::of_letters(&cells[place]) {
            self.faults.push((place, fault));
        } else if known_any && !cells[place].is_empty() {
            self.faults.push((place, Fault::ExtraColumn));
        }
    }

    fn miss(&mut self) {
        let missing = Column::ALL
            .into_iter()
            .filter(|column| column.is_required() && self.place(*column).is_none());
        let faults: Vec<_> = missing
            .map(|column| (column.place(), Fault::MissingColumn { column }))
            .collect();
        self.faults.extend(faults);
    }

    /// Whether the first row is a header.
    pub fn has_header(&self) -> bool {
        self.found_by != FoundBy::NoHeader
    }

    /// Where a column stands, counted from 0.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places[column.place()]
    }

    /// How many columns the header has; five without one.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The columns that are absent and may be.
    pub fn absent(&self) -> impl Iterator<Item = Column> {
        Column::ALL
            .into_iter()
            .filter(|column| !column.is_required() && self.place(*column).is_none())
    }

    /// What is wrong with the header: the place in it, counted from 0, and the fault.
    pub(super) fn faults(&self) -> &[(usize, Fault)] {
        &self.faults
    }

    /// The language to write a header of our own in.
    pub fn language(&self) -> HeaderLanguage {
        match self.found_by {
            FoundBy::Names(language) => language,
            FoundBy::Position | FoundBy::NoHeader => HeaderLanguage::English,
        }
    }
}

fn language_of(cells: &[String]) -> HeaderLanguage {
    let languages = cells.iter().filter_map(|cell| Column::named(cell));
    let (korean, english): (Vec<_>, Vec<_>) =
        languages.partition(|(_, language)| *language == HeaderLanguage::Korean);
    if korean.len() > english.len() {
        HeaderLanguage::Korean
    } else {
        HeaderLanguage::English
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(row: &str) -> Layout {
        let cells: Vec<String> = row.split(',').map(str::to_owned).collect();
        Layout::of_first_row(&cells)
    }

    #[test]
    fn headers_are_known_in_both_languages_whatever_their_case_and_order() {
        for (row, language, places) in [
            (
                "First name,Last name,Display name,Email,Status update",
                HeaderLanguage::English,
                [0, 1, 2, 3, 4],
            ),
            (
                "EMAIL,display NAME,first_name,Last  name,status",
                HeaderLanguage::English,
                [2, 3, 1, 0, 4],
            ),
            (
                "이름,성,표시 이름,메일,상태 업데이트",
                HeaderLanguage::Korean,
                [0, 1, 2, 3, 4],
            ),
            (
                "성,이름,표시이름,전자 메일,상태업데이트",
                HeaderLanguage::Korean,
                [1, 0, 2, 3, 4],
            ),
        ] {
            let layout = layout(row);
            assert_eq!(layout.found_by, FoundBy::Names(language), "{row}");
            assert_eq!(layout.places, places.map(Some), "{row}");
            assert_eq!(layout.faults, [], "{row}");
        }
    }

    #[test]
    fn five_unknown_names_are_read_by_position() {
        let layout = layout("Vorname,Nachname,Anzeigename,Adresse,Stand");
        assert_eq!(layout.found_by, FoundBy::Position);
        assert_eq!(layout.places, [0, 1, 2, 3, 4].map(Some));
    }

    #[test]
    fn a_first_row_with_an_address_is_no_header() {
        for row in [
            "Mina,Kim,Mina Kim,mina@contoso.com,",
            "미나,성,성미나,mina@contoso.com,",
            "Mina,Kim,mina@contoso.com,Mina Kim,",
        ] {
            assert_eq!(layout(row).found_by, FoundBy::NoHeader, "{row}");
        }
    }

    #[test]
    fn a_misspelt_name_stands_in_its_place() {
        let layout = layout("First name,Last name,Dispaly name,Email,Status update");
        assert_eq!(layout.place(Column::DisplayName), Some(2));
        assert_eq!(layout.faults, []);
    }

    #[test]
    fn columns_too_many_and_missing_are_named() {
        for (row, faults) in [
            (
                "First name,Last name,Display name,Email,Status update,Phone",
                vec![(5, Fault::ExtraColumn)],
            ),
            (
                "First name,Last name,Display name,Email,Phone",
                vec![(4, Fault::ExtraColumn)],
            ),
            (
                "First name,Last name,Display name,Status update",
                vec![(
                    3,
                    Fault::MissingColumn {
                        column: Column::Email,
                    },
                )],
            ),
            ("Email,Display name,Email", vec![(2, Fault::ExtraColumn)]),
            (
                "a,b,c",
                vec![
                    (
                        2,
                        Fault::MissingColumn {
                            column: Column::DisplayName,
                        },
                    ),
                    (
                        3,
                        Fault::MissingColumn {
                            column: Column::Email,
                        },
                    ),
                ],
            ),
            ("Display name,Email,,", vec![]),
        ] {
            assert_eq!(layout(row).faults, faults, "{row}");
        }
    }
}
