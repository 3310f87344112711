//! Whom a customer asks for support, and what support is asked: the contact of each subscription, the service requests
//! with notes (operations.md section 13).

mod candidates;
mod contact;
mod requests;

pub use candidates::{Candidate, Why};
pub use contact::{Contact, SetSupportContact};
pub use requests::{AddNote, OpenAt, places_for_new_requests};
