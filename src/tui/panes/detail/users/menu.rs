//! What can be done with one user or with many of an account.

use crate::account::customer::CustomerView;
use crate::account::task::Task;
use crate::say;
use crate::tui::action::Action;
use crate::tui::menus::user::{delete, licenses, of_user, restore, who};
use crate::tui::menus::{Chore, Menu};
use crate::tui::panes::detail::part::Of;
use crate::tui::sheets::users::{AddUserSheet, LocationSheet, Who};
use crate::tui::workers::Person;

use super::List;

/// The menu of those who were chosen; nobody: what can be done all the same.
pub(super) fn of(list: List, chosen: &[&Person], of: &Of) -> Menu {
    let account = &of.account.customer;
    let about = CustomerView(&account.resource).name().to_owned();
    let people = chosen.iter().map(|person| who(person, &about));
    let people: Vec<Who> = people.collect();
    let mut chores = match (list, chosen) {
        (_, []) => Vec::new(),
        (_, [person]) => of_user(person, who(person, &about)),
        (List::Deleted, _) => vec![restore(people.clone())],
        (List::Active, _) => of_many(&people),
    };
    let add = AddUserSheet {
        customer: account.key.customer.clone(),
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

fn of_many(people: &[Who]) -> Vec<Chore> {
    vec![
        licenses(people),
        Chore::sheet(
            say!("chore-location"),
            Task::EditUsers,
            LocationSheet(people.to_vec()),
        ),
        delete(people.to_vec()),
    ]
}
