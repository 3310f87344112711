//! The thread that waits for keys. It is never joined: a read of the terminal can't be called back. What the terminal
//! answers when it is asked for its ground comes the same way and is told apart here.

mod answer;

use std::io;
use std::thread;
use std::time::Duration;

use crossbeam_channel::Sender;
use ratatui::crossterm::event;

use super::terminal::ground;
use super::turn::Event;
use answer::{Answer, Taken};

/// A terminal sends an answer in one piece; what comes later than this after its beginning is none.
const GAP: Duration = Duration::from_millis(100);

/// Sends everything that the terminal says. Ends with the first error, or when nobody listens any more.
pub(super) fn listen(inbox: Sender<Event>) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let mut answer = Answer::default();
            loop {
                let events = match next(&mut answer) {
                    Ok(events) => events,
                    Err(_) => vec![Event::Leave],
                };
                for event in events {
                    let is_over = matches!(event, Event::Leave);
                    if inbox.send(event).is_err() || is_over {
                        return;
                    }
                }
            }
        })?;
    Ok(())
}

/// Waits for one event of the terminal and gives what is known by then.
fn next(answer: &mut Answer) -> io::Result<Vec<Event>> {
    let keys = if answer.is_begun() && !event::poll(GAP)? {
        answer.release()
    } else {
        match answer.take(event::read()?, ground::is_due()) {
            Taken::Held => Vec::new(),
            Taken::Keys(keys) => keys,
            Taken::Ground(told) => {
                ground::answered();
                return Ok(told.map(Event::Ground).into_iter().collect());
            }
        }
    };
    Ok(keys.into_iter().map(Event::Terminal).collect())
}
