//! A document on its way from the tree to bytes: laid out once, then written by each of its carriers.

use super::issued::Version;
use super::{codes, faults};
use crate::diagnostic::{Diagnostic, Message, Sources, Span};
use crate::document::replace::replace;
use crate::document::{Document, walk};
use crate::output::pdf::Press;
use crate::publish::{Issue, Output, Part};
use crate::record::schema::Said;
use crate::template::Templates;
use crate::template::origins::{Files, Origins};
use crate::typeset::font::Fonts;
use crate::typeset::page::{Layout, Misplaced};
use crate::typeset::{LayoutFault, Standing};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;
use tera::Context;

/// A document with more characters that no font has is in another script, or is damaged.
const MOST_CHARACTERS: usize = 20;

/// A way to write a document.
pub(super) struct Carrier {
    /// The ending of its files.
    pub ending: &'static str,
    /// Its name, behind the document's own in a list.
    pub name: &'static str,
    /// Writes the document on the bench.
    pub write: fn(&Bench<'_>) -> Result<Written, Vec<Diagnostic>>,
}

/// A file's bytes, and what is known of them.
pub(super) struct Written {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How many pages, where it has pages.
    pub pages: Option<usize>,
    /// What is told of it.
    pub asides: Asides,
}

/// What is told of a document that is made all the same.
#[derive(Default)]
pub(super) struct Asides {
    /// What `-v` tells.
    pub notes: Vec<Message>,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
}

/// A document to be laid out and written.
pub(super) struct Job {
    /// Relative to its part of `out/`, without the ending that a carrier gives it.
    pub stem: String,
    /// Who may see it.
    pub part: Part,
    /// `publisher/id`.
    pub record: String,
    /// What it is called in the table of what was written.
    pub label: Message,
    /// What it says.
    pub document: Document,
    /// What its web page says around it.
    pub frame: Context,
    /// What it is written as.
    pub carriers: &'static [Carrier],
    /// What it is set in: an index into the plan's fonts.
    pub fonts: usize,
    /// What its web page is made with: an index into the plan's templates.
    pub templates: usize,
    /// Where the record asks for it.
    pub place: Span,
    /// Of a letter, from when on it stands on the web.
    pub published: Option<NaiveDateTime>,
    /// Where its words came from.
    pub origins: Origins,
    /// What its publisher and its record said.
    pub said: [Arc<Vec<Said>>; 2],
}

impl Job {
    fn files<'f>(&'f self, sources: &'f Sources) -> Files<'f> {
        Files {
            sources,
            said: [&self.said[0], &self.said[1]],
        }
    }

    /// Where its file with this ending stands, relative to `out/`.
    pub(super) fn path(&self, ending: &str) -> String {
        self.part.file(&self.stem, ending)
    }

    /// What one of its files is called.
    fn called(&self, carrier: &Carrier) -> Message {
        called(&self.label, self.carriers, carrier)
    }
}

/// What a document's file by one of its carriers is called.
pub(super) fn called(document: &Message, carriers: &[Carrier], carrier: &Carrier) -> Message {
    match carriers.len() {
        1 => document.clone(),
        _ => Message::new(
            format!("{}({})", document.ja, carrier.name),
            format!("{} ({})", document.en, carrier.name),
        ),
    }
}

/// Where carriers write a document.
pub(super) struct Bench<'b> {
    /// The document.
    pub job: &'b Job,
    /// The press for PDF.
    pub press: &'b Press<'b>,
    /// The templates.
    pub templates: &'b Templates,
    /// The document as it was issued: what it is now is not written.
    pub issued: Option<&'b Version<'b>>,
    standing: &'b Standing<'b>,
    sources: &'b Sources,
    layout: OnceCell<Result<Layout, Vec<Diagnostic>>>,
}

impl Bench<'_> {
    /// The document's pages: laid out once, whichever carrier asks first.
    ///
    /// # Errors
    /// What cannot be set.
    pub(super) fn layout(&self) -> Result<&Layout, Vec<Diagnostic>> {
        let layout = self.layout.get_or_init(|| {
            let laid = self.standing.layout(&self.job.document);
            laid.map_err(|fault| self.job.layout_faults(fault, self.standing, self.sources))
        });
        layout.as_ref().map_err(Clone::clone)
    }
}

impl Bench<'_> {
    /// Tells of the cells in which a date or a number is cut, and of an address that its envelope hides.
    pub(super) fn told(&self, layout: &Layout) -> Vec<Diagnostic> {
        let files = self.job.files(self.sources);
        let told = layout.torn.iter().map(|cell| {
            let span = faults::find_words(&cell.text, &self.job.origins, files);
            faults::torn(
                cell,
                self.job.document.meta.form,
                &self.job.label,
                span.unwrap_or(self.job.place),
            )
        });
        let misplaced = layout.misplaced.as_ref().map(|misplaced| {
            let (Misplaced::NoAddress { text } | Misplaced::Address { text }) = misplaced;
            let span = faults::find_words(text, &self.job.origins, files);
            faults::misplaced(misplaced, &self.job.label, span.unwrap_or(self.job.place))
        });
        told.chain(misplaced).collect()
    }
}

/// The press of a house: all documents that are set in the same fonts.
pub(super) struct House<'h> {
    standing: Standing<'h>,
    press: Press<'h>,
}

/// A file that a carrier wrote, with what is told of it.
pub(super) type Made = (Asides, Output);

impl<'h> House<'h> {
    /// The press with `fonts`.
    pub(super) fn new(fonts: &'h Fonts) -> Self {
        House {
            standing: Standing::new(fonts),
            press: Press::new(fonts),
        }
    }

    /// Lays `job` out and writes it by each of its carriers; or, where it was issued, writes what was.
    pub(super) fn write(
        &self,
        job: &Job,
        templates: &Templates,
        sources: &Sources,
        issued: Option<&Version<'_>>,
    ) -> Vec<Result<Made, Vec<Diagnostic>>> {
        let bench = Bench {
            job,
            press: &self.press,
            templates,
            issued,
            standing: &self.standing,
            sources,
            layout: OnceCell::new(),
        };
        let written = job.carriers.iter().map(|carrier| {
            let written = (carrier.write)(&bench)?;
            let output = Output {
                path: PathBuf::from(job.path(carrier.ending)),
                bytes: written.bytes,
                pages: written.pages,
                record: job.record.clone(),
                label: job.called(carrier),
                fingerprint: String::new(),
                issue: match (written.pages, issued) {
                    (None, _) => None,
                    (Some(_), None) => job.issue(),
                    (Some(_), Some(issued)) => Some(issued.issue().map_err(|damage| vec![*damage])?),
                },
            };
            Ok((written.asides, output))
        });
        written.collect()
    }
}

impl Job {
    /// Its name among the documents of its record.
    pub(super) fn name(&self) -> &str {
        self.stem.rsplit('/').next().unwrap_or_default()
    }

    /// Its words, line by line.
    pub(super) fn words(&self) -> String {
        walk::lines(&self.document.parts)
    }

    /// What is kept of it, should it change after people received it.
    pub(super) fn issue(&self) -> Option<Issue> {
        let dated = self.document.meta.moment;
        let first = self.published.map_or(dated, |published| dated.min(published));
        Some(Issue {
            dated: self.in_zone(first)?,
            text: self.words(),
        })
    }

    /// A reading of its publisher's clock.
    pub(super) fn in_zone(&self, at: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let zone = FixedOffset::east_opt(self.document.meta.zone_minutes * 60)?;
        at.and_local_timezone(zone).single()
    }

    /// `fault`, and what else cannot be drawn: the layout stops at the first, so each is given the look of 〓, which
    /// printers set for a sort they lack, until the layout is through.
    fn layout_faults(&self, fault: LayoutFault, standing: &Standing<'_>, sources: &Sources) -> Vec<Diagnostic> {
        let mut document = self.document.clone();
        let files = self.files(sources);
        let mut faults = layout_fault(&fault, &self.origins, files);
        let mut last = fault;
        let mut characters = 1;
        while let LayoutFault::Text { fault, .. } = &last
            && characters < MOST_CHARACTERS
        {
            characters += 1;
            replace(&mut document, &fault.shown(), "〓");
            match standing.layout(&document) {
                Err(next) if next != last => {
                    faults.extend(layout_fault(&next, &self.origins, files));
                    last = next;
                }
                _ => break,
            }
        }
        // What is made of much stands nowhere as it reads.
        for fault in &mut faults {
            fault.span = fault.span.or(Some(self.place));
        }
        faults
    }
}

fn layout_fault(fault: &LayoutFault, origins: &Origins, files: Files) -> Vec<Diagnostic> {
    let (ja, en, text, help) = match fault {
        LayoutFault::Text { fault, .. } => return faults::text(fault, origins, files),
        LayoutFault::TooTall { text } => (
            "1ページより高いので収まりません",
            "is taller than a page",
            text,
            Message::new(
                "文を短くするか、いくつかに分けてください",
                "shorten it, or part it into several",
            ),
        ),
        LayoutFault::TooWide { text } => (
            "列が多すぎて紙の幅に収まりません",
            "has more columns than fit the page",
            text,
            Message::new(
                "列を減らすか、表を分けてください",
                "give it fewer columns, or make two tables of it",
            ),
        ),
    };
    let message = Message::new(format!("「{text}」: {ja}"), format!("“{text}” {en}"));
    vec![Diagnostic {
        span: faults::find_words(text, origins, files),
        ..codes::DOES_NOT_FIT.nowhere(message, help)
    }]
}
