//! Auto-renew on or off. The member is always in the record that is sent: without it the service may set it back to off.

use crate::account::problem::{Code, Problem};
use crate::account::record::{CustomerId, Stored};
use crate::account::subscription::Subscription;
use crate::account::subscription::state::State;
use crate::account::task::Task;
use crate::operations::{Desk, Failure, Operation, Plan};
use crate::say;

use super::held::Held;
use super::{blocker, day, doubt_of_term, ended, name, note_of_cloud, write};

/// Whether a subscription renews by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewal {
    /// At the end of each term.
    On,
    /// It ends with its term.
    Off,
}

impl Renewal {
    /// Both.
    pub const ALL: [Renewal; 2] = [Renewal::On, Renewal::Off];

    /// The word on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Renewal::On => "on",
            Renewal::Off => "off",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Renewal> {
        Renewal::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// Sets whether one subscription renews by itself.
#[derive(Debug, Clone)]
pub struct SetAutoRenew {
    /// Whose.
    pub customer: CustomerId,
    /// Which: ID or name.
    pub subscription: String,
    /// On or off.
    pub renewal: Renewal,
}

impl Operation for SetAutoRenew {
    fn task(&self) -> Task {
        Task::ManageSubscriptions
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let held = Held::read(desk, &self.customer)?;
        let stored = held.one(&self.subscription)?;
        let subscription = Subscription(&stored.resource);
        let mut plan = held.plan("set_auto_renew");
        note_of_cloud(&mut plan, desk, self.task());
        plan.blockers.extend(over(stored));
        let on = self.renewal == Renewal::On;
        if subscription.0.flag("autoRenewEnabled") != Some(on) {
            doubt_of_term(&mut plan, stored, desk.now());
            self.tell(&mut plan, stored);
        }
        let mut after = stored.resource.clone();
        after.set("autoRenewEnabled", on);
        write(&mut plan, stored, after);
        Ok(ended(plan))
    }
}

impl SetAutoRenew {
    fn tell(&self, plan: &mut Plan, stored: &Stored) {
        let subscription = Subscription(&stored.resource);
        let end = subscription.date("commitmentEndDate");
        match self.renewal {
            Renewal::On => {
                plan.steps
                    .push(say!("subs-step-renew-on", name = name(stored)));
                let on = end.map(|end| say!("subs-renews-on", name = name(stored), day = day(end)));
                plan.consequences.extend(on);
            }
            Renewal::Off => {
                plan.steps
                    .push(say!("subs-step-renew-off", name = name(stored)));
                let ends = subscription.term_end(subscription.state()).map(|end| {
                    say!(
                        "subs-ends-on",
                        name = name(stored),
                        day = day(end.on),
                        disabled = day(end.disabled),
                        deleted = day(end.deleted),
                    )
                });
                plan.consequences.extend(ends);
            }
        }
    }
}

/// Past its term nothing can be changed but the name.
pub(super) fn over(stored: &Stored) -> Option<Problem> {
    let subscription = Subscription(&stored.resource);
    let is_over = matches!(
        subscription.state(),
        State::Deleted | State::Expired | State::Disabled
    );
    is_over.then(|| {
        blocker(
            Code::Precondition,
            stored,
            say!(
                "subs-over",
                name = name(stored),
                state = subscription.state_said()
            ),
            say!("subs-over-remedy"),
        )
    })
}
