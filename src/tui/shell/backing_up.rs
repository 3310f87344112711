//! Backups that are made while the desk works: at the operator's wish, and by themselves when one is due. They are written
//! beside the book by a run of their own, behind everything else; no key waits for them.

use std::time::{Duration, Instant};

use crate::operations::look_after::Rolling;
use crate::operations::{Desk, Failure, Ticket};
use crate::say;
use crate::store;
use crate::tui::pane::{Cx, Reaction};
use crate::tui::workers::{Number, Outcome, Read, Run};

/// After one that failed by itself the next is not tried at once: a full disk would be told after every save.
const PAUSE: Duration = Duration::from_secs(600);

/// Backups of the desk.
pub(super) struct BackingUp {
    /// When one is made by itself; `None`: never.
    by_itself: Option<Rolling>,
    running: Option<Running>,
    failed: Option<Instant>,
}

/// A backup on its way.
struct Running {
    number: Number,
    /// Whether the operator asked for it, and is told how it ended.
    is_asked: bool,
}

impl BackingUp {
    pub(super) fn new(by_itself: Option<Rolling>) -> Self {
        Self {
            by_itself,
            running: None,
            failed: None,
        }
    }

    /// The operator asked for one.
    pub(super) fn begin(&mut self, cx: &mut Cx) -> Reaction {
        match &mut self.running {
            Some(running) => running.is_asked = true,
            None => self.run(self.by_itself.unwrap_or_default(), true, cx),
        }
        Reaction::Redraw
    }

    /// The desk was opened, or the book changed: is one due?
    pub(super) fn look(&mut self, cx: &mut Cx) {
        let pauses = |failed: Instant| cx.sight.instant.duration_since(failed) < PAUSE;
        if let Some(rolling) = self.by_itself
            && self.running.is_none()
            && !self.failed.is_some_and(pauses)
        {
            cx.out.read(Read::BackupDue(rolling));
        }
    }

    pub(super) fn take_due(&mut self, due: Result<bool, Failure>, cx: &mut Cx) -> Reaction {
        match (due, self.by_itself) {
            (Ok(true), Some(rolling)) if self.running.is_none() => self.run(rolling, false, cx),
            (Err(failure), _) => {
                self.failed = Some(cx.sight.instant);
                cx.line.refused(&failure);
            }
            _ => return Reaction::Nothing,
        }
        Reaction::Redraw
    }

    pub(super) fn take_made(
        &mut self,
        number: Number,
        made: Result<store::Rolling, Failure>,
        cx: &mut Cx,
    ) -> Reaction {
        let Some(running) = self.running.take_if(|running| running.number == number) else {
            return Reaction::Nothing;
        };
        match made {
            Ok(made) => {
                self.failed = None;
                if running.is_asked {
                    let file = made.path.display().to_string();
                    cx.line
                        .note(say!("backed-up", n = made.version, file = file));
                }
            }
            Err(Failure::Interrupted) if !running.is_asked => {}
            Err(failure) => {
                self.failed = Some(cx.sight.instant);
                cx.line.refused(&failure);
            }
        }
        Reaction::Redraw
    }

    fn run(&mut self, rolling: Rolling, is_asked: bool, cx: &mut Cx) {
        let number = cx
            .out
            .run(Run::new(say!("backing-up"), move |desk, ticket| {
                Outcome::BackedUp(behind_everything(&rolling, desk, ticket))
            }));
        self.running = Some(Running { number, is_asked });
    }
}

/// On a thread of its own, whose priority is the lowest.
fn behind_everything(
    rolling: &Rolling,
    desk: &Desk,
    ticket: &Ticket,
) -> Result<store::Rolling, Failure> {
    // Where the system does not do it the backup is made all the same.
    let _ = rustix::process::setpriority_process(None, 19);
    rolling.make(desk, ticket)
}
