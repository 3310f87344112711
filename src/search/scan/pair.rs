//! Two letters side by side, sixty-four places at a time. A search for a longer text jumps from hit to hit; two letters hit so
//! often that the jumps cost more than the way.

use wide::u8x64;

/// Places that are looked at together.
const LANES: usize = 64;

/// Calls `stands_at` for each place in the bytes where the pair stands, in order.
pub(in crate::search) fn each(bytes: &[u8], pair: [u8; 2], mut stands_at: impl FnMut(usize)) {
    let [first, second] = pair.map(u8x64::splat);
    let (ones, _) = bytes.as_chunks::<LANES>();
    let (others, _) = bytes.get(1..).unwrap_or_default().as_chunks::<LANES>();
    for (number, (one, other)) in ones.iter().zip(others).enumerate() {
        let both = u8x64::new(*one).simd_eq(first) & u8x64::new(*other).simd_eq(second);
        let mut places = both.to_bitmask();
        while places != 0 {
            stands_at(number * LANES + places.trailing_zeros() as usize);
            places &= places - 1;
        }
    }
    let rest = others.len() * LANES;
    let windows = bytes[rest..].windows(2).enumerate();
    windows
        .filter(|(_, window)| *window == pair)
        .for_each(|(place, _)| stands_at(rest + place));
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    proptest! {
        #[test]
        fn every_pair_is_found_wherever_it_stands(bytes in vec(b'a'..b'd', 0..400)) {
            let mut found = Vec::new();
            each(&bytes, *b"ab", |place| found.push(place));
            let plain = bytes.windows(2).enumerate().filter(|(_, two)| two == b"ab");
            let expected: Vec<usize> = plain.map(|(place, _)| place).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
