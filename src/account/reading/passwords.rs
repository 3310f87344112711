//! Passwords in what comes in. They are taken out before anything else sees the resource.

use serde_json::Value;

use crate::account::resource::Resource;

/// A password that stood in a resource.
#[derive(Clone, PartialEq, Eq)]
pub struct Password {
    /// Where it stood.
    pub path: &'static str,
    /// The password itself.
    pub text: String,
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Password")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Where the service puts passwords.
const PASSWORDS: [(&str, &str, &str); 2] = [
    ("userCredentials", "password", "userCredentials.password"),
    ("passwordProfile", "password", "passwordProfile.password"),
];

/// Takes passwords out, in any spelling of the members' names, as often as they stand there.
pub(super) fn take_passwords(resource: &mut Resource) -> Vec<Password> {
    let mut passwords = Vec::new();
    for (outer, inner, path) in PASSWORDS {
        let profiles = resource.members_mut().iter_mut();
        for (_, profile) in profiles.filter(|(name, _)| name.eq_ignore_ascii_case(outer)) {
            let Value::Object(members) = profile else {
                continue;
            };
            members.retain(|name, value| {
                let taken = name
                    .eq_ignore_ascii_case(inner)
                    .then(|| secret_in(value))
                    .flatten();
                let stays = taken.is_none();
                passwords.extend(taken.map(|text| Password { path, text }));
                stays
            });
        }
    }
    passwords
}

/// Null and empty text hide nothing and stay, so that no member is lost.
fn secret_in(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        other => Some(other.to_string()),
    }
}
