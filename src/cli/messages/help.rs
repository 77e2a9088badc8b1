//! What the help says: commands, options, examples.

use crate::diagnostic::{Language, Message};

pub(crate) fn about() -> Message {
    Message::new(
        "1件につき1つのYAMLの記録から、障害・メンテナンスの案内状、FAX、Webページを作ります。",
        "Makes the letter, the FAX sheets and the status page from one YAML record per outage or maintenance.",
    )
}

pub(crate) fn about_command(name: &str) -> Message {
    match name {
        "build" => Message::new(
            "文書をすべて作り、out/ に出力します(ID を指定すれば、その記録の文書だけ)",
            "Makes every document and publishes it in out/ (with IDs, only those of these records)",
        ),
        "check" => Message::new(
            "すべての記録を調べて誤りを知らせます。何も出力しません",
            "Looks for faults in every record; writes nothing",
        ),
        "schema" => Message::new(
            "記録のJSON Schemaを表示します(エディターの入力補完のため)",
            "Prints the JSON Schema of records, by which an editor completes them",
        ),
        _ => Message::new(
            "すべての記録を、その時点の状態と文書とともに一覧にします",
            "Lists every record with its state at the moment and its documents",
        ),
    }
}

pub(crate) fn help_of(option: &str) -> Message {
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

pub(crate) fn usage(command: &str) -> Message {
    match command {
        "" => Message::new("notice <コマンド> [オプション]", "notice <COMMAND> [OPTIONS]"),
        "build" => Message::new("notice build [オプション] [ID]...", "notice build [OPTIONS] [ID]..."),
        command => Message::new(
            format!("notice {command} [オプション]"),
            format!("notice {command} [OPTIONS]"),
        ),
    }
}

pub(crate) fn help_template() -> Message {
    Message::new(
        "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}\n",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
    )
}

pub(crate) fn help_template_with_commands() -> Message {
    Message::new(
        "{about}\n\n使い方: {usage}\n\nコマンド:\n{subcommands}\n\nオプション:\n{options}{after-help}\n",
        "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}{after-help}\n",
    )
}

/// Headings of arguments and of options; clap wants them static.
pub(crate) fn help_headings(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Ja => ("引数", "オプション"),
        Language::En => ("Arguments", "Options"),
    }
}

pub(crate) fn examples() -> Message {
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

pub(crate) fn examples_of(command: &str) -> Message {
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
        "schema" => Message::new(
            "例:\n  notice schema > notice.schema.json\n\n\
             記録の1行目に # yaml-language-server: $schema=../../notice.schema.json と書くと、\n\
             エディターがキーを補い、まちがったキーに印を付けます。",
            "Examples:\n  notice schema > notice.schema.json\n\n\
             With # yaml-language-server: $schema=../../notice.schema.json in its first line, an editor\n\
             completes the keys of a record and marks a wrong one.",
        ),
        _ => Message::new(
            "例:\n  notice list\n  notice list --as-of 2021-07-19T01:30",
            "Examples:\n  notice list\n  notice list --as-of 2021-07-19T01:30",
        ),
    }
}
