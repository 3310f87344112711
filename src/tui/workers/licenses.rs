//! What the license box of some users begins with, read by the reader worker.

use std::collections::HashMap;

use crate::account::license::SkuView;
use crate::account::license_box::ProductBox;
use crate::account::record::{CustomerId, Stored};
use crate::account::subscription::Subscription;
use crate::account::user::UserView;
use crate::operations::{Desk, Failure};

/// The boxes of a customer's products for some users.
pub struct LicensesBasis {
    /// One for each product.
    pub boxes: Vec<ProductBox>,
    /// The users, in the order in which they were chosen.
    pub users: Vec<Chosen>,
    /// The active subscription behind a product's seats, by the product's ID: its own ID and name.
    pub subscriptions: HashMap<String, (String, String)>,
}

/// A user for whom the box is.
pub struct Chosen {
    /// The user's ID.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its name to sign in with.
    pub sign_in_name: String,
    /// Where it works; empty when nobody said.
    pub location: String,
}

pub(super) fn basis(
    desk: &Desk,
    customer: &CustomerId,
    users: &[String],
) -> Result<LicensesBasis, Failure> {
    let boxes = desk.license_boxes(customer, users)?;
    let held = desk.subscriptions(customer)?;
    let behind = |one: &ProductBox| {
        let product = SkuView(&one.product);
        let stored = held.iter().find(|stored| is_behind(stored, product))?;
        let name = Subscription(&stored.resource).name().to_owned();
        Some((product.id().to_owned(), (stored.key.id.clone(), name)))
    };
    let subscriptions = boxes.iter().filter_map(behind).collect();
    let mut chosen = Vec::with_capacity(users.len());
    for user in users {
        let user = desk.user(customer, user)?;
        let view = UserView(&user.resource);
        chosen.push(Chosen {
            id: user.key.id.clone(),
            name: view.display_name().to_owned(),
            sign_in_name: view.sign_in_name().to_owned(),
            location: view.location().to_owned(),
        });
    }
    Ok(LicensesBasis {
        boxes,
        users: chosen,
        subscriptions,
    })
}

/// A subscription says only by the name of its offer which product its seats are of.
fn is_behind(stored: &Stored, product: SkuView<'_>) -> bool {
    let offer = stored.resource.text_or_empty("offerName");
    Subscription(&stored.resource).is("active") && product.answers_to(offer)
}
