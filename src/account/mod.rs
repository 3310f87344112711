//! What an account is: customers, their profiles, subscriptions and users, and the rules of the business that need
//! nothing but themselves. Pure: no files, no clock, no threads, no screen. Start with [`record`] (what the book keeps)
//! and [`problem`] (what can be wrong).

pub mod address;
pub mod address_lines;
pub mod agreement;
pub mod billing;
pub mod catalogue;
pub mod check;
pub mod cloud;
pub mod company_name;
pub mod country;
pub mod culture;
pub mod customer;
pub mod directory_role;
pub mod domain;
pub mod email;
pub mod entitlement;
pub mod entry;
pub mod invitation;
pub mod license;
pub mod license_box;
pub mod market;
pub mod meaning;
pub mod near;
pub mod partner;
pub mod permission;
pub mod phone;
pub mod problem;
pub mod purchase;
pub mod qualification;
pub mod reading;
pub mod record;
pub mod relationship;
pub mod reseller;
pub mod resource;
pub mod role;
pub mod service_plan;
pub mod service_request;
pub mod subscription;
pub mod tags;
pub mod task;
pub mod text;
pub mod transfer;
pub mod us_zip;
pub mod user;
pub mod verdict;
