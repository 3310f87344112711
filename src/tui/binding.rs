//! A line of the table of actions ([`super::action`]): where an action works and by which keys.

use super::action::{Action, Place};

/// Where an action works and by which keys.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The action.
    pub action: Action,
    /// Where.
    pub places: &'static [Place],
    /// The default keys as the key file spells them, the one to show first.
    pub keys: &'static [&'static str],
    /// How useful a hint is: 1 is shown first, 0 never.
    pub hint: u8,
}

/// A line of the table.
pub(super) const fn row(
    action: Action,
    places: &'static [Place],
    keys: &'static [&'static str],
    hint: u8,
) -> Binding {
    Binding {
        action,
        places,
        keys,
        hint,
    }
}
