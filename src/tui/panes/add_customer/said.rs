//! What the steps say, as the members of the request; and back: which field a problem of the request is about.

use serde_json::{Map, Value, json};

use crate::account::agreement::attestation;
use crate::account::qualification::{Asked, Qualification};
use crate::account::resource::Resource;
use crate::operations::add_customer::{AGREEMENT, RESELLER, SUBSCRIPTIONS};
use crate::tui::sheets::Values;

use super::stops::{
    ACCEPTED, CODE, CONTACT, DATE, LINES, OWN, QUALIFICATION, SEGMENT, Stop, WEBSITE,
};

/// Puts what a step says into the request.
pub(super) fn put(stop: Stop, values: &Values, request: &mut Resource) {
    match stop {
        Stop::Reseller => {
            if let Some(id) = values.given(RESELLER).filter(|id| id != OWN) {
                request.set(RESELLER, id);
            }
        }
        Stop::Subscriptions => {
            let filled = LINES.iter().filter_map(|paths| bought(paths, values));
            let filled: Vec<Value> = filled.collect();
            if !filled.is_empty() {
                request.set(SUBSCRIPTIONS, filled);
            }
        }
        Stop::Agreement => {
            if values.flag(ACCEPTED) {
                let mut agreement = Resource::new();
                for (path, _, member) in CONTACT {
                    agreement.set(member, values.text(path));
                }
                agreement.set(attestation::DATE, values.text(DATE));
                request.set(AGREEMENT, agreement.into_value());
            }
            put_qualification(values, request);
        }
        Stop::Account | Stop::Review => {}
    }
}

fn bought([offer, quantity, name]: &[&str; 3], values: &Values) -> Option<Value> {
    let offer = values.given(offer)?;
    let mut line = Map::new();
    line.insert("offerId".to_owned(), offer.into());
    line.insert(
        "quantity".to_owned(),
        json!(values.number(quantity).unwrap_or(1)),
    );
    if let Some(name) = values.given(name) {
        line.insert("friendlyName".to_owned(), name.into());
    }
    Some(Value::Object(line))
}

fn put_qualification(values: &Values, request: &mut Resource) {
    let which = values.given(QUALIFICATION);
    let Some(which) = which.filter(|word| word != Qualification::None.wire()) else {
        return;
    };
    let given = |path: &str| values.given(path).unwrap_or_default();
    let asked = Asked {
        qualification: which,
        segment: given(SEGMENT),
        website: given(WEBSITE),
        code: given(CODE),
    };
    request.set("qualification", asked.request().into_value());
}

/// The field that a problem of the request is about: lines that were left empty are not in the request.
pub(super) fn field_of(path: &str, values: &Values) -> String {
    let numbered = path
        .strip_prefix("subscriptions[")
        .and_then(|rest| rest.split_once(']'));
    let Some((place, member)) = numbered else {
        return path.to_owned();
    };
    let filled = LINES
        .iter()
        .filter(|[offer, ..]| values.given(offer).is_some());
    let paths = place
        .parse()
        .ok()
        .and_then(|place: usize| filled.clone().nth(place));
    let own = paths.and_then(|paths| paths.iter().find(|path| path.ends_with(member)));
    own.map_or_else(|| path.to_owned(), |path| (*path).to_owned())
}
