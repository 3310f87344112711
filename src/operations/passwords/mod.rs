//! First passwords: made for new users, kept under seal in the book, handed over once into a file of the operator's, and
//! destroyed then. No password is ever in a record, in the history, or in a log.

mod generate;
mod hand_over;

pub use generate::generate;
pub use hand_over::{
    HandOver, PasswordFile, Which, hand_over, hand_over_to, must_be_a_place_for_secrets,
};
