//! The formal parts: the few things Markdown cannot say, each a line that begins with `:::` (see `docs/notation.md`).
//!
//! Steps: part the source into lines of the notation and stretches of Markdown; make blocks of each; then number the
//! notes ([`super::notes`]).

use super::fault::NotationFault;
use super::markdown::{self, Numbering};
use super::numbering::LabelStyle;
use super::origin::Marked;
use super::passage::Passage;
use super::picture::Picture;
use super::table;
use super::walk::each_text;
use super::words::{split_lines, text};
use super::{Align, Block, Field, Inline, Part, Table, Text, Words};
use crate::diagnostic::near::near;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a document may refer to by key.
#[derive(Debug, Default)]
pub struct Material {
    /// Tables of the record.
    pub tables: BTreeMap<String, Table>,
    /// Notes of the record in the order it defines them: key and words.
    pub notes: Vec<(String, Text)>,
    /// Pictures of the house.
    pub pictures: Vec<Picture>,
    /// What tables and notes were read from, by the key of either.
    pub origins: BTreeMap<String, Vec<Marked>>,
}

/// A template read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The letter, then its appendices.
    pub parts: Vec<Part>,
    /// How pages are numbered, where the template says (`:::pages`): `{n}` the page, `{N}` their number.
    pub page_label: Option<String>,
    /// What stands at the foot of a page whose part goes on, where the template says (`:::continued`).
    pub continued: Option<String>,
    /// What is added to a group's label where a page parts the group, where the template says (`:::group-continued`).
    pub continued_label: Option<String>,
    /// Keys of the tables and notes that stand in the document.
    pub used: BTreeSet<String>,
}

/// Reads a rendered template into the parts of a document.
///
/// # Errors
/// Every line that the notation does not allow, and every mark of a note that is not defined.
pub fn parse(source: &str, material: &Material) -> Result<Parsed, Vec<NotationFault>> {
    let (mut parsed, mut faults) = read(source, material);
    super::notes::number(&mut parsed.parts, &material.notes, &mut faults);
    whole(parsed, faults)
}

/// Reads a text of a record as what stands on a page that is no document: its blocks, with the marks of its notes by key,
/// and the keys of what it uses.
///
/// # Errors
/// As [`parse`].
pub(crate) fn unnumbered(
    source: &str,
    material: &Material,
) -> Result<(Vec<Block>, BTreeSet<String>), Vec<NotationFault>> {
    let (parsed, mut faults) = read(source, material);
    super::notes::number(&mut parsed.parts.clone(), &material.notes, &mut faults);
    let Parsed { parts, used, .. } = whole(parsed, faults)?;
    Ok((parts.into_iter().flat_map(|part| part.blocks).collect(), used))
}

/// What was read, where nothing is wrong with it.
fn whole(parsed: Parsed, mut faults: Vec<NotationFault>) -> Result<Parsed, Vec<NotationFault>> {
    faults.sort_by_key(|fault| fault.at.unwrap_or(usize::MAX));
    match faults.is_empty() {
        true => Ok(parsed),
        false => Err(faults),
    }
}

/// Reads a rendered template; its notes are not numbered yet.
fn read(source: &str, material: &Material) -> (Parsed, Vec<NotationFault>) {
    let mut reader = Reader {
        material,
        numbering: Numbering::default(),
        items: vec!["①", "ア", "(ア)"],
        parts: vec![Part {
            label: None,
            landscape: false,
            blocks: Vec::new(),
        }],
        source: Passage::whole(source),
        markdown: None,
        together: None,
        page_label: None,
        continued: None,
        continued_label: None,
        used: BTreeSet::new(),
        faults: Vec::new(),
    };
    let lines: Vec<Passage<'_>> = Passage::whole(source).lines().collect();
    let mut index = 0;
    while index < lines.len() {
        index = reader.line(&lines, index);
    }
    reader.apart();
    let Reader {
        mut parts,
        mut faults,
        page_label,
        continued,
        continued_label,
        mut used,
        ..
    } = reader;
    parts.retain(|part| part.label.is_some() || !part.blocks.is_empty());
    if parts.iter().all(|part| part.blocks.is_empty()) && faults.is_empty() {
        faults.push(NotationFault::new(
            "",
            "文書に何も書かれていません",
            "the document says nothing",
        ));
    }
    for part in &parts {
        let marked = &mut |text: &Text| used.extend(super::notes::labels(text));
        part.label.iter().for_each(&mut *marked);
        each_text(&part.blocks, marked);
    }
    let parsed = Parsed {
        parts,
        page_label,
        continued,
        continued_label,
        used,
    };
    (parsed, faults)
}

/// Whether a formal part stands within a line: the words before it came to stand there by mistake.
fn has_formal_part(line: &str) -> bool {
    line.match_indices(":::").any(|(at, _)| {
        let rest = &line[at + 3..];
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        NAMES.contains(&&rest[..end])
    })
}

/// The formal parts by name.
pub(crate) const NAMES: &[&str] = &[
    "number",
    "date",
    "addressee",
    "sender",
    "title",
    "banner",
    "opening",
    "closing",
    "record",
    "end",
    "line",
    "page",
    "notes",
    "table",
    "field",
    "appendix",
    "numbering",
    "items",
    "together",
    "apart",
    "pages",
    "continued",
    "group-continued",
    "contact",
    "grid",
    "picture",
];

struct Reader<'a> {
    source: Passage<'a>,
    material: &'a Material,
    numbering: Numbering,
    /// Samples of lists, by depth.
    items: Vec<&'a str>,
    parts: Vec<Part>,
    /// The lines of Markdown read so far that are still to be made blocks of, as bytes of the source.
    markdown: Option<Range<usize>>,
    together: Option<Vec<Block>>,
    page_label: Option<String>,
    continued: Option<String>,
    continued_label: Option<String>,
    used: BTreeSet<String>,
    faults: Vec<NotationFault>,
}

impl<'a> Reader<'a> {
    /// Reads the line at `index` and answers the index of the next one to read.
    fn line(&mut self, lines: &[Passage<'a>], index: usize) -> usize {
        let line = lines[index];
        if !line.text.starts_with(":::") {
            let inner = line.text.trim_start();
            if inner.starts_with(":::") || inner.starts_with("：：：") || has_formal_part(inner) {
                self.fault(
                    line,
                    "「:::」は半角で、行の先頭から書きます",
                    "`:::` is written in half-width characters at the head of the line",
                );
            }
            let from = self.markdown.as_ref().map_or(line.at, |range| range.start);
            let to = lines.get(index + 1).map_or(self.source.text.len(), |next| next.at);
            self.markdown = Some(from..to);
            return index + 1;
        }
        self.flush();
        let rest = line.part(3..line.text.len()).trim();
        let length = rest.text.find(char::is_whitespace).unwrap_or(rest.text.len());
        let name = &rest.text[..length];
        let argument = rest.part(length..rest.text.len());
        let blanks = argument.text.len() - argument.text.trim_start().len();
        let argument = argument.part(blanks..argument.text.trim_end().len().max(blanks));
        if matches!(name, "contact" | "grid") {
            return self.container(name, argument, lines, index);
        }
        if let Some(block) = self.leaf(name, argument, line) {
            self.title_once(&block, line);
            self.part_once(&block, name, line);
            self.push(block);
        }
        index + 1
    }

    fn fault(&mut self, line: Passage<'_>, ja: impl Into<String>, en: impl Into<String>) {
        self.faults.push(NotationFault::new(line.text, ja, en).at(line.at));
    }

    /// `:::name …` with its lines, up to `:::`.
    fn container(&mut self, name: &str, argument: Passage<'a>, lines: &[Passage<'a>], index: usize) -> usize {
        let next = lines[index + 1..].iter().position(|line| line.text.starts_with(":::"));
        let closes = |length: &usize| lines[index + 1 + length].text.trim() == ":::";
        let Some(length) = next.filter(closes) else {
            self.fault(
                lines[index],
                format!("「:::{name}」を閉じる「:::」の行がありません"),
                format!("no line `:::` closes `:::{name}`"),
            );
            // What follows is read: it may be wrong as well.
            return next.map_or(lines.len(), |length| index + 1 + length);
        };
        let inner = &lines[index + 1..index + 1 + length];
        if name == "contact" {
            let heading = text(argument, &mut self.faults);
            let lines = inner.iter().filter(|line| !line.text.trim().is_empty());
            let lines = lines.map(|line| text(*line, &mut self.faults)).collect();
            self.push(Block::Contact { heading, lines });
        } else {
            let aligns = self.columns(argument, lines[index]);
            if let Some(table) = table::grid(inner, &aligns, &mut self.faults) {
                self.push(Block::Table(table));
            }
        }
        index + length + 2
    }

    /// The block of a line `:::name argument`; lines that only change how the rest is read give none.
    fn leaf(&mut self, name: &str, argument: Passage<'a>, line: Passage<'a>) -> Option<Block> {
        let kind = match name {
            "number" => Words::DocumentNumber,
            "date" => Words::DateLine,
            "addressee" => Words::Addressee,
            "sender" => Words::Sender,
            "title" => Words::Title,
            "banner" => Words::Banner,
            "opening" => Words::Opening,
            "closing" => Words::Closing,
            "record" => Words::Record,
            "end" => Words::End,
            "line" => Words::Line,
            _ => return self.setting(name, argument, line),
        };
        if argument.text.is_empty() {
            self.fault(
                line,
                format!("「:::{name}」の後に言葉がありません"),
                format!("no words stand behind `:::{name}`"),
            );
            return None;
        }
        Some(Block::Words(kind, text(argument, &mut self.faults)))
    }

    /// A line that is no words of the document.
    fn setting(&mut self, name: &str, argument: Passage<'a>, line: Passage<'a>) -> Option<Block> {
        if matches!(name, "page" | "notes" | "together" | "apart") && !argument.text.is_empty() {
            self.fault(
                line,
                format!("「:::{name}」の後ろには何も書けません"),
                format!("nothing can stand behind `:::{name}`"),
            );
            return None;
        }
        match name {
            "page" => return Some(Block::PageBreak),
            "notes" => return Some(Block::Notes(Vec::new())),
            "table" => return self.table(argument.text, line),
            "picture" => return self.picture(argument.text, line),
            "field" => return self.field(argument, line),
            "appendix" => self.appendix(argument),
            "numbering" => self.numbering(argument, line),
            "items" => self.list_items(argument, line),
            "together" => {
                self.apart();
                self.together = Some(Vec::new());
            }
            "apart" => self.apart(),
            "pages" => {
                self.page_numbers(argument, line);
                self.page_label = Some(self.characters(argument, line));
            }
            "continued" => self.continued = Some(self.characters(argument, line)),
            "group-continued" => self.continued_label = Some(self.characters(argument, line)),
            "" => self.fault(
                line,
                "「:::」が閉じるものがありません(閉じるのは「:::contact」と「:::grid」です)",
                "`:::` closes nothing: it ends `:::contact` and `:::grid`",
            ),
            _ => {
                let (mut ja, mut en) = (String::new(), String::new());
                if let Some(near) = near(name, NAMES.iter().copied()) {
                    ja = format!("。「:::{near}」のことでしょうか");
                    en = format!("; is it `:::{near}`?");
                }
                self.fault(
                    line,
                    format!("「:::{name}」という書き方はありません(docs/notation.ja.md に一覧があります){ja}"),
                    format!("there is no `:::{name}` (docs/notation.md lists the formal parts){en}"),
                );
            }
        }
        None
    }

    /// `:::pages {n} / {N}`: what stands in braces is the page or their number.
    fn page_numbers(&mut self, argument: Passage<'a>, line: Passage<'a>) {
        let braces = argument
            .text
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0));
        let wrong: Vec<&str> = braces.filter(|inner| !matches!(*inner, "n" | "N")).collect();
        for inner in wrong {
            self.fault(
                line,
                format!("「:::pages」の {{{inner}}} は数になりません。{{n}} がページの番号、{{N}} がページの数です"),
                format!("`{{{inner}}}` of `:::pages` is no number: `{{n}}` is the page, `{{N}}` how many there are"),
            );
        }
        if !argument.text.contains("{n}") && !argument.text.contains("{N}") && !argument.text.contains('{') {
            self.fault(
                line,
                "「:::pages」に {n}(ページの番号)がありません",
                "`:::pages` has no `{n}`, the number of the page",
            );
        }
    }

    /// `:::numbering 1. 1) ①`: every sample shows the number that its level counts from.
    fn numbering(&mut self, argument: Passage<'a>, line: Passage<'a>) {
        let samples: Vec<&str> = argument.text.split_whitespace().collect();
        self.samples(argument, line);
        self.numbering = Numbering::from_samples(samples).with_items(self.items.iter().copied());
    }

    /// `:::items ① ア (ア)`: every sample shows the number that lists at its depth count from.
    fn list_items(&mut self, argument: Passage<'a>, line: Passage<'a>) {
        self.items = argument.text.split_whitespace().collect();
        self.samples(argument, line);
        self.numbering = self.numbering.clone().with_items(self.items.iter().copied());
    }

    /// Tells of samples that hold no number.
    fn samples(&mut self, argument: Passage<'a>, line: Passage<'a>) {
        let samples = argument.text.split_whitespace();
        for sample in samples.filter(|sample| LabelStyle::from_sample(sample).is_none()) {
            self.fault(
                line,
                format!("番号の見本「{sample}」に、数え始めの 1、１、①、ア のどれもありません"),
                format!("the sample `{sample}` shows none of 1, １, ① and ア, from which its level would count"),
            );
        }
    }

    /// How a grid sets its columns.
    fn columns(&mut self, argument: Passage<'a>, line: Passage<'a>) -> Vec<Align> {
        let words: Vec<&str> = argument.text.split_whitespace().collect();
        for word in words
            .iter()
            .filter(|word| !matches!(**word, "centre" | "start" | "end"))
        {
            self.fault(
                line,
                format!(
                    "「:::grid」の後ろに書けるのは、列ごとの centre(中央)か start(左)か end(右)です。「{word}」とは書けません"
                ),
                format!("`:::grid` is followed by `centre`, `start` or `end` for each column, not by `{word}`"),
            );
        }
        let align = |word: &&str| match *word {
            "centre" => Align::Centre,
            "end" => Align::End,
            _ => Align::Start,
        };
        words.iter().map(align).collect()
    }

    /// What stands at the edge of a page: characters alone, since neither a note nor a reading has its place there.
    fn characters(&mut self, argument: Passage<'a>, line: Passage<'a>) -> String {
        let text = text(argument, &mut self.faults);
        // An address by itself is what it reads.
        let bare = |url: &str, text: &Text| super::plain(text) == url;
        let character = |inline: &Inline| match inline {
            Inline::Text(_) => true,
            Inline::Link { url, text } => bare(url, text),
            _ => false,
        };
        if !text.iter().all(character) {
            self.fault(
                line,
                "ここには文字だけを書けます。注の印、ふりがな、リンク、強調、改行は書けません",
                "characters alone can stand here: no note mark, ruby, link, emphasis or line end",
            );
        }
        super::plain(&text)
    }

    fn table(&mut self, key: &str, line: Passage<'a>) -> Option<Block> {
        let table = self.material.tables.get(key);
        self.used.insert(key.to_string());
        if table.is_none() {
            self.fault(
                line,
                format!("表「{key}」は記録の tables にありません"),
                format!("the record's `tables` has no `{key}`"),
            );
        }
        table.cloned().map(Block::Table)
    }

    /// `:::picture logo`: a picture of the house.
    fn picture(&mut self, key: &str, line: Passage<'a>) -> Option<Block> {
        let picture = self.material.pictures.iter().find(|picture| picture.key == key);
        if picture.is_none() {
            self.fault(
                line,
                format!("画像「{key}」はありません。「:::picture logo」は publisher.yaml の letterhead、「:::picture seal」は seal の画像です"),
                format!("there is no picture `{key}`: `:::picture logo` is that of `letterhead` in publisher.yaml, `:::picture seal` that of `seal`"),
            );
        }
        picture.cloned().map(Block::Picture)
    }

    /// `:::field label | value`; an empty label continues the field before.
    fn field(&mut self, argument: Passage<'a>, line: Passage<'a>) -> Option<Block> {
        let Some(bar) = table::bars(argument.text).first().copied() else {
            self.fault(
                line,
                "「:::field 項目名 | 内容」の「|」がありません",
                "`|` is missing from `:::field label | value`",
            );
            return None;
        };
        let label = argument.part(0..bar).trim();
        let mut value = Vec::new();
        let words = argument.part(bar + 1..argument.text.len()).trim();
        split_lines(text(words, &mut self.faults), &mut value);
        let goes_on = label.text.is_empty();
        let label = text(label, &mut self.faults);
        let open = match &mut self.together {
            Some(blocks) => blocks.last_mut(),
            None => self.parts.last_mut().and_then(|part| part.blocks.last_mut()),
        };
        let Some(Block::Fields(fields)) = open else {
            return Some(Block::Fields(vec![Field { label, value }]));
        };
        match fields.last_mut().filter(|_| goes_on) {
            Some(last) => last.value.extend(value),
            None => fields.push(Field { label, value }),
        }
        None
    }

    /// `:::appendix label [landscape]`: what follows stands on a page of its own.
    fn appendix(&mut self, argument: Passage<'a>) {
        self.apart();
        // A 別紙 is a document of its own: its headings begin with 1.
        self.numbering.restart();
        let (label, landscape) = match argument.text.strip_suffix("landscape") {
            Some(label) => (argument.part(0..label.len()).trim(), true),
            None => (argument, false),
        };
        let last = label.text.rsplit(char::is_whitespace).next().unwrap_or_default();
        if last.len() < label.text.len() && near(last, ["landscape"]).is_some() {
            self.fault(
                argument,
                format!("「:::appendix」の「{last}」は landscape(横置き)のことでしょうか"),
                format!("is `{last}` of `:::appendix` to be `landscape`?"),
            );
        }
        let label = text(label, &mut self.faults);
        self.parts.push(Part {
            label: Some(label),
            landscape,
            blocks: Vec::new(),
        });
    }

    fn flush(&mut self) {
        let Some(range) = self.markdown.take() else { return };
        let source = self.source.part(range);
        let mut titles = source.lines().filter(|line| line.text.trim_start().starts_with("# "));
        for block in markdown::blocks(source, &mut self.numbering, &mut self.faults) {
            if matches!(block, Block::Words(Words::Title, _)) {
                let line = titles.next().unwrap_or(source);
                self.title_once(&block, line);
            }
            self.push(block);
        }
    }

    /// Whether the part has its title.
    fn titled(&self) -> bool {
        let part = self.parts.last().map_or(&[][..], |part| &part.blocks);
        has_title(part) || self.together.as_ref().is_some_and(|blocks| has_title(blocks))
    }

    /// Ends what is kept together.
    fn apart(&mut self) {
        self.flush();
        if let Some(blocks) = self.together.take() {
            self.push(Block::Together(blocks));
        }
    }

    /// Each part has one title: `block` stands at `line`.
    fn title_once(&mut self, block: &Block, line: Passage<'a>) {
        if let Block::Words(Words::Title, words) = block
            && self.titled()
        {
            let words = super::plain(words);
            self.fault(
                line,
                format!("件名「{words}」の前に、もう件名があります。見出しは「##」で書き、「#」そのものは「\\#」と書いてください"),
                format!("a title stands before the title “{words}”: write a heading with `##`, the character itself as `\\#`"),
            );
        }
    }

    /// What stands once in a letter: `block` stands at `line`.
    fn part_once(&mut self, block: &Block, name: &str, line: Passage<'a>) {
        const ONCE: [Words; 7] = [
            Words::DocumentNumber,
            Words::DateLine,
            Words::Banner,
            Words::Opening,
            Words::Closing,
            Words::Record,
            Words::End,
        ];
        let Block::Words(kind, _) = block else { return };
        let part = self.parts.last().map_or(&[][..], |part| &part.blocks);
        let together = self.together.as_deref().unwrap_or_default();
        if ONCE.contains(kind) && (holds(part, *kind) || holds(together, *kind)) {
            self.fault(
                line,
                format!("「:::{name}」が2つあります。1つにしてください"),
                format!("`:::{name}` stands twice; let it stand once"),
            );
        }
    }

    fn push(&mut self, block: Block) {
        if let Some(blocks) = &mut self.together {
            blocks.push(block);
        } else if let Some(part) = self.parts.last_mut() {
            part.blocks.push(block);
        }
    }
}

/// Whether there is a title among `blocks`.
fn has_title(blocks: &[Block]) -> bool {
    holds(blocks, Words::Title)
}

/// Whether there are words of a kind among `blocks`.
fn holds(blocks: &[Block], wanted: Words) -> bool {
    blocks.iter().any(|block| match block {
        Block::Words(kind, _) => *kind == wanted,
        Block::Together(inner) => holds(inner, wanted),
        _ => false,
    })
}

/// The words of the first title.
pub(crate) fn title(parts: &[Part]) -> Option<String> {
    parts
        .iter()
        .flat_map(|part| &part.blocks)
        .find_map(|block| match block {
            Block::Words(Words::Title, text) => Some(super::plain(text)),
            _ => None,
        })
}
