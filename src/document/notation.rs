//! The formal parts: the few things Markdown cannot say, each a line that begins with `:::` (see `docs/notation.md`).
//!
//! Steps: part the source into lines of the notation and stretches of Markdown; make blocks of each; then number the
//! notes ([`super::notes`]).

use super::fault::NotationFault;
use super::markdown::{self, Numbering};
use super::table::{self, GridFault};
use super::{Block, Field, Part, Table, Text, Words};
use std::collections::BTreeMap;

/// What a document may refer to by key.
#[derive(Debug, Default)]
pub struct Material {
    /// Tables of the record.
    pub tables: BTreeMap<String, Table>,
    /// Notes of the record in the order it defines them: key and words.
    pub notes: Vec<(String, Text)>,
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
}

/// Reads a rendered template into the parts of a document.
///
/// # Errors
/// Every line that the notation does not allow, and every mark of a note that is not defined.
pub fn parse(source: &str, material: &Material) -> Result<Parsed, Vec<NotationFault>> {
    let mut reader = Reader {
        material,
        numbering: Numbering::default(),
        parts: vec![Part {
            label: None,
            landscape: false,
            blocks: Vec::new(),
        }],
        markdown: String::new(),
        together: None,
        page_label: None,
        continued: None,
        continued_label: None,
        faults: Vec::new(),
    };
    let lines: Vec<&str> = source.lines().collect();
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
    super::notes::number(&mut parts, &material.notes, &mut faults);
    if faults.is_empty() {
        Ok(Parsed {
            parts,
            page_label,
            continued,
            continued_label,
        })
    } else {
        Err(faults)
    }
}

struct Reader<'a> {
    material: &'a Material,
    numbering: Numbering,
    parts: Vec<Part>,
    markdown: String,
    together: Option<Vec<Block>>,
    page_label: Option<String>,
    continued: Option<String>,
    continued_label: Option<String>,
    faults: Vec<NotationFault>,
}

impl Reader<'_> {
    /// Reads the line at `index` and answers the index of the next one to read.
    fn line(&mut self, lines: &[&str], index: usize) -> usize {
        let line = lines[index];
        let Some(rest) = line.strip_prefix(":::") else {
            if line.trim_start().starts_with(":::") || line.trim_start().starts_with("：：：") {
                self.faults.push(NotationFault::new(
                    line,
                    "「:::」は半角で、行の先頭から書きます",
                    "`:::` is written in half-width characters at the head of the line",
                ));
            }
            self.markdown.push_str(line);
            self.markdown.push('\n');
            return index + 1;
        };
        self.flush();
        let rest = rest.trim();
        let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let argument = argument.trim();
        if matches!(name, "contact" | "grid") {
            return self.container(name, argument, lines, index);
        }
        if let Some(block) = self.leaf(name, argument, line) {
            self.push(block);
        }
        index + 1
    }

    /// `:::name …` with its lines, up to `:::`.
    fn container(&mut self, name: &str, argument: &str, lines: &[&str], index: usize) -> usize {
        let Some(length) = lines[index + 1..].iter().position(|line| line.trim() == ":::") else {
            let line = lines[index];
            self.faults.push(NotationFault::new(
                line,
                format!("「:::{name}」を閉じる「:::」の行がありません"),
                format!("no line `:::` closes `:::{name}`"),
            ));
            return lines.len();
        };
        let inner = &lines[index + 1..index + 1 + length];
        if name == "contact" {
            let lines = inner.iter().filter(|line| !line.trim().is_empty());
            let lines = lines.map(|line| markdown::text(line)).collect();
            self.push(Block::Contact {
                heading: markdown::text(argument),
                lines,
            });
        } else {
            let centred: Vec<bool> = argument.split_whitespace().map(|word| word == "centre").collect();
            match table::grid(inner, &centred) {
                Ok(table) => self.push(Block::Table(table)),
                Err((line, fault)) => self.grid_fault(inner.get(line - 1).unwrap_or(&""), fault),
            }
        }
        index + length + 2
    }

    fn grid_fault(&mut self, line: &str, fault: GridFault) {
        let (ja, en) = match fault {
            GridFault::NotARow => (
                "表の行は「|」で始まり「|」で終わります",
                "a row of a grid begins and ends with `|`",
            ),
            GridFault::Width => (
                "この行のセルの数が1行目と違います",
                "this row has another number of cells than the first",
            ),
            GridFault::Merge => (
                "「<」「^」でつなぐ先のセルがありません",
                "there is no cell for `<` or `^` to continue",
            ),
        };
        self.faults.push(NotationFault::new(line, ja, en));
    }

    /// The block of a line `:::name argument`; lines that only change how the rest is read give none.
    fn leaf(&mut self, name: &str, argument: &str, line: &str) -> Option<Block> {
        let text = || markdown::text(argument);
        let words = |kind| Block::Words(kind, text());
        Some(match name {
            "number" => words(Words::DocumentNumber),
            "date" => words(Words::DateLine),
            "addressee" => words(Words::Addressee),
            "sender" => words(Words::Sender),
            "title" => words(Words::Title),
            "banner" => words(Words::Banner),
            "opening" => words(Words::Opening),
            "closing" => words(Words::Closing),
            "record" => words(Words::Record),
            "end" => words(Words::End),
            "line" => words(Words::Line),
            "page" => Block::PageBreak,
            "table" => return self.table(argument, line),
            "field" => return self.field(argument, line),
            "appendix" => {
                self.appendix(argument);
                return None;
            }
            "numbering" => {
                self.numbering = Numbering::from_samples(argument.split_whitespace());
                return None;
            }
            "together" => {
                self.apart();
                self.together = Some(Vec::new());
                return None;
            }
            "apart" => {
                self.apart();
                return None;
            }
            "pages" => {
                self.page_label = Some(super::plain(&text()));
                return None;
            }
            "continued" => {
                self.continued = Some(super::plain(&text()));
                return None;
            }
            "group-continued" => {
                self.continued_label = Some(super::plain(&text()));
                return None;
            }
            "notes" => Block::Notes(Vec::new()),
            _ => {
                self.faults.push(NotationFault::new(
                    line,
                    format!("「:::{name}」という書き方はありません(docs/notation.ja.md に一覧があります)"),
                    format!("there is no `:::{name}` (docs/notation.md lists the formal parts)"),
                ));
                return None;
            }
        })
    }

    fn table(&mut self, key: &str, line: &str) -> Option<Block> {
        let table = self.material.tables.get(key);
        if table.is_none() {
            self.faults.push(NotationFault::new(
                line,
                format!("表「{key}」は記録の tables にありません"),
                format!("the record's `tables` has no `{key}`"),
            ));
        }
        table.cloned().map(Block::Table)
    }

    /// `:::field label | value`; an empty label continues the field before.
    fn field(&mut self, argument: &str, line: &str) -> Option<Block> {
        let Some((label, value)) = argument.split_once('|') else {
            self.faults.push(NotationFault::new(
                line,
                "「:::field 項目名 | 内容」の「|」がありません",
                "`|` is missing from `:::field label | value`",
            ));
            return None;
        };
        let mut blocks = Vec::new();
        markdown::split_lines(markdown::text(value.trim()), &mut blocks);
        let label = label.trim();
        let open = match &mut self.together {
            Some(blocks) => blocks.last_mut(),
            None => self.parts.last_mut().and_then(|part| part.blocks.last_mut()),
        };
        let fields = match open {
            Some(Block::Fields(fields)) => fields,
            _ => {
                return Some(Block::Fields(vec![Field {
                    label: markdown::text(label),
                    value: blocks,
                }]));
            }
        };
        match fields.last_mut().filter(|_| label.is_empty()) {
            Some(last) => last.value.extend(blocks),
            None => fields.push(Field {
                label: markdown::text(label),
                value: blocks,
            }),
        }
        None
    }

    /// `:::appendix label [landscape]`: what follows stands on a page of its own.
    fn appendix(&mut self, argument: &str) {
        self.apart();
        // A 別紙 is a document of its own: its headings begin with 1.
        self.numbering.restart();
        let (label, landscape) = match argument.strip_suffix("landscape") {
            Some(label) => (label.trim(), true),
            None => (argument, false),
        };
        self.parts.push(Part {
            label: Some(markdown::text(label)),
            landscape,
            blocks: Vec::new(),
        });
    }

    fn flush(&mut self) {
        let source = std::mem::take(&mut self.markdown);
        if source.trim().is_empty() {
            return;
        }
        for block in markdown::blocks(&source, &mut self.numbering) {
            self.push(block);
        }
    }

    /// Ends what is kept together.
    fn apart(&mut self) {
        self.flush();
        if let Some(blocks) = self.together.take() {
            self.push(Block::Together(blocks));
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

/// The words of the first title.
pub fn title(parts: &[Part]) -> Option<String> {
    parts
        .iter()
        .flat_map(|part| &part.blocks)
        .find_map(|block| match block {
            Block::Words(Words::Title, text) => Some(super::plain(text)),
            _ => None,
        })
}
