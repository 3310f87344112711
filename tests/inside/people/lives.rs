//! Deleted, restored, purged: the thirty days to the second, licenses that come and go with the user.

use std::sync::{Arc, Mutex};

use partnerdeck::operations::manage_users::{DeleteUsers, RestoreUsers};
use partnerdeck::operations::{Clock, Users};

use super::licenses::{assign, license_names, seats, sku};
use super::*;

/// A clock that a test moves.
#[derive(Clone)]
struct Moving(Arc<Mutex<Timestamp>>);

impl Moving {
    fn to(&self, at: &str) {
        *self.0.lock().unwrap() = at.parse().unwrap();
    }
}

impl Clock for Moving {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Contoso with Ana and Ben, on a clock that moves.
fn moving_desk() -> (Desk, Moving) {
    let clock = Moving(Arc::new(Mutex::new(
        "2026-11-22T09:00:00Z".parse().unwrap(),
    )));
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![Role::AdminAgent],
    };
    let store = Box::new(MemoryStore::new(Cloud::Global));
    let chance = Box::new(Counting(AtomicU64::new(1)));
    let desk = Desk::new(store, operator, Box::new(clock.clone()), chance, false);
    let contoso = format!(
        r#"{{"id":"{CONTOSO}","companyProfile":{{"domain":"contoso.kr","companyName":"Contoso"}}}}"#
    );
    put(&desk, Kind::Customer, CONTOSO, &contoso);
    put(
        &desk,
        Kind::User,
        ANA,
        &user(ANA, "Ana", r#","state":"active","softDeletionTime":null"#),
    );
    put(
        &desk,
        Kind::User,
        "ben",
        &user("ben", "Ben", r#","state":"active""#),
    );
    (desk, clock)
}

fn delete(users: &[&str]) -> DeleteUsers {
    DeleteUsers {
        customer: customer(),
        users: users.iter().map(|user| (*user).to_owned()).collect(),
    }
}

fn restore(users: &[&str]) -> RestoreUsers {
    RestoreUsers {
        customer: customer(),
        users: users.iter().map(|user| (*user).to_owned()).collect(),
    }
}

fn names(desk: &Desk, which: Users) -> Vec<String> {
    let users = desk.users(&customer(), which).unwrap().into_iter();
    users
        .map(|user| user.resource.text_or_empty("displayName").to_owned())
        .collect()
}

#[test]
fn deleted_users_leave_the_list_and_come_back_byte_for_byte_by_undo() {
    let (desk, _) = moving_desk();
    let before = export(&desk);
    let report = apply(&desk, &delete(&["ana@contoso.kr", "BEN", "ANA@contoso.kr"]));
    assert_eq!(report.plan.summary.removed, 2);
    assert!(names(&desk, Users::Active).is_empty());
    assert_eq!(names(&desk, Users::Deleted), ["Ana", "Ben"]);
    assert!(
        export(&desk).contains(r#""state":"inactive","softDeletionTime":"2026-11-22T09:00:00Z""#)
    );
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn a_user_can_be_restored_for_thirty_days_to_the_second() {
    for (at, restorable) in [
        ("2026-11-22T09:00:00Z", true),
        ("2026-12-22T08:59:59Z", true),
        ("2026-12-22T09:00:00Z", false),
        ("2026-12-22T09:00:01Z", false),
    ] {
        let (desk, clock) = moving_desk();
        apply(&desk, &delete(&[ANA]));
        let deleted = export(&desk);
        clock.to(at);
        assert_eq!(names(&desk, Users::Deleted) == ["Ana"], restorable, "{at}");
        match desk.plan(&restore(&[ANA])) {
            Ok(plan) => {
                assert!(restorable, "{at}");
                desk.apply(plan).unwrap();
                assert_eq!(names(&desk, Users::Active), ["Ana", "Ben"]);
                undo(&desk).unwrap();
            }
            Err(failure) => {
                assert!(!restorable, "{at}");
                assert!(matches!(failure, Failure::NotFound(..)));
            }
        }
        // That somebody is purged is never written.
        assert_eq!(export(&desk), deleted);
    }
}

#[test]
fn a_deletion_is_taken_back_within_thirty_days_only() {
    let (desk, clock) = moving_desk();
    apply(&desk, &delete(&[ANA]));
    clock.to("2026-12-22T09:00:00Z");
    let Err(Failure::Blocked(problems)) = undo(&desk) else {
        panic!("somebody came back from the dead");
    };
    assert_eq!(problems[0].message.id, "undo-user-purged");
    clock.to("2026-12-22T08:59:59Z");
    undo(&desk).unwrap();
    assert_eq!(names(&desk, Users::Active), ["Ana", "Ben"]);
}

#[test]
fn only_active_users_are_deleted_and_only_deleted_ones_restored() {
    let (desk, _) = moving_desk();
    assert!(matches!(
        desk.plan(&restore(&[ANA])),
        Err(Failure::NotFound(..))
    ));
    apply(&desk, &delete(&[ANA]));
    assert!(matches!(
        desk.plan(&delete(&[ANA])),
        Err(Failure::NotFound(..))
    ));
    // One of several that is not there: nobody is deleted.
    let version = desk.store().book().version;
    assert!(matches!(
        desk.plan(&delete(&["ben", "x"])),
        Err(Failure::NotFound(..))
    ));
    assert_eq!(desk.store().book().version, version);
}

#[test]
fn a_user_does_not_come_back_under_a_name_that_another_has_by_now() {
    let (desk, _) = moving_desk();
    apply(&desk, &delete(&[ANA]));
    put(
        &desk,
        Kind::User,
        "new",
        &user("new", "ANA", r#","state":"active""#),
    );
    let plan = desk.plan(&restore(&[ANA])).unwrap();
    assert_eq!(plan.blockers[0].code, Code::AlreadyExists);
    assert!(desk.apply(plan).is_err());
}

#[test]
fn licenses_of_a_deleted_user_are_free_and_come_back_with_it() {
    let (desk, _) = moving_desk();
    put(&desk, Kind::Sku, "e3", &sku("e3", 2));
    apply(&desk, &assign("e3", &["ana@contoso.kr"]));
    let before = export(&desk);
    apply(&desk, &delete(&[ANA]));
    assert_eq!(seats(&desk, "e3"), (2, 0));
    assert!(
        desk.store()
            .list(&customer(), Kind::License)
            .unwrap()
            .is_empty()
    );
    apply(&desk, &restore(&[ANA]));
    assert_eq!(seats(&desk, "e3"), (1, 1));
    assert_eq!(license_names(&desk), ["ana@contoso.kr/e3"]);
    // As it was, but for the empty date of deletion that the service leaves out of a restored user.
    assert_eq!(
        export(&desk),
        before.replace(r#","softDeletionTime":null"#, "")
    );
}

#[test]
fn a_license_whose_seat_is_taken_stays_away_and_that_is_said() {
    let (desk, _) = moving_desk();
    put(&desk, Kind::Sku, "e3", &sku("e3", 1));
    apply(&desk, &assign("e3", &[ANA]));
    apply(&desk, &delete(&[ANA]));
    apply(&desk, &assign("e3", &["ben"]));
    let report = apply(&desk, &restore(&[ANA]));
    assert_eq!(
        report.plan.warnings[0].message.id,
        "user-license-stays-away"
    );
    assert_eq!(license_names(&desk), ["ben@contoso.kr/e3"]);
    assert_eq!(seats(&desk, "e3"), (0, 1));
}

#[test]
fn deleting_a_synced_user_warns_that_it_may_come_back() {
    let (desk, _) = moving_desk();
    let synced = r#","state":"active","lastDirectorySyncTime":"2026-01-01T00:00:00Z""#;
    put(&desk, Kind::User, "s1", &user("s1", "sync", synced));
    let plan = desk.plan(&delete(&["s1"])).unwrap();
    assert_eq!(plan.warnings[0].message.id, "user-delete-synced");
}
