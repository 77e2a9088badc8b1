//! What is written to the terminal. A reader that has gone away (`notice list | head`) is no fault; anything else that
//! keeps our words from arriving is. Nothing that a terminal would obey goes out, whatever stands in records and names of files.

use crate::diagnostic::harmless;
use std::io::{self, ErrorKind, Write};

/// Standard output and standard error, and what they can show.
pub struct Console<'a> {
    out: Stream<'a>,
    err: Stream<'a>,
    /// Standard error shows colours.
    pub colour: bool,
    /// Standard error is a terminal: a progress bar is drawn in place of lines.
    pub bar: bool,
    /// The process is this command's alone: a signal ends it in good order.
    pub interruptible: bool,
}

/// Says a line as the process ends by a signal, whoever holds the console.
pub(super) fn last_words(words: &str) {
    // Nobody is left to tell where it fails.
    let _ = writeln!(io::stderr(), "\n{}", harmless::line(words));
}

struct Stream<'a> {
    to: &'a mut dyn Write,
    fault: Option<io::Error>,
}

impl Stream<'_> {
    fn line(&mut self, text: &str) {
        if self.fault.is_some() {
            return;
        }
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let written = self.to.write_all(format!("{text}{end}").as_bytes());
        self.fault = written.and_then(|()| self.to.flush()).err();
    }
}

impl<'a> Console<'a> {
    /// A console that shows neither colours nor a progress bar.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        let stream = |to| Stream { to, fault: None };
        Console {
            out: stream(out),
            err: stream(err),
            colour: false,
            bar: false,
            interruptible: false,
        }
    }

    /// Writes what was asked for to standard output, as a line or several.
    pub(super) fn say(&mut self, text: &str) {
        self.out.line(&harmless::lines(text));
    }

    /// Writes what is said about it to standard error, as a line or several.
    pub(super) fn tell(&mut self, text: &str) {
        self.err.line(&harmless::lines(text));
    }

    /// Writes what was drawn to standard error, in colours where they are shown.
    pub(super) fn tell_drawn(&mut self, text: &str) {
        match self.colour {
            true => self.err.line(&harmless::coloured(text)),
            false => self.tell(text),
        }
    }

    /// Why standard output did not take what was asked for; `None` where it did, or where its reader had enough.
    pub(super) fn fault(&self) -> Option<&io::Error> {
        self.out.fault.as_ref().filter(|e| e.kind() != ErrorKind::BrokenPipe)
    }
}
