//! What is wrong with a call.

use crate::diagnostic::Message;
use std::path::Path;

pub(crate) fn out_within(out: &Path, folder: &str) -> Message {
    Message::new(
        format!("出力フォルダー {} は {folder}/ の中にあります", out.display()),
        format!("the output folder {} lies within {folder}/", out.display()),
    )
}

pub(crate) fn out_holds(out: &Path, own: &Path) -> Message {
    let (out, own) = (out.display(), own.display());
    Message::new(
        format!("出力フォルダー {out} の中に、記録などのある {own} が入っています"),
        format!("the output folder {out} holds {own}, where your own files are"),
    )
}

pub(crate) fn out_within_help() -> Message {
    Message::new(
        "記録やひな形と混ざらないよう、別のフォルダーを --out で指定してください",
        "choose another folder with --out, so that documents do not mix with records",
    )
}

pub(crate) fn unknown_command(name: &str) -> Message {
    Message::new(
        format!("「{name}」というコマンドはありません"),
        format!("there is no command “{name}”"),
    )
}

pub(crate) fn unknown_option(name: &str) -> Message {
    Message::new(
        format!("「{name}」はここでは使えません"),
        format!("“{name}” cannot be used here"),
    )
}

pub(crate) fn wrong_value(option: &str, value: &str) -> Message {
    Message::new(
        format!("{option} に「{value}」は指定できません"),
        format!("{option} cannot be “{value}”"),
    )
}

pub(crate) fn missing_value(option: &str) -> Message {
    Message::new(
        format!("{option} の値がありません"),
        format!("{option} lacks its value"),
    )
}

pub(crate) fn missing_argument(name: &str) -> Message {
    Message::new(format!("{name} を指定してください"), format!("{name} is missing"))
}

/// The words one may choose from.
pub(crate) fn one_of(message: Message, words: &str) -> Message {
    Message::new(
        format!("{}。選べるもの: {}", message.ja, words.replace(", ", "、")),
        format!("{}; choose one of: {words}", message.en),
    )
}

pub(crate) fn given_twice(option: &str) -> Message {
    Message::new(
        format!("{option} が2回指定されています"),
        format!("{option} is given twice"),
    )
}

pub(crate) fn call_not_utf8() -> Message {
    Message::new(
        "呼び出しの中に、UTF-8でない文字があります(--workspace と --out のフォルダーの名前だけは構いません)",
        "the call holds characters that are not UTF-8; only the folders of --workspace and --out may",
    )
}

pub(crate) fn wrong_call(text: &str) -> Message {
    Message::new(format!("呼び出しが正しくありません: {text}"), text)
}

pub(crate) fn did_you_mean(message: Message, near: &str) -> Message {
    Message::new(
        format!("{}。{near} のことでしょうか", message.ja),
        format!("{}; did you mean {near}?", message.en),
    )
}

pub(crate) fn see_help() -> Message {
    Message::new(
        "使い方は notice --help で分かります",
        "notice --help tells how to use it",
    )
}

pub(crate) fn wrong_moment(text: &str) -> Message {
    Message::new(
        format!("--as-of の「{text}」は日時ではありません"),
        format!("“{text}” after --as-of is not a moment that exists"),
    )
}

pub(crate) fn moment_forms() -> Message {
    Message::new(
        "2021-07-19、\"2021-07-19 01:30\"、2021-07-19T01:30+09:00 のように書いてください",
        "write it as 2021-07-19, \"2021-07-19 01:30\" or 2021-07-19T01:30+09:00",
    )
}

pub(crate) fn no_notices(root: &Path) -> Message {
    Message::new(
        format!("{} に notices/ フォルダーがありません", root.display()),
        format!("there is no folder notices/ in {}", root.display()),
    )
}

pub(crate) fn no_notices_help() -> Message {
    Message::new(
        "notices/ があるフォルダーで実行するか、--workspace で指定してください",
        "run notice in the folder that holds notices/, or name it with --workspace",
    )
}

pub(crate) fn unknown_ids(ids: &[String]) -> Message {
    Message::new(
        format!("この id の記録はありません: {}", ids.join("、")),
        format!("there is no record with this id: {}", ids.join(", ")),
    )
}

pub(crate) fn unknown_ids_help() -> Message {
    Message::new("id は notice list で分かります", "notice list tells the ids")
}
