//! Update account info.

use super::*;

#[test]
fn every_field_has_a_label() {
    let words = Words::load(Language::English);
    for field in FIELDS {
        assert!(words.has(field.label), "{}", field.label);
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
fn undo_brings_the_book_back_byte_for_byte() {
    let desk = desk_with(CUSTOMER);
    let before = export(&desk);
    for wishes in [
        &["tags+=gold", "billingProfile.email=new@wingtiptoys.com"][..],
        &["billingProfile.defaultAddress.addressLine2=Suite 5"],
        &["notes=x", "alias=y"],
    ] {
        save(&desk, wishes).unwrap();
        assert_ne!(export(&desk), before);
        undo(&desk).unwrap();
        assert_eq!(export(&desk), before);
    }
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
fn our_first_tag_is_one_step() {
    let desk = desk_with(CUSTOMER);
    let plan = desk.plan(&update(&["tags+=gold"])).unwrap();
    assert_eq!(in_words(&plan), ["Tags: gold"]);
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
fn a_city_that_the_new_country_asks_for_must_be_there() {
    let singapore = CUSTOMER
        .replace(
            r#""country":"US","city":"Redmond","state":"WA""#,
            r#""country":"SG""#,
        )
        .replace("4255550101", "")
        .replace("98052", "546080");
    let desk = desk_with(&singapore);
    let wishes = [
        "billingProfile.defaultAddress.country=DE",
        "billingProfile.defaultAddress.postalCode=10115",
    ];
    assert_eq!(
        refused(save(&desk, &wishes)),
        [(CITY.to_owned(), Code::Missing)]
    );
}

#[test]
fn a_zip_code_far_from_the_state_is_told() {
    let desk = desk_with(CUSTOMER);
    let report = save(&desk, &["billingProfile.defaultAddress.postalCode=10118"]).unwrap();
    let warning = report
        .plan
        .warnings
        .iter()
        .find(|w| w.field() == Some(STATE));
    assert_eq!(warning.and_then(|w| w.suggestion.as_deref()), Some("NY"));
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
fn tags_on_a_customer_of_somebody_else_are_told_to_stay_ours() {
    for (relationship, told) in [("advisor", 1), ("reseller", 0)] {
        let desk = desk_with(&CUSTOMER.replace(r#""reseller""#, &format!("{relationship:?}")));
        let report = save(&desk, &["tags=gold"]).unwrap();
        let warned = report.plan.warnings.iter();
        let warned = warned.filter(|warning| warning.message.id == "notice-tags-need-reseller");
        assert_eq!(warned.count(), told, "{relationship}");
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
        set: merge.edits(&[Side::Mine]),
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

#[test]
fn the_services_own_profile_is_a_file_of_changes() {
    let text = include_str!("../../data/samples/customer-billing-profile-put.request.json");
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
