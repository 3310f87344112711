//! JSON of any bytes: what is read is what another reader sees, and what is written of it reads back the same and hides
//! nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partnerdeck::account::problem::Code;
use partnerdeck::account::text::is_hidden;
use partnerdeck::exchange::json::{Fault, Form, Resources, line, write};
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let mut pieces = Vec::new();
    let mut fault = None;
    for piece in Resources::read(data).unwrap() {
        match piece {
            Ok(piece) => pieces.push(piece),
            Err(Fault::NoJson(problem)) => fault = Some(problem),
            Err(Fault::Io(error)) => panic!("memory can be read: {error}"),
        }
    }
    for piece in &pieces {
        let text = line(&piece.value);
        assert!(!text.contains(is_hidden), "{text}");
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back, piece.value);
        assert_eq!(line(&back), text);
        let mut pretty = Vec::new();
        write(&mut pretty, &piece.value, Form::Pretty).unwrap();
        assert_eq!(
            serde_json::from_slice::<Value>(&pretty).unwrap(),
            piece.value
        );
        if let [again] = &Resources::read(text.as_bytes())
            .unwrap()
            .collect::<Vec<_>>()[..]
            && !may_be_taken_apart(&piece.value)
        {
            assert_eq!(again.as_ref().unwrap().value, piece.value);
        }
    }
    // Another reader that takes the whole for one value must see the same.
    if let Ok(other) = serde_json::from_slice::<Value>(data)
        && !may_be_taken_apart(&other)
        && !data.contains(&0xFE)
    {
        match (&pieces[..], fault) {
            ([one], None) => assert_eq!(one.value, other),
            (_, Some(fault)) => assert_eq!(fault.code, Code::NotAllowed, "{fault:?}"),
            (several, None) => panic!("{} instead of one", several.len()),
        }
    }
});

/// Arrays and collections are given item by item.
fn may_be_taken_apart(value: &Value) -> bool {
    match value {
        Value::Array(_) => true,
        Value::Object(members) => members
            .keys()
            .any(|name| name.eq_ignore_ascii_case("items")),
        _ => false,
    }
}
