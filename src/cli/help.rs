//! Dresses the bare command tree in words of the operator's language. Each text is looked up by the path of its command:
//! `cli-customers-update-about`, `cli-customers-update-more` (below the options), `cli-customers-update-opt-set`, else
//! `cli-opt-set`. clap's own English never shows.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::words::Words;

use super::args::Args;

/// The whole command tree with its words.
pub fn command(words: &Words) -> Command {
    let root = Args::command()
        .disable_version_flag(true)
        .arg(help_flag())
        .arg(version_flag());
    dress(root, "cli", "partnerdeck", words)
}

/// The help of the command that the typed words name. It is rendered from the tree before clap hands the global options
/// down, so that a verb shows its own and only names those that stand everywhere.
pub fn page(root: &Command, typed: &[String]) -> StyledStr {
    let mut at = root;
    for word in typed {
        if let Some(inner) = at.find_subcommand(word) {
            at = inner;
        }
    }
    at.clone().render_help()
}

fn help_flag() -> Arg {
    Arg::new("help")
        .long("help")
        .short('h')
        .global(true)
        .action(ArgAction::Help)
}

fn version_flag() -> Arg {
    Arg::new("version")
        .long("version")
        .short('V')
        .action(ArgAction::Version)
}

/// `path` names the command in the locale files, `typed` as an operator types it.
fn dress(command: Command, path: &str, typed: &str, words: &Words) -> Command {
    let usage = usage(&command, typed, words);
    let mut command = command
        .override_usage(usage)
        .help_template(template(words))
        .about(words.text(&format!("{path}-about")))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg_required_else_help(false)
        .subcommand_help_heading(words.text("cli-heading-verbs"))
        .mut_args(|arg| dress_arg(arg, path, words));
    command = command.after_help(more(path, words));
    command.mut_subcommands(|inner| {
        let name = inner.get_name().to_owned();
        dress(
            inner,
            &format!("{path}-{name}"),
            &format!("{typed} {name}"),
            words,
        )
    })
}

/// What stands below the options.
fn more(path: &str, words: &Words) -> String {
    let own = format!("{path}-more");
    let everywhere = words.text("cli-everywhere");
    match (path, words.has(&own)) {
        ("cli", _) => words.text(&own),
        (_, true) => format!("{}\n\n{everywhere}", words.text(&own)),
        (_, false) => everywhere,
    }
}

fn dress_arg(arg: Arg, path: &str, words: &Words) -> Arg {
    let sort = if arg.is_positional() { "arg" } else { "opt" };
    let name = arg
        .get_long()
        .map_or_else(|| arg.get_id().to_string(), str::to_owned);
    let own = format!("{path}-{sort}-{name}");
    let text = if words.has(&own) {
        words.text(&own)
    } else {
        words.text(&format!("cli-{sort}-{name}"))
    };
    let heading = match (arg.is_positional(), arg.is_global_set()) {
        (true, _) => "cli-heading-arguments",
        (false, false) if path != "cli" => "cli-heading-options",
        (false, _) => "cli-heading-globals",
    };
    let takes_values = arg.get_action().takes_values();
    arg.help(text)
        .help_heading(words.text(heading))
        .hide_possible_values(takes_values)
}

/// `partnerdeck users import <C> <F> [options]`, since clap's own line has English in it.
fn usage(command: &Command, typed: &str, words: &Words) -> String {
    let mut parts = vec![typed.to_owned()];
    if command.has_subcommands() {
        parts.push(words.text(if typed == "partnerdeck" {
            "cli-usage-noun"
        } else {
            "cli-usage-verb"
        }));
    }
    for arg in command.get_positionals() {
        let name = arg.get_value_names().map_or("", |names| names[0].as_str());
        parts.push(if arg.is_required_set() {
            format!("<{name}>")
        } else {
            format!("[{name}]")
        });
    }
    let must = command.get_opts().filter(|arg| arg.is_required_set());
    for arg in must {
        let name = arg.get_value_names().map_or("", |names| names[0].as_str());
        parts.push(format!("--{} <{name}>", arg.get_long().unwrap_or_default()));
    }
    parts.push(words.text("cli-usage-options"));
    parts.join(" ")
}

fn template(words: &Words) -> String {
    let usage = words.text("cli-heading-usage");
    format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn walk(command: &Command, seen: &mut dyn FnMut(&Command)) {
        seen(command);
        for inner in command.get_subcommands() {
            walk(inner, seen);
        }
    }

    #[test]
    fn every_noun_verb_and_option_has_its_words() {
        let mut bare = Vec::new();
        walk(&command(&Words::load(Language::English)), &mut |command| {
            let texts = command.get_arguments().filter_map(Arg::get_help);
            for text in texts.chain(command.get_about()) {
                if text.to_string().starts_with("cli-") {
                    bare.push(format!("{}: {text}", command.get_name()));
                }
            }
        });
        assert!(bare.is_empty(), "{bare:#?}");
    }

    #[test]
    fn claps_own_english_never_shows() {
        let tree = command(&Words::load(Language::English));
        walk(&tree, &mut |command| {
            let help = page(command, &[]).to_string();
            for word in [
                "[OPTIONS]",
                "<COMMAND>",
                "Print help",
                "Commands:",
                "[env:",
                "[possible",
            ] {
                assert!(!help.contains(word), "{word} in:\n{help}");
            }
        });
    }
}
