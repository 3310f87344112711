//! Which entry is taken back, and whether it can be.

use crate::account::entry::{Entry, EntryId, Undo};
use crate::account::problem::{Code, Message, Problem};
use crate::account::task::Task;
use crate::operations::{Desk, Failure};
use crate::say;
use crate::store::StoreError;

use super::UNDO;

/// Entries that are looked at in one go.
const PAGE: usize = 100;

/// The entry that is meant.
pub(super) fn choose(desk: &Desk, named: Option<EntryId>) -> Result<Entry, Failure> {
    let entry = match named {
        Some(id) => desk.store().entry(id)?,
        None => last_undoable(desk)?,
    };
    entry.ok_or_else(|| match named {
        Some(id) => Failure::NotFound("thing-entry", id.to_string()),
        None => Failure::NothingToUndo,
    })
}

fn last_undoable(desk: &Desk) -> Result<Option<Entry>, Failure> {
    let mut before = None;
    loop {
        let page = desk.store().entries(before, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(None);
        };
        before = Some(last.id);
        for entry in page {
            let is_candidate = entry.draft.operation != UNDO && entry.draft.undo == Undo::Possible;
            if is_candidate && !is_undone(desk, &entry)? {
                return Ok(Some(entry));
            }
        }
    }
}

/// Whether an entry does not hold any more: it was taken back, and that was not taken back in turn.
///
/// # Errors
/// When the book can't be read.
pub fn is_undone(desk: &Desk, entry: &Entry) -> Result<bool, StoreError> {
    let mut undone = false;
    let mut by = entry.undone_by;
    while let Some(undo) = by {
        undone = !undone;
        by = desk.store().entry(undo)?.and_then(|entry| entry.undone_by);
    }
    Ok(undone)
}

/// What was done in the first place, and how many undos stand on top of it.
pub(super) fn root_of(desk: &Desk, entry: &Entry) -> Result<(Entry, usize), Failure> {
    let mut root = entry.clone();
    let mut undos = 0;
    while let Some(below) = root.draft.undoes {
        let Some(entry) = desk.store().entry(below)? else {
            break;
        };
        root = entry;
        undos += 1;
    }
    Ok((root, undos))
}

/// Refuses what can't be taken back, with the reason, and whoever may not do what is undone.
pub(super) fn refuse_if_not_possible(
    desk: &Desk,
    entry: &Entry,
    root: &Entry,
) -> Result<(), Failure> {
    desk.may(right_to(&root.draft.operation))?;
    if let Undo::Not(reason) = &entry.draft.undo {
        return Err(blocked(entry, Message::new(reason.clone())));
    }
    if is_undone(desk, entry)? {
        return Err(blocked(
            entry,
            say!("undo-is-undone", number = entry.id.to_string()),
        ));
    }
    Ok(())
}

pub(super) fn blocked(entry: &Entry, reason: Message) -> Failure {
    let problem = Problem::new(Code::Precondition, reason).found(entry.id.to_string());
    Failure::Blocked(vec![problem])
}

/// An undo needs the right to what it undoes.
fn right_to(operation: &str) -> Task {
    match operation {
        "add_customer" => Task::AddCustomer,
        "remove_relationship" => Task::RemoveRelationship,
        "request_relationship" | "close_invitation" => Task::RequestRelationship,
        "add_users" => Task::AddUsers,
        "update_user" => Task::EditUsers,
        "delete_users" => Task::DeleteUsers,
        "reset_password" => Task::ResetPassword,
        "hand_over_passwords" => Task::HandOverPasswords,
        "change_role" => Task::AssignDirectoryRoles,
        "restore_users" => Task::RestoreUsers,
        "assign_licenses" => Task::AssignLicenses,
        "confirm_agreement" => Task::ConfirmAgreement,
        "set_support_contact" => Task::SetSupportContact,
        "add_note" => Task::SeeServiceRequests,
        "set_qualification" => Task::SetQualification,
        "update_account" | "import_customers" => Task::UpdateAccount,
        "suspend_subscriptions"
        | "reactivate_subscriptions"
        | "set_quantity"
        | "rename_subscription"
        | "set_auto_renew"
        | "set_billing_cycle" => Task::ManageSubscriptions,
        "cancel_subscription" => Task::CancelSubscriptions,
        "start_switch" | "record_switch" | "abandon_switch" => Task::SwitchByPaper,
        "start_transfer" | "record_transfer" | "cancel_transfer" => Task::TransferElectronically,
        "add_subscription" => Task::BuySubscriptions,
        _ => Task::KeepBook,
    }
}
