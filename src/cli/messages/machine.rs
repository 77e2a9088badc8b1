//! What the machine could not do.

use crate::diagnostic::Message;
use std::io;
use std::path::Path;

pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Message {
    Message::new(
        format!("{}: 読めません: {error}", path.display()),
        format!("{}: cannot be read: {error}", path.display()),
    )
}

pub(crate) fn unreadable_help() -> Message {
    Message::new(
        "ファイルの権限とリンク先を確かめてください",
        "check the file's permissions, and where it leads if it is a link",
    )
}

pub(crate) fn no_clock() -> Message {
    Message::new("パソコンの時計が正しくありません", "the machine's clock is wrong")
}

pub(crate) fn no_clock_help() -> Message {
    Message::new("--as-of で日時を指定してください", "give the moment with --as-of")
}

pub(crate) fn cannot_print(error: &io::Error) -> Message {
    Message::new(
        format!("標準出力に書けません: {error}"),
        format!("standard output cannot be written to: {error}"),
    )
}

pub(crate) fn cannot_print_help() -> Message {
    Message::new(
        "出力先の空き容量を確かめてください",
        "check the free space where the output goes",
    )
}

pub(crate) fn panicked(what: &str) -> Message {
    Message::new(
        format!("notice の中に誤りがあり、途中で止まりました: {what}"),
        format!("notice stopped because of a fault of its own: {what}"),
    )
}

pub(crate) fn panicked_help() -> Message {
    Message::new(
        "記録の誤りではありません。この行を添えて開発者に知らせてください",
        "this is not a fault of your records; please tell the developers, with this line",
    )
}
