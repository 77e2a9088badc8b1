//! What was done, and what there is.

use crate::diagnostic::Message;
use crate::publish::Fate;
use chrono::{DateTime, FixedOffset};
use std::borrow::Cow;
use std::path::Path;

pub(crate) fn error() -> Message {
    Message::new("エラー", "error")
}

pub(crate) fn help() -> Message {
    Message::new("対処", "help")
}

/// Documents of other records are not what the records say now.
pub(crate) fn behind(records: &[String]) -> Message {
    let (ja, en) = (records.join("、"), records.join(", "));
    Message::new(
        format!(
            "注意: 次の記録の文書は、いまの記録と合っていません: {ja}\n  すべてを合わせるには「notice build」(ID なし)"
        ),
        format!(
            "note: the documents of these records are not what the records say now: {en}\n  `notice build` without an id brings all up to date"
        ),
    )
}

pub(crate) fn nothing_published(out: &Path) -> Message {
    Message::new(
        format!("誤りがあるため出力していません。{} は元のままです", out.display()),
        format!(
            "nothing was published because of these errors; {} is as it was",
            out.display()
        ),
    )
}

/// Nothing is published because of warnings (`--deny-warnings`).
pub(crate) fn nothing_published_for_warnings(out: &Path) -> Message {
    Message::new(
        format!(
            "警告があるため(--deny-warnings)出力していません。{} は元のままです",
            out.display()
        ),
        format!(
            "nothing was published because of these warnings (--deny-warnings); {} is as it was",
            out.display()
        ),
    )
}

/// The page at `path` is not written: what it tells holds errors, in `files`.
pub(crate) fn page_left(path: &str, files: &[Cow<'_, str>]) -> Message {
    let (ja, en) = match files {
        [] => (String::new(), String::new()),
        files => (format!("({})", files.join("、")), format!(" ({})", files.join(", "))),
    };
    Message::new(
        format!("注意: {path} は前のままです。載せる記録かひな形に誤りがあります{ja}"),
        format!("note: {path} is as it was: there are errors in what it tells{en}"),
    )
}

pub(crate) fn no_faults(records: usize) -> Message {
    let en = if records == 1 {
        "1 record holds no faults".to_string()
    } else {
        format!("{records} records hold no faults")
    };
    Message::new(format!("{records}件の記録に誤りはありません"), en)
}

pub(crate) fn passed_over(path: &str) -> Message {
    Message::new(
        format!("{path}: ほかの道で読んだフォルダーか、ふつうのファイルではないため、読みません"),
        format!("{path}: not read, because it is no plain file, or a folder that was read by another way"),
    )
}

pub(crate) fn was_read(root: &Path, notices: usize, templates: usize, fonts: usize) -> Message {
    Message::new(
        format!(
            "{}: 記録 {notices}、ひな形 {templates}、フォント {fonts} ファイルを読みました",
            root.display()
        ),
        format!(
            "{}: read {notices} files of notices, {templates} of templates, {fonts} of fonts",
            root.display()
        ),
    )
}

pub(crate) fn state(state: Fate) -> Message {
    match state {
        Fate::New => Message::new("作成", "new"),
        Fate::Changed => Message::new("更新", "changed"),
        Fate::Same => Message::new("同じ", "same"),
        Fate::Removed => Message::new("削除", "removed"),
        Fate::Kept => Message::new("残した", "kept"),
    }
}

pub(crate) fn report_heading() -> [Message; 5] {
    [
        Message::new("状態", "state"),
        Message::new("文書", "document"),
        Message::new("ファイル", "file"),
        Message::new("ページ", "pages"),
        Message::new("サイズ", "size"),
    ]
}

pub(crate) fn report_total(out: &Path, counts: &[(Fate, usize)]) -> Message {
    let ja: Vec<String> = counts.iter().map(|(s, n)| format!("{} {n}", state(*s).ja)).collect();
    let en: Vec<String> = counts.iter().map(|(s, n)| format!("{n} {}", state(*s).en)).collect();
    Message::new(
        format!(
            "{}: {}",
            out.display(),
            if ja.is_empty() {
                "文書はありません".to_string()
            } else {
                ja.join("、")
            }
        ),
        format!(
            "{}: {}",
            out.display(),
            if en.is_empty() {
                "no documents".to_string()
            } else {
                en.join(", ")
            }
        ),
    )
}

pub(crate) fn kept() -> Message {
    Message::new(
        "「残した」のファイルは、出力した後に書き換えられていたため消していません",
        "files marked “kept” were changed after they had been published, so they were not removed",
    )
}

pub(crate) fn list_heading() -> [Message; 5] {
    [
        Message::new("記録", "record"),
        Message::new("種類", "kind"),
        Message::new("状態", "state"),
        Message::new("件名", "title"),
        Message::new("文書", "documents"),
    ]
}

/// When documents next change if nobody writes anything.
pub(crate) fn next_change(at: DateTime<FixedOffset>) -> Message {
    const JST: i32 = 9 * 60 * 60;
    let form = if at.offset().local_minus_utc() == JST {
        "%Y-%m-%d %H:%M"
    } else {
        "%Y-%m-%d %H:%M %:z"
    };
    let at = at.format(form);
    Message::new(
        format!("次に文書が変わるのは {at} です"),
        format!("documents next change at {at}"),
    )
}

pub(crate) fn no_records() -> Message {
    Message::new("記録はありません", "there are no records")
}
