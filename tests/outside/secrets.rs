//! First passwords through the real program: after whole journeys nothing of them stands in any file of the home, and the
//! key of the seal, its passphrase and the places for secrets are what they should be.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::home::Home;
use crate::terminal::Terminal;

const WINGTIP: &str = "wingtiptoys.onmicrosoft.com";

/// Every file below a folder that holds a text, as it is or in the base64 of a clipboard.
fn holding(folder: &Path, text: &str) -> Vec<PathBuf> {
    let coded = base64(text.as_bytes());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.extend(holding(&path, text));
        } else if kind.is_file() {
            let bytes = fs::read(&path).unwrap();
            let holds = |part: &str| bytes.windows(part.len()).any(|at| at == part.as_bytes());
            if holds(text) || holds(&coded) {
                found.push(path);
            }
        }
    }
    found
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    // The end depends on what follows; all whole groups tell enough.
    for chunk in bytes.chunks_exact(3) {
        let packed = u32::from(chunk[0]) << 16 | u32::from(chunk[1]) << 8 | u32::from(chunk[2]);
        for place in 0..4 {
            text.push(char::from(
                LETTERS[(packed >> (18 - 6 * place) & 63) as usize],
            ));
        }
    }
    text
}

/// The passwords of a file that was handed over, which is taken away.
fn handed_over(home: &Home, file: &str) -> Vec<String> {
    let text = home.read(file);
    fs::remove_file(home.path(file)).unwrap();
    let rows = text.lines().skip(1);
    rows.map(|row| row.split(',').nth(2).unwrap().to_owned())
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

const NEW_USERS: &str = "First name,Last name,Display name,Email,Status update\n\
    ,,Una One,una.one@wingtiptoys.onmicrosoft.com,\n\
    ,,Dos Two,dos.two@wingtiptoys.onmicrosoft.com,\n";

#[test]
fn no_password_stands_in_any_file_before_or_after_it_was_handed_over() {
    let home = Home::with_demo();
    let users = home.file("new.csv", NEW_USERS);
    let marker = "Marker-9q.Incoming";
    let resource = json!({
        "id": "0f0f0f0f-0000-4000-8000-000000000001", "displayName": "Tres Three",
        "userPrincipalName": "tres.three@wingtiptoys.onmicrosoft.com", "usageLocation": "US",
        "passwordProfile": {"forceChangePassword": true, "password": marker},
        "attributes": {"objectType": "CustomerUser"},
    });
    let incoming = home.file("incoming.json", resource.to_string());

    home.run(&["users", "import", WINGTIP, &users, "--location", "US"])
        .good();
    home.run(&["book", "import", &incoming, "--customer", WINGTIP])
        .good();
    fs::remove_file(&incoming).unwrap();
    // The home as it is while all three wait under seal.
    let sealed = tempfile::tempdir().unwrap();
    copy(&home.path(""), sealed.path());

    home.run(&["users", "passwords", WINGTIP, "--out", "all.csv"])
        .good();
    let mut passwords = handed_over(&home, "all.csv");
    assert_eq!(passwords.len(), 3);
    assert!(passwords.contains(&marker.to_owned()));
    let reset = [
        "users",
        "reset-password",
        WINGTIP,
        "una.one@wingtiptoys.onmicrosoft.com",
        "--passwords",
        "one.csv",
    ];
    home.run(&reset).good();
    passwords.extend(handed_over(&home, "one.csv"));
    home.run(&[
        "users",
        "delete",
        WINGTIP,
        "dos.two@wingtiptoys.onmicrosoft.com",
        "--yes",
    ])
    .good();
    home.run(&["undo"]).good();
    home.run(&["store", "compact"]).good();
    home.run(&["store", "check"]).good();
    for password in &passwords {
        for place in [home.path(""), sealed.path().to_owned()] {
            assert_eq!(holding(&place, password), Vec::<PathBuf>::new());
        }
    }
}

#[test]
fn a_password_on_the_screen_leaves_no_trace_when_the_desk_ends_even_by_a_fault() {
    for (key, code) in [("q", "0"), ("\x1b[24~", "1")] {
        let mut terminal = Terminal::running(
            r#""$DECK" --demo --store book store stats > counts; sh -c 'echo $$ > pid; exec "$DECK" --store book'; echo "left $?"; stty -a; echo over"#,
        );
        terminal.wait("the list", |screen| screen.contents().contains("? help"));
        terminal.keys("/nordhain");
        terminal.wait("the filter", |screen| screen.contents().contains("1 of "));
        terminal.keys("\r\r");
        terminal.wait("the account", |screen| {
            screen.contents().contains("Tab next")
        });
        terminal.keys("3");
        terminal.wait("the users", |screen| screen.contents().contains("greta"));
        terminal.keys("/greta");
        terminal.wait("the user", |screen| screen.contents().contains("/ greta"));
        terminal.keys("\r\r");
        terminal.wait("the menu", |screen| screen.contents().contains("Reset"));
        terminal.keys("reset\r");
        terminal.wait("the sheet", |screen| screen.contents().contains("Ctrl-S"));
        terminal.keys("\x13");
        terminal.wait("the question", |screen| screen.contents().contains("y yes"));
        terminal.keys("y");
        terminal.wait("the password", |screen| {
            screen.contents().contains("First password")
        });
        let shown = terminal.contents();
        let line = shown.lines().find(|line| line.contains("First password"));
        let password = line.unwrap().split_whitespace().last().unwrap().to_owned();
        assert_eq!(password.len(), 16, "{shown}");
        terminal.keys("c");
        terminal.wait("that it was copied", |screen| {
            screen.contents().contains("overwritten in")
        });
        if key == "q" {
            terminal.keys("\x03");
        } else {
            terminal.keys(key);
        }
        terminal.wait("the end", |screen| {
            let text = screen.contents();
            !screen.alternate_screen() && text.contains("over") && text.contains("left ")
        });
        let main = terminal.contents();
        assert!(main.contains(&format!("left {code}")), "{main}");
        assert!(!main.contains(&password), "{main}");
        assert!(!terminal.title().contains(&password));
        assert!(terminal.written().ends_with_blank_clipboard());
        assert_eq!(holding(terminal.home(), &password), Vec::<PathBuf>::new());
    }
}

#[test]
fn a_passphrase_closes_the_seal_and_a_wrong_one_loses_nothing() {
    let home = Home::with_demo();
    let users = home.file("new.csv", NEW_USERS);
    let secret = |name: &str, text: &str| {
        let path = home.file(name, text);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    };
    let (right, wrong) = (secret("right", "correct horse\n"), secret("wrong", "no\n"));
    assert_eq!(home.run(&["store", "seal"]).good().json()["key"], "none");
    home.run(&["users", "import", WINGTIP, &users, "--location", "US"])
        .good();
    let facts = home.run(&["store", "seal"]).good().json();
    assert_eq!(facts, json!({"key": "file", "sealed": 2}));
    let kept = [
        "store",
        "seal",
        "--key",
        "passphrase",
        "--new-passphrase-file",
        &right,
    ];
    assert_eq!(home.run(&kept).good().json()["key"], "passphrase");
    assert!(home.run(&["store", "check"]).code == 0);

    let out = ["users", "passwords", WINGTIP, "--out", "all.csv"];
    assert_eq!(home.run(&out).refusal(), (3, "precondition".to_owned()));
    let with = |file: &str| home.run(&[&out[..], &["--passphrase-file", file]].concat());
    assert_eq!(with(&wrong).refusal(), (3, "precondition".to_owned()));
    fs::set_permissions(&right, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(with(&right).refusal().0, 2);
    fs::set_permissions(&right, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(!home.path("all.csv").exists());
    with(&right).good();
    assert_eq!(handed_over(&home, "all.csv").len(), 2);

    let back = [
        "store",
        "seal",
        "--key",
        "file",
        "--passphrase-file",
        &right,
    ];
    assert_eq!(home.run(&back).good().json()["key"], "file");
    let not_given = home.run(&["store", "seal", "--key", "passphrase"]);
    assert_eq!(not_given.refusal(), (2, "usage".to_owned()));
    let told = &not_given.problem()["data"][0];
    assert_eq!(
        (&told["code"], &told["field"]),
        (&json!("missing"), &json!("--new-passphrase-file")),
        "{told}"
    );
    assert!(!not_given.err.contains("--yes"), "{}", not_given.err);
    assert_eq!(home.run(&["store", "seal"]).good().json()["key"], "file");
    assert_eq!(
        holding(&home.path("data"), "correct horse"),
        Vec::<PathBuf>::new()
    );
    assert_eq!(
        holding(&home.path("state"), "correct horse"),
        Vec::<PathBuf>::new()
    );
}

/// A book with two passwords that wait under the passphrase «correct horse», and a verb that hands them over.
const UNDER_A_PASSPHRASE: &str = r#"
    umask 077
    export PARTNERDECK_STORE=book
    echo 'correct horse' > right
    printf 'First name,Last name,Display name,Email,Status update\n,,Una One,una.one@wingtiptoys.onmicrosoft.com,\n' > new.csv
    "$DECK" --demo --store book store stats > facts
    "$DECK" users import wingtiptoys.onmicrosoft.com new.csv --location US > report 2>&1
    "$DECK" store seal --key passphrase --new-passphrase-file right > facts
    rm right
    "$DECK" users passwords wingtiptoys.onmicrosoft.com --out all.csv; echo "left $?"; stty -a; echo over"#;

#[test]
fn a_passphrase_is_typed_unseen_and_a_slip_is_mended() {
    let mut terminal = Terminal::running(UNDER_A_PASSPHRASE);
    terminal.wait("the question", |screen| {
        screen.contents().contains("leave them sealed):")
    });
    terminal.keys("nonsense\r");
    terminal.wait("the question again", |screen| {
        let text = screen.contents();
        text.contains("That is not the passphrase")
            && text.matches("leave them sealed):").count() == 2
    });
    terminal.keys("correct hoose\x7f\x7f\x7frse\r");
    terminal.wait("the end", |screen| {
        let text = screen.contents();
        text.contains("left 0") && text.contains(" icanon") && text.contains(" echo ")
    });
    let shown = terminal.contents();
    assert!(
        !shown.contains("horse") && !shown.contains("nonsense"),
        "{shown}"
    );
    let file = fs::read_to_string(terminal.home().join("all.csv")).unwrap();
    assert_eq!(file.lines().count(), 2);
}

#[test]
fn what_others_may_write_in_gets_no_secret_and_is_no_place_for_a_book() {
    let home = Home::with_demo();
    let users = home.file("new.csv", NEW_USERS);
    let shared = home.path("shared");
    fs::create_dir(&shared).unwrap();
    let file = shared.join("p.csv").to_str().unwrap().to_owned();
    let import = ["users", "import", WINGTIP, &users, "--location", "US"];
    for mode in [0o770, 0o707, 0o777] {
        fs::set_permissions(&shared, fs::Permissions::from_mode(mode)).unwrap();
        for option in ["--passwords", "--results"] {
            let run = home.run(&[&import[..], &[option, &file]].concat());
            assert_eq!(
                run.refusal(),
                (3, "not_writable".to_owned()),
                "{option} {mode:o}"
            );
        }
        let run = home.run(&["store", "backup", &file]);
        assert_eq!(run.refusal(), (3, "not_writable".to_owned()), "{mode:o}");
        let book = shared.to_str().unwrap();
        let opened = home.run(&["--store", book, "book", "import", &users]);
        assert_eq!(opened.refusal(), (3, "not_writable".to_owned()), "{mode:o}");
        assert_eq!(fs::read_dir(&shared).unwrap().count(), 0);
    }
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o1777)).unwrap();
    home.run(&[&import[..], &["--passwords", &file]].concat())
        .good();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(Path::new(&file)), 0o600);
}

#[cfg(target_os = "linux")]
#[test]
fn the_desk_dumps_no_core() {
    let terminal = Terminal::running(
        r#"ulimit -c unlimited; sh -c 'echo $$ > pid; exec "$DECK" --demo'; echo "left $?""#,
    );
    terminal.wait("the list", |screen| screen.contents().contains("? help"));
    let process = terminal.process().as_raw_nonzero();
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let words: Vec<&str> = core.unwrap().split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"], "{limits}");
}
