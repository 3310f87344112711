//! The program `partnerdeck`: arguments, then the command line or the screen, then an exit code.

fn main() {}
