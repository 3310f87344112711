//! A disk that fails while somebody types: the form stays with its words, and it is said that nothing was saved.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Entry, EntryId};
use partnerdeck::account::record::{CustomerId, Kind, RecordKey, Stored};
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::store::{
    BookFacts, Commit, Counts, Finding, Image, Receipt, SealedAhead, Secret, Store, StoreError,
    TakeShared,
};

use crate::session::{Session, small_book_at};

/// A book in memory whose disk runs full when the test says so.
struct Failing {
    book: MemoryStore,
    is_full: Arc<AtomicBool>,
}

impl Failing {
    fn room(&self) -> Result<(), StoreError> {
        match self.is_full.load(Ordering::Relaxed) {
            true => Err(StoreError::DiskFull),
            false => Ok(()),
        }
    }
}

impl Store for Failing {
    fn book(&self) -> BookFacts {
        self.book.book()
    }
    fn bytes(&self) -> Option<u64> {
        self.book.bytes()
    }
    fn get(&self, key: &RecordKey) -> Result<Option<Stored>, StoreError> {
        self.book.get(key)
    }
    fn list(&self, customer: &CustomerId, kind: Kind) -> Result<Vec<Stored>, StoreError> {
        self.book.list(customer, kind)
    }
    fn scan(
        &self,
        kind: Kind,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.book.scan(kind, visit)
    }
    fn walk(
        &self,
        customer: Option<&CustomerId>,
        visit: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.book.walk(customer, visit)
    }
    fn count(&self, kind: Kind) -> Result<u64, StoreError> {
        self.book.count(kind)
    }
    fn customers_on_domain(&self, domain: &str) -> Result<Vec<CustomerId>, StoreError> {
        self.book.customers_on_domain(domain)
    }
    fn users_signing_in_as(
        &self,
        customer: &CustomerId,
        name: &str,
    ) -> Result<Vec<RecordKey>, StoreError> {
        self.book.users_signing_in_as(customer, name)
    }
    fn commit(&self, commit: &Commit) -> Result<Receipt, StoreError> {
        self.room()?;
        self.book.commit(commit)
    }
    fn entries(&self, before: Option<EntryId>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.book.entries(before, limit)
    }
    fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        self.book.entry(id)
    }
    fn images(
        &self,
        id: EntryId,
        visit: &mut dyn FnMut(Image) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.book.images(id, visit)
    }
    fn seal_ahead(&self, secrets: &[Secret]) -> Result<SealedAhead, StoreError> {
        self.room()?;
        self.book.seal_ahead(secrets)
    }
    fn settle_sealed(&self, sealed: SealedAhead, is_made: bool) -> Result<(), StoreError> {
        self.book.settle_sealed(sealed, is_made)
    }
    fn unseal(&self, customer: Option<&CustomerId>) -> Result<Vec<Secret>, StoreError> {
        self.book.unseal(customer)
    }
    fn sealed(&self) -> Result<Vec<(CustomerId, u64)>, StoreError> {
        self.book.sealed()
    }
    fn sealed_of(&self, customer: &CustomerId) -> Result<Vec<RecordKey>, StoreError> {
        self.book.sealed_of(customer)
    }
    fn destroy(&self, keys: &[RecordKey]) -> Result<(), StoreError> {
        self.book.destroy(keys)
    }
    fn check(&self) -> Result<Vec<Finding>, StoreError> {
        self.book.check()
    }
    fn shared_domains(&self, take: TakeShared<'_>) -> Result<(), StoreError> {
        self.book.shared_domains(take)
    }
    fn shared_sign_in_names(
        &self,
        counts: Counts<'_>,
        take: TakeShared<'_>,
    ) -> Result<(), StoreError> {
        self.book.shared_sign_in_names(counts, take)
    }
    fn compact(&self) -> Result<(), StoreError> {
        self.book.compact()
    }
    fn checkpoint(&self) -> Result<(), StoreError> {
        self.book.checkpoint()
    }
}

#[test]
fn a_save_that_fails_keeps_the_form_and_its_words_until_there_is_room() {
    let is_full = Arc::new(AtomicBool::new(false));
    let desk = small_book_at(Box::new(Failing {
        book: MemoryStore::new(Cloud::Global),
        is_full: Arc::clone(&is_full),
    }));
    let mut session = Session::on(Arc::clone(&desk), 80, 24);
    session.keys("/wingtip<CR>").settle().keys("e").settle();
    is_full.store(true, Ordering::Relaxed);
    session
        .keys("<Down><Down><Down><Down><C-u>Seattle<C-s>")
        .settle();
    let frame = session.frame();
    assert!(frame.contains("The disk is full."), "{frame}");
    assert!(frame.contains("Seattle"), "{frame}");
    assert!(!frame.contains("saved Wingtip Toys"), "{frame}");
    is_full.store(false, Ordering::Relaxed);
    session.keys("<C-s>").settle();
    let frame = session.frame();
    assert!(frame.contains("saved Wingtip Toys"), "{frame}");
}
