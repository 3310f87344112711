//! Whether a book is sound: what its store finds, and whether what must be unique is. The service has a domain in one tenant
//! and a sign-in name once; a file that says something else is believed by an import, and found here.

use crate::account::customer::CustomerView;
use crate::account::problem::Message;
use crate::account::record::{Kind, RecordKey};
use crate::account::task::Task;
use crate::account::user::{Life, UserView};
use crate::operations::{Desk, Failure};
use crate::say;
use crate::store::{Shared, StoreError};

/// More would help nobody.
const MOST: usize = 1_000;

/// Something that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is about: a key, a file, a name.
    pub subject: String,
    /// What is wrong.
    pub message: Message,
}

/// Looks at every promise of the book; empty when all is well.
///
/// # Errors
/// A refusal, or when the book can't be read at all.
pub fn check(desk: &Desk) -> Result<Vec<Found>, Failure> {
    desk.may(Task::KeepBook)?;
    let findings = desk.store().check()?.into_iter().map(|finding| Found {
        message: Message::new(finding.message).with("subject", &finding.subject),
        subject: finding.subject,
    });
    let mut found: Vec<Found> = findings.collect();
    match unique(desk, &mut found) {
        // Part of the state, which is among the findings already.
        Err(Failure::Store(StoreError::Damaged { .. })) if !found.is_empty() => Ok(found),
        looked => looked.map(|()| found),
    }
}

/// Domains of customers, removed ones too (their tenants still have them), and sign-in names of users whose names are not
/// free again.
fn unique(desk: &Desk, found: &mut Vec<Found>) -> Result<(), Failure> {
    let mut shared = Vec::new();
    let mut take = |one| {
        if shared.len() < MOST {
            shared.push(one);
        }
    };
    desk.store().shared_domains(&mut take)?;
    let now = desk.now();
    let has_its_name =
        |user: &crate::account::record::Stored| UserView(&user.resource).life(now) != Life::Purged;
    desk.store()
        .shared_sign_in_names(&has_its_name, &mut take)?;
    for one in shared {
        if found.len() >= MOST {
            break;
        }
        found.push(told(desk, one)?);
    }
    Ok(())
}

fn told(desk: &Desk, shared: Shared) -> Result<Found, Failure> {
    let of_users = shared.holders.iter().any(|key| key.kind == Kind::User);
    let names = shared.holders.iter().map(|key| name_of(desk, key));
    let names = names.collect::<Result<Vec<String>, Failure>>()?;
    let more = shared.count - names.len() as u64;
    let message = match of_users {
        true => say!("finding-sign-in-name-shared"),
        false => say!("finding-domain-shared"),
    };
    Ok(Found {
        message: message
            .with("subject", &shared.name)
            .with("n", shared.count)
            .with("who", names)
            .with("more", more),
        subject: shared.name,
    })
}

/// A customer by its name and Microsoft ID; a user by the same and its own ID.
fn name_of(desk: &Desk, key: &RecordKey) -> Result<String, Failure> {
    let customer = desk.store().get(&RecordKey::customer(&key.customer))?;
    let name = customer.map(|stored| CustomerView(&stored.resource).name().to_owned());
    let name = name.filter(|name| !name.is_empty()).unwrap_or_default();
    let whose = format!("{name} ({})", key.customer);
    Ok(match key.kind {
        Kind::User => format!("{} · {}", whose.trim(), key.id),
        _ => whose.trim().to_owned(),
    })
}
