//! Running work: how far each piece is, how fast, how long it still takes; one key stops it after the step it is in.

use std::time::{Duration, Instant};

use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::jobs::Job;
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Sight};
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Cursor;
use crate::tui::workers::{Number, Outcome};
use crate::words::Words;

/// Running work.
#[derive(Default)]
pub struct JobsBox {
    cursor: Cursor,
}

/// Lines of one piece of work: what it does, how far it is, a blank.
const LINES: u16 = 3;

impl Pane for JobsBox {
    fn place(&self) -> Place {
        Place::Jobs
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("jobs-title")
    }

    fn offers(&self, action: Action, sight: &Sight) -> Offer {
        match action {
            Action::CancelJob if sight.jobs.running().is_empty() => Offer::Absent,
            _ => Offer::Yes,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        let jobs = cx.sight.jobs.running();
        match action {
            Action::Back => Reaction::Close,
            Action::CancelJob => {
                if let Some(job) = jobs.get(self.cursor.at) {
                    cx.sight.jobs.cancel(job.number);
                }
                Reaction::Redraw
            }
            _ => match self.cursor.moved(action, jobs.len(), jobs.len()) {
                Some(cursor) => {
                    self.cursor = cursor;
                    Reaction::Redraw
                }
                None => Reaction::Nothing,
            },
        }
    }

    fn take(&mut self, _number: Number, _outcome: Outcome, _cx: &mut Cx) -> Reaction {
        Reaction::Nothing
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        let jobs = sight.jobs.running();
        let lines = u16::try_from(jobs.len().max(1)).unwrap_or(u16::MAX);
        let height = lines.saturating_mul(LINES).saturating_add(1);
        let inside = &mut pen.boxed(pen.width().min(76), height, &self.title(sight));
        if jobs.is_empty() {
            inside.text(1, 0, &sight.words.text("jobs-none"), Ink::Plain);
            return;
        }
        let page = usize::from((inside.height() + 1) / LINES).max(1);
        self.cursor = self.cursor.following(jobs.len(), page);
        let window = jobs.iter().enumerate().skip(self.cursor.top).take(page);
        for (place, (row, job)) in (0..).zip(window) {
            let y = place * LINES;
            let is_here = row == self.cursor.at;
            let ink = if is_here { Ink::Here } else { Ink::Plain };
            if is_here {
                inside.text(1, y, ">", ink);
            }
            inside.text(3, y, &sight.words.say(&job.title), ink);
            draw_progress(inside, 3, y + 1, job, sight);
        }
    }
}

/// The bar and the numbers of a job from a column on: how many, how fast, how long still.
pub fn draw_progress(pen: &mut Pen, x: u16, y: u16, job: &Job, sight: &Sight) {
    const BAR: u16 = 20;
    let progress = job.progress();
    let so_far = progress.done + progress.failed;
    let mut x = x;
    let full = (u64::from(BAR) * so_far).checked_div(progress.total);
    if let Some(full) = full.filter(|_| !sight.is_still) {
        let full = usize::try_from(full).unwrap_or(0).min(BAR.into());
        let bar = "#".repeat(full) + &".".repeat(usize::from(BAR) - full);
        x = pen.text(x, y, &format!("[{bar}]"), Ink::Here) + 1;
    }
    pen.text(x, y, &told(job, sight.words, sight.instant), Ink::Plain);
}

/// How far a job is, in words: `93 of 137, 3 failed · 41 a second · 1 s left`.
pub fn told(job: &Job, words: &Words, now: Instant) -> String {
    let progress = job.progress();
    let so_far = progress.done + progress.failed;
    let mut parts = vec![words.say(&match progress.total {
        0 => say!("jobs-done", done = so_far),
        total => say!("jobs-done-of", done = so_far, total = total),
    })];
    if progress.failed > 0 {
        parts.push(words.say(&say!("jobs-failed", n = progress.failed)));
    }
    if job.is_stopping() {
        parts.push(words.text("jobs-stopping"));
        return words.joined(&parts);
    }
    if let Some(rate) = job.rate() {
        parts.push(words.say(&say!("jobs-rate", n = rate.round().max(1.0) as u64)));
    }
    parts.push(match job.time_left() {
        Some(left) => words.say(&say!("jobs-left", time = short(left, words))),
        None => words.say(&say!("jobs-since", time = short(job.age(now), words))),
    });
    words.joined(&parts)
}

/// A span of time in its largest unit.
fn short(time: Duration, words: &Words) -> String {
    let seconds = time.as_secs();
    words.say(&match seconds {
        0..=99 => say!("time-seconds", n = seconds),
        100..=5999 => say!("time-minutes", n = seconds / 60),
        _ => say!("time-hours", n = seconds / 3600),
    })
}
