//! What every store must do, one behaviour a function. Each gets a new, empty book.

mod history;
mod indexes;
mod records;
mod refusals;
mod upkeep;

pub(in crate::store) use history::*;
pub(in crate::store) use indexes::*;
pub(in crate::store) use records::*;
pub(in crate::store) use refusals::*;
pub(in crate::store) use upkeep::*;
