//! What an operator feels: the real program in a pseudo-terminal on a book of `generate customers N SEED` or `ndjson`, every
//! time taken from the key to the frame that shows the right thing, which a plain scan of the invented book says.
//! `cargo run --release --example keys -- PROGRAM BOOK N SEED` asks for customers, with `users` at the end for the users of all
//! customers, which only a book of `ndjson` has, and with `saves` changes some: what is invented is there no more then.
//! `keys csvlens FILE WORD` puts a question to csvlens. What is measured and how stands in `README.md`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "driver/mod.rs"]
mod driver;
#[path = "invented/mod.rs"]
mod invented;

use std::path::Path;
use std::time::{Duration, Instant};

use driver::deck::{self, Deck};
use driver::scan::Scan;
use invented::Invented;

/// Starts of a kind.
const STARTS: usize = 5;
/// Words that are typed letter by letter.
const WORDS: usize = 40;
/// Steps of the cursor, and pages.
const STEPS: usize = 200;
/// Accounts that are changed.
const SAVES: usize = 100;
const IDLE: Duration = Duration::from_secs(10);

const DOWN: &str = "j";
const PAGE_DOWN: &str = "\x1b[6~";
const LEAVE: &str = "\x1b";
const LAST_FIELD: &str = "\x1b[Z";
const SAVE: &str = "\x13";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["csvlens", file, word] => ask_csvlens(file, word),
        [program, book, count, seed] => customers(program, book, count, seed),
        [program, book, count, seed, "users"] => users(program, book, count, seed),
        [program, book, _, _, "saves"] => saves(program, book),
        _ => panic!("keys PROGRAM BOOK CUSTOMERS SEED [users|saves]"),
    }
}

fn customers(program: &str, book: &str, count: &str, seed: &str) {
    let invented = of_seed(seed);
    let customers = Scan::of_customers(invented, count.parse().unwrap());
    starts("warm", program, book, &customers, || ());
    starts("cold", program, book, &customers, || {
        deck::drop_pages(Path::new(book));
    });
    let mut deck = Deck::start(program, book);
    wait_for_rows(&mut deck, &customers);
    tell_memory(&mut deck, "list shown");
    moves(&mut deck);
    deck.key_to_change("/");
    searches(&mut deck, &customers, invented.seed);
    tell_memory(&mut deck, "after the searches");
    idle(&mut deck);
}

fn users(program: &str, book: &str, count: &str, seed: &str) {
    let invented = of_seed(seed);
    let users = Scan::of_users(invented, count.parse().unwrap());
    for time in ["first", "second"] {
        let mut deck = Deck::start(program, book);
        let begun = deck.begun();
        deck.wait(begun, "the list", |screen| screen.contains("Company"));
        let pressed = deck.press("U");
        let all = deck::grouped(users.len());
        let shown = deck.wait(pressed, "all users", |screen| screen.contains(&all));
        tell(&format!("all users shown, {time} time"), vec![shown]);
        if time == "second" {
            searches(&mut deck, &users, invented.seed);
            tell_memory(&mut deck, "after the searches");
            idle(&mut deck);
        }
        deck.press(LEAVE);
        deck.settle();
        deck.press(LEAVE);
        deck.settle();
        deck.leave();
    }
}

fn of_seed(seed: &str) -> Invented {
    Invented {
        seed: seed.parse().unwrap(),
    }
}

/// The program is started, and the first frame, the rows and a search are waited for.
fn starts(how: &str, program: &str, book: &str, customers: &Scan, before: impl Fn()) {
    let (mut firsts, mut rows, mut searches) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        before();
        let mut deck = Deck::start(program, book);
        let (first, row) = wait_for_rows(&mut deck, customers);
        firsts.push(first);
        rows.push(row);
        deck.leave();
        before();
        let mut deck = Deck::start(program, book);
        let begun = deck.begun();
        deck.wait(begun, "the first frame", |screen| !screen.trim().is_empty());
        deck.press("/wing");
        let wanted = customers.look("wing");
        searches.push(deck.wait(begun, "a search at the start", |screen| {
            deck::shows_typed(screen, "wing")
                && deck::shows_count(screen, wanted.count)
                && deck::shows_rows(screen, &wanted)
        }));
        deck.press(LEAVE);
        deck.settle();
        deck.leave();
    }
    tell(&format!("first frame after a {how} start"), firsts);
    tell(&format!("rows of the list after a {how} start"), rows);
    tell(&format!("search answered after a {how} start"), searches);
}

fn wait_for_rows(deck: &mut Deck, customers: &Scan) -> (Duration, Duration) {
    let begun = deck.begun();
    let first = deck.wait(begun, "the first frame", |screen| !screen.trim().is_empty());
    let expected = customers.look("");
    let rows = deck.wait(begun, "the rows", |screen| {
        deck::shows_rows(screen, &expected) && screen.contains(&deck::grouped(expected.count))
    });
    (first, rows)
}

fn moves(deck: &mut Deck) {
    let down = (0..STEPS).map(|_| deck.key_to_change(DOWN)).collect();
    tell("key to frame, cursor", down);
    let pages = (0..STEPS).map(|_| deck.key_to_change(PAGE_DOWN)).collect();
    tell("key to frame, page", pages);
    deck.key_to_change("g");
}

/// Words are typed letter by letter; the filter has the focus before and after.
fn searches(deck: &mut Deck, scan: &Scan, seed: u64) {
    let (mut pages, mut counts, mut long) = (Vec::new(), Vec::new(), Vec::new());
    for word in scan.words(WORDS, seed) {
        let ends = word
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        for (letters, end) in ends.enumerate() {
            let typed = &word[..end];
            let letter = typed.chars().next_back().unwrap().to_string();
            let (page, count) = deck.type_letter(&letter, typed, &scan.look(typed));
            pages.push(page);
            counts.push(count);
            if letters >= 2 {
                long.push(count);
            }
        }
        let pressed = deck.press(LEAVE);
        let all = deck::grouped(scan.len());
        deck.wait(pressed, "the list without a filter", |screen| {
            screen.contains(&all) && !screen.contains(&format!("of {all}"))
        });
        deck.key_to_change("/");
    }
    tell("letter to first page of hits", pages);
    tell("letter to exact count and order", counts);
    tell("the same from three letters on", long);
}

fn idle(deck: &mut Deck) {
    deck.settle();
    let before = deck.sleeps();
    let bytes = deck.bytes_within(IDLE);
    let woken = deck.sleeps() - before;
    println!("idle for {IDLE:?}: {bytes} bytes written, our threads woken {woken} times");
}

/// The last field of account after account is changed; a save is told when it is on the disk.
fn saves(program: &str, book: &str) {
    let mut deck = Deck::start(program, book);
    let begun = deck.begun();
    deck.wait(begun, "the list", |screen| screen.contains("Company"));
    deck.settle();
    let mut times = Vec::new();
    for _ in 0..SAVES {
        deck.key_to_change(DOWN);
        let pressed = deck.press("e");
        deck.wait(pressed, "the form", |screen| screen.contains("Ctrl-S save"));
        deck.key_to_change(LAST_FIELD);
        deck.key_to_change("x");
        deck.settle();
        let pressed = deck.press(SAVE);
        // The words of the save before may still stand there; the form goes when its own is on the disk.
        times.push(deck.wait(pressed, "a save", |screen| {
            screen.contains("saved ") && !screen.contains("Ctrl-S save")
        }));
    }
    tell("save of one edit", times);
}

fn tell_memory(deck: &mut Deck, when: &str) {
    println!("memory, {when}: {} MB", deck.memory() / 1024);
}

/// How long csvlens takes to find the rows with a word.
fn ask_csvlens(file: &str, word: &str) {
    let mut deck = Deck::run("csvlens", &[file]);
    let begun = deck.begun();
    deck.wait(begun, "csvlens", |screen| screen.contains("Row"));
    std::thread::sleep(Duration::from_secs(3));
    deck.settle();
    deck.press(&format!("&{word}"));
    deck.settle();
    let pressed: Instant = deck.press("\r");
    deck.wait(pressed, "its answer", |screen| {
        screen.contains("Filter") && screen.contains('/')
    });
    tell("csvlens, filter", vec![pressed.elapsed()]);
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
