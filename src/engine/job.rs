//! A document on its way from the tree to bytes: laid out, then written.

use super::result::{BuildResult, Progress};
use super::{codes, faults, threads};
use crate::diagnostic::{Diagnostic, FileId, Message, Sources};
use crate::document::Document;
use crate::document::replace::replace;
use crate::output::pdf::Press;
use crate::publish::Output;
use crate::typeset::font::Fonts;
use crate::typeset::{LayoutFault, Standing};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// A document with more characters that no font has is in another script, or is damaged.
const MOST_CHARACTERS: usize = 20;

/// A document to be laid out and written.
pub struct Job {
    /// Relative to `out/`.
    pub path: String,
    /// `publisher/id`.
    pub record: String,
    /// What it is called in the table of what was written.
    pub label: Message,
    /// What it says.
    pub document: Document,
    /// What it is set in: an index into the plan's fonts.
    pub fonts: usize,
    /// The files it says it from, in the order in which a fault is looked for.
    pub files: Vec<FileId>,
}

/// What became of a job.
struct Made {
    notes: Vec<Message>,
    output: Result<Output, Vec<Diagnostic>>,
}

impl Made {
    fn add_to(self, result: &mut BuildResult) {
        result.notes.extend(self.notes);
        match self.output {
            Ok(output) => result.outputs.push(output),
            Err(faults) => {
                for fault in faults {
                    // The letter and the FAX sheets of a record say the same words.
                    if !result.diagnostics.contains(&fault) {
                        result.diagnostics.push(fault);
                    }
                }
            }
        }
    }
}

/// Runs `jobs` on at most `threads` threads. What comes of them, and what is told of their progress, has their order.
pub fn run(
    jobs: &[Job],
    fonts: &[Fonts],
    threads: NonZeroUsize,
    result: &mut BuildResult,
    progress: &mut dyn Progress,
) {
    progress.begin(jobs.len());
    let houses: Vec<_> = (fonts.iter())
        .map(|fonts| (Standing::new(fonts), Press::new(fonts)))
        .collect();
    // The workers look faults up in them while the result grows.
    let sources = std::mem::take(&mut result.sources);
    let work = |job: &Job| {
        let (standing, press) = &houses[job.fonts];
        job.run(standing, press, &sources)
    };
    threads::each(jobs, threads, work, |job, made| {
        made.add_to(result);
        progress.done(&job.path);
    });
    result.sources = sources;
}

impl Job {
    /// Lays the document out and writes it.
    fn run(&self, standing: &Standing<'_>, press: &Press<'_>, sources: &Sources) -> Made {
        let layout = match standing.layout(&self.document) {
            Ok(layout) => layout,
            Err(fault) => {
                return Made {
                    notes: Vec::new(),
                    output: Err(self.layout_faults(fault, standing, sources)),
                };
            }
        };
        let strained = layout.strained.iter().map(|line| {
            Message::new(
                format!("{}: 字間の調整が限度を超えた行「{line}」", self.path),
                format!("{}: line beyond the limits of adjustment: {line}", self.path),
            )
        });
        let written = press.write(&layout, &self.document.meta);
        Made {
            notes: strained.collect(),
            output: match written {
                Ok(bytes) => Ok(Output {
                    path: PathBuf::from(&self.path),
                    bytes,
                    pages: Some(layout.pages.len()),
                    record: self.record.clone(),
                    label: self.label.clone(),
                }),
                Err(fault) => Err(vec![codes::NOT_WRITTEN.nowhere(
                    fault.message(),
                    Message::new(
                        "この記録を添えて開発元にお知らせください",
                        "please report this with the record",
                    ),
                )]),
            },
        }
    }
}

impl Job {
    /// `fault`, and what else cannot be drawn: the layout stops at the first, so each is given the look of 〓, which
    /// printers set for a sort they lack, until the layout is through.
    fn layout_faults(&self, fault: LayoutFault, standing: &Standing<'_>, sources: &Sources) -> Vec<Diagnostic> {
        let mut document = self.document.clone();
        let mut faults = vec![layout_fault(&fault, &self.files, sources)];
        let mut last = fault;
        while let LayoutFault::Text { fault, .. } = &last
            && faults.len() < MOST_CHARACTERS
        {
            replace(&mut document, &fault.shown(), "〓");
            match standing.layout(&document) {
                Err(next) if next != last => {
                    faults.push(layout_fault(&next, &self.files, sources));
                    last = next;
                }
                _ => break,
            }
        }
        faults
    }
}

fn layout_fault(fault: &LayoutFault, files: &[FileId], sources: &Sources) -> Diagnostic {
    let (ja, en, text, help) = match fault {
        LayoutFault::Text { fault, text } => return faults::text(fault, text, files, sources),
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
    Diagnostic {
        span: faults::find_line(text, files, sources),
        ..codes::DOES_NOT_FIT.nowhere(
            Message::new(format!("「{text}」: {ja}"), format!("“{text}” {en}")),
            help,
        )
    }
}
