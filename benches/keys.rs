//! What an operator feels: the real program in a pseudo-terminal on a book of `generate customers N SEED` or `ndjson`, every
//! time taken from the key to the frame that shows the right thing, which a plain scan of the invented customers says.
//! `cargo run --release --example keys -- PROGRAM BOOK N SEED`. What is measured and how stands in `README.md`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "invented/mod.rs"]
mod invented;

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use invented::{Invented, Pick};
use partnerdeck::account::text::fold;
use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use vt100::Parser;

const ROWS: u16 = 60;
const COLUMNS: u16 = 200;
const PATIENCE: Duration = Duration::from_secs(60);
/// Words that are typed letter by letter.
const WORDS: usize = 40;
/// Steps of the cursor, and pages.
const STEPS: usize = 200;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [program, book, count, seed] = words.as_slice() else {
        panic!("keys PROGRAM BOOK CUSTOMERS SEED");
    };
    let invented = Invented {
        seed: seed.parse().unwrap(),
    };
    let customers = Customers::of(invented, count.parse().unwrap());
    let mut starts = [Vec::new(), Vec::new()];
    let mut deck = Deck::start(program, book);
    for round in 0..5 {
        let (first, rows) = deck.wait_for_rows(&customers);
        starts[0].push(first);
        starts[1].push(rows);
        if round < 4 {
            deck.leave();
            deck = Deck::start(program, book);
        }
    }
    let [first, rows] = starts;
    tell("first frame after start", first);
    tell("rows of the list on screen", rows);
    println!("memory, list shown: {} MB", deck.memory() / 1024);
    let down = (0..STEPS).map(|_| deck.key_to_change("j")).collect();
    tell("key to frame, cursor", down);
    let pages = (0..STEPS).map(|_| deck.key_to_change("\x1b[6~")).collect();
    tell("key to frame, page", pages);
    deck.key_to_change("g");
    let (mut pages, mut counts, mut long) = (Vec::new(), Vec::new(), Vec::new());
    deck.key_to_change("/");
    for word in customers.words(invented.seed) {
        for (letters, (end, _)) in word
            .char_indices()
            .skip(1)
            .chain([(word.len(), ' ')])
            .enumerate()
        {
            let typed = &word[..end];
            let expected = customers.look(typed);
            let letter = typed.chars().next_back().unwrap().to_string();
            let (page, count) = deck.type_letter(&letter, typed, &expected);
            pages.push(page);
            counts.push(count);
            if letters >= 2 {
                long.push(count);
            }
        }
        deck.clear_filter(customers.all.len());
    }
    tell("letter to first page of hits", pages);
    tell("letter to exact count and order", counts);
    tell("the same from three letters on", long);
    println!("memory after the searches: {} MB", deck.memory() / 1024);
    let quiet = deck.bytes_within(Duration::from_secs(10));
    println!("bytes written in 10 idle seconds: {quiet}");
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1e3;
    let (half, most, worst) = (at(50), at(99), at(100));
    println!(
        "{what}: p50 {half:.2} ms, p99 {most:.2} ms, worst {worst:.2} ms ({} times)",
        times.len()
    );
}

/// The customers as a plain scan sees them, in the order of the list.
struct Customers {
    all: Vec<(String, String, String)>,
}

/// What must be on the screen.
struct Expected {
    count: usize,
    /// The first rows: as much of their names as surely fits.
    names: Vec<String>,
}

impl Customers {
    fn of(invented: Invented, count: u64) -> Self {
        let one = |number| {
            let customer = invented.customer(number);
            let prefix = customer.domain.trim_end_matches(".onmicrosoft.com");
            let tags = customer.tags.replace(';', "\n");
            let text = [&customer.name, prefix, &customer.id, &tags].map(fold_lines);
            (
                fold(&customer.name),
                customer.id,
                text.join("\n") + "\n" + &customer.name,
            )
        };
        let mut all: Vec<_> = (0..count).map(one).collect();
        all.sort();
        Self { all }
    }

    fn look(&self, typed: &str) -> Expected {
        let wanted = fold(typed);
        let found = self.all.iter().filter(|(_, _, text)| {
            let (searched, _) = text.rsplit_once('\n').unwrap();
            searched.contains(wanted.trim())
        });
        let names = found.clone().take(3).map(|(_, _, text)| {
            let (_, name) = text.rsplit_once('\n').unwrap();
            name.chars().take(10).collect()
        });
        Expected {
            names: names.collect(),
            count: found.count(),
        }
    }

    /// Beginnings of words that stand in names, and some that stand nowhere.
    fn words(&self, seed: u64) -> Vec<String> {
        let mut pick = Pick(seed);
        let word = |number: usize| {
            let (name, _, _) = &self.all[pick.below(self.all.len())];
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
        (0..WORDS).map(word).collect()
    }
}

fn fold_lines(text: &(impl AsRef<str> + ?Sized)) -> String {
    let lines = text.as_ref().split('\n').map(fold);
    lines.collect::<Vec<_>>().join("\n")
}

/// The program in its terminal.
struct Deck {
    parser: Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    begun: Instant,
}

impl Deck {
    fn start(program: &str, book: &str) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(["--store", book]);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let begun = Instant::now();
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let keys = pty.master.take_writer().unwrap();
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let _master = pty.master;
            let mut buffer = vec![0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            parser: Parser::new(ROWS, COLUMNS, 0),
            bytes,
            keys,
            child,
            begun,
        }
    }

    /// The time until the screen is as it should be.
    fn wait(&mut self, since: Instant, what: &str, is_there: impl Fn(&str) -> bool) -> Duration {
        loop {
            let screen = self.parser.screen().contents();
            if is_there(&screen) {
                return since.elapsed();
            }
            let left = PATIENCE.saturating_sub(since.elapsed());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(_) => panic!("waited for {what}\n{screen}"),
            }
        }
    }

    fn wait_for_rows(&mut self, customers: &Customers) -> (Duration, Duration) {
        let begun = self.begun;
        let first = self.wait(begun, "the first frame", |screen| !screen.trim().is_empty());
        let expected = customers.look("");
        let rows = self.wait(begun, "the rows", |screen| {
            shows(screen, &expected) && screen.contains(&grouped(expected.count))
        });
        (first, rows)
    }

    fn press(&mut self, keys: &str) -> Instant {
        let pressed = Instant::now();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        pressed
    }

    /// A key that changes the frame.
    fn key_to_change(&mut self, key: &str) -> Duration {
        self.settle();
        let before = self.parser.screen().contents_formatted();
        let pressed = self.press(key);
        loop {
            match self.bytes.recv_timeout(Duration::from_secs(2)) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(_) => return pressed.elapsed(),
            }
            if self.parser.screen().contents_formatted() != before {
                return pressed.elapsed();
            }
        }
    }

    /// The times until the first page of hits, and until all are counted.
    fn type_letter(
        &mut self,
        letter: &str,
        typed: &str,
        expected: &Expected,
    ) -> (Duration, Duration) {
        self.settle();
        let pressed = self.press(letter);
        let page = self.wait(pressed, typed, |screen| {
            shows_typed(screen, typed) && shows(screen, expected)
        });
        let count = format!("{} of", grouped(expected.count));
        let all = self.wait(pressed, typed, |screen| {
            screen.contains(&count) && shows(screen, expected)
        });
        (page, all)
    }

    fn clear_filter(&mut self, all: usize) {
        let pressed = self.press("\x1b");
        self.wait(pressed, "the list without a filter", |screen| {
            !screen.contains(" of ") && screen.contains(&grouped(all))
        });
        self.key_to_change("/");
    }

    /// Takes what is still on its way.
    fn settle(&mut self) {
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(15)) {
            self.parser.process(&bytes);
        }
    }

    fn bytes_within(&mut self, time: Duration) -> usize {
        self.settle();
        let until = Instant::now() + time;
        let mut count = 0;
        while let Ok(bytes) = self
            .bytes
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            count += bytes.len();
        }
        count
    }

    /// Kilobytes, as the system counts them.
    fn memory(&mut self) -> usize {
        self.settle();
        let status = format!("/proc/{}/status", self.child.process_id().unwrap());
        let status = std::fs::read_to_string(status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        number.unwrap_or_default()
    }

    fn leave(&mut self) {
        self.press("q");
        let _ = self.child.wait();
    }
}

impl Drop for Deck {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the first rows on the screen are those.
fn shows(screen: &str, expected: &Expected) -> bool {
    let mut rows = screen.lines().skip_while(|line| !line.contains("Company"));
    rows.next();
    let mut rows = rows.filter(|line| !line.trim().is_empty());
    let is_row = |name: &String| {
        rows.next()
            .is_some_and(|line| line.contains(name.trim_end()))
    };
    expected.names.iter().all(is_row)
}

fn shows_typed(screen: &str, typed: &str) -> bool {
    screen
        .lines()
        .any(|line| line.trim_start().starts_with('/') && line.contains(typed))
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
