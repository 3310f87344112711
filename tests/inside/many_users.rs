//! Many users at once, from the plan to the passwords: batches, a run that was stopped and goes on, somebody who was
//! quicker, results that are uploaded again, hand-over, undo.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Draft, Operator, Summary, Undo};
use partnerdeck::account::problem::{Code, Place};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::operations::add_users::{
    AddUsers, BadRows, ReadOptions, Results, RunState, UsersFile, added_by, resume, run, runs,
};
use partnerdeck::operations::export_book::ExportBook;
use partnerdeck::operations::passwords::{HandOver, PasswordFile, Which, hand_over, hand_over_to};
use partnerdeck::operations::undo::UndoEntry;
use partnerdeck::operations::{Chance, Desk, Failure, FixedClock, Outcome, Report, Ticket};
use partnerdeck::store::embedded::{EmbeddedStore, Opening};
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::store::{Commit, Store};
use partnerdeck::words::{Language, Words};
use secrecy::ExposeSecret;

const CONTOSO: &str = "c5757d70-06f3-4f23-8367-5a9e55019f94";

/// Different bytes at every call, the same in every test; asks a ticket to stop while the given call is answered.
struct Drawing {
    state: AtomicU64,
    calls: AtomicU64,
    cancel_at: Option<(u64, Ticket)>,
}

impl Drawing {
    fn from(seed: u64, cancel_at: Option<(u64, Ticket)>) -> Box<Self> {
        Box::new(Self {
            state: AtomicU64::new(seed),
            calls: AtomicU64::new(0),
            cancel_at,
        })
    }
}

impl Chance for Drawing {
    fn fill(&self, bytes: &mut [u8]) {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        if let Some((at, ticket)) = &self.cancel_at
            && call == *at
        {
            ticket.cancel();
        }
        for byte in bytes {
            let old = self.state.load(Ordering::Relaxed);
            let new = old
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            self.state.store(new, Ordering::Relaxed);
            *byte = (new >> 56) as u8;
        }
    }
}

fn customer() -> CustomerId {
    CustomerId::new(CONTOSO)
}

fn desk() -> Desk {
    desk_of(Cloud::Global, Role::AdminAgent, "", None)
}

/// A book in memory with one customer; `members` are further members of its resource.
fn desk_of(cloud: Cloud, role: Role, members: &str, cancel_at: Option<(u64, Ticket)>) -> Desk {
    let desk = desk_on(
        Box::new(MemoryStore::new(cloud)),
        role,
        Drawing::from(1, cancel_at),
    );
    let contoso = format!(
        r#"{{"id":"{CONTOSO}","companyProfile":{{"domain":"contoso.kr","companyName":"Contoso"}}{members}}}"#
    );
    put(&desk, Kind::Customer, CONTOSO, &contoso);
    desk
}

fn desk_on(store: Box<dyn Store>, role: Role, chance: Box<Drawing>) -> Desk {
    let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![role],
    };
    Desk::new(store, operator, Box::new(FixedClock(now)), chance, false)
}

fn put(desk: &Desk, kind: Kind, id: &str, json: &str) {
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
    let change = Change {
        key: RecordKey::new(&customer(), kind, id),
        expect: Expect::Absent,
        after: Some(serde_json::from_str::<Resource>(json).unwrap()),
    };
    desk.commit(&Commit {
        draft,
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    })
    .unwrap();
}

fn rows(count: usize) -> String {
    let rows = (0..count).map(|n| format!("미나,,김미나 {n},u{n}@contoso.kr,\r\n"));
    format!(
        "이름,성,표시 이름,메일,상태 업데이트\r\n{}",
        rows.collect::<String>()
    )
}

fn read(text: impl AsRef<[u8]>) -> UsersFile {
    UsersFile::read("신입.csv", text.as_ref(), &ReadOptions::default())
}

fn wish() -> AddUsers {
    AddUsers::new(&customer(), Some("KR"))
}

/// Sign-in names of the customer's users.
fn names(desk: &Desk) -> BTreeSet<String> {
    let users = desk.store().list(&customer(), Kind::User).unwrap();
    let name = |user: &Resource| user.text_or_empty("userPrincipalName").to_owned();
    let names: Vec<String> = users.iter().map(|user| name(&user.resource)).collect();
    let once: BTreeSet<String> = names.iter().cloned().collect();
    assert_eq!(once.len(), names.len(), "somebody was created twice");
    once
}

fn export(desk: &Desk) -> Vec<u8> {
    let mut bytes = Vec::new();
    let all = ExportBook::default();
    all.write(desk, (&mut bytes, "-"), &Ticket::new()).unwrap();
    bytes
}

fn sealed(desk: &Desk) -> usize {
    desk.store().unseal(Some(&customer())).unwrap().len()
}

fn outcomes(report: &Report, outcome: Outcome) -> usize {
    let items = report.plan.items.iter();
    items.filter(|item| item.outcome == outcome).count()
}

#[test]
fn a_hundred_and_thirty_seven_run_as_a_hundred_and_thirty_seven() {
    let desk = desk();
    let plan = wish().plan(&desk, &read(rows(137))).unwrap();
    let words = Words::load(Language::English);
    assert_eq!(
        words.say(&plan.plan.steps[0]),
        "Add 137 users in 2 batches of 100 + 37."
    );
    assert_eq!(
        words.say(&plan.plan.steps[1]),
        "Location of all of them: Korea."
    );
    let version = desk.store().book().version;
    assert!(plan.dry_report().dry_run);
    assert_eq!(desk.store().book().version, version);

    let ticket = Ticket::new();
    let ran = run(&desk, plan, &ticket).unwrap();
    assert!(ran.stopped.is_none());
    assert_eq!(ran.report.plan.summary.added, 137);
    assert_eq!(outcomes(&ran.report, Outcome::Added), 137);
    assert_eq!(ran.report.plan.items[0].line, Some(2));
    assert_eq!((ticket.progress().done, ticket.progress().left()), (137, 0));
    assert_eq!(desk.store().book().version.0 - version.0, 2);
    assert_eq!(names(&desk).len(), 137);
    assert_eq!(sealed(&desk), 137);
    let entry = desk
        .store()
        .entry(ran.report.history.unwrap())
        .unwrap()
        .unwrap();
    assert_eq!(entry.draft.operation, "add_users");
    assert_eq!(entry.draft.summary.added, 137);
    assert_eq!(ran.run.state, RunState::Done);
}

#[test]
fn a_user_is_what_the_service_would_answer() {
    let desk = desk();
    let file = read(
        "First name,Last name,Display name,Email,Status update\n Ana ,,\"Lee, Ana\",Ana.Lee@contoso.kr,\n",
    );
    let ran = run(&desk, wish().plan(&desk, &file).unwrap(), &Ticket::new()).unwrap();
    let users = desk.store().list(&customer(), Kind::User).unwrap();
    let id = ran.report.plan.items[0].id.clone().unwrap();
    assert_eq!(
        serde_json::to_string(&users[0].resource).unwrap(),
        format!(
            r#"{{"usageLocation":"KR","id":"{id}","userPrincipalName":"Ana.Lee@contoso.kr","firstName":"Ana","displayName":"Lee, Ana","userDomainType":"none","state":"active","attributes":{{"objectType":"CustomerUser"}}}}"#
        )
    );
    assert_eq!(uuid::Uuid::parse_str(&id).unwrap().get_version_num(), 4);
}

#[test]
fn cancelled_after_a_batch_it_is_resumed_and_nobody_is_created_twice() {
    let ticket = Ticket::new();
    // The fifty-first call falls into the first batch.
    let desk = desk_of(
        Cloud::Global,
        Role::AdminAgent,
        "",
        Some((51, ticket.clone())),
    );
    let file = read(rows(250));
    let ran = run(&desk, wish().plan(&desk, &file).unwrap(), &ticket).unwrap();
    assert!(matches!(ran.stopped, Some(Failure::Interrupted)));
    assert_eq!((ran.run.done, ran.run.left), (100, 150));
    assert_eq!(outcomes(&ran.report, Outcome::Added), 100);
    assert_eq!(names(&desk).len(), 100);

    let kept = runs(&desk, &customer()).unwrap();
    assert_eq!(kept, std::slice::from_ref(&ran.run));
    assert_eq!(kept[0].state, RunState::Unfinished);
    assert_eq!(kept[0].file, "신입.csv");

    // The file again is refused, and the run is named.
    let Err(Failure::Problems(problems)) = wish().plan(&desk, &file) else {
        panic!("the file was taken again");
    };
    assert_eq!(problems.len(), 100);
    assert!(
        problems
            .iter()
            .all(|problem| problem.code == Code::AlreadyExists)
    );
    let words = Words::load(Language::English);
    assert!(
        words
            .say(problems[0].remedy.as_ref().unwrap())
            .contains(&kept[0].id)
    );

    let ticket = Ticket::new();
    let ran = resume(&desk, &customer(), &kept[0].id[..8], &ticket).unwrap();
    assert!(ran.stopped.is_none());
    assert_eq!(
        (ran.run.done, ran.run.left, ran.run.state),
        (250, 0, RunState::Done)
    );
    assert_eq!(ticket.progress().done, 150);
    assert_eq!(outcomes(&ran.report, Outcome::Added), 250);
    assert_eq!(names(&desk).len(), 250);
    assert_eq!(sealed(&desk), 250);
    let entries = desk.store().entries(None, 10).unwrap();
    let of_run = entries
        .iter()
        .filter(|entry| entry.draft.operation == "add_users");
    assert_eq!(
        of_run.count(),
        1,
        "the whole run is one entry of the history"
    );

    let version = desk.store().book().version;
    let again = resume(&desk, &customer(), &kept[0].id, &Ticket::new()).unwrap();
    assert_eq!(again.report.plan.summary.added, 250);
    assert_eq!(
        desk.store().book().version,
        version,
        "a run that is done stays as it is"
    );
}

#[test]
fn killed_between_two_batches_the_book_on_disk_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let opening = Opening {
            cloud: None,
            create: true,
            read_only: false,
            seal_keys: folder.path().join("keys"),
        };
        EmbeddedStore::open(&folder.path().join("book"), &opening).unwrap()
    };
    let ticket = Ticket::new();
    let desk = desk_on(
        Box::new(open()),
        Role::AdminAgent,
        Drawing::from(1, Some((51, ticket.clone()))),
    );
    let contoso = format!(r#"{{"id":"{CONTOSO}","companyProfile":{{"domain":"contoso.kr"}}}}"#);
    put(&desk, Kind::Customer, CONTOSO, &contoso);
    let ran = run(
        &desk,
        wish().plan(&desk, &read(rows(137))).unwrap(),
        &ticket,
    )
    .unwrap();
    let entry = ran.report.history;
    // Nothing is tidied up: what a kill leaves is what the last commit wrote.
    drop((ran, desk));

    let desk = desk_on(Box::new(open()), Role::AdminAgent, Drawing::from(2, None));
    let kept = runs(&desk, &customer()).unwrap();
    assert_eq!((kept[0].done, kept[0].left), (100, 37));
    let ran = resume(&desk, &customer(), &kept[0].id, &Ticket::new()).unwrap();
    assert_eq!((ran.run.done, ran.run.left), (137, 0));
    assert_eq!(ran.report.history, entry);
    assert_eq!(added_by(&desk, &customer(), &ran.run).unwrap().len(), 137);
    assert_eq!(names(&desk).len(), 137);
    assert_eq!(sealed(&desk), 137);
    assert!(desk.store().check().unwrap().is_empty());
}

#[test]
fn cancelled_twice_it_still_goes_on() {
    let first = Ticket::new();
    let desk = desk_of(
        Cloud::Global,
        Role::AdminAgent,
        "",
        Some((51, first.clone())),
    );
    let ran = run(&desk, wish().plan(&desk, &read(rows(310))).unwrap(), &first).unwrap();
    let at_once = Ticket::new();
    at_once.cancel();
    let stopped = resume(&desk, &customer(), &ran.run.id, &at_once);
    assert!(matches!(stopped, Err(Failure::Interrupted)));
    let ran = resume(&desk, &customer(), &ran.run.id, &Ticket::new()).unwrap();
    assert_eq!(ran.run.done, 310);
    assert_eq!(names(&desk).len(), 310);
}

#[test]
fn cancelled_before_it_began_it_leaves_nothing() {
    let desk = desk();
    let ticket = Ticket::new();
    ticket.cancel();
    let before = desk.store().book().version;
    let stopped = run(&desk, wish().plan(&desk, &read(rows(3))).unwrap(), &ticket);
    assert!(matches!(stopped, Err(Failure::Interrupted)));
    assert_eq!(desk.store().book().version, before);
    assert_eq!(sealed(&desk), 0);
    assert!(runs(&desk, &customer()).unwrap().is_empty());
}

#[test]
fn whoever_was_quicker_makes_one_row_fail_and_the_others_go_on() {
    let desk = desk();
    let plan = wish().plan(&desk, &read(rows(5))).unwrap();
    put(
        &desk,
        Kind::User,
        "theirs",
        r#"{"id":"theirs","userPrincipalName":"U3@contoso.kr","state":"active"}"#,
    );
    let ran = run(&desk, plan, &Ticket::new()).unwrap();
    assert!(ran.stopped.is_none());
    assert_eq!((ran.run.done, ran.run.failed, ran.run.left), (4, 1, 0));
    assert_eq!(ran.report.plan.summary.failed, 1);
    let failed = &ran.report.plan.items[3];
    assert_eq!(failed.outcome, Outcome::Failed);
    assert_eq!(failed.problems[0].code, Code::AlreadyExists);
    let Place::Cell { line, column, .. } = failed.problems[0].place else {
        panic!()
    };
    assert_eq!((line, column), (5, Some(4)));
    assert_eq!(sealed(&desk), 4, "no password of nobody is left under seal");
    assert_eq!(names(&desk).len(), 5);
}

#[test]
fn a_purged_users_name_is_free_again() {
    let desk = desk();
    put(
        &desk,
        Kind::User,
        "old",
        r#"{"userPrincipalName":"u0@contoso.kr","state":"inactive","softDeletionTime":"2026-10-01T00:00:00Z"}"#,
    );
    let ran = run(
        &desk,
        wish().plan(&desk, &read(rows(1))).unwrap(),
        &Ticket::new(),
    )
    .unwrap();
    assert_eq!((ran.run.done, ran.run.failed), (1, 0));
}

#[test]
fn a_file_with_problems_creates_nobody_unless_bad_rows_are_left_out() {
    let desk = desk();
    let text = format!("{}x,y,,z@contoso.kr,\r\n", rows(101));
    let file = read(&text);
    assert!(
        matches!(wish().plan(&desk, &file), Err(Failure::Problems(problems)) if problems.len() == 1)
    );
    let leaving_out = AddUsers {
        bad_rows: BadRows::LeaveOut,
        ..wish()
    };
    let ran = run(
        &desk,
        leaving_out.plan(&desk, &file).unwrap(),
        &Ticket::new(),
    )
    .unwrap();
    let summary = ran.report.plan.summary;
    assert_eq!((summary.added, summary.refused), (101, 1));
    assert_eq!(outcomes(&ran.report, Outcome::Refused), 1);
    assert_eq!(names(&desk).len(), 101);
}

#[test]
fn bad_rows_alone_are_never_run() {
    let desk = desk();
    let leaving_out = AddUsers {
        bad_rows: BadRows::LeaveOut,
        ..wish()
    };
    let file = read("Display name,Email\n,a@contoso.kr\n");
    assert!(matches!(
        leaving_out.plan(&desk, &file),
        Err(Failure::Problems(_))
    ));
}

fn results_of(desk: &Desk, run: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let results = Results::of_run(desk, &customer(), run).unwrap();
    results
        .write(&mut bytes, &Words::load(Language::English))
        .unwrap();
    bytes
}

#[test]
fn results_are_uploaded_again_for_the_failed_rows_alone() {
    let desk = desk();
    let plan = wish().plan(&desk, &read(rows(3))).unwrap();
    put(
        &desk,
        Kind::User,
        "theirs",
        r#"{"userPrincipalName":"u1@contoso.kr","state":"active"}"#,
    );
    let ran = run(&desk, plan, &Ticket::new()).unwrap();
    let results = String::from_utf8(results_of(&desk, &ran.run.id)).unwrap();
    let lines: Vec<&str> = results.split("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}이름,성,표시 이름,메일,상태 업데이트");
    assert_eq!(lines[1], "미나,,김미나 0,u0@contoso.kr,added");
    assert!(
        lines[2].starts_with("미나,,김미나 1,u1@contoso.kr,failed: "),
        "{}",
        lines[2]
    );

    let mut file = read(&results);
    file.set_cell(3, 4, "other@contoso.kr");
    let plan = wish().plan(&desk, &file).unwrap();
    assert_eq!(
        (plan.plan.summary.added, plan.plan.summary.unchanged),
        (1, 2)
    );
    assert!(
        plan.plan
            .warnings
            .iter()
            .any(|warning| warning.message.id == "users-skipped")
    );
    let ran = run(&desk, plan, &Ticket::new()).unwrap();
    assert_eq!(names(&desk).len(), 4);

    // Everybody is there now: the third time there is nothing to add.
    let file = read(results_of(&desk, &ran.run.id));
    let Err(Failure::Problems(problems)) = wish().plan(&desk, &file) else {
        panic!()
    };
    assert_eq!(problems[0].code, Code::NoRows);
}

#[test]
fn results_of_an_unfinished_run_leave_the_waiting_rows_open() {
    let ticket = Ticket::new();
    let desk = desk_of(
        Cloud::Global,
        Role::AdminAgent,
        "",
        Some((51, ticket.clone())),
    );
    let ran = run(
        &desk,
        wish().plan(&desk, &read(rows(101))).unwrap(),
        &ticket,
    )
    .unwrap();
    let results = String::from_utf8(results_of(&desk, &ran.run.id)).unwrap();
    assert!(results.contains("u99@contoso.kr,added\r\n"));
    assert!(results.ends_with("u100@contoso.kr,\r\n"));
}

fn undo(desk: &Desk) -> Result<Report, Failure> {
    UndoEntry::default().run(desk, &Ticket::new())
}

#[test]
fn undo_leaves_the_book_as_it_was() {
    let desk = desk();
    let before = export(&desk);
    run(
        &desk,
        wish().plan(&desk, &read(rows(137))).unwrap(),
        &Ticket::new(),
    )
    .unwrap();
    assert_ne!(export(&desk), before);
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
    assert_eq!(sealed(&desk), 0);
    assert!(runs(&desk, &customer()).unwrap().is_empty());
    assert!(
        desk.store()
            .list(&customer(), Kind::Run)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn an_unfinished_run_can_be_taken_back_too() {
    let ticket = Ticket::new();
    let desk = desk_of(
        Cloud::Global,
        Role::AdminAgent,
        "",
        Some((51, ticket.clone())),
    );
    let before = export(&desk);
    let ran = run(
        &desk,
        wish().plan(&desk, &read(rows(101))).unwrap(),
        &ticket,
    )
    .unwrap();
    undo(&desk).unwrap();
    assert_eq!(export(&desk), before);
    let gone = resume(&desk, &customer(), &ran.run.id, &Ticket::new());
    assert!(matches!(gone, Err(Failure::NotFound(..))));
}

#[test]
fn passwords_are_handed_over_once() {
    let desk = desk();
    let ran = run(
        &desk,
        wish().plan(&desk, &read(rows(3))).unwrap(),
        &Ticket::new(),
    )
    .unwrap();
    let secrets = desk.store().unseal(Some(&customer())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passwords.csv");
    let what = HandOver {
        customer: customer(),
        which: Which::Of(added_by(&desk, &customer(), &ran.run).unwrap()),
    };
    let report = hand_over(&desk, &what, PasswordFile::create(&path).unwrap()).unwrap();
    assert_eq!(report.plan.summary.changed, 3);
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Display name,User name,Temporary password,Status");
    assert!(lines[1].starts_with("김미나 0,u0@contoso.kr,"));
    assert!(lines[1].ends_with(",active"));
    assert!(
        lines[3].starts_with("김미나 2,"),
        "in the order of the file"
    );
    for secret in &secrets {
        assert!(text.contains(secret.password.expose_secret()));
    }
    assert_eq!(sealed(&desk), 0);
    assert_owner_only(&path);

    let entry = desk
        .store()
        .entry(report.history.unwrap())
        .unwrap()
        .unwrap();
    assert_eq!(entry.draft.operation, "hand_over_passwords");
    assert!(matches!(entry.draft.undo, Undo::Not(_)));
    let again = hand_over_to(&desk, &what, &mut Vec::new());
    assert!(matches!(again, Err(Failure::NotFound(..))));
    assert!(
        matches!(undo(&desk), Err(Failure::Blocked(_))),
        "who has a password may be at work"
    );
}

#[cfg(unix)]
fn assert_owner_only(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[cfg(not(unix))]
fn assert_owner_only(_: &Path) {}

#[test]
fn a_password_file_that_can_not_be_kept_hands_nothing_over() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let desk = desk();
    run(
        &desk,
        wish().plan(&desk, &read(rows(2))).unwrap(),
        &Ticket::new(),
    )
    .unwrap();
    let what = HandOver {
        customer: customer(),
        which: Which::All,
    };
    let version = desk.store().book().version;
    assert!(matches!(
        hand_over_to(&desk, &what, &mut Full),
        Err(Failure::File(..))
    ));
    assert_eq!(sealed(&desk), 2);
    assert_eq!(desk.store().book().version, version);
}

#[test]
fn a_password_file_must_be_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passwords.csv");
    std::fs::write(&path, "mine").unwrap();
    assert!(matches!(
        PasswordFile::create(&path),
        Err(Failure::FileExists(_))
    ));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn what_must_be_done_first_blocks_the_run() {
    for (members, code) in [
        (r#","relationshipToPartner":"none""#, Code::Service(20_002)),
        (
            r#","relationshipToPartner":"reseller","allowDelegatedAccess":false"#,
            Code::Precondition,
        ),
    ] {
        let desk = desk_of(Cloud::Global, Role::AdminAgent, members, None);
        let plan = wish().plan(&desk, &read(rows(1))).unwrap();
        assert_eq!(plan.plan.blockers.len(), 1);
        assert_eq!(plan.plan.blockers[0].code, code);
        assert_eq!(plan.plan.blockers[0].found.as_deref(), Some(CONTOSO));
        let blocked = run(&desk, plan, &Ticket::new());
        assert!(matches!(blocked, Err(Failure::Blocked(_))));
        assert!(names(&desk).is_empty());
    }
}

#[test]
fn roles_and_clouds_that_may_not_are_refused_before_anything_is_read() {
    let file = read(rows(1));
    let sales = desk_of(Cloud::Global, Role::SalesAgent, "", None);
    assert!(matches!(
        wish().plan(&sales, &file),
        Err(Failure::RefusedByRole(_))
    ));
    let germany = desk_of(Cloud::Germany, Role::GlobalAdmin, "", None);
    assert!(matches!(
        wish().plan(&germany, &file),
        Err(Failure::RefusedByCloud(..))
    ));
    let nobody = AddUsers::new(&CustomerId::new("nobody"), Some("KR"));
    assert!(matches!(
        nobody.plan(&desk(), &file),
        Err(Failure::NotFound(..))
    ));
}

#[test]
fn no_password_stands_in_the_records_or_the_history() {
    let desk = desk();
    let ran = run(
        &desk,
        wish().plan(&desk, &read(rows(4))).unwrap(),
        &Ticket::new(),
    )
    .unwrap();
    let mut written = String::new();
    desk.store()
        .images(ran.report.history.unwrap(), &mut |image| {
            written.push_str(&serde_json::to_string(&image.after).unwrap());
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    for secret in desk.store().unseal(None).unwrap() {
        assert!(!written.contains(secret.password.expose_secret()));
    }
    assert!(written.contains("u3@contoso.kr"));
}
