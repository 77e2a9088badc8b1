//! `notice new`: a file for the next record.

use super::answer::{Answer, Failure, write_new};
use super::reading::Reading;
use super::{first, messages};
use crate::record::keys::copy::copy;
use crate::record::kind::RecordKind;
use crate::record::portable::is_id;
use crate::record::read::{self, Reading as Records};
use crate::record::schema::Record;
use chrono::NaiveDate;
use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// What is asked for.
pub(super) struct Wish<'w> {
    /// Which kind of record.
    pub kind: RecordKind,
    /// Of which publisher; the only one there is where none is named.
    pub publisher: Option<&'w str>,
    /// The record to begin from.
    pub like: Option<&'w str>,
    /// Its id; a free one where none is named.
    pub id: Option<&'w str>,
}

/// Writes the file and tells where it is.
pub(super) fn new(root: &Path, reading: Reading, wish: &Wish<'_>, today: NaiveDate) -> Answer {
    let schema = root.join(first::SCHEMA).is_file();
    let files = reading.files.notices.into_iter();
    let records = read::read(
        files.map(|file| (PathBuf::from(file.path), file.bytes)).collect(),
        NonZeroUsize::MIN,
    );
    let like = wish.like.map(|like| record(&records, like)).transpose()?;
    let publisher = publisher(&records, wish, like)?;
    let id = id(&records, &publisher, wish, today)?;
    let text = match like {
        Some(like) if like.kind != wish.kind => {
            let help = messages::other_kind_help(like.kind.word());
            return Err(Failure::call(
                messages::other_kind(&like.id.value, like.kind.row().name),
                help,
            ));
        }
        Some(like) => copy(&records.sources.get(like.file).text, wish.kind, &id)
            .ok_or_else(|| Failure::call(messages::not_copied(&like.id.value), messages::not_copied_help()))?,
        None => {
            let found = records.publishers.iter().find(|draft| draft.value.key == publisher);
            let services = found.map(|draft| draft.value.services.as_slice()).unwrap_or_default();
            let service = services.first().map_or("card", |(key, _)| &key.value);
            first::record(wish.kind, &id, service, today, schema)
        }
    };
    let path = root.join("notices").join(&publisher).join(format!("{id}.yaml"));
    match write_new(&path, &text) {
        Ok(()) => Ok((path.display().to_string(), Some(messages::after_new(like.is_some())))),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            Err(Failure::call(messages::file_there(&path), messages::file_there_help()))
        }
        Err(e) => Err(Failure::machine(
            messages::unwritable(&path, &e),
            messages::unwritable_help(),
        )),
    }
}

/// The record called `name`: an id, or publisher/id.
fn record<'r>(records: &'r Records, name: &str) -> Result<&'r Record, Failure> {
    let named = |record: &Record| {
        record.id.value == name || name.split_once('/') == Some((&record.publisher, &record.id.value))
    };
    let found: Vec<&Record> = records
        .records
        .iter()
        .map(|draft| &draft.value)
        .filter(|record| named(record))
        .collect();
    match found.as_slice() {
        [record] => Ok(record),
        [] => Err(Failure::call(
            messages::unknown_ids(&[name.to_owned()]),
            messages::unknown_ids_help(),
        )),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|record| format!("{}/{name}", record.publisher))
                .collect();
            Err(Failure::call(
                messages::several_records(name),
                messages::choose_one(&names),
            ))
        }
    }
}

/// The publisher's folder.
fn publisher(records: &Records, wish: &Wish<'_>, like: Option<&Record>) -> Result<String, Failure> {
    let known: Vec<String> = records.folders.iter().cloned().collect();
    let wanted = wish.publisher.or(like.map(|record| record.publisher.as_str()));
    match (wanted, known.as_slice()) {
        (_, []) => Err(Failure::call(messages::no_publisher(), messages::no_publisher_help())),
        (Some(wanted), known) if known.iter().any(|folder| folder == wanted) => Ok(wanted.to_owned()),
        (Some(wanted), known) => Err(Failure::call(
            messages::unknown_publisher(wanted),
            messages::choose_one(known),
        )),
        (None, [only]) => Ok(only.clone()),
        (None, known) => Err(Failure::call(
            messages::several_publishers(),
            messages::choose_publisher(known),
        )),
    }
}

/// The id wished for, or the next that is free: `2026-12-maintenance`, `2026-12-maintenance-2`.
fn id(records: &Records, publisher: &str, wish: &Wish<'_>, today: NaiveDate) -> Result<String, Failure> {
    let taken = |id: &str| {
        let mut of_publisher = records
            .records
            .iter()
            .filter(|draft| draft.value.publisher == publisher);
        of_publisher.any(|draft| draft.value.id.value.eq_ignore_ascii_case(id))
    };
    let free = |id: &str| {
        !taken(id)
            && !records
                .sources
                .iter()
                .any(|(_, source)| source.path.ends_with(format!("{publisher}/{id}.yaml")))
    };
    if let Some(id) = wish.id {
        return match (is_id(id), taken(id)) {
            (false, _) => Err(Failure::call(messages::bad_id(id), messages::bad_id_help())),
            (true, true) => Err(Failure::call(messages::id_taken(id), messages::id_taken_help())),
            (true, false) => Ok(id.to_owned()),
        };
    }
    let first = format!("{}-{}", today.format("%Y-%m"), wish.kind.word());
    let numbered = (2..).map(|number| format!("{first}-{number}"));
    let mut candidates = std::iter::once(first.clone()).chain(numbered);
    Ok(candidates.find(|id| free(id)).unwrap_or(first))
}
