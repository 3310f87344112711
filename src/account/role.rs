//! The roles of the partner's people and what each may do: one table, operations.md section 0. Where editions of the
//! documents differ, whoever was allowed in any of them is allowed here: the service judges in the end.

use serde::{Deserialize, Serialize};

use super::task::Task;

/// A role on the partner's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Everything that the cloud and the partner's kind allow.
    GlobalAdmin,
    /// Works for customers in every way.
    AdminAgent,
    /// Sells: customers, subscriptions.
    SalesAgent,
    /// Helps: views, resets, edits details.
    HelpdeskAgent,
    /// Manages users.
    UserAdmin,
    /// Manages billing.
    BillingAdmin,
}

impl Role {
    /// Every role, the most able first.
    pub const ALL: [Role; 6] = [
        Role::GlobalAdmin,
        Role::AdminAgent,
        Role::SalesAgent,
        Role::HelpdeskAgent,
        Role::UserAdmin,
        Role::BillingAdmin,
    ];

    /// The word on the command line and in the history.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::GlobalAdmin => "global-admin",
            Role::AdminAgent => "admin-agent",
            Role::SalesAgent => "sales-agent",
            Role::HelpdeskAgent => "helpdesk-agent",
            Role::UserAdmin => "user-admin",
            Role::BillingAdmin => "billing-admin",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == text)
    }

    /// Whether it can open a service request about Azure; helpdesk agents can't (operations.md section 13).
    pub const fn opens_azure_requests(self) -> bool {
        matches!(self, Role::GlobalAdmin | Role::AdminAgent)
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Role::GlobalAdmin => "role-global-admin",
            Role::AdminAgent => "role-admin-agent",
            Role::SalesAgent => "role-sales-agent",
            Role::HelpdeskAgent => "role-helpdesk-agent",
            Role::UserAdmin => "role-user-admin",
            Role::BillingAdmin => "role-billing-admin",
        }
    }
}

/// Who may do a task: the matrix, one line a task. Whoever may do anything to a customer may see the list.
pub const fn who_may(task: Task) -> &'static [Role] {
    use Role::{AdminAgent, BillingAdmin, GlobalAdmin, HelpdeskAgent, SalesAgent, UserAdmin};
    match task {
        Task::SeeCustomers
        | Task::SeeUsers
        | Task::SeeLicenses
        | Task::SeeEntitlements
        | Task::SeeActivity => &[
            GlobalAdmin,
            AdminAgent,
            SalesAgent,
            HelpdeskAgent,
            UserAdmin,
            BillingAdmin,
        ],
        Task::AddCustomer | Task::AddCustomerForReseller | Task::LinkResellers => {
            &[GlobalAdmin, AdminAgent, SalesAgent, UserAdmin]
        }
        Task::UpdateAccount | Task::KeepBook => {
            &[GlobalAdmin, AdminAgent, SalesAgent, HelpdeskAgent]
        }
        Task::TagCustomers | Task::SwitchByPaper | Task::AddManyUsers => &[GlobalAdmin, AdminAgent],
        Task::ExportCustomers
        | Task::RemoveRelationship
        | Task::RequestRelationship
        | Task::ConfirmAgreement
        | Task::SetQualification
        | Task::SetGovernmentQualification => &[GlobalAdmin, AdminAgent, SalesAgent],
        Task::TransferElectronically => &[GlobalAdmin, AdminAgent, SalesAgent, BillingAdmin],
        Task::AddUsers
        | Task::EditUsers
        | Task::DeleteUsers
        | Task::RestoreUsers
        | Task::AssignDirectoryRoles
        | Task::HandOverPasswords => &[GlobalAdmin, AdminAgent, UserAdmin],
        Task::ResetPassword => &[GlobalAdmin, AdminAgent, HelpdeskAgent, UserAdmin],
        Task::AssignLicenses => &[
            GlobalAdmin,
            AdminAgent,
            SalesAgent,
            HelpdeskAgent,
            UserAdmin,
        ],
        Task::ManageSubscriptions
        | Task::CancelSubscriptions
        | Task::BuySubscriptions
        | Task::ManageMarketplace => &[
            GlobalAdmin,
            AdminAgent,
            SalesAgent,
            HelpdeskAgent,
            BillingAdmin,
        ],
        Task::CancelAzure | Task::ResetAdminPassword => &[GlobalAdmin],
        Task::SetSupportContact | Task::SeeServiceRequests => {
            &[GlobalAdmin, AdminAgent, HelpdeskAgent]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_global_admin_may_do_everything() {
        for task in Task::ALL {
            assert!(who_may(task).contains(&Role::GlobalAdmin), "{task:?}");
        }
    }

    #[test]
    fn whoever_may_do_anything_may_see_the_list() {
        for task in Task::ALL {
            for role in who_may(task) {
                assert!(
                    who_may(Task::SeeCustomers).contains(role),
                    "{role:?} may {task:?}"
                );
            }
        }
    }

    #[test]
    fn role_words_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
    }
}
