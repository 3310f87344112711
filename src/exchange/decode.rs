//! Bytes of any readable encoding in, UTF-8 out, a piece at a time: a file of a million rows passes through a buffer of
//! one size. What can't be decoded becomes U+FFFD, for the reader of the cells to find.

use std::io::{self, Read};

use super::encoding::{Asked, Encoding, Recognised, by_its_beginning, of_text};

/// How much of a file is looked at, from its first letter beyond ASCII, to recognise how it is written.
const WINDOW: usize = 1 << 20;

const CHUNK: usize = 64 * 1024;

/// Text of a file as UTF-8.
pub struct Decoder<R> {
    input: R,
    input_ended: bool,
    asked: Option<Asked>,
    state: State,
    raw: Vec<u8>,
    text: Vec<u8>,
    taken: usize,
}

enum State {
    /// Nothing was read yet.
    Start,
    /// Only ASCII so far: every encoding still possible writes it alike.
    Ascii,
    Decoding(Recognised, encoding_rs::Decoder),
    Ended(Recognised),
}

impl<R: Read> Decoder<R> {
    /// Text of an input, in the encoding asked for or in the one it seems to have.
    pub fn new(input: R, asked: Option<Asked>) -> Self {
        Self {
            input,
            input_ended: false,
            asked,
            state: State::Start,
            raw: Vec::new(),
            text: Vec::new(),
            taken: 0,
        }
    }

    /// What the input was recognised as, by what was read of it so far.
    pub fn recognised(&self) -> Recognised {
        match &self.state {
            State::Start | State::Ascii => Recognised::of_nothing(),
            State::Decoding(recognised, _) | State::Ended(recognised) => *recognised,
        }
    }

    /// The text that waits; empty only at the end of the input.
    ///
    /// # Errors
    /// When the input can't be read.
    pub fn waiting(&mut self) -> io::Result<&[u8]> {
        self.at_least(1)
    }

    /// The text that waits, and at least so many bytes of it unless the input ends before.
    ///
    /// # Errors
    /// When the input can't be read.
    pub fn at_least(&mut self, bytes: usize) -> io::Result<&[u8]> {
        while self.text.len() - self.taken < bytes && !matches!(self.state, State::Ended(_)) {
            self.text.drain(..self.taken);
            self.taken = 0;
            self.step()?;
        }
        Ok(&self.text[self.taken..])
    }

    /// Takes so many bytes of what waits.
    pub fn take(&mut self, bytes: usize) {
        self.taken = (self.taken + bytes).min(self.text.len());
    }

    fn step(&mut self) -> io::Result<()> {
        match self.state {
            State::Start => self.begin(),
            State::Ascii => self.pass_ascii(),
            State::Decoding(..) => self.decode(),
            State::Ended(_) => Ok(()),
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        self.read_up_to(CHUNK)?;
        match by_its_beginning(&self.raw, self.asked) {
            Some((encoding, mark)) => {
                self.raw.drain(..mark);
                self.start_decoding(Recognised::sure(encoding));
            }
            None => self.state = State::Ascii,
        }
        Ok(())
    }

    fn pass_ascii(&mut self) -> io::Result<()> {
        self.read_up_to(CHUNK)?;
        let plain = self.raw.iter().take_while(|byte| byte.is_ascii()).count();
        self.text.extend(self.raw.drain(..plain));
        if !self.raw.is_empty() {
            self.read_up_to(WINDOW)?;
            self.start_decoding(of_text(&self.raw));
        } else if self.input_ended {
            self.state = State::Ended(Recognised::of_nothing());
        }
        Ok(())
    }

    fn start_decoding(&mut self, recognised: Recognised) {
        let encoding = match recognised.encoding {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Cp949 => encoding_rs::EUC_KR,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        self.state = State::Decoding(recognised, encoding.new_decoder_without_bom_handling());
    }

    fn decode(&mut self) -> io::Result<()> {
        if self.raw.is_empty() {
            self.read_up_to(CHUNK)?;
        }
        let State::Decoding(recognised, decoder) = &mut self.state else {
            return Ok(());
        };
        let last = self.input_ended;
        let mut text = String::with_capacity(
            decoder
                .max_utf8_buffer_length(self.raw.len())
                .unwrap_or(CHUNK),
        );
        let (_, read, _) = decoder.decode_to_string(&self.raw, &mut text, last);
        let all_read = read == self.raw.len();
        self.raw.drain(..read);
        let recognised = *recognised;
        if recognised.encoding == Encoding::Windows1252 {
            text = without_unassigned(&text);
        }
        self.text.extend_from_slice(text.as_bytes());
        if last && all_read {
            self.state = State::Ended(recognised);
        }
        Ok(())
    }

    fn read_up_to(&mut self, bytes: usize) -> io::Result<()> {
        if self.input_ended || self.raw.len() >= bytes {
            return Ok(());
        }
        let wanted = (bytes - self.raw.len()) as u64;
        let read = self
            .input
            .by_ref()
            .take(wanted)
            .read_to_end(&mut self.raw)?;
        self.input_ended = (read as u64) < wanted;
        Ok(())
    }
}

/// Browsers read the five bytes that Windows-1252 leaves unassigned as control characters; here they are broken text.
fn without_unassigned(text: &str) -> String {
    text.replace(
        ['\u{81}', '\u{8D}', '\u{8F}', '\u{90}', '\u{9D}'],
        "\u{FFFD}",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8], asked: Option<Asked>) -> (String, Recognised) {
        let mut decoder = Decoder::new(bytes, asked);
        let mut text = Vec::new();
        loop {
            let waiting = decoder.waiting().unwrap();
            if waiting.is_empty() {
                break;
            }
            text.extend_from_slice(waiting);
            let length = waiting.len();
            decoder.take(length);
        }
        (String::from_utf8(text).unwrap(), decoder.recognised())
    }

    fn cp949(text: &str) -> Vec<u8> {
        encoding_rs::EUC_KR.encode(text).0.into_owned()
    }

    fn windows_1252(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
    }

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn korean_files_of_korean_spreadsheets_are_recognised() {
        for text in [
            "이름,성,표시 이름,메일,상태 업데이트\r\n미나,김,김미나,mina@contoso.onmicrosoft.com,\r\n",
            "First name,Last name,Display name,Email,Status update\n미나,김,김미나,mina@contoso.com,\n",
            "a,b,홍길동,hong@contoso.com,\n",
            "a,b,이철수,lee@contoso.com,\nc,d,박영희,park@contoso.com,\n",
            "First name,Last name,Display name,Email\nMina,Kim,안내 데스크,front@contoso.com,\n",
            "x,y,최똠방각하,choi@contoso.com,\n",
        ] {
            let (decoded, recognised) = decode(&cp949(text), None);
            assert_eq!(recognised, Recognised::sure(Encoding::Cp949), "{text}");
            assert_eq!(decoded, text);
        }
    }

    #[test]
    fn a_syllable_alone_is_a_guess() {
        let (decoded, recognised) = decode(&cp949("Mina,Kim,김,kim@contoso.com,\n"), None);
        assert_eq!(decoded, "Mina,Kim,김,kim@contoso.com,\n");
        assert_eq!(recognised.encoding, Encoding::Cp949);
        assert!(recognised.is_guess);
    }

    #[test]
    fn chinese_and_japanese_files_are_never_surely_korean() {
        for bytes in [
            encoding_rs::GBK.encode("张伟,李娜,王芳\n").0,
            encoding_rs::GBK.encode("陈大海,白冰\n").0,
            encoding_rs::SHIFT_JIS.encode("田中太郎,山田花子\n").0,
        ] {
            assert!(decode(&bytes, None).1.is_guess);
        }
    }

    #[test]
    fn western_files_are_a_guess_and_never_korean() {
        for text in [
            "Ärzte,b,Ärzte GmbH,info@contoso.com,\n",
            "Jörg,Müller,Jörg Müller,jm@contoso.com,\n",
            "José,García Peña,José García Peña,jose@contoso.com,\n",
            "Zoé,Lefèvre,Zoé Lefèvre,zoe@contoso.com,\nChloë,Ångström,Chloë Ångström,c@contoso.com\n",
            "GRÖßE,ÄÖÜ,ÄÖÜ GRÖßE,g@contoso.com,\n",
            "É,È,ÉÈÊË,e@contoso.com,\n",
            "Ý,ÞÐ,ÞÐÆ,t@contoso.com,\n",
            "price,5 €,“quoted” – dash,x@contoso.com,\n",
            "ÇAĞ,ÄÄ,ÅÅ Ærø,x@contoso.com,\n",
        ] {
            let bytes = windows_1252(text);
            let (decoded, recognised) = decode(&bytes, None);
            assert_eq!(recognised.encoding, Encoding::Windows1252, "{text}");
            assert!(recognised.is_guess);
            assert!(!decoded.contains('\u{FFFD}'));
        }
    }

    #[test]
    fn a_byte_order_mark_settles_it_and_is_no_text() {
        for (bytes, encoding) in [
            ("\u{feff}이름,é".as_bytes().to_vec(), Encoding::Utf8),
            (utf16("\u{feff}이름,é", u16::to_le_bytes), Encoding::Utf16Le),
            (utf16("\u{feff}이름,é", u16::to_be_bytes), Encoding::Utf16Be),
        ] {
            let (decoded, recognised) = decode(&bytes, None);
            assert_eq!(recognised, Recognised::sure(encoding));
            assert_eq!(decoded, "이름,é");
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_known_by_its_nuls() {
        let text = "이름,성,표시 이름,메일\r\n미나,김,김미나,mina@contoso.com\r\n";
        for (bytes, encoding) in [
            (utf16(text, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(text, u16::to_be_bytes), Encoding::Utf16Be),
        ] {
            let (decoded, recognised) = decode(&bytes, None);
            assert_eq!(recognised, Recognised::sure(encoding));
            assert_eq!(decoded, text);
        }
    }

    #[test]
    fn a_stray_nul_does_not_make_utf_16() {
        let (decoded, recognised) = decode(b"First name,Last name\nAn\0na,Lee\n", None);
        assert_eq!(recognised.encoding, Encoding::Utf8);
        assert!(decoded.contains('\0'));
    }

    #[test]
    fn a_broken_byte_in_utf_8_spoils_one_letter() {
        let mut bytes = "이름,성,표시 이름,메일\n미나,김,김미나,m@contoso.com\n"
            .as_bytes()
            .to_vec();
        bytes.extend_from_slice(b"An\xffna,Lee\n");
        let (decoded, recognised) = decode(&bytes, None);
        assert_eq!(recognised, Recognised::sure(Encoding::Utf8));
        assert!(decoded.ends_with("An\u{FFFD}na,Lee\n"));
        assert_eq!(decoded.matches('\u{FFFD}').count(), 1);
    }

    #[test]
    fn what_the_operator_says_overrules_what_is_recognised() {
        let korean = cp949("홍길동");
        assert_eq!(
            decode(&korean, Some(Asked::Windows1252)).1.encoding,
            Encoding::Windows1252
        );
        assert_eq!(
            decode("Müller".as_bytes(), Some(Asked::Windows1252)).0,
            "MÃ¼ller"
        );
        assert!(
            decode(&windows_1252("Müller"), Some(Asked::Cp949))
                .0
                .contains('\u{FFFD}')
        );
        assert!(decode(&korean, Some(Asked::Utf8)).0.contains('\u{FFFD}'));
        assert_eq!(
            decode(&utf16("홍", u16::to_le_bytes), Some(Asked::Utf16)).0,
            "홍"
        );
        assert!(!decode(&korean, Some(Asked::Windows1252)).1.is_guess);
    }

    #[test]
    fn bytes_that_windows_1252_leaves_out_are_broken_text() {
        assert_eq!(decode(b"M\xfcl\x81er", None).0, "Mül\u{FFFD}er");
    }

    #[test]
    fn half_a_letter_at_the_end_is_broken_text() {
        assert_eq!(decode(b"\xef\xbb\xbfabc\xed\x99", None).0, "abc\u{FFFD}");
        assert_eq!(decode(b"\xff\xfea\0b", None).0, "a\u{FFFD}");
    }

    #[test]
    fn the_first_letter_beyond_ascii_may_come_late() {
        let mut bytes = b"a,b,c\n".repeat(100_000);
        bytes.extend(cp949("홍길동,hong@contoso.com\n").repeat(60_000));
        let (decoded, recognised) = decode(&bytes, None);
        assert_eq!(recognised, Recognised::sure(Encoding::Cp949));
        assert!(decoded.ends_with("홍길동,hong@contoso.com\n"));
        assert!(!decoded.contains('\u{FFFD}'));
    }

    #[test]
    fn a_source_that_gives_one_byte_at_a_time_reads_the_same() {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let length = into.len().min(1);
                self.0.read(&mut into[..length])
            }
        }
        let bytes = cp949("이름,성\n미나,김\n");
        let mut decoder = Decoder::new(Slow(&bytes), None);
        assert_eq!(
            decoder.at_least(1000).unwrap(),
            "이름,성\n미나,김\n".as_bytes()
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_bytes_the_text_is_utf_8(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
            decode(&bytes, None);
            for asked in [Asked::Utf8, Asked::Utf16, Asked::Cp949, Asked::Windows1252] {
                decode(&bytes, Some(asked));
            }
        }
    }
}
