//! Files in and out. [`json`] reads what the partner service and our own book export write, and writes all JSON of the
//! program. No rule of the business stands here, and nothing here opens a book.

pub mod json;
mod source;

pub use source::Source;
