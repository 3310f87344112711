//! Support contacts and service requests, as operations.md section 13 has them.

use std::sync::Arc;

use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Draft, Summary, Undo};
use partnerdeck::account::problem::Code;
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::role::Role;
use partnerdeck::account::service_request::ServiceRequest;
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::support::{AddNote, SetSupportContact, Why, places_for_new_requests};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::{Desk, Failure, Operation, Report, Ticket};
use partnerdeck::store::Commit;

use crate::session::{Session, book_for};

const OURS: &str = "11111111-1111-4111-8111-111111111111";
const LAKEVIEW: &str = "484e548c-f5f3-4528-93a9-c16c6373cb59";
const RELECLOUD: &str = "b01b1487-b36e-4e6d-9b5e-0b58974c4b28";
const ENDED: &str = "0d9a7c52-6c1e-4f5b-8a3f-5b1f6f2c7d11";
const CONTOSO: &str = "c5757d70-06f3-4f23-8367-5a9e55019f94";

fn customer() -> CustomerId {
    CustomerId::new(CONTOSO)
}

fn put(desk: &Desk, customer: &CustomerId, kind: Kind, id: &str, json: &str) {
    let change = Change {
        key: RecordKey::new(customer, kind, id),
        expect: Expect::Absent,
        after: Some(serde_json::from_str(json).unwrap()),
    };
    let draft = Draft {
        at: desk.now(),
        who: desk.operator().clone(),
        operation: "import_book".to_owned(),
        customer: None,
        subject: "seed".to_owned(),
        summary: Summary::default(),
        undo: Undo::Not("seed".to_owned()),
        undoes: None,
    };
    desk.commit(&Commit {
        draft,
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    })
    .unwrap();
}

/// A provider's book: Contoso works with Lakeview; ReleCloud is a reseller of other customers, and with a third the
/// partnership ended.
fn desk_for(cloud: Cloud, role: Role) -> Desk {
    let desk = book_for(cloud, role);
    let nobody = CustomerId::nobody();
    let ours = format!(r#"{{"name":"Northwind","tenantId":"{OURS}","kind":"provider"}}"#);
    put(&desk, &nobody, Kind::Book, "partner", &ours);
    for (id, mpn, name, state) in [
        (LAKEVIEW, "4847383", "Lakeview", "Active"),
        (RELECLOUD, "4847433", "ReleCloud", "Active"),
        (ENDED, "5139005", "Ended GmbH", "Inactive"),
    ] {
        let json = format!(
            r#"{{"id":"{id}","mpnId":"{mpn}","name":"{name}","state":"{state}","location":"US"}}"#
        );
        put(&desk, &nobody, Kind::Reseller, id, &json);
    }
    let contoso = format!(
        r#"{{"id":"{CONTOSO}","companyProfile":{{"domain":"contoso.kr","companyName":"Contoso"}},
        "relationshipToPartner":"reseller","associatedPartnerId":"{LAKEVIEW}"}}"#
    );
    put(&desk, &customer(), Kind::Customer, CONTOSO, &contoso);
    for (id, name) in [("s1", "Office"), ("s2", "Teams")] {
        let json =
            format!(r#"{{"id":"{id}","friendlyName":"{name}","status":"active","quantity":5}}"#);
        put(&desk, &customer(), Kind::Subscription, id, &json);
    }
    for (id, rest) in [
        (
            "100",
            r#""status":2,"severity":3,"createdDate":"2026-11-20T09:00:00""#,
        ),
        (
            "101",
            r#""status":1,"severity":1,"createdDate":"2026-11-18T09:00:00""#,
        ),
        (
            "102",
            r#""status":1,"severity":2,"createdDate":"2026-11-21T09:00:00""#,
        ),
        (
            "103",
            r#""status":"attention_needed","severity":"critical","createdDate":"2026-11-01T09:00:00""#,
        ),
    ] {
        let json = format!(r#"{{"id":"{id}","title":"T{id}",{rest}}}"#);
        put(&desk, &customer(), Kind::ServiceRequest, id, &json);
    }
    desk
}

fn desk() -> Desk {
    desk_for(Cloud::Global, Role::AdminAgent)
}

fn name(contact: &str) -> SetSupportContact {
    SetSupportContact {
        customer: customer(),
        subscription: "Office".to_owned(),
        contact: contact.to_owned(),
    }
}

fn note(request: &str, text: &str) -> AddNote {
    AddNote {
        customer: customer(),
        request: request.to_owned(),
        text: text.to_owned(),
    }
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn apply(desk: &Desk, operation: &dyn Operation) -> Report {
    desk.apply(desk.plan(operation).unwrap()).unwrap()
}

fn undo(desk: &Desk) {
    UndoEntry::default().run(desk, &Ticket::new()).unwrap();
}

#[test]
fn the_support_contact_is_the_provider_until_another_is_named() {
    let desk = desk();
    let contacts = desk.support_contacts(&customer()).unwrap();
    let told: Vec<(&str, &str, bool)> = contacts
        .iter()
        .map(|one| (one.id.as_str(), one.name.as_str(), one.is_default))
        .collect();
    assert_eq!(told, [(OURS, "Northwind", true), (OURS, "Northwind", true)]);
    // To name the provider where nobody was named changes nothing.
    let plan = desk.plan(&name(OURS)).unwrap();
    assert_eq!((plan.summary.unchanged, plan.changes.len()), (1, 0));
}

#[test]
fn a_reseller_with_a_relationship_is_named_and_undo_restores_the_book() {
    for contact in [LAKEVIEW, "4847383", "lakeview", &LAKEVIEW.to_uppercase()] {
        let desk = desk();
        let before = export(&desk);
        let report = apply(&desk, &name(contact));
        assert_eq!(report.plan.undo, Undo::Possible);
        let contacts = desk.support_contacts(&customer()).unwrap();
        assert_eq!(
            (contacts[0].id.as_str(), contacts[0].is_default),
            (LAKEVIEW, false)
        );
        assert_eq!(contacts[0].mpn_id, "4847383");
        assert!(contacts[1].is_default);
        let uri = contacts[0].resource.text_or_empty("links.self.uri");
        assert_eq!(
            uri,
            format!("/customers/{CONTOSO}/subscriptions/s1/supportcontact")
        );
        let again = desk.plan(&name(contact)).unwrap();
        assert_eq!((again.summary.unchanged, again.changes.len()), (1, 0));
        // Back to the provider by name, and both taken back.
        apply(&desk, &name(OURS));
        assert_eq!(desk.support_contacts(&customer()).unwrap()[0].id, OURS);
        undo(&desk);
        undo(&desk);
        assert_eq!(export(&desk), before);
    }
}

#[test]
fn whoever_is_not_in_the_list_must_have_the_relation_first() {
    let desk = desk();
    for (contact, message, found) in [
        ("nobody", "support-not-in-list", "nobody"),
        (RELECLOUD, "support-no-relationship", RELECLOUD),
        ("ReleCloud", "support-no-relationship", RELECLOUD),
        (ENDED, "support-no-partnership", ENDED),
    ] {
        let plan = desk.plan(&name(contact)).unwrap();
        let blocker = &plan.blockers[0];
        assert_eq!(blocker.code, Code::Precondition);
        assert_eq!(blocker.message.id, message);
        assert_eq!(blocker.found.as_deref(), Some(found));
        assert!(blocker.remedy.is_some());
        assert!(matches!(desk.apply(plan), Err(Failure::Blocked(_))));
    }
    // The relation is there as soon as one of the subscriptions names the reseller.
    let json = r#"{"id":"s3","friendlyName":"Visio","status":"active","partnerId":"4847433"}"#;
    put(&desk, &customer(), Kind::Subscription, "s3", json);
    apply(&desk, &name(RELECLOUD));
}

#[test]
fn the_list_to_choose_from_has_the_provider_first_and_says_who_can_not_be_named() {
    let told: Vec<(String, Option<Why>)> = desk()
        .support_candidates(&customer())
        .unwrap()
        .into_iter()
        .map(|one| (one.name, one.refused))
        .collect();
    let name = |name: &str| name.to_owned();
    assert_eq!(
        told,
        [
            (name("Northwind"), None),
            (name("Lakeview"), None),
            (name("Ended GmbH"), Some(Why::NoPartnership)),
            (name("ReleCloud"), Some(Why::NoRelationship)),
        ]
    );
}

#[test]
fn a_subscription_that_is_not_there_is_not_found() {
    let wish = SetSupportContact {
        subscription: "nothing".to_owned(),
        ..name(LAKEVIEW)
    };
    assert!(matches!(desk().plan(&wish), Err(Failure::NotFound(..))));
}

#[test]
fn support_is_not_for_every_role_and_not_in_every_cloud() {
    let sales = desk_for(Cloud::Global, Role::SalesAgent);
    assert!(matches!(
        sales.plan(&name(LAKEVIEW)),
        Err(Failure::RefusedByRole(_))
    ));
    assert!(matches!(
        sales.service_requests(&customer()),
        Err(Failure::RefusedByRole(_))
    ));
    let china = desk_for(Cloud::China, Role::GlobalAdmin);
    assert!(matches!(
        china.plan(&name(LAKEVIEW)),
        Err(Failure::RefusedByCloud(..))
    ));
    assert!(matches!(
        china.plan(&note("100", "x")),
        Err(Failure::RefusedByCloud(..))
    ));
    assert!(
        desk_for(Cloud::Germany, Role::HelpdeskAgent)
            .plan(&name(LAKEVIEW))
            .is_ok()
    );
}

#[test]
fn requests_that_want_attention_come_first_and_closed_ones_last() {
    let requests = desk().service_requests(&customer()).unwrap();
    let ids: Vec<&str> = requests.iter().map(|one| one.key.id.as_str()).collect();
    assert_eq!(ids, ["103", "102", "101", "100"]);
}

#[test]
fn a_note_of_ours_stands_on_a_request_and_undo_restores_the_book() {
    let desk = desk();
    let before = export(&desk);
    apply(&desk, &note("101", "  calls back on Monday\nafter ten  "));
    let stored = desk.service_request(&customer(), "101").unwrap();
    let notes = ServiceRequest(&stored.resource).notes();
    assert_eq!(notes[0].text, "calls back on Monday\nafter ten");
    assert_eq!((notes[0].by.as_str(), notes[0].is_ours), ("tester", true));
    // Support has not answered by it.
    assert!(
        ServiceRequest(&stored.resource)
            .first_answer_until()
            .is_some()
    );
    undo(&desk);
    assert_eq!(export(&desk), before);
}

#[test]
fn a_note_without_words_or_with_too_many_is_refused() {
    for (text, code) in [
        ("  ", Code::Missing),
        (&"x".repeat(4001), Code::TooLong),
        ("a\tb", Code::BadCharacter),
    ] {
        let failure = desk().plan(&note("101", text)).map(drop).unwrap_err();
        assert_eq!(failure.problems()[0].code, code);
    }
    assert!(matches!(
        desk().plan(&note("999", "x")),
        Err(Failure::NotFound(..))
    ));
}

#[test]
fn new_requests_are_opened_in_the_portals_and_helpdesk_agents_open_none_for_azure() {
    let [azure, office] = places_for_new_requests(Cloud::Germany, &[Role::AdminAgent]);
    assert_eq!(azure.address, "https://portal.microsoftazure.de");
    assert_eq!(office.address, "https://portal.office.de");
    assert!(azure.may && office.may);
    let [azure, office] = places_for_new_requests(Cloud::Global, &[Role::HelpdeskAgent]);
    assert!(!azure.may && office.may);
}

macro_rules! frame_is {
    ($name:literal, $session:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $session.settle().frame());
        });
    };
}

/// The support section of the only customer.
fn section(desk: Desk, width: u16, height: u16) -> Session {
    let mut session = Session::on(Arc::new(desk), width, height);
    session.keys("<CR>").settle().keys("6").settle();
    session
}

#[test]
fn contacts_and_requests_stand_in_a_section() {
    frame_is!("support-80x24", section(desk(), 80, 24));
    frame_is!("support-160x50", section(desk(), 160, 50));
    frame_is!("support-20x5", section(desk(), 20, 5));
    // The fourth line from the top is the request that waits for the partner.
    frame_is!("support-unfolded", section(desk(), 80, 30).keys("jjjjo"));
}

#[test]
fn a_contact_is_chosen_among_those_that_can_be_named() {
    let mut session = section(desk(), 80, 24);
    session.keys("j<CR>").settle().keys("<CR>").settle();
    frame_is!("support-contact-sheet", session.keys("<CR>").settle());
    session.keys("lake<CR>").settle().keys("<C-s>").settle();
    let frame = session.frame();
    assert!(frame.contains("Lakeview             "), "{frame}");
    session.keys("u").settle();
    assert!(!session.frame().contains("Lakeview             "));
}

#[test]
fn a_note_is_typed_on_a_request() {
    let mut session = section(desk(), 80, 24);
    session.keys("jjjj<CR>note<CR>").settle();
    session.keys("calls back").settle().keys("<C-s>").settle();
    assert!(session.frame().contains("one note"), "{}", session.frame());
}

#[test]
fn where_new_requests_are_opened_goes_to_the_clipboard() {
    let mut session = section(desk(), 80, 40);
    session.keys("G<CR>").settle();
    assert_eq!(
        session.copied().as_deref(),
        Some("https://admin.microsoft.com")
    );
    session.keys("k<CR>").settle();
    assert_eq!(
        session.copied().as_deref(),
        Some("https://portal.azure.com")
    );
    let helpdesk = desk_for(Cloud::Global, Role::HelpdeskAgent);
    let mut session = section(helpdesk, 80, 40);
    session.keys("Gk<CR>").settle();
    assert_eq!(session.copied(), None);
    assert!(
        session
            .frame()
            .contains("Helpdesk agents can't open requests about Azure")
    );
}

#[test]
fn who_may_not_see_support_reads_why() {
    let sales = desk_for(Cloud::Global, Role::SalesAgent);
    let frame = section(sales, 80, 24).frame();
    assert!(frame.contains("Your role does not allow this"), "{frame}");
    let china = desk_for(Cloud::China, Role::GlobalAdmin);
    let frame = section(china, 80, 24).frame();
    assert!(
        frame.contains("portal.partner.microsoftonline.cn"),
        "{frame}"
    );
}
