//! The documents of single records as the records say them now, made to be issued or compared.

use super::concern::Whom;
use super::facts::Kept;
use super::job::House;
use super::make::{self, Jobs, Mode};
use super::request::{Request, WorkspaceFiles};
use super::result::BuildResult;
use super::{carriers, faults};
use crate::diagnostic::Message;
use crate::publish::Sink;
use chrono::{DateTime, FixedOffset};

/// A document as its record says it now.
pub(crate) struct Draft {
    /// `publisher/id`.
    pub record: String,
    /// Its name among the documents of its record: `letter`.
    pub document: String,
    /// Where its PDF stands, relative to `out/`.
    pub path: String,
    /// What it is.
    pub label: Message,
    /// Its title.
    pub title: String,
    /// Its senders.
    pub authors: Vec<String>,
    /// Its day or moment.
    pub dated: DateTime<FixedOffset>,
    /// Of a letter, from when on it stands on the web.
    pub web: Option<DateTime<FixedOffset>>,
    /// When the first of them is.
    pub out: DateTime<FixedOffset>,
    /// Its words.
    pub text: String,
    /// Its own text on its web page, where it has one.
    pub body: Option<String>,
    /// Its PDF; nothing where it was not printed.
    pub pdf: Vec<u8>,
    /// How many pages that has.
    pub pages: usize,
}

/// The documents of the records that are asked for, whatever was issued of them, printed or not. What of others stands in `sink` is
/// not made.
pub(crate) fn drafts(
    workspace: &WorkspaceFiles,
    request: &Request,
    print: bool,
    sink: &mut dyn Sink,
) -> (BuildResult, Vec<Draft>) {
    let mode = Mode {
        jobs: Jobs::Kept,
        anew: true,
    };
    let earlier = Kept::of(sink);
    let make::Plan {
        mut result,
        jobs,
        fonts,
        templates,
        ..
    } = make::plan(workspace, request, (mode, earlier), sink, &mut ());
    let mut drafts = Vec::new();
    for job in &jobs {
        let (Some(issue), Some(dated)) = (job.issue(), job.in_zone(job.document.meta.moment)) else {
            continue;
        };
        let (mut pdf, mut pages) = (Vec::new(), 0);
        if print {
            let press = House::new(&fonts[job.fonts]);
            let written = press.write(job, &templates.templates[job.templates], &result.sources, None);
            let mut whole = true;
            for file in written {
                match file {
                    Ok((_, output)) if output.pages.is_some() => {
                        pages = output.pages.unwrap_or_default();
                        pdf = output.bytes;
                    }
                    Ok(_) => {}
                    Err(found) => {
                        whole = false;
                        result.concerns.note(&Whom::Record(job.record.clone()), &found);
                        for fault in found {
                            faults::tell(fault, &mut result.diagnostics);
                        }
                    }
                }
            }
            if !whole {
                continue;
            }
        }
        let meta = &job.document.meta;
        let has_page = job
            .carriers
            .iter()
            .any(|carrier| carrier.ending == carriers::HTML.ending);
        drafts.push(Draft {
            record: job.record.clone(),
            document: job.name().to_string(),
            path: job.path(carriers::PDF.ending),
            label: job.label.clone(),
            title: meta.title.clone(),
            authors: meta.authors.clone(),
            dated,
            web: job.published.and_then(|published| job.in_zone(published)),
            out: issue.dated,
            text: issue.text,
            body: has_page.then(|| carriers::web_body(job)),
            pages,
            pdf,
        });
    }
    (result, drafts)
}
