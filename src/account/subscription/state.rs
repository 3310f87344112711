//! The life of a subscription: one table for legacy, one for new commerce (operations.md section 7). What stands in
//! neither table never happens here.

/// Where a subscription is in its life, as the service says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// The service says nothing of it.
    None,
    /// Bought, not yet provisioned.
    Pending,
    /// In use.
    Active,
    /// Nobody can sign in to it or use it.
    Suspended,
    /// Gone.
    Deleted,
    /// New commerce: the term ended without renewal.
    Expired,
    /// New commerce: on its way to be deleted.
    Disabled,
    /// A word of the service that the documents do not know; the record keeps it.
    Unknown,
}

impl State {
    /// Every state that the documents know.
    pub const KNOWN: [State; 7] = [
        State::None,
        State::Pending,
        State::Active,
        State::Suspended,
        State::Deleted,
        State::Expired,
        State::Disabled,
    ];

    /// The service's word; empty for an unknown one, which only the record has.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::None => "none",
            State::Pending => "pending",
            State::Active => "active",
            State::Suspended => "suspended",
            State::Deleted => "deleted",
            State::Expired => "expired",
            State::Disabled => "disabled",
            State::Unknown => "",
        }
    }

    /// Reads the service's word, whatever its case. No word at all is `None`, a strange one `Unknown`.
    pub fn parse(word: &str) -> State {
        if word.is_empty() {
            return State::None;
        }
        State::KNOWN
            .into_iter()
            .find(|state| state.as_str().eq_ignore_ascii_case(word))
            .unwrap_or(State::Unknown)
    }
}

/// The two generations of commerce; their rules differ a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Commerce {
    /// Offers that are a GUID, and legacy Azure.
    Legacy,
    /// Offers of three parts, and the Azure plan.
    New,
}

impl Commerce {
    /// By what was sold: an offer of three parts with colons, or the product type of an Azure plan, which wins.
    pub fn of_offer(offer: &str, product_type: &str) -> Commerce {
        let is_plan = product_type.eq_ignore_ascii_case("AzurePlan");
        match is_plan || offer.split(':').count() == 3 {
            true => Commerce::New,
            false => Commerce::Legacy,
        }
    }
}

/// What can happen to a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The service made it ready.
    Provision,
    /// An operator suspends it.
    Suspend,
    /// An operator reactivates it.
    Reactivate,
    /// An operator cancels it.
    Cancel,
    /// Its term ends and is not renewed.
    TermEnd,
    /// Enough days went by in a state.
    Wait,
}

/// When a step may be taken, or comes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At any time.
    Always,
    /// Only so many days after purchase or renewal.
    Within(i64),
    /// By itself, so many days after the state began: at the earliest, at the latest.
    After(i64, i64),
}

/// One line of a diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// From where.
    pub from: State,
    /// By what.
    pub event: Event,
    /// To where.
    pub to: State,
    /// When.
    pub when: When,
}

const fn step(from: State, event: Event, to: State, when: When) -> Step {
    Step {
        from,
        event,
        to,
        when,
    }
}

/// Days after the suspension in which a legacy subscription is deleted.
const LEGACY_DELETION: When = When::After(90, 120);

/// Legacy: the left diagram of operations.md section 7.
pub const LEGACY: [Step; 5] = [
    step(
        State::Pending,
        Event::Provision,
        State::Active,
        When::Always,
    ),
    step(
        State::Active,
        Event::Suspend,
        State::Suspended,
        When::Always,
    ),
    step(
        State::Suspended,
        Event::Reactivate,
        State::Active,
        When::Always,
    ),
    step(State::Active, Event::Cancel, State::Deleted, When::Always),
    step(
        State::Suspended,
        Event::Wait,
        State::Deleted,
        LEGACY_DELETION,
    ),
];

/// New commerce: the right diagram. A suspended one is disabled for 30 days more than an expired one, so that both are
/// deleted as many days after the end of the term.
pub const NEW_COMMERCE: [Step; 7] = [
    step(
        State::Active,
        Event::Suspend,
        State::Suspended,
        When::Always,
    ),
    step(
        State::Suspended,
        Event::Reactivate,
        State::Active,
        When::Always,
    ),
    step(
        State::Active,
        Event::Cancel,
        State::Deleted,
        When::Within(7),
    ),
    step(State::Active, Event::TermEnd, State::Expired, When::Always),
    step(
        State::Expired,
        Event::Wait,
        State::Disabled,
        When::After(30, 30),
    ),
    step(
        State::Suspended,
        Event::TermEnd,
        State::Disabled,
        When::Always,
    ),
    step(
        State::Disabled,
        Event::Wait,
        State::Deleted,
        When::After(90, 120),
    ),
];

impl Commerce {
    /// The diagram.
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Commerce::Legacy => &LEGACY,
            Commerce::New => &NEW_COMMERCE,
        }
    }

    /// The step that an event takes from a state; `None` where the diagram has no such line.
    pub fn step(self, from: State, event: Event) -> Option<Step> {
        let mut steps = self.steps().iter();
        steps
            .find(|step| step.from == from && step.event == event)
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_whatever_their_case_and_strange_ones_are_unknown() {
        for state in State::KNOWN {
            assert_eq!(State::parse(&state.as_str().to_uppercase()), state);
        }
        assert_eq!(State::parse("under_review"), State::Unknown);
        assert_eq!(State::parse(""), State::None);
    }

    #[test]
    fn the_tables_are_the_two_diagrams_arrow_by_arrow() {
        use Event::{Cancel, Provision, Reactivate, Suspend, TermEnd, Wait};
        use State::{Active, Deleted, Disabled, Expired, Pending, Suspended};
        let legacy = [
            (Pending, Provision, Active, When::Always),
            (Active, Suspend, Suspended, When::Always),
            (Suspended, Reactivate, Active, When::Always),
            (Active, Cancel, Deleted, When::Always),
            (Suspended, Wait, Deleted, When::After(90, 120)),
        ];
        let new_commerce = [
            (Active, Cancel, Deleted, When::Within(7)),
            (Active, Suspend, Suspended, When::Always),
            (Suspended, Reactivate, Active, When::Always),
            (Active, TermEnd, Expired, When::Always),
            (Expired, Wait, Disabled, When::After(30, 30)),
            (Suspended, TermEnd, Disabled, When::Always),
            // 90 days after what expired, 30 and 90 after what was suspended.
            (Disabled, Wait, Deleted, When::After(90, 120)),
        ];
        assert_eq!(LEGACY.len(), legacy.len());
        assert_eq!(NEW_COMMERCE.len(), new_commerce.len());
        let all = [
            (Commerce::Legacy, &legacy[..]),
            (Commerce::New, &new_commerce),
        ];
        for (commerce, arrows) in all {
            for (from, event, to, when) in arrows {
                let step = commerce
                    .step(*from, *event)
                    .map(|step| (step.to, step.when));
                assert_eq!(step, Some((*to, *when)), "{commerce:?} {from:?} {event:?}");
            }
        }
    }

    #[test]
    fn legacy_has_no_expired() {
        for step in LEGACY {
            assert!(!matches!(step.to, State::Expired | State::Disabled));
        }
    }

    #[test]
    fn expired_disabled_and_deleted_cannot_be_reactivated() {
        for commerce in [Commerce::Legacy, Commerce::New] {
            for state in [State::Expired, State::Disabled, State::Deleted] {
                assert_eq!(commerce.step(state, Event::Reactivate), None);
            }
        }
    }

    #[test]
    fn nothing_leaves_deleted_and_nobody_knows_a_way_from_an_unknown_state() {
        for step in LEGACY.iter().chain(&NEW_COMMERCE) {
            assert!(!matches!(
                step.from,
                State::Deleted | State::Unknown | State::None
            ));
        }
    }

    #[test]
    fn no_state_has_two_ways_for_one_event() {
        for commerce in [Commerce::Legacy, Commerce::New] {
            for step in commerce.steps() {
                assert_eq!(commerce.step(step.from, step.event), Some(*step));
            }
        }
    }
}
