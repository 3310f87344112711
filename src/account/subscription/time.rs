//! The time windows of a subscription, all in UTC, with the clock passed in (operations.md section 7). A window that
//! closes at a second is closed at that second.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

use super::Subscription;
use super::state::{Event, State, When};

/// How a subscription ends when it is cancelled now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelling {
    /// At once; `refunded_until` says until when that costs less or nothing, where the documents know it.
    AtOnce {
        /// The second at which the window closes.
        refunded_until: Option<Timestamp>,
    },
    /// When its term ends: marketplace subscriptions after their days of grace.
    AtRenewal(Option<Timestamp>),
    /// The window closed at this second.
    TooLate(Timestamp),
}

/// The days on which a subscription's data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deletion {
    /// Not before.
    pub earliest: Timestamp,
    /// Not after.
    pub latest: Timestamp,
}

/// Hours in which a marketplace subscription paid by the month is credited whole.
const MARKETPLACE_MONTHLY: i64 = 24;

/// The same, paid by the year.
const MARKETPLACE_YEARLY: i64 = 14 * 24;

/// Months of renewal that are looked through: more than a century of monthly terms.
const MOST_TERMS: i64 = 1_500;

impl Subscription<'_> {
    /// When the present term began: the latest of purchase, start and last renewal that is not ahead. A term that renews by
    /// itself goes on after its end. `None` when the record has no date that can be read.
    pub fn term_began(self, now: Timestamp) -> Option<Timestamp> {
        let bought = [self.date("creationDate"), self.date("effectiveStartDate")];
        let known = bought.into_iter().chain([self.renewed(now)]).flatten();
        let known: Vec<Timestamp> = known.collect();
        let past = known.iter().filter(|began| **began <= now).max();
        past.or_else(|| known.iter().min()).copied()
    }

    /// The second at which seats can't be given back any more, nor the subscription itself; `None` where there is no such
    /// window: legacy, and what has no date.
    pub fn seats_until(self, now: Timestamp) -> Option<Timestamp> {
        let step = self.commerce().step(State::Active, Event::Cancel)?;
        let When::Within(days) = step.when else {
            return None;
        };
        later(self.term_began(now)?, days * 24)
    }

    /// How it would end if it were cancelled now.
    pub fn cancelling(self, now: Timestamp) -> Cancelling {
        if self.is_marketplace() {
            return self.cancelling_marketplace(now);
        }
        match self.seats_until(now) {
            Some(closes) if now >= closes => Cancelling::TooLate(closes),
            closes => Cancelling::AtOnce {
                refunded_until: closes,
            },
        }
    }

    fn cancelling_marketplace(self, now: Timestamp) -> Cancelling {
        let hours = match self.is_yearly() {
            true => MARKETPLACE_YEARLY,
            false => MARKETPLACE_MONTHLY,
        };
        let closes = self.term_began(now).and_then(|began| later(began, hours));
        match closes {
            Some(closes) if now >= closes => Cancelling::AtRenewal(self.date("commitmentEndDate")),
            closes => Cancelling::AtOnce {
                refunded_until: closes,
            },
        }
    }

    /// Since when it is suspended: our own word, else the record's last change.
    pub fn suspended_since(self, changed: Timestamp) -> Timestamp {
        self.date("partnerdeck.suspendedOn").unwrap_or(changed)
    }

    /// The days between which the data of a legacy subscription goes that was suspended then: 90 days, and the days
    /// between the opening of the account and the first billing period, at most 120 together.
    pub fn deletion_after(self, suspended: Timestamp) -> Option<Deletion> {
        let step = self.commerce().step(State::Suspended, Event::Wait)?;
        let When::After(least, most) = step.when else {
            return None;
        };
        Some(Deletion {
            earliest: later(suspended, least * 24)?,
            latest: later(suspended, most * 24)?,
        })
    }

    /// When the present term ends: one that renews by itself goes on after the date that the record has. `None` without an end
    /// that lies ahead.
    pub fn present_term_end(self, now: Timestamp) -> Option<Timestamp> {
        let end = self.date("commitmentEndDate")?;
        if end > now {
            return Some(end);
        }
        let renews = self.0.flag("autoRenewEnabled").unwrap_or(false);
        let term: Span = self.0.text("termDuration")?.parse().ok()?;
        let mut ends = (1..MOST_TERMS).map_while(|count| whole_terms(end, term, count));
        ends.find(|end| renews && *end > now)
    }

    /// Paid or committed by the year.
    fn is_yearly(self) -> bool {
        match self.0.text_or_empty("termDuration") {
            "" => self
                .0
                .text_or_empty("billingCycle")
                .eq_ignore_ascii_case("annual"),
            term => term.ends_with(['Y', 'y']),
        }
    }

    /// The last renewal: the end of the term less one term, or where it renews by itself as many terms later as went by.
    fn renewed(self, now: Timestamp) -> Option<Timestamp> {
        let end = self.date("commitmentEndDate")?;
        let term: Span = self.0.text("termDuration")?.parse().ok()?;
        let renews = self.0.flag("autoRenewEnabled").unwrap_or(false);
        let first = whole_terms(end, term, -1)?;
        if end > now || !renews {
            return Some(first);
        }
        let began = (0..MOST_TERMS)
            .map_while(|count| whole_terms(end, term, count))
            .take_while(|began| *began <= now);
        began.last().or(Some(first))
    }

    /// A date of the record; the service's dates are UTC, and some come without saying so.
    pub fn date(self, path: &str) -> Option<Timestamp> {
        let text = self.0.text(path)?;
        text.parse().ok().or_else(|| {
            let local: DateTime = text.parse().ok()?;
            Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
        })
    }
}

/// So many terms after a day, counted from it and not one from another: a month after the 31st may be shorter.
fn whole_terms(from: Timestamp, term: Span, count: i64) -> Option<Timestamp> {
    let zoned = from.to_zoned(TimeZone::UTC);
    let span = term.checked_mul(count).ok()?;
    Some(zoned.checked_add(span).ok()?.timestamp())
}

pub(super) fn later(from: Timestamp, hours: i64) -> Option<Timestamp> {
    from.checked_add(SignedDuration::from_hours(hours)).ok()
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
            r#"{{"offerId":"CFQ7TTC0LH18:0001:CFQ7TTC0K971","billingType":"license","status":"active"{more}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    const BOUGHT: &str =
        r#","creationDate":"2026-11-01T10:00:00Z","effectiveStartDate":"2026-11-01T00:00:00Z""#;

    #[test]
    fn new_commerce_is_cancelled_within_168_hours_to_the_second() {
        let one = seats(BOUGHT);
        let closes = at("2026-11-08T10:00:00Z");
        let table = [
            ("2026-11-07T10:00:00Z", true),
            ("2026-11-08T09:59:59Z", true),
            ("2026-11-08T10:00:00Z", false),
            ("2026-11-09T10:00:00Z", false),
        ];
        for (now, open) in table {
            let expected = match open {
                true => Cancelling::AtOnce {
                    refunded_until: Some(closes),
                },
                false => Cancelling::TooLate(closes),
            };
            assert_eq!(Subscription(&one).cancelling(at(now)), expected, "{now}");
        }
    }

    #[test]
    fn a_renewal_opens_the_window_again() {
        let term = r#","commitmentEndDate":"2026-12-01T00:00:00Z","termDuration":"P1M""#;
        let one = seats(&format!(
            r#","creationDate":"2024-01-01T00:00:00Z","effectiveStartDate":"2024-01-01T00:00:00Z"{term}"#
        ));
        let began = Subscription(&one).term_began(at("2026-11-22T09:00:00Z"));
        assert_eq!(began, Some(at("2026-11-01T00:00:00Z")));
    }

    #[test]
    fn a_term_that_renews_by_itself_goes_on_after_its_end() {
        let term = r#","commitmentEndDate":"2026-01-31T00:00:00Z","termDuration":"P1M""#;
        let renews = seats(&format!(r#"{term},"autoRenewEnabled":true"#));
        let ends = seats(&format!(r#"{term},"autoRenewEnabled":false"#));
        let now = at("2026-04-02T00:00:00Z");
        assert_eq!(
            Subscription(&renews).present_term_end(now),
            Some(at("2026-04-30T00:00:00Z"))
        );
        assert_eq!(Subscription(&ends).present_term_end(now), None);
        assert_eq!(
            Subscription(&renews).term_began(now),
            Some(at("2026-03-31T00:00:00Z"))
        );
        assert_eq!(
            Subscription(&ends).term_began(now),
            Some(at("2025-12-31T00:00:00Z"))
        );
    }

    #[test]
    fn legacy_and_what_has_no_date_have_no_window() {
        let legacy: Resource = serde_json::from_str(
            r#"{"offerId":"2828BE95-46BA-4F91-B2FD-0BEF192ECF60","creationDate":"2017-01-25T23:01:08.693Z"}"#,
        )
        .unwrap();
        for one in [&legacy, &seats("")] {
            let now = at("2026-11-22T09:00:00Z");
            let whenever = Cancelling::AtOnce {
                refunded_until: None,
            };
            assert_eq!(Subscription(one).cancelling(now), whenever);
        }
    }

    #[test]
    fn marketplace_is_credited_for_24_hours_by_the_month_and_14_days_by_the_year_and_ends_at_renewal_later()
     {
        let end = at("2027-11-01T10:00:00Z");
        let table = [
            ("P1M", "2026-11-02T09:59:59Z", true),
            ("P1M", "2026-11-02T10:00:00Z", false),
            ("P1Y", "2026-11-15T09:59:59Z", true),
            ("P1Y", "2026-11-15T10:00:00Z", false),
        ];
        for (term, now, at_once) in table {
            let one = seats(&format!(
                r#"{BOUGHT},"productType":{{"id":"SaaS"}},"termDuration":"{term}","commitmentEndDate":"2027-11-01T10:00:00Z""#
            ));
            let how = Subscription(&one).cancelling(at(now));
            assert_eq!(
                matches!(how, Cancelling::AtOnce { .. }),
                at_once,
                "{term} {now}"
            );
            assert_eq!(how == Cancelling::AtRenewal(Some(end)), !at_once);
        }
    }

    #[test]
    fn legacy_data_is_deleted_between_90_and_120_days_after_suspension() {
        let legacy: Resource =
            serde_json::from_str(r#"{"offerId":"2828BE95-46BA-4F91-B2FD-0BEF192ECF60"}"#).unwrap();
        let suspended = at("2026-10-16T09:00:00Z");
        assert_eq!(
            Subscription(&legacy).deletion_after(suspended),
            Some(Deletion {
                earliest: at("2027-01-14T09:00:00Z"),
                latest: at("2027-02-13T09:00:00Z"),
            })
        );
        assert_eq!(Subscription(&seats("")).deletion_after(suspended), None);
    }

    #[test]
    fn suspended_since_is_our_own_word_else_the_last_change() {
        let changed = at("2026-10-12T00:00:00Z");
        let ours = seats(r#","partnerdeck":{"suspendedOn":"2026-09-05T03:39:55Z"}"#);
        let since = Subscription(&ours).suspended_since(changed);
        assert_eq!(since, at("2026-09-05T03:39:55Z"));
        assert_eq!(Subscription(&seats("")).suspended_since(changed), changed);
    }
}
