//! The support section: whom customers ask for each subscription, the service requests with their notes, and where new ones
//! are opened.

use std::collections::HashSet;

use crate::account::customer::CustomerView;
use crate::account::problem::Message;
use crate::account::record::{CustomerId, Stored};
use crate::account::service_request::{Note, ServiceRequest, Status};
use crate::account::subscription::Subscription;
use crate::account::task::Task;
use crate::operations::support::{Contact, OpenAt, places_for_new_requests};
use crate::say;
use crate::tui::action::Action;
use crate::tui::menus::{Chore, Menu};
use crate::tui::pane::{Cx, Offer, Reaction, Sight};
use crate::tui::sheets::support::{ContactSheet, NoteSheet};
use crate::tui::theme::Ink;
use crate::tui::workers::{Number, Outcome, Read, Support};

use super::Asked;
use super::part::{Of, Part, Row};
use super::view::{Cell, Line, Shares};

const CONTACTS: Shares = [46, 34, 20, 0];
const REQUESTS: Shares = [42, 14, 25, 19];

/// Contacts, requests, and which of the requests are folded open.
#[derive(Default)]
pub(super) struct SupportPart {
    asked: Asked<Support>,
    open: HashSet<String>,
}

/// One row of the section.
enum Item<'a> {
    Title(&'static str),
    Nothing(&'static str),
    Contact(&'a Contact),
    Request(&'a Stored),
    OpenAt(OpenAt),
}

impl Part for SupportPart {
    fn ask(&mut self, customer: &CustomerId, cx: &mut Cx) {
        // Who may not see it is not asked for it: the section says why.
        if refused(&cx.sight).is_none() {
            self.asked.number = Some(cx.out.read(Read::Support(customer.clone())));
        }
    }

    fn awaits(&self, number: Number) -> bool {
        self.asked.number == Some(number)
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::Support(support) => {
                let support = support.map(|support| *support);
                self.asked.take(number, support, cx)
            }
            _ => Reaction::Nothing,
        }
    }

    fn is_reading(&self) -> bool {
        self.asked.number.is_some() && self.asked.got.is_none()
    }

    fn rows(&self, of: &Of) -> usize {
        self.items(of).len().max(1)
    }

    fn row(&self, at: usize, of: &Of) -> Row {
        let sight = of.sight;
        let items = self.items(of);
        let Some(item) = items.get(at) else {
            let why = refused(sight);
            let why = why.map_or(String::new(), |why| sight.words.say(&why));
            return Row::new(vec![Line::Text(why, Ink::Faint)]);
        };
        Row::new(match item {
            Item::Title(id) => {
                let head = Line::Head(sight.words.text(id));
                match at {
                    0 => vec![head],
                    _ => vec![Line::Blank, head],
                }
            }
            Item::Nothing(id) => vec![Line::Text(sight.words.text(id), Ink::Faint)],
            Item::Contact(contact) => vec![contact_line(contact, sight)],
            Item::Request(stored) => {
                request_lines(stored, self.open.contains(&stored.key.id), sight)
            }
            Item::OpenAt(place) => vec![place_line(*place, sight)],
        })
    }

    fn menu(&self, at: usize, of: &Of) -> Option<Menu> {
        match self.items(of).get(at)? {
            Item::Contact(contact) => Some(contact_menu(contact, of)),
            Item::Request(stored) => Some(request_menu(stored, of)),
            _ => None,
        }
    }

    fn opens(&self, at: usize, of: &Of) -> bool {
        matches!(self.items(of).get(at), Some(Item::OpenAt(_)))
    }

    fn offers(&self, action: Action, _of: &Of) -> Offer {
        let has_requests = self
            .asked
            .got
            .as_ref()
            .is_some_and(|support| !support.requests.is_empty());
        match action {
            Action::Expand if has_requests => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, at: usize, of: &Of, cx: &mut Cx) -> Option<Reaction> {
        let chosen = match self.items(of).get(at)? {
            Item::Request(stored) if action == Action::Expand => stored.key.id.clone(),
            Item::OpenAt(place) if action == Action::Open => return Some(open_at(*place, cx)),
            _ if action == Action::Expand => return Some(Reaction::Nothing),
            _ => return None,
        };
        if !self.open.remove(&chosen) {
            self.open.insert(chosen);
        }
        Some(Reaction::Redraw)
    }
}

impl SupportPart {
    fn items(&self, of: &Of) -> Vec<Item<'_>> {
        let Some(support) = self
            .asked
            .got
            .as_ref()
            .filter(|_| refused(of.sight).is_none())
        else {
            return Vec::new();
        };
        let mut items = vec![Item::Title("support-contacts-title")];
        items.extend(support.contacts.iter().map(Item::Contact));
        if support.contacts.is_empty() {
            items.push(Item::Nothing("detail-no-subscriptions"));
        }
        items.push(Item::Title("support-requests-title"));
        items.extend(support.requests.iter().map(Item::Request));
        if support.requests.is_empty() {
            items.push(Item::Nothing("request-none"));
        }
        items.push(Item::Title("support-new-title"));
        let places = places_for_new_requests(of.sight.cloud, of.sight.rights.roles());
        items.extend(places.map(Item::OpenAt));
        items
    }
}

/// Why whoever works here sees no support.
fn refused(sight: &Sight) -> Option<Message> {
    let tasks = [Task::SetSupportContact, Task::SeeServiceRequests];
    tasks
        .into_iter()
        .find_map(|task| match sight.rights.may(task) {
            Offer::No(refusal) => Some(refusal.why),
            Offer::Yes | Offer::Absent => None,
        })
}

fn contact_line(contact: &Contact, sight: &Sight) -> Line {
    let name = Subscription(&contact.subscription.resource).name();
    let who = match (contact.is_default, contact.name.is_empty()) {
        (true, true) => sight.words.text("support-default-unnamed"),
        (true, false) => sight
            .words
            .say(&say!("support-default", name = &contact.name)),
        (false, _) => contact.name.clone(),
    };
    let ink = if contact.is_default {
        Ink::Faint
    } else {
        Ink::Plain
    };
    Line::cells(
        CONTACTS,
        [
            Cell::new(name, Ink::Plain),
            Cell::new(who, ink),
            Cell::new(&contact.mpn_id, Ink::Faint),
            Cell::new("", Ink::Plain),
        ],
    )
}

fn contact_menu(contact: &Contact, of: &Of) -> Menu {
    let name = Subscription(&contact.subscription.resource)
        .name()
        .to_owned();
    let sheet = ContactSheet {
        customer: contact.subscription.key.customer.clone(),
        about: customer_name(of),
        subscription: contact.subscription.key.id.clone(),
        name: name.clone(),
        now: contact.id.clone(),
    };
    Menu {
        title: name,
        chores: vec![Chore::sheet(
            say!("chore-contact"),
            Task::SetSupportContact,
            sheet,
        )],
    }
}

fn request_menu(stored: &Stored, of: &Of) -> Menu {
    let title = ServiceRequest(&stored.resource).title().to_owned();
    let note = NoteSheet {
        customer: stored.key.customer.clone(),
        about: customer_name(of),
        request: stored.key.id.clone(),
        title: title.clone(),
    };
    Menu {
        title,
        chores: vec![
            Chore::sheet(say!("chore-note"), Task::SeeServiceRequests, note),
            Chore::does(Action::Expand),
        ],
    }
}

fn customer_name(of: &Of) -> String {
    let customer = &of.account.customer.resource;
    CustomerView(customer).name().to_owned()
}

/// A request in one line, and below it what belongs to it; folded open everything.
fn request_lines(stored: &Stored, is_open: bool, sight: &Sight) -> Vec<Line> {
    let request = ServiceRequest(&stored.resource);
    let words = sight.words;
    let severity = request.severity();
    let severity = severity.map_or_else(
        || request.as_it_came("severity"),
        |one| words.text(one.words()),
    );
    let status = request.status();
    let ink = match status {
        Some(Status::Open) => Ink::Plain,
        Some(Status::Closed) => Ink::Faint,
        Some(Status::AttentionNeeded) | None => Ink::Strong,
    };
    let status = status.map_or_else(
        || request.as_it_came("status"),
        |one| words.text(one.words()),
    );
    let created = request.created();
    let created = created.map_or(String::new(), |at| words.date(at, sight.zone));
    let mut lines = vec![Line::cells(
        REQUESTS,
        [
            Cell::new(request.title(), Ink::Plain),
            Cell::new(severity, ink),
            Cell::new(status, ink),
            Cell::new(created, Ink::Plain),
        ],
    )];
    if is_open {
        lines.extend(unfolded(stored, request, sight));
    } else {
        lines.push(Line::Note(in_short(request, sight)));
    }
    lines
}

/// Whose it is, when it was last changed, until when support answers, how many notes it has.
fn in_short(request: ServiceRequest<'_>, sight: &Sight) -> String {
    let words = sight.words;
    let mut parts = Vec::new();
    let contact = request.contact();
    if !contact.is_empty() {
        parts.push(contact);
    }
    for (id, at) in [
        ("request-modified-on", request.modified()),
        ("request-closed-on", request.closed()),
    ] {
        parts.extend(
            at.map(|at| words.say(&Message::new(id).with("day", words.date(at, sight.zone)))),
        );
    }
    parts.extend(first_answer(request, sight));
    let notes = request.notes().len();
    if notes > 0 {
        parts.push(words.say(&say!("request-notes", n = notes)));
    }
    words.joined(&parts)
}

fn first_answer(request: ServiceRequest<'_>, sight: &Sight) -> Option<String> {
    let until = request.first_answer_until()?;
    let at = sight.words.date_and_time(until, sight.zone);
    let said = match until < sight.now {
        true => say!("request-answer-late", at = at),
        false => say!("request-answer-until", at = at),
    };
    Some(sight.words.say(&said))
}

fn unfolded(stored: &Stored, request: ServiceRequest<'_>, sight: &Sight) -> Vec<Line> {
    let words = sight.words;
    let mut lines = Vec::new();
    let mut pair = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(Line::pair(words.text(label), text));
        }
    };
    let moment = |at: Option<jiff::Timestamp>| {
        at.map_or(String::new(), |at| words.date_and_time(at, sight.zone))
    };
    let said = |path: &str| stored.resource.text_or_empty(path).to_owned();
    pair("request-id", said("id"));
    pair("request-contact", request.contact());
    pair("request-topic", said("supportTopicName"));
    pair("request-description", said("description"));
    pair("request-created", moment(request.created()));
    pair("request-modified", moment(request.modified()));
    pair("request-closed-at", moment(request.closed()));
    pair("request-first-answer", moment(request.first_answer_until()));
    for note in request.notes() {
        let label = match note.is_ours {
            true => "request-our-note",
            false => "request-note",
        };
        pair(label, note_text(&note, sight));
    }
    lines
}

fn note_text(note: &Note, sight: &Sight) -> String {
    let at = note.at;
    let at = at.map_or(String::new(), |at| {
        sight.words.date_and_time(at, sight.zone)
    });
    let said = say!(
        "request-note-said",
        at = at,
        by = &note.by,
        text = &note.text
    );
    sight.words.say(&said).trim_start().to_owned()
}

fn place_line(place: OpenAt, sight: &Sight) -> Line {
    let name = sight.words.text(place.words);
    let ink = if place.may { Ink::Plain } else { Ink::Faint };
    Line::cells(
        [30, 70, 0, 0],
        [
            Cell::new(name, ink),
            Cell::new(place.address, ink),
            Cell::new("", ink),
            Cell::new("", ink),
        ],
    )
}

/// The address goes to the clipboard: requests are opened in a browser.
fn open_at(place: OpenAt, cx: &mut Cx) -> Reaction {
    if !place.may {
        return Reaction::Refused(say!("request-no-azure-for-helpdesk").into());
    }
    let name = Message::new(place.words);
    cx.line.note(say!(
        "request-address-copied",
        place = name,
        address = place.address
    ));
    Reaction::Copy(place.address.to_owned())
}
