//! The program driven from outside, and what it must show.

pub mod deck;
pub mod scan;
