//! The `notice` command.

fn main() {}
