//! What is said of documents as they were issued.

use crate::diagnostic::Message;
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
