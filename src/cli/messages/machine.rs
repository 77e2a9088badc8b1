//! What the machine could not do.

use crate::diagnostic::Message;
use std::io;
use std::path::Path;

pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Message {
    let why = reason(error);
    Message::new(
        format!("{}: 読めません: {}", path.display(), why.ja),
        format!("{}: cannot be read: {}", path.display(), why.en),
    )
}

pub(crate) fn unreadable_help(error: &io::Error) -> Message {
    match Trouble::of(error) {
        Trouble::NoMoreOpen => Message::new(
            "このプロセスが同時に開けるファイルを増やしてから(ulimit -n 256 など)、もう一度実行してください",
            "let the process open more files at once (as by ulimit -n 256), and run again",
        ),
        Trouble::NoMemory => Message::new(
            "メモリーの空きを増やすか、使える量の制限(ulimit -v)をゆるめて、もう一度実行してください",
            "free some memory, or raise the limit of it (ulimit -v), and run again",
        ),
        Trouble::Other if error.kind() == io::ErrorKind::PermissionDenied => Message::new(
            "このユーザーで読めるよう、ファイルとそのフォルダーの権限を直してください",
            "mend the permissions of the file and its folder, so that this user may read it",
        ),
        Trouble::Other if error.kind() == io::ErrorKind::NotFound => Message::new(
            "リンクの先がありません。リンクを直すか、消してください",
            "the link leads nowhere: mend it, or delete it",
        ),
        Trouble::Other => Message::new(
            "ファイルの権限とリンク先、ディスクの状態を確かめてください",
            "check the file's permissions, where it leads if it is a link, and the disk",
        ),
    }
}

/// What the machine is short of, where all that comes next would fail for it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No more files may be open.
    NoMoreOpen,
    /// There is no memory.
    NoMemory,
    /// Something about the one file.
    Other,
}

impl Trouble {
    pub(crate) fn of(error: &io::Error) -> Self {
        const TOO_MANY_OPEN: [i32; 2] = [23, 24];
        let number = error.raw_os_error().filter(|_| cfg!(unix));
        match error.kind() {
            io::ErrorKind::OutOfMemory => Trouble::NoMemory,
            _ if number.is_some_and(|number| TOO_MANY_OPEN.contains(&number)) => Trouble::NoMoreOpen,
            _ => Trouble::Other,
        }
    }
}

/// The machine's reason in both languages.
pub(crate) fn reason(error: &io::Error) -> Message {
    use io::ErrorKind::*;
    let ja = match (error.kind(), Trouble::of(error)) {
        (_, Trouble::NoMoreOpen) => "開けるファイルの数の上限です",
        (_, Trouble::NoMemory) => "メモリーが足りません",
        (PermissionDenied, _) => "権限がありません",
        (NotFound, _) => "見つかりません",
        (NotADirectory, _) => "フォルダーではありません",
        (IsADirectory, _) => "フォルダーです",
        (StorageFull | QuotaExceeded, _) => "空き容量がありません",
        (ReadOnlyFilesystem, _) => "書き込みが禁止されたディスクです",
        (InvalidFilename, _) => "ファイル名が使えません",
        _ => "",
    };
    let en = error.to_string();
    match ja {
        "" => Message::new(en.clone(), en),
        ja => Message::new(format!("{ja} ({en})"), en),
    }
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
