//! Goes through what an entry changed and says, record by record, what puts it back.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::ops::ControlFlow;

use crate::account::customer::CustomerView;
use crate::account::entry::{Entry, EntryId};
use crate::account::record::{Change, Expect, Kind, RecordKey, Stored};
use crate::account::relationship::Relationship;
use crate::account::resource::Resource;
use crate::account::user::{Life, UserView};
use crate::operations::intake::short;
use crate::operations::passwords::generate;
use crate::operations::{Conflict, Desk, Failure};
use crate::say;
use crate::store::{Guard, Image, Secret};

use super::choice::{blocked, choose, refuse_if_not_possible, root_of};

/// Records of one wave.
const WAVE: usize = 500;

/// An entry about to be taken back.
pub(super) struct Taking {
    pub(super) entry: Entry,
    /// What was done in the first place, when the entry is an undo.
    pub(super) root: Entry,
    /// Taking it back does the first thing again.
    pub(super) does_again: bool,
    /// Short names of all records that the entry changed.
    touched: HashSet<u64>,
    /// Records that it changed more than once: from what to what in the end.
    repeated: HashMap<RecordKey, Net>,
    /// Passwords are under seal at all.
    seal_holds_any: bool,
}

/// What an entry made of a record, all its steps taken together.
#[derive(Clone)]
struct Net {
    before: Option<Resource>,
    after: Option<Resource>,
}

/// Some hundred records on their way back.
#[derive(Default)]
pub(super) struct Wave {
    pub(super) changes: Vec<Change>,
    pub(super) guards: Vec<Guard>,
    pub(super) secrets: Vec<Secret>,
    pub(super) destroys: Vec<RecordKey>,
}

impl Taking {
    pub(super) fn begin(desk: &Desk, named: Option<EntryId>) -> Result<Self, Failure> {
        let entry = choose(desk, named)?;
        let (root, undos) = root_of(desk, &entry)?;
        refuse_if_not_possible(desk, &entry, &root)?;
        let (touched, twice) = touched(desk, entry.id)?;
        let taking = Self {
            does_again: !undos.is_multiple_of(2),
            repeated: nets_of(desk, entry.id, &twice)?,
            touched,
            seal_holds_any: !desk.store().sealed()?.is_empty(),
            entry,
            root,
        };
        taking.refuse_if_handed_over(desk)?;
        Ok(taking)
    }

    /// Calls `take` with wave after wave of what puts the records back; what is back already is passed over.
    pub(super) fn each(
        &self,
        desk: &Desk,
        take: &mut dyn FnMut(Wave) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut wave = Wave::default();
        let mut met = HashSet::new();
        each_image(desk, self.entry.id, &mut |image| {
            let net = match self.repeated.get(&image.key) {
                Some(_) if !met.insert(image.key.clone()) => return Ok(()),
                Some(net) => net.clone(),
                None => Net {
                    before: image.before,
                    after: image.after,
                },
            };
            self.put_back(desk, image.key, net, &mut wave)?;
            if wave.changes.len() < WAVE {
                return Ok(());
            }
            take(mem::take(&mut wave))
        })?;
        if wave.changes.is_empty() {
            return Ok(());
        }
        take(wave)
    }

    fn put_back(
        &self,
        desk: &Desk,
        key: RecordKey,
        net: Net,
        wave: &mut Wave,
    ) -> Result<(), Failure> {
        let there = desk.store().get(&key)?;
        let says = there.as_ref().map(|stored| &stored.resource);
        if says == net.before.as_ref() {
            return Ok(());
        }
        // How far a run of many users went is no account: it may move without hindering the undo.
        if says != net.after.as_ref() && key.kind != Kind::Run {
            return Err(changed_later(key, net, there));
        }
        self.refuse_if_purged(desk, &key, &net)?;
        self.refuse_without_relationship(desk, &key)?;
        if net.before.is_none() && key.kind == Kind::Customer {
            self.refuse_if_others_stay(desk, &key)?;
        }
        match &net.before {
            None if self.seal_holds_any => wave.destroys.push(key.clone()),
            Some(resource) if there.is_none() => self.add_again(desk, &key, resource, wave),
            _ => {}
        }
        wave.changes.push(Change {
            key,
            expect: there.map_or(Expect::Absent, |stored| Expect::Version(stored.version)),
            after: net.before,
        });
        Ok(())
    }

    /// A deleted user comes back within 30 days, by undo as by restoring.
    fn refuse_if_purged(&self, desk: &Desk, key: &RecordKey, net: &Net) -> Result<(), Failure> {
        let life = |user: &Option<Resource>| {
            let user = user.as_ref().filter(|_| key.kind == Kind::User)?;
            Some(UserView(user).life(desk.now()))
        };
        match (life(&net.before), life(&net.after)) {
            (Some(Life::Active), Some(Life::Purged)) => {
                Err(blocked(&self.entry, say!("undo-user-purged")))
            }
            _ => Ok(()),
        }
    }

    /// What the service did for a customer can't be put back without a relationship; what came by an import can, and so can
    /// what is written in the account itself.
    fn refuse_without_relationship(&self, desk: &Desk, key: &RecordKey) -> Result<(), Failure> {
        let is_imported = matches!(
            self.root.draft.operation.as_str(),
            "import_book" | "import_customers"
        );
        if is_imported || key.kind == Kind::Customer {
            return Ok(());
        }
        let customer = desk.store().get(&RecordKey::customer(&key.customer))?;
        let word = customer.as_ref().map(|stored| {
            let view = CustomerView(&stored.resource);
            Relationship::of_wire(view.relationship())
        });
        match word.flatten() {
            Some(Relationship::None) => Err(blocked(&self.entry, say!("undo-no-relationship"))),
            _ => Ok(()),
        }
    }

    /// An account does not vanish under records that came to it later.
    fn refuse_if_others_stay(&self, desk: &Desk, customer: &RecordKey) -> Result<(), Failure> {
        let mut stays = None;
        desk.store().walk(Some(&customer.customer), &mut |stored| {
            if self.touched.contains(&short(&stored.key)) {
                return ControlFlow::Continue(());
            }
            stays = Some(stored);
            ControlFlow::Break(())
        })?;
        let nothing = Net {
            before: None,
            after: None,
        };
        match stays {
            Some(stored) => Err(changed_later(stored.key.clone(), nothing, Some(stored))),
            None => Ok(()),
        }
    }

    /// Who is added again gets a new first password, the old one is gone; name and domain may have been taken meanwhile.
    fn add_again(&self, desk: &Desk, key: &RecordKey, resource: &Resource, wave: &mut Wave) {
        if !self.does_again || !adds_people(&self.root.draft.operation) {
            return;
        }
        match key.kind {
            Kind::Customer => wave.guards.push(Guard::DomainFree {
                domain: resource.text_or_empty("companyProfile.domain").to_owned(),
                except: key.customer.clone(),
            }),
            Kind::User => {
                let user = UserView(resource);
                wave.guards.push(Guard::SignInNameFree {
                    customer: key.customer.clone(),
                    name: user.sign_in_name().to_owned(),
                    except: Vec::new(),
                });
                wave.secrets.push(Secret {
                    key: key.clone(),
                    password: generate(desk, user.sign_in_name()),
                    display_name: user.display_name().to_owned(),
                    sign_in_name: user.sign_in_name().to_owned(),
                    since: desk.now(),
                });
            }
            _ => {}
        }
    }

    /// Whoever was told a password may have signed in with it: then the user is in use. A new customer goes back all the
    /// same: whoever adds one is always told the first administrator's password.
    fn refuse_if_handed_over(&self, desk: &Desk) -> Result<(), Failure> {
        if self.does_again || self.root.draft.operation != "add_users" {
            return Ok(());
        }
        let sealed = desk.store().unseal(self.entry.draft.customer.as_ref())?;
        let sealed: HashSet<RecordKey> = sealed.into_iter().map(|secret| secret.key).collect();
        each_image(desk, self.entry.id, &mut |image| {
            let added = image.before.is_none() && image.after.is_some();
            let had_one = added && image.key.kind == Kind::User;
            if had_one && !sealed.contains(&image.key) {
                return Err(blocked(&self.entry, say!("undo-passwords-handed-over")));
            }
            Ok(())
        })
    }
}

/// Whether an operation makes a first password for each user it adds: a new customer's first administrator is one.
fn adds_people(operation: &str) -> bool {
    matches!(operation, "add_users" | "add_customer")
}

fn changed_later(key: RecordKey, net: Net, there: Option<Stored>) -> Failure {
    Failure::Conflict(Box::new(Conflict {
        key,
        base: net.after,
        mine: net.before,
        theirs: there.map(|stored| (stored.resource, stored.version)),
    }))
}

/// Visits what an entry changed until the visitor fails.
fn each_image(
    desk: &Desk,
    entry: EntryId,
    visit: &mut dyn FnMut(Image) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut ended = Ok(());
    desk.store().images(entry, &mut |image| {
        ended = visit(image);
        match ended {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    ended
}

/// Short names of the records that an entry changed, and of those that it changed more than once: a million names must
/// fit.
fn touched(desk: &Desk, entry: EntryId) -> Result<(HashSet<u64>, HashSet<u64>), Failure> {
    let mut once = HashSet::new();
    let mut twice = HashSet::new();
    each_image(desk, entry, &mut |image| {
        let name = short(&image.key);
        if !once.insert(name) {
            twice.insert(name);
        }
        Ok(())
    })?;
    Ok((once, twice))
}

/// What became in the end of the records that an entry changed more than once.
fn nets_of(
    desk: &Desk,
    entry: EntryId,
    twice: &HashSet<u64>,
) -> Result<HashMap<RecordKey, Net>, Failure> {
    let mut nets: HashMap<RecordKey, Net> = HashMap::new();
    if twice.is_empty() {
        return Ok(nets);
    }
    each_image(desk, entry, &mut |image| {
        if !twice.contains(&short(&image.key)) {
            return Ok(());
        }
        match nets.get_mut(&image.key) {
            Some(net) => net.after = image.after,
            None => {
                nets.insert(
                    image.key,
                    Net {
                        before: image.before,
                        after: image.after,
                    },
                );
            }
        }
        Ok(())
    })?;
    Ok(nets)
}
