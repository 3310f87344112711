//! Where a text stands in all rows that were found by it. While the text grows, only these places are looked at again, which
//! costs less than a look at the rows, and far less than one at all texts.

/// The places of a text in the rows found.
#[derive(Debug)]
pub(super) struct Trail {
    lead: Vec<u8>,
    /// For each chunk of rows, counted from where its texts begin.
    chunks: Vec<Vec<u32>>,
    count: usize,
}

impl Trail {
    /// The places of a text, chunk by chunk.
    pub(super) fn new(lead: &[u8], chunks: Vec<Vec<u32>>) -> Self {
        Self {
            lead: lead.to_vec(),
            count: chunks.iter().map(Vec::len).sum(),
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

    /// The places in a chunk, in order.
    pub(super) fn places(&self, chunk: usize) -> &[u32] {
        self.chunks.get(chunk).map_or(&[], Vec::as_slice)
    }
}
