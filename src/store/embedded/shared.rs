//! Names that several records have, read from the indexes, which a check holds against the records.

use super::keys::{self, Key};
use super::state::State;
use crate::account::record::{Kind, RecordKey};
use crate::store::shared::{InARow, among_users};
use crate::store::{Counts, StoreError, TakeShared};

/// Domains of several customers.
///
/// # Errors
/// When the index can't be read.
pub(super) fn domains(state: &State, take: TakeShared<'_>) -> Result<(), StoreError> {
    let mut row = InARow::default();
    state.all(keys::DOMAINS, |key, _| {
        if let Key::Domain { domain, customer } = key {
            row.push(&domain, &customer, take);
        }
        Ok(())
    })?;
    row.end(take);
    Ok(())
}

/// Sign-in names of several users.
///
/// # Errors
/// When the index can't be read.
pub(super) fn sign_in_names(
    state: &State,
    counts: Counts<'_>,
    take: TakeShared<'_>,
) -> Result<(), StoreError> {
    among_users(
        &|visit| {
            state.all(keys::SIGN_IN_NAMES, |key, _| match key {
                Key::SignInName {
                    customer,
                    name,
                    user,
                } => visit(&name, &RecordKey::new(&customer, Kind::User, &user)),
                _ => Ok(()),
            })
        },
        &|user| state.record(user),
        counts,
        take,
    )
}
