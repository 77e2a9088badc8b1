//! What `build` and `list` tell as JSON, so that a script that carries documents on need not read a table.

use crate::diagnostic::{Message, json};
use crate::engine::BuildResult;
use crate::publish::{Entry, Fate, Report};
use serde_json::{Value, json};
use std::path::Path;

/// A build: whether it was published, what became of each file, and when documents next change.
pub(super) fn build(result: &BuildResult, report: Option<&Report>, out: &Path, dry_run: bool) -> Value {
    let entries = || report.into_iter().flat_map(|report| &report.entries);
    let gone = |state| -> Vec<Value> {
        let gone = entries().filter(|entry| entry.state == state);
        gone.map(|entry| json!({ "path": entry.path, "record": entry.record, "sha256": entry.hash }))
            .collect()
    };
    let stands = entries().filter(|entry| !matches!(entry.state, Fate::Removed | Fate::Kept));
    let superseded = report.into_iter().flat_map(|report| &report.superseded);
    let edited = report.into_iter().flat_map(|report| &report.edited);
    json!({
        "out": out.to_string_lossy(),
        "published": report.is_some() && !dry_run,
        "dry_run": dry_run,
        "documents": stands.map(document).collect::<Vec<_>>(),
        "removed": gone(Fate::Removed),
        "left": gone(Fate::Kept),
        "superseded": superseded.map(|past| json!({ "path": past.path, "kept": past.kept })).collect::<Vec<_>>(),
        "edited": edited.map(|(path, kept)| json!({ "path": path, "kept": kept })).collect::<Vec<_>>(),
        "behind": result.behind.iter().collect::<Vec<_>>(),
        "held": result.held.values().collect::<Vec<_>>(),
        "next_change": next_change(result),
        "faults": faults(result),
    })
}

/// The listing.
pub(super) fn list(result: &BuildResult) -> Value {
    let records = result.listing.iter().map(|entry| {
        json!({
            "record": entry.name(),
            "kind": both(&entry.kind),
            "state": both(&entry.state),
            "title": entry.title,
            "documents": entry.documents,
        })
    });
    json!({
        "records": records.collect::<Vec<_>>(),
        "next_change": next_change(result),
        "faults": faults(result),
    })
}

fn document(entry: &Entry) -> Value {
    let state = match entry.state {
        Fate::New => "new",
        Fate::Changed => "changed",
        Fate::Same => "same",
        Fate::Removed => "removed",
        Fate::Kept => "left",
    };
    json!({
        "path": entry.path,
        "record": entry.record,
        "label": entry.label.as_ref().map(both),
        "state": state,
        "pages": entry.pages,
        "size": entry.size,
        "sha256": entry.hash,
    })
}

fn next_change(result: &BuildResult) -> Option<String> {
    result.next_change.map(|next| next.to_rfc3339())
}

fn faults(result: &BuildResult) -> Vec<Value> {
    let faults = result.diagnostics.iter();
    faults.map(|fault| json::json(fault, &result.sources)).collect()
}

fn both(message: &Message) -> Value {
    json!({ "ja": message.ja, "en": message.en })
}
