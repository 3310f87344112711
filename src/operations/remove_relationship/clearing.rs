//! The step that clears what stands in the way of a removal: an operation of ours, or a place where it is done.

use crate::account::record::CustomerId;
use crate::operations::Operation;
use crate::operations::manage_subscriptions::{
    CancelSubscription, ReactivateSubscriptions, Renewal, SetAutoRenew, SuspendSubscriptions,
};

/// What clears a blocker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clearing {
    /// These subscriptions are suspended; it can be taken back.
    Suspend(Vec<String>),
    /// This subscription is cancelled, at once or at its renewal; it can't be taken back.
    Cancel(String),
    /// This one must be active before it can be cancelled.
    Reactivate(String),
    /// This one ends with its term once it does not renew by itself; until then it stays in the way.
    StopRenewal(String),
    /// Time alone clears it.
    Wait,
    /// It is done in a portal, at this address.
    Elsewhere(&'static str),
}

impl Clearing {
    /// The operation that does it; `None` where nothing of ours can.
    pub fn operation(&self, customer: &CustomerId) -> Option<Box<dyn Operation + Send + Sync>> {
        let customer = customer.clone();
        match self {
            Clearing::Suspend(subscriptions) => Some(Box::new(SuspendSubscriptions {
                customer,
                subscriptions: subscriptions.clone(),
            })),
            Clearing::Cancel(subscription) => Some(Box::new(CancelSubscription {
                customer,
                subscription: subscription.clone(),
            })),
            Clearing::Reactivate(subscription) => Some(Box::new(ReactivateSubscriptions {
                customer,
                subscriptions: vec![subscription.clone()],
            })),
            Clearing::StopRenewal(subscription) => Some(Box::new(SetAutoRenew {
                customer,
                subscription: subscription.clone(),
                renewal: Renewal::Off,
            })),
            Clearing::Wait | Clearing::Elsewhere(_) => None,
        }
    }

    /// Whether the blocker is gone once the step is done; else it only ends later by itself, or has a second step.
    pub const fn clears(&self) -> bool {
        matches!(self, Clearing::Suspend(_) | Clearing::Cancel(_))
    }
}
