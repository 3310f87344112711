//! The operator's own themes: every `themes/NAME.toml` beside the configuration, read before the screen opens so that one
//! can be turned to the next. What they say is read by the screen.

use std::fs;

use crate::account::problem::Message;
use crate::exchange::regular;
use crate::operations::Failure;

use super::beforehand::LONGEST;
use super::surroundings::Surroundings;

/// Nobody turns through more.
const MOST: usize = 30;

/// A theme's file as it was found.
#[derive(Debug, Clone)]
pub struct ThemeText {
    /// The name of the theme.
    pub name: String,
    /// What to call the file in a sentence.
    pub file: String,
    /// What it says.
    pub text: String,
}

/// The themes in the order of their names, and which of them can't be read.
pub(super) fn own(around: &Surroundings) -> (Vec<ThemeText>, Vec<Message>) {
    let Some(homes) = &around.homes else {
        return (Vec::new(), Vec::new());
    };
    let Ok(folder) = fs::read_dir(homes.config.join("themes")) else {
        return (Vec::new(), Vec::new());
    };
    let paths = folder.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let (mut themes, mut wrong) = (Vec::new(), Vec::new());
    for path in paths.into_iter().take(MOST) {
        let file = path.display().to_string();
        let name = path.file_stem().unwrap_or_default();
        match regular::read_text(&path, LONGEST) {
            Ok(text) => themes.push(ThemeText {
                name: name.to_string_lossy().into_owned(),
                file,
                text,
            }),
            Err(error) => wrong.push(Failure::File(file, error).message()),
        }
    }
    (themes, wrong)
}
