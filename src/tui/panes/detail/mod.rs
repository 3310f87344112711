//! One account in sections: what is known of it, its subscriptions, its users, its history. Read by the reader worker, a
//! section when it is first looked at; what was read last stays while it is read again. A section is a [`part::Part`]:
//! rows with a cursor, and a menu of what can be done with the row under it.

mod account;
mod activity;
mod agreement;
mod part;
mod rows;
mod section;
mod subscriptions;
mod support;
mod transfers;
mod users;
mod view;

use std::sync::Arc;

use crate::account::customer::CustomerView;
use crate::account::record::{CustomerId, RecordKey};
use crate::operations::Failure;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::menus::{self, Menu, Whole};
use crate::tui::pane::{Cx, Offer, Opening, Pane, Reaction, Remark, Sight};
use crate::tui::sheets::relationships::RemovalSheet;
use crate::tui::sheets::transfers::StartTransferSheet;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Account, Number, Outcome, Read};

use part::{Of, Part};
use rows::RowCursor;
use section::Section;
pub(super) use users::remarks;

/// One account.
pub struct DetailPane {
    shown: Option<CustomerId>,
    section: Section,
    account: Asked<Account>,
    /// The sections, in their order.
    parts: Vec<Box<dyn Part>>,
    /// Where the cursor stands in each.
    cursors: Vec<RowCursor>,
    /// The record of the section in sight that the cursor is to be brought to once it is read.
    sought: Option<String>,
}

impl Default for DetailPane {
    fn default() -> Self {
        let parts = section::parts();
        Self {
            shown: None,
            section: Section::default(),
            account: Asked::default(),
            cursors: vec![RowCursor::default(); parts.len()],
            sought: None,
            parts,
        }
    }
}

/// Something that is asked for when it is first needed.
struct Asked<T> {
    number: Option<Number>,
    /// What came last; of the account that is shown, or nothing.
    got: Option<T>,
}

impl<T> Default for Asked<T> {
    fn default() -> Self {
        Self {
            number: None,
            got: None,
        }
    }
}

impl<T> Asked<T> {
    /// Takes what came, when it answers the newest question.
    fn take(&mut self, number: Number, came: Result<T, Failure>, cx: &mut Cx) -> Reaction {
        if self.number != Some(number) {
            return Reaction::Nothing;
        }
        self.number = None;
        self.got = match came {
            Ok(value) => Some(value),
            // Taken back or removed meanwhile: the list goes to another one, and the place says it.
            Err(Failure::NotFound(..)) => None,
            Err(failure) => {
                cx.line.refused(&failure);
                None
            }
        };
        Reaction::Redraw
    }
}

impl DetailPane {
    /// One user in the users section of its account.
    pub fn of_user(key: &RecordKey) -> Self {
        Self {
            shown: Some(key.customer.clone()),
            section: Section::Users,
            sought: Some(key.id.clone()),
            ..Self::default()
        }
    }

    /// Brings the cursor to what is sought, once it is there.
    fn seek(&mut self) {
        let place = self.section as usize;
        let sought = self.sought.as_ref();
        if let Some(row) = sought.and_then(|id| self.parts[place].seek(id)) {
            self.cursors[place] = RowCursor::on(row);
            self.sought = None;
        }
    }

    /// Shows an account from its top; nothing happens when it is shown already.
    pub fn show(&mut self, id: Option<CustomerId>, cx: &mut Cx) {
        if self.shown == id {
            return;
        }
        *self = Self {
            shown: id,
            section: self.section,
            ..Self::default()
        };
        self.ask(cx);
    }

    /// Asks for the account and for what the section in sight needs; the others ask when they are gone to.
    fn ask(&mut self, cx: &mut Cx) {
        let Some(id) = &self.shown else {
            return;
        };
        self.account.number = Some(cx.out.read(Read::Account(id.clone())));
        self.parts[self.section as usize].ask(id, cx);
    }

    fn go_to(&mut self, section: Section, cx: &mut Cx) -> Reaction {
        if self.section == section {
            return Reaction::Nothing;
        }
        self.section = section;
        if let Some(id) = &self.shown {
            self.parts[section as usize].ask(id, cx);
        }
        Reaction::Redraw
    }

    fn part(&self) -> &dyn Part {
        self.parts[self.section as usize].as_ref()
    }

    fn cursor(&self) -> RowCursor {
        self.cursors[self.section as usize]
    }

    fn go(&mut self, action: Action, sight: &Sight) -> Reaction {
        let Some(account) = &self.account.got else {
            return Reaction::Nothing;
        };
        let of = &Of { account, sight };
        let page = view::page(self, of);
        let height = |at: usize| view::height(self.part(), at, of);
        let rows = self.part().rows(of);
        match self.cursor().moved(action, rows, page, &height) {
            Some(cursor) if cursor != self.cursor() => {
                self.cursors[self.section as usize] = cursor;
                Reaction::Redraw
            }
            _ => Reaction::Nothing,
        }
    }

    fn copy_id(&self, cx: &mut Cx) -> Reaction {
        let Some(id) = &self.shown else {
            return Reaction::Nothing;
        };
        cx.line
            .note(say!("list-copied", id = id.as_str(), name = self.name()));
        Reaction::Copy(id.as_str().to_owned())
    }

    fn open(&self, opening: impl FnOnce(CustomerId) -> Opening) -> Reaction {
        let shown = self.shown.clone();
        shown.map_or(Reaction::Nothing, |id| Reaction::Open(opening(id)))
    }

    fn transfer(&self) -> Reaction {
        let about = self.name().to_owned();
        self.open(|customer| {
            let sheet = StartTransferSheet { customer, about };
            Opening::Sheet(Arc::new(sheet))
        })
    }

    /// The name that the list shows too.
    fn name(&self) -> &str {
        let customer = self.account.got.as_ref().map(|account| &account.customer);
        customer.map_or("", |stored| CustomerView(&stored.resource).name())
    }

    fn remove(&self) -> Reaction {
        let Some(account) = &self.account.got else {
            return Reaction::Nothing;
        };
        let view = CustomerView(&account.customer.resource);
        let customer = account.customer.key.customer.clone();
        let sheet = RemovalSheet::new(customer, view.name(), view.domain());
        Reaction::Open(Opening::Sheet(Arc::new(sheet)))
    }

    /// The menu of the row under the cursor; text has that of the whole account.
    fn menu_of_row(&self, sight: &Sight) -> Option<Menu> {
        if !self.part().has_cursor() {
            return self.menu_of_account();
        }
        let account = self.account.got.as_ref()?;
        self.part().menu(self.cursor().at, &Of { account, sight })
    }

    /// Whether Enter does something at the row under the cursor.
    fn opens_row(&self, sight: &Sight) -> bool {
        let opens = |account| self.part().opens(self.cursor().at, &Of { account, sight });
        self.menu_of_row(sight).is_some() || self.account.got.as_ref().is_some_and(opens)
    }

    fn menu_of_account(&self) -> Option<Menu> {
        let account = self.account.got.as_ref()?;
        let view = CustomerView(&account.customer.resource);
        Some(menus::account(&Whole {
            customer: self.shown.clone()?,
            name: view.name().to_owned(),
            relationship: view.relationship().to_owned(),
        }))
    }

    /// What the section in sight does with an action; `None`: the action is none of its own.
    fn act_in_part(&mut self, action: Action, cx: &mut Cx) -> Option<Reaction> {
        let place = self.section as usize;
        let account = self.account.got.as_ref()?;
        let sight = cx.sight;
        let of = Of {
            account,
            sight: &sight,
        };
        let at = self.cursors[place].at;
        let had_filter = self.parts[place].filter().is_some();
        let reaction = self.parts[place].act(action, at, &of, cx)?;
        if had_filter != self.parts[place].filter().is_some() {
            self.cursors[place] = RowCursor::default();
        }
        Some(reaction)
    }
}

fn menu(menu: Option<Menu>) -> Reaction {
    menu.map_or(Reaction::Nothing, Reaction::Menu)
}

impl Pane for DetailPane {
    fn place(&self) -> Place {
        if self.part().is_filtering() {
            Place::Filter
        } else {
            Place::Detail
        }
    }

    fn title(&self, _sight: &Sight) -> String {
        self.name().to_owned()
    }

    fn status(&self, sight: &Sight) -> String {
        view::relation(self, sight)
    }

    fn remark(&self, _sight: &Sight) -> Option<Remark> {
        self.part().remark()
    }

    fn is_typing(&self) -> bool {
        self.part().is_filtering()
    }

    fn offers(&self, action: Action, sight: &Sight) -> Offer {
        match action {
            _ if self.shown.is_none() && action != Action::Back => Offer::Absent,
            Action::Fuzzy => Offer::Absent,
            Action::Open if !self.opens_row(sight) => Offer::Absent,
            Action::Menu | Action::RemoveRelationship if self.account.got.is_none() => {
                Offer::Absent
            }
            Action::Filter
            | Action::Mark
            | Action::MarkAll
            | Action::Expand
            | Action::CopyLink
            | Action::WriteForm
            | Action::DeletedUsers => match &self.account.got {
                Some(account) => self.part().offers(action, &Of { account, sight }),
                None => Offer::Absent,
            },
            _ => Offer::Yes,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        self.sought = None;
        if let Some(section) = Section::of(action) {
            return self.go_to(section, cx);
        }
        if let Some(reaction) = self.act_in_part(action, cx) {
            // Whoever marks rows goes down them.
            if action == Action::Mark {
                self.go(Action::Down, &cx.sight);
            }
            return reaction;
        }
        match action {
            Action::NextSection => self.go_to(self.section.next(), cx),
            Action::PreviousSection => self.go_to(self.section.previous(), cx),
            Action::Back => Reaction::Close,
            Action::Open => menu(self.menu_of_row(&cx.sight)),
            Action::Menu => menu(self.menu_of_account()),
            Action::Edit => self.open(Opening::Edit),
            Action::ManyUsers => self.open(Opening::ManyUsers),
            Action::Transfer => self.transfer(),
            Action::BookActivity => Reaction::Open(Opening::Activity),
            Action::RemoveRelationship => self.remove(),
            Action::CopyId => self.copy_id(cx),
            Action::Refresh => {
                self.refresh(cx);
                Reaction::Redraw
            }
            _ => self.go(action, &cx.sight),
        }
    }

    fn typed(&mut self, typed: &Typed, _cx: &mut Cx) -> Reaction {
        let place = self.section as usize;
        self.cursors[place] = RowCursor::default();
        self.parts[place].typed(typed)
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        if let Outcome::Account(account) = outcome {
            let account = account.map(|account| *account);
            return self.account.take(number, account, cx);
        }
        let mut parts = self.parts.iter_mut();
        let Some(part) = parts.find(|part| part.awaits(number)) else {
            return Reaction::Nothing;
        };
        let reaction = part.take(number, outcome, cx);
        self.seek();
        reaction
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.ask(cx);
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}

impl DetailPane {
    /// Whether the account itself is still to come.
    fn is_waiting(&self) -> bool {
        self.account.number.is_some()
    }
}
