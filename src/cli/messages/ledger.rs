//! What is said of documents as they were issued.

use crate::cli::version::State;
use crate::diagnostic::Message;
use crate::publish::Why;
use std::path::Path;

/// One id, two publishers.
pub(crate) fn ambiguous_id(id: &str, names: &[String]) -> Message {
    Message::new(
        format!("「{id}」の記録がいくつもあります: {}", names.join("、")),
        format!("there are several records “{id}”: {}", names.join(", ")),
    )
}

pub(crate) fn ambiguous_id_help() -> Message {
    Message::new("発行者/id の形で書いてください", "write it as publisher/id")
}

pub(crate) fn unknown_document(record: &str, document: &str, known: &[String]) -> Message {
    match known {
        [] => Message::new(
            format!("{record} が作る文書はありません"),
            format!("{record} makes no documents"),
        ),
        known => Message::new(
            format!(
                "{record} に「{document}」で決まる文書はありません。あるもの: {}",
                known.join("、")
            ),
            format!(
                "no document of {record} is known by “{document}”; there are: {}",
                known.join(", ")
            ),
        ),
    }
}

pub(crate) fn unknown_document_help() -> Message {
    Message::new(
        "文書の名前(letter、fax-01-… など)か、1つに決まるその書き出しを書いてください",
        "write the document's name (letter, fax-01-…) or a beginning that is its alone",
    )
}

/// What is to be issued does not stand published.
pub(crate) fn not_built(path: &str, out: &Path) -> Message {
    Message::new(
        format!("{path} は、まだ {} に出力されていません", out.display()),
        format!("{path} does not stand in {} yet", out.display()),
    )
}

pub(crate) fn not_built_help() -> Message {
    Message::new(
        "notice build で出力し、内容を確かめてから発行してください",
        "make it with `notice build`, look at it, then issue it",
    )
}

pub(crate) fn edited_since(path: &str) -> Message {
    Message::new(
        format!("{path} は、出力した後に手で書き換えられています"),
        format!("{path} was changed by hand after it had been published"),
    )
}

pub(crate) fn edited_since_help() -> Message {
    Message::new(
        "notice build で作り直してから発行してください(書き換えた内容は控えに残ります)。文面を変えるなら、記録を直します",
        "make it anew with `notice build`, then issue it (what was changed is kept in the history); to change its words, change the record",
    )
}

/// The record says something else than what stands published.
pub(crate) fn behind_record(path: &str) -> Message {
    Message::new(
        format!("{path} は、いまの記録とひな形の言うことと違います"),
        format!("{path} is not what its record and templates say now"),
    )
}

pub(crate) fn behind_record_help() -> Message {
    Message::new(
        "notice build で出力し直し、内容を確かめてから発行してください",
        "make it again with `notice build`, look at it, then issue it",
    )
}

pub(crate) fn issued_before(document: &str, version: usize, moment: &str) -> Message {
    Message::new(
        format!("{document} は発行済みです(第{version}版、{moment})"),
        format!("{document} is issued already (version {version}, {moment})"),
    )
}

pub(crate) fn issued_before_help() -> Message {
    Message::new(
        "新しい版を発行するなら --again を付けてください。前の版も残ります",
        "to issue a new version, add --again; the one before stays",
    )
}

pub(crate) fn says_the_same(record: &str) -> Message {
    Message::new(
        format!("{record} の発行した文書は、いまの記録の言うことと同じです"),
        format!("what was issued of {record} says what the record says now"),
    )
}

pub(crate) fn says_the_same_help() -> Message {
    Message::new(
        "新しい版は要りません。文面を変えるなら、先に記録を直してください",
        "no new version is wanted; to change the words, change the record first",
    )
}

/// Nothing of a record is out that was not issued.
pub(crate) fn nothing_to_issue(record: &str) -> Message {
    Message::new(
        format!("{record} には、日付を過ぎていてまだ発行していない文書はありません"),
        format!("nothing of {record} is out that was not issued"),
    )
}

pub(crate) fn issued_heading() -> [Message; 5] {
    [
        Message::new("文書", "document"),
        Message::new("版", "version"),
        Message::new("ページ", "pages"),
        Message::new("控え", "kept as"),
        Message::new("SHA-256", "SHA-256"),
    ]
}

/// What is to be done with what was issued.
pub(crate) fn issued_now(again: bool) -> Message {
    match again {
        false => Message::new(
            "これからの build は、この内容のまま公開します。issued/ を記録と一緒にコミットしてください",
            "builds publish them as they are from now on; commit issued/ with the records",
        ),
        true => Message::new(
            "次の notice build で新しい版が公開されます。issued/ を記録と一緒にコミットしてください",
            "the next `notice build` publishes the new version; commit issued/ with the records",
        ),
    }
}

/// The machine did not take what was to be written.
pub(crate) fn nothing_written_help() -> Message {
    Message::new(
        "空き容量と書き込みの権限を確かめて、もう一度実行してください。何も書き換えられていません",
        "check the free space and the permissions and run again; all is as it was",
    )
}

/// Nothing that people received is known of a record.
pub(crate) fn no_versions_of(id: &str) -> Message {
    Message::new(
        format!("「{id}」の文書で、発行・公開されたものはありません"),
        format!("no document of “{id}” was issued or published"),
    )
}

pub(crate) fn no_versions() -> Message {
    Message::new(
        "発行・公開された文書はまだありません",
        "no document was issued or published yet",
    )
}

pub(crate) fn history_heading() -> [Message; 8] {
    [
        Message::new("文書", "document"),
        Message::new("版", "version"),
        Message::new("状態", "state"),
        Message::new("発行", "issued"),
        Message::new("公開", "published"),
        Message::new("まで", "until"),
        Message::new("ページ", "pages"),
        Message::new("SHA-256", "SHA-256"),
    ]
}

/// How a version of a document stands.
pub(crate) fn version_state(state: State) -> Message {
    match state {
        State::Stands => Message::new("公開中", "published"),
        State::Issued => Message::new("控えのみ", "kept"),
        State::Past(Why::Changed) => Message::new("置き換え", "replaced"),
        State::Past(Why::Removed) => Message::new("削除", "removed"),
        State::Past(Why::Edited) => Message::new("手で変更", "edited by hand"),
    }
}

/// The heading of what a record says by now otherwise than what was issued.
pub(crate) fn said_since(record: &str, document: &str, version: usize) -> Message {
    Message::new(
        format!("{record}/{document}: 「-」は発行した第{version}版、「+」はいまの記録"),
        format!("{record}/{document}: `-` is version {version} as issued, `+` what the record says now"),
    )
}

pub(crate) fn pack_there(folder: &Path) -> Message {
    Message::new(
        format!("{} は空のフォルダーではありません", folder.display()),
        format!("{} is there and is no empty folder", folder.display()),
    )
}

pub(crate) fn pack_within(folder: &Path, out: &Path) -> Message {
    Message::new(
        format!("{} は出力フォルダー {} の中にあります", folder.display(), out.display()),
        format!("{} lies within the output folder {}", folder.display(), out.display()),
    )
}

pub(crate) fn pack_help() -> Message {
    Message::new(
        "新しいフォルダーを --pack で指定してください",
        "name a new folder with --pack",
    )
}

pub(crate) fn packed(folder: &Path, versions: usize, files: usize) -> Message {
    Message::new(
        format!(
            "{} に {versions} 版(ファイル {files})をまとめました。確かめるには、その中で sha256sum -c SHA256SUMS",
            folder.display()
        ),
        format!(
            "{} holds {versions} versions in {files} files; to check them, run sha256sum -c SHA256SUMS in it",
            folder.display()
        ),
    )
}

/// What the evidence is, for whoever opens it.
pub(crate) fn evidence(moment: &str, program: &str, versions: usize) -> Message {
    Message::new(
        format!(
            "案内状・FAXの証跡\n\n\
             {moment} に notice {program} がまとめました。版の数: {versions}\n\n\
             documents/     各版のファイルそのものと、その文(.txt)、発行した案内状のWebページの本文(.html)。名前の数字は、発行した版の番号か、公開した日時です。\n\
             versions.csv   一覧: 記録、文書、版、状態、発行・公開・終わりの日時、ページ数、大きさ、SHA-256、ファイル\n               \
             状態は published 公開中、issued 控えのみ、changed 置き換え、removed 削除、edited 公開の後に手で変更\n               \
             file が (missing) の版は、ファイルが失われたか、変わっています。\n\
             notices/       記録と発行者のファイル(まとめたときのもの)\n\
             issued/        発行の控えの一覧(index.yaml)\n\
             SHA256SUMS     すべてのファイルのSHA-256。このフォルダーで sha256sum -c SHA256SUMS とすると確かめられます。"
        ),
        format!(
            "Evidence of letters and FAX sheets\n\n\
             Packed at {moment} by notice {program}. Versions: {versions}\n\n\
             documents/     each version byte for byte, its words (.txt), the text on the web of a letter as issued (.html); the number in a name is that of the version as issued, or the\n               \
             moment since which it was published\n\
             versions.csv   the list: record, document, version, state, moments of issue, publication and end, pages, bytes, SHA-256, file\n               \
             states: published; issued (kept, not published); changed (replaced); removed; edited (by hand, once published)\n               \
             a version whose file is (missing) is lost or altered\n\
             notices/       records and files of publishers as they stood when this was packed\n\
             issued/        the indexes of what was issued (index.yaml)\n\
             SHA256SUMS     SHA-256 of every file: `sha256sum -c SHA256SUMS` in this folder checks them"
        ),
    )
}
