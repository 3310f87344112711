//! `completions` and `man`: what the program says about itself. These open no book.

use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::{Shell as Completer, generate};
use clap_mangen::Man;

use crate::exchange::new_file::NewFile;
use crate::operations::Failure;

use super::args::Shell;
use super::exit::Exit;
use super::output::Halt;

/// Writes the completions of a shell to stdout.
pub(super) fn completions(shell: Shell, command: &Command) -> Result<Exit, Halt> {
    let completer = match shell {
        Shell::Bash => Completer::Bash,
        Shell::Zsh => Completer::Zsh,
        Shell::Fish => Completer::Fish,
    };
    let mut text = Vec::new();
    generate(completer, &mut command.clone(), "partnerdeck", &mut text);
    io::stdout().write_all(&text)?;
    Ok(Exit::Done)
}

/// Writes the manual: its main page to stdout, or a page for every command into a folder.
pub(super) fn man(out: Option<&Path>, command: &Command) -> Result<Exit, Halt> {
    let mut command = command.clone();
    command.build();
    match out {
        None => io::stdout().write_all(&page(&command)?)?,
        Some(folder) => {
            let named = |error| Failure::File(folder.display().to_string(), error);
            std::fs::create_dir_all(folder).map_err(named)?;
            write_pages(&command, folder).map_err(named)?;
        }
    }
    Ok(Exit::Done)
}

fn write_pages(command: &Command, folder: &Path) -> io::Result<()> {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name());
    let mut file = NewFile::replacing(&folder.join(format!("{name}.1")))?;
    file.write_all(&page(command)?)?;
    file.finish()?;
    command
        .get_subcommands()
        .try_for_each(|inner| write_pages(inner, folder))
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut roff = Vec::new();
    Man::new(command.clone()).render(&mut roff)?;
    Ok(with_notes(&String::from_utf8_lossy(&roff)).into_bytes())
}

/// What stands below the options goes under the usual heading, and each of its lines stays a line.
fn with_notes(roff: &str) -> String {
    let Some((above, rest)) = roff.split_once(".SH EXTRA\n") else {
        return roff.to_owned();
    };
    let end = rest.find(".SH ").unwrap_or(rest.len());
    let (notes, below) = rest.split_at(end);
    let notes: Vec<&str> = notes.lines().filter(|line| !line.is_empty()).collect();
    format!("{above}.SH NOTES\n{}\n{below}", notes.join("\n.br\n"))
}
