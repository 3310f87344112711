//! What can be done with one user or with many.

use crate::account::customer::CustomerView;
use crate::account::problem::Message;
use crate::account::task::Task;
use crate::say;
use crate::tui::action::Action;
use crate::tui::menus::{Chore, Menu};
use crate::tui::pane::Opening;
use crate::tui::panes::detail::part::Of;
use crate::tui::panes::licenses::ForWhom;
use crate::tui::sheets::users::{
    AddUserSheet, DeleteSheet, DirectoryRoleSheet, EditUserSheet, LocationSheet, PermissionsSheet,
    ResetSheet, RestoreSheet, Who,
};
use crate::tui::workers::Person;

use super::List;

/// The menu of those who were chosen; nobody: what can be done all the same.
pub(super) fn of(list: List, chosen: &[&Person], of: &Of) -> Menu {
    let account = &of.account.customer;
    let about = CustomerView(&account.resource).name().to_owned();
    let customer = account.key.customer.clone();
    let who = |person: &Person| Who {
        customer: customer.clone(),
        about: about.clone(),
        user: person.key.id.clone(),
        name: match person.display_name.as_str() {
            "" => person.sign_in_name.clone(),
            name => name.to_owned(),
        },
    };
    let people: Vec<Who> = chosen.iter().map(|person| who(person)).collect();
    let mut chores = match (list, chosen) {
        (_, []) => Vec::new(),
        (List::Deleted, _) => vec![Chore::sheet(
            say!("chore-restore-users", n = people.len()),
            Task::RestoreUsers,
            RestoreSheet(people.clone()),
        )],
        (List::Active, [person]) => of_one(person, who(person)),
        (List::Active, _) => of_many(&people),
    };
    let add = AddUserSheet {
        customer,
        about: about.clone(),
    };
    chores.push(Chore::sheet(say!("chore-add-user"), Task::AddUsers, add));
    chores.push(Chore::does(Action::ManyUsers));
    Menu {
        title: match people.as_slice() {
            [] => about,
            [one] => one.name.clone(),
            several => of
                .sight
                .words
                .say(&say!("people-chosen", n = several.len())),
        },
        chores,
    }
}

fn of_one(person: &Person, who: Who) -> Vec<Chore> {
    let who = &who;
    let admin = person.is_global_admin.then_some(Task::ResetAdminPassword);
    let own_roles = person.roles.clone();
    let mut chores = vec![licenses(std::slice::from_ref(who))];
    chores.extend([
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
                has: own_roles,
            },
        ),
        Chore::sheet(
            say!("chore-reset-password"),
            Task::ResetPassword,
            ResetSheet(who.clone()),
        )
        .and_needs(admin),
        Chore::sheet(
            delete_words(1),
            Task::DeleteUsers,
            DeleteSheet(vec![who.clone()]),
        ),
    ]);
    chores
}

fn of_many(people: &[Who]) -> Vec<Chore> {
    vec![
        licenses(people),
        Chore::sheet(
            say!("chore-location"),
            Task::EditUsers,
            LocationSheet(people.to_vec()),
        ),
        Chore::sheet(
            delete_words(people.len()),
            Task::DeleteUsers,
            DeleteSheet(people.to_vec()),
        ),
    ]
}

fn delete_words(n: usize) -> Message {
    say!("chore-delete-users", n = n)
}

fn licenses(people: &[Who]) -> Chore {
    let opening = Opening::Licenses(ForWhom::of(people));
    Chore::opens(say!("chore-licenses"), Task::AssignLicenses, opening)
}
