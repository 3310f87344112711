//! Support: whom customers ask, and notes on service requests.

mod contact;
mod note;

pub use contact::ContactSheet;
pub use note::NoteSheet;
