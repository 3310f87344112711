use super::*;

fn read(bytes: &[u8]) -> Vec<Piece> {
    Resources::read(bytes)
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn lines_and_values(text: &str) -> Vec<(u64, String)> {
    let pieces = read(text.as_bytes()).into_iter();
    pieces
        .map(|piece| (piece.line, piece.value.to_string()))
        .collect()
}

fn fault(bytes: &[u8]) -> (String, u64, u32) {
    let fault = Resources::read(bytes).unwrap().find_map(Result::err);
    let Some(Fault::NoJson(problem)) = fault else {
        panic!("read {}", String::from_utf8_lossy(bytes));
    };
    let crate::account::problem::Place::Cell { line, column, .. } = problem.place else {
        panic!("without a place");
    };
    (problem.message.id.into_owned(), line, column.unwrap())
}

#[test]
fn every_shape_of_a_file_gives_its_resources() {
    let one = r#"{"id":"1","a":null}"#;
    let table = [
        ("", vec![]),
        (" \n ", vec![]),
        (one, vec![(1, one)]),
        ("[]", vec![]),
        (
            r#"[{"id":"1"},{"id":"2"}]"#,
            vec![(1, r#"{"id":"1"}"#), (1, r#"{"id":"2"}"#)],
        ),
        (
            "{\"id\":\"1\"}\n\n{\"id\":\"2\"}\r\n",
            vec![(1, r#"{"id":"1"}"#), (3, r#"{"id":"2"}"#)],
        ),
        (
            "{\"totalCount\":2,\n\"items\":[\n{\"id\":\"1\"},\n{}],\"links\":{}}",
            vec![(3, r#"{"id":"1"}"#), (4, "{}")],
        ),
        (
            r#"{"Items":[{"id":"1"}],"attributes":{"objectType":"Collection"}}"#,
            vec![(1, r#"{"id":"1"}"#)],
        ),
        ("{\"items\":[]}\n{\"items\":[7]}", vec![(2, "7")]),
        (
            r#"{"id":"1","items":[2]}"#,
            vec![(1, r#"{"id":"1","items":[2]}"#)],
        ),
        (r#""education""#, vec![(1, r#""education""#)]),
    ];
    for (text, pieces) in table {
        let wanted: Vec<(u64, String)> = pieces
            .into_iter()
            .map(|(line, value)| (line, value.to_owned()))
            .collect();
        assert_eq!(lines_and_values(text), wanted, "{text}");
    }
}

#[test]
fn every_encoding_of_a_byte_order_mark_is_read() {
    let text = r#"{"id":"윙팁 🚀"}"#;
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let files = [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        [b"\xFF\xFE".to_vec(), little].concat(),
        [b"\xFE\xFF".to_vec(), big].concat(),
    ];
    for file in files {
        assert_eq!(read(&file)[0].value["id"], "윙팁 🚀");
    }
}

#[test]
fn half_a_character_in_utf_16_is_told() {
    let half = [b"\xFF\xFE\"\0".as_slice(), b"\x3d\xd8", b"\"\0"].concat();
    let pieces = read(&half);
    assert_eq!(pieces[0].value, "\u{fffd}");
    assert_eq!(pieces[0].notes[0].message.id, "json-half-characters");
}

#[test]
fn a_source_that_gives_one_byte_at_a_time_reads_the_same() {
    struct Drip<'a>(&'a [u8]);
    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let count = 1.min(self.0.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }
    let text = "{\"a\":\"\\ud83d\\ude80 윙\",\"n\":-12.50e-3,\"t\":true}";
    let utf16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for file in [text.as_bytes(), &utf16] {
        let pieces: Vec<Piece> = Resources::read(Drip(file))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(pieces, read(text.as_bytes()));
    }
}

#[test]
fn digits_order_and_null_are_kept() {
    let text = r#"{"z":1.50,"a":123456789012345678901234567890,"m":null,"e":-0.0,"deep":[[],{}]}"#;
    assert_eq!(lines_and_values(text), [(1, text.to_owned())]);
}

#[test]
fn of_duplicates_the_last_counts_and_line_and_path_are_told() {
    let pieces =
        read(b"{\"id\":\"1\",\n\"p\":{\"e\":\"x\",\n\"e\":\"y\"},\"l\":[{\"q\":1,\"q\":2}]}");
    assert_eq!(
        pieces[0].value.to_string(),
        r#"{"id":"1","p":{"e":"y"},"l":[{"q":2}]}"#
    );
    let found: Vec<_> = pieces[0]
        .notes
        .iter()
        .map(|note| {
            (
                note.code.text().into_owned(),
                note.found.clone().unwrap(),
                note.place.clone(),
            )
        })
        .collect();
    let place = |line, column| crate::account::problem::Place::Cell {
        line,
        column: Some(column),
        header: None,
    };
    assert_eq!(
        found,
        [
            ("duplicate_member".to_owned(), "p.e".to_owned(), place(3, 1)),
            (
                "duplicate_member".to_owned(),
                "l[0].q".to_owned(),
                place(3, 22)
            ),
        ]
    );
}

#[test]
fn surrogates_make_pairs_and_lone_ones_are_told() {
    let table = [
        (r#""\ud83d\ude80""#, "🚀", 0),
        (r#""\ud83d""#, "\u{fffd}", 1),
        (r#""\ude80x""#, "\u{fffd}x", 1),
        (r#""\ud83d\ud83d\ude80""#, "\u{fffd}🚀", 1),
        (r#""\ud83d\n""#, "\u{fffd}\n", 1),
        (r#""\ud83dA""#, "\u{fffd}A", 1),
        (r#""\ud83d\u0041""#, "\u{fffd}A", 1),
    ];
    for (text, value, notes) in table {
        let pieces = read(text.as_bytes());
        assert_eq!(pieces[0].value, value, "{text}");
        assert_eq!(pieces[0].notes.len(), notes, "{text}");
    }
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    let table: [(&[u8], &str, u64, u32); 16] = [
        (b"{\"a\":1", "json-ends-early", 1, 7),
        (b"{\n \"a\" 1}", "json-expected-colon", 2, 6),
        (b"{\"a\":1 \"b\":2}", "json-expected-comma", 1, 8),
        (b"{\"a\":1,}", "json-expected-name", 1, 8),
        (b"{a:1}", "json-expected-name", 1, 2),
        (b"[1,]", "json-expected-value", 1, 4),
        (b"[1 2]", "json-expected-comma", 1, 4),
        (b"id,name", "json-expected-value", 1, 1),
        (b"[01]", "json-expected-comma", 1, 3),
        (b"[1.]", "json-bad-number", 1, 4),
        (b"[-]", "json-bad-number", 1, 3),
        (b"[\"\\x\"]", "json-bad-escape", 1, 4),
        (b"[\"a\tb\"]", "json-raw-control", 1, 4),
        (b"[\"\xff\"]", "json-bad-encoding", 1, 2),
        (b"[nul]", "json-expected-value", 1, 2),
        (b"[\"\xec\x9c\x99\" 1]", "json-expected-comma", 1, 6),
    ];
    for (text, id, line, column) in table {
        assert_eq!(
            fault(text),
            (id.to_owned(), line, column),
            "{}",
            String::from_utf8_lossy(text)
        );
    }
}

#[test]
fn depth_is_limited_and_never_overflows() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let resource = |depth: usize| format!(r#"{{"a":{}}}"#, nested(depth - 1));
    assert_eq!(read(resource(MAX_DEPTH).as_bytes()).len(), 1);
    assert_eq!(fault(resource(MAX_DEPTH + 1).as_bytes()).0, "json-too-deep");
    let wrapped = format!(r#"{{"kind":"user","resource":{}}}"#, resource(MAX_DEPTH));
    assert_eq!(read(wrapped.as_bytes()).len(), 1);
    assert_eq!(fault("[".repeat(1_000_000).as_bytes()).0, "json-too-deep");
    assert_eq!(
        fault("{\"a\":".repeat(1_000_000).as_bytes()).0,
        "json-too-deep"
    );
}

#[test]
fn a_member_that_the_book_could_not_read_back_is_refused() {
    let text = br#"{"a":{"$serde_json::private::Number":"x"}}"#;
    assert_eq!(fault(text).0, "json-reserved-name");
}
