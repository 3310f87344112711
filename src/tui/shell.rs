//! Routes one event and nothing else: a key to the overlay or the pane in front, an outcome to whoever asked, a new size
//! to the layout. What anything means is decided in the panes.

mod answering;
mod around;
mod backing_up;
mod chrome;
mod clipboard;
mod keeping;
mod language;
mod looking;
mod offering;

mod own;
mod recovering;
mod refusing;
mod top;
mod undoing;
mod unlocking;

use std::sync::Arc;
use std::time::Instant;

use ratatui::Frame;
use ratatui::crossterm::event::{
    Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use ratatui::layout::Size;

use crate::operations::Desk;
use crate::say;
use crate::words::Words;

use super::action::Action;
use super::drafts::Draft;
use super::key::Key;
use super::layout::Layout;
use super::overlays::jobs::JobsBox;
use super::overlays::menu::MenuBox;
use super::overlays::palette::Palette;
use super::overlays::question::QuestionBox;
use super::overlays::reading::Reading;
use super::pane::{Cx, Opening, Pane, Question, Reaction};
use super::panes::{self, Panes};
use super::theme::Ink;
use super::turn::{After, Event};
use super::widgets::pen::Pen;
use super::widgets::typed::{Typed, is_text};
use super::workers::{Asker, Number, Workers};
use super::{Ending, Options};

use around::Around;
use clipboard::Clipboard;
pub use clipboard::Copy;
use own::Own;

/// The whole screen: panes, what lies over them, and what surrounds them.
pub struct Shell {
    panes: Panes,
    overlay: Option<Box<dyn Pane>>,
    layout: Layout,
    around: Around,
    own: Own,
    clipboard: Clipboard,
    /// What was asked for before the last key; a question that comes of it comes too late.
    before_last_key: Number,
}

impl Shell {
    /// The screen with the list in front, which is asked for at once.
    pub fn new(
        desk: Arc<Desk>,
        words: Arc<Words>,
        mut options: Options,
        workers: Workers,
        size: Size,
    ) -> Self {
        let clipboard = Clipboard::new(options.clipboard_stays);
        let mut shell = Self {
            panes: Panes::default(),
            overlay: None,
            layout: Layout::of(size),
            own: Own::of(&mut options),
            around: Around::new(desk, words, options, workers),
            clipboard,
            before_last_key: Number::default(),
        };
        shell.ask_at_the_start();
        shell.refresh();
        shell.settle(After::Draw);
        shell
    }

    /// Takes one event.
    pub fn handle(&mut self, event: Event, now: Instant) -> After {
        self.around.instant = now;
        let after = match event {
            Event::Terminal(event) => {
                let after = self.terminal(event);
                self.follow_words();
                after
            }
            Event::Answer(answer) => self.answer(answer),
            Event::Leave => After::End(Ending::Interrupted),
            Event::Suspend => After::Suspend,
            Event::Resumed => After::Resume,
            Event::Written => After::Nothing,
            Event::Ground(background) => self.lie_on(background),
        };
        self.settle(after)
    }

    /// The time of [`Shell::deadline`] has come.
    pub fn pass(&mut self, now: Instant) -> After {
        self.around.instant = now;
        self.keep_words();
        let is_wiped = self.clipboard.pass(now);
        if is_wiped {
            self.around.line.note(say!("password-copy-wiped"));
            self.around.settle();
        }
        if self.around.jobs.look(now) || is_wiped {
            After::Draw
        } else {
            After::Nothing
        }
    }

    /// When something moves next by itself: running work, a copied password that has to go, typed words to be kept.
    pub fn deadline(&self) -> Option<Instant> {
        let due = [
            self.around.jobs.deadline(),
            self.clipboard.deadline(),
            self.own.keeping.deadline(),
        ];
        due.into_iter().flatten().min()
    }

    /// Whether every request was answered.
    pub fn is_settled(&self) -> bool {
        self.around.out.is_settled()
    }

    /// What was typed into open forms and is not saved.
    pub fn drafts(&self) -> Vec<Draft> {
        self.panes.drafts()
    }

    /// Asks what runs to stop after the step it is in; what was done stays done, the rest can be resumed.
    pub fn stop_jobs(&self) {
        self.around.jobs.cancel_all();
    }

    /// Whether nothing is being changed or written, so that the desk can be left.
    pub fn may_close(&self) -> bool {
        self.around.out.may_close()
    }

    /// Draws everything.
    pub fn draw(&mut self, frame: &mut Frame) {
        let mut cursor = None;
        self.layout = Layout::of(frame.area().as_size());
        let theme = *self.around.looks.theme();
        let area = frame.area();
        let buffer = frame.buffer_mut();
        buffer.set_style(area, theme.style(Ink::Plain));
        let mut pen = Pen::new(buffer, &mut cursor, &theme);
        self.draw_panes(&mut pen);
        chrome::draw(self, &mut pen);
        if let Some(overlay) = &mut self.overlay {
            let sight = self.around.sight(self.layout.body, true);
            overlay.draw(&mut pen.on(self.layout.body), &sight);
        }
        if let Some(position) = cursor {
            frame.set_cursor_position(position);
        }
    }

    fn draw_panes(&mut self, pen: &mut Pen) {
        let seen = self.panes.seen(&self.layout);
        for (place, asker) in seen.iter().enumerate() {
            let is_front = place + 1 == seen.len();
            if let Some(standing) = self.panes.of(*asker, &self.layout) {
                let is_focused = is_front && self.overlay.is_none();
                let sight = self.around.sight(standing.area, is_focused);
                standing.pane.draw(&mut pen.on(standing.area), &sight);
            }
        }
    }

    fn terminal(&mut self, event: TerminalEvent) -> After {
        match event {
            // Some terminals report the release too, and the key would act twice.
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => self.key(key),
            TerminalEvent::Paste(text) => {
                let pasted = Typed::Paste(text);
                let after = self.typed(&pasted);
                pasted.wipe();
                after
            }
            TerminalEvent::Resize(width, height) => {
                self.layout = Layout::of(Size { width, height });
                After::Draw
            }
            _ => After::Nothing,
        }
    }

    fn key(&mut self, key: KeyEvent) -> After {
        self.before_last_key = self.around.out.last();
        self.step_aside(key);
        let was_read = self.around.line.read(self.around.instant);
        let least = if was_read {
            After::Draw
        } else {
            After::Nothing
        };
        let (place, is_typing) = self.with_front(|pane, _| (pane.place(), pane.is_typing()));
        if is_typing && is_text(key) {
            return self.typed(&Typed::Key(key)).max(least);
        }
        match self.around.keymap.action(place, Key::of(key)) {
            Some(action) => self.act(action).max(least),
            None if key.modifiers == KeyModifiers::ALT => self.esc_and(key),
            None => self.korean_keys(key).max(least),
        }
    }

    /// Esc and a key right behind it reach us as that key with Alt: what nobody has bound is taken for the two.
    fn esc_and(&mut self, key: KeyEvent) -> After {
        let esc = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
        let plain = KeyEvent::new(key.code, KeyModifiers::NONE);
        let after = self.key(esc);
        after.max(self.key(plain))
    }

    fn typed(&mut self, typed: &Typed) -> After {
        let reaction = self.with_front(|pane, cx| {
            if pane.is_typing() {
                pane.typed(typed, cx)
            } else {
                Reaction::Nothing
            }
        });
        self.react(reaction)
    }

    /// What acts everywhere is done here; anything else is the pane's.
    fn act(&mut self, action: Action) -> After {
        if let Some(refusal) = self.refusal_of(action) {
            return self.react(Reaction::Refused(refusal));
        }
        let reaction = match action {
            Action::Quit => return After::End(Ending::Quit),
            Action::Redraw => return After::Repaint,
            Action::Suspend => return After::Suspend,
            Action::Leave => return self.leave(),
            Action::Undo => self.with_shell(|own, cx| own.undoing.begin(cx)),
            Action::BackUp => self.with_shell(|own, cx| own.backing_up.begin(cx)),
            Action::Help => self.lay_over(|pane, cx| Box::new(Reading::help(pane, cx))),
            Action::Log => self.lay_over(|_, cx| Box::new(Reading::log(cx))),
            Action::Palette => self.lay_over(|pane, cx| Box::new(Palette::new(pane, cx))),
            Action::Why => self.why(),
            Action::Language => self.turn_language(),
            Action::Begun => self.look_for_begun(),
            Action::Theme => self.turn_theme(),
            Action::Unlock => self.look_at_seal(),
            Action::Jobs => self.lay_over(|_, _| Box::new(JobsBox::default())),
            _ => self.with_front(|pane, cx| pane.act(action, cx)),
        };
        self.react(reaction)
    }

    fn lay_over(&mut self, make: impl FnOnce(&dyn Pane, &Cx) -> Box<dyn Pane>) -> Reaction {
        let overlay = self.with_front(|pane, cx| make(pane, cx));
        self.overlay = Some(overlay);
        Reaction::Redraw
    }

    fn leave(&mut self) -> After {
        match self.with_front(|pane, cx| pane.act(Action::Back, cx)) {
            Reaction::Close if !self.close_front() => After::End(Ending::Quit),
            Reaction::Close => After::Draw,
            other => self.react(other),
        }
    }

    fn close_front(&mut self) -> bool {
        self.overlay.take().is_some() || self.panes.close_front()
    }

    fn react(&mut self, reaction: Reaction) -> After {
        match reaction {
            Reaction::Nothing => return After::Nothing,
            Reaction::Redraw => {}
            Reaction::Close => {
                self.close_front();
                self.offer_after();
            }
            Reaction::Open(opening) => {
                self.overlay = None;
                self.open(&opening);
            }
            Reaction::GoOn(opening) => self.go_on(&opening),
            Reaction::Menu(menu) => {
                self.lay_over(|pane, cx| Box::new(MenuBox::new(menu, pane, cx)));
            }
            Reaction::Ask(question) => self.ask(question),
            Reaction::Copy(text) => {
                self.overlay = None;
                self.clipboard.put(text);
            }
            Reaction::CopySecret(secret) => {
                self.clipboard.put_secret(secret, self.around.instant);
                let seconds = self.clipboard.seconds();
                self.around.line.note(say!("password-copied", n = seconds));
            }
            Reaction::Refused(refusal) => self.refuse(refusal),
            Reaction::Confirmed(action) => {
                self.overlay = None;
                let reaction = match action {
                    Action::Undo => self.with_shell(|own, cx| own.undoing.confirmed(cx)),
                    _ => self.with_front(|pane, cx| pane.confirmed(action, cx)),
                };
                return self.react(reaction).max(After::Draw);
            }
            Reaction::Perform(action) => {
                self.overlay = None;
                return self.act(action).max(After::Draw);
            }
        }
        After::Draw
    }

    fn ask(&mut self, question: Question) {
        self.overlay = Some(Box::new(QuestionBox::new(question)));
    }

    fn open(&mut self, opening: &Opening) {
        if let Opening::Detail(id) = opening {
            let mut cx = self.around.cx(Asker::Detail, self.layout.body);
            self.panes.detail.show(Some(id.clone()), &mut cx);
            self.panes.close_above();
            self.panes.open_detail();
        }
        if let Some(pane) = panes::made(opening) {
            let asker = self.panes.open_above(pane);
            self.refresh_of(asker);
        }
    }

    /// The book changed: every pane asks again.
    fn refresh(&mut self) {
        self.with_shell(|own, cx| own.backing_up.look(cx));
        for asker in self.panes.all() {
            self.refresh_of(asker);
        }
    }

    fn refresh_of(&mut self, asker: Asker) {
        if let Some(standing) = self.panes.of(asker, &self.layout) {
            let mut cx = self.around.cx(asker, standing.area);
            standing.pane.refresh(&mut cx);
        }
    }

    /// Calls what is in front: the overlay, else the pane in focus.
    fn with_front<T>(&mut self, call: impl FnOnce(&mut dyn Pane, &mut Cx) -> T) -> T {
        if let Some(overlay) = &mut self.overlay {
            let mut cx = self.around.cx(Asker::Shell, self.layout.body);
            return call(overlay.as_mut(), &mut cx);
        }
        let standing = self.panes.focused(&self.layout);
        let mut cx = self.around.cx(standing.asker, standing.area);
        call(standing.pane, &mut cx)
    }

    /// Calls what the shell itself looks after.
    fn with_shell<T>(&mut self, call: impl FnOnce(&mut Own, &mut Cx) -> T) -> T {
        let mut cx = self.around.cx(Asker::Shell, self.layout.body);
        call(&mut self.own, &mut cx)
    }

    /// What every event ends with: the account beside the list follows its cursor.
    fn settle(&mut self, after: After) -> After {
        if self.panes.are_side_by_side(&self.layout) {
            let current = self.panes.list.current().map(|row| row.id);
            let mut cx = self.around.cx(Asker::Detail, self.layout.body);
            self.panes.detail.show(current, &mut cx);
        }
        if self.around.settle() {
            after.max(After::Draw)
        } else {
            after
        }
    }
}
