//! Users files as customers send them: every fault named once with its line and column, every encoding and separator read,
//! and what is mended in place is right afterwards.

use jiff::Timestamp;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Draft, Operator, Summary, Undo};
use partnerdeck::account::problem::{Place, Problem};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::exchange::csv::Separator;
use partnerdeck::exchange::encoding::{Asked, Encoding};
use partnerdeck::operations::add_users::{
    CheckOptions, Checked, Column, FoundBy, ReadOptions, Results, Tenant, UsersFile, check, split,
};
use partnerdeck::operations::{Desk, Failure, FixedClock, OsChance};
use partnerdeck::store::Commit;
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::words::{Language, Words};
use proptest::prelude::*;

const CONTOSO: &str = "c5757d70-06f3-4f23-8367-5a9e55019f94";

const HEADER: &str = "First name,Last name,Display name,Email,Status update\n";

fn customer() -> CustomerId {
    CustomerId::new(CONTOSO)
}

/// A book with one customer on two domains, and these users of it.
fn desk_with(users: &[&str]) -> Desk {
    let contoso = format!(
        r#"{{"id":"{CONTOSO}","companyProfile":{{"domain":"contoso.onmicrosoft.com","companyName":"Contoso"}},
            "relationshipToPartner":"reseller","customDomains":["contoso.onmicrosoft.com","Contoso.kr"]}}"#
    );
    let operator = Operator {
        name: "eun".to_owned(),
        roles: vec![Role::AdminAgent],
    };
    let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
    let desk = Desk::new(
        Box::new(MemoryStore::new(Cloud::Global)),
        operator,
        Box::new(FixedClock(now)),
        Box::new(OsChance),
        false,
    );
    let record = |kind: Kind, id: &str, json: &str| Change {
        key: RecordKey::new(&customer(), kind, id),
        expect: Expect::Absent,
        after: Some(serde_json::from_str::<Resource>(json).unwrap()),
    };
    let mut changes = vec![record(Kind::Customer, CONTOSO, &contoso)];
    for (number, user) in users.iter().enumerate() {
        changes.push(record(Kind::User, &format!("user-{number}"), user));
    }
    let draft = Draft {
        at: now,
        who: desk.operator().clone(),
        operation: "import_book".to_owned(),
        customer: None,
        subject: "seed".to_owned(),
        summary: Summary::default(),
        undo: Undo::Possible,
        undoes: None,
    };
    desk.commit(&Commit {
        draft,
        continues: None,
        changes,
        guards: Vec::new(),
    })
    .unwrap();
    desk
}

fn desk() -> Desk {
    desk_with(&[
        r#"{"userPrincipalName":"There@contoso.kr","state":"active"}"#,
        r#"{"userPrincipalName":"gone@contoso.kr","state":"inactive","softDeletionTime":"2026-11-02T00:00:00Z"}"#,
        r#"{"userPrincipalName":"purged@contoso.kr","state":"inactive","softDeletionTime":"2026-10-01T00:00:00Z"}"#,
    ])
}

fn read(bytes: impl AsRef<[u8]>) -> UsersFile {
    UsersFile::read("users.csv", bytes.as_ref(), &ReadOptions::default())
}

fn checked(file: &UsersFile) -> Checked {
    check(
        &desk(),
        &customer(),
        file,
        Some("KR"),
        &CheckOptions::default(),
    )
    .unwrap()
}

/// Code, line and column of a problem.
fn spot(problem: &Problem) -> (String, u64, u32) {
    let Place::Cell { line, column, .. } = problem.place else {
        return (problem.code.text().into_owned(), 0, 0);
    };
    (problem.code.text().into_owned(), line, column.unwrap_or(0))
}

fn faults(bytes: impl AsRef<[u8]>) -> Vec<(String, u64, u32)> {
    checked(&read(bytes)).problems.iter().map(spot).collect()
}

fn expected(faults: &[(&str, u64, u32)]) -> Vec<(String, u64, u32)> {
    let owned = |(code, line, column): &(&str, u64, u32)| ((*code).to_owned(), *line, *column);
    faults.iter().map(owned).collect()
}

#[test]
fn every_fault_is_named_once_with_its_line_and_column() {
    let fifty = "나".repeat(50);
    let fifty_one = "나".repeat(51);
    for (rows, faults_expected) in [
        (format!("a,b,{fifty},a@contoso.kr,\n"), vec![]),
        (
            format!("a,b,{fifty_one},a@contoso.kr,\n"),
            vec![("too_long", 2, 3)],
        ),
        (
            format!("{fifty_one},b,c,a@contoso.kr,\n"),
            vec![("too_long", 2, 1)],
        ),
        (
            format!("a,{fifty_one},c,a@contoso.kr,\n"),
            vec![("too_long", 2, 2)],
        ),
        ("a,b,,a@contoso.kr,\n".to_owned(), vec![("missing", 2, 3)]),
        ("a,b,c,,\n".to_owned(), vec![("missing", 2, 4)]),
        (
            "a,b, \u{a0} , ,\n".to_owned(),
            vec![("missing", 2, 3), ("missing", 2, 4)],
        ),
        ("a,b,c\n".to_owned(), vec![("missing", 2, 4)]),
        ("a,b,c,anna@,\n".to_owned(), vec![("bad_email", 2, 4)]),
        (
            "a,b,c,anna@contoso,\n".to_owned(),
            vec![("bad_email", 2, 4)],
        ),
        (
            "a,b,c,anna lee@contoso.kr,\n".to_owned(),
            vec![("bad_email", 2, 4)],
        ),
        (
            "a,b,c,anna@contoso.net,\n".to_owned(),
            vec![("foreign_domain", 2, 4)],
        ),
        (
            "a,b,c,anna@mail.contoso.kr,\n".to_owned(),
            vec![("foreign_domain", 2, 4)],
        ),
        ("a,b,c,anna@CONTOSO.KR,\n".to_owned(), vec![]),
        (
            "a,b,c,a@contoso.kr,\nd,e,f,g@contoso.kr,\nh,i,j,A@Contoso.kr,\n".to_owned(),
            vec![("duplicate_in_file", 4, 4)],
        ),
        (
            "a,b,c,there@contoso.kr,\n".to_owned(),
            vec![("already_exists", 2, 4)],
        ),
        (
            "a,b,c,gone@contoso.kr,\n".to_owned(),
            vec![("recently_deleted", 2, 4)],
        ),
        ("a,b,c,purged@contoso.kr,\n".to_owned(), vec![]),
        (
            "a,b,c,a@contoso.kr,done\n".to_owned(),
            vec![("status_not_empty", 2, 5)],
        ),
        (
            "a,b,c,a@contoso.kr,added\n".to_owned(),
            vec![("status_not_empty", 2, 5)],
        ),
        (
            "a,b,c,a@contoso.kr,,x\n".to_owned(),
            vec![("extra_column", 2, 6)],
        ),
        (
            "a,b,c,a@contoso.kr,,,x,y\n".to_owned(),
            vec![("extra_column", 2, 7)],
        ),
        ("a,b,c,a@contoso.kr,,,\n".to_owned(), vec![]),
        (
            "a,b,\"c\nd\",a@contoso.kr,\n".to_owned(),
            vec![("bad_character", 2, 3)],
        ),
        (
            "a,b,c\u{202e}d,a@contoso.kr,\n".to_owned(),
            vec![("bad_character", 2, 3)],
        ),
        (
            "a,b\t,c,a@contoso.kr,\n".to_owned(),
            vec![("bad_character", 2, 2)],
        ),
        (
            "a,b,c,a@contoso.kr\u{200b},\n".to_owned(),
            vec![("bad_character", 2, 4)],
        ),
        (
            "a,b,c\0d,a@contoso.kr,\n".to_owned(),
            vec![("bad_encoding", 2, 3)],
        ),
        (
            // The line is the physical one, where the row starts; a quoted line break counts.
            "\n\"a\r\nb\",b,c,a@contoso.kr,\n\r\nx,y,,z@contoso.kr,\n".to_owned(),
            vec![("bad_character", 3, 1), ("missing", 6, 3)],
        ),
        (
            "a,b,,anna@,x\n".to_owned(),
            vec![
                ("missing", 2, 3),
                ("bad_email", 2, 4),
                ("status_not_empty", 2, 5),
            ],
        ),
        (
            // A quote that is never closed is one fault, not one for each cell it swallowed.
            "a,\"b,c,a@contoso.kr,\nd,e,f,d@contoso.kr,\n".to_owned(),
            vec![("bad_character", 2, 2)],
        ),
        (String::new(), vec![("no_rows", 1, 1)]),
        (",,,,\n\n , ,,,\n".to_owned(), vec![("no_rows", 1, 1)]),
    ] {
        let text = format!("{HEADER}{rows}");
        assert_eq!(faults(&text), expected(&faults_expected), "{text}");
    }
}

#[test]
fn faults_of_the_header_stand_at_its_line() {
    for (text, faults_expected) in [
        (
            "First name,Last name,Display name,Email,Status update,Phone\na,b,c,a@contoso.kr,,555\nd,e,f,d@contoso.kr,,\n",
            vec![("extra_column", 1, 6)],
        ),
        (
            "First name,Last name,Display name,Status update\na,b,c,\n",
            vec![("missing_column", 1, 4)],
        ),
        (
            "First name,Last name,Email,Status update\na,b,a@contoso.kr,\n",
            vec![("missing_column", 1, 3)],
        ),
        (
            "Email,Display name,Email\na@contoso.kr,c,x\n",
            vec![("extra_column", 1, 3)],
        ),
        (
            "Microsoft ID,Company name\nx,y\n",
            vec![("missing_column", 1, 3), ("missing_column", 1, 4)],
        ),
        ("", vec![("no_rows", 1, 1)]),
        ("\n\n", vec![("no_rows", 1, 1)]),
        ("\n\nDisplay name,Email\n", vec![("no_rows", 3, 1)]),
        ("Display name,Email\nc,a@contoso.kr\n", vec![]),
        (
            "Display name,Email,,\nc,a@contoso.kr,,\nd,d@contoso.kr,,x\n",
            vec![("extra_column", 3, 4)],
        ),
        (
            "Display name,,Email\nc,,a@contoso.kr\nd,x,d@contoso.kr\n",
            vec![("extra_column", 3, 2)],
        ),
    ] {
        assert_eq!(faults(text), expected(&faults_expected), "{text}");
    }
}

#[test]
fn without_a_header_the_first_row_is_a_user() {
    let file = read("Mina,Kim,Mina Kim,mina@contoso.kr,\nAna,Lee,,ana@contoso.kr,\n");
    assert_eq!(file.layout().found_by, FoundBy::NoHeader);
    assert_eq!(file.rows().len(), 2);
    assert_eq!(
        faults("Mina,Kim,Mina Kim,mina@contoso.kr,\nAna,Lee,,ana@contoso.kr,\n"),
        expected(&[("missing", 2, 3)])
    );
}

#[test]
fn a_problem_says_what_was_found_and_what_to_do() {
    let text =
        format!("{HEADER}a,b,c,ana@contoso.net,\nd,e,f,x@contoso.kr,\ng,h,i,X@contoso.kr,\n");
    let checked = checked(&read(text));
    let words = Words::load(Language::English);
    let foreign = &checked.problems[0];
    assert_eq!(foreign.found.as_deref(), Some("ana@contoso.net"));
    assert_eq!(
        words.say(&foreign.message),
        "contoso.net is not a domain of this customer. Its domains: contoso.onmicrosoft.com, Contoso.kr."
    );
    assert!(foreign.remedy.is_some());
    let Place::Cell { header, .. } = &foreign.place else {
        panic!()
    };
    assert_eq!(header.as_deref(), Some("Email"));
    let duplicate = &checked.problems[1];
    assert_eq!(duplicate.first_line, Some(3));
    assert_eq!(
        words.say(&duplicate.message),
        "The same e-mail stands in line 3."
    );
}

#[test]
fn no_sentence_of_a_fault_lacks_a_value() {
    let text = format!(
        "First name,Last name,Display name,Email,Status update,Phone\n{}",
        "a,b,,ana@contoso.net,x\nc,d,\"e\nf\",anna@,\n,,c\0d,gone@contoso.kr,added\n,,g\u{202e},there@contoso.kr,,,x\n"
    );
    let words = Words::load(Language::English);
    let mut checked = checked(&read(text));
    checked.problems.append(&mut checked.warnings);
    for problem in &checked.problems {
        for message in [Some(&problem.message), problem.remedy.as_ref()]
            .into_iter()
            .flatten()
        {
            let said = words.say(message);
            assert!(!said.contains(['{', '$']) && said.contains(' '), "{said}");
        }
    }
}

#[test]
fn the_location_must_be_a_country_and_slips_are_told() {
    let file = read(format!("{HEADER}a,b,c,a@contoso.kr,\n"));
    for (location, code, suggestion) in [
        (None, "no_location", None),
        (Some(" "), "no_location", None),
        (Some("UK"), "unknown_country", Some("GB")),
        (Some("ZZ"), "unknown_country", None),
    ] {
        let checked = check(
            &desk(),
            &customer(),
            &file,
            location,
            &CheckOptions::default(),
        )
        .unwrap();
        assert_eq!(checked.problems.len(), 1, "{location:?}");
        assert_eq!(checked.problems[0].code.text(), code);
        assert_eq!(checked.problems[0].suggestion.as_deref(), suggestion);
        assert!(!checked.could_leave_bad_rows_out());
    }
    let small = check(
        &desk(),
        &customer(),
        &file,
        Some("kr"),
        &CheckOptions::default(),
    )
    .unwrap();
    assert_eq!(small.location, Some("KR"));
}

#[test]
fn the_portals_rules_count_rows_and_columns() {
    let portal = CheckOptions { portal_rules: true };
    let rows = |count: usize| {
        let rows: String = (0..count)
            .map(|n| format!("a,b,c,u{n}@contoso.kr,\n"))
            .collect();
        format!("{HEADER}{rows}")
    };
    let of = |text: &str| {
        let checked = check(&desk(), &customer(), &read(text), Some("KR"), &portal).unwrap();
        checked.problems.iter().map(spot).collect::<Vec<_>>()
    };
    assert_eq!(of(&rows(100)), expected(&[]));
    assert_eq!(of(&rows(101)), expected(&[("too_many_rows", 102, 1)]));
    assert_eq!(
        of("Display name,Email,Status update\nc,a@contoso.kr,\n"),
        expected(&[("missing_column", 1, 1), ("missing_column", 1, 2)])
    );
}

#[test]
fn the_services_own_examples_are_read() {
    for (name, language) in [("en", "Display name"), ("ko", "표시 이름")] {
        let path = format!(
            "{}/tests/data/bulk-users-{name}.csv",
            env!("CARGO_MANIFEST_DIR")
        );
        let file = read(std::fs::read(path).unwrap());
        assert_eq!(file.header_above(2), Some(language));
        let checked = checked(&file);
        assert_eq!(checked.problems, []);
        assert_eq!(checked.ready.len(), file.rows().len());
    }
}

#[test]
fn every_encoding_of_the_korean_example_reads_the_same() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bulk-users-ko.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let bare = text.trim_start_matches('\u{feff}');
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let rows = read(&text).rows().to_vec();
    for (bytes, encoding) in [
        (text.clone().into_bytes(), Encoding::Utf8),
        (bare.as_bytes().to_vec(), Encoding::Utf8),
        (utf16(&text, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(&text, u16::to_be_bytes), Encoding::Utf16Be),
        (utf16(bare, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(bare, u16::to_be_bytes), Encoding::Utf16Be),
        (
            encoding_rs::EUC_KR.encode(bare).0.into_owned(),
            Encoding::Cp949,
        ),
        (bare.replace(',', "\t").into_bytes(), Encoding::Utf8),
        (bare.replace(',', ";").into_bytes(), Encoding::Utf8),
        (bare.replace("\r\n", "\n").into_bytes(), Encoding::Utf8),
    ] {
        let file = read(&bytes);
        assert_eq!(file.recognised().encoding, encoding);
        assert_eq!(file.rows(), rows);
        let notices = checked(&file).warnings;
        let is_usual = encoding == Encoding::Utf8 && file.separator() == Separator::Comma;
        assert_eq!(notices.is_empty(), is_usual, "{notices:?}");
    }
}

#[test]
fn western_letters_are_read_and_told_to_be_a_guess() {
    let text = format!("{HEADER}Jörg,Müller,Jörg Müller,jm@contoso.kr,\n");
    let bytes = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let file = read(&bytes);
    assert_eq!(file.rows()[0].cells[2], "Jörg Müller");
    assert!(file.recognised().is_guess);
    assert_eq!(checked(&file).warnings.len(), 1);
    let sure = ReadOptions {
        encoding: Some(Asked::Windows1252),
    };
    assert!(
        !UsersFile::read("users.csv", &bytes, &sure)
            .recognised()
            .is_guess
    );
}

#[test]
fn bytes_that_are_no_text_are_found_in_their_cell() {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend_from_slice(HEADER.as_bytes());
    bytes.extend_from_slice(b"a,b,c,a@contoso.kr,\nd,\"e\xff\",f,d@contoso.kr,\n");
    assert_eq!(faults(&bytes), expected(&[("bad_encoding", 3, 2)]));
    let asked = ReadOptions {
        encoding: Some(Asked::Cp949),
    };
    let bytes = [HEADER.as_bytes(), b"a,\xff,c,a@contoso.kr,\n"].concat();
    let file = UsersFile::read("users.csv", &bytes, &asked);
    let problems = checked(&file).problems;
    assert_eq!(
        problems.iter().map(spot).collect::<Vec<_>>(),
        expected(&[("bad_encoding", 2, 2)])
    );
}

#[test]
fn a_cell_mended_in_place_is_right_afterwards() {
    let mut file = read(format!(
        "{HEADER}a,b,c,ana@contoso.onmircosoft.com,\nd,e,,d@contoso.kr,\n"
    ));
    let tenant = Tenant::look(&desk(), &customer()).unwrap();
    let look = |file: &UsersFile| tenant.check(file, Some("KR"), &CheckOptions::default());
    let before = look(&file);
    assert_eq!(before.refused_rows(), 2);
    let meant = before.problems[0].suggestion.clone().unwrap();
    assert_eq!(meant, "ana@contoso.onmicrosoft.com");
    file.set_cell(2, 4, &meant);
    file.set_cell(3, 3, "D E");
    let after = look(&file);
    assert_eq!(after.problems, []);
    assert_eq!(after.ready, [0, 1]);
}

#[test]
fn every_suggestion_is_right() {
    let mut file = read(format!(
        "{HEADER}{}",
        "a,b,c,ana lee@contoso.kr,\na,b,\"c\r\nd\",b@contoso.kr,\na,b,c\u{202e}d,c@contoso.kr,\n\
         a,b,c,d@contoso.kr,done\na,b,c,e@contoso.kr,,x\na,b,c,f@contoso.rk,\n"
    ));
    let checked_before = checked(&file);
    assert_eq!(checked_before.problems.len(), 6);
    for problem in checked_before.problems {
        let (_, line, column) = spot(&problem);
        let meant = problem.suggestion.unwrap();
        file.set_cell(line, column, &meant);
    }
    assert_eq!(checked(&file).problems, []);
}

#[test]
fn split_files_are_what_the_portal_takes() {
    let rows: String = (0..137)
        .map(|n| format!("미나;김;김미나 {n};u{n}@contoso.kr;\n"))
        .collect();
    let file = read(format!(
        "이름;성;표시 이름;메일;상태 업데이트\n{rows};;;nobody@contoso.kr;\n"
    ));
    let checked = checked(&file);
    let folder = tempfile::tempdir().unwrap();
    let parts = split(&file, &checked, folder.path(), "new").unwrap();
    assert_eq!(
        parts.iter().map(|part| part.rows).collect::<Vec<_>>(),
        [100, 37]
    );
    let text = std::fs::read_to_string(folder.path().join("new-2.csv")).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}이름,성,표시 이름,메일,상태 업데이트");
    assert_eq!(lines[1], "미나,김,김미나 100,u100@contoso.kr,");
    assert_eq!(lines.len(), 39);
    let portal = CheckOptions { portal_rules: true };
    for part in &parts {
        let again = read(std::fs::read(&part.path).unwrap());
        let checked = check(&desk(), &customer(), &again, Some("KR"), &portal).unwrap();
        assert_eq!(checked.problems, []);
    }
}

#[test]
fn split_replaces_no_file_and_leaves_none_behind() {
    let rows: String = (0..101)
        .map(|n| format!("a,b,c,u{n}@contoso.kr,\n"))
        .collect();
    let file = read(format!("{HEADER}{rows}"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("new-2.csv"), "mine").unwrap();
    let failure = split(&file, &checked(&file), folder.path(), "new").unwrap_err();
    assert!(matches!(failure, Failure::FileExists(_)), "{failure:?}");
    assert!(!folder.path().join("new-1.csv").exists());
    assert_eq!(
        std::fs::read_to_string(folder.path().join("new-2.csv")).unwrap(),
        "mine"
    );
}

#[test]
fn the_bad_rows_can_be_written_mended_and_read_again() {
    let file = read("Email;Display name\n ok@contoso.kr;Ok\nbad@contoso.net;\"Lee; Ana\"\n");
    let bad = Results::of_check(&file, &checked(&file)).only_bad();
    assert_eq!(bad.len(), 1);
    let mut bytes = Vec::new();
    bad.write(&mut bytes, &Words::load(Language::English))
        .unwrap();
    let mut again = read(&bytes);
    assert_eq!(
        again.cell(&again.rows()[0], Column::DisplayName),
        "Lee; Ana"
    );
    assert_eq!(
        checked(&again)
            .problems
            .iter()
            .map(spot)
            .collect::<Vec<_>>(),
        expected(&[("foreign_domain", 2, 1)])
    );
    again.set_cell(2, 1, "bad@contoso.kr");
    assert_eq!(checked(&again).problems, []);
}

#[test]
fn a_file_without_a_status_column_gets_one_and_loses_nothing() {
    let file = read("메일,표시 이름\nbad@contoso.net,Bad\nok@contoso.kr,Ok,lost?\n");
    let mut bytes = Vec::new();
    let results = Results::of_check(&file, &checked(&file));
    results
        .write(&mut bytes, &Words::load(Language::English))
        .unwrap();
    let again = read(&bytes);
    assert_eq!(again.header_above(2), Some("상태 업데이트"));
    assert_eq!(
        checked(&again)
            .problems
            .iter()
            .map(spot)
            .collect::<Vec<_>>(),
        expected(&[("foreign_domain", 2, 1), ("extra_column", 3, 4)])
    );
}

proptest! {
    #[test]
    fn a_file_that_was_written_reads_back(
        rows in prop::collection::vec(("[가-힣a-z,;\"'=+ -]{0,8}", "[가-힣 ]{0,5}", "[ -~é가]{0,20}", "[a-z]{1,9}"), 1..30)
    ) {
        let mut writer = partnerdeck::exchange::csv::Writer::new(
            Vec::new(),
            partnerdeck::exchange::csv::Format::PORTAL,
        ).unwrap();
        writer.row(["First name", "Last name", "Display name", "Email", "Status update"]).unwrap();
        for (first, last, display, local) in &rows {
            writer.row([first.as_str(), last, display, &format!("{local}@contoso.kr"), ""]).unwrap();
        }
        let file = read(writer.finish().unwrap().0);
        prop_assert_eq!(file.rows().len(), rows.len());
        for (row, (first, last, display, local)) in file.rows().iter().zip(&rows) {
            let email = format!("{local}@contoso.kr");
            prop_assert_eq!(&row.cells, &[first.trim(), last.trim(), display.trim(), &email, ""]);
        }
        // And once more through a file of results.
        let mut bytes = Vec::new();
        let results = Results::of_check(&file, &Checked::default());
        results.write(&mut bytes, &Words::load(Language::English)).unwrap();
        let again = read(&bytes);
        prop_assert_eq!(again.rows(), file.rows());
    }

    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let file = read(&bytes);
        let checked = checked(&file);
        let ready = checked.ready.len();
        prop_assert!(!checked.problems.is_empty() || ready > 0 && ready == file.rows().len());
    }
}
