//! `notice history --pack`: a folder of evidence for auditors: every version with its words, the records as they stand, a list with
//! moments and hashes, and what `sha256sum -c` checks them by.

use super::answer::Failure;
use super::messages;
use super::moment;
use super::reach::{Mixed, mixed, processors};
use super::reading::Reading;
use super::version::{Version, holds, is_sound};
use crate::check;
use crate::engine::{Moment, WorkspaceFile};
use crate::publish::{self, Content, INDEX, LEDGER, hash};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What goes into the folder.
pub(super) struct Evidence<'e> {
    /// The versions.
    pub versions: &'e [Version],
    /// The workspace.
    pub reading: &'e Reading,
    /// When it is packed.
    pub moment: &'e Moment,
    /// Which records it is about.
    pub asked: &'e dyn Fn(&str) -> bool,
    /// The output folder.
    pub out: &'e Path,
}

/// Makes the folder; how many files it holds.
///
/// # Errors
/// It is not made.
pub(super) fn write(workspace: &Path, folder: &Path, evidence: &Evidence<'_>) -> Result<usize, Failure> {
    if let Some(Mixed::Within(own)) = mixed(workspace, folder) {
        let why = messages::out_within(folder, &own);
        return Err(Failure::call(why, messages::out_within_help()));
    }
    let real = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if real(folder).starts_with(real(evidence.out)) {
        return Err(Failure::call(
            messages::pack_within(folder, evidence.out),
            messages::pack_help(),
        ));
    }
    let empty = |folder: &Path| folder.read_dir().is_ok_and(|mut all| all.next().is_none());
    if folder.symlink_metadata().is_ok() && !empty(folder) {
        return Err(Failure::call(messages::pack_there(folder), messages::pack_help()));
    }
    let contents: Vec<(String, Content)> = files(evidence)
        .0
        .into_iter()
        .map(|(path, (content, _))| (path, content))
        .collect();
    publish::pack(folder, &contents).map_err(|e| Failure::machine(e.message(), messages::nothing_written_help()))?;
    Ok(contents.len())
}

/// The files of the folder, by their paths in it, each with its SHA-256.
#[derive(Default)]
struct Files(BTreeMap<String, (Content, String)>);

impl Files {
    fn add(&mut self, path: String, bytes: Vec<u8>) {
        let sum = hash(&bytes);
        self.0.insert(path, (Content::Bytes(bytes), sum));
    }
}

/// All of them.
fn files(evidence: &Evidence<'_>) -> Files {
    let mut files = Files::default();
    let mut rows = vec![HEADING.map(String::from).to_vec()];
    for version in evidence.versions {
        let path = path_of(version);
        let size = version.place.metadata().map_or(0, |found| found.len());
        // What is lost or altered is listed, and is no evidence.
        let sound = is_sound(version);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        rows.push(vec![
            version.record.clone(),
            version.document.clone(),
            version.number.map_or(String::new(), |number| number.to_string()),
            version.state.word().to_string(),
            text(&version.issued),
            text(&version.since),
            text(&version.until),
            version.pages.map_or(String::new(), |pages| pages.to_string()),
            if sound { size.to_string() } else { String::new() },
            version.hash.clone(),
            if sound { path.clone() } else { MISSING.to_string() },
        ]);
        if let (Some(stem), Some(words)) = (path.strip_suffix("pdf"), &version.text) {
            files.add(format!("{stem}txt"), words.clone().into_bytes());
        }
        if let (Some(stem), Some((place, sum))) = (path.strip_suffix("pdf"), &version.web)
            && holds(place, sum)
        {
            let copy = (Content::Copy(place.clone()), sum.clone());
            files.0.insert(format!("{stem}html"), copy);
        }
        if sound {
            let copy = Content::Copy(version.place.clone());
            files.0.insert(path, (copy, version.hash.clone()));
        }
    }
    for file in records(evidence) {
        files.add(file.path.clone(), file.bytes.to_vec());
    }
    for file in &evidence.reading.files.issued {
        let below = file.path.strip_prefix(LEDGER).and_then(|path| path.strip_prefix('/'));
        if let (Some((record, INDEX)), Some(bytes)) =
            (below.and_then(|path| path.rsplit_once('/')), file.contents.held())
            && (evidence.asked)(record)
        {
            files.add(file.path.clone(), bytes.to_vec());
        }
    }
    files.add("versions.csv".to_string(), csv(&rows).into_bytes());
    let moment = moment::text(evidence.moment);
    let readme = messages::evidence(&moment, env!("CARGO_PKG_VERSION"), evidence.versions.len());
    let readme = format!("{}\n\n{}\n", readme.ja, readme.en);
    files.add("README.txt".to_string(), readme.into_bytes());
    let sums = files.0.iter().map(|(path, (_, sum))| format!("{sum}  {path}\n"));
    let sums: String = sums.collect();
    files.add("SHA256SUMS".to_string(), sums.into_bytes());
    files
}

const HEADING: [&str; 11] = [
    "record", "document", "version", "state", "issued", "since", "until", "pages", "bytes", "sha256", "file",
];

/// What stands in the list where the bytes are lost, or are others by now.
const MISSING: &str = "(missing)";

/// Where a version stands in the folder.
fn path_of(version: &Version) -> String {
    let name = match (version.number, &version.since) {
        (Some(number), _) => number.to_string(),
        (None, since) => {
            let digits = since.iter().flat_map(|since| since.chars());
            let since: String = digits.filter(char::is_ascii_digit).take(14).collect();
            let short = version.hash.get(..8).unwrap_or_default();
            format!("{since}-{short}")
        }
    };
    let (stem, ending) = match version.document.rsplit_once('.') {
        Some((stem, ending)) => (stem, ending),
        None => (version.document.as_str(), "pdf"),
    };
    format!("documents/{}/{stem}.{name}.{ending}", version.record)
}

/// The files of `notices/` that the records follow from: theirs, and those that are no record's.
fn records<'e>(evidence: &'e Evidence<'_>) -> Vec<&'e WorkspaceFile> {
    let notices = &evidence.reading.files.notices;
    let of_file = |file: &WorkspaceFile| (PathBuf::from(&file.path), file.bytes.clone());
    let (sources, _, records, _) = check::workspace(notices.iter().map(of_file).collect(), processors());
    let mut others = BTreeSet::new();
    for record in records.iter().filter(|record| !(evidence.asked)(&record.name())) {
        others.insert(sources.get(record.file).path.clone());
    }
    let packed = records.iter().filter(|record| (evidence.asked)(&record.name()));
    let mut publishers: BTreeSet<String> = packed.map(|record| record.publisher.clone()).collect();
    publishers.extend(evidence.versions.iter().filter_map(|version| {
        let (publisher, _) = version.record.split_once('/')?;
        Some(publisher.to_string())
    }));
    let of_them = |file: &&WorkspaceFile| {
        let below = file.path.strip_prefix("notices/").unwrap_or(&file.path);
        let shared = !below.contains('/');
        let own = below
            .split_once('/')
            .is_some_and(|(folder, _)| publishers.contains(folder));
        (shared || own) && !others.contains(Path::new(&file.path))
    };
    notices.iter().filter(of_them).collect()
}

/// Rows as RFC 4180 has them.
fn csv(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n";
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn what_parts_cells_is_quoted() {
        let rows = [
            vec!["a".to_string(), "b, \"c\"".to_string()],
            vec![String::new(), "d".to_string()],
        ];
        assert_eq!(csv(&rows), "a,\"b, \"\"c\"\"\"\r\n,d\r\n");
    }
}
