//! What can still be read of a damaged book: of each record the newest version that the journal or the state has. The
//! journal is read twice, first to know which version is the newest, then to hand it out; of a record only a number is
//! kept in memory.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use super::anew::promise;
use crate::account::record::{RecordKey, Stored, Version};
use crate::store::embedded::journal::{Seen, Written, scan};
use crate::store::embedded::keys::{self, Key};
use crate::store::embedded::layout::Layout;
use crate::store::embedded::scratch::Scratch;
use crate::store::embedded::state::State;
use crate::store::{Flaw, FlawKind, Salvaged, StoreError};

type Visit<'a> = &'a mut dyn FnMut(Stored) -> ControlFlow<()>;

/// Hands out what can be read. `None` when the visitor broke it off.
///
/// # Errors
/// When a file of the journal can't be read for another reason than damage, or there is no room for a copy of the state.
pub(super) fn salvage(layout: &Layout, visit: Visit<'_>) -> Result<Option<Salvaged>, StoreError> {
    let mut newest = Newest::default();
    // Opened from a copy: nothing of the book is written, whatever the state does when it is opened.
    let copy = Scratch::copy_of(&layout.state())?;
    let state = State::open(&copy.folders().current).ok();
    let state_is_whole = state.as_ref().is_some_and(|state| {
        each_of(state, &mut |stored| {
            newest.note(&stored.key, stored.version.0, Origin::State);
            ControlFlow::Continue(())
        })
    });
    let mut salvaged = Salvaged {
        journal: newest.note_journal(layout)?,
        state_is_whole,
        ..Salvaged::default()
    };
    let mut of_journal = |stored| {
        salvaged.records += 1;
        visit(stored)
    };
    if newest.hand_out_journal(layout, &mut of_journal)?.is_break() {
        return Ok(None);
    }
    let mut ended = ControlFlow::Continue(());
    if let Some(state) = &state {
        each_of(state, &mut |stored| {
            if newest.is(&stored.key, stored.version.0, Origin::State) {
                salvaged.records += 1;
                salvaged.of_state += 1;
                ended = visit(stored);
            }
            ended
        });
    }
    Ok(ended.is_continue().then_some(salvaged))
}

/// Shows the records of a state that can be read; tells whether it was read to its end.
fn each_of(state: &State, visit: Visit<'_>) -> bool {
    let mut is_whole = true;
    let mut goes_on = true;
    let read = state.all(keys::RECORDS, |key, value| {
        let Key::Record(key) = key else {
            return Ok(());
        };
        match state.decode(key, value) {
            Ok(stored) if goes_on => goes_on = visit(stored).is_continue(),
            Ok(_) => {}
            Err(_) => is_whole = false,
        }
        Ok(())
    });
    is_whole && read.is_ok()
}

/// Where the newest version of a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Journal,
    State,
}

/// Which version of each record is the newest, by a hash of its key.
#[derive(Default)]
struct Newest(HashMap<u128, (u64, Origin)>);

impl Newest {
    /// The journal says the same as the state of a version that both have.
    fn note(&mut self, key: &RecordKey, version: u64, origin: Origin) {
        let known = self.0.entry(hash_of(key)).or_insert((version, origin));
        if version >= known.0 {
            *known = (version, origin);
        }
    }

    fn is(&self, key: &RecordKey, version: u64, origin: Origin) -> bool {
        self.0.get(&hash_of(key)) == Some(&(version, origin))
    }

    fn note_journal(&mut self, layout: &Layout) -> Result<crate::store::Walked, StoreError> {
        let mut unreadable = Vec::new();
        let mut visit = |seen: &Seen<'_>| {
            match read(seen) {
                Some(written) => {
                    for change in &written.changes {
                        self.note(&change.key, seen.sequence, Origin::Journal);
                    }
                }
                None => unreadable.push((seen.sequence, seen.place)),
            }
            ControlFlow::Continue(())
        };
        let walked = scan(&layout.journal(), &promise(layout), &mut visit)?;
        let mut walked = walked.unwrap_or_default();
        // Whole by its checksum, and yet nothing that this program can read.
        walked
            .flaws
            .extend(unreadable.into_iter().map(|(number, place)| Flaw {
                kind: FlawKind::Unreadable,
                first: number,
                last: number,
                file: layout.journal().join(place.file_name()),
                offset: place.offset,
            }));
        Ok(walked)
    }

    fn hand_out_journal(
        &self,
        layout: &Layout,
        visit: Visit<'_>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let mut each = |seen: &Seen<'_>| match read(seen) {
            Some(written) => self.hand_out(seen.sequence, written, visit),
            None => ControlFlow::Continue(()),
        };
        let walked = scan(&layout.journal(), &promise(layout), &mut each)?;
        Ok(match walked {
            Some(_) => ControlFlow::Continue(()),
            None => ControlFlow::Break(()),
        })
    }

    fn hand_out(
        &self,
        sequence: u64,
        written: Written<'static>,
        visit: Visit<'_>,
    ) -> ControlFlow<()> {
        let changed = written.draft.at;
        let last: BTreeMap<RecordKey, _> = written
            .changes
            .into_iter()
            .map(|change| (change.key.into_owned(), change.after))
            .collect();
        for (key, after) in last {
            let is_newest = self.is(&key, sequence, Origin::Journal);
            if let Some(resource) = after.filter(|_| is_newest) {
                visit(Stored {
                    key,
                    version: Version(sequence),
                    changed,
                    resource: resource.into_owned(),
                })?;
            }
        }
        ControlFlow::Continue(())
    }
}

fn read(seen: &Seen<'_>) -> Option<Written<'static>> {
    serde_json::from_slice(&seen.payload()?).ok()
}

fn hash_of(key: &RecordKey) -> u128 {
    let mut hasher = blake3::Hasher::new();
    for part in [key.customer.as_str(), key.kind.as_str(), &key.id] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    u128::from_le_bytes(bytes)
}
