//! Where a path that the operator types is meant from. Passed in, so that nothing a test types reaches the real folders.

use std::path::PathBuf;

/// The folders that typed paths start from.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// The operator's home folder, for `~`; nobody may have none.
    pub home: Option<PathBuf>,
    /// The folder that a relative path starts from; empty: the one the program was started in.
    pub here: PathBuf,
}

impl Folders {
    /// A typed path as the disk knows it. `~` counts at the beginning only; `~name` is a file of that name.
    pub fn path(&self, typed: &str) -> PathBuf {
        match (typed.strip_prefix('~'), &self.home) {
            (Some(""), Some(home)) => home.clone(),
            (Some(rest), Some(home)) if rest.starts_with('/') => {
                home.join(rest.trim_start_matches('/'))
            }
            _ => self.here.join(typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_tilde_is_the_home_folder_only_at_the_beginning() {
        let folders = Folders {
            home: Some(PathBuf::from("/home/kim")),
            here: PathBuf::new(),
        };
        for (typed, path) in [
            ("~", "/home/kim"),
            ("~/inbox/a.csv", "/home/kim/inbox/a.csv"),
            ("~other/a", "~other/a"),
            ("/tmp/~", "/tmp/~"),
            ("a.csv", "a.csv"),
            ("", ""),
        ] {
            assert_eq!(folders.path(typed), Path::new(path), "{typed}");
        }
        assert_eq!(Folders::default().path("~/a"), Path::new("~/a"));
    }

    #[test]
    fn a_relative_path_starts_from_here() {
        let folders = Folders {
            home: None,
            here: PathBuf::from("/work"),
        };
        assert_eq!(folders.path("inbox/a.csv"), Path::new("/work/inbox/a.csv"));
        assert_eq!(folders.path("/tmp/a.csv"), Path::new("/tmp/a.csv"));
    }
}
