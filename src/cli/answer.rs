//! What a command comes to that only tells something or writes files of its own.

use crate::diagnostic::Message;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// The exit code of a call that is wrong.
pub(super) const CALL: u8 = 2;
/// The exit code where the machine failed.
pub(super) const MACHINE: u8 = 3;

/// What goes to standard output and, said about it, to standard error; or why there is nothing.
pub(super) type Answer = Result<(String, Option<Message>), Failure>;

/// Why a command did nothing.
#[derive(Debug)]
pub(super) struct Failure {
    /// The exit code.
    pub code: u8,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Message,
}

impl Failure {
    /// The call is wrong.
    pub(super) fn call(message: Message, help: Message) -> Self {
        Failure {
            code: CALL,
            message,
            help,
        }
    }

    /// The machine failed.
    pub(super) fn machine(message: Message, help: Message) -> Self {
        Failure {
            code: MACHINE,
            message,
            help,
        }
    }
}

/// Writes a file that is not there yet, and the folders it lies in. A file that is there is never touched.
///
/// # Errors
/// The file is there, or the disk does not take it.
pub(super) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
