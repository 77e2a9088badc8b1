//! A workbench: layouts set by hand, files written, tools run on them.

use std::sync::Arc;

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use chrono::NaiveDate;
use notice::testing::document::{Form, Meta};
use notice::testing::pdf;
use notice::testing::typeset::{
    Face, FontId, Fonts, Glyph, GlyphRun, Item, ItemKind, Layout, Node, OutlineEntry, Page, Role, Tag,
};

/// The fonts that come with the program, read once.
pub fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::built_in().expect("the built-in fonts are sound"))
}

/// What a letter of seed 001 says of itself.
pub fn meta() -> Meta {
    Meta {
        title: "J-Mups センター 電子マネーにかかるメンテナンス計画に関するご案内".to_owned(),
        authors: vec!["株式会社甲 & 乙".to_owned(), "丙株式会社".to_owned()],
        subject: "メンテナンスのご案内".to_owned(),
        identifier: "2021-emoney/letter".to_owned(),
        number: Some("J21-004".to_owned()),
        moment: (NaiveDate::from_ymd_opt(2021, 4, 1).and_then(|d| d.and_hms_opt(9, 0, 0))).expect("a date"),
        zone_minutes: 540,
        language: "ja-JP".to_owned(),
        form: Form::LETTER,
        continued: None,
        continued_label: String::new(),
        page_label: None,
    }
}

/// Sets text by hand: fixed size, ideographs solid, a quarter of an em between Latin and Japanese.
pub struct Bench {
    pub layout: Layout,
    pub size: f64,
    pub face: Face,
}

impl Bench {
    /// One A4 page and the root.
    pub fn new() -> Self {
        let mut bench = Bench {
            layout: Layout {
                pages: Vec::new(),
                nodes: vec![Node {
                    parent: 0,
                    role: Role::Document,
                }],
                outline: Vec::new(),
                strained: Vec::new(),
                torn: Vec::new(),
                misplaced: None,
            },
            size: 10.5,
            face: Face::Mincho,
        };
        bench.page();
        bench
    }

    /// A further page.
    pub fn page(&mut self) {
        self.layout.pages.push(Arc::new(Page {
            width: 595.276,
            height: 841.89,
            items: Vec::new(),
        }));
    }

    /// A further node.
    pub fn node(&mut self, parent: usize, role: Role) -> usize {
        self.layout.nodes.push(Node { parent, role });
        self.layout.nodes.len() - 1
    }

    /// A paragraph of one line below `parent`.
    pub fn paragraph(&mut self, parent: usize, y: f64, text: &str) -> usize {
        self.paragraph_at(parent, 70.0, y, text)
    }

    /// A paragraph of one line below `parent`, beginning at `x`.
    pub fn paragraph_at(&mut self, parent: usize, x: f64, y: f64, text: &str) -> usize {
        let node = self.node(parent, Role::Paragraph);
        self.line(Tag::Node(node), x, y, text);
        node
    }

    /// One line; returns where it ends.
    pub fn line(&mut self, tag: Tag, x: f64, y: f64, text: &str) -> f64 {
        self.spread(tag, x, y, text, 0.0)
    }

    /// One line with `tracking` em after every character; returns where it ends.
    pub fn spread(&mut self, tag: Tag, mut x: f64, y: f64, text: &str, tracking: f64) -> f64 {
        let mut last_latin = None;
        for (font, glyph, text) in self.glyphs(text) {
            let latin = font == fonts().latin(self.face);
            let blank = text.trim().is_empty();
            if last_latin.is_some_and(|last| last != latin) && !blank {
                x += self.size / 4.0;
            }
            last_latin = (!blank).then_some(latin);
            let advance = fonts().get(font).advance_em(glyph) * self.size;
            self.put(
                tag,
                font,
                y,
                Glyph {
                    id: glyph,
                    x,
                    text: text.into(),
                },
            );
            x += advance + tracking * self.size;
        }
        x
    }

    fn glyphs(&self, text: &str) -> Vec<(FontId, u16, String)> {
        let mut out = Vec::new();
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let japanese = fonts().japanese(self.face);
            if let Some(&selector) = rest.peek()
                && ('\u{E0100}'..='\u{E01EF}').contains(&selector)
            {
                rest.next();
                let glyph = fonts().get(japanese).variation(c, selector);
                out.push((japanese, glyph.expect("a known sequence"), format!("{c}{selector}")));
                continue;
            }
            let font = if c.is_ascii() {
                fonts().latin(self.face)
            } else {
                japanese
            };
            let glyph = fonts().get(font).glyph(c).unwrap_or_else(|| panic!("no glyph for {c}"));
            out.push((font, glyph, c.to_string()));
        }
        out
    }

    /// One glyph, in the run before where that fits.
    pub fn put(&mut self, tag: Tag, font: FontId, y: f64, glyph: Glyph) {
        let size = self.size;
        let page = self.layout.pages.last_mut().expect("a page");
        let items = &mut Arc::make_mut(page).items;
        if let Some(Item {
            tag: t,
            kind: ItemKind::Glyphs(run),
        }) = items.last_mut()
            && *t == tag
            && run.font == font
            && run.y == y
            && run.size == size
        {
            run.text.push_str(&glyph.text);
            run.glyphs.push(glyph);
            return;
        }
        items.push(Item {
            tag,
            kind: ItemKind::Glyphs(GlyphRun {
                font,
                size,
                y,
                text: glyph.text.to_string(),
                glyphs: vec![glyph],
            }),
        });
    }

    /// A rule.
    pub fn rule(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.item(Tag::Artifact, ItemKind::Rule { x, y, width, height });
    }

    /// Anything.
    pub fn item(&mut self, tag: Tag, kind: ItemKind) {
        let page = self.layout.pages.last_mut().expect("a page");
        Arc::make_mut(page).items.push(Item { tag, kind });
    }

    /// An entry of the outline on the last page.
    pub fn outline(&mut self, level: u8, title: &str, y: f64) {
        let page = self.layout.pages.len() - 1;
        self.layout.outline.push(OutlineEntry {
            level,
            title: title.to_owned(),
            page,
            y,
        });
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        pdf::write(&self.layout, &meta(), fonts()).expect("a sound layout")
    }
}

/// A written file, for tools to look at. It stays in the target folder for whoever wants to look too.
pub struct Written(pub PathBuf);

/// Writes `bench` to a file named after the test.
pub fn written(name: &str, bench: &Bench) -> Written {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{name}.pdf"));
    #[allow(clippy::disallowed_methods)] // A test's own file in the target folder.
    std::fs::write(&path, bench.write()).expect("a file");
    Written(path)
}

impl Written {
    /// Runs a tool; `@` in its arguments stands for the file.
    pub fn tool(&self, tool: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(tool);
        for argument in arguments {
            match *argument {
                "@" => command.arg(&self.0),
                other => command.arg(other),
            };
        }
        let output = command
            .output()
            .unwrap_or_else(|e| panic!("{tool} cannot be run ({e}): install it"));
        assert!(
            output.status.success(),
            "{tool} {}: {}{}",
            self.0.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The text as poppler has it: in reading order, and in file order.
    pub fn poppler(&self) -> [String; 2] {
        [
            self.tool("pdftotext", &["@", "-"]),
            self.tool("pdftotext", &["-raw", "@", "-"]),
        ]
    }

    /// The text as MuPDF has it, white space taken out: before 1.25 it does not know `ActualText` and writes a space for
    /// every gap.
    pub fn mupdf(&self) -> String {
        let text = self.tool("mutool", &["draw", "-q", "-F", "txt", "@"]);
        text.split_whitespace().collect()
    }
}
