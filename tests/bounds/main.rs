//! Files that would take the machine's stack, memory or time: what is bounded is told at its place, and the rest is made.

mod fuel;
mod nesting;
mod room;
mod sizes;
