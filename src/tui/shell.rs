//! Routes one event and nothing else: a key to the overlay or the pane in front, an outcome to whoever asked, a new size
//! to the layout. What anything means is decided in the panes.

mod chrome;

use std::sync::Arc;
use std::time::Instant;

use jiff::tz::TimeZone;
use ratatui::Frame;
use ratatui::crossterm::event::{Event as TerminalEvent, KeyEvent, KeyEventKind};
use ratatui::layout::{Rect, Size};

use crate::account::cloud::Cloud;
use crate::account::partner::Partner;
use crate::operations::Desk;
use crate::say;
use crate::words::Words;

use super::action::Action;
use super::keymap::{Key, Keymap};
use super::layout::Layout;
use super::message_line::MessageLine;
use super::overlays::question::QuestionBox;
use super::pane::{Cx, Opening, Pane, Reaction, Rights, Sight};
use super::panes::{self, Panes};
use super::theme::Theme;
use super::turn::{After, Event};
use super::widgets::pen::Pen;
use super::widgets::typed::{Typed, is_text};
use super::workers::{Answer, Asker, Number, Outbox, Outcome, Read, Workers};
use super::{Ending, Options};

/// The whole screen: panes, what lies over them, and what surrounds them.
pub struct Shell {
    panes: Panes,
    overlay: Option<Box<dyn Pane>>,
    layout: Layout,
    around: Around,
    copied: Option<String>,
}

/// What surrounds the panes, and what they are lent.
struct Around {
    desk: Arc<Desk>,
    words: Arc<Words>,
    keymap: Keymap,
    theme: Theme,
    zone: TimeZone,
    rights: Rights,
    cloud: Cloud,
    book: String,
    is_clock_frozen: bool,
    partner: Partner,
    asked_partner: Option<Number>,
    out: Outbox,
    line: MessageLine,
    instant: Instant,
}

impl Around {
    fn cx(&mut self, asker: Asker, area: Rect) -> Cx<'_> {
        Cx {
            sight: Sight {
                words: &self.words,
                keymap: &self.keymap,
                rights: &self.rights,
                cloud: self.cloud,
                now: self.desk.now(),
                zone: &self.zone,
                area,
                is_focused: true,
            },
            out: self.out.of(asker),
            line: &mut self.line,
            instant: self.instant,
        }
    }

    fn sight(&self, area: Rect, is_focused: bool) -> Sight<'_> {
        Sight {
            words: &self.words,
            keymap: &self.keymap,
            rights: &self.rights,
            cloud: self.cloud,
            now: self.desk.now(),
            zone: &self.zone,
            area,
            is_focused,
        }
    }
}

impl Shell {
    /// The screen with the list in front, which is asked for at once.
    pub fn new(
        desk: Arc<Desk>,
        words: Arc<Words>,
        options: Options,
        workers: Workers,
        size: Size,
    ) -> Self {
        let around = Around {
            rights: Rights::of(&desk),
            cloud: desk.cloud(),
            desk,
            words,
            keymap: options.keymap,
            theme: options.theme,
            zone: options.zone,
            book: options.book,
            is_clock_frozen: options.is_clock_frozen,
            partner: Partner::default(),
            asked_partner: None,
            out: Outbox::new(workers),
            line: MessageLine::default(),
            instant: Instant::now(),
        };
        let mut shell = Self {
            panes: Panes::default(),
            overlay: None,
            layout: Layout::of(size),
            around,
            copied: None,
        };
        for note in options.notes {
            shell.around.line.wrong(note);
        }
        shell.around.asked_partner = Some(shell.around.out.of(Asker::Shell).read(Read::Partner));
        shell.refresh();
        shell.settle(After::Draw);
        shell
    }

    /// Takes one event.
    pub fn handle(&mut self, event: Event, now: Instant) -> After {
        self.around.instant = now;
        let after = match event {
            Event::Terminal(event) => self.terminal(event),
            Event::Answer(answer) => self.answer(answer),
            Event::Leave => After::End(Ending::Interrupted),
            Event::Suspend => After::Suspend,
            Event::Resumed => After::Resume,
        };
        self.settle(after)
    }

    /// The time of [`Shell::deadline`] has come.
    pub fn pass(&mut self, now: Instant) -> After {
        self.around.instant = now;
        After::Nothing
    }

    /// When something on the screen moves next by itself.
    pub fn deadline(&self) -> Option<Instant> {
        None
    }

    /// What is to go to the terminal's clipboard, once.
    pub fn take_copy(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// Whether every request was answered.
    pub fn is_settled(&self) -> bool {
        self.around.out.is_settled()
    }

    /// Draws everything.
    pub fn draw(&mut self, frame: &mut Frame) {
        let mut cursor = None;
        self.layout = Layout::of(frame.area().as_size());
        let mut pen = Pen::new(frame.buffer_mut(), &mut cursor, self.around.theme);
        chrome::draw(self, &mut pen);
        let seen = self.panes.seen(&self.layout);
        for (place, asker) in seen.iter().enumerate() {
            if let Some(standing) = self.panes.of(*asker, &self.layout) {
                let is_focused = place + 1 == seen.len() && self.overlay.is_none();
                let sight = self.around.sight(standing.area, is_focused);
                standing.pane.draw(&mut pen.on(standing.area), &sight);
            }
        }
        if let Some(overlay) = &mut self.overlay {
            let sight = self.around.sight(self.layout.body, true);
            overlay.draw(&mut pen.on(self.layout.body), &sight);
        }
        if let Some(position) = cursor {
            frame.set_cursor_position(position);
        }
    }

    fn terminal(&mut self, event: TerminalEvent) -> After {
        match event {
            // Some terminals report the release too, and the key would act twice.
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => self.key(key),
            TerminalEvent::Paste(text) => self.typed(&Typed::Paste(text)),
            TerminalEvent::Resize(width, height) => {
                self.layout = Layout::of(Size { width, height });
                After::Draw
            }
            _ => After::Nothing,
        }
    }

    fn key(&mut self, key: KeyEvent) -> After {
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
            None => least,
        }
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
        match action {
            Action::Quit => After::End(Ending::Quit),
            Action::Redraw => After::Repaint,
            Action::Suspend => After::Suspend,
            Action::Leave => self.leave(),
            _ => {
                let reaction = self.with_front(|pane, cx| pane.act(action, cx));
                self.react(reaction)
            }
        }
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
            }
            Reaction::Open(opening) => self.open(&opening),
            Reaction::Ask(question) => self.overlay = Some(Box::new(QuestionBox::new(question))),
            Reaction::Copy(text) => self.copied = Some(text),
            Reaction::Confirmed(action) => {
                self.overlay = None;
                let reaction = self.with_front(|pane, cx| pane.confirmed(action, cx));
                return self.react(reaction).max(After::Draw);
            }
            Reaction::Perform(action) => {
                self.overlay = None;
                return self.act(action).max(After::Draw);
            }
        }
        After::Draw
    }

    fn open(&mut self, opening: &Opening) {
        if let Opening::Detail(id) = opening {
            let mut cx = self.around.cx(Asker::Detail, self.layout.body);
            self.panes.detail.show(Some(id.clone()), &mut cx);
            self.panes.open_detail();
        }
        if let Some(pane) = panes::made(opening) {
            let asker = self.panes.open_above(pane);
            self.refresh_of(asker);
        }
    }

    /// An outcome goes to whoever asked; when nobody is left to take a change that was made, it is still said.
    fn answer(&mut self, answer: Answer) -> After {
        let Answer {
            number,
            asker,
            outcome,
        } = answer;
        self.around.out.close(number);
        if matches!(outcome, Outcome::Broke) {
            self.around.line.wrong(say!("worker-broke"));
        }
        let changed = matches!(outcome, Outcome::Done(Ok(_)));
        let reaction = if asker == Asker::Shell {
            self.take(number, outcome)
        } else if let Some(standing) = self.panes.of(asker, &self.layout) {
            let mut cx = self.around.cx(asker, standing.area);
            standing.pane.take(number, outcome, &mut cx)
        } else {
            Reaction::Nothing
        };
        if changed {
            self.refresh();
        }
        self.react(reaction)
    }

    fn take(&mut self, number: Number, outcome: Outcome) -> Reaction {
        match outcome {
            Outcome::Partner(Ok(partner)) if self.around.asked_partner == Some(number) => {
                self.around.partner = partner;
                Reaction::Redraw
            }
            _ => Reaction::Nothing,
        }
    }

    /// The book changed: every pane asks again.
    fn refresh(&mut self) {
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
            let mut cx = self.around.cx(Asker::Overlay, self.layout.body);
            return call(overlay.as_mut(), &mut cx);
        }
        let standing = self.panes.focused(&self.layout);
        let mut cx = self.around.cx(standing.asker, standing.area);
        call(standing.pane, &mut cx)
    }

    /// What every event ends with: the account beside the list follows its cursor, what was said gets its time.
    fn settle(&mut self, after: After) -> After {
        if self.panes.are_side_by_side(&self.layout) {
            let current = self.panes.list.current().map(|row| row.id);
            let mut cx = self.around.cx(Asker::Detail, self.layout.body);
            self.panes.detail.show(current, &mut cx);
        }
        let now = self.around.desk.now();
        if self.around.line.settle(now, self.around.instant) {
            after.max(After::Draw)
        } else {
            after
        }
    }
}
