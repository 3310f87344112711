//! An index as bytes: it comes back as it was, or not at all.

use super::*;

fn written(index: &Index) -> Vec<u8> {
    let mut bytes = Vec::new();
    index.write(&mut bytes).unwrap();
    bytes
}

fn part_of(bytes: &[u8]) -> impl Fn(u64, &mut [u8]) -> std::io::Result<()> + Sync {
    |from, into| {
        let part = bytes.get(from as usize..from as usize + into.len());
        into.copy_from_slice(part.ok_or(std::io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

fn read(bytes: &[u8]) -> std::io::Result<Index> {
    Index::read(&part_of(bytes), bytes.len() as u64, SUFFIX)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_index_comes_back_from_its_bytes_as_it_was(
        batches in prop::collection::vec(prop::collection::vec(change(), 0..30), 1..8),
        next in change(),
        query in query(),
        sort in sort(),
    ) {
        let query = Query::parse(&query).unwrap();
        let index = patched(&batches);
        let again = Arc::new(read(&written(&index)).unwrap());
        prop_assert_eq!(all(&find(&again, &query, sort, None)), all(&find(&index, &query, sort, None)));
        for removed in [Removed::Hidden, Removed::Shown] {
            prop_assert_eq!(index.len(removed), again.len(removed));
        }
        let next = [next];
        let (index, again) = (Arc::new(index.patched(&next)), Arc::new(again.patched(&next)));
        prop_assert_eq!(all(&find(&again, &query, sort, None)), all(&find(&index, &query, sort, None)));
    }

    #[test]
    fn changed_bytes_are_refused_or_read_and_never_a_panic(
        batch in prop::collection::vec(change(), 0..12),
        place in any::<Pick>(),
        bit in 0..8_u8,
        cut in any::<Pick>(),
    ) {
        let mut bytes = written(&patched(&[batch]));
        let at = place.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let _ = read(&bytes);
        bytes[at] ^= 1 << bit;
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(read(&bytes).is_err());
    }
}
