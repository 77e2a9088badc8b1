//! What an operator wrote and no document tells: warned of, since it is mostly a slip of a name.

use super::codes;
use super::request::{WorkspaceFile, WorkspaceFiles};
use crate::account::Account;
use crate::diagnostic::{Diagnostic, Message, Sources, Span};
use crate::record::kind::{KINDS, KindRow};
use crate::record::schema::{PublisherRecord, Record};
use crate::template::{Templates, built_in};
use crate::typeset::font::FILES;

/// Tables and texts of a record that its rendered documents (`rendered`) do not hold.
pub fn of_record(account: &Account, rendered: &str, sources: &Sources) -> Vec<Diagnostic> {
    let record = account.record;
    let mut faults = Vec::new();
    if !rendered.is_empty() {
        let tables = record.tables.iter().map(|(key, _)| key).filter(|key| {
            let line = format!(":::table {}", key.value);
            !rendered.lines().any(|l| l.trim_end() == line)
        });
        let texts = record
            .texts
            .iter()
            .map(|(key, _)| key)
            .filter(|key| !asked_for(&key.value, sources));
        for key in tables.chain(texts) {
            faults.push(codes::NOT_TOLD.at(
                key.span,
                Message::new(
                    format!("「{}」は、どの文書にも使われていません", key.value),
                    format!("`{}` is used in no document", key.value),
                ),
                Message::new(
                    "表は window の table か、文の中の「:::table 名前」で入ります。文はひな形が名前で使います(docs/templates.ja.md)",
                    "a table is set by a window's `table` or by `:::table KEY` in a text; texts are asked for by templates",
                ),
            ));
        }
    }
    faults
}

/// Whether a template or a text asks for the text of this name.
fn asked_for(key: &str, sources: &Sources) -> bool {
    let forms = [
        format!("texts[\"{key}\"]"),
        format!("texts['{key}']"),
        format!("texts.{key}"),
    ];
    sources
        .iter()
        .any(|(_, source)| forms.iter().any(|form| source.text.contains(form)))
}

/// Files of the workspace that nothing uses.
pub fn files(
    workspace: &WorkspaceFiles,
    publishers: &[PublisherRecord],
    records: &[Record],
    templates: &Templates,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for name in below(&workspace.templates, "templates/") {
        let built_in = built_in::TEMPLATES.iter().any(|(known, _)| *known == name);
        let chosen = |record: &Record| {
            record
                .letter
                .as_ref()
                .is_some_and(|letter| name == format!("letter/{}.md", letter.value))
        };
        let of_kind = |row: &KindRow| {
            ["letter", "fax"]
                .iter()
                .any(|folder| name == format!("{folder}/{}.md", row.template))
        };
        if !built_in && !KINDS.iter().any(of_kind) && !records.iter().any(chosen) {
            let span = templates.file(name).map(|file| Span { file, start: 0, end: 0 });
            faults.push(Diagnostic {
                span,
                ..unused(&format!("templates/{name}"))
            });
        }
    }
    for name in below(&workspace.fonts, "fonts/") {
        let font = [".ttf", ".otf", ".ttc"].iter().any(|ending| name.ends_with(ending));
        let fallback = publishers
            .iter()
            .any(|publisher| publisher.fonts.iter().any(|font| font.value == name));
        if font && !FILES.contains(&name) && !fallback {
            faults.push(unused(&format!("fonts/{name}")));
        }
    }
    for file in &workspace.notices {
        if file.path.ends_with(".yaml.txt") || file.path.ends_with(".yml.txt") {
            faults.push(unused(&file.path));
        }
    }
    faults
}

fn below<'a>(files: &'a [WorkspaceFile], folder: &'a str) -> impl Iterator<Item = &'a str> {
    files.iter().filter_map(move |file| file.path.strip_prefix(folder))
}

fn unused(path: &str) -> Diagnostic {
    codes::FILE_NOT_USED.nowhere(
        Message::new(format!("{path} は使われません"), format!("{path} is not used")),
        Message::new(
            "ファイルの名前を確かめてください。記録は .yaml で終わり、ひな形とフォントは決まった名前か、記録や publisher.yaml に書いた名前です",
            "check the file's name: records end in .yaml; templates and fonts have fixed names, or those that a record or publisher.yaml gives",
        ),
    )
}
