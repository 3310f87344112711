//! What a customer accepted and is: the agreement attested, a special qualification set.

mod confirm;
mod qualify;

pub use confirm::ConfirmSheet;
pub use qualify::QualifySheet;
