//! Files in and out: the encodings and separators that spreadsheets write, JSON of the service, the formula guard.
