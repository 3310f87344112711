//! Customers out of tables and JSON: what says nothing new changes nothing, what is new goes through the rules, and the whole
//! file is one entry of the history.

use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::Operator;
use partnerdeck::account::problem::{Code, Place};
use partnerdeck::account::role::Role;
use partnerdeck::exchange::Source;
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::import_book::ImportBook;
use partnerdeck::operations::import_customers::ImportCustomers;
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::{
    Desk, Failure, FixedClock, ListFormat, Look, OsChance, Outcome, Report, Ticket, demo,
};
use partnerdeck::search::Cancel;
use partnerdeck::store::memory::MemoryStore;
use serde_json::{Value, json};

const TAILSPIN: &str = "0f4571a3-185f-475b-aa28-a832f30a0dd6";
const NEW: &str = "11111111-2222-4333-8444-555555555555";

fn desk_of(role: Role) -> Desk {
    let operator = Operator {
        name: "anna".to_owned(),
        roles: vec![role],
    };
    let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
    let store = Box::new(MemoryStore::new(Cloud::Global));
    Desk::new(
        store,
        operator,
        Box::new(FixedClock(now)),
        Box::new(OsChance),
        false,
    )
}

fn demo_desk() -> Desk {
    let desk = desk_of(Role::GlobalAdmin);
    demo::fill(&desk).unwrap();
    desk
}

fn file(text: impl AsRef<[u8]>) -> ImportCustomers {
    ImportCustomers {
        source: Source::of_bytes("customers.csv", text.as_ref()),
    }
}

fn import(desk: &Desk, text: impl AsRef<[u8]>) -> Report {
    let wish = file(text);
    let dry = wish.check(desk, &Ticket::new()).unwrap();
    let done = wish.run(desk, &Ticket::new()).unwrap();
    assert_eq!(
        dry.plan.summary, done.plan.summary,
        "a dry run tells the truth"
    );
    done
}

fn counts(report: &Report) -> (u64, u64, u64, u64) {
    let summary = report.plan.summary;
    (
        summary.added,
        summary.changed,
        summary.unchanged,
        summary.refused,
    )
}

fn export(desk: &Desk) -> String {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn customer(desk: &Desk, id: &str) -> Value {
    let text = export(desk);
    let lines = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut found = lines.filter(|line| line["kind"] == "customer" && line["customer"] == id);
    found.next().unwrap()["resource"].clone()
}

fn table(desk: &Desk) -> Vec<u8> {
    let look = Look {
        all: true,
        ..Look::default()
    };
    let found = desk.look(&look, &Cancel::new()).unwrap().unwrap();
    let mut bytes = Vec::new();
    desk.export_customers(
        &found,
        0..usize::MAX,
        ListFormat::Csv,
        (&mut bytes, "-"),
        &Ticket::new(),
    )
    .unwrap();
    bytes
}

/// Code and column of a row's first problem.
type First = Option<(Code, Option<u32>)>;

/// What became of each line.
fn told(report: &Report) -> Vec<(u64, Outcome, First)> {
    let items = report.plan.items.iter();
    items
        .map(|item| {
            let problem = item.problems.first().map(|problem| match &problem.place {
                Place::Cell { column, .. } => (problem.code, *column),
                _ => (problem.code, None),
            });
            (item.line.unwrap(), item.outcome, problem)
        })
        .collect()
}

#[test]
fn our_own_table_changes_nothing() {
    let desk = demo_desk();
    let before = export(&desk);
    let report = import(&desk, table(&desk));
    assert_eq!(counts(&report), (0, 0, 300, 0));
    assert_eq!(report.history, None);
    assert_eq!(export(&desk), before);
}

#[test]
fn names_with_formulas_and_hidden_letters_come_back_unchanged() {
    let desk = desk_of(Role::GlobalAdmin);
    let odd = |id: &str, name: &str| json!({"id": id, "companyProfile": {"domain": "d", "companyName": name}, "relationshipToPartner": "novel", "attributes": {"objectType": "Customer"}});
    let names = [
        "=1+1",
        "'quoted",
        "a\u{202e}b",
        "plain",
        "Mu\u{308}ller",
        " blank ",
        "-",
    ];
    let resources: Vec<Value> = names
        .iter()
        .zip(0..)
        .map(|(name, number)| odd(&format!("id{number}"), name))
        .collect();
    let book = ImportBook {
        source: Source::of_bytes("book", json!(resources).to_string().as_bytes()),
        customer: None,
        kind: None,
    };
    book.run(&desk, &Ticket::new()).unwrap();
    assert_eq!(counts(&import(&desk, table(&desk))), (0, 0, 7, 0));
}

#[test]
fn the_file_to_try_changes_two_accounts_and_is_taken_back_whole() {
    let desk = demo_desk();
    let before = export(&desk);
    let report = import(
        &desk,
        include_bytes!("../../assets/demo/files/customers.csv"),
    );
    assert_eq!(report.plan.summary.refused, 0, "{:?}", told(&report));
    assert_eq!(report.plan.summary.changed, 2);
    assert_eq!(report.encoding.as_deref(), Some("UTF-8"));
    UndoEntry::default().run(&desk, &Ticket::new()).unwrap();
    assert_eq!(export(&desk), before);
}

#[test]
fn changed_cells_go_through_the_rules_and_others_are_looked_over() {
    let desk = demo_desk();
    let report = import(
        &desk,
        format!(
            "id,billingProfile.email,billingProfile.defaultAddress.city,notes\n\
             {TAILSPIN},no mail,Seattle,first\n\
             {TAILSPIN},billing@tailspin.example,Seattle,\"Cafe\u{301}, twice\"\n"
        ),
    );
    let told = told(&report);
    assert_eq!(
        told[0],
        (2, Outcome::Refused, Some((Code::BadFormat, Some(2))))
    );
    assert_eq!(told[1].1, Outcome::Changed);
    let account = customer(&desk, TAILSPIN);
    assert_eq!(account["partnerdeck"]["notes"], "Café, twice");
    assert_eq!(
        account["billingProfile"]["email"],
        "billing@tailspin.example"
    );
}

#[test]
fn rows_find_their_account_by_id_or_by_a_domain_that_only_one_has() {
    let desk = demo_desk();
    let twice = json!([
        {"id": "a", "companyProfile": {"domain": "twice.onmicrosoft.com"}, "attributes": {"objectType": "Customer"}},
        {"id": "b", "companyProfile": {"domain": "twice.onmicrosoft.com"}, "attributes": {"objectType": "Customer"}},
    ]);
    import(&desk, twice.to_string());
    let report = import(
        &desk,
        format!(
            "Microsoft ID;Primary domain name;Tags\r\n\
             ;TAILSPINTOYS.onmicrosoft.com;silver\r\n\
             ;twice.onmicrosoft.com;x\r\n\
             ;nobody.onmicrosoft.com;x\r\n\
             ;;x\r\n\
             not-an-id;;x\r\n\
             {upper};;gold\r\n",
            upper = TAILSPIN.to_uppercase()
        ),
    );
    let codes: Vec<Option<Code>> = told(&report)
        .iter()
        .map(|row| row.2.map(|found| found.0))
        .collect();
    assert_eq!(
        codes,
        [
            None,
            Some(Code::Ambiguous),
            Some(Code::Missing),
            Some(Code::Missing),
            Some(Code::BadFormat),
            None,
        ]
    );
    assert_eq!(
        customer(&desk, TAILSPIN)["partnerdeck"]["tags"],
        json!(["gold"])
    );
}

#[test]
fn a_new_id_becomes_a_list_row_also_from_a_korean_table() {
    let desk = desk_of(Role::GlobalAdmin);
    let text = format!(
        "\u{feff}Microsoft ID,회사 이름,주 도메인 이름,관계,태그\r\n{NEW},윙팁,wingtip.onmicrosoft.com,Cloud Reseller,금; 은\r\n"
    );
    let report = import(&desk, text);
    assert_eq!(counts(&report), (1, 0, 0, 0));
    assert_eq!(
        customer(&desk, NEW),
        json!({
            "id": NEW,
            "companyProfile": {
                "tenantId": NEW,
                "domain": "wingtip.onmicrosoft.com",
                "companyName": "윙팁",
                "attributes": {"objectType": "CustomerCompanyProfile"},
            },
            "relationshipToPartner": "reseller",
            "attributes": {"objectType": "Customer"},
            "partnerdeck": {"tags": ["금", "은"], "notes": "", "alias": ""},
        })
    );
    UndoEntry::default().run(&desk, &Ticket::new()).unwrap();
    assert_eq!(export(&desk), "");
}

#[test]
fn what_can_never_change_is_refused_at_its_cell() {
    let desk = demo_desk();
    let report = import(
        &desk,
        format!(
            "Microsoft ID,Primary domain name,Relationship,companyProfile.companyName\n\
             {TAILSPIN},other.onmicrosoft.com,Cloud Reseller,\n\
             {TAILSPIN},,None,\n\
             {TAILSPIN},,,Other\n\
             {TAILSPIN},,,,surplus\n\
             {TAILSPIN}\n\
             {NEW},a\u{fffd}b,,\n"
        ),
    );
    assert_eq!(
        told(&report),
        [
            (2, Outcome::Refused, Some((Code::NotAllowed, Some(2)))),
            (3, Outcome::Refused, Some((Code::NotAllowed, Some(3)))),
            (4, Outcome::Refused, Some((Code::NotAllowed, Some(4)))),
            (5, Outcome::Refused, Some((Code::ExtraColumn, None))),
            (6, Outcome::Unchanged, None),
            (7, Outcome::Refused, Some((Code::BadCharacter, Some(2)))),
        ]
    );
}

#[test]
fn tags_are_not_for_everybody() {
    let desk = desk_of(Role::HelpdeskAgent);
    demo::fill(&desk).unwrap();
    let tagged = format!("id,tags\n{TAILSPIN},nobodys-tag\n");
    let failure = file(tagged).run(&desk, &Ticket::new());
    assert!(
        matches!(failure, Err(Failure::Problems(problems)) if problems[0].code == Code::NotAllowed)
    );
    let json = json!({"id": TAILSPIN, "partnerdeck": {"tags": ["x"]}});
    let failure = file(json.to_string()).run(&desk, &Ticket::new());
    assert!(matches!(failure, Err(Failure::Problems(_))));
    assert_eq!(
        counts(&import(&desk, format!("id,notes\n{TAILSPIN},seen\n"))),
        (0, 1, 0, 0)
    );
}

#[test]
fn json_is_taken_for_customers_and_nothing_else() {
    let desk = desk_of(Role::GlobalAdmin);
    let report = import(
        &desk,
        format!(
            "{{\"id\":\"{NEW}\",\"companyProfile\":{{\"domain\":\"d\"}}}}\n{{\"id\":\"u\",\"attributes\":{{\"objectType\":\"CustomerUser\"}}}}\n{{\"kind\":\"user\",\"customer\":\"c\",\"resource\":{{\"id\":\"u\"}}}}\n"
        ),
    );
    assert_eq!(counts(&report), (1, 0, 0, 2));
}

#[test]
fn a_file_that_is_no_table_of_customers_changes_nothing() {
    let desk = desk_of(Role::GlobalAdmin);
    for text in ["", "Color,Size\nred,7\n", "id,id\nx,y\n", "tags\nx\n"] {
        let failure = file(text).run(&desk, &Ticket::new());
        assert!(matches!(failure, Err(Failure::Problems(_))), "{text}");
    }
}
