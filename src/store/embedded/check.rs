//! Every promise of the book looked at, both ways: what the journal says stands in the state, what stands in the state comes
//! from the journal, indexes lead to records and records stand in their indexes. Streams through; nothing large is held.

use std::collections::BTreeMap;

use crate::account::entry::Entry;
use crate::account::record::{Kind, RecordKey, Version};
use crate::store::indexed::{Term, terms};
use crate::store::{Finding, StoreError};

use super::book::Book;
use super::codec;
use super::journal::{Ending, Mark, Place, Written, WrittenChange};
use super::keys::{self, Key};
use super::standing::Standing;
use super::state::{State, index_key};

const RECORD: &str = "finding-record-unreadable";
const RECORD_NOT_IN_JOURNAL: &str = "finding-record-not-in-journal";
const STATE: &str = "finding-state";
const INDEX_MISSING: &str = "finding-index-missing";
const INDEX_LOOSE: &str = "finding-index-loose";
const COUNT: &str = "finding-count";
const JOURNAL: &str = "finding-journal";
const JOURNAL_HEAD: &str = "finding-journal-head";
const HISTORY: &str = "finding-history";
const SEAL: &str = "finding-seal";

/// The IDs of all sentences that a check can answer with.
pub const FINDINGS: [&str; 10] = [
    RECORD,
    RECORD_NOT_IN_JOURNAL,
    STATE,
    INDEX_MISSING,
    INDEX_LOOSE,
    COUNT,
    JOURNAL,
    JOURNAL_HEAD,
    HISTORY,
    SEAL,
];

/// More would help nobody.
const MOST: usize = 1_000;

/// Looks at everything. Changes wait until it is done; readers do not.
///
/// # Errors
/// When the book can't be read at all.
pub(super) fn check(book: &Book) -> Result<Vec<Finding>, StoreError> {
    let _nobody_writes = book.pause();
    let state = book.state()?;
    let mut look = Look {
        book,
        state: &state,
        findings: Vec::new(),
    };
    let steps = [
        Look::at_the_records,
        Look::at_the_indexes,
        Look::at_the_journal,
        Look::at_the_history,
    ];
    for step in steps {
        match step(&mut look) {
            Err(StoreError::Damaged { what }) => look.found(STATE, what),
            other => other?,
        }
    }
    look.at_the_seal();
    Ok(look.findings)
}

struct Look<'a> {
    book: &'a Book,
    state: &'a State,
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn found(&mut self, message: &'static str, subject: impl Into<String>) {
        if self.findings.len() < MOST {
            let subject = subject.into();
            self.findings.push(Finding { message, subject });
        }
    }

    /// Every record parses and stands in its indexes, and there are as many as there should be.
    fn at_the_records(&mut self) -> Result<(), StoreError> {
        let state = self.state;
        let mut counted = Standing::beginning();
        state.all(keys::RECORDS, |key, value| {
            let Key::Record(key) = key else {
                return Ok(());
            };
            counted.change(key.kind, false, true);
            let Ok(stored) = state.decode(key.clone(), value) else {
                self.found(RECORD, named(&key));
                return Ok(());
            };
            for term in terms(&key, &stored.resource) {
                if !state.has(&index_key(&key, &term))? {
                    self.found(INDEX_MISSING, named(&key));
                }
            }
            Ok(())
        })?;
        for kind in Kind::ALL {
            if counted.count(kind) != state.standing().count(kind) {
                self.found(COUNT, kind.as_str());
            }
        }
        Ok(())
    }

    /// Every index leads to a record that has the term.
    fn at_the_indexes(&mut self) -> Result<(), StoreError> {
        let state = self.state;
        for index in keys::INDEXES {
            state.all(index, |key, _| {
                let (record, term) = match key {
                    Key::Domain { domain, customer } => {
                        (RecordKey::customer(&customer), Term::Domain(domain))
                    }
                    Key::SignInName {
                        customer,
                        name,
                        user,
                    } => (
                        RecordKey::new(&customer, Kind::User, &user),
                        Term::SignInName(name),
                    ),
                    _ => return Ok(()),
                };
                let leads_there = match state.record(&record) {
                    Ok(Some(stored)) => terms(&record, &stored.resource).contains(&term),
                    Ok(None) => false,
                    // Found with the records.
                    Err(_) => true,
                };
                if !leads_there {
                    self.found(INDEX_LOOSE, named(&record));
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// The journal is whole and in its chain, and the state is what it adds up to.
    fn at_the_journal(&mut self) -> Result<(), StoreError> {
        let mut walk = self.book.journal.walk(Mark::BEGINNING);
        let mut added_up = Standing::beginning();
        let mut matched = Standing::beginning();
        loop {
            match walk.next() {
                Ok(Some((place, written))) => {
                    added_up = added_up.after(&written, walk.mark());
                    self.at_an_entry(&written, place, walk.mark(), &mut matched)?;
                }
                Ok(None) => break,
                Err(StoreError::Damaged { what }) => {
                    self.found(JOURNAL, what);
                    return Ok(());
                }
                Err(error) => return Err(error),
            }
        }
        let standing = self.state.standing();
        if walk.ending() == Some(Ending::Torn) || walk.mark() != standing.mark {
            let folder = self.book.journal.folder().display().to_string();
            self.found(JOURNAL_HEAD, folder);
        }
        for kind in Kind::ALL {
            if added_up.count(kind) != standing.count(kind) {
                self.found(COUNT, kind.as_str());
            } else if matched.count(kind) != standing.count(kind) {
                self.found(RECORD_NOT_IN_JOURNAL, kind.as_str());
            }
        }
        Ok(())
    }

    /// An entry stands in the history, and what it wrote last is what the state has.
    fn at_an_entry(
        &mut self,
        written: &Written<'_>,
        place: Place,
        mark: Mark,
        matched: &mut Standing,
    ) -> Result<(), StoreError> {
        let in_history = self.state.part(written.entry, mark.sequence)? == Some(place);
        if !in_history || self.state.entry(written.entry)?.is_none() {
            self.found(HISTORY, written.entry.to_string());
        }
        let last: BTreeMap<&RecordKey, &WrittenChange<'_>> = written
            .changes
            .iter()
            .map(|change| (change.key.as_ref(), change))
            .collect();
        for change in last.into_values() {
            let version = Version(mark.sequence);
            match (self.state.record(&change.key), &change.after) {
                (Ok(Some(stored)), Some(after)) if stored.version == version => {
                    if stored.resource == **after {
                        matched.change(change.key.kind, false, true);
                    } else {
                        self.found(RECORD_NOT_IN_JOURNAL, named(&change.key));
                    }
                }
                (Ok(Some(stored)), _) if stored.version <= version => {
                    self.found(RECORD_NOT_IN_JOURNAL, named(&change.key));
                }
                // Unreadable ones were found with the records; what is gone now is seen by the counts.
                _ => {}
            }
        }
        Ok(())
    }

    /// Every head in the history is one of an entry that the journal has.
    fn at_the_history(&mut self) -> Result<(), StoreError> {
        let state = self.state;
        let mut parts = 0;
        state.all(keys::PARTS, |_, _| {
            parts += 1;
            Ok(())
        })?;
        if parts != state.standing().mark.sequence {
            self.found(HISTORY, state.folder().display().to_string());
        }
        state.all(keys::HISTORY, |key, value| {
            let Key::Entry(id) = key else {
                return Ok(());
            };
            let readable = codec::read_json::<Entry>(value).is_ok_and(|entry| entry.id == id);
            if !readable || state.part(id, id.0)?.is_none() {
                self.found(HISTORY, id.to_string());
            }
            Ok(())
        })
    }

    fn at_the_seal(&mut self) {
        for file in self.book.seal.unreadable() {
            self.found(SEAL, file.display().to_string());
        }
    }
}

/// A record as a person recognises it in a list of findings.
fn named(key: &RecordKey) -> String {
    let (kind, customer, id) = (key.kind.as_str(), &key.customer, &key.id);
    if customer.as_str() == id {
        format!("{kind} {id}")
    } else {
        format!("{kind} {customer} {id}")
    }
}
