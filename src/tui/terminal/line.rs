//! The line to the terminal: a thread of its own writes, so that a terminal that stops reading (a stopped `ssh`, a pipe
//! that nobody empties) holds up neither the screen's thread nor what runs. What was written is wiped: a frame may have
//! shown a password.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TrySendError};
use zeroize::Zeroizing;

use super::super::turn::Event;

/// A terminal that takes nothing for so long is given up.
pub(in crate::tui) const PATIENCE: Duration = Duration::from_secs(10);

/// What is handed to the system in one go; each that is taken shows that the terminal still reads.
const PIECE: usize = 4096;

/// Frames wait for each other on the screen's side; what else may queue up is a copy, and the farewell.
const QUEUE: usize = 8;

/// The way to the terminal. Clones are the same way.
#[derive(Clone)]
pub(super) struct Line {
    post: Sender<Zeroizing<Vec<u8>>>,
    state: Arc<State>,
}

struct State {
    traffic: Mutex<Traffic>,
    is_idle: Condvar,
    inbox: Sender<Event>,
}

#[derive(Default)]
struct Traffic {
    /// Pieces of work that are not written yet.
    open: usize,
    /// When the terminal last took something, or was first offered something.
    last_taken: Option<Instant>,
    /// Whoever wants to draw asked to be told.
    is_waited_for: bool,
}

impl Line {
    /// Starts the thread; `write` is how bytes reach the terminal, and answers how many it took.
    pub(super) fn start(
        inbox: Sender<Event>,
        write: impl FnMut(&[u8]) -> io::Result<usize> + Send + 'static,
    ) -> io::Result<Self> {
        let (post, box_) = crossbeam_channel::bounded(QUEUE);
        let state = Arc::new(State {
            traffic: Mutex::default(),
            is_idle: Condvar::new(),
            inbox,
        });
        let kept = Arc::clone(&state);
        thread::Builder::new()
            .name("terminal".to_owned())
            .spawn(move || carry(&box_, &kept, write))?;
        Ok(Self { post, state })
    }

    /// Sends bytes on their way, and waits for nothing.
    ///
    /// # Errors
    /// When too much waits already, or the terminal is gone.
    pub(super) fn send(&self, bytes: Zeroizing<Vec<u8>>) -> io::Result<()> {
        let mut traffic = self.state.traffic();
        match self.post.try_send(bytes) {
            Ok(()) => {
                traffic.open += 1;
                traffic.last_taken.get_or_insert_with(Instant::now);
                Ok(())
            }
            Err(TrySendError::Full(_)) => Err(io::ErrorKind::TimedOut.into()),
            Err(TrySendError::Disconnected(_)) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// Whether all was written. If not, an [`Event::Written`] comes as soon as it is.
    pub(super) fn is_free(&self) -> bool {
        let mut traffic = self.state.traffic();
        traffic.is_waited_for = traffic.open > 0;
        traffic.open == 0
    }

    /// When the terminal is to be given up, unless it takes something before; `None` while nothing waits.
    pub(super) fn deadline(&self) -> Option<Instant> {
        Some(self.state.traffic().last_taken? + PATIENCE)
    }

    /// Waits until all is written, but no longer than this.
    pub(super) fn wait(&self, limit: Duration) {
        let traffic = self.state.traffic();
        let waited = self
            .state
            .is_idle
            .wait_timeout_while(traffic, limit, |traffic| traffic.open > 0);
        drop(waited);
    }
}

impl State {
    fn traffic(&self) -> MutexGuard<'_, Traffic> {
        self.traffic.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taken(&self) {
        self.traffic().last_taken = Some(Instant::now());
    }

    fn written(&self) {
        let mut traffic = self.traffic();
        traffic.open -= 1;
        if traffic.open == 0 {
            traffic.last_taken = None;
            self.is_idle.notify_all();
            if std::mem::take(&mut traffic.is_waited_for) {
                // Nobody listens any more: the desk has ended.
                let _ = self.inbox.send(Event::Written);
            }
        }
    }
}

/// Writes until nobody sends any more, or the terminal is gone.
fn carry(
    box_: &Receiver<Zeroizing<Vec<u8>>>,
    state: &State,
    mut write: impl FnMut(&[u8]) -> io::Result<usize>,
) {
    while let Ok(bytes) = box_.recv() {
        if let Err(error) = put_out(&bytes, state, &mut write) {
            tracing::warn!("the terminal is gone: {error}");
            let _ = state.inbox.send(Event::Leave);
            // What else is sent is dropped, and nobody waits for it.
            state.written();
            while box_.recv().is_ok() {
                state.written();
            }
            return;
        }
        drop(bytes);
        state.written();
    }
}

fn put_out(
    mut bytes: &[u8],
    state: &State,
    write: &mut impl FnMut(&[u8]) -> io::Result<usize>,
) -> io::Result<()> {
    while !bytes.is_empty() {
        let piece = &bytes[..bytes.len().min(PIECE)];
        match write(piece) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => {
                bytes = &bytes[count.min(piece.len())..];
                state.taken();
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(text.as_bytes().to_vec())
    }

    #[test]
    fn what_is_sent_is_written_in_order_whatever_the_terminal_takes_at_once() {
        let (inbox, _events) = crossbeam_channel::unbounded();
        let (out, seen) = crossbeam_channel::unbounded();
        let line = Line::start(inbox, move |bytes| {
            out.send(bytes[0]).unwrap();
            Ok(1)
        })
        .unwrap();
        line.send(bytes("one ")).unwrap();
        line.send(bytes("two")).unwrap();
        line.wait(PATIENCE);
        assert_eq!(seen.try_iter().collect::<Vec<u8>>(), b"one two");
        assert!(line.is_free());
        assert_eq!(line.deadline(), None);
    }

    #[test]
    fn a_terminal_that_takes_nothing_holds_up_nobody_and_says_when_it_reads_again() {
        let (inbox, events) = crossbeam_channel::unbounded();
        let (hold, held) = crossbeam_channel::bounded::<()>(0);
        let line = Line::start(inbox, move |bytes| {
            held.recv().ok();
            Ok(bytes.len())
        })
        .unwrap();
        line.send(bytes("frame")).unwrap();
        assert!(!line.is_free());
        assert!(line.deadline().is_some());
        let mut sent = 1;
        while line.send(bytes("more")).is_ok() {
            sent += 1;
        }
        assert!(sent <= QUEUE + 2, "{sent} wait");
        drop(hold);
        assert!(matches!(events.recv(), Ok(Event::Written)));
        assert!(line.is_free());
    }

    #[test]
    fn a_terminal_that_is_gone_ends_the_desk_and_is_not_waited_for() {
        let (inbox, events) = crossbeam_channel::unbounded();
        let gone = |_: &[u8]| Err(io::ErrorKind::BrokenPipe.into());
        let line = Line::start(inbox, gone).unwrap();
        line.send(bytes("frame")).unwrap();
        assert!(matches!(events.recv(), Ok(Event::Leave)));
        let _ = line.send(bytes("farewell"));
        line.wait(PATIENCE);
        assert!(line.is_free());
    }
}
