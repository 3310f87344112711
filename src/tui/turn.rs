//! One turn: wait, take all that waits, draw at most once. No ticks: without an event nothing is drawn, and a deadline
//! runs only while something on the screen moves.

use std::io;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use ratatui::crossterm::event::Event as TerminalEvent;

use super::Ending;
use super::shell::Shell;
use super::terminal::Screen;
use super::workers::Answer;

/// Taking what waits ends after this, so that a flood of keys is drawn now and then.
const LONGEST_TURN: Duration = Duration::from_millis(40);

/// The longest that a step under way is waited for at the end; what is not durable by then is done again when resumed.
const LAST_STEP: Duration = Duration::from_secs(10);

/// Something that reaches the screen's thread.
pub enum Event {
    /// From the terminal: a key, a paste, a new size.
    Terminal(TerminalEvent),
    /// From a worker.
    Answer(Answer),
    /// The system asks the program to end.
    Leave,
    /// The system asks the program to stop for a while.
    Suspend,
    /// The program goes on after it was stopped; the terminal may be in any state.
    Resumed,
}

/// What is to be done after a turn; a later one of the list includes what the ones before would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum After {
    /// Nothing that can be seen has changed.
    Nothing,
    /// Draw.
    Draw,
    /// Draw everything anew, whatever the terminal shows.
    Repaint,
    /// Give the terminal back until the shell brings us to the front again.
    Suspend,
    /// The program goes on: take the terminal again.
    Resume,
    /// End.
    End(Ending),
}

/// Turn after turn, until the operator leaves.
pub(super) fn run(
    shell: &mut Shell,
    mut screen: Screen,
    inbox: &Receiver<Event>,
) -> io::Result<Ending> {
    screen.draw(shell)?;
    loop {
        let after = turn(shell, inbox);
        if let Some(text) = shell.take_copy() {
            screen.copy(&text)?;
        }
        match after {
            After::Nothing => {}
            After::Draw => screen.draw(shell)?,
            After::Repaint => screen.repaint(shell)?,
            After::Suspend => screen.suspend(shell)?,
            After::Resume => screen.resume(shell)?,
            After::End(ending) => return Ok(ending),
        }
    }
}

/// A fault for the tests of the terminal: F12 where the environment asks for it, never in a release.
#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "the fault is the purpose")]
fn fail_on_purpose(event: &Event) {
    use ratatui::crossterm::event::KeyCode;
    let is_key =
        matches!(event, Event::Terminal(TerminalEvent::Key(key)) if key.code == KeyCode::F(12));
    if is_key && std::env::var_os("PARTNERDECK_FAULT").is_some() {
        panic!("a fault on purpose");
    }
}

/// Waits until nothing is being changed or written any more; runs stop after the step they are in.
pub(super) fn close(shell: &mut Shell, inbox: &Receiver<Event>) {
    shell.stop_jobs();
    let limit = Instant::now() + LAST_STEP;
    while !shell.may_close() {
        match inbox.recv_deadline(limit) {
            Ok(Event::Answer(answer)) => {
                shell.handle(Event::Answer(answer), Instant::now());
            }
            Ok(_) => {}
            Err(_) => return,
        }
    }
}

/// Waits for one event, or for the deadline of what moves, then takes all that wait.
fn turn(shell: &mut Shell, inbox: &Receiver<Event>) -> After {
    let mut after = match wait(inbox, shell.deadline()) {
        Some(event) => {
            #[cfg(debug_assertions)]
            fail_on_purpose(&event);
            shell.handle(event, Instant::now())
        }
        None => shell.pass(Instant::now()),
    };
    let begun = Instant::now();
    while after < After::Suspend && begun.elapsed() < LONGEST_TURN {
        let Ok(event) = inbox.try_recv() else { break };
        after = after.max(shell.handle(event, Instant::now()));
    }
    after
}

/// The next event; `None` when the deadline came first.
fn wait(inbox: &Receiver<Event>, deadline: Option<Instant>) -> Option<Event> {
    let gone = Some(Event::Leave);
    match deadline {
        None => inbox.recv().ok().or(gone),
        Some(deadline) => match inbox.recv_deadline(deadline) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => gone,
        },
    }
}
