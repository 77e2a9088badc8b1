//! What was issued stays as issued: documents that stand in the ledger (`issued/`) are published with its bytes, whatever the
//! record says by now, and where it says something else, that is told.

use super::codes;
use super::request::LedgerFile;
use crate::diagnostic::{Diagnostic, FileId, Message, Sources, Span};
use crate::publish::{self, INDEX, Issue, Issued, LEDGER, Part};
use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How many lines of each side a warning shows of what is said otherwise.
const SHOWN: usize = 4;

/// How many characters of one.
const LONGEST: usize = 60;

/// The ledger of a workspace, by records (`publisher/id`).
#[derive(Debug, Default)]
pub(crate) struct Ledger<'w> {
    records: BTreeMap<String, OfRecord<'w>>,
}

/// What was issued of one record.
#[derive(Debug)]
pub(crate) struct OfRecord<'w> {
    versions: Vec<Version<'w>>,
    /// A fault of it was told: nothing of the record is made.
    broken: bool,
    digest: String,
}

/// A version of a document in the ledger.
#[derive(Debug)]
pub(crate) struct Version<'w> {
    /// What its index says of it.
    pub issued: Issued,
    /// Where the index says so.
    pub place: Span,
    /// Its files, by their endings.
    files: BTreeMap<&'w str, &'w LedgerFile>,
}

impl<'w> Ledger<'w> {
    /// Reads the indexes among `files`, which go to `sources`; what is damaged goes to `diagnostics`.
    pub(crate) fn read(
        files: &'w [LedgerFile],
        sources: &mut Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Ledger<'w> {
        let mut folders: BTreeMap<&str, BTreeMap<&str, &LedgerFile>> = BTreeMap::new();
        for file in files {
            let below = file.path.strip_prefix(LEDGER).and_then(|path| path.strip_prefix('/'));
            if let Some((record, name)) = below.and_then(|path| path.rsplit_once('/')) {
                folders.entry(record).or_default().insert(name, file);
            }
        }
        let of_record = |(record, files): (&str, BTreeMap<&'w str, &'w LedgerFile>)| {
            let known = OfRecord::read(record, &files, sources, diagnostics)?;
            Some((record.to_string(), known))
        };
        Ledger {
            records: folders.into_iter().filter_map(of_record).collect(),
        }
    }

    /// What was issued of a record.
    pub(crate) fn of(&self, record: &str) -> Option<&OfRecord<'w>> {
        self.records.get(record)
    }

    /// All of it.
    pub(crate) fn records(&self) -> impl Iterator<Item = (&str, &OfRecord<'w>)> {
        self.records.iter().map(|(record, of)| (record.as_str(), of))
    }
}

impl<'w> OfRecord<'w> {
    /// Reads what stands in the folder of a record; nothing where none of it is ours.
    fn read(
        record: &str,
        files: &BTreeMap<&'w str, &'w LedgerFile>,
        sources: &mut Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<OfRecord<'w>> {
        let index = files.get(INDEX);
        if index.is_none() && !files.keys().any(|name| name.ends_with(".pdf")) {
            return None;
        }
        let bytes = index.map(|index| index.contents.bytes());
        let text = match &bytes {
            Some(Ok(bytes)) => std::str::from_utf8(bytes).ok(),
            _ => None,
        };
        let path = PathBuf::from(format!("{LEDGER}/{record}/{INDEX}"));
        let file = sources.add(path, text.unwrap_or_default().to_string());
        let mut sum = Sha256::new();
        for (name, file) in files {
            sum.update(format!("{name}\n{}\n{}\n", file.size, file.written));
        }
        sum.update(text.unwrap_or_default());
        let mut of_record = OfRecord {
            versions: Vec::new(),
            broken: true,
            digest: sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        };
        let text = match (index, text) {
            (Some(_), Some(text)) => text,
            (index, _) => {
                let why = match index {
                    None => Message::new("控えの一覧がありません", "the index is missing"),
                    Some(_) => Message::new("控えの一覧が読めません", "the index cannot be read"),
                };
                diagnostics.push(damaged(Span { file, start: 0, end: 0 }, why));
                return Some(of_record);
            }
        };
        let versions = match publish::parse_index(text) {
            Ok(versions) => versions,
            Err((line, why)) => {
                diagnostics.push(damaged(of_line(file, text, line), why));
                return Some(of_record);
            }
        };
        let before = diagnostics.len();
        for issued in versions {
            let mut own = BTreeMap::new();
            for (ending, known) in &issued.files {
                let name = issued.file(ending);
                let why = match files.get_key_value(name.as_str()) {
                    None => Message::new(format!("{name} がありません"), format!("{name} is missing")),
                    Some((_, found)) if found.size != known.size => altered(&name),
                    Some((name, found)) => {
                        own.insert(name.rsplit('.').next().unwrap_or_default(), *found);
                        continue;
                    }
                };
                diagnostics.push(damaged(of_file(file, text, &name), why));
            }
            of_record.versions.push(Version {
                place: of_line(file, text, issued.line),
                issued,
                files: own,
            });
        }
        of_record.broken = diagnostics.len() > before;
        Some(of_record)
    }

    /// The latest version of each document, by its name; nothing where a fault was told.
    pub(crate) fn standing(&self) -> BTreeMap<&str, &Version<'w>> {
        let sound = self.versions.iter().filter(|_| !self.broken);
        sound
            .map(|version| (version.issued.document.as_str(), version))
            .collect()
    }

    /// Every version, in the order of their issue.
    pub(crate) fn versions(&self) -> &[Version<'w>] {
        &self.versions
    }

    /// Whether something of it is damaged.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// All that its documents follow from.
    pub(super) fn digest(&self) -> &str {
        &self.digest
    }
}

impl Version<'_> {
    /// The bytes of its file with this ending.
    ///
    /// # Errors
    /// They are not those that were issued.
    pub(crate) fn bytes(&self, ending: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let name = self.issued.file(ending);
        let (Some(file), Some(known)) = (self.files.get(ending), self.issued.files.get(ending)) else {
            let why = Message::new(format!("{name} がありません"), format!("{name} is missing"));
            return Err(Box::new(damaged(self.place, why)));
        };
        match file.contents.bytes() {
            Ok(bytes) if publish::hash(&bytes) == known.hash => Ok(bytes.into_owned()),
            Ok(_) => Err(Box::new(damaged(self.place, altered(&name)))),
            Err(e) => {
                let why = Message::new(
                    format!("{name} が読めません: {e}"),
                    format!("{name} cannot be read: {e}"),
                );
                Err(Box::new(damaged(self.place, why)))
            }
        }
    }

    /// The text of its file with this ending.
    ///
    /// # Errors
    /// It is not the one that was issued.
    pub(crate) fn text(&self, ending: &str) -> Result<String, Box<Diagnostic>> {
        self.bytes(ending)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether it has a file with this ending.
    pub(crate) fn has(&self, ending: &str) -> bool {
        self.issued.files.contains_key(ending)
    }

    /// Whether it was out at the moment, or issued by then.
    pub(super) fn is_out(&self, moment: NaiveDateTime) -> bool {
        self.issued.out().naive_local() <= moment || self.issued.at().is_none_or(|at| at <= moment)
    }

    /// Where its file with this ending stands at the moment, relative to `out/`, where no record says so: a letter that was issued
    /// ahead goes to the web on its day.
    pub(super) fn path(&self, ending: &str, moment: NaiveDateTime) -> String {
        let path = &self.issued.path;
        let stem = path.strip_suffix(".pdf").unwrap_or(path);
        match self.part(moment) {
            Some(part) => part.file(Part::within(stem), ending),
            None => format!("{stem}.{ending}"),
        }
    }

    /// Of a letter, the part of `out/` in which it stands at the moment.
    pub(super) fn part(&self, moment: NaiveDateTime) -> Option<Part> {
        let published = self.issued.web?.naive_local() <= moment;
        Some(if published { Part::Web } else { Part::Office })
    }

    /// The moment that counts for it when it changes, and its words.
    ///
    /// # Errors
    /// The words are not those that were issued.
    pub(super) fn issue(&self) -> Result<Issue, Box<Diagnostic>> {
        Ok(Issue {
            dated: self.issued.out(),
            text: self.text("txt")?,
        })
    }

    /// A warning at `place`, where the record says something else by now: `now`.
    pub(super) fn differs(&self, record: &str, now: &str, place: Span) -> Option<Diagnostic> {
        let then = match self.text("txt") {
            Ok(then) => then,
            Err(damage) => return Some(*damage),
        };
        if then == now {
            return None;
        }
        let Issued {
            document,
            version,
            moment,
            ..
        } = &self.issued;
        let (lines, more) = short(&then, now);
        let (ja, en) = match more {
            0 => (String::new(), String::new()),
            more => (format!("\n  ほか {more} 行"), format!("\n  {more} more lines")),
        };
        Some(codes::ISSUED_OTHERWISE.at(
            place,
            Message::new(
                format!("発行した {document}(第{version}版、{moment} 発行)と、いまの記録の言うことが違います"),
                format!("{document} as issued (version {version}, {moment}) does not say what the record says now"),
            ),
            Message::new(
                format!(
                    "公開されるのは発行したときのままです。「-」が発行した文書、「+」がいまの記録:{lines}{ja}\n\
                     違いのすべて: notice history {record} -v\n新しい版として出し直すなら: notice issue {record} {document} --again"
                ),
                format!(
                    "what was issued stays published; `-` is what was issued, `+` what the record says now:{lines}{en}\n\
                     all that differs: notice history {record} -v\nto issue a new version: notice issue {record} {document} --again"
                ),
            ),
        ))
    }

    /// A warning at `place` that no record asks for it any more; its own is there, or is not.
    pub(super) fn gone(&self, record: &str, place: Span, is_there: bool) -> Diagnostic {
        let Issued {
            document,
            version,
            moment,
            ..
        } = &self.issued;
        let message = match is_there {
            true => Message::new(
                format!("この記録は、発行した {document}(第{version}版、{moment} 発行)をもう作りません"),
                format!("the record makes {document} no more, which was issued (version {version}, {moment})"),
            ),
            false => Message::new(
                format!("発行した {document}(第{version}版、{moment} 発行)の記録 {record} がありません"),
                format!("{document} was issued (version {version}, {moment}), and its record {record} is gone"),
            ),
        };
        codes::ISSUED_GONE.at(
            place,
            message,
            Message::new(
                format!(
                    "発行した文書はそのまま公開されています。記録を元に戻してください。公開もやめるなら {LEDGER}/{record}/ にある {document} の控えと {INDEX} のその項を削除します"
                ),
                format!(
                    "what was issued stays published; restore the record, or, where it is to be published no more, delete what {LEDGER}/{record}/ holds of {document}, and its entry in {INDEX}"
                ),
            ),
        )
    }
}

fn altered(name: &str) -> Message {
    Message::new(
        format!("{name} が、発行したときのものではありません"),
        format!("{name} is not what was issued"),
    )
}

/// A fault of the ledger.
fn damaged(place: Span, why: Message) -> Diagnostic {
    codes::LEDGER_DAMAGED.at(
        place,
        Message::new(
            format!("発行の控えが壊れています: {}", why.ja),
            format!("the ledger is damaged: {}", why.en),
        ),
        Message::new(
            "この記録の控えのフォルダーを、コミットしたときの状態に戻してください(git restore issued/ など)。控えは手で書き換えません",
            "restore the record's folder of the ledger as it was committed (like `git restore issued/`); it is not edited by hand",
        ),
    )
}

/// A line of a file, from 1, without its indentation.
fn of_line(file: FileId, text: &str, line: usize) -> Span {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let words = text[start..].lines().next().unwrap_or_default();
    let blank = words.len() - words.trim_start().len();
    Span {
        file,
        start: start + blank,
        end: start + words.trim_end().len().max(blank),
    }
}

/// The line of an index that knows a file.
fn of_file(file: FileId, text: &str, name: &str) -> Span {
    let key = format!("{name}:");
    let line = text.lines().position(|line| line.trim_start().starts_with(&key));
    of_line(file, text, line.map_or(1, |line| line + 1))
}

/// The first lines that one text says otherwise than another, each on a line of its own, and how many more there are.
fn short(then: &str, now: &str) -> (String, usize) {
    let diff = TextDiff::from_lines(then, now);
    let mut shown = String::new();
    let (mut taken, mut added, mut more) = (0, 0, 0);
    for change in diff.iter_all_changes() {
        let (sign, count) = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => ('-', &mut taken),
            ChangeTag::Insert => ('+', &mut added),
        };
        let line = change.value().trim();
        if line.is_empty() {
            continue;
        }
        if *count == SHOWN {
            more += 1;
            continue;
        }
        *count += 1;
        let start: String = line.chars().take(LONGEST).collect();
        let cut = if start.len() < line.len() { "…" } else { "" };
        shown.push_str(&format!("\n  {sign} {start}{cut}"));
    }
    (shown, more)
}
