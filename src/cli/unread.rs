//! What of a workspace was not read, as faults beside those of the records: without it the documents could be wrong.

use super::answer::Failure;
use super::messages;
use super::reading::{Reading, Unread, Why};
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::engine::{BuildResult, Whom};
use std::path::Path;

/// A file larger than any record, template or font.
const TOO_LARGE: Code = Code::error("N9001", "大きすぎて読まないファイル", "file too large to be read");
/// The machine does not give the file or folder.
const REFUSED: Code = Code::error("N9002", "読めないファイル", "file that cannot be read");
/// A name that is not UTF-8.
const NAME_NOT_UTF8: Code = Code::error("N9003", "UTF-8でないファイル名", "name that is not UTF-8");
/// A pipe, a socket, a device.
const NO_FILE: Code = Code::error("N9004", "ファイルでないもの", "no file");
/// Links that lead to links.
const TOO_MANY_LINKS: Code = Code::error("N9005", "たどりきれないリンク", "too many links");

/// All of them.
pub const CODES: &[Code] = &[TOO_LARGE, REFUSED, NAME_NOT_UTF8, NO_FILE, TOO_MANY_LINKS];

/// Adds to `result` what `reading` did not read, each at its path, and takes away what is only said because of it: that there is
/// no `publisher.yaml` where there is one that cannot be read.
pub(super) fn tell(reading: &Reading, result: &mut BuildResult) {
    if reading.unread.is_empty() {
        return;
    }
    let BuildResult {
        diagnostics,
        sources,
        concerns,
        ..
    } = result;
    diagnostics.retain(|fault| {
        let folder = || sources.get(fault.span?.file).path.parent().map(Path::to_owned);
        !follows(fault, folder().as_deref(), &reading.unread)
    });
    for unread in &reading.unread {
        let file = sources.add(unread.path.clone().into(), String::new());
        let (code, message, help) = words(unread);
        let fault = code.at(Span { file, start: 0, end: 0 }, message, help);
        concerns.note(&Whom::of_path(&unread.path), [&fault]);
        diagnostics.push(fault);
    }
}

/// What keeps a command from going on that only looks ids up: the first that the machine did not give.
pub(super) fn first(reading: &Reading) -> Option<Failure> {
    let first = reading.unread.iter().find(|unread| unread.is_of_machine())?;
    let (_, message, help) = words(first);
    Some(Failure::machine(message, help))
}

fn words(unread: &Unread) -> (Code, Message, Message) {
    let path = &unread.path;
    match &unread.why {
        Why::TooLarge(bytes) => (TOO_LARGE, messages::too_large(path, *bytes), messages::too_large_help()),
        Why::Refused(e) => (REFUSED, messages::refused(path, e), messages::unreadable_help(e)),
        Why::NotUtf8 => (
            NAME_NOT_UTF8,
            messages::name_not_utf8(path),
            messages::name_not_utf8_help(),
        ),
        Why::NoFile => (NO_FILE, messages::no_file(path), messages::no_file_help()),
        Why::TooManyLinks => (
            TOO_MANY_LINKS,
            messages::too_many_links(path),
            messages::too_many_links_help(),
        ),
    }
}

/// Whether a fault says that something is not there which was not read; `folder` is that of its file.
fn follows(fault: &Diagnostic, folder: Option<&Path>, unread: &[Unread]) -> bool {
    let below = |name: &str| unread.iter().any(|unread| Path::new(&unread.path).starts_with(name));
    let publisher = || {
        folder.is_some_and(|folder| {
            let of_it = |name: &str| unread.iter().any(|unread| folder.join(name) == Path::new(&unread.path));
            of_it("publisher.yaml") || of_it("publisher.yml")
        })
    };
    match fault.code {
        // No `publisher.yaml`; no record at all; no such template, font, picture.
        "N0121" => publisher(),
        "N0122" => below("notices"),
        "N0805" | "N0822" => below("templates"),
        "N0906" => below("fonts"),
        _ => false,
    }
}
