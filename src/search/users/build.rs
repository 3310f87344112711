//! Making a block of users: from records, or from rows of blocks that were made before.

use std::cmp::Ordering;

use jiff::Timestamp;

use crate::account::record::RecordKey;
use crate::account::resource::Resource;
use crate::account::text::fold;
use crate::account::user::{Life, UserField, UserView};

use super::super::bits::Bits;
use super::super::block::{FIELD, Texts, with_suffix_marked};
use super::block::{Deleted, Homes, LOCAL, UserBlock, compare_ids, packed};
use super::word::letters_of;

/// Ends a text, so that nothing is found across two users.
const END: u8 = b'\n';

/// Gathers rows in any order, each key once, and makes a block of them.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// In the order in which they came; the same home may stand in it more than once.
    block: UserBlock,
    /// Reused from row to row.
    text: Vec<u8>,
}

impl Builder {
    pub(super) fn push(&mut self, key: &RecordKey, user: &Resource, suffix: &str) {
        let view = UserView(user);
        let (local, domain) = parted(view.sign_in_name(), suffix);
        let mut text = std::mem::take(&mut self.text);
        searched(&mut text, user, &local);
        let row = self.block.len() as u32;
        // At no time was it purged before it was deleted.
        let deleted = match view.life(Timestamp::MIN) {
            Life::Deleted(since) => Some(Deleted::new(row, since)),
            Life::Active | Life::Purged => None,
        };
        let customer = packed(key.customer.as_str());
        self.add((&text, letters_of(&text)), (&customer, &domain), deleted);
        self.block.ids.push(&packed(&key.id));
        self.text = text;
    }

    /// Takes over a row of another block.
    pub(super) fn push_row(&mut self, from: &UserBlock, row: usize, deleted: Option<Deleted>) {
        let home = from.of[row] as usize;
        let home = (from.homes.customers.get(home), from.homes.domains.get(home));
        let text = (from.searched.get(row), from.letters[row]);
        let deleted = deleted.map(|one| one.at(self.block.len() as u32));
        self.add(text, home, deleted);
        self.block.ids.push(from.ids.get(row));
    }

    fn add(
        &mut self,
        (text, letters): (&[u8], u32),
        (customer, domain): (&[u8], &[u8]),
        deleted: Option<Deleted>,
    ) {
        let block = &mut self.block;
        block.searched.push(text);
        block.letters.push(letters);
        block.deleted.extend(deleted);
        let homes = &mut block.homes;
        let last = homes.customers.len().checked_sub(1);
        // Users of one customer come one behind the other.
        let is_last = |home: usize| {
            homes.customers.get(home) == customer && homes.domains.get(home) == domain
        };
        let home = match last.filter(|home| is_last(*home)) {
            Some(home) => home,
            None => {
                homes.customers.push(customer);
                homes.domains.push(domain);
                homes.customers.len() - 1
            }
        };
        block.of.push(home as u32);
    }

    /// The rows in the order of lists. Column by column, so that there are never two of a large one for longer than needed.
    pub(super) fn finish(self) -> UserBlock {
        let order = ordered(&self.block);
        let UserBlock {
            searched,
            letters,
            homes,
            of,
            ids,
            deleted,
            ..
        } = self.block;
        let searched = moved(searched, &order);
        let letters = order.iter().map(|row| letters[*row as usize]).collect();
        let (homes, numbers) = sorted_homes(homes);
        let of: Vec<u32> = order
            .iter()
            .map(|row| numbers[of[*row as usize] as usize])
            .collect();
        let ids = moved(ids, &order);
        let mut block = UserBlock {
            searched,
            letters,
            homes,
            of,
            ids,
            deleted: moved_deleted(&deleted, &order),
            by_key: Vec::new(),
        };
        block.by_key = keyed(&block);
        block
    }
}

/// What stands before the `@` of a sign-in name, and what stands behind it with the `@`; folded.
fn parted(sign_in_name: &str, suffix: &str) -> (String, Vec<u8>) {
    let mut folded = fold(sign_in_name);
    match folded.rfind('@') {
        Some(at) => {
            let domain = with_suffix_marked(&folded[at..], suffix);
            folded.truncate(at);
            (folded, domain)
        }
        None => (folded, Vec::new()),
    }
}

/// The folded text in which words are found. A name that stands in the display name is left out: a word finds it there.
fn searched(text: &mut Vec<u8>, user: &Resource, local: &str) {
    let display_name = fold(UserView(user).display_name());
    text.clear();
    text.extend_from_slice(display_name.as_bytes());
    text.push(FIELD);
    text.extend_from_slice(local.as_bytes());
    text.push(LOCAL);
    for field in [UserField::FirstName, UserField::LastName] {
        let name = fold(user.text_or_empty(field.path()));
        if !display_name.contains(&name) {
            text.extend_from_slice(name.as_bytes());
            text.push(FIELD);
        }
    }
    text.push(END);
}

/// Row numbers in the order of lists. The first letters of the names decide nearly always, and the first ones of the IDs
/// where names are the same; both are compared without looking for the texts.
fn ordered(block: &UserBlock) -> Vec<u32> {
    const FIRST: usize = size_of::<u128>();
    let has_guids = (0..block.len()).all(|row| block.ids.get(row).first() == Some(&0));
    let mut keys: Vec<(u128, u64, u32)> = (0..block.len())
        .map(|row| {
            let id = beginning(block.ids.get(row).get(1..).unwrap_or_default());
            let id = (id >> 64) as u64;
            (beginning(block.name(row)), id, row as u32)
        })
        .collect();
    keys.sort_unstable_by(|a, b| {
        let (one, other) = (a.2 as usize, b.2 as usize);
        let is_short = |key: u128| key.to_be_bytes()[FIRST - 1] == 0;
        let names = a.0.cmp(&b.0).then_with(|| match is_short(a.0) {
            true => Ordering::Equal,
            false => block.name(one).cmp(block.name(other)),
        });
        let ids = || match has_guids {
            true => a.1.cmp(&b.1),
            false => compare_ids(block.ids.get(one), block.ids.get(other)),
        };
        names
            .then_with(ids)
            .then_with(|| block.compare(one, block, other))
    });
    keys.into_iter().map(|(_, _, row)| row).collect()
}

/// Row numbers in the order of customer and ID.
fn keyed(block: &UserBlock) -> Vec<u32> {
    let mut keys: Vec<(u32, u64, u32)> = (0..block.len())
        .map(|row| {
            let id = (beginning(block.ids.get(row)) >> 64) as u64;
            (block.of[row], id, row as u32)
        })
        .collect();
    let homes = &block.homes.customers;
    keys.sort_unstable_by(|a, b| {
        let customers = match a.0 == b.0 {
            true => Ordering::Equal,
            false => homes.get(a.0 as usize).cmp(homes.get(b.0 as usize)),
        };
        let ids = || {
            let (one, other) = (a.2 as usize, b.2 as usize);
            block.ids.get(one).cmp(block.ids.get(other))
        };
        customers.then_with(|| a.1.cmp(&b.1)).then_with(ids)
    });
    keys.into_iter().map(|(_, _, row)| row).collect()
}

/// The first bytes as a number that compares as they do; none of a text is zero.
fn beginning(text: &[u8]) -> u128 {
    let mut first = [0; size_of::<u128>()];
    let length = text.len().min(first.len());
    first[..length].copy_from_slice(&text[..length]);
    u128::from_be_bytes(first)
}

fn moved(texts: Texts, order: &[u32]) -> Texts {
    let mut moved = Texts::with_capacity(order.len(), texts.size());
    order
        .iter()
        .for_each(|row| moved.push(texts.get(*row as usize)));
    moved
}

fn moved_deleted(deleted: &[Deleted], order: &[u32]) -> Vec<Deleted> {
    if deleted.is_empty() {
        return Vec::new();
    }
    let mut is_deleted = Bits::new(order.len());
    deleted
        .iter()
        .for_each(|one| is_deleted.insert(one.row as usize));
    let moved = order.iter().zip(0_u32..).filter_map(|(from, row)| {
        if !is_deleted.contains(*from as usize) {
            return None;
        }
        let place = deleted.binary_search_by_key(from, |one| one.row).ok()?;
        Some(deleted[place].at(row))
    });
    moved.collect()
}

/// The homes in order, each once, and for each of the unsorted ones which it is.
fn sorted_homes(homes: Homes) -> (Homes, Vec<u32>) {
    let of = |home: u32| {
        let home = home as usize;
        (homes.customers.get(home), homes.domains.get(home))
    };
    let mut order: Vec<u32> = (0..homes.customers.len() as u32).collect();
    order.sort_by(|a, b| of(*a).cmp(&of(*b)));
    let mut sorted = Homes::default();
    let mut numbers = vec![0; order.len()];
    let mut last = None;
    for home in order {
        let (customer, domain) = of(home);
        if last != Some((customer, domain)) {
            sorted.customers.push(customer);
            sorted.domains.push(domain);
            sorted.letters.push(letters_of(domain));
            last = Some((customer, domain));
        }
        numbers[home as usize] = sorted.customers.len() as u32 - 1;
    }
    (sorted, numbers)
}
