//! What can be done with a subscription, with those that are marked, and with none.

use jiff::Timestamp;

use crate::account::customer::CustomerView;
use crate::account::problem::Message;
use crate::account::record::Stored;
use crate::account::subscription::Subscription;
use crate::account::task::Task;
use crate::operations::manage_subscriptions::{Renewal, Wish, why_not};
use crate::say;
use crate::tui::menus::{Chore, Menu};
use crate::tui::panes::detail::part::Of;
use crate::tui::sheets::subscriptions::{
    AutoRenewSheet, BillingCycleSheet, BuySheet, CancelSheet, OneSubscription, QuantitySheet,
    ReactivateSheet, RenameSheet, SeveralSubscriptions, SuspendSheet,
};

const MANAGE: Task = Task::ManageSubscriptions;

/// The menu of a row: what is marked first, then the row itself, then what needs none.
pub(super) fn menu(row: Option<&Stored>, marked: &[&Stored], of: &Of) -> Menu {
    let mut chores = Vec::new();
    if !marked.is_empty() {
        chores.extend(of_marked(marked, of));
    }
    if let Some(stored) = row {
        chores.extend(of_one(stored, of));
    }
    chores.push(buy(of, None, say!("chore-buy")));
    let title = match row {
        Some(stored) => Subscription(&stored.resource).name(),
        None => CustomerView(&of.account.customer.resource).name(),
    };
    Menu {
        title: title.to_owned(),
        chores,
    }
}

/// The task that a cancellation needs beside that of cancelling seats.
fn cancelling_needs(subscription: Subscription) -> Option<Task> {
    if subscription.is_azure() {
        Some(Task::CancelAzure)
    } else if subscription.is_marketplace() {
        Some(Task::ManageMarketplace)
    } else {
        None
    }
}

fn of_one(stored: &Stored, of: &Of) -> Vec<Chore> {
    let subscription = Subscription(&stored.resource);
    let one = one(stored, of);
    let refused = |wish| why(wish, stored, of);
    let id = stored.resource.text_or_empty("id");
    let (renewal, renew) = match stored.resource.flag("autoRenewEnabled") {
        Some(true) => (Renewal::Off, say!("chore-renew-off")),
        _ => (Renewal::On, say!("chore-renew-on")),
    };
    let renewing = AutoRenewSheet {
        of: one.clone(),
        renewal,
    };
    let several = || SeveralSubscriptions::from(one.clone());
    let reactivating = ReactivateSheet {
        of: several(),
        base: base_of(stored, of),
    };
    let base = Some((one.subscription.clone(), one.name.clone()));
    vec![
        Chore::sheet(say!("chore-quantity"), MANAGE, QuantitySheet(one.clone()))
            .refused(refused(Wish::Quantity)),
        Chore::sheet(say!("chore-rename"), MANAGE, RenameSheet(one.clone())),
        Chore::sheet(renew, MANAGE, renewing).refused(refused(Wish::AutoRenew)),
        Chore::sheet(say!("chore-cycle"), MANAGE, BillingCycleSheet(one.clone()))
            .refused(refused(Wish::BillingCycle)),
        Chore::sheet(say!("chore-suspend"), MANAGE, SuspendSheet(several()))
            .refused(refused(Wish::Suspend)),
        Chore::sheet(say!("chore-reactivate"), MANAGE, reactivating)
            .refused(refused(Wish::Reactivate)),
        Chore::sheet(
            say!("chore-cancel"),
            Task::CancelSubscriptions,
            CancelSheet(one.clone()),
        )
        .and_needs(cancelling_needs(subscription))
        .refused(refused(Wish::Cancel)),
        buy(of, base, say!("chore-add-on")).refused(refused(Wish::AddOn)),
        Chore::copies(
            say!("chore-copy-subscription"),
            id,
            say!("list-copied", id = id, name = &one.name),
        ),
    ]
}

/// What several can have done at once. Those that it does not fit are told by the plan, one by one.
fn of_marked(marked: &[&Stored], of: &Of) -> [Chore; 2] {
    let several = || {
        let names = marked.iter().map(|one| Subscription(&one.resource).name());
        SeveralSubscriptions {
            customer: of.account.customer.key.customer.clone(),
            about: about(of),
            subscriptions: marked.iter().map(|one| one.key.id.clone()).collect(),
            names: names.map(str::to_owned).collect(),
        }
    };
    let n = marked.len();
    [
        Chore::sheet(
            say!("chore-suspend-marked", n = n),
            MANAGE,
            SuspendSheet(several()),
        )
        .refused(why_none(Wish::Suspend, marked, of)),
        Chore::sheet(
            say!("chore-reactivate-marked", n = n),
            MANAGE,
            ReactivateSheet {
                of: several(),
                base: None,
            },
        )
        .refused(why_none(Wish::Reactivate, marked, of)),
    ]
}

/// Why none of several can have it; `None` when one can.
fn why_none(wish: Wish, marked: &[&Stored], of: &Of) -> Option<Message> {
    let mut reasons = marked.iter().map(|one| why(wish, one, of));
    let first = reasons.next()??;
    reasons.all(|reason| reason.is_some()).then_some(first)
}

fn why(wish: Wish, stored: &Stored, of: &Of) -> Option<Message> {
    let now: Timestamp = of.sight.now;
    why_not(wish, stored, &of.account.subscriptions, now)
}

fn buy(of: &Of, base: Option<(String, String)>, words: Message) -> Chore {
    let sheet = BuySheet {
        customer: of.account.customer.key.customer.clone(),
        about: about(of),
        base,
    };
    Chore::sheet(words, Task::BuySubscriptions, sheet)
}

fn base_of(stored: &Stored, of: &Of) -> Option<OneSubscription> {
    let parent = Subscription(&stored.resource)
        .parent()?
        .to_ascii_lowercase();
    let mut all = of.account.subscriptions.iter();
    Some(one(all.find(|other| other.key.id == parent)?, of))
}

fn one(stored: &Stored, of: &Of) -> OneSubscription {
    OneSubscription {
        customer: of.account.customer.key.customer.clone(),
        about: about(of),
        subscription: stored.key.id.clone(),
        name: Subscription(&stored.resource).name().to_owned(),
    }
}

fn about(of: &Of) -> String {
    let customer = &of.account.customer.resource;
    CustomerView(customer).name().to_owned()
}
