//! The lines of the boxes.

use crate::account::license::{Held, SkuView};
use crate::account::license_box::{Choice, ProductBox};
use crate::say;
use crate::tui::pane::Sight;
use crate::tui::panes::telling::short_domain;
use crate::tui::theme::Ink;
use crate::tui::widgets::pen::Pen;

use super::choosing::{At, Choosing, Touched};

/// Columns of the numbers at the right, the widest last: what is free, who has it, what it takes.
const COLUMNS: [u16; 3] = [12, 16, 14];
/// Below this width only what it takes has a column, and below the next one nothing.
const NARROW: u16 = 60;
const TINY: u16 = 36;

/// The sign of a box: filled, partial, empty.
pub(super) const fn sign(held: Held) -> &'static str {
    match held {
        Held::ByAll => "[x]",
        Held::BySome => "[-]",
        Held::ByNone => "[ ]",
    }
}

/// Where the numbers stand: the right edge of each column that there is room for.
fn edges(width: u16) -> [Option<u16>; 3] {
    let edge = width.saturating_sub(1);
    if width < NARROW {
        return [None, None, (width >= TINY).then_some(edge)];
    }
    let having = edge - COLUMNS[2];
    [Some(having - COLUMNS[1]), Some(having), Some(edge)]
}

/// Where the name must end.
fn name_end(width: u16) -> u16 {
    let taken = match width {
        ..TINY => 0,
        TINY..NARROW => COLUMNS[2],
        _ => COLUMNS.iter().sum(),
    };
    width.saturating_sub(taken + 1)
}

pub(super) fn draw_heads(pen: &mut Pen, sight: &Sight) {
    pen.text_in(
        6,
        0,
        name_end(pen.width()).saturating_sub(6),
        &sight.words.text("licenses-product"),
        Ink::Faint,
    );
    let heads = ["licenses-free", "licenses-having", "licenses-takes"];
    let width = pen.width();
    for (edge, head) in edges(width).into_iter().zip(heads) {
        if let Some(edge) = edge {
            pen.text_before(edge, 0, edge, &sight.words.text(head), Ink::Faint);
        }
    }
}

/// One line of the boxes.
pub(super) fn draw(
    choosing: &Choosing,
    at: At,
    y: u16,
    ink: Option<Ink>,
    pen: &mut Pen,
    sight: &Sight,
) {
    match at {
        At::Product(place) => {
            if let Some((one, touched)) = choosing.boxed(place) {
                draw_product(one, touched, y, ink, pen, sight);
            }
        }
        At::Plan(place, plan) => {
            if let Some((one, touched)) = choosing.boxed(place) {
                draw_plan(one, touched, plan, y, ink, pen);
            }
        }
        At::Holders(place) => {
            if let Some((one, _)) = choosing.boxed(place) {
                let id = match one.assigned.is_empty() {
                    true => "licenses-assigned-none",
                    false => "licenses-assigned",
                };
                pen.text(6, y, &sight.words.text(id), ink.unwrap_or(Ink::Faint));
            }
        }
        At::Holder(place, who) => {
            let name = choosing
                .boxed(place)
                .and_then(|(one, _)| one.assigned.get(who));
            if let Some(name) = name {
                let told = holder(name, choosing, sight);
                pen.text(8, y, &told, ink.unwrap_or(Ink::Plain));
            }
        }
    }
}

/// One of those who have the product: the name for people before the one to sign in with.
fn holder(sign_in_name: &str, choosing: &Choosing, sight: &Sight) -> String {
    let short = short_domain(sign_in_name, sight.cloud);
    let mut users = choosing.basis.users.iter();
    match users.find(|user| user.sign_in_name == sign_in_name) {
        Some(user) if !user.name.is_empty() => format!("{}  {short}", user.name),
        _ => short.to_owned(),
    }
}

fn draw_product(
    one: &ProductBox,
    touched: &Touched,
    y: u16,
    ink: Option<Ink>,
    pen: &mut Pen,
    sight: &Sight,
) {
    let product = SkuView(&one.product);
    let plain = ink.unwrap_or(Ink::Plain);
    let is_touched = touched.choice != Choice::Untouched
        || touched
            .plans
            .iter()
            .any(|choice| *choice != Choice::Untouched);
    if is_touched {
        pen.sign(1, y, "│", Ink::Here);
    }
    pen.text(2, y, sign(touched.choice.looks(one.held)), plain);
    let width = pen.width();
    pen.text_in(
        6,
        y,
        name_end(width).saturating_sub(6),
        product.name(),
        plain,
    );
    let free = match product.available() {
        0 => sight.words.text("licenses-none-free"),
        n => sight.words.number(n),
    };
    let having = say!("licenses-of", having = one.assigned.len(), n = one.chosen);
    let takes = takes(one, touched.choice, sight);
    let is_short = one.missing(touched.choice) > 0;
    let takes_ink = if is_short { Ink::Danger } else { plain };
    let texts = [
        (free, plain),
        (sight.words.say(&having), plain),
        (takes, takes_ink),
    ];
    for (edge, (text, ink)) in edges(width).into_iter().zip(texts) {
        if let Some(edge) = edge {
            pen.text_before(edge, y, edge, &text, ink);
        }
    }
}

/// The seats that it takes or frees; where they are too few, how many are missing.
fn takes(one: &ProductBox, choice: Choice, sight: &Sight) -> String {
    let message = match (one.missing(choice), one.needs(choice), one.frees(choice)) {
        (0, 0, 0) => return String::new(),
        (0, 0, frees) => say!("licenses-frees", n = frees),
        (0, needs, _) => say!("licenses-needs", n = needs),
        (missing, ..) => say!("licenses-short", missing = missing),
    };
    sight.words.say(&message)
}

fn draw_plan(
    one: &ProductBox,
    touched: &Touched,
    at: usize,
    y: u16,
    ink: Option<Ink>,
    pen: &mut Pen,
) {
    let (Some(plan), Some(choice)) = (one.plans.get(at), touched.plans.get(at)) else {
        return;
    };
    let held = Choosing::plan_held(one, touched, plan);
    let sign = held.map_or(" · ", |held| sign(choice.looks(held)));
    let plain = match held {
        Some(_) => Ink::Plain,
        None => Ink::Faint,
    };
    let ink = ink.unwrap_or(plain);
    let x = pen.sign(6, y, sign, ink) + 1;
    pen.text(x, y, &plan.name, ink);
}
