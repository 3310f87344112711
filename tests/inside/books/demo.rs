//! The demo book and its history.

use partnerdeck::operations::history::{Filter, Page, since, until};

use super::*;

const DEMO: &str = include_str!("../../../assets/demo/book.ndjson");

fn demo_desk() -> Desk {
    let desk = desk();
    partnerdeck::operations::demo::fill(&desk).unwrap();
    desk
}

#[test]
fn the_demo_book_goes_in_and_comes_out_byte_for_byte() {
    let desk = desk();
    let report = import(&desk, DEMO);
    assert_eq!(report.plan.warnings, []);
    let exported = export(&desk);
    for (ours, theirs) in exported.lines().zip(DEMO.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(exported.len(), DEMO.len());
}

#[test]
fn the_demo_has_a_history_of_several_colleagues_that_can_be_walked_back() {
    let desk = demo_desk();
    let activities = desk.activity(&Filter::default(), Page::ALL).unwrap();
    assert_eq!(activities.len(), 29);
    assert_eq!(activities[0].entry.draft.who.name, "tom.baxter");
    assert!(
        activities
            .windows(2)
            .all(|two| two[0].entry.draft.at >= two[1].entry.draft.at)
    );
    for _ in 0..27 {
        undo(&desk, None).unwrap();
    }
    assert!(matches!(undo(&desk, None), Err(Failure::NothingToUndo)));
    assert!(export(&desk) == DEMO, "the accounts are what they were");
}

#[test]
fn the_demo_fills_only_an_empty_book_but_also_for_whoever_may_only_read() {
    let desk = desk_of(&[Role::BillingAdmin], true);
    partnerdeck::operations::demo::fill(&desk).unwrap();
    assert_eq!(desk.store().count(Kind::Customer).unwrap(), 300);
    assert_eq!(
        desk.partner().unwrap().name.as_deref(),
        Some("Northwind Partners")
    );
    assert!(matches!(
        partnerdeck::operations::demo::fill(&desk),
        Err(Failure::Blocked(_))
    ));
}

#[test]
fn the_activity_log_speaks_as_the_service_does() {
    let desk = demo_desk();
    let contoso = Filter {
        customer: Some(CustomerId::new(DEMO_CONTOSO)),
        ..Filter::default()
    };
    let of_contoso = desk.activity(&contoso, Page::ALL).unwrap();
    let words: Vec<&str> = of_contoso
        .iter()
        .map(|one| one.entry.draft.operation.as_str())
        .collect();
    assert_eq!(words, ["update_account", "update_account", "fill_demo"]);
    let record = desk.audit_record(&of_contoso[0]).unwrap();
    assert_eq!(
        record.text("operationType"),
        Some("update_customer_billing_profile")
    );
    assert_eq!(record.text("userPrincipalName"), Some("mina.kim"));
    assert_eq!(record.text("customerName"), Some("Contoso"));
    assert_eq!(record.text("operationDate"), Some("2026-11-10T09:48:15Z"));
    assert_eq!(record.flag("partnerdeck.undoable"), Some(true));
    let old: Value = serde_json::from_str(record.text("resourceOldValue").unwrap()).unwrap();
    let new: Value = serde_json::from_str(record.text("resourceNewValue").unwrap()).unwrap();
    assert_ne!(old["partnerdeck"], new["partnerdeck"]);

    let some_days = Filter {
        since: since("2026-11-12"),
        until: until("2026-11-13"),
        ..Filter::default()
    };
    let mut table = Vec::new();
    let rows = desk
        .export_activity(&some_days, (&mut table, "-"), &Ticket::new())
        .unwrap();
    assert_eq!(rows, 2);
    let table = String::from_utf8(table).unwrap();
    let mut lines = table.lines();
    assert_eq!(
        lines.next(),
        Some("Date-Time,Affected customer,Action,Partner user")
    );
    assert!(
        lines.next().unwrap().starts_with("2026-11-13T15:35:00Z,"),
        "{table}"
    );

    undo(&desk, None).unwrap();
    let newest = desk
        .activity(
            &Filter::default(),
            Page {
                before: None,
                limit: 2,
            },
        )
        .unwrap();
    assert_eq!(newest[0].entry.draft.operation, "undo");
    assert!(newest[1].undone && !newest[1].is_undoable());
}

#[test]
fn an_import_about_one_account_is_told_under_its_name() {
    let desk = demo_desk();
    let user = json!({"id": "u", "attributes": {"objectType": "CustomerUser"}});
    let import = import_of(user.to_string(), Some(DEMO_CONTOSO), None);
    import.run(&desk, &Ticket::new()).unwrap();
    let newest = desk
        .activity(
            &Filter::default(),
            Page {
                before: None,
                limit: 1,
            },
        )
        .unwrap();
    let record = desk.audit_record(&newest[0]).unwrap();
    assert_eq!(record.text("customerId"), Some(DEMO_CONTOSO));
    assert_eq!(record.text("customerName"), Some("Contoso"));
    assert!(record.get("resourceNewValue").is_some());
    assert!(
        record.get("resourceOldValue").is_none(),
        "there was nothing before"
    );
}
