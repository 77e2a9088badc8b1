//! `notice init`, and the first texts of records, which `notice new` uses too.

use super::answer::{Answer, Failure, write_new};
use super::messages;
use crate::diagnostic::Language;
use crate::record::keys;
use crate::record::kind::{KINDS, RecordKind};
use chrono::{Duration, NaiveDate};
use std::path::{Path, PathBuf};

/// The schema's place in a workspace.
pub(super) const SCHEMA: &str = "notice.schema.json";

const PUBLISHER: &str = include_str!("first/publisher.yaml");

/// The first text of a record of `kind`.
fn text_of(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Incident => include_str!("first/incident.yaml"),
        RecordKind::Maintenance => include_str!("first/maintenance.yaml"),
        RecordKind::Announcement => include_str!("first/announcement.yaml"),
    }
}

/// The first text of a record of `kind`: its dates are those of `today` and the days around it.
pub(super) fn record(kind: RecordKind, id: &str, service: &str, today: NaiveDate, schema: bool) -> String {
    let text = text_of(kind).replace("@id@", id).replace("@service@", service);
    let line = if schema { schema_line() } else { String::new() };
    format!("{line}{}", dated(&text, today))
}

/// What tells an editor the schema of a file in a publisher's folder.
fn schema_line() -> String {
    format!("# yaml-language-server: $schema=../../{SCHEMA}\n")
}

/// Each `@+14@` as the day that many days after `today`.
fn dated(text: &str, today: NaiveDate) -> String {
    let mut dated = String::new();
    for (number, piece) in text.split('@').enumerate() {
        let days = piece.parse::<i64>().ok().filter(|_| number % 2 == 1);
        match days.and_then(|days| today.checked_add_signed(Duration::days(days))) {
            Some(day) => dated.push_str(&day.format("%Y-%m-%d").to_string()),
            None => dated.push_str(piece),
        }
    }
    dated
}

/// Makes a workspace in `folder`: a publisher, a first record of each kind, and the schema.
pub(super) fn init(folder: &Path, today: NaiveDate, language: Language) -> Answer {
    let midori = Path::new("notices").join("midori");
    let publisher = PUBLISHER.replace("@schema@", &format!("../../{SCHEMA}"));
    let mut files: Vec<(PathBuf, String)> = vec![
        (SCHEMA.into(), format!("{:#}\n", keys::json::schema(language))),
        (midori.join("publisher.yaml"), publisher),
    ];
    for row in KINDS {
        let id = format!("{}-{}", today.format("%Y-%m"), row.word);
        let text = record(row.kind, &id, "card", today, true);
        files.push((midori.join(format!("{id}.yaml")), text));
    }
    let there = |path: &Path| folder.join(path).symlink_metadata().is_ok();
    let mut met: Vec<PathBuf> = files
        .iter()
        .map(|(path, _)| path.clone())
        .filter(|path| there(path))
        .collect();
    if there(Path::new("notices")) {
        met.insert(0, "notices".into());
    }
    if !met.is_empty() {
        return Err(Failure::call(
            messages::there_already(folder, &met),
            messages::there_already_help(),
        ));
    }
    let mut written = Vec::new();
    for (path, text) in &files {
        let path = folder.join(path);
        write_new(&path, text)
            .map_err(|e| Failure::machine(messages::unwritable(&path, &e), messages::unwritable_help()))?;
        written.push(path.display().to_string());
    }
    Ok((written.join("\n"), Some(messages::after_init(folder))))
}
