//! Files in and out. No rule of the business stands here, and nothing here opens a book.
//!
//! [`json`] reads what the partner service and our own book export write, and writes all JSON of the program. [`csv`]
//! reads and writes tables; [`encoding`] recognises how a file is written and [`decode`] turns it into UTF-8 on the
//! way; [`formula`] keeps a spreadsheet from calculating what a customer typed; [`new_file`] makes files that only
//! their owner can read; [`regular`] opens what is a regular file and nothing else.

pub mod csv;
pub mod decode;
pub mod encoding;
pub mod formula;
pub mod json;
pub mod new_file;
pub mod regular;
mod source;

pub use source::Source;
