//! Pieces that panes are put together from. A widget knows neither the book nor the keymap: it takes keys that no action
//! is bound to, and draws into the room it is given. [`pen`] is the one way for text onto the screen.

pub mod pen;
pub mod scroll;
pub mod text;
pub mod typed;
