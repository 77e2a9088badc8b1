//! What refers to something by its name must find it: ids, services, notes, tables.

use super::folder::Folder;
use super::passages::{self, Finder};
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::document::notes;
use crate::record::schema::Record;
use std::collections::{BTreeMap, BTreeSet};

/// Two records of a publisher must not share an id: they would write the same files. Case counts for nothing, as on the
/// file systems of Windows and macOS.
pub(super) fn id_used_twice(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    let mut faults = Vec::new();
    for record in folder.records() {
        let id = &record.id;
        if id.value.is_empty() {
            continue;
        }
        match first.get(&id.value.to_ascii_lowercase()) {
            None => {
                first.insert(id.value.to_ascii_lowercase(), id.span);
            }
            Some(place) => {
                let fault = code.at(
                    id.span,
                    Message::new(
                        format!("id「{}」は別の記録で使われています", id.value),
                        format!("the id `{}` belongs to another record", id.value),
                    ),
                    Message::new(
                        "同じ発行者の記録の中で重ならないidに変えてください(大文字と小文字は区別しません)",
                        "choose an id that no other record of the publisher has (case does not count)",
                    ),
                );
                faults
                    .push(fault.with_related(*place, Message::new("先に使われているのはここです", "used here first")));
            }
        }
    }
    faults
}

/// `services` of a record or a window must name services of the publisher.
pub(super) fn unknown_service(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let Some(publisher) = folder.publisher else {
        return Vec::new();
    };
    let known: Vec<&str> = publisher
        .value
        .services
        .iter()
        .map(|(key, _)| key.value.as_str())
        .collect();
    if known.is_empty() && !publisher.knows(&["services"]) {
        return Vec::new();
    }
    let of_windows = |r: &'_ Record| {
        r.windows
            .iter()
            .flat_map(|w| w.services.iter().flatten())
            .cloned()
            .collect::<Vec<_>>()
    };
    folder
        .records()
        .flat_map(|r| r.services.iter().cloned().chain(of_windows(r)))
        .filter(|service| !known.contains(&service.value.as_str()))
        .map(|service| {
            unknown(
                code,
                &service,
                "サービス",
                "service",
                &known,
                "publisher.yaml の services",
            )
        })
        .collect()
}

/// `table` of a window must name a table of the record.
pub(super) fn unknown_table(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        let known: Vec<&str> = record.tables.iter().map(|(key, _)| key.value.as_str()).collect();
        for table in record.windows.iter().filter_map(|w| w.table.as_ref()) {
            if !known.contains(&table.value.as_str()) {
                faults.push(unknown(code, table, "表", "table", &known, "tables"));
            }
        }
    }
    faults
}

fn unknown(code: &Code, name: &Spanned<String>, ja: &str, en: &str, known: &[&str], home: &str) -> Diagnostic {
    let (list_ja, list_en) = if known.is_empty() {
        ("(まだありません)".to_string(), "(none yet)".to_string())
    } else {
        (known.join("、"), known.join(", "))
    };
    let home_en = home.replace(" の ", ", ");
    code.at(
        name.span,
        Message::new(
            format!("「{}」という{ja}はありません", name.value),
            format!("there is no {en} `{}`", name.value),
        ),
        Message::new(
            format!("{home} にあるもの: {list_ja}"),
            format!("those of {home_en}: {list_en}"),
        ),
    )
}

/// `[^key]` in a text must have its note.
pub(super) fn mark_without_note(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        let known: BTreeSet<&str> = record.notes.iter().map(|(key, _)| key.value.as_str()).collect();
        for passage in passages::texts(&record.said) {
            let place = Finder::new(folder.sources, passage);
            let unknown = notes::typed(&passage.value)
                .into_iter()
                .filter(|(_, key)| !known.contains(key));
            faults.extend(unknown.map(|(at, key)| without_note(code, place.span(at, key.len() + 3), key, &known)));
        }
    }
    faults
}

fn without_note(code: &Code, mark: Span, key: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let list = if known.is_empty() {
        ("(まだありません)".to_string(), "(none yet)".to_string())
    } else {
        let all: Vec<&str> = known.iter().copied().collect();
        (all.join("、"), all.join(", "))
    };
    code.at(
        mark,
        Message::new(
            format!("注の印 [^{key}] に対応する注がありません"),
            format!("the mark [^{key}] has no note"),
        ),
        Message::new(
            format!("notes に「{key}: 注の文」のように足してください。今ある注: {}", list.0),
            format!("add `{key}: …` under `notes`; notes there are: {}", list.1),
        ),
    )
}

/// A note that no text of its record marks will not be printed.
pub(super) fn note_never_marked(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        let marked: BTreeSet<&str> = passages::texts(&record.said)
            .flat_map(|text| notes::typed(&text.value))
            .map(|(_, key)| key)
            .collect();
        for (key, _) in &record.notes {
            if !marked.contains(key.value.as_str()) {
                let name = &key.value;
                faults.push(code.at(
                    key.span,
                    Message::new(
                        format!("注「{name}」の印がどの文章にもありません"),
                        format!("no text marks the note `{name}`"),
                    ),
                    Message::new(
                        format!("注を付ける語の後ろに [^{name}] と書くか、注を消してください"),
                        format!("write [^{name}] behind the word it belongs to, or remove the note"),
                    ),
                ));
            }
        }
    }
    faults
}
