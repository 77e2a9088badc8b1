//! The engine between the workspace and the outputs: what goes in, what comes out, and nothing of how files are read or
//! published.
//!
//! Everything here is a function of the workspace's files and the moment (law 3).

mod carriers;
mod choice;
pub mod codes;
mod concern;
mod documents;
mod drafts;
mod facts;
mod faults;
mod fingerprint;
mod fonts;
mod issued;
mod job;
mod make;
mod maker;
mod outdated;
mod page_texts;
mod request;
mod result;
mod standing;
mod statics;
mod stays;
mod templates;
mod timing;
mod unused;
mod words;

pub use concern::{Concern, Concerns, Whom};
pub(crate) use drafts::{Draft, drafts};
pub(crate) use issued::Ledger;
pub use request::{Contents, Goal, LedgerFile, Moment, Request, WorkspaceFile, WorkspaceFiles};
pub use result::{BuildResult, ListEntry, Progress};

use crate::document::Document;
use crate::publish::Sink;
use crate::typeset::font::Fonts;

/// A letter or FAX sheet before it is laid out: what its pages must say.
#[derive(Clone)]
pub struct Manuscript {
    /// Relative to `out/`.
    pub path: String,
    /// What it says.
    pub document: Document,
    /// What it is set in.
    pub fonts: Fonts,
    /// Its page on the web, where it has one.
    pub web: Option<String>,
}

/// The letters and FAX sheets that [`build`] lays out and writes.
pub fn manuscripts(workspace: &WorkspaceFiles, request: &Request) -> Vec<Manuscript> {
    let mode = make::Mode {
        jobs: make::Jobs::Kept,
        anew: false,
    };
    let make::Plan {
        jobs, fonts, templates, ..
    } = make::plan(
        workspace,
        request,
        (mode, facts::Kept::default()),
        &mut Vec::new(),
        &mut (),
    );
    let web = |job: &job::Job| {
        let has_page = job
            .carriers
            .iter()
            .any(|carrier| carrier.ending == carriers::HTML.ending);
        has_page.then(|| carriers::web_page(job, &templates.templates[job.templates]).ok())?
    };
    let manuscripts = jobs.into_iter().map(|job| Manuscript {
        web: web(&job),
        path: job.path("pdf"),
        document: job.document,
        fonts: fonts[job.fonts].clone(),
    });
    manuscripts.collect()
}

/// Makes every document of the workspace at the moment, and holds them.
pub fn build(workspace: &WorkspaceFiles, request: &Request, progress: &mut dyn Progress) -> BuildResult {
    let mut outputs = Vec::new();
    let result = make::make(workspace, request, facts::Kept::default(), &mut outputs, progress);
    BuildResult { outputs, ..result }
}

/// Makes the documents of the workspace at the moment that do not stand already, and gives each to `sink`.
pub fn build_into(
    workspace: &WorkspaceFiles,
    request: &Request,
    sink: &mut dyn Sink,
    progress: &mut dyn Progress,
) -> BuildResult {
    let earlier = facts::Kept::of(sink);
    make::make(workspace, request, earlier, sink, progress)
}

/// What a build of everything would tell that makes nothing new, by what an earlier build kept in `sink`; `None` where it
/// may make something, as far as what is read and the moment tell.
pub fn unchanged(workspace: &WorkspaceFiles, moment: &Moment, sink: &dyn Sink) -> Option<BuildResult> {
    standing::unchanged(workspace, moment, &sink.state(standing::BUILD)?)
}
