//! How a text file is written. Spreadsheets save CSV in the encoding of their machine and say nothing about it; this
//! recognises what operators send: UTF-8 and UTF-16 of any spreadsheet, CP949 of Korean ones, Windows-1252 of western ones.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// An encoding that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// With or without a byte-order mark.
    Utf8,
    /// Little-endian: what «Unicode text» of Excel is.
    Utf16Le,
    /// Big-endian.
    Utf16Be,
    /// Korean: EUC-KR with the extension of Windows.
    Cp949,
    /// Western European.
    Windows1252,
}

impl Encoding {
    /// The name as operators know it; the report carries it.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Cp949 => "CP949",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// What an operator says with `--encoding`, against what would be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// `utf-8`
    Utf8,
    /// `utf-16`: the byte order is still read off the file.
    Utf16,
    /// `cp949`, `euc-kr`
    Cp949,
    /// `windows-1252`
    Windows1252,
}

impl Asked {
    /// The words of the command line, for help and for a mistake.
    pub const WORDS: [&'static str; 5] = ["utf-8", "utf-16", "cp949", "euc-kr", "windows-1252"];

    /// Reads a word of the command line, whatever its case.
    pub fn parse(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Asked::Utf8),
            "utf-16" | "utf16" => Some(Asked::Utf16),
            "cp949" | "euc-kr" => Some(Asked::Cp949),
            "windows-1252" | "cp1252" => Some(Asked::Windows1252),
            _ => None,
        }
    }
}

/// What a file was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// The encoding.
    pub encoding: Encoding,
    /// Nothing proves it: the operator should look at the names before trusting them.
    pub is_guess: bool,
}

impl Recognised {
    /// What a file is taken for before its first byte: UTF-8.
    pub const fn of_nothing() -> Self {
        Self::sure(Encoding::Utf8)
    }

    pub(super) const fn sure(encoding: Encoding) -> Self {
        Self {
            encoding,
            is_guess: false,
        }
    }
}

/// What the first bytes of a file settle: a byte-order mark, and how many bytes it takes; or UTF-16 that has none.
pub(super) fn by_its_beginning(bytes: &[u8], asked: Option<Asked>) -> Option<(Encoding, usize)> {
    let mark = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    };
    match asked {
        None => mark.or_else(|| utf16_by_its_nuls(bytes).map(|encoding| (encoding, 0))),
        Some(Asked::Utf8) => mark
            .filter(|(encoding, _)| *encoding == Encoding::Utf8)
            .or(Some((Encoding::Utf8, 0))),
        Some(Asked::Utf16) => mark
            .filter(|(encoding, _)| *encoding != Encoding::Utf8)
            .or_else(|| utf16_by_its_nuls(bytes).map(|encoding| (encoding, 0)))
            .or(Some((Encoding::Utf16Le, 0))),
        Some(Asked::Cp949) => Some((Encoding::Cp949, 0)),
        Some(Asked::Windows1252) => Some((Encoding::Windows1252, 0)),
    }
}

/// UTF-16 without a mark: separators, line ends and e-mail addresses are ASCII, so that every second byte of them is
/// NUL, and hardly any of the others. A stray NUL in other text is far from that.
fn utf16_by_its_nuls(bytes: &[u8]) -> Option<Encoding> {
    let nuls = |offset: usize| {
        bytes
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
    };
    let (even, odd) = (nuls(0).count(), nuls(1).count());
    let many = bytes.len().div_ceil(10);
    if odd >= many && even * 20 <= odd {
        Some(Encoding::Utf16Le)
    } else if even >= many && odd * 20 <= even {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Recognises text whose ASCII part is ASCII, from its first other byte on. The last line may be cut off.
pub(super) fn of_text(bytes: &[u8]) -> Recognised {
    let broken = match std::str::from_utf8(bytes) {
        Ok(_) => false,
        // No length means that the text just ends within a letter.
        Err(error) => error.error_len().is_some(),
    };
    if !broken {
        return Recognised::sure(Encoding::Utf8);
    }
    let lines = whole_lines(bytes);
    if let Some(korean) = as_korean(lines) {
        return korean;
    }
    if is_mostly_utf8(lines) {
        return Recognised::sure(Encoding::Utf8);
    }
    Recognised {
        encoding: Encoding::Windows1252,
        is_guess: true,
    }
}

/// Up to the last line break, which is never the second byte of a letter in any encoding looked for.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    match bytes.iter().rposition(|byte| *byte == b'\n') {
        Some(end) if end > 0 => &bytes[..end],
        _ => bytes,
    }
}

/// CP949, when that is what a Korean would have written. «Ärzte» of Windows-1252 decodes as CP949 too, into a rare syllable
/// and «zte»: so most letters must be syllables of KS X 1001, the 2,350 that people use, and the statistics of
/// chardetng must agree. One or two syllables are too few for statistics: then it is a guess.
fn as_korean(bytes: &[u8]) -> Option<Recognised> {
    encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes)?;
    let (common, others) = syllables(bytes);
    let agrees = common > others * 3 && detector_says_korean(bytes, None);
    let may_be = common > 0 && others == 0 && detector_says_korean(bytes, Some(b"kr"));
    (agrees || may_be).then_some(Recognised {
        encoding: Encoding::Cp949,
        is_guess: !agrees,
    })
}

/// How many letters of text in CP949 are syllables of KS X 1001, and how many are others.
fn syllables(bytes: &[u8]) -> (usize, usize) {
    let (mut common, mut others) = (0, 0);
    let mut rest = bytes.iter();
    while let Some(lead) = rest.find(|byte| !byte.is_ascii()) {
        let trail = rest.next().copied().unwrap_or_default();
        if (0xB0..=0xC8).contains(lead) && trail >= 0xA1 {
            common += 1;
        } else {
            others += 1;
        }
    }
    (common, others)
}

fn detector_says_korean(bytes: &[u8], country: Option<&[u8]>) -> bool {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(country, Utf8Detection::Deny) == encoding_rs::EUC_KR
}

/// UTF-8 with a byte broken here and there: reading all of it as Windows-1252 would spoil every name instead of naming
/// the few that are spoilt.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters >= broken * 4
}
