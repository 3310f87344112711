//! One turn: wait, take all that waits, draw at most once. No ticks: without an event nothing is drawn, and a deadline
//! runs only while something on the screen moves.

use std::io;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use ratatui::crossterm::event::Event as TerminalEvent;

use super::Ending;
use super::shell::Shell;
use super::terminal::{PATIENCE, Screen, caught};
use super::theme::Background;
use super::workers::Answer;

/// Taking what waits ends after this, so that a flood of keys is drawn now and then.
const LONGEST_TURN: Duration = Duration::from_millis(40);

/// The rows of a search are waited for so long before a letter is drawn that asked for them: mostly they are there by then,
/// and one frame with both comes sooner than two.
const ROWS: Duration = Duration::from_millis(3);

/// So often may panes break one after the other before the desk gives up.
const FAULTS: u32 = 3;

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
    /// The terminal has told what it writes on.
    Ground(Background),
    /// The terminal has taken all that was drawn; it was asked for because something waits to be drawn.
    Written,
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

/// Turn after turn, until the operator leaves or the terminal reads no more. A frame is drawn only when the one before is
/// out: a slow terminal sees fewer frames, and nobody waits for it.
pub(super) fn run(
    shell: &mut Shell,
    mut screen: Screen,
    inbox: &Receiver<Event>,
) -> io::Result<Ending> {
    // A terminal that a killed program left shows something, and has no other screen to change to.
    let mut owed = After::Repaint;
    let mut faults = 0;
    // Only once something is to be seen.
    let mut asks = shell.asks_for_ground();
    loop {
        if let Some(copy) = shell.take_copy() {
            screen.copy(&copy)?;
        }
        // To stop, to go on and to end is not put off.
        let is_drawn_anyway = owed >= After::Suspend;
        if owed > After::Nothing && (is_drawn_anyway || screen.is_free()) {
            if let After::End(ending) = owed {
                return Ok(ending);
            }
            match caught(|| show(&mut screen, shell, owed)) {
                Some(shown) => {
                    shown?;
                    owed = After::Nothing;
                    faults = 0;
                    if std::mem::take(&mut asks) {
                        screen.ask_for_ground()?;
                    }
                }
                None => owed = recovered(shell, &mut faults),
            }
        }
        match turn(shell, inbox, screen.deadline()) {
            Turn::Taken(after) => owed = owed.max(after),
            Turn::Broke => owed = owed.max(recovered(shell, &mut faults)),
            Turn::TooLate
                if screen
                    .deadline()
                    .is_some_and(|limit| Instant::now() >= limit) =>
            {
                tracing::warn!("the terminal took nothing for {PATIENCE:?}: the desk ends");
                return Ok(Ending::Interrupted);
            }
            Turn::TooLate => {}
        }
    }
}

/// Brings the screen up to date.
fn show(screen: &mut Screen, shell: &mut Shell, owed: After) -> io::Result<()> {
    match owed {
        After::Nothing | After::End(_) => Ok(()),
        After::Draw => screen.draw(shell),
        After::Repaint => screen.repaint(shell),
        After::Suspend => screen.suspend(shell),
        After::Resume => screen.resume(shell),
    }
}

/// A pane broke and goes. When panes go on breaking without one good frame in between, the desk itself is at fault.
#[allow(
    clippy::panic,
    reason = "a fault that can't be caught ends the program with a report"
)]
fn recovered(shell: &mut Shell, faults: &mut u32) -> After {
    *faults += 1;
    if *faults > FAULTS {
        panic!("panes break again and again");
    }
    shell.recover()
}

/// A fault for the tests of the terminal: a key of these where the environment asks for it, never in a release.
#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "the fault is the purpose")]
fn fail_on_purpose(event: &Event, at: u8) {
    use ratatui::crossterm::event::KeyCode;
    let is_key =
        matches!(event, Event::Terminal(TerminalEvent::Key(key)) if key.code == KeyCode::F(at));
    if is_key && std::env::var_os("PARTNERDECK_FAULT").is_some() {
        panic!("a fault on purpose");
    }
}

/// A fault of the desk.
#[cfg(debug_assertions)]
const OF_THE_DESK: u8 = 12;
/// A fault of what is in front.
#[cfg(debug_assertions)]
const OF_A_PANE: u8 = 11;

fn handled(shell: &mut Shell, event: Event) -> After {
    #[cfg(debug_assertions)]
    fail_on_purpose(&event, OF_A_PANE);
    shell.handle(event, Instant::now())
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

/// What came of a turn.
enum Turn {
    /// What is to be done after it.
    Taken(After),
    /// A pane broke.
    Broke,
    /// The terminal's time is over.
    TooLate,
}

/// Waits for one event, for the deadline of what moves or for that of the terminal, then takes all that wait.
fn turn(shell: &mut Shell, inbox: &Receiver<Event>, limit: Option<Instant>) -> Turn {
    let moves = shell.deadline();
    let event = wait(inbox, [moves, limit].into_iter().flatten().min());
    #[cfg(debug_assertions)]
    event
        .iter()
        .for_each(|event| fail_on_purpose(event, OF_THE_DESK));
    let is_limit = event.is_none() && limit.is_some_and(|limit| Instant::now() >= limit);
    if is_limit {
        return Turn::TooLate;
    }
    let taken = caught(|| {
        let mut after = match event {
            Some(event) => handled(shell, event),
            None => shell.pass(Instant::now()),
        };
        let begun = Instant::now();
        while after < After::Suspend && begun.elapsed() < LONGEST_TURN {
            let Some(event) = at_hand(shell, inbox, begun + ROWS) else {
                break;
            };
            after = after.max(handled(shell, event));
        }
        after
    });
    taken.map_or(Turn::Broke, Turn::Taken)
}

/// An event that is there, or will be before the rows of a search are given up; `None` when there is nothing to wait for.
fn at_hand(shell: &Shell, inbox: &Receiver<Event>, rows: Instant) -> Option<Event> {
    let event = match shell.is_searching() {
        true => inbox.recv_deadline(rows).ok(),
        false => None,
    };
    event.or_else(|| inbox.try_recv().ok())
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
