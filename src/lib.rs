//! PartnerDeck: a keyboard-driven desk for resellers of the Microsoft cloud.
//!
//! The map of the house, in the direction of its imports: [`account`] (what an account is) ← [`store`] (where accounts
//! are kept), [`search`], [`exchange`] (files in and out), [`words`] (what people read) ← [`operations`] (what an operator
//! can do: one file each) ← [`cli`] (without a screen), [`tui`] (the screen).

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(all(feature = "sabotaged", not(debug_assertions)))]
compile_error!(
    "`sabotaged` is for the test of power cuts alone: no release build loses what was saved"
);

pub mod account;
pub mod cli;
pub mod config;
pub mod diagnostics;
pub mod exchange;
pub mod operations;
pub mod search;
pub mod store;
pub mod tui;
pub mod words;
