//! What surrounds the panes and is lent to them call by call: words, keys, rights, requests, running work, the message
//! line.

use std::sync::Arc;
use std::time::Instant;

use jiff::tz::TimeZone;
use ratatui::layout::Rect;

use crate::account::cloud::Cloud;
use crate::account::partner::Partner;
use crate::operations::Desk;
use crate::tui::jobs::Jobs;
use crate::tui::keymap::Keymap;
use crate::tui::message_line::MessageLine;
use crate::tui::pane::{Cx, Rights, Sight};
use crate::tui::theme::Looks;
use crate::tui::workers::{Asker, Outbox, Workers};
use crate::tui::{Folders, Options};
use crate::words::Words;

/// What surrounds the panes.
pub(super) struct Around {
    pub(super) desk: Arc<Desk>,
    pub(super) words: Arc<Words>,
    pub(super) keymap: Keymap,
    pub(super) looks: Looks,
    pub(super) asks_for_ground: bool,
    is_still: bool,
    pub(super) rights: Rights,
    pub(super) book: String,
    pub(super) is_clock_frozen: bool,
    /// The book is damaged, and what is shown comes from a backup.
    pub(super) is_damaged: bool,
    /// Whose book it is; nobody until the reader has said.
    pub(super) partner: Partner,
    pub(super) out: Outbox,
    pub(super) jobs: Jobs,
    pub(super) line: MessageLine,
    pub(super) instant: Instant,
    zone: TimeZone,
    folders: Folders,
    pub(super) cloud: Cloud,
}

impl Around {
    pub(super) fn new(
        desk: Arc<Desk>,
        words: Arc<Words>,
        options: Options,
        workers: Workers,
    ) -> Self {
        let mut line = MessageLine::default();
        for note in options.notes {
            line.wrong(note);
        }
        let mut around = Self {
            rights: Rights::of(&desk),
            cloud: desk.cloud(),
            is_damaged: desk.store().stands_in().is_some(),
            desk,
            words,
            keymap: options.keymap,
            looks: options.looks,
            asks_for_ground: options.asks_for_ground,
            is_still: options.is_motion_reduced,
            zone: options.zone,
            folders: options.folders,
            book: options.book,
            is_clock_frozen: options.is_clock_frozen,
            partner: Partner::default(),
            out: Outbox::new(workers),
            jobs: Jobs::default(),
            line,
            instant: Instant::now(),
        };
        if let Some(words) = around.spelt() {
            around.words = Arc::new(words);
        }
        around
    }

    /// What a pane is lent to act.
    pub(super) fn cx(&mut self, asker: Asker, area: Rect) -> Cx<'_> {
        Cx {
            sight: Sight {
                words: &self.words,
                keymap: &self.keymap,
                rights: &self.rights,
                jobs: &self.jobs,
                cloud: self.cloud,
                now: self.desk.now(),
                instant: self.instant,
                zone: &self.zone,
                folders: &self.folders,
                area,
                is_focused: true,
                is_still: self.is_still,
            },
            out: self.out.of(asker, self.instant),
            line: &mut self.line,
        }
    }

    /// What a pane may look at to draw.
    pub(super) fn sight(&self, area: Rect, is_focused: bool) -> Sight<'_> {
        Sight {
            words: &self.words,
            keymap: &self.keymap,
            rights: &self.rights,
            jobs: &self.jobs,
            cloud: self.cloud,
            now: self.desk.now(),
            instant: self.instant,
            zone: &self.zone,
            folders: &self.folders,
            area,
            is_focused,
            is_still: self.is_still,
        }
    }

    /// Ends a call: runs that began are among the jobs, what was said gets its time. Tells whether something is to be
    /// drawn.
    pub(super) fn settle(&mut self) -> bool {
        let begun = self.out.take_begun();
        let has_begun = !begun.is_empty();
        for job in begun {
            self.jobs.add(job);
        }
        let has_spoken = self.line.settle(self.desk.now(), self.instant);
        has_begun || has_spoken
    }
}
