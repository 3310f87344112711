//! What an operator can do, as the tables of roles ([`super::role`]) and clouds ([`super::cloud`]) name it.

/// One line of the role matrix (operations.md section 0) and of the cloud matrix (clouds.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Task {
    /// See, search and export customers, users, history.
    SeeCustomers,
    /// Add a customer.
    AddCustomer,
    /// Update the billing profile; notes, alias and imports of accounts stand under the same right.
    UpdateAccount,
    /// Put tags on a customer.
    TagCustomers,
    /// Add one user or many.
    AddUsers,
    /// Hand over the first passwords of new users.
    HandOverPasswords,
    /// Read the activity log.
    SeeActivity,
    /// Say whose book it is, import and export whole books, look after the store.
    KeepBook,
}

impl Task {
    /// Every task, for tables and tests.
    pub const ALL: [Task; 8] = [
        Task::SeeCustomers,
        Task::AddCustomer,
        Task::UpdateAccount,
        Task::TagCustomers,
        Task::AddUsers,
        Task::HandOverPasswords,
        Task::SeeActivity,
        Task::KeepBook,
    ];

    /// The ID of its name in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Task::SeeCustomers => "task-see-customers",
            Task::AddCustomer => "task-add-customer",
            Task::UpdateAccount => "task-update-account",
            Task::TagCustomers => "task-tag-customers",
            Task::AddUsers => "task-add-users",
            Task::HandOverPasswords => "task-hand-over-passwords",
            Task::SeeActivity => "task-see-activity",
            Task::KeepBook => "task-keep-book",
        }
    }
}
