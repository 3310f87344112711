//! The terminal: taken at the start, put back on every way out. Not `ratatui::init`: its panic hook acts for every
//! thread, and a caught panic of a worker would wreck a live desk. Everything that is shown goes through one [`mod@line`].

pub(in crate::tui) mod ground;
mod line;

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute, queue};
use ratatui::layout::{Rect, Size};
use rustix::process::{Signal, getpid, getsid, kill_current_process_group};
use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use super::shell::{Copy, Shell};
use super::turn::Event;
use line::Line;
pub(in crate::tui) use line::PATIENCE;

/// Whether the terminal is ours at the moment; whoever puts it back first takes the mark away.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether a password of ours may be in the terminal's clipboard.
static HOLDS_SECRET: AtomicBool = AtomicBool::new(false);
/// Whether a panic of the screen's thread will be caught, so that the desk goes on.
static IS_CAUGHT: AtomicBool = AtomicBool::new(false);
/// The line, for whoever has to put the terminal back and has no screen at hand: the panic hook, the signals' thread.
static LINE: Mutex<Option<Line>> = Mutex::new(None);

/// How long a farewell may take where the terminal still reads.
const FAREWELL: Duration = Duration::from_secs(2);

/// Takes the place of a password in a clipboard. Some terminals and tmux ignore an empty text, so that it is a blank.
const BLANK: &[u8] = b" ";

type PanicHook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;

/// The terminal while the desk is on it. Dropped, it is as it was.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Out>>,
    line: Line,
    before: Arc<PanicHook>,
}

/// Room for most frames; one that needs more gets it, and what it had is wiped.
const FRAME: usize = 32 * 1024;

/// Collects a frame and sends it in one go. What a panic left in it is thrown away: nothing of a half frame may reach
/// the terminal after it was put back.
struct Out {
    frame: Zeroizing<Vec<u8>>,
    line: Line,
}

impl Out {
    fn to(line: Line) -> Self {
        let frame = Zeroizing::new(Vec::with_capacity(FRAME));
        Self { frame, line }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.frame.capacity() - self.frame.len() < bytes.len() {
            // Growing in place would leave what was there behind, and a frame may show a password.
            let room = (self.frame.len() + bytes.len()) * 2;
            let mut larger = Zeroizing::new(Vec::with_capacity(room));
            larger.extend_from_slice(&self.frame);
            self.frame = larger;
        }
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let next = Zeroizing::new(Vec::with_capacity(FRAME));
        self.line.send(std::mem::replace(&mut self.frame, next))
    }
}

impl Screen {
    /// Takes the terminal: raw, the other screen, pastes in one piece. What the line to it has to say goes into `inbox`.
    pub(super) fn enter(inbox: Sender<Event>) -> io::Result<Self> {
        let before = hook_for_this_thread();
        // Not the standard library's output: it keeps what was written in a buffer of its own.
        let line = Line::start(inbox, |bytes| {
            Ok(rustix::io::write(rustix::stdio::stdout(), bytes)?)
        })?;
        *LINE.lock().unwrap_or_else(PoisonError::into_inner) = Some(line.clone());
        take(&line)?;
        let terminal = Terminal::new(CrosstermBackend::new(Out::to(line.clone())));
        let terminal = terminal.inspect_err(|_| restore())?;
        Ok(Self {
            terminal,
            line,
            before,
        })
    }

    /// Whether the frame before is out, so that another one can be drawn. If not, an [`Event::Written`] comes.
    pub(super) fn is_free(&self) -> bool {
        self.line.is_free()
    }

    /// When the terminal is to be given up, unless it takes something before; `None` while it has taken all.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.line.deadline()
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

    /// Asks the terminal what it writes on; the answer comes as an event, or never.
    pub(super) fn ask_for_ground(&self) -> io::Result<()> {
        ground::ask();
        self.line.send(Zeroizing::new(ground::QUESTION.to_vec()))
    }

    /// Puts a text into the clipboard of the terminal (OSC 52), also through SSH and tmux as far as they let it pass.
    pub(super) fn copy(&mut self, what: &Copy) -> io::Result<()> {
        let (text, is_secret) = match what {
            Copy::Text(text) => (text.as_bytes(), false),
            Copy::Secret(secret) => (secret.expose_secret().as_bytes(), true),
            Copy::Wipe => (BLANK, false),
        };
        HOLDS_SECRET.store(is_secret, Ordering::SeqCst);
        self.line.send(clipboard(text))
    }

    /// Gives the terminal back and stops; goes on when the shell brings the program to the front again.
    pub(super) fn suspend(&mut self, shell: &mut Shell) -> io::Result<()> {
        if is_alone() {
            return Ok(());
        }
        restore();
        // The whole job stops, as it does when the terminal itself sends the signal: a script around us stops too.
        kill_current_process_group(Signal::STOP)?;
        take(&self.line)?;
        self.repaint(shell)
    }

    /// Makes the terminal ours again after the program was stopped from outside.
    pub(super) fn resume(&mut self, shell: &mut Shell) -> io::Result<()> {
        // The shell before us set its own modes meanwhile, and crossterm believes that ours still hold.
        disable_raw_mode()?;
        take(&self.line)?;
        self.repaint(shell)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if HOLDS_SECRET.swap(false, Ordering::SeqCst) {
            // The terminal that does not take it gets no farewell either.
            let _ = self.line.send(clipboard(BLANK));
        }
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

fn take(line: &Line) -> io::Result<()> {
    enable_raw_mode()?;
    IS_TAKEN.store(true, Ordering::SeqCst);
    let mut bytes = Zeroizing::new(Vec::new());
    let taken = queue!(
        *bytes,
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    );
    taken
        .and_then(|()| line.send(bytes))
        .inspect_err(|_| restore())
}

/// Puts the terminal back as it was; does nothing when it is not ours. The other screen is emptied before it is left:
/// some terminals keep it, and a password may stand there. Nothing more can be done about an error here.
pub(super) fn restore() {
    if !IS_TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    ground::wait();
    let line = LINE.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(line) = line {
        let is_given_up = line.deadline().is_some_and(|limit| Instant::now() >= limit);
        let mut bytes = Zeroizing::new(Vec::new());
        let _ = queue!(
            *bytes,
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            Clear(ClearType::All),
            LeaveAlternateScreen,
            cursor::Show
        );
        let _ = line.send(bytes);
        if !is_given_up {
            line.wait(FAREWELL);
        }
    }
    let _ = disable_raw_mode();
}

/// Calls what may break without breaking the desk; `None` when it did.
pub(super) fn caught<T>(call: impl FnOnce() -> T) -> Option<T> {
    IS_CAUGHT.store(true, Ordering::SeqCst);
    let called = catch_unwind(AssertUnwindSafe(call));
    IS_CAUGHT.store(false, Ordering::SeqCst);
    called.ok()
}

fn clipboard(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let coded = base64(text);
    let parts = [b"\x1b]52;c;", coded.as_bytes(), b"\x07"];
    Zeroizing::new(parts.concat())
}

/// From now on a panic of this thread that ends it puts the terminal back before it is told. A panic of any other thread
/// is a failed piece of work, told on the message line: nothing may be written over the screen then.
fn hook_for_this_thread() -> Arc<PanicHook> {
    let before = Arc::new(panic::take_hook());
    let screen = thread::current().id();
    let inner = Arc::clone(&before);
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == screen && !IS_CAUGHT.load(Ordering::SeqCst) {
            restore();
        }
        // Writes a report, nothing to the terminal.
        inner(info);
    }));
    before
}

/// Base64 as OSC 52 wants it.
fn base64(bytes: &[u8]) -> Zeroizing<String> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Zeroizing::new(String::with_capacity(bytes.len().div_ceil(3) * 4));
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
            assert_eq!(*base64(plain.as_bytes()), coded);
        }
    }
}
