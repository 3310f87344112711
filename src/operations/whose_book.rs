//! Whose book it is: the reseller's name, tenant, country, domain and way of selling. Feeds the market rule, «not the
//! partner's own domain» and the limits of an indirect reseller (operations.md sections 0 and 2).

use crate::account::country::countries;
use crate::account::partner::{Partner, PartnerKind};
use crate::account::problem::{Code, Problem};
use crate::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use crate::account::resource::Resource;
use crate::account::task::Task;
use crate::account::text::nfc;
use crate::say;

use super::{Desk, Failure, Operation, Plan};

/// Sets what is given and leaves the rest; an empty text takes a value away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetPartner {
    /// Name of the company.
    pub name: Option<String>,
    /// Its Microsoft ID.
    pub tenant_id: Option<String>,
    /// ISO 3166 alpha-2 code of its country, in any case.
    pub country: Option<String>,
    /// Its own primary domain.
    pub domain: Option<String>,
    /// How it sells.
    pub kind: Option<PartnerKind>,
}

impl Operation for SetPartner {
    fn task(&self) -> Task {
        Task::KeepBook
    }

    fn plan(&self, desk: &Desk) -> Result<Plan, Failure> {
        let partner = self.laid_over(desk.partner()?);
        let problems = problems_of(&partner);
        if !problems.is_empty() {
            return Err(Failure::Problems(problems));
        }
        let stored = desk.store().get(&key())?;
        let mut after = stored
            .as_ref()
            .map(|stored| stored.resource.clone())
            .unwrap_or_default();
        lay_down(&partner, &mut after);
        let mut plan = Plan::new("set_partner", partner.name.clone().unwrap_or_default());
        plan.steps = vec![say!(
            "step-set-partner",
            name = partner.name.unwrap_or_default(),
            country = partner.country.unwrap_or_default(),
        )];
        let expect = match stored {
            Some(stored) if stored.resource == after => {
                plan.summary.unchanged = 1;
                return Ok(plan);
            }
            Some(stored) => Expect::Version(stored.version),
            None => Expect::Absent,
        };
        match expect {
            Expect::Absent => plan.summary.added = 1,
            Expect::Version(_) => plan.summary.changed = 1,
        }
        plan.changes = vec![Change {
            key: key(),
            expect,
            after: Some(after),
        }];
        Ok(plan)
    }
}

/// Where the partner stands in the book.
pub(super) fn key() -> RecordKey {
    RecordKey::new(&CustomerId::nobody(), Kind::Book, "partner")
}

impl SetPartner {
    fn laid_over(&self, mut partner: Partner) -> Partner {
        set(&mut partner.name, self.name.as_deref());
        set(&mut partner.tenant_id, self.tenant_id.as_deref());
        set(&mut partner.domain, self.domain.as_deref());
        let country = self.country.as_ref().map(|text| code_of(text));
        set(&mut partner.country, country.as_deref());
        partner.kind = self.kind.or(partner.kind);
        partner
    }
}

fn set(slot: &mut Option<String>, said: Option<&str>) {
    if let Some(text) = said {
        let text = nfc(text.trim());
        *slot = (!text.is_empty()).then(|| text.into_owned());
    }
}

/// The code of a country that was named by code or name; what is none stays as it was typed.
fn code_of(text: &str) -> String {
    let known = countries().find(text.trim());
    known.map_or_else(|| text.to_owned(), |country| country.code.to_owned())
}

fn problems_of(partner: &Partner) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(code) = &partner.country
        && countries().get(code).is_none()
    {
        problems.push(
            Problem::of_field(
                "country",
                Code::UnknownCountry,
                say!("partner-unknown-country", code = code),
            )
            .found(code)
            .remedy(say!("partner-unknown-country-remedy")),
        );
    }
    if let Some(id) = &partner.tenant_id
        && uuid::Uuid::try_parse(id).is_err()
    {
        problems.push(
            Problem::of_field(
                "tenantId",
                Code::BadFormat,
                say!("partner-bad-tenant", found = id),
            )
            .found(id)
            .remedy(say!("partner-bad-tenant-remedy")),
        );
    }
    problems
}

/// Members that nothing is known of stay out; unknown ones that stand there stay.
fn lay_down(partner: &Partner, into: &mut Resource) {
    let members = [
        ("name", partner.name.as_deref()),
        ("tenantId", partner.tenant_id.as_deref()),
        ("country", partner.country.as_deref()),
        ("domain", partner.domain.as_deref()),
        ("kind", partner.kind.map(PartnerKind::as_str)),
    ];
    for (member, value) in members {
        match value {
            Some(text) => into.set(member, text),
            None => {
                into.remove(member);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_given_stays_and_an_empty_text_takes_away() {
        let first = SetPartner {
            name: Some(" Northwind Partners ".to_owned()),
            country: Some("us".to_owned()),
            kind: Some(PartnerKind::Direct),
            ..SetPartner::default()
        };
        let partner = first.laid_over(Partner::default());
        assert_eq!(partner.country.as_deref(), Some("US"));
        let second = SetPartner {
            name: Some(String::new()),
            ..SetPartner::default()
        };
        let partner = second.laid_over(partner);
        assert_eq!(partner.name, None);
        assert_eq!(partner.kind, Some(PartnerKind::Direct));
    }

    #[test]
    fn members_that_nobody_knows_stay() {
        let mut record: Resource = serde_json::from_str(r#"{"x":1,"name":"a"}"#).unwrap();
        lay_down(&Partner::default(), &mut record);
        assert_eq!(record.members().len(), 1);
    }

    #[test]
    fn country_and_tenant_are_checked_at_once() {
        let partner = Partner {
            country: Some("KOREA".to_owned()),
            tenant_id: Some("x".to_owned()),
            ..Partner::default()
        };
        let codes: Vec<Code> = problems_of(&partner)
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(codes, [Code::UnknownCountry, Code::BadFormat]);
    }
}
