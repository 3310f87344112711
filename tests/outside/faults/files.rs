//! Every file of a book cut, bent, emptied, gone, or a folder instead: what was saved is there, or it is said that it can't
//! be read, and then nothing was touched.

use std::fs;
use std::path::{Path, PathBuf};

use super::{CUSTOMER, ends_well_or_refuses, run, small};
use crate::crash::program::Machine;

type Spoil = fn(&Path);

const SPOILS: [(&str, Spoil); 7] = [
    ("gone", |path| fs::remove_file(path).unwrap()),
    ("empty", |path| fs::write(path, b"").unwrap()),
    ("cut", |path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    }),
    ("zeros", |path| {
        let length = fs::metadata(path).unwrap().len() as usize;
        fs::write(path, vec![0; length]).unwrap();
    }),
    ("bent", |path| {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 0x55;
        }
        fs::write(path, bytes).unwrap();
    }),
    ("longer", |path| {
        let mut bytes = fs::read(path).unwrap();
        bytes.extend_from_slice(&[0xA5; 300]);
        fs::write(path, bytes).unwrap();
    }),
    ("a folder", |path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    }),
];

const CODES: [&str; 4] = ["damaged", "not_writable", "newer_format", "not_found"];

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_in(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn a_spoilt_file_loses_nothing_in_secret() {
    let prepared = small();
    let truth = prepared.ask("book export").unwrap();
    let machine = Machine::new(env!("CARGO_BIN_EXE_partnerdeck"), false);
    let mut wrong = Vec::new();
    let mut told = 0;
    for file in files_in(&prepared.book()) {
        let name = file.strip_prefix(prepared.book()).unwrap();
        for (what, spoil) in SPOILS {
            machine.become_like(&prepared);
            let path = machine.book().join(name);
            spoil(&path);
            match serves_or_tells(&machine, &path, &truth) {
                Ok(is_served) => told += usize::from(!is_served),
                Err(found) => wrong.push(format!("{} {what}: {found}", name.display())),
            }
        }
    }
    assert!(told > 0);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether a book with a spoilt file serves; else it tells, and leaves the file as it is.
fn serves_or_tells(machine: &Machine, path: &Path, truth: &str) -> Result<bool, String> {
    let spoilt = fs::read(path).ok();
    let export = run(machine, "book export");
    ends_well_or_refuses(&export, &CODES)?;
    if export.code != Some(0) {
        return match fs::read(path).ok() == spoilt {
            true => Ok(false),
            false => Err("it was refused, and the file was changed".to_owned()),
        };
    }
    if export.out != truth {
        return Err(format!("something else is there:\n{}", export.out));
    }
    let change = run(
        machine,
        &format!("customers update {CUSTOMER} --set notes=saved"),
    );
    ends_well_or_refuses(&change, &CODES)?;
    if change.code == Some(0) && !machine.ask("book export")?.contains("saved") {
        return Err("told as saved, and it is gone".to_owned());
    }
    Ok(true)
}

#[test]
fn what_a_killed_process_left_lying_about_is_in_nobodys_way() {
    let prepared = small();
    let truth = prepared.ask("book export").unwrap();
    let book = prepared.book();
    for left in [
        "book.json.new",
        "search.cols.new",
        "users.cols.new",
        "partner.new",
        "seal/0000000001.sealed.new",
    ] {
        fs::write(book.join(left), b"half a fi").unwrap();
    }
    for folder in ["state.next", "state.last"] {
        fs::create_dir(book.join(folder)).unwrap();
        fs::write(book.join(folder).join("db"), b"half a fi").unwrap();
    }
    assert_eq!(prepared.ask("book export").unwrap(), truth);
    prepared.ask("store check").unwrap();
    assert!(!book.join("state.next").exists() && !book.join("state.last").exists());
}
