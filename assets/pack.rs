//! Packs the demo book for the program: a tenth of its size, in a program that is copied to many machines. Says which state
//! of the source a release is built from; the time of a build is nowhere in it.

use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

const BOOK: &str = "assets/demo/book.ndjson";
/// Nearly as small as it gets, and nobody waits for it in a build.
const LEVEL: i32 = 9;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={BOOK}");
    println!("cargo::rerun-if-changed=assets/pack.rs");
    println!("cargo::rustc-env=PARTNERDECK_VERSION={}", version());
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let packed = zstd::bulk::compress(&fs::read(BOOK)?, LEVEL)?;
    fs::write(Path::new(&folder).join("demo-book.ndjson.zst"), packed)
}

/// `0.1.0`, and for a release the commit behind it: `0.1.0 (1a2b3c4d5e6f)`. A build for trying things out would be made anew
/// after every commit, so that it has none.
fn version() -> String {
    let number = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    println!("cargo::rerun-if-env-changed=PARTNERDECK_COMMIT");
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    match is_release.then(commit).flatten() {
        Some(commit) => format!("{number} ({commit})"),
        None => number,
    }
}

/// What the packager says (`PARTNERDECK_COMMIT`), else what the package was made from, else what git knows of this folder.
fn commit() -> Option<String> {
    let said = env::var("PARTNERDECK_COMMIT").ok();
    let said = said.filter(|said| said.chars().all(|letter| letter.is_ascii_alphanumeric()));
    said.or_else(packed_commit).or_else(git_commit)
}

/// From the file that cargo lays into a package: `"sha1": "1a2b…"`.
fn packed_commit() -> Option<String> {
    let told = fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, rest) = told.split_once("\"sha1\": \"")?;
    rest.get(..12).map(str::to_owned)
}

fn git_commit() -> Option<String> {
    // Not of a repository that this folder only happens to lie in.
    if !Path::new(".git").exists() {
        return None;
    }
    for file in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let is_changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Some(match is_changed.is_empty() {
        true => commit,
        false => format!("{commit}, changed"),
    })
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
