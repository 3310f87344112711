//! The terminal: taken at the start, put back on every way out. Not `ratatui::init`: its panic hook acts for every
//! thread, and a caught panic of a worker would wreck a live desk.

use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute, queue};
use ratatui::layout::{Rect, Size};
use rustix::process::{Signal, getpid, getsid, kill_current_process_group};

use super::shell::Shell;

/// Whether the terminal is ours at the moment; whoever puts it back first takes the mark away.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

type PanicHook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;

/// The terminal while the desk is on it. Dropped, it is as it was.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Out>>,
    before: Arc<PanicHook>,
}

/// Collects a frame and writes it in one go. What a panic left in it is thrown away: nothing of a half frame may reach
/// the terminal after it was put back.
#[derive(Default)]
struct Out(Vec<u8>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(&self.0).and_then(|()| stdout.flush());
        self.0.clear();
        written
    }
}

impl Screen {
    /// Takes the terminal: raw, the other screen, pastes in one piece.
    pub(super) fn enter() -> io::Result<Self> {
        let before = hook_for_this_thread();
        take()?;
        let terminal = Terminal::new(CrosstermBackend::new(Out::default()));
        let terminal = terminal.inspect_err(|_| restore())?;
        Ok(Self { terminal, before })
    }

    /// Columns and lines.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws one frame; the terminal shows it whole or not at all.
    pub(super) fn draw(&mut self, shell: &mut Shell) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| shell.draw(frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Draws one frame over whatever the terminal shows.
    pub(super) fn repaint(&mut self, shell: &mut Shell) -> io::Result<()> {
        // Not `clear`: it asks the terminal where its cursor is, and the answer would go to the thread that reads keys.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from(size))?;
        self.draw(shell)
    }

    /// Puts a text into the clipboard of the terminal (OSC 52), also through SSH and tmux.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let backend = self.terminal.backend_mut();
        write!(backend, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
        Write::flush(backend)
    }

    /// Gives the terminal back and stops; goes on when the shell brings the program to the front again.
    pub(super) fn suspend(&mut self, shell: &mut Shell) -> io::Result<()> {
        if is_alone() {
            return Ok(());
        }
        restore();
        // The whole job stops, as it does when the terminal itself sends the signal: a script around us stops too.
        kill_current_process_group(Signal::STOP)?;
        take()?;
        self.repaint(shell)
    }

    /// Makes the terminal ours again after the program was stopped from outside.
    pub(super) fn resume(&mut self, shell: &mut Shell) -> io::Result<()> {
        // The shell before us set its own modes meanwhile, and crossterm believes that ours still hold.
        disable_raw_mode()?;
        take()?;
        self.repaint(shell)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
        if !thread::panicking() {
            let before = Arc::clone(&self.before);
            panic::set_hook(Box::new(move |info| before(info)));
        }
    }
}

/// No shell is there to bring us back: the program itself leads the session, as in a terminal's «run command».
fn is_alone() -> bool {
    getsid(None).is_ok_and(|leader| leader == getpid())
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    IS_TAKEN.store(true, Ordering::SeqCst);
    let taken = execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    );
    taken.inspect_err(|_| restore())
}

/// Puts the terminal back as it was; does nothing when it is not ours. Nothing more can be done about an error here.
pub(super) fn restore() {
    if !IS_TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// From now on a panic of this thread puts the terminal back before it is told. A panic of any other thread is a failed
/// piece of work, told on the message line: nothing may be written over the screen then.
fn hook_for_this_thread() -> Arc<PanicHook> {
    let before = Arc::new(panic::take_hook());
    let screen = thread::current().id();
    let inner = Arc::clone(&before);
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == screen {
            restore();
            inner(info);
        } else {
            tracing::error!("{info}");
        }
    }));
    before
}

/// Base64 as OSC 52 wants it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let packed = (0..3).fold(0_u32, |packed, place| {
            packed << 8 | u32::from(chunk.get(place).copied().unwrap_or(0))
        });
        for place in 0..4 {
            let letter = LETTERS[(packed >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= chunk.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_padded() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("윙팁", "7JyZ7YyB"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
