//! Gives a user a directory role or takes it away, or sets its permissions as one of the service's presets
//! (operations.md section 10). The roles of a user are kept in a member of
//! ours in the user, `partnerdeck.directoryRoles`: a book has no records of the service's roles and their members.

use serde_json::{Value, json};

use crate::account::directory_role::{DIRECTORY_ROLES, DirectoryRole};
use crate::account::near;
use crate::account::permission::{AdminRole, Permissions};
use crate::account::problem::{Code, Problem};
use crate::account::record::CustomerId;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::user::{DIRECTORY_ROLES as ROLES, UserView};
use crate::operations::{Desk, Failure, Operation, Outcome, Plan};
use crate::say;

use super::People;
use super::add::cloud_note;
use super::people::{change, drop_ours_if_empty, item};

/// What becomes of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// The user gets it.
    Add,
    /// The user loses it.
    Remove,
}

/// The wish about a directory role of a user.
#[derive(Debug, Clone)]
pub struct ChangeRole {
    /// Whose user.
    pub customer: CustomerId,
    /// The sign-in name or the ID of the user, in any case.
    pub user: String,
    /// The role by name or ID, in any case.
    pub role: String,
    /// Whether it comes or goes.
    pub membership: Membership,
}

impl Operation for ChangeRole {
    fn task(&self) -> Task {
        Task::AssignDirectoryRoles
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let role = DirectoryRole::find(&self.role).ok_or_else(|| unknown_role(&self.role))?;
        let people = People::look(desk, &self.customer)?;
        let stored = people.active(&self.user)?;
        let user = UserView(&stored.resource);
        let ids = user.directory_role_ids();
        let has = ids.iter().any(|id| id.eq_ignore_ascii_case(role.id));
        let mut plan = people.plan("change_role");
        if has == (self.membership == Membership::Add) {
            plan.summary.unchanged = 1;
            plan.items = vec![item(&stored.key, Outcome::Unchanged)];
            return Ok(plan);
        }
        let name = user.sign_in_name();
        plan.steps = vec![match self.membership {
            Membership::Add => say!("user-step-role-add", user = name, role = role.name),
            Membership::Remove => say!("user-step-role-remove", user = name, role = role.name),
        }];
        plan.consequences = vec![
            say!("user-consequence-role"),
            say!("user-consequence-role-hour"),
        ];
        plan.consequences
            .extend(cloud_note(desk, Task::AssignDirectoryRoles));
        plan.summary.changed = 1;
        plan.items = vec![item(&stored.key, Outcome::Changed)];
        plan.changes = vec![change(
            stored,
            with_role(&stored.resource, role, self.membership),
        )];
        Ok(plan)
    }
}

/// The wish about a user's permissions as a whole.
#[derive(Debug, Clone)]
pub struct SetPermissions {
    /// Whose user.
    pub customer: CustomerId,
    /// The sign-in name or the ID of the user, in any case.
    pub user: String,
    /// What it may do.
    pub permissions: Permissions,
}

impl Operation for SetPermissions {
    fn task(&self) -> Task {
        Task::AssignDirectoryRoles
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let people = People::look(desk, &self.customer)?;
        let stored = people.active(&self.user)?;
        let mut plan = people.plan("change_role");
        let name = UserView(&stored.resource).sign_in_name();
        let given: Vec<&DirectoryRole> = self
            .permissions
            .gives()
            .into_iter()
            .filter_map(AdminRole::role)
            .collect();
        let mut after = stored.resource.clone();
        for role in stored.resource.list(ROLES) {
            let text = |member| role.get(member).and_then(Value::as_str).unwrap_or_default();
            let id = text("id");
            let stays = given.iter().any(|role| role.id.eq_ignore_ascii_case(id));
            if stays || self.permissions.leaves(id) {
                continue;
            }
            plan.steps.push(say!(
                "user-step-role-remove",
                user = name,
                role = text("name")
            ));
            after = without_role(&after, id);
        }
        let ids = UserView(&stored.resource).directory_role_ids();
        for role in given {
            if ids.iter().all(|id| !id.eq_ignore_ascii_case(role.id)) {
                plan.steps
                    .push(say!("user-step-role-add", user = name, role = role.name));
                after = with_role(&after, role, Membership::Add);
            }
        }
        if plan.steps.is_empty() {
            plan.summary.unchanged = 1;
            plan.items = vec![item(&stored.key, Outcome::Unchanged)];
            return Ok(plan);
        }
        plan.consequences = vec![
            say!("user-consequence-role"),
            say!("user-consequence-role-hour"),
        ];
        plan.consequences
            .extend(cloud_note(desk, Task::AssignDirectoryRoles));
        plan.summary.changed = 1;
        plan.items = vec![item(&stored.key, Outcome::Changed)];
        plan.changes = vec![change(stored, after)];
        Ok(plan)
    }
}

fn without_role(user: &Resource, id: &str) -> Resource {
    let is_other = |one: &&Value| {
        let own = one.get("id").and_then(Value::as_str).unwrap_or_default();
        !own.eq_ignore_ascii_case(id)
    };
    let roles = user.list(ROLES).iter().filter(is_other).cloned().collect();
    keep_roles(user, roles)
}

fn keep_roles(user: &Resource, roles: Vec<Value>) -> Resource {
    let mut after = user.clone();
    if roles.is_empty() {
        after.remove(ROLES);
        drop_ours_if_empty(&mut after);
    } else {
        after.set(ROLES, roles);
    }
    after
}

fn with_role(user: &Resource, role: &DirectoryRole, membership: Membership) -> Resource {
    let after = without_role(user, role.id);
    if membership == Membership::Remove {
        return after;
    }
    let mut roles = after.list(ROLES).to_vec();
    roles.push(json!({"name": role.name, "id": role.id}));
    keep_roles(&after, roles)
}

fn unknown_role(named: &str) -> Failure {
    let names = DIRECTORY_ROLES.iter().map(|role| role.name);
    let list = names.clone().collect::<Vec<&str>>().join(", ");
    let problem = Problem::of_field(
        "role",
        Code::NotInList,
        say!("user-unknown-role", role = named),
    )
    .found(named)
    .remedy(say!("user-unknown-role-remedy", roles = list));
    Failure::Problems(vec![match near::only(named, names) {
        Some(meant) => problem.suggest(meant),
        None => problem,
    }])
}

impl Desk {
    /// The directory roles of a user as far as the book knows them, in the service's shape.
    ///
    /// # Errors
    /// When the operator may not see users, there is no such user, or the book can't be read.
    pub fn directory_roles(
        &self,
        customer: &CustomerId,
        user: &str,
    ) -> Result<Vec<Resource>, Failure> {
        self.may(Task::SeeUsers)?;
        let people = People::look(self, customer)?;
        let roles = people.active(user)?.resource.list(ROLES).iter();
        let roles = roles.filter_map(Value::as_object).cloned().map(|members| {
            let mut role = Resource::from(members);
            role.set("attributes.objectType", "DirectoryRole");
            role
        });
        Ok(roles.collect())
    }
}
