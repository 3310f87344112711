//! What helps to find a fault: a log file and crash reports in the state home. Neither holds what belongs to a customer:
//! codes, counts and times only. Nothing here writes to the terminal, where a live screen may stand.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;

/// The log starts again at this size; the one before stays as `partnerdeck.log.1`.
const LOG_BYTES: u64 = 1024 * 1024;

static CRASH_REPORT: OnceLock<PathBuf> = OnceLock::new();

/// Logs to `partnerdeck.log` in the state home what `PARTNERDECK_LOG` asks for (`debug`, `partnerdeck::store=trace`);
/// warnings without it. The file is made by the first line that is logged.
pub fn log_to(state: &Path) {
    let wanted = std::env::var("PARTNERDECK_LOG").ok();
    let wanted = wanted.and_then(|text| text.parse::<Targets>().ok());
    let filter = wanted.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let log = Log {
        path: state.join("partnerdeck.log"),
        file: Mutex::new(None),
    };
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(log);
    let subscriber = tracing_subscriber::registry().with(filter).with(lines);
    // A second desk in one process (a test) keeps the log of the first.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// From now on a panic of any thread leaves a report in the state home and a line in the log, and nothing on the terminal.
/// Without a home it leaves nothing.
pub fn report_panics_to(state: Option<&Path>) {
    let folder = state.map(|state| state.join("crashes"));
    std::panic::set_hook(Box::new(move |info| {
        let place = place_of(info);
        tracing::error!("a fault at {place}");
        let written = folder
            .as_ref()
            .map(|folder| write_report(folder, &report(info, &place)));
        if let Some(Ok(path)) = written {
            let _ = CRASH_REPORT.set(path);
        }
    }));
}

/// Where the report of the first panic stands, once there was one.
pub fn crash_report() -> Option<&'static Path> {
    CRASH_REPORT.get().map(PathBuf::as_path)
}

fn place_of(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or(String::new(), ToString::to_string)
}

/// What a report says: version, thread, place in the source, the calls that led there. A message made at run time may
/// quote a name or a password and is left out; one that stands in the source can't.
fn report(info: &PanicHookInfo<'_>, place: &str) -> String {
    let what = info.payload().downcast_ref::<&'static str>();
    format!(
        "partnerdeck {}\nthread {}\n{place}\n{}\n\n{}\n",
        env!("PARTNERDECK_VERSION"),
        std::thread::current().name().unwrap_or("-"),
        what.unwrap_or(&""),
        std::backtrace::Backtrace::force_capture()
    )
}

/// A file of its own for each report, for the owner alone; never over another one.
fn write_report(folder: &Path, report: &str) -> io::Result<PathBuf> {
    private_folder(folder)?;
    let process = std::process::id();
    let mut number = 1;
    loop {
        let path = folder.join(format!("crash-{process}-{number}.txt"));
        let made = private(OpenOptions::new().write(true).create_new(true)).open(&path);
        match made {
            Ok(mut file) => return file.write_all(report.as_bytes()).map(|()| path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Modes are stated here too: whoever calls may have another umask.
fn private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(0o600)
}

struct Log {
    path: PathBuf,
    file: Mutex<Option<File>>,
}

/// One line on its way into the log.
struct Line<'a>(&'a Log);

impl<'a> MakeWriter<'a> for Log {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line(self)
    }
}

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut file = self
            .0
            .file
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if file.is_none() {
            *file = Some(open(&self.0.path)?);
        }
        file.as_mut()
            .map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        private_folder(folder)?;
    }
    if path.metadata().is_ok_and(|facts| facts.len() > LOG_BYTES) {
        std::fs::rename(path, path.with_extension("log.1"))?;
    }
    private(OpenOptions::new().create(true).append(true)).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn reports_are_the_owners_alone_and_none_replaces_another() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("crashes");
        let first = write_report(&folder, "one").unwrap();
        let second = write_report(&folder, "two").unwrap();
        assert_eq!(std::fs::read_to_string(&first).unwrap(), "one");
        assert_eq!(std::fs::read_to_string(&second).unwrap(), "two");
        assert_eq!((mode(&folder), mode(&first)), (0o700, 0o600));
    }

    #[test]
    fn the_log_is_made_by_its_first_line_and_starts_again_when_long() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("partnerdeck/partnerdeck.log");
        let log = || Log {
            path: path.clone(),
            file: Mutex::new(None),
        };
        let first = log();
        assert!(!path.exists());
        first.make_writer().write_all(b"one\n").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"one\n");

        let long = vec![b'x'; LOG_BYTES as usize + 1];
        std::fs::write(&path, long).unwrap();
        log().make_writer().write_all(b"two\n").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two\n");
        assert!(path.with_extension("log.1").exists());
    }
}
