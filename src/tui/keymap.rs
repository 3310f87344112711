//! Which key does what where: the default keys of the table of actions, changed by the operator's key file. A wrong line
//! of that file is told with file, line and key; the rest of it works.

use std::collections::HashMap;

use toml::Spanned;

use crate::account::problem::Message;
use crate::say;

use super::action::{Action, Place, TABLE};
use super::key::Key;

/// After so many lines that are none, the file is taken for something else.
const MOST_SLIPS: usize = 100;

/// Which key does what where.
#[derive(Debug, Clone)]
pub struct Keymap {
    actions: HashMap<(Place, Key), Action>,
    /// The keys of each action in the order to show them.
    keys: Vec<(Place, Action, Key)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut keymap = Self {
            actions: HashMap::new(),
            keys: Vec::new(),
        };
        for binding in TABLE {
            for place in binding.places {
                for key in binding.keys.iter().filter_map(|key| Key::parse(key)) {
                    keymap.bind(*place, key, binding.action);
                }
            }
        }
        keymap
    }
}

impl Keymap {
    /// The default keys with an operator's key file laid over them, and what was wrong in it. `name` is the file's, for
    /// the sentences.
    pub fn with_file(name: &str, text: &str) -> (Self, Vec<Message>) {
        let mut keymap = Self::default();
        let mut wrong = Vec::new();
        let mut readable = text.to_owned();
        // Where the file as a whole does not parse, line by line is left out, so that one slip does not cost the others.
        while wrong.len() < MOST_SLIPS {
            let error = match toml::from_str::<KeyFile>(&readable) {
                Ok(file) => {
                    keymap.lay_over(&file, name, &readable, &mut wrong);
                    break;
                }
                Err(error) => error,
            };
            let lines = Lines::of(&readable);
            let line = lines.at(error.span().map_or(0, |span| span.start));
            wrong.push(say!(
                "keymap-unreadable",
                file = name,
                line = line,
                reason = error.message()
            ));
            let mended = without_line(&readable, line);
            if mended.len() >= readable.len() {
                break;
            }
            readable = mended;
        }
        (keymap, wrong)
    }

    /// What a key does at a place; what acts everywhere acts there too, unless the place lies over a pane.
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        let here = self.actions.get(&(place, key)).copied();
        here.or_else(|| {
            let anywhere = self.actions.get(&(Place::Everywhere, key)).copied();
            anywhere.filter(|action| !place.is_modal() || is_of_the_terminal(*action))
        })
    }

    /// The keys of an action at a place, the one to show first.
    pub fn keys(&self, place: Place, action: Action) -> impl Iterator<Item = Key> {
        self.keys
            .iter()
            .filter(move |(at, what, _)| *at == place && *what == action)
            .map(|(_, _, key)| *key)
    }

    /// The key to show for an action at a place, also when it acts everywhere.
    pub fn key(&self, place: Place, action: Action) -> Option<Key> {
        self.keys(place, action)
            .next()
            .or_else(|| self.keys(Place::Everywhere, action).next())
    }

    fn bind(&mut self, place: Place, key: Key, action: Action) {
        self.unbind(place, key);
        self.actions.insert((place, key), action);
        self.keys.push((place, action, key));
    }

    fn unbind(&mut self, place: Place, key: Key) {
        self.actions.remove(&(place, key));
        self.keys
            .retain(|(at, _, bound)| !(*at == place && *bound == key));
    }

    fn lay_over(&mut self, file: &KeyFile, name: &str, text: &str, wrong: &mut Vec<Message>) {
        let lines = Lines::of(text);
        for (place_name, keys) in file {
            let place = Place::LISTED
                .into_iter()
                .find(|place| place.id() == place_name.get_ref());
            let Some(place) = place else {
                let line = lines.at(place_name.span().start);
                wrong.push(say!(
                    "keymap-unknown-place",
                    file = name,
                    line = line,
                    place = place_name.get_ref()
                ));
                continue;
            };
            for (key_name, action_name) in keys {
                let line = lines.at(key_name.span().start);
                if let Err(message) = self.lay_key(place, key_name.get_ref(), action_name.get_ref())
                {
                    wrong.push(
                        message
                            .with("file", name)
                            .with("line", line)
                            .with("key", key_name.get_ref()),
                    );
                }
            }
        }
    }

    fn lay_key(&mut self, place: Place, key: &str, action: &toml::Value) -> Result<(), Message> {
        let Some(key) = Key::parse(key) else {
            return Err(say!("keymap-unknown-key"));
        };
        let Some(action) = action.as_str() else {
            return Err(say!("keymap-not-a-word"));
        };
        if action == "none" {
            self.unbind(place, key);
            return Ok(());
        }
        let known = Action::parse(action).filter(|action| works_at(*action, place));
        let Some(known) = known else {
            return Err(say!(
                "keymap-unknown-action",
                action = action,
                place = place.id()
            ));
        };
        self.bind(place, key, known);
        Ok(())
    }
}

type KeyFile = std::collections::BTreeMap<
    Spanned<String>,
    std::collections::BTreeMap<Spanned<String>, Spanned<toml::Value>>,
>;

fn works_at(action: Action, place: Place) -> bool {
    TABLE
        .iter()
        .any(|binding| binding.action == action && binding.places.contains(&place))
}

const fn is_of_the_terminal(action: Action) -> bool {
    matches!(action, Action::Quit | Action::Redraw | Action::Suspend)
}

/// Where the lines of a text end.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line, counted from 1, that a byte stands on.
    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|end| *end < byte) + 1
    }
}

/// The text with one line blanked, so that the lines after it keep their numbers.
fn without_line(text: &str, line: usize) -> String {
    let lines = text.lines().enumerate();
    let kept = lines.map(|(place, content)| if place + 1 == line { "" } else { content });
    kept.collect::<Vec<_>>().join("\n")
}

/// One line of the key sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// Where.
    pub place: Place,
    /// What.
    pub action: Action,
    /// The keys as the key file spells them, the one to show first.
    pub keys: Vec<Key>,
}

/// The key sheet: every action that an operator can bind, place by place, in the order of the help.
pub fn key_sheet(keymap: &Keymap) -> Vec<SheetLine> {
    let mut sheet = Vec::new();
    for place in Place::LISTED {
        let mut seen = Vec::new();
        for binding in TABLE.iter().filter(|row| row.places.contains(&place)) {
            if seen.contains(&binding.action) {
                continue;
            }
            seen.push(binding.action);
            sheet.push(SheetLine {
                place,
                action: binding.action,
                keys: keymap.keys(place, binding.action).collect(),
            });
        }
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn every_default_key_can_be_read_and_is_bound_once_at_its_place() {
        let mut bound = HashMap::new();
        for binding in TABLE {
            for place in binding.places {
                for key in binding.keys {
                    let parsed = Key::parse(key).unwrap_or_else(|| panic!("{key}"));
                    assert_eq!(&parsed.to_string(), key);
                    let before = bound.insert((*place, parsed), binding.action);
                    assert_eq!(before, None, "{key} at {}", place.id());
                }
            }
        }
    }

    #[test]
    fn every_action_has_words_and_a_place() {
        let words = Words::load(Language::English);
        for action in Action::ALL {
            assert!(words.has(&action.words()), "{}", action.words());
            assert!(words.has(&action.help()), "{}", action.help());
            assert!(TABLE.iter().any(|row| row.action == *action), "{action:?}");
            assert_eq!(Action::parse(action.id()), Some(*action));
        }
    }

    #[test]
    fn a_key_file_binds_and_unbinds() {
        let (keymap, wrong) = Keymap::with_file(
            "keymap.toml",
            "[list]\n\"ctrl-n\" = \"down\"\n\"s\" = \"none\"\n",
        );
        assert_eq!(wrong, []);
        let key = |text| Key::parse(text).unwrap();
        assert_eq!(
            keymap.action(Place::List, key("ctrl-n")),
            Some(Action::Down)
        );
        assert_eq!(keymap.action(Place::List, key("s")), None);
        assert_eq!(keymap.action(Place::List, key("j")), Some(Action::Down));
    }

    #[test]
    fn a_wrong_line_is_named_and_the_rest_works() {
        let text = "[list]\n\"hyper-n\" = \"down\"\n\"ctrl-n\" = \"fly\"\n\"ctrl-p\" = \"up\"\n[moon]\n\"a\" = \"up\"\n";
        let (keymap, wrong) = Keymap::with_file("keymap.toml", text);
        let words = Words::load(Language::English);
        let said: Vec<String> = wrong.iter().map(|message| words.say(message)).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        for (place, part) in [(0, "line 3"), (1, "line 2"), (2, "line 5")] {
            assert!(said[place].contains(part), "{said:?}");
        }
        assert_eq!(
            keymap.action(Place::List, Key::parse("ctrl-p").unwrap()),
            Some(Action::Up)
        );
    }

    #[test]
    fn a_file_that_is_no_toml_loses_only_the_line_that_is_wrong() {
        let text = "[list]\n\"ctrl-n\" = down\n\"ctrl-p\" = \"up\"\n";
        let (keymap, wrong) = Keymap::with_file("keymap.toml", text);
        assert_eq!(wrong.len(), 1);
        assert_eq!(
            keymap.action(Place::List, Key::parse("ctrl-p").unwrap()),
            Some(Action::Up)
        );
    }

    #[test]
    fn under_a_question_only_the_keys_of_the_terminal_act() {
        let keymap = Keymap::default();
        let key = |text| Key::parse(text).unwrap();
        assert_eq!(keymap.action(Place::Question, key("u")), None);
        assert_eq!(
            keymap.action(Place::Question, key("ctrl-l")),
            Some(Action::Redraw)
        );
        assert_eq!(keymap.action(Place::List, key("u")), Some(Action::Undo));
    }
}
