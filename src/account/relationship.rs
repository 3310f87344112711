//! The relationship between customer and partner: the words of the wire and those of the service's own export.
//! Source: operations.md section 1.

/// A relationship that the documents know. The service may say others; they are kept and shown as they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// None, or none any more: the customer was removed.
    None,
    /// The partner resells to the customer.
    Reseller,
    /// The partner advises.
    Advisor,
    /// An older programme.
    Syndication,
    /// Microsoft's own support.
    MicrosoftSupport,
}

impl Relationship {
    /// Every relationship.
    pub const ALL: [Relationship; 5] = [
        Relationship::None,
        Relationship::Reseller,
        Relationship::Advisor,
        Relationship::Syndication,
        Relationship::MicrosoftSupport,
    ];

    /// The word in the service's JSON.
    pub const fn wire(self) -> &'static str {
        match self {
            Relationship::None => "none",
            Relationship::Reseller => "reseller",
            Relationship::Advisor => "advisor",
            Relationship::Syndication => "syndication",
            Relationship::MicrosoftSupport => "microsoft_support",
        }
    }

    /// The word in the customer list that the service exports.
    pub const fn exported(self) -> &'static str {
        match self {
            Relationship::None => "None",
            Relationship::Reseller => "Cloud Reseller",
            Relationship::Advisor => "Advisor",
            Relationship::Syndication => "Syndication",
            Relationship::MicrosoftSupport => "Microsoft Support",
        }
    }

    /// Reads the word of the wire, whatever its case.
    pub fn of_wire(word: &str) -> Option<Self> {
        Relationship::ALL
            .into_iter()
            .find(|known| known.wire().eq_ignore_ascii_case(word))
    }

    /// Reads the word of an exported list, whatever its case; that of the wire too.
    pub fn of_exported(word: &str) -> Option<Self> {
        let word = word.trim();
        Relationship::ALL
            .into_iter()
            .find(|known| known.exported().eq_ignore_ascii_case(word))
            .or_else(|| Relationship::of_wire(word))
    }
}

/// The word of an exported list for a word of the wire; an unknown one stays as it is.
pub fn exported(wire: &str) -> &str {
    match Relationship::of_wire(wire) {
        Some(known) => known.exported(),
        None => wire,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_words_of_a_relationship_read_back() {
        for known in Relationship::ALL {
            assert_eq!(Relationship::of_wire(known.wire()), Some(known));
            assert_eq!(Relationship::of_exported(known.exported()), Some(known));
            assert_eq!(exported(known.wire()), known.exported());
        }
    }

    #[test]
    fn an_unknown_word_stays_as_it_is() {
        assert_eq!(exported("delegated"), "delegated");
    }
}
