//! Where the list leads to: an account and what is done with it, an invitation.

use std::sync::Arc;

use crate::account::record::CustomerId;
use crate::search::Row;
use crate::tui::menus::{self, Whole};
use crate::tui::pane::{Opening, Reaction};
use crate::tui::sheets::Sheet;
use crate::tui::sheets::relationships::{InvitationsSheet, InviteSheet, RemovalSheet};

use super::ListPane;

pub(super) fn invite() -> Reaction {
    sheet(InviteSheet::default())
}

pub(super) fn invitations() -> Reaction {
    sheet(InvitationsSheet)
}

fn sheet(sheet: impl Sheet + 'static) -> Reaction {
    Reaction::Open(Opening::Sheet(Arc::new(sheet)))
}

impl ListPane {
    pub(super) fn open_current(&self, opening: fn(CustomerId) -> Opening) -> Reaction {
        let opened = |row: Row| Reaction::Open(opening(row.id));
        self.current().map_or(Reaction::Nothing, opened)
    }

    pub(super) fn remove(&self) -> Reaction {
        let sheet = |row: Row| {
            let sheet = RemovalSheet::new(row.id, &row.name, &row.domain);
            Reaction::Open(Opening::Sheet(Arc::new(sheet)))
        };
        self.current().map_or(Reaction::Nothing, sheet)
    }

    pub(super) fn menu(&self) -> Reaction {
        let menu = |row: Row| {
            Reaction::Menu(menus::account(&Whole {
                customer: row.id,
                name: row.name,
                relationship: row.relationship,
            }))
        };
        self.current().map_or(Reaction::Nothing, menu)
    }
}
