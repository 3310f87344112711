//! Words of open forms that are not saved: kept in a file each while they are typed and when the desk is left, offered
//! again at the next start and when the same form is opened. Read and written off the screen's thread while the desk
//! works. No password is ever among them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};
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
    /// Whether the desk was left: what was last typed is kept then, and what comes late must not take its place.
    is_left: Arc<Mutex<bool>>,
}

impl Drafts {
    /// Keeps drafts in a folder of the book's own, which is made by the first of them.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            is_left: Arc::default(),
        }
    }

    /// Keeps a draft; one of the same name is replaced. Does nothing once the desk was left.
    ///
    /// # Errors
    /// When it can't be written; the one before is as it was.
    pub fn keep(&self, draft: &Draft) -> io::Result<()> {
        let is_left = self.is_left.lock().unwrap_or_else(PoisonError::into_inner);
        match *is_left {
            true => Ok(()),
            false => self.write(draft),
        }
    }

    /// Keeps what was last typed, because the desk is left.
    pub fn leave_with(&self, last: &[Draft]) {
        let mut is_left = self.is_left.lock().unwrap_or_else(PoisonError::into_inner);
        for draft in last {
            if let Err(error) = self.write(draft) {
                tracing::error!("a draft can't be kept: {error}");
            }
        }
        *is_left = true;
    }

    fn write(&self, draft: &Draft) -> io::Result<()> {
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

    /// All that is kept, in the order of the names.
    pub fn all(&self) -> Vec<Draft> {
        let files = self.files();
        let whole = files.iter().filter(|file| !is_half(file));
        let mut all: Vec<Draft> = whole
            .filter_map(|file| read(file))
            .map(|(name, words)| Draft { name, words })
            .collect();
        all.sort_by(|one, other| one.name.cmp(&other.name));
        all
    }

    /// Removes what processes that were killed left half written. One that still writes is left alone.
    pub fn clear_halves(&self) {
        let files = self.files();
        for half in files.iter().filter(|file| is_half(file)) {
            let writer = half
                .extension()
                .and_then(|number| number.to_str()?.parse().ok());
            let is_own = writer == i32::try_from(std::process::id()).ok();
            let is_gone = writer
                .and_then(Pid::from_raw)
                .is_none_or(|pid| test_kill_process(pid) == Err(Errno::SRCH));
            if is_own || is_gone {
                let _ = std::fs::remove_file(half);
            }
        }
    }

    fn files(&self) -> Vec<PathBuf> {
        let folder = self.folder.iter().flat_map(std::fs::read_dir);
        let files = folder.flatten().flatten();
        files.map(|file| file.path()).collect()
    }

    /// The words of a name are not needed any more: they were saved, or given up.
    pub fn forget(&self, name: &str) {
        if let Some(folder) = &self.folder {
            // A draft that can't be removed is offered once more: no harm.
            let _ = std::fs::remove_file(path(folder, name));
        }
    }
}

/// Whether a file is one on its way into its place: those begin with a dot.
fn is_half(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
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

    fn names(drafts: &Drafts) -> Vec<String> {
        let all = drafts.all().into_iter();
        all.map(|draft| draft.name).collect()
    }

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
        assert_eq!(names(&drafts), ["edit ../../etc"]);
        drafts.forget("edit ../../etc");
        assert_eq!(drafts.kept("edit ../../etc"), None);
        assert!(drafts.all().is_empty());
    }

    #[test]
    fn what_a_killed_process_left_half_written_is_no_draft_and_goes() {
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Some(home.path().to_owned()));
        let draft = Draft {
            name: "add".to_owned(),
            words: json!({"city": "Redmond"}),
        };
        drafts.keep(&draft).unwrap();
        let whole = std::fs::read(path(home.path(), "add")).unwrap();
        let own = std::process::id();
        let halves = [".draft-1.json.2147483647", &format!(".draft-2.json.{own}")];
        for half in halves {
            std::fs::write(home.path().join(half), &whole).unwrap();
        }
        // The first process of the machine runs on.
        let in_work = home.path().join(".draft-3.json.1");
        std::fs::write(&in_work, &whole).unwrap();
        assert_eq!(names(&drafts), ["add"]);
        drafts.clear_halves();
        assert!(halves.iter().all(|half| !home.path().join(half).exists()));
        assert!(in_work.exists());
        assert_eq!(drafts.kept("add"), Some(json!({"city": "Redmond"})));
    }

    #[test]
    fn what_comes_late_takes_nothing_of_what_was_typed_last() {
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Some(home.path().to_owned()));
        let typed = |city: &str| Draft {
            name: "add".to_owned(),
            words: json!({ "city": city }),
        };
        let worker = drafts.clone();
        drafts.leave_with(&[typed("Redmond")]);
        worker.keep(&typed("Red")).unwrap();
        assert_eq!(drafts.kept("add"), Some(json!({"city": "Redmond"})));
        worker.forget("add");
        assert!(drafts.all().is_empty());
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
