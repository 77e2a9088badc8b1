//! How long a value may be, and how many entries a list may have: far more than any notice has, and little enough that every
//! document of it is made in a moment.

use super::reader::{Reader, TEXT};
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::codes;
use crate::record::node::Node;

/// Characters of a name, a date, a number, a word: of what stands in one line.
pub(super) const LINE: usize = 1_000;
/// Characters of an address of the web.
const ADDRESS: usize = 2_000;
/// Entries of a list.
const ENTRIES: usize = 10_000;

/// Names of the operator's own under one key.
const NAMES: usize = 10_000;

/// The keys whose texts stand in one line.
const LINES: [&str; 23] = [
    "title",
    "number",
    "work",
    "name",
    "mark",
    "heading",
    "desk",
    "person",
    "address",
    "telephone",
    "fax",
    "mail",
    "hours",
    "site",
    "company",
    "department",
    "post",
    "postcode",
    "where",
    "item",
    "for",
    "continued",
    "senders",
];

/// How many entries the list under `key` may have, where it may not have as many as any.
const LISTS: [(&str, usize); 7] = [
    ("senders", 100),
    ("letters", 1_000),
    ("windows", 1_000),
    ("periods", 1_000),
    ("dates", 1_000),
    ("log", 3_000),
    ("rows", 5_000),
];

/// How long a text under `key` may be.
pub(super) fn of(key: &str) -> usize {
    match key {
        "url" | "form" => ADDRESS,
        key if LINES.contains(&key) => LINE,
        _ => TEXT,
    }
}

impl Reader {
    /// Reads what stands under `key`: its texts are as long as they may be there.
    pub(super) fn within<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.longest, of(key));
        let value = read(self);
        self.longest = before;
        value
    }

    /// `text`, where it has at most `most` characters.
    pub(super) fn short(&mut self, text: Spanned<String>, most: usize) -> Option<Spanned<String>> {
        // As many bytes are never more characters.
        let count = if text.value.len() > most {
            text.value.chars().count()
        } else {
            0
        };
        if count <= most {
            return Some(text);
        }
        self.fault(too_long(&text, count, most));
        None
    }

    /// As many of `items`, the list under the key at `head`, as it may have.
    pub(super) fn few<'n>(&mut self, items: &'n [Node], key: &str, head: Span) -> &'n [Node] {
        let most = LISTS
            .iter()
            .find(|(list, _)| *list == key)
            .map_or(ENTRIES, |(_, most)| *most);
        match items.get(most) {
            Some(first) => {
                self.fault(too_many(first.span, items.len(), most, head));
                &items[..most]
            }
            None => items,
        }
    }

    /// As many of `entries`, names of the operator's own under the key at `head`, as there may be.
    pub(super) fn few_named<'n>(
        &mut self,
        entries: &'n [(Spanned<String>, Node)],
        head: Span,
    ) -> &'n [(Spanned<String>, Node)] {
        match entries.get(NAMES) {
            Some((first, _)) => {
                self.fault(too_many(first.span, entries.len(), NAMES, head));
                &entries[..NAMES]
            }
            None => entries,
        }
    }
}

fn too_long(text: &Spanned<String>, count: usize, most: usize) -> Diagnostic {
    codes::TOO_LONG.at(
        text.span,
        Message::new(
            format!("ここに書けるのは {most}字までです({count}字あります)"),
            format!("at most {most} characters stand here, not {count}"),
        ),
        Message::new(
            "短くしてください。文章なら、いくつかの項目や別紙(appendices)に分けられます",
            "shorten it; a text can be parted into several, or stand in appendices",
        ),
    )
}

fn too_many(span: Span, count: usize, most: usize, head: Span) -> Diagnostic {
    let fault = codes::TOO_LONG.at(
        span,
        Message::new(
            format!(
                "一覧に書けるのは {most}件までです({count}件あります)。これは {}件めです",
                most + 1
            ),
            format!(
                "a list has at most {most} entries, not {count}; this is number {}",
                most + 1
            ),
        ),
        Message::new(
            "いくつかの記録や表に分けてください",
            "part it into several records or tables",
        ),
    );
    fault.with_related(head, Message::new("この一覧です", "of this list"))
}
