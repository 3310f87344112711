//! Finding accounts among a million: what a list row is ([`Row`]), what can be asked ([`Query`], [`Sort`]), and the
//! columns in memory that answer it ([`Index`], [`Hits`]). Knows no store: who builds an index hands the rows in.

mod cancel;
mod cursor;
mod highlight;
mod index;
mod parse;
mod query;
mod row;
mod sort;

pub use cancel::Cancel;
pub use cursor::Cursor;
pub use highlight::found_in;
pub use index::{Hits, Index, ReadRecord, Removed};
pub use parse::FIELDS;
pub use query::Query;
pub use row::{REMOVED, Row, Tally};
pub use sort::{Direction, Sort, SortField};
