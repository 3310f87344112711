//! A new customer with all that belongs to it in one plan: operations.md section 2.

use partnerdeck::account::agreement::Standing;
use partnerdeck::account::entry::Undo;
use partnerdeck::account::qualification::{Vetted, Vetting};
use partnerdeck::account::subscription::Subscription;
use partnerdeck::operations::add_customer::AddCustomer;
use partnerdeck::operations::undo::UndoEntry;
use serde_json::{Value, json};

use super::*;

const OFFICE: &str = "6B895623-F356-4EE9-9608-876084A3221F";
const STORAGE: &str = "7BD35F7F-8435-4313-B6B8-0ACC2E2185AC";
const MINECRAFT: &str = "CFQ7TTC0J1FS:0003:CFQ7TTC0ZZZZ";
const FIRST_UP: &str = "484e548c-f5f3-4528-93a9-c16c6373cb59";

fn request() -> Value {
    json!({
        "companyProfile": {"domain": "fabrikam.onmicrosoft.com"},
        "billingProfile": {
            "companyName": "Fabrikam, Inc.",
            "email": "ana@fabrikam.example",
            "defaultAddress": {
                "country": "US", "city": "Redmond", "state": "WA", "postalCode": "98052",
                "addressLine1": "1 Microsoft Way", "firstName": "Ana", "lastName": "Lee",
            },
        },
    })
}

fn with(more: &[(&str, Value)]) -> AddCustomer {
    let mut account: Resource = serde_json::from_value(request()).unwrap();
    for (path, value) in more {
        account.set(path, value.clone());
    }
    AddCustomer { account }
}

fn agreement(date: &str) -> (&'static str, Value) {
    let contact = json!({"firstName": "Ana", "lastName": "Lee", "email": "ana@fabrikam.example"});
    (
        "agreement",
        json!({"primaryContact": contact, "dateAgreed": date}),
    )
}

fn seats(lines: &[(&str, u64)]) -> (&'static str, Value) {
    let line = |(offer, quantity): &(&str, u64)| json!({"offerId": offer, "quantity": quantity});
    ("subscriptions", lines.iter().map(line).collect())
}

fn book(kind: &str) -> Desk {
    empty(Cloud::Global, Role::GlobalAdmin, &partner(kind))
}

fn own(desk: &Desk, report: &Report, kind: Kind) -> Vec<Resource> {
    let customer = report.plan.customer.clone().unwrap();
    let stored = desk.store().list(&customer, kind).unwrap();
    stored.into_iter().map(|one| one.resource).collect()
}

#[test]
fn customer_agreement_subscriptions_and_qualification_are_one_entry() {
    let desk = book("direct");
    let everything = with(&[
        agreement("2026-11-20"),
        seats(&[(STORAGE, 5), (OFFICE, 20)]),
        (
            "qualification",
            json!({"qualification": "Education", "educationSegment": "K12"}),
        ),
        ("partnerdeck.notes", json!("from the fair")),
    ]);
    let before = desk.store().entries(None, 9).unwrap().len();
    let report = apply(&desk, &everything).unwrap();
    assert_eq!(desk.store().entries(None, 9).unwrap().len(), before + 1);
    assert_eq!(
        report.plan.summary.added, 5,
        "customer, agreement, qualification, two subscriptions"
    );
    assert_eq!(report.plan.undo, Undo::Not("add-stays".to_owned()));
    let customer = report.plan.customer.clone().unwrap();
    assert_eq!(
        desk.agreements(&customer).unwrap().standing,
        Standing::Attested
    );
    let qualification = own(&desk, &report, Kind::Qualification);
    assert_eq!(Vetted(&qualification[0]).vetting(), Vetting::InReview);
    let subscriptions = own(&desk, &report, Kind::Subscription);
    let of = |offer: &str| {
        let mut all = subscriptions.iter();
        all.find(|one| one.text("offerId") == Some(offer)).unwrap()
    };
    let base = of(OFFICE);
    assert_eq!(of(STORAGE).text("parentSubscriptionId"), base.text("id"));
    assert_eq!(
        of(STORAGE).text("orderId"),
        base.text("orderId"),
        "one order"
    );
    assert!(Subscription(base).state() == partnerdeck::account::subscription::state::State::Active);
    let account = own(&desk, &report, Kind::Customer);
    for ours in ["agreement", "subscriptions", "qualification"] {
        assert_eq!(
            account[0].get(ours),
            None,
            "{ours} is no member of a customer"
        );
    }
    assert_eq!(account[0].text("partnerdeck.notes"), Some("from the fair"));
}

#[test]
fn an_account_with_a_qualification_is_taken_back_exactly() {
    let desk = book("direct");
    let code = r#"{"validationId":"12345","maxCreates":5,"remainingCreates":2}"#;
    let nobody = CustomerId::nobody();
    put_at(
        &desk,
        RecordKey::new(&nobody, Kind::Qualification, "12345"),
        code,
    );
    let before = export(&desk);
    let asked = json!({"qualification": "GovernmentCommunityCloud", "validationCode": "12345"});
    let report = apply(&desk, &with(&[("qualification", asked)])).unwrap();
    assert_eq!(report.plan.undo, Undo::Possible);
    assert!(export(&desk).contains(r#""remainingCreates":1"#));
    UndoEntry::default().run(&desk, &Ticket::new()).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn nothing_is_bought_before_the_agreement_is_confirmed_13605_and_step_3_may_be_skipped() {
    let desk = book("direct");
    let said = blockers(apply(&desk, &with(&[seats(&[(OFFICE, 5), (STORAGE, 5)])])));
    assert_eq!(
        said,
        [("13605".to_owned(), "fabrikam.onmicrosoft.com".to_owned())]
    );
    assert_eq!(desk.store().count(Kind::Customer).unwrap(), 0);
    apply(&desk, &with(&[])).unwrap();
}

#[test]
fn a_plan_that_is_blocked_has_neither_changes_nor_passwords() {
    let plan = book("direct")
        .plan(&with(&[seats(&[(OFFICE, 5)])]))
        .unwrap();
    assert!(plan.changes.is_empty() && plan.secrets.is_empty());
    assert_eq!((plan.summary.added, plan.summary.refused), (0, 1));
}

#[test]
fn seats_bounds_bases_and_qualification_hold_for_a_new_customer_too() {
    let desk = book("direct");
    let said = |lines: &[(&str, u64)]| {
        codes(apply(
            &desk,
            &with(&[agreement("2026-11-20"), seats(lines)]),
        ))
    };
    assert_eq!(said(&[(OFFICE, 301)]), ["2002"]);
    assert_eq!(
        said(&[(STORAGE, 5)]),
        ["precondition"],
        "an add-on without its base"
    );
    assert_eq!(said(&[(MINECRAFT, 5)]), ["800086"]);
    assert_eq!(said(&[("MS-AZR-0145P", 1)]), ["2091"]);
    let azure = "DZH318Z0BPS6:0001:DZH318Z0BMTX";
    assert_eq!(said(&[(azure, 1), (azure, 1)]), ["800066"]);
    // A school begins in review, so what is for schools waits until it is approved.
    let school = with(&[
        agreement("2026-11-20"),
        seats(&[(MINECRAFT, 5)]),
        ("qualification", json!("Education")),
    ]);
    assert_eq!(codes(apply(&desk, &school)), ["800086"]);
}

#[test]
fn what_can_not_be_understood_is_named_by_its_path() {
    let desk = book("direct");
    let wrong = with(&[
        (
            "subscriptions",
            json!([{"offerId": "x"}, {"quantity": 5}, {"offerId": OFFICE, "quantity": "five"}, 7]),
        ),
        ("agreement", json!({"dateAgreed": "2026-11-23"})),
        ("qualification", json!({"qualification": "Nonprofit"})),
        ("associatedPartnerId", json!("someone")),
    ]);
    let provider = book("provider");
    let said = problems(provider.plan(&wrong));
    let places: Vec<&str> = said.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(
        places,
        [
            "subscriptions[0].offerId",
            "subscriptions[1].offerId",
            "subscriptions[2].quantity",
            "subscriptions[3]",
            "agreement.primaryContact.firstName",
            "agreement.primaryContact.lastName",
            "agreement.primaryContact.email",
            "agreement.dateAgreed",
            "qualification.qualification",
            "associatedPartnerId",
        ]
    );
    assert_eq!(said[7].1, Code::InTheFuture);
    drop(desk);
}

#[test]
fn a_school_is_added_with_mail_of_its_own() {
    let desk = book("direct");
    let email = "billingProfile.email";
    for (address, said) in [
        ("head@gmail.com", Some(Code::NotAllowed)),
        ("head@fabrikam.onmicrosoft.com", Some(Code::NotAllowed)),
        ("head@school.example", None),
    ] {
        let school = with(&[
            (email, json!(address)),
            ("qualification", json!("Education")),
        ]);
        match said {
            Some(code) => assert_eq!(problems(desk.plan(&school)), [(email.to_owned(), code)]),
            None => assert!(desk.plan(&school).is_ok()),
        }
        assert!(
            desk.plan(&with(&[(email, json!(address))])).is_ok(),
            "no school: {address}"
        );
    }
}

#[test]
fn no_special_qualification_may_be_said_in_so_many_words() {
    let desk = book("direct");
    for none in [
        json!("none"),
        json!(null),
        json!({}),
        json!({"qualification": "None"}),
    ] {
        let report = apply(&desk, &with(&[("qualification", none)]));
        let customer = report.unwrap().plan.customer.unwrap();
        assert!(desk.qualifications(&customer).unwrap().is_empty());
        UndoEntry::default().run(&desk, &Ticket::new()).unwrap();
    }
}

#[test]
fn each_part_needs_its_own_right_before_anything_is_read() {
    let clerk = empty(Cloud::Global, Role::UserAdmin, &partner("direct"));
    assert!(clerk.plan(&with(&[])).is_ok());
    for part in [
        agreement("2026-11-20"),
        seats(&[(OFFICE, 5)]),
        ("qualification", json!("Education")),
    ] {
        let refused = clerk.plan(&with(&[part]));
        assert!(matches!(refused, Err(Failure::RefusedByRole(_))));
    }
    let reseller = book("reseller");
    assert!(reseller.plan(&with(&[])).is_ok());
    for part in [agreement("2026-11-20"), seats(&[(OFFICE, 5)])] {
        let refused = reseller.plan(&with(&[part]));
        assert!(matches!(refused, Err(Failure::RefusedByKind(..))));
    }
    let government = empty(Cloud::UsGov, Role::GlobalAdmin, &partner("direct"));
    let refused = government.plan(&with(&[("qualification", json!("Education"))]));
    assert!(matches!(refused, Err(Failure::RefusedByCloud(..))));
}

#[test]
fn in_a_cloud_without_the_agreement_a_new_customer_buys_at_once() {
    let desk = empty(Cloud::UsGov, Role::GlobalAdmin, &partner("direct"));
    let domain = json!("fabrikam.onmicrosoft.us");
    let lines = seats(&[(OFFICE, 5)]);
    let add = with(&[("companyProfile.domain", domain), lines]);
    let report = apply(&desk, &add).unwrap();
    assert_eq!(own(&desk, &report, Kind::Subscription).len(), 1);
}

fn knows(desk: &Desk, state: &str) {
    let json = format!(
        r#"{{"id":"{FIRST_UP}","name":"First Up Consultants","state":"{state}","mpnId":"4847383","location":"US"}}"#
    );
    let nobody = CustomerId::nobody();
    put_at(
        desk,
        RecordKey::new(&nobody, Kind::Reseller, FIRST_UP),
        &json,
    );
}

#[test]
fn a_provider_adds_for_a_reseller_with_an_active_partnership_or_for_itself() {
    let provider = book("provider");
    let own_customer = provider.plan(&with(&[])).unwrap();
    assert_eq!(
        own_customer.warnings[0].field(),
        Some("associatedPartnerId")
    );
    knows(&provider, "Active");
    let for_reseller = with(&[
        ("associatedPartnerId", json!(FIRST_UP)),
        agreement("2026-11-20"),
        seats(&[(OFFICE, 5)]),
    ]);
    let report = apply(&provider, &for_reseller).unwrap();
    assert_eq!(report.plan.warnings, []);
    let bought = own(&provider, &report, Kind::Subscription);
    assert_eq!(
        bought[0].text("partnerId"),
        Some("4847383"),
        "the reseller's MPN ID, never the provider's"
    );

    let gone = book("provider");
    knows(&gone, "Inactive");
    let said = problems(gone.plan(&for_reseller));
    assert_eq!(said, [("associatedPartnerId".to_owned(), Code::NotAllowed)]);

    let strange = book("provider");
    assert_eq!(
        strange.plan(&for_reseller).unwrap().warnings.len(),
        1,
        "the service will say"
    );
    let direct = book("direct").plan(&for_reseller);
    assert!(matches!(direct, Err(Failure::RefusedByKind(..))));
}

#[test]
fn a_company_that_seems_to_be_there_is_doubted_and_offered_to_be_invited() {
    let desk = book("direct");
    let known = CUSTOMER.replace("Wingtip Toys", "FABRIKAM, Inc.").replace(
        r#""domain":"wingtip.onmicrosoft.com""#,
        r#""domain":"wingtip.onmicrosoft.com"},"customDomains":["fabrikam.example"],"x":{"#,
    );
    put(&desk, Kind::Customer, ID, &known);
    let plan = desk.plan(&with(&[])).unwrap();
    let doubts: Vec<&str> = plan.warnings.iter().filter_map(|one| one.field()).collect();
    assert_eq!(
        doubts,
        ["billingProfile.companyName"],
        "the same account is told once"
    );
    let other = with(&[("billingProfile.companyName", json!("Tailspin"))]);
    let plan = desk.plan(&other).unwrap();
    assert_eq!(plan.warnings[0].field(), Some("billingProfile.email"));
    assert_eq!(plan.warnings[0].code, Code::AlreadyExists);
}

#[test]
fn a_registration_number_of_another_form_is_told_with_its_pattern_600050() {
    let desk = empty(
        Cloud::Global,
        Role::GlobalAdmin,
        r#"{"domain":"northwind.onmicrosoft.com"}"#,
    );
    let number = "companyProfile.organizationRegistrationNumber";
    let russia = |text: &str| {
        let add = with(&[
            ("billingProfile.defaultAddress.country", json!("RU")),
            (
                "billingProfile.defaultAddress.phoneNumber",
                json!("8 (912) 345-67-89"),
            ),
            ("billingProfile.defaultAddress.postalCode", json!("101000")),
            (number, json!(text)),
        ]);
        let said = problems(desk.plan(&add));
        said.into_iter().find(|(place, _)| place == number)
    };
    assert_eq!(russia("1234567890"), None);
    assert_eq!(russia("12345"), Some((number.to_owned(), Code::BadFormat)));
}

#[test]
fn a_region_for_the_us_is_left_out_with_a_warning_27002() {
    let desk = book("direct");
    let region = "billingProfile.defaultAddress.region";
    let report = apply(&desk, &with(&[(region, json!("West"))])).unwrap();
    let account = own(&desk, &report, Kind::Customer);
    assert_eq!(account[0].get(region), None);
    assert_eq!(report.plan.warnings[0].field(), Some(region));
}

#[test]
fn the_states_of_the_us_are_fifty_and_dc_without_the_military_and_the_islands() {
    let desk = book("direct");
    let state = "billingProfile.defaultAddress.state";
    let states = partnerdeck::account::country::countries()
        .get("US")
        .unwrap()
        .states();
    assert_eq!(states.len(), 51);
    for code in ["AA", "AE", "AP", "PR", "GU", "ZZ"] {
        let said = problems(desk.plan(&with(&[(state, json!(code))])));
        assert_eq!(said, [(state.to_owned(), Code::NotInList)], "{code}");
    }
}

#[test]
fn registration_numbers_are_asked_for_in_24_countries_with_a_phone_600049_600051() {
    let all = partnerdeck::account::country::countries().all().iter();
    let asked: Vec<&str> = all
        .filter(|country| country.registration_number.required)
        .inspect(|country| assert!(country.registration_number.phone_required))
        .map(|country| country.code)
        .collect();
    assert_eq!(asked.len(), 24, "{asked:?}");
}

#[test]
fn a_country_outside_the_partners_market_is_refused_2030() {
    let desk = book("direct");
    let country = "billingProfile.defaultAddress.country";
    let said = problems(desk.plan(&with(&[(country, json!("CA"))])));
    assert!(
        said.contains(&(country.to_owned(), Code::WrongMarket)),
        "{said:?}"
    );
}

#[test]
fn what_a_later_api_adds_is_kept_as_it_was_said() {
    let desk = book("direct");
    let report = apply(&desk, &with(&[("enableGDAPByDefault", json!(true))])).unwrap();
    assert_eq!(
        own(&desk, &report, Kind::Customer)[0].flag("enableGDAPByDefault"),
        Some(true)
    );
}
