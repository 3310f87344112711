//! What lies over the panes: a question, a menu, the palette, text to read, running work, what was begun, the
//! passphrase. Each is a pane of its own to the shell
//! and closes itself.

pub mod begun;
pub mod jobs;
pub mod menu;
pub mod palette;
pub mod passphrase;
pub mod question;
pub mod reading;
pub mod why;
