//! One account in sections: what is known of it, its subscriptions, its users, its history. Read by the reader worker, a
//! section when it is first looked at; what was read last stays while it is read again.

mod account;
mod activity;
mod section;
mod subscriptions;
mod users;
mod view;

use crate::account::customer::CustomerView;
use crate::account::record::CustomerId;
use crate::account::task::Task;
use crate::operations::Failure;
use crate::operations::history::Activity;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::pane::{Cx, Offer, Opening, Pane, Reaction, Remark, Sight};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::typed::Typed;
use crate::tui::workers::{Account, Number, Outcome, Read};

use section::Section;
use users::Users;

/// One account.
#[derive(Default)]
pub struct DetailPane {
    shown: Option<CustomerId>,
    section: Section,
    account: Asked<Account>,
    users: Asked<Users>,
    activity: Asked<Vec<Activity>>,
    scroll: Scroll,
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
                cx.line.wrong(failure.in_one_line());
                None
            }
        };
        Reaction::Redraw
    }
}

impl DetailPane {
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

    /// Asks for the account and for what the section in sight needs.
    fn ask(&mut self, cx: &mut Cx) {
        let Some(id) = &self.shown else {
            return;
        };
        self.account.number = Some(cx.out.read(Read::Account(id.clone())));
        self.users.number = None;
        self.activity.number = None;
        self.ask_for_section(cx);
    }

    fn ask_for_section(&mut self, cx: &mut Cx) {
        let Some(id) = &self.shown else {
            return;
        };
        match self.section {
            Section::Users if self.users.number.is_none() => {
                self.users.number = Some(cx.out.read(Read::Users(id.clone())));
            }
            Section::Activity if self.activity.number.is_none() => {
                self.activity.number = Some(cx.out.read(Read::Activity(id.clone())));
            }
            _ => {}
        }
    }

    fn go_to(&mut self, section: Section, cx: &mut Cx) -> Reaction {
        if self.section == section {
            return Reaction::Nothing;
        }
        self.section = section;
        self.scroll = Scroll::default();
        self.ask_for_section(cx);
        Reaction::Redraw
    }

    fn scroll(&mut self, action: Action, sight: &Sight) -> Reaction {
        let page = view::room(sight);
        let lines = view::lines(self, sight);
        if self.scroll.go(action, lines, usize::from(page)) {
            Reaction::Redraw
        } else {
            Reaction::Nothing
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

    fn open(&self, opening: fn(CustomerId) -> Opening) -> Reaction {
        let opened = |id: &CustomerId| Reaction::Open(opening(id.clone()));
        self.shown.as_ref().map_or(Reaction::Nothing, opened)
    }

    /// The name that the list shows too.
    fn name(&self) -> &str {
        let customer = self.account.got.as_ref().map(|account| &account.customer);
        customer.map_or("", |stored| CustomerView(&stored.resource).name())
    }

    fn is_filtering(&self) -> bool {
        self.section == Section::Users && self.users.got.as_ref().is_some_and(Users::is_filtering)
    }

    fn filter(&mut self, action: Action) -> Reaction {
        let Some(users) = self.users.got.as_mut() else {
            return Reaction::Nothing;
        };
        self.scroll = Scroll::default();
        users.filter_act(action)
    }
}

impl Pane for DetailPane {
    fn place(&self) -> Place {
        if self.is_filtering() {
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
        let users = self.users.got.as_ref()?;
        (self.section == Section::Users).then(|| users.remark())?
    }

    fn is_typing(&self) -> bool {
        self.is_filtering()
    }

    fn offers(&self, action: Action, sight: &Sight) -> Offer {
        match action {
            _ if self.shown.is_none() && action != Action::Back => Offer::Absent,
            Action::Edit => sight.rights.may_change(Task::UpdateAccount),
            Action::ManyUsers => sight.rights.may_change(Task::AddUsers),
            Action::Filter if self.section != Section::Users => Offer::Absent,
            _ => Offer::Yes,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if let Some(section) = Section::of(action) {
            return self.go_to(section, cx);
        }
        match action {
            Action::NextSection => self.go_to(self.section.next(), cx),
            Action::PreviousSection => self.go_to(self.section.previous(), cx),
            Action::Filter if self.section != Section::Users => Reaction::Nothing,
            Action::Filter | Action::KeepFilter | Action::ClearFilter => self.filter(action),
            Action::Back if self.section == Section::Users && self.has_filter() => {
                self.filter(Action::ClearFilter)
            }
            Action::Back => Reaction::Close,
            Action::Edit => self.open(Opening::Edit),
            Action::ManyUsers => self.open(Opening::ManyUsers),
            Action::CopyId => self.copy_id(cx),
            Action::Refresh => {
                self.refresh(cx);
                Reaction::Redraw
            }
            _ => self.scroll(action, &cx.sight),
        }
    }

    fn typed(&mut self, typed: &Typed, _cx: &mut Cx) -> Reaction {
        self.scroll = Scroll::default();
        let users = self.users.got.as_mut();
        users.map_or(Reaction::Nothing, |users| users.typed(typed))
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        match outcome {
            Outcome::Account(account) => {
                let account = account.map(|account| *account);
                self.account.take(number, account, cx)
            }
            Outcome::Users(people) if self.users.number == Some(number) => {
                let people = people.map(|people| match self.users.got.take() {
                    Some(before) => before.with(people),
                    None => Users::of(people),
                });
                self.users.take(number, people, cx)
            }
            Outcome::Activity(activity) => self.activity.take(number, activity, cx),
            _ => Reaction::Nothing,
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.ask(cx);
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}

impl DetailPane {
    /// Whether an answer is still to come.
    fn is_waiting(&self) -> bool {
        self.account.number.is_some() || self.activity.number.is_some()
    }

    fn has_filter(&self) -> bool {
        self.users.got.as_ref().is_some_and(Users::has_filter)
    }
}
