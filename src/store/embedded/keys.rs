//! The keys of the state, all in one order. [`Key::bytes`] builds each, [`Key::read`] reads it back; nothing else knows how
//! they look.
//!
//! Bytes order as the keys do: records of a kind by customer and ID, heads of the history newest first, as they are read. A
//! text that something follows ends with 0 1, and a zero byte within it is written as 0 255, so that no text looks like the
//! beginning of another.

use crate::account::entry::EntryId;
use crate::account::record::{CustomerId, Kind, RecordKey};

/// The name of one value of the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    /// A record.
    Record(RecordKey),
    /// That a customer has a domain.
    Domain {
        /// Folded.
        domain: String,
        customer: CustomerId,
    },
    /// That a user of a customer signs in with a name.
    SignInName {
        customer: CustomerId,
        /// Folded.
        name: String,
        user: String,
    },
    /// The head of a history entry.
    Entry(EntryId),
    /// Where in the journal one commit of a history entry stands.
    Part { entry: EntryId, sequence: u64 },
}

const RECORD: u8 = b'r';
const DOMAIN: u8 = b'd';
const SIGN_IN_NAME: u8 = b's';
const ENTRY: u8 = b'h';
const PART: u8 = b'p';

impl Key {
    /// As it stands in the tree.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Key::Record(key) => {
                let mut bytes = records_of(key.kind, Some(&key.customer));
                bytes.extend_from_slice(key.id.as_bytes());
                bytes
            }
            Key::Domain { domain, customer } => {
                let mut bytes = on_domain(domain);
                bytes.extend_from_slice(customer.as_str().as_bytes());
                bytes
            }
            Key::SignInName {
                customer,
                name,
                user,
            } => {
                let mut bytes = signing_in_as(customer, name);
                bytes.extend_from_slice(user.as_bytes());
                bytes
            }
            Key::Entry(id) => numbered(ENTRY, !id.0),
            Key::Part { entry, sequence } => {
                let mut bytes = parts_of(*entry);
                bytes.extend_from_slice(&sequence.to_be_bytes());
                bytes
            }
        }
    }

    /// Reads it back; `None` when the bytes are no key.
    pub(super) fn read(bytes: &[u8]) -> Option<Key> {
        let (&tag, rest) = bytes.split_first()?;
        Some(match tag {
            RECORD => {
                let (&kind, rest) = rest.split_first()?;
                let (customer, id) = split_text(rest)?;
                Key::Record(RecordKey {
                    customer: CustomerId::new(&customer),
                    kind: kind_of(kind)?,
                    id: text(id)?,
                })
            }
            DOMAIN => {
                let (domain, customer) = split_text(rest)?;
                Key::Domain {
                    domain,
                    customer: CustomerId::new(&text(customer)?),
                }
            }
            SIGN_IN_NAME => {
                let (customer, rest) = split_text(rest)?;
                let (name, user) = split_text(rest)?;
                Key::SignInName {
                    customer: CustomerId::new(&customer),
                    name,
                    user: text(user)?,
                }
            }
            ENTRY => Key::Entry(EntryId(!number(rest)?)),
            PART => {
                let (entry, sequence) = rest.split_at_checked(8)?;
                Key::Part {
                    entry: EntryId(number(entry)?),
                    sequence: number(sequence)?,
                }
            }
            _ => return None,
        })
    }
}

/// What the keys of all records of a kind begin with, of one customer or of everybody.
pub(super) fn records_of(kind: Kind, customer: Option<&CustomerId>) -> Vec<u8> {
    let mut bytes = vec![RECORD, byte_of(kind)];
    if let Some(customer) = customer {
        push_text(&mut bytes, customer.as_str());
    }
    bytes
}

/// What the keys of the customers with a folded domain begin with.
pub(super) fn on_domain(domain: &str) -> Vec<u8> {
    let mut bytes = vec![DOMAIN];
    push_text(&mut bytes, domain);
    bytes
}

/// What the keys of a customer's users with a folded sign-in name begin with.
pub(super) fn signing_in_as(customer: &CustomerId, name: &str) -> Vec<u8> {
    let mut bytes = vec![SIGN_IN_NAME];
    push_text(&mut bytes, customer.as_str());
    push_text(&mut bytes, name);
    bytes
}

/// What the keys of the commits of a history entry begin with.
pub(super) fn parts_of(entry: EntryId) -> Vec<u8> {
    numbered(PART, entry.0)
}

/// What the keys of all records begin with.
pub(super) const RECORDS: &[u8] = &[RECORD];
/// What the keys of each index begin with.
pub(super) const INDEXES: [&[u8]; 2] = [DOMAINS, SIGN_IN_NAMES];
/// What the keys of the index of domains begin with.
pub(super) const DOMAINS: &[u8] = &[DOMAIN];
/// What the keys of the index of sign-in names begin with.
pub(super) const SIGN_IN_NAMES: &[u8] = &[SIGN_IN_NAME];
/// What the keys of the heads of the history begin with.
pub(super) const HISTORY: &[u8] = &[ENTRY];
/// What the keys of the commits of the history begin with.
pub(super) const PARTS: &[u8] = &[PART];

/// As much of a key as it is looked up by: of an index what stands before the record that it leads to, of all else the key.
pub(super) fn looked_up_by(key: &[u8]) -> &[u8] {
    let texts = match key.first() {
        Some(&DOMAIN) => 1,
        Some(&SIGN_IN_NAME) => 2,
        _ => return key,
    };
    let mut end = 1;
    for _ in 0..texts {
        end += length_of_text(&key[end..]);
    }
    &key[..end]
}

/// Fixed for ever: it is in every book.
const fn byte_of(kind: Kind) -> u8 {
    match kind {
        Kind::Agreement => b'a',
        Kind::Book => b'b',
        Kind::Customer => b'c',
        Kind::Entitlement => b'e',
        Kind::Invitation => b'i',
        Kind::License => b'l',
        Kind::Qualification => b'q',
        Kind::Reseller => b'p',
        Kind::Run => b'r',
        Kind::ServiceRequest => b's',
        Kind::Sku => b'k',
        Kind::Subscription => b'n',
        Kind::SupportContact => b'o',
        Kind::Transfer => b't',
        Kind::User => b'u',
    }
}

fn kind_of(byte: u8) -> Option<Kind> {
    Kind::ALL.into_iter().find(|&kind| byte_of(kind) == byte)
}

fn numbered(tag: u8, number: u64) -> Vec<u8> {
    let mut bytes = vec![tag];
    bytes.extend_from_slice(&number.to_be_bytes());
    bytes
}

fn number(bytes: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    for &byte in text.as_bytes() {
        bytes.push(byte);
        if byte == 0 {
            bytes.push(255);
        }
    }
    bytes.extend_from_slice(&[0, 1]);
}

/// Bytes of a text with its end; all there are when it has none.
fn length_of_text(bytes: &[u8]) -> usize {
    let ends = memchr::memmem::find(bytes, &[0, 1]);
    ends.map_or(bytes.len(), |at| at + 2)
}

/// A text up to its end, and what follows.
fn split_text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let mut found = Vec::new();
    let mut rest = bytes;
    loop {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        if byte == 0 {
            let (&mark, after) = rest.split_first()?;
            rest = after;
            match mark {
                1 => return Some((String::from_utf8(found).ok()?, rest)),
                255 => {}
                _ => return None,
            }
        }
        found.push(byte);
    }
}

fn text(bytes: &[u8]) -> Option<String> {
    String::from_utf8(bytes.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof!["[a-c\\x00]{0,4}", "\\PC{0,6}"]
    }

    /// Not trimmed or folded by `CustomerId::new`, which reading goes through.
    fn any_customer() -> impl Strategy<Value = CustomerId> {
        any_text().prop_map(|text| CustomerId::new(&text))
    }

    fn any_record() -> impl Strategy<Value = RecordKey> {
        let kind = proptest::sample::select(Kind::ALL.to_vec());
        (any_customer(), kind, any_text())
            .prop_map(|(customer, kind, id)| RecordKey::new(&customer, kind, &id))
    }

    fn any_key() -> impl Strategy<Value = Key> {
        prop_oneof![
            any_record().prop_map(Key::Record),
            (any_text(), any_customer())
                .prop_map(|(domain, customer)| Key::Domain { domain, customer }),
            (any_customer(), any_text(), any_text()).prop_map(|(customer, name, user)| {
                Key::SignInName {
                    customer,
                    name,
                    user,
                }
            }),
            any::<u64>().prop_map(|id| Key::Entry(EntryId(id))),
            any::<(u64, u64)>().prop_map(|(entry, sequence)| Key::Part {
                entry: EntryId(entry),
                sequence,
            }),
        ]
    }

    #[test]
    fn every_kind_has_a_byte_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(kind_of(byte_of(kind)), Some(kind));
        }
    }

    proptest! {
        #[test]
        fn a_key_reads_back(key in any_key()) {
            prop_assert_eq!(Key::read(&key.bytes()), Some(key));
        }

        #[test]
        fn records_of_a_kind_stand_in_their_order(one in any_record(), two in any_record()) {
            let two = RecordKey { kind: one.kind, ..two };
            let bytes = |key: &RecordKey| Key::Record(key.clone()).bytes();
            prop_assert_eq!(bytes(&one).cmp(&bytes(&two)), one.cmp(&two));
        }

        #[test]
        fn what_belongs_to_one_customer_does_not_look_like_anothers(one in any_record(), two in any_customer()) {
            let bytes = Key::Record(one.clone()).bytes();
            let is_twos = bytes.starts_with(&records_of(one.kind, Some(&two)));
            prop_assert_eq!(is_twos, one.customer == two);
        }

        #[test]
        fn newer_entries_stand_before_older_ones(one: u64, two: u64) {
            let bytes = |id| Key::Entry(EntryId(id)).bytes();
            prop_assert_eq!(bytes(one).cmp(&bytes(two)), two.cmp(&one));
        }

        #[test]
        fn an_index_is_looked_up_by_all_but_the_record(customer in any_customer(), text in any_text(), user in any_text()) {
            let domain = Key::Domain { domain: text.clone(), customer: customer.clone() }.bytes();
            prop_assert_eq!(looked_up_by(&domain), &on_domain(&text)[..]);
            let name = Key::SignInName { customer: customer.clone(), name: text.clone(), user }.bytes();
            prop_assert_eq!(looked_up_by(&name), &signing_in_as(&customer, &text)[..]);
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = Key::read(&bytes);
            let _ = looked_up_by(&bytes);
        }
    }
}
