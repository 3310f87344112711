//! The directory roles that a user of a customer can have: one table, by the names and template IDs of the directory
//! service, which are the same in every tenant.

use super::task::Task;

/// A role in the customer's own tenant.
#[derive(Debug, PartialEq, Eq)]
pub struct DirectoryRole {
    /// Its name in the service, which is not translated.
    pub name: &'static str,
    /// Its template's ID.
    pub id: &'static str,
}

const fn role(name: &'static str, id: &'static str) -> DirectoryRole {
    DirectoryRole { name, id }
}

const GLOBAL_ADMINISTRATOR: DirectoryRole = role(
    "Global Administrator",
    "62e90394-69f5-4237-9190-012177145e10",
);

/// Every role that is known here, by name.
pub const DIRECTORY_ROLES: [DirectoryRole; 22] = [
    role(
        "Application Administrator",
        "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    ),
    role(
        "Billing Administrator",
        "b0f54661-2d74-4c50-afa3-1ec803f12efe",
    ),
    role(
        "Compliance Administrator",
        "17315797-102d-40b4-93e0-432062caca18",
    ),
    role("Directory Readers", "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"),
    role("Directory Writers", "9360feb5-f418-4baa-8175-e2a00bac4301"),
    role(
        "Dynamics 365 Administrator",
        "44367163-eba1-44c3-98af-f5787879f96a",
    ),
    role(
        "Exchange Administrator",
        "29232cdf-9323-42fd-ade2-1d097af3e4de",
    ),
    GLOBAL_ADMINISTRATOR,
    role("Global Reader", "f2ef992c-3afb-46b9-b7cf-a126ee74c451"),
    role(
        "Helpdesk Administrator",
        "729827e3-9c14-49f7-bb1b-9608f156bbb8",
    ),
    role(
        "Intune Administrator",
        "3a2c62db-5318-420d-8d74-23affee5d9d5",
    ),
    role(
        "License Administrator",
        "4d6ac14f-3453-41d0-bef9-a3e0c569773a",
    ),
    role(
        "Password Administrator",
        "966707d0-3269-4727-9be2-8c3a10f19b9d",
    ),
    role(
        "Privileged Authentication Administrator",
        "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
    ),
    role(
        "Privileged Role Administrator",
        "e8611ab8-c189-46e8-94e1-60213ab1f814",
    ),
    role("Reports Reader", "4a5d8f65-41da-4de4-8968-e035b65339cf"),
    role(
        "Security Administrator",
        "194ae4cb-b126-40b2-bd5b-6091b380977d",
    ),
    role(
        "Service Support Administrator",
        "f023fd81-a637-4b56-95fd-791ac0226033",
    ),
    role(
        "SharePoint Administrator",
        "f28a1f50-f6e7-4571-818b-6a12f2af6b6c",
    ),
    role(
        "Skype for Business Administrator",
        "75941009-915a-4869-abe7-691bff18279e",
    ),
    role(
        "Teams Administrator",
        "69091246-20e8-4a56-aa4d-066075b2a7a8",
    ),
    role("User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1"),
];

impl DirectoryRole {
    /// The role of that name or ID, in any case; hyphens count as blanks.
    pub fn find(named: &str) -> Option<&'static DirectoryRole> {
        let wanted = named.trim().to_lowercase();
        let as_name = wanted.replace('-', " ");
        DIRECTORY_ROLES
            .iter()
            .find(|role| role.id == wanted || role.name.to_lowercase() == as_name)
    }

    /// What an operator must be allowed to do to reset the password of somebody who has this role: only a global admin can
    /// reset a global admin (operations.md section 10).
    pub fn reset_needs(id: &str) -> Task {
        match id.eq_ignore_ascii_case(GLOBAL_ADMINISTRATOR.id) {
            true => Task::ResetAdminPassword,
            false => Task::ResetPassword,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn roles_stand_once_and_by_name_and_are_found_by_name_or_id() {
        let names: Vec<&str> = DIRECTORY_ROLES.iter().map(|role| role.name).collect();
        assert!(names.is_sorted());
        let ids: BTreeSet<&str> = DIRECTORY_ROLES.iter().map(|role| role.id).collect();
        assert_eq!(ids.len(), DIRECTORY_ROLES.len());
        let meant = DirectoryRole::find("user-administrator").unwrap();
        assert_eq!(meant.name, "User Administrator");
        assert_eq!(DirectoryRole::find(&meant.id.to_uppercase()), Some(meant));
        assert_eq!(DirectoryRole::find("boss"), None);
    }
}
