//! Bringing the state to where the journal ends when a book is opened. The journal is the truth: a state that is behind
//! catches up, one that can't be believed is made again from the first entry on, and only a journal that lost entries is
//! damage.

use std::sync::{PoisonError, RwLock};

use super::engine;
use super::journal::{Ending, Journal, Mark, Walk};
use super::layout::StateFolders;
use super::lock::Left;
use super::standing::Standing;
use super::state::{State, upkeep};
use super::swap;
use crate::store::StoreError;

/// What is known before the state is opened.
pub(super) struct Known<'a> {
    pub(super) journal: &'a Journal,
    /// Where `book.json` says that everything stood.
    pub(super) checkpoint: &'a Standing,
    pub(super) left: Left,
}

/// Where the journal ends. Everything since the checkpoint is read and checked.
///
/// # Errors
/// [`StoreError::Damaged`] when entries are missing or changed. A torn one at the very end is passed over: it was never
/// acknowledged.
pub(super) fn end_of_journal(known: &Known<'_>) -> Result<Mark, StoreError> {
    let mut walk = known.journal.walk(known.checkpoint.mark);
    walk.run_out()?;
    if walk.ending() == Some(Ending::Torn) {
        let folder = known.journal.folder().display();
        tracing::warn!(%folder, sequence = walk.mark().sequence + 1, "an entry was torn while it was written");
    }
    Ok(walk.mark())
}

/// The state, as far as the journal goes, and whether it had to be made again.
///
/// # Errors
/// [`StoreError::Damaged`] when the journal ends before what the state or `book.json` has seen, or when the state can't be
/// made again because the beginning of the journal is not there.
pub(super) fn settle(
    known: &Known<'_>,
    folders: &StateFolders,
    end: Mark,
) -> Result<(State, bool), StoreError> {
    swap::recover(folders)?;
    let again = || rebuild(known, folders).map(|state| (state, true));
    let state = match believable(known, folders, end)? {
        Some(state) => state,
        None => return again(),
    };
    let mark = state.standing().mark;
    match catch_up(state, known.journal.walk(mark)) {
        // It does not belong to this journal.
        Err(StoreError::Damaged { .. }) => again(),
        caught_up => caught_up.map(|state| (state, false)),
    }
}

/// The state as it was left; `None` when it has to be made again.
fn believable(
    known: &Known<'_>,
    folders: &StateFolders,
    end: Mark,
) -> Result<Option<State>, StoreError> {
    if folders.suspect.exists() {
        tracing::warn!("the state was marked as not to be believed");
        return Ok(None);
    }
    let state = match State::open(&folders.current) {
        Ok(state) => state,
        Err(engine::Fault::Broken(reason)) => {
            tracing::warn!(reason, "the state does not open");
            return Ok(None);
        }
        Err(other) => return Err(other.into_error(&folders.current)),
    };
    let (has, promised) = (state.standing(), known.checkpoint);
    if has.mark.sequence > end.sequence {
        return Err(StoreError::Damaged {
            what: known.journal.folder().display().to_string(),
        });
    }
    let lost = has.mark.sequence < promised.mark.sequence
        || (has.mark.sequence == promised.mark.sequence && !has.agrees_with(promised));
    if lost {
        tracing::warn!(
            has = has.mark.sequence,
            promised = promised.mark.sequence,
            "the state lost what the checkpoint had"
        );
        return Ok(None);
    }
    if known.left == Left::MachineStopped && !state.holds_what_it_says() {
        tracing::warn!("the machine stopped, and the state did not survive it");
        return Ok(None);
    }
    Ok(Some(state))
}

/// Makes the state again from the first entry of the journal on.
fn rebuild(known: &Known<'_>, folders: &StateFolders) -> Result<State, StoreError> {
    tracing::warn!(folder = %folders.current.display(), "making the state again from the journal");
    swap::remove(&folders.next)?;
    let open = |folder| State::open(folder).map_err(|fault| fault.into_error(folder));
    let state = open(&folders.next)?;
    let state = RwLock::new(catch_up(state, known.journal.walk(Mark::BEGINNING))?);
    upkeep::flush(&state)?;
    drop(state);
    swap::take_place(folders)?;
    open(&folders.current)
}

/// Takes what the journal still has. A large rest is written away as it comes, so that memory is bounded.
fn catch_up(state: State, mut walk: Walk<'_>) -> Result<State, StoreError> {
    let mut state = RwLock::new(state);
    while let Some((place, written)) = walk.next()? {
        let ours = state.get_mut().unwrap_or_else(PoisonError::into_inner);
        let step = ours.step(&written, place, walk.mark())?;
        ours.take(step);
        if ours.unsettled_bytes() >= upkeep::DUE {
            upkeep::flush(&state)?;
            upkeep::merge(&state, &mut || Ok(true))?;
        }
    }
    Ok(state.into_inner().unwrap_or_else(PoisonError::into_inner))
}
