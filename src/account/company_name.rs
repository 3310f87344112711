//! The name of a company, as the service judges it since 2021-09-22 (operations.md section 2, «Company name rules»).
//! What is refused is refused by the service; what is doubted is allowed, and the account is approved by it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::problem::{Code, Message, Problem};
use super::text::fold;
use super::verdict::Verdict;
use crate::say;

/// Legal forms without dots and blanks, alone they name nobody; parted by blanks.
const LEGAL_FORMS: &str = "\
    ab ag aps bhd bv co coltd company corp corporation doo gmbh gmbhcokg inc incorporated kft kg kk limited llc \
    llp lp ltd ltda nv ooo oy oyj plc pt pteltd pty ptyltd pvtltd sa sadecv sarl sas sdnbhd spa spzoo srl sro \
    zao zrt ооо оао зао 주식회사 유한회사 (주) (유) 株式会社 有限会社 有限公司 股份有限公司";

/// Endings of Internet domains that belong to no country (two letters are a country's and allowed); parted by blanks.
const GENERIC_ENDINGS: &str = "\
    aero agency app asia biz blog business cat church cloud club com coop dev digital edu email expert global \
    gov group guru info int jobs life live mil mobi museum name net network news one online org post pro shop \
    site solutions space store studio support systems tech tel team today top travel website work world xyz \
    zone";

/// The legal forms as [`letters`] makes them of a name that is held against them.
static LETTERS_OF_LEGAL_FORMS: LazyLock<HashSet<String>> =
    LazyLock::new(|| LEGAL_FORMS.split_whitespace().map(letters).collect());

/// What the rules say to a name that is there.
pub fn check(path: &str, name: &str) -> Verdict {
    let told = |message: Message| Problem::of_field(path, Code::BadName, message).found(name);
    let (name, plain) = (name.trim(), letters(name));
    if let Some(refusal) = refusal(name, &plain) {
        let remedy = say!("remedy-legal-name");
        return Verdict::refuse(told(refusal).remedy(remedy));
    }
    match doubt(name, &plain) {
        Some(doubt) => Verdict::doubt(told(doubt).remedy(say!("remedy-name-approves"))),
        None => Verdict::fine(),
    }
}

fn refusal(name: &str, plain: &str) -> Option<Message> {
    if !name.chars().any(char::is_alphanumeric) {
        return Some(say!("problem-name-only-signs"));
    }
    if name.chars().count() == 1 {
        return Some(say!("problem-name-one-character"));
    }
    LETTERS_OF_LEGAL_FORMS
        .contains(plain)
        .then(|| say!("problem-name-only-legal-form", name = name))
}

fn doubt(name: &str, plain: &str) -> Option<Message> {
    if let Some(ending) = generic_ending(name) {
        return Some(say!("problem-name-ends-in-domain", ending = ending));
    }
    let first = plain.chars().next();
    if plain.chars().all(|letter| Some(letter) == first) && plain.chars().count() >= 3 {
        return Some(say!("problem-name-one-character-repeated"));
    }
    if plain.contains(TEST) && name.split_whitespace().any(is_of_a_test) {
        return Some(say!("problem-name-of-a-test"));
    }
    let mut words = name.split_whitespace();
    let single = |word: &str| word.chars().count() == 1;
    let several = name.split_whitespace().nth(1).is_some();
    (several && words.all(single)).then(|| say!("problem-name-single-characters"))
}

/// What every word has that is one of a test.
const TEST: &str = "test";

/// Names that say of themselves that nobody bears them.
fn is_of_a_test(word: &str) -> bool {
    matches!(letters(word).as_str(), "test" | "testing" | "testcustomer")
}

fn generic_ending(name: &str) -> Option<&str> {
    let (before, ending) = name.trim_end_matches('.').rsplit_once('.')?;
    let known = GENERIC_ENDINGS
        .split_whitespace()
        .any(|known| known.eq_ignore_ascii_case(ending));
    (known && before.ends_with(char::is_alphanumeric)).then_some(ending)
}

/// Letters and digits, small, without accents, blanks and signs.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str) -> &'static str {
        let verdict = check("name", name);
        match (verdict.problems.is_empty(), verdict.warnings.is_empty()) {
            (false, _) => "refused",
            (true, false) => "doubted",
            (true, true) => "fine",
        }
    }

    #[test]
    fn names_that_name_nobody_are_refused() {
        for name in [
            "a",
            "가",
            "7",
            "!",
            "***",
            "- -",
            "Inc",
            "inc.",
            "L.L.C.",
            "GmbH",
            "Sdn. Bhd.",
            "S.à r.l.",
            "Pty Ltd",
            "OOO",
            "ООО",
            "㈜",
            "(주)",
            "주식회사",
            "株式会社",
        ] {
            assert_eq!(said(name), "refused", "{name}");
        }
    }

    #[test]
    fn doubtful_names_are_allowed_and_told() {
        for name in [
            "contoso.com",
            "Contoso.ORG",
            "Fabrikam.club",
            "999",
            "aaaa",
            "A A A",
            "1 2 3",
            "가 나 다",
            "test company",
            "Customer (TEST)",
            "x y",
        ] {
            assert_eq!(said(name), "doubted", "{name}");
        }
    }

    #[test]
    fn real_names_are_fine() {
        for name in [
            "Wingtip Toys, Inc.",
            "contoso.de",
            "3M",
            "HP",
            "윙팁토이즈 코리아",
            "株式会社テスト",
            "Ärzte GmbH",
            "7-Eleven",
            "99",
            "A. B. Smith",
            "AAA Plumbing",
            "Yahoo!",
            "www.contoso.kr",
            "T.com.o",
        ] {
            assert_eq!(said(name), "fine", "{name}");
        }
    }
}
