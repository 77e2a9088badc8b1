//! The files of a workspace to records. Pure: paths and bytes come in, records and faults go out.

use super::decode::{self, Content, Draft, decode, decode_holidays};
use super::schema::{PublisherRecord, Record};
use super::{codes, encoding, folders, inherit, node_fault, trap, yaml};
use crate::calendar::holiday::{Holidays, OwnHolidays};
use crate::diagnostic::{Bytes, Diagnostic, FileId, Message, Severity, Sources, Span};
use crate::threads;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// All that was read, faults and half-understood records included.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The files.
    pub sources: Sources,
    /// The publishers, by their folders' names.
    pub publishers: Vec<Draft<PublisherRecord>>,
    /// The records, in the order of their paths.
    pub records: Vec<Draft<Record>>,
    /// Folders of publishers whose `publisher.yaml` is there, readable or not.
    pub folders: BTreeSet<String>,
    /// What is wrong.
    pub faults: Vec<Diagnostic>,
    /// What `notices/common.yaml` says for all publishers.
    common: inherit::Entries,
    /// Its files.
    shared: Vec<FileId>,
}

/// The values of the drafts that hold no error.
pub(crate) fn whole<T>(drafts: Vec<Draft<T>>) -> Vec<T> {
    drafts.into_iter().filter(|d| d.whole).map(|d| d.value).collect()
}

/// Reads `files`: paths relative to the workspace (`notices/<publisher>/…`) with their bytes, in any order. Files that are
/// not records (hidden ones, editors' backups, other endings) are passed over. What was half understood is kept for the rules
/// of `check`.
pub(crate) fn read(mut files: Vec<(PathBuf, Bytes)>, threads: NonZeroUsize) -> Reading {
    files.retain(|(path, _)| is_record(path));
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut reading = Reading::default();
    if files.iter().all(|(path, _)| is_holidays(path) || is_common(path)) {
        reading.faults.push(empty_workspace());
    }
    let mut first_of_folder: BTreeMap<String, FileId> = BTreeMap::new();
    // Folders as they are called on the disk, each with its publisher's file or the first of its records.
    let mut named: BTreeMap<String, FileId> = BTreeMap::new();
    let mut houses: BTreeSet<String> = BTreeSet::new();
    let mut own = OwnHolidays::default();
    let is_it = |path: &Path| is_common(path);
    let (common, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| is_it(path));
    for (path, bytes) in common {
        reading.common(path, bytes);
    }
    let mut admitted: Vec<(FileId, Home)> = Vec::new();
    for (path, bytes) in files {
        if is_holidays(&path) {
            own = reading.holidays(path, bytes);
            continue;
        }
        let home = home(&path);
        let (file, fault) = encoding::admit(path, bytes, &mut reading.sources);
        let refused = fault.is_some();
        reading.faults.extend(fault);
        let Some(home) = home else {
            reading.faults.push(no_publisher_folder(file));
            continue;
        };
        if home.publisher_file {
            if !houses.insert(home.named.clone()) {
                reading.faults.push(two_publisher_files(file));
                continue;
            }
            named.insert(home.named.clone(), file);
            // Of two folders, one called in one piece and one in two, the names are told.
            if !reading.folders.insert(home.folder.clone()) {
                continue;
            }
        } else {
            named.entry(home.named.clone()).or_insert(file);
            first_of_folder.entry(home.folder.clone()).or_insert(file);
        }
        if !refused {
            admitted.push((file, home));
        }
    }
    // Grown by halves, the list would hold places for thousands of records that never come.
    reading.records.reserve_exact(admitted.len());
    let (sources, common) = (
        std::mem::take(&mut reading.sources),
        std::mem::take(&mut reading.common),
    );
    threads::each(
        &admitted,
        threads,
        |(file, home)| understood(*file, home, &sources, &common),
        |_, understood| reading.take(understood),
    );
    (reading.sources, reading.common) = (sources, common);
    for (folder, file) in first_of_folder {
        if !reading.folders.contains(&folder) {
            reading.faults.push(no_publisher_file(file, &folder));
        }
    }
    reading.faults.extend(folders::faults(&named));
    reading.name_services();
    let holidays = Holidays::from(own);
    for publisher in &mut reading.publishers {
        publisher.value.holidays = holidays.clone();
    }
    reading
}

impl Reading {
    /// A record that lacks `services` is shown one that its publisher has: what is copied from the remedy must be known.
    fn name_services(&mut self) {
        for fault in self
            .faults
            .iter_mut()
            .filter(|fault| fault.code == codes::MISSING_KEY.code)
        {
            let Some(span) = fault.span else { continue };
            let home = home(&self.sources.get(span.file).path);
            let of = |draft: &&Draft<PublisherRecord>| home.as_ref().is_some_and(|home| home.folder == draft.value.key);
            let publisher = self.publishers.iter().find(of);
            let Some(service) = publisher.and_then(|draft| draft.value.services.first()) else {
                continue;
            };
            for words in [&mut fault.help.ja, &mut fault.help.en] {
                *words = words.replace("services: [net]", &format!("services: [{}]", service.0.value));
            }
        }
    }

    /// What `notices/common.yaml` says for all publishers.
    fn common(&mut self, path: PathBuf, bytes: Bytes) {
        let (file, fault) = encoding::admit(path, bytes, &mut self.sources);
        self.shared.push(file);
        let refused = fault.is_some();
        self.faults.extend(fault);
        if !self.common.is_empty() {
            self.faults.push(two_common_files(file));
        }
        if refused {
            return;
        }
        let (root, faults) = yaml::parse(file, &self.sources.get(file).text);
        self.faults.extend(faults);
        let Some(root) = root else { return };
        let found = decode::common_top(file, &root);
        self.tell(found);
        let (entries, found) = inherit::common(root);
        self.tell(found);
        self.common = entries;
    }

    /// What `notices/holidays.yaml` says, as far as it was understood.
    fn holidays(&mut self, path: PathBuf, bytes: Bytes) -> OwnHolidays {
        let (file, fault) = encoding::admit(path, bytes, &mut self.sources);
        let refused = fault.is_some();
        self.faults.extend(fault);
        if refused {
            return OwnHolidays::default();
        }
        let (root, faults) = yaml::parse(file, &self.sources.get(file).text);
        self.faults.extend(faults);
        let Some(root) = root else {
            return OwnHolidays::default();
        };
        let (own, found) = decode_holidays(file, &root);
        self.tell(found);
        own.unwrap_or_default()
    }

    /// Notes what a file says.
    fn take(&mut self, understood: Understood) {
        let clean = !understood.faults.iter().any(|d| d.severity == Severity::Error);
        self.faults.extend(understood.faults);
        self.note(understood.found);
        match understood.content {
            Some(Content::Publisher(mut draft)) => {
                draft.whole &= clean;
                self.publishers.push(*draft);
            }
            Some(Content::Record(mut draft)) => {
                draft.whole &= clean;
                self.records.push(*draft);
            }
            None => {}
        }
    }

    /// Notes what the values of a file have wrong.
    fn tell(&mut self, found: Vec<Diagnostic>) {
        let found = found.into_iter().map(|fault| reworded(fault, &self.sources)).collect();
        self.note(found);
    }

    /// As [`Self::tell`], of what is in the words of the slip behind it.
    fn note(&mut self, found: Vec<Diagnostic>) {
        // An aliased text is met once for each alias, but stands, and is mended, in one place.
        let mut told = BTreeSet::new();
        for fault in found {
            let first = told.insert((fault.span, fault.message.ja.clone()));
            // What is common is met once for each publisher.
            let shared = fault.span.is_none_or(|span| self.shared.contains(&span.file));
            if first && !(shared && self.faults.contains(&fault)) {
                self.faults.push(fault);
            }
        }
    }
}

/// What a file says, and what is wrong with it.
struct Understood {
    content: Option<Content>,
    /// Of the file as YAML.
    faults: Vec<Diagnostic>,
    /// Of its values.
    found: Vec<Diagnostic>,
}

/// Reads a file of a publisher; what is `common` lies under `publisher.yaml`.
fn understood(file: FileId, home: &Home, sources: &Sources, common: &inherit::Entries) -> Understood {
    let (root, faults) = yaml::parse(file, &sources.get(file).text);
    let Some(mut root) = root else {
        return Understood {
            content: None,
            faults,
            found: Vec::new(),
        };
    };
    if home.publisher_file {
        root = inherit::laid_under(common, root);
    }
    let (content, found) = decode(file, &home.folder, home.publisher_file, &root);
    Understood {
        content,
        faults,
        found: found.into_iter().map(|fault| reworded(fault, sources)).collect(),
    }
}

/// The fault of a key in the words of the slip behind it: a comment in its value's place, a comma in a text.
fn reworded(fault: Diagnostic, sources: &Sources) -> Diagnostic {
    let Some(key) = fault.span else { return fault };
    let text = &sources.get(key.file).text;
    let comment = || trap::comment_for_value(text, key);
    if fault.code == codes::WRONG_TYPE.code {
        return shown_as_written(fault, trap::key_before(text, key.start));
    }
    let codes = [codes::EMPTY_VALUE, codes::UNKNOWN_KEY, codes::BAD_NAME];
    let code = codes.into_iter().find(|code| code.code == fault.code);
    match code {
        Some(code) if trap::is_behind_comma(text, key) => {
            node_fault::key_behind_comma(&code, key, &text[key.start..key.end])
        }
        Some(code) if code == codes::EMPTY_VALUE => comment().map_or(fault, node_fault::only_a_comment),
        _ => fault,
    }
}

/// The fault of a value of another type, with what its key looks like where that is known.
fn shown_as_written(fault: Diagnostic, key: Option<&str>) -> Diagnostic {
    match key.and_then(decode::shape) {
        Some(shape) => Diagnostic {
            help: Message::new(
                format!("次のように書きます: {shape}"),
                format!("it is written like this: {shape}"),
            ),
            ..fault
        },
        None => fault,
    }
}

/// Where a file of the workspace belongs.
struct Home {
    folder: String,
    /// The folder's name as it stands on the disk.
    named: String,
    publisher_file: bool,
}

/// `notices/<folder>/…`; `None` outside of any publisher's folder.
fn home(path: &Path) -> Option<Home> {
    let parts = names(path)?;
    let [notices, folder, rest @ ..] = &parts[..] else {
        return None;
    };
    let [.., name] = rest else { return None };
    let at_top = rest.len() == 1;
    (*notices == "notices").then(|| Home {
        // macOS writes が of a folder's name in two pieces.
        folder: folder.nfc().collect(),
        named: (*folder).to_owned(),
        publisher_file: at_top && (*name == "publisher.yaml" || *name == "publisher.yml"),
    })
}

/// The names along a path; `None` where it is not a plain relative path in Unicode.
fn names(path: &Path) -> Option<Vec<&str>> {
    path.components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect()
}

/// Whether the path is a YAML file under `notices/`, neither hidden nor left behind by an editor.
fn is_record(path: &Path) -> bool {
    let Some(parts) = names(path) else { return false };
    let backup = |name: &&str| name.starts_with(['~', '#']);
    // A publisher's folder is never passed over for its name: that it cannot be called so is told.
    let within = parts.get(if parts.len() > 2 { 2.. } else { 1.. });
    let hidden = parts.iter().any(|name| name.starts_with('.')) || within.is_some_and(|parts| parts.iter().any(backup));
    let yaml = parts
        .last()
        .is_some_and(|name| name.ends_with(".yaml") || name.ends_with(".yml"));
    parts.first() == Some(&"notices") && yaml && !hidden
}

/// What is common to all publishers.
fn is_common(path: &Path) -> bool {
    names(path).is_some_and(|names| matches!(names[..], ["notices", "common.yaml" | "common.yml"]))
}

/// The workspace's own holidays.
fn is_holidays(path: &Path) -> bool {
    names(path).is_some_and(|names| names == ["notices", "holidays.yaml"])
}

fn head(file: FileId) -> Span {
    Span { file, start: 0, end: 0 }
}

fn empty_workspace() -> Diagnostic {
    codes::EMPTY_WORKSPACE.nowhere(
        Message::new("notices/ に記録が1件もありません", "there is no record under notices/"),
        Message::new(
            "notices/<発行者>/publisher.yaml と、その横に記録のYAMLを置いてください",
            "put publisher.yaml into notices/<publisher>/ and the records beside it",
        ),
    )
}

fn no_publisher_folder(file: FileId) -> Diagnostic {
    codes::NO_PUBLISHER_FOLDER.at(
        head(file),
        Message::new(
            "このファイルは発行者のフォルダーの中にありません",
            "this file is not in a publisher's folder",
        ),
        Message::new(
            "notices/<発行者>/ の中へ移してください",
            "move it into notices/<publisher>/",
        ),
    )
}

fn no_publisher_file(file: FileId, folder: &str) -> Diagnostic {
    codes::NO_PUBLISHER_FILE.at(
        head(file),
        Message::new(
            format!("notices/{folder}/publisher.yaml がありません"),
            format!("there is no notices/{folder}/publisher.yaml"),
        ),
        Message::new(
            "「publisher:」で始まる publisher.yaml に、発行者の名前と発信者(name, senders)を書いてください",
            "write a publisher.yaml that begins with `publisher:` and gives `name` and `senders`",
        ),
    )
}

/// `common.yaml` and `common.yml`.
fn two_common_files(file: FileId) -> Diagnostic {
    codes::TWO_PUBLISHER_FILES.at(
        head(file),
        Message::new(
            "common.yaml と common.yml の両方があります",
            "there are both common.yaml and common.yml",
        ),
        Message::new(
            "1つにまとめ、common.yaml だけを残してください",
            "put both into one, and keep common.yaml alone",
        ),
    )
}

fn two_publisher_files(file: FileId) -> Diagnostic {
    codes::TWO_PUBLISHER_FILES.at(
        head(file),
        Message::new(
            "この発行者には publisher.yaml もあります",
            "this publisher has a publisher.yaml as well",
        ),
        Message::new("どちらか一方だけを残してください", "keep one of the two"),
    )
}
