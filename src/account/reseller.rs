//! The indirect resellers of a provider, gathered from what the book has of them: the service's list of partnerships says
//! most, a support contact names one, a customer only says its ID. Rules: operations.md section 12.

use std::collections::BTreeMap;

use super::resource::Resource;

/// Whether a partnership with a reseller holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Partnership {
    /// It holds, by the service's word.
    Active,
    /// It does not, or not yet; the service's word for it.
    Other(String),
    /// Nobody said: the book knows the reseller from its customers or from support contacts alone.
    Unsaid,
}

/// One indirect reseller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reseller {
    /// Its tenant ID, in lower case: what `associatedPartnerId` of a customer names.
    pub id: String,
    /// Its name; empty when the book has only its ID.
    pub name: String,
    /// The MPN ID of its location: what `partnerId` of a subscription names; empty when nobody said.
    pub mpn_id: String,
    /// Its country; empty when nobody said.
    pub location: String,
    /// Whether the partnership holds.
    pub partnership: Partnership,
}

impl Reseller {
    /// Whether a customer can be added for it: only an active partnership allows that, and what nobody said is left to the
    /// service to judge.
    pub fn takes_customers(&self) -> bool {
        !matches!(self.partnership, Partnership::Other(_))
    }

    /// Whether a word of a customer or of a subscription names it, by tenant or by MPN ID.
    pub fn answers_to(&self, word: &str) -> bool {
        self.id.eq_ignore_ascii_case(word) || (!self.mpn_id.is_empty() && self.mpn_id == word)
    }
}

/// The resellers that a book knows, each once, as record after record tells of them.
#[derive(Debug, Default)]
pub struct Gathered {
    by_id: BTreeMap<String, Reseller>,
}

impl Gathered {
    /// Takes in a partnership of the service's own list: its word counts before any other.
    pub fn partnership(&mut self, record: &Resource) {
        let Some(known) = self.known(record.text_or_empty("id")) else {
            return;
        };
        fill(&mut known.name, record.text_or_empty("name"), true);
        fill(&mut known.mpn_id, record.text_or_empty("mpnId"), true);
        fill(&mut known.location, record.text_or_empty("location"), true);
        // The list of one customer's resellers leaves the state out: there only those stand that work for it.
        known.partnership = match record.text_or_empty("state") {
            "" => Partnership::Active,
            word if word.eq_ignore_ascii_case("active") => Partnership::Active,
            word => Partnership::Other(word.to_owned()),
        };
    }

    /// Takes in a support contact, which names the reseller whom customers of a subscription ask.
    pub fn support_contact(&mut self, record: &Resource) {
        if let Some(known) = self.known(record.text_or_empty("supportTenantId")) {
            fill(&mut known.name, record.text_or_empty("name"), false);
            fill(
                &mut known.mpn_id,
                record.text_or_empty("supportMpnId"),
                false,
            );
        }
    }

    /// Takes in what a customer says: the tenant ID of its reseller.
    pub fn of_customer(&mut self, id: &str) {
        self.known(id);
    }

    /// All of them, by name, those without one last.
    pub fn finish(self) -> Vec<Reseller> {
        let mut all: Vec<Reseller> = self.by_id.into_values().collect();
        all.sort_by_cached_key(|one| (one.name.is_empty(), one.name.to_lowercase()));
        all
    }

    fn known(&mut self, id: &str) -> Option<&mut Reseller> {
        // An MPN ID, which subscriptions carry, names nobody alone.
        let id = id.trim().to_ascii_lowercase();
        uuid::Uuid::try_parse(&id).ok()?;
        let known = self.by_id.entry(id).or_insert_with_key(|id| Reseller {
            id: id.clone(),
            name: String::new(),
            mpn_id: String::new(),
            location: String::new(),
            partnership: Partnership::Unsaid,
        });
        Some(known)
    }
}

fn fill(slot: &mut String, said: &str, wins: bool) {
    if !said.is_empty() && (wins || slot.is_empty()) {
        said.clone_into(slot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST_UP: &str = "484e548c-f5f3-4528-93a9-c16c6373cb59";

    fn resource(json: &str) -> Resource {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_services_list_wins_over_support_contacts_and_customers() {
        let mut gathered = Gathered::default();
        gathered.of_customer(&FIRST_UP.to_uppercase());
        gathered.support_contact(&resource(&format!(
            r#"{{"supportTenantId":"{FIRST_UP}","supportMpnId":"1","name":"Old name"}}"#
        )));
        let list = include_str!("../../tests/data/samples/indirect-resellers.response.json");
        for item in resource(list).list("items") {
            gathered.partnership(&Resource::from(item.as_object().unwrap().clone()));
        }
        let all = gathered.finish();
        let told: Vec<(&str, &str, &str)> = all
            .iter()
            .map(|one| {
                (
                    one.name.as_str(),
                    one.mpn_id.as_str(),
                    one.location.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("First Up Consultants", "4847383", "US"),
                ("ReleCloud", "4847433", "BR")
            ]
        );
        assert!(all.iter().all(Reseller::takes_customers));
        assert!(all[0].answers_to("4847383") && all[0].answers_to(&FIRST_UP.to_uppercase()));
        assert!(!all[0].answers_to(""));
    }

    #[test]
    fn who_is_only_named_by_a_customer_stands_last_without_a_name() {
        let mut gathered = Gathered::default();
        gathered.of_customer("b01b1487-b36e-4e6d-9b5e-0b58974c4b28");
        gathered.of_customer("4847383");
        gathered.of_customer("");
        gathered.support_contact(&resource(&format!(
            r#"{{"supportTenantId":"{FIRST_UP}","name":"First Up"}}"#
        )));
        let all = gathered.finish();
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["First Up", ""]);
        assert_eq!(all[1].partnership, Partnership::Unsaid);
        assert!(all[1].takes_customers());
    }

    #[test]
    fn a_partnership_that_does_not_hold_takes_no_customers() {
        let mut gathered = Gathered::default();
        gathered.partnership(&resource(&format!(
            r#"{{"id":"{FIRST_UP}","state":"Inactive"}}"#
        )));
        let all = gathered.finish();
        assert!(!all[0].takes_customers());
    }
}
