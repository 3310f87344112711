//! The seats of a customer while a plan is made: who has which license, how many are left of each product, and what
//! changes by the plan. Whoever is deleted, restored or licensed goes through here, so that seats are counted in one place.

use std::collections::HashMap;

use serde_json::Value;

use crate::account::license::{SkuView, give_seat, take_seat};
use crate::account::reading;
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Stored};
use crate::account::resource::Resource;
use crate::account::user::UserView;
use crate::operations::manage_users::drop_ours_if_empty;
use crate::operations::{Desk, Failure};

/// Where a deleted user's licenses wait for its return: a member of ours.
const KEPT: &str = "partnerdeck.licenses";

/// The licenses that wait in a deleted user for its return.
pub(super) fn kept(user: &Resource) -> Vec<Resource> {
    let kept = user.list(KEPT).iter().filter_map(Value::as_object);
    kept.cloned().map(Resource::from).collect()
}

/// The products and licenses of one customer.
pub(in crate::operations) struct Seats {
    customer: CustomerId,
    licenses: Vec<Stored>,
    products: Vec<Product>,
    changes: Vec<Change>,
}

/// A product as the book has it, and as the plan leaves it.
struct Product {
    stored: Stored,
    now: Resource,
}

impl Seats {
    pub(in crate::operations) fn look(desk: &Desk, customer: &CustomerId) -> Result<Self, Failure> {
        let products = desk.store().list(customer, Kind::Sku)?.into_iter();
        let product = |stored: Stored| Product {
            now: stored.resource.clone(),
            stored,
        };
        Ok(Self {
            customer: customer.clone(),
            licenses: desk.store().list(customer, Kind::License)?,
            products: products.map(product).collect(),
            changes: Vec::new(),
        })
    }

    /// Every product as the plan leaves it.
    pub(super) fn products(&self) -> impl Iterator<Item = &Resource> {
        self.products.iter().map(|product| &product.now)
    }

    /// The product of that ID, part number or name.
    pub(super) fn product(&self, named: &str) -> Result<&Resource, Failure> {
        self.products()
            .find(|product| SkuView(product).answers_to(named))
            .ok_or_else(|| Failure::NotFound("thing-product", named.to_owned()))
    }

    /// The licenses of a user in the book: they name it by sign-in name or ID.
    pub(in crate::operations) fn of_user(&self, user: &Stored) -> Vec<&Stored> {
        let name = UserView(&user.resource).sign_in_name().to_lowercase();
        let is_own = |license: &&Stored| {
            let owner = license.key.id.rsplit_once('/').map(|(owner, _)| owner);
            owner.is_some_and(|owner| owner == name || owner == user.key.id)
        };
        self.licenses.iter().filter(is_own).collect()
    }

    /// All licenses by whom they name: a sign-in name in small letters, or an ID.
    pub(super) fn by_owner(&self) -> HashMap<&str, Vec<&Resource>> {
        let mut owners: HashMap<&str, Vec<&Resource>> = HashMap::new();
        for license in &self.licenses {
            if let Some((owner, _)) = license.key.id.rsplit_once('/') {
                owners.entry(owner).or_default().push(&license.resource);
            }
        }
        owners
    }

    /// The license of a user for a product.
    pub(super) fn held(&self, user: &Stored, product: &str) -> Option<&Stored> {
        let mut own = self.of_user(user).into_iter();
        own.find(|license| SkuView(&license.resource).answers_to(product))
    }

    /// Gives a user a license. `false`, and nothing is changed, when no seat is left or the product is gone.
    pub(super) fn assign(&mut self, user: &Stored, license: Resource) -> bool {
        let id = SkuView(&license).id().to_owned();
        if !self.with_product(&id, take_seat).unwrap_or(false) {
            return false;
        }
        let name = UserView(&user.resource).sign_in_name();
        let key = RecordKey::new(
            &self.customer,
            Kind::License,
            &reading::license_id_of(name, &license),
        );
        self.changes.push(Change {
            key,
            expect: Expect::Absent,
            after: Some(license),
        });
        true
    }

    /// Takes a license away and frees its seat.
    pub(super) fn revoke(&mut self, license: &Stored) {
        let id = SkuView(&license.resource).id().to_owned();
        self.with_product(&id, |product| {
            give_seat(product);
            true
        });
        self.changes.push(Change {
            key: license.key.clone(),
            expect: Expect::Version(license.version),
            after: None,
        });
    }

    /// Writes a license anew: the same seat, other service plans.
    pub(super) fn rewrite(&mut self, license: &Stored, after: Resource) {
        self.changes.push(Change {
            key: license.key.clone(),
            expect: Expect::Version(license.version),
            after: Some(after),
        });
    }

    /// Takes all licenses of a user that is deleted; they wait in the user for its return. Says how many.
    pub(in crate::operations) fn lay_aside(&mut self, user: &Stored, after: &mut Resource) -> u64 {
        let own: Vec<Stored> = self.of_user(user).into_iter().cloned().collect();
        let mut kept = Vec::new();
        for license in &own {
            self.revoke(license);
            kept.push(license.resource.clone().into_value());
        }
        if !kept.is_empty() {
            after.set(KEPT, kept);
        }
        own.len() as u64
    }

    /// Gives a restored user its licenses back as far as seats are left; the names of the products that had none.
    pub(in crate::operations) fn bring_back(
        &mut self,
        user: &Stored,
        after: &mut Resource,
    ) -> Vec<String> {
        let mut without = Vec::new();
        let waiting = kept(after);
        after.remove(KEPT);
        drop_ours_if_empty(after);
        for license in waiting {
            let product = SkuView(&license);
            if self.held(user, product.id()).is_some() {
                continue;
            }
            let name = product.name().to_owned();
            if !self.assign(user, license) {
                without.push(name);
            }
        }
        without
    }

    /// What the plan changes: licenses that come and go, and the counts of their products.
    pub(in crate::operations) fn into_changes(self) -> Vec<Change> {
        let mut changes = self.changes;
        for product in self.products {
            if product.now != product.stored.resource {
                changes.push(Change {
                    key: product.stored.key,
                    expect: Expect::Version(product.stored.version),
                    after: Some(product.now),
                });
            }
        }
        changes
    }

    fn with_product<T>(&mut self, id: &str, change: impl FnOnce(&mut Resource) -> T) -> Option<T> {
        let is_meant = |product: &&mut Product| SkuView(&product.now).answers_to(id);
        let product = self.products.iter_mut().find(is_meant)?;
        Some(change(&mut product.now))
    }
}
