//! A path that is typed, with what its folder holds under it. The widget never looks at the disk: it says which folder
//! it would like to see ([`PathInput::folder_to_list`]), a worker reads it, [`PathInput::listed`] takes the answer.

use unicode_segmentation::UnicodeSegmentation;

use crate::account::text::{fold, nfc, visible, width};
use crate::tui::theme::Ink;

use super::Focus;
use super::choice::Step;
use super::pen::Pen;
use super::scroll::Cursor;
use super::text::{Edited, TextLine};
use super::typed::Typed;

/// The most lines of the list under the path.
const LINES: u16 = 8;

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name as the disk has it.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// A path that is typed.
#[derive(Debug, Clone, Default)]
pub struct PathInput {
    line: TextLine,
    listing: Option<Listing>,
    /// The row of the list that was chosen with the arrows.
    chosen: Option<usize>,
}

/// What a folder held when it was read.
#[derive(Debug, Clone)]
struct Listing {
    /// The folder as it was typed, with the stroke behind it; empty is the one the program was started in.
    folder: String,
    entries: Vec<Entry>,
}

impl PathInput {
    /// A path to begin with.
    pub fn new(path: &str) -> Self {
        Self {
            line: TextLine::new(path),
            listing: None,
            chosen: None,
        }
    }

    /// The path as it was typed, `~` included.
    pub fn path(&self) -> &str {
        self.line.text()
    }

    /// Takes letters.
    pub fn typed(&mut self, typed: &Typed) -> Edited {
        let edited = typed.into_line(&mut self.line);
        if edited != Edited::Moved && edited != Edited::Not {
            self.chosen = None;
        }
        edited
    }

    /// The folder to be read next, as it was typed; `None` when the list is of that folder already. The answer belongs
    /// to [`PathInput::listed`].
    pub fn folder_to_list(&self) -> Option<&str> {
        let folder = self.split().0;
        let is_listed = self
            .listing
            .as_ref()
            .is_some_and(|listing| listing.folder == folder);
        (!is_listed).then_some(folder)
    }

    /// Takes what a folder holds, folders first; an answer for another folder than the one typed is dropped.
    pub fn listed(&mut self, folder: &str, mut entries: Vec<Entry>) {
        if self.split().0 != folder {
            return;
        }
        entries.sort_by_cached_key(|entry| (!entry.is_folder, fold(&entry.name)));
        self.listing = Some(Listing {
            folder: folder.to_owned(),
            entries,
        });
        self.chosen = None;
    }

    /// Whether there is anything to choose.
    pub fn has_fits(&self) -> bool {
        self.fits().next().is_some()
    }

    /// One row on or back in the list.
    pub fn step(&mut self, step: Step) {
        let many = self.fits().count();
        if many == 0 {
            return;
        }
        self.chosen = match (step, self.chosen) {
            (Step::On, None) => Some(0),
            (Step::On, Some(at)) => Some((at + 1).min(many - 1)),
            (Step::Back, None | Some(0)) => None,
            (Step::Back, Some(at)) => Some(at - 1),
        };
    }

    /// Takes the row that was chosen with the arrows; tells whether there was one. A folder is opened, not the end.
    pub fn take(&mut self) -> Option<Taken> {
        let entry = self.fits().nth(self.chosen?)?.clone();
        Some(self.put(&entry))
    }

    /// Completes as far as the names agree; a name that is the only one is taken whole. Tells whether anything came of
    /// it.
    pub fn complete(&mut self) -> bool {
        if self.take().is_some() {
            return true;
        }
        let fits: Vec<Entry> = self.fits().cloned().collect();
        match fits.as_slice() {
            [] => false,
            [only] => {
                let before = self.path().to_owned();
                let only = only.clone();
                self.put(&only);
                self.path() != before
            }
            [first, others @ ..] => {
                let common = others.iter().fold(first.name.as_str(), |common, entry| {
                    common_start(common, &entry.name)
                });
                let (folder, name) = self.split();
                if common.chars().count() <= name.chars().count() {
                    return false;
                }
                let path = format!("{folder}{common}");
                self.line.set(&path);
                true
            }
        }
    }

    /// Draws the path; one that is not being typed is cut at its beginning, because its end tells more.
    pub fn draw(&self, pen: &mut Pen, x: u16, y: u16, room: u16, focus: Focus) {
        if focus == Focus::Elsewhere {
            pen.text_in(
                x,
                y,
                room,
                &tail(self.path(), room, pen.signs().cut()),
                Ink::Plain,
            );
            return;
        }
        pen.line(x, y, room, &self.line, true);
    }

    /// Lines that the list would like to have; none when nothing fits.
    pub fn lines(&self) -> u16 {
        u16::try_from(self.fits().take(usize::from(LINES)).count()).unwrap_or(LINES)
    }

    /// Draws the list into all of the pen's lines.
    pub fn draw_list(&self, pen: &mut Pen) {
        let fits: Vec<&Entry> = self.fits().collect();
        let cursor = Cursor {
            at: self.chosen.unwrap_or(0),
            top: 0,
        };
        let cursor = cursor.following(fits.len(), usize::from(pen.height()));
        for (y, at) in (cursor.top..fits.len())
            .enumerate()
            .take(pen.height().into())
        {
            let y = u16::try_from(y).unwrap_or(u16::MAX);
            let is_chosen = self.chosen == Some(at);
            let ink = match (is_chosen, fits[at].is_folder) {
                (true, _) => Ink::Here,
                (false, true) => Ink::Strong,
                (false, false) => Ink::Plain,
            };
            pen.text(0, y, if is_chosen { ">" } else { " " }, ink);
            let end = if fits[at].is_folder { "/" } else { "" };
            pen.text(2, y, &format!("{}{end}", fits[at].name), ink);
        }
    }

    /// The folder with its stroke, and the name behind it.
    fn split(&self) -> (&str, &str) {
        let path = self.path();
        if path == "~" {
            return ("~/", "");
        }
        path.split_at(path.rfind('/').map_or(0, |stroke| stroke + 1))
    }

    /// What begins as the name that is typed; hidden ones only when a dot is typed. Names of a macOS disk are taken
    /// apart (NFD) and still fit.
    fn fits(&self) -> impl Iterator<Item = &Entry> {
        let (folder, name) = self.split();
        let folded = fold(name);
        let is_dotted = name.starts_with('.');
        let listing = self
            .listing
            .as_ref()
            .filter(|listing| listing.folder == folder);
        listing
            .into_iter()
            .flat_map(|listing| &listing.entries)
            .filter(move |entry| entry.name.starts_with('.') == is_dotted)
            .filter(move |entry| fold(&entry.name).starts_with(&folded))
    }

    fn put(&mut self, entry: &Entry) -> Taken {
        let end = if entry.is_folder { "/" } else { "" };
        let path = format!("{}{}{end}", self.split().0, entry.name);
        self.line.set(&path);
        self.chosen = None;
        if entry.is_folder {
            Taken::Folder
        } else {
            Taken::File
        }
    }
}

/// What was taken from the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// A folder: the path goes on.
    Folder,
    /// A file: the path is whole.
    File,
}

/// The end of a path that fits, with the cut marked.
fn tail(path: &str, room: u16, mark: char) -> String {
    let shown = visible(path);
    let room = usize::from(room);
    let mut left = width(&shown);
    if left <= room {
        return shown.into_owned();
    }
    let mut rest = shown.graphemes(true);
    while left + 1 > room {
        let Some(gone) = rest.next() else { break };
        left -= width(gone);
    }
    format!("{mark}{}", rest.as_str())
}

fn common_start<'a>(one: &'a str, other: &str) -> &'a str {
    let other = nfc(other);
    let pairs = one.char_indices().zip(other.chars());
    let end = pairs
        .take_while(|((_, a), b)| a == b)
        .map(|((at, letter), _)| at + letter.len_utf8())
        .last();
    &one[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::layout::Size;

    use super::*;
    use crate::tui::widgets::drawn;

    fn input(path: &str) -> PathInput {
        let mut input = PathInput::new(path);
        let names = [
            "신입사원.csv",
            "users-1.csv",
            "users-2.csv",
            "Archive/",
            ".hidden",
            "notes.txt",
        ];
        let entries = names.map(|name| Entry {
            name: name.trim_end_matches('/').to_owned(),
            is_folder: name.ends_with('/'),
        });
        let folder = input.folder_to_list().unwrap().to_owned();
        input.listed(&folder, entries.to_vec());
        input
    }

    #[test]
    fn the_folder_to_read_is_the_one_typed() {
        for (path, folder) in [
            ("", ""),
            ("us", ""),
            ("~", "~/"),
            ("~/in", "~/"),
            ("/tmp/a/b", "/tmp/a/"),
        ] {
            assert_eq!(
                PathInput::new(path).folder_to_list(),
                Some(folder),
                "{path}"
            );
        }
    }

    #[test]
    fn a_listing_of_another_folder_is_dropped() {
        let mut input = PathInput::new("~/inbox/");
        input.listed("~/", vec![]);
        assert_eq!(input.folder_to_list(), Some("~/inbox/"));
        input.listed("~/inbox/", vec![]);
        assert_eq!(input.folder_to_list(), None);
    }

    #[test]
    fn it_completes_as_far_as_the_names_agree() {
        for (typed, path) in [
            ("~/us", "~/users-"),
            ("~/users-1", "~/users-1.csv"),
            ("~/arch", "~/Archive/"),
            ("~/신", "~/신입사원.csv"),
            ("~/.h", "~/.hidden"),
        ] {
            let mut input = input(typed);
            assert!(input.complete(), "{typed}");
            assert_eq!(input.path(), path);
        }
        assert!(!input("~/users-").complete());
        assert!(!input("~/x").complete());
    }

    #[test]
    fn a_name_that_the_disk_keeps_taken_apart_is_found_and_kept_so() {
        let mut input = PathInput::new("é");
        let name = "e\u{301}quipe.csv".to_owned();
        input.listed(
            "",
            vec![Entry {
                name: name.clone(),
                is_folder: false,
            }],
        );
        assert!(input.complete());
        assert_eq!(input.path(), name);
    }

    #[test]
    fn of_a_path_that_does_not_fit_the_end_is_shown() {
        for (path, room, shown) in [
            ("~/users.csv", 20, "~/users.csv"),
            ("~/신입사원.csv", 8, "…원.csv"),
            ("abc", 0, "…"),
        ] {
            assert_eq!(tail(path, room, '…'), shown);
        }
    }

    #[test]
    fn arrows_choose_and_typing_forgets_it() {
        let mut input = input("~/");
        input.step(Step::On);
        input.step(Step::On);
        let (list, _) = drawn(Size::new(20, 3), |pen| input.draw_list(pen));
        assert_eq!(list, "  Archive/\n> notes.txt\n  users-1.csv");
        assert_eq!(input.clone().take(), Some(Taken::File));
        input.typed(&Typed::Key(KeyEvent::new(
            KeyCode::Char('u'),
            KeyModifiers::NONE,
        )));
        assert_eq!(input.take(), None);
        assert_eq!(input.lines(), 2);
    }
}
