//! A customer read from its resource, and what is ours in it: tags, notes and alias in the member `partnerdeck`, always
//! the last one. The service's own members are never touched here.

use serde_json::{Map, Value};

use super::billing::DOMAIN;
use super::check::{Context, check_all};
use super::domain;
use super::problem::{Code, Problem};
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

    /// What our rules would have refused, had somebody typed it: the service's word is kept all the same. Of a billing
    /// profile that the book does not know nothing is missed. Derived, never stored.
    pub fn flags(&self, context: &Context<'_>) -> Vec<Problem> {
        let mut flags = Vec::new();
        if !self.domain().is_empty() {
            flags.extend(domain::check(DOMAIN, self.domain(), context.cloud).problems);
        }
        let has_profile = self.0.get("billingProfile").is_some_and(Value::is_object);
        let of_profile = |problem: &Problem| {
            let path = problem.field().unwrap_or_default();
            path.starts_with("billingProfile.")
        };
        // Where the partner may sell was judged when the relationship was made: it is no fault of the record.
        let is_of_record = |problem: &Problem| problem.code != Code::WrongMarket;
        let said = check_all(self.0, context).problems.into_iter();
        let said = said.filter(is_of_record);
        flags.extend(said.filter(|problem| has_profile || !of_profile(problem)));
        flags
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::cloud::Cloud;
    use crate::account::country::countries;
    use crate::account::partner::Partner;

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    fn flags(json: &str) -> Vec<(String, Code)> {
        let partner = Partner::default();
        let context = Context {
            countries: countries(),
            cloud: Cloud::Global,
            partner: &partner,
            is_new: false,
        };
        let customer = resource(json);
        let flags = CustomerView(&customer).flags(&context);
        let told = |flag: &Problem| (flag.field().unwrap_or_default().to_owned(), flag.code);
        flags.iter().map(told).collect()
    }

    #[test]
    fn what_the_rules_would_have_refused_is_flagged() {
        let row = r#"{"id":"1","companyProfile":{"domain":"domain","companyName":"x"}}"#;
        let domain = (DOMAIN.to_owned(), Code::BadFormat);
        assert_eq!(flags(row), [domain]);

        let sample = include_str!("../../tests/data/samples/customer-get.response.json");
        let flagged: Vec<String> = flags(sample).into_iter().map(|(path, _)| path).collect();
        assert_eq!(flagged, [DOMAIN]);
    }

    #[test]
    fn ours_is_the_last_member_and_gone_when_empty() {
        let mut customer =
            resource(r#"{"partnerdeck":{"flags":["x"],"version":7,"new":1},"id":"1"}"#);
        let mut ours = Ours::of(&customer);
        ours.alias = "A".to_owned();
        ours.write(&mut customer);
        assert_eq!(
            serde_json::to_string(&customer).unwrap(),
            r#"{"id":"1","partnerdeck":{"tags":[],"notes":"","alias":"A","new":1}}"#
        );
        let mut customer = resource(r#"{"partnerdeck":{"tags":[],"flags":[]},"id":"1"}"#);
        Ours::of(&customer).write(&mut customer);
        assert_eq!(serde_json::to_string(&customer).unwrap(), r#"{"id":"1"}"#);
    }
}
