//! The forms of the screen, driven by keys: edit an account, meet somebody else's change, add a customer.

use std::path::Path;
use std::sync::Arc;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::record::{CustomerId, Kind, RecordKey};
use partnerdeck::operations::Desk;
use partnerdeck::operations::update_account::{Edit, UpdateAccount};

use crate::session::{Session, book_in, drafts_at, small_book};

/// Wingtip Toys of the small book.
const WINGTIP: &str = "00000000-0000-4000-8000-000000000001";

macro_rules! frame_is {
    ($name:expr, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

fn editing(desk: &Arc<Desk>, width: u16, height: u16) -> Session {
    let mut session = Session::on(Arc::clone(desk), width, height);
    session.keys("/wingtip<CR>").settle().keys("e").settle();
    session
}

fn stored(desk: &Desk, path: &str) -> Option<String> {
    let key = RecordKey::customer(&CustomerId::new(WINGTIP));
    let stored = desk.store().get(&key).unwrap().unwrap();
    stored.resource.text(path).map(str::to_owned)
}

fn somebody_else_sets(desk: &Desk, edits: &[&str]) {
    let update = UpdateAccount {
        customer: CustomerId::new(WINGTIP),
        set: edits
            .iter()
            .map(|edit| Edit::parse(edit).unwrap())
            .collect(),
        if_match: None,
    };
    desk.apply(desk.plan(&update).unwrap()).unwrap();
}

const STATE: &str = "billingProfile.defaultAddress.state";
const CITY: &str = "billingProfile.defaultAddress.city";

#[test]
fn the_form_of_an_account() {
    for (name, width, height) in [
        ("edit-80x24", 80, 24),
        ("edit-120x40", 120, 40),
        ("edit-20x5", 20, 5),
    ] {
        frame_is!(name, editing(&small_book(), width, height));
    }
}

#[test]
fn a_wrong_state_is_told_and_mended_with_one_key() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session.keys("<Down><Down><Down><Down><Down>zz<Tab>");
    frame_is!("edit-wrong-state", session);
    session.keys("<C-s>").settle();
    assert!(session.frame().contains("1 problem"), "{}", session.frame());
    frame_is!("edit-why", session.keys("<F1>"));
    session.keys("<F2>");
    assert!(!session.frame().contains("problem"), "{}", session.frame());
    assert_eq!(stored(&desk, STATE).as_deref(), Some("WA"));
}

#[test]
fn what_is_saved_is_said_and_closes_the_form() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session
        .keys("<Down><Down><Down><Down><C-u>Seattle<C-s>")
        .settle();
    assert!(
        session.frame().contains("saved Wingtip Toys"),
        "{}",
        session.frame()
    );
    assert!(session.frame().contains("Company"), "{}", session.frame());
    assert_eq!(stored(&desk, CITY).as_deref(), Some("Seattle"));
}

#[test]
fn leaving_asks_only_when_something_would_be_lost() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session.keys("<Esc>").settle();
    assert!(session.frame().contains("Customers"), "{}", session.frame());
    session.keys("e").settle().keys("x<Esc>");
    frame_is!("edit-leave", session);
    session.keys("n");
    assert!(
        session.frame().contains("Wingtip Toysx"),
        "{}",
        session.frame()
    );
    session.keys("<Esc>y").settle();
    assert!(session.frame().contains("Customers"), "{}", session.frame());
    assert_eq!(
        stored(&desk, "billingProfile.companyName").as_deref(),
        Some("Wingtip Toys")
    );
}

#[test]
fn somebody_elses_change_is_never_overwritten_unasked() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session.keys("<Down><Down>, Building 4<Down>Lobby<Down><C-u>Seattle");
    let line = "billingProfile.defaultAddress.addressLine1=2 Microsoft Way";
    somebody_else_sets(
        &desk,
        &[&format!("{CITY}=Tacoma"), line, "notes=asked twice"],
    );
    session.keys("<C-s>");
    frame_is!("edit-conflict", session);
    // Choosing some is not enough.
    session.keys("m<C-s>").settle();
    assert_eq!(stored(&desk, CITY).as_deref(), Some("Tacoma"));
    session.keys("t<C-s>").settle();
    assert!(
        session.frame().contains("saved Wingtip Toys"),
        "{}",
        session.frame()
    );
    assert_eq!(stored(&desk, CITY).as_deref(), Some("Tacoma"));
    let address = "billingProfile.defaultAddress.";
    let line = |number| stored(&desk, &format!("{address}addressLine{number}"));
    assert_eq!(line(1).as_deref(), Some("1 Microsoft Way, Building 4"));
    assert_eq!(line(2).as_deref(), Some("Lobby"));
    assert_eq!(
        stored(&desk, "partnerdeck.notes").as_deref(),
        Some("asked twice")
    );
}

#[test]
fn leaving_a_conflict_gives_the_form_back_as_it_was_typed() {
    let desk = small_book();
    let mut session = editing(&desk, 80, 24);
    session.keys("<Down><Down><Down><Down><C-u>Seattle");
    somebody_else_sets(&desk, &[&format!("{CITY}=Tacoma")]);
    session.keys("<C-s>").settle().keys("<Esc>");
    assert!(session.frame().contains("Seattle"), "{}", session.frame());
}

#[test]
fn another_country_shows_other_fields_at_once() {
    let mut session = editing(&small_book(), 80, 24);
    session.keys("<Down>hong<CR>");
    frame_is!("edit-hong-kong", session);
    session.keys("united states<CR>");
    assert!(session.frame().contains("98052"), "{}", session.frame());
}

#[test]
fn every_size_draws_a_form() {
    for (width, height) in [(0, 0), (1, 1), (9, 3), (20, 5), (44, 9), (200, 60)] {
        let mut session = editing(&small_book(), width, height);
        session.keys("<Down>k").settle().frame();
        session.keys("<CR>x<Esc>").settle().frame();
    }
}

/// Leaves the desk as Ctrl-C does: what is open and not saved is kept.
fn left(session: &Session, home: &Path) {
    for draft in session.drafts() {
        drafts_at(Some(home)).keep(&draft).unwrap();
    }
}

#[test]
fn unsaved_words_are_offered_when_the_form_is_opened_again() {
    let desk = small_book();
    let home = tempfile::tempdir().unwrap();
    let open = |desk: &Arc<Desk>| {
        let mut session = Session::at_home(Arc::clone(desk), home.path(), 80, 24);
        session.keys("/wingtip<CR>").settle().keys("e").settle();
        session
    };
    let mut session = open(&desk);
    session.keys("<Down><Down><Down><Down><C-u>Seattle");
    left(&session, home.path());

    let mut session = open(&desk);
    frame_is!("edit-kept", session);
    session.keys("y<C-s>").settle();
    assert_eq!(stored(&desk, CITY).as_deref(), Some("Seattle"));
    // Saved is forgotten.
    let mut session = open(&desk);
    assert!(!session.frame().contains("Sure?"), "{}", session.frame());
}

#[test]
fn unsaved_words_of_an_older_account_meet_what_changed_since() {
    let desk = small_book();
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::at_home(Arc::clone(&desk), home.path(), 80, 24);
    session.keys("/wingtip<CR>").settle().keys("e").settle();
    session.keys("<Down><Down><Down><Down><C-u>Seattle");
    left(&session, home.path());
    somebody_else_sets(&desk, &[&format!("{CITY}=Tacoma"), "notes=asked twice"]);

    let mut session = Session::at_home(Arc::clone(&desk), home.path(), 80, 24);
    session.keys("/wingtip<CR>").settle().keys("e").settle();
    session.keys("y<C-s>").settle();
    let frame = session.frame();
    assert!(
        frame.contains("Seattle") && frame.contains("Tacoma"),
        "{frame}"
    );
    session.keys("m<C-s>").settle();
    assert_eq!(stored(&desk, CITY).as_deref(), Some("Seattle"));
    assert_eq!(
        stored(&desk, "partnerdeck.notes").as_deref(),
        Some("asked twice")
    );
}

/// Types everything that a customer in Germany needs but the postal code.
const CONTOSO: &str = "Contoso GmbH<Tab>contoso<Tab>germ<CR><Tab>Unter den Linden 1<Tab><Tab>Berlin<Tab><Tab>\
    Anna<Tab>Lee<Tab>anna@contoso.com";

fn adding(desk: &Arc<Desk>, width: u16, height: u16) -> Session {
    let mut session = Session::on(Arc::clone(desk), width, height);
    session.keys("a").settle();
    session
}

/// Through the steps, the others left as they are, to the review.
fn to_the_review(session: &mut Session) {
    for _ in 0..5 {
        session.keys("<C-s>").settle();
        if session.frame().contains("adds it") {
            return;
        }
    }
    panic!("no review:\n{}", session.frame());
}

#[test]
fn the_form_of_a_new_customer() {
    for (name, width, height) in [("add-80x24", 80, 24), ("add-20x5", 20, 5)] {
        frame_is!(name, adding(&small_book(), width, height));
    }
}

#[test]
fn a_domain_is_looked_up_as_it_is_left() {
    let mut session = adding(&small_book(), 80, 24);
    session.keys("<Tab>wingtip<Tab>");
    frame_is!("add-domain-taken", session);
    session.keys("<S-Tab><F2><Tab>").settle();
    let frame = session.frame();
    assert!(
        frame.contains("wingtip2.onmicrosoft.com is free"),
        "{frame}"
    );
    session.keys("<S-Tab>x<Tab>").settle();
    let frame = session.frame();
    assert!(
        frame.contains("wingtip2x.onmicrosoft.com is free"),
        "{frame}"
    );
}

#[test]
fn a_country_brings_its_culture_and_language_until_somebody_chooses() {
    let mut session = adding(&small_book(), 80, 24);
    session.keys("<Tab><Tab>germ<CR>").settle();
    let frame = session.frame();
    assert!(
        frame.contains("de-DE") && frame.contains("* de "),
        "{frame}"
    );
    session.keys("kore<CR>").settle();
    let frame = session.frame();
    assert!(
        frame.contains("ko-KR") && frame.contains("* ko "),
        "{frame}"
    );
}

#[test]
fn every_local_check_is_told_before_anything_is_done() {
    let desk = small_book();
    let mut session = adding(&desk, 80, 24);
    session.keys(CONTOSO).keys("<C-s>");
    frame_is!("add-problems", session);
    assert_eq!(desk.store().count(Kind::Customer).unwrap(), 8);
}

#[test]
fn a_customer_is_added_and_its_first_password_saved_for_the_operator_alone() {
    let desk = small_book();
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::at_home(Arc::clone(&desk), home.path(), 80, 24);
    session
        .keys("a")
        .settle()
        .keys(CONTOSO)
        .keys("<C-s>")
        .settle();
    session.keys("10117");
    to_the_review(&mut session);
    frame_is!("add-review", session);
    session.keys("<C-s>");
    frame_is!("add-plan", session);
    session.keys("y");
    frame_is!("add-created", session);
    session.keys("P<C-u>~/first.csv<CR>").settle();
    let frame = session.frame();
    assert!(frame.contains("~/first.csv"), "{frame}");
    let saved = home.path().join("first.csv");
    assert_eq!(mode(&saved), 0o600);
    let saved = std::fs::read_to_string(saved).unwrap();
    assert!(saved.contains("admin@contoso.onmicrosoft.com"), "{saved}");
    // The same password as was shown.
    let password = saved.lines().nth(1).unwrap().split(',').nth(2).unwrap();
    assert!(frame.contains(password), "{frame}");
    session.keys("<CR>").settle();
    assert!(
        session.frame().contains("Contoso GmbH"),
        "{}",
        session.frame()
    );
    assert_eq!(desk.store().sealed().unwrap(), []);
}

#[test]
fn leaving_with_an_unsaved_password_asks_and_it_stays_sealed() {
    let desk = small_book();
    let mut session = adding(&desk, 80, 24);
    session.keys(CONTOSO).keys("<C-s>").settle();
    session.keys("10117");
    to_the_review(&mut session);
    session.keys("<C-s>").settle().keys("y").settle();
    session.keys("<Esc>");
    frame_is!("add-unsaved", session);
    session.keys("y").settle();
    assert!(session.frame().contains("Customers"), "{}", session.frame());
    assert_eq!(desk.store().sealed().unwrap().len(), 1);
}

#[test]
fn a_file_that_is_there_is_never_replaced() {
    let desk = small_book();
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("mine.csv"), "mine").unwrap();
    let mut session = Session::at_home(Arc::clone(&desk), home.path(), 80, 24);
    session
        .keys("a")
        .settle()
        .keys(CONTOSO)
        .keys("<C-s>")
        .settle();
    session.keys("10117");
    to_the_review(&mut session);
    session.keys("<C-s>").settle().keys("y").settle();
    session.keys("P<C-u>~/mine.csv<CR>").settle();
    let frame = session.frame();
    assert!(frame.contains("already"), "{frame}");
    assert!(frame.contains("~/mine.csv"), "{frame}");
    assert_eq!(
        std::fs::read_to_string(home.path().join("mine.csv")).unwrap(),
        "mine"
    );
    assert_eq!(desk.store().sealed().unwrap().len(), 1);
}

#[test]
fn the_cloud_that_lacks_it_says_so() {
    let desk = Arc::new(book_in(Cloud::Germany));
    let mut session = Session::on(desk, 80, 24);
    session.keys("a").settle();
    assert!(
        session.frame().contains("! Germany does not have this"),
        "{}",
        session.frame()
    );
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
