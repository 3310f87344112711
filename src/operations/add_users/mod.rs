//! Add many users at once from a file (operations.md section 6). Start with [`plan`], which tells the story; the rules
//! of the file stand in `row` and [`check`](mod@check), their sentences in [`fault`].
//!
//! A file is read ([`file`](mod@file), [`columns`]), checked against what the book says of the customer ([`tenant`], `check`),
//! planned ([`plan`]) and run in batches of 100 ([`run`](mod@run)); the book keeps a [`record`] of the run, from which it
//! is resumed after a kill. What became of each row goes into a results file ([`results`]), which can be uploaded again;
//! [`split`](mod@split) writes files for the portal instead.

pub mod check;
pub mod columns;
pub mod fault;
pub mod file;
mod notices;
pub mod plan;
pub mod record;
pub mod results;
mod row;
pub mod run;
mod sign_in_name;
pub mod split;
mod step;
pub mod tenant;

pub use check::{CheckOptions, Checked, check};
pub use columns::{Column, FoundBy};
pub use fault::Fault;
pub use file::{FileRow, ReadOptions, UsersFile};
pub use plan::{AddUsers, BadRows, RunPlan};
pub use record::{Run, RunState, added_by, find, runs};
pub use results::Results;
pub use run::{Ran, resume, run, would_resume};
pub use split::{Part, split};
pub use tenant::Tenant;

/// How many users are added in one step, and how many rows the portal takes in one file.
pub const BATCH: usize = 100;
