//! What a check of the book finds is told in sentences that the locale file has.

use partnerdeck::account::problem::Message;
use partnerdeck::exchange::Source;
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::look_after::check;
use partnerdeck::operations::{Desk, Ticket, demo};
use partnerdeck::store::embedded::{FINDINGS, PUT_RIGHT};
use partnerdeck::words::{Language, Words};

use crate::session::empty_book;

#[test]
fn every_finding_has_a_sentence_that_names_its_subject() {
    let words = Words::load(Language::English);
    for id in FINDINGS.into_iter().chain(PUT_RIGHT) {
        let sentence = words.say(&Message::new(id).with("subject", "user anna"));
        assert!(sentence.contains("user anna"), "{id}: {sentence}");
        assert!(sentence.len() > "user anna".len() + 10, "{id}: {sentence}");
    }
}

const USERS: &str = r#"
{"kind":"customer","customer":"a1111111-1111-4222-8333-444444444444","resource":{"id":"a1111111-1111-4222-8333-444444444444","companyProfile":{"companyName":"Adatum","domain":"adatum.onmicrosoft.com"},"customDomains":["shared.example"]}}
{"kind":"customer","customer":"b1111111-1111-4222-8333-444444444444","resource":{"id":"b1111111-1111-4222-8333-444444444444","companyProfile":{"companyName":"Bellows","domain":"bellows.onmicrosoft.com"}}}
{"kind":"user","customer":"a1111111-1111-4222-8333-444444444444","resource":{"id":"1","userPrincipalName":"anna@adatum.com"}}
{"kind":"user","customer":"a1111111-1111-4222-8333-444444444444","resource":{"id":"2","userPrincipalName":"eva@adatum.com"}}
{"kind":"user","customer":"a1111111-1111-4222-8333-444444444444","resource":{"id":"3","userPrincipalName":"EVA@adatum.com","state":"inactive","softDeletionTime":"2026-09-01T00:00:00Z"}}
"#;

fn found(desk: &Desk, lines: &str) -> Vec<String> {
    let import = ImportBook {
        source: Source::of_bytes("lines.ndjson", lines.trim().as_bytes()),
        customer: None,
        kind: None,
    };
    import.run(desk, &Ticket::new()).unwrap();
    let words = Words::load(Language::English);
    let found = check(desk).unwrap().into_iter();
    found.map(|found| words.say(&found.message)).collect()
}

#[test]
fn a_name_that_is_free_again_may_be_somebody_elses() {
    assert_eq!(found(&empty_book(), USERS), [""; 0]);
}

#[test]
fn a_domain_and_a_sign_in_name_that_several_have_are_found_with_all_of_them() {
    let desk = empty_book();
    found(&desk, USERS);
    let twins = r#"
{"kind":"customer","customer":"b1111111-1111-4222-8333-444444444444","resource":{"id":"b1111111-1111-4222-8333-444444444444","customDomains":["Shared.example"]}}
{"kind":"user","customer":"b1111111-1111-4222-8333-444444444444","resource":{"id":"4","userPrincipalName":"Anna@adatum.com"}}
{"kind":"user","customer":"a1111111-1111-4222-8333-444444444444","resource":{"id":"5","userPrincipalName":"eva@adatum.com","state":"inactive","softDeletionTime":"2026-11-20T00:00:00Z"}}
"#;
    insta::assert_snapshot!(found(&desk, twins).join("\n"));
}

#[test]
fn nothing_is_shared_in_the_demo_book() {
    let desk = empty_book();
    demo::fill(&desk).unwrap();
    assert_eq!(check(&desk).unwrap(), []);
}
