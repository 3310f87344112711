//! What an operator can do, as the tables of roles ([`super::role`]), of clouds ([`super::cloud`]) and of partners' kinds
//! ([`super::partner`]) name it.

/// One line of the role matrix (operations.md section 0) and of the cloud matrix (clouds.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Task {
    /// See and search customers.
    SeeCustomers,
    /// Write the list of customers to a file.
    ExportCustomers,
    /// Add a customer.
    AddCustomer,
    /// Add a customer for an indirect reseller (providers).
    AddCustomerForReseller,
    /// See the partnerships with indirect resellers and end one (providers).
    LinkResellers,
    /// Update the billing profile; notes, alias and imports of accounts stand under the same right.
    UpdateAccount,
    /// Put tags on a customer.
    TagCustomers,
    /// Remove a reseller relationship.
    RemoveRelationship,
    /// Invite a company to a reseller relationship.
    RequestRelationship,
    /// Switch a legacy Azure subscription to a different partner by the signed form.
    SwitchByPaper,
    /// Request, accept or cancel an electronic transfer.
    TransferElectronically,
    /// See the users of a customer.
    SeeUsers,
    /// Add one user.
    AddUsers,
    /// Add many users from a file.
    AddManyUsers,
    /// Edit a user's names and location.
    EditUsers,
    /// Delete a user.
    DeleteUsers,
    /// Restore a deleted user.
    RestoreUsers,
    /// Reset a user's password.
    ResetPassword,
    /// Reset the password of a global administrator of the customer.
    ResetAdminPassword,
    /// Give a user a directory role or take it away.
    AssignDirectoryRoles,
    /// Hand over the first passwords of new users.
    HandOverPasswords,
    /// See what a customer subscribed to and who has a license of it.
    SeeLicenses,
    /// Assign and revoke licenses.
    AssignLicenses,
    /// Rename, re-quantify, suspend, reactivate subscriptions, their renewal and billing cycle.
    ManageSubscriptions,
    /// Cancel a license-based subscription.
    CancelSubscriptions,
    /// Cancel an Azure subscription.
    CancelAzure,
    /// Buy a subscription from the catalogue.
    BuySubscriptions,
    /// Buy or cancel a marketplace subscription.
    ManageMarketplace,
    /// See reservations and software that a customer bought.
    SeeEntitlements,
    /// Attest that a customer accepted the agreement.
    ConfirmAgreement,
    /// Set a customer's special qualification.
    SetQualification,
    /// Set the government community cloud as a customer's qualification.
    SetGovernmentQualification,
    /// Name the support contact of a subscription.
    SetSupportContact,
    /// See a customer's service requests.
    SeeServiceRequests,
    /// Read the activity log.
    SeeActivity,
    /// Say whose book it is, import and export whole books, look after the store.
    KeepBook,
}

impl Task {
    /// Every task, for tables and tests.
    pub const ALL: [Task; 36] = [
        Task::SeeCustomers,
        Task::ExportCustomers,
        Task::AddCustomer,
        Task::AddCustomerForReseller,
        Task::LinkResellers,
        Task::UpdateAccount,
        Task::TagCustomers,
        Task::RemoveRelationship,
        Task::RequestRelationship,
        Task::SwitchByPaper,
        Task::TransferElectronically,
        Task::SeeUsers,
        Task::AddUsers,
        Task::AddManyUsers,
        Task::EditUsers,
        Task::DeleteUsers,
        Task::RestoreUsers,
        Task::ResetPassword,
        Task::ResetAdminPassword,
        Task::AssignDirectoryRoles,
        Task::HandOverPasswords,
        Task::SeeLicenses,
        Task::AssignLicenses,
        Task::ManageSubscriptions,
        Task::CancelSubscriptions,
        Task::CancelAzure,
        Task::BuySubscriptions,
        Task::ManageMarketplace,
        Task::SeeEntitlements,
        Task::ConfirmAgreement,
        Task::SetQualification,
        Task::SetGovernmentQualification,
        Task::SetSupportContact,
        Task::SeeServiceRequests,
        Task::SeeActivity,
        Task::KeepBook,
    ];

    /// The stable word of it, as scripts read it in a refusal: `add-users`.
    pub fn as_str(self) -> &'static str {
        self.words().trim_start_matches("task-")
    }

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Task::SeeCustomers => "task-see-customers",
            Task::ExportCustomers => "task-export-customers",
            Task::AddCustomer => "task-add-customer",
            Task::AddCustomerForReseller => "task-add-customer-for-reseller",
            Task::LinkResellers => "task-link-resellers",
            Task::UpdateAccount => "task-update-account",
            Task::TagCustomers => "task-tag-customers",
            Task::RemoveRelationship => "task-remove-relationship",
            Task::RequestRelationship => "task-request-relationship",
            Task::SwitchByPaper => "task-switch-by-paper",
            Task::TransferElectronically => "task-transfer-electronically",
            Task::SeeUsers => "task-see-users",
            Task::AddUsers => "task-add-users",
            Task::AddManyUsers => "task-add-many-users",
            Task::EditUsers => "task-edit-users",
            Task::DeleteUsers => "task-delete-users",
            Task::RestoreUsers => "task-restore-users",
            Task::ResetPassword => "task-reset-password",
            Task::ResetAdminPassword => "task-reset-admin-password",
            Task::AssignDirectoryRoles => "task-assign-directory-roles",
            Task::HandOverPasswords => "task-hand-over-passwords",
            Task::SeeLicenses => "task-see-licenses",
            Task::AssignLicenses => "task-assign-licenses",
            Task::ManageSubscriptions => "task-manage-subscriptions",
            Task::CancelSubscriptions => "task-cancel-subscriptions",
            Task::CancelAzure => "task-cancel-azure",
            Task::BuySubscriptions => "task-buy-subscriptions",
            Task::ManageMarketplace => "task-manage-marketplace",
            Task::SeeEntitlements => "task-see-entitlements",
            Task::ConfirmAgreement => "task-confirm-agreement",
            Task::SetQualification => "task-set-qualification",
            Task::SetGovernmentQualification => "task-set-government-qualification",
            Task::SetSupportContact => "task-set-support-contact",
            Task::SeeServiceRequests => "task-see-service-requests",
            Task::SeeActivity => "task-see-activity",
            Task::KeepBook => "task-keep-book",
        }
    }
}
