//! Finds users of all customers: by names and sign-in name, case and accents folded.

use std::ops::ControlFlow;

use crate::account::record::{Kind, Stored};
use crate::account::task::Task;
use crate::account::text::fold;
use crate::account::user::{Life, UserView};
use crate::operations::{Desk, Failure};

/// A user that was found; its key says whose it is.
pub type FoundUser = Stored;

impl Desk {
    /// The users, deleted ones that can be restored included, in whose names every word of a query stands; by customer and
    /// ID. An empty query finds all. Reads every user of the book.
    ///
    /// # Errors
    /// When the operator may not see users, or the book can't be read.
    pub fn find_users(&self, query: &str) -> Result<Vec<FoundUser>, Failure> {
        self.may(Task::SeeUsers)?;
        let query = fold(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        let now = self.now();
        let mut found = Vec::new();
        self.store().scan(Kind::User, &mut |user| {
            let view = UserView(&user.resource);
            if view.life(now) != Life::Purged && answers(view, &words) {
                found.push(user);
            }
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }
}

fn answers(user: UserView<'_>, words: &[&str]) -> bool {
    let names = ["displayName", "firstName", "lastName"].map(|path| user.0.text_or_empty(path));
    let text = fold(&format!("{} {}", user.sign_in_name(), names.join(" ")));
    words.iter().all(|word| text.contains(word))
}
