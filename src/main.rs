//! The program `partnerdeck`: arguments, then the command line or the screen, then an exit code. Here alone is chosen
//! which store keeps a book, and here alone the command line meets the screen.

use std::process::ExitCode;

use jiff::tz::TimeZone;
use partnerdeck::account::problem::Message;
use partnerdeck::cli::{self, Doors, KeyFile, KeyLine, Left, Opened, Surroundings, Wanted};
use partnerdeck::operations::Failure;
use partnerdeck::store::embedded::{self, EmbeddedStore, Opening};
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::store::{Store, StoreError};
use partnerdeck::tui::drafts::Drafts;
use partnerdeck::tui::theme::{Background, Depth, Looks, ThemeFile, Wish};
use partnerdeck::tui::{self, Ending, Folders, Keymap, ScreenError, key_sheet};

/// An import makes and drops many small objects of all sizes, with which the system's own allocator takes a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Before anything is written: sled and every other file take their mode from it, and what is kept is the owner's alone.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    keep_memory_private();
    let doors = Doors {
        store: &open_store,
        care: &embedded::Folders,
        cloud_of: &EmbeddedStore::cloud_of,
        screen: &open_screen,
        keys: &sheet_of_keys,
    };
    cli::run(std::env::args_os(), &Surroundings::of_process(), &doors)
}

/// A core dump would write first passwords to the disk. From now on the system makes none of this process, and no other
/// process of the same user may look into its memory. Where it refuses, the program works all the same.
fn keep_memory_private() {
    let none = rustix::process::Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

fn open_store(wanted: &Wanted) -> Result<Box<dyn Store>, StoreError> {
    match wanted {
        Wanted::Memory { cloud } => Ok(Box::new(MemoryStore::new(*cloud))),
        Wanted::Folder {
            path,
            cloud,
            create,
            read_only,
            seal_keys,
            wait,
        } => {
            let opening = Opening {
                cloud: *cloud,
                create: *create,
                read_only: *read_only,
                seal_keys: seal_keys.clone(),
            };
            Ok(Box::new(EmbeddedStore::open_or_stand_in(
                path, &opening, *wait,
            )?))
        }
    }
}

fn open_screen(opened: Opened) -> Result<Left, Failure> {
    let (keymap, wrong) = keymap(opened.keymap.as_ref());
    let (looks, unlike) = looks(&opened);
    let terminal = opened.terminal;
    let options = tui::Options {
        book: opened.book,
        keymap,
        looks,
        asks_for_ground: tui::can_be_asked(&terminal.term, terminal.is_in_tmux),
        is_motion_reduced: opened.is_motion_reduced,
        zone: TimeZone::system(),
        folders: Folders {
            home: std::env::home_dir(),
            here: std::path::PathBuf::new(),
        },
        is_clock_frozen: opened.is_clock_fixed,
        drafts: Drafts::new(opened.session),
        passphrase: opened.passphrase,
        backups: opened.backups,
        clipboard_stays: opened.clipboard_stays,
        notes: opened
            .notes
            .into_iter()
            .chain(wrong)
            .chain(unlike)
            .collect(),
    };
    match tui::run(opened.desk, opened.words, options) {
        Ok(Ending::Quit) => Ok(Left::Quit),
        Ok(Ending::Interrupted) => Ok(Left::Interrupted),
        Err(ScreenError::Terminal(error)) => Err(Failure::File("/dev/tty".to_owned(), error)),
    }
}

fn looks(opened: &Opened) -> (Looks, Vec<Message>) {
    let terminal = &opened.terminal;
    let depth = match opened.color {
        true => Depth::of(&terminal.term, &terminal.colorterm),
        false => Depth::None,
    };
    let files = opened.themes.iter().map(|theme| ThemeFile {
        name: theme.name.clone(),
        file: theme.file.clone(),
        text: theme.text.clone(),
    });
    Looks::new(Wish {
        name: opened.theme.clone(),
        files: files.collect(),
        depth: Some(depth),
        background: Background::of_environment(&terminal.colorfgbg),
    })
}

fn sheet_of_keys(file: Option<&KeyFile>) -> (Vec<KeyLine>, Vec<Message>) {
    let (keymap, wrong) = keymap(file);
    let lines = key_sheet(&keymap).into_iter().map(|line| KeyLine {
        place: line.place.id().to_owned(),
        place_words: format!("place-{}", line.place.id()),
        action: line.action.id().to_owned(),
        keys: line.keys.iter().map(ToString::to_string).collect(),
        words: line.action.words(),
    });
    (lines.collect(), wrong)
}

fn keymap(file: Option<&KeyFile>) -> (Keymap, Vec<Message>) {
    match file {
        Some(file) => {
            let (keymap, mut wrong) = Keymap::with_file(&file.name, &file.text);
            wrong.extend(file.trouble.clone());
            (keymap, wrong)
        }
        None => (Keymap::default(), Vec::new()),
    }
}
