//! Passwords that are reset, and directory roles.

use partnerdeck::account::permission::Permissions;
use partnerdeck::account::task::Task;
use partnerdeck::operations::manage_users::{
    ChangeRole, Membership, ResetPassword, SetPermissions,
};
use partnerdeck::operations::passwords::{HandOver, Which, hand_over_to};

use super::*;

fn reset() -> ResetPassword {
    ResetPassword {
        customer: customer(),
        user: "ana@contoso.kr".to_owned(),
    }
}

fn role(named: &str, membership: Membership) -> ChangeRole {
    ChangeRole {
        customer: customer(),
        user: ANA.to_owned(),
        role: named.to_owned(),
        membership,
    }
}

#[test]
fn a_reset_seals_a_temporary_password_that_must_be_changed_and_is_not_undone() {
    let desk = desk();
    let report = apply(&desk, &reset());
    assert!(matches!(report.plan.undo, Undo::Not(_)));
    assert!(export(&desk).contains(r#""passwordProfile":{"forceChangePassword":true}"#));
    assert_eq!(
        desk.store().unseal(None).unwrap()[0].sign_in_name,
        "Ana@contoso.kr"
    );
    assert!(undo(&desk).is_err());
    // A second time the record says the same, and there is a new password all the same.
    assert!(apply(&desk, &reset()).history.is_some());
}

#[test]
fn whoever_may_reset_a_password_may_have_it_and_no_other() {
    let desk = desk_of(Cloud::Global, Role::HelpdeskAgent, "");
    let report = apply(&desk, &reset());
    let key = RecordKey::new(&customer(), Kind::User, ANA);
    let wish = |which: Which| HandOver {
        customer: customer(),
        which,
    };
    let mut file = Vec::new();
    let all = hand_over_to(&desk, &wish(Which::All), &mut file);
    assert!(matches!(
        all,
        Err(Failure::RefusedByRole(Task::HandOverPasswords))
    ));
    hand_over_to(&desk, &wish(Which::Reset(key)), &mut file).unwrap();
    assert_eq!(String::from_utf8(file).unwrap().lines().count(), 2);
    assert_eq!(report.plan.summary.changed, 1);
    assert!(desk.store().unseal(None).unwrap().is_empty());
}

#[test]
fn only_a_global_admin_can_reset_a_global_admin() {
    for (who, may) in [
        (Role::AdminAgent, false),
        (Role::UserAdmin, false),
        (Role::GlobalAdmin, true),
    ] {
        let desk = desk_of(Cloud::Global, who, "");
        let admin = r#","state":"active","partnerdeck":{"directoryRoles":[{"name":"Global Administrator","id":"62E90394-69f5-4237-9190-012177145e10"}]}"#;
        put(&desk, Kind::User, "boss", &user("boss", "boss", admin));
        let wish = ResetPassword {
            user: "boss".to_owned(),
            ..reset()
        };
        match desk.plan(&wish) {
            Ok(plan) => {
                assert!(may);
                assert_eq!(plan.consequences[1].id, "user-consequence-reset-admin-role");
            }
            Err(failure) => {
                assert!(!may);
                assert!(matches!(
                    failure,
                    Failure::RefusedByRole(Task::ResetAdminPassword)
                ));
            }
        }
    }
}

#[test]
fn clouds_without_a_reset_say_where_it_is_done() {
    for cloud in [Cloud::UsGov, Cloud::Germany, Cloud::China] {
        let desk = desk_of(cloud, Role::GlobalAdmin, "");
        assert!(matches!(
            desk.plan(&reset()),
            Err(Failure::RefusedByCloud(..))
        ));
    }
}

#[test]
fn a_directory_role_comes_and_goes_and_undo_restores_the_book() {
    let desk = desk();
    let before = export(&desk);
    apply(&desk, &role("user administrator", Membership::Add));
    let roles = desk.directory_roles(&customer(), "ANA@contoso.kr").unwrap();
    assert_eq!(
        serde_json::to_string(&roles).unwrap(),
        r#"[{"name":"User Administrator","id":"fe930be7-5e62-47db-91af-98c3a49a38b1","attributes":{"objectType":"DirectoryRole"}}]"#
    );
    let again = desk
        .plan(&role("User-Administrator", Membership::Add))
        .unwrap();
    assert_eq!((again.summary.unchanged, again.changes.len()), (1, 0));
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
    apply(&desk, &role("User Administrator", Membership::Add));
    apply(
        &desk,
        &role("fe930be7-5e62-47db-91af-98c3a49a38b1", Membership::Remove),
    );
    assert_eq!(export(&desk), before);
}

#[test]
fn an_unknown_directory_role_is_refused_with_what_was_meant() {
    let failure = desk()
        .plan(&role("User Administratr", Membership::Add))
        .map(drop)
        .unwrap_err();
    let problems = failure.problems();
    assert_eq!(problems[0].code, Code::NotInList);
    assert_eq!(
        problems[0].suggestion.as_deref(),
        Some("User Administrator")
    );
}

fn permissions(words: &[&str]) -> SetPermissions {
    SetPermissions {
        customer: customer(),
        user: ANA.to_owned(),
        permissions: Permissions::parse(words.iter().copied()).unwrap(),
    }
}

fn role_names(desk: &Desk) -> Vec<String> {
    let roles = desk.directory_roles(&customer(), ANA).unwrap().into_iter();
    roles
        .map(|role| role.text_or_empty("name").to_owned())
        .collect()
}

#[test]
fn the_presets_user_global_admin_and_custom_set_the_directory_roles_and_undo_restores_the_book() {
    let desk = desk();
    let before = export(&desk);
    apply(&desk, &role("Exchange Administrator", Membership::Add));
    for (words, roles) in [
        (
            &["password-admin", "service-admin"][..],
            &[
                "Exchange Administrator",
                "Password Administrator",
                "Service Support Administrator",
            ][..],
        ),
        (
            &["user-management-admin", "service-admin"],
            &[
                "Exchange Administrator",
                "Service Support Administrator",
                "User Administrator",
            ],
        ),
        (
            &["global-admin"],
            &["Exchange Administrator", "Global Administrator"],
        ),
        (&["user"], &[]),
    ] {
        let earlier = export(&desk);
        apply(&desk, &permissions(words));
        assert_eq!(role_names(&desk), roles, "{words:?}");
        let again = desk.plan(&permissions(words)).unwrap();
        assert_eq!((again.summary.unchanged, again.changes.len()), (1, 0));
        let later = export(&desk);
        undo(&desk).unwrap();
        assert_eq!(export(&desk), earlier);
        super::licenses::undo_of_undo(&desk);
        assert_eq!(export(&desk), later);
    }
    assert_eq!(export(&desk), before);
}

#[test]
fn permissions_of_users_are_not_edited_where_the_cloud_does_not_have_it() {
    for cloud in [Cloud::UsGov, Cloud::Germany] {
        let desk = desk_of(cloud, Role::GlobalAdmin, "");
        assert!(matches!(
            desk.plan(&permissions(&["user"])),
            Err(Failure::RefusedByCloud(..))
        ));
    }
    let desk = desk_of(Cloud::Global, Role::HelpdeskAgent, "");
    assert!(matches!(
        desk.plan(&permissions(&["user"])),
        Err(Failure::RefusedByRole(Task::AssignDirectoryRoles))
    ));
}
