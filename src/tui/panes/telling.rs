//! How facts of an account are told wherever a pane shows them.

use crate::account::cloud::Cloud;
use crate::account::relationship::Relationship;
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
