//! Finding accounts among a million: folded columns, the query language, sorting.
