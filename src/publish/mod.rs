//! Publication: everything that was made goes into `out/`, or nothing does.
//!
//! Documents are written to the staging place as they are made. When all of them are, of each part of `out/` the folder around
//! all that changes is staged whole (what stays in it gets a second name) and exchanged in one step; a file whose bytes are the same is left alone; a file that no
//! record makes any more goes away; a file that `notice` did not make is never touched. The manifest tells which files
//! those are. Where a part cannot be exchanged it is published file by file. A journal tells what is about to be done, so
//! that the next start ends what the machine stopped.

mod beside;
mod carry;
mod closing;
mod commit;
mod disk;
mod error;
mod history;
pub(crate) mod interrupt;
mod issued;
mod journal;
mod ledger;
mod lock;
mod manifest;
mod output;
mod pack;
mod part;
mod path;
mod publication;
mod published;
mod recovery;
mod report;
mod stage;
mod survey;
mod takeover;
mod texts;
mod ways;

pub use error::PublishError;
pub use history::{Past, Why, past};
pub(crate) use issued::{INDEX, Issued, Known, LEDGER, parse as parse_index, text as index_text};
pub(crate) use ledger::issue;
pub(crate) use manifest::hash;
pub use manifest::{MANIFEST, Manifest};
pub use output::{Issue, Output, Scope, Sink};
pub(crate) use pack::{Content, pack};
pub(crate) use part::Part;
pub use publication::{Ending, Publication, Terms};
pub(crate) use published::{Published, Stood};
pub(crate) use report::{Difference, Entry, Superseded};
pub use report::{Fate, Report};

/// Reads a text as the log of what was replaced, as a journal, and as the index of a ledger; how many lines of each it has
/// that can be read. For tests alone.
pub fn kept(text: &str) -> [usize; 3] {
    let (steps, issued) = (journal::parse(text), issued::parse(text));
    [
        history::parse(text).len(),
        steps.map_or(0, |steps| steps.len()),
        issued.map_or(0, |issued| {
            issued::parse(&issued::text(&issued)).map_or(0, |again| again.len())
        }),
    ]
}

#[cfg(test)]
mod tests;
