//! Every sentence that the command line itself says, in both languages.

mod call;
mod done;
mod help;
mod ledger;
mod machine;
mod publication;
mod start;
mod template;
mod unread;

pub(super) use call::*;
pub(super) use done::*;
pub(super) use help::*;
pub(super) use ledger::*;
pub(super) use machine::*;
pub(super) use publication::*;
pub(super) use start::*;
pub(super) use template::*;
pub(super) use unread::*;
