//! The document tree: what a letter, an appendix or a FAX sheet says, with no word on how it looks.
//!
//! Made from Markdown with the formal parts (see `docs/notation.md`); read by the typesetter and by the HTML carrier.
//! A date line is a [`Words::DateLine`], not a right-aligned paragraph: layout, HTML element and PDF structure tag all
//! follow from the node.

pub(crate) mod address;
pub(crate) mod anew;
pub(crate) mod envelope;
pub(crate) mod fault;
mod inline;
pub(crate) mod markdown;
mod mask;
pub(crate) mod new;
pub(crate) mod notation;
pub(crate) mod notes;
pub(crate) mod numbering;
pub(crate) mod origin;
pub(crate) mod passage;
pub(crate) mod picture;
pub(crate) mod replace;
pub(crate) mod row_heads;
pub(crate) mod table;
mod token;
pub(crate) mod walk;
pub(crate) mod words;

/// A whole document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What is known about the document besides its text.
    pub meta: Meta,
    /// The letter itself, then each appendix. Each part begins on a page of its own.
    pub parts: Vec<Part>,
}

/// Title, makers, moment: what goes into PDF metadata and `<head>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// Plain title.
    pub title: String,
    /// The senders.
    pub authors: Vec<String>,
    /// One phrase: what kind of document this is.
    pub subject: String,
    /// Record id, with the document's name (`2021-emoney/letter`).
    pub identifier: String,
    /// 文書番号, where there is one.
    pub number: Option<String>,
    /// The date that the document carries, in the publisher's zone: of a letter its day of issue, of a sheet its time.
    pub moment: chrono::NaiveDateTime,
    /// The publisher's zone, in minutes east of UTC (JST: 540).
    pub zone_minutes: i32,
    /// BCP 47 language tag, `ja-JP`.
    pub language: String,
    /// Which measures the page is set to.
    pub form: Form,
    /// What stands at the foot of a page when its part goes on over the page: `(次頁へ続く)`.
    pub continued: Option<String>,
    /// What is added to a group's label when the page parts the group: `（続き）`.
    pub continued_label: String,
    /// How pages are numbered, `{n}` for the page and `{N}` for their number: `{n}/{N}枚`. `None`: the two numbers alone.
    pub page_label: Option<String>,
}

/// The two forms of printed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A4 letter: BIZ UDMincho 10.5 pt, headings BIZ UDGothic, unless its paper says otherwise.
    Letter(Paper),
    /// A4 FAX sheet: BIZ UDGothic 14 pt, rules at least 0.75 pt, top margin at least 15 mm, others 10 mm.
    Fax,
}

impl Form {
    /// A letter as it is set where nobody says otherwise.
    pub const LETTER: Form = Form::Letter(Paper {
        margins: [None; 4],
        type_size: None,
        gothic: false,
        natural_tables: false,
        envelope: None,
    });
}

/// What a house wants otherwise of the paper of its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Paper {
    /// Margins at the top, right, bottom and left, tenths of a millimetre.
    pub margins: [Option<u16>; 4],
    /// Size of the body, tenths of a point; all other sizes follow in proportion.
    pub type_size: Option<u16>,
    /// The body is set in Gothic.
    pub gothic: bool,
    /// Small tables are as wide as what stands in them, not as the measure.
    pub natural_tables: bool,
    /// The window envelope that they go into.
    pub envelope: Option<envelope::Envelope>,
}

/// A part of a document that begins on a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Part {
    /// `None` for the letter itself, `Some("(別紙)")` for an appendix: set right at the head.
    pub label: Option<Text>,
    /// The appendix asks for a landscape page.
    pub landscape: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Running text: characters with a few marks on them.
pub type Text = Vec<Inline>;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Characters.
    Text(String),
    /// Emphasis (`**…**`): Gothic within Mincho.
    Strong(Text),
    /// New against what was told before (of a report, against the report before).
    New(Text),
    /// A link; where the text is the address itself it may break after `/ ? & .`.
    Link {
        /// Where it leads.
        url: String,
        /// What is shown.
        text: Text,
    },
    /// A raised mark (`*1`) that belongs to a [`Note`] with the same label.
    NoteMark {
        /// As printed, `*1`.
        label: String,
    },
    /// Ruby: a reading over its base.
    Ruby {
        /// The characters read.
        base: String,
        /// The reading.
        reading: String,
    },
    /// A forced line end.
    Break,
}

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Block {
    /// Running text alone, a formal part of the document or a paragraph.
    Words(Words, Text),
    /// A heading.
    Heading {
        /// 1 for the first level below the title.
        level: u8,
        /// `1.`, `1)`, `■`; `None` for a heading without label.
        label: Option<String>,
        /// Its words, without the label.
        text: Text,
    },
    /// A list.
    List(Vec<Item>),
    /// A remark with a hanging label: ※….
    Remark {
        /// `※`, `…`.
        label: String,
        /// Its words, without the label.
        text: Text,
    },
    /// A table.
    Table(Table),
    /// The notes under a table or at the end of a part.
    Notes(Vec<Note>),
    /// Contact box, kept whole.
    Contact {
        /// `〈本件に関するお問い合わせ先〉`.
        heading: Text,
        /// Desk, telephone, hours.
        lines: Vec<Text>,
    },
    /// Label and value, line by line, as on a FAX sheet (宛先, 発信元, 件名): labels 均等割り.
    Fields(Vec<Field>),
    /// Blocks that stand on one page where they fit on one (the end of a letter with its contact).
    Together(Vec<Block>),
    /// A picture of the house.
    Picture(picture::Picture),
    /// A forced page end.
    PageBreak,
}

/// What a block of running text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Words {
    /// 文書番号, right.
    DocumentNumber,
    /// 発信日, right.
    DateLine,
    /// 宛名, left.
    Addressee,
    /// 発信者, right, one per sender.
    Sender,
    /// 件名, centred.
    Title,
    /// 同報FAX and the like: the large word at the head of a FAX sheet, centred in a box.
    Banner,
    /// A paragraph, 字下げ 1 em.
    Paragraph,
    /// The first paragraph of the body, beginning with the 頭語 (拝啓): not indented.
    Opening,
    /// 結語 (敬具), right, kept with the paragraph before.
    Closing,
    /// 記, centred.
    Record,
    /// 以上, right, kept with what stands before.
    End,
    /// A paragraph set flush left without indent, line by line (`[予備日:…]`, a caption).
    Line,
}

/// One line of [`Block::Fields`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field {
    /// 宛先.
    pub label: Text,
    /// What it says.
    pub value: Vec<Block>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    /// `・`, `①`, `-`.
    pub label: String,
    /// What it says; the first block is normally a [`Words::Line`].
    pub blocks: Vec<Block>,
}

/// A note (`*1 …`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Note {
    /// As printed, `*1`.
    pub label: String,
    /// Its words.
    pub text: Text,
}

/// A table. Cells lie on a grid of `columns.len()` columns and `rows` rows; every grid place is covered by exactly
/// one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Table {
    /// A caption above the table.
    pub caption: Option<Text>,
    /// One entry per grid column.
    pub columns: Vec<Column>,
    /// How many rows at the head are headings, repeated on every page.
    pub header_rows: usize,
    /// Number of grid rows, headings included.
    pub rows: usize,
    /// Grid rows that begin a new page.
    pub new_pages: Vec<usize>,
    /// The cells, by row, then by column.
    pub cells: Vec<Cell>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Default, Eq, Hash)]
pub struct Column {
    /// How cells of the column stand.
    pub align: Align,
}

/// How a cell's lines stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Align {
    /// To the line head.
    #[default]
    Start,
    /// Centred.
    Centre,
    /// To the line end: numbers.
    End,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cell {
    /// First grid row, from 0.
    pub row: usize,
    /// First grid column, from 0.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// A heading cell: of columns in the header rows, of rows elsewhere ([`row_heads`]).
    pub header: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The characters of running text, marks and readings left out.
pub fn plain(text: &[Inline]) -> String {
    let mut out = String::new();
    for inline in text {
        match inline {
            Inline::Text(t) => out.push_str(t),
            Inline::Strong(t) | Inline::New(t) | Inline::Link { text: t, .. } => out.push_str(&plain(t)),
            Inline::Ruby { base, .. } => out.push_str(base),
            Inline::NoteMark { .. } => {}
            Inline::Break => out.push('\n'),
        }
    }
    out
}
