//! The table, the decoder and both references know the same keys.

use super::{MAPPINGS, Value, mapping_of};
use crate::diagnostic::{FileId, Language, Severity, Span};
use crate::record::decode::{asked, decode, decode_holidays};
use crate::record::detail::DETAILS;
use crate::record::kind::{KINDS, RecordKind};
use crate::record::node::{Kind, Node};
use crate::record::yaml;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every YAML file of the workspaces of this repository that is readable text, by its path.
fn files() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut open = vec![home().join("notices"), home().join("tests")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml")
                && let Ok(text) = fs::read_to_string(&path)
            {
                files.push((path.strip_prefix(home()).expect("below").to_path_buf(), text));
            }
        }
    }
    files.sort();
    assert!(files.len() > 100);
    files
}

/// A mapping as the table knows it, with the kind of the record it was met in.
type Place = (&'static str, Option<RecordKind>);

/// What the walk of a file's tree by the table finds.
#[derive(Default)]
struct Walk {
    /// The mappings, by where they stand.
    mappings: BTreeMap<(usize, usize), Place>,
}

impl Walk {
    fn value(&mut self, value: &Value, node: &Node, kind: Option<RecordKind>) {
        match (value, &node.kind) {
            (Value::Mapping(name), Kind::Mapping(entries)) => {
                let mapping = mapping_of(name);
                self.mappings
                    .insert((node.span.start, node.span.end), (mapping.name, kind));
                let keys = (mapping.keys)();
                for (key, below) in entries {
                    let known = keys
                        .iter()
                        .find(|known| known.key == key.value && known.belongs_to(kind));
                    if let Some(known) = known {
                        self.value(&known.value, below, kind);
                    }
                }
            }
            (Value::List(entry) | Value::Waiting(entry), Kind::Sequence(items)) => {
                items.iter().for_each(|item| self.value(entry, item, kind));
            }
            (Value::Named(value), Kind::Mapping(entries)) => {
                entries.iter().for_each(|(_, below)| self.value(value, below, kind));
            }
            (Value::Either(forms), _) => forms.iter().for_each(|form| self.value(form, node, kind)),
            _ => {}
        }
    }
}

/// The mapping below the key at the top of a file.
fn top(root: &Node) -> Option<(Value, &Node, Option<RecordKind>)> {
    let Kind::Mapping(entries) = &root.kind else {
        return None;
    };
    let (key, node) = entries.first()?;
    let kind = RecordKind::from_word(&key.value);
    let name = match kind {
        Some(_) => "record",
        None if ["publisher", "holidays"].contains(&key.value.as_str()) => mapping_of(&key.value).name,
        None => return None,
    };
    Some((Value::Mapping(name), node, kind))
}

fn parsed(text: &str) -> Option<Node> {
    yaml::parse(FileId(0), text).0
}

/// Whether the decoder reads the file without an error.
fn decoded(path: &Path, root: &Node) -> bool {
    let faults = match path.file_name().and_then(|name| name.to_str()) {
        Some("holidays.yaml") => decode_holidays(FileId(0), root).1,
        name => decode(FileId(0), "a", name == Some("publisher.yaml"), root).1,
    };
    faults.iter().all(|fault| fault.severity != Severity::Error)
}

#[test]
fn the_table_and_the_decoder_know_the_same_keys() {
    let mut asked_for: BTreeMap<Place, BTreeSet<&str>> = BTreeMap::new();
    let mut strange = BTreeSet::new();
    for (path, text) in files() {
        let Some(root) = parsed(&text) else { continue };
        let Some((value, node, kind)) = top(&root) else {
            continue;
        };
        asked::taken();
        let _ = decoded(&path, &root);
        let mut walk = Walk::default();
        walk.value(&value, node, kind);
        for (Span { start, end, .. }, key) in asked::taken() {
            match walk.mappings.get(&(start, end)) {
                Some(place) => {
                    asked_for.entry(*place).or_default().insert(key);
                }
                None => {
                    let line = text[..start].lines().count();
                    strange.insert(format!(
                        "{}:{line}: the decoder reads `{key}` in a mapping that the table does not lead to: give the key \
                         that holds it Value::Mapping(…), and the mapping a function and an entry in MAPPINGS",
                        path.display()
                    ));
                }
            }
        }
    }
    // One example tells it.
    let mut wrong: Vec<String> = strange.into_iter().take(5).collect();
    // What is common is read with each publisher, by the publisher's rows.
    for mapping in MAPPINGS.iter().filter(|mapping| !mapping.name.starts_with("common")) {
        let places: Vec<Place> = asked_for
            .keys()
            .copied()
            .filter(|(name, _)| *name == mapping.name)
            .collect();
        if places.is_empty() {
            wrong.push(format!(
                "no record under tests/ holds a {}: add it to tests/diagnostics/good-everything",
                mapping.name
            ));
        }
        let file = if places.iter().all(|(_, kind)| kind.is_some()) {
            "record"
        } else {
            "publisher"
        };
        for place in places {
            let kind = place.1.map_or("publisher.yaml", RecordKind::word);
            let rows = (mapping.keys)();
            let known: BTreeSet<&str> = rows
                .iter()
                .filter(|key| key.belongs_to(place.1))
                .map(|key| key.key)
                .collect();
            let asked = &asked_for[&place];
            for key in asked.difference(&known) {
                wrong.push(format!(
                    "the decoder asks for `{key}` in {} ({kind}): add a row to {}() in src/record/keys/{file}.rs",
                    mapping.name, mapping.name
                ));
            }
            for key in known.difference(asked) {
                wrong.push(format!(
                    "the decoder never asks for `{key}` in {} ({kind}): remove its row in src/record/keys/{file}.rs, or add \
                     it to a record of tests/diagnostics/good-everything where it is asked for only beside another key",
                    mapping.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The tables of a reference whose first column is headed `head`: what stands in backticks there.
fn tables(text: &str, head: &str) -> Vec<BTreeSet<String>> {
    let mut tables: Vec<BTreeSet<String>> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let first = line.strip_prefix('|').and_then(|rest| rest.split('|').next());
        match first.map(str::trim) {
            Some(cell) if cell == head => {
                tables.push(BTreeSet::new());
                inside = true;
            }
            Some(cell) if inside => {
                let words = cell.split('`').skip(1).step_by(2).map(str::to_owned);
                tables.last_mut().expect("a table").extend(words);
            }
            _ => inside = false,
        }
    }
    tables
}

/// Every word of what a reference has in backticks.
fn in_backticks(text: &str) -> BTreeSet<String> {
    let stretches = text.split('`').skip(1).step_by(2);
    let word = |c: char| !(c.is_alphanumeric() || c == '_');
    stretches.flat_map(|code| code.split(word)).map(str::to_owned).collect()
}

#[test]
fn both_references_and_the_table_know_the_same_keys() {
    let mut wrong = Vec::new();
    for (file, head) in [("docs/records.md", "Key"), ("docs/records.ja.md", "キー")] {
        let text = fs::read_to_string(home().join(file)).expect("a reference");
        let words = in_backticks(&text);
        let tables = tables(&text, head);
        assert!(tables.len() > 3, "{file}: tables headed {head}");
        let keys: Vec<(&str, BTreeSet<String>)> = MAPPINGS
            .iter()
            .map(|m| (m.name, (m.keys)().iter().map(|key| key.key.to_owned()).collect()))
            .collect();
        // Every detail has a label of the same name, and is explained where details are.
        let details: BTreeSet<String> = DETAILS.iter().map(|row| row.key.to_owned()).collect();
        let own = |(name, known): (_, BTreeSet<String>)| match name {
            "labels" => (name, known.difference(&details).cloned().collect()),
            _ => (name, known),
        };
        let keys: Vec<(&str, BTreeSet<String>)> = keys.into_iter().map(own).collect();
        // A table belongs to the mapping with which it shares most keys.
        let mut told: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for table in &tables {
            let owner = keys
                .iter()
                .max_by_key(|(_, keys)| (keys.intersection(table).count(), usize::MAX - keys.len()));
            let (name, known) = owner.expect("a mapping");
            for key in table.difference(known) {
                wrong.push(format!(
                    "{file} explains `{key}` in the table of {name}, and src/record/keys/ has no such row"
                ));
            }
            told.entry(name).or_default().extend(table.iter().cloned());
        }
        for (name, keys) in &keys {
            for key in keys {
                if told.get(name).is_some_and(|told| !told.contains(key)) {
                    wrong.push(format!("{file} has no row for `{key}` of {name}: add it to that table"));
                } else if !words.contains(key) {
                    wrong.push(format!("{file} does not name `{key}` of {name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// A file as an editor's YAML reader (YAML 1.2) gives it to the schema.
fn as_json(node: &Node) -> Json {
    match &node.kind {
        Kind::Nothing | Kind::Null(_) => Json::Null,
        Kind::Scalar(text) => match text.as_str() {
            "true" => json!(true),
            "false" => json!(false),
            text => text.parse::<i64>().map_or(json!(text), |number| json!(number)),
        },
        Kind::Sequence(items) => items.iter().map(as_json).collect(),
        Kind::Mapping(entries) => entries
            .iter()
            .map(|(key, value)| (key.value.clone(), as_json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// What the schema finds wrong with `value`: so much of draft-07 as our schema uses.
fn marked(schema: &Json, root: &Json, value: &Json, at: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.strip_prefix("#/definitions/").expect("a definition");
        let definition = &root["definitions"][name];
        assert!(definition.is_object(), "no definition {name}");
        return marked(definition, root, value, at);
    }
    let mut wrong = Vec::new();
    let is = |word: &str| match word {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        word => panic!("type {word}"),
    };
    let fits = match &schema["type"] {
        Json::String(word) => is(word),
        Json::Array(words) => words.iter().filter_map(Json::as_str).any(is),
        _ => true,
    };
    let chosen = schema["enum"].as_array().is_none_or(|words| words.contains(value));
    if !fits || !chosen {
        wrong.push(format!("{at}: {value} does not fit {schema}"));
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        wrong.extend(marked(part, root, value, at));
    }
    if let Some(forms) = schema["anyOf"].as_array()
        && !forms.iter().any(|form| marked(form, root, value, at).is_empty())
    {
        wrong.extend(marked(forms.last().expect("a form"), root, value, at));
    }
    if let Some(forms) = schema["oneOf"].as_array()
        && forms
            .iter()
            .filter(|form| marked(form, root, value, at).is_empty())
            .count()
            != 1
    {
        wrong.push(format!("{at}: not one of what it must be"));
    }
    if let Some(items) = value.as_array() {
        if schema["minItems"]
            .as_u64()
            .is_some_and(|least| (items.len() as u64) < least)
        {
            wrong.push(format!("{at}: too few entries"));
        }
        for (number, item) in items.iter().enumerate().filter(|_| schema["items"].is_object()) {
            wrong.extend(marked(&schema["items"], root, item, &format!("{at}[{number}]")));
        }
    }
    if let Some(entries) = value.as_object() {
        for key in schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
        {
            if !entries.contains_key(key) {
                wrong.push(format!("{at}: no {key}"));
            }
        }
        for (key, value) in entries {
            let (below, others) = (&schema["properties"][key], &schema["additionalProperties"]);
            if below.is_object() {
                wrong.extend(marked(below, root, value, &format!("{at}.{key}")));
            } else if others.is_object() {
                wrong.extend(marked(others, root, value, &format!("{at}.{key}")));
            } else if others == &json!(false) {
                wrong.push(format!("{at}: unknown {key}"));
            }
        }
    }
    wrong
}

#[test]
fn the_schema_accepts_what_the_decoder_accepts() {
    let schema = super::json::schema(Language::Ja);
    let (mut wrong, mut read) = (Vec::new(), 0);
    for (path, text) in files() {
        // What is refused there is refused on purpose, some of it by rules beyond the decoder.
        if path.starts_with("tests/diagnostics") && !path.to_string_lossy().contains("/good-") {
            continue;
        }
        let Some(root) = parsed(&text) else { continue };
        if top(&root).is_none() || !decoded(&path, &root) {
            continue;
        }
        read += 1;
        for fault in marked(&schema, &schema, &as_json(&root), "") {
            wrong.push(format!("{}{fault}", path.display()));
        }
    }
    assert!(read > 100, "{read} records");
    assert!(
        wrong.is_empty(),
        "the schema refuses what the decoder reads: change the value of the key's row in src/record/keys/\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_schema_marks_a_key_that_nobody_knows() {
    let schema = super::json::schema(Language::En);
    let case = home().join("tests/diagnostics/key-unknown/notices/a");
    let mut met = 0;
    for entry in fs::read_dir(case).expect("the case") {
        let path = entry.expect("an entry").path();
        let root = parsed(&fs::read_to_string(&path).expect("a file")).expect("YAML");
        let unknown: Vec<String> = decode(FileId(0), "a", path.ends_with("publisher.yaml"), &root)
            .1
            .iter()
            .filter(|fault| fault.code == "N0102")
            .map(|fault| fault.message.en.clone())
            .collect();
        let marks = marked(&schema, &schema, &as_json(&root), "");
        for fault in unknown {
            met += 1;
            let key = fault.split('`').nth(1).expect("the key");
            assert!(
                marks.iter().any(|mark| mark.ends_with(&format!("unknown {key}"))),
                "{}: {key} is not marked: {marks:#?}",
                path.display()
            );
        }
    }
    assert!(met > 1, "{met} unknown keys");
}

#[test]
fn every_key_says_what_it_is_in_both_languages() {
    for mapping in MAPPINGS {
        for key in (mapping.keys)() {
            let (ja, en) = key.says;
            assert!(
                ja.ends_with('。') && !ja.is_ascii(),
                "{} of {}: {ja}",
                key.key,
                mapping.name
            );
            assert!(en.ends_with('.'), "{} of {}: {en}", key.key, mapping.name);
            assert!(
                ja.chars().count() <= 80,
                "{} of {} is too long for a hover: {ja}",
                key.key,
                mapping.name
            );
        }
    }
    assert!(
        KINDS
            .iter()
            .all(|row| super::json::schema(Language::Ja)["properties"][row.word].is_object())
    );
}
