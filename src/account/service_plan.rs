//! Service plans: the parts of a product that a user gets or not (operations.md section 10, `excludedPlans`), and which of
//! them need or exclude one another. The rules are those that the directory service enforces when licenses are given,
//! as far as they are known for certain: one table. What is not in it the service judges.

use std::collections::BTreeSet;

use serde_json::Value;

use super::resource::Resource;

/// Families of plans of which a user can have one: plans of another size of the same service.
const EXCLUSIVE: [&[&str]; 2] = [
    &[
        "EXCHANGE_S_DESKLESS",
        "EXCHANGE_S_STANDARD",
        "EXCHANGE_S_ENTERPRISE",
    ],
    &[
        "SHAREPOINTDESKLESS",
        "SHAREPOINTSTANDARD",
        "SHAREPOINTENTERPRISE",
    ],
];

/// Plans that work only beside one of others.
const DEPENDENT: [(&str, &[&str]); 3] = [
    ("MCOEV", &["TEAMS1", "MCOSTANDARD"]),
    ("MCOMEETADV", &["TEAMS1", "MCOSTANDARD"]),
    (
        "WORKPLACE_ANALYTICS",
        &["EXCHANGE_S_STANDARD", "EXCHANGE_S_ENTERPRISE"],
    ),
];

/// A service plan in a product or a license, read.
#[derive(Debug, Clone, Copy)]
pub struct PlanView<'a>(pub &'a Value);

impl<'a> PlanView<'a> {
    /// The plan's ID; its service's name where it has none.
    pub fn id(&self) -> &'a str {
        match self.text("id") {
            "" => self.service(),
            id => id,
        }
    }

    /// The name of its service, the same in every language: `EXCHANGE_S_STANDARD`.
    pub fn service(&self) -> &'a str {
        self.text("serviceName")
    }

    /// Its name for people; the service's where it has none.
    pub fn name(&self) -> &'a str {
        match self.text("displayName") {
            "" => self.service(),
            name => name,
        }
    }

    /// Whether a user has it or not; others are the whole tenant's.
    pub fn is_of_user(&self) -> bool {
        let target = self.text("targetType");
        target.is_empty() || target.eq_ignore_ascii_case("user")
    }

    /// Whether a text names the plan: its ID, its service or its name, in any case.
    pub fn answers_to(&self, named: &str) -> bool {
        let wanted = named.trim().to_lowercase();
        let names = [self.text("id"), self.service(), self.name()];
        !wanted.is_empty() && names.iter().any(|name| name.to_lowercase() == wanted)
    }

    /// Whether it stands in a license only to say that the user does not have it.
    fn is_off(&self) -> bool {
        self.text("capabilityStatus")
            .eq_ignore_ascii_case("disabled")
    }

    fn text(&self, member: &str) -> &'a str {
        self.0
            .get(member)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// The plans of a product that a user can have, in the product's order.
pub fn plans_of(product: &Resource) -> impl Iterator<Item = &Value> {
    let plans = product.list("servicePlans").iter();
    plans.filter(|plan| PlanView(plan).is_of_user())
}

/// Whether a license has a plan. One that says nothing of plans has all of them.
pub fn has_plan(license: &Resource, plan: PlanView<'_>) -> bool {
    if license.get("servicePlans").is_none() {
        return true;
    }
    let mut own = license.list("servicePlans").iter().map(PlanView);
    own.any(|own| own.id() == plan.id() && !own.is_off())
}

/// Writes which plans of its product a license has: the others are left out, as the service does.
pub fn keep_plans(
    license: &mut Resource,
    product: &Resource,
    keeps: impl Fn(PlanView<'_>) -> bool,
) {
    let kept = plans_of(product).filter(|plan| keeps(PlanView(plan)));
    let assigned = kept.cloned().map(|mut plan| {
        if let Value::Object(members) = &mut plan {
            members.insert("capabilityStatus".to_owned(), "Assigned".into());
        }
        plan
    });
    let assigned: Vec<Value> = assigned.collect();
    license.set("servicePlans", assigned);
}

/// What a user has of one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The product's name.
    pub product: String,
    /// The services of the plans that the user has in it.
    pub services: Vec<String>,
}

/// Two things that can't be, or one that can't be without another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// Two products with plans of which a user can have one.
    Conflict {
        /// One product, by name.
        product: String,
        /// The other.
        other: String,
        /// The service of the plan in the one.
        service: String,
        /// The service of the plan in the other.
        other_service: String,
    },
    /// A product whose plan needs one that the user does not have.
    Needs {
        /// The product, by name.
        product: String,
        /// The service of the plan that needs another.
        service: String,
        /// The services one of which it needs.
        one_of: &'static [&'static str],
    },
}

/// Everything that can't be in what one user has.
pub fn clashes(granted: &[Granted]) -> BTreeSet<Clash> {
    let mut found = BTreeSet::new();
    for (place, one) in granted.iter().enumerate() {
        for other in &granted[place + 1..] {
            found.extend(conflict(one, other));
        }
        found.extend(unmet(one, granted));
    }
    found
}

/// The service as the family writes it, if a product has one of the family.
fn in_family(granted: &Granted, family: &[&'static str]) -> Option<&'static str> {
    let has = |service: &&&str| granted.services.iter().any(|own| own == **service);
    family.iter().find(has).copied()
}

fn conflict(one: &Granted, other: &Granted) -> Option<Clash> {
    EXCLUSIVE.iter().find_map(|family| {
        let (service, other_service) = (in_family(one, family)?, in_family(other, family)?);
        (service != other_service).then(|| Clash::Conflict {
            product: one.product.clone(),
            other: other.product.clone(),
            service: service.to_owned(),
            other_service: other_service.to_owned(),
        })
    })
}

fn unmet(one: &Granted, all: &[Granted]) -> Vec<Clash> {
    let is_unmet = |(service, one_of): &&(&str, &'static [&'static str])| {
        one.services.iter().any(|own| own == service)
            && all.iter().all(|own| in_family(own, one_of).is_none())
    };
    let clash = |(service, one_of): &(&str, &'static [&'static str])| Clash::Needs {
        product: one.product.clone(),
        service: (*service).to_owned(),
        one_of,
    };
    DEPENDENT.iter().filter(is_unmet).map(clash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn granted(product: &str, services: &[&str]) -> Granted {
        Granted {
            product: product.to_owned(),
            services: services.iter().map(|one| (*one).to_owned()).collect(),
        }
    }

    #[test]
    fn plans_of_one_family_conflict_between_products_and_the_same_plan_twice_does_not() {
        let e1 = granted("E1", &["EXCHANGE_S_STANDARD"]);
        let basic = granted("Basic", &["EXCHANGE_S_STANDARD", "TEAMS1"]);
        let e3 = granted("E3", &["EXCHANGE_S_ENTERPRISE"]);
        assert!(clashes(&[e1.clone(), basic.clone()]).is_empty());
        let found = clashes(&[e1, basic, e3]);
        let pairs: Vec<(&str, &str)> = found
            .iter()
            .map(|clash| match clash {
                Clash::Conflict { product, other, .. } => (product.as_str(), other.as_str()),
                Clash::Needs { .. } => panic!("nothing is needed"),
            })
            .collect();
        assert_eq!(pairs, [("Basic", "E3"), ("E1", "E3")]);
    }

    #[test]
    fn a_plan_that_needs_another_has_it_in_any_product() {
        let phone = granted("Phone", &["MCOEV"]);
        let found = clashes(std::slice::from_ref(&phone));
        assert!(
            matches!(found.first(), Some(Clash::Needs { one_of, .. }) if one_of.contains(&"TEAMS1"))
        );
        assert!(clashes(&[phone, granted("Basic", &["TEAMS1"])]).is_empty());
    }

    #[test]
    fn a_license_without_a_word_of_plans_has_all_and_one_that_is_off_is_not_had() {
        let plan = serde_json::json!({"id": "p", "serviceName": "P"});
        for (license, has) in [
            (r#"{}"#, true),
            (r#"{"servicePlans":[]}"#, false),
            (
                r#"{"servicePlans":[{"id":"p","capabilityStatus":"Assigned"}]}"#,
                true,
            ),
            (
                r#"{"servicePlans":[{"id":"p","capabilityStatus":"Disabled"}]}"#,
                false,
            ),
        ] {
            let license: Resource = serde_json::from_str(license).unwrap();
            assert_eq!(has_plan(&license, PlanView(&plan)), has, "{license:?}");
        }
    }
}
