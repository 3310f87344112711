//! Users and licenses by keys: what is seen, what is done, and that it is what the command line's operations do.

use std::sync::Arc;
use std::time::Duration;

use partnerdeck::account::license_box::{Choice, ProductWish};
use partnerdeck::account::permission::Permissions;
use partnerdeck::operations::assign_licenses::AssignLicenses;
use partnerdeck::operations::manage_users::{
    DeleteUsers, RestoreUsers, SetLocation, SetPermissions,
};

use super::*;
use partnerdeck::tui::shell::Copy;
use secrecy::ExposeSecret;

use crate::session::{CLIPBOARD_STAYS, Session, book_in};

const NORDHAIN: &str = "d672cab3-d381-4598-af47-75c32dd929ae";
const KOREA: &str = "b44bb1fb-c595-45b0-9e09-d657365580bf";

macro_rules! frame_is {
    ($name:expr, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

fn demo() -> Arc<Desk> {
    let desk = book_in(Cloud::Global);
    partnerdeck::operations::demo::fill(&desk).unwrap();
    Arc::new(desk)
}

/// The users of a customer of the demo, on a screen of a size.
fn users_of(desk: &Arc<Desk>, customer: &str, width: u16, height: u16) -> Session {
    let mut session = Session::on(Arc::clone(desk), width, height);
    // What is said at the start has been read.
    session.wait(Duration::from_secs(4));
    session.keys(&format!("/{customer}")).settle();
    session.keys("<CR><CR>").settle().keys("3").settle();
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

/// The same on two books: by keys on the one, by the operation on the other.
fn same_by_keys(customer: &str, keys: &str, operation: &dyn Operation) {
    let (by_keys, by_line) = (demo(), demo());
    let before = export(&by_keys);
    press(&mut users_of(&by_keys, customer, 100, 40), keys);
    apply(&by_line, operation);
    let after = export(&by_keys);
    assert_eq!(after, export(&by_line), "{keys}");
    assert_ne!(after, before, "{keys}");
    undo(&by_keys).unwrap();
    assert_eq!(export(&by_keys), before, "{keys}");
}

fn emails(names: &[&str]) -> Vec<String> {
    let email = |name: &&str| format!("{name}@uewnordhain.example");
    names.iter().map(email).collect()
}

#[test]
fn users_in_rows_marked_across_a_filter_folded_open_and_the_deleted_ones() {
    let desk = demo();
    for (width, height) in [(80, 24), (160, 50), (20, 5)] {
        let mut session = users_of(&desk, "nordhain", width, height);
        frame_is!(format!("users-{width}x{height}"), &mut session);
    }
    let mut session = users_of(&desk, "nordhain", 80, 24);
    press(&mut session, "j<Space>j<Space>/hoff<CR>");
    shows(&mut session, "2 marked, 2 of them hidden by the filter");
    press(&mut session, "<Space><Esc>");
    shows(&mut session, "3 marked");
    press(&mut session, "G/torsten<CR>o");
    frame_is!("users-folded", &mut session);
    press(&mut session, "<Esc><Esc>");
    hides(&mut session, "marked");
    press(&mut session, "d");
    frame_is!("users-deleted", &mut session);
    press(&mut session, "d*");
    shows(&mut session, "20 marked");
    frame_is!("users-korea", &mut users_of(&desk, "wingtipkr", 80, 24));
}

#[test]
fn what_can_be_done_with_one_with_many_and_with_nobody() {
    let desk = demo();
    let mut session = users_of(&desk, "nordhain", 80, 24);
    frame_is!("users-menu-one", press(&mut session, "j<CR>"));
    frame_is!("users-menu-many", press(&mut session, "<Esc>*<CR>"));
    press(&mut session, "<Esc>*/nobody at all<CR><CR>");
    shows(&mut session, "Add a user");
    hides(&mut session, "Delete");
}

#[test]
fn keys_delete_restore_place_and_permit_as_the_command_line_does() {
    let customer = || CustomerId::new(NORDHAIN);
    let users = emails(&["greta.voss", "jonas.jaeger"]);
    same_by_keys(
        "nordhain",
        "/greta<CR><Space>·<Esc>/jaeger<CR><Space>·<CR>delete<CR>·<C-s>·y",
        &DeleteUsers {
            customer: customer(),
            users: vec![users[0].clone(), users[1].clone()],
        },
    );
    same_by_keys(
        "nordhain",
        "d·*·<CR>restore<CR>·<C-s>·y",
        &RestoreUsers {
            customer: customer(),
            users: emails(&["jutta.reinhold", "ruediger.stahl", "ute.lindqvist"]),
        },
    );
    same_by_keys(
        "nordhain",
        "/anna<CR><Space>·<Esc>/silke<CR><Space>·<CR>location<CR>·Austria<CR>·<C-s>",
        &SetLocation {
            customer: customer(),
            users: emails(&["anna.voegel", "silke.kraft"]),
            location: "AT".to_owned(),
        },
    );
    same_by_keys(
        "wingtipkr",
        "/안내<CR><CR>permissions<CR>·<CR>custom<CR>·<Tab><Space><Tab><Tab><Space>·<C-s>",
        &SetPermissions {
            customer: CustomerId::new(KOREA),
            user: "info@wingtipkr.onmicrosoft.com".to_owned(),
            permissions: Permissions::parse(["password-admin", "service-admin"]).unwrap(),
        },
    );
}

#[test]
fn keys_give_licenses_as_the_command_line_does_and_the_result_is_told_user_by_user() {
    let mut office = ProductWish::new("ENTERPRISEPACK", Choice::Assign);
    office.plans = vec![("OFFICESUBSCRIPTION".to_owned(), Choice::Revoke)];
    same_by_keys(
        "nordhain",
        "/greta<CR><Space>·<Esc>/jonas.pohl<CR><Space>·<CR>licenses<CR>·<Space>·<Space>·j<Space>·<CR>jj<Space>·<C-s>",
        &AssignLicenses {
            customer: CustomerId::new(NORDHAIN),
            users: emails(&["greta.voss", "jonas.pohl"]),
            products: vec![
                ProductWish::new("O365_BUSINESS_ESSENTIALS", Choice::Revoke),
                office,
            ],
            location: None,
        },
    );
}

#[test]
fn the_license_box_is_filled_partial_or_empty_says_who_has_it_and_counts_live() {
    let desk = demo();
    for (width, height) in [(80, 24), (160, 50), (20, 5)] {
        let mut session = users_of(&desk, "nordhain", width, height);
        press(&mut session, "*<CR>lic<CR>·j<CR>k");
        frame_is!(format!("licenses-{width}x{height}"), &mut session);
    }
    let mut session = users_of(&desk, "nordhain", 80, 24);
    press(&mut session, "*<CR>lic<CR>");
    shows(
        &mut session,
        "[-] Microsoft 365 Business Basic             15        10 of 20",
    );
    press(&mut session, "<Space>");
    shows(
        &mut session,
        "[x] Microsoft 365 Business Basic             15        10 of 20      takes 10",
    );
    press(&mut session, "<Space>");
    shows(
        &mut session,
        "[ ] Microsoft 365 Business Basic             15        10 of 20      frees 10",
    );
    press(&mut session, "<Space>");
    // An untouched partial box changes nothing.
    hides(&mut session, "What is done");
    press(&mut session, "<C-s>");
    shows(&mut session, "nothing to change");
    // Every state of the plan, and the keys of what clears it.
    press(&mut session, "G<Space>");
    frame_is!("licenses-blocked", &mut session);
}

#[test]
fn too_few_seats_and_a_missing_location_are_cleared_from_the_box_and_it_goes_on() {
    let desk = demo();
    let mut session = users_of(&desk, "nordhain", 100, 40);
    press(&mut session, "/silke<CR><CR>lic<CR>·G<Space>");
    shows(&mut session, "Out of licenses of Power BI Pro: 1 missing");
    shows(&mut session, "has no location");
    press(&mut session, "<Tab><CR>·Germany<CR>·<C-s>");
    hides(&mut session, "has no location");
    press(&mut session, "<C-s>");
    shows(&mut session, "Out of licenses");
    press(&mut session, "b·<C-u>3<C-s>·y");
    hides(&mut session, "Out of licenses");
    press(&mut session, "<C-s>");
    shows(&mut session, "got Power BI Pro");
    frame_is!("licenses-updated", &mut session);
    let customer = CustomerId::new(NORDHAIN);
    let silke = || desk.licenses(&customer, "silke.kraft@uewnordhain.example");
    assert_eq!(silke().unwrap().len(), 1);
    press(&mut session, "u·y");
    assert!(silke().unwrap().is_empty());
}

#[test]
fn products_that_exclude_one_another_are_said_while_they_are_chosen() {
    let desk = demo();
    let mut session = users_of(&desk, "nordhain", 80, 24);
    press(&mut session, "/jonas.pohl<CR><CR>lic<CR>·j<Space>");
    frame_is!("licenses-conflict", &mut session);
    press(&mut session, "<F1>");
    shows(&mut session, "precondition");
    press(&mut session, "<Esc>");
    let before = export(&desk);
    press(&mut session, "<C-s>");
    assert_eq!(export(&desk), before);
    press(&mut session, "<Esc>");
    shows(&mut session, "Leave");
    press(&mut session, "y");
    shows(&mut session, "Users");
}

#[test]
fn a_box_left_open_follows_the_book_and_keeps_what_was_touched() {
    let desk = demo();
    let mut session = users_of(&desk, "nordhain", 80, 24);
    press(&mut session, "/greta<CR><CR>lic<CR>·j<Space>");
    apply(
        &desk,
        &SetLocation {
            customer: CustomerId::new(NORDHAIN),
            users: emails(&["greta.voss"]),
            location: "AT".to_owned(),
        },
    );
    press(&mut session, "R");
    shows(&mut session, "[x] Office 365 E3");
    press(&mut session, "<C-s>");
    shows(&mut session, "got Office 365 E3");
}

#[test]
fn a_synced_users_names_are_shown_and_not_reached_and_the_reason_stands_below() {
    let desk = demo();
    let mut session = users_of(&desk, "nordhain", 80, 24);
    press(&mut session, "/hannes<CR><CR>edit<CR>");
    frame_is!("user-edit-synced", &mut session);
    press(&mut session, "<S-Tab>x");
    shows(&mut session, "Hannes Großmann\n   First name     Hannes\n");
}

#[test]
fn a_reset_password_is_shown_once_and_saved_and_a_new_user_gets_one_too() {
    let desk = demo();
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::at_home(Arc::clone(&desk), home.path(), 80, 24);
    press(
        &mut session,
        "/nordhain·<CR><CR>·3·/greta<CR><CR>reset<CR>·<C-s>·y",
    );
    shows(&mut session, "The password is shown once");
    press(&mut session, "P·<CR>");
    let file = home.path().join("uewnordhain-greta.voss-password.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 2);
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    press(
        &mut session,
        "<Esc>·<CR>add a user<CR>·Mina Kim<Tab>mina.kim@uewnordhain.example",
    );
    shows(&mut session, "Add Mina Kim");
    press(&mut session, "<C-s>");
    shows(&mut session, "mina.kim@uewnordhain.example");
    shows(&mut session, "First password");
}

#[test]
fn a_copied_password_leaves_the_clipboard_after_a_while_and_that_is_said() {
    let desk = demo();
    let mut session = Session::on(Arc::clone(&desk), 80, 24);
    press(
        &mut session,
        "/nordhain·<CR><CR>·3·/greta<CR><CR>reset<CR>·<C-s>·y·c",
    );
    let Some(Copy::Secret(copied)) = session.copy() else {
        panic!("nothing was copied")
    };
    assert!(session.frame().contains(copied.expose_secret()));
    shows(&mut session, "overwritten in 30 seconds");
    session.wait(CLIPBOARD_STAYS / 2);
    assert!(session.copy().is_none());
    session.wait(CLIPBOARD_STAYS);
    assert!(matches!(session.copy(), Some(Copy::Wipe)));
    shows(&mut session, "was overwritten in the clipboard");
    session.wait(CLIPBOARD_STAYS);
    assert!(session.copy().is_none());
}

#[test]
fn what_the_role_or_the_cloud_lacks_stays_in_the_menu_with_the_reason() {
    let desk = desk_on(Box::new(MemoryStore::new(Cloud::Global)), Role::SalesAgent);
    partnerdeck::operations::demo::fill(&desk).unwrap();
    let desk = Arc::new(desk);
    let mut session = users_of(&desk, "nordhain", 80, 24);
    frame_is!("users-menu-sales", press(&mut session, "<CR>delete"));
    let before = export(&desk);
    press(&mut session, "<CR>");
    assert_eq!(export(&desk), before);
}
