//! What comes in: a regular file, or standard input where `-` stands.

use std::io;
use std::path::Path;

use serde_json::Value;

use crate::account::problem::{Code, Problem};
use crate::account::resource::Resource;
use crate::exchange::Source;
use crate::exchange::json::{Fault, Resources};
use crate::operations::Failure;
use crate::say;

/// The file, or all of standard input. Whether the file is there and regular shows when it is opened.
///
/// # Errors
/// When standard input can't be read.
pub(super) fn source(path: &Path) -> Result<Source, Failure> {
    if path.as_os_str() != "-" {
        return Ok(Source::File(path.to_owned()));
    }
    Source::of_stream("-", io::stdin().lock()).map_err(|error| Failure::File("-".to_owned(), error))
}

/// The same, looked at first: a file that is not there must not leave an empty book behind.
///
/// # Errors
/// [`Failure::File`] when it can't be read or is no regular file.
pub(super) fn source_that_opens(path: &Path) -> Result<Source, Failure> {
    let source = source(path)?;
    match source.open() {
        Ok(_) => Ok(source),
        Err(error) => Err(Failure::File(shown(path), error)),
    }
}

/// The one resource of a file, and what is odd about how it is written.
///
/// # Errors
/// [`Failure::File`] when it can't be read, [`Failure::Usage`] when it is no JSON or not exactly one object.
pub(super) fn one_resource(path: &Path) -> Result<(Resource, Vec<Problem>), Failure> {
    let source = source(path)?;
    let file = source
        .open()
        .map_err(|error| Failure::File(shown(path), error))?;
    let pieces = Resources::read(file)
        .and_then(|resources| resources.take(2).collect::<Result<Vec<_>, _>>());
    let pieces = pieces.map_err(|fault| failure_of(fault, path))?;
    match <[_; 1]>::try_from(pieces) {
        Ok([piece]) => match piece.value {
            Value::Object(members) => Ok((Resource::from(members), piece.notes)),
            _ => Err(not_one(path)),
        },
        Err(_) => Err(not_one(path)),
    }
}

fn failure_of(fault: Fault, path: &Path) -> Failure {
    match fault {
        Fault::Io(error) => Failure::File(shown(path), error),
        Fault::NoJson(problem) => Failure::Usage(vec![*problem]),
    }
}

fn not_one(path: &Path) -> Failure {
    let message = say!("usage-not-one-resource", file = shown(path));
    Failure::Usage(vec![Problem::new(Code::BadFormat, message)])
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
