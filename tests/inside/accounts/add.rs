//! Add a customer.

use super::*;

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
fn undo_takes_a_new_customer_away_with_its_administrator_and_password() {
    let desk = desk_with(CUSTOMER);
    let before = export(&desk);
    add(&desk, "wingtipkr.onmicrosoft.com").unwrap();
    let added = export(&desk);
    let undone = undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
    assert!(desk.store().sealed().unwrap().is_empty());

    let again = UndoEntry {
        entry: undone.history,
    };
    again.run(&desk, &Ticket::new()).unwrap();
    assert_eq!(export(&desk), added);
    assert_eq!(desk.store().unseal(None).unwrap().len(), 1);
}

#[test]
fn a_new_customer_is_taken_back_although_its_password_was_told() {
    let desk = desk_with(CUSTOMER);
    let before = export(&desk);
    let report = add(&desk, "wingtipkr.onmicrosoft.com").unwrap();
    let over = HandOver {
        customer: report.plan.customer.clone().unwrap(),
        which: Which::All,
    };
    hand_over_to(&desk, &over, &mut Vec::new()).unwrap();
    let undo = UndoEntry {
        entry: report.history,
    };
    undo.run(&desk, &Ticket::new()).unwrap();
    assert_eq!(export(&desk), before);
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
    let text =
        include_str!("../../data/samples/customer-create-for-indirect-reseller.request.json");
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
    let text = include_str!("../../data/samples/customer-create.request.json");
    let account = resource(text);
    let Err(Failure::Problems(problems)) = desk.plan(&AddCustomer { account }) else {
        panic!("taken");
    };
    assert_eq!(
        problems[0].suggestion.as_deref(),
        Some("xyz.onmicrosoft.com")
    );
}
