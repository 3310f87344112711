//! Finding accounts among a million: what a list row is ([`Row`]), what can be asked ([`Query`], [`Sort`]), and the
//! columns in memory that answer it ([`Index`], [`Hits`]). Knows no store: who builds an index hands the rows in. Start
//! with [`Hits::find`]; `scan` looks through the rows, `block` holds them, `kept` puts them on the disk. `users` is the same for the users of all customers.

mod bits;
mod block;
mod cancel;
mod columns;
mod cursor;
mod first;
mod fuzzy;
mod highlight;
mod hits;
mod index;
mod initials;
mod kept;
mod needle;
mod parse;
mod query;
mod row;
mod scan;
mod sort;
#[cfg(test)]
mod tests;
mod trail;
mod users;

pub use cancel::Cancel;
pub use columns::ReadAt;
pub use cursor::Cursor;
pub use first::{FirstRows, Turned};
pub use highlight::{Highlight, found_in};
pub use hits::{Ask, Hits};
pub use index::{Index, IndexBuilder, Removed};
pub use initials::{begins, stands_in};
pub use parse::{FIELDS, with_mode_turned};
pub use query::Query;
pub use row::{REMOVED, Row, Tally};
pub use scan::ReadRecord;
pub use sort::{Direction, Sort, SortField};
pub use users::{AskUsers, UserHits, Users, UsersBuilder, UsersQuery};
