//! What the process finds around it: terminals, the environment, the homes of its files. Read once at the start and
//! passed in, so that a test can stand in any place.

use std::io::IsTerminal;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

/// What is around the process.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// Whether a person types.
    pub stdin_is_terminal: bool,
    /// Whether results go to a person.
    pub stdout_is_terminal: bool,
    /// Whether words go to a person.
    pub stderr_is_terminal: bool,
    /// Columns of the terminal; 80 where none says.
    pub width: usize,
    /// `PARTNERDECK_NOW` as it stands there.
    pub now: Option<String>,
    /// `PARTNERDECK_STORE`: the book, unless the command line names one.
    pub store: Option<PathBuf>,
    /// `PARTNERDECK_PASSPHRASE_FILE`: where the passphrase of the seal is read from.
    pub passphrase_file: Option<PathBuf>,
    /// Whether `NO_COLOR` or `CLICOLOR=0` asks for none, or the terminal can't.
    pub colorless: bool,
    /// What the environment says of the terminal.
    pub terminal: Terminal,
    /// The language that the environment asks for, as it stands there: `ko_KR.UTF-8`.
    pub locale: Option<String>,
    /// The name the machine knows the person by.
    pub user: String,
    /// Where files stand; `None` without a home folder.
    pub homes: Option<Homes>,
}

/// What the environment says of the terminal; empty where it says nothing.
#[derive(Debug, Clone, Default)]
pub struct Terminal {
    /// `TERM`: its kind.
    pub term: String,
    /// `COLORTERM`: `truecolor` where it shows any colour.
    pub colorterm: String,
    /// `COLORFGBG`: which of the sixteen colours it writes with, and on.
    pub colorfgbg: String,
    /// Whether tmux stands between it and us.
    pub is_in_tmux: bool,
}

impl Terminal {
    fn of_process() -> Self {
        let said = |name| variable(name).unwrap_or_default();
        Self {
            term: said("TERM"),
            colorterm: said("COLORTERM"),
            colorfgbg: said("COLORFGBG"),
            is_in_tmux: variable("TMUX").is_some(),
        }
    }
}

/// Where the program keeps its files.
#[derive(Debug, Clone)]
pub struct Homes {
    /// `config.toml`, `keymap.toml`, `themes/`.
    pub config: PathBuf,
    /// The default book.
    pub data: PathBuf,
    /// Log, sessions, keys of the seal.
    pub state: PathBuf,
}

impl Surroundings {
    /// Reads what is around this process.
    pub fn of_process() -> Self {
        Self {
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
            width: width(),
            now: variable("PARTNERDECK_NOW"),
            store: variable("PARTNERDECK_STORE").map(PathBuf::from),
            passphrase_file: variable("PARTNERDECK_PASSPHRASE_FILE").map(PathBuf::from),
            colorless: variable("NO_COLOR").is_some()
                || variable("CLICOLOR").is_some_and(|wish| wish == "0")
                || variable("TERM").is_some_and(|term| term == "dumb"),
            terminal: Terminal::of_process(),
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(variable),
            user: user(),
            homes: homes(),
        }
    }
}

/// A variable of the environment; an empty one counts as none.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?;
    (!value.is_empty()).then(|| value.to_string_lossy().into_owned())
}

fn width() -> usize {
    let terminal = rustix::termios::tcgetwinsize(std::io::stdout())
        .ok()
        .map(|size| usize::from(size.ws_col));
    terminal.filter(|columns| *columns > 0).unwrap_or(80)
}

/// The login name; without one the number of the user, so that the history never has a blank.
fn user() -> String {
    let id = rustix::process::getuid().as_raw().to_string();
    ["USER", "LOGNAME"]
        .into_iter()
        .find_map(variable)
        .or_else(|| user_in(&std::fs::read_to_string("/etc/passwd").ok()?, &id))
        .unwrap_or_else(|| format!("uid-{id}"))
}

/// The name of a user in the machine's list: `name:password:number:…`, a line each.
fn user_in(passwd: &str, id: &str) -> Option<String> {
    let line = passwd
        .lines()
        .find(|line| line.split(':').nth(2) == Some(id))?;
    line.split(':').next().map(str::to_owned)
}

fn homes() -> Option<Homes> {
    let base = Xdg::new().ok()?;
    let ours = |home: PathBuf| home.join("partnerdeck");
    Some(Homes {
        config: ours(base.config_dir()),
        data: ours(base.data_dir()),
        state: ours(base.state_dir()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_knows_a_user_by_number() {
        let passwd = "root:x:0:0::/root:/bin/sh\nmina:x:1000:1000::/home/mina:/bin/sh\n";
        assert_eq!(user_in(passwd, "1000").as_deref(), Some("mina"));
        assert_eq!(user_in(passwd, "7"), None);
    }
}
