//! What a user of a customer may do, as the service's page of permissions offers it (operations.md section 10): a plain
//! user, a global admin, or any combination of three admin roles. Each is a directory role of the customer's tenant.

use super::directory_role::DirectoryRole;

/// An admin role that the page of permissions offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdminRole {
    /// Everything in the tenant.
    Global,
    /// Resets passwords.
    Password,
    /// Manages users.
    UserManagement,
    /// Opens and reads service requests.
    Service,
}

impl AdminRole {
    /// Every one of them.
    pub const ALL: [AdminRole; 4] = [
        AdminRole::Global,
        AdminRole::Password,
        AdminRole::UserManagement,
        AdminRole::Service,
    ];

    /// The word on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            AdminRole::Global => "global-admin",
            AdminRole::Password => "password-admin",
            AdminRole::UserManagement => "user-management-admin",
            AdminRole::Service => "service-admin",
        }
    }

    /// The name of its directory role.
    const fn role_name(self) -> &'static str {
        match self {
            AdminRole::Global => "Global Administrator",
            AdminRole::Password => "Password Administrator",
            AdminRole::UserManagement => "User Administrator",
            AdminRole::Service => "Service Support Administrator",
        }
    }

    /// Its directory role.
    pub fn role(self) -> Option<&'static DirectoryRole> {
        DirectoryRole::find(self.role_name())
    }
}

/// A preset of permissions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Permissions {
    /// Can use licenses and services; no admin role at all.
    User,
    /// Global admin; the three others are part of it. Further directory roles stay.
    GlobalAdmin,
    /// Any of password admin, user management admin, service admin; further directory roles stay.
    Custom(Vec<AdminRole>),
}

/// The word of the plain user.
const USER: &str = "user";

impl Permissions {
    /// Every word that [`Permissions::parse`] takes.
    pub fn words() -> Vec<&'static str> {
        let roles = AdminRole::ALL.map(AdminRole::as_str);
        [USER].into_iter().chain(roles).collect()
    }

    /// Reads words; `None` when one is unknown, there is none, or `user` or `global-admin` does not stand alone.
    pub fn parse<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let words: Vec<String> = words
            .into_iter()
            .map(|word| word.trim().to_lowercase())
            .collect();
        match words.as_slice() {
            [] => return None,
            [only] if only == USER => return Some(Permissions::User),
            [only] if only == AdminRole::Global.as_str() => return Some(Permissions::GlobalAdmin),
            _ => {}
        }
        let read = |word: &String| {
            let mut custom = AdminRole::ALL.into_iter().skip(1);
            custom.find(|role| role.as_str() == word)
        };
        let mut roles: Vec<AdminRole> = words.iter().map(read).collect::<Option<_>>()?;
        roles.sort_unstable();
        roles.dedup();
        Some(Permissions::Custom(roles))
    }

    /// What somebody with these directory roles has; `None` with a role that the page does not offer and none of its own.
    pub fn of(role_ids: &[&str]) -> Option<Self> {
        if role_ids.is_empty() {
            return Some(Permissions::User);
        }
        let has = |admin: &AdminRole| {
            admin
                .role()
                .is_some_and(|role| role_ids.iter().any(|id| id.eq_ignore_ascii_case(role.id)))
        };
        if has(&AdminRole::Global) {
            return Some(Permissions::GlobalAdmin);
        }
        let custom: Vec<AdminRole> = AdminRole::ALL.into_iter().filter(has).collect();
        (!custom.is_empty()).then_some(Permissions::Custom(custom))
    }

    /// The roles that somebody gets by it.
    pub fn gives(&self) -> Vec<AdminRole> {
        match self {
            Permissions::User => Vec::new(),
            Permissions::GlobalAdmin => vec![AdminRole::Global],
            Permissions::Custom(roles) => roles.clone(),
        }
    }

    /// Whether somebody keeps a directory role that is none of those given.
    pub fn leaves(&self, role_id: &str) -> bool {
        let is_offered = AdminRole::ALL
            .into_iter()
            .filter_map(AdminRole::role)
            .any(|role| role.id.eq_ignore_ascii_case(role_id));
        *self != Permissions::User && !is_offered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_a_directory_role_that_is_known() {
        for role in AdminRole::ALL {
            assert!(role.role().is_some(), "{role:?}");
        }
    }

    #[test]
    fn user_and_global_admin_stand_alone_and_the_three_in_any_combination() {
        use AdminRole::{Password, Service, UserManagement};
        for (words, read) in [
            (&["user"][..], Some(Permissions::User)),
            (&["Global-Admin"], Some(Permissions::GlobalAdmin)),
            (
                &["service-admin", "password-admin"],
                Some(Permissions::Custom(vec![Password, Service])),
            ),
            (
                &["password-admin", "user-management-admin", "service-admin"],
                Some(Permissions::Custom(vec![Password, UserManagement, Service])),
            ),
            (&["user", "service-admin"], None),
            (&["global-admin", "service-admin"], None),
            (&["boss"], None),
            (&[], None),
        ] {
            assert_eq!(Permissions::parse(words.iter().copied()), read, "{words:?}");
        }
    }

    #[test]
    fn what_somebody_has_is_told_as_the_preset() {
        let id = |role: AdminRole| role.role().unwrap().id;
        let (global, service) = (id(AdminRole::Global), id(AdminRole::Service));
        assert_eq!(Permissions::of(&[]), Some(Permissions::User));
        assert_eq!(
            Permissions::of(&[service, global]),
            Some(Permissions::GlobalAdmin)
        );
        assert_eq!(
            Permissions::of(&[service, "x"]),
            Some(Permissions::Custom(vec![AdminRole::Service]))
        );
        assert_eq!(Permissions::of(&["x"]), None);
    }
}
