//! A configuration of any text: what is wrong costs only itself, and a configuration made of what it says says the same.
#![no_main]

use std::fmt::Write;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use partnerdeck::config::Config;

fuzz_target!(|text: &str| {
    let (config, problems) = Config::parse(text, Path::new("config.toml"));
    assert!(problems.len() <= text.len() + 1);
    let printed = print(&config);
    let (again, problems) = Config::parse(&printed, Path::new("printed.toml"));
    assert!(problems.is_empty(), "{printed}\n{problems:?}");
    assert_eq!(again, config, "{printed}");
});

fn print(config: &Config) -> String {
    let mut text = String::new();
    let roles: Vec<&str> = config.roles.iter().map(|role| role.as_str()).collect();
    let _ = writeln!(text, "role = {roles:?}");
    if let Some(language) = config.language {
        let _ = writeln!(text, "lang = {:?}", language.code());
    }
    if let Some(profile) = &config.profile {
        let _ = writeln!(text, "profile = {}", quoted(profile));
    }
    for (name, profile) in &config.profiles {
        let _ = writeln!(text, "[profiles.{}]", quoted(name));
        if let Some(store) = &profile.store {
            let _ = writeln!(text, "store = {}", quoted(&store.display().to_string()));
        }
        if let Some(cloud) = profile.cloud {
            let _ = writeln!(text, "cloud = {:?}", cloud.facts().word);
        }
    }
    text
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\0'..='\x1f' | '\x7f' => {
                let _ = write!(quoted, "\\u{:04X}", letter as u32);
            }
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}
