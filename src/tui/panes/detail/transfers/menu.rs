//! What can be done with a transfer: the events that can follow, take it back, write the form; and begin another.

use crate::account::customer::CustomerView;
use crate::account::problem::Message;
use crate::account::transfer::machine::{Event, Way};
use crate::operations::switch_partner::Standing;
use crate::say;
use crate::tui::action::Action;
use crate::tui::menus::{Chore, Menu};
use crate::tui::panes::detail::part::Of;
use crate::tui::sheets::transfers::{CancelTransferSheet, EventSheet};

/// The menu of a row, and of none.
pub(super) fn menu(row: Option<&Standing>, of: &Of) -> Menu {
    let mut chores = Vec::new();
    if let Some(one) = row {
        chores.extend(events(one));
        if one.way == Way::Paper {
            chores.push(Chore::does(Action::WriteForm));
        }
        chores.push(cancel(one));
    }
    chores.push(Chore::does(Action::Transfer));
    let title = match row {
        Some(one) => of.sight.words.say(&say!(
            "transfers-menu-title",
            way = Message::new(one.way.words()),
            partner = &one.partner
        )),
        None => CustomerView(&of.account.customer.resource)
            .name()
            .to_owned(),
    };
    Menu { title, chores }
}

/// What can be recorded now. Giving up stands among what takes it back.
fn events(one: &Standing) -> impl Iterator<Item = Chore> {
    let possible = one.way.possible(one.state);
    let possible = possible.filter(|event| *event != Event::Abandoned);
    possible.map(|event| {
        let words = say!("chore-record", what = Message::new(event.words()));
        let sheet = EventSheet {
            transfer: one.key(),
            about: one.customer.clone(),
            event,
        };
        Chore::sheet(words, one.way.task(), sheet)
    })
}

fn cancel(one: &Standing) -> Chore {
    let words = match one.way {
        Way::Paper => say!("chore-abandon"),
        Way::Request => say!("chore-cancel-request"),
        Way::Legacy => say!("chore-withdraw"),
    };
    let sheet = CancelTransferSheet {
        transfer: one.key(),
        about: one.customer.clone(),
        partner: one.partner.clone(),
    };
    Chore::sheet(words, one.way.task(), sheet).refused(one.why_not_cancel())
}
