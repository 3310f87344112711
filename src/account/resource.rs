//! A resource of the partner service, kept exactly as it came: unknown members, member order, every digit of a
//! number, null against absent. Typed views (customer, user, subscription) read from it; nothing is thrown away.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// One JSON object of the service. Members are found whatever the case of their letters, because requests and
/// responses of the service differ in it (`CompanyProfile`, `companyProfile`).
///
/// A clone shares its members until one of both is changed: a record, its history and a plan about it cost it once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resource(Arc<Map<String, Value>>);

impl Resource {
    /// A resource without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// The members in the order they came.
    pub fn members(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The members, to change them in place.
    pub fn members_mut(&mut self) -> &mut Map<String, Value> {
        Arc::make_mut(&mut self.0)
    }

    /// The value at a dotted path such as `billingProfile.defaultAddress.city`; `None` when a step is missing or
    /// leads through something that is no object.
    pub fn get(&self, path: &str) -> Option<&Value> {
        let mut steps = path.split('.');
        let mut value = member(&self.0, steps.next()?)?;
        for step in steps {
            value = member(value.as_object()?, step)?;
        }
        Some(value)
    }

    /// Everything in it that is no object, with its path, in the order it came.
    pub fn leaves(&self) -> Vec<(String, &Value)> {
        let mut found = Vec::new();
        add_leaves(&self.0, "", &mut found);
        found
    }

    /// The text at a path; `None` for null, absent, or anything that is no string.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.get(path)?.as_str()
    }

    /// The text at a path, `""` when there is none.
    pub fn text_or_empty(&self, path: &str) -> &str {
        self.text(path).unwrap_or("")
    }

    /// The whole number at a path; a number with a fraction or out of range is `None`.
    pub fn number(&self, path: &str) -> Option<u64> {
        self.get(path)?.as_u64()
    }

    /// The yes or no at a path.
    pub fn flag(&self, path: &str) -> Option<bool> {
        self.get(path)?.as_bool()
    }

    /// The list at a path; empty when there is none.
    pub fn list(&self, path: &str) -> &[Value] {
        self.get(path)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// Puts a value at a path. Members on the way are made where they are missing; one that is no object is replaced.
    /// An existing member keeps its place and its spelling, a new one goes to the end.
    pub fn set(&mut self, path: &str, value: impl Into<Value>) {
        let (parents, last) = path
            .rsplit_once('.')
            .map_or(("", path), |(parents, last)| (parents, last));
        let mut map = self.members_mut();
        for step in parents.split('.').filter(|step| !step.is_empty()) {
            map = object_at(map, step);
        }
        match place_of(map, last).and_then(|place| map.values_mut().nth(place)) {
            Some(there) => *there = value.into(),
            None => {
                map.insert(last.to_owned(), value.into());
            }
        }
    }

    /// Takes the member at a path away; the others keep their order. Gives it back when it was there.
    pub fn remove(&mut self, path: &str) -> Option<Value> {
        // Looked for first: members that are shared would be copied to change nothing.
        self.get(path)?;
        let (parents, last) = path
            .rsplit_once('.')
            .map_or(("", path), |(parents, last)| (parents, last));
        let mut map = self.members_mut();
        for step in parents.split('.').filter(|step| !step.is_empty()) {
            let name = spelling(map, step);
            map = map.get_mut(&name)?.as_object_mut()?;
        }
        let name = spelling(map, last);
        map.shift_remove(&name)
    }

    /// Lays a partial resource over this one: it replaces only the members that it has, inside objects too, so that a
    /// row of a list never erases a billing profile. Lists are replaced whole.
    pub fn merge(&mut self, partial: &Resource) {
        merge(self.members_mut(), &partial.0);
    }

    /// Whether laying a partial resource over this one would change nothing.
    pub fn says_all_of(&self, partial: &Resource) -> bool {
        says_all_of(&self.0, &partial.0)
    }

    /// Letter for letter the same JSON, whatever the order of members: for comparing and for an ID where there is none.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        write_object(&self.0, &mut text);
        text
    }

    /// The JSON value, for output.
    pub fn into_value(self) -> Value {
        Value::Object(Arc::unwrap_or_clone(self.0))
    }
}

impl Serialize for Resource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Resource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::from)
    }
}

impl From<Map<String, Value>> for Resource {
    fn from(map: Map<String, Value>) -> Self {
        Self(Arc::new(map))
    }
}

fn add_leaves<'a>(map: &'a Map<String, Value>, path: &str, found: &mut Vec<(String, &'a Value)>) {
    for (name, value) in map {
        let path = format!("{path}{name}");
        match value {
            Value::Object(inner) => add_leaves(inner, &format!("{path}."), found),
            _ => found.push((path, value)),
        }
    }
}

/// Up to so many members are compared one by one, which is quicker than to reckon a hash.
const FEW: usize = 24;

fn member<'a>(map: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if map.len() > FEW
        && let Some(value) = map.get(name)
    {
        return Some(value);
    }
    let mut similar = None;
    for (key, value) in map {
        if key == name {
            return Some(value);
        }
        if similar.is_none() && key.eq_ignore_ascii_case(name) {
            similar = Some(value);
        }
    }
    similar
}

/// Where a member stands, counted from 0: the one spelt so, else the first that differs in case alone.
fn place_of(map: &Map<String, Value>, name: &str) -> Option<usize> {
    let alike = |same: fn(&str, &str) -> bool| map.keys().position(|key| same(key, name));
    alike(|key, name| key == name).or_else(|| alike(|key, name| key.eq_ignore_ascii_case(name)))
}

/// The spelling under which a member already stands, else the one asked for.
fn spelling(map: &Map<String, Value>, name: &str) -> String {
    let there = place_of(map, name).and_then(|place| map.keys().nth(place));
    there.map_or_else(|| name.to_owned(), String::clone)
}

fn object_at<'a>(map: &'a mut Map<String, Value>, name: &str) -> &'a mut Map<String, Value> {
    let slot = map
        .entry(spelling(map, name))
        .or_insert_with(|| Value::Object(Map::new()));
    if !slot.is_object() {
        *slot = Value::Object(Map::new());
    }
    match slot {
        Value::Object(inner) => inner,
        _ => unreachable!("made an object just above"),
    }
}

fn merge(into: &mut Map<String, Value>, partial: &Map<String, Value>) {
    for (name, value) in partial {
        let name = spelling(into, name);
        match (into.get_mut(&name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            _ => {
                into.insert(name, value.clone());
            }
        }
    }
}

fn says_all_of(there: &Map<String, Value>, partial: &Map<String, Value>) -> bool {
    partial
        .iter()
        .all(|(name, value)| match (member(there, name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => says_all_of(old, new),
            (Some(old), new) => old == new,
            (None, _) => false,
        })
}

fn write_object(members: &Map<String, Value>, text: &mut String) {
    let mut names: Vec<&String> = members.keys().collect();
    names.sort();
    text.push('{');
    for (place, name) in names.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(&Value::String(name.clone()).to_string());
        text.push(':');
        write_canonical(&members[name], text);
    }
    text.push('}');
}

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(members) => write_object(members, text),
        Value::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write_canonical(item, text);
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn members_are_found_whatever_their_case() {
        let customer = resource(r#"{"CompanyProfile":{"Domain":"xyz.ccsctp.net"}}"#);
        assert_eq!(
            customer.text("companyProfile.domain"),
            Some("xyz.ccsctp.net")
        );
    }

    #[test]
    fn leaves_have_their_paths_in_the_order_they_came() {
        let customer = resource(r#"{"b":{"y":[1],"x":{}},"a":null}"#);
        let paths: Vec<String> = customer
            .leaves()
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        assert_eq!(paths, ["b.y", "a"]);
    }

    #[test]
    fn a_change_keeps_spelling_order_and_digits() {
        let mut customer = resource(r#"{"B":{"x":1.50,"City":"Redmond"},"a":null}"#);
        customer.set("b.city", "Seattle");
        customer.set("b.state", "WA");
        assert_eq!(
            serde_json::to_string(&customer).unwrap(),
            r#"{"B":{"x":1.50,"City":"Seattle","state":"WA"},"a":null}"#
        );
        assert!(customer.remove("B.x").is_some());
        assert_eq!(
            serde_json::to_string(&customer).unwrap(),
            r#"{"B":{"City":"Seattle","state":"WA"},"a":null}"#
        );
    }

    #[test]
    fn a_list_row_never_erases_a_billing_profile() {
        let mut whole = resource(
            r#"{"id":"1","companyProfile":{"domain":"a","email":"e"},"billingProfile":{"email":"b"}}"#,
        );
        whole.merge(&resource(
            r#"{"id":"1","companyProfile":{"domain":"c"},"relationshipToPartner":"reseller"}"#,
        ));
        assert_eq!(
            serde_json::to_string(&whole).unwrap(),
            r#"{"id":"1","companyProfile":{"domain":"c","email":"e"},"billingProfile":{"email":"b"},"relationshipToPartner":"reseller"}"#
        );
    }

    #[test]
    fn what_is_said_already_is_known_before_it_is_laid_over() {
        let whole = resource(r#"{"id":"1","p":{"a":1.0,"b":[1]},"n":null,"Q":{}}"#);
        for (partial, says) in [
            (r#"{}"#, true),
            (r#"{"ID":"1","p":{"a":1.0}}"#, true),
            (r#"{"q":{},"n":null}"#, true),
            (r#"{"p":{"a":1}}"#, false),
            (r#"{"p":{"b":[1,2]}}"#, false),
            (r#"{"p":null}"#, false),
            (r#"{"q":{"x":1}}"#, false),
            (r#"{"m":null}"#, false),
        ] {
            let partial = resource(partial);
            assert_eq!(whole.says_all_of(&partial), says, "{partial:?}");
            let mut merged = whole.clone();
            merged.merge(&partial);
            assert_eq!(merged == whole, says);
        }
    }

    #[test]
    fn a_clone_stays_as_it_was_when_the_other_is_changed() {
        let before = resource(r#"{"a":{"b":1}}"#);
        let mut after = before.clone();
        after.set("a.b", 2);
        after.merge(&resource(r#"{"c":3}"#));
        assert_eq!(before, resource(r#"{"a":{"b":1}}"#));
        assert_eq!(after, resource(r#"{"a":{"b":2},"c":3}"#));
    }

    #[test]
    fn canonical_text_does_not_depend_on_the_order_of_members() {
        assert_eq!(
            resource(r#"{"b":[{"d":1,"c":2}],"a":"x"}"#).canonical(),
            r#"{"a":"x","b":[{"c":2,"d":1}]}"#
        );
    }
}
