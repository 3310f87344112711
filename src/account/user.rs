//! A person in a customer's tenant, read from the service's resource: names, and where in its life the user is
//! (operations.md section 10).

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::directory_role::DirectoryRole;
use super::resource::Resource;
use super::task::Task;

/// How long a deleted user can be restored: 30 days, afterwards it is purged.
const RESTORABLE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Where a user's directory roles stand: a member of ours, since the service keeps them apart from its users.
pub const DIRECTORY_ROLES: &str = "partnerdeck.directoryRoles";

/// When a user that was deleted then is gone for good.
pub fn purged_at(deleted: Timestamp) -> Timestamp {
    deleted.checked_add(RESTORABLE).unwrap_or(Timestamp::MAX)
}

/// How long somebody deleted then can still be restored.
pub fn time_left(deleted: Timestamp, now: Timestamp) -> SignedDuration {
    purged_at(deleted).duration_since(now)
}

/// A user's resource, read.
#[derive(Debug, Clone, Copy)]
pub struct UserView<'a>(pub &'a Resource);

/// Where in its life a user is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Can sign in.
    Active,
    /// Deleted, can be restored; since when, where the service said so.
    Deleted(Option<Timestamp>),
    /// Deleted 30 days ago or earlier: gone for good, the name is free again. Derived from the clock, never written.
    Purged,
}

/// Where a user's names are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// In the service.
    Service,
    /// In the customer's own directory, from which the service has a copy: `lastDirectorySyncTime` says when.
    OwnDirectory,
}

/// A field of a user that can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserField {
    /// The name shown in the service.
    DisplayName,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// The country where the user works with the service.
    UsageLocation,
}

impl UserField {
    /// Every field.
    pub const ALL: [UserField; 4] = [
        UserField::DisplayName,
        UserField::FirstName,
        UserField::LastName,
        UserField::UsageLocation,
    ];

    /// Its member in the service's resource.
    pub const fn path(self) -> &'static str {
        match self {
            UserField::DisplayName => "displayName",
            UserField::FirstName => "firstName",
            UserField::LastName => "lastName",
            UserField::UsageLocation => "usageLocation",
        }
    }

    /// Reads the member's name, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let is_named = |field: &UserField| field.path().eq_ignore_ascii_case(text);
        UserField::ALL.into_iter().find(is_named)
    }

    /// Whether it can't be changed here for a user of [`Source::OwnDirectory`] (operations.md section 10): the names; the
    /// location belongs to the service.
    pub const fn comes_from_own_directory(self) -> bool {
        !matches!(self, UserField::UsageLocation)
    }
}

impl<'a> UserView<'a> {
    /// The name to sign in with, as it came; compared without case.
    pub fn sign_in_name(&self) -> &'a str {
        self.0.text_or_empty("userPrincipalName")
    }

    /// The name shown in the service.
    pub fn display_name(&self) -> &'a str {
        self.0.text_or_empty("displayName")
    }

    /// Where the user works with the service: the code of a country, `""` when nobody said.
    pub fn location(&self) -> &'a str {
        self.0.text_or_empty("usageLocation")
    }

    /// The IDs of its directory roles, as far as the book knows them.
    pub fn directory_role_ids(&self) -> Vec<&'a str> {
        let roles = self.0.list(DIRECTORY_ROLES).iter();
        let ids = roles.filter_map(|role| role.get("id").and_then(Value::as_str));
        ids.collect()
    }

    /// Whether one of its directory roles is that of a global admin.
    pub fn is_global_admin(&self) -> bool {
        let mut ids = self.directory_role_ids().into_iter();
        ids.any(|id| DirectoryRole::reset_needs(id) == Task::ResetAdminPassword)
    }

    /// Where its names are kept.
    pub fn source(&self) -> Source {
        match self.is_synced() {
            true => Source::OwnDirectory,
            false => Source::Service,
        }
    }

    /// Whether it comes from the customer's own directory: many of its fields can't be changed here then.
    pub fn is_synced(&self) -> bool {
        self.0.text("lastDirectorySyncTime").is_some()
    }

    /// Where in its life the user is at a time. A deleted one without a date that can be read is never purged.
    pub fn life(&self, now: Timestamp) -> Life {
        if !self
            .0
            .text_or_empty("state")
            .eq_ignore_ascii_case("inactive")
        {
            return Life::Active;
        }
        let since = self.0.text("softDeletionTime").and_then(time);
        match since {
            Some(since) if now.duration_since(since) >= RESTORABLE => Life::Purged,
            since => Life::Deleted(since),
        }
    }
}

/// The service's dates are UTC, and some come without saying so.
fn time(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| {
        let local: DateTime = text.parse().ok()?;
        Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deleted_user_can_be_restored_for_thirty_days() {
        let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
        for (user, life) in [
            (r#"{"state":"active"}"#, Life::Active),
            (r#"{}"#, Life::Active),
            (
                r#"{"state":"inactive","softDeletionTime":"2026-10-23T09:00:01Z"}"#,
                Life::Deleted(Some("2026-10-23T09:00:01Z".parse().unwrap())),
            ),
            (
                r#"{"State":"Inactive","softDeletionTime":"2026-10-23T09:00:00"}"#,
                Life::Purged,
            ),
            (
                r#"{"state":"inactive","softDeletionTime":null}"#,
                Life::Deleted(None),
            ),
            (
                r#"{"state":"inactive","softDeletionTime":"soon"}"#,
                Life::Deleted(None),
            ),
        ] {
            let resource: Resource = serde_json::from_str(user).unwrap();
            assert_eq!(UserView(&resource).life(now), life, "{user}");
        }
    }
}
