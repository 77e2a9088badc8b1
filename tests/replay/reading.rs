//! What a build says: the words of its letters, sheets and pages, as a reader meets them.

use crate::html::{self, Piece};
use chrono::NaiveDateTime;
use notice::diagnostic::{Diagnostic, Severity};
use notice::engine::{BuildResult, Goal, Moment, Request, WorkspaceFiles, build, manuscripts};
use notice::testing::document::walk::{self, Said};
use notice::testing::document::{Document, Inline, Text};
use std::num::NonZeroUsize;

/// Everything that was made at a moment.
pub struct Telling {
    pub moment: NaiveDateTime,
    pub papers: Vec<Paper>,
    pub page: Option<Page>,
    pub result: BuildResult,
}

/// A letter, its web page, or a sheet.
#[derive(Clone)]
pub struct Paper {
    pub path: String,
    /// One line per block, item and cell.
    pub text: String,
    /// Without its white space.
    pub dense: String,
    /// The letter or sheet itself; none for a web page.
    pub document: Option<Document>,
}

/// The status page.
pub struct Page {
    pub text: String,
    pub dense: String,
    pub now: Vec<Told>,
    pub past: Vec<Told>,
}

/// An entry of the status page.
#[derive(Clone)]
pub struct Told {
    pub text: String,
    /// What machines read and what people read, of each time.
    pub times: Vec<(String, String)>,
    /// The lines of its times: what stands in one list item, or one row of a table.
    pub periods: Vec<Vec<String>>,
    /// It goes on: it is no plan.
    pub begun: bool,
}

pub fn request(moment: NaiveDateTime, goal: Goal) -> Request {
    Request {
        goal,
        moment: Moment::Local(moment),
        ids: Vec::new(),
        threads: NonZeroUsize::MIN,
    }
}

/// What is told at `moment`; nothing is laid out.
pub fn telling(files: &WorkspaceFiles, moment: NaiveDateTime) -> Telling {
    let result = build(files, &request(moment, Goal::List), &mut ());
    let mut papers: Vec<Paper> = manuscripts(files, &request(moment, Goal::List))
        .into_iter()
        .flat_map(|draft| {
            let page = draft.path.replace(".pdf", ".html");
            let web = draft.web.map(|web| paper(page, html::text(&html::pieces(&web)), None));
            let document = paper(draft.path, words_of(&draft.document), Some(draft.document));
            std::iter::once(document).chain(web)
        })
        .collect();
    let mut page = None;
    for output in &result.outputs {
        let path = output.path.to_string_lossy().into_owned();
        let Some(html) = path.ends_with(".html").then(|| String::from_utf8_lossy(&output.bytes)) else {
            continue;
        };
        let pieces = html::pieces(&html);
        if path == "web/p/index.html" {
            page = Some(read_page(&pieces));
        } else {
            papers.push(paper(path, html::text(&pieces), None));
        }
    }
    Telling {
        moment,
        papers,
        page,
        result,
    }
}

fn paper(path: String, text: String, document: Option<Document>) -> Paper {
    Paper {
        path,
        dense: dense(&text),
        text,
        document,
    }
}

/// `text` without its white space, with one range mark: where lines end is the carrier's matter, the mark is the house's.
pub fn dense(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace());
    kept.map(|c| if matches!(c, '〜' | '～' | '–') { '~' } else { c })
        .collect()
}

impl Telling {
    /// The papers of a record.
    pub fn of<'t>(&'t self, id: &str) -> impl Iterator<Item = &'t Paper> + use<'t> {
        let folder = format!("/p/{id}/");
        self.papers.iter().filter(move |paper| paper.path.contains(&folder))
    }

    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.result
            .diagnostics
            .iter()
            .filter(|fault| fault.severity == Severity::Warning)
    }
}

fn read_page(pieces: &[Piece]) -> Page {
    let text = html::text(pieces);
    let (mut now, mut past) = (Vec::new(), Vec::new());
    for section in html::elements(pieces, |tag| tag.name == "section") {
        let archive = section.first().is_some_and(|piece| piece.has_class("archive"));
        for entry in html::elements(section, |tag| tag.name == "div" && tag.has_class("entry")) {
            let told = read_entry(entry);
            if archive { past.push(told) } else { now.push(told) }
        }
    }
    Page {
        dense: dense(&text),
        text,
        now,
        past,
    }
}

fn read_entry(entry: &[Piece]) -> Told {
    let times = |pieces: &[Piece]| -> Vec<(String, String)> {
        html::elements(pieces, |tag| tag.name == "time")
            .into_iter()
            .map(|time| (time[0].attribute("datetime").unwrap_or_default(), html::text(time)))
            .collect()
    };
    Told {
        text: html::text(entry),
        times: times(entry),
        periods: html::elements(entry, |tag| matches!(tag.name.as_str(), "li" | "tr"))
            .into_iter()
            .map(|item| {
                // Of a row, when it was: what took its place stands in a cell of its own, and may be another later.
                let when = html::elements(item, |tag| tag.has_class("when") && tag.name.starts_with('t'));
                let of_row = when.into_iter().next();
                times(of_row.unwrap_or(item)).into_iter().map(|(iso, _)| iso).collect()
            })
            .collect(),
        begun: ["実施中", "発生中", "一部復旧"]
            .iter()
            .any(|state| html::text(entry).contains(state)),
    }
}

/// The words of a letter or sheet: every block, with labels, marks and readings.
pub fn words_of(document: &Document) -> String {
    let mut out = String::new();
    for words in [&document.meta.continued, &document.meta.page_label]
        .into_iter()
        .flatten()
    {
        out.push_str(words);
        out.push('\n');
    }
    walk::each(&document.parts, &mut |said| match said {
        Said::Label(label) | Said::NoteLabel(label) => out.push_str(label),
        Said::Text(words) => {
            out.push_str(&text(words));
            out.push('\n');
        }
    });
    out
}

fn text(all: &Text) -> String {
    let words = |inline: &Inline| match inline {
        Inline::Text(words) => words.clone(),
        Inline::Strong(inner) | Inline::New(inner) | Inline::Link { text: inner, .. } => text(inner),
        Inline::NoteMark { label } => label.clone(),
        Inline::Ruby { base, reading } => format!("{base}{reading}"),
        Inline::Break => "\n".to_string(),
    };
    all.iter().map(words).collect()
}
