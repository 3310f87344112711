//! A path that is typed in a pane: the widget, and the requests for what its folder holds.

use std::path::PathBuf;

use crate::tui::Folders;
use crate::tui::action::Action;
use crate::tui::pane::{Cx, Reaction};
use crate::tui::widgets::choice::Step;
use crate::tui::widgets::path_input::{PathInput, Taken};
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::files::OnDisk;
use crate::tui::workers::{Number, Outcome};

/// A path that is typed.
#[derive(Debug, Default)]
pub struct PathField {
    /// The widget.
    pub input: PathInput,
    asked: Option<Number>,
}

/// What an action did to the path.
#[derive(Debug)]
pub enum PathReaction {
    /// It is the one.
    Given,
    /// It is not done yet.
    Going(Reaction),
}

impl PathField {
    /// A path to begin with; its folder is asked for at once.
    pub fn new(path: &str, cx: &mut Cx) -> Self {
        let mut field = Self {
            input: PathInput::new(path),
            asked: None,
        };
        field.follow(cx);
        field
    }

    /// The path as it was typed.
    pub fn typed_path(&self) -> &str {
        self.input.path().trim()
    }

    /// The path as the disk knows it.
    pub fn path(&self, folders: &Folders) -> PathBuf {
        folders.path(self.typed_path())
    }

    /// Replaces the path.
    pub fn set(&mut self, path: &str) {
        if self.input.path() != path {
            self.input = PathInput::new(path);
            self.asked = None;
        }
    }

    /// Whether there is more to it than what is typed.
    pub fn can_complete(&self) -> bool {
        self.input.clone().complete()
    }

    /// Takes letters.
    pub fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Edited {
        let edited = self.input.typed(typed);
        self.follow(cx);
        edited
    }

    /// Does an action of [`Place::Path`](crate::tui::Place::Path).
    pub fn act(&mut self, action: Action, cx: &mut Cx) -> PathReaction {
        match action {
            Action::Accept => match self.input.take() {
                Some(Taken::Folder) => {}
                Some(Taken::File) => return PathReaction::Given,
                None if self.typed_path().is_empty() => {
                    return PathReaction::Going(Reaction::Nothing);
                }
                None => return PathReaction::Given,
            },
            Action::Complete => {
                self.input.complete();
            }
            Action::Down => self.input.step(Step::On),
            Action::Up => self.input.step(Step::Back),
            _ => return PathReaction::Going(Reaction::Nothing),
        }
        self.follow(cx);
        PathReaction::Going(Reaction::Redraw)
    }

    /// Takes what a folder holds, when it was asked for here.
    pub fn take(&mut self, number: Number, outcome: Outcome) -> Reaction {
        if self.asked != Some(number) {
            return Reaction::Nothing;
        }
        self.asked = None;
        match outcome {
            Outcome::Folder { typed, entries } => {
                self.input.listed(&typed, entries);
                Reaction::Redraw
            }
            _ => Reaction::Nothing,
        }
    }

    /// Whether an outcome of that number is awaited here.
    pub fn awaits(&self, number: Number) -> bool {
        self.asked == Some(number)
    }

    fn follow(&mut self, cx: &mut Cx) {
        let Some(typed) = self.input.folder_to_list() else {
            return;
        };
        let typed = typed.to_owned();
        let path = cx.sight.folders.path(&typed);
        self.asked = Some(cx.out.on_disk(OnDisk::Folder { typed, path }));
    }
}
