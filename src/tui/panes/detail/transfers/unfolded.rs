//! What a transfer says beyond its line: since when and until when; folded open what happened, what goes, both IDs.

use jiff::tz::TimeZone;

use crate::account::meaning;
use crate::account::problem::Message;
use crate::account::transfer::item::{Fate, Item};
use crate::account::transfer::machine::{Event, Party};
use crate::account::transfer::time::Progress;
use crate::account::transfer::{Recorded, Transfer, time};
use crate::operations::switch_partner::Standing;
use crate::say;
use crate::tui::pane::Sight;
use crate::tui::panes::detail::view::Line;

/// Whom it waits for; nothing once it is over.
pub(super) fn waits_on(one: &Standing, sight: &Sight) -> String {
    match one.turn {
        None => String::new(),
        Some(_) if one.waits_on_us() => sight.words.text("transfers-you"),
        Some(turn) => sight.words.text(turn.words()),
    }
}

/// For how long it waits, and how long it may.
pub(super) fn note(one: &Standing, sight: &Sight) -> Option<String> {
    let words = sight.words;
    let mut parts = Vec::new();
    match (one.turn, one.days_waiting(sight.now), one.since) {
        (Some(_), Some(n), _) => parts.push(say!("transfers-waiting-since", n = n)),
        (_, _, Some(since)) => {
            let day = words.date(since, &TimeZone::UTC);
            parts.push(say!("transfers-since-day", day = day));
        }
        _ => {}
    }
    if let (Some(n), Some(due)) = (one.days_left(sight.now), one.due) {
        let day = words.date(due, &TimeZone::UTC);
        parts.push(say!("transfers-due", day = day));
        parts.push(say!("transfers-days-left", n = n));
    }
    parts.extend(progress(one));
    let said: Vec<String> = parts.iter().map(|part| words.say(part)).collect();
    (!said.is_empty()).then(|| words.joined(&said))
}

fn progress(one: &Standing) -> Option<Message> {
    Some(match one.progress? {
        Progress::Usual => say!("transfers-progress-usual"),
        Progress::Retried => say!("transfers-progress-retried"),
        Progress::Stuck => say!("transfers-progress-stuck"),
    })
}

/// The lines of one that is folded open.
pub(super) fn lines(one: &Standing, sight: &Sight) -> Vec<Line> {
    let transfer = Transfer(&one.stored.resource);
    let mut pairs = Pairs {
        sight,
        lines: Vec::new(),
    };
    pairs.add("transfers-field-id", transfer.id());
    pairs.add(
        "transfers-field-current",
        &partner(transfer.current(), sight),
    );
    pairs.add(
        "transfers-field-current-contact",
        transfer.contact(Party::Current),
    );
    pairs.add("transfers-field-future", &partner(transfer.future(), sight));
    pairs.add(
        "transfers-field-future-contact",
        transfer.contact(Party::Future),
    );
    pairs.add(
        "transfers-field-customer-email",
        transfer.0.text_or_empty("customerEmailId"),
    );
    for event in transfer.events() {
        let said = told(&event, sight);
        pairs.lines.push(Line::pair(when(&event, sight), said));
    }
    for item in transfer.items() {
        pairs.lines.push(Line::Note(going(&item, sight)));
    }
    for both in transfer.both_ids() {
        let both = say!(
            "transfers-both-ids",
            azure = both.azure,
            service = both.service
        );
        pairs.lines.push(Line::Note(sight.words.say(&both)));
    }
    pairs.lines
}

struct Pairs<'a> {
    sight: &'a Sight<'a>,
    lines: Vec<Line>,
}

impl Pairs<'_> {
    fn add(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            let label = format!("  {}", self.sight.words.text(label));
            self.lines.push(Line::pair(label, text.to_owned()));
        }
    }
}

fn partner((name, id): (&str, &str), sight: &Sight) -> String {
    let parts = [name, id];
    let given: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    sight.words.joined(&given)
}

/// The day; the time of it, where that is known, stands behind what happened.
fn when(event: &Recorded<'_>, sight: &Sight) -> String {
    let day = event.at().map_or_else(
        || event.on.to_owned(),
        |at| sight.words.date(at, &TimeZone::UTC),
    );
    format!("  {day}")
}

fn time_of_day(event: &Recorded<'_>) -> Option<String> {
    let at = event.at().filter(|_| !time::is_day(event.on))?;
    Some(at.strftime("%H:%M UTC").to_string())
}

/// What happened, its value and note. A word that nobody knows as it came.
fn told(event: &Recorded<'_>, sight: &Sight) -> String {
    let what = match event.event {
        Some(known) => sight.words.text(known.words()),
        None => event.word.to_owned(),
    };
    // The service's number of a failure is told with what it means.
    let meaning = meaning::of(event.value).filter(|_| event.event == Some(Event::Failed));
    let meaning = meaning.map_or_else(String::new, |one| sight.words.say(&one.description()));
    let time = time_of_day(event).unwrap_or_default();
    let parts = [
        what.as_str(),
        event.value,
        meaning.as_str(),
        event.note,
        time.as_str(),
    ];
    let given: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    sight.words.joined(&given)
}

fn going(item: &Item<'_>, sight: &Sight) -> String {
    let (name, id) = (item.name(), item.subscription());
    sight.words.say(&match (item.fate(), item.error()) {
        (Fate::Open, _) => say!("transfers-item-open", name = name, id = id),
        (Fate::Went, _) => say!("transfers-item-went", name = name, id = id),
        (Fate::Failed, "") => say!("transfers-item-stayed", name = name, id = id),
        (Fate::Failed, why) => {
            say!("transfers-item-failed", name = name, id = id, why = why)
        }
    })
}
