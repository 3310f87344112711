//! Which state of the US a ZIP code lies in: the first three digits name a sorting centre of the postal service, and its
//! state (public knowledge). Military and island codes are left out: the service takes no such state.

/// From, to (both included), state.
const PREFIXES: &[(u16, u16, &str)] = &[
    (5, 5, "NY"),
    (10, 27, "MA"),
    (28, 29, "RI"),
    (30, 38, "NH"),
    (39, 49, "ME"),
    (50, 54, "VT"),
    (55, 55, "MA"),
    (56, 59, "VT"),
    (60, 69, "CT"),
    (70, 89, "NJ"),
    (100, 149, "NY"),
    (150, 196, "PA"),
    (197, 199, "DE"),
    (200, 200, "DC"),
    (201, 201, "VA"),
    (202, 205, "DC"),
    (206, 219, "MD"),
    (220, 246, "VA"),
    (247, 268, "WV"),
    (270, 289, "NC"),
    (290, 299, "SC"),
    (300, 319, "GA"),
    (320, 339, "FL"),
    (341, 342, "FL"),
    (344, 344, "FL"),
    (346, 347, "FL"),
    (349, 349, "FL"),
    (350, 352, "AL"),
    (354, 369, "AL"),
    (370, 385, "TN"),
    (386, 397, "MS"),
    (398, 399, "GA"),
    (400, 427, "KY"),
    (430, 459, "OH"),
    (460, 479, "IN"),
    (480, 499, "MI"),
    (500, 528, "IA"),
    (530, 549, "WI"),
    (550, 567, "MN"),
    (569, 569, "DC"),
    (570, 577, "SD"),
    (580, 588, "ND"),
    (590, 599, "MT"),
    (600, 629, "IL"),
    (630, 658, "MO"),
    (660, 679, "KS"),
    (680, 693, "NE"),
    (700, 714, "LA"),
    (716, 729, "AR"),
    (730, 732, "OK"),
    (733, 733, "TX"),
    (734, 749, "OK"),
    (750, 799, "TX"),
    (800, 816, "CO"),
    (820, 831, "WY"),
    (832, 838, "ID"),
    (840, 847, "UT"),
    (850, 865, "AZ"),
    (870, 884, "NM"),
    (885, 885, "TX"),
    (889, 898, "NV"),
    (900, 961, "CA"),
    (967, 968, "HI"),
    (970, 979, "OR"),
    (980, 994, "WA"),
    (995, 999, "AK"),
];

/// American Samoa has one code among those of Hawaii.
const SAMOA: &str = "96799";

/// The state of a ZIP code of five digits or of nine; `None` where the prefix is not in use, an island's or the military's.
pub fn state_of(zip: &str) -> Option<&'static str> {
    let digits = zip.get(..5)?;
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    if digits == SAMOA {
        return None;
    }
    let prefix: u16 = digits.get(..3)?.parse().ok()?;
    let (_, _, state) = PREFIXES
        .iter()
        .find(|(from, to, _)| (*from..=*to).contains(&prefix))?;
    Some(state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::country::countries;

    #[test]
    fn a_zip_code_tells_its_state() {
        for (zip, state) in [
            ("98052", Some("WA")),
            ("98052-6399", Some("WA")),
            ("95014", Some("CA")),
            ("10118", Some("NY")),
            ("00501", Some("NY")),
            ("02134", Some("MA")),
            ("20500", Some("DC")),
            ("73301", Some("TX")),
            ("88510", Some("TX")),
            ("99950", Some("AK")),
            ("96799", None),
            ("09012", None),
            ("00926", None),
            ("9805", None),
            ("9805a", None),
            ("가나다라마", None),
            ("", None),
        ] {
            assert_eq!(state_of(zip), state, "{zip}");
        }
    }

    #[test]
    fn the_prefixes_name_every_state_and_never_two() {
        let states = countries().get("US").unwrap().states();
        for state in states {
            let named = PREFIXES.iter().any(|(_, _, code)| *code == state.code);
            assert!(named, "{}", state.code);
        }
        assert_eq!(states.len(), 51);
        assert!(PREFIXES.is_sorted_by(|one, next| one.1 < next.0));
    }
}
