//! A service request of a customer, read from the service's resource: severity and status, which are numbers in its list and
//! words in its detail, the dates, the contact, the notes (operations.md section 13).

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::person::full_name_at;
use super::resource::Resource;

/// Where our own notes stand: the service's are in `notes`.
const OUR_NOTES: &str = "partnerdeck.notes";

/// How much a request matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Critical impact.
    Critical,
    /// Moderate impact.
    Moderate,
    /// Minimal impact.
    Minimal,
}

impl Severity {
    /// Every one, the gravest first.
    pub const ALL: [Severity; 3] = [Severity::Critical, Severity::Moderate, Severity::Minimal];

    /// The service's word for it.
    pub const fn wire(self) -> &'static str {
        match self {
            Severity::Critical => "critical",
            Severity::Moderate => "moderate",
            Severity::Minimal => "minimal",
        }
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Severity::Critical => "severity-critical",
            Severity::Moderate => "severity-moderate",
            Severity::Minimal => "severity-minimal",
        }
    }

    /// Within so many hours support answers first, in English.
    pub const fn first_answer_hours(self) -> u32 {
        match self {
            Severity::Critical => 2,
            Severity::Moderate => 4,
            Severity::Minimal => 8,
        }
    }
}

/// Where a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Support is at it.
    Open,
    /// It is over.
    Closed,
    /// Support waits for the partner.
    AttentionNeeded,
}

impl Status {
    /// Every one, in the order of the service's numbers.
    pub const ALL: [Status; 3] = [Status::Open, Status::Closed, Status::AttentionNeeded];

    /// The service's word for it, letters only: it is written with and without marks between the words.
    const fn wire(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Closed => "closed",
            Status::AttentionNeeded => "attentionneeded",
        }
    }

    /// In which order they want to be looked at: first what waits for the partner.
    pub const fn urgency(self) -> u8 {
        match self {
            Status::AttentionNeeded => 0,
            Status::Open => 1,
            Status::Closed => 2,
        }
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Status::Open => "request-open",
            Status::Closed => "request-closed",
            Status::AttentionNeeded => "request-attention-needed",
        }
    }
}

/// A note on a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// Who wrote it; empty when nobody said.
    pub by: String,
    /// When, if that was said.
    pub at: Option<Timestamp>,
    /// It is ours and stands in this book only.
    pub is_ours: bool,
}

/// A service request's resource, read.
#[derive(Debug, Clone, Copy)]
pub struct ServiceRequest<'a>(pub &'a Resource);

impl<'a> ServiceRequest<'a> {
    /// What it is about, in a line.
    pub fn title(self) -> &'a str {
        self.0.text_or_empty("title")
    }

    /// How much it matters; `None` for what we do not know.
    pub fn severity(self) -> Option<Severity> {
        let said = self.0.get("severity")?;
        let by_number = |number: u64| match number {
            1 => Some(Severity::Critical),
            2 => Some(Severity::Moderate),
            3 => Some(Severity::Minimal),
            _ => None,
        };
        match said {
            Value::Number(number) => by_number(number.as_u64()?),
            _ => {
                let word = letters(said.as_str()?);
                Severity::ALL.into_iter().find(|one| one.wire() == word)
            }
        }
    }

    /// Where it is; `None` for what we do not know.
    pub fn status(self) -> Option<Status> {
        match self.0.get("status")? {
            Value::Number(number) => {
                let place = usize::try_from(number.as_u64()?.checked_sub(1)?).ok()?;
                Status::ALL.get(place).copied()
            }
            said => {
                let word = letters(said.as_str()?);
                Status::ALL.into_iter().find(|one| one.wire() == word)
            }
        }
    }

    /// A member as it came, number or word: what is said where we do not know the value.
    pub fn as_it_came(self, path: &str) -> String {
        match self.0.get(path) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Whom support answers: somebody of the partner, never of the customer.
    pub fn contact(self) -> String {
        full_name_at(self.0, "primaryContact", "", "")
    }

    /// When it was opened.
    pub fn created(self) -> Option<Timestamp> {
        moment(self.0.text("createdDate")?)
    }

    /// When it was last changed.
    pub fn modified(self) -> Option<Timestamp> {
        moment(self.0.text("lastModifiedDate")?)
    }

    /// When it was last closed.
    pub fn closed(self) -> Option<Timestamp> {
        moment(self.0.text("lastClosedDate")?)
    }

    /// Until when support answers first; `None` once it is no longer open, has been answered, or its severity is not known.
    pub fn first_answer_until(self) -> Option<Timestamp> {
        let is_waiting = self.status() == Some(Status::Open) && self.0.list("notes").is_empty();
        let hours = self.severity().filter(|_| is_waiting)?.first_answer_hours();
        let time = SignedDuration::from_hours(i64::from(hours));
        self.created()?.checked_add(time).ok()
    }

    /// The service's notes and our own, the oldest first; those without a time stand before the others.
    pub fn notes(self) -> Vec<Note> {
        let theirs = self.0.list("notes").iter().map(|note| read(note, false));
        let ours = self.0.list(OUR_NOTES).iter().map(|note| read(note, true));
        let mut notes: Vec<Note> = theirs.chain(ours).collect();
        notes.sort_by_key(|note| note.at);
        notes
    }

    /// The same request with a note of ours.
    pub fn with_note(self, text: &str, by: &str, at: Timestamp) -> Resource {
        let mut notes = self.0.list(OUR_NOTES).to_vec();
        notes.push(json!({"createdByName": by, "createdDate": at.to_string(), "text": text}));
        let mut with = self.0.clone();
        with.set(OUR_NOTES, notes);
        with
    }
}

fn read(note: &Value, is_ours: bool) -> Note {
    let said = |name: &str| note.get(name).and_then(Value::as_str).unwrap_or_default();
    Note {
        text: said("text").to_owned(),
        by: said("createdByName").to_owned(),
        at: moment(said("createdDate")),
        is_ours,
    }
}

/// A word of the service without what stands between its parts: `attention_needed`, `AttentionNeeded`.
fn letters(word: &str) -> String {
    let letters = word.chars().filter(char::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// A time of the service, with or without its zone, which is UTC; the year 1 means that there is none.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.starts_with("0001-") {
        return None;
    }
    text.parse().ok().or_else(|| {
        let local: DateTime = text.parse().ok()?;
        Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn severity_and_status_are_read_as_numbers_and_as_words() {
        let table = [
            (
                r#"{"severity":1,"status":1}"#,
                Some(Severity::Critical),
                Some(Status::Open),
            ),
            (
                r#"{"severity":2,"status":2}"#,
                Some(Severity::Moderate),
                Some(Status::Closed),
            ),
            (
                r#"{"severity":3,"status":3}"#,
                Some(Severity::Minimal),
                Some(Status::AttentionNeeded),
            ),
            (
                r#"{"severity":"Critical","status":"attention_needed"}"#,
                Some(Severity::Critical),
                Some(Status::AttentionNeeded),
            ),
            (
                r#"{"Severity":"minimal","Status":"AttentionNeeded"}"#,
                Some(Severity::Minimal),
                Some(Status::AttentionNeeded),
            ),
            (r#"{"severity":0,"status":0}"#, None, None),
            (r#"{"severity":"unknown","status":"none"}"#, None, None),
            (r#"{"severity":9,"status":-1}"#, None, None),
            ("{}", None, None),
        ];
        for (json, severity, status) in table {
            let resource = resource(json);
            let request = ServiceRequest(&resource);
            assert_eq!(
                (request.severity(), request.status()),
                (severity, status),
                "{json}"
            );
        }
        assert_eq!(
            ServiceRequest(&resource(r#"{"severity":9}"#)).as_it_came("severity"),
            "9"
        );
    }

    #[test]
    fn the_first_answer_comes_within_two_four_or_eight_hours() {
        for (severity, until) in [
            ("critical", "2026-11-22T11:00:00Z"),
            ("moderate", "2026-11-22T13:00:00Z"),
            ("minimal", "2026-11-22T17:00:00Z"),
        ] {
            let json = format!(
                r#"{{"severity":"{severity}","status":"open","createdDate":"2026-11-22T09:00:00"}}"#
            );
            let resource = resource(&json);
            let told = ServiceRequest(&resource).first_answer_until();
            assert_eq!(told.unwrap().to_string(), until);
        }
    }

    #[test]
    fn what_is_closed_or_was_answered_waits_for_no_first_answer() {
        for members in [
            r#""status":"closed""#,
            r#""status":"attention_needed""#,
            r#""status":"open","notes":[{"text":"We look at it."}]"#,
        ] {
            let json = format!(
                r#"{{"severity":"critical","createdDate":"2026-11-22T09:00:00Z",{members}}}"#
            );
            let resource = resource(&json);
            assert_eq!(
                ServiceRequest(&resource).first_answer_until(),
                None,
                "{members}"
            );
        }
    }

    #[test]
    fn the_samples_of_the_service_are_read() {
        let detail = include_str!("../../tests/data/samples/service-request-get.response.json");
        let detail = resource(detail);
        let request = ServiceRequest(&detail);
        assert_eq!(request.severity(), Some(Severity::Critical));
        assert_eq!(request.status(), Some(Status::Open));
        assert_eq!(
            request.created().unwrap().to_string(),
            "2016-12-22T20:31:17.24Z"
        );
        assert_eq!(request.closed(), None);
        assert_eq!(request.notes()[0].text, "Sample Note");
        let list = include_str!("../../tests/data/samples/service-requests-list.response.json");
        let first = resource(list).list("items")[0].as_object().unwrap().clone();
        let first = Resource::from(first);
        let request = ServiceRequest(&first);
        assert_eq!(request.title(), "Test");
        assert_eq!(request.contact(), "FirstName LastName");
        assert_eq!(request.status(), Some(Status::Open));
        assert_eq!(request.severity(), None);
    }

    #[test]
    fn our_notes_stand_among_the_services_by_their_time() {
        let theirs = resource(
            r#"{"notes":[{"createdByName":"Mina","createdDate":"2026-11-21T09:00:00.5","text":"logs sent"}]}"#,
        );
        let early = "2026-11-20T00:00:00Z".parse().unwrap();
        let late = "2026-11-22T00:00:00Z".parse().unwrap();
        let one = ServiceRequest(&theirs).with_note("calls back", "eun", late);
        let two = ServiceRequest(&one).with_note("asked", "eun", early);
        let notes = ServiceRequest(&two).notes();
        let told: Vec<(&str, bool)> = notes
            .iter()
            .map(|note| (note.text.as_str(), note.is_ours))
            .collect();
        assert_eq!(
            told,
            [("asked", true), ("logs sent", false), ("calls back", true)]
        );
    }
}
