//! What follows when a new-commerce term ends: expired or disabled, at last deleted, each on its day (operations.md
//! section 7).

use jiff::Timestamp;

use super::Subscription;
use super::state::{Commerce, Event, State, When};
use super::time::later;

/// What follows when a new-commerce term ends and is not renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermEnd {
    /// The end of the term.
    pub on: Timestamp,
    /// The state that begins then.
    pub becomes: State,
    /// The day on which it is disabled: the same one when it was suspended.
    pub disabled: Timestamp,
    /// The day on which it is deleted.
    pub deleted: Timestamp,
}

impl Subscription<'_> {
    /// What follows when the term of a new-commerce subscription ends in the state named; `None` for legacy, for a state that
    /// no term ends in, and without an end that can be read.
    pub fn term_end(self, state: State) -> Option<TermEnd> {
        let steps = self.commerce();
        let becomes = steps.step(state, Event::TermEnd)?.to;
        let on = self.date("commitmentEndDate")?;
        let expired = longest(steps, State::Expired)?;
        let disabled = match becomes {
            State::Expired => later(on, expired * 24)?,
            _ => on,
        };
        let kept = match becomes {
            State::Expired => expired + shortest(steps, State::Disabled)?,
            _ => longest(steps, State::Disabled)?,
        };
        Some(TermEnd {
            on,
            becomes,
            disabled,
            deleted: later(on, kept * 24)?,
        })
    }

    /// The end of a new-commerce term that is past though the record still says active or suspended: it does not renew by
    /// itself, so the service has moved on to the next state.
    pub fn term_is_over(self, now: Timestamp) -> Option<Timestamp> {
        let state = self.state();
        let renews = state == State::Active && self.0.flag("autoRenewEnabled") == Some(true);
        let end = self.term_end(state)?.on;
        (!renews && end <= now).then_some(end)
    }
}

fn waits(commerce: Commerce, state: State) -> Option<(i64, i64)> {
    match commerce.step(state, Event::Wait)?.when {
        When::After(least, most) => Some((least, most)),
        _ => None,
    }
}

fn shortest(commerce: Commerce, state: State) -> Option<i64> {
    waits(commerce, state).map(|(least, _)| least)
}

fn longest(commerce: Commerce, state: State) -> Option<i64> {
    waits(commerce, state).map(|(_, most)| most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::resource::Resource;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn seats(more: &str) -> Resource {
        let json = format!(
            r#"{{"offerId":"CFQ7TTC0LH18:0001:CFQ7TTC0K971","billingType":"license"{more}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn at_term_end_an_active_one_expires_for_30_days_and_is_disabled_for_90() {
        let one = seats(r#","commitmentEndDate":"2026-12-01T00:00:00Z""#);
        let end = Subscription(&one).term_end(State::Active).unwrap();
        assert_eq!(end.becomes, State::Expired);
        assert_eq!(end.disabled, at("2026-12-31T00:00:00Z"));
        assert_eq!(end.deleted, at("2027-03-31T00:00:00Z"));
    }

    #[test]
    fn at_term_end_a_suspended_one_is_disabled_for_30_and_90_days() {
        let one = seats(r#","commitmentEndDate":"2026-12-01T00:00:00Z""#);
        let end = Subscription(&one).term_end(State::Suspended).unwrap();
        assert_eq!(end.becomes, State::Disabled);
        assert_eq!(end.disabled, end.on);
        assert_eq!(end.deleted, at("2027-03-31T00:00:00Z"));
    }

    #[test]
    fn a_term_is_over_from_its_end_on_unless_it_renews() {
        let term = r#","commitmentEndDate":"2026-11-22T09:00:00Z""#;
        let end = at("2026-11-22T09:00:00Z");
        let table = [
            (
                r#""active","autoRenewEnabled":false"#,
                "2026-11-22T08:59:59Z",
                false,
            ),
            (
                r#""active","autoRenewEnabled":false"#,
                "2026-11-22T09:00:00Z",
                true,
            ),
            (
                r#""active","autoRenewEnabled":true"#,
                "2026-11-22T09:00:00Z",
                false,
            ),
            (
                r#""suspended","autoRenewEnabled":true"#,
                "2026-11-22T09:00:00Z",
                true,
            ),
            (r#""expired""#, "2026-11-22T09:00:00Z", false),
        ];
        for (state, now, is_over) in table {
            let one = seats(&format!(r#"{term},"status":{state}"#));
            let told = Subscription(&one).term_is_over(at(now));
            assert_eq!(told, is_over.then_some(end), "{state} {now}");
        }
    }
}
