//! Packs the demo book for the program: a tenth of its size, in a program that is copied to many machines.

use std::path::Path;
use std::{env, fs, io};

const BOOK: &str = "assets/demo/book.ndjson";
/// Nearly as small as it gets, and nobody waits for it in a build.
const LEVEL: i32 = 9;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={BOOK}");
    println!("cargo::rerun-if-changed=assets/pack.rs");
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let packed = zstd::bulk::compress(&fs::read(BOOK)?, LEVEL)?;
    fs::write(Path::new(&folder).join("demo-book.ndjson.zst"), packed)
}
