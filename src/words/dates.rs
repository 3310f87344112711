//! Dates as people of the language write them: an age while it is near, a day of this year, else the year.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::account::problem::Message;
use crate::account::text::width;
use crate::say;

use super::Words;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Words {
    /// How long ago something was, in as few letters as say it: `now`, `5 min`, `2 h`, `3 Nov`, `2019`. What is still to
    /// come has no age: its day is given.
    pub fn age(&self, then: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let seconds = now.as_second() - then.as_second();
        if (0..MINUTE).contains(&seconds) {
            return self.text("age-now");
        }
        if (0..HOUR).contains(&seconds) {
            return self.say(&say!("age-minutes", n = count(seconds / MINUTE)));
        }
        if (0..DAY).contains(&seconds) {
            return self.say(&say!("age-hours", n = count(seconds / HOUR)));
        }
        let (then, today) = (then.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
        if then.year() == today.year() {
            self.day_of_year(then.month(), then.day())
        } else {
            self.say(&say!("date-year-only", year = then.year().to_string()))
        }
    }

    /// A day: `3 Nov 2026`. A language may write it with names or with two digits each for month and day.
    pub fn date(&self, then: Timestamp, zone: &TimeZone) -> String {
        let then = then.to_zoned(zone.clone());
        let day = self.day_of_year(then.month(), then.day());
        self.say(&say!(
            "date-with-year",
            day = day,
            year = then.year().to_string(),
            month_digits = format!("{:02}", then.month()),
            day_digits = format!("{:02}", then.day())
        ))
    }

    /// A day and the time of it: `3 Nov 2026 14:05`.
    pub fn date_and_time(&self, then: Timestamp, zone: &TimeZone) -> String {
        let zoned = then.to_zoned(zone.clone());
        let time = format!("{:02}:{:02}", zoned.hour(), zoned.minute());
        self.say(&say!(
            "date-with-time",
            date = self.date(then, zone),
            time = time
        ))
    }

    /// Columns that the widest age takes.
    pub fn age_width(&self) -> usize {
        let months = (1..=12).map(|month| self.day_of_year(month, 30));
        months.map(|age| width(&age)).max().unwrap_or(0)
    }

    fn day_of_year(&self, month: i8, day: i8) -> String {
        let month = self.say(&Message::new(format!("month-{month}")));
        self.say(&say!("date-in-year", day = day.to_string(), month = month))
    }
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn an_age_is_as_short_as_it_can_be() {
        let words = Words::load(Language::English);
        let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
        let table = [
            ("2026-11-22T08:59:30Z", "now"),
            ("2026-11-22T08:55:00Z", "5 min"),
            ("2026-11-22T06:10:00Z", "2 h"),
            ("2026-11-03T06:10:00Z", "3 Nov"),
            ("2019-01-03T06:10:00Z", "2019"),
            ("2026-12-24T06:10:00Z", "24 Dec"),
        ];
        for (then, age) in table {
            let then: Timestamp = then.parse().unwrap();
            assert_eq!(words.age(then, now, &TimeZone::UTC), age);
        }
        assert_eq!(
            words.date_and_time(now, &TimeZone::UTC),
            "22 Nov 2026 09:00"
        );
    }

    #[test]
    fn a_day_is_written_as_people_of_the_language_write_it() {
        let words = Words::load(Language::Korean);
        let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
        let table = [
            ("2026-11-22T08:59:30Z", "방금"),
            ("2026-11-22T08:55:00Z", "5분"),
            ("2026-11-22T06:10:00Z", "2시간"),
            ("2026-11-03T06:10:00Z", "11월 3일"),
            ("2019-01-03T06:10:00Z", "2019년"),
        ];
        for (then, age) in table {
            let then: Timestamp = then.parse().unwrap();
            assert_eq!(words.age(then, now, &TimeZone::UTC), age);
        }
        assert_eq!(words.age_width(), 9);
        assert_eq!(Words::load(Language::English).age_width(), 6);
        let seoul = TimeZone::fixed(jiff::tz::offset(9));
        assert_eq!(words.date_and_time(now, &seoul), "2026-11-22 18:00");
    }

    #[test]
    fn every_month_has_a_name() {
        for words in Language::ALL.map(Words::load) {
            for month in 1..=12 {
                assert!(words.has(&format!("month-{month}")));
            }
        }
    }
}
