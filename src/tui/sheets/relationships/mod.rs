//! The end and the beginning of relationships, sheet by sheet.

mod invitations;
mod invite;
mod remove;

pub use invitations::InvitationsSheet;
pub use invite::InviteSheet;
pub use remove::RemovalSheet;
