//! What was done is taken back byte for byte, and done again.

use std::ops::ControlFlow;
use std::path::Path;

use partnerdeck::account::record::RecordKey;
use partnerdeck::operations::OsChance;
use partnerdeck::operations::add_customer::AddCustomer;
use partnerdeck::operations::add_users::{AddUsers, ReadOptions, UsersFile, run};
use partnerdeck::operations::passwords::{HandOver, Which, hand_over_to};
use partnerdeck::store::embedded::{EmbeddedStore, Opening};

use super::*;

#[test]
fn a_list_row_never_erases_a_profile_and_undo_brings_back_every_byte() {
    let desk = desk();
    import(&desk, sample("customer-get.response"));
    let before = export(&desk);
    let row = json!({
        "id": "EEBD1B55-5360-4438-A11D-5C06918C3014",
        "companyProfile": {"companyName": "Fabrikam"},
        "attributes": {"objectType": "Customer"},
    });
    let report = import(&desk, row.to_string());
    assert_eq!(counts(&report), (0, 1, 0, 0));
    let line = &lines(&desk)[0]["resource"];
    assert_eq!(line["companyProfile"]["companyName"], "Fabrikam");
    assert_eq!(line["billingProfile"]["defaultAddress"]["city"], "redmond");
    undo(&desk, None).unwrap();
    assert_eq!(export(&desk), before);
    undo(&desk, Some(EntryId(3))).unwrap();
    assert_eq!(
        lines(&desk)[0]["resource"]["companyProfile"]["companyName"],
        "Fabrikam"
    );
}

#[test]
fn an_import_of_many_steps_is_taken_back_and_done_again() {
    let desk = desk();
    import(
        &desk,
        "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"7\",\"state\":\"active\"}}",
    );
    let before = export(&desk);
    let mut file = String::new();
    for number in (0..1_200).chain([7, 7]) {
        file.push_str(&format!("{{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{{\"id\":\"{number}\",\"n\":{}}}}}\n", file.len()));
    }
    import(&desk, &file);
    let after = export(&desk);
    let undone = undo(&desk, None).unwrap();
    assert_eq!(
        (undone.plan.summary.removed, undone.plan.summary.changed),
        (1_199, 1)
    );
    assert_eq!(export(&desk), before);
    undo(&desk, undone.history).unwrap();
    assert_eq!(export(&desk), after);
}

#[test]
fn undo_walks_back_step_by_step_and_then_has_nothing_left() {
    let desk = desk();
    let mut books = vec![export(&desk)];
    for name in ["a", "b", "c"] {
        import(
            &desk,
            format!("{{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{{\"id\":\"{name}\"}}}}"),
        );
        books.push(export(&desk));
    }
    for wanted in books.iter().rev().skip(1) {
        undo(&desk, None).unwrap();
        assert_eq!(export(&desk), *wanted);
    }
    assert!(matches!(undo(&desk, None), Err(Failure::NothingToUndo)));
    assert!(matches!(
        undo(&desk, Some(EntryId(99))),
        Err(Failure::NotFound(..))
    ));
    assert!(matches!(
        undo(&desk, Some(EntryId(1))),
        Err(Failure::Blocked(_))
    ));
}

#[test]
fn what_was_changed_later_is_not_taken_back() {
    let desk = desk();
    let first = import(
        &desk,
        "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\"}}",
    );
    import(
        &desk,
        "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\",\"x\":1}}",
    );
    let before = export(&desk);
    let Err(Failure::Conflict(conflict)) = undo(&desk, first.history) else {
        panic!("taken back");
    };
    assert_eq!(
        conflict.key,
        RecordKey::new(&CustomerId::new("c"), Kind::User, "a")
    );
    assert_eq!(export(&desk), before);
}

#[test]
fn an_undo_needs_the_right_to_what_it_undoes() {
    let reader = desk_of(&[Role::BillingAdmin], false);
    assert!(matches!(
        import_of("[]", None, None).run(&reader, &Ticket::new()),
        Err(Failure::RefusedByRole(_))
    ));
    let read_only = desk_of(&[Role::GlobalAdmin], true);
    let line = "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\"}}";
    assert!(matches!(
        import_of(line, None, None).run(&read_only, &Ticket::new()),
        Err(Failure::ReadOnly)
    ));
}

#[test]
fn a_walk_through_the_images_of_an_undo_tells_both_sides() {
    let desk = desk();
    import(
        &desk,
        "{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{\"id\":\"a\"}}",
    );
    let report = undo(&desk, None).unwrap();
    let mut seen = Vec::new();
    desk.store()
        .images(report.history.unwrap(), &mut |image| {
            seen.push((image.before.is_some(), image.after.is_some()));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(seen, [(true, false)]);
}

fn add_users(desk: &Desk, customer: &CustomerId, domain: &str, count: usize) -> Report {
    let mut file = String::from("First name,Last name,Display name,Email,Status update\n");
    for number in 0..count {
        file.push_str(&format!(",,New {number},new{number}@{domain},\n"));
    }
    let file = UsersFile::read("new.csv", file.as_bytes(), &ReadOptions::default());
    let plan = AddUsers::new(customer, Some("US"))
        .plan(desk, &file)
        .unwrap();
    run(desk, plan, &Ticket::new()).unwrap().report
}

#[test]
fn forty_users_vanish_whole_with_their_passwords_and_come_back_with_new_ones() {
    let desk = chance_desk();
    partnerdeck::operations::demo::fill(&desk).unwrap();
    let contoso = CustomerId::new(DEMO_CONTOSO);
    let before = export(&desk);
    let report = add_users(&desk, &contoso, "contoso.onmicrosoft.com", 140);
    let after = export(&desk);
    let first: Vec<String> = passwords(&desk);
    assert_eq!(first.len(), 140);

    let undone = undo(&desk, None).unwrap();
    assert_eq!(undone.plan.undoes, report.history);
    assert_eq!(export(&desk), before);
    assert_eq!(desk.store().sealed().unwrap(), []);

    undo(&desk, undone.history).unwrap();
    assert_eq!(export(&desk), after);
    let second = passwords(&desk);
    assert_eq!(second.len(), 140);
    assert!(second.iter().all(|password| !first.contains(password)));

    let all = HandOver {
        customer: contoso,
        which: Which::All,
    };
    hand_over_to(&desk, &all, &mut Vec::new()).unwrap();
    assert!(matches!(
        undo(&desk, report.history),
        Err(Failure::Blocked(_))
    ));
    assert_eq!(export(&desk), after);
}

fn chance_desk() -> Desk {
    let operator = Operator {
        name: "anna".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    Desk::new(store, operator, Box::new(Noon), Box::new(OsChance), false)
}

fn passwords(desk: &Desk) -> Vec<String> {
    let secrets = desk.store().unseal(None).unwrap().into_iter();
    secrets
        .map(|secret| secret.password.expose_secret().to_owned())
        .collect()
}

#[test]
fn a_new_customer_goes_whole_but_not_under_what_came_later() {
    let desk = chance_desk();
    let request = json!({
        "CompanyProfile": {"Domain": "litware.onmicrosoft.com"},
        "BillingProfile": {
            "Culture": "en-US", "Language": "en", "Email": "it@litware.example", "CompanyName": "Litware",
            "DefaultAddress": {
                "FirstName": "Ann", "LastName": "Lee", "AddressLine1": "One Way", "City": "Redmond", "State": "WA",
                "PostalCode": "98052", "Country": "US", "PhoneNumber": "4255550100",
            },
        },
    });
    let account = serde_json::from_value(request).unwrap();
    let added = desk
        .apply(desk.plan(&AddCustomer { account }).unwrap())
        .unwrap();
    let customer = added.plan.customer.clone().unwrap();
    let alone = export(&desk);
    let users = add_users(&desk, &customer, "litware.onmicrosoft.com", 3);
    let Err(Failure::Conflict(conflict)) = undo(&desk, added.history) else {
        panic!("the users would be nobody's");
    };
    assert_eq!(conflict.key.kind, Kind::Run);
    undo(&desk, users.history).unwrap();
    assert_eq!(export(&desk), alone);
    let undone = undo(&desk, added.history).unwrap();
    assert_eq!(export(&desk), "");
    assert_eq!(desk.store().sealed().unwrap(), []);
    undo(&desk, undone.history).unwrap();
    assert_eq!(export(&desk), alone);
    assert_eq!(passwords(&desk).len(), 1);
}

fn disk_desk(home: &Path) -> Desk {
    let opening = Opening {
        cloud: None,
        create: true,
        read_only: false,
        seal_keys: home.join("keys"),
    };
    let operator = Operator {
        name: "anna".to_owned(),
        roles: vec![Role::GlobalAdmin],
    };
    let store = EmbeddedStore::open(&home.join("book"), &opening).unwrap();
    Desk::new(
        Box::new(store),
        operator,
        Box::new(Noon),
        Box::new(OsChance),
        false,
    )
}

#[test]
fn the_book_on_disk_takes_back_and_does_again_the_same() {
    let home = tempfile::tempdir().unwrap();
    import(&disk_desk(home.path()), sample("customer-get.response"));
    let before = export(&disk_desk(home.path()));
    let mut file = String::from_utf8(sample("customer-create.response")).unwrap();
    for number in 0..1_200 {
        file.push_str(&format!(
            "{{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{{\"id\":\"{number}\",\"n\":1.50}}}}\n"
        ));
    }
    import(&disk_desk(home.path()), &file);
    let after = export(&disk_desk(home.path()));
    assert_eq!(
        disk_desk(home.path()).store().unseal(None).unwrap().len(),
        1
    );
    let undone = undo(&disk_desk(home.path()), None).unwrap();
    let desk = disk_desk(home.path());
    assert_eq!(export(&desk), before);
    assert_eq!(desk.store().sealed().unwrap(), []);
    drop(desk);
    undo(&disk_desk(home.path()), undone.history).unwrap();
    let desk = disk_desk(home.path());
    assert_eq!(export(&desk), after);
    assert_eq!(desk.store().check().unwrap(), []);
}
