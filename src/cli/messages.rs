//! Every sentence that the command line itself says, in both languages.

use super::table::size;
use crate::diagnostic::{Language, Message};
use crate::publish::Fate;
use chrono::{DateTime, FixedOffset};
use std::io;
use std::path::Path;

// Help ---------------------------------------------------------------------------------------------------------------

pub(super) fn about() -> Message {
    Message::new(
        "1件につき1つのYAMLの記録から、障害・メンテナンスの案内状、FAX、Webページを作ります。",
        "Makes the letter, the FAX sheets and the status page from one YAML record per outage or maintenance.",
    )
}

pub(super) fn about_command(name: &str) -> Message {
    match name {
        "build" => Message::new(
            "文書をすべて作り、out/ に出力します(ID を指定すれば、その記録の文書だけ)",
            "Makes every document and publishes it in out/ (with IDs, only those of these records)",
        ),
        "check" => Message::new(
            "すべての記録を調べて誤りを知らせます。何も出力しません",
            "Looks for faults in every record; writes nothing",
        ),
        _ => Message::new(
            "すべての記録を、その時点の状態と文書とともに一覧にします",
            "Lists every record with its state at the moment and its documents",
        ),
    }
}

pub(super) fn help_of(option: &str) -> Message {
    match option {
        "workspace" => Message::new(
            "notices/ があるフォルダー(指定しなければ今のフォルダー)",
            "The folder that holds notices/ (the current folder if not given)",
        ),
        "as_of" => Message::new(
            "この時点の文書を作る(指定しなければ今): 2021-07-19、\"2021-07-19 01:30\"、2021-07-19T01:30+09:00",
            "Make everything as of this moment (now if not given): 2021-07-19, \"2021-07-19 01:30\", 2021-07-19T01:30+09:00",
        ),
        "lang" => Message::new(
            "画面の言葉: ja 日本語、en 英語(指定しなければ ja)",
            "Language on the screen: ja Japanese, en English (ja if not given)",
        ),
        "threads" => Message::new(
            "同時に作る文書の数(指定しなければ計算機のプロセッサーの数)。できあがりは変わらない",
            "Documents made at a time (as many as the machine has processors if not given); the result is the same",
        ),
        "verbose" => Message::new("詳しく知らせる", "Tell more"),
        "out" => Message::new(
            "出力フォルダー(指定しなければ out/)",
            "The folder to publish in (out/ if not given)",
        ),
        "ids" => Message::new(
            "記録の id。発行者/id とも書けます。指定しなければすべて",
            "A record's id, or publisher/id; every record if none is given",
        ),
        "json" => Message::new(
            "誤りをJSONで標準出力に書く(エディターなど、ほかのプログラムのため)",
            "Write the faults to standard output as JSON, for editors and other programs",
        ),
        "version" => Message::new("版を表示する", "Tell the version"),
        _ => Message::new("使い方を表示する", "Tell how to use it"),
    }
}

pub(super) fn usage(command: &str) -> Message {
    match command {
        "" => Message::new("notice <コマンド> [オプション]", "notice <COMMAND> [OPTIONS]"),
        "build" => Message::new("notice build [オプション] [ID]...", "notice build [OPTIONS] [ID]..."),
        command => Message::new(
            format!("notice {command} [オプション]"),
            format!("notice {command} [OPTIONS]"),
        ),
    }
}

pub(super) fn help_template() -> Message {
    Message::new(
        "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}\n",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
    )
}

pub(super) fn help_template_with_commands() -> Message {
    Message::new(
        "{about}\n\n使い方: {usage}\n\nコマンド:\n{subcommands}\n\nオプション:\n{options}{after-help}\n",
        "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}{after-help}\n",
    )
}

/// Headings of arguments and of options; clap wants them static.
pub(super) fn help_headings(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Ja => ("引数", "オプション"),
        Language::En => ("Arguments", "Options"),
    }
}

pub(super) fn examples() -> Message {
    Message::new(
        "例:\n  notice check                                    誤りがないか調べる\n  \
         notice build                                    すべての文書を作る\n  \
         notice build --as-of \"2021-07-19 01:30\"         その時点の文書を作る\n  \
         notice list --lang en                           英語で一覧にする\n\n\
         終了コード: 0 完了、1 記録に誤り、2 呼び出しの誤り、3 機械の故障(ディスク、権限など)",
        "Examples:\n  notice check                                    look for faults\n  \
         notice build                                    make every document\n  \
         notice build --as-of \"2021-07-19 01:30\"         make them as of that moment\n  \
         notice list --lang en                           list the records in English\n\n\
         Exit codes: 0 done, 1 the records hold errors, 2 the call is wrong, 3 the machine failed (disk, permission)",
    )
}

pub(super) fn examples_of(command: &str) -> Message {
    match command {
        "build" => Message::new(
            "例:\n  notice build\n  notice build 2021-emoney\n  \
             notice build --as-of \"2021-07-19 01:30\" --out /tmp/preview\n\n\
             記録に1つでも誤りがあれば、out/ は元のままです。",
            "Examples:\n  notice build\n  notice build 2021-emoney\n  \
             notice build --as-of \"2021-07-19 01:30\" --out /tmp/preview\n\n\
             If any record holds an error, out/ stays as it was.",
        ),
        "check" => Message::new(
            "例:\n  notice check\n  notice check --lang en --workspace ~/notices",
            "Examples:\n  notice check\n  notice check --lang en --workspace ~/notices",
        ),
        _ => Message::new(
            "例:\n  notice list\n  notice list --as-of 2021-07-19T01:30",
            "Examples:\n  notice list\n  notice list --as-of 2021-07-19T01:30",
        ),
    }
}

// A wrong call -------------------------------------------------------------------------------------------------------

pub(super) fn out_within(out: &Path, folder: &str) -> Message {
    Message::new(
        format!("出力フォルダー {} は {folder}/ の中にあります", out.display()),
        format!("the output folder {} lies within {folder}/", out.display()),
    )
}

pub(super) fn out_within_help() -> Message {
    Message::new(
        "記録やひな形と混ざらないよう、別のフォルダーを --out で指定してください",
        "choose another folder with --out, so that documents do not mix with records",
    )
}

pub(super) fn unknown_command(name: &str) -> Message {
    Message::new(
        format!("「{name}」というコマンドはありません"),
        format!("there is no command “{name}”"),
    )
}

pub(super) fn unknown_option(name: &str) -> Message {
    Message::new(
        format!("「{name}」はここでは使えません"),
        format!("“{name}” cannot be used here"),
    )
}

pub(super) fn wrong_value(option: &str, value: &str) -> Message {
    Message::new(
        format!("{option} に「{value}」は指定できません"),
        format!("{option} cannot be “{value}”"),
    )
}

pub(super) fn missing_value(option: &str) -> Message {
    Message::new(
        format!("{option} の値がありません"),
        format!("{option} lacks its value"),
    )
}

pub(super) fn given_twice(option: &str) -> Message {
    Message::new(
        format!("{option} が2回指定されています"),
        format!("{option} is given twice"),
    )
}

pub(super) fn wrong_call(text: &str) -> Message {
    Message::new(format!("呼び出しが正しくありません: {text}"), text)
}

pub(super) fn did_you_mean(message: Message, near: &str) -> Message {
    Message::new(
        format!("{}。{near} のことでしょうか", message.ja),
        format!("{}; did you mean {near}?", message.en),
    )
}

pub(super) fn see_help() -> Message {
    Message::new(
        "使い方は notice --help でわかります",
        "notice --help tells how to use it",
    )
}

pub(super) fn wrong_moment(text: &str) -> Message {
    Message::new(
        format!("--as-of の「{text}」は日時ではありません"),
        format!("“{text}” after --as-of is not a moment that exists"),
    )
}

pub(super) fn moment_forms() -> Message {
    Message::new(
        "2021-07-19、\"2021-07-19 01:30\"、2021-07-19T01:30+09:00 のように書いてください",
        "write it as 2021-07-19, \"2021-07-19 01:30\" or 2021-07-19T01:30+09:00",
    )
}

pub(super) fn no_notices(root: &Path) -> Message {
    Message::new(
        format!("{} に notices/ フォルダーがありません", root.display()),
        format!("there is no folder notices/ in {}", root.display()),
    )
}

pub(super) fn no_notices_help() -> Message {
    Message::new(
        "notices/ があるフォルダーで実行するか、--workspace で指定してください",
        "run notice in the folder that holds notices/, or name it with --workspace",
    )
}

pub(super) fn unknown_ids(ids: &[String]) -> Message {
    Message::new(
        format!("この id の記録はありません: {}", ids.join("、")),
        format!("there is no record with this id: {}", ids.join(", ")),
    )
}

pub(super) fn unknown_ids_help() -> Message {
    Message::new("id は notice list でわかります", "notice list tells the ids")
}

// The machine --------------------------------------------------------------------------------------------------------

pub(super) fn unreadable(path: &Path, error: &io::Error) -> Message {
    Message::new(
        format!("{}: 読めません: {error}", path.display()),
        format!("{}: cannot be read: {error}", path.display()),
    )
}

pub(super) fn unreadable_help() -> Message {
    Message::new(
        "ファイルの権限とリンク先を確かめてください",
        "check the file's permissions, and where it leads if it is a link",
    )
}

pub(super) fn no_clock() -> Message {
    Message::new("機械の時計が正しくありません", "the machine's clock is wrong")
}

pub(super) fn no_clock_help() -> Message {
    Message::new("--as-of で日時を指定してください", "give the moment with --as-of")
}

pub(super) fn cannot_print(error: &io::Error) -> Message {
    Message::new(
        format!("標準出力に書けません: {error}"),
        format!("standard output cannot be written to: {error}"),
    )
}

pub(super) fn cannot_print_help() -> Message {
    Message::new(
        "出力先の空き容量を確かめてください",
        "check the free space where the output goes",
    )
}

pub(super) fn panicked(what: &str) -> Message {
    Message::new(
        format!("notice の中に誤りがあり、途中で止まりました: {what}"),
        format!("notice stopped because of a fault of its own: {what}"),
    )
}

pub(super) fn panicked_help() -> Message {
    Message::new(
        "記録の誤りではありません。この行を添えて開発者に知らせてください",
        "this is not a fault of your records; please tell the developers, with this line",
    )
}

// What was done ------------------------------------------------------------------------------------------------------

pub(super) fn error() -> Message {
    Message::new("エラー", "error")
}

pub(super) fn help() -> Message {
    Message::new("対処", "help")
}

/// Documents of other records are not what the records say now.
pub(super) fn behind(records: &[String]) -> Message {
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

pub(super) fn nothing_published(out: &Path) -> Message {
    Message::new(
        format!("誤りがあるため出力していません。{} は元のままです", out.display()),
        format!(
            "nothing was published because of these errors; {} is as it was",
            out.display()
        ),
    )
}

pub(super) fn no_faults(records: usize) -> Message {
    let en = if records == 1 {
        "1 record holds no faults".to_string()
    } else {
        format!("{records} records hold no faults")
    };
    Message::new(format!("{records}件の記録に誤りはありません"), en)
}

pub(super) fn too_large(path: &str, bytes: u64) -> Message {
    Message::new(
        format!("{path} は大きすぎるため({})読みません", size(bytes)),
        format!("{path} is not read: at {} it is too large", size(bytes)),
    )
}

pub(super) fn too_large_help() -> Message {
    Message::new(
        "記録ではないファイルは notices/、templates/、fonts/ の外へ移してください",
        "move files that are no records out of notices/, templates/ and fonts/",
    )
}

pub(super) fn passed_over(path: &str) -> Message {
    Message::new(
        format!("{path}: ふつうのファイルではないため読みません"),
        format!("{path}: not read, because it is not a plain file or leads round in a circle"),
    )
}

pub(super) fn was_read(root: &Path, notices: usize, templates: usize, fonts: usize) -> Message {
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

pub(super) fn state(state: Fate) -> Message {
    match state {
        Fate::New => Message::new("作成", "new"),
        Fate::Changed => Message::new("更新", "changed"),
        Fate::Same => Message::new("同じ", "same"),
        Fate::Removed => Message::new("削除", "removed"),
        Fate::Kept => Message::new("残置", "kept"),
    }
}

pub(super) fn report_heading() -> [Message; 5] {
    [
        Message::new("状態", "state"),
        Message::new("文書", "document"),
        Message::new("ファイル", "file"),
        Message::new("ページ", "pages"),
        Message::new("サイズ", "size"),
    ]
}

pub(super) fn report_total(out: &Path, counts: &[(Fate, usize)]) -> Message {
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

pub(super) fn kept() -> Message {
    Message::new(
        "「残置」のファイルは、出力した後に書き換えられていたため消していません",
        "files marked “kept” were changed after they had been published, so they were not removed",
    )
}

pub(super) fn list_heading() -> [Message; 5] {
    [
        Message::new("記録", "record"),
        Message::new("種類", "kind"),
        Message::new("状態", "state"),
        Message::new("件名", "title"),
        Message::new("文書", "documents"),
    ]
}

/// When documents next change if nobody writes anything.
pub(super) fn next_change(at: DateTime<FixedOffset>) -> Message {
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

pub(super) fn no_records() -> Message {
    Message::new("記録はありません", "there are no records")
}
