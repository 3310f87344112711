//! Which customer is meant by what was typed: a Microsoft ID, a domain, a company name, our alias.

use std::collections::BTreeSet;

use crate::account::customer::CustomerView;
use crate::account::record::{CustomerId, RecordKey};
use crate::account::text::fold;
use crate::search::{Cancel, Query, Row};

use super::see_customers::Look;
use super::{Desk, Failure};

impl Desk {
    /// The one customer that a text means: by Microsoft ID in any case; else by a domain, primary or custom; else by company
    /// name, by our alias, or by a domain without the cloud's common suffix, accents and case folded. Removed customers
    /// count too.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when nobody answers to it, [`Failure::Ambiguous`] with names and IDs when several do.
    pub fn resolve(&self, text: &str) -> Result<CustomerId, Failure> {
        let text = text.trim();
        let id = CustomerId::new(text);
        if !text.is_empty() && self.store().get(&RecordKey::customer(&id))?.is_some() {
            return Ok(id);
        }
        let on_domain = self.on_domain(text)?;
        if !on_domain.is_empty() {
            return self.only_one(text, on_domain);
        }
        // The beginning of one customer's domain may be the name of another: neither is preferred.
        let suffix = self.cloud().facts().domain_suffix;
        let mut meant = self.named(text)?;
        meant.extend(self.on_domain(&format!("{text}{suffix}"))?);
        self.only_one(text, meant)
    }

    fn on_domain(&self, domain: &str) -> Result<BTreeSet<CustomerId>, Failure> {
        if domain.is_empty() || domain.contains(char::is_whitespace) {
            return Ok(BTreeSet::new());
        }
        let customers = self.store().customers_on_domain(domain)?;
        Ok(customers.into_iter().collect())
    }

    /// The customers that go by a name: of the company, of the bill-to, or our alias; removed ones too.
    pub(super) fn named(&self, text: &str) -> Result<BTreeSet<CustomerId>, Failure> {
        let folded = fold(text);
        if folded.is_empty() {
            return Ok(BTreeSet::new());
        }
        let look = Look {
            query: Query::of_words(text),
            all: true,
            ..Look::default()
        };
        let Some(found) = self.look(&look, &Cancel::new())? else {
            return Ok(BTreeSet::new());
        };
        let rows = found.page(0, usize::MAX).into_iter();
        Ok(rows
            .filter(|row| is_named(row, &folded))
            .map(|row| row.id)
            .collect())
    }

    fn only_one(&self, text: &str, meant: BTreeSet<CustomerId>) -> Result<CustomerId, Failure> {
        if meant.len() > 1 {
            let told: Result<Vec<String>, Failure> =
                meant.iter().map(|id| self.name_and_id(id)).collect();
            return Err(Failure::Ambiguous(text.to_owned(), told?));
        }
        let one = meant.into_iter().next();
        one.ok_or_else(|| Failure::NotFound("noun-customer", text.to_owned()))
    }

    fn name_and_id(&self, id: &CustomerId) -> Result<String, Failure> {
        let stored = self.store().get(&RecordKey::customer(id))?;
        let name = stored.map(|stored| CustomerView(&stored.resource).name().to_owned());
        Ok(format!("{} ({id})", name.unwrap_or_default()))
    }
}

fn is_named(row: &Row, folded: &str) -> bool {
    let names = [row.name.as_str(), row.alias.as_str()];
    let names = names.into_iter().chain(row.company_name.as_deref());
    names.into_iter().any(|name| fold(name) == folded)
}
