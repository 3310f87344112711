//! The thread that waits for signals. SIGTERM and SIGHUP end the desk in good order; should the screen's thread be stuck
//! in a terminal that reads no more, this thread ends the program by itself.

use std::io;
use std::process;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::{Handle, Signals};

use super::terminal;
use super::turn::Event;

/// How long the screen's thread has to come to its end after it was asked to.
const PATIENCE: Duration = Duration::from_secs(15);
/// What a program that a signal ended tells the shell (interface: interrupted).
const INTERRUPTED: i32 = 130;

/// Stops watching when it is closed.
pub(super) struct Watch {
    handle: Handle,
    /// Closed when the screen's thread has come to its end.
    _is_open: Sender<()>,
}

impl Watch {
    pub(super) fn close(self) {
        self.handle.close();
    }
}

/// Watches for signals from now on.
pub(super) fn watch(inbox: Sender<Event>) -> io::Result<Watch> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let handle = signals.handle();
    let (is_open, ended) = crossbeam_channel::bounded(0);
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let event = match signal {
                    SIGTSTP => Event::Suspend,
                    SIGCONT => Event::Resumed,
                    _ => Event::Leave,
                };
                let is_last = matches!(event, Event::Leave);
                if inbox.send(event).is_err() {
                    return;
                }
                if is_last {
                    end_anyway_when_stuck(&ended);
                }
            }
        })?;
    Ok(Watch {
        handle,
        _is_open: is_open,
    })
}

/// Returns when the screen's thread has come to its end; ends the program when it does not in time.
fn end_anyway_when_stuck(ended: &Receiver<()>) {
    if let Err(crossbeam_channel::RecvTimeoutError::Timeout) = ended.recv_timeout(PATIENCE) {
        // A write to a terminal that reads no more may never return: it has its own thread and a moment.
        let restored = thread::spawn(terminal::restore);
        thread::sleep(Duration::from_millis(200));
        drop(restored);
        process::exit(INTERRUPTED);
    }
}
