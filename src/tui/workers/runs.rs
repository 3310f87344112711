//! Long runs: each in a thread of its own, so that another save can pass between two of its steps. A run looks at its
//! ticket between steps; the screen looks at the same ticket to draw how far it is.

use std::io;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::Sender;

use crate::account::problem::Message;
use crate::account::record::CustomerId;
use crate::operations::{Desk, Ticket};
use crate::tui::turn::Event;

use super::{Errand, Outcome, answer};

/// What a run does with the desk; it looks at the ticket between two steps.
pub type Work = Box<dyn FnOnce(&Desk, &Ticket) -> Outcome + Send>;

/// A long piece of work.
pub struct Run {
    /// What it does, for the list of running work: `adding users to Wingtip Toys`.
    pub title: Message,
    /// Whose account it works for, when it is one account's.
    pub about: Option<CustomerId>,
    /// Does it, step by step, and looks at the ticket in between.
    pub work: Work,
}

impl Run {
    /// A run of a title.
    pub fn new(
        title: Message,
        work: impl FnOnce(&Desk, &Ticket) -> Outcome + Send + 'static,
    ) -> Self {
        Self {
            title,
            about: None,
            work: Box::new(work),
        }
    }

    /// The same, for one account: its pane finds it again among the jobs.
    #[must_use]
    pub fn about(mut self, customer: &CustomerId) -> Self {
        self.about = Some(customer.clone());
        self
    }
}

/// Begins a run. Should the system give no thread, the outcome says that it broke.
pub(super) fn begin(desk: &Arc<Desk>, inbox: &Sender<Event>, errand: Errand<(Run, Ticket)>) {
    let (number, asker) = (errand.number, errand.asker);
    let (desk, post) = (Arc::clone(desk), inbox.clone());
    let begun: io::Result<_> = thread::Builder::new()
        .name("run".to_owned())
        .spawn(move || {
            answer(&post, errand, |(run, ticket)| (run.work)(&desk, &ticket));
        });
    if begun.is_err() {
        let what = ();
        let broken = Errand {
            number,
            asker,
            what,
        };
        answer(inbox, broken, |()| Outcome::Broke);
    }
}
