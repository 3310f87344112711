//! A new customer in steps ([`wizard`]): account info, for whom a provider adds it, what is bought, the agreement, the
//! review, then the first administrator's name and password, shown once ([`FirstPasswords`]). While somebody types, the book
//! is asked whether the domain is free.

mod going;
mod said;
mod stops;
mod view;
mod wizard;

use crate::account::billing::{COUNTRY, DOMAIN};
use crate::account::country::countries;
use crate::account::partner::Partner;
use crate::account::problem::{Message, Problem};
use crate::account::reseller::Reseller;
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::operations::{Failure, Plan, Report};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::drafts::Draft;
use crate::tui::pane::{Cx, Offer, Pane, Reaction, Remark, Sight};
use crate::tui::panes::sheet::ahead;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::text::Edited;
use crate::tui::widgets::typed::Typed;
use crate::tui::wonder::Wonder;
use crate::tui::workers::{FormBasis, Number, Outcome, Read, Write};

use super::account_form::{AccountForm, BookSays, Purpose};
use super::hand_over::FirstPasswords;
use super::kept::KeptWords;
use going::{offers, typed_into};
use stops::Stop;
use wizard::Wizard;

/// The form of a new customer, and what came of it.
#[derive(Default)]
pub struct AddCustomerPane {
    stage: Stage,
    waits: Option<Number>,
    kept: KeptWords,
    /// A plan that the operator is asked about.
    planned: Option<Box<Plan>>,
    /// Whether the book still has the customer that was added: an undo takes it back.
    asked_still: Option<Number>,
    /// The domain that the book is asked about.
    asked_domain: Option<(Number, String)>,
}

#[derive(Default)]
enum Stage {
    /// Whose book it is, is being read.
    #[default]
    Opening,
    /// Nobody can be added from here.
    Without(Message),
    /// The steps.
    Filling(Box<Wizard>),
    /// The customer is there.
    Created(Box<FirstPasswords>),
}

impl AddCustomerPane {
    /// The name under which unsaved words of this form are kept.
    pub const DRAFT: &str = "add";

    fn wizard(&self) -> Option<&Wizard> {
        match &self.stage {
            Stage::Filling(wizard) => Some(wizard),
            _ => None,
        }
    }

    fn wizard_mut(&mut self) -> Option<&mut Wizard> {
        match &mut self.stage {
            Stage::Filling(wizard) => Some(wizard),
            _ => None,
        }
    }

    fn is_choosing(&self) -> bool {
        self.wizard().is_some_and(Wizard::is_choosing)
    }

    /// Most customers are in the partner's own country: it is chosen to begin with.
    fn begin(&mut self, partner: Partner, resellers: Vec<Reseller>, cx: &mut Cx) {
        let mut account = Resource::new();
        let country = partner
            .country
            .as_deref()
            .and_then(|code| countries().get(code));
        if let Some(country) = country.filter(|country| country.may_live_in(cx.sight.cloud)) {
            account.set(COUNTRY, country.code);
        }
        let mut form = AccountForm::new(
            Purpose::Add,
            account,
            partner,
            cx.sight.cloud,
            cx.sight.words,
        );
        form.tell(&cx.sight);
        let wizard = Wizard::new(form, resellers, &cx.sight);
        self.stage = Stage::Filling(Box::new(wizard));
        self.kept.ask(Self::DRAFT.to_owned(), cx);
    }

    /// After every key: a domain that was left and is well written is looked up in the book.
    fn follow_domain(&mut self, cx: &mut Cx) {
        let Some(form) = self.wizard().map(|wizard| &wizard.account) else {
            return;
        };
        let is_left = form.form.focused().is_none_or(|field| field.path != DOMAIN);
        let domain = form.account().text_or_empty(DOMAIN).to_owned();
        let is_known = form.has_word_of_book(DOMAIN)
            || self
                .asked_domain
                .as_ref()
                .is_some_and(|(_, asked)| *asked == domain);
        if is_left && !is_known && !domain.is_empty() && form.is_allowed(DOMAIN) {
            let number = cx.out.read(Read::Domain(domain.clone()));
            self.asked_domain = Some((number, domain));
        }
    }

    fn domain_answered(&mut self, answer: Result<Option<Box<Problem>>, Failure>, cx: &mut Cx) {
        let Some((_, domain)) = self.asked_domain.take() else {
            return;
        };
        let Some(form) = self.wizard_mut().map(|wizard| &mut wizard.account) else {
            return;
        };
        // Typed on meanwhile: the answer is to another question.
        if form.account().text_or_empty(DOMAIN) != domain {
            return;
        }
        match answer {
            Ok(Some(problem)) => form.book_says(DOMAIN, BookSays::Refused(*problem), &cx.sight),
            Ok(None) => {
                let free = say!("add-domain-free", domain = domain);
                form.book_says(DOMAIN, BookSays::Known(free), &cx.sight);
            }
            Err(failure) => cx.line.refused(&failure),
        }
    }

    fn done(&mut self, report: Report, cx: &mut Cx) -> Reaction {
        if let Stage::Created(created) = &mut self.stage {
            created.saved(cx);
            return Reaction::Redraw;
        }
        cx.line.note(say!("add-done", name = &report.plan.subject));
        KeptWords::forget(Self::DRAFT.to_owned(), cx);
        match FirstPasswords::of_new_customer(report) {
            Some(created) => self.stage = Stage::Created(Box::new(created)),
            None => return Reaction::Close,
        }
        Reaction::Redraw
    }
}

impl Pane for AddCustomerPane {
    fn place(&self) -> Place {
        match &self.stage {
            Stage::Created(created) => created.place(),
            _ if self.is_choosing() => Place::OpenChoice,
            _ => Place::Edit,
        }
    }

    fn title(&self, sight: &Sight) -> String {
        sight.words.text("add-title")
    }

    fn status(&self, sight: &Sight) -> String {
        match self.waits {
            Some(_) if !matches!(self.stage, Stage::Opening) => sight.words.text("edit-saving"),
            _ => String::new(),
        }
    }

    fn remark(&self, _sight: &Sight) -> Option<Remark> {
        let wizard = self.wizard()?;
        let blockers = wizard.ahead.plan().map_or(0, |plan| plan.blockers.len());
        let (refused, blockers) = match wizard.stop() {
            Stop::Account => (wizard.account.refused(), 0),
            Stop::Review => (0, blockers),
            _ => (wizard.filling()?.refused(), 0),
        };
        ahead::remark(refused, blockers)
    }

    fn is_typing(&self) -> bool {
        match &self.stage {
            Stage::Filling(wizard) => wizard.is_typing(),
            Stage::Created(created) => created.is_typing(),
            _ => false,
        }
    }

    fn offers(&self, action: Action, sight: &Sight) -> Offer {
        match (&self.stage, action) {
            (Stage::Created(created), _) => created.offers(action),
            (Stage::Filling(wizard), _) => offers(wizard, action, sight),
            (_, Action::Back | Action::Help | Action::Quit) => Offer::Yes,
            _ => Offer::Absent,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if let Stage::Created(created) = &mut self.stage {
            if let Some(write) = created.wants_to_save(action, cx) {
                self.waits = Some(cx.out.write(write));
                return Reaction::Redraw;
            }
            if action != Action::Back || created.is_typing() {
                return created.act(action, cx);
            }
        }
        let reaction = match action {
            Action::Save => self.save(cx),
            Action::Back if !self.is_choosing() => self.back(&cx.sight),
            Action::Invite => self.invite_instead(),
            _ => self.act_in_step(action, &cx.sight),
        };
        self.follow_domain(cx);
        reaction
    }

    fn confirmed(&mut self, action: Action, cx: &mut Cx) -> Reaction {
        if let Stage::Created(created) = &self.stage {
            return created.left_by(action);
        }
        match (action, self.planned.take()) {
            (Action::Back, _) => {
                KeptWords::forget(Self::DRAFT.to_owned(), cx);
                Reaction::Close
            }
            (KeptWords::TAKE_BACK, _) => {
                let words = self.kept.words().unwrap_or_default();
                if let Some(wizard) = self.wizard_mut() {
                    wizard.put_back(&words, &cx.sight);
                }
                Reaction::Redraw
            }
            (_, Some(plan)) => {
                self.waits = Some(cx.out.write(Write::Apply(plan)));
                Reaction::Redraw
            }
            _ => Reaction::Nothing,
        }
    }

    fn typed(&mut self, typed: &Typed, cx: &mut Cx) -> Reaction {
        let edited = match &mut self.stage {
            Stage::Filling(wizard) => typed_into(wizard, typed, &cx.sight),
            Stage::Created(created) => created.typed(typed, cx),
            _ => Edited::Not,
        };
        match edited {
            Edited::Not => Reaction::Nothing,
            _ => Reaction::Redraw,
        }
    }

    fn take(&mut self, number: Number, outcome: Outcome, cx: &mut Cx) -> Reaction {
        if self
            .asked_domain
            .as_ref()
            .is_some_and(|(asked, _)| *asked == number)
        {
            if let Outcome::Domain(answer) = outcome {
                self.domain_answered(answer, cx);
            }
            return Reaction::Redraw;
        }
        let mut outcome = outcome;
        if let Some(reaction) =
            self.kept
                .take(number, &mut outcome, &cx.sight.words.text("add-title"))
        {
            return reaction;
        }
        if self.asked_still == Some(number) {
            return match outcome {
                Outcome::Form(Ok(basis)) if basis.customer.is_none() => Reaction::Close,
                _ => Reaction::Nothing,
            };
        }
        if self.waits != Some(number) {
            return match &mut self.stage {
                Stage::Created(created) => created.take(number, outcome),
                _ => Reaction::Nothing,
            };
        }
        self.waits = None;
        match outcome {
            Outcome::Form(Ok(basis)) => {
                let FormBasis {
                    partner, resellers, ..
                } = *basis;
                self.begin(partner, resellers, cx);
            }
            Outcome::Planned(Ok(plan)) => return self.planned(plan, cx),
            Outcome::Done(Ok(report)) => return self.done(*report, cx),
            Outcome::Form(Err(failure))
            | Outcome::Planned(Err(failure))
            | Outcome::Done(Err(failure)) => return self.failed(failure, cx),
            _ => {}
        }
        Reaction::Redraw
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if let Stage::Created(created) = &self.stage {
            let customer = created.customer.clone();
            self.asked_still = Some(cx.out.read(Read::Form(Some(customer))));
        }
        if self.waits.is_none() && self.wizard().is_some_and(|one| one.stop() == Stop::Review) {
            self.ask_plan(cx);
        }
        if !matches!(self.stage, Stage::Opening) {
            return;
        }
        match cx.sight.rights.may_change(Task::AddCustomer) {
            Offer::No(refusal) => self.stage = Stage::Without(refusal.why),
            _ => self.waits = Some(cx.out.read(Read::Form(None))),
        }
    }

    fn reworded(&mut self, sight: &Sight) {
        if let Some(wizard) = self.wizard_mut() {
            wizard.reword(sight);
        }
    }

    fn go_on(&mut self) {
        self.kept.go_on();
    }

    fn draft(&self) -> Option<Draft> {
        let wizard = self.wizard()?;
        wizard.has_typed().then(|| Draft {
            name: Self::DRAFT.to_owned(),
            words: wizard.words(),
        })
    }

    fn wonders(&self) -> Vec<Wonder> {
        let Some(wizard) = self.wizard() else {
            return Vec::new();
        };
        match (wizard.filling(), wizard.ahead.plan()) {
            (Some(filling), _) => filling.wonders(),
            (None, Some(plan)) if wizard.stop() == Stop::Review => plan
                .blockers
                .iter()
                .chain(&plan.warnings)
                .map(Wonder::from)
                .collect(),
            _ => Vec::new(),
        }
    }

    fn draw(&mut self, pen: &mut Pen, sight: &Sight) {
        view::draw(self, pen, sight);
    }
}
