//! The command line as scripts and people meet it: bytes on stdout, problems on stderr, exit codes.

mod backup;
mod changes;
mod exits;
mod files;
mod languages;
mod lists;
mod one_user;
mod relationships;
mod rights;
mod subscriptions;
mod support;
mod terminal;
mod tour;
mod transfers;
mod usage;
mod users;
mod welcome;
