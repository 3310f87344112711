//! What a partner asks of the service: which qualification, with what goes with it.

use jiff::Timestamp;
use serde_json::Value;

use crate::account::problem::{Code, Problem};
use crate::account::resource::Resource;
use crate::say;

use super::{Qualification, Segment, Vetting, of};

/// What a partner asks for, as it was typed or as the service's request has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The word: of the wire, or of the command line.
    pub qualification: String,
    /// The segment of education; may be left out.
    pub segment: String,
    /// The website of a school; may be left out.
    pub website: String,
    /// The validation code of the government community cloud.
    pub code: String,
}

/// The member that names the qualification.
pub const QUALIFICATION: &str = "qualification";
/// The member of the segment.
pub const SEGMENT: &str = "educationSegment";
/// The member of the website.
pub const WEBSITE: &str = "website";
/// The member of the validation code.
pub const CODE: &str = "validationCode";

impl Asked {
    /// Reads the service's own request.
    pub fn of(request: &Resource) -> Self {
        let text = |path: &str| request.text_or_empty(path).trim().to_owned();
        Self {
            qualification: text(QUALIFICATION),
            segment: text(SEGMENT),
            website: text(WEBSITE),
            code: text(CODE),
        }
    }

    /// What a request for a new customer asks for in its member [`QUALIFICATION`]: the word alone, or an object as
    /// [`Asked::of`] reads it. `None` when it asks for nothing, or says that there is none.
    pub fn in_request(request: &Resource) -> Option<Self> {
        let asked = match request.get(QUALIFICATION)? {
            Value::String(word) => Self {
                qualification: word.trim().to_owned(),
                ..Self::default()
            },
            Value::Object(members) => Self::of(&Resource::from(members.clone())),
            _ => return None,
        };
        let is_any = !asked.qualification.is_empty() && asked.which() != Some(Qualification::None);
        let says_more = [&asked.segment, &asked.website, &asked.code]
            .iter()
            .any(|said| !said.is_empty());
        (is_any || says_more).then_some(asked)
    }

    /// The service's own request for it.
    pub fn request(&self) -> Resource {
        let mut request = Resource::new();
        let members = [
            (QUALIFICATION, &self.qualification),
            (SEGMENT, &self.segment),
            (WEBSITE, &self.website),
            (CODE, &self.code),
        ];
        for (member, said) in members.into_iter().filter(|(_, said)| !said.is_empty()) {
            request.set(member, said.as_str());
        }
        request
    }

    /// Which one is asked for; `None` for an unknown word.
    pub fn which(&self) -> Option<Qualification> {
        Qualification::parse(&self.qualification)
    }

    /// Every problem of it.
    pub fn check(&self) -> Vec<Problem> {
        let Some(which) = self.which() else {
            let message = say!("qualification-unknown");
            return vec![of(
                QUALIFICATION,
                Code::NotInList,
                message,
                &self.qualification,
            )];
        };
        if !which.is_set_by_partners() {
            let message = say!("qualification-not-by-partners");
            let problem = of(
                QUALIFICATION,
                Code::NotAllowed,
                message,
                &self.qualification,
            );
            return vec![problem];
        }
        let found = [
            self.check_segment(which),
            self.check_website(which),
            self.check_code(which),
        ];
        found.into_iter().flatten().collect()
    }

    fn check_segment(&self, which: Qualification) -> Option<Problem> {
        if self.segment.is_empty() {
            return None;
        }
        if !which.has_segment() {
            let message = say!("qualification-only-education");
            return Some(of(SEGMENT, Code::NotAllowed, message, &self.segment));
        }
        let unknown = Segment::parse(&self.segment).is_none();
        unknown.then(|| {
            of(
                SEGMENT,
                Code::NotInList,
                say!("qualification-segments"),
                &self.segment,
            )
        })
    }

    fn check_website(&self, which: Qualification) -> Option<Problem> {
        if self.website.is_empty() {
            return None;
        }
        if !which.has_segment() {
            let message = say!("qualification-only-education");
            return Some(of(WEBSITE, Code::NotAllowed, message, &self.website));
        }
        let name = self.website.split("://").last().unwrap_or_default();
        let is_site = name.contains('.') && !name.contains(char::is_whitespace);
        (!is_site).then(|| {
            of(
                WEBSITE,
                Code::BadFormat,
                say!("qualification-website"),
                &self.website,
            )
        })
    }

    fn check_code(&self, which: Qualification) -> Option<Problem> {
        match (which.needs_code(), self.code.is_empty()) {
            (true, true) => {
                let problem = Problem::of_field(CODE, Code::Missing, say!("qualification-no-code"));
                Some(problem.remedy(say!("qualification-no-code-remedy")))
            }
            (false, false) => {
                let message = say!("qualification-code-only-government");
                Some(of(CODE, Code::NotAllowed, message, &self.code))
            }
            _ => None,
        }
    }

    /// The record that is kept: what was asked for, in review since now. Over one that was denied before it says what is new
    /// and nothing of the refusal.
    pub fn record(&self, before: Option<&Resource>, now: Timestamp) -> Resource {
        let mut record = before.cloned().unwrap_or_default();
        let word = match self.which() {
            Some(which) => which.wire(),
            None => self.qualification.as_str(),
        };
        record.set(QUALIFICATION, word);
        if let Some(segment) = Segment::parse(&self.segment) {
            record.set(SEGMENT, segment.wire());
        }
        for (member, said) in [(WEBSITE, &self.website), (CODE, &self.code)] {
            if !said.is_empty() {
                record.set(member, said.as_str());
            }
        }
        record.set("vettingStatus", Vetting::InReview.wire());
        record.remove("vettingReason");
        record.remove("vettingCreateDate");
        record.set(
            "vettingCreatedDate",
            now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        );
        record
    }
}
