//! `notice` makes every document about an outage or a maintenance from one YAML record: the formal letter, the FAX
//! sheets and the status page. `docs/architecture.md` tells which room does what.

// What is no part of the public face is `pub(crate)`, so that the compiler tells what nobody uses.
#![warn(unreachable_pub)]

mod account;
mod calendar;
mod check;
pub mod cli;
pub mod diagnostic;
mod document;
pub mod engine;
mod memo;
mod output;
mod publish;
mod record;
mod template;
#[doc(hidden)]
pub mod testing;
mod threads;
mod typeset;
mod watch;
