//! The thread that waits for keys. It is never joined: a read of the terminal can't be called back.

use std::io;
use std::thread;

use crossbeam_channel::Sender;
use ratatui::crossterm::event;

use super::turn::Event;

/// Sends everything that the terminal says. Ends with the first error, or when nobody listens any more.
pub(super) fn listen(inbox: Sender<Event>) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            loop {
                let event = match event::read() {
                    Ok(event) => Event::Terminal(event),
                    Err(_) => Event::Leave,
                };
                let is_over = matches!(event, Event::Leave);
                if inbox.send(event).is_err() || is_over {
                    return;
                }
            }
        })?;
    Ok(())
}
