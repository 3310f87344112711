//! The actors: who does what, in which order, on which customers.

use std::fmt::Write;

use serde_json::{Value, json};

/// Users of one file: enough for several batches.
pub const HIRED: usize = 130;
/// Customers of one import of the whole book, and of one table.
const IMPORTED: usize = 600;
const LISTED: usize = 20;
const PARTNER: &str = "3b33e682-00c3-41ee-9dd2-a548adf56438";

/// The steps of one actor: command lines, without the program. `~` stands for a blank within a word; `{C}` and `{D}` are the
/// actor's customer and its domain, `{n}` a word that no other time round has, `{q}` a number that the last did not have,
/// `{F}` a file to read, `{O}` one to write, `{E}` the actor's last history entry, `{id}` the record that came last. A step
/// after `*` is done in batches: cut short, some of them may be there.
pub const CAST: [(&str, &[&str]); 21] = [
    (
        "account",
        &[
            "customers update {C} --set notes=note{n} --set alias=alias{n} --set tags=tag{n},other{n}",
            "undo {E}",
        ],
    ),
    (
        "billing",
        &[
            "customers update {C} --set billingProfile.email={n}@billing.example --set billingProfile.defaultAddress.city=City{n}",
            "undo {E}",
            "undo {E}",
        ],
    ),
    (
        "newcomer",
        &[
            "customers add --file {F} --credentials {O}",
            "customers remove newcomer{n}.onmicrosoft.com --confirm newcomer~{n} --suspend-active",
        ],
    ),
    ("table", &["*customers import {F}", "*undo {E}"]),
    ("bulk", &["*book import {F}", "*undo {E}"]),
    (
        "guest",
        &[
            "customers invite --to guest{n} --email {n}@guest.example",
            "customers invitations --close {id}",
        ],
    ),
    (
        "user",
        &[
            "users add {C} --display-name Name{n} --email one{n}@{D} --location US",
            "users update {C} one{n}@{D} --set displayName=Other{n}",
            "users delete {C} one{n}@{D} --yes",
            "users restore {C} one{n}@{D}",
            "users reset-password {C} one{n}@{D}",
            "users passwords {C} --out {O}",
        ],
    ),
    (
        "leaver",
        &[
            "users delete {C} user0@{D} user1@{D} user2@{D} --yes",
            "users restore {C} user0@{D} user1@{D} user2@{D}",
        ],
    ),
    (
        "role",
        &[
            "users roles {C} user0@{D} --add Helpdesk~Administrator",
            "users roles {C} user0@{D} --remove Helpdesk~Administrator",
        ],
    ),
    (
        "hired",
        &["*users import {C} {F} --location US", "*undo {E}"],
    ),
    (
        "crew",
        &[
            "*users import {C} {F} --location US",
            "users passwords {C} --out {O}",
        ],
    ),
    (
        "seat",
        &[
            "licenses assign {C} --sku SPE_E3 user0@{D} user1@{D} user2@{D}",
            "licenses revoke {C} --sku SPE_E3 user0@{D} user1@{D} user2@{D}",
        ],
    ),
    (
        "plan",
        &[
            "subscriptions suspend {C} desks0 desks1 desks2 --yes",
            "subscriptions reactivate {C} desks0 desks1 desks2",
        ],
    ),
    (
        "order",
        &[
            "subscriptions add {C} --offer CFQ7TTC0LH18:0001:CFQ7TTC0WWWW --quantity 5 --name Name{n}",
            "subscriptions quantity {C} Name{n} 6",
            "subscriptions auto-renew {C} Name{n} off",
            "subscriptions billing-cycle {C} Name{n} annual",
            "subscriptions rename {C} Name{n} Other{n}",
            "subscriptions cancel {C} Other{n} --yes",
        ],
    ),
    (
        "transfer",
        &[
            "transfers start {C} --way paper --partner 7c8db11f-1e5e-4472-8386-f0b627d1f3e1 --subscriptions azure",
            "transfers record {id} asked",
            "transfers record {id} ticket={q}",
            "undo {E}",
            "transfers cancel {id}",
        ],
    ),
    (
        "terms",
        &[
            "agreements confirm {C} --first-name Ada --last-name Name{n} --email {n}@terms.example --date 2026-11-01",
        ],
    ),
    (
        "school",
        &["qualification set {C} education --segment k12", "undo {E}"],
    ),
    (
        "contact",
        &["support set {C} desks0 --contact 4847383", "undo {E}"],
    ),
    (
        "ticket",
        &["support note {C} 638700582682616 Words{n}", "undo {E}"],
    ),
    ("partner", &["book partner --name Partner{n}"]),
    ("compact", &["store compact"]),
];

/// The Microsoft ID of an actor's customer.
pub fn customer(actor: usize) -> String {
    format!("{:08x}-0000-4000-8000-00000000c0de", actor + 1)
}

/// What stands in the book before the first step: one customer an actor.
pub fn seed() -> String {
    let mut lines = String::new();
    let mut add = |kind: &str, customer: &str, resource: Value| {
        let line = json!({"kind": kind, "customer": customer, "resource": resource});
        writeln!(lines, "{line}").unwrap();
    };
    for (place, (name, _)) in CAST.iter().enumerate() {
        let id = customer(place);
        add(
            "customer",
            &id,
            account(&id, name, &format!("{name}.onmicrosoft.com")),
        );
        add(
            "agreement",
            &id,
            json!({"primaryContact": {"firstName": "Ada", "lastName": "Lindqvist", "email": "a@b.example"},
            "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9", "dateAgreed": "2024-05-13T00:00:00",
            "type": "MicrosoftCustomerAgreement", "agreementLink": "https://aka.ms/customeragreement"}),
        );
        for number in 0..3 {
            add(
                "subscription",
                &id,
                json!({"id": format!("desks{number}"), "offerId": "6B895623-F356-4EE9-9608-876084A3221F",
                "friendlyName": format!("Desks {number}"), "quantity": 10, "billingType": "license", "status": "active",
                "autoRenewEnabled": true, "billingCycle": "monthly"}),
            );
            add(
                "user",
                &id,
                json!({"id": format!("user{number}"), "userPrincipalName": format!("user{number}@{name}.onmicrosoft.com"),
                "displayName": format!("User {number}"), "usageLocation": "US", "state": "active", "userDomainType": "none"}),
            );
        }
        add(
            "subscription",
            &id,
            json!({"id": "azure", "offerId": "MS-AZR-0145P", "friendlyName": "Azure", "quantity": 1, "status": "active"}),
        );
        add(
            "sku",
            &id,
            json!({"availableUnits": 100, "activeUnits": 100, "consumedUnits": 0, "suspendedUnits": 0,
            "totalUnits": 100, "warningUnits": 0, "capabilityStatus": "Enabled", "servicePlans": [],
            "productSku": {"id": "05e9a617-0261-4cee-bb44-138d3ef5d965", "name": "Microsoft 365 E3", "skuPartNumber": "SPE_E3",
                "targetType": "User", "licenseGroupId": "group1"}}),
        );
        if *name == "contact" {
            let reseller = json!({"id": "484e548c-f5f3-4528-93a9-c16c6373cb59", "name": "Lakeview Cloud Services",
                "relationshipType": "is_indirect_cloud_solution_provider_of", "state": "Active", "mpnId": "4847383", "location": "US"});
            add("reseller", &id, reseller);
        }
        if *name == "ticket" {
            add(
                "servicerequest",
                &id,
                json!({"id": "638700582682616", "title": "Slow", "severity": "critical", "status": "open"}),
            );
        }
    }
    lines
}

/// The line that says whose book it is.
pub fn whose() -> [&'static str; 12] {
    [
        "book",
        "partner",
        "--name",
        "Northwind",
        "--tenant",
        PARTNER,
        "--country",
        "US",
        "--domain",
        "northwind.onmicrosoft.com",
        "--kind",
        "provider",
    ]
}

/// The file that an actor reads, and what its name ends in.
pub fn file(actor: &str, word: &str) -> Option<(&'static str, String)> {
    let id = |number: usize| {
        format!(
            "{:08x}-{number:04x}-4000-8000-{:012x}",
            hash(actor),
            hash(word)
        )
    };
    Some(match actor {
        "newcomer" => {
            let mut resource = account(
                "",
                &format!("newcomer {word}"),
                &format!("newcomer{word}.onmicrosoft.com"),
            );
            resource.as_object_mut().unwrap().remove("id");
            resource["agreement"] = json!({"primaryContact": {"firstName": "Ada", "lastName": "Lindqvist", "email": "a@b.example"}, "dateAgreed": "2026-11-20"});
            resource["subscriptions"] =
                json!([{"offerId": "6B895623-F356-4EE9-9608-876084A3221F", "quantity": 12}]);
            ("json", resource.to_string())
        }
        "table" => {
            let mut text =
                "Microsoft ID,Company name,Primary domain name,Relationship\n".to_owned();
            for number in 0..LISTED {
                writeln!(
                    text,
                    "{},Table {word} {number},table{word}x{number}.onmicrosoft.com,Reseller",
                    id(number)
                )
                .unwrap();
            }
            ("csv", text)
        }
        "bulk" => {
            let mut text = String::new();
            for number in 0..IMPORTED {
                let id = id(number);
                let resource = json!({"id": id, "companyProfile": {"companyName": format!("bulk {word} {number}"), "domain": format!("bulk{word}x{number}.onmicrosoft.com")}});
                writeln!(
                    text,
                    "{}",
                    json!({"kind": "customer", "customer": id, "resource": resource})
                )
                .unwrap();
            }
            ("ndjson", text)
        }
        "hired" | "crew" => {
            let mut text = "First name,Last name,Display name,Email,Status update\n".to_owned();
            for name in hired(actor, word) {
                writeln!(text, ",,{word},{name},").unwrap();
            }
            ("csv", text)
        }
        _ => return None,
    })
}

/// The sign-in names of a file of users.
pub fn hired(actor: &str, word: &str) -> impl Iterator<Item = String> {
    (0..HIRED).map(move |number| format!("{word}x{number}@{actor}.onmicrosoft.com"))
}

fn account(id: &str, name: &str, domain: &str) -> Value {
    json!({"id": id, "companyProfile": {"tenantId": id, "domain": domain, "companyName": name},
        "billingProfile": {"email": "a@b.example", "culture": "en-US", "language": "en", "companyName": name,
            "defaultAddress": {"country": "US", "city": "Tulsa", "state": "OK", "addressLine1": "1 Main St", "postalCode": "74101",
                "firstName": "Ada", "lastName": "Lindqvist", "phoneNumber": "+19185550177"}},
        "relationshipToPartner": "reseller", "allowDelegatedAccess": true})
}

fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
