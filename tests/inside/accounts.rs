//! Accounts added and changed, on the memory store: plans, refusals, conflicts, and what the history keeps for undo.

use std::ops::ControlFlow;
use std::sync::Mutex;

use partnerdeck::account::billing::{CITY, COUNTRY, EMAIL, FIELDS, PHONE, POSTAL_CODE, STATE};
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Operator, Undo};
use partnerdeck::account::problem::{Code, Problem};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey, Version};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::operations::add_customer::AddCustomer;
use partnerdeck::operations::update_account::{Edit, Merge, UpdateAccount};
use partnerdeck::operations::{Chance, Conflict, Desk, Failure, FixedClock, Outcome, Plan, Report};
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::store::{Commit, Guard};
use partnerdeck::words::{Language, Words};

const ID: &str = "dfd8cc0a-c592-468c-8461-869a38d24738";

const CUSTOMER: &str = r#"{"id":"dfd8cc0a-c592-468c-8461-869a38d24738","companyProfile":{"domain":"wingtip.onmicrosoft.com"},"billingProfile":{"id":"b","email":"gena@wingtiptoys.com","culture":"en-US","language":"En","companyName":"Wingtip Toys","defaultAddress":{"country":"US","city":"Redmond","state":"WA","addressLine1":"One Microsoft Way","postalCode":"98052","firstName":"Gena","lastName":"Soto","phoneNumber":"4255550101"},"x":1.50},"relationshipToPartner":"reseller","unknown":null}"#;

/// Bytes that repeat themselves in every test.
struct Counted(Mutex<u64>);

impl Chance for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for byte in bytes {
            *state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (*state >> 56) as u8;
        }
    }
}

fn desk_of(cloud: Cloud, role: Role) -> Desk {
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![role],
    };
    let now = "2026-11-22T09:00:00Z".parse().unwrap();
    Desk::new(
        Box::new(MemoryStore::new(cloud)),
        operator,
        Box::new(FixedClock(now)),
        Box::new(Counted(Mutex::new(7))),
        false,
    )
}

fn desk() -> Desk {
    desk_of(Cloud::Global, Role::GlobalAdmin)
}

fn put(desk: &Desk, key: RecordKey, json: &str) {
    let change = Change {
        key,
        expect: Expect::Absent,
        after: Some(resource(json)),
    };
    let commit = Commit {
        draft: Plan::new("import_book", "").draft(desk),
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    };
    desk.commit(&commit).unwrap();
}

fn desk_with(customer: &str) -> Desk {
    let desk = desk();
    put(&desk, key(), customer);
    desk
}

/// A book whose partner is known, so that no rule is skipped.
fn of_partner(desk: &Desk, country: &str) {
    let nobody = CustomerId::nobody();
    let json = format!(r#"{{"country":"{country}","domain":"northwind.onmicrosoft.com"}}"#);
    put(desk, RecordKey::new(&nobody, Kind::Book, "partner"), &json);
}

fn id() -> CustomerId {
    CustomerId::new(ID)
}

fn key() -> RecordKey {
    RecordKey::customer(&id())
}

fn resource(json: &str) -> Resource {
    serde_json::from_str(json).unwrap()
}

fn stored(desk: &Desk) -> String {
    let stored = desk.store().get(&key()).unwrap().unwrap();
    serde_json::to_string(&stored.resource).unwrap()
}

fn version(desk: &Desk) -> Version {
    desk.store().get(&key()).unwrap().unwrap().version
}

fn update(wishes: &[&str]) -> UpdateAccount {
    UpdateAccount {
        customer: id(),
        set: Edit::parse_all(wishes).unwrap(),
        if_match: None,
    }
}

fn save(desk: &Desk, wishes: &[&str]) -> Result<Report, Failure> {
    desk.apply(desk.plan(&update(wishes))?)
}

fn refused(result: Result<impl Sized, Failure>) -> Vec<(String, Code)> {
    let place = |problem: &Problem| problem.field().unwrap_or_default().to_owned();
    match result {
        Err(Failure::Problems(problems)) => problems.iter().map(|p| (place(p), p.code)).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

fn conflict(result: Result<impl Sized, Failure>) -> Conflict {
    match result {
        Err(Failure::Conflict(conflict)) => *conflict,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("no conflict"),
    }
}

fn in_words(plan: &Plan) -> Vec<String> {
    let words = Words::load(Language::English);
    plan.steps.iter().map(|step| words.say(step)).collect()
}

#[test]
fn every_field_has_a_label_and_a_reason() {
    let words = Words::load(Language::English);
    for field in FIELDS {
        assert!(words.has(field.label), "{}", field.label);
        assert!(words.has(&field.why()), "{}", field.why());
    }
}

#[test]
fn an_update_changes_what_was_wished_and_nothing_else() {
    let desk = desk_with(CUSTOMER);
    let wishes = [
        "billingProfile.defaultAddress.city=Seattle",
        "notes=calls on Mondays",
    ];
    let report = save(&desk, &wishes).unwrap();
    assert_eq!(report.plan.summary.changed, 1);
    assert_eq!(report.plan.undo, Undo::Possible);
    let after = CUSTOMER.replace("Redmond", "Seattle").replace(
        r#""unknown":null}"#,
        r#""unknown":null,"partnerdeck":{"tags":[],"notes":"calls on Mondays","alias":""}}"#,
    );
    assert_eq!(stored(&desk), after);
}

#[test]
fn the_history_holds_what_takes_an_update_back() {
    let desk = desk_with(CUSTOMER);
    let report = save(
        &desk,
        &["tags+=gold", "billingProfile.email=new@wingtiptoys.com"],
    )
    .unwrap();
    let mut before = None;
    let keep = &mut |image: partnerdeck::store::Image| {
        before = image.before;
        ControlFlow::Break(())
    };
    desk.store().images(report.history.unwrap(), keep).unwrap();
    assert_eq!(serde_json::to_string(&before.unwrap()).unwrap(), CUSTOMER);
}

#[test]
fn the_plan_tells_each_change_in_words() {
    let desk = desk_with(CUSTOMER);
    let wishes = [
        "billingProfile.companyName=Wingtip Toys, Inc.",
        "billingProfile.defaultAddress.addressLine2=Suite 5",
        "billingProfile.defaultAddress.phoneNumber=(425) 555-0102",
    ];
    let plan = desk.plan(&update(&wishes)).unwrap();
    assert_eq!(
        in_words(&plan),
        [
            "Company name: Wingtip Toys → Wingtip Toys, Inc.",
            "Address line 2: Suite 5",
            "Phone: 4255550101 → +14255550102",
        ]
    );
    assert_eq!(plan.consequences.len(), 1);
    assert_eq!(stored(&desk), CUSTOMER);
}

#[test]
fn nothing_to_change_commits_nothing() {
    let desk = desk_with(CUSTOMER);
    let wishes = [
        "billingProfile.defaultAddress.city=Redmond",
        "billingProfile.language=en",
    ];
    let before = version(&desk);
    let report = save(&desk, &wishes[..1]).unwrap();
    assert_eq!((report.plan.summary.unchanged, report.history), (1, None));
    assert_eq!(report.plan.items[0].outcome, Outcome::Unchanged);
    assert_eq!(version(&desk), before);
    // Another spelling of the same is a change of the record all the same.
    assert_eq!(save(&desk, &wishes).unwrap().plan.summary.changed, 1);
}

#[test]
fn wrong_values_are_refused_all_at_once() {
    let desk = desk_with(CUSTOMER);
    let wishes = [
        "billingProfile.defaultAddress.state=ZZ",
        "billingProfile.companyName=Inc.",
        "billingProfile.email=gena@microsoft.com",
        "billingProfile.defaultAddress.firstName=",
        "billingProfile.defaultAddress.postalCode=9805",
    ];
    // In the order of the checks: what is missing, name, e-mail, country.
    assert_eq!(
        refused(save(&desk, &wishes)),
        [
            (
                "billingProfile.defaultAddress.firstName".to_owned(),
                Code::Missing
            ),
            ("billingProfile.companyName".to_owned(), Code::BadName),
            (EMAIL.to_owned(), Code::NotAllowed),
            (STATE.to_owned(), Code::NotInList),
            (POSTAL_CODE.to_owned(), Code::BadFormat),
        ]
    );
    assert_eq!(stored(&desk), CUSTOMER);
}

#[test]
fn an_odd_old_value_does_not_keep_others_from_being_changed() {
    let odd = CUSTOMER
        .replace("4255550101", "call Gena")
        .replace("98052", "?");
    let desk = desk_with(&odd);
    let report = save(&desk, &["billingProfile.email=new@wingtiptoys.com"]).unwrap();
    let warned: Vec<&str> = report
        .plan
        .warnings
        .iter()
        .filter_map(Problem::field)
        .collect();
    assert!(warned.contains(&PHONE), "{warned:?}");
    assert!(warned.contains(&POSTAL_CODE), "{warned:?}");
}

#[test]
fn another_country_judges_what_hangs_on_it() {
    let desk = desk_with(CUSTOMER);
    assert_eq!(
        refused(save(
            &desk,
            &["billingProfile.defaultAddress.country=Portugal"]
        )),
        [
            (POSTAL_CODE.to_owned(), Code::BadFormat),
            (PHONE.to_owned(), Code::BadFormat)
        ]
    );
    let wishes = [
        "billingProfile.defaultAddress.phoneNumber=212 345 678",
        "billingProfile.defaultAddress.postalCode=1250-096",
        "billingProfile.defaultAddress.country=Portugal",
    ];
    let report = save(&desk, &wishes).unwrap();
    let warnings = &report.plan.warnings;
    let notice = warnings
        .iter()
        .find(|w| w.message.id == "notice-country-changes");
    assert_eq!(notice.and_then(Problem::field), Some(COUNTRY));
    assert_eq!(report.plan.consequences.len(), 1);
    assert!(stored(&desk).contains(r#""country":"PT""#));
    assert!(stored(&desk).contains(r#""phoneNumber":"+351212345678""#));
}

#[test]
fn a_country_outside_the_market_is_refused() {
    let desk = desk_with(CUSTOMER);
    of_partner(&desk, "US");
    let wishes = [
        "billingProfile.defaultAddress.country=KR",
        "billingProfile.defaultAddress.phoneNumber=02-212-3456",
        "billingProfile.defaultAddress.postalCode=03051",
    ];
    assert_eq!(
        refused(save(&desk, &wishes)),
        [(COUNTRY.to_owned(), Code::WrongMarket)]
    );
}

#[test]
fn a_list_row_gets_a_billing_profile() {
    let row = format!(
        r#"{{"id":"{ID}","companyProfile":{{"companyName":"c"}},"relationshipToPartner":"reseller"}}"#
    );
    let desk = desk_with(&row);
    of_partner(&desk, "US");
    let report = save(&desk, &["billingProfile.email=a@b.de"]).unwrap();
    assert_eq!(report.plan.warnings.len(), 1);
    assert!(stored(&desk).contains(r#""billingProfile":{"email":"a@b.de"}"#));
}

#[test]
fn tags_are_for_admin_agents() {
    for (role, allowed) in [(Role::AdminAgent, true), (Role::SalesAgent, false)] {
        let desk = desk_of(Cloud::Global, role);
        put(&desk, key(), CUSTOMER);
        let result = save(&desk, &["tags=gold"]);
        assert_eq!(result.is_ok(), allowed, "{role:?}");
        assert!(save(&desk, &["notes=x", "alias=y"]).is_ok(), "{role:?}");
    }
}

#[test]
fn an_unknown_customer_is_not_found() {
    let result = desk().plan(&update(&["notes=x"]));
    assert!(matches!(result, Err(Failure::NotFound(..))));
}

#[test]
fn a_stale_save_meets_three_sides() {
    let desk = desk_with(CUSTOMER);
    let seen = version(&desk);
    save(
        &desk,
        &["billingProfile.defaultAddress.city=Seattle", "notes=theirs"],
    )
    .unwrap();
    let mut mine = update(&["billingProfile.defaultAddress.city=Bellevue", "alias=mine"]);
    mine.if_match = Some(seen);
    let conflict = conflict(desk.plan(&mine));
    let city = |side: &Resource| side.text_or_empty(CITY).to_owned();
    assert_eq!(conflict.base.as_ref().map(city).as_deref(), Some("Redmond"));
    assert_eq!(
        conflict.mine.as_ref().map(city).as_deref(),
        Some("Bellevue")
    );
    let (theirs, newer) = conflict.theirs.clone().unwrap();
    assert_eq!((city(&theirs).as_str(), newer), ("Seattle", version(&desk)));

    let merge = Merge::of(&conflict).unwrap();
    let fields: Vec<&str> = merge.fields.iter().map(|each| each.field.path).collect();
    assert_eq!(fields, [CITY]);
    let again = UpdateAccount {
        set: merge.edits(&[partnerdeck::operations::update_account::Side::Mine]),
        if_match: Some(newer),
        customer: id(),
    };
    desk.apply(desk.plan(&again).unwrap()).unwrap();
    let now = resource(&stored(&desk));
    assert_eq!(now.text(CITY), Some("Bellevue"));
    assert_eq!(now.text("partnerdeck.notes"), Some("theirs"));
    assert_eq!(now.text("partnerdeck.alias"), Some("mine"));
}

#[test]
fn a_stale_save_of_other_fields_can_be_merged_at_once() {
    let desk = desk_with(CUSTOMER);
    let seen = version(&desk);
    save(&desk, &["billingProfile.defaultAddress.city=Seattle"]).unwrap();
    let mut mine = update(&["billingProfile.email=new@wingtiptoys.com"]);
    mine.if_match = Some(seen);
    let merge = Merge::of(&conflict(desk.plan(&mine))).unwrap();
    assert_eq!(merge.fields, []);
    assert_eq!(merge.edits(&[]), mine.set);
}

#[test]
fn a_record_that_moves_between_plan_and_save_is_a_conflict_with_its_root() {
    let desk = desk_with(CUSTOMER);
    let plan = desk.plan(&update(&["notes=mine"])).unwrap();
    save(&desk, &["notes=theirs"]).unwrap();
    let conflict = conflict(desk.apply(plan));
    assert_eq!(
        serde_json::to_string(&conflict.base.unwrap()).unwrap(),
        CUSTOMER
    );
    assert!(stored(&desk).contains("theirs"));
}

const REQUEST: &str = r#"{"Id":null,"CompanyProfile":{"Domain":"윙팁.onmicrosoft.com"},"BillingProfile":{"Email":"mina@wingtip.kr","CompanyName":"윙팁토이즈 코리아","DefaultAddress":{"Country":"korea","City":"종로구","State":"서울특별시","AddressLine1":"세종대로 1","AddressLine2":null,"PostalCode":"03051","FirstName":"미나","LastName":"김","PhoneNumber":"02-212-3456"}},"UserCredentials":null,"Unknown":{"a":1.50}}"#;

fn request(domain: &str) -> AddCustomer {
    AddCustomer {
        account: resource(&REQUEST.replace("윙팁.onmicrosoft.com", domain)),
    }
}

fn add(desk: &Desk, domain: &str) -> Result<Report, Failure> {
    desk.apply(desk.plan(&request(domain))?)
}

#[test]
fn a_new_customer_is_kept_as_the_service_answers_it() {
    let desk = desk();
    of_partner(&desk, "KR");
    let report = add(&desk, "wingtipkr.onmicrosoft.com").unwrap();
    assert_eq!(report.plan.warnings, []);
    assert_eq!(report.plan.summary.added, 1);
    let customer = report.plan.customer.clone().unwrap();
    let stored = desk
        .store()
        .get(&RecordKey::customer(&customer))
        .unwrap()
        .unwrap();
    let text = |path: &str| stored.resource.text_or_empty(path).to_owned();
    let json = serde_json::to_string(&stored.resource).unwrap();
    let wanted = format!(
        r#"{{"id":"{customer}","commerceId":"{}","companyProfile":{{"tenantId":"{customer}","domain":"wingtipkr.onmicrosoft.com","companyName":"윙팁토이즈 코리아","attributes":{{"objectType":"CustomerCompanyProfile"}}}},"billingProfile":{{"id":"{}","email":"mina@wingtip.kr","culture":"ko-KR","language":"ko","companyName":"윙팁토이즈 코리아","defaultAddress":{{"country":"KR","city":"종로구","state":"서울특별시","addressLine1":"세종대로 1","postalCode":"03051","firstName":"미나","lastName":"김","phoneNumber":"+8222123456"}},"attributes":{{"objectType":"CustomerBillingProfile"}}}},"relationshipToPartner":"reseller","allowDelegatedAccess":true,"Unknown":{{"a":1.50}},"attributes":{{"objectType":"Customer"}}}}"#,
        text("commerceId"),
        text("billingProfile.id"),
    );
    assert_eq!(json, wanted);
}

#[test]
fn the_first_administrator_gets_a_password_under_seal() {
    let desk = desk();
    let report = add(&desk, "wingtipkr.onmicrosoft.com").unwrap();
    let customer = report.plan.customer.clone().unwrap();
    let users = desk.store().list(&customer, Kind::User).unwrap();
    let [admin] = users.as_slice() else {
        panic!("{users:?}");
    };
    let name = admin.resource.text_or_empty("userPrincipalName");
    assert_eq!(name, "admin@wingtipkr.onmicrosoft.com");
    let sealed = desk.store().unseal(Some(&customer)).unwrap();
    assert_eq!(sealed.len(), 1);
    assert_eq!(
        (&sealed[0].key, sealed[0].sign_in_name.as_str()),
        (&admin.key, name)
    );
}

#[test]
fn a_plan_alone_adds_nobody_and_seals_nothing() {
    let desk = desk();
    let plan = desk.plan(&request("wingtipkr.onmicrosoft.com")).unwrap();
    assert_eq!(in_words(&plan).len(), 3);
    assert_eq!(desk.store().count(Kind::Customer).unwrap(), 0);
    assert!(desk.store().sealed().unwrap().is_empty());
}

#[test]
fn a_domain_of_the_book_is_taken() {
    let desk = desk();
    add(&desk, "wingtipkr.onmicrosoft.com").unwrap();
    let Err(Failure::Problems(problems)) = desk.plan(&request("WingtipKR.onmicrosoft.com")) else {
        panic!("added twice");
    };
    assert_eq!(problems[0].code, Code::DomainTaken);
    let free = problems[0].suggestion.as_deref();
    assert_eq!(free, Some("WingtipKR2.onmicrosoft.com"));
}

#[test]
fn a_domain_taken_between_plan_and_save_adds_nobody() {
    let desk = desk();
    let plan = desk.plan(&request("wingtipkr.onmicrosoft.com")).unwrap();
    assert!(matches!(plan.guards[0], Guard::DomainFree { .. }));
    add(&desk, "wingtipkr.onmicrosoft.com").unwrap();
    assert!(desk.apply(plan).is_err());
    assert_eq!(desk.store().count(Kind::Customer).unwrap(), 1);
    assert_eq!(desk.store().unseal(None).unwrap().len(), 1);
}

#[test]
fn everything_missing_is_told_in_the_order_of_the_checks() {
    let desk = desk();
    let empty = AddCustomer {
        account: Resource::new(),
    };
    let missing = refused(desk.plan(&empty));
    assert!(missing.iter().all(|(_, code)| *code == Code::Missing));
    assert_eq!(missing.len(), 9, "{missing:?}");

    let wrong = REQUEST
        .replace("윙팁토이즈 코리아", "주식회사")
        .replace("mina@wingtip.kr", "mina")
        .replace("03051", "305")
        .replace("세종대로 1", &"가".repeat(201));
    let account = resource(&wrong);
    of_partner(&desk, "JP");
    let codes: Vec<Code> = refused(desk.plan(&AddCustomer { account }))
        .into_iter()
        .map(|(_, code)| code)
        .collect();
    use Code::{BadFormat, BadName, TooLong, WrongMarket};
    assert_eq!(
        codes,
        [
            BadFormat,
            TooLong,
            BadName,
            BadFormat,
            BadFormat,
            WrongMarket
        ]
    );
}

#[test]
fn countries_that_ask_for_a_registration_number_get_one_and_a_phone() {
    let desk = desk();
    let hungary = REQUEST
        .replace("윙팁.onmicrosoft.com", "wingtiphu.onmicrosoft.com")
        .replace("korea", "HU")
        .replace("03051", "1037")
        .replace("02-212-3456", "");
    let account = resource(&hungary);
    let missing = refused(desk.plan(&AddCustomer { account }));
    let number = "companyProfile.organizationRegistrationNumber";
    assert_eq!(
        missing,
        [
            (PHONE.to_owned(), Code::Missing),
            (number.to_owned(), Code::Missing)
        ]
    );
    let korea = REQUEST.replace(
        r#""윙팁.onmicrosoft.com""#,
        r#""wingtipkr.onmicrosoft.com","OrganizationRegistrationNumber":"1""#,
    );
    let account = resource(&korea);
    let refused = refused(desk.plan(&AddCustomer { account }));
    assert_eq!(refused, [(number.to_owned(), Code::NotAllowed)]);
}

#[test]
fn a_closed_cloud_and_a_reseller_elsewhere_are_refused_before_anything_is_read() {
    let germany = desk_of(Cloud::Germany, Role::GlobalAdmin);
    let result = germany.plan(&request("x"));
    assert!(matches!(result, Err(Failure::RefusedByCloud(..))));
    let mut for_reseller = request("x.onmicrosoft.us");
    for_reseller.account.set("AssociatedPartnerId", ID);
    let result = desk_of(Cloud::UsGov, Role::GlobalAdmin).plan(&for_reseller);
    assert!(matches!(result, Err(Failure::RefusedByCloud(..))));
    let result = desk_of(Cloud::Global, Role::BillingAdmin).plan(&request("x"));
    assert!(matches!(result, Err(Failure::RefusedByRole(_))));
}

#[test]
fn the_services_own_requests_are_read() {
    let text = include_str!("../data/samples/customer-create-for-indirect-reseller.request.json");
    let desk = desk();
    of_partner(&desk, "US");
    let account = resource(text);
    let report = desk
        .apply(desk.plan(&AddCustomer { account }).unwrap())
        .unwrap();
    let customer = report.plan.changes[0].after.as_ref().unwrap();
    assert_eq!(customer.text("billingProfile.culture"), Some("en-US"));
    assert_eq!(customer.text("relationshipToPartner"), Some("reseller"));
    assert!(customer.text("associatedPartnerId").is_some());
    assert_eq!(customer.get("userCredentials"), None);

    // The other sample names a domain of the service's own test tenants.
    let text = include_str!("../data/samples/customer-create.request.json");
    let account = resource(text);
    let Err(Failure::Problems(problems)) = desk.plan(&AddCustomer { account }) else {
        panic!("taken");
    };
    assert_eq!(
        problems[0].suggestion.as_deref(),
        Some("xyz.onmicrosoft.com")
    );
}

#[test]
fn the_services_own_profile_is_a_file_of_changes() {
    let text = include_str!("../data/samples/customer-billing-profile-put.request.json");
    let desk = desk_with(CUSTOMER);
    let update = UpdateAccount::from_resource(&id(), &resource(text), &resource(CUSTOMER)).unwrap();
    let plan = desk.plan(&update).unwrap();
    assert_eq!(plan.summary.changed, 1);
    let after = plan.changes[0].after.as_ref().unwrap();
    assert_eq!(after.text("billingProfile.id"), Some("b"));
    assert_eq!(
        after.text("billingProfile.companyName"),
        Some("CompanyName")
    );
}
