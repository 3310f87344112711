//! Monkeys at the keyboard: seeded random keys, pastes and sizes, in every role and cloud, on books of all kinds. Nothing may
//! panic, every size draws, no cell holds what acts on a terminal. Should one fail, it says how to do it again; more keys:
//!
//! `MONKEY_KEYS=1000000 MONKEY_SEED=7 cargo test --test inside monkey`

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::thread;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::role::Role;
use partnerdeck::account::text::is_hidden;
use partnerdeck::exchange::Source;
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::{Desk, Ticket, demo};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::session::{Session, book_for, read_only_book_in, small_book_for};

/// Keys of all monkeys together.
const KEYS: usize = 200_000;
/// Keys of one monkey: then another one sits down, in another role before another book.
const STINT: usize = 5_000;

const PASTES: [&str; 12] = [
    "wingtip",
    "윙팁\t토이즈\r\n",
    "\u{1b}[31m\u{202e}x\u{0}",
    "\u{1b}]52;c;ZXZpbA==\u{7}\u{9b}2J\u{90}q\u{9c}",
    "a\u{301}\u{301}\u{301}\u{200b}\u{feff}\u{2066}",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈🇰🇷❤\u{fe0f}",
    "country:KR seats>3 \"",
    "-tag:\"old friends\" seats>=99999999999999999999",
    "=HYPERLINK(\"http://evil.example\")",
    "2026-02-30",
    "e\u{301}\u{1112}\u{1161}\u{11ab}ﷺ﷽",
    "a name of three hundred letters, or nearly so, to see what becomes of a line that runs out of its field",
];
const SIZES: [(u16, u16); 12] = [
    (80, 24),
    (80, 24),
    (120, 40),
    (200, 50),
    (300, 100),
    (140, 20),
    (37, 9),
    (20, 5),
    (300, 2),
    (2, 100),
    (1, 1),
    (0, 0),
];

/// What is to be read where the monkeys must have been.
const PLACES: [&str; 12] = [
    "Company ^",
    "1 Account",
    "› Account",
    "─ Keys ─",
    "─ All actions ─",
    "─ Sort by ─",
    "─ Export ─",
    "Add users",
    "Subscriptions",
    "Transfers",
    "Agreement",
    "Activity",
];

/// Numbers that look random and are the same in every run (splitmix).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap() % sides
    }

    fn one_of<T: Copy>(&mut self, several: &[T]) -> T {
        several[self.throw(several.len())]
    }
}

/// What the monkey does.
#[derive(Debug)]
enum Deed {
    Key(KeyEvent),
    Paste(&'static str),
    Resize(u16, u16),
}

impl Deed {
    fn next(dice: &mut Dice) -> Self {
        const NAMED: [KeyCode; 20] = [
            KeyCode::Enter,
            KeyCode::Enter,
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::F(1),
            KeyCode::F(2),
            KeyCode::F(3),
        ];
        match dice.throw(200) {
            0..2 => Deed::Paste(dice.one_of(&PASTES)),
            2..4 => {
                let (width, height) = dice.one_of(&SIZES);
                Deed::Resize(width, height)
            }
            4..110 => {
                let letter = char::from(b' ' + u8::try_from(dice.throw(95)).unwrap());
                Deed::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE))
            }
            110..114 => {
                let letter = dice.one_of(&[
                    '윙', 'é', '\u{301}', '👩', '\u{200d}', 'ﷺ', '\u{202e}', '\u{9b}',
                ]);
                Deed::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE))
            }
            114..130 => {
                let letter = char::from(b'a' + u8::try_from(dice.throw(26)).unwrap());
                let held = dice.one_of(&[
                    KeyModifiers::CONTROL,
                    KeyModifiers::CONTROL,
                    KeyModifiers::ALT,
                ]);
                Deed::Key(KeyEvent::new(KeyCode::Char(letter), held))
            }
            _ => Deed::Key(KeyEvent::new(dice.one_of(&NAMED), KeyModifiers::NONE)),
        }
    }

    /// Whether it could begin the path of a file somewhere else than in the monkey's own folder.
    fn leads_away(&self, session: &mut Session) -> bool {
        let Deed::Key(key) = self else { return false };
        if key.code != KeyCode::Char('/') {
            return false;
        }
        let frame = session.frame();
        // A low screen does not say where it is.
        let asks_for_path = ["Export", "Add users", "assword", "ile"];
        frame.lines().count() < 20 || asks_for_path.iter().any(|part| frame.contains(part))
    }
}

/// Who sits down where.
#[derive(Debug, Clone, Copy)]
struct Seat {
    seed: u64,
    book: Book,
    cloud: Cloud,
    role: Role,
    /// Whether keys come faster than the answers to them. Otherwise it does the same in every run.
    is_hurried: bool,
}

#[derive(Debug, Clone, Copy)]
enum Book {
    Empty,
    Small,
    Demo,
    Hostile,
    ReadOnly,
}

impl Seat {
    fn of(seed: u64) -> Self {
        let mut dice = Dice(seed ^ 0x5EED);
        Self {
            seed,
            book: dice.one_of(&[
                Book::Empty,
                Book::Small,
                Book::Demo,
                Book::Demo,
                Book::Hostile,
                Book::Hostile,
                Book::ReadOnly,
            ]),
            cloud: dice.one_of(&[
                Cloud::Global,
                Cloud::Global,
                Cloud::UsGov,
                Cloud::Germany,
                Cloud::China,
            ]),
            role: dice.one_of(&[Role::GlobalAdmin, Role::GlobalAdmin, dice_role(seed)]),
            is_hurried: dice.throw(3) == 0,
        }
    }

    fn desk(&self) -> Arc<Desk> {
        match self.book {
            Book::Empty => Arc::new(book_for(self.cloud, self.role)),
            Book::ReadOnly => Arc::new(read_only_book_in(self.cloud)),
            Book::Small => small_book_for(self.cloud, self.role),
            Book::Demo => {
                let desk = book_for(self.cloud, self.role);
                demo::fill(&desk).unwrap();
                Arc::new(desk)
            }
            Book::Hostile => {
                let desk = book_for(self.cloud, Role::GlobalAdmin);
                let import = ImportBook {
                    source: Source::of_bytes("hostile.ndjson", crate::hostile::book(6).as_bytes()),
                    customer: None,
                    kind: None,
                };
                import.run(&desk, &Ticket::new()).unwrap();
                Arc::new(desk)
            }
        }
    }
}

fn dice_role(seed: u64) -> Role {
    Role::ALL[usize::try_from(seed % Role::ALL.len() as u64).unwrap()]
}

/// So many keys of one monkey. Gives the places where it has been.
fn sit_down(seat: Seat, keys: usize) -> BTreeSet<&'static str> {
    let home = tempfile::tempdir().unwrap();
    for (number, text) in crate::hostile::TEXTS.iter().enumerate().take(4) {
        let cells = format!("First name,Last name,Display name,Email\n{text},b,\"{text},c\n");
        fs::write(home.path().join(format!("f{number}.csv")), cells).unwrap();
    }
    let mut dice = Dice(seat.seed);
    let mut session = Session::at_home(seat.desk(), home.path(), 80, 24);
    let mut last = Vec::new();
    let mut seen = BTreeSet::new();
    for step in 0..keys {
        let deed = Deed::next(&mut dice);
        if deed.leads_away(&mut session) {
            continue;
        }
        last.push(format!("{deed:?}"));
        if last.len() > 30 {
            last.remove(0);
        }
        let done = catch_unwind(AssertUnwindSafe(|| {
            let is_resized = matches!(deed, Deed::Resize(..));
            match deed {
                Deed::Key(key) => session.key(key),
                Deed::Paste(text) => session.paste(text),
                Deed::Resize(width, height) => session.resize(width, height),
            };
            if !seat.is_hurried || step % 7 == 0 {
                session.settle();
            }
            if step % 8 == 0 || is_resized {
                let frame = session.frame();
                let hidden = frame
                    .chars()
                    .find(|letter| *letter != '\n' && is_hidden(*letter));
                assert_eq!(hidden, None, "raw on the screen\n{frame}");
                seen.extend(PLACES.into_iter().filter(|place| frame.contains(place)));
            }
        }));
        if let Err(panic) = done {
            eprintln!(
                "{seat:?}, step {step}, the last deeds: {}\nto do it again: MONKEY_KEYS={} MONKEY_SEED={} cargo test --test inside monkey",
                last.join(", "),
                step + 1,
                seat.seed,
            );
            resume_unwind(panic);
        }
    }
    seen
}

fn asked<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn two_hundred_thousand_random_keys_break_nothing() {
    let keys = asked("MONKEY_KEYS").unwrap_or(KEYS);
    let first: u64 = asked("MONKEY_SEED").unwrap_or(1);
    let stints = keys.div_ceil(STINT);
    let cores = thread::available_parallelism()
        .map_or(2, usize::from)
        .min(4);
    let seen: BTreeSet<&str> = thread::scope(|scope| {
        let monkeys: Vec<_> = (0..cores)
            .map(|core| {
                scope.spawn(move || {
                    let stints = (core..stints).step_by(cores);
                    let seats =
                        stints.map(|stint| (Seat::of(first + stint as u64), keys - stint * STINT));
                    seats
                        .flat_map(|(seat, left)| sit_down(seat, left.min(STINT)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let seen = monkeys.into_iter().map(|monkey| monkey.join());
        seen.flat_map(|seen| seen.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    if keys >= KEYS {
        assert_eq!(seen, PLACES.into(), "the monkeys must have been everywhere");
    }
}
