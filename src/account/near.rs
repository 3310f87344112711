//! Slips of the finger: which of some words a person meant. Case, accents and blanks at the ends do not count.

use super::text::fold;

/// The one candidate that is at most two slips away (one, for words of three and four letters; shorter ones must be right); `None` when there is none,
/// or several are equally near.
pub fn only<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for (distance, candidate) in within_reach(typed, candidates) {
        match best {
            Some((nearest, other)) if distance == nearest => tied |= other != candidate,
            Some((nearest, _)) if distance > nearest => {}
            _ => (best, tied) = (Some((distance, candidate)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, candidate)| candidate)
}

/// Every candidate that is near, the nearest first.
pub fn all<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<(usize, &str)> = within_reach(typed, candidates).collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

fn within_reach<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (usize, &'a str)> {
    let typed: Vec<char> = fold(typed).trim().chars().collect();
    let reach = match typed.len() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    candidates.into_iter().filter_map(move |candidate| {
        let letters: Vec<char> = fold(candidate).trim().chars().collect();
        if letters.is_empty() || letters.len().abs_diff(typed.len()) > reach {
            return None;
        }
        let distance = slips(&typed, &letters);
        (distance <= reach).then_some((distance, candidate))
    })
}

/// How many letters were added, left out, mistaken, or swapped with their neighbour.
fn slips(typed: &[char], meant: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=meant.len()).collect();
    for (row, letter) in typed.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, wanted) in meant.iter().enumerate() {
            let mistaken = above[column] + usize::from(letter != wanted);
            let mut least = mistaken.min(above[column + 1] + 1).min(line[column] + 1);
            let swapped =
                row > 0 && column > 0 && *letter == meant[column - 1] && typed[row - 1] == *wanted;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above[meant.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (typed, meant, slip) in [
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("Koera", "korea", 1),
            ("Washingtn", "Washington", 1),
            ("Wahsingtonn", "Washington", 2),
            ("kitten", "sitting", 3),
        ] {
            let letters = |text: &str| fold(text).chars().collect::<Vec<_>>();
            assert_eq!(slips(&letters(typed), &letters(meant)), slip, "{typed}");
        }
    }

    #[test]
    fn a_short_word_has_one_slip_and_a_tie_has_no_answer() {
        let codes = ["WA", "VA", "PA", "Iowa"];
        assert_eq!(only("Iova", codes), Some("Iowa"));
        assert_eq!(only("MA", codes), None);
        assert_eq!(only("", codes), None);
        assert_eq!(only("Xowb", codes), None);
    }
}
