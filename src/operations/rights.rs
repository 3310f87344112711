//! Who may do what, asked in one order by the desk, the command line and the screen: the role first, then the cloud of the
//! book, then the kind of partner whose book it is. The answers stand in the tables of `account`.

use crate::account::cloud::{Cloud, Offer};
use crate::account::partner::PartnerKind;
use crate::account::problem::{Code, Message, Problem};
use crate::account::role::{Role, who_may};
use crate::account::task::Task;
use crate::say;

use super::Failure;

/// Whether somebody with one of these roles may do a task.
///
/// # Errors
/// The refusal, with the roles that may.
pub fn by_role(roles: &[Role], task: Task) -> Result<(), Failure> {
    if roles.iter().any(|role| who_may(task).contains(role)) {
        return Ok(());
    }
    Err(Failure::RefusedByRole(task))
}

/// Whether a cloud has a task.
///
/// # Errors
/// The refusal, with the place where it is done instead.
pub fn by_cloud(cloud: Cloud, task: Task) -> Result<(), Failure> {
    match cloud.offers(task) {
        Offer::No(elsewhere) => Err(Failure::RefusedByCloud(cloud, task, elsewhere)),
        Offer::Yes | Offer::Noted(_) => Ok(()),
    }
}

/// Whether a partner of this kind can do a task; nothing is refused to one whose kind nobody said.
///
/// # Errors
/// The refusal, with who does it instead.
pub fn by_kind(kind: Option<PartnerKind>, task: Task) -> Result<(), Failure> {
    match kind.and_then(|kind| kind.refuses(task)) {
        Some(instead) => Err(Failure::RefusedByKind(task, instead)),
        None => Ok(()),
    }
}

/// The sentence about a role that may not, with those that may.
pub(super) fn refused_by_role(task: Task) -> Message {
    say!(
        "failure-refused-by-role",
        task = Message::new(task.words()),
        roles = roles_that_may(task),
    )
}

/// A refusal as the problem that scripts read: which task, and who may or where it is done instead.
pub(super) fn problem(failure: &Failure) -> Option<Problem> {
    let (code, task, remedy) = match failure {
        Failure::RefusedByRole(task) => {
            let remedy = say!("remedy-of-role", roles = roles_that_may(*task));
            (Code::RefusedByRole, task, remedy)
        }
        Failure::RefusedByCloud(_, task, elsewhere) => {
            (Code::RefusedByCloud, task, elsewhere.message())
        }
        Failure::RefusedByKind(task, instead) => {
            (Code::RefusedByRole, task, Message::new(*instead))
        }
        _ => return None,
    };
    let problem = Problem::new(code, failure.message());
    Some(problem.found(task.as_str()).remedy(remedy))
}

fn roles_that_may(task: Task) -> Vec<Message> {
    let roles = who_may(task).iter();
    roles.map(|role| Message::new(role.words())).collect()
}
