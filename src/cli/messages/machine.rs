//! What the machine could not do.

use crate::cli::table::size;
use crate::diagnostic::Message;
use crate::diagnostic::machine::{Shortage, reason};
use crate::watch::{Stuck, Why};
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
    match (Shortage::of(error), error.kind()) {
        (Some(shortage), _) => shortage.remedy(),
        (_, io::ErrorKind::PermissionDenied) => Message::new(
            "このユーザーで読めるよう、ファイルとそのフォルダーの権限を直してください",
            "mend the permissions of the file and its folder, so that this user may read it",
        ),
        (_, io::ErrorKind::NotFound) => Message::new(
            "リンクの先がありません。リンクを直すか、消してください",
            "the link leads nowhere: mend it, or delete it",
        ),
        _ => Message::new(
            "ファイルの権限とリンク先、ディスクの状態を確かめてください",
            "check the file's permissions, where it leads if it is a link, and the disk",
        ),
    }
}

/// `limit` is what a shell calls it.
pub(crate) fn tight(limit: &str, bytes: u64) -> Message {
    let bytes = size(bytes);
    Message::new(
        format!(
            "注意: 使えるメモリーが {bytes} に制限されています({limit})。途中で止まったら、制限をゆるめてもう一度実行してください"
        ),
        format!("note: memory is limited to {bytes} ({limit}); if notice stops midway, raise the limit and run again"),
    )
}

pub(crate) fn no_clock() -> Message {
    Message::new("パソコンの時計が正しくありません", "the machine's clock is wrong")
}

pub(crate) fn no_clock_help() -> Message {
    Message::new("--as-of で日時を指定してください", "give the moment with --as-of")
}

pub(crate) fn cannot_print(error: &io::Error) -> Message {
    let why = reason(error);
    Message::new(
        format!("標準出力に書けません: {}", why.ja),
        format!("standard output cannot be written to: {}", why.en),
    )
}

/// `done`: all that was asked for was done, and only the telling failed.
pub(crate) fn cannot_print_help(done: bool) -> Message {
    match done {
        true => Message::new(
            "出力先の空き容量を確かめてください。表示のほかは終わっています",
            "check the free space where the output goes; all but the telling is done",
        ),
        false => Message::new(
            "出力先の空き容量を確かめてください",
            "check the free space where the output goes",
        ),
    }
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

pub(crate) fn stuck(stuck: &Stuck) -> Message {
    let Stuck {
        template,
        document,
        why,
    } = stuck;
    let (of, of_en) = match template.as_str() {
        "" => (format!("{document} の記録の式"), format!("expressions of {document}")),
        template => (
            format!("ひな形 {template}({document})の計算"),
            format!("template {template} (for {document})"),
        ),
    };
    let (ja, en) = match why {
        Why::Time(seconds) => (
            format!("{of}が、{seconds}秒たっても終わりません"),
            format!("{of_en} is not worked out after {seconds} seconds"),
        ),
        Why::Memory => (
            format!("{of}が、メモリーを使いすぎています"),
            format!("{of_en} takes too much memory"),
        ),
    };
    Message::new(
        format!("{ja}。止めました。何も公開していません"),
        format!("{en}: stopped, nothing was published"),
    )
}

pub(crate) fn stuck_help(patience: &str) -> Message {
    Message::new(
        format!(
            "{{% for %}} の中の {{% for %}}、range の数、繰り返しの中の set を確かめてください。長くかかるのが正しければ、環境変数 {patience} に待つ秒数を入れてください"
        ),
        format!(
            "look at loops within loops, at the numbers of `range`, at `set` within a loop; where it is right to take so long, set {patience} to the seconds it may take"
        ),
    )
}
