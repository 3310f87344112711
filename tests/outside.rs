//! Tests from outside: the real program, its files, its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "outside/cli/mod.rs"]
mod cli;
#[path = "outside/crash/mod.rs"]
mod crash;
#[path = "outside/desk.rs"]
mod desk;
#[path = "outside/faults/mod.rs"]
mod faults;
#[path = "outside/home.rs"]
mod home;
#[path = "outside/hostile/mod.rs"]
mod hostile;
#[path = "inside/hostile.rs"]
mod hostile_texts;
#[path = "outside/imports.rs"]
mod imports;
#[path = "outside/interrupted.rs"]
mod interrupted;
#[path = "outside/journeys.rs"]
mod journeys;
#[path = "outside/leaving.rs"]
mod leaving;
#[path = "outside/looks.rs"]
mod looks;
#[path = "outside/preload.rs"]
mod preload;
#[path = "outside/secrets.rs"]
mod secrets;
#[path = "inside/session.rs"]
mod session;
#[path = "outside/terminal.rs"]
mod terminal;
