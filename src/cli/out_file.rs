//! Where an export goes: standard output, or a file that never replaces another one unasked. A file is there whole or not
//! at all.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use crate::exchange::new_file::NewFile;
use crate::exchange::regular::may_be_replaced;
use crate::operations::Failure;
use crate::say;

use super::context::Context;

/// Where an export goes.
pub(super) enum OutFile {
    /// To whoever reads.
    Stdout(BufWriter<StdoutLock<'static>>),
    /// Nowhere: a dry run only counts.
    Nowhere(PathBuf),
    /// Into a file, to be called by its path.
    File(BufWriter<NewFile>, PathBuf),
}

impl OutFile {
    /// Makes the file at once, so that one that is in the way is known before the work begins.
    ///
    /// # Errors
    /// [`Failure::NeedsConfirmation`] when a file is in the way and the operator does not say yes, [`Failure::File`] when
    /// it can't be made.
    pub(super) fn open(path: Option<&Path>, context: &Context<'_>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(OutFile::Stdout(BufWriter::new(io::stdout().lock())));
        };
        let is_there = path.symlink_metadata().is_ok();
        // Before anything is asked: nobody means to overwrite a device.
        may_be_replaced(path).map_err(|error| Failure::File(shown(path), error))?;
        let question = || say!("ask-overwrite", name = shown(path));
        if is_there && !context.agrees(&question()) {
            return Err(Failure::NeedsConfirmation(question()));
        }
        if context.globals.dry_run {
            return Ok(OutFile::Nowhere(path.to_owned()));
        }
        let file = match is_there {
            true => NewFile::replacing(path),
            false => NewFile::create(path),
        };
        let file = file.map_err(|error| Failure::File(shown(path), error))?;
        Ok(OutFile::File(BufWriter::new(file), path.to_owned()))
    }

    /// The same for the file of a run that goes on: an empty one was left there by the run itself when it was killed.
    ///
    /// # Errors
    /// As [`OutFile::open`].
    pub(super) fn open_again(path: &Path, context: &Context<'_>) -> Result<Self, Failure> {
        let is_left_over = path
            .symlink_metadata()
            .is_ok_and(|facts| facts.is_file() && facts.len() == 0);
        if is_left_over {
            std::fs::remove_file(path).map_err(|error| Failure::File(shown(path), error))?;
        }
        Self::open(Some(path), context)
    }

    /// What to call it in a sentence.
    pub(super) fn name(&self) -> String {
        match self {
            OutFile::Stdout(_) => "-".to_owned(),
            OutFile::Nowhere(path) | OutFile::File(_, path) => shown(path),
        }
    }

    /// Whether it is a file, so that a sentence about it makes sense.
    pub(super) fn is_file(&self) -> bool {
        !matches!(self, OutFile::Stdout(_))
    }

    /// Puts it on the disk, in the place of the one it replaces.
    ///
    /// # Errors
    /// When the disk refuses; a file that was to be replaced is as it was.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let name = self.name();
        self.put_down().map_err(|error| Failure::File(name, error))
    }

    fn put_down(self) -> io::Result<()> {
        match self {
            OutFile::Stdout(mut out) => out.flush(),
            OutFile::Nowhere(_) => Ok(()),
            OutFile::File(file, _) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.finish()
            }
        }
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            OutFile::Stdout(out) => out.write(bytes),
            OutFile::Nowhere(_) => Ok(bytes.len()),
            OutFile::File(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            OutFile::Stdout(out) => out.flush(),
            OutFile::Nowhere(_) => Ok(()),
            OutFile::File(file, _) => file.flush(),
        }
    }
}

/// For a dry run of what makes a new file: whether it could.
///
/// # Errors
/// [`Failure::FileExists`] when something stands there.
pub(super) fn must_be_free(path: &Path) -> Result<(), Failure> {
    match path.symlink_metadata() {
        Ok(_) => Err(Failure::FileExists(shown(path))),
        Err(_) => Ok(()),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
