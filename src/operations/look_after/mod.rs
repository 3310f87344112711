//! Looking after a book as a whole: whether it is sound ([`check()`]), backups of an open one ([`BackUp`], [`Rolling`]), and bringing back or reading what is
//! left of one that does not open ([`RestoreBook`], [`rescue()`]).

mod back_up;
mod check;
mod rescue;
mod restore;
mod rolling;
mod telling;

pub use back_up::BackUp;
pub use check::{Found, check};
pub use rescue::{Rescued, rescue};
pub use restore::RestoreBook;
pub use rolling::{Newest, Rolling};
pub use telling::{flaw, put_right, stand_in};
