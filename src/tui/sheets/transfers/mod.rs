//! Subscriptions on their way to a different partner, as the screen asks for it.

mod cancel;
mod event;
mod start;

pub use cancel::CancelTransferSheet;
pub use event::EventSheet;
pub use start::StartTransferSheet;
