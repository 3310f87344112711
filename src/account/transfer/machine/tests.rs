//! The tables are the diagrams, whatever sequence of events is tried.

use proptest::prelude::*;

use super::*;

/// The diagrams of the documents, written down once more by hand.
const DRAWN: [(Way, &[(&str, &str)]); 3] = [
    (
        Way::Paper,
        &[
            ("Draft", "asked"),
            ("asked", "ticket"),
            ("ticket", "signed-by-current"),
            ("signed-by-current", "signed-by-customer"),
            ("signed-by-customer", "signed-by-new"),
            ("signed-by-new", "attached"),
            ("attached", "verified"),
            ("verified", "moved"),
            ("moved", "access-removed"),
            ("Draft", "abandoned"),
            ("asked", "abandoned"),
            ("ticket", "abandoned"),
            ("signed-by-current", "abandoned"),
            ("signed-by-customer", "abandoned"),
            ("signed-by-new", "abandoned"),
            ("attached", "abandoned"),
            ("verified", "abandoned"),
        ],
    ),
    (
        Way::Request,
        &[
            ("Draft", "Pending"),
            ("Pending", "InProgress"),
            ("Pending", "Cancelled"),
            ("Pending", "Expired"),
            ("Pending", "Declined"),
            ("InProgress", "Complete"),
            ("InProgress", "Failed"),
        ],
    ),
    (
        Way::Legacy,
        &[
            ("Draft", "Active"),
            ("Active", "Complete"),
            ("Active", "Reject"),
            ("Active", "Withdrawn"),
        ],
    ),
];

fn events() -> impl Strategy<Value = Event> {
    let all: Vec<Event> = Event::RECORDED
        .into_iter()
        .chain([Event::Cancelled, Event::Expires])
        .collect();
    prop::sample::select(all)
}

proptest! {
    #[test]
    fn no_sequence_of_events_leaves_the_diagrams(
        way in prop::sample::select(Way::ALL.to_vec()),
        sequence in prop::collection::vec(events(), 0..40),
    ) {
        let (_, drawn) = DRAWN.iter().find(|(drawn, _)| *drawn == way).unwrap();
        let mut state = State::Draft;
        for event in sequence {
            let Some(step) = way.step(state, event) else {
                continue;
            };
            prop_assert!(!state.is_over());
            prop_assert!(drawn.contains(&(way.status(state), way.status(step.to))));
            state = step.to;
        }
    }
}

#[test]
fn every_line_of_the_diagrams_can_be_walked() {
    for (way, drawn) in DRAWN {
        assert_eq!(way.steps().len(), drawn.len());
        for (from, to) in drawn {
            let (from, to) = (way.state(from), way.state(to));
            assert!(
                way.steps()
                    .iter()
                    .any(|step| step.from == from && step.to == to)
            );
        }
    }
}

#[test]
fn no_state_has_two_ways_for_one_event() {
    for way in Way::ALL {
        for step in way.steps() {
            assert_eq!(way.step(step.from, step.event), Some(*step));
        }
    }
}

#[test]
fn words_of_states_and_events_read_back_whatever_their_case() {
    for way in Way::ALL {
        for state in way.states() {
            assert_eq!(way.state(&way.status(state).to_uppercase()), state);
        }
        assert_eq!(way.state("OnTheMoon"), State::Unknown);
        assert_eq!(Way::parse(way.as_str()), Some(way));
    }
    for event in Event::RECORDED {
        assert_eq!(Event::parse(&event.as_str().to_uppercase()), Some(event));
    }
    assert_eq!(Way::Request.state("Cancel"), State::Cancelled);
    assert_eq!(Way::Legacy.state("Cancel"), State::Unknown);
}

#[test]
fn only_what_has_not_moved_can_be_abandoned() {
    for state in Way::Paper.states() {
        let has_moved = matches!(
            state,
            State::Moved | State::AccessRemoved | State::Abandoned
        );
        let step = Way::Paper.step(state, Event::Abandoned);
        assert_eq!(step.is_none(), has_moved, "{state:?}");
    }
}

#[test]
fn what_each_side_may_do_is_what_the_documents_say() {
    let by = |way: Way, state, event| way.step(state, event).map(|step| step.by);
    let pending = State::Pending;
    assert_eq!(
        by(Way::Request, pending, Event::Cancelled),
        Some(Party::Future)
    );
    assert_eq!(
        by(Way::Request, pending, Event::Accepted),
        Some(Party::Current)
    );
    assert_eq!(by(Way::Request, State::InProgress, Event::Cancelled), None);
    assert_eq!(
        by(Way::Legacy, State::Active, Event::Withdrawn),
        Some(Party::Current)
    );
    assert_eq!(
        by(Way::Legacy, State::Active, Event::Accepted),
        Some(Party::Future)
    );
    assert_eq!(Way::Request.turn(State::Complete), None);
    assert_eq!(Way::Request.turn(State::Expired), None);
    assert!(State::Expired.is_over() && State::Failed.is_over());
}
