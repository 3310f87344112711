//! Changes a user's names and location (operations.md section 10). The names of a user that comes from the customer's own
//! directory are changed there; the name to sign in with is not changed here at all.

use crate::account::near;
use crate::account::problem::{Code, Problem};
use crate::account::record::CustomerId;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::text::nfc;
use crate::account::user::{Source, UserField, UserView};
use crate::operations::add_users::Column;
use crate::operations::add_users::check::location;
use crate::operations::{Desk, Failure, Operation, Outcome, Plan};
use crate::say;

use super::People;
use super::add::{cloud_note, name_problem};
use super::people::{change, item};

/// One wish about one field of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserEdit {
    field: UserField,
    text: String,
}

impl UserEdit {
    /// A wish about a field; an empty text clears it.
    pub fn new(field: UserField, text: &str) -> Self {
        Self {
            field,
            text: nfc(text.trim()).into_owned(),
        }
    }

    /// Reads `FIELD=VALUE`; nothing behind `=` clears the field.
    ///
    /// # Errors
    /// [`Failure::Usage`] when it can't be understood or names an unknown field; [`Failure::Problems`] for the name to
    /// sign in with, which stays.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let Some((name, value)) = text.split_once('=') else {
            let problem = Problem::new(Code::BadFormat, say!("problem-edit-without-sign"));
            return Err(Failure::Usage(vec![problem.found(text)]));
        };
        let name = name.trim();
        if name.eq_ignore_ascii_case("userPrincipalName") {
            let problem =
                Problem::of_field(name, Code::NotAllowed, say!("user-sign-in-name-stays"))
                    .remedy(say!("user-sign-in-name-stays-remedy"));
            return Err(Failure::Problems(vec![problem]));
        }
        let field = UserField::parse(name).ok_or_else(|| unknown_field(name))?;
        let text = nfc(value.trim()).into_owned();
        Ok(Self { field, text })
    }

    /// Grants the wish, or says what is wrong with it.
    fn grant(&self, user: &mut Resource, source: Source) -> Result<(), Box<Problem>> {
        let path = self.field.path();
        if self.text == user.text_or_empty(path) {
            return Ok(());
        }
        if source == Source::OwnDirectory && self.field.comes_from_own_directory() {
            let problem = Problem::of_field(path, Code::NotAllowed, say!("user-is-synced"));
            let problem = problem.found(&self.text);
            return Err(Box::new(problem.remedy(say!("user-is-synced-remedy"))));
        }
        let column = match self.field {
            UserField::UsageLocation => {
                user.set(path, location(Some(&self.text))?);
                return Ok(());
            }
            UserField::DisplayName => Column::DisplayName,
            UserField::FirstName => Column::FirstName,
            UserField::LastName => Column::LastName,
        };
        if let Some(problem) = name_problem(path, &self.text, column) {
            return Err(Box::new(problem));
        }
        match self.text.as_str() {
            "" => drop(user.remove(path)),
            text => user.set(path, text),
        }
        Ok(())
    }
}

fn unknown_field(name: &str) -> Failure {
    let fields = UserField::ALL.map(UserField::path);
    let problem = Problem::new(Code::NotInList, say!("user-unknown-field", field = name))
        .found(name)
        .remedy(say!(
            "user-unknown-field-remedy",
            fields = fields.join(", ")
        ));
    let problem = match near::only(name, fields) {
        Some(meant) => problem.suggest(meant),
        None => problem,
    };
    Failure::Usage(vec![problem])
}

/// The wish to change a user.
#[derive(Debug, Clone)]
pub struct UpdateUser {
    /// Whose user.
    pub customer: CustomerId,
    /// The sign-in name or the ID of the user, in any case.
    pub user: String,
    /// What. The last wish about a field counts.
    pub set: Vec<UserEdit>,
}

impl Operation for UpdateUser {
    fn task(&self) -> Task {
        Task::EditUsers
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let people = People::look(desk, &self.customer)?;
        let stored = people.active(&self.user)?;
        let before = UserView(&stored.resource);
        let mut user = stored.resource.clone();
        let refused = |edit: &UserEdit| edit.grant(&mut user, before.source()).err();
        let problems: Vec<Problem> = self.set.iter().filter_map(refused).map(|it| *it).collect();
        if !problems.is_empty() {
            return Err(Failure::Problems(problems));
        }
        let mut plan = people.plan("update_user");
        if before.source() == Source::OwnDirectory {
            let problem = Problem::new(Code::Notice, say!("user-is-synced"));
            let problem = problem.found(stored.key.id.as_str());
            plan.warnings
                .push(problem.remedy(say!("user-is-synced-remedy")));
        }
        if user == stored.resource {
            plan.summary.unchanged = 1;
            plan.items = vec![item(&stored.key, Outcome::Unchanged)];
            return Ok(plan);
        }
        for path in UserField::ALL.map(UserField::path) {
            let (old, new) = (
                stored.resource.text_or_empty(path),
                user.text_or_empty(path),
            );
            if old != new {
                let name = before.sign_in_name();
                plan.steps.push(say!(
                    "user-step-update",
                    user = name,
                    field = path,
                    old = old,
                    new = new
                ));
            }
        }
        plan.consequences = vec![say!("users-consequence-roles")];
        plan.consequences.extend(cloud_note(desk, Task::EditUsers));
        plan.summary.changed = 1;
        plan.items = vec![item(&stored.key, Outcome::Changed)];
        plan.changes = vec![change(stored, user)];
        Ok(plan)
    }
}
