//! One directory role more, or one less.

use serde::{Deserialize, Serialize};

use crate::account::directory_role::DIRECTORY_ROLES;
use crate::account::problem::{Message, Problem};
use crate::operations::manage_users::{ChangeRole, Membership};
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Alternative, Entry, KeptSheet, Sheet, Values};

use super::Who;

const ROLE: &str = "role";

/// Gives one user a directory role that it lacks, or takes one away that it has.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DirectoryRoleSheet {
    /// The user.
    pub who: Who,
    /// The names of the roles that it has.
    pub has: Vec<String>,
}

impl DirectoryRoleSheet {
    fn has(&self, role: &str) -> bool {
        self.has.iter().any(|own| own.eq_ignore_ascii_case(role))
    }
}

impl Sheet for DirectoryRoleSheet {
    fn about(&self) -> &str {
        &self.who.about
    }

    fn title(&self) -> Message {
        say!("sheet-role-title", name = &self.who.name)
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, _desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let alternative = |role: &crate::account::directory_role::DirectoryRole| {
            let words = match self.has(role.name) {
                true => say!("sheet-role-take", role = role.name),
                false => say!("sheet-role-give", role = role.name),
            };
            Alternative::new(role.name, words).also(role.id)
        };
        let roles = DIRECTORY_ROLES.iter().map(alternative).collect();
        Ok(vec![Entry::choice(ROLE, "sheet-role", roles).required()])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        let role = values.text(ROLE);
        Ok(Box::new(ChangeRole {
            customer: self.who.customer.clone(),
            user: self.who.user.clone(),
            role: role.to_owned(),
            membership: match self.has(role) {
                true => Membership::Remove,
                false => Membership::Add,
            },
        }))
    }
}
