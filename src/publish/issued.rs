//! `issued/PUBLISHER/ID/index.yaml`: which documents of a record were issued, in which versions, when, with which bytes.
//!
//! It is YAML, for whoever reads it with tools of their own; the program reads no more of YAML than it writes, so that what was
//! changed by hand, or merged, is found.

use super::path;
use crate::diagnostic::Message;
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The folder of the ledger in a workspace.
pub(crate) const LEDGER: &str = "issued";

/// The name of the index in the folder of a record.
pub(crate) const INDEX: &str = "index.yaml";

const HEAD: &str = "# 発行した文書の控えです。notice issue が書きます。書き換えず、記録と一緒にコミットしてください。\n\
                    # What was issued. `notice issue` writes it: do not edit it, and commit it with the records.\n";

/// What `git merge` leaves where it did not know what to take.
const MERGE_MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// One version of a document, as it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Issued {
    /// The document's name among those of its record: `letter`.
    pub document: String,
    /// Which version it is, from 1.
    pub version: usize,
    /// The moment of issue, as a person writes it.
    pub moment: String,
    /// The document's own day or moment.
    pub dated: DateTime<FixedOffset>,
    /// Of a letter, from when on it stands on the web.
    pub web: Option<DateTime<FixedOffset>>,
    /// Where its PDF stood published, relative to `out/`.
    pub path: String,
    /// What it is.
    pub label: Message,
    /// Its title.
    pub title: String,
    /// Its senders.
    pub authors: Vec<String>,
    /// Number of pages.
    pub pages: usize,
    /// The program that made it.
    pub program: String,
    /// Its files, by their endings.
    pub files: BTreeMap<String, Known>,
    /// The line of the index at which it begins, from 1.
    pub line: usize,
}

/// What is known of the bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// Their SHA-256.
    pub hash: String,
    /// How many they are.
    pub size: u64,
}

impl Issued {
    /// The name of its file with this ending.
    pub(crate) fn file(&self, ending: &str) -> String {
        format!("{}.{}.{ending}", self.document, self.version)
    }

    /// When it was first to be seen: its day or moment, or the one from which it stood on the web.
    pub(crate) fn out(&self) -> DateTime<FixedOffset> {
        self.web.map_or(self.dated, |web| web.min(self.dated))
    }

    /// The moment of issue on the clock of those who issued it.
    pub(crate) fn at(&self) -> Option<NaiveDateTime> {
        let reading = self.moment.get(..19)?;
        NaiveDateTime::parse_from_str(reading, "%Y-%m-%d %H:%M:%S").ok()
    }
}

/// The text of an index.
pub(crate) fn text(versions: &[Issued]) -> String {
    let mut out = HEAD.to_string();
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for issued in versions {
        let Issued {
            document,
            version,
            moment,
            path,
            label,
            pages,
            ..
        } = issued;
        let authors: Vec<String> = issued.authors.iter().map(|author| quoted(author)).collect();
        let _ = write!(
            out,
            "- document: {document}\n  version: {version}\n  issued: {moment}\n  dated: {}\n{}  path: {path}\n  label: {}\n  label-en: {}\n  \
             title: {}\n  authors: [{}]\n  pages: {pages}\n  program: {}\n",
            issued.dated.to_rfc3339(),
            issued
                .web
                .map_or(String::new(), |web| format!("  web: {}\n", web.to_rfc3339())),
            quoted(&label.ja),
            quoted(&label.en),
            quoted(&issued.title),
            authors.join(", "),
            issued.program,
        );
        for (ending, Known { hash, size }) in &issued.files {
            let _ = writeln!(out, "  {}: {hash} {size}", issued.file(ending));
        }
    }
    out
}

/// Reads the text of an index; a fault comes with its line, from 1.
///
/// # Errors
/// The first that is no index's.
pub(crate) fn parse(text: &str) -> Result<Vec<Issued>, (usize, Message)> {
    let mut entries: Vec<Entry> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let fault = |ja: &str, en: &str| (at + 1, Message::new(ja, en));
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if MERGE_MARKS.iter().any(|mark| line.starts_with(mark)) {
            return Err(fault(
                "git のマージの印が残っています",
                "a mark of a merge of git is left",
            ));
        }
        let form = || {
            fault(
                "「キー: 値」の形ではありません",
                "the line is not of the form “key: value”",
            )
        };
        let (begins, rest) = match line.split_at_checked(2) {
            Some(("- ", rest)) => (true, rest),
            Some(("  ", rest)) => (false, rest),
            _ => return Err(form()),
        };
        let (key, value) = rest.split_once(": ").ok_or_else(form)?;
        if begins {
            entries.push(Entry {
                line: at + 1,
                values: BTreeMap::new(),
            });
        }
        let Some(entry) = entries.last_mut().filter(|_| begins == (key == "document")) else {
            return Err(form());
        };
        if entry.values.insert(key, (at + 1, value)).is_some() {
            return Err(fault("同じキーが2つあります", "the key stands twice"));
        }
    }
    let mut versions = Vec::new();
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let issued = entry.issued()?;
        let last = last.entry(issued.document.clone()).or_default();
        if issued.version != *last + 1 {
            let (is, wanted) = (issued.version, *last + 1);
            return Err((
                issued.line,
                Message::new(
                    format!("{} の第{wanted}版のはずのところに、第{is}版があります", issued.document),
                    format!("version {is} of {} stands where version {wanted} must", issued.document),
                ),
            ));
        }
        *last = issued.version;
        versions.push(issued);
    }
    Ok(versions)
}

/// A version as its lines say it.
struct Entry<'t> {
    line: usize,
    values: BTreeMap<&'t str, (usize, &'t str)>,
}

type Fault = (usize, Message);

impl<'t> Entry<'t> {
    fn take(&mut self, key: &str) -> Result<(usize, &'t str), Fault> {
        self.values.remove(key).ok_or_else(|| {
            (
                self.line,
                Message::new(format!("{key} がありません"), format!("`{key}` is missing")),
            )
        })
    }

    /// Takes the value of a key, as `read` reads it.
    fn read<T>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
        let (line, value) = self.take(key)?;
        read(value).ok_or_else(|| {
            (
                line,
                Message::new(
                    format!("{key} の値が正しくありません"),
                    format!("the value of `{key}` is not one"),
                ),
            )
        })
    }

    fn issued(mut self) -> Result<Issued, Fault> {
        let whole = |text: &str| Some(text.to_string());
        let quoted = |text: &str| serde_json::from_str::<String>(text).ok();
        let safe = |text: &str| path::plain(Path::new(text)).ok().map(String::from);
        let name = |text: &str| safe(text).filter(|text| !text.contains('/'));
        let moment = |text: &str| DateTime::parse_from_rfc3339(text).ok();
        let document = self.read("document", name)?;
        let version: usize = self.read("version", |text| text.parse().ok())?;
        let mut issued = Issued {
            line: self.line,
            moment: self.read("issued", whole)?,
            dated: self.read("dated", moment)?,
            web: match self.values.contains_key("web") {
                true => Some(self.read("web", moment)?),
                false => None,
            },
            path: self.read("path", |text| path::safe(Path::new(text)).ok().map(String::from))?,
            label: Message::new(self.read("label", quoted)?, self.read("label-en", quoted)?),
            title: self.read("title", quoted)?,
            authors: self.read("authors", |text| serde_json::from_str(text).ok())?,
            pages: self.read("pages", |text| text.parse().ok())?,
            program: self.read("program", whole)?,
            files: BTreeMap::new(),
            document,
            version,
        };
        if issued.at().is_none() {
            return Err((
                issued.line,
                Message::new("issued の値が正しくありません", "the value of `issued` is not one"),
            ));
        }
        let before = issued.file("");
        for (key, (line, value)) in std::mem::take(&mut self.values) {
            let known = || {
                let ending = key.strip_prefix(&before)?;
                let (hash, size) = value.split_once(' ')?;
                let is_hash = hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                let plain = ["pdf", "txt", "html"].contains(&ending) && is_hash;
                let (hash, size) = (hash.to_string(), size.parse().ok()?);
                plain.then(|| (ending.to_string(), Known { hash, size }))
            };
            let (ending, known) = known().ok_or_else(|| {
                (
                    line,
                    Message::new(
                        format!("「{key}」は控えのキーではありません"),
                        format!("`{key}` is no key of an index"),
                    ),
                )
            })?;
            issued.files.insert(ending, known);
        }
        for ending in ["pdf", "txt"] {
            if !issued.files.contains_key(ending) {
                let file = issued.file(ending);
                return Err((
                    issued.line,
                    Message::new(format!("{file} がありません"), format!("`{file}` is missing")),
                ));
            }
        }
        Ok(issued)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issued(document: &str, version: usize) -> Issued {
        let known = |hash: char, size| Known {
            hash: hash.to_string().repeat(64),
            size,
        };
        Issued {
            document: document.to_string(),
            version,
            moment: "2026-03-02 10:15:00 +09:00".to_string(),
            dated: DateTime::parse_from_rfc3339("2026-03-01T00:00:00+09:00").unwrap(),
            web: (document == "letter").then(|| DateTime::parse_from_rfc3339("2026-03-02T10:00:00+09:00").unwrap()),
            path: format!("web/midori/core/{document}.pdf"),
            label: Message::new("案内状(PDF)", "letter (PDF)"),
            title: "「緑」: \"停止\" のお知らせ".to_string(),
            authors: vec!["みどり銀行".to_string(), "頭取 緑, 花子".to_string()],
            pages: 2,
            program: "notice 0.1.0".to_string(),
            files: BTreeMap::from([("pdf".to_string(), known('a', 9)), ("txt".to_string(), known('b', 0))]),
            line: 0,
        }
    }

    fn without_lines(versions: Vec<Issued>) -> Vec<Issued> {
        let place = |issued: Issued| Issued { line: 0, ..issued };
        versions.into_iter().map(place).collect()
    }

    #[test]
    fn an_index_reads_back_as_it_was_written() {
        let versions = vec![issued("letter", 1), issued("fax-01", 1), issued("letter", 2)];
        assert_eq!(without_lines(parse(&text(&versions)).unwrap()), versions);
        // As git writes it on some systems.
        let other = text(&versions).replace('\n', "\r\n");
        assert_eq!(without_lines(parse(&other).unwrap()), versions);
    }

    #[test]
    fn what_is_damaged_is_told_with_its_line() {
        let sound = text(&[issued("letter", 1)]);
        for (from, to, line) in [
            ("  pages: 2\n", "<<<<<<< HEAD\n  pages: 2\n", 13),
            ("  pages: 2\n", "", 3),
            ("  pages: 2\n", "  pages: 二\n", 13),
            ("  pages: 2\n", "  pages: 2\n  pages: 3\n", 14),
            ("  pages: 2\n", "pages: 2\n", 13),
            ("  pages: 2\n", "  pages: 2\n  note: x\n", 14),
            ("  version: 1\n", "  version: 2\n", 15),
            ("web/midori", "../midori", 8),
            ("aaaaa 9", "aaaaZ 9", 15),
            ("document: letter", "document: ../letter", 3),
            ("2026-03-02 10:15:00", "yesterday", 3),
            ("- document: letter\n", "", 3),
        ] {
            assert!(sound.contains(from), "{from:?}");
            let damaged = sound.replacen(from, to, 1);
            let told = parse(&damaged).map_err(|(line, _)| line);
            assert_eq!(told, Err(line), "{from:?} → {to:?}");
        }
    }
}
