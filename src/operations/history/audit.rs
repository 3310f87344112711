//! An entry of the history as the service's audit record (wire.md, audit-records), with what is ours in `partnerdeck`.

use std::ops::ControlFlow;

use serde_json::{Value, json};

use crate::account::entry::{Entry, EntryId};
use crate::account::record::{CustomerId, Kind};
use crate::account::resource::Resource;
use crate::exchange::json;
use crate::operations::{Desk, Failure};
use crate::store::Image;

use super::Activity;

impl Desk {
    /// An activity as an audit record of the service, with what is ours in `partnerdeck`. Old and new value stand in it
    /// when one record was changed.
    ///
    /// # Errors
    /// When the book can't be read.
    pub fn audit_record(&self, activity: &Activity) -> Result<Resource, Failure> {
        let entry = &activity.entry;
        let draft = &entry.draft;
        let only = self.only_image(entry.id)?;
        let kind = only.as_ref().map(|image| image.key.kind);
        let whose = draft
            .customer
            .as_ref()
            .or(only.as_ref().map(|image| &image.key.customer))
            .filter(|whose| **whose != CustomerId::nobody());
        let mut record = Resource::new();
        if let Some(tenant) = self.partner()?.tenant_id {
            record.set("partnerId", tenant);
        }
        if let Some(whose) = whose {
            record.set("customerId", whose.as_str());
        }
        record.set("customerName", draft.subject.as_str());
        record.set("userPrincipalName", draft.who.name.as_str());
        record.set("resourceType", resource_type(&draft.operation, kind));
        let before = only.as_ref().and_then(|image| image.before.as_ref());
        let after = only.as_ref().and_then(|image| image.after.as_ref());
        for (member, value) in [("resourceOldValue", before), ("resourceNewValue", after)] {
            if let Some(resource) = value {
                record.set(member, json::line(resource));
            }
        }
        record.set("operationType", operation_type(&draft.operation));
        record.set("operationDate", draft.at.to_string());
        record.set("operationStatus", self.status_of(entry)?.wire());
        record.set("customizedData", customized(entry));
        record.set("attributes.objectType", "AuditRecord");
        record.set("partnerdeck.entry", entry.id.0);
        record.set("partnerdeck.operation", draft.operation.as_str());
        record.set("partnerdeck.undone", activity.undone);
        record.set("partnerdeck.undoable", activity.is_undoable());
        if let Some(undoes) = draft.undoes {
            record.set("partnerdeck.undoes", undoes.0);
        }
        Ok(record)
    }

    /// What an entry was done to, in the service's words.
    pub(super) fn resource_type(&self, entry: &Entry) -> Result<&'static str, Failure> {
        let only = self.only_image(entry.id)?;
        let kind = only.map(|image| image.key.kind);
        Ok(resource_type(&entry.draft.operation, kind))
    }

    /// The one record that an entry changed; `None` when it were several or none.
    fn only_image(&self, entry: EntryId) -> Result<Option<Image>, Failure> {
        let mut images = Vec::new();
        self.store().images(entry, &mut |image| {
            images.push(image);
            match images.len() {
                1 => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            }
        })?;
        Ok(images.pop().filter(|_| images.is_empty()))
    }
}

/// The counts of an entry, in the form in which the service gives details.
fn customized(entry: &Entry) -> Value {
    let summary = entry.draft.summary;
    let counts = [
        ("Added", summary.added),
        ("Changed", summary.changed),
        ("Removed", summary.removed),
        ("Refused", summary.refused),
        ("Failed", summary.failed),
    ];
    let said = counts.into_iter().filter(|(_, count)| *count > 0);
    said.map(|(key, count)| json!({"key": key, "value": count.to_string()}))
        .collect()
}

/// The service's word for what was done (wire.md, operation types); our own where it has none.
pub fn operation_type(operation: &str) -> &str {
    match operation {
        "update_account" => "update_customer_billing_profile",
        "remove_relationship" => "remove_partner_customer_relationship",
        "add_users" => "create_customer_user",
        "update_user" => "update_customer_user",
        "delete_users" => "delete_customer_user",
        "restore_users" => "restore_customer_user",
        "reset_password" => "reset_customer_user_password",
        "change_role" => "update_customer_user",
        "assign_licenses" => "update_customer_user_licenses",
        "confirm_agreement" => "create_agreement",
        "set_qualification" => "update_customer_qualification",
        "add_subscription" => "create_subscription",
        "start_switch" | "start_transfer" => "create_transfer",
        "record_switch" | "record_transfer" | "abandon_switch" | "cancel_transfer" => {
            "update_transfer"
        }
        "suspend_subscriptions"
        | "reactivate_subscriptions"
        | "set_quantity"
        | "rename_subscription"
        | "set_support_contact"
        | "set_auto_renew"
        | "set_billing_cycle" => "update_subscription",
        other => other,
    }
}

/// The service's word for what it was done to (wire.md, audit resource types).
pub(super) fn resource_type(operation: &str, kind: Option<Kind>) -> &'static str {
    match (operation, kind) {
        ("add_users" | "hand_over_passwords", _) | (_, Some(Kind::User)) => "customer_user",
        ("record_switch", _) => "transfer",
        (_, Some(Kind::Subscription | Kind::SupportContact)) => "subscription",
        (_, Some(Kind::License)) => "license",
        (_, Some(Kind::Transfer)) => "transfer",
        _ => "customer",
    }
}
