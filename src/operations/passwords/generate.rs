//! The shape of a first password, operations.md section 10: 16 characters of all four classes, none that looks like
//! another, a letter first, so that no spreadsheet takes it for a formula.

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::operations::Desk;

const LENGTH: usize = 16;

/// Capital letters without I and O.
const CAPITALS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Small letters without l.
const SMALL: &[u8] = b"abcdefghijkmnopqrstuvwxyz";
/// Digits without 0 and 1.
const DIGITS: &[u8] = b"23456789";
const SYMBOLS: &[u8] = b"!#$%&*?.";

const CLASSES: [&[u8]; 4] = [CAPITALS, SMALL, DIGITS, SYMBOLS];

/// A first password, each of the possible ones as likely as any other. It never holds the sign-in name, nor the part of
/// it before the `@`.
pub fn generate(desk: &Desk, sign_in_name: &str) -> SecretString {
    let forbidden = sign_in_name
        .split('@')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let mut draws = Draws::new(desk);
    loop {
        // Whole candidates are thrown away: mending one would make some passwords likelier than others.
        let candidate = draws.candidate();
        if let Ok(text) = std::str::from_utf8(candidate.as_slice())
            && has_all_classes(candidate.as_slice())
            && !holds(text, &forbidden)
        {
            return SecretString::from(text);
        }
    }
}

fn has_all_classes(candidate: &[u8]) -> bool {
    CLASSES
        .iter()
        .all(|class| candidate.iter().any(|letter| class.contains(letter)))
}

fn holds(candidate: &str, forbidden: &str) -> bool {
    let small = Zeroizing::new(candidate.to_ascii_lowercase());
    !forbidden.is_empty() && small.contains(forbidden)
}

/// Random letters out of random bytes.
struct Draws<'a> {
    desk: &'a Desk,
    bytes: Zeroizing<[u8; 64]>,
    used: usize,
}

impl<'a> Draws<'a> {
    fn new(desk: &'a Desk) -> Self {
        Self {
            desk,
            bytes: Zeroizing::new([0; 64]),
            used: 64,
        }
    }

    fn candidate(&mut self) -> Zeroizing<[u8; LENGTH]> {
        let mut candidate = Zeroizing::new([0; LENGTH]);
        candidate[0] = self.one_of(&[CAPITALS, SMALL]);
        for letter in candidate.iter_mut().skip(1) {
            *letter = self.one_of(&CLASSES);
        }
        candidate
    }

    fn one_of(&mut self, classes: &[&[u8]]) -> u8 {
        let several: usize = classes.iter().map(|class| class.len()).sum();
        let mut place = self.below(several);
        for class in classes {
            match class.get(place) {
                Some(letter) => return *letter,
                None => place -= class.len(),
            }
        }
        unreachable!("the place is below the sum of all lengths")
    }

    /// A number below a limit of at most 256. Bytes beyond the last whole multiple of the limit are thrown away: they
    /// would make the first letters likelier.
    fn below(&mut self, limit: usize) -> usize {
        let fair = 256 - 256 % limit;
        loop {
            let byte = usize::from(self.byte());
            if byte < fair {
                return byte % limit;
            }
        }
    }

    fn byte(&mut self) -> u8 {
        if self.used == self.bytes.len() {
            self.desk.fill_random(self.bytes.as_mut_slice());
            self.used = 0;
        }
        self.used += 1;
        self.bytes[self.used - 1]
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use proptest::prelude::*;
    use secrecy::ExposeSecret;

    use super::*;
    use crate::account::cloud::Cloud;
    use crate::account::entry::Operator;
    use crate::operations::{Chance, SystemClock};
    use crate::store::memory::MemoryStore;

    struct Seeded(Mutex<u64>);

    impl Chance for Seeded {
        fn fill(&self, bytes: &mut [u8]) {
            let mut state = self.0.lock().unwrap();
            for byte in bytes {
                *state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                *byte = (*state >> 56) as u8;
            }
        }
    }

    fn desk(seed: u64) -> Desk {
        let operator = Operator {
            name: "eun".to_owned(),
            roles: Vec::new(),
        };
        Desk::new(
            Box::new(MemoryStore::new(Cloud::Global)),
            operator,
            Box::new(SystemClock),
            Box::new(Seeded(Mutex::new(seed))),
            false,
        )
    }

    proptest! {
        #[test]
        fn every_password_keeps_the_rules(seed in any::<u64>(), name in "[a-z.]{0,3}") {
            let desk = desk(seed);
            let password = generate(&desk, &format!("{name}@contoso.onmicrosoft.com"));
            let text = password.expose_secret();
            prop_assert_eq!(text.len(), 16);
            prop_assert!(text.starts_with(|first: char| first.is_ascii_alphabetic()));
            prop_assert!(!text.contains(['0', 'O', '1', 'l', 'I']));
            prop_assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&*?.".contains(c)));
            prop_assert!(text.contains(|c: char| c.is_ascii_uppercase()));
            prop_assert!(text.contains(|c: char| c.is_ascii_lowercase()));
            prop_assert!(text.contains(|c: char| c.is_ascii_digit()));
            prop_assert!(text.contains(|c: char| !c.is_ascii_alphanumeric()));
            prop_assert!(name.is_empty() || !text.to_lowercase().contains(&name));
        }
    }

    #[test]
    fn every_letter_comes_up_as_often_as_any_other() {
        let desk = desk(7);
        let mut counts = [0_u32; 128];
        for _ in 0..20_000 {
            for letter in generate(&desk, "").expose_secret().bytes().skip(1) {
                counts[usize::from(letter)] += 1;
            }
        }
        // 300,000 letters; the classes with few letters come up oftener because each must be there.
        for class in CLASSES {
            let counts: Vec<u32> = class
                .iter()
                .map(|letter| counts[usize::from(*letter)])
                .collect();
            let mean = counts.iter().sum::<u32>() / counts.len() as u32;
            for count in counts {
                assert!(count.abs_diff(mean) * 20 < mean, "{count} against {mean}");
            }
        }
    }
}
