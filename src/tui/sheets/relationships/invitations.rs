//! Who was invited, and what became of it: the list to choose from, and what can be done with the one that is chosen.

use serde::{Deserialize, Serialize};

use crate::account::invitation::Progress;
use crate::account::problem::{Message, Problem};
use crate::operations::request_relationship::{CloseInvitation, Invited, WriteDraft};
use crate::operations::{Desk, Failure, Operation, Report};
use crate::say;
use crate::tui::sheets::{Alternative, Entry, KeptSheet, Sheet, Values};

const INVITATION: &str = "invitation";
const WISH: &str = "wish";
const WRITE: &str = "write";
const CLOSE: &str = "close";

/// Every invitation that the book has.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct InvitationsSheet;

impl Sheet for InvitationsSheet {
    fn about(&self) -> &str {
        ""
    }

    fn title(&self) -> Message {
        say!("sheet-invitations-title")
    }

    fn kept(&self) -> Option<KeptSheet> {
        Some((*self).into())
    }

    fn fields(&self, desk: &Desk) -> Result<Vec<Entry>, Failure> {
        let all = desk.invitations()?;
        let first = all.first().map_or(String::new(), |one| one.id.clone());
        let wishes = vec![
            Alternative::new(WRITE, say!("sheet-invitations-write")),
            Alternative::new(CLOSE, say!("sheet-invitations-close")),
        ];
        Ok(vec![
            Entry::choice(
                INVITATION,
                "sheet-invitations-which",
                all.iter().map(line).collect(),
            )
            .value(first)
            .required(),
            Entry::choice(WISH, "sheet-invitations-wish", wishes)
                .value(WRITE)
                .required(),
        ])
    }

    fn operation(&self, values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        let invitation = values.text(INVITATION).to_owned();
        Ok(match values.text(WISH) {
            CLOSE => Box::new(CloseInvitation { invitation }),
            _ => Box::new(WriteDraft { invitation }),
        })
    }

    fn done(&self, report: &Report) -> Message {
        match report.plan.draft {
            Some(_) => say!("invitation-done", to = &report.plan.subject),
            None => say!("invitation-done-closed", to = &report.plan.subject),
        }
    }
}

fn line(invited: &Invited) -> Alternative {
    let day = invited
        .sent
        .map_or_else(String::new, |sent| sent.strftime("%Y-%m-%d").to_string());
    let words = say!(
        "sheet-invitations-line",
        to = &invited.to,
        state = Message::new(invited.progress.words()),
        day = day,
        by = &invited.by,
    );
    let over = matches!(
        invited.progress,
        Progress::Accepted | Progress::AcceptedWithoutAdmin
    );
    Alternative::new(invited.id.clone(), words)
        .also(invited.email.clone())
        .refused(over.then(|| say!("invitation-is-accepted", to = &invited.to)))
}
