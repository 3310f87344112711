//! The key that asks why: what is wrong where one is, its code, what that means, and what to do.

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::role::Role;

use crate::session::{Session, small_book, small_book_for};

fn shows(session: &mut Session, texts: &[&str]) {
    let frame = session.settle().frame();
    for text in texts {
        assert!(frame.contains(text), "{text:?} is not in\n{frame}");
    }
}

#[test]
fn a_refusal_in_the_message_line_is_explained() {
    let mut session = Session::on(small_book_for(Cloud::Global, Role::SalesAgent), 80, 24);
    session.keys("b");
    shows(&mut session, &["F1 why"]);
    session.keys("<F1>");
    shows(
        &mut session,
        &["refused_by_role", "Roles and clouds", "What to do"],
    );
    session.keys("<F1>");
    assert!(!session.settle().frame().contains("What to do"));
}

#[test]
fn what_keeps_a_plan_from_being_done_is_explained_with_its_number() {
    let mut session = Session::on(small_book(), 100, 30);
    session.keys("/wingtip").settle();
    session.keys("<CR><CR>").settle().keys("2").settle();
    session.keys("<CR>seats<CR>").settle();
    session.keys("<C-u>0").settle();
    session.keys("<F1>");
    let frame = session.settle().frame();
    if !frame.contains("What it means") {
        session.keys("<F1>");
    }
    shows(
        &mut session,
        &[
            "from the partner service",
            "What it means",
            "minimum and maximum",
        ],
    );
    session.keys("<Esc>");
    shows(&mut session, &["A quantity of 0 is too small"]);
}

#[test]
fn what_a_menu_shows_greyed_is_explained() {
    let mut session = Session::on(small_book_for(Cloud::Global, Role::HelpdeskAgent), 100, 30);
    session.keys("/wingtip").settle();
    session.keys("<CR><CR>").settle().keys("m").settle();
    session.keys("many<F1>");
    shows(&mut session, &["refused_by_role", "What to do"]);
}

#[test]
fn where_nothing_is_wrong_it_says_so() {
    let mut session = Session::on(small_book(), 60, 12);
    session.keys("<F1>");
    shows(&mut session, &["Nothing is wrong here"]);
}

#[test]
fn a_problem_of_a_form_is_explained_under_its_field() {
    let mut session = Session::on(small_book(), 100, 40);
    session.keys("/wingtip").settle();
    session.keys("<CR>e").settle();
    session.keys("<C-u>x<Tab><S-Tab>").settle();
    session.keys("<F1>");
    shows(&mut session, &["bad_name: A company name that is refused"]);
}

#[test]
fn every_size_draws_what_is_wrong() {
    for (width, height) in [(20, 5), (40, 10), (80, 24), (200, 50), (1, 1)] {
        let mut session = Session::on(small_book_for(Cloud::Global, Role::SalesAgent), 80, 24);
        session.keys("b<F1>").resize(width, height).settle();
        session.keys("<PageDown>jk").settle();
    }
}
