//! One record of a file, whatever kind of file it is, and what the book says once it is laid over what is there.

use crate::account::problem::Problem;
use crate::account::reading::{Password, Read};
use crate::account::record::RecordKey;
use crate::account::resource::Resource;
use crate::operations::{Desk, Failure};

/// A record of a file.
pub(in crate::operations) trait Record: Send + Sync {
    /// Which record of the book it is about.
    fn key(&self) -> &RecordKey;

    /// What the book says once it is laid over what is there. [`Failure::Problems`] refuses this record alone.
    fn lay(&self, desk: &Desk, there: Option<&Resource>) -> Result<Laid, Failure>;

    /// Passwords that came with it.
    fn passwords(&self) -> &[Password] {
        &[]
    }
}

/// What the book says once a record is laid over it.
pub(in crate::operations) struct Laid {
    pub(in crate::operations) after: Resource,
    /// What is doubtful and allowed.
    pub(in crate::operations) warnings: Vec<Problem>,
}

/// A resource of the service replaces the members that it has.
impl Record for Read {
    fn key(&self) -> &RecordKey {
        &self.key
    }

    fn lay(&self, _: &Desk, there: Option<&Resource>) -> Result<Laid, Failure> {
        let after = match there {
            None => self.resource.clone(),
            Some(there) if there.says_all_of(&self.resource) => there.clone(),
            Some(there) => {
                let mut merged = there.clone();
                merged.merge(&self.resource);
                merged
            }
        };
        Ok(Laid {
            after,
            warnings: Vec::new(),
        })
    }

    fn passwords(&self) -> &[Password] {
        &self.passwords
    }
}
