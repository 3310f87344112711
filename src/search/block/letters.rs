//! Which letters stand in a text, as a mask of 64 bits: a row whose mask lacks a letter of what is looked for needs no look
//! at its text, and one letter alone is found by the mask.

/// The bits of each byte: small Latin letters and digits have one of their own, the bytes of other scripts share some.
const BITS: [u64; 256] = bits();

const fn bits() -> [u64; 256] {
    let mut bits = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        bits[byte] = match byte as u8 {
            letter @ b'a'..=b'z' => 1 << (letter - b'a'),
            digit @ b'0'..=b'9' => 1 << (26 + digit - b'0'),
            other @ 0x80.. => 1 << (40 + other % 24),
            _ => 0,
        };
        byte += 1;
    }
    bits
}

/// The letters of a text.
pub(in crate::search) fn letters_of(text: &[u8]) -> u64 {
    text.iter()
        .fold(0, |mask, byte| mask | BITS[*byte as usize])
}

/// Whether the mask alone says that a text stands in a row.
pub(in crate::search) fn is_one_letter(text: &[u8]) -> bool {
    matches!(text, [b'a'..=b'z' | b'0'..=b'9'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_have_bits_of_their_own() {
        let mut all = 0;
        for byte in (b'a'..=b'z').chain(b'0'..=b'9') {
            let mask = letters_of(&[byte]);
            assert_eq!((mask.count_ones(), mask & all), (1, 0));
            all |= mask;
        }
        assert_eq!(all & letters_of("윙Ωé\u{1f}-".as_bytes()), 0);
    }
}
