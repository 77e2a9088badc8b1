//! The templates of a workspace: one set for each publisher that has any of its own, one for all others.

use super::codes;
use super::faults;
use super::request::WorkspaceFiles;
use super::result::BuildResult;
use super::{statics, unused};
use crate::check;
use crate::diagnostic::{Diagnostic, FileId, Message, Severity, Span};
use crate::record::decode::suggest::nearest;
use crate::record::schema::{PublisherRecord, Record};
use crate::template::layer::{Belongs, FOLDERS, Layer, STATIC};
use crate::template::{Templates, lint};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The templates of all publishers.
#[derive(Default)]
pub(super) struct Houses {
    /// The workspace's, then those of each publisher that has its own.
    pub templates: Vec<Arc<Templates>>,
    /// Where a publisher's stand there, by its key.
    own: BTreeMap<String, usize>,
}

impl Houses {
    /// Where the templates of the publisher `key` stand.
    pub(super) fn of(&self, key: &str) -> usize {
        self.own.get(key).copied().unwrap_or_default()
    }
}

/// Names that editors and systems leave behind.
const LEFT_BEHIND: &[&str] = &["Thumbs.db", "desktop.ini", "Icon\r"];

/// The layers of `files`, made one set for each house. What cannot be read is told, and left out with all that takes it in.
pub(super) fn read(
    workspace_files: &WorkspaceFiles,
    publishers: &[PublisherRecord],
    records: &[Record],
    result: &mut BuildResult,
) -> Houses {
    let built_in = Arc::new(Templates::built_in(&mut result.sources));
    let mut workspace = Layer::workspace();
    let mut own: BTreeMap<&str, Layer> = BTreeMap::new();
    let mut strangers = BTreeSet::new();
    let mut not_utf8 = Vec::new();
    for file in &workspace_files.templates {
        let Some(path) = file.path.strip_prefix("templates/") else {
            continue;
        };
        let end = path.rsplit('/').next().unwrap_or_default();
        if end.ends_with(['~', '#']) || end.ends_with(".swp") || LEFT_BEHIND.contains(&end) {
            continue;
        }
        let (layer, name) = match Belongs::of(path) {
            Belongs::Workspace(name) => (&mut workspace, name),
            Belongs::Publisher(key, name) if publishers.iter().any(|publisher| publisher.key == key) => {
                (own.entry(key).or_insert_with(Layer::publisher), name)
            }
            Belongs::Publisher(key, _) => {
                // One whose `publisher.yaml` has a fault is there all the same.
                let own = format!("notices/{key}/publisher.yaml");
                let stranger = !workspace_files.notices.iter().any(|file| file.path == own);
                if stranger && strangers.insert(key) {
                    result.diagnostics.push(no_publisher(key, publishers));
                }
                continue;
            }
            Belongs::Nobody => {
                result.diagnostics.push(nobody(path, publishers));
                continue;
            }
        };
        if let Some(path) = name.strip_prefix(STATIC).and_then(|rest| rest.strip_prefix('/')) {
            result
                .diagnostics
                .extend(statics::admit(file, path, layer, &mut result.sources));
            continue;
        }
        if ![".md", ".html", ".css"].iter().any(|ending| name.ends_with(ending)) {
            result.diagnostics.push(no_template(path));
            continue;
        }
        let folder = Path::new(&file.path[..file.path.len() - name.len()]);
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                layer.add(name, folder, text.to_string(), &mut result.sources);
            }
            Err(error) => {
                // Up to the first byte that is none of UTF-8 the text is the file, so that its line can be shown.
                let text = String::from_utf8_lossy(&file.bytes).into_owned();
                let id = result.sources.add(folder.join(name), text);
                layer.texts.insert(name.nfc().collect(), (id, String::new()));
                not_utf8.push(not_read(id, error.valid_up_to(), &file.path));
            }
        }
    }
    result
        .diagnostics
        .append(&mut statics::twins("templates", &workspace, &mut result.sources));
    for (key, layer) in &own {
        let mut twins = statics::twins(&format!("templates/{key}"), layer, &mut result.sources);
        result.diagnostics.append(&mut twins);
    }
    let letters = |record: &Record| {
        let Record {
            letters, letter, fax, ..
        } = record;
        let names = letters.iter().map(|letter| &letter.letter).chain([letter, fax]);
        names.flatten().map(|name| name.value.clone()).collect::<Vec<_>>()
    };
    let of_houses = publishers
        .iter()
        .flat_map(|publisher| publisher.letter.names().chain(publisher.fax.names()));
    let of_houses = of_houses.map(|name| name.value.clone());
    let named: BTreeSet<String> = records.iter().flat_map(letters).chain(of_houses).collect();
    let of_house = std::iter::once(&workspace).chain(own.values());
    result.diagnostics.append(&mut unused::templates(of_house, &named));
    result.diagnostics.extend(not_utf8.iter().cloned());
    let workspace = Arc::new(house(workspace, &built_in, &not_utf8, result));
    let mut houses = Houses::default();
    for (key, layer) in own {
        let templates = house(layer, &workspace, &not_utf8, result);
        houses.templates.push(Arc::new(templates));
        houses.own.insert(key.to_string(), houses.templates.len());
    }
    houses.templates.insert(0, workspace);
    houses
}

/// The templates of `layer` over those `below`. All of its own are looked at, used today or not, apart from those `not_read`.
fn house(layer: Layer, below: &Arc<Templates>, not_read: &[Diagnostic], result: &mut BuildResult) -> Templates {
    let mut wrong = not_read.to_vec();
    // Those of the program are sound: a test holds them so.
    if !layer.texts.is_empty() {
        let mut found = lint::check(Some(below), &layer);
        let mut words = check::templates(&layer);
        // What a rule of words tells, a warning of theirs apart, is no second fault of the template.
        let told = |fault: &Diagnostic| {
            let here = |other: &Diagnostic| other.span.map(|span| (span.file, span.start));
            words
                .iter()
                .any(|other| other.severity == Severity::Error && here(other) == here(fault))
        };
        found.retain(|fault| !told(fault));
        // A mark that would be printed is wrong for certain, where a rule of words only thinks so.
        words.retain(|word| {
            let here = |other: &Diagnostic| other.span.map(|span| (span.file, span.start));
            word.severity == Severity::Error || !found.iter().any(|fault| here(fault) == here(word))
        });
        found.append(&mut words);
        result.diagnostics.extend(found.iter().cloned());
        // What only looks wrong keeps no document from being made.
        found.retain(|fault| fault.severity == Severity::Error);
        wrong.append(&mut found);
    }
    let (templates, found) = Templates::new(layer, Some(below), wrong);
    for fault in found {
        faults::tell(fault, &mut result.diagnostics);
    }
    templates
}

/// The byte at `start` is none of UTF-8.
fn not_read(file: FileId, start: usize, path: &str) -> Diagnostic {
    let span = Span {
        file,
        start,
        end: start + char::REPLACEMENT_CHARACTER.len_utf8(),
    };
    codes::TEMPLATE_NOT_UTF8.at(
        span,
        Message::new(
            format!("ひな形 {path} を UTF-8 として読めません"),
            format!("template {path} is not UTF-8"),
        ),
        Message::new(
            "文字コードを UTF-8 にして保存し直してください",
            "save it again as UTF-8",
        ),
    )
}

/// `templates/KEY/letter/…` of a publisher that does not exist.
fn no_publisher(key: &str, publishers: &[PublisherRecord]) -> Diagnostic {
    let keys: Vec<&str> = publishers.iter().map(|publisher| publisher.key.as_str()).collect();
    let near = nearest(key, keys.iter().copied());
    let (ja, en) = match near {
        Some(near) => (
            format!("フォルダーの名前を templates/{near}/ に直してください"),
            format!("call the folder templates/{near}/"),
        ),
        None => (
            format!(
                "フォルダーの名前を、notices/ にある発行者の名前にしてください({})",
                keys.join("、")
            ),
            format!(
                "call the folder as a publisher's in notices/ is called: {}",
                keys.join(", ")
            ),
        ),
    };
    codes::FILE_NOT_USED.nowhere(
        Message::new(
            format!("templates/{key}/ のひな形は使われません。「{key}」という発行者はいません"),
            format!("the templates in templates/{key}/ are not used: there is no publisher `{key}`"),
        ),
        Message::new(ja, en),
    )
}

/// A file that stands in no folder of templates.
fn nobody(path: &str, publishers: &[PublisherRecord]) -> Diagnostic {
    let parts: Vec<&str> = path.split('/').collect();
    // The part of the path that should be the name of a folder of templates.
    let folder = match parts.as_slice() {
        [first, second, _, ..] if publishers.iter().any(|publisher| publisher.key == *first) => {
            Some((*second, format!("templates/{first}/")))
        }
        [first, _, ..] => Some((*first, "templates/".to_string())),
        _ => None,
    };
    let near = folder.and_then(|(name, before)| Some(format!("{before}{}/", nearest(name, FOLDERS.iter().copied())?)));
    let all = FOLDERS.join("/、");
    let (ja, en) = match near {
        Some(near) => (format!("{near} に移してください"), format!("move it to {near}")),
        None => (
            format!(
                "ひな形は {all}/ のどれか(発行者のものは templates/発行者/ の下のそれら)に、ひな形でないファイルは templates/ の外か static/ に置いてください"
            ),
            format!(
                "templates stand in {}/, or in these folders below templates/PUBLISHER/; what is no template stands outside templates/ or in static/",
                FOLDERS.join("/, ")
            ),
        ),
    };
    codes::FILE_NOT_USED.nowhere(
        Message::new(
            format!("templates/{path} は使われません"),
            format!("templates/{path} is not used"),
        ),
        Message::new(ja, en),
    )
}

/// A file among templates that is none.
fn no_template(path: &str) -> Diagnostic {
    codes::FILE_NOT_USED.nowhere(
        Message::new(
            format!("templates/{path} はひな形ではないので、使われません"),
            format!("templates/{path} is no template, and is not used"),
        ),
        Message::new(
            "ひな形の名前は .md、.html、.css で終わります。画像など、そのまま公開するファイルは templates/static/ に置いてください",
            "templates end in .md, .html or .css; pictures and what else is published as it is stand in templates/static/",
        ),
    )
}
