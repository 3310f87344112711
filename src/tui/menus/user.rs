//! The menu of one user, in its account and among the users of all customers.

use crate::account::task::Task;
use crate::account::user::Life;
use crate::say;
use crate::tui::pane::Opening;
use crate::tui::panes::licenses::ForWhom;
use crate::tui::sheets::users::{
    DeleteSheet, DirectoryRoleSheet, EditUserSheet, PermissionsSheet, ResetSheet, RestoreSheet, Who,
};
use crate::tui::workers::Person;

use super::{Chore, Menu};

/// What can be done with a user of a company.
pub fn user(person: &Person, company: &str) -> Menu {
    let who = who(person, company);
    Menu {
        title: who.name.clone(),
        chores: of_user(person, who),
    }
}

/// A user as sheets know it: by the display name, where there is one.
pub fn who(person: &Person, company: &str) -> Who {
    Who {
        customer: person.key.customer.clone(),
        about: company.to_owned(),
        user: person.key.id.clone(),
        name: match person.display_name.as_str() {
            "" => person.sign_in_name.clone(),
            name => name.to_owned(),
        },
    }
}

/// What can be done with one user: who was deleted is restored, and nothing else.
pub fn of_user(person: &Person, who: Who) -> Vec<Chore> {
    if person.life != Life::Active {
        return vec![restore(vec![who])];
    }
    let admin = person.is_global_admin.then_some(Task::ResetAdminPassword);
    vec![
        licenses(std::slice::from_ref(&who)),
        Chore::sheet(
            say!("chore-edit-user"),
            Task::EditUsers,
            EditUserSheet(who.clone()),
        ),
        Chore::sheet(
            say!("chore-permissions"),
            Task::AssignDirectoryRoles,
            PermissionsSheet(who.clone()),
        ),
        Chore::sheet(
            say!("chore-directory-role"),
            Task::AssignDirectoryRoles,
            DirectoryRoleSheet {
                who: who.clone(),
                has: person.roles.clone(),
            },
        ),
        Chore::sheet(
            say!("chore-reset-password"),
            Task::ResetPassword,
            ResetSheet(who.clone()),
        )
        .and_needs(admin),
        delete(vec![who]),
    ]
}

/// Brings deleted users back.
pub fn restore(people: Vec<Who>) -> Chore {
    let words = say!("chore-restore-users", n = people.len());
    Chore::sheet(words, Task::RestoreUsers, RestoreSheet(people))
}

/// Deletes users.
pub fn delete(people: Vec<Who>) -> Chore {
    let words = say!("chore-delete-users", n = people.len());
    Chore::sheet(words, Task::DeleteUsers, DeleteSheet(people))
}

/// The licenses of users.
pub fn licenses(people: &[Who]) -> Chore {
    let opening = Opening::Licenses(ForWhom::of(people));
    Chore::opens(say!("chore-licenses"), Task::AssignLicenses, opening)
}
