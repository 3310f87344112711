//! Transfer requests and legacy transfers: their steps for each side, what goes, what can't be taken back.

use partnerdeck::account::entry::Undo;
use partnerdeck::account::transfer::item::Fate;
use partnerdeck::account::transfer::machine::{Party, State};
use partnerdeck::account::transfer::time::Progress;
use partnerdeck::account::transfer::{MOST_ITEMS, Transfer};

use super::*;

/// A request that another partner sent us: we are the current one.
fn received(desk: &Desk, items: &str) {
    let json = format!(
        r#"{{"id":"received","status":"Pending","createdTime":"2026-11-18T08:44:53Z","lastModifiedTime":"2026-11-18T08:44:53Z","customerTenantId":"{ID}","sourcePartnerTenantId":"{US}","targetPartnerName":"Fourth Coffee Cloud","targetPartnerTenantId":"{OTHER}","transferType":3,"lineItems":[{items}]}}"#
    );
    put(desk, Kind::Transfer, "received", &json);
}

fn fates(desk: &Desk, transfer: &str) -> Vec<Fate> {
    let record = stored(desk, transfer);
    Transfer(&record).items().map(|item| item.fate()).collect()
}

#[test]
fn a_request_is_drafted_sent_accepted_and_completed() {
    let desk = Book::modern().open();
    let one = started(&desk, Way::Request, &[]);
    assert_eq!(
        (status(&desk, &one), standing(&desk, &one).turn),
        ("Draft".to_owned(), Some(Party::Future))
    );
    assert!(standing(&desk, &one).waits_on_us());
    for (word, became, turn) in [
        ("sent", "Pending", Some(Party::Current)),
        ("accepted", "InProgress", Some(Party::Service)),
        ("completed", "Complete", None),
    ] {
        record(&desk, &one, word).unwrap();
        assert_eq!(status(&desk, &one), became);
        assert_eq!(standing(&desk, &one).turn, turn);
    }
}

#[test]
fn a_request_is_written_as_the_service_takes_it() {
    let desk = Book::modern().open();
    let one = started(&desk, Way::Request, &[]);
    let record = stored(&desk, &one);
    for (member, value) in [
        ("sourcePartnerTenantId", OTHER),
        ("sourcePartnerName", "Fourth Coffee Cloud"),
        ("targetPartnerTenantId", US),
        ("targetPartnerName", "Northwind Partners"),
        ("customerTenantId", ID),
        ("customerEmailId", "it@wingtip.example"),
        ("attributes.objectType", "TransferEntity"),
        ("partnerdeck.way", "request"),
    ] {
        assert_eq!(record.text(member), Some(value), "{member}");
    }
    assert_eq!(record.number("transferType"), Some(3));
    assert_eq!(record.list("targetProductTypes")[0], "AzureSubscription");
    let plan = desk.plan(&start(Way::Request, &[])).unwrap();
    assert!(said(&plan.steps).contains(&"transfers-next-sent"));
}

#[test]
fn a_sent_request_is_not_taken_back_but_its_draft_is() {
    let desk = Book::modern().open();
    let before = export(&desk);
    let one = started(&desk, Way::Request, &[]);
    let draft = export(&desk);
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
    undo_of_undo(&desk);
    assert_eq!(export(&desk), draft);
    let plan = desk.plan(&event(&desk, &one, "sent")).unwrap();
    assert_eq!(plan.undo, Undo::Not("transfers-said-stays".to_owned()));
    assert_eq!(
        said(&plan.consequences),
        ["transfers-means-mails", "transfers-means-30-days"]
    );
    desk.apply(plan).unwrap();
    // The last that can be taken back is the draft, and that has moved on.
    assert!(matches!(undo(&desk), Err(Failure::Conflict(_))));
}

fn undo_of_undo(desk: &Desk) {
    let last = desk.store().entries(None, 1).unwrap()[0].id;
    UndoEntry { entry: Some(last) }
        .run(desk, &Ticket::new())
        .unwrap();
}

#[test]
fn only_the_future_partner_cancels_and_only_while_pending() {
    let desk = Book::modern().open();
    let one = started(&desk, Way::Request, &[]);
    record(&desk, &one, "sent").unwrap();
    cancel(&desk, &one).unwrap();
    assert_eq!(status(&desk, &one), "Cancelled");
    assert_eq!(codes(cancel(&desk, &one)), ["precondition"]);
    assert_eq!(codes(record(&desk, &one, "sent")), ["precondition"]);

    let two = started(&desk, Way::Request, &[]);
    record_all(&desk, &two, &["sent", "accepted"]);
    assert_eq!(codes(cancel(&desk, &two)), ["900101"]);
    record(&desk, &two, "completed").unwrap();
    assert_eq!(codes(cancel(&desk, &two)), ["900102"]);

    received(&desk, "");
    let ours = refused(cancel(&desk, "received"));
    assert_eq!(ours, [("precondition".to_owned(), "received".to_owned())]);
    record(&desk, "received", "declined").unwrap();
    assert_eq!(status(&desk, "received"), "Declined");
}

#[test]
fn a_draft_that_was_never_sent_is_dropped_and_comes_back_by_undo() {
    let desk = Book::modern().open();
    let before = export(&desk);
    let one = started(&desk, Way::Request, &[]);
    let draft = export(&desk);
    let report = cancel(&desk, &one).unwrap();
    assert_eq!(report.plan.summary.removed, 1);
    assert_eq!(export(&desk), before);
    undo(&desk).unwrap();
    assert_eq!(export(&desk), draft);
}

#[test]
fn without_an_answer_a_request_expires_by_the_clock_and_cannot_be_revived() {
    let desk = Book::modern().open();
    let one = started(&desk, Way::Request, &[]);
    record(&desk, &one, "sent").unwrap();
    let day_29 = later(&desk, "2026-12-22T08:59:59Z");
    assert_eq!(status(&day_29, &one), "Pending");
    assert_eq!(standing(&day_29, &one).days_left(day_29.now()), Some(1));
    let day_30 = later(&desk, "2026-12-22T09:00:00Z");
    assert_eq!(status(&day_30, &one), "Expired");
    assert_eq!(standing(&day_30, &one).turn, None);
    let written = export(&day_30);
    assert!(written.contains(r#""status":"Pending""#) && !written.contains("Expired"));
    for word in ["accepted", "declined", "sent"] {
        assert_eq!(
            codes(record(&day_30, &one, word)),
            ["precondition"],
            "{word}"
        );
    }
    let Err(Failure::Blocked(blockers)) = cancel(&day_30, &one) else {
        panic!("an expired request can't be removed");
    };
    let remedy = blockers[0].remedy.as_ref().unwrap();
    assert_eq!(remedy.id, "transfers-expired-remedy");
    // Another one can be made.
    started(&day_30, Way::Request, &[]);
}

#[test]
fn an_accepted_request_that_takes_longer_than_3_days_waits_for_a_service_request() {
    let desk = Book::modern().open();
    let one = started(&desk, Way::Request, &[]);
    record_all(&desk, &one, &["sent", "accepted"]);
    for (now, progress, on_us) in [
        ("2026-11-22T09:15:00Z", Progress::Usual, false),
        ("2026-11-22T09:16:00Z", Progress::Retried, false),
        ("2026-11-25T09:00:01Z", Progress::Stuck, true),
    ] {
        let desk = later(&desk, now);
        let standing = standing(&desk, &one);
        assert_eq!(standing.progress, Some(progress), "{now}");
        assert_eq!(standing.waits_on_us(), on_us, "{now}");
    }
    let failed = record(&desk, &one, "failed=900103").unwrap();
    assert!(said(&failed.plan.consequences).contains(&"transfers-means-service-request"));
    assert_eq!(standing(&desk, &one).state, State::Failed);
}

#[test]
fn the_current_partner_chooses_active_items_when_it_accepts() {
    let desk = Book::default().open();
    received(&desk, "");
    assert_eq!(codes(record(&desk, "received", "accepted")), ["missing"]);
    let wrong = refused(record(
        &desk,
        "received",
        "accepted=under,market,R1,W1,base,seats,nobody",
    ));
    let wrong: Vec<(&str, &str)> = wrong
        .iter()
        .map(|(code, found)| (code.as_str(), found.as_str()))
        .collect();
    assert_eq!(
        wrong,
        [
            ("900105", "under"),
            ("900146", "market"),
            ("900145", "R1"),
            ("precondition", "W1"),
            ("precondition", "base"),
            ("800078", "nobody")
        ]
    );
    let report = record(&desk, "received", "accepted=seats, Azure plan,A1").unwrap();
    for said_so in [
        "transfers-means-billing",
        "transfers-means-rbac",
        "transfers-means-aobo",
        "transfers-means-prices",
        "transfers-means-reservations",
        "transfers-means-marketplace",
        "transfers-means-legacy-azure",
        "transfers-means-15-minutes",
    ] {
        assert!(
            said(&report.plan.consequences).contains(&said_so),
            "{said_so}"
        );
    }
    let record = stored(&desk, "received");
    let items: Vec<&str> = Transfer(&record)
        .items()
        .map(|item| item.subscription())
        .collect();
    assert_eq!(items, ["seats", "plan", "A1"]);
    assert_eq!(status(&desk, "received"), "InProgress");
}

#[test]
fn what_a_received_request_names_already_need_not_be_chosen_again() {
    let desk = Book::default().open();
    received(
        &desk,
        r#"{"id":0,"subscriptionId":"SEATS","friendlyName":"Office 365 E1"}"#,
    );
    record(&desk, "received", "accepted").unwrap();
    record(&desk, "received", "completed").unwrap();
    assert_eq!(fates(&desk, "received"), [Fate::Went]);
}

#[test]
fn a_request_takes_25_items_at_the_most() {
    let mut book = Book::modern();
    let keys: Vec<String> = (0..=MOST_ITEMS)
        .map(|count| format!("nce{count}"))
        .collect();
    for key in &keys {
        let json = format!(
            r#"{{"id":"{key}","offerId":"CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD","friendlyName":"{key}","status":"active"}}"#
        );
        book.held
            .push((Box::leak(key.clone().into_boxed_str()), json));
    }
    let desk = book.open();
    let names: Vec<&str> = keys.iter().map(String::as_str).collect();
    let many = refused(apply(&desk, &start(Way::Request, &names)));
    assert_eq!(many, [("precondition".to_owned(), "26".to_owned())]);
    apply(&desk, &start(Way::Request, &names[..MOST_ITEMS])).unwrap();
}

#[test]
fn a_legacy_transfer_is_created_accepted_rejected_or_withdrawn() {
    for (word, became) in [
        ("accepted", "Complete"),
        ("rejected", "Reject"),
        ("withdrawn", "Withdrawn"),
    ] {
        let desk = Book::default().open();
        let one = started(&desk, Way::Legacy, &["base", "chairs"]);
        assert_eq!(standing(&desk, &one).turn, Some(Party::Current));
        record(&desk, &one, "eligible").unwrap();
        assert_eq!(status(&desk, &one), "Active");
        assert_eq!(standing(&desk, &one).turn, Some(Party::Future));
        record(&desk, &one, word).unwrap();
        assert_eq!(status(&desk, &one), became);
        assert_eq!(standing(&desk, &one).turn, None);
    }
    let desk = Book::default().open();
    let one = started(&desk, Way::Legacy, &["base"]);
    record(&desk, &one, "eligible").unwrap();
    cancel(&desk, &one).unwrap();
    assert_eq!(status(&desk, &one), "Withdrawn");
}

#[test]
fn only_the_current_partner_withdraws_a_legacy_transfer() {
    let desk = Book::default().open();
    let json = format!(
        r#"{{"id":"offered","status":"Active","sourcePartnerTenantId":"{OTHER}","targetPartnerTenantId":"{US}","lineItems":[{{"subscriptionId":"x"}}]}}"#
    );
    put(&desk, Kind::Transfer, "offered", &json);
    assert!(standing(&desk, "offered").waits_on_us());
    assert_eq!(codes(cancel(&desk, "offered")), ["precondition"]);
    let report = record(&desk, "offered", "accepted").unwrap();
    assert!(said(&report.plan.consequences).contains(&"transfers-means-orders"));
}

#[test]
fn a_legacy_transfer_names_both_partners_and_its_items_with_their_add_ons() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Legacy, &["base"]);
    let record = stored(&desk, &one);
    assert_eq!(record.text("sourcePartnerTenantId"), Some(US));
    assert_eq!(record.text("targetPartnerTenantId"), Some(OTHER));
    let items = Transfer(&record).items().collect::<Vec<_>>();
    assert_eq!((items[0].subscription(), items[0].add_ons()), ("base", 1));
    assert_eq!(
        codes(apply(&desk, &start(Way::Legacy, &["addon"]))),
        ["precondition"]
    );
    let plan = desk.plan(&start(Way::Legacy, &["chairs"])).unwrap();
    assert_eq!(
        said(&plan.consequences),
        [
            "transfers-means-billing",
            "transfers-means-orders",
            "transfers-means-partial",
            "transfers-means-provider"
        ]
    );
}

#[test]
fn an_accepted_legacy_transfer_may_go_in_part_each_with_its_reason() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Legacy, &["base", "chairs"]);
    record(&desk, &one, "eligible").unwrap();
    assert_eq!(
        refused(record(&desk, &one, "accepted=nobody"))[0].0,
        "800078"
    );
    let mut partly = event(&desk, &one, "accepted=BASE");
    partly.what.note = Some("SyncState must be SyncComplete".to_owned());
    let report = apply(&desk, &partly).unwrap();
    let outcomes: Vec<(&str, &str)> = report
        .plan
        .items
        .iter()
        .map(|item| {
            (
                item.id.as_deref().unwrap_or_default(),
                item.outcome.as_str(),
            )
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            ("base", "changed"),
            ("chairs", "failed"),
            (one.as_str(), "changed")
        ]
    );
    assert_eq!(status(&desk, &one), "PartiallyComplete");
    assert_eq!(fates(&desk, &one), [Fate::Went, Fate::Failed]);
    let record = stored(&desk, &one);
    let errors: Vec<&str> = Transfer(&record).items().map(|item| item.error()).collect();
    assert_eq!(errors, ["", "SyncState must be SyncComplete"]);
    assert!(standing(&desk, &one).state.is_over());
}

#[test]
fn whose_book_it_is_decides_the_side_without_it_we_start() {
    let mut book = Book::modern();
    book.is_named = false;
    let desk = book.open();
    let one = started(&desk, Way::Request, &[]);
    assert_eq!(standing(&desk, &one).side, Party::Future);
    let plan = desk.plan(&start(Way::Request, &[])).unwrap();
    assert_eq!(plan.warnings[0].message.id, "transfers-us-unknown");
    received(&desk, "");
    assert_eq!(standing(&desk, "received").side, Party::Future);
    let named = Book::modern().open();
    received(&named, "");
    assert_eq!(standing(&named, "received").side, Party::Current);
}
