//! What is doubtful and allowed: the book may not know yet what the service did by itself.

use super::*;

fn suspended_since(day: &str) -> Desk {
    let desk = desk();
    let old = format!(
        r#"{{"id":"old","offerId":"6B895623-F356-4EE9-9608-876084A3221F","friendlyName":"Old desks","quantity":10,"billingType":"license","status":"suspended","partnerdeck":{{"suspendedOn":"{day}T09:00:00Z"}}}}"#
    );
    put(&desk, Kind::Subscription, "old", &old);
    desk
}

fn doubts(desk: &Desk, operation: &dyn Operation) -> Vec<String> {
    let plan = desk.plan(operation).unwrap();
    assert!(plan.blockers.is_empty(), "{:?}", plan.blockers);
    let warnings = plan.warnings.iter();
    warnings
        .map(|warning| warning.message.id.clone().into_owned())
        .collect()
}

/// The desk stands on 21 November 2026, 09:00.
#[test]
fn data_of_a_legacy_one_suspended_90_days_ago_may_be_gone_and_is_after_120() {
    let table: [(&str, &[&str]); 4] = [
        ("2026-08-24", &[]),
        ("2026-08-23", &["subs-data-may-be-gone"]),
        ("2026-07-25", &["subs-data-may-be-gone"]),
        ("2026-07-24", &["subs-data-is-gone"]),
    ];
    for (day, expected) in table {
        let desk = suspended_since(day);
        assert_eq!(doubts(&desk, &reactivate(&["old"])), expected, "{day}");
    }
}

#[test]
fn a_term_that_ended_without_renewal_is_doubtful_in_every_change_but_the_name() {
    let desk = desk();
    let over = r#"{"id":"over","offerId":"CFQ7TTC0LF8Q:0001:CFQ7TTC0DDDD","friendlyName":"Over","quantity":5,"billingType":"license","billingCycle":"monthly","commitmentEndDate":"2026-11-20T00:00:00Z","status":"active","autoRenewEnabled":false}"#;
    put(&desk, Kind::Subscription, "over", over);
    let told = ["subs-term-is-over"];
    assert_eq!(doubts(&desk, &suspend(&["over"])), told);
    assert_eq!(doubts(&desk, &quantity("over", 6)), told);
    assert_eq!(doubts(&desk, &renew("over", Renewal::On)), told);
    assert!(doubts(&desk, &rename("over", "Still there")).is_empty());
}
