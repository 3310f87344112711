//! What text becomes on its way to a search and to a terminal.

use proptest::prelude::*;

use super::*;

#[test]
fn folding_makes_alike_what_people_type_alike() {
    let table = [
        ("Wingtip TOYS", "wingtip toys"),
        ("Müller & Söhne", "muller & sohne"),
        ("Mu\u{308}ller", "muller"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Łódź", "lodz"),
        ("Smørrebrød Æbler", "smorrebrod aebler"),
        ("İstanbul ıssız", "istanbul issiz"),
        ("ΑΘΉΝΑΣ", "αθηνασ"),
        ("Αθήνας", "αθηνασ"),
        ("Йод Ёлка", "иод елка"),
        ("Ｗｉｎｇ　ｔｉｐ", "wing tip"),
        ("윙팁토이즈", "윙팁토이즈"),
        ("윙팁", "윙팁"),
        ("ㅇㅏ", "ㅇㅏ"),
        ("ｶﾞﾗｽ", "ガラス"),
        ("ガ", "ガ"),
        ("ผู้ใช้", "ผู้ใช้"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("नमस्ते", "नमस्ते"),
        ("ﬁnance №1", "finance no1"),
        ("O’Neil–Co", "o'neil-co"),
        ("a\u{200b}b\u{202e}c\u{ad}d", "abcd"),
        ("a\tb\u{85}c\u{2028}d", "a b cd"),
    ];
    for (text, folded) in table {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn a_hangul_letter_is_not_part_of_a_syllable() {
    assert!(!fold("가나다").contains(&fold("ㄱ")));
    assert!(!fold("각").contains(&fold("가")));
}

#[test]
fn nothing_hidden_is_shown_raw() {
    let table = [
        ("plain 윙팁 نص", "plain 윙팁 نص"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\0b\tc\nd\x7f", "a␀b␉c␊d␡"),
        ("\u{9b}31m", "<U+009B>31m"),
        ("exe\u{202e}gpj", "exe<U+202E>gpj"),
        ("a\u{200b}b\u{feff}", "a<U+200B>b<U+FEFF>"),
        ("x\u{2028}y", "x<U+2028>y"),
        ("\u{e0041}", "<U+E0041>"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ("👩\u{200d}🚀", "👩\u{200d}🚀"),
    ];
    for (text, shown) in table {
        assert_eq!(visible(text), shown);
    }
}

#[test]
fn a_letter_carries_only_so_many_marks() {
    let marks = |count| "\u{301}".repeat(count);
    let legal = format!("e{}f{}", marks(MARKS), marks(MARKS));
    assert_eq!(visible(&legal), legal);
    let pile = format!("e{}", marks(MARKS + 2));
    let expected = format!("e{}<U+0301><U+0301>", marks(MARKS));
    assert_eq!(visible(&pile), expected);
    assert_eq!(visible(&expected), expected);
    let family = "👩\u{200d}".repeat(1000);
    assert_eq!(visible(&family).matches('\u{200d}').count(), MARKS);
    let coloured = "👩🏽\u{200d}".repeat(1000);
    assert_eq!(visible(&coloured).matches('\u{200d}').count(), MARKS);
    assert!(visible(&family).graphemes(true).all(|one| one.len() < 200));
}

#[test]
fn columns_are_counted_by_grapheme() {
    let table = [
        ("", 0),
        ("wingtip", 7),
        ("윙팁", 4),
        ("윙", 2),
        ("Mu\u{308}ller", 6),
        ("ผู้ใช้", 3),
        ("محمد", 4),
        ("👩\u{200d}👩\u{200d}👧", 2),
        ("🇰🇷", 2),
        ("❤\u{fe0f}", 2),
        ("ｗ", 2),
    ];
    for (text, columns) in table {
        assert_eq!(width(text), columns, "{text}");
    }
}

#[test]
fn a_cut_falls_between_graphemes_and_is_marked() {
    let table = [
        ("wingtip", 7, "wingtip"),
        ("wingtip", 4, "win…"),
        ("wingtip", 1, "…"),
        ("wingtip", 0, ""),
        ("윙팁토이즈", 5, "윙팁…"),
        ("윙팁토이즈", 6, "윙팁…"),
        ("Mu\u{308}ller", 3, "Mu\u{308}…"),
        ("a👩\u{200d}👩\u{200d}👧b", 3, "a…"),
        ("🇰🇷🇩🇪🇹🇭", 5, "🇰🇷🇩🇪…"),
    ];
    for (text, columns, shown) in table {
        assert_eq!(cut(text, columns), shown, "{text} in {columns}");
    }
}

#[test]
fn padding_fills_to_the_column() {
    assert_eq!(pad("윙팁", 6), "윙팁  ");
    assert_eq!(pad("윙팁토", 4), "윙… ");
    assert_eq!(pad_start("48", 5), "   48");
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,24}|.{0,24}") {
        let once = fold(&text);
        prop_assert_eq!(&fold(&once), &once);
        prop_assert!(once.bytes().all(|byte| byte >= b' ' && byte != 0x7f));
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike(text in "[À-ž가-힣α-ωА-я぀-ヿ]{0,12}") {
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text));
    }

    #[test]
    fn whatever_is_shown_hides_nothing(text in any::<String>()) {
        prop_assert!(!visible(&text).contains(is_hidden));
    }

    #[test]
    fn what_is_shown_in_columns_is_what_is_visible_and_cut(
        text in "([a윙\u{301}\u{200d}👩\u{0}\u{202e}é]{0,60}|.{0,60}|\u{301}{0,80})",
        columns in 0_usize..5,
    ) {
        let whole = visible(&text);
        prop_assert_eq!(shown(&text, columns), cut(&whole, columns));
    }

    #[test]
    fn a_cut_text_fits(text in any::<String>(), columns in 0_usize..12) {
        let shown = visible(&text);
        prop_assert!(width(&cut(&shown, columns)) <= columns);
        prop_assert_eq!(width(&pad(&shown, columns)), columns);
    }
}
