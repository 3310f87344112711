//! The journal's part of what bytes that nobody wrote are tried on.

use super::Written;
use super::frame;

/// A frame: what is whole says what it said when it is written again, and is found where it stands.
pub fn frame(bytes: &[u8]) {
    frame::find_later(bytes, 0);
    let Ok(head) = frame::head(bytes) else { return };
    let Some(whole) = bytes.get(..frame::HEAD + head.length) else {
        return;
    };
    let Ok(payload) = frame::payload(&head, whole) else {
        return;
    };
    assert!(payload.len() <= frame::LONGEST);
    assert!(frame::find_later(bytes, head.sequence).is_some());
    let again = frame::encode(head.sequence, &head.before, &payload);
    assert!(again.is_ok_and(|again| {
        frame::head(&again).is_ok_and(|head| frame::payload(&head, &again) == Ok(payload))
    }));
}

/// What a frame says: an entry that can be read is written so that it reads back.
pub fn entry(bytes: &[u8]) {
    if let Ok(written) = serde_json::from_slice::<Written<'_>>(bytes) {
        let again = serde_json::to_vec(&written);
        assert!(again.is_ok_and(|again| {
            serde_json::from_slice::<Written<'_>>(&again).is_ok_and(|again| again == written)
        }));
    }
}
