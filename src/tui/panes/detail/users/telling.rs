//! How a user is told: in one line, and folded open with all its fields, roles and licenses.

use jiff::SignedDuration;

use crate::account::problem::{Arg, Message};
use crate::account::user::{DIRECTORY_ROLES, Life, purged_at, time_left};
use crate::operations::assign_licenses::OwnLicense;
use crate::say;
use crate::tui::pane::Sight;
use crate::tui::panes::detail::view::{Cell, Line, Shares};
use crate::tui::panes::telling::short_domain;
use crate::tui::theme::Ink;
use crate::tui::workers::Person;

use super::List;

/// Names get most, then remarks; deleted ones have more to be remarked.
const fn shares(list: List) -> Shares {
    match list {
        List::Active => [30, 36, 8, 26],
        List::Deleted => [24, 29, 6, 41],
    }
}

/// The heads over the lines.
pub(super) fn heads(list: List, sight: &Sight) -> Line {
    let head = |id| Cell::new(sight.words.text(id), Ink::Faint);
    let names = [
        "people-name",
        "people-sign-in",
        "people-location",
        "people-state",
    ];
    Line::cells(shares(list), names.map(head))
}

/// One user in one line.
pub(super) fn line(person: &Person, list: List, is_sealed: bool, sight: &Sight) -> Line {
    let cells = [
        Cell::new(&person.display_name, Ink::Plain),
        Cell::new(short_domain(&person.sign_in_name, sight.cloud), Ink::Plain),
        Cell::new(&person.location, Ink::Plain),
        Cell::new(state(person, is_sealed, sight), Ink::Plain),
    ];
    Line::cells(shares(list), cells)
}

pub(super) fn state(person: &Person, is_sealed: bool, sight: &Sight) -> String {
    let mut parts: Vec<Message> = Vec::new();
    match person.life {
        Life::Active => {}
        Life::Deleted(Some(since)) => {
            parts.push(left(time_left(since, sight.now)));
            let day = sight.words.age(since, sight.now, sight.zone);
            parts.push(say!("people-deleted-since", day = day));
        }
        Life::Deleted(None) | Life::Purged => parts.push(say!("people-deleted")),
    }
    if person.is_global_admin {
        parts.push(say!("people-global-admin"));
    } else if !person.roles.is_empty() {
        parts.push(say!("people-admin"));
    }
    if person.is_synced {
        parts.push(say!("people-synced"));
    }
    if person.location.is_empty() {
        parts.push(say!("people-no-location"));
    }
    if is_sealed {
        parts.push(say!("people-sealed"));
    }
    let parts: Vec<String> = parts.iter().map(|part| sight.words.say(part)).collect();
    parts.join(", ")
}

/// How long somebody can still be restored: whole days, on the last one hours, in the last hour minutes.
fn left(left: SignedDuration) -> Message {
    let minutes = u64::try_from(left.as_mins()).unwrap_or(0);
    match (minutes / (24 * 60), minutes / 60) {
        (0, 0) => say!("people-minutes-left", n = minutes + 1),
        (0, hours) => say!("people-hours-left", n = hours),
        (days, _) => say!("people-days-left", n = days),
    }
}

/// The lines below it when it is folded open.
pub(super) fn folded(person: &Person, sight: &Sight) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut pair = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(Line::pair(sight.words.text(label), text));
        }
    };
    let member = |path: &str| person.resource.text_or_empty(path).to_owned();
    pair("people-sign-in", person.sign_in_name.clone());
    pair("people-id", person.key.id.clone());
    pair("people-first-name", member("firstName"));
    pair("people-last-name", member("lastName"));
    pair("people-works-in", location(person, sight));
    if let Life::Deleted(Some(since)) = person.life {
        let until = purged_at(since).strftime("%Y-%m-%d %H:%M:%S UTC");
        pair("people-gone-on", until.to_string());
    }
    if person.is_synced {
        let since = member("lastDirectorySyncTime");
        pair(
            "people-source",
            sight.words.say(&say!("people-source-own", since = since)),
        );
    }
    pair("people-roles", roles(person, sight));
    let label = match person.life {
        Life::Active => "people-licenses",
        Life::Deleted(_) | Life::Purged => "people-licenses-waiting",
    };
    let mut label = label;
    for license in &person.licenses {
        pair(label, told(license, sight));
        label = "people-nothing";
    }
    if person.licenses.is_empty() {
        pair("people-licenses", sight.words.text("people-no-licenses"));
    }
    lines.extend(others(person).map(|(path, value)| Line::pair(path, value)));
    lines
}

fn location(person: &Person, sight: &Sight) -> String {
    match person.location.as_str() {
        "" => sight.words.text("people-no-location"),
        code => format!("{} ({code})", sight.words.country(code)),
    }
}

fn roles(person: &Person, sight: &Sight) -> String {
    match person.roles.is_empty() {
        true => sight.words.text("people-plain-user"),
        false => person.roles.join(", "),
    }
}

/// A license, the plans that are left out, and that it comes from another partner.
fn told(license: &OwnLicense, sight: &Sight) -> String {
    let product = Arg::from(&license.product);
    let message = match (license.is_from_elsewhere, license.without.is_empty()) {
        (true, _) => say!("people-license-elsewhere", product = product),
        (false, true) => return license.product.clone(),
        (false, false) => say!(
            "people-license-without",
            product = product,
            plans = license.without.clone()
        ),
    };
    sight.words.say(&message)
}

/// What else the service says, under its own names.
fn others(person: &Person) -> impl Iterator<Item = (String, String)> {
    const TOLD: [&str; 10] = [
        "id",
        "userPrincipalName",
        "displayName",
        "firstName",
        "lastName",
        "usageLocation",
        "state",
        "softDeletionTime",
        "lastDirectorySyncTime",
        DIRECTORY_ROLES,
    ];
    let leaves = person.resource.leaves().into_iter();
    let leaves = leaves.filter(|(path, value)| {
        let is_ours = ["attributes.", "links.", "partnerdeck."]
            .iter()
            .any(|prefix| path.starts_with(prefix));
        !is_ours && !value.is_null() && !TOLD.contains(&path.as_str())
    });
    let said = |(path, value): (String, &serde_json::Value)| {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        (path, text)
    };
    leaves.map(said).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_in_days_then_hours_then_minutes() {
        for (seconds, id, n) in [
            (30 * 86_400, "people-days-left", 30),
            (86_400, "people-days-left", 1),
            (86_399, "people-hours-left", 23),
            (3_600, "people-hours-left", 1),
            (3_599, "people-minutes-left", 60),
            (1, "people-minutes-left", 1),
        ] {
            let message = left(SignedDuration::from_secs(seconds));
            assert_eq!(message.id, id, "{seconds}");
            assert_eq!(message.args, [("n", Arg::Number(n))], "{seconds}");
        }
    }
}
