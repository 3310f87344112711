//! One user or a few (operations.md section 10): [`add`], [`update`], find. Many at once are
//! [`add_users`](super::add_users), whose rules of names are used here too. What the book says of a customer's people is
//! read in `people`.

mod add;
mod find;
mod people;
mod update;

pub use add::AddUser;
pub use find::FoundUser;
pub(in crate::operations) use people::People;
pub use update::{UpdateUser, UserEdit};
