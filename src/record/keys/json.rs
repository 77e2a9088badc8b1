//! The table of keys as a JSON Schema (draft-07), by which an editor completes and marks a record while it is typed.
//!
//! The schema is no judge: what it marks is wrong, but dates, names and what belongs together are judged by `notice check`.

use super::{Key, MAPPINGS, Mapping, Value, mapping_of};
use crate::diagnostic::Language;
use crate::record::kind::{KINDS, RecordKind, message};
use serde_json::{Map, Value as Json, json};

/// The schema of records and of `publisher.yaml`, with descriptions in `language`.
pub(crate) fn schema(language: Language) -> Json {
    let writer = Writer { language };
    let mut tops = vec![("publisher", None), ("holidays", None), ("common", None)];
    tops.extend(KINDS.iter().map(|row| (row.word, Some(row.kind))));
    let below = |(word, kind): &(&str, Option<RecordKind>)| {
        let name = kind.map_or(*word, |_| "record");
        ((*word).to_owned(), writer.reference(name, *kind))
    };
    let properties: Map<String, Json> = tops.iter().map(below).collect();
    let one: Vec<Json> = tops.iter().map(|(word, _)| json!({ "required": [word] })).collect();
    let mut definitions = Map::new();
    for mapping in MAPPINGS {
        for kind in writer.variants(mapping) {
            definitions.insert(writer.name(mapping, kind), writer.mapping(mapping, kind));
        }
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "oneOf": one,
        "definitions": definitions,
    })
}

struct Writer {
    language: Language,
}

impl Writer {
    /// The kinds by which a mapping is written: one for each kind of record where they differ, else one for all.
    fn variants(&self, mapping: &Mapping) -> Vec<Option<RecordKind>> {
        match differs(mapping, &mut Vec::new()) {
            true => KINDS.iter().map(|row| Some(row.kind)).collect(),
            false => vec![None],
        }
    }

    fn name(&self, mapping: &Mapping, kind: Option<RecordKind>) -> String {
        match kind.filter(|_| differs(mapping, &mut Vec::new())) {
            Some(kind) => format!("{}_{}", kind.word(), mapping.name),
            None => mapping.name.to_owned(),
        }
    }

    fn reference(&self, name: &str, kind: Option<RecordKind>) -> Json {
        json!({ "$ref": format!("#/definitions/{}", self.name(mapping_of(name), kind)) })
    }

    fn mapping(&self, mapping: &Mapping, kind: Option<RecordKind>) -> Json {
        let keys: Vec<Key> = (mapping.keys)()
            .into_iter()
            .filter(|key| key.belongs_to(kind))
            .collect();
        let properties: Map<String, Json> = keys
            .iter()
            .map(|key| (key.key.to_owned(), self.described(key, kind)))
            .collect();
        let mut required: Vec<&str> = keys
            .iter()
            .filter(|key| key.must_stand_in(kind))
            .map(|key| key.key)
            .collect();
        required.dedup();
        let others = mapping.others.map_or(json!(false), |value| self.value(&value(), kind));
        let mut written = json!({ "type": "object", "properties": properties, "additionalProperties": others });
        if !required.is_empty() {
            written["required"] = json!(required);
        }
        written
    }

    fn described(&self, key: &Key, kind: Option<RecordKind>) -> Json {
        let says = message(key.says);
        let says = says.in_language(self.language);
        let mut value = self.value(&key.value, kind);
        // In draft-07 nothing beside a `$ref` counts.
        if value.get("$ref").is_some() {
            value = json!({ "allOf": [value] });
        }
        value["description"] = json!(says);
        value
    }

    fn value(&self, value: &Value, kind: Option<RecordKind>) -> Json {
        match value {
            // YAML makes a number of a text of digits.
            Value::Text => json!({ "type": ["string", "number"] }),
            Value::Id => json!({ "type": ["string", "number"], "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$" }),
            Value::Moment => json!({ "type": "string" }),
            Value::Count => json!({ "type": ["integer", "string"] }),
            Value::Ordinal => json!({ "type": "integer", "minimum": 1 }),
            Value::Switch => json!({ "type": "boolean" }),
            Value::Words(words) => choice(words),
            Value::WordsOf(words) => choice(&kind.map(words).unwrap_or_default()),
            Value::Mapping(name) => self.reference(name, kind),
            Value::List(entry) => json!({ "type": "array", "items": self.value(entry, kind), "minItems": 1 }),
            Value::Waiting(entry) => json!({ "type": ["array", "null"], "items": self.value(entry, kind) }),
            Value::Named(value) => json!({ "type": "object", "additionalProperties": self.value(value, kind) }),
            Value::Either(forms) => {
                let forms: Vec<Json> = forms.iter().map(|form| self.value(form, kind)).collect();
                json!({ "anyOf": forms })
            }
        }
    }
}

/// One of `words`. A word by which YAML says that there is nothing (`range: ~`) comes as nothing.
fn choice(words: &[&str]) -> Json {
    let mut words: Vec<Json> = words.iter().map(|word| json!(word)).collect();
    if words.contains(&json!("~")) {
        words.push(Json::Null);
    }
    json!({ "enum": words })
}

/// Whether kinds of records differ in what the mapping may or must hold; `above` are the mappings it is asked for in.
fn differs(mapping: &Mapping, above: &mut Vec<&'static str>) -> bool {
    if above.contains(&mapping.name) {
        return false;
    }
    above.push(mapping.name);
    let all = KINDS.len();
    let of_key = |key: &Key| key.of.len() < all || ![0, all].contains(&key.required_in.len());
    let found = (mapping.keys)()
        .iter()
        .any(|key| of_key(key) || value_differs(&key.value, above));
    above.pop();
    found
}

fn value_differs(value: &Value, above: &mut Vec<&'static str>) -> bool {
    match value {
        Value::WordsOf(_) => true,
        Value::Mapping(name) => differs(mapping_of(name), above),
        Value::List(inner) | Value::Waiting(inner) | Value::Named(inner) => value_differs(inner, above),
        Value::Either(forms) => forms.iter().any(|form| value_differs(form, above)),
        Value::Text | Value::Id | Value::Moment | Value::Count | Value::Ordinal | Value::Switch | Value::Words(_) => {
            false
        }
    }
}
