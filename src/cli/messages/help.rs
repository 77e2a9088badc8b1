//! What the help says: commands, options, examples.

use crate::diagnostic::{Language, Message};
use crate::record::kind::KINDS;

pub(crate) fn about() -> Message {
    Message::new(
        "1件につき1つのYAMLの記録から、障害・メンテナンス・お知らせの案内状、FAX、Webページを作ります。",
        "Makes the letter, the FAX sheets and the status page from one YAML record per outage, maintenance or announcement.",
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
        "issue" => Message::new(
            "出した文書を、そのままの形で控え(issued/)に残します。以後の build はその内容で公開します",
            "Keeps documents that went out as they are, in issued/; builds publish them so from then on",
        ),
        "history" => Message::new(
            "発行・公開した文書のすべての版を一覧にし、証跡としてまとめます",
            "Lists every version of every document that was issued or published, and packs them as evidence",
        ),
        "init" => Message::new(
            "新しいフォルダーに、発行者と最初の記録の見本を作ります",
            "Begins a workspace: a publisher and a first record of each kind, with comments",
        ),
        "new" => Message::new(
            "次の記録のファイルを作ります",
            "Begins a record: writes its file, with comments, or as a copy of another",
        ),
        "explain" => Message::new(
            "誤りの番号の意味と直し方を表示します",
            "Tells what the code of a fault means, and what to do",
        ),
        "template" => Message::new(
            "ひな形を一覧にし、見せ、写し、組み込みのものと比べます",
            "Lists, shows and copies the built-in templates, and compares your own with them",
        ),
        "template list" => Message::new(
            "組み込みのひな形と自分のひな形を、今使うものとともに一覧にします",
            "Lists the built-in templates and your own, and which is in use",
        ),
        "template show" => Message::new("組み込みのひな形を表示します", "Prints a built-in template"),
        "template copy" => Message::new(
            "組み込みのひな形を、書き換えるために templates/ に写します",
            "Copies a built-in template into templates/, to be changed",
        ),
        "template diff" => Message::new(
            "自分のひな形と、今の組み込みのひな形との違いを表示します",
            "Shows what your own templates say otherwise than the built-in ones",
        ),
        "template status" => Message::new(
            "自分のひな形が、今の組み込みのひな形に合っているかを一覧にします",
            "Lists your own templates, and whether they are behind the built-in ones",
        ),
        "schema" => Message::new(
            "記録のJSON Schemaを表示します(エディターの入力補完のため)",
            "Prints the JSON Schema of records, by which an editor completes them",
        ),
        "completions" => Message::new(
            "シェルの入力補完のスクリプトを表示します",
            "Prints the script by which a shell completes the command",
        ),
        "man" => Message::new("マニュアルページを表示します", "Prints the manual page"),
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
            "同時に作る文書の数(指定しなければパソコンのプロセッサーの数)。できあがりは変わらない",
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
        "quiet" => Message::new(
            "うまくいったことは知らせず、誤りと警告だけを知らせる(cron などのため)",
            "Tell nothing but errors and warnings (for cron and the like)",
        ),
        "deny_warnings" => Message::new(
            "警告も誤りとして扱う: 終了コードは1、build は何も出力しない(CI のため)",
            "Take warnings for errors: exit code 1, and build publishes nothing (for CI)",
        ),
        "dry_run" => Message::new(
            "何も書き換えずに、作られる・変わる・消える文書と、文面の違いを表示する",
            "Change nothing: tell what would be made, changed and removed, and how the texts differ",
        ),
        "force" => Message::new(
            "前回の build より前の --as-of でも出力する(控えは残らない)",
            "Publish although --as-of lies before the last build (no history is kept)",
        ),
        "take_over" => Message::new(
            "別のワークスペースの出力フォルダーを引き継ぐ(ワークスペースを移したとき)",
            "Take the output folder of another workspace over (where the workspace was moved)",
        ),
        "verify" => Message::new(
            "公開済みのファイルを、大きさと時刻ではなく中身で確かめる",
            "Know published files by their bytes, not by size and time",
        ),
        "version" => Message::new("版を表示する", "Tell the version"),
        _ => Message::new("使い方を表示する", "Tell how to use it"),
    }
}

/// The help of an argument or option of one command.
pub(crate) fn help_in(command: &str, name: &str) -> Message {
    match (command, name) {
        ("init", "folder") => Message::new(
            "作るフォルダー(指定しなければ今のフォルダー)",
            "The folder to begin in (the current folder if not given)",
        ),
        ("issue", "id") => Message::new("記録の id。発行者/id とも書けます", "The record's id, or publisher/id"),
        ("issue", "document") => Message::new(
            "文書の名前(letter、fax-01-… など)か、その書き出し。指定しなければ、日付を過ぎてまだ発行していないものすべて",
            "The document's name (letter, fax-01-…) or its beginning; all that are out and not issued if not given",
        ),
        ("issue", "again") => Message::new(
            "発行済みの文書を、いまの記録の内容で新しい版として発行する(前の版も残る)",
            "Issue what the record says now as a new version (the one before stays)",
        ),
        ("issue", "out") => Message::new(
            "出力フォルダー(指定しなければ out/)",
            "The folder that it stands published in (out/ if not given)",
        ),
        ("history", "id") => Message::new(
            "記録の id。発行者/id とも書けます。指定しなければすべて",
            "A record's id, or publisher/id; every record if none is given",
        ),
        ("history", "json") => Message::new(
            "一覧をJSONで標準出力に書く(ほかのプログラムのため)",
            "Write the list to standard output as JSON, for other programs",
        ),
        ("history", "pack") => Message::new(
            "すべての版と記録を、日時とハッシュの一覧とともに、この新しいフォルダーにまとめる(監査のため)",
            "Put all versions and their records, with a list of moments and hashes, into this new folder (for auditors)",
        ),
        ("history", "out") => Message::new(
            "出力フォルダー(指定しなければ out/)",
            "The folder that documents are published in (out/ if not given)",
        ),
        ("new", "kind") => {
            let words: Vec<&str> = KINDS.iter().map(|row| row.word).collect();
            let names: Vec<String> = KINDS.iter().map(|row| format!("{} {}", row.word, row.name.0)).collect();
            Message::new(
                format!("記録の種類: {}", names.join("、")),
                format!("Kind of record: {}", words.join(", ")),
            )
        }
        ("new", "publisher") => Message::new(
            "発行者(notices/ の下のフォルダーの名前)。1つだけなら指定しなくてよい",
            "The publisher (its folder's name under notices/); may be left out where there is only one",
        ),
        ("new", "like") => Message::new(
            "この id の記録を写す。日時、log、文書番号は除く",
            "Copy the record with this id, without its times, log and number",
        ),
        ("new", "id") => Message::new(
            "新しい記録の id(指定しなければ空いているもの)",
            "The id of the new record (one that is free if not given)",
        ),
        ("explain", _) => Message::new("番号: N0106、106", "The code: N0106, 106"),
        ("template show" | "template copy", "name") => Message::new(
            "ひな形の名前: letter/incident など",
            "A template's name, like letter/incident",
        ),
        ("template diff", "names") => Message::new(
            "自分のひな形の名前かファイル(指定しなければすべて)",
            "Your own templates, by name or file (all of them if none is given)",
        ),
        ("template copy", "publisher") => Message::new(
            "この発行者(notices/ の下のフォルダーの名前)だけのひな形にする",
            "Make it a template of this publisher alone (its folder's name under notices/)",
        ),
        ("template copy", "extend") => Message::new(
            "全体を写さず、変えるところだけを書くひな形の書き出しを作る",
            "Begin a template that says only what is to be changed, instead of a copy of the whole",
        ),
        ("completions", _) => Message::new("bash、zsh、fish のどれか", "bash, zsh or fish"),
        ("man", _) => Message::new(
            "このコマンドのページ(指定しなければ notice のページ)",
            "The page of this command (that of notice if not given)",
        ),
        (_, name) => help_of(name),
    }
}

pub(crate) fn usage(command: &str) -> Message {
    match command {
        "" => Message::new("notice <コマンド> [オプション]", "notice <COMMAND> [OPTIONS]"),
        "build" => Message::new("notice build [オプション] [ID]...", "notice build [OPTIONS] [ID]..."),
        "issue" => Message::new(
            "notice issue [オプション] <ID> [DOCUMENT]",
            "notice issue [OPTIONS] <ID> [DOCUMENT]",
        ),
        "history" => Message::new("notice history [オプション] [ID]", "notice history [OPTIONS] [ID]"),
        "init" => Message::new("notice init [オプション] [DIR]", "notice init [OPTIONS] [DIR]"),
        "new" => Message::new("notice new [オプション] <KIND>", "notice new [OPTIONS] <KIND>"),
        "explain" => Message::new("notice explain [オプション] <CODE>", "notice explain [OPTIONS] <CODE>"),
        "template" => Message::new(
            "notice template <コマンド> [オプション]",
            "notice template <COMMAND> [OPTIONS]",
        ),
        "template show" | "template copy" => Message::new(
            format!("notice {command} [オプション] <NAME>"),
            format!("notice {command} [OPTIONS] <NAME>"),
        ),
        "template diff" => Message::new(
            "notice template diff [オプション] [NAME]...",
            "notice template diff [OPTIONS] [NAME]...",
        ),
        "completions" => Message::new(
            "notice completions [オプション] <SHELL>",
            "notice completions [OPTIONS] <SHELL>",
        ),
        "man" => Message::new("notice man [オプション] [COMMAND]", "notice man [OPTIONS] [COMMAND]"),
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
        "例:\n  notice init ~/notices                           はじめる\n  \
         notice new maintenance                          次の記録を書きはじめる\n  \
         notice check                                    誤りがないか調べる\n  \
         notice build                                    すべての文書を作る\n  \
         notice build --as-of \"2021-07-19 01:30\"         その時点の文書を作る\n  \
         notice list --lang en                           英語で一覧にする\n\n\
         終了コード: 0 完了、1 記録に誤り(--deny-warnings なら警告も)、2 呼び出しの誤り、3 パソコン側の問題(ディスク、権限など)",
        "Examples:\n  notice init ~/notices                           begin\n  \
         notice new maintenance                          begin the next record\n  \
         notice check                                    look for faults\n  \
         notice build                                    make every document\n  \
         notice build --as-of \"2021-07-19 01:30\"         make them as of that moment\n  \
         notice list --lang en                           list the records in English\n\n\
         Exit codes: 0 done, 1 the records hold errors (with --deny-warnings, or warnings), 2 the call is wrong, 3 the machine failed (disk, permission)",
    )
}

pub(crate) fn examples_of(command: &str) -> Message {
    match command {
        "build" => Message::new(
            "例:\n  notice build\n  notice build 2021-emoney\n  \
             notice build --as-of \"2021-07-19 01:30\" --out /tmp/preview\n\n\
             誤りが1つでもあれば、out/ は元のままです。ID を指定すると、その記録にかかわる誤りがなければ出力します。\n\
             誤りのある記録を載せるはずのページは、前のままにします。\n\
             作るのはファイルだけです。FAXの送信、郵送、Webサーバーへの転送はしません。",
            "Examples:\n  notice build\n  notice build 2021-emoney\n  \
             notice build --as-of \"2021-07-19 01:30\" --out /tmp/preview\n\n\
             While there is an error, out/ stays as it was. With an ID, only errors that concern that record count;\n\
             a page that would tell of a faulty record stays as it was.\n\
             Only files are made: no FAX is sent, no letter posted, no page uploaded.",
        ),
        "check" => Message::new(
            "例:\n  notice check\n  notice check --quiet --deny-warnings\n  notice check --lang en --workspace ~/notices",
            "Examples:\n  notice check\n  notice check --quiet --deny-warnings\n  notice check --lang en --workspace ~/notices",
        ),
        "issue" => Message::new(
            "例:\n  notice issue 2021-emoney\n  notice issue 2021-emoney letter\n  \
             notice issue 2021-emoney letter --again\n\n\
             送る・投函する・掲載する文書を build で確かめた後に呼びます。issued/ は記録と一緒にコミットしてください。",
            "Examples:\n  notice issue 2021-emoney\n  notice issue 2021-emoney letter\n  \
             notice issue 2021-emoney letter --again\n\n\
             Call it when documents go out, after a build. Commit issued/ with the records.",
        ),
        "history" => Message::new(
            "例:\n  notice history\n  notice history 2021-emoney -v\n  notice history 2021-emoney --pack ~/audit\n\n\
             -v は、発行した文書といまの記録との違いも表示します。",
            "Examples:\n  notice history\n  notice history 2021-emoney -v\n  notice history 2021-emoney --pack ~/audit\n\n\
             With -v it tells as well what records say by now otherwise than what was issued.",
        ),
        "init" => Message::new(
            "例:\n  notice init\n  notice init ~/notices\n\nすでにあるファイルは上書きしません。",
            "Examples:\n  notice init\n  notice init ~/notices\n\nA file that is there is never overwritten.",
        ),
        "new" => Message::new(
            "例:\n  notice new maintenance\n  notice new incident --publisher midori --id 2026-12-card\n  \
             notice new maintenance --like 2026-11-regular",
            "Examples:\n  notice new maintenance\n  notice new incident --publisher midori --id 2026-12-card\n  \
             notice new maintenance --like 2026-11-regular",
        ),
        "explain" => Message::new("例:\n  notice explain N0106", "Examples:\n  notice explain N0106"),
        "template" => Message::new(
            "例:\n  notice template list\n  notice template show letter/incident\n  \
             notice template copy letter/incident\n  notice template copy letter/short --publisher midori --extend\n  \
             notice template status\n  notice template diff letter/incident",
            "Examples:\n  notice template list\n  notice template show letter/incident\n  \
             notice template copy letter/incident\n  notice template copy letter/short --publisher midori --extend\n  \
             notice template status\n  notice template diff letter/incident",
        ),
        "template list" | "template status" => Message::new(
            format!("例:\n  notice {command}"),
            format!("Examples:\n  notice {command}"),
        ),
        "template show" | "template diff" => Message::new(
            format!("例:\n  notice {command} letter/incident"),
            format!("Examples:\n  notice {command} letter/incident"),
        ),
        "template copy" => Message::new(
            "例:\n  notice template copy letter/incident\n  \
             notice template copy letter/short --publisher midori --extend\n\n\
             すでにあるファイルは上書きしません。",
            "Examples:\n  notice template copy letter/incident\n  \
             notice template copy letter/short --publisher midori --extend\n\n\
             A file that is there is never overwritten.",
        ),
        "completions" => Message::new(
            "例:\n  notice completions bash > ~/.local/share/bash-completion/completions/notice\n  \
             notice completions zsh > ~/.zfunc/_notice\n  \
             notice completions fish > ~/.config/fish/completions/notice.fish",
            "Examples:\n  notice completions bash > ~/.local/share/bash-completion/completions/notice\n  \
             notice completions zsh > ~/.zfunc/_notice\n  \
             notice completions fish > ~/.config/fish/completions/notice.fish",
        ),
        "man" => Message::new(
            "例:\n  notice man > ~/.local/share/man/man1/notice.1\n  notice man build | man -l -",
            "Examples:\n  notice man > ~/.local/share/man/man1/notice.1\n  notice man build | man -l -",
        ),
        "schema" => Message::new(
            "例:\n  notice schema > notice.schema.json\n\n\
             記録の1行目に # yaml-language-server: $schema=../../notice.schema.json と書くと、\n\
             エディターがキーを補い、間違ったキーに印を付けます。",
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
