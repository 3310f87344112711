//! Sentences under and beside the fields of an account: what is wrong, with the remedy and the key that takes it; what
//! the rule is; in which form a value will be sent.

use crate::account::billing::{Control as Kind, Field as Known};
use crate::account::country::Country;
use crate::account::problem::{Arg, Message};
use crate::account::verdict::Verdict;
use crate::say;
use crate::tui::action::Place;
use crate::tui::pane::Sight;
use crate::tui::panes::telling::sentence;
use crate::tui::widgets::field::{Field, Note, Weight};
use crate::tui::wonder::Wonder;

use super::BookSays;

/// What the rules say to a field. What an account has already and nobody touches may stay, so it is only odd.
pub(super) fn notes(verdict: &Verdict, may_stay: bool, sight: &Sight) -> Vec<Note> {
    let grave = if may_stay {
        Weight::Odd
    } else {
        Weight::Refused
    };
    let refusals = verdict.problems.iter().map(|problem| (problem, grave));
    // What is only doubtful is said of what somebody types, not of what was there all along.
    let doubts = verdict.warnings.iter().filter(|_| !may_stay);
    let doubts = doubts.map(|problem| (problem, Weight::Odd));
    refusals
        .chain(doubts)
        .map(|(problem, weight)| Note {
            text: sentence(problem, Place::Edit, sight),
            weight,
        })
        .collect()
}

/// What the book says of a field.
pub(super) fn book_says(says: &BookSays, sight: &Sight) -> Note {
    match says {
        BookSays::Refused(problem) => Note {
            text: sentence(problem, Place::Edit, sight),
            weight: Weight::Refused,
        },
        BookSays::Known(message) => Note {
            text: sight.words.say(message),
            weight: Weight::Said,
        },
    }
}

/// Shows a field as refused whatever it was before: the operation said so.
pub(super) fn refuse(field: &mut Field, verdict: &Verdict, sight: &Sight) {
    field.notes = notes(verdict, false, sight);
}

/// The form in which a value is sent, when it is another one than is typed.
pub(super) fn sent_as(typed: &str, sent: &str, sight: &Sight) -> String {
    if sent.is_empty() || typed.trim() == sent {
        return String::new();
    }
    sight.words.say(&say!("form-sent-as", value = sent))
}

/// That characters were left out which nobody would have seen.
pub(super) fn left_out(many: usize, sight: &Sight) -> Note {
    Note {
        text: sight.words.say(&say!("form-left-out", n = many)),
        weight: Weight::Odd,
    }
}

/// The rule of a field, with what the country makes of it.
pub(super) fn rule(known: &Known, country: Option<&Country>, sight: &Sight) -> Note {
    let mut message = Message::new(format!("why-{}", known.label));
    if let Some(limit) = known.longest {
        message = message.with("limit", limit);
    }
    let mut text = sight.words.say(&message);
    if let Some(more) = country.and_then(|country| rule_of_country(known, country)) {
        text.push(' ');
        text.push_str(&sight.words.say(&more));
    }
    Note {
        text,
        weight: Weight::Said,
    }
}

/// What the code of a problem means: the words that support asks for.
pub(super) fn meaning(wonder: &Wonder, sight: &Sight) -> Note {
    let code = wonder.code.as_str();
    let text = match wonder.meaning() {
        Some(meaning) => sight.words.say(&say!(
            "why-in-form",
            code = code,
            meaning = meaning.description(),
            tell = meaning.tell(),
        )),
        None => code.to_owned(),
    };
    Note {
        text,
        weight: Weight::Said,
    }
}

fn rule_of_country(known: &Known, country: &Country) -> Option<Message> {
    let name = Arg::Country(country.code);
    match known.control {
        Kind::State if !country.states().is_empty() => {
            let states = country.states().len();
            Some(say!("why-states-of", country = name, n = states))
        }
        Kind::PostalCode => {
            let examples = country.address.postal_examples.as_deref()?;
            let example = examples.first()?;
            Some(say!(
                "why-postal-code-of",
                country = name,
                example = *example
            ))
        }
        Kind::Phone => {
            let example = country.phone.as_ref()?.example_e164;
            Some(say!("why-phone-of", country = name, example = example))
        }
        Kind::RegistrationNumber => {
            let kind = country.registration_number.kind?;
            Some(say!("why-registration-of", country = name, kind = kind))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::account::billing::{Door, FIELDS};
    use crate::words::{Language, Words};

    #[test]
    fn every_field_of_a_form_has_a_label_and_says_why() {
        let words = Words::load(Language::English);
        for field in FIELDS
            .iter()
            .filter(|field| field.door != Door::CommandLine)
        {
            for id in [field.label.to_owned(), format!("why-{}", field.label)] {
                assert!(words.has(&id), "{id}");
            }
        }
    }
}
