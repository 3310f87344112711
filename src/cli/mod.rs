//! The headless twin: every operation from the command line, its output a promise to scripts.
