//! The step that clears what stands in the way of a removal: an operation of ours, or a place where it is done.

use crate::account::record::{CustomerId, Stored};
use crate::operations::Operation;
use crate::operations::manage_subscriptions::{
    CancelSubscription, ReactivateSubscriptions, Renewal, SetAutoRenew, SuspendSubscriptions, name,
};

/// A subscription by its ID, with the name that people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its ID.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Named {
    pub(super) fn of(stored: &Stored) -> Self {
        Self {
            id: stored.resource.text_or_empty("id").to_owned(),
            name: name(stored).to_owned(),
        }
    }
}

/// What clears a blocker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clearing {
    /// These subscriptions are suspended; it can be taken back.
    Suspend(Vec<Named>),
    /// This subscription is cancelled, at once or at its renewal; it can't be taken back.
    Cancel(Named),
    /// This one must be active before it can be cancelled.
    Reactivate(Named),
    /// This one ends with its term once it does not renew by itself; until then it stays in the way.
    StopRenewal(Named),
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
                subscriptions: subscriptions.iter().map(|one| one.id.clone()).collect(),
            })),
            Clearing::Cancel(subscription) => Some(Box::new(CancelSubscription {
                customer,
                subscription: subscription.id.clone(),
            })),
            Clearing::Reactivate(subscription) => Some(Box::new(ReactivateSubscriptions {
                customer,
                subscriptions: vec![subscription.id.clone()],
            })),
            Clearing::StopRenewal(subscription) => Some(Box::new(SetAutoRenew {
                customer,
                subscription: subscription.id.clone(),
                renewal: Renewal::Off,
            })),
            Clearing::Wait | Clearing::Elsewhere(_) => None,
        }
    }
}
