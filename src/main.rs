//! The program `partnerdeck`: arguments, then the command line or the screen, then an exit code. Here alone is chosen
//! which store keeps a book.

use std::process::ExitCode;

use partnerdeck::cli::{self, Doors, Opened, Surroundings, Wanted};
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::store::{Store, StoreError};

fn main() -> ExitCode {
    // Before anything is written: sled and every other file take their mode from it, and what is kept is the owner's alone.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let doors = Doors {
        store: &open_store,
        screen: &open_screen,
    };
    cli::run(std::env::args_os(), &Surroundings::of_process(), &doors)
}

fn open_store(wanted: &Wanted) -> Result<Box<dyn Store>, StoreError> {
    match wanted {
        Wanted::Memory { cloud } => Ok(Box::new(MemoryStore::new(*cloud))),
        Wanted::Folder { cloud, .. } => Ok(Box::new(MemoryStore::new(cloud.unwrap_or_default()))),
    }
}

fn open_screen(_opened: Opened) -> Result<(), partnerdeck::operations::Failure> {
    Ok(())
}
