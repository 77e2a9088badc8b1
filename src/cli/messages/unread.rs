//! What of a workspace was not read.

use crate::cli::table::size;
use crate::diagnostic::Message;
use crate::diagnostic::machine::reason;
use std::io;

pub(crate) fn too_large(path: &str, bytes: u64) -> Message {
    Message::new(
        format!("{path} は大きすぎるため({})読みません", size(bytes)),
        format!("{path} is not read: at {} it is too large", size(bytes)),
    )
}

pub(crate) fn too_large_help() -> Message {
    Message::new(
        "記録ではないファイルは notices/、templates/、fonts/ の外へ移してください",
        "move files that are no records out of notices/, templates/ and fonts/",
    )
}

pub(crate) fn refused(path: &str, error: &io::Error) -> Message {
    let why = reason(error);
    Message::new(
        format!("{path} を読めません: {}", why.ja),
        format!("{path} cannot be read: {}", why.en),
    )
}

pub(crate) fn name_not_utf8(path: &str) -> Message {
    Message::new(
        format!("{path} は読みません: 名前がUTF-8ではありません"),
        format!("{path} is not read: its name is not UTF-8"),
    )
}

pub(crate) fn name_not_utf8_help() -> Message {
    Message::new(
        "名前を付け直してください(古いWindowsや古いアーカイブの名前は Shift_JIS のことがあり、convmv などで直せます)",
        "give it a new name (names from old archives may be Shift_JIS: convmv and the like mend them)",
    )
}

pub(crate) fn no_file(path: &str) -> Message {
    Message::new(
        format!("{path} はファイルではありません(パイプ、ソケット、またはデバイス)。読みません"),
        format!("{path} is no file but a pipe, a socket or a device, and is not read"),
    )
}

pub(crate) fn no_file_help() -> Message {
    Message::new(
        "notices/、templates/、fonts/ の外へ移すか、消してください",
        "move it out of notices/, templates/ and fonts/, or delete it",
    )
}

pub(crate) fn too_many_links(path: &str) -> Message {
    Message::new(
        format!("{path}: リンクの先にさらにリンクがあり、たどりきれません"),
        format!("{path}: links lead to links in more ways than are followed"),
    )
}

pub(crate) fn too_many_links_help() -> Message {
    Message::new(
        "互いを指すフォルダーのリンクを消してください。共通のファイルは1つのフォルダーに置き、使う側から1回だけリンクします",
        "delete links by which folders lead to each other; what is shared lies in one folder, with one link from each that uses it",
    )
}
