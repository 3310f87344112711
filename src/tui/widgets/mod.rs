//! Pieces that panes are put together from. A widget knows neither the book nor the keymap: it takes keys that no action
//! is bound to, and draws into the room it is given.

pub mod text;
