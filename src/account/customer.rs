//! A customer read from its resource, and what is ours in it: tags, notes and alias in the member `partnerdeck`, always
//! the last one. The service's own members are never touched here.

use serde_json::{Map, Value};

use super::resource::Resource;

const OURS: &str = "partnerdeck";

/// A customer's resource, read.
#[derive(Debug, Clone, Copy)]
pub struct CustomerView<'a>(pub &'a Resource);

impl<'a> CustomerView<'a> {
    /// The name the list shows: the billing profile's, else the company profile's, else nothing.
    pub fn name(&self) -> &'a str {
        self.first_of(["billingProfile.companyName", "companyProfile.companyName"])
    }

    /// The primary domain, `""` when there is none.
    pub fn domain(&self) -> &'a str {
        self.0.text_or_empty("companyProfile.domain")
    }

    /// The country as it came: the billing profile's, else the company profile's, else nothing.
    pub fn country(&self) -> &'a str {
        self.first_of([
            "billingProfile.defaultAddress.country",
            "companyProfile.address.country",
        ])
    }

    /// The relationship as the service wrote it: `reseller`, `none`; unknown words too.
    pub fn relationship(&self) -> &'a str {
        self.0.text_or_empty("relationshipToPartner")
    }

    /// Our tags, in the order they were given.
    pub fn tags(&self) -> Vec<&'a str> {
        let tags = self.0.list("partnerdeck.tags").iter();
        tags.filter_map(Value::as_str).collect()
    }

    /// Our notes.
    pub fn notes(&self) -> &'a str {
        self.0.text_or_empty("partnerdeck.notes")
    }

    /// Our other name for it.
    pub fn alias(&self) -> &'a str {
        self.0.text_or_empty("partnerdeck.alias")
    }

    fn first_of<const N: usize>(&self, paths: [&str; N]) -> &'a str {
        let texts = paths.into_iter().map(|path| self.0.text_or_empty(path));
        texts
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or("")
    }
}

/// What is ours in a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ours {
    /// In the order they were given, each once.
    pub tags: Vec<String>,
    /// Text of several lines.
    pub notes: String,
    /// Another name.
    pub alias: String,
}

impl Ours {
    /// What a customer has.
    pub fn of(customer: &Resource) -> Self {
        let view = CustomerView(customer);
        Self {
            tags: view.tags().into_iter().map(str::to_owned).collect(),
            notes: view.notes().to_owned(),
            alias: view.alias().to_owned(),
        }
    }

    /// Writes it: the last member, its own members always in the same order, left out when all are empty. `flags` and
    /// `version` are derived and never stored; what else stood there stays.
    pub fn write(self, customer: &mut Resource) {
        let before = customer.remove(OURS);
        let empty = self == Self::default();
        let mut ours = Map::new();
        ours.insert("tags".to_owned(), Value::from(self.tags));
        ours.insert("notes".to_owned(), Value::from(self.notes));
        ours.insert("alias".to_owned(), Value::from(self.alias));
        let mut unknown = false;
        for (name, value) in before.iter().filter_map(Value::as_object).flatten() {
            let known = ["tags", "notes", "alias", "flags", "version"];
            if !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                ours.insert(name.clone(), value.clone());
                unknown = true;
            }
        }
        if !empty || unknown {
            customer.set(OURS, ours);
        }
    }
}
