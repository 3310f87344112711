//! One user or a few (operations.md section 10): [`AddUser`], [`UpdateUser`], [`DeleteUsers`], [`RestoreUsers`],
//! [`ResetPassword`], [`ChangeRole`], [`SetPermissions`],
//! [`SetLocation`], find. Many at once are
//! [`add_users`](super::add_users), whose rules of names are used here too. What the book says of a customer's people is
//! read in `people`.

mod add;
mod delete;
mod find;
mod people;
mod reset_password;
mod restore;
mod roles;
mod set_location;
mod update;

pub use add::AddUser;
pub use delete::DeleteUsers;
pub use find::{FoundUser, FoundUsers};
pub(in crate::operations) use people::{People, change, drop_ours_if_empty};
pub use reset_password::ResetPassword;
pub use restore::RestoreUsers;
pub use roles::{ChangeRole, Membership, SetPermissions};
pub use set_location::SetLocation;
pub use update::{UpdateUser, UserEdit};
