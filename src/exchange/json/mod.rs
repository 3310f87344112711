//! JSON in and out. [`Resources`] streams resources out of any JSON of the service: one resource, a collection, a bare
//! array, one a line, and our own export lines; every member, its order and every digit are kept. [`write()`] puts JSON
//! out, with every character escaped that could hide something. Start with [`Resources`]; `parser` reads values, `scalars`
//! texts and numbers, `input` finds the encoding and counts lines.

mod input;
mod parser;
mod resources;
mod scalars;
mod writer;

pub use parser::{Fault, MAX_BYTES, MAX_DEPTH};
pub use resources::{Piece, Resources};
pub use writer::{Form, line, write};
