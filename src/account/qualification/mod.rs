//! The special qualification of a customer (operations.md section 11, clouds.md «Qualification and government rules»): what
//! a partner may set, when it may be set again, and who may send its mail from where. The service vets it; nothing here
//! approves anything.

mod asked;
mod doubts;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

use super::problem::{Code, Message, Problem};
use super::resource::Resource;
use super::task::Task;

pub use asked::{Asked, CODE, QUALIFICATION, SEGMENT, WEBSITE};
pub use doubts::{check_country, check_own_mail, is_free_mail};

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

fn of(path: &str, code: Code, message: Message, found: &str) -> Problem {
    Problem::of_field(path, code, message).found(found)
}
