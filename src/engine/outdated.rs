//! Templates of the workspace that were copied from what a built-in one once was: a copy wins over the built-in template for
//! good, and nobody else would say that it lacks what came since.

use super::codes;
use super::request::WorkspaceFile;
use crate::diagnostic::{Diagnostic, Message, Sources, Span};
use crate::template::lineage::{self, Behind, Lineage};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// How many lines a warning shows.
const SHOWN: usize = 8;

/// How many characters of one.
const LONGEST: usize = 100;

/// One warning for each copy of `files` that the built-in template has left behind.
pub(super) fn copies(files: &[WorkspaceFile], sources: &Sources) -> Vec<Diagnostic> {
    let told = |file: &WorkspaceFile| {
        let path: String = file.path.nfc().collect();
        let below = path.strip_prefix("templates/")?;
        let text = std::str::from_utf8(&file.bytes).ok()?;
        let name = lineage::name_of(below);
        let lineage = lineage::is_template(name).then(|| lineage::lineage(name, text))?;
        let Lineage::Behind(behind) = lineage else {
            return None;
        };
        // The program's own text of the file has no byte order mark.
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let place = behind.header.as_ref().or(behind.gone.first());
        let found = sources.iter().filter(|(_, source)| source.path == Path::new(&path));
        let span = found.last().map(|(file, _)| Span {
            file,
            start: place.map_or(0, |place| place.start.saturating_sub(mark)),
            end: place.map_or(0, |place| place.end.saturating_sub(mark)),
        });
        Some(Diagnostic {
            span,
            ..codes::COPY_BEHIND.nowhere(message(&path, &behind), help(below, &behind))
        })
    };
    files.iter().filter_map(told).collect()
}

fn message(path: &str, behind: &Behind) -> Message {
    let of = behind.of;
    match behind.now {
        Some(now) if now == of => Message::new(
            format!("{path} は、組み込みの {of} の前の版の写しです"),
            format!("{path} is a copy of an earlier built-in {of}"),
        ),
        Some(now) => Message::new(
            format!("{path} は、組み込みの {of} の写しですが、それは今 {now} です"),
            format!("{path} is a copy of the built-in {of}, which is {now} now"),
        ),
        None => Message::new(
            format!("{path} は、今はもうない組み込みの {of} の写しです"),
            format!("{path} is a copy of the built-in {of}, which is no more"),
        ),
    }
}

/// What the built-in template says by now, and how to come even with it.
fn help(below: &str, behind: &Behind) -> Message {
    let Some((now, text)) = behind.now.and_then(lineage::built_in) else {
        return Message::new(
            format!(
                "まだ要るものは、この版のひな形(notice template list)に書き移し、templates/{below} を消してください"
            ),
            format!(
                "move what is still wanted to the templates of this version (notice template list), and delete templates/{below}"
            ),
        );
    };
    let (mut ja, mut en) = match behind.new.is_empty() {
        true => (
            "組み込みのひな形は、言葉が減ったか、並びか空行が変わりました".to_owned(),
            "the built-in template says less now, or in another order, or with other empty lines".to_owned(),
        ),
        false => (
            "今の組み込みのひな形にあって、この写しにない行:".to_owned(),
            "lines of the built-in template that the copy does not hold:".to_owned(),
        ),
    };
    for line in behind.new.iter().take(SHOWN) {
        let start: String = line.chars().take(LONGEST).collect();
        let cut = if start.len() < line.len() { "…" } else { "" };
        ja.push_str(&format!("\n  {start}{cut}"));
        en.push_str(&format!("\n  {start}{cut}"));
    }
    if let Some(more @ 1..) = behind.new.len().checked_sub(SHOWN) {
        ja.push_str(&format!("\n  ほか {more} 行"));
        en.push_str(&format!("\n  {more} more"));
    }
    ja.push_str(&format!("\n違いのすべて: notice template diff {below}\n"));
    en.push_str(&format!("\nall that differs: notice template diff {below}\n"));
    if behind.unchanged {
        ja.push_str(&format!(
            "書き換えられていない写しなので、templates/{below} を消せば、今の組み込みのひな形が使われます"
        ));
        en.push_str(&format!(
            "nothing in the copy is your own: delete templates/{below}, and the built-in template of today is used"
        ));
    } else {
        let header = lineage::header(now, text);
        ja.push_str(&format!("要る行を写したら、1行目を次の行に替えてください:\n  {header}"));
        en.push_str(&format!(
            "once what is wanted is taken over, make its first line:\n  {header}"
        ));
    }
    Message::new(ja, en)
}
