//! Blocks from Markdown: paragraphs, headings, lists, tables.

use super::inline::{Collector, strong_marks};
use super::numbering::LabelStyle;
use super::{Align, Block, Cell, Column, Inline, Item, Table, Text, Words};
use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Numbers headings through the document: each level counts anew below the next higher one.
#[derive(Debug, Clone)]
pub struct Numbering {
    levels: Vec<LabelStyle>,
    counts: Vec<usize>,
}

impl Default for Numbering {
    /// `1.`, then `1)`, then `①`: the usage of business letters.
    fn default() -> Self {
        Self::from_samples(["1.", "1)", "①"])
    }
}

impl Numbering {
    /// Numbering by samples, first level first.
    pub fn from_samples<'a>(samples: impl IntoIterator<Item = &'a str>) -> Self {
        let levels: Vec<LabelStyle> = samples.into_iter().filter_map(LabelStyle::from_sample).collect();
        let counts = vec![0; levels.len()];
        Numbering { levels, counts }
    }

    /// Counts from 1 again.
    pub fn restart(&mut self) {
        self.counts.fill(0);
    }

    /// The label of the next heading of `level` (from 1); `None` below the levels that are numbered.
    fn next(&mut self, level: usize) -> Option<String> {
        let style = self.levels.get(level - 1)?;
        self.counts[level - 1] += 1;
        let label = style.label(self.counts[level - 1]);
        self.counts[level..].fill(0);
        Some(label)
    }
}

/// Characters that label a heading or a remark by themselves.
const MARKS: &str = "※■□●○◆◇◎★";

/// Reads Markdown into blocks. Headings take their labels from `numbering`.
pub fn blocks(source: &str, numbering: &mut Numbering) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let source = &strong_marks(source);
    let events = Parser::new_ext(source, options).into_offset_iter().peekable();
    let mut reader = Reader {
        events,
        source,
        numbering,
    };
    reader.blocks(0)
}

/// Reads one line of Markdown into running text.
pub fn text(source: &str) -> Text {
    if is_plain(source) {
        let mut collector = Collector::default();
        collector.text(source, source, &(0..source.len()));
        return collector.finish();
    }
    parsed(source)
}

/// Whether Markdown reads nothing in a line: most cells of a table are a time or a few words.
fn is_plain(source: &str) -> bool {
    let read = |byte: u8| byte.is_ascii_control() || b"\\`*_[]!<&".contains(&byte);
    // The word joiner is how the parser is kept from lists and headings.
    let bare = !source.is_empty() && source.trim_ascii() == source && !source.starts_with('\u{2060}');
    bare && !source.bytes().any(read)
}

/// As [`text`], by the Markdown parser.
fn parsed(source: &str) -> Text {
    let mut numbering = Numbering::default();
    let mut out = Vec::new();
    for block in blocks(&format!("\u{2060}{source}"), &mut numbering) {
        if let Block::Words(Words::Paragraph | Words::Line, text) = block {
            out.extend(text);
        }
    }
    // The word joiner keeps `1.` and `#` at the head of a line from making a list or a heading.
    if let Some(Inline::Text(first)) = out.first_mut() {
        *first = first.trim_start_matches('\u{2060}').to_string();
        if first.is_empty() {
            out.remove(0);
        }
    }
    out
}

struct Reader<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    events: std::iter::Peekable<I>,
    source: &'a str,
    numbering: &'a mut Numbering,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Reader<'a, I> {
    /// Blocks up to the end of the enclosing block; `depth` counts lists.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut out = Vec::new();
        let mut loose = Collector::default();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_inline(&tag) => {
                    self.inline(Event::Start(tag), &range, &mut loose);
                }
                Event::Start(tag) => {
                    lines(&mut loose, &mut out);
                    self.block(tag, &range, depth, &mut out);
                }
                Event::Rule => lines(&mut loose, &mut out),
                other => self.inline(other, &range, &mut loose),
            }
        }
        lines(&mut loose, &mut out);
        out
    }

    fn block(&mut self, tag: Tag<'a>, range: &Range<usize>, depth: usize, out: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let text = self.text();
                if depth > 0 {
                    split_lines(text, out);
                } else {
                    out.push(paragraph(text));
                }
            }
            Tag::Heading { level, classes, .. } => {
                let plain = classes.iter().any(|class| class.as_ref() == "plain");
                let text = self.text();
                out.push(self.heading(level, plain, text));
            }
            Tag::List(first) => {
                let block = self.list(first, range, depth);
                out.push(block);
            }
            Tag::Table(alignments) => {
                let block = self.table(&alignments);
                out.push(block);
            }
            _ => out.extend(self.blocks(depth)),
        }
    }

    fn heading(&mut self, level: HeadingLevel, plain: bool, mut text: Text) -> Block {
        let level = level as usize;
        if level == 1 {
            return Block::Words(Words::Title, text);
        }
        let label = if plain {
            take_mark(&mut text).map(String::from)
        } else {
            self.numbering.next(level - 1)
        };
        Block::Heading {
            level: u8::try_from(level - 1).unwrap_or(6),
            label,
            text,
        }
    }

    fn list(&mut self, first: Option<u64>, range: &Range<usize>, depth: usize) -> Block {
        let marker = self.source[range.start..].trim_start().chars().next();
        let head = self.source[range.start..].split_whitespace().next().unwrap_or("");
        let style = first.and_then(|_| LabelStyle::from_sample(if head.ends_with(')') { "1)" } else { "①" }));
        let mut number = first.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let label = match (&style, marker) {
                        (Some(style), _) => style.label(number),
                        (None, Some('+')) => "-".to_string(),
                        (None, _) if depth > 0 => "-".to_string(),
                        (None, _) => "・".to_string(),
                    };
                    number += 1;
                    items.push(Item {
                        label,
                        blocks: self.blocks(depth + 1),
                    });
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        Block::List(items)
    }

    fn table(&mut self, alignments: &[Alignment]) -> Block {
        let columns: Vec<Column> = alignments
            .iter()
            .map(|a| Column {
                align: if *a == Alignment::Center {
                    Align::Centre
                } else {
                    Align::Start
                },
            })
            .collect();
        let mut table = Table {
            caption: None,
            columns,
            header_rows: 1,
            rows: 0,
            new_pages: Vec::new(),
            cells: Vec::new(),
        };
        let mut column = 0;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let mut blocks = Vec::new();
                    split_lines(self.text(), &mut blocks);
                    let (row, header) = (table.rows, table.rows == 0);
                    table.cells.push(Cell {
                        row,
                        column,
                        row_span: 1,
                        column_span: 1,
                        header,
                        blocks,
                    });
                    column += 1;
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                    table.rows += 1;
                    column = 0;
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table(table)
    }

    /// Running text up to the end of the enclosing block.
    fn text(&mut self) -> Text {
        let mut collector = Collector::default();
        let mut depth = 0usize;
        for (event, range) in self.events.by_ref() {
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            one(event, self.source, &range, &mut collector);
        }
        collector.finish()
    }

    /// An inline event outside a paragraph (in a tight list), with all it encloses.
    fn inline(&mut self, event: Event<'a>, range: &Range<usize>, collector: &mut Collector) {
        let mut depth = usize::from(matches!(event, Event::Start(_)));
        one(event, self.source, range, collector);
        while depth > 0 {
            let Some((event, range)) = self.events.next() else {
                break;
            };
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            one(event, self.source, &range, collector);
        }
    }
}

fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// Hands one event to the collector. HTML is text, but for `<br>`: a record cannot reach past the carriers' escaping.
fn one(event: Event, source: &str, range: &Range<usize>, collector: &mut Collector) {
    match event {
        Event::Text(text) => collector.text(&text, source, range),
        Event::Code(text) => collector.literal(&text),
        Event::Html(html) | Event::InlineHtml(html) => match html.trim() {
            "<br>" | "<br/>" | "<br />" => collector.hard_break(),
            other => collector.literal(other),
        },
        Event::SoftBreak => collector.soft_break(),
        Event::HardBreak => collector.hard_break(),
        Event::Start(Tag::Strong | Tag::Emphasis) => collector.open_strong(),
        Event::Start(Tag::Link { dest_url, .. }) => collector.open_link(&dest_url),
        Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => collector.close(),
        _ => {}
    }
}

/// A paragraph; one that begins with ※ is a remark.
fn paragraph(mut text: Text) -> Block {
    match starts_with(&text, '※').then(|| take_mark(&mut text)).flatten() {
        Some(label) => Block::Remark {
            label: label.to_string(),
            text,
        },
        None => Block::Words(Words::Paragraph, text),
    }
}

/// What was collected outside paragraphs becomes lines.
fn lines(collector: &mut Collector, out: &mut Vec<Block>) {
    if !collector.is_empty() {
        split_lines(collector.finish(), out);
    }
}

/// Forced line ends part running text into lines, so that a remark within an item hangs by its own mark.
pub fn split_lines(text: Text, out: &mut Vec<Block>) {
    for mut line in text.split(|inline| *inline == Inline::Break).map(<[Inline]>::to_vec) {
        let remark = starts_with(&line, '※');
        match remark.then(|| take_mark(&mut line)).flatten() {
            Some(label) => out.push(Block::Remark {
                label: label.to_string(),
                text: line,
            }),
            None if line.is_empty() => {}
            None => out.push(Block::Words(Words::Line, line)),
        }
    }
}

fn starts_with(text: &Text, mark: char) -> bool {
    matches!(text.first(), Some(Inline::Text(first)) if first.starts_with(mark))
}

/// Takes a mark off the head of `text`.
fn take_mark(text: &mut Text) -> Option<char> {
    let Some(Inline::Text(first)) = text.first_mut() else {
        return None;
    };
    let mark = first.chars().next().filter(|c| MARKS.contains(*c))?;
    *first = first[mark.len_utf8()..].trim_start().to_string();
    if first.is_empty() {
        text.remove(0);
    }
    Some(mark)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_line_is_read_as_the_parser_reads_it(
            source in "([1-9a-zA-Z日本※＊　 .,:;/@#$%^()=+|~{}>'\"-]|https://|www\\.|--|\\{言葉\\|ことば\\}|①|\u{2060}){0,12}"
        ) {
            prop_assert_eq!(text(&source), parsed(&source));
        }
    }

    #[test]
    fn a_line_with_marks_is_no_plain_line() {
        for source in [
            "**重要**",
            "[別紙](a)",
            "a\\*b",
            "`a`",
            "&amp;",
            "a\nb",
            "<https://a.jp>",
            " a",
            "a ",
            "",
        ] {
            assert!(!is_plain(source), "{source}");
        }
        for source in ["PM10:30～翌AM3:00", "{業務|ぎょうむ}", "1. 概要", "# 見出し", "A | B"] {
            assert!(is_plain(source), "{source}");
        }
    }
}
