//! `notice` makes every document about an outage or a maintenance from one YAML record: the formal letter, the FAX
//! sheets and the status page. `docs/architecture.md` tells which room does what.

mod calendar;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod engine;
mod memo;
pub mod notice;
pub mod output;
mod publish;
pub mod record;
pub mod template;
#[doc(hidden)]
pub mod testing;
mod typeset;
