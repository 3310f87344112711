//! In which rows a text stands, and which letter follows it there. Noted while nobody waits, it answers the next letter at once:
//! one byte a place is looked at, side by side, and no text.

/// The places of a text.
#[derive(Debug)]
pub(super) struct Trail {
    lead: Vec<u8>,
    /// For each chunk of rows.
    chunks: Vec<Places>,
    count: usize,
}

/// Where a text stands in a chunk of rows, in order.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Counted from the chunk's first.
    rows: Vec<u16>,
    /// The byte behind the text; 0 behind the last one.
    next: Vec<u8>,
}

impl Places {
    /// Notes that a text stands in a row, and what follows it.
    pub(super) fn push(&mut self, row: usize, next: Option<u8>) {
        self.rows.push(row as u16);
        self.next.push(next.unwrap_or_default());
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Gives back the memory that nothing stands in.
    pub(super) fn settle(&mut self) {
        self.rows.shrink_to_fit();
        self.next.shrink_to_fit();
    }

    /// Calls `at` with the row of each place, of those only that a letter follows if there is one; with the same row again
    /// where the text stands several times.
    pub(super) fn each(&self, letter: Option<u8>, mut at: impl FnMut(usize)) {
        match letter {
            None => self.rows.iter().for_each(|row| at(usize::from(*row))),
            Some(letter) => memchr::memchr_iter(letter, &self.next)
                .for_each(|place| at(usize::from(self.rows[place]))),
        }
    }
}

impl Trail {
    /// The places of a text, chunk by chunk.
    pub(super) fn new(lead: &[u8], chunks: Vec<Places>) -> Self {
        Self {
            lead: lead.to_vec(),
            count: chunks.iter().map(Places::len).sum(),
            chunks,
        }
    }

    /// The text.
    pub(super) fn lead(&self) -> &[u8] {
        &self.lead
    }

    /// How many places.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Bytes of memory that it takes.
    pub(super) fn bytes(&self) -> usize {
        self.count * (size_of::<u16>() + size_of::<u8>())
    }

    /// The places in a chunk.
    pub(super) fn places(&self, chunk: usize) -> Option<&Places> {
        self.chunks.get(chunk)
    }
}
