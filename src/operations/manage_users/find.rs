//! Finds users of all customers: by names and sign-in name, case and accents folded.

use std::ops::ControlFlow;

use crate::account::record::{Kind, Stored};
use crate::account::task::Task;
use crate::account::user::{Life, UserView};
use crate::operations::{Desk, Failure};
use crate::search::Cancel;

/// A user that was found; its key says whose it is.
pub type FoundUser = Stored;

impl Desk {
    /// The users, deleted ones that can be restored included, in whose names every word of a query stands; by customer and
    /// ID. An empty query finds all. Reads every user of the book when it is first asked, and keeps beside the book what
    /// makes the next time quick.
    ///
    /// # Errors
    /// When the operator may not see users, or the book can't be read.
    pub fn find_users(&self, query: &str) -> Result<Vec<FoundUser>, Failure> {
        self.may(Task::SeeUsers)?;
        let now = self.now();
        let is_there = |user: &Stored| UserView(&user.resource).life(now) != Life::Purged;
        let mut found = Vec::new();
        if query.trim().is_empty() {
            self.store().scan(Kind::User, &mut |user| {
                found.extend(Some(user).filter(is_there));
                ControlFlow::Continue(())
            })?;
            return Ok(found);
        }
        let keys = self.users_of_all()?.find(query, &Cancel::new());
        for key in keys.unwrap_or_default() {
            found.extend(self.store().get(&key)?.filter(is_there));
        }
        Ok(found)
    }
}
