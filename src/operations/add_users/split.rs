//! The file cut into files of up to 100 rows, as the portal takes them: nobody is added and the book is not touched.

use std::io;
use std::path::{Path, PathBuf};

use crate::exchange::csv::{Format, Writer};
use crate::exchange::new_file::NewFile;
use crate::operations::Failure;

use super::BATCH;
use super::check::Checked;
use super::columns::Column;
use super::file::UsersFile;

/// One file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where.
    pub path: PathBuf,
    /// Its rows, without the header.
    pub rows: usize,
}

/// Writes the rows that are ready into `STEM-1.csv`, `STEM-2.csv` … in a folder: UTF-8 with byte-order mark, comma, CRLF,
/// the portal's five columns, the header in the language of the input's. Files that are only their owner's to read.
///
/// # Errors
/// [`Failure::FileExists`] when one of the names is taken, [`Failure::File`] when one can't be written: none is left then.
pub fn split(
    file: &UsersFile,
    checked: &Checked,
    folder: &Path,
    stem: &str,
) -> Result<Vec<Part>, Failure> {
    let mut written = Vec::new();
    for (rows, number) in checked.ready.chunks(BATCH).zip(1_usize..) {
        let path = folder.join(format!("{stem}-{number}.csv"));
        let part =
            write_part(file, rows, &path).map_err(|error| Failure::of_new_file(&path, error))?;
        written.push((part, rows.len()));
    }
    // All are on the disk before the first is told to stay.
    let keep = |(part, rows): (NewFile, usize)| {
        let path = part.path().to_owned();
        part.keep();
        Part { path, rows }
    };
    Ok(written.into_iter().map(keep).collect())
}

fn write_part(file: &UsersFile, rows: &[usize], path: &Path) -> io::Result<NewFile> {
    let mut part = NewFile::create(path)?;
    let mut table = Writer::new(&mut part, Format::PORTAL)?;
    let language = file.layout().language();
    table.row(Column::ALL.map(|column| column.header(language)))?;
    for row in rows.iter().filter_map(|place| file.rows().get(*place)) {
        table.row(Column::ALL.map(|column| match column {
            Column::Status => "",
            column => file.cell(row, column),
        }))?;
    }
    table.finish()?;
    part.sync()?;
    Ok(part)
}
