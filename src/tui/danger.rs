//! How dangerous an action is: the table of actions ([`super::action`]) says it for each.

/// Whether an action asks before it acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Danger {
    /// Moves, opens, copies, or can be undone.
    Safe,
    /// Says what will happen, in numbers, and asks.
    Asks,
}
