//! The table of roles says what the document's matrix says.

use std::collections::BTreeSet;

use partnerdeck::account::role::{Role, who_may};
use partnerdeck::account::task::Task;

use super::rows;

/// The rows of the document's matrix by how they begin, and the tasks of ours that they are about. Of rows that name
/// only roles in the customer's tenant the partner's side stands in the row before.
const MATRIX: &[(&str, &[Task])] = &[
    ("See, search, export customers |", &[Task::SeeCustomers]),
    (
        "Add a customer |",
        &[Task::AddCustomer, Task::AddCustomerForReseller],
    ),
    ("Remove a relationship |", &[Task::RemoveRelationship]),
    ("Manual switch", &[Task::SwitchByPaper]),
    ("Update customer account |", &[Task::UpdateAccount]),
    ("Add one user", &[Task::AddUsers, Task::EditUsers]),
    ("Assign / revoke licences |", &[Task::AssignLicenses]),
    (
        "Create, suspend",
        &[
            Task::BuySubscriptions,
            Task::ManageSubscriptions,
            Task::CancelSubscriptions,
        ],
    ),
    ("Attest the customer agreement |", &[Task::ConfirmAgreement]),
    ("Request a relationship |", &[Task::RequestRelationship]),
    ("Customer qualification |", &[Task::SetQualification]),
    ("Support contact |", &[Task::SetSupportContact]),
    ("Activity log |", &[Task::SeeActivity]),
    ("Service requests", &[Task::SeeServiceRequests]),
    ("Partner–reseller links |", &[Task::LinkResellers]),
];

/// Whoever was allowed in any edition is allowed here; a global admin may do everything, and whoever may do anything may
/// see the list.
#[test]
fn the_matrix_of_roles_is_the_documents() {
    let rows = rows();
    for (beginning, tasks) in MATRIX {
        let row = rows
            .iter()
            .find(|row| row.section == 0 && row.words.starts_with(beginning));
        let row = row.unwrap_or_else(|| panic!("no row {beginning}"));
        let cell = row.words.split(" | ").nth(1).unwrap();
        let cell = cell.split("; in the tenant").next().unwrap();
        for task in *tasks {
            let mut named: BTreeSet<Role> = roles_in(cell);
            named.insert(Role::GlobalAdmin);
            if *task == Task::SeeCustomers {
                named.extend(Role::ALL);
            }
            let ours: BTreeSet<Role> = who_may(*task).iter().copied().collect();
            assert_eq!(ours, named, "{task:?}: {}", row.words);
        }
    }
}

/// Rows whose words can't be read as a list of roles.
#[test]
fn the_rows_of_the_matrix_that_name_roles_in_words_are_kept_too() {
    use Role::{AdminAgent, BillingAdmin, GlobalAdmin, HelpdeskAgent, SalesAgent, UserAdmin};
    let may = |task| who_may(task).iter().copied().collect::<BTreeSet<Role>>();
    // «AA (2021 page also: account admin, SA, billing agent)».
    assert_eq!(
        may(Task::TransferElectronically),
        BTreeSet::from([GlobalAdmin, AdminAgent, SalesAgent, BillingAdmin])
    );
    // «As above»: whoever may add a user. The roles in the customer's tenant are told by the plan.
    for task in [
        Task::DeleteUsers,
        Task::RestoreUsers,
        Task::AssignDirectoryRoles,
    ] {
        assert_eq!(may(task), may(Task::AddUsers), "{task:?}");
    }
    assert_eq!(
        may(Task::ResetPassword),
        BTreeSet::from([GlobalAdmin, AdminAgent, HelpdeskAgent, UserAdmin])
    );
    assert_eq!(may(Task::ResetAdminPassword), BTreeSet::from([GlobalAdmin]));
    // «(cancelling an Azure subscription: GA)».
    assert_eq!(may(Task::CancelAzure), BTreeSet::from([GlobalAdmin]));
    // «AA only», and a global admin.
    assert_eq!(
        may(Task::TagCustomers),
        BTreeSet::from([GlobalAdmin, AdminAgent])
    );
}

fn roles_in(cell: &str) -> BTreeSet<Role> {
    // What is put in parentheses says more of one of the roles, or names those of later editions.
    let words = cell.split(|sign: char| !sign.is_ascii_alphabetic());
    words
        .filter_map(|word| match word {
            "GA" => Some(Role::GlobalAdmin),
            "UM" => Some(Role::UserAdmin),
            "BA" => Some(Role::BillingAdmin),
            "AA" => Some(Role::AdminAgent),
            "SA" => Some(Role::SalesAgent),
            "HA" => Some(Role::HelpdeskAgent),
            _ => None,
        })
        .collect()
}
