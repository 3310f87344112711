//! The message that carries an invitation: a draft for the operator's own mail program. The link stands on a line of its
//! own, so that no mail program breaks it.

use crate::account::invitation::Invitation;
use crate::account::problem::{Arg, Message};
use crate::account::resource::Resource;
use crate::operations::{Desk, Failure};
use crate::say;
use crate::words::Words;

/// A draft, not yet in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where it goes; empty when nobody said.
    pub email: String,
    /// The personal link.
    pub link: String,
    subject: Message,
    before: Vec<Message>,
    after: Vec<Message>,
}

impl Draft {
    /// The draft of an invitation, now or again later: it says the same.
    ///
    /// # Errors
    /// When the book can't be read.
    pub fn of(desk: &Desk, record: &Resource) -> Result<Self, Failure> {
        let invitation = Invitation(record);
        let partner = desk.partner()?;
        let name = partner
            .name
            .map_or_else(|| Arg::Said(say!("invitation-draft-us")), Arg::Text);
        let place = Message::new(desk.cloud().facts().accepts_in);
        let rights = match invitation.with_admin_rights() {
            true => say!("invitation-draft-rights"),
            false => say!("invitation-draft-no-rights"),
        };
        Ok(Self {
            email: invitation.email().to_owned(),
            link: invitation.link().to_owned(),
            subject: say!("invitation-draft-subject", partner = name.clone()),
            before: vec![
                say!("invitation-draft-hello", to = invitation.to()),
                say!("invitation-draft-ask", partner = name.clone()),
                rights,
                say!("invitation-draft-how", place = place),
            ],
            after: vec![
                say!("invitation-draft-whole"),
                say!("invitation-draft-end", partner = name),
            ],
        })
    }

    /// The subject line.
    pub fn subject(&self, words: &Words) -> String {
        words.say(&self.subject)
    }

    /// The message itself, paragraph by paragraph, the link intact between.
    pub fn body(&self, words: &Words) -> String {
        let said = |lines: &[Message]| -> Vec<String> {
            lines.iter().map(|line| words.say(line)).collect()
        };
        let mut parts = said(&self.before);
        parts.push(self.link.clone());
        parts.extend(said(&self.after));
        parts.join("\n\n") + "\n"
    }

    /// Everything as a text to be pasted: receiver, subject, message.
    pub fn text(&self, words: &Words) -> String {
        let mut head = Vec::new();
        if !self.email.is_empty() {
            head.push(words.say(&say!("invitation-draft-to-line", email = &self.email)));
        }
        let subject = self.subject(words);
        head.push(words.say(&say!("invitation-draft-subject-line", subject = subject)));
        format!("{}\n\n{}", head.join("\n"), self.body(words))
    }
}
