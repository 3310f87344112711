//! Finds the rows of the list. The newest search stops the older one, which is answered as needless.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use crossbeam_channel::Sender;

use crate::account::record::CustomerId;
use crate::operations::{Desk, Failure, Found, Look};
use crate::search::Cancel;
use crate::tui::turn::Event;

use super::{Answer, Errand, Outcome, answer, worker};

/// Rows that are handed out before all are found: more than a tall screen has.
const FIRST: usize = 250;

/// What the list asks for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Which rows, in which order.
    pub look: Look,
    /// The customer whose row the cursor is to stay on.
    pub keep: Option<CustomerId>,
    /// The marked customers: how many of them are not among the found is counted.
    pub marked: Arc<HashSet<CustomerId>>,
}

/// What was found, in order, in memory.
#[derive(Debug)]
pub struct Finding {
    /// The rows.
    pub found: Found,
    /// Where the customer to be kept stands now.
    pub kept: Option<usize>,
    /// How many of the marked customers are not among the found.
    pub hidden: u64,
}

/// Where searches are put.
pub(super) struct PostBox<T> {
    post: Sender<Errand<(T, Cancel)>>,
    newest: Cancel,
}

impl<T> PostBox<T> {
    pub(super) fn new(post: Sender<Errand<(T, Cancel)>>) -> Self {
        Self {
            post,
            newest: Cancel::new(),
        }
    }

    /// Stops the search before and asks for this one.
    pub(super) fn put(&mut self, errand: Errand<T>) {
        self.newest.cancel();
        self.newest = Cancel::new();
        let cancel = self.newest.clone();
        // The thread is gone only while the desk closes.
        let _ = self.post.send(errand.map(|what| (what, cancel)));
    }
}

pub(super) fn start(desk: Arc<Desk>, inbox: Sender<Event>) -> io::Result<PostBox<Search>> {
    let post = worker("search", move |errand: Errand<(Search, Cancel)>, _| {
        let (number, asker) = (errand.number, errand.asker);
        let first = |finding| {
            let outcome = Outcome::FirstFound(Box::new(finding));
            // Nobody listens any more: the desk is closing.
            let _ = inbox.send(Event::Answer(Answer {
                number,
                asker,
                outcome,
            }));
        };
        let mut answered = None;
        answer(&inbox, errand, |(search, cancel)| {
            match found(&desk, &search, &cancel, &first) {
                Ok(Some(finding)) => {
                    answered = Some((finding.found.clone(), cancel));
                    Outcome::Found(Ok(Box::new(finding)))
                }
                Ok(None) => Outcome::Superseded,
                Err(failure) => Outcome::Found(Err(failure)),
            }
        });
        if let Some((found, cancel)) = answered {
            found.look_ahead(&cancel);
        }
    })?;
    Ok(PostBox::new(post))
}

/// All that is found; what can be shown before that goes out at once.
fn found(
    desk: &Desk,
    search: &Search,
    cancel: &Cancel,
    first: &dyn Fn(Finding),
) -> Result<Option<Finding>, Failure> {
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let seen = desk.first_look(&search.look, FIRST, search.keep.as_ref(), cancel)?;
    if let Some(found) = seen {
        first(Finding {
            kept: search.keep.as_ref().and_then(|id| found.position(id)),
            hidden: 0,
            found,
        });
    }
    let found = desk.look(&search.look, cancel)?;
    Ok(found.map(|found| Finding {
        kept: search.keep.as_ref().and_then(|id| found.position(id)),
        hidden: found.hidden(search.marked.iter()),
        found,
    }))
}
