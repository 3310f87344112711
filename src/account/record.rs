//! What the book keeps: records. A record is one resource of one kind that belongs to one customer.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::resource::Resource;

/// The Microsoft ID of a customer (tenant ID, a GUID). Compared without case: it is kept in lower case here, while the
/// resource keeps the spelling in which it came.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomerId(String);

impl CustomerId {
    /// Folds the case of letters; anything else of the text stays.
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_ascii_lowercase())
    }

    /// What belongs to no customer: an open invitation, a record of the book itself.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// Lower-case text of the ID.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of records, in the order in which `book export` sorts them (by name).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A confirmed customer agreement.
    Agreement,
    /// Our own: whose book it is. One record, of nobody. Never exported.
    Book,
    /// A customer account.
    Customer,
    /// A reservation, software or another thing bought once.
    Entitlement,
    /// Our own record of who was invited.
    Invitation,
    /// A license of one user.
    License,
    /// A special qualification of the customer.
    Qualification,
    /// An indirect reseller and the partnership with it; of nobody for all of a provider's, of a customer for those that
    /// work for it.
    Reseller,
    /// Our own: a run of many users, finished or not. Never exported.
    Run,
    /// A ticket.
    ServiceRequest,
    /// A subscribed SKU: seats of one product.
    Sku,
    /// A subscription.
    Subscription,
    /// Who is named for support of one subscription.
    SupportContact,
    /// A transfer of subscriptions to another partner.
    Transfer,
    /// A person in the customer's tenant, active or deleted.
    User,
}

impl Kind {
    /// Every kind, sorted by name.
    pub const ALL: [Kind; 15] = [
        Kind::Agreement,
        Kind::Book,
        Kind::Customer,
        Kind::Entitlement,
        Kind::Invitation,
        Kind::License,
        Kind::Qualification,
        Kind::Reseller,
        Kind::Run,
        Kind::ServiceRequest,
        Kind::Sku,
        Kind::Subscription,
        Kind::SupportContact,
        Kind::Transfer,
        Kind::User,
    ];

    /// The word in files and keys: `customer`, `servicerequest`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Agreement => "agreement",
            Kind::Book => "book",
            Kind::Customer => "customer",
            Kind::Entitlement => "entitlement",
            Kind::Invitation => "invitation",
            Kind::License => "license",
            Kind::Qualification => "qualification",
            Kind::Reseller => "reseller",
            Kind::Run => "run",
            Kind::ServiceRequest => "servicerequest",
            Kind::Sku => "sku",
            Kind::Subscription => "subscription",
            Kind::SupportContact => "supportcontact",
            Kind::Transfer => "transfer",
            Kind::User => "user",
        }
    }

    /// Reads the word back, whatever its case.
    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.as_str().eq_ignore_ascii_case(text))
    }

    /// Whether `book export` writes it: everything but what is the program's own.
    pub const fn is_exported(self) -> bool {
        !matches!(self, Kind::Book | Kind::Run)
    }
}

/// The name of a record: which customer's, of which kind, which one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordKey {
    /// Whose it is.
    pub customer: CustomerId,
    /// What it is.
    pub kind: Kind,
    /// Its own ID in lower case; for a customer the Microsoft ID again.
    pub id: String,
}

impl RecordKey {
    /// A key; the case of letters in the ID is folded.
    pub fn new(customer: &CustomerId, kind: Kind, id: &str) -> Self {
        Self {
            customer: customer.clone(),
            kind,
            id: id.to_ascii_lowercase(),
        }
    }

    /// The key of a customer's own record.
    pub fn customer(id: &CustomerId) -> Self {
        Self::new(id, Kind::Customer, id.as_str())
    }
}

/// Grows with every change of the book; a record carries the number of the change that last wrote it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Version(pub u64);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A record as the book has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub key: RecordKey,
    /// When and by which change it was last written.
    pub version: Version,
    /// When it was last written.
    pub changed: Timestamp,
    /// What it says, our own member `partnerdeck` included.
    pub resource: Resource,
}

/// One record as a change leaves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which record.
    pub key: RecordKey,
    /// What the book must have for the change to be allowed.
    pub expect: Expect,
    /// What the book has afterwards; `None` takes the record away.
    pub after: Option<Resource>,
}

/// What a change was planned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// No such record.
    Absent,
    /// The record at this version.
    Version(Version),
}
