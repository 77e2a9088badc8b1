//! What the commands say that begin something: `init`, `new`, `explain`.

use crate::diagnostic::Message;
use std::io;
use std::path::{Path, PathBuf};

fn listed<T: AsRef<str>>(names: &[T]) -> (String, String) {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    (names.join("、"), names.join(", "))
}

pub(crate) fn there_already(folder: &Path, met: &[PathBuf]) -> Message {
    let met: Vec<String> = met.iter().map(|path| path.display().to_string()).collect();
    let (ja, en) = listed(&met);
    Message::new(
        format!("{} には、もう {ja} があります", folder.display()),
        format!("{} holds {en} already", folder.display()),
    )
}

pub(crate) fn there_already_help() -> Message {
    Message::new(
        "何も書いていません。空のフォルダーを指定するか、記録を足すなら notice new を使ってください",
        "nothing was written; choose an empty folder, or add a record with notice new",
    )
}

pub(crate) fn after_init(folder: &Path) -> Message {
    let call = match folder == Path::new(".") {
        true => String::new(),
        false => format!(" --workspace {}", folder.display()),
    };
    Message::new(
        format!(
            "次に: publisher.yaml の名前や電話番号を書き換え、notice build{call} で文書を作ってください。記録を足すには notice new。できるのは out/ のファイルまでで、FAXの送信やWebサーバーへの転送はしません"
        ),
        format!(
            "next: put your own names and numbers into publisher.yaml and run notice build{call}; notice new adds a record. What is made are files in out/: nothing is sent or uploaded"
        ),
    )
}

pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Message {
    Message::new(
        format!("{}: 書けません: {error}", path.display()),
        format!("{}: cannot be written: {error}", path.display()),
    )
}

pub(crate) fn unwritable_help() -> Message {
    Message::new(
        "フォルダーの権限と空き容量を確かめてください",
        "check the folder's permissions and the free space",
    )
}

pub(crate) fn file_there(path: &Path) -> Message {
    Message::new(
        format!("{} はもうあります。上書きしません", path.display()),
        format!("{} is there already and is not overwritten", path.display()),
    )
}

pub(crate) fn file_there_help() -> Message {
    Message::new("別の id を --id で指定してください", "choose another id with --id")
}

pub(crate) fn after_new(copied: bool) -> Message {
    match copied {
        true => Message::new(
            "次に: 空にした日時を埋め、文の中の日付を見なおし、notice check で確かめてください",
            "next: fill in the times that were left out, look through dates within texts, and run notice check",
        ),
        false => Message::new(
            "次に: 内容を書き換え、notice check で確かめ、notice build で文書を作ってください",
            "next: put your own facts in, run notice check, then notice build",
        ),
    }
}

pub(crate) fn other_kind(id: &str, (ja, en): (&str, &str)) -> Message {
    Message::new(
        format!("{id} は{ja}の記録です"),
        format!("{id} is a record of another kind: {en}"),
    )
}

pub(crate) fn other_kind_help(kind: &str) -> Message {
    Message::new(
        format!("notice new {kind} としてください"),
        format!("call notice new {kind}"),
    )
}

pub(crate) fn not_copied(id: &str) -> Message {
    Message::new(
        format!("{id} の記録には誤りがあり、写せません"),
        format!("the record {id} holds faults and cannot be copied"),
    )
}

pub(crate) fn not_copied_help() -> Message {
    Message::new("notice check で誤りが分かります", "notice check tells the faults")
}

pub(crate) fn several_records(name: &str) -> Message {
    Message::new(
        format!("{name} という id の記録がいくつかあります"),
        format!("several records are called {name}"),
    )
}

pub(crate) fn choose_one(names: &[String]) -> Message {
    let (ja, en) = listed(names);
    Message::new(format!("選べるもの: {ja}"), format!("choose one of: {en}"))
}

pub(crate) fn no_publisher() -> Message {
    Message::new("発行者がまだありません", "there is no publisher yet")
}

pub(crate) fn no_publisher_help() -> Message {
    Message::new(
        "notices/<発行者>/publisher.yaml を書くか、空のフォルダーで notice init としてください",
        "write notices/<publisher>/publisher.yaml, or call notice init in an empty folder",
    )
}

pub(crate) fn unknown_publisher(name: &str) -> Message {
    Message::new(
        format!("{name} という発行者はありません"),
        format!("there is no publisher {name}"),
    )
}

pub(crate) fn several_publishers() -> Message {
    Message::new("発行者がいくつかあります", "there are several publishers")
}

pub(crate) fn choose_publisher(names: &[String]) -> Message {
    let (ja, en) = listed(names);
    Message::new(
        format!("--publisher で選んでください: {ja}"),
        format!("choose one with --publisher: {en}"),
    )
}

pub(crate) fn bad_id(id: &str) -> Message {
    Message::new(
        format!("「{id}」は id に使えません(ファイルの名前になります)"),
        format!("“{id}” cannot be an id (it names files)"),
    )
}

pub(crate) fn bad_id_help() -> Message {
    Message::new(
        "半角の英数字・「-」・「_」だけで、英数字から始めて100字以内で書いてください(例: 2021-emoney)。con や nul などの機器の名前は使えません",
        "use ASCII letters, digits, - and _, beginning with a letter or digit, at most 100 (as in 2021-emoney), and no name of a device such as con or nul",
    )
}

pub(crate) fn id_taken(id: &str) -> Message {
    Message::new(
        format!("{id} という id の記録はもうあります"),
        format!("there is a record {id} already"),
    )
}

pub(crate) fn id_taken_help() -> Message {
    Message::new(
        "別の id にするか、--id を付けずに空いている id をまかせてください",
        "choose another id, or leave out --id to get one that is free",
    )
}

pub(crate) fn example() -> Message {
    Message::new("例:", "Example:")
}

pub(crate) fn unknown_code(code: &str) -> Message {
    Message::new(
        format!("{code} という番号はありません"),
        format!("there is no code {code}"),
    )
}

pub(crate) fn unknown_code_help(near: &[&str]) -> Message {
    if near.is_empty() {
        return Message::new(
            "番号は N0106 のように、エラーや警告の [ ] の中にあります",
            "a code stands in the brackets of an error or warning, like N0106",
        );
    }
    let (ja, en) = listed(near);
    Message::new(format!("近い番号: {ja}"), format!("codes near it: {en}"))
}
