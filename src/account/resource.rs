//! A resource of the partner service, kept exactly as it came: unknown members, member order, every digit of a
//! number, null against absent. Typed views (customer, user, subscription) read from it; nothing is thrown away.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One JSON object of the service. Members are found whatever the case of their letters, because requests and
/// responses of the service differ in it (`CompanyProfile`, `companyProfile`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Resource(Map<String, Value>);

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
        &mut self.0
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
        let mut map = &mut self.0;
        for step in parents.split('.').filter(|step| !step.is_empty()) {
            map = object_at(map, step);
        }
        let name = spelling(map, last);
        map.insert(name, value.into());
    }

    /// Takes the member at a path away; the others keep their order. Gives it back when it was there.
    pub fn remove(&mut self, path: &str) -> Option<Value> {
        let (parents, last) = path
            .rsplit_once('.')
            .map_or(("", path), |(parents, last)| (parents, last));
        let mut map = &mut self.0;
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
        merge(&mut self.0, &partial.0);
    }

    /// Letter for letter the same JSON, whatever the order of members: for comparing and for an ID where there is none.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        write_canonical(&Value::Object(self.0.clone()), &mut text);
        text
    }

    /// The JSON value, for output.
    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

impl From<Map<String, Value>> for Resource {
    fn from(map: Map<String, Value>) -> Self {
        Self(map)
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

fn member<'a>(map: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    map.get(name).or_else(|| {
        map.iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

/// The spelling under which a member already stands, else the one asked for.
fn spelling(map: &Map<String, Value>, name: &str) -> String {
    if map.contains_key(name) {
        return name.to_owned();
    }
    map.keys()
        .find(|key| key.eq_ignore_ascii_case(name))
        .cloned()
        .unwrap_or_else(|| name.to_owned())
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

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(map) => {
            let mut names: Vec<&String> = map.keys().collect();
            names.sort();
            text.push('{');
            for (place, name) in names.into_iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                text.push_str(&Value::String(name.clone()).to_string());
                text.push(':');
                write_canonical(&map[name], text);
            }
            text.push('}');
        }
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
    fn canonical_text_does_not_depend_on_the_order_of_members() {
        assert_eq!(
            resource(r#"{"b":[{"d":1,"c":2}],"a":"x"}"#).canonical(),
            r#"{"a":"x","b":[{"c":2,"d":1}]}"#
        );
    }
}
