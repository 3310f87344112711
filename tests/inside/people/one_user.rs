//! One user: found, added, changed.

use partnerdeck::operations::manage_users::{AddUser, UpdateUser, UserEdit};
use partnerdeck::search::{Cancel, UsersQuery};

use super::*;

fn mina() -> AddUser {
    AddUser {
        customer: customer(),
        display_name: "김미나".to_owned(),
        email: "Mina@contoso.kr".to_owned(),
        location: Some("KR".to_owned()),
        last_name: "김".to_owned(),
        ..AddUser::default()
    }
}

fn update(set: &[&str]) -> UpdateUser {
    UpdateUser {
        customer: customer(),
        user: "ANA@contoso.KR".to_owned(),
        set: set
            .iter()
            .map(|text| UserEdit::parse(text).unwrap())
            .collect(),
    }
}

#[test]
fn one_user_is_added_with_a_sealed_password_and_vanishes_whole_by_undo() {
    let desk = desk();
    let before = export(&desk);
    let report = apply(&desk, &mina());
    assert_eq!(report.plan.summary.added, 1);
    let id = report.plan.items[0].id.clone().unwrap();
    let key = RecordKey::new(&customer(), Kind::User, &id);
    let stored = desk.store().get(&key).unwrap().unwrap();
    assert_eq!(
        serde_json::to_string(&stored.resource).unwrap(),
        format!(
            r#"{{"usageLocation":"KR","id":"{id}","userPrincipalName":"Mina@contoso.kr","lastName":"김","displayName":"김미나","userDomainType":"none","state":"active","attributes":{{"objectType":"CustomerUser"}}}}"#
        )
    );
    assert_eq!(desk.store().unseal(None).unwrap()[0].key, key);
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
    assert!(desk.store().unseal(None).unwrap().is_empty());
}

#[test]
fn everything_wrong_with_a_new_user_is_told_at_once() {
    let wish = AddUser {
        display_name: "x".repeat(51),
        email: "mina@fabrikam.com".to_owned(),
        location: None,
        ..mina()
    };
    assert_eq!(
        refused(desk().plan(&wish)),
        [
            (Code::TooLong, "displayName".to_owned()),
            (Code::ForeignDomain, "userPrincipalName".to_owned()),
            (Code::NoLocation, "usageLocation".to_owned()),
        ]
    );
}

#[test]
fn a_new_user_needs_a_display_name_a_free_name_to_sign_in_and_a_country_that_exists() {
    let mut table = vec![(mina(), None)];
    let mut add = |code: Code, change: &dyn Fn(&mut AddUser)| {
        let mut wish = mina();
        change(&mut wish);
        table.push((wish, Some(code)));
    };
    add(Code::Missing, &|wish| wish.display_name = " ".to_owned());
    add(Code::BadCharacter, &|wish| {
        wish.display_name = "a\u{202e}b".to_owned()
    });
    add(Code::TooLong, &|wish| wish.first_name = "가".repeat(51));
    add(Code::Missing, &|wish| wish.email = String::new());
    add(Code::BadEmail, &|wish| wish.email = "mina".to_owned());
    add(Code::AlreadyExists, &|wish| {
        wish.email = "ana@CONTOSO.kr".to_owned()
    });
    add(Code::RecentlyDeleted, &|wish| {
        wish.email = "gone@contoso.kr".to_owned()
    });
    add(Code::UnknownCountry, &|wish| {
        wish.location = Some("XX".to_owned())
    });
    let desk = desk();
    let deleted = r#","state":"inactive","softDeletionTime":"2026-11-01T00:00:00Z""#;
    put(&desk, Kind::User, "gone", &user("gone", "gone", deleted));
    for (wish, code) in table {
        match code {
            None => assert!(desk.plan(&wish).is_ok()),
            Some(code) => assert_eq!(refused(desk.plan(&wish))[0].0, code, "{wish:?}"),
        }
    }
}

#[test]
fn without_an_admin_right_in_the_tenant_nobody_is_added_or_changed() {
    let desk = desk_of(
        Cloud::Global,
        Role::AdminAgent,
        r#","allowDelegatedAccess":false"#,
    );
    for operation in [&mina() as &dyn Operation, &update(&["displayName=Anna"])] {
        let plan = desk.plan(operation).unwrap();
        assert_eq!(plan.blockers[0].code, Code::Precondition);
        assert!(matches!(desk.apply(plan), Err(Failure::Blocked(_))));
    }
}

#[test]
fn role_and_cloud_are_asked_before_anything_is_read() {
    let desk = desk_of(Cloud::Global, Role::SalesAgent, "");
    assert!(matches!(desk.plan(&mina()), Err(Failure::RefusedByRole(_))));
    assert!(matches!(
        desk.plan(&update(&["firstName=A"])),
        Err(Failure::RefusedByRole(_))
    ));
    let desk = desk_of(Cloud::UsGov, Role::AdminAgent, "");
    assert!(matches!(
        desk.plan(&mina()),
        Err(Failure::RefusedByCloud(..))
    ));
    assert!(matches!(
        desk.plan(&update(&["firstName=A"])),
        Err(Failure::RefusedByCloud(..))
    ));
}

#[test]
fn a_user_is_changed_and_comes_back_byte_for_byte() {
    let desk = desk();
    let before = export(&desk);
    let report = apply(
        &desk,
        &update(&["displayName=Ana Lee", "firstName=Ana", "usageLocation=us"]),
    );
    assert_eq!(report.plan.summary.changed, 1);
    assert_eq!(report.plan.steps.len(), 3);
    assert!(export(&desk).contains(r#""usageLocation":"US""#));
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn what_a_user_says_already_is_no_change() {
    let desk = desk();
    let plan = desk
        .plan(&update(&["displayName=Ana", "lastName="]))
        .unwrap();
    assert_eq!(plan.summary.unchanged, 1);
    assert!(plan.changes.is_empty());
}

#[test]
fn names_of_a_synced_user_are_read_only_and_the_location_is_not() {
    let desk = desk_of(Cloud::Global, Role::AdminAgent, "");
    let synced = r#","state":"active","lastDirectorySyncTime":"2026-01-01T00:00:00Z""#;
    put(&desk, Kind::User, "s1", &user("s1", "sync", synced));
    let of_synced = |set: &[&str]| UpdateUser {
        user: "S1".to_owned(),
        ..update(set)
    };
    let wish = of_synced(&["displayName=A", "firstName=B", "lastName=C"]);
    let refused = refused(desk.plan(&wish));
    assert_eq!(refused.len(), 3);
    assert!(refused.iter().all(|(code, _)| *code == Code::NotAllowed));
    assert!(desk.plan(&of_synced(&["usageLocation=DE"])).is_ok());
}

#[test]
fn a_name_to_sign_in_with_stays_and_an_unknown_field_is_wrong_usage() {
    let sign_in = UserEdit::parse("userPrincipalName=b@contoso.kr");
    assert_eq!(refused(sign_in)[0].0, Code::NotAllowed);
    assert!(matches!(UserEdit::parse("mail=b"), Err(Failure::Usage(_))));
    assert!(matches!(
        UserEdit::parse("displayName"),
        Err(Failure::Usage(_))
    ));
    assert_eq!(
        refused(desk().plan(&update(&["displayName="])))[0].0,
        Code::Missing
    );
}

#[test]
fn nobody_of_that_name_is_not_found() {
    let wish = UpdateUser {
        user: "nobody@contoso.kr".to_owned(),
        ..update(&["firstName=A"])
    };
    assert!(matches!(desk().plan(&wish), Err(Failure::NotFound(..))));
}

#[test]
fn users_are_found_over_all_customers_purged_ones_are_not() {
    let desk = desk();
    let deleted = |at: &str| format!(r#","state":"inactive","softDeletionTime":"{at}""#);
    put(
        &desk,
        Kind::User,
        "u1",
        &user("u1", "José", &deleted("2026-10-23T09:00:01Z")),
    );
    put(
        &desk,
        Kind::User,
        "u2",
        &user("u2", "josé2", &deleted("2026-10-23T09:00:00Z")),
    );
    let found = |query: &str| {
        let query = UsersQuery::parse(query).unwrap();
        let found = desk.find_users(&query, &Cancel::new(), &|_, _| {});
        let keys = found.unwrap().unwrap().page(0, 9).into_iter();
        keys.map(|key| key.id).collect::<Vec<_>>()
    };
    assert_eq!(found("JOSE contoso.kr"), ["u1"]);
    assert_eq!(found(""), [ANA, "u1"]);
    assert_eq!(found("customer:contoso state:deleted"), ["u1"]);
    assert!(found("jose fabrikam").is_empty());
    assert!(found("customer:fabrikam").is_empty());
}
