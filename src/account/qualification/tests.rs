//! The rules of special qualifications.

use proptest::prelude::*;

use super::*;

fn asked(word: &str) -> Asked {
    Asked {
        qualification: word.to_owned(),
        ..Asked::default()
    }
}

fn codes(asked: &Asked) -> Vec<(String, Code)> {
    let told = |one: &Problem| (one.field().unwrap_or_default().to_owned(), one.code);
    asked.check().iter().map(told).collect()
}

#[test]
fn none_and_nonprofit_are_never_set_by_a_partner() {
    for word in ["None", "none", "Nonprofit"] {
        let said = codes(&asked(word));
        assert_eq!(
            said,
            [(QUALIFICATION.to_owned(), Code::NotAllowed)],
            "{word}"
        );
    }
    let said = codes(&asked("Charity"));
    assert_eq!(said, [(QUALIFICATION.to_owned(), Code::NotInList)]);
    for word in ["education", "StateOwnedEntity", "state-owned-entity"] {
        assert_eq!(codes(&asked(word)), [], "{word}");
    }
}

#[test]
fn the_government_community_cloud_needs_a_validation_code_and_nothing_else_takes_one() {
    let government = asked("GovernmentCommunityCloud");
    assert_eq!(codes(&government), [(CODE.to_owned(), Code::Missing)]);
    let with = Asked {
        code: "12345".to_owned(),
        ..government
    };
    assert_eq!(codes(&with), []);
    let school = Asked {
        code: "12345".to_owned(),
        ..asked("education")
    };
    assert_eq!(codes(&school), [(CODE.to_owned(), Code::NotAllowed)]);
}

#[test]
fn segments_and_websites_belong_to_education() {
    let of = |word: &str, segment: &str, website: &str| {
        codes(&Asked {
            segment: segment.to_owned(),
            website: website.to_owned(),
            ..asked(word)
        })
    };
    assert_eq!(of("education", "k12", "www.school.example"), []);
    assert_eq!(
        of("education", "HigherEducation", "https://uni.example/a"),
        []
    );
    assert_eq!(
        of("education", "kindergarten", ""),
        [(SEGMENT.to_owned(), Code::NotInList)]
    );
    assert_eq!(
        of("education", "", "our site"),
        [(WEBSITE.to_owned(), Code::BadFormat)]
    );
    let both = [
        (SEGMENT.to_owned(), Code::NotAllowed),
        (WEBSITE.to_owned(), Code::NotAllowed),
    ];
    assert_eq!(of("StateOwnedEntity", "K12", "a.b"), both);
}

#[test]
fn a_school_has_mail_of_its_own() {
    for (address, allowed) in [
        ("head@school.example", true),
        ("head@notgmail.com", true),
        ("head@gmail.com", false),
        ("head@GMX.de", false),
        ("head@naver.com", false),
        ("head@school.onmicrosoft.com", false),
        ("head@school.partner.onmschina.cn", false),
        ("no address", true),
    ] {
        let said = check_own_mail("billingProfile.email", address);
        assert_eq!(said.is_none(), allowed, "{address}");
    }
}

#[test]
fn what_was_denied_is_sent_again_without_its_reason() {
    let before: Resource = serde_json::from_str(
        r#"{"qualification":"Education","vettingStatus":"Denied","vettingReason":"Not an Education Customer","vettingCreatedDate":"2020-12-03T10:37:38.885Z","x":1}"#,
    )
    .unwrap();
    let now = "2026-11-22T09:00:00Z".parse().unwrap();
    let after = asked("education").record(Some(&before), now);
    assert_eq!(
        serde_json::to_string(&after).unwrap(),
        r#"{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":"2026-11-22T09:00:00Z","x":1}"#
    );
}

#[test]
fn the_words_of_the_service_are_read_in_any_spelling() {
    for (json, vetting, counts) in [
        (r#"{"qualification":"education"}"#, Vetting::Approved, true),
        (
            r#"{"qualification":"Education","vettingStatus":"inreview"}"#,
            Vetting::InReview,
            true,
        ),
        (
            r#"{"qualification":"Education","vettingStatus":"Denied"}"#,
            Vetting::Denied,
            false,
        ),
        (
            r#"{"qualification":"Education","vettingStatus":"Expired"}"#,
            Vetting::Unknown,
            false,
        ),
        (
            r#"{"qualification":"None","vettingStatus":"Approved"}"#,
            Vetting::Approved,
            false,
        ),
        (
            r#"{"qualification":"Novelty","vettingStatus":"Approved"}"#,
            Vetting::Approved,
            true,
        ),
    ] {
        let resource: Resource = serde_json::from_str(json).unwrap();
        assert_eq!(Vetted(&resource).vetting(), vetting, "{json}");
        assert_eq!(Vetted(&resource).counts(), counts, "{json}");
    }
}

proptest! {
    /// Whatever is done in whatever order, a qualification is only where the diagram has it.
    #[test]
    fn no_sequence_leaves_the_diagram(events in prop::collection::vec(0..3_u8, 0..30)) {
        let mut state = None;
        for event in events {
            let event = [Event::Set, Event::Approve, Event::Deny][usize::from(event)];
            let next = Vetting::after(state, event);
            match (state, next) {
                (None | Some(Vetting::Denied), Some(next)) => prop_assert_eq!(next, Vetting::InReview),
                (Some(Vetting::InReview), Some(next)) => prop_assert_ne!(next, Vetting::InReview),
                (Some(Vetting::Approved), next) => prop_assert_eq!(next, None),
                (_, None) => {}
                other => prop_assert!(false, "{:?}", other),
            }
            state = next.or(state);
        }
    }
}
