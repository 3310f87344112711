//! Finds users of all customers. The newest search stops the older one, which is answered as needless. While the users are
//! read for the first time it tells how far it is, at every hundredth.

use std::cell::Cell;
use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use crossbeam_channel::Sender;

use crate::account::record::RecordKey;
use crate::operations::manage_users::FoundUsers;
use crate::operations::{Desk, Failure};
use crate::search::{Cancel, UsersQuery};
use crate::tui::turn::Event;

use super::people::{Person, person};
use super::search::PostBox;
use super::{Answer, Errand, Outcome, answer, worker};

/// Users that are handed out before all are found: more than a tall screen has.
const FIRST: usize = 100;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct UsersSearch {
    /// Whom to find.
    pub query: UsersQuery,
    /// The user on whom the cursor is to stay.
    pub keep: Option<RecordKey>,
}

/// Who was found, in order.
pub struct UsersFinding {
    /// Their keys, in memory.
    pub found: FoundUsers,
    /// Where the user to be kept stands now.
    pub kept: Option<usize>,
    /// What those around it are.
    pub window: Window,
}

/// What some of those who were found are.
pub struct Window {
    /// The place of the first, counted from 0.
    pub from: usize,
    /// One by one; `None` who went since.
    pub seen: Vec<Option<Seen>>,
}

/// A user of some customer.
pub struct Seen {
    /// The user, without licenses.
    pub person: Person,
    /// The customer's name.
    pub company: String,
}

impl Window {
    /// The places it has.
    pub fn places(&self) -> Range<usize> {
        self.from..self.from + self.seen.len()
    }

    /// Who stands at a place.
    pub fn at(&self, place: usize) -> Option<&Seen> {
        self.seen.get(place.checked_sub(self.from)?)?.as_ref()
    }
}

pub(super) fn start(desk: Arc<Desk>, inbox: Sender<Event>) -> io::Result<PostBox<UsersSearch>> {
    let post = worker(
        "everybody",
        move |errand: Errand<(UsersSearch, Cancel)>, _| {
            let (number, asker) = (errand.number, errand.asker);
            let ahead = |outcome| {
                // Nobody listens any more: the desk is closing.
                let _ = inbox.send(Event::Answer(Answer {
                    number,
                    asker,
                    outcome,
                }));
            };
            answer(&inbox, errand, |(search, cancel)| {
                match found(&desk, &search, &cancel, &ahead) {
                    Ok(Some(finding)) => Outcome::UsersFound(Ok(Box::new(finding))),
                    Ok(None) => Outcome::Superseded,
                    Err(failure) => Outcome::UsersFound(Err(failure)),
                }
            });
        },
    )?;
    Ok(PostBox::new(post))
}

/// All who are found; those who can be shown before that go out at once.
fn found(
    desk: &Desk,
    search: &UsersSearch,
    cancel: &Cancel,
    ahead: &dyn Fn(Outcome),
) -> Result<Option<UsersFinding>, Failure> {
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let told = Cell::new(0);
    let tell = |read: u64, of: u64| {
        let hundredths = read * 100 / of.max(1);
        if told.replace(hundredths) != hundredths {
            ahead(Outcome::UsersRead(read, of));
        }
    };
    // Only the whole answer knows where the one to be kept stands.
    if search.keep.is_none()
        && let Some(found) = desk.first_users(&search.query, FIRST, cancel, &tell)?
    {
        ahead(Outcome::FirstUsers(Box::new(UsersFinding {
            window: window(desk, &found, 0, FIRST)?,
            kept: None,
            found,
        })));
    }
    let Some(found) = desk.find_users(&search.query, cancel, &tell)? else {
        return Ok(None);
    };
    let kept = search.keep.as_ref().and_then(|key| found.position(key));
    let from = kept.unwrap_or(0).saturating_sub(FIRST);
    let count = if from == 0 { FIRST } else { FIRST * 2 };
    Ok(Some(UsersFinding {
        window: window(desk, &found, from, count)?,
        kept,
        found,
    }))
}

/// Reads what some of those who were found are.
pub(super) fn window(
    desk: &Desk,
    found: &FoundUsers,
    from: usize,
    count: usize,
) -> Result<Window, Failure> {
    let now = desk.now();
    let seen = |key: RecordKey| {
        let found = desk.found_user(&key)?;
        Ok(found.map(|found| Seen {
            person: person(found.user, now, &mut HashMap::new()),
            company: found.company,
        }))
    };
    let keys = found.page(from, count).into_iter();
    Ok(Window {
        from,
        seen: keys.map(seen).collect::<Result<_, Failure>>()?,
    })
}
