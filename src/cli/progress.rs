//! How far a build has come: a bar on a terminal, a line for each document elsewhere.

use super::console::Console;
use crate::diagnostic::harmless;
use crate::engine::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Tells a console how far a build has come.
pub(super) struct Teller<'c, 'a> {
    console: &'c mut Console<'a>,
    bar: Option<ProgressBar>,
    quiet: bool,
    done: usize,
    total: usize,
}

impl<'c, 'a> Teller<'c, 'a> {
    /// Nothing is told before the engine begins; nothing at all where it is to be `quiet`.
    pub(super) fn new(console: &'c mut Console<'a>, quiet: bool) -> Self {
        Teller {
            console,
            bar: None,
            quiet,
            done: 0,
            total: 0,
        }
    }
}

impl Progress for Teller<'_, '_> {
    fn begin(&mut self, total: usize) {
        self.total = total;
        if self.console.bar && total > 0 && !self.quiet {
            let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} {wide_msg}") {
                bar.set_style(style.progress_chars("█▌░"));
            }
            self.bar = Some(bar);
        }
    }

    fn done(&mut self, path: &str) {
        self.done += 1;
        match &self.bar {
            Some(bar) => {
                bar.set_message(harmless::line(path).into_owned());
                bar.inc(1);
            }
            None if self.quiet => {}
            None => self.console.tell(&format!("[{}/{}] {path}", self.done, self.total)),
        }
    }
}

impl Drop for Teller<'_, '_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            // What comes next is the table; a bar above it would only be in the way.
            bar.finish_and_clear();
        }
    }
}
