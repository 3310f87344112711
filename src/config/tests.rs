use super::*;
use crate::words::Words;

/// The configuration, and what is wrong as it is told.
fn parse(text: &str) -> (Config, Vec<String>) {
    let words = Words::load(Language::English);
    let (config, problems) = Config::parse(text, Path::new("config.toml"));
    let told = problems.iter().map(|problem| words.say(&problem.message));
    (config, told.collect())
}

#[test]
fn a_good_file_is_read_whole() {
    let (config, problems) = parse(
        "role = [\"admin-agent\", \"sales-agent\"]\nlang = \"en\"\nprofile = \"kr\"\n\n[profiles.kr]\nstore = \"/books/kr\"\ncloud = \"china\"\n",
    );
    assert!(problems.is_empty());
    assert_eq!(config.roles, [Role::AdminAgent, Role::SalesAgent]);
    assert_eq!(config.language, Some(Language::English));
    assert_eq!(config.profile.as_deref(), Some("kr"));
    let kr = &config.profiles["kr"];
    assert_eq!(kr.store.as_deref(), Some(Path::new("/books/kr")));
    assert_eq!(kr.cloud, Some(Cloud::China));
}

#[test]
fn what_is_wrong_is_pointed_at_and_the_rest_works() {
    let (config, problems) = parse(
        "role = \"boss\"\nlange = \"en\"\nlang = 7\n\n[profiles.kr]\nstore = \"/books/kr\"\ncloud = \"moon\"\ncolour = 1\n",
    );
    let places = [
        "config.toml, line 1, role: «boss» is none of global-admin, ",
        "config.toml, line 2, lange: ",
        "config.toml, line 3, lang: ",
        "config.toml, line 7, profiles.kr.cloud: ",
        "config.toml, line 8, profiles.kr.colour: ",
    ];
    assert_eq!(problems.len(), places.len());
    for (problem, place) in problems.iter().zip(places) {
        assert!(problem.starts_with(place), "{problem}");
    }
    assert_eq!(
        config.profiles["kr"].store.as_deref(),
        Some(Path::new("/books/kr"))
    );
}

#[test]
fn backups_are_made_by_themselves_unless_that_is_turned_off() {
    assert_eq!(parse("").0.backups, Some(Rolling::default()));
    let (config, problems) = parse("[backups]\nchanges = 50\nhours = 8\nkeep = 3\n");
    assert!(problems.is_empty());
    let wanted = Rolling {
        after_changes: 50,
        after: SignedDuration::from_hours(8),
        keep: 3,
    };
    assert_eq!(config.backups, Some(wanted));
    assert_eq!(parse("[backups]\nautomatic = false\n").0.backups, None);
    let (config, problems) = parse("[backups]\nautomatic = 1\nkeep = 0\nhours = -1\nx = 1\n");
    assert_eq!(config.backups, Some(Rolling::default()));
    assert_eq!(problems.len(), 4, "{problems:?}");
}

#[test]
fn the_file_of_the_passphrase_is_named_and_the_passphrase_has_no_place() {
    let (config, problems) = parse("[seal]\npassphrase-file = \"/run/secrets/seal\"\n");
    assert!(problems.is_empty());
    assert_eq!(
        config.passphrase_file.as_deref(),
        Some(Path::new("/run/secrets/seal"))
    );
    for wrong in [
        "[seal]\npassphrase-file = 1\n",
        "[seal]\npassphrase = \"x\"\n",
        "seal = 1\n",
    ] {
        let (config, problems) = parse(wrong);
        assert_eq!(
            (config.passphrase_file, problems.len()),
            (None, 1),
            "{wrong}"
        );
    }
}

#[test]
fn seconds_are_taken_within_reason() {
    let (config, problems) = parse("clear-clipboard-after = 45\n");
    assert!(problems.is_empty());
    assert_eq!(config.clipboard_seconds, Some(45));
    for wrong in ["0", "601", "-5", "\"30\"", "1.5"] {
        let (config, problems) = parse(&format!("clear-clipboard-after = {wrong}\n"));
        assert_eq!(
            (config.clipboard_seconds, problems.len()),
            (None, 1),
            "{wrong}"
        );
    }
}

#[test]
fn a_line_that_is_no_toml_costs_only_itself() {
    let (config, problems) = parse("lang = \"en\"\nrole = = 3\nprofile = \"kr\"\n");
    assert_eq!(config.language, Some(Language::English));
    assert_eq!(config.profile.as_deref(), Some("kr"));
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].starts_with("config.toml, line 2: "),
        "{problems:?}"
    );
}
