//! The passphrase of the seal: from a file that only its owner can read, or typed on the terminal without being shown.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::account::problem::{Code, Message, Problem};
use crate::operations::Failure;

/// A line longer than this is no passphrase.
const LONGEST: usize = 1024;

/// How long a pipe may say nothing.
const PATIENCE: Timespec = Timespec {
    tv_sec: 60,
    tv_nsec: 0,
};

const CTRL_C: u8 = 0x03;
const CTRL_D: u8 = 0x04;
const CTRL_U: u8 = 0x15;
const BACKSPACE: [u8; 2] = [0x08, 0x7f];

/// The first line of a file, or of what `/dev/fd/N` leads to.
///
/// # Errors
/// [`Failure::File`] when it can't be read, [`Failure::Usage`] when others can read it or it says nothing.
pub(super) fn of_file(path: &Path) -> Result<SecretString, Failure> {
    let name = path.display().to_string();
    let failed = |error| Failure::File(name.clone(), error);
    let is_of_a_kind = |facts: &Metadata| facts.is_file() || facts.file_type().is_fifo();
    let no_file = || Failure::File(name.clone(), io::ErrorKind::InvalidInput.into());
    // Before it is opened: to open a device may already do something.
    if !is_of_a_kind(&std::fs::metadata(path).map_err(failed)?) {
        return Err(no_file());
    }
    let file = OpenOptions::new()
        .read(true)
        // A pipe without anybody at its other end is at its end, not waited for.
        .custom_flags(i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default())
        .open(path);
    let file = file.map_err(failed)?;
    let facts = file.metadata().map_err(failed)?;
    if !is_of_a_kind(&facts) {
        return Err(no_file());
    }
    if facts.is_file() && facts.permissions().mode() & 0o077 != 0 {
        return Err(wrong(&name, "usage-passphrase-open-to-others"));
    }
    let mut line = Line::default();
    let mut byte = [0];
    while line.is_open() && read(&file, &mut byte).map_err(failed)? > 0 {
        line.take(byte[0]);
    }
    let passphrase = line.into_secret();
    passphrase.ok_or_else(|| wrong(&name, "usage-no-passphrase"))
}

/// Reads from a file or a pipe, for which it waits so long as somebody may take to answer whoever writes into it.
fn read(mut file: &File, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(into) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            read => return read,
        }
        let mut waits = [PollFd::new(file, PollFlags::IN)];
        if poll(&mut waits, Some(&PATIENCE))? == 0 {
            return Err(io::ErrorKind::TimedOut.into());
        }
    }
}

/// What is typed on the terminal after a question; `None` when nothing is, or it was given up with Ctrl-C. Nothing of it
/// is shown, and the terminal is as before afterwards.
///
/// # Errors
/// When there is no terminal.
pub(super) fn typed(question: &str) -> io::Result<Option<SecretString>> {
    let terminal = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    let quiet = Quiet::begin(&terminal)?;
    write!(&terminal, "{question} ")?;
    let mut line = Line::default();
    let mut byte = [0];
    let mut given_up = false;
    while line.is_open() && !given_up && (&terminal).read(&mut byte)? > 0 {
        match byte[0] {
            CTRL_C => given_up = true,
            CTRL_D if line.bytes.is_empty() => given_up = true,
            CTRL_U => line.clear(),
            letter if BACKSPACE.contains(&letter) => line.back(),
            letter => line.take(letter),
        }
    }
    drop(quiet);
    writeln!(&terminal)?;
    Ok(line.into_secret().filter(|_| !given_up))
}

fn wrong(name: &str, why: &'static str) -> Failure {
    let message = Message::new(why).with("file", name);
    Failure::Usage(vec![Problem::of_field(
        "--passphrase-file",
        Code::BadFormat,
        message,
    )])
}

/// One line on its way in, wiped when it goes.
struct Line {
    bytes: Zeroizing<Vec<u8>>,
    is_over: bool,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            // As large as it gets: growing would leave the beginning behind in memory.
            bytes: Zeroizing::new(Vec::with_capacity(LONGEST)),
            is_over: false,
        }
    }
}

impl Line {
    fn is_open(&self) -> bool {
        !self.is_over && self.bytes.len() < LONGEST
    }

    fn take(&mut self, byte: u8) {
        match byte {
            b'\n' | b'\r' => self.is_over = true,
            byte => self.bytes.push(byte),
        }
    }

    /// Takes the last letter away, all its bytes.
    fn back(&mut self) {
        while let Some(byte) = self.bytes.pop() {
            if byte & 0xC0 != 0x80 {
                return;
            }
        }
    }

    fn clear(&mut self) {
        self.bytes.clear();
    }

    /// `None` when it says nothing, is no text, or too long to be a passphrase.
    fn into_secret(self) -> Option<SecretString> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        (!text.is_empty() && text.len() < LONGEST).then(|| SecretString::from(text))
    }
}

/// The terminal while it shows nothing of what is typed.
struct Quiet<'a> {
    terminal: &'a File,
    before: Termios,
}

impl<'a> Quiet<'a> {
    fn begin(terminal: &'a File) -> io::Result<Self> {
        let before = tcgetattr(terminal)?;
        let mut quiet = before.clone();
        // Ctrl-C reaches us as a letter: ended by a signal we would leave a terminal that shows nothing.
        let modes = LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG;
        quiet.local_modes.remove(modes);
        quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
        quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(terminal, OptionalActions::Flush, &quiet)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Quiet<'_> {
    fn drop(&mut self) {
        // Nothing more can be done about a terminal that is gone.
        let _ = tcsetattr(self.terminal, OptionalActions::Now, &self.before);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use secrecy::ExposeSecret;

    use super::*;

    fn file(mode: u32, text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("passphrase");
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        (home, path)
    }

    #[test]
    fn the_first_line_of_a_file_for_the_owner_alone_is_taken() {
        for text in [
            "correct horse",
            "correct horse\n",
            "correct horse\r\nmore\n",
        ] {
            let (_home, path) = file(0o600, text);
            assert_eq!(of_file(&path).unwrap().expose_secret(), "correct horse");
        }
        for (mode, text) in [
            (0o640, "horse\n"),
            (0o604, "horse\n"),
            (0o600, "\n"),
            (0o600, ""),
            (0o600, &"x".repeat(2 * LONGEST)),
        ] {
            let (_home, path) = file(mode, text);
            let refused = of_file(&path);
            assert!(
                matches!(refused, Err(Failure::Usage(_))),
                "{mode:o} {text:?}"
            );
        }
        assert!(matches!(
            of_file(Path::new("/nowhere/at/all")),
            Err(Failure::File(..))
        ));
    }

    #[test]
    fn a_pipe_is_read_to_its_end_and_never_waited_for_when_nobody_writes() {
        let home = tempfile::tempdir().unwrap();
        let pipe = home.path().join("pipe");
        rustix::fs::mkfifoat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        )
        .unwrap();
        assert!(matches!(of_file(&pipe), Err(Failure::Usage(_))));
        let (reader, mut writer) = io::pipe().unwrap();
        let led_to = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&reader));
        let late = std::thread::spawn(move || writer.write_all(b"correct horse\nmore").unwrap());
        assert_eq!(
            of_file(Path::new(&led_to)).unwrap().expose_secret(),
            "correct horse"
        );
        late.join().unwrap();
        for strange in ["/dev/zero", "/dev/null", home.path().to_str().unwrap()] {
            assert!(
                matches!(of_file(Path::new(strange)), Err(Failure::File(..))),
                "{strange}"
            );
        }
    }

    #[test]
    fn a_letter_is_taken_back_whole() {
        let mut line = Line::default();
        for byte in "aé한".bytes() {
            line.take(byte);
        }
        line.back();
        line.back();
        assert_eq!(line.into_secret().unwrap().expose_secret(), "a");
    }
}
