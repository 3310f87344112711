//! Suspended subscriptions that can be used again.

use std::sync::Arc;

use crate::account::problem::{Code, Message, Problem};
use crate::operations::manage_subscriptions::ReactivateSubscriptions;
use crate::operations::{Operation, Plan};
use crate::say;
use crate::tui::sheets::{Remedy, Sheet, Values};

use super::{OneSubscription, SeveralSubscriptions};

/// The service's number for an add-on whose base is not active.
const BASE_FIRST: u32 = 27_009;

/// Reactivates subscriptions, bases before their add-ons.
#[derive(Debug, Clone)]
pub struct ReactivateSheet {
    /// Which.
    pub of: SeveralSubscriptions,
    /// The base of an add-on that is reactivated alone, for the case that it must come first.
    pub base: Option<OneSubscription>,
}

impl Sheet for ReactivateSheet {
    fn about(&self) -> &str {
        &self.of.about
    }

    fn title(&self) -> Message {
        say!("sheet-reactivate-title", what = self.of.told())
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(ReactivateSubscriptions {
            customer: self.of.customer.clone(),
            subscriptions: self.of.subscriptions.clone(),
        }))
    }

    /// The base is reactivated first, from here.
    fn remedy(&self, blocker: &Problem, _plan: &Plan) -> Option<Remedy> {
        let base = self.base.as_ref()?;
        (blocker.code == Code::Service(BASE_FIRST)).then(|| Remedy {
            words: say!("sheet-reactivate-title", what = &base.name),
            sheet: Arc::new(ReactivateSheet {
                of: base.clone().into(),
                base: None,
            }),
        })
    }
}
