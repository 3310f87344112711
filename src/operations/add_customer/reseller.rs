//! For whom a provider adds a customer: an indirect reseller with an active partnership, or itself (operations.md section 2).

use crate::account::partner::{Partner, PartnerKind};
use crate::account::problem::{Code, Problem};
use crate::account::reseller::Reseller;
use crate::account::resource::Resource;
use crate::operations::{Desk, Failure};
use crate::say;

use super::wanted::RESELLER;

/// What the rules say to the reseller of a request, and who it is when the book knows it.
#[derive(Default)]
pub(super) struct Judged {
    pub(super) problem: Option<Problem>,
    pub(super) warning: Option<Problem>,
    pub(super) known: Option<Reseller>,
}

pub(super) fn named(request: &Resource) -> Option<&str> {
    request.text(RESELLER).filter(|id| !id.is_empty())
}

pub(super) fn judge(desk: &Desk, request: &Resource, partner: &Partner) -> Result<Judged, Failure> {
    let Some(id) = named(request) else {
        return Ok(Judged {
            warning: none_named(partner),
            ..Judged::default()
        });
    };
    if uuid::Uuid::try_parse(id).is_err() {
        let problem = Problem::of_field(RESELLER, Code::BadFormat, say!("problem-reseller-id"));
        return Ok(Judged {
            problem: Some(problem.found(id)),
            ..Judged::default()
        });
    }
    let all = desk.resellers()?.into_iter().map(|one| one.reseller);
    let known = all.into_iter().find(|one| one.id.eq_ignore_ascii_case(id));
    let (problem, warning) = match &known {
        Some(one) if !one.takes_customers() => (Some(inactive(one)), None),
        Some(_) => (None, None),
        None => {
            let message = say!("notice-reseller-unknown");
            let doubt = Problem::of_field(RESELLER, Code::Notice, message).found(id);
            (None, Some(doubt))
        }
    };
    Ok(Judged {
        problem,
        warning,
        known,
    })
}

fn inactive(reseller: &Reseller) -> Problem {
    let message = say!("problem-reseller-inactive", name = &reseller.name);
    let problem = Problem::of_field(RESELLER, Code::NotAllowed, message);
    problem
        .found(reseller.id.as_str())
        .remedy(say!("remedy-reseller-inactive"))
}

/// A provider who names no reseller makes the customer its own.
fn none_named(partner: &Partner) -> Option<Problem> {
    let provider = partner.kind == Some(PartnerKind::Provider);
    provider.then(|| Problem::of_field(RESELLER, Code::Notice, say!("notice-no-reseller")))
}
