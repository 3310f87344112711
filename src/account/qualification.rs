//! The special qualification of a customer (operations.md section 11, clouds.md «Qualification and government rules»): what
//! a partner may set, when it may be set again, and who may send its mail from where. The service vets it; nothing here
//! approves anything.

use jiff::Timestamp;
use serde_json::Value;

use super::email;
use super::problem::{Code, Message, Problem};
use super::resource::Resource;
use super::task::Task;
use crate::say;

/// A qualification that the documents know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualification {
    /// None: what every customer begins with.
    None,
    /// A school or university.
    Education,
    /// Given by the service, never by a partner.
    Nonprofit,
    /// A body of the United States or who works for one; lives in the global cloud.
    Government,
    /// Owned by a state.
    StateOwned,
}

impl Qualification {
    /// Those that a partner may set.
    pub const SET: [Qualification; 3] = [
        Qualification::Education,
        Qualification::Government,
        Qualification::StateOwned,
    ];

    const ALL: [Qualification; 5] = [
        Qualification::None,
        Qualification::Education,
        Qualification::Nonprofit,
        Qualification::Government,
        Qualification::StateOwned,
    ];

    /// The word of the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            Qualification::None => "None",
            Qualification::Education => "Education",
            Qualification::Nonprofit => "Nonprofit",
            Qualification::Government => "GovernmentCommunityCloud",
            Qualification::StateOwned => "StateOwnedEntity",
        }
    }

    /// The word on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Qualification::None => "none",
            Qualification::Education => "education",
            Qualification::Nonprofit => "nonprofit",
            Qualification::Government => "government-community-cloud",
            Qualification::StateOwned => "state-owned-entity",
        }
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Qualification::None => "qualification-none",
            Qualification::Education => "qualification-education",
            Qualification::Nonprofit => "qualification-nonprofit",
            Qualification::Government => "qualification-government",
            Qualification::StateOwned => "qualification-state-owned",
        }
    }

    /// Reads the word of the wire or of the command line, whatever its case.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        let is = |one: &Self| {
            one.wire().eq_ignore_ascii_case(word) || one.as_str().eq_ignore_ascii_case(word)
        };
        Qualification::ALL.into_iter().find(is)
    }

    /// What an operator must be allowed to do to set it.
    pub const fn task(self) -> Task {
        match self {
            Qualification::Government => Task::SetGovernmentQualification,
            _ => Task::SetQualification,
        }
    }

    /// Whether a partner may set it.
    pub fn is_set_by_partners(self) -> bool {
        Qualification::SET.contains(&self)
    }

    /// Whether it needs a validation code.
    pub const fn needs_code(self) -> bool {
        matches!(self, Qualification::Government)
    }

    /// Whether it needs a customer without any qualification.
    pub const fn needs_none_before(self) -> bool {
        matches!(self, Qualification::Government)
    }

    /// Whether it has segments and a website.
    pub const fn has_segment(self) -> bool {
        matches!(self, Qualification::Education)
    }

    /// Whether the account's e-mail must be the organisation's own.
    pub const fn needs_own_mail(self) -> bool {
        matches!(self, Qualification::Education)
    }
}

/// The segments of education.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// Primary and secondary schools.
    K12,
    /// Universities and colleges.
    HigherEducation,
}

impl Segment {
    /// Both.
    pub const ALL: [Segment; 2] = [Segment::K12, Segment::HigherEducation];

    /// The word of the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            Segment::K12 => "K12",
            Segment::HigherEducation => "HigherEducation",
        }
    }

    /// The word on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Segment::K12 => "k12",
            Segment::HigherEducation => "higher-education",
        }
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Segment::K12 => "segment-k12",
            Segment::HigherEducation => "segment-higher-education",
        }
    }

    /// Reads the word of the wire or of the command line, whatever its case.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        let is = |one: &Self| {
            one.wire().eq_ignore_ascii_case(word) || one.as_str().eq_ignore_ascii_case(word)
        };
        Segment::ALL.into_iter().find(is)
    }
}

/// How far the service is with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vetting {
    /// It is being looked at.
    InReview,
    /// It holds.
    Approved,
    /// It was refused; corrected, it may be sent again.
    Denied,
    /// A word that the documents do not know: it holds nothing and stands in nobody's way.
    Unknown,
}

/// What can happen to a qualification, as the diagram of section 11 has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The partner sets it, for the first time or again.
    Set,
    /// The service approves.
    Approve,
    /// The service refuses.
    Deny,
}

impl Vetting {
    /// The states of the documents.
    pub const ALL: [Vetting; 3] = [Vetting::InReview, Vetting::Approved, Vetting::Denied];

    /// The word of the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            Vetting::InReview => "InReview",
            Vetting::Approved => "Approved",
            Vetting::Denied => "Denied",
            Vetting::Unknown => "",
        }
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Vetting::InReview => "vetting-in-review",
            Vetting::Approved => "vetting-approved",
            Vetting::Denied => "vetting-denied",
            Vetting::Unknown => "vetting-unknown",
        }
    }

    /// The state after an event; `None` where the diagram has no such arrow. `before` is `None` for a customer that has not
    /// got the qualification.
    pub const fn after(before: Option<Vetting>, event: Event) -> Option<Vetting> {
        match (before, event) {
            (None | Some(Vetting::Denied | Vetting::Unknown), Event::Set) => {
                Some(Vetting::InReview)
            }
            (Some(Vetting::InReview), Event::Approve) => Some(Vetting::Approved),
            (Some(Vetting::InReview), Event::Deny) => Some(Vetting::Denied),
            _ => None,
        }
    }
}

/// A qualification's record as it is read.
#[derive(Debug, Clone, Copy)]
pub struct Vetted<'a>(pub &'a Resource);

impl<'a> Vetted<'a> {
    /// Which one; `None` for a word that the documents do not know.
    pub fn qualification(self) -> Option<Qualification> {
        Qualification::parse(self.0.text_or_empty("qualification"))
    }

    /// How far it is. The older call of the service names a qualification without any state: it holds then.
    pub fn vetting(self) -> Vetting {
        let said = self.0.text_or_empty("vettingStatus");
        if said.is_empty() {
            return Vetting::Approved;
        }
        let is = |one: &Vetting| one.wire().eq_ignore_ascii_case(said);
        Vetting::ALL
            .into_iter()
            .find(is)
            .unwrap_or(Vetting::Unknown)
    }

    /// Whether it says more than that there is none.
    pub fn is_any(self) -> bool {
        !self.0.text_or_empty("qualification").is_empty()
            && self.qualification() != Some(Qualification::None)
    }

    /// Whether it holds or may yet.
    pub fn counts(self) -> bool {
        self.is_any() && matches!(self.vetting(), Vetting::InReview | Vetting::Approved)
    }

    /// Whether offers for this qualification can be bought.
    pub fn is_approved(self) -> bool {
        self.is_any() && self.vetting() == Vetting::Approved
    }

    /// When it was handed in; the service spells the member in two ways.
    pub fn since(self) -> Option<Timestamp> {
        let spellings = ["vettingCreatedDate", "vettingCreateDate"];
        let mut said = spellings.into_iter().filter_map(|path| self.0.text(path));
        said.next()?.parse().ok()
    }
}

/// Whether a customer with these qualifications may buy what is for one of them (800086).
pub fn has_approved<'a>(held: impl IntoIterator<Item = &'a Resource>, needed: &str) -> bool {
    held.into_iter().any(|one| {
        let is = one
            .text_or_empty("qualification")
            .eq_ignore_ascii_case(needed);
        is && Vetted(one).is_approved()
    })
}

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

fn of(path: &str, code: Code, message: Message, found: &str) -> Problem {
    Problem::of_field(path, code, message).found(found)
}

/// A doubt about a qualification that is for bodies of one country, and the customer of another.
pub fn check_country(which: Qualification, country: &str) -> Option<Problem> {
    let is_elsewhere = which == Qualification::Government && country != GOVERNMENT_OF;
    is_elsewhere.then(|| {
        let message = say!("qualification-government-of-us");
        Problem::of_field(QUALIFICATION, Code::Notice, message).found(country)
    })
}

/// Whose government the community cloud is for.
const GOVERNMENT_OF: &str = "US";

/// Domains that anybody gets mail from for nothing; parted by blanks. What is not here the service knows.
const FREE_MAIL: &str = "\
    aol.com daum.net fastmail.com free.fr gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hanmail.net \
    hotmail.co.uk hotmail.com hotmail.de hotmail.fr icloud.com inbox.ru kakao.com laposte.net libero.it list.ru live.com \
    live.co.uk live.de live.fr mac.com mail.com mail.ru me.com msn.com nate.com naver.com orange.fr outlook.com outlook.de \
    outlook.fr proton.me protonmail.com qq.com rediffmail.com seznam.cz t-online.de tutanota.com uol.com.br web.de \
    wp.pl yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.fr yandex.com yandex.ru ymail.com 126.com 163.com zoho.com";

/// Whether anybody gets mail from a domain for nothing, so that it tells nothing about who writes.
pub fn is_free_mail(domain: &str) -> bool {
    let mut free = FREE_MAIL.split_whitespace();
    free.any(|free| free.eq_ignore_ascii_case(domain))
}

/// Why an e-mail address can't stand for a school: free mail, or the directory's own domain. `path` names the field.
pub fn check_own_mail(path: &str, address: &str) -> Option<Problem> {
    let domain = email::domain_of(address.trim())?.to_ascii_lowercase();
    let is_free = is_free_mail(&domain);
    let is_directory = domain.contains("onmicrosoft.") || domain.ends_with(".partner.onmschina.cn");
    let message = match (is_free, is_directory) {
        (true, _) => say!("qualification-free-mail", domain = domain),
        (_, true) => say!("qualification-directory-mail"),
        _ => return None,
    };
    let problem = of(path, Code::NotAllowed, message, address);
    Some(problem.remedy(say!("qualification-own-mail")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asked(word: &str) -> Asked {
        Asked {
            qualification: word.to_owned(),
            ..Asked::default()
        }
    }

    fn codes(asked: &Asked) -> Vec<(String, Code)> {
        let told = |one: &Problem| (one.field().unwrap_or_default().to_owned(), one.code);
        asked.check().iter().map(told).collect()
    }

    #[test]
    fn none_and_nonprofit_are_never_set_by_a_partner() {
        for word in ["None", "none", "Nonprofit"] {
            let said = codes(&asked(word));
            assert_eq!(
                said,
                [(QUALIFICATION.to_owned(), Code::NotAllowed)],
                "{word}"
            );
        }
        let said = codes(&asked("Charity"));
        assert_eq!(said, [(QUALIFICATION.to_owned(), Code::NotInList)]);
        for word in ["education", "StateOwnedEntity", "state-owned-entity"] {
            assert_eq!(codes(&asked(word)), [], "{word}");
        }
    }

    #[test]
    fn the_government_community_cloud_needs_a_validation_code_and_nothing_else_takes_one() {
        let government = asked("GovernmentCommunityCloud");
        assert_eq!(codes(&government), [(CODE.to_owned(), Code::Missing)]);
        let with = Asked {
            code: "12345".to_owned(),
            ..government
        };
        assert_eq!(codes(&with), []);
        let school = Asked {
            code: "12345".to_owned(),
            ..asked("education")
        };
        assert_eq!(codes(&school), [(CODE.to_owned(), Code::NotAllowed)]);
    }

    #[test]
    fn segments_and_websites_belong_to_education() {
        let of = |word: &str, segment: &str, website: &str| {
            codes(&Asked {
                segment: segment.to_owned(),
                website: website.to_owned(),
                ..asked(word)
            })
        };
        assert_eq!(of("education", "k12", "www.school.example"), []);
        assert_eq!(
            of("education", "HigherEducation", "https://uni.example/a"),
            []
        );
        assert_eq!(
            of("education", "kindergarten", ""),
            [(SEGMENT.to_owned(), Code::NotInList)]
        );
        assert_eq!(
            of("education", "", "our site"),
            [(WEBSITE.to_owned(), Code::BadFormat)]
        );
        let both = [
            (SEGMENT.to_owned(), Code::NotAllowed),
            (WEBSITE.to_owned(), Code::NotAllowed),
        ];
        assert_eq!(of("StateOwnedEntity", "K12", "a.b"), both);
    }

    #[test]
    fn a_school_has_mail_of_its_own() {
        for (address, allowed) in [
            ("head@school.example", true),
            ("head@notgmail.com", true),
            ("head@gmail.com", false),
            ("head@GMX.de", false),
            ("head@naver.com", false),
            ("head@school.onmicrosoft.com", false),
            ("head@school.partner.onmschina.cn", false),
            ("no address", true),
        ] {
            let said = check_own_mail("billingProfile.email", address);
            assert_eq!(said.is_none(), allowed, "{address}");
        }
    }

    #[test]
    fn what_was_denied_is_sent_again_without_its_reason() {
        let before: Resource = serde_json::from_str(
            r#"{"qualification":"Education","vettingStatus":"Denied","vettingReason":"Not an Education Customer","vettingCreatedDate":"2020-12-03T10:37:38.885Z","x":1}"#,
        )
        .unwrap();
        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        let after = asked("education").record(Some(&before), now);
        assert_eq!(
            serde_json::to_string(&after).unwrap(),
            r#"{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":"2026-11-22T09:00:00Z","x":1}"#
        );
    }

    #[test]
    fn the_words_of_the_service_are_read_in_any_spelling() {
        for (json, vetting, counts) in [
            (r#"{"qualification":"education"}"#, Vetting::Approved, true),
            (
                r#"{"qualification":"Education","vettingStatus":"inreview"}"#,
                Vetting::InReview,
                true,
            ),
            (
                r#"{"qualification":"Education","vettingStatus":"Denied"}"#,
                Vetting::Denied,
                false,
            ),
            (
                r#"{"qualification":"Education","vettingStatus":"Expired"}"#,
                Vetting::Unknown,
                false,
            ),
            (
                r#"{"qualification":"None","vettingStatus":"Approved"}"#,
                Vetting::Approved,
                false,
            ),
            (
                r#"{"qualification":"Novelty","vettingStatus":"Approved"}"#,
                Vetting::Approved,
                true,
            ),
        ] {
            let resource: Resource = serde_json::from_str(json).unwrap();
            assert_eq!(Vetted(&resource).vetting(), vetting, "{json}");
            assert_eq!(Vetted(&resource).counts(), counts, "{json}");
        }
    }

    proptest! {
        /// Whatever is done in whatever order, a qualification is only where the diagram has it.
        #[test]
        fn no_sequence_leaves_the_diagram(events in prop::collection::vec(0..3_u8, 0..30)) {
            let mut state = None;
            for event in events {
                let event = [Event::Set, Event::Approve, Event::Deny][usize::from(event)];
                let next = Vetting::after(state, event);
                match (state, next) {
                    (None | Some(Vetting::Denied), Some(next)) => prop_assert_eq!(next, Vetting::InReview),
                    (Some(Vetting::InReview), Some(next)) => prop_assert_ne!(next, Vetting::InReview),
                    (Some(Vetting::Approved), next) => prop_assert_eq!(next, None),
                    (_, None) => {}
                    other => prop_assert!(false, "{:?}", other),
                }
                state = next.or(state);
            }
        }
    }
}
