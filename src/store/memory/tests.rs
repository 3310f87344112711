//! The reference adapter is held to the contract.

use proptest::prelude::*;

use super::*;
use crate::store::contract::deeds::{Place, any_deeds, go};
use crate::store::contract::holds_to_the_contract;

impl Place for MemoryStore {
    fn store(&self) -> &dyn Store {
        self
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_it_answers_as_the_model(deeds in any_deeds()) {
        go(&mut MemoryStore::new(Cloud::Global), &deeds);
    }
}

fn with_a_new_book(check: &dyn Fn(&dyn Store)) {
    check(&MemoryStore::new(Cloud::Global));
}

holds_to_the_contract!(with_a_new_book);
