//! Blocks from Markdown: paragraphs, headings, lists, tables.
//!
//! The Markdown parser tells lists, headings and paragraphs apart, by a source in which it sees nothing else ([`mask`]); what
//! they say is read from the source itself ([`inline`]).

use super::anew;
use super::fault::NotationFault;
use super::inline;
use super::mask::{heading_mark, list_mark, mask};
use super::numbering::LabelStyle;
use super::origin::is_mark;
use super::passage::Passage;
use super::table;
use super::token::unforced;
use super::words::{paragraph, split_lines, take_label, text};
use super::{Block, Item, Words};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// How deep lists may stand within lists. Every step is one of the stack, here and in whatever walks the tree.
const DEEPEST: usize = 20;

/// Numbers headings through the document: each level counts anew below the next higher one. Lists count each for itself, by
/// how deep they stand in one another.
#[derive(Debug, Clone)]
pub struct Numbering {
    levels: Vec<LabelStyle>,
    counts: Vec<usize>,
    /// Of lists typed `1.`, by depth; the last goes for all below it.
    items: Vec<LabelStyle>,
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
        let levels = styles(samples);
        let counts = vec![0; levels.len()];
        Numbering {
            levels,
            counts,
            items: styles(["①", "ア", "(ア)"]),
        }
    }

    /// The same, with these samples for lists, by depth.
    pub fn with_items<'a>(self, samples: impl IntoIterator<Item = &'a str>) -> Self {
        Numbering {
            items: styles(samples),
            ..self
        }
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

fn styles<'a>(samples: impl IntoIterator<Item = &'a str>) -> Vec<LabelStyle> {
    samples.into_iter().filter_map(LabelStyle::from_sample).collect()
}

/// Reads Markdown into blocks. Headings take their labels from `numbering`.
pub fn blocks(source: Passage<'_>, numbering: &mut Numbering, faults: &mut Vec<NotationFault>) -> Vec<Block> {
    let lines: Vec<Passage<'_>> = source.lines().collect();
    let mut out = Vec::new();
    let mut prose = 0;
    let mut index = 0;
    while index < lines.len() {
        let rows = table::pipe_rows(&lines[index..]);
        if rows == 0 {
            not_a_heading(lines[index], faults);
            index += 1;
            continue;
        }
        let before = lines[prose].at - source.at..lines[index].at - source.at;
        out.extend(read(source.part(before), Some(numbering), faults));
        out.extend(table::pipe(&lines[index..index + rows], faults).map(Block::Table));
        index += rows;
        prose = index;
    }
    if let Some(line) = lines.get(prose) {
        let rest = line.at - source.at..source.text.len();
        out.extend(read(source.part(rest), Some(numbering), faults));
    }
    out
}

/// The blocks of a record's cell. One line is running text; several may hold lists. Paragraphs are lines, since cells have no
/// indent, and `#` is the sign for a number.
pub fn cell(source: &str, faults: &mut Vec<NotationFault>) -> Vec<Block> {
    let source = Passage::whole(source);
    if source.text.contains('\n') {
        return read(source, None, faults);
    }
    let mut blocks = Vec::new();
    split_lines(text(source, faults), &mut blocks);
    blocks
}

/// A value on one line, so that it stays running text where it stands alone on a line of a template: `- 500` is a number
/// there, `# 3` a number sign, `1.` no list.
pub fn on_one_line(source: &str) -> Cow<'_, str> {
    // The mark of where it came from stands before it.
    let inner = source.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace());
    let indent = source.len() - inner.len();
    let mark = match list_mark(inner) {
        Some(length) => indent + length - 1,
        None if heading_mark(inner).is_some() || inner.starts_with('|') => indent,
        None => return Cow::Borrowed(source),
    };
    Cow::Owned(format!("{}\\{}", &source[..mark], &source[mark..]))
}

/// A value that stands within a line of a template: its lines stay lines there.
pub(crate) fn within_a_line(source: &str) -> String {
    let lines: Vec<Passage<'_>> = Passage::whole(source).lines().map(Passage::trim).collect();
    // The last line may hold nothing but the end of a mark.
    let says = |line: &&Passage<'_>| !line.text.chars().all(is_mark);
    let last = lines.iter().rfind(says).map(|line| line.at);
    let mut out = String::new();
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        if !out.is_empty() && says(&line) {
            out.push_str("<br>");
        }
        let line = match bullet(*line) {
            Some(behind) => {
                out.push_str(&line.text[..line.text.len() - behind.text.len() - BULLET]);
                out.push('・');
                behind
            }
            None => *line,
        };
        if Some(line.at) == last {
            out.push_str(&closed(line.text));
        } else {
            out.push_str(unforced(line).text);
        }
    }
    out
}

/// The bytes of the mark of an entry of a list and of the blank behind it.
const BULLET: usize = 2;

/// What stands behind the mark by which a line is an entry of a list.
fn bullet(line: Passage<'_>) -> Option<Passage<'_>> {
    let marks = line.text.len() - line.text.trim_start_matches(is_mark).len();
    let entry = ["- ", "* ", "+ "]
        .iter()
        .any(|mark| line.text[marks..].starts_with(mark));
    entry.then(|| line.part(marks + BULLET..line.text.len()))
}

/// A line behind which other words will stand: a backslash at its end takes none of them for its own.
fn closed(line: &str) -> Cow<'_, str> {
    let body = line.trim_end_matches(is_mark);
    match (body.len() - body.trim_end_matches('\\').len()) % 2 {
        0 => Cow::Borrowed(line),
        _ => Cow::Owned(format!("{body}\\{}", &line[body.len()..])),
    }
}

/// A value that stands within a line of a table or form, where its bars part no cells.
pub(crate) fn within_a_cell(source: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for bar in table::bars(source) {
        out.push_str(&source[from..bar]);
        out.push('\\');
        from = bar;
    }
    out + &source[from..]
}

/// `##見出し`: printed as it is, it would surprise whoever typed it.
fn not_a_heading(line: Passage<'_>, faults: &mut Vec<NotationFault>) {
    let Some(marks) = heading_mark(line.text).filter(|marks| *marks > 1) else {
        return;
    };
    if line.text[marks..].starts_with(|c: char| c.is_alphanumeric() || "【「（([■".contains(c)) {
        let fault = NotationFault::new(
            line.text,
            "見出しは「##」の後ろに半角の空白を書きます。文字のまま印刷するなら、前に「\\」を書いてください",
            "a heading has a blank behind its `##`; to print the characters as they are, write `\\` before them",
        );
        faults.push(fault.at(line.at));
    }
}

fn read(source: Passage<'_>, numbering: Option<&mut Numbering>, faults: &mut Vec<NotationFault>) -> Vec<Block> {
    let shown = mask(source.text, numbering.is_some());
    let mut none = Numbering::from_samples([]);
    let mut reader = Reader {
        events: Parser::new_ext(&shown, Options::empty()).into_offset_iter(),
        source,
        in_cell: numbering.is_none(),
        numbering: numbering.unwrap_or(&mut none),
        faults,
        counting: 0,
    };
    reader.blocks(0)
}

struct Reader<'a, 's, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    events: I,
    source: Passage<'s>,
    in_cell: bool,
    numbering: &'s mut Numbering,
    faults: &'s mut Vec<NotationFault>,
    /// How many lists of numbers we are in.
    counting: usize,
}

impl<'a, 's, I: Iterator<Item = (Event<'a>, Range<usize>)>> Reader<'a, 's, I> {
    /// Blocks up to the end of the enclosing block; `depth` counts lists.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut out = Vec::new();
        let mut loose = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Text(_) => loose.extend(self.lines(range)),
                Event::Start(tag) => {
                    self.words(&std::mem::take(&mut loose), depth, &mut out);
                    self.block(&tag, range, depth, &mut out);
                }
                _ => {}
            }
        }
        self.words(&loose, depth, &mut out);
        out
    }

    fn block(&mut self, tag: &Tag<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Block>) {
        match tag {
            Tag::Heading { level, .. } => {
                let lines = self.enclosed();
                let block = self.heading(*level, &lines);
                out.push(block);
            }
            Tag::List(first) => {
                let block = self.list(first.is_some(), range, depth);
                out.push(block);
            }
            // To Markdown an indented stretch is code; here it is a paragraph as any other.
            _ => {
                let lines = self.enclosed();
                for lines in lines.split(|line| line.text.trim().is_empty()) {
                    self.words(lines, depth, out);
                }
            }
        }
    }

    /// The lines up to the end of the block.
    fn enclosed(&mut self) -> Vec<Passage<'s>> {
        let mut lines = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Text(_) => lines.extend(self.lines(range)),
                _ => {}
            }
        }
        lines
    }

    fn lines(&self, range: Range<usize>) -> impl Iterator<Item = Passage<'s>> + use<'a, 's, I> {
        self.source.part(range).lines()
    }

    fn heading(&mut self, level: HeadingLevel, lines: &[Passage<'s>]) -> Block {
        let level = level as usize;
        let mut lines: Vec<Passage<'s>> = lines.iter().map(|line| line.trim()).collect();
        let mut plain = false;
        if let Some(last) = lines.last_mut().filter(|_| level > 1)
            && let Some(words) = last.text.strip_suffix("{.plain}")
        {
            plain = true;
            last.text = words;
        }
        let mut text = inline::read(&lines, self.faults);
        if level == 1 {
            return Block::Words(Words::Title, text);
        }
        let label = if plain {
            take_label(&mut text, |words| {
                words.chars().next().filter(|c| anew::is_mark(*c)).map(char::len_utf8)
            })
        } else {
            self.numbering.next(level - 1)
        };
        Block::Heading {
            level: u8::try_from(level - 1).unwrap_or(6),
            label,
            text,
        }
    }

    /// A list. A number that is typed is kept; the same number again counts on.
    fn list(&mut self, counted: bool, range: Range<usize>, depth: usize) -> Block {
        if depth == DEEPEST {
            self.too_deep(range.start);
            return Block::List(Vec::new());
        }
        let marker = |source: &str| source.split_whitespace().next().unwrap_or("").to_string();
        let head = marker(&self.source.text[range.start..]);
        let style = match counted {
            false => None,
            true if head.ends_with(')') => LabelStyle::from_sample("1)"),
            true => {
                let items = &self.numbering.items;
                items.get(self.counting.min(items.len().saturating_sub(1))).cloned()
            }
        };
        self.counting += usize::from(style.is_some());
        let numbered = usize::from(style.is_some());
        let mut counted: Option<(usize, usize)> = None;
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let typed = marker(&self.source.text[range.start..]);
                    let typed = typed.trim_end_matches(['.', ')']).parse().unwrap_or(1);
                    let number = match counted {
                        Some((before, number)) if before == typed => number + 1,
                        _ => typed,
                    };
                    counted = Some((typed, number));
                    let label = match &style {
                        Some(style) => style.label(number),
                        None if depth > 0 || head.starts_with('+') => "-".to_string(),
                        None => "・".to_string(),
                    };
                    let blocks = self.blocks(depth + 1);
                    items.push(Item { label, blocks });
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        self.counting -= numbered;
        Block::List(items)
    }

    /// Tells of the list at `start`, and passes it over: what stands in it is neither read nor drawn.
    fn too_deep(&mut self, start: usize) {
        let fault = NotationFault::new(
            self.source.text[start..].lines().next().unwrap_or_default(),
            format!("箇条書きの入れ子が深すぎます({DEEPEST}段まで)。字下げを減らしてください"),
            format!("lists stand within lists too deeply (at most {DEEPEST}): indent less"),
        );
        self.faults.push(fault.at(self.source.at + start));
        let mut open = 1;
        while open > 0
            && let Some((event, _)) = self.events.next()
        {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
        }
    }

    /// The blocks of lines of running text: one for all that are joined, one more for each that begins anew.
    fn words(&mut self, lines: &[Passage<'s>], depth: usize, out: &mut Vec<Block>) {
        let mut from = 0;
        for to in 1..=lines.len() {
            let line = |at: usize| lines.get(at).map_or("", |line| trimmed(line.text));
            let begins = |at: &usize| anew::begins(line(*at), line(*at - 1), line(*at + 1));
            if to < lines.len() && !begins(&to) {
                continue;
            }
            let mut group = lines[from..to].to_vec();
            if let Some(last) = group.last_mut().filter(|_| to < lines.len()) {
                *last = unforced(*last);
            }
            from = to;
            let first = trimmed(group[0].text);
            if depth > 0 || self.in_cell {
                split_lines(inline::read(&group, self.faults), out);
                continue;
            }
            // A paragraph has its indent: the full-width blank that people type for it is the same.
            let words = first.trim_start();
            group[0].at += group[0].text.len() - group[0].text.trim_start().len();
            group[0].text = group[0].text.trim_start();
            let flush = anew::is_rule(words) || words.starts_with('【');
            paragraph(inline::read(&group, self.faults), flush, out);
        }
    }
}

fn trimmed(line: &str) -> &str {
    line.trim_matches([' ', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::within_a_line;

    #[test]
    fn a_text_within_a_line_stays_one_and_takes_nothing_of_what_follows() {
        for (typed, wanted) in [
            ("停止", "停止"),
            ("停止\n", "停止"),
            ("決済\n\n照会\n", "決済<br>照会"),
            ("決済\\\n照会", "決済<br>照会"),
            (r"C:\", r"C:\\"),
            (r"C:\\", r"C:\\"),
        ] {
            assert_eq!(within_a_line(typed), wanted, "{typed}");
        }
    }
}
