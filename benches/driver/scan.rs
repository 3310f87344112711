//! What must be on the screen, from a plain scan of the invented customers and users: nothing of the program's own search.

use partnerdeck::account::text::fold;

use crate::invented::{Invented, Pick, USERS};

const SUFFIX: &str = ".onmicrosoft.com";

/// What must be on the screen.
pub struct Expected {
    pub count: usize,
    /// The first rows: as much of their names as surely fits.
    pub names: Vec<String>,
}

/// Everything that a list can show, in its order.
pub struct Scan {
    rows: Vec<Row>,
}

struct Row {
    /// Folded; what ends a text is never typed.
    searched: String,
    name: String,
}

impl Scan {
    /// All customers, by name.
    pub fn of_customers(invented: Invented, count: u64) -> Self {
        let one = |number| {
            let customer = invented.customer(number);
            let prefix = customer.domain.trim_end_matches(SUFFIX);
            let tags = customer.tags.replace(';', "\n");
            let texts = [&customer.name, prefix, &customer.id, &tags];
            (
                fold(&customer.name),
                customer.id.clone(),
                row(&texts, &customer.name),
            )
        };
        Self::sorted((0..count).map(one).collect())
    }

    /// The users of all customers, by name.
    pub fn of_users(invented: Invented, customers: u64) -> Self {
        let one = |number: u64| {
            let user = invented.user(number / USERS, number % USERS);
            let name = format!("{} {}", user.first_name, user.last_name);
            let sign_in_name = user.sign_in_name.trim_end_matches(SUFFIX);
            (fold(&name), user.id, row(&[sign_in_name, &name], &name))
        };
        Self::sorted((0..customers * USERS).map(one).collect())
    }

    fn sorted(mut rows: Vec<(String, String, Row)>) -> Self {
        rows.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
        Self {
            rows: rows.into_iter().map(|(_, _, row)| row).collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// What a query of one word or phrase finds.
    pub fn look(&self, typed: &str) -> Expected {
        let wanted = fold(typed);
        let hit = |row: &&Row| row.searched.contains(wanted.trim());
        let found = self.rows.iter().filter(hit);
        let names = found.clone().take(3);
        Expected {
            names: names.map(|row| row.name.clone()).collect(),
            count: found.count(),
        }
    }

    /// Beginnings of words that stand in names, and some that stand nowhere.
    pub fn words(&self, how_many: usize, seed: u64) -> Vec<String> {
        let mut pick = Pick(seed);
        let word = |number: usize| {
            let name = &self.rows[pick.below(self.rows.len())].name;
            let words: Vec<&str> = name
                .split([' ', '&', '.', '('])
                .filter(|word| word.chars().count() > 2)
                .collect();
            let word = words
                .get(pick.below(words.len().max(1)))
                .copied()
                .unwrap_or("wing");
            let letters = word.chars().take(6).collect::<String>();
            if number % 8 == 7 {
                letters + "qq"
            } else {
                letters
            }
        };
        (0..how_many).map(word).collect()
    }
}

fn row(texts: &[&str], name: &str) -> Row {
    let searched: Vec<String> = texts
        .iter()
        .flat_map(|text| text.split('\n'))
        .map(fold)
        .collect();
    Row {
        searched: searched.join("\n"),
        name: name.chars().take(10).collect(),
    }
}
