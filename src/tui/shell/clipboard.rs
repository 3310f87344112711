//! What goes to the clipboard of the terminal. A password does not stay there: after a while something else is put in its
//! place. Nothing can take it back from whoever read it meanwhile, a manager of clipboards for one.

use std::time::{Duration, Instant};

use secrecy::SecretString;

use super::Shell;

/// What the terminal is to do with its clipboard.
#[derive(Debug)]
pub enum Copy {
    /// Keep a text.
    Text(String),
    /// Keep a password for a while.
    Secret(SecretString),
    /// Forget the password.
    Wipe,
}

/// What is on its way to the clipboard, and when a password that is there has to go.
#[derive(Debug)]
pub(super) struct Clipboard {
    waiting: Option<Copy>,
    wipe_at: Option<Instant>,
    stays: Duration,
}

impl Clipboard {
    /// A clipboard in which a password stays for so long.
    pub(super) fn new(stays: Duration) -> Self {
        Self {
            waiting: None,
            wipe_at: None,
            stays,
        }
    }

    /// For how many seconds a password stays.
    pub(super) fn seconds(&self) -> u64 {
        self.stays.as_secs()
    }

    /// A text takes the place of whatever was there.
    pub(super) fn put(&mut self, text: String) {
        self.waiting = Some(Copy::Text(text));
        self.wipe_at = None;
    }

    /// The same for a password.
    pub(super) fn put_secret(&mut self, secret: SecretString, now: Instant) {
        self.waiting = Some(Copy::Secret(secret));
        self.wipe_at = Some(now + self.stays);
    }

    /// When a password has to go; `None` while none is there.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.wipe_at
    }

    /// Lets a password go whose time has come; tells whether it did.
    pub(super) fn pass(&mut self, now: Instant) -> bool {
        let is_due = self.wipe_at.is_some_and(|at| now >= at);
        if is_due {
            self.waiting = Some(Copy::Wipe);
            self.wipe_at = None;
        }
        is_due
    }
}

impl Shell {
    /// What the terminal is to do with its clipboard, once.
    pub fn take_copy(&mut self) -> Option<Copy> {
        self.clipboard.waiting.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAYS: Duration = Duration::from_secs(30);

    #[test]
    fn a_password_goes_after_its_time_and_nothing_is_waited_for_otherwise() {
        let start = Instant::now();
        let mut clipboard = Clipboard::new(STAYS);
        clipboard.put("an ID".to_owned());
        assert_eq!(clipboard.deadline(), None);
        clipboard.put_secret(SecretString::from("x"), start);
        assert!(matches!(clipboard.waiting, Some(Copy::Secret(_))));
        assert_eq!(clipboard.deadline(), Some(start + STAYS));
        assert!(!clipboard.pass(start + STAYS / 2));
        assert!(clipboard.pass(start + STAYS));
        assert!(matches!(clipboard.waiting, Some(Copy::Wipe)));
        assert_eq!(clipboard.deadline(), None);
    }

    #[test]
    fn what_was_copied_since_stays() {
        let start = Instant::now();
        let mut clipboard = Clipboard::new(STAYS);
        clipboard.put_secret(SecretString::from("x"), start);
        clipboard.put("an ID".to_owned());
        assert!(!clipboard.pass(start + STAYS));
    }
}
