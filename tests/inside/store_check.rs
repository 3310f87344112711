//! What a check of the book finds is told in sentences that the locale file has.

use partnerdeck::account::problem::Message;
use partnerdeck::store::embedded::FINDINGS;
use partnerdeck::words::{Language, Words};

#[test]
fn every_finding_has_a_sentence_that_names_its_subject() {
    let words = Words::load(Language::English);
    for id in FINDINGS {
        let sentence = words.say(&Message::new(id).with("subject", "user anna"));
        assert!(sentence.contains("user anna"), "{id}: {sentence}");
        assert!(sentence.len() > "user anna".len() + 10, "{id}: {sentence}");
    }
}
