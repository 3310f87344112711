//! One step of an import: what its records change in the book, each record once, however often it stands in the file.

use std::collections::HashMap;

use secrecy::SecretString;

use crate::account::check::Context;
use crate::account::customer::CustomerView;
use crate::account::problem::Problem;
use crate::account::record::{Change, Expect, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::operations::{Desk, Failure, Outcome};
use crate::store::{Secret, StoreError};

use super::record::Record;

/// What became of one record.
pub(super) struct Fate {
    pub(super) outcome: Outcome,
    pub(super) problems: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
    /// It says something that the rules for typing would have refused.
    pub(super) flagged: bool,
}

impl Fate {
    pub(super) fn refused(problems: Vec<Problem>) -> Self {
        Self {
            outcome: Outcome::Refused,
            problems,
            warnings: Vec::new(),
            flagged: false,
        }
    }
}

/// The changes of one step.
pub(super) struct Step<'a> {
    desk: &'a Desk,
    rules: Option<Context<'a>>,
    written: &'a HashMap<RecordKey, Resource>,
    /// Kinds of which the book has no record.
    new: &'a [Kind],
    drafts: Vec<DraftChange>,
    by_key: HashMap<RecordKey, usize>,
    secrets: Vec<Secret>,
}

struct DraftChange {
    key: RecordKey,
    expect: Expect,
    before: Option<Resource>,
    after: Option<Resource>,
}

impl<'a> Step<'a> {
    pub(super) fn new(
        desk: &'a Desk,
        rules: Option<Context<'a>>,
        written: &'a HashMap<RecordKey, Resource>,
    ) -> Self {
        Self {
            desk,
            rules,
            written,
            new: &[],
            drafts: Vec::new(),
            by_key: HashMap::new(),
            secrets: Vec::new(),
        }
    }

    /// The same, in a book that has no record of some kinds.
    pub(super) fn without(self, kinds: &'a [Kind]) -> Self {
        Self { new: kinds, ..self }
    }

    /// Lays one record over what is there and says what that does.
    pub(super) fn lay(&mut self, record: &dyn Record) -> Result<Fate, Failure> {
        let at = self.draft_of(record.key())?;
        let there = self.drafts[at].after.as_ref();
        let laid = match record.lay(self.desk, there) {
            Err(Failure::Problems(problems)) => return Ok(Fate::refused(problems)),
            other => other?,
        };
        let outcome = match there {
            None => Outcome::Added,
            Some(there) if *there == laid.after => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        for password in record.passwords() {
            let secret = secret(self.desk, record.key(), &laid.after, password.text.clone());
            self.secrets.push(secret);
        }
        let flagged = outcome != Outcome::Unchanged && self.is_odd(record.key(), &laid.after);
        self.drafts[at].after = Some(laid.after);
        Ok(Fate {
            flagged,
            outcome,
            problems: Vec::new(),
            warnings: laid.warnings,
        })
    }

    /// The rules for typing are not applied to what the service sends, but what they would say is not kept back.
    fn is_odd(&self, key: &RecordKey, resource: &Resource) -> bool {
        let rules = self.rules.as_ref().filter(|_| key.kind == Kind::Customer);
        rules.is_some_and(|rules| !CustomerView(resource).flags(rules).is_empty())
    }

    fn draft_of(&mut self, key: &RecordKey) -> Result<usize, StoreError> {
        if let Some(at) = self.by_key.get(key) {
            return Ok(*at);
        }
        let stored = match self.new.contains(&key.kind) {
            true => None,
            false => self.desk.store().get(key)?,
        };
        let expect = stored
            .as_ref()
            .map_or(Expect::Absent, |stored| Expect::Version(stored.version));
        let before = match self.written.get(key) {
            Some(resource) => Some(resource.clone()),
            None => stored.map(|stored| stored.resource),
        };
        let at = self.drafts.len();
        self.by_key.insert(key.clone(), at);
        self.drafts.push(DraftChange {
            key: key.clone(),
            expect,
            after: before.clone(),
            before,
        });
        Ok(at)
    }

    /// What is to be written: nothing where all stays as it is.
    pub(super) fn finish(self) -> (Vec<Change>, Vec<Secret>) {
        let changed = self
            .drafts
            .into_iter()
            .filter(|draft| draft.before != draft.after);
        let changes = changed.map(|draft| Change {
            key: draft.key,
            expect: draft.expect,
            after: draft.after,
        });
        (changes.collect(), self.secrets)
    }
}

/// A password on its way to the seal: of a user, or of a customer's first administrator.
fn secret(desk: &Desk, key: &RecordKey, resource: &Resource, password: SecretString) -> Secret {
    let (display_name, sign_in_name) = match key.kind {
        Kind::Customer => (
            resource
                .text_or_empty("userCredentials.userName")
                .to_owned(),
            administrator(
                resource.text_or_empty("userCredentials.userName"),
                resource.text_or_empty("companyProfile.domain"),
            ),
        ),
        _ => (
            resource.text_or_empty("displayName").to_owned(),
            resource.text_or_empty("userPrincipalName").to_owned(),
        ),
    };
    Secret {
        key: key.clone(),
        display_name,
        sign_in_name,
        password,
        since: desk.now(),
    }
}

/// The sign-in name of a first administrator: the service gives it without the domain.
fn administrator(name: &str, domain: &str) -> String {
    if name.contains('@') || domain.is_empty() {
        return name.to_owned();
    }
    format!("{name}@{domain}")
}
