//! What was read of a workspace, and what was not.

use crate::engine::WorkspaceFiles;
use std::io;

/// Larger files are not read: no record, template or font comes near, and a stray video must not fill the memory.
pub const LARGEST: u64 = 64_000_000;

/// A workspace, and what of it was not read.
#[derive(Debug, Default)]
pub struct Reading {
    /// What was read.
    pub files: WorkspaceFiles,
    /// What should have been read and was not.
    pub unread: Vec<Unread>,
    /// What need not be read: pipes and devices that are called like no record, folders that were read by another way.
    pub passed_over: Vec<String>,
}

/// Something of a workspace that was not read.
#[derive(Debug)]
pub struct Unread {
    /// Its path in the workspace, as far as it can be shown.
    pub path: String,
    /// Why.
    pub why: Why,
}

/// Why something was not read.
#[derive(Debug)]
pub enum Why {
    /// It is larger than [`LARGEST`]: so many bytes.
    TooLarge(u64),
    /// The machine does not give it.
    Refused(io::Error),
    /// Its name is not UTF-8.
    NotUtf8,
    /// A pipe, a socket or a device.
    NoFile,
    /// Links lead to it in more ways than anybody means.
    TooManyLinks,
}

impl Reading {
    /// Whether the machine did not give something.
    pub(super) fn failed(&self) -> bool {
        self.unread.iter().any(Unread::is_of_machine)
    }
}

impl Unread {
    /// Whether the machine did not give it, whatever is in it.
    pub(super) fn is_of_machine(&self) -> bool {
        matches!(self.why, Why::Refused(_) | Why::NotUtf8)
    }
}
