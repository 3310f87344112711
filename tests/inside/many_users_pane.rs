//! Many users on the screen: a path, the check, cells mended in place, the run, the passwords; and that it comes to the
//! same as the operations without a screen.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::record::{CustomerId, Kind};
use partnerdeck::operations::add_users::{AddUsers, BadRows, ReadOptions, UsersFile, run, runs};
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::{Desk, Ticket};
use tempfile::TempDir;

use crate::session::{Session, small_book, small_book_in};

const WINGTIP_KR: &str = "00000000-0000-4000-8000-000000000002";
const HEADER: &str = "First name,Last name,Display name,Email,Status update\n";

macro_rules! frame_is {
    ($name:expr, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

/// A home folder with a users file in it.
fn home(name: &str, bytes: &[u8]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(name), bytes).unwrap();
    home
}

/// Forty rows, four of them wrong: line 12 another domain, line 20 no name, line 30 the address of line 5, line 41 a status.
fn forty() -> String {
    let mut rows = HEADER.to_owned();
    for number in 2..=41 {
        let (name, email, status) = match number {
            12 => ("이 아나".to_owned(), "ana.lee@contoso.net".to_owned(), ""),
            20 => (
                String::new(),
                "mina20@wingtipkr.onmicrosoft.com".to_owned(),
                "",
            ),
            30 => (
                "김 미나 30".to_owned(),
                "MINA5@wingtipkr.onmicrosoft.com".to_owned(),
                "",
            ),
            41 => (
                "김 미나 41".to_owned(),
                "mina41@wingtipkr.onmicrosoft.com".to_owned(),
                "ok",
            ),
            _ => (
                format!("김 미나 {number}"),
                format!("mina{number}@wingtipkr.onmicrosoft.com"),
                "",
            ),
        };
        rows.push_str(&format!("미나,김,{name},{email},{status}\n"));
    }
    rows
}

fn opened(desk: &Arc<Desk>, home: &Path, width: u16, height: u16) -> Session {
    let mut session = Session::at_home(Arc::clone(desk), home, width, height);
    session.keys("/윙팁<CR>").settle().keys("b").settle();
    session
}

fn checked(desk: &Arc<Desk>, home: &Path, width: u16, height: u16) -> Session {
    let mut session = opened(desk, home, width, height);
    session.keys("~/users.csv<CR>").settle();
    session
}

fn exported(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    ExportBook::default()
        .write(desk, (&mut bytes, "-"), &Ticket::new())
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

fn says(session: &mut Session, part: &str) {
    let frame = session.frame();
    assert!(frame.contains(part), "«{part}» is not in\n{frame}");
}

#[test]
fn a_path_is_completed_from_what_the_folder_holds() {
    let home = home("신입사원.csv", forty().as_bytes());
    fs::create_dir(home.path().join("Archive")).unwrap();
    let mut session = opened(&small_book(), home.path(), 80, 24);
    session.keys("~/");
    frame_is!("many-users-path", session);
    session.keys("신<Tab>").settle();
    says(&mut session, "~/신입사원.csv");
    session.keys("<CR>").settle();
    says(&mut session, "36 ready");
}

#[test]
fn every_problem_stands_in_the_table() {
    let home = home("users.csv", forty().as_bytes());
    for (name, width, height) in [
        ("many-users-80x24", 80, 24),
        ("many-users-120x40", 120, 40),
        ("many-users-20x5", 20, 5),
    ] {
        frame_is!(name, checked(&small_book(), home.path(), width, height));
    }
}

#[test]
fn a_korean_spreadsheet_is_read_and_the_head_says_how() {
    let (bytes, _, _) = encoding_rs::EUC_KR.encode(include_str!("../data/bulk-users-ko.csv"));
    let home = home("users.csv", &bytes);
    let mut session = checked(&small_book(), home.path(), 80, 24);
    says(&mut session, "CP949 · commas · Korean header");
}

#[test]
fn nothing_wrong_shows_the_rows_that_are_ready() {
    let rows = format!("{HEADER}미나,김,김 미나,mina@wingtipkr.onmicrosoft.com,\n");
    let home = home("users.csv", rows.as_bytes());
    frame_is!(
        "many-users-ready",
        checked(&small_book(), home.path(), 80, 24)
    );
}

#[test]
fn another_location_is_chosen_for_all() {
    let home = home("users.csv", forty().as_bytes());
    let mut session = checked(&small_book(), home.path(), 80, 24);
    session.keys("<Tab>한국");
    says(&mut session, "> Korea ");
    session.keys("<CR>").settle();
    says(&mut session, "Location   Korea");
    session.keys("<Tab>nowhere<CR>").settle();
    says(&mut session, "There is no such country.");
    session
        .keys("<Tab>Koera<CR>")
        .settle()
        .keys("<F2>")
        .settle();
    says(&mut session, "Location   Korea");
}

#[test]
fn tab_goes_round_and_a_path_that_was_only_looked_at_stays() {
    let home = home("users.csv", forty().as_bytes());
    let mut session = checked(&small_book(), home.path(), 80, 24);
    session.keys("<Tab><Tab>").settle();
    says(&mut session, "> File       ~/users.csv");
    session.keys("x<Esc>").settle();
    says(&mut session, "  File       ~/users.csv\n");
    session.keys("<S-Tab><Tab>").settle();
    says(&mut session, ">      12");
}

#[test]
fn cells_mended_in_a_hurry_are_all_mended() {
    let home = home("users.csv", forty().as_bytes());
    let mut session = checked(&small_book(), home.path(), 80, 24);
    session
        .keys("<CR><C-u>ana.lee@wingtipkr.onmicrosoft.com<CR>n<CR>김 미나 20<CR>")
        .settle();
    says(&mut session, "38 ready   2 problems");
}

/// Mends the four faults of [`forty`] as an operator does.
fn mend(session: &mut Session) {
    session
        .keys("<CR><C-u>ana.lee@wingtipkr.onmicrosoft.com<CR>")
        .settle();
    session.keys("<CR>김 미나 20<CR>").settle();
    session
        .keys("<CR><C-u>mina30@wingtipkr.onmicrosoft.com<CR>")
        .settle();
    session.keys("<F2>").settle();
    says(session, "40 ready");
}

fn saved_40(desk: &Arc<Desk>, home: &Path) -> Session {
    let mut session = checked(desk, home, 80, 24);
    mend(&mut session);
    session.keys("<C-s>").settle();
    says(&mut session, "Add 40 users to 윙팁토이즈 코리아?");
    session.keys("y").settle();
    session
}

#[test]
fn a_cell_is_mended_in_place_and_checked_at_once() {
    let home = home("users.csv", forty().as_bytes());
    let mut session = checked(&small_book(), home.path(), 80, 24);
    session.keys("n<CR>김 미나 20");
    frame_is!("many-users-mending", session);
    session.keys("<Esc>").settle();
    says(&mut session, "36 ready");
    session.keys("<CR>김 미나 20<CR>").settle();
    says(&mut session, "37 ready   3 problems");
    session.keys("v").settle();
    says(&mut session, "One mended cell would be lost.");
    session.keys("y").settle();
    says(&mut session, "36 ready   4 problems");
}

#[test]
fn forty_users_and_their_passwords_come_to_the_operator() {
    let desk = small_book();
    let home = home("users.csv", forty().as_bytes());
    let mut session = saved_40(&desk, home.path());
    frame_is!("many-users-done", session);
    session.keys("<Esc>").settle();
    says(&mut session, "Leave without saving 40 first passwords?");
    session.keys("n").keys("P<CR>").settle();
    says(&mut session, "~/users-passwords.csv");
    let passwords = home.path().join("users-passwords.csv");
    assert_eq!(
        fs::metadata(&passwords).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(fs::read_to_string(&passwords).unwrap().lines().count(), 41);
    session.keys("W<CR>").settle();
    let results = fs::read_to_string(home.path().join("users-results.csv")).unwrap();
    assert_eq!(results.matches(",added").count(), 40, "{results}");
    session.keys("<Esc>").settle();
    says(&mut session, "Customers");
}

#[test]
fn an_undo_leaves_the_book_as_it_was() {
    let desk = small_book();
    let before = exported(&desk);
    let home = home("users.csv", forty().as_bytes());
    let mut session = saved_40(&desk, home.path());
    assert_ne!(exported(&desk), before);
    session.keys("u").settle().keys("y").settle();
    assert_eq!(exported(&desk), before);
    session.keys("<Esc>").settle();
    says(&mut session, "Customers");
}

#[test]
fn it_comes_to_the_same_as_the_operations_without_a_screen() {
    let on_screen = small_book();
    let home = home("users.csv", forty().as_bytes());
    saved_40(&on_screen, home.path());

    let without = small_book();
    let mut file = UsersFile::read("users.csv", forty().as_bytes(), &ReadOptions::default());
    file.set_cell(12, 4, "ana.lee@wingtipkr.onmicrosoft.com");
    file.set_cell(20, 3, "김 미나 20");
    file.set_cell(30, 4, "mina30@wingtipkr.onmicrosoft.com");
    file.set_cell(41, 5, "");
    let wish = AddUsers::new(&CustomerId::new(WINGTIP_KR), Some("US"));
    let plan = wish.plan(&without, &file).unwrap();
    run(&without, plan, &Ticket::new()).unwrap();
    assert_eq!(exported(&on_screen), exported(&without));
}

#[test]
fn the_bad_rows_are_left_out_and_written_to_a_file() {
    let desk = small_book();
    let home = home("users.csv", forty().as_bytes());
    let mut session = checked(&desk, home.path(), 80, 24);
    session.keys("w<CR>").settle();
    let bad = fs::read_to_string(home.path().join("users-bad-rows.csv")).unwrap();
    assert_eq!(bad.lines().count(), 5, "{bad}");
    session.keys("<C-s>");
    frame_is!("many-users-ask", session);
    session.keys("y").settle();
    says(&mut session, "36 added, 4 left out");
    let users = desk
        .store()
        .list(&CustomerId::new(WINGTIP_KR), Kind::User)
        .unwrap();
    assert_eq!(users.len(), 36 + 2);
}

#[test]
fn a_run_shows_how_far_it_is_and_goes_on_behind() {
    let desk = small_book();
    let home = home("users.csv", forty().as_bytes());
    let mut session = checked(&desk, home.path(), 80, 24);
    session.keys("<C-s>").settle().keys("y");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("many-users-running", session.frame());
    });
    session.keys("<Esc>").settle();
    says(
        &mut session,
        "36 users added to 윙팁토이즈 코리아; the passwords are not saved yet",
    );
    session.keys("b").settle();
    says(
        &mut session,
        "36 first passwords are not saved yet. P saves them",
    );
    session.keys("P<C-u>~/late.csv<CR>").settle();
    assert!(home.path().join("late.csv").exists());
}

#[test]
fn a_run_that_was_stopped_is_offered_and_resumed() {
    let desk = small_book();
    let customer = CustomerId::new(WINGTIP_KR);
    stopped_run(&desk, &customer);
    let home = home("users.csv", b"");
    let mut session = opened(&desk, home.path(), 80, 24);
    says(&mut session, "r goes on with it and adds");
    session.keys("r").settle();
    says(&mut session, "3,000 added");
    assert!(
        runs(&desk, &customer)
            .unwrap()
            .iter()
            .all(|run| run.left == 0)
    );
}

/// Three thousand users, stopped as soon as the first of them are there.
fn stopped_run(desk: &Arc<Desk>, customer: &CustomerId) {
    let mut rows = HEADER.to_owned();
    for number in 0..3000 {
        rows.push_str(&format!(
            ",,User {number},u{number}@wingtipkr.onmicrosoft.com,\n"
        ));
    }
    let file = UsersFile::read("many.csv", rows.as_bytes(), &ReadOptions::default());
    let wish = AddUsers {
        bad_rows: BadRows::RefuseFile,
        ..AddUsers::new(customer, Some("KR"))
    };
    let plan = wish.plan(desk, &file).unwrap();
    let ticket = Ticket::new();
    let other = ticket.clone();
    let watch = thread::spawn(move || {
        while other.progress().done == 0 {
            thread::yield_now();
        }
        other.cancel();
    });
    let ran = run(desk, plan, &ticket).unwrap();
    watch.join().unwrap();
    assert!(ran.run.left > 0);
}

#[test]
fn a_file_that_is_not_there_says_so_and_the_path_stays() {
    let home = home("users.csv", b"");
    let mut session = opened(&small_book(), home.path(), 80, 24);
    session.keys("~/nobody.csv<CR>").settle();
    says(&mut session, "no such file or folder");
    says(&mut session, "~/nobody.csv");
}

#[test]
fn a_cloud_without_it_says_where_it_is_done() {
    let desk = small_book_in(Cloud::UsGov);
    let home = home("users.csv", b"");
    let mut session = Session::at_home(desk, home.path(), 80, 24);
    session.keys("b").settle();
    says(&mut session, "Azure portal");
}

#[test]
fn every_size_draws_the_pane() {
    let home = home("users.csv", forty().as_bytes());
    for (width, height) in [(0, 0), (1, 1), (9, 3), (20, 5), (59, 12), (200, 60)] {
        let mut session = checked(&small_book(), home.path(), width, height);
        session.keys("n<CR>x<Esc>").settle().frame();
        session.keys("<Tab>").settle().frame();
        session.keys("<Tab>k").settle().frame();
        session.keys("<Esc><Esc>w").settle().frame();
        session.keys("<Esc><C-s>").settle().frame();
        session.keys("y").frame();
        session.settle().frame();
    }
}
