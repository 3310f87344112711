//! `store seal`: where the key of the sealed first passwords is kept, and keeping it elsewhere. And the passphrase that a
//! verb needs because it opens or closes sealed passwords.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::account::problem::{Code, Problem};
use crate::account::task::Task;
use crate::operations::{Desk, Failure};
use crate::say;
use crate::store::{SealKey, StoreError};

use super::args::{KeyKept, SealAsked};
use super::context::Context;
use super::exit::Exit;
use super::opening::Access;
use super::output::Halt;
use super::passphrase;
use super::rights::Need;

/// So often a passphrase may be mistyped.
const TRIES: usize = 3;

pub(super) fn run(asked: &SealAsked, context: &Context<'_>) -> Result<Exit, Halt> {
    if let Some(kept) = asked.key {
        if context.globals.read_only {
            return Err(Failure::ReadOnly.into());
        }
        let desk = context.desk(Access::Change)?;
        if !context.globals.dry_run {
            keep(&desk, kept, asked, context)?;
        }
        return show(&desk, context);
    }
    show(&context.desk(Access::Look)?, context)
}

fn show(desk: &Desk, context: &Context<'_>) -> Result<Exit, Halt> {
    let sealed: u64 = desk.store().sealed()?.iter().map(|(_, count)| count).sum();
    let (word, sentence) = match desk.store().seal_key() {
        SealKey::Nowhere => ("none", "seal-key-nowhere"),
        SealKey::File => ("file", "seal-key-file"),
        SealKey::Locked | SealKey::Unlocked => ("passphrase", "seal-key-passphrase"),
    };
    let words = context.console.words;
    let lines = vec![
        (words.text("seal-key"), words.text(sentence)),
        (words.text("seal-waiting"), words.number(sealed)),
    ];
    let facts = json!({"key": word, "sealed": sealed});
    context.console.facts(&facts, lines)?;
    Ok(Exit::Done)
}

/// The old passphrase was asked for when the desk was opened; here only the new one is.
fn keep(
    desk: &Desk,
    kept: KeyKept,
    asked: &SealAsked,
    context: &Context<'_>,
) -> Result<(), Failure> {
    match kept {
        KeyKept::File => Ok(desk.store().keep_seal_key(None)?),
        KeyKept::Passphrase => {
            let new = match &asked.new_passphrase_file {
                Some(path) => passphrase::of_file(path)?,
                None => typed_twice(context)?,
            };
            Ok(desk.store().keep_seal_key(Some(&new))?)
        }
    }
}

fn typed_twice(context: &Context<'_>) -> Result<SecretString, Failure> {
    let words = context.console.words;
    let typed = |question: &str| -> Result<SecretString, Failure> {
        let none = || {
            let message = say!("seal-needs-new-passphrase");
            let missing = Problem::of_field("--new-passphrase-file", Code::Missing, message);
            let remedy = say!("seal-needs-new-passphrase-remedy");
            Failure::Usage(vec![missing.remedy(remedy)])
        };
        if !context.can_ask {
            return Err(none());
        }
        let typed = passphrase::typed(&words.text(question));
        typed
            .map_err(|error| Failure::File("/dev/tty".to_owned(), error))?
            .ok_or_else(none)
    };
    loop {
        let first = typed("seal-ask-new")?;
        if first.expose_secret() == typed("seal-ask-again")?.expose_secret() {
            return Ok(first);
        }
        context.console.note(&say!("seal-not-the-same"));
    }
}

impl Context<'_> {
    /// Opens the key of the seal where a passphrase keeps it: with the file that was named, else by asking whoever sits
    /// there, if the verb may come upon sealed passwords.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`], or when the file can't be read. Nothing is lost by either.
    pub(super) fn unlock(&self, desk: &Desk) -> Result<(), Failure> {
        if desk.store().seal_key() != SealKey::Locked {
            return Ok(());
        }
        if let Some(path) = self.settings.passphrase_file() {
            return Ok(desk.store().unlock_seal(&passphrase::of_file(path)?)?);
        }
        let may_meet = self.need == Need::Nothing || self.need.includes(may_meet_the_seal);
        match self.can_ask && may_meet {
            true => self.ask_to_unlock(desk),
            false => Ok(()),
        }
    }

    /// Nothing typed leaves the seal closed: what needs it says so.
    fn ask_to_unlock(&self, desk: &Desk) -> Result<(), Failure> {
        for left in (0..TRIES).rev() {
            let typed = passphrase::typed(&self.console.words.text("seal-ask"));
            let typed = typed.map_err(|error| Failure::File("/dev/tty".to_owned(), error))?;
            let Some(typed) = typed else { return Ok(()) };
            match desk.store().unlock_seal(&typed) {
                Err(StoreError::WrongPassphrase) if left > 0 => {
                    self.console.note(&say!("seal-wrong"));
                }
                other => return Ok(other?),
            }
        }
        Ok(())
    }
}

/// Tasks that make, hand over or destroy first passwords. The desk itself has no task, and may do all of them.
fn may_meet_the_seal(task: Task) -> bool {
    matches!(
        task,
        Task::AddUsers
            | Task::AddManyUsers
            | Task::ResetPassword
            | Task::HandOverPasswords
            | Task::AddCustomer
            | Task::DeleteUsers
            | Task::KeepBook
    )
}
