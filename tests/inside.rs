//! Tests from inside the house: its layout, whole journeys, frames of the screen, the store contract.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "inside/accounts/mod.rs"]
mod accounts;
#[path = "inside/welcome/mod.rs"]
mod welcome;

#[path = "inside/coverage/mod.rs"]
mod coverage;
#[path = "inside/demo_cases.rs"]
mod demo_cases;
#[path = "inside/house.rs"]
mod house;
#[path = "inside/languages/mod.rs"]
mod languages;
#[path = "inside/pictures/mod.rs"]
mod pictures;
#[path = "inside/readme.rs"]
mod readme;

#[path = "inside/failing_disk.rs"]
mod failing_disk;
#[path = "inside/forms.rs"]
mod forms;
#[path = "inside/frames.rs"]
mod frames;
#[path = "inside/hostile.rs"]
mod hostile;
#[path = "inside/journeys.rs"]
mod journeys;
#[path = "inside/keeping.rs"]
mod keeping;
#[path = "inside/looks.rs"]
mod looks;
#[path = "inside/monkey.rs"]
mod monkey;
#[path = "inside/offers.rs"]
mod offers;
#[path = "inside/passphrase.rs"]
mod passphrase;
#[path = "inside/see_customers.rs"]
mod see_customers;
#[path = "inside/session.rs"]
mod session;

#[path = "inside/backing_up.rs"]
mod backing_up;
#[path = "inside/books/mod.rs"]
mod books;
#[path = "inside/store_check.rs"]
mod store_check;

#[path = "inside/import_customers.rs"]
mod import_customers;
#[path = "inside/many_users.rs"]
mod many_users;
#[path = "inside/many_users_pane.rs"]
mod many_users_pane;
#[path = "inside/users_files.rs"]
mod users_files;

#[path = "inside/activity.rs"]
mod activity;
#[path = "inside/people/mod.rs"]
mod people;
#[path = "inside/relationships/mod.rs"]
mod relationships;
#[path = "inside/rights.rs"]
mod rights;
#[path = "inside/sheets.rs"]
mod sheets;
#[path = "inside/subscriptions/mod.rs"]
mod subscriptions;
#[path = "inside/support.rs"]
mod support;
#[path = "inside/tour.rs"]
mod tour;
#[path = "inside/transfers/mod.rs"]
mod transfers;
#[path = "inside/why.rs"]
mod why;
