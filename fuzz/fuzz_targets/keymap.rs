//! A key file of any text: the rest of the keys works, and a key file made of what it says says the same.
#![no_main]

use std::fmt::Write;

use libfuzzer_sys::fuzz_target;
use partnerdeck::tui::key::Key;
use partnerdeck::tui::{Keymap, key_sheet};

fuzz_target!(|text: &str| {
    let (keymap, wrong) = Keymap::with_file("keymap.toml", text);
    assert!(
        wrong.len() <= text.lines().count() + 1,
        "{} mistakes",
        wrong.len()
    );
    let sheet = key_sheet(&keymap);
    let mut printed = String::new();
    for line in &sheet {
        // The sheet goes place by place.
        let heading = format!("[{}]\n", line.place.id());
        if !printed.contains(&heading) {
            printed.push_str(&heading);
        }
        for key in &line.keys {
            assert_eq!(Key::parse(&key.to_string()), Some(*key));
            assert_eq!(keymap.action(line.place, *key), Some(line.action));
            let name = key.to_string().replace('\\', "\\\\").replace('"', "\\\"");
            let _ = writeln!(printed, "\"{name}\" = \"{}\"", line.action.id());
        }
    }
    let (again, wrong) = Keymap::with_file("printed.toml", &printed);
    assert!(wrong.is_empty(), "{printed}\n{wrong:?}");
    for line in &sheet {
        for key in &line.keys {
            assert_eq!(again.action(line.place, *key), Some(line.action), "{key}");
        }
    }
});
