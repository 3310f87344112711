//! What waits for whom, how transfers are shown, which way is for what.

use partnerdeck::account::transfer::machine::State;

use super::*;

#[test]
fn what_waits_for_us_stands_first_the_oldest_at_the_top() {
    let desk = Book::default().open();
    let request = |id: &str, status: &str, sent: &str, ours: bool| {
        let (source, target) = match ours {
            true => (US, OTHER),
            false => (OTHER, US),
        };
        let json = format!(
            r#"{{"id":"{id}","status":"{status}","createdTime":"{sent}T08:00:00Z","sourcePartnerTenantId":"{source}","targetPartnerTenantId":"{target}","transferType":3}}"#
        );
        put(&desk, Kind::Transfer, id, &json);
    };
    request("done-1", "Complete", "2026-01-01", true);
    request("theirs", "Pending", "2026-11-01", false);
    request("young", "Pending", "2026-11-20", true);
    request("old", "Pending", "2026-10-27", true);
    request("done-2", "Complete", "2026-02-01", true);
    request("late", "Pending", "2026-09-01", true);
    let all = desk.transfers(Some(&id())).unwrap();
    let ids: Vec<&str> = all.iter().map(|one| one.stored.key.id.as_str()).collect();
    assert_eq!(ids, ["old", "young", "theirs", "late", "done-2", "done-1"]);
    let oldest = &desk.open_transfers().unwrap()[0];
    assert_eq!(oldest.days_waiting(desk.now()), Some(26));
    assert_eq!(oldest.days_left(desk.now()), Some(4));
    assert_eq!(all[3].state, State::Expired);
    assert_eq!(desk.open_transfers().unwrap().len(), 3);
}

#[test]
fn what_is_shown_says_whom_it_waits_for_and_nothing_of_that_is_written() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    record(&desk, &one, "asked").unwrap();
    let shown = standing(&desk, &one).shown();
    assert_eq!(shown.text("status"), Some("asked"));
    assert_eq!(shown.text("partnerdeck.side"), Some("current"));
    assert_eq!(shown.text("partnerdeck.waitsOn"), Some("us"));
    assert_eq!(shown.text("partnerdeck.since"), Some(NOW));
    let written = export(&desk);
    for member in ["waitsOn", "\"side\"", "\"since\"", "\"due\""] {
        assert!(!written.contains(member), "{member}");
    }
}

#[test]
fn a_transfer_is_named_by_its_id_or_enough_of_its_beginning() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    assert_eq!(standing(&desk, &one.to_uppercase()).stored.key.id, one);
    assert_eq!(standing(&desk, &one[..8]).stored.key.id, one);
    assert!(matches!(
        desk.transfer(&one[..3]),
        Err(Failure::NotFound(..))
    ));
    put(
        &desk,
        Kind::Transfer,
        "same-begin-1",
        r#"{"id":"same-begin-1"}"#,
    );
    put(
        &desk,
        Kind::Transfer,
        "same-begin-2",
        r#"{"id":"same-begin-2"}"#,
    );
    assert!(matches!(
        desk.transfer("same-begin"),
        Err(Failure::Ambiguous(..))
    ));
}

#[test]
fn every_subscription_knows_the_way_that_is_for_it() {
    let desk = Book::default().open();
    let fits = desk.ways_to_transfer(&id()).unwrap();
    let told: Vec<(&str, Option<Way>, bool)> = fits
        .iter()
        .map(|fit| (fit.stored.key.id.as_str(), fit.way, fit.refused.is_none()))
        .collect();
    assert_eq!(
        told,
        [
            ("a1", Some(Way::Paper), true),
            ("a2", Some(Way::Paper), false),
            ("asleep", Some(Way::Legacy), false),
            ("base", Some(Way::Legacy), true),
            ("chairs", Some(Way::Legacy), true),
            ("gone", Some(Way::Legacy), false),
            ("market", Some(Way::Request), false),
            ("plan", Some(Way::Request), true),
            ("seats", Some(Way::Request), true),
            ("under", Some(Way::Request), false),
        ]
    );
}

#[test]
fn unknown_words_of_the_service_are_kept_and_nothing_can_follow() {
    let desk = Book::default().open();
    put(
        &desk,
        Kind::Transfer,
        "strange",
        r#"{"id":"strange","status":"UnderReview","transferType":3,"lineItems":[]}"#,
    );
    assert_eq!(standing(&desk, "strange").state, State::Unknown);
    assert_eq!(status(&desk, "strange"), "UnderReview");
    assert_eq!(
        codes(record(&desk, "strange", "accepted")),
        ["precondition"]
    );
}
