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
            State::Start | State::Ascii => Recognised::sure(Encoding::Utf8),
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
            self.state = State::Ended(Recognised::sure(Encoding::Utf8));
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
