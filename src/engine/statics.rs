//! Files that are published as they are, by the names they have.

use super::codes;
use super::request::WorkspaceFile;
use crate::diagnostic::{Diagnostic, Message, Sources, Span};
use crate::record::portable;
use crate::template::layer::{Layer, STATIC};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Takes `file`, whose path below `static/` is `path`, into `layer`; the fault where its name cannot be published.
pub(super) fn admit(file: &WorkspaceFile, path: &str, layer: &mut Layer, sources: &mut Sources) -> Option<Diagnostic> {
    if let Some(why) = path.split('/').find_map(portable::fault) {
        return Some(bad_name(&file.path, &why, sources));
    }
    layer.statics.insert(path.to_string(), Arc::from(&*file.bytes));
    None
}

/// Files of `layer`, which stands in `folder`, that are one file elsewhere.
pub(super) fn twins(folder: &str, layer: &Layer, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for path in layer.statics.keys() {
        match first.get(&portable::folded(path)) {
            Some(other) => faults.push(bad_name(&format!("{folder}/{STATIC}/{path}"), &twin(other), sources)),
            None => drop(first.insert(portable::folded(path), path)),
        }
    }
    faults
}

fn twin(other: &str) -> Message {
    Message::new(
        format!("Windows や macOS では static/{other} と同じファイルになります"),
        format!("on Windows and macOS it is one file with static/{other}"),
    )
}

fn bad_name(path: &str, why: &Message, sources: &mut Sources) -> Diagnostic {
    // A file of any bytes: it is named, and nothing of it shown.
    let file = sources.add(PathBuf::from(path), String::new());
    codes::BAD_STATIC.at(
        Span { file, start: 0, end: 0 },
        Message::new(
            format!("{path} は、この名前では公開できません: {}", why.ja),
            format!("{path} cannot be published by this name: {}", why.en),
        ),
        Message::new(
            "ファイルかフォルダーの名前を変え、それを使うページやひな形の中の名前も直してください",
            "rename the file or its folder, and mend the name in pages and templates that use it",
        ),
    )
}
