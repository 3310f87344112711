//! The errors of section 4 by their numbers, and who may do what where.

use super::*;

#[test]
fn a_transfer_or_customer_that_is_not_there_is_not_found() {
    let desk = Book::default().open();
    let transfer = desk.transfer("8fa30d6e-c33e-4749-af12-bf394565fd02");
    assert!(matches!(
        transfer,
        Err(Failure::NotFound("noun-transfer", _))
    ));
    let mut wish = start(Way::Paper, &["A1"]);
    wish.customer = CustomerId::new(OTHER);
    let customer = desk.plan(&wish).err().unwrap();
    assert!(matches!(customer, Failure::NotFound("noun-customer", _)));
    assert_eq!(customer.code(), "not_found");
}

#[test]
fn what_is_in_progress_complete_or_being_processed_says_so() {
    let desk = Book::modern().open();
    let one = started(&desk, Way::Request, &["seats"]);
    record_all(&desk, &one, &["sent", "accepted"]);
    assert_eq!(codes(record(&desk, &one, "declined")), ["900101"]);
    // The same subscription in a second request.
    let again = refused(apply(&desk, &start(Way::Request, &["seats"])));
    assert_eq!(again, [("900104".to_owned(), "seats".to_owned())]);
    record(&desk, &one, "completed").unwrap();
    assert_eq!(codes(record(&desk, &one, "declined")), ["900102"]);
    apply(&desk, &start(Way::Request, &["seats"])).unwrap();
}

#[test]
fn an_invalid_subscription_in_the_list_is_refused_on_every_way() {
    let desk = Book::modern().open();
    for way in Way::ALL {
        let done = refused(apply(&desk, &start(way, &["nobody"])));
        assert_eq!(
            done,
            [("800078".to_owned(), "nobody".to_owned())],
            "{way:?}"
        );
    }
}

#[test]
fn suspended_azure_subscriptions_cannot_move() {
    let desk = Book::default().open();
    let paper = refused(apply(&desk, &start(Way::Paper, &["A2"])));
    assert_eq!(paper, [("900105".to_owned(), "A2".to_owned())]);
    let desk = Book::modern().open();
    let request = refused(apply(&desk, &start(Way::Request, &["under"])));
    assert_eq!(request, [("900105".to_owned(), "under".to_owned())]);
}

#[test]
fn legacy_azure_beside_the_plan_must_be_converted_first() {
    let desk = Book::default().open();
    let done = refused(apply(&desk, &start(Way::Request, &[])));
    assert_eq!(done, [("900131".to_owned(), "A1".to_owned())]);
}

#[test]
fn the_azure_plan_must_be_active_there_or_purchasable() {
    let desk = Book::modern().without(&["plan", "under"]).open();
    assert_eq!(codes(apply(&desk, &start(Way::Request, &[]))), ["900133"]);

    let mut book = Book::modern().without(&["plan", "under"]);
    let suspended = r#"{"id":"plan","friendlyName":"Azure plan","status":"suspended","productType":{"id":"AzurePlan"}}"#;
    book.held.push(("plan", suspended.to_owned()));
    let done = refused(apply(&book.open(), &start(Way::Request, &[])));
    assert_eq!(done, [("900132".to_owned(), "plan".to_owned())]);

    let mut book = Book::modern().without(&["plan", "under"]);
    book.customer = book
        .customer
        .replace(r#""country":"US""#, r#""country":"KR""#);
    let done = codes(apply(&book.open(), &start(Way::Request, &[])));
    assert_eq!(done, ["900134"]);
}

#[test]
fn where_azure_cannot_move_the_rest_can_without_it() {
    let desk = Book::default().open();
    let mixed = codes(apply(&desk, &start(Way::Request, &["seats", "plan"])));
    assert_eq!(mixed, ["900131", "900139"]);
    // License-based new commerce alone needs no Azure plan.
    let desk = Book::modern().without(&["plan", "under"]).open();
    apply(&desk, &start(Way::Request, &["seats"])).unwrap();
}

#[test]
fn the_other_partner_is_named_well_and_is_not_ourselves() {
    let desk = Book::modern().open();
    for (named, code) in [
        ("", "900136"),
        ("  ", "900136"),
        ("Fourth Coffee", "900147"),
        ("123", "900147"),
        (US, "900148"),
        (&US.to_uppercase(), "900148"),
        ("Northwind.onmicrosoft.com", "900148"),
    ] {
        let mut wish = start(Way::Request, &[]);
        wish.partner = named.to_owned();
        assert_eq!(codes(apply(&desk, &wish)), [code], "{named}");
    }
    let mut by_domain = start(Way::Request, &[]);
    by_domain.partner = "fourthcoffee.onmicrosoft.com".to_owned();
    apply(&desk, &by_domain).unwrap();
    let mut legacy = start(Way::Legacy, &["base"]);
    legacy.partner = "fourthcoffee.onmicrosoft.com".to_owned();
    assert_eq!(codes(apply(&desk, &legacy)), ["900147"]);
}

#[test]
fn an_indirect_reseller_transfers_nothing_and_says_who_does() {
    let book = Book {
        kind: PartnerKind::Reseller,
        ..Book::default()
    };
    let desk = book.open();
    for way in Way::ALL {
        let failure = desk.plan(&start(way, &["A1"])).err().unwrap();
        assert!(matches!(
            failure,
            Failure::RefusedByKind(_, "partner-ask-your-provider")
        ));
    }
}

#[test]
fn national_clouds_have_the_signed_form_and_no_electronic_transfer() {
    for cloud in [Cloud::UsGov, Cloud::Germany, Cloud::China] {
        let book = Book {
            cloud,
            ..Book::default()
        };
        let desk = book.open();
        for way in [Way::Request, Way::Legacy] {
            let failure = desk.plan(&start(way, &["base"])).err().unwrap();
            assert!(matches!(failure, Failure::RefusedByCloud(..)), "{cloud:?}");
        }
        let paper = desk.plan(&start(Way::Paper, &["A1"]));
        match cloud {
            Cloud::China => assert!(matches!(paper, Err(Failure::RefusedByCloud(..)))),
            _ => {
                let plan = paper.unwrap();
                assert!(plan.blockers.is_empty());
                // The admin permission must be requested first.
                assert!(plan.consequences[0].id.starts_with("cloud-switch-"));
            }
        }
    }
}

#[test]
fn roles_may_what_the_matrix_says() {
    for (role, paper, electronic) in [
        (Role::GlobalAdmin, true, true),
        (Role::AdminAgent, true, true),
        (Role::SalesAgent, false, true),
        (Role::BillingAdmin, false, true),
        (Role::HelpdeskAgent, false, false),
        (Role::UserAdmin, false, false),
    ] {
        let book = Book {
            role,
            ..Book::default()
        };
        let desk = book.open();
        let may = |way, what: &[&str]| {
            let done = desk.plan(&start(way, what));
            !matches!(done, Err(Failure::RefusedByRole(_)))
        };
        assert_eq!(may(Way::Paper, &["A1"]), paper, "{role:?}");
        assert_eq!(may(Way::Legacy, &["base"]), electronic, "{role:?}");
        assert_eq!(may(Way::Request, &[]), electronic, "{role:?}");
    }
}

#[test]
fn reservations_and_marketplace_products_are_left_out() {
    let desk = Book::modern().open();
    let done = refused(apply(
        &desk,
        &start(Way::Request, &["plan", "R1", "market", "W1"]),
    ));
    let done: Vec<(&str, &str)> = done
        .iter()
        .map(|(code, found)| (code.as_str(), found.as_str()))
        .collect();
    assert_eq!(
        done,
        [
            ("900145", "R1"),
            ("900146", "market"),
            ("precondition", "W1")
        ]
    );
}

#[test]
fn a_provider_names_an_active_indirect_reseller() {
    let provider = || {
        let mut book = Book::modern();
        book.kind = PartnerKind::Provider;
        let desk = book.open();
        for (key, state) in [("4847383", "Active"), ("4847433", "Inactive")] {
            let json = format!(
                r#"{{"id":"484e548c-f5f3-4528-93a9-c16c6373cb{}","name":"First Up","mpnId":"{key}","state":"{state}"}}"#,
                &key[5..]
            );
            put(&desk, Kind::Reseller, key, &json);
        }
        desk
    };
    for (mpn_id, code) in [
        (None, Some("800015")),
        (Some("First Up"), Some("800015")),
        (Some("1"), Some("800015")),
        (Some("4847433"), Some("800016")),
        (Some("4847383"), None),
    ] {
        let mut wish = start(Way::Request, &[]);
        wish.details.mpn_id = mpn_id.map(str::to_owned);
        let desk = provider();
        let done = apply(&desk, &wish);
        match code {
            Some(code) => assert_eq!(codes(done), [code], "{mpn_id:?}"),
            None => {
                let id = done.unwrap().plan.items[0].id.clone().unwrap();
                assert_eq!(stored(&desk, &id).text("partnerOnRecord"), mpn_id);
            }
        }
    }
}

#[test]
fn without_a_relationship_nothing_is_transferred() {
    for way in Way::ALL {
        let mut book = Book::modern();
        book.customer = book.customer.replace("\"reseller\"", "\"none\"");
        let what: &[&str] = match way {
            Way::Request => &[],
            _ => &["base"],
        };
        let done = codes(apply(&book.open(), &start(way, what)));
        assert_eq!(done[0], "20002", "{way:?}");
    }
}

#[test]
fn without_an_agreement_signed_with_us_nothing_is_requested() {
    let mut book = Book::modern();
    book.agreed = false;
    let done = codes(apply(&book.open(), &start(Way::Request, &[])));
    assert_eq!(done, ["precondition"]);
}

#[test]
fn legacy_subscriptions_are_eligible_each_by_itself_with_the_reason() {
    let desk = Book::default().open();
    let first = started(&desk, Way::Legacy, &["chairs"]);
    let Err(Failure::Blocked(blockers)) = apply(
        &desk,
        &start(
            Way::Legacy,
            &["gone", "asleep", "chairs", "A1", "seats", "base"],
        ),
    ) else {
        panic!("none of them was refused");
    };
    let told: Vec<(&str, &str)> = blockers
        .iter()
        .map(|one| (one.found.as_deref().unwrap(), one.message.id.as_ref()))
        .collect();
    assert_eq!(
        told,
        [
            ("gone", "transfers-not-active"),
            ("asleep", "transfers-not-active"),
            ("chairs", "transfers-in-another"),
            ("A1", "transfers-wrong-way"),
            ("seats", "transfers-wrong-way"),
        ]
    );
    let in_another = format!("{:?}", blockers[2].message.args);
    assert!(
        in_another.contains(&first),
        "the other transfer's ID is in the text"
    );
}

#[test]
fn the_services_own_words_of_failure_are_kept() {
    // What only the service knows (bought too recently, failed, refused, invalid) comes as the reason of `failed`.
    for code in ["900103", "900130", "900135", "900137", "900160", "900400"] {
        let desk = Book::modern().open();
        let one = started(&desk, Way::Request, &["seats"]);
        record_all(
            &desk,
            &one,
            &["sent", "accepted", &format!("failed={code}")],
        );
        let record = stored(&desk, &one);
        let last = partnerdeck::account::transfer::Transfer(&record);
        assert_eq!(last.events().next_back().unwrap().value, code);
        assert_eq!(last.items().next().unwrap().error(), code);
    }
}

#[test]
fn an_event_of_another_way_is_no_event_here() {
    let desk = Book::default().open();
    let one = started(&desk, Way::Paper, &["A1"]);
    for word in ["sent", "accepted", "eligible", "withdrawn"] {
        assert_eq!(codes(record(&desk, &one, word)), ["precondition"], "{word}");
    }
}

#[test]
fn what_the_service_lists_under_an_azure_plan_goes_with_its_way() {
    let desk = Book::modern().open();
    let azure = |id: &str, status: &str| {
        let json = format!(
            r#"{{"id":"{id}","friendlyName":"Azure – {id}","status":"{status}","subscriptionId":"plan"}}"#
        );
        put(&desk, Kind::Entitlement, id, &json);
    };
    azure("shop", "active");
    azure("old", "suspended");
    let done = refused(apply(&desk, &start(Way::Request, &["shop", "old"])));
    assert_eq!(done, [("900105".to_owned(), "old".to_owned())]);
    let one = started(&desk, Way::Request, &["shop"]);
    let record = stored(&desk, &one);
    let transfer = partnerdeck::account::transfer::Transfer(&record);
    assert_eq!(transfer.items().next().unwrap().subscription(), "shop");
    assert_eq!(
        codes(apply(&desk, &start(Way::Legacy, &["shop"]))),
        ["precondition"]
    );
}

#[test]
fn a_failure_that_has_a_number_says_what_it_means() {
    let desk = Book::modern().open();
    let one = started(&desk, Way::Request, &["seats"]);
    record_all(&desk, &one, &["sent", "accepted"]);
    let report = record(&desk, &one, "failed=900130").unwrap();
    assert_eq!(
        said(&report.plan.consequences),
        [
            "transfers-means-service-request",
            "code-900130",
            "code-900130-do"
        ]
    );
}
