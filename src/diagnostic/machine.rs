//! What the machine says when it does not do something, in both languages.

use super::Message;
use std::io::{self, ErrorKind};

/// What the machine is short of, where all that comes next would fail for it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortage {
    /// No more files may be open.
    OpenFiles,
    /// There is no memory.
    Memory,
}

impl Shortage {
    /// The shortage that an error tells of; `None` where it is about one file alone.
    pub(crate) fn of(error: &io::Error) -> Option<Self> {
        const TOO_MANY_OPEN: [i32; 2] = [23, 24];
        let number = error.raw_os_error().filter(|_| cfg!(unix));
        match error.kind() {
            ErrorKind::OutOfMemory => Some(Shortage::Memory),
            _ if number.is_some_and(|number| TOO_MANY_OPEN.contains(&number)) => Some(Shortage::OpenFiles),
            _ => None,
        }
    }

    /// What to do about it.
    pub(crate) fn remedy(self) -> Message {
        match self {
            Shortage::OpenFiles => Message::new(
                "同時に開けるファイルの数を増やしてから(ulimit -n 256 など)、もう一度実行してください",
                "let a process open more files at once (ulimit -n 256, for example), and run again",
            ),
            Shortage::Memory => Message::new(
                "メモリーの空きを増やすか、使える量の制限(ulimit -v)をゆるめて、もう一度実行してください",
                "free some memory, or raise the limit of it (ulimit -v), and run again",
            ),
        }
    }
}

/// The machine's reason.
pub(crate) fn reason(error: &io::Error) -> Message {
    let ja = match (Shortage::of(error), error.kind()) {
        (Some(Shortage::OpenFiles), _) => "同時に開けるファイルの数を超えます",
        (Some(Shortage::Memory), _) => "メモリーが足りません",
        (_, ErrorKind::PermissionDenied) => "権限がありません",
        (_, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => "空き容量がありません",
        (_, ErrorKind::ReadOnlyFilesystem) => "書き込みが禁止されたディスクです",
        (_, ErrorKind::FileTooLarge) => "ファイルの大きさの制限を超えます",
        (_, ErrorKind::NotFound) => "見つかりません",
        (_, ErrorKind::NotADirectory) => "フォルダーではありません",
        (_, ErrorKind::IsADirectory) => "フォルダーです",
        (_, ErrorKind::AlreadyExists) => "すでにあります",
        (_, ErrorKind::InvalidFilename) => "ファイル名が使えません",
        _ => "",
    };
    let en = error.to_string();
    match ja {
        "" => Message::new(en.clone(), en),
        ja => Message::new(format!("{ja} ({en})"), en),
    }
}
