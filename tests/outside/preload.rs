//! The libraries of `tests/powerloss` and `tests/faults`, which stand between the program and the disk; built once for all
//! tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

/// Both, compiled.
pub struct Preload {
    /// Keeps aside what a power cut would leave.
    pub powerloss: PathBuf,
    /// Lets calls fail, or the process die at one.
    pub faults: PathBuf,
}

/// The libraries; `None` where there is no C compiler, or no preloading.
pub fn libraries() -> Option<&'static Preload> {
    static BUILT: OnceLock<Option<(TempDir, Preload)>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        if !cfg!(target_os = "linux") || Command::new("cc").arg("--version").output().is_err() {
            println!("skipped: no C compiler to build the library with");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let preload = Preload {
            powerloss: compiled("powerloss", folder.path()),
            faults: compiled("faults", folder.path()),
        };
        Some((folder, preload))
    });
    built.as_ref().map(|(_, preload)| preload)
}

fn compiled(name: &str, folder: &Path) -> PathBuf {
    let library = folder.join(name).with_extension("so");
    let source = format!("{}/tests/{name}/{name}.c", env!("CARGO_MANIFEST_DIR"));
    let compiler = Command::new("cc")
        .args(["-O2", "-w", "-shared", "-fPIC", "-o"])
        .arg(&library)
        .args([source.as_str(), "-ldl"])
        .output()
        .unwrap();
    assert!(compiler.status.success(), "{compiler:?}");
    library
}
