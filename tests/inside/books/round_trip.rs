//! Whatever a resource says goes round, and nothing makes the reader panic.

use proptest::prelude::*;
use serde_json::Map;

use super::*;

fn values() -> impl Strategy<Value = Value> {
    let number = "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?"
        .prop_map(|text| serde_json::from_str(&text).unwrap());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        any::<String>().prop_map(Value::from),
        "[\u{0}-\u{20}\u{7f}-\u{9f}\u{200b}-\u{202e}\u{e0000}-\u{e007f}]{0,8}"
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_resource() -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![
        Just("ID".to_owned()),
        Just("CompanyProfile".to_owned()),
        any::<String>()
    ];
    prop::collection::vec((name, values()), 0..6).prop_map(|members| members.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_resource_says_goes_round(resources in prop::collection::vec(any_resource(), 1..5)) {
        let desk = desk();
        let mut file = String::new();
        for (number, resource) in resources.iter().enumerate() {
            let mut resource = resource.clone();
            resource.retain(|name, _| !name.eq_ignore_ascii_case("id"));
            resource.insert("id".to_owned(), json!(format!("u{number}")));
            let line = json!({"kind": "user", "customer": "c", "resource": resource});
            file.push_str(&format!("{line}\n"));
        }
        import(&desk, &file);
        let exported = lines(&desk);
        let sent: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let texts = |values: &[Value]| values.iter().map(Value::to_string).collect::<Vec<_>>();
        prop_assert_eq!(texts(&exported), texts(&sent));

        let once = export(&desk);
        prop_assert_eq!(import(&desk, &once).history, None);
        undo(&desk, None).unwrap();
        prop_assert_eq!(export(&desk), "");
        import(&desk, &once);
        prop_assert_eq!(export(&desk), once);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = import_of(&bytes, Some("c"), Some(Kind::User)).check(&desk(), &Ticket::new());
    }

    #[test]
    fn no_json_like_text_makes_the_reader_panic(text in "[\\[\\]{}:,\"\\\\ue0-9a-fA-F\\-+. \n]{0,60}") {
        let _ = import_of(&text, Some("c"), Some(Kind::User)).check(&desk(), &Ticket::new());
    }
}
