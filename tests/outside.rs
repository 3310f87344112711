//! Tests from outside: the real program, its files, its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "outside/cli/mod.rs"]
mod cli;
#[path = "outside/crash/mod.rs"]
mod crash;
#[path = "outside/faults/mod.rs"]
mod faults;
#[path = "outside/home.rs"]
mod home;
#[path = "outside/journeys.rs"]
mod journeys;
#[path = "outside/preload.rs"]
mod preload;
#[path = "inside/session.rs"]
mod session;
#[path = "outside/terminal.rs"]
mod terminal;
