//! Words of open forms that were not saved when the desk was left: kept in a file each, offered again when the same form
//! is opened. Read and written off the screen's thread. No password is ever among them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::exchange::new_file::NewFile;
use crate::exchange::regular;

/// No form has more words, in bytes.
const LONGEST: u64 = 64 << 20;

/// The unsaved words of one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The form's own name, with the account it is for: `edit dfd8cc0a-…`.
    pub name: String,
    /// What was typed, in the form's own words.
    pub words: Value,
}

/// Where drafts are kept; nowhere without a home.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    folder: Option<PathBuf>,
}

impl Drafts {
    /// Keeps drafts in a folder of the book's own, which is made by the first of them.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// Keeps a draft; one of the same name is replaced.
    ///
    /// # Errors
    /// When it can't be written; the one before is as it was.
    pub fn keep(&self, draft: &Draft) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        std::fs::create_dir_all(folder)?;
        let mut file = NewFile::replacing(&path(folder, &draft.name))?;
        let content = json!({ "name": draft.name, "words": draft.words });
        file.write_all(content.to_string().as_bytes())?;
        file.finish()
    }

    /// The words that were kept under a name. They stay until [`Drafts::forget`].
    pub fn kept(&self, name: &str) -> Option<Value> {
        let (_, words) = read(&path(self.folder.as_ref()?, name))?;
        Some(words)
    }

    /// The names under which words are kept, in order.
    pub fn names(&self) -> Vec<String> {
        let folder = self.folder.iter().flat_map(std::fs::read_dir);
        let files = folder.flatten().flatten();
        let mut names: Vec<String> = files
            .filter_map(|file| Some(read(&file.path())?.0))
            .collect();
        names.sort();
        names
    }

    /// The words of a name are not needed any more: they were saved, or given up.
    pub fn forget(&self, name: &str) {
        if let Some(folder) = &self.folder {
            // A draft that can't be removed is offered once more: no harm.
            let _ = std::fs::remove_file(path(folder, name));
        }
    }
}

/// Name and words of a file; `None` when it is no draft.
fn read(path: &Path) -> Option<(String, Value)> {
    let text = regular::read_text(path, LONGEST).ok()?;
    let mut content: Value = serde_json::from_str(&text).ok()?;
    let name = content.get("name")?.as_str()?.to_owned();
    Some((name, content.get_mut("words")?.take()))
}

/// A file name of its own for any name, whatever an ID of the service holds.
fn path(folder: &Path, name: &str) -> PathBuf {
    let name = blake3::hash(name.as_bytes()).to_hex();
    folder.join(format!("draft-{}.json", &name[..24]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_kept_under_its_name_and_dropped() {
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Some(home.path().join("sessions/one")));
        for words in [json!({"city": "Redmond"}), json!({"city": "윙팁"})] {
            let name = "edit ../../etc".to_owned();
            drafts.keep(&Draft { name, words }).unwrap();
        }
        assert_eq!(drafts.kept("edit ../../etc"), Some(json!({"city": "윙팁"})));
        assert_eq!(drafts.kept("edit other"), None);
        assert_eq!(drafts.names(), ["edit ../../etc"]);
        drafts.forget("edit ../../etc");
        assert_eq!(drafts.kept("edit ../../etc"), None);
        assert!(drafts.names().is_empty());
    }

    #[test]
    fn without_a_home_nothing_is_kept_and_nothing_fails() {
        let drafts = Drafts::default();
        let draft = Draft {
            name: "edit".to_owned(),
            words: json!(1),
        };
        drafts.keep(&draft).unwrap();
        assert_eq!(drafts.kept("edit"), None);
    }
}
