//! The agreement section: whether the customer can buy, who accepted what and when, and the special qualification with how
//! far the service is with it.

use crate::account::agreement::{Agreement, Sort, Standing, templates};
use crate::account::customer::CustomerView;
use crate::account::qualification::{Qualification, Vetted, Vetting};
use crate::account::record::{CustomerId, Stored};
use crate::account::task::Task;
use crate::say;
use crate::tui::action::Action;
use crate::tui::menus::{Chore, Menu};
use crate::tui::pane::{Cx, Offer, Reaction, Sight};
use crate::tui::sheets::agreement::{ConfirmSheet, QualifySheet};
use crate::tui::theme::Ink;
use crate::tui::workers::{Accepted, Number, Outcome, Read};

use super::Asked;
use super::part::{Of, Part, Row};
use super::view::Line;

/// The agreements and the qualification of an account.
#[derive(Default)]
pub(super) struct AgreementPart {
    asked: Asked<Accepted>,
}

/// One row.
enum Entry<'a> {
    /// What the agreements come to.
    Standing,
    /// One of them.
    Agreement(&'a Stored),
    /// One qualification.
    Qualification(&'a Stored),
    /// There is none.
    NoQualification,
}

impl Part for AgreementPart {
    fn ask(&mut self, customer: &CustomerId, cx: &mut Cx) {
        self.asked.number = Some(cx.out.read(Read::Accepted(customer.clone())));
    }

    fn awaits(&self, number: Number) -> bool {
        self.asked.number == Some(number)
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::Accepted(accepted) => self.asked.take(number, accepted, cx),
            _ => Reaction::Nothing,
        }
    }

    fn is_reading(&self) -> bool {
        self.asked.got.is_none()
    }

    fn rows(&self, _of: &Of) -> usize {
        self.entries().len().max(1)
    }

    fn row(&self, at: usize, of: &Of) -> Row {
        let (Some(accepted), entries) = (&self.asked.got, self.entries()) else {
            return Row::new(vec![Line::Blank]);
        };
        let sight = of.sight;
        Row::new(match entries.get(at) {
            Some(Entry::Standing) => standing(accepted, sight),
            Some(Entry::Agreement(stored)) => agreement(stored, sight),
            Some(Entry::Qualification(stored)) => qualification(stored, sight),
            Some(Entry::NoQualification) => {
                let label = sight.words.text("detail-qualification");
                let none = sight.words.text("qualification-none");
                vec![Line::pair(label, none)]
            }
            None => vec![Line::Blank],
        })
    }

    fn menu(&self, _at: usize, of: &Of) -> Option<Menu> {
        let customer = &of.account.customer;
        let about = CustomerView(&customer.resource).name().to_owned();
        let id = customer.key.customer.clone();
        let confirm = ConfirmSheet {
            customer: id.clone(),
            about: about.clone(),
        };
        let qualify = QualifySheet {
            customer: id,
            about: about.clone(),
        };
        Some(Menu {
            title: about,
            chores: vec![
                Chore::sheet(say!("chore-confirm"), Task::ConfirmAgreement, confirm),
                Chore::sheet(say!("chore-qualify"), Task::SetQualification, qualify),
                Chore::does(Action::CopyLink),
            ],
        })
    }

    fn offers(&self, action: Action, of: &Of) -> Offer {
        match (action, &self.asked.got) {
            (Action::CopyLink, Some(accepted)) => link_offer(accepted, of.sight),
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, _at: usize, of: &Of, cx: &mut Cx) -> Option<Reaction> {
        if action != Action::CopyLink {
            return None;
        }
        let name = CustomerView(&of.account.customer.resource).name();
        cx.line.note(say!("agreement-link-copied", name = name));
        Some(Reaction::Copy(templates().signing_link.clone()))
    }
}

impl AgreementPart {
    fn entries(&self) -> Vec<Entry<'_>> {
        let Some(accepted) = &self.asked.got else {
            return Vec::new();
        };
        let mut entries = vec![Entry::Standing];
        entries.extend(accepted.agreements.agreements.iter().map(Entry::Agreement));
        if accepted.qualifications.is_empty() {
            entries.push(Entry::NoQualification);
        }
        entries.extend(accepted.qualifications.iter().map(Entry::Qualification));
        entries
    }
}

/// The link is for who has not signed and whose own signature counts; where the cloud has no agreement there is none.
fn link_offer(accepted: &Accepted, sight: &Sight) -> Offer {
    match sight.rights.may(Task::ConfirmAgreement) {
        Offer::Yes => {}
        refused => return refused,
    }
    let held = &accepted.agreements;
    if held.standing == Standing::Signed {
        return Offer::No(say!("agreement-signed-already").into());
    }
    match held.must_be_attested {
        true => Offer::No(say!("agreement-must-be-attested").into()),
        false => Offer::Yes,
    }
}

/// What the agreements come to, and who can do something about it.
fn standing(accepted: &Accepted, sight: &Sight) -> Vec<Line> {
    let held = &accepted.agreements;
    let ink = match held.allow_buying() {
        true => Ink::Plain,
        false => Ink::Strong,
    };
    vec![Line::Text(sight.words.say(&held.comes_to()), ink)]
}

fn agreement(stored: &Stored, sight: &Sight) -> Vec<Line> {
    let one = Agreement(&stored.resource);
    let own = stored.resource.text_or_empty("type").to_owned();
    let name = match one.sort() {
        Sort::Attested => sight.words.text("agreement-current"),
        Sort::Older => sight.words.text("agreement-older"),
        Sort::Signature(true) => sight.words.text("agreement-signed"),
        Sort::Signature(false) => sight.words.text("agreement-not-signed"),
        Sort::Unknown => own,
    };
    let day = one.agreed();
    let day = day.map_or_else(String::new, |at| {
        sight.words.date(at, &jiff::tz::TimeZone::UTC)
    });
    let text = |path: &str| stored.resource.text_or_empty(path).to_owned();
    let who = [
        one.signer(),
        text("primaryContact.email"),
        text("primaryContact.phoneNumber"),
    ];
    let mut lines = vec![Line::pair(day, name)];
    let who = some(who, sight);
    if !who.is_empty() {
        let who = say!("agreement-accepted-by", who = who);
        lines.push(Line::Note(sight.words.say(&who)));
    }
    let template = text("templateId");
    if !template.is_empty() {
        let template = say!("agreement-template", id = template);
        lines.push(Line::Note(sight.words.say(&template)));
    }
    lines
}

fn qualification(stored: &Stored, sight: &Sight) -> Vec<Line> {
    let resource = &stored.resource;
    let vetted = Vetted(resource);
    let own = resource.text_or_empty("qualification").to_owned();
    let which = vetted.qualification().map(Qualification::words);
    let which = which.map_or(own, |id| sight.words.text(id));
    let status = match vetted.vetting() {
        Vetting::Unknown => resource.text_or_empty("vettingStatus").to_owned(),
        known => sight.words.text(known.words()),
    };
    let since = vetted.since();
    let since = since.map(|at| sight.words.date(at, sight.zone));
    let since = since.map(|day| sight.words.say(&say!("qualification-since", day = day)));
    let label = sight.words.text("detail-qualification");
    let mut lines = vec![Line::pair(
        label,
        some([which, status, since.unwrap_or_default()], sight),
    )];
    let reason = resource.text_or_empty("vettingReason");
    if !reason.is_empty() {
        let denied = say!("qualification-was-denied", reason = reason);
        lines.push(Line::Note(sight.words.say(&denied)));
    }
    if vetted.vetting() == Vetting::Denied {
        lines.push(Line::Note(sight.words.text("qualification-again")));
    }
    lines
}

/// What is not empty, one beside the other.
fn some<const N: usize>(parts: [String; N], sight: &Sight) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    sight.words.joined(&parts.collect::<Vec<_>>())
}
