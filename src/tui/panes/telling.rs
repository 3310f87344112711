//! How facts of an account are told wherever a pane shows them.

use crate::account::cloud::Cloud;
use crate::account::problem::{Message, Problem};
use crate::account::relationship::Relationship;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::Sight;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::wrap::wrapped;
use crate::words::Words;

/// The relation in words; one that we do not know as it came.
pub fn relation(wire: &str, words: &Words) -> String {
    let id = match Relationship::of_wire(wire) {
        None => return wire.to_owned(),
        Some(Relationship::None) => "relation-none",
        Some(Relationship::Reseller) => "relation-reseller",
        Some(Relationship::Advisor) => "relation-advisor",
        Some(Relationship::Syndication) => "relation-syndication",
        Some(Relationship::MicrosoftSupport) => "relation-microsoft-support",
    };
    words.text(id)
}

/// The domain without the suffix that nearly all domains of the cloud have.
pub fn short_domain(domain: &str, cloud: Cloud) -> &str {
    let suffix = cloud.facts().domain_suffix;
    let cut = domain.len().checked_sub(suffix.len());
    cut.and_then(|at| domain.split_at_checked(at))
        .filter(|(_, end)| end.eq_ignore_ascii_case(suffix))
        .map_or(domain, |(start, _)| start)
}

/// What is wrong, what to do about it, and the key that takes the value that would be right at that place.
pub fn sentence(problem: &Problem, place: Place, sight: &Sight) -> String {
    let mut text = sight.words.say(&problem.message);
    if let Some(remedy) = &problem.remedy {
        text.push(' ');
        text.push_str(&sight.words.say(remedy));
    }
    let key = sight.keymap.key(place, Action::TakeSuggestion);
    if let (Some(value), Some(key)) = (&problem.suggestion, key) {
        let take = match value.is_empty() {
            true => say!("form-take-nothing", key = sight.label(key)),
            false => say!("form-take", key = sight.label(key), value = value),
        };
        text.push(' ');
        text.push_str(&sight.words.say(&take));
    }
    text
}

/// A sentence from a column on over as many lines as it needs; gives the line after it.
pub fn paragraph(pen: &mut Pen, x: u16, y: u16, message: &Message, ink: Ink, sight: &Sight) -> u16 {
    let text = sight.words.say(message);
    let lines = wrapped(&text, pen.width().saturating_sub(x + 2));
    let mut y = y;
    for line in lines {
        pen.text(x, y, &line, ink);
        y += 1;
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_relation_has_words_and_an_unknown_one_stays() {
        let words = Words::load(Language::English);
        for known in Relationship::ALL {
            assert!(!relation(known.wire(), &words).starts_with("relation-"));
        }
        assert_eq!(relation("guardian", &words), "guardian");
    }

    #[test]
    fn the_common_suffix_is_left_out() {
        let table = [
            ("wingtip.onmicrosoft.com", "wingtip"),
            ("wingtip.OnMicrosoft.com", "wingtip"),
            ("wingtip.example", "wingtip.example"),
            ("윙팁", "윙팁"),
            ("", ""),
        ];
        for (domain, short) in table {
            assert_eq!(short_domain(domain, Cloud::Global), short);
        }
    }
}
