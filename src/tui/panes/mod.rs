//! The panes that are open: the list at the bottom, one account over it or beside it, forms above. Knows which has the
//! focus and where each stands; what they do is theirs.

pub mod account_form;
pub mod activity;
pub mod add_customer;
pub mod bulk_users;
pub mod detail;
pub mod edit;
pub mod entry;
pub mod everybody;
mod filter;
pub mod hand_over;
pub mod kept;
pub mod licenses;
pub mod list;
pub mod path_field;
pub mod sheet;
pub mod telling;

use std::sync::Arc;

use ratatui::layout::Rect;

use super::drafts::Draft;
use super::layout::Layout;
use super::pane::{Opening, Pane};
use super::workers::Asker;

use activity::ActivityPane;
use add_customer::AddCustomerPane;
use bulk_users::BulkUsersPane;
use detail::DetailPane;
use edit::EditPane;
use entry::EntryPane;
use everybody::EverybodyPane;
use licenses::LicensesPane;
use list::ListPane;
use sheet::SheetPane;

/// The panes that are open; at first the list alone.
#[derive(Default)]
pub struct Panes {
    /// Always there.
    pub list: ListPane,
    /// The account that is shown, or was last.
    pub detail: DetailPane,
    above: Vec<Above>,
    next: u64,
    is_detail_in_front: bool,
}

/// A pane above list and detail.
struct Above {
    number: u64,
    pane: Box<dyn Pane>,
}

/// A pane with its name among the askers and its place on the screen.
pub struct Standing<'a> {
    /// The pane.
    pub pane: &'a mut dyn Pane,
    /// Its name among the askers.
    pub asker: Asker,
    /// Where it stands.
    pub area: Rect,
}

/// A new pane for an opening; `None` for the detail, which is always there.
pub fn made(opening: &Opening) -> Option<Box<dyn Pane>> {
    match opening {
        Opening::Edit(customer) => Some(Box::new(EditPane::new(customer.clone()))),
        Opening::AddCustomer => Some(Box::new(AddCustomerPane::default())),
        Opening::ManyUsers(customer) => Some(Box::new(BulkUsersPane::new(customer.clone()))),
        Opening::Licenses(whom) => Some(Box::new(LicensesPane::new(whom.clone()))),
        Opening::Sheet(sheet) => Some(Box::new(SheetPane::new(Arc::clone(sheet)))),
        Opening::Activity => Some(Box::new(ActivityPane::default())),
        Opening::Entry(id, of) => Some(Box::new(EntryPane::new(*id, of.clone()))),
        Opening::AllUsers => Some(Box::new(EverybodyPane::default())),
        Opening::User(key) => Some(Box::new(DetailPane::of_user(key))),
        Opening::Detail(_) => None,
    }
}

impl Above {
    fn standing(&mut self, layout: &Layout) -> Standing<'_> {
        Standing {
            pane: self.pane.as_mut(),
            asker: Asker::Above(self.number),
            area: layout.body,
        }
    }
}

impl Panes {
    /// The pane that keys go to.
    pub fn focused(&mut self, layout: &Layout) -> Standing<'_> {
        match self.above.len().checked_sub(1) {
            Some(top) => self.above[top].standing(layout),
            None if self.is_detail_in_front => self.standing_detail(layout),
            None => self.standing_list(layout),
        }
    }

    /// The pane that asked; `None` when it is gone.
    pub fn of(&mut self, asker: Asker, layout: &Layout) -> Option<Standing<'_>> {
        match asker {
            Asker::List => Some(self.standing_list(layout)),
            Asker::Detail => Some(self.standing_detail(layout)),
            Asker::Above(number) => {
                let mut above = self.above.iter_mut();
                let asked = above.find(|above| above.number == number)?;
                Some(asked.standing(layout))
            }
            Asker::Shell => None,
        }
    }

    /// The panes that are to be seen, the one in focus last.
    pub fn seen(&self, layout: &Layout) -> Vec<Asker> {
        if let Some(above) = self.above.last() {
            return vec![Asker::Above(above.number)];
        }
        let (front, behind) = if self.is_detail_in_front {
            (Asker::Detail, Asker::List)
        } else {
            (Asker::List, Asker::Detail)
        };
        match layout.sides {
            Some(_) => vec![behind, front],
            None => vec![front],
        }
    }

    /// Every pane that is open.
    pub fn all(&self) -> Vec<Asker> {
        let above = self.above.iter().map(|above| Asker::Above(above.number));
        [Asker::List, Asker::Detail]
            .into_iter()
            .chain(above)
            .collect()
    }

    /// What was typed into panes and is not saved.
    pub fn drafts(&self) -> Vec<Draft> {
        let forms = self.forms();
        forms.filter_map(|(_, draft)| draft).collect()
    }

    /// Every pane that may have words that are not saved, the one in front last, with those it has.
    pub fn forms(&self) -> impl DoubleEndedIterator<Item = (Asker, Option<Draft>)> {
        let above = self.above.iter();
        above.map(|above| (Asker::Above(above.number), above.pane.draft()))
    }

    /// The form in front goes on with what was kept of it.
    pub fn go_on(&mut self) {
        if let Some(above) = self.above.last_mut() {
            above.pane.go_on();
        }
    }

    /// Whether the list stands beside the detail, with no pane above them.
    pub fn are_side_by_side(&self, layout: &Layout) -> bool {
        self.above.is_empty() && layout.sides.is_some()
    }

    /// Takes every pane above list and detail away.
    pub fn close_above(&mut self) {
        self.above.clear();
    }

    /// Takes the pane in front away, when it is above list and detail.
    pub fn close_above_front(&mut self) -> bool {
        self.above.pop().is_some()
    }

    /// Shows the detail in front.
    pub fn open_detail(&mut self) {
        self.is_detail_in_front = true;
    }

    /// Shows a new pane above all others; tells who is to be asked to fill it.
    pub fn open_above(&mut self, pane: Box<dyn Pane>) -> Asker {
        let number = self.next;
        self.next += 1;
        self.above.push(Above { number, pane });
        Asker::Above(number)
    }

    /// Takes the pane in front away; `false` when only the list is left.
    pub fn close_front(&mut self) -> bool {
        if self.above.pop().is_some() {
            return true;
        }
        std::mem::take(&mut self.is_detail_in_front)
    }

    fn standing_list(&mut self, layout: &Layout) -> Standing<'_> {
        Standing {
            pane: &mut self.list,
            asker: Asker::List,
            area: layout.sides.map_or(layout.body, |sides| sides.list),
        }
    }

    fn standing_detail(&mut self, layout: &Layout) -> Standing<'_> {
        Standing {
            pane: &mut self.detail,
            asker: Asker::Detail,
            area: layout.sides.map_or(layout.body, |sides| sides.detail),
        }
    }
}
