//! Nodes to the structs of the schema. A fault never stops the reading: what could not be understood is left out or
//! stands empty, and is listed in [`Draft::spoiled`], so that later rules do not report what follows from it.

#[cfg(test)]
pub(in crate::record) mod asked;
mod bounds;
mod date_fault;
mod details;
mod fields;
mod holidays;
pub(in crate::record) mod house;
pub(in crate::record) mod impact;
mod length;
pub(in crate::record) mod letters;
pub(in crate::record) mod publisher;
mod reader;
pub(in crate::record) mod record;
pub(in crate::record) mod recurring;
pub(in crate::record) mod style;
pub(crate) mod suggest;
mod synonyms;
pub(in crate::record) mod table;
mod values;
mod wording;

pub(crate) use reader::Draft;
pub(crate) use wording::shape;

use super::codes;
use super::kind::KINDS;
use super::node::{Kind, Node};
use super::said::{self, Said};
use super::schema::{PublisherRecord, Record, RecordKind};
use crate::calendar::holiday::OwnHolidays;
use crate::diagnostic::{Diagnostic, FileId, Message, Span, Spanned};
use fields::Fields;
use reader::Reader;

/// What a file under `notices/` turned out to hold.
pub(crate) enum Content {
    /// `publisher:`
    Publisher(Box<Draft<PublisherRecord>>),
    /// `maintenance:` or `incident:`
    Record(Box<Draft<Record>>),
}

/// Decodes the tree of a file of the publisher with key `folder`. `publisher_file` tells that it is `publisher.yaml`.
pub(crate) fn decode(
    file: FileId,
    folder: &str,
    publisher_file: bool,
    root: &Node,
) -> (Option<Content>, Vec<Diagnostic>) {
    let mut reader = Reader::new(file);
    let content = reader.top(folder, publisher_file, root);
    (content, reader.faults)
}

/// Decodes the tree of `notices/holidays.yaml`.
pub(crate) fn decode_holidays(file: FileId, root: &Node) -> (Option<OwnHolidays>, Vec<Diagnostic>) {
    let mut reader = Reader::new(file);
    let own = reader
        .only(&["holidays"], root)
        .map(|(_, fields)| reader.holidays(fields));
    (own, reader.faults)
}

/// What is wrong with the top of `notices/common.yaml`; what stands below is read with each publisher.
pub(crate) fn common_top(file: FileId, root: &Node) -> Vec<Diagnostic> {
    let mut reader = Reader::new(file);
    reader.only(&["common"], root);
    reader.faults
}

impl Reader {
    /// All that was noted, with its keys in the mapping that `fields` reads.
    fn said(&mut self, fields: &Fields<'_>) -> Vec<Said> {
        said::in_order(std::mem::take(&mut self.said), fields.entries())
    }

    fn top(&mut self, folder: &str, publisher_file: bool, root: &Node) -> Option<Content> {
        let expected: Vec<&str> = if publisher_file {
            vec!["publisher"]
        } else {
            KINDS.iter().map(|row| row.word).collect()
        };
        let (key, fields) = self.only(&expected, root)?;
        let Some(kind) = RecordKind::from_word(&key.value) else {
            let publisher = self.publisher(folder, fields);
            return Some(Content::Publisher(Box::new(self.draft(publisher))));
        };
        let record = self.record(folder, kind, fields);
        Some(Content::Record(Box::new(self.draft(record))))
    }

    /// The one key of the top level, which is one of `expected`, and what stands below it.
    fn only<'n>(&mut self, expected: &[&str], root: &'n Node) -> Option<(&'n Spanned<String>, Fields<'n>)> {
        let Kind::Mapping(entries) = &root.kind else {
            let shown = self.head(root.span);
            self.fault(wrong_top(shown, expected));
            return None;
        };
        let mut known = entries.iter().filter(|(key, _)| expected.contains(&key.value.as_str()));
        let first = known.next();
        if let (Some((first, _)), Some((second, _))) = (first, known.next()) {
            self.fault(two_at_top(second.span, first.span));
        }
        if let Some((key, _)) = first.filter(|(_, node)| node.says_nothing()) {
            self.fault(nothing_below(key.span, &key.value));
            return None;
        }
        for (key, _) in entries {
            if !expected.contains(&key.value.as_str()) {
                self.fault(wrong_key_at_top(key.span, &key.value, expected, first.is_some()));
            }
        }
        let (key, node) = first?;
        Some((key, self.fields(node, key.span)?))
    }

    /// The place where a long stretch begins: an excerpt should not show the whole file.
    fn head(&self, span: Span) -> Span {
        Span {
            end: span.start,
            ..span
        }
    }
}

fn wrong_top(span: Span, expected: &[&str]) -> Diagnostic {
    let (ja, en) = wording::choices(expected);
    codes::TOP_LEVEL.at(
        span,
        Message::new(
            format!("ファイルが{ja}で始まっていません"),
            format!("the file does not begin with {en}"),
        ),
        Message::new(
            "最初のキーを行頭に書き、その下のキーを半角の空白2個で字下げしてください",
            "write that key at the line head and indent everything below it by two spaces",
        ),
    )
}

fn nothing_below(span: Span, key: &str) -> Diagnostic {
    codes::TOP_LEVEL.at(
        span,
        Message::new(
            format!("「{key}:」の下に何も書かれていません"),
            format!("there is nothing below `{key}:`"),
        ),
        Message::new(
            "その下の行は、すべて半角の空白2個で字下げしてください",
            "indent every line that belongs to it by two spaces",
        ),
    )
}

fn two_at_top(second: Span, first: Span) -> Diagnostic {
    codes::TOP_LEVEL
        .at(
            second,
            Message::new("1つのファイルに記録が2件あります", "the file holds two records"),
            Message::new(
                "記録は1件ごとに別のファイルに分けてください",
                "put each record into a file of its own",
            ),
        )
        .with_related(first, Message::new("1件目はここです", "the first one"))
}

fn wrong_key_at_top(span: Span, key: &str, expected: &[&str], have_one: bool) -> Diagnostic {
    let (ja, en) = wording::choices(expected);
    let help = if have_one {
        Message::new(
            format!("{ja}の中のキーなら、半角の空白2個で字下げしてください"),
            format!("if it belongs under {en}, indent it by two spaces"),
        )
    } else {
        match key {
            "publisher" => Message::new(
                "発行者のことは publisher.yaml に書いてください",
                "what concerns the publisher goes into publisher.yaml",
            ),
            word if RecordKind::from_word(word).is_some() => Message::new(
                "記録は publisher.yaml とは別のファイルに書いてください",
                "put the record into a file other than publisher.yaml",
            ),
            _ => match suggest::nearest(key, expected.iter().copied()) {
                Some(meant) => Message::new(
                    format!("「{meant}:」のことですか? 行の先頭に書き、その下を半角の空白2個で字下げしてください"),
                    format!(
                        "did you mean `{meant}:`? write it at the line head and indent everything below it by two spaces"
                    ),
                ),
                None => Message::new(
                    format!("ファイルの最初の行を{ja}にし、その下を半角の空白2個で字下げしてください"),
                    format!("begin the file with {en} and indent everything below it by two spaces"),
                ),
            },
        }
    };
    codes::TOP_LEVEL.at(
        span,
        Message::new(
            format!("ファイルの最上位に「{key}」は書けません"),
            format!("`{key}` cannot stand at the top level of the file"),
        ),
        help,
    )
}
