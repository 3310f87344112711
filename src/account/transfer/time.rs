//! The time windows of a transfer, all in UTC, with the clock passed in (operations.md section 4): 30 days for an answer,
//! 15 minutes and 3 days for the service, 8 business hours for support. Nothing of it is ever written: the clock says it.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Transfer;
use super::machine::{Event, Party, State, Way};

/// Days in which a sent request must be answered.
pub const DAYS_TO_ANSWER: i64 = 30;

/// Minutes that an accepted request usually takes.
const USUAL_MINUTES: i64 = 15;

/// Days for which the service tries again.
const DAYS_OF_RETRIES: i64 = 3;

/// Hours of work in which support confirms a form.
const SUPPORT_HOURS: i64 = 8;

/// A day of work: eight hours, from Monday to Friday. The documents do not say whose; ours is UTC.
const OPENS: Time = Time::constant(9, 0, 0, 0);
const CLOSES: Time = Time::constant(17, 0, 0, 0);

/// How an accepted request gets on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It was accepted a moment ago.
    Usual,
    /// Longer than usual: the service tries again for three days.
    Retried,
    /// Longer than that: a service request is due.
    Stuck,
}

impl Transfer<'_> {
    /// The state at a time: what the record says, except that a request without an answer expires by the clock.
    pub fn state(self, now: Timestamp) -> State {
        match self.stored_state() {
            State::Pending if self.expires().is_some_and(|end| now >= end) => State::Expired,
            state => state,
        }
    }

    /// Who must act next. A request that is stuck at the service waits for the partner that sent it.
    pub fn turn(self, now: Timestamp) -> Option<Party> {
        match self.progress(now) {
            Some(Progress::Stuck) => Some(Party::Future),
            _ => self.way().turn(self.state(now)),
        }
    }

    /// The second at which a sent request expires.
    pub fn expires(self) -> Option<Timestamp> {
        let counts = self.way() == Way::Request;
        later(self.sent()?, DAYS_TO_ANSWER * 24).filter(|_| counts)
    }

    /// How an accepted request gets on; `None` for any other.
    pub fn progress(self, now: Timestamp) -> Option<Progress> {
        if self.stored_state() != State::InProgress {
            return None;
        }
        let gone = now.duration_since(self.began()?);
        Some(if gone <= SignedDuration::from_mins(USUAL_MINUTES) {
            Progress::Usual
        } else if gone <= SignedDuration::from_hours(DAYS_OF_RETRIES * 24) {
            Progress::Retried
        } else {
            Progress::Stuck
        })
    }

    /// Since when it is in its state.
    pub fn since(self, now: Timestamp) -> Option<Timestamp> {
        match self.state(now) {
            State::Expired => self.expires().filter(|end| *end <= now).or(self.began()),
            _ => self.began(),
        }
    }

    /// When the next deed is due, where the documents know it.
    pub fn due(self, now: Timestamp) -> Option<Timestamp> {
        match self.state(now) {
            State::Pending => self.expires(),
            State::InProgress => later(self.began()?, DAYS_OF_RETRIES * 24),
            State::Attached => business_hours_after(self.recorded(Event::Attached)?.on),
            _ => None,
        }
    }

    /// When the request went out: as recorded, else when the service made it.
    fn sent(self) -> Option<Timestamp> {
        let recorded = self.recorded(Event::Sent).and_then(|one| one.at());
        recorded.or_else(|| read(self.0.text_or_empty("createdTime")))
    }

    /// When the state that the record says began: the last event that leads to it, else what the service wrote.
    fn began(self) -> Option<Timestamp> {
        let state = self.stored_state();
        let (way, last) = (self.way(), self.events().next_back());
        let leads_there = |event: Event| {
            let mut steps = way.steps().iter();
            steps.any(|step| step.event == event && arrives(step.to, state))
        };
        let recorded = last.filter(|one| one.event.is_some_and(leads_there));
        let recorded = recorded.and_then(|one| one.at());
        let written = ["lastModifiedTime", "createdTime"];
        let mut written = written.iter().map(|member| self.0.text_or_empty(member));
        recorded.or_else(|| written.find_map(read))
    }
}

/// A legacy transfer that went in part was accepted like one that went whole.
fn arrives(to: State, state: State) -> bool {
    to == state || (to == State::Complete && state == State::PartlyComplete)
}

/// A time as it stands in the book: a second, or a day from its beginning in UTC.
pub fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let day = || start_of(text.parse::<Date>().ok()?);
    text.parse().ok().or_else(day)
}

/// Whether a text names a day and no time of it.
pub fn is_day(text: &str) -> bool {
    text.trim().parse::<Timestamp>().is_err() && read(text).is_some()
}

fn start_of(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Support's hours from a time on. A day without a time of it counts from its end: nobody is pressed too early.
fn business_hours_after(text: &str) -> Option<Timestamp> {
    let at = TimeZone::UTC.to_datetime(read(text)?);
    let mut at = match is_day(text) {
        true => at.date().to_datetime(CLOSES),
        false => at,
    };
    let mut left = SignedDuration::from_hours(SUPPORT_HOURS);
    loop {
        at = opening(at)?;
        let today = at.date().to_datetime(CLOSES).duration_since(at);
        if left <= today {
            let due = at.checked_add(left).ok()?;
            return Some(due.to_zoned(TimeZone::UTC).ok()?.timestamp());
        }
        left -= today;
        at = at.date().tomorrow().ok()?.to_datetime(OPENS);
    }
}

/// The first second of work that is not before a time.
fn opening(mut at: DateTime) -> Option<DateTime> {
    if at.time() >= CLOSES {
        at = at.date().tomorrow().ok()?.to_datetime(OPENS);
    }
    while matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday) {
        at = at.date().tomorrow().ok()?.to_datetime(OPENS);
    }
    Some(at.max(at.date().to_datetime(OPENS)))
}

fn later(from: Timestamp, hours: i64) -> Option<Timestamp> {
    from.checked_add(SignedDuration::from_hours(hours)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::resource::Resource;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn request(status: &str, events: &str) -> Resource {
        let json = format!(
            r#"{{"status":"{status}","createdTime":"2026-10-01T00:00:00Z","transferType":3,"partnerdeck":{{"events":[{events}]}}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    const SENT: &str = r#"{"event":"sent","on":"2026-10-23T09:00:00Z"}"#;

    #[test]
    fn a_request_expires_30_days_after_it_was_sent_to_the_second() {
        let one = request("Pending", SENT);
        for (now, state) in [
            ("2026-11-21T09:00:00Z", State::Pending),
            ("2026-11-22T08:59:59Z", State::Pending),
            ("2026-11-22T09:00:00Z", State::Expired),
            ("2027-11-22T09:00:00Z", State::Expired),
        ] {
            assert_eq!(Transfer(&one).state(at(now)), state, "{now}");
        }
        let transfer = Transfer(&one);
        assert_eq!(
            transfer.due(at("2026-11-01T00:00:00Z")),
            Some(at("2026-11-22T09:00:00Z"))
        );
        assert_eq!(transfer.turn(at("2026-11-22T09:00:00Z")), None);
        assert_eq!(
            transfer.since(at("2027-01-01T00:00:00Z")),
            Some(at("2026-11-22T09:00:00Z"))
        );
    }

    #[test]
    fn the_30_days_count_from_sent_and_not_from_the_draft() {
        let day = request("Pending", r#"{"event":"sent","on":"2026-10-23"}"#);
        assert_eq!(Transfer(&day).expires(), Some(at("2026-11-22T00:00:00Z")));
        let of_service = request("Pending", "");
        assert_eq!(
            Transfer(&of_service).expires(),
            Some(at("2026-10-31T00:00:00Z"))
        );
        let answered = request("InProgress", SENT);
        let now = at("2027-01-01T00:00:00Z");
        assert_eq!(Transfer(&answered).state(now), State::InProgress);
    }

    #[test]
    fn an_accepted_request_is_usual_for_15_minutes_retried_for_3_days_then_stuck() {
        let accepted = format!(r#"{SENT},{{"event":"accepted","on":"2026-11-01T10:00:00Z"}}"#);
        let one = request("InProgress", &accepted);
        for (now, progress, turn) in [
            ("2026-11-01T10:15:00Z", Progress::Usual, Party::Service),
            ("2026-11-01T10:15:01Z", Progress::Retried, Party::Service),
            ("2026-11-04T10:00:00Z", Progress::Retried, Party::Service),
            ("2026-11-04T10:00:01Z", Progress::Stuck, Party::Future),
        ] {
            let transfer = Transfer(&one);
            assert_eq!(transfer.progress(at(now)), Some(progress), "{now}");
            assert_eq!(transfer.turn(at(now)), Some(turn), "{now}");
        }
        assert_eq!(
            Transfer(&request("Pending", SENT)).progress(at("2026-11-01T10:00:00Z")),
            None
        );
    }

    #[test]
    fn support_has_8_business_hours() {
        for (attached, due) in [
            // A Tuesday, before, in and after the hours of work.
            ("2026-11-17T06:00:00Z", "2026-11-17T17:00:00Z"),
            ("2026-11-17T10:30:00Z", "2026-11-18T10:30:00Z"),
            ("2026-11-17T18:00:00Z", "2026-11-18T17:00:00Z"),
            ("2026-11-17", "2026-11-18T17:00:00Z"),
            // A Friday afternoon and a Sunday.
            ("2026-11-20T15:00:00Z", "2026-11-23T15:00:00Z"),
            ("2026-11-22T09:00:00Z", "2026-11-23T17:00:00Z"),
        ] {
            assert_eq!(business_hours_after(attached), Some(at(due)), "{attached}");
        }
        assert_eq!(business_hours_after("soon"), None);
    }

    #[test]
    fn since_is_the_event_that_led_there_else_what_the_service_wrote() {
        let now = at("2026-11-22T09:00:00Z");
        let one = request("Pending", SENT);
        assert_eq!(Transfer(&one).since(now), Some(at("2026-11-22T09:00:00Z")));
        let moved_on = request("Complete", SENT);
        assert_eq!(
            Transfer(&moved_on).since(now),
            Some(at("2026-10-01T00:00:00Z"))
        );
    }
}
