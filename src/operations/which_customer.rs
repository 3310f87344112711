//! Which customer is meant by what was typed: a Microsoft ID, a domain, a company name, our alias.

use crate::account::record::{CustomerId, RecordKey};
use crate::account::text::fold;
use crate::search::{Cancel, Query, Row};

use super::see_customers::Look;
use super::{Desk, Failure};

impl Desk {
    /// The one customer that a text means: by Microsoft ID in any case; else by a domain, primary or custom, whole or without
    /// the cloud's common suffix; else by company name or alias, accents and case folded. Removed customers count too.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when nobody answers to it, [`Failure::Ambiguous`] with names and IDs when several do.
    pub fn resolve(&self, text: &str) -> Result<CustomerId, Failure> {
        let text = text.trim();
        let id = CustomerId::new(text);
        if !text.is_empty() && self.store().get(&RecordKey::customer(&id))?.is_some() {
            return Ok(id);
        }
        let by_domain = self.on_domain(text)?;
        if !by_domain.is_empty() {
            return self.only_one(text, by_domain);
        }
        let named = self.named(text)?;
        self.only_one(text, named)
    }

    fn on_domain(&self, text: &str) -> Result<Vec<CustomerId>, Failure> {
        if text.is_empty() || text.contains(char::is_whitespace) {
            return Ok(Vec::new());
        }
        let whole = self.store().customers_on_domain(text)?;
        if !whole.is_empty() {
            return Ok(whole);
        }
        let suffix = self.cloud().facts().domain_suffix;
        Ok(self
            .store()
            .customers_on_domain(&format!("{text}{suffix}"))?)
    }

    fn named(&self, text: &str) -> Result<Vec<CustomerId>, Failure> {
        let folded = fold(text);
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let look = Look {
            query: Query::of_words(text),
            all: true,
            ..Look::default()
        };
        let Some(found) = self.look(&look, &Cancel::new())? else {
            return Ok(Vec::new());
        };
        let rows = found.page(0, usize::MAX).into_iter();
        Ok(rows
            .filter(|row| is_named(row, &folded))
            .map(|row| row.id)
            .collect())
    }

    fn only_one(&self, text: &str, customers: Vec<CustomerId>) -> Result<CustomerId, Failure> {
        let mut customers = customers;
        match customers.len() {
            0 => Err(Failure::NotFound("noun-customer", text.to_owned())),
            1 => Ok(customers.swap_remove(0)),
            _ => {
                let told = customers.iter().map(|id| self.name_and_id(id)).collect();
                Err(Failure::Ambiguous(text.to_owned(), told))
            }
        }
    }

    fn name_and_id(&self, id: &CustomerId) -> String {
        let row = self.index().ok().and_then(|index| index.row(id));
        row.map_or_else(|| id.to_string(), |row| format!("{} ({id})", row.name))
    }
}

fn is_named(row: &Row, folded: &str) -> bool {
    let names = [row.name.as_str(), row.alias.as_str()];
    let names = names.into_iter().chain(row.company_name.as_deref());
    names.into_iter().any(|name| fold(name) == folded)
}
