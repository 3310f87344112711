//! Passwords in what comes in. They are taken out before anything else sees the resource.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use zeroize::{Zeroize, Zeroizing};

use crate::account::resource::Resource;

/// A password that stood in a resource.
#[derive(Debug, Clone)]
pub struct Password {
    /// Where it stood.
    pub path: &'static str,
    /// The password itself.
    pub text: SecretString,
}

impl PartialEq for Password {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text.expose_secret() == other.text.expose_secret()
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
/// What is taken is wiped where it stood: freed memory keeps its bytes until somebody else needs it.
fn secret_in(value: &mut Value) -> Option<SecretString> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => {
            let secret = SecretString::from(text.as_str());
            text.zeroize();
            Some(secret)
        }
        other => {
            let text = Zeroizing::new(other.to_string());
            Some(SecretString::from(text.as_str()))
        }
    }
}
