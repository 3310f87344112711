//! Users of all customers on the screen: found as one types, led from and back to.

use std::sync::Arc;
use std::time::Duration;

use partnerdeck::account::record::RecordKey;
use partnerdeck::account::task::Task;
use partnerdeck::account::user::UserView;
use partnerdeck::operations::manage_users::DeleteUsers;
use partnerdeck::search::{Cancel, UsersQuery};

use crate::session::{Session, empty_book, small_book};

use super::*;

/// Draws and compares with the file that is kept.
macro_rules! frame_is {
    ($name:expr, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

fn demo() -> Arc<Desk> {
    let desk = desk_on(Box::new(MemoryStore::new(Cloud::Global)), Role::GlobalAdmin);
    partnerdeck::operations::demo::fill(&desk).unwrap();
    Arc::new(desk)
}

fn screen(desk: &Arc<Desk>, width: u16, height: u16) -> Session {
    let mut session = Session::on(Arc::clone(desk), width, height);
    // What is said at the start has been read.
    session.wait(Duration::from_secs(4));
    session
}

/// Presses keys; `·` waits for what they asked for.
fn press<'a>(session: &'a mut Session, keys: &str) -> &'a mut Session {
    for part in keys.split('·') {
        session.keys(part).settle();
    }
    session
}

fn shows(session: &mut Session, text: &str) {
    let frame = session.settle().frame();
    assert!(frame.contains(text), "{text:?} is not in\n{frame}");
}

fn hides(session: &mut Session, text: &str) {
    let frame = session.settle().frame();
    assert!(!frame.contains(text), "{text:?} is in\n{frame}");
}

/// What `users find` finds, in its order.
fn found(desk: &Desk, query: &str) -> Vec<RecordKey> {
    let query = UsersQuery::parse(query).unwrap();
    let found = desk.find_users(&query, &Cancel::new(), &|_, _| {});
    found.unwrap().unwrap().page(0, usize::MAX)
}

#[test]
fn users_of_all_customers_stand_in_order_at_every_size() {
    let desk = demo();
    for (width, height) in [(80, 24), (200, 50), (20, 5)] {
        let mut session = screen(&desk, width, height);
        frame_is!(
            format!("everybody-{width}x{height}"),
            press(&mut session, "U·<CR>")
        );
    }
    let mut session = screen(&desk, 80, 24);
    frame_is!("everybody-german", press(&mut session, "U·jäger"));
    frame_is!("everybody-korean", press(&mut session, "<C-u>·김"));
    frame_is!(
        "everybody-nobody",
        press(&mut session, "<C-u>·nobody at all")
    );
    frame_is!(
        "everybody-mistake",
        press(&mut session, "<C-u>·anna state:asleep")
    );
}

#[test]
fn what_is_typed_finds_what_the_command_line_finds() {
    let desk = demo();
    let mut session = screen(&desk, 200, 60);
    press(&mut session, "U");
    for query in [
        "a",
        "an",
        "voss",
        "customer:nordhain domain:uewnordhain",
        "state:deleted",
        "-a",
    ] {
        press(&mut session, &format!("<C-u>·{query}"));
        let keys = found(&desk, query);
        let all = found(&desk, "").len();
        let count = format!("{} of {all} ", keys.len());
        let frame = session.frame().replace(',', "");
        assert!(
            format!("{frame} ").replace('\n', " ").contains(&count),
            "{count}\n{frame}"
        );
        let frame = session.frame();
        let rows: Vec<&str> = frame.lines().skip(3).collect();
        assert!(!keys.is_empty(), "{query}");
        for (row, key) in rows.iter().zip(keys.iter().take(50)) {
            let user = desk.store().get(key).unwrap().unwrap();
            let name = UserView(&user.resource).display_name().to_owned();
            let beginning: String = name.chars().take(16).collect();
            assert!(
                row.contains(beginning.trim_end()),
                "{query}: {name} is not\n{row}"
            );
        }
    }
}

#[test]
fn enter_opens_the_account_at_the_user_and_each_escape_goes_one_step_back() {
    let desk = demo();
    let mut session = screen(&desk, 80, 24);
    press(&mut session, "jjj");
    let list = session.frame();
    press(&mut session, "U·greta voss");
    let typed = press(&mut session, "<CR>").frame();
    press(&mut session, "<CR>");
    shows(&mut session, "\n>  Greta Voß");
    shows(&mut session, "Users");
    press(&mut session, "<Esc>");
    assert_eq!(session.frame(), typed);
    press(&mut session, "<Esc>·<Esc>");
    assert_eq!(session.frame(), list);
    // Nothing typed: one is enough.
    press(&mut session, "U·<Esc>");
    assert_eq!(session.frame(), list);
    // A deleted user stands in the other half of the section.
    press(&mut session, "U·customer:nordhain state:deleted<CR>·<CR>");
    shows(&mut session, "\n>  Jutta Reinhold");
}

#[test]
fn the_name_to_sign_in_with_goes_to_the_clipboard() {
    let mut session = screen(&demo(), 80, 24);
    press(&mut session, "U·greta voss<CR>y");
    assert_eq!(
        session.copied().as_deref(),
        Some("greta.voss@uewnordhain.example")
    );
    shows(&mut session, "Copied greta.voss@uewnordhain.example");
}

#[test]
fn what_can_be_done_with_a_user_is_done_from_here_and_seen_here() {
    let (by_keys, by_line) = (demo(), demo());
    let mut session = screen(&by_keys, 80, 24);
    // Typed and done in one go: it waits for whom it finds.
    frame_is!("everybody-menu", press(&mut session, "U·greta voss<CR>m"));
    press(&mut session, "delete<CR>·<C-s>·y");
    apply(
        &by_line,
        &DeleteUsers {
            customer: CustomerId::new("d672cab3-d381-4598-af47-75c32dd929ae"),
            users: vec!["greta.voss@uewnordhain.example".to_owned()],
        },
    );
    assert_eq!(export(&by_keys), export(&by_line));
    shows(&mut session, "30 days left");
    press(&mut session, "m");
    hides(&mut session, "Reset");
    press(&mut session, "restore<CR>·<C-s>·y");
    hides(&mut session, "30 days left");
}

#[test]
fn whoever_may_not_change_users_reads_why_and_whoever_may_not_see_them_does_not_come_here() {
    for role in [Role::GlobalAdmin, Role::SalesAgent, Role::BillingAdmin] {
        let desk = desk_on(Box::new(MemoryStore::new(Cloud::Global)), role);
        partnerdeck::operations::demo::fill(&desk).unwrap();
        let may_see = desk.may(Task::SeeUsers).is_ok();
        let may_delete = desk.may(Task::DeleteUsers).is_ok();
        let desk = Arc::new(desk);
        let before = export(&desk);
        let mut session = screen(&desk, 80, 24);
        press(&mut session, "U");
        if !may_see {
            hides(&mut session, "Users of all customers");
            continue;
        }
        press(&mut session, "greta voss<CR>·m·delete<CR>·<C-s>·y");
        assert_eq!(export(&desk) != before, may_delete, "{role:?}");
    }
}

#[test]
fn the_cursor_stays_on_its_user_when_the_book_changes() {
    let desk = demo();
    let mut session = screen(&desk, 80, 24);
    press(&mut session, "U·<CR>GkkK");
    let here = |session: &mut Session| {
        let frame = session.settle().frame();
        let line = frame.lines().find(|line| line.starts_with('>'));
        line.map(str::to_owned)
    };
    let before = here(&mut session);
    let first = found(&desk, "state:active").remove(0);
    apply(
        &desk,
        &DeleteUsers {
            customer: first.customer.clone(),
            users: vec![first.id.clone()],
        },
    );
    press(&mut session, "R");
    assert_eq!(here(&mut session), before);
    assert!(before.is_some());
}

#[test]
fn a_book_without_users_and_one_without_anybody_say_so() {
    let mut session = screen(&Arc::new(empty_book()), 80, 24);
    press(&mut session, "U");
    shows(&mut session, "No users.");
    press(&mut session, "a<CR>");
    shows(&mut session, "No user matches.");
    let mut small = screen(&small_book(), 80, 24);
    press(&mut small, "U·user 0<CR>");
    shows(&mut small, "7 of 28");
}
