//! The beginning of a relationship with a company that has a tenant (operations.md section 9).

use partnerdeck::account::invitation::Progress;
use partnerdeck::account::problem::Code;
use partnerdeck::operations::remove_relationship::RemoveRelationship;
use partnerdeck::operations::request_relationship::{
    CloseInvitation, Draft, Invited, RequestRelationship,
};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::whose_book::SetPartner;
use partnerdeck::operations::{Failure, Report, Ticket};
use partnerdeck::words::{Language, Words};

use super::*;

const OWN: &str = "3b33e682-00c3-41ee-9dd2-a548adf56438";

fn desk_of(cloud: Cloud) -> Desk {
    let desk = desk_as(cloud, Role::GlobalAdmin, "2026-11-22T09:00:00Z");
    let partner = SetPartner {
        name: Some("Northwind Partners".to_owned()),
        tenant_id: Some(OWN.to_owned()),
        country: Some("US".to_owned()),
        domain: Some("northwindpartners.onmicrosoft.com".to_owned()),
        ..SetPartner::default()
    };
    desk.apply(desk.plan(&partner).unwrap()).unwrap();
    desk
}

fn invitation() -> RequestRelationship {
    RequestRelationship {
        to: " Wingtip Toys ".to_owned(),
        email: Some("gena@wingtip.example".to_owned()),
        ..RequestRelationship::default()
    }
}

fn invite(desk: &Desk, invitation: &RequestRelationship) -> (Report, Draft) {
    let plan = desk.plan(invitation).unwrap();
    let draft = plan.draft.clone().unwrap();
    (desk.apply(plan).unwrap(), draft)
}

fn only(desk: &Desk) -> Invited {
    let mut all = desk.invitations().unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// What an import would bring.
fn wingtip_is(desk: &Desk, relationship: &str, admin: bool) {
    let json = format!(
        r#"{{"id":"{WINGTIP}","companyProfile":{{"domain":"wingtip.onmicrosoft.com","companyName":"WINGTIP toys"}},"customDomains":["wingtip.example"],"relationshipToPartner":"{relationship}","allowDelegatedAccess":{admin}}}"#
    );
    put(desk, RecordKey::customer(&wingtip()), &json);
}

fn refused(desk: &Desk, invitation: &RequestRelationship) -> Vec<(Code, String)> {
    let Err(Failure::Problems(problems)) = desk.plan(invitation) else {
        panic!("it was not refused");
    };
    let told = problems
        .iter()
        .map(|problem| (problem.code, problem.field().unwrap_or_default().to_owned()));
    told.collect()
}

#[test]
fn the_draft_has_the_link_whole_on_a_line_of_its_own() {
    let desk = desk_of(Cloud::Global);
    let (_, draft) = invite(&desk, &invitation());
    let link = format!(
        "https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId={OWN}&msppId=0&DAP=true#/BillingAccounts/partner-invitation"
    );
    let words = Words::load(Language::English);
    let text = draft.text(&words);
    assert!(text.lines().any(|line| line == link), "{text}");
    assert!(
        text.starts_with("To: gena@wingtip.example\nSubject: "),
        "{text}"
    );
    for said in [
        "Hello Wingtip Toys,",
        "Northwind Partners",
        "global admin",
        "Microsoft 365 admin center",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn admin_rights_are_an_option_of_the_link() {
    let desk = desk_of(Cloud::Global);
    let without = RequestRelationship {
        without_admin_rights: true,
        ..invitation()
    };
    let (_, draft) = invite(&desk, &without);
    assert!(draft.link.contains("&DAP=false#"), "{}", draft.link);
    let text = draft.text(&Words::load(Language::English));
    assert!(text.contains("no admin rights in your tenant"), "{text}");
    assert!(!only(&desk).with_admin_rights);
}

#[test]
fn admin_rights_can_not_be_declined_in_germany_nor_in_us_government() {
    let without = RequestRelationship {
        without_admin_rights: true,
        ..invitation()
    };
    let germany = desk_of(Cloud::Germany);
    assert_eq!(
        refused(&germany, &without),
        [(Code::NotAllowed, "adminRights".to_owned())]
    );
    assert!(!Cloud::UsGov.facts().admin_rights_optional);
    assert!(Cloud::China.facts().admin_rights_optional);
}

#[test]
fn us_government_has_no_invitation_and_says_where_it_is_done() {
    let desk = desk_of(Cloud::UsGov);
    let refused = desk.plan(&invitation()).map(drop);
    let Err(Failure::RefusedByCloud(_, _, instead)) = refused else {
        panic!("it was not refused");
    };
    assert_eq!(instead.words, "cloud-no-invitation-us-gov");
    assert!(instead.address.is_some());
}

#[test]
fn each_cloud_has_its_place_to_accept() {
    let words = Words::load(Language::English);
    for (cloud, place, address) in [
        (
            Cloud::Global,
            "Microsoft 365 admin center",
            "https://admin.microsoft.com/",
        ),
        (
            Cloud::Germany,
            "Office admin portal",
            "https://portal.office.de/",
        ),
    ] {
        let desk = desk_of(cloud);
        let (report, draft) = invite(&desk, &invitation());
        assert!(draft.link.starts_with(address), "{}", draft.link);
        assert!(draft.text(&words).contains(place));
        let told = report.plan.consequences.iter().map(|one| words.say(one));
        assert!(told.collect::<String>().contains(place));
    }
    assert_eq!(Cloud::UsGov.facts().accepts_in, "place-office-admin");
}

#[test]
fn only_a_company_in_a_market_of_the_partner_is_invited() {
    let desk = desk_of(Cloud::Global);
    for (country, code) in [
        ("US", None),
        ("gu", None),
        ("KR", Some(Code::WrongMarket)),
        ("Atlantis", Some(Code::UnknownCountry)),
        ("CN", Some(Code::NotAllowed)),
    ] {
        let named = RequestRelationship {
            country: Some(country.to_owned()),
            ..invitation()
        };
        match code {
            None => drop(desk.plan(&named).unwrap()),
            Some(code) => {
                let met = refused(&desk, &named);
                assert_eq!(met, [(code, "country".to_owned())], "{country}");
            }
        }
    }
    let words = Words::load(Language::English);
    let plan = desk.plan(&invitation()).unwrap();
    let told: String = plan.consequences.iter().map(|one| words.say(one)).collect();
    assert!(told.contains("market of yours"), "{told}");
}

#[test]
fn who_was_invited_when_and_with_which_link_is_kept_and_not_taken_back() {
    let desk = desk_of(Cloud::Global);
    let (report, draft) = invite(&desk, &invitation());
    let invited = only(&desk);
    assert_eq!(invited.to, "Wingtip Toys");
    assert_eq!(invited.email, "gena@wingtip.example");
    assert_eq!(invited.by, "eun");
    assert_eq!(invited.sent, Some("2026-11-22T09:00:00Z".parse().unwrap()));
    assert_eq!(invited.record.text("link"), Some(draft.link.as_str()));
    assert_eq!(invited.progress, Progress::Open);
    // The draft can be had again.
    assert_eq!(Draft::of(&desk, &invited.record).unwrap(), draft);
    let entry = report.history;
    let undone = UndoEntry { entry }.run(&desk, &Ticket::new());
    assert!(matches!(undone, Err(Failure::Blocked(_))));
}

#[test]
fn an_invitation_is_accepted_when_the_customer_appears_in_the_book() {
    let desk = desk_of(Cloud::Global);
    invite(&desk, &invitation());
    wingtip_is(&desk, "none", false);
    assert_eq!(only(&desk).progress, Progress::Open);
    wingtip_is(&desk, "reseller", true);
    let accepted = only(&desk);
    assert_eq!(accepted.progress, Progress::Accepted);
    assert_eq!(accepted.customer, Some(wingtip()));
}

#[test]
fn a_customer_of_another_name_is_known_by_the_domain_of_the_address() {
    let desk = desk_of(Cloud::Global);
    let named = RequestRelationship {
        to: "Toys of Gena".to_owned(),
        ..invitation()
    };
    invite(&desk, &named);
    wingtip_is(&desk, "reseller", true);
    assert_eq!(only(&desk).progress, Progress::Accepted);
}

#[test]
fn a_customer_that_drops_the_admin_rights_stays_a_customer_without_them() {
    let desk = desk_of(Cloud::Global);
    invite(&desk, &invitation());
    wingtip_is(&desk, "reseller", true);
    wingtip_is(&desk, "reseller", false);
    assert_eq!(only(&desk).progress, Progress::AcceptedWithoutAdmin);
}

#[test]
fn a_removed_customer_is_invited_again_under_its_name_and_comes_back() {
    let desk = desk_of(Cloud::Global);
    wingtip_is(&desk, "reseller", true);
    let removal = RemoveRelationship {
        customer: wingtip(),
        suspend_active: false,
        cancelled: Vec::new(),
        typed: Some("WINGTIP toys".to_owned()),
    };
    desk.apply(desk.plan(&removal).unwrap()).unwrap();
    let customer = desk.customer(&wingtip()).unwrap().resource;
    let again = RequestRelationship::again(&customer);
    assert_eq!(again.to, "WINGTIP toys");
    let (report, _) = invite(&desk, &again);
    assert_eq!(report.plan.warnings, []);
    assert_eq!(only(&desk).progress, Progress::Open);
    wingtip_is(&desk, "reseller", true);
    assert_eq!(only(&desk).progress, Progress::Accepted);
}

#[test]
fn who_left_is_none_any_more_and_the_invitation_is_open_again() {
    let desk = desk_of(Cloud::Global);
    invite(&desk, &invitation());
    wingtip_is(&desk, "reseller", true);
    wingtip_is(&desk, "none", false);
    assert_eq!(only(&desk).progress, Progress::Open);
}

#[test]
fn who_is_a_customer_or_was_invited_is_told_before() {
    let desk = desk_of(Cloud::Global);
    invite(&desk, &invitation());
    let twice = desk.plan(&invitation()).unwrap();
    assert_eq!(twice.warnings[0].message.id, "invitation-is-open");
    assert_eq!(twice.warnings[0].found, Some(only(&desk).id));
    wingtip_is(&desk, "reseller", true);
    let needless = desk.plan(&invitation()).unwrap();
    assert_eq!(needless.warnings[0].message.id, "invitation-is-customer");
    assert_eq!(needless.warnings[0].found.as_deref(), Some(WINGTIP));
}

#[test]
fn without_our_own_microsoft_id_there_is_no_link() {
    let desk = desk();
    let plan = desk.plan(&invitation()).unwrap();
    assert_eq!(plan.blockers[0].code, Code::Precondition);
    assert!(plan.changes.is_empty());
    assert_eq!(plan.draft, None);
}

#[test]
fn what_is_wrong_is_said_all_at_once() {
    let desk = desk_of(Cloud::Global);
    let wrong = RequestRelationship {
        to: " ".to_owned(),
        email: Some("gena".to_owned()),
        country: Some("KR".to_owned()),
        ..RequestRelationship::default()
    };
    let fields: Vec<String> = refused(&desk, &wrong)
        .into_iter()
        .map(|(_, field)| field)
        .collect();
    assert_eq!(fields, ["to", "email", "country"]);
}

#[test]
fn an_invitation_is_closed_and_that_is_taken_back() {
    let desk = desk_of(Cloud::Global);
    invite(&desk, &invitation());
    let close = CloseInvitation {
        invitation: only(&desk).id.to_uppercase(),
    };
    desk.apply(desk.plan(&close).unwrap()).unwrap();
    assert_eq!(only(&desk).progress, Progress::Closed);
    assert!(desk.plan(&close).unwrap().changes.is_empty());
    // A closed one hinders nobody from inviting again.
    assert_eq!(desk.plan(&invitation()).unwrap().warnings, []);
    UndoEntry::default().run(&desk, &Ticket::new()).unwrap();
    assert_eq!(only(&desk).progress, Progress::Open);
    wingtip_is(&desk, "reseller", true);
    assert_eq!(desk.plan(&close).unwrap().blockers.len(), 1);
    let strange = CloseInvitation {
        invitation: "x".to_owned(),
    };
    assert!(matches!(desk.plan(&strange), Err(Failure::NotFound(..))));
}

#[test]
fn who_may_not_invite_is_told_who_may() {
    for role in [Role::HelpdeskAgent, Role::UserAdmin, Role::BillingAdmin] {
        let desk = desk_as(Cloud::Global, role, "2026-11-22T09:00:00Z");
        let refused = desk.plan(&invitation()).map(drop);
        assert!(
            matches!(refused, Err(Failure::RefusedByRole(_))),
            "{role:?}"
        );
    }
}
