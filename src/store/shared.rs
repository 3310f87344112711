//! What should be one record's alone and is not: domains and sign-in names that several records have. The service has each
//! once; a file may say something else, and an import believes it.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use crate::account::record::{CustomerId, RecordKey, Stored};

use super::StoreError;

/// So many of those who share a name are named.
pub const NAMED: usize = 10;

/// Names that are looked at in one go, so that a book in which nothing is unique takes no more memory than another.
const AT_ONCE: usize = if cfg!(test) { 2 } else { 100_000 };

/// A name that several records have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Folded.
    pub name: String,
    /// How many have it.
    pub count: u64,
    /// The first of them in the order of keys, up to [`NAMED`].
    pub holders: Vec<RecordKey>,
}

/// Told of each name that is shared.
pub type TakeShared<'a> = &'a mut dyn FnMut(Shared);

/// Whether a record counts among those who have a name.
pub type Counts<'a> = &'a dyn Fn(&Stored) -> bool;

/// Told of each name and who has it, in any order, the same one each time.
pub(super) type VisitNames<'a> = &'a mut dyn FnMut(&str, &RecordKey) -> Result<(), StoreError>;

/// Domains as an index gives them, in their order: those of several customers follow one another.
#[derive(Default)]
pub(super) struct InARow {
    last: Option<Shared>,
}

impl InARow {
    /// Takes the next one.
    pub(super) fn push(&mut self, domain: &str, customer: &CustomerId, take: TakeShared<'_>) {
        let holder = RecordKey::customer(customer);
        match &mut self.last {
            Some(shared) if shared.name == domain => shared.add(holder),
            _ => {
                self.end(take);
                self.last = Some(Shared::of(domain, holder));
            }
        }
    }

    /// There are no more.
    pub(super) fn end(&mut self, take: TakeShared<'_>) {
        if let Some(shared) = self.last.take().filter(|shared| shared.count > 1) {
            take(shared);
        }
    }
}

impl Shared {
    fn of(name: &str, holder: RecordKey) -> Self {
        Self {
            name: name.to_owned(),
            count: 1,
            holders: vec![holder],
        }
    }

    fn add(&mut self, holder: RecordKey) {
        self.count += 1;
        if self.holders.len() < NAMED {
            self.holders.push(holder);
        }
    }
}

/// Finds the names that several users have, whosever they are. The names are gone through once for eight bytes of each, and
/// once more for those that may stand there twice: 40 MB for five million users.
///
/// # Errors
/// Whatever going through them or reading a user ends with.
pub(super) fn among_users(
    each: &dyn Fn(VisitNames<'_>) -> Result<(), StoreError>,
    record: &dyn Fn(&RecordKey) -> Result<Option<Stored>, StoreError>,
    counts: Counts<'_>,
    take: TakeShared<'_>,
) -> Result<(), StoreError> {
    let hash = RandomState::new();
    let mut prints: Vec<u64> = Vec::new();
    each(&mut |name, _| {
        prints.push(hash.hash_one(name));
        Ok(())
    })?;
    prints.sort_unstable();
    for some in repeated(prints).chunks(AT_ONCE) {
        let mut found: BTreeMap<String, Shared> = BTreeMap::new();
        each(&mut |name, user| {
            if some.binary_search(&hash.hash_one(name)).is_err() {
                return Ok(());
            }
            // What can't be read is found by those who look at the records.
            if record(user)
                .ok()
                .flatten()
                .is_some_and(|user| counts(&user))
            {
                match found.get_mut(name) {
                    Some(shared) => shared.add(user.clone()),
                    None => drop(found.insert(name.to_owned(), Shared::of(name, user.clone()))),
                }
            }
            Ok(())
        })?;
        found
            .into_values()
            .filter(|shared| shared.count > 1)
            .for_each(&mut *take);
    }
    Ok(())
}

/// Each number that stands in an ordered list more than once, in order.
fn repeated(mut sorted: Vec<u64>) -> Vec<u64> {
    let mut kept = 0;
    let mut at = 0;
    while at < sorted.len() {
        let number = sorted[at];
        let next = at + sorted[at..].partition_point(|&other| other == number);
        if next - at > 1 {
            sorted[kept] = number;
            kept += 1;
        }
        at = next;
    }
    sorted.truncate(kept);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_repeated_number_is_told_once() {
        assert_eq!(repeated(vec![1, 2, 2, 3, 4, 4, 4, 5, 9, 9]), [2, 4, 9]);
        assert_eq!(repeated(vec![7, 7]), [7]);
        assert!(repeated(vec![1, 2]).is_empty());
        assert!(repeated(Vec::new()).is_empty());
    }
}
