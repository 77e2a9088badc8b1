//! What `notice template` says.

use crate::diagnostic::Message;
use crate::template::lineage::Lineage;

/// Between names in a cell.
pub(crate) fn comma() -> Message {
    Message::new("、", ", ")
}

pub(crate) fn template_list_heading() -> [Message; 3] {
    [
        Message::new("名前", "name"),
        Message::new("今使うもの", "in use"),
        Message::new("作るもの", "makes"),
    ]
}

pub(crate) fn from_program() -> Message {
    Message::new("組み込み", "built-in")
}

pub(crate) fn from_workspace(publisher: Option<&str>) -> Message {
    match publisher {
        None => Message::new("作業フォルダー", "workspace"),
        Some(key) => Message::new(format!("発行者 {key}"), format!("publisher {key}")),
    }
}

/// What the templates of a folder make.
pub(crate) fn template_folder(name: &str) -> Message {
    match name.split_once('/').map_or("", |(folder, _)| folder) {
        "letter" => Message::new("案内状", "letter"),
        "fax" => Message::new("同報FAX", "FAX sheet"),
        "page" => Message::new("Webページ", "web pages"),
        "part" => Message::new("部品", "part of other templates"),
        _ => Message::new("決まり文句", "set phrase"),
    }
}

pub(crate) fn after_template_list() -> Message {
    Message::new(
        "見る: notice template show 名前　写す: notice template copy 名前　一部だけ変える: notice template copy 名前 --extend",
        "to see one: notice template show NAME; to copy it: notice template copy NAME; to change parts of it: notice template copy NAME --extend",
    )
}

pub(crate) fn after_template(file: &str, publisher: Option<&str>) -> Message {
    let used = match file.strip_prefix("letter/").and_then(|file| file.strip_suffix(".md")) {
        Some(name) => Message::new(
            format!("。別の名前にすれば、記録の letter: で選べます(今は letter: {name})"),
            format!("; under another name a record chooses it with letter: (now letter: {name})"),
        ),
        None => Message::new("", ""),
    };
    let whose = match publisher {
        Some(key) => Message::new(format!("、{key} の文書には"), format!(" for the documents of {key}")),
        None => Message::new("は", ""),
    };
    Message::new(
        format!(
            "次から{}、組み込みのひな形の代わりにこのファイルが使われます{}",
            whose.ja, used.ja
        ),
        format!(
            "from now on this file takes the place of the built-in template{}{}",
            whose.en, used.en
        ),
    )
}

pub(crate) fn unknown_template(name: &str) -> Message {
    Message::new(
        format!("「{name}」という組み込みのひな形はありません"),
        format!("there is no built-in template “{name}”"),
    )
}

pub(crate) fn unknown_template_help(near: Option<&str>) -> Message {
    let (ja, en) = meant(near);
    Message::new(
        format!("{ja}名前の一覧は notice template list で分かります"),
        format!("{en}notice template list lists the names"),
    )
}

fn meant(near: Option<&str>) -> (String, String) {
    near.map_or_else(Default::default, |near| {
        (format!("{near} のことでしょうか。"), format!("did you mean {near}? "))
    })
}

pub(crate) fn template_there_help(name: &str) -> Message {
    Message::new(
        format!("組み込みのものを見るだけなら notice template show {name}、違いを見るなら notice template diff {name}"),
        format!("to see the built-in one: notice template show {name}; what differs: notice template diff {name}"),
    )
}

pub(crate) fn no_blocks(name: &str) -> Message {
    Message::new(
        format!("{name} は、一部だけを変えられるようには分かれていません"),
        format!("{name} has no blocks that could be changed one by one"),
    )
}

pub(crate) fn no_blocks_help(name: &str) -> Message {
    Message::new(
        format!("全体を写してください: notice template copy {name}"),
        format!("copy the whole: notice template copy {name}"),
    )
}

/// The comment below `extends` in a template that is begun.
pub(crate) fn starter(name: &str, blocks: &[&str], example: &str) -> Message {
    let blocks = blocks.join(" ");
    Message::new(
        format!(
            "  組み込みの {name} のうち、変えるところだけをこの下に書きます。例: {{% block {example} %}}ここに文{{% endblock %}}\n  変えられるところ: {blocks}(中身は notice template show {name})"
        ),
        format!(
            "  Write below what is to be other than in the built-in {name}: {{% block {example} %}}text{{% endblock %}}\n  Blocks: {blocks} (what they say: notice template show {name})"
        ),
    )
}

pub(crate) fn no_own_templates() -> Message {
    Message::new(
        "templates/ に自分のひな形はありません。どの文書も組み込みのひな形で作られます",
        "there are no templates in templates/: every document is made with the built-in ones",
    )
}

pub(crate) fn template_status_heading() -> [Message; 3] {
    [
        Message::new("ファイル", "file"),
        Message::new("状態", "state"),
        Message::new("組み込みのひな形", "built-in template"),
    ]
}

/// How a template stands to the built-in ones, in a word.
pub(crate) fn standing(lineage: &Lineage) -> Message {
    match lineage {
        Lineage::Same => Message::new("同じ", "same"),
        Lineage::Current { .. } => Message::new("最新", "current"),
        Lineage::Behind(_) => Message::new("古い", "behind"),
        Lineage::Unknown { .. } => Message::new("不明", "unknown"),
        Lineage::Extends => Message::new("一部変更", "extends"),
        Lineage::Own => Message::new("独自", "own"),
    }
}

/// Which built-in template it is about, and what there is to know.
pub(crate) fn standing_of(lineage: &Lineage, name: &str, replaces: bool) -> Message {
    let short = |name: &str| name.strip_suffix(".md").unwrap_or(name).to_owned();
    match lineage {
        Lineage::Same => Message::new(
            format!("{name}(一字一句同じ。なくても同じ文書ができます)"),
            format!("{name} (word for word; without the file the documents are the same)"),
        ),
        Lineage::Current { of } => Message::new(
            format!("{}(書き換えた写し)", short(of)),
            format!("{} (a copy with changes of its own)", short(of)),
        ),
        Lineage::Behind(behind) => match behind.now {
            Some(now) => Message::new(
                format!("{}(前の版の写し。新しい行 {})", short(now), behind.new.len()),
                format!(
                    "{} (a copy of an earlier one; new lines: {})",
                    short(now),
                    behind.new.len()
                ),
            ),
            None => Message::new(
                format!("{}(今はありません)", short(behind.of)),
                format!("{} (is no more)", short(behind.of)),
            ),
        },
        Lineage::Unknown { of, fingerprint } => Message::new(
            format!("{of} {fingerprint}(この notice の知らない版。notice が古いかもしれません)"),
            format!("{of} {fingerprint} (not known to this notice, which may be the older one)"),
        ),
        Lineage::Extends if replaces => Message::new(
            format!("{name}(書いたところだけを変えます)"),
            format!("{name} (changes parts of it)"),
        ),
        Lineage::Own if replaces => Message::new(
            format!("{name}(代わりに使われます)"),
            format!("{name} (used in its place)"),
        ),
        Lineage::Extends | Lineage::Own => Message::new("—", "—"),
    }
}

pub(crate) fn after_template_status() -> Message {
    Message::new(
        "古いものの違い: notice template diff ファイル",
        "what differs in one that is behind: notice template diff FILE",
    )
}

pub(crate) fn no_own_template(name: &str) -> Message {
    Message::new(
        format!("templates/ に「{name}」はありません"),
        format!("there is no “{name}” in templates/"),
    )
}

pub(crate) fn no_own_template_help(near: Option<&str>) -> Message {
    let (ja, en) = meant(near);
    Message::new(
        format!("{ja}自分のひな形は notice template status で分かります"),
        format!("{en}notice template status lists your own"),
    )
}

pub(crate) fn diff_heading(path: &str, name: &str) -> Message {
    Message::new(
        format!("- {path}\n+ 組み込みの {name}"),
        format!("- {path}\n+ built-in {name}"),
    )
}

pub(crate) fn nothing_to_compare(path: &str, lineage: &Lineage) -> Message {
    match lineage {
        Lineage::Same => Message::new(
            format!("{path}: 組み込みのひな形と同じです"),
            format!("{path}: is the built-in template"),
        ),
        Lineage::Extends => Message::new(
            format!("{path}: 組み込みのひな形の一部だけを変えるので、比べるものがありません"),
            format!("{path}: changes parts of the built-in template; there is nothing to compare"),
        ),
        _ => Message::new(
            format!("{path}: 組み込みのひな形の写しではありません"),
            format!("{path}: is no copy of a built-in template"),
        ),
    }
}

pub(crate) fn no_difference() -> Message {
    Message::new(
        "組み込みのひな形と違う写しはありません",
        "no copy differs from the built-in templates",
    )
}
