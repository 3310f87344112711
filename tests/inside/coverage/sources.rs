//! The names of all tests, searched in the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// The folder of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of Rust in `src` and `tests`.
pub fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src"), root().join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// The name of every function under `#[test]` in `src` and `tests`.
pub fn names_of_tests() -> BTreeSet<String> {
    let texts = files()
        .into_iter()
        .map(|path| fs::read_to_string(path).unwrap());
    texts.flat_map(|text| names_in(&text)).collect()
}

/// The names in one file: the first function behind each `#[test]`.
pub fn names_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim_start) {
        if line == "#[test]" {
            is_test = true;
        } else if let Some(rest) = line.strip_prefix("fn ")
            && is_test
        {
            is_test = false;
            let name = rest.split('(').next().unwrap_or_default();
            names.push(name.to_owned());
        }
    }
    names
}
