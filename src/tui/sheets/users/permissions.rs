//! What a user may do, as the service's presets.

use serde::{Deserialize, Serialize};

use crate::account::permission::{AdminRole, Permissions};
use crate::account::problem::{Code, Message, Problem};
use crate::account::user::UserView;
use crate::operations::manage_users::SetPermissions;
use crate::operations::{Desk, Failure, Operation};
use crate::say;
use crate::tui::sheets::{Alternative, Entry, KeptSheet, Sheet, Values};

use super::Who;

const PRESET: &str = "permissions";
const USER: &str = "user";
const GLOBAL: &str = "global-admin";
const CUSTOM: &str = "custom";

/// The roles of the custom preset with the paths of their flags.
const FLAGS: [(AdminRole, &str, &str); 3] = [
    (
        AdminRole::Password,
        "passwordAdmin",
        "permission-password-admin",
    ),
    (
        AdminRole::UserManagement,
        "userManagementAdmin",
        "permission-user-management-admin",
    ),
    (
        AdminRole::Service,
        "serviceAdmin",
        "permission-service-admin",
    ),
];

/// Sets the permissions of one user as a whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PermissionsSheet(pub Who);

impl Sheet for PermissionsSheet {
    fn about(&self) -> &str {
        &self.0.about
    }

    fn title(&self) -> Message {
        say!("sheet-permissions-title", name = &self.0.name)
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some(self.clone().into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let user = desk.user(&self.0.customer, &self.0.user)?;
        let has = Permissions::of(&UserView(&user.resource).directory_role_ids());
        let now = match &has {
            Some(Permissions::User) => USER,
            Some(Permissions::GlobalAdmin) => GLOBAL,
            Some(Permissions::Custom(_)) | None => CUSTOM,
        };
        let presets = vec![
            Alternative::new(USER, say!("permission-user")),
            Alternative::new(GLOBAL, say!("permission-global-admin")),
            Alternative::new(CUSTOM, say!("permission-custom")),
        ];
        let mut entries = vec![Entry::choice(PRESET, "sheet-permissions", presets).value(now)];
        let gives = has.map_or_else(Vec::new, |has| has.gives());
        let flag = |(role, path, label)| Entry::flag(path, label, gives.contains(&role));
        entries.extend(FLAGS.map(flag));
        Ok(entries)
    }

    fn asks_for(&self, field: &str, values: &Values) -> bool {
        field == PRESET || values.text(PRESET) == CUSTOM
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        let permissions = match values.text(PRESET) {
            USER => Permissions::User,
            GLOBAL => Permissions::GlobalAdmin,
            _ => {
                let chosen = FLAGS.iter().filter(|(_, path, _)| values.flag(path));
                let roles: Vec<AdminRole> = chosen.map(|(role, ..)| *role).collect();
                if roles.is_empty() {
                    let message = say!("permission-none-chosen");
                    return Err(vec![Problem::of_field(PRESET, Code::Missing, message)]);
                }
                Permissions::Custom(roles)
            }
        };
        Ok(Box::new(SetPermissions {
            customer: self.0.customer.clone(),
            user: self.0.user.clone(),
            permissions,
        }))
    }
}
