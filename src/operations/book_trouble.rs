//! What is wrong with a book, as scripts test for it and as people read it.

use crate::account::problem::Message;
use crate::say;
use crate::store::{Guard, StoreError};

use super::failure::{is_disk_full, reason};

/// The stable word that scripts test for.
pub(super) fn code_of_store(error: &StoreError) -> &'static str {
    match error {
        StoreError::Moved { .. } | StoreError::Taken(_) => "conflict",
        StoreError::NoEntry(_) | StoreError::NoBook { .. } => "not_found",
        StoreError::InUse { .. } => "in_use",
        StoreError::Damaged { .. }
        | StoreError::StandsIn { .. }
        | StoreError::BrokenBackup { .. }
        | StoreError::SealKeyMissing => "damaged",
        StoreError::NotOnDisk | StoreError::SealLocked | StoreError::WrongPassphrase => {
            "precondition"
        }
        StoreError::NoBackup { .. } => "usage",
        StoreError::NewerFormat { .. } => "newer_format",
        StoreError::OtherCloud(_) => "refused_by_cloud",
        StoreError::DiskFull => "disk_full",
        StoreError::Io { source, .. } if is_disk_full(source) => "disk_full",
        StoreError::NotABook { .. }
        | StoreError::NotWritable(_)
        | StoreError::OpenToOthers { .. }
        | StoreError::Io { .. } => "not_writable",
    }
}

/// What happened, in a sentence.
pub(super) fn message_of_store(error: &StoreError) -> Message {
    match error {
        StoreError::Moved { .. } => say!("failure-conflict"),
        StoreError::Taken(Guard::DomainFree { domain, .. }) => {
            say!("failure-domain-taken-meanwhile", domain = domain)
        }
        StoreError::Taken(Guard::SignInNameFree { name, .. }) => {
            say!("failure-name-taken-meanwhile", name = name)
        }
        StoreError::NoEntry(id) => say!("failure-no-entry", id = id.0.to_string()),
        StoreError::InUse { pid, host } => in_use(*pid, host.as_deref()),
        StoreError::NoBook { folder } => say!("failure-no-book", folder = folder),
        StoreError::NotABook { folder } => say!("failure-not-a-book", folder = folder),
        StoreError::Damaged { what } => say!("failure-damaged", what = what),
        StoreError::StandsIn { what, backup } => {
            say!("failure-stands-in", what = what, backup = backup)
        }
        StoreError::NotOnDisk => say!("failure-not-on-disk"),
        StoreError::NoBackup { file } => say!("failure-no-backup", file = file),
        StoreError::BrokenBackup { file, whole } => {
            say!("failure-broken-backup", file = file, n = *whole)
        }
        StoreError::NewerFormat { found, known } => {
            say!("failure-newer-format", found = *found, known = *known)
        }
        StoreError::OtherCloud(cloud) => say!(
            "failure-other-cloud",
            cloud = Message::new(cloud.facts().name),
        ),
        StoreError::SealKeyMissing => say!("failure-seal-key-missing"),
        StoreError::SealLocked => say!("failure-seal-locked"),
        StoreError::WrongPassphrase => say!("failure-wrong-passphrase"),
        StoreError::OpenToOthers { folder } => say!("failure-open-to-others", folder = folder),
        StoreError::DiskFull => say!("failure-disk-full"),
        StoreError::Io { source, .. } if is_disk_full(source) => say!("failure-disk-full"),
        StoreError::NotWritable(place) => say!("failure-not-writable", place = place),
        StoreError::Io { what, source } => {
            say!("failure-book-trouble", what = what, why = reason(source))
        }
    }
}

fn in_use(pid: Option<u32>, host: Option<&str>) -> Message {
    match (pid, host) {
        // A number of a process is no count: written without separators.
        (Some(pid), Some(host)) => {
            say!("failure-in-use-on", pid = pid.to_string(), host = host)
        }
        (Some(pid), None) => say!("failure-in-use-by", pid = pid.to_string()),
        (None, _) => say!("failure-in-use"),
    }
}
