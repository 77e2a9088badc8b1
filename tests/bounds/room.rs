//! A workspace in memory, made on a small stack.

use chrono::NaiveDate;
use notice::diagnostic::{Diagnostic, Severity};
use notice::engine::{BuildResult, Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build};
use std::num::NonZeroUsize;
use std::thread;

/// The publisher's file.
pub const PUBLISHER: &str = "publisher:\n  name: 例\n  senders: [株式会社例]\n  services: { net: 通信 }\n  \
    contact: { desk: 窓口, telephone: 03-1234-5678 }\n";

/// The stack that a thread has where nobody says otherwise.
const STACK: usize = 2 * 1024 * 1024;

/// The files of a workspace.
pub struct Room(WorkspaceFiles);

impl Room {
    /// A publisher `a`.
    pub fn new() -> Self {
        Room(WorkspaceFiles::default()).with("notices/a/publisher.yaml", PUBLISHER)
    }

    /// With a file, in place of the one of its name.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let files = match path.split_once('/') {
            Some(("notices", _)) => &mut self.0.notices,
            Some(("templates", _)) => &mut self.0.templates,
            _ => &mut self.0.fonts,
        };
        files.retain(|file| file.path != path);
        let (path, bytes) = (path.to_string(), bytes.into());
        files.push(WorkspaceFile {
            path,
            bytes: bytes.into(),
        });
        files.sort_by(|a, b| a.path.cmp(&b.path));
        self
    }

    /// With a record of work `id`, whose other lines are `more`.
    pub fn with_record(self, id: &str, more: &str) -> Self {
        let record = format!(
            "maintenance:\n  id: {id}\n  title: 作業のお知らせ\n  issued: 2026-12-01\n  services: [net]\n{more}  \
             windows: [2026-12-13 22:30 .. 25:00]\n"
        );
        self.with(&format!("notices/a/{id}.yaml"), record)
    }

    /// What comes of it, on `threads` threads with the stack of any.
    pub fn made(&self, threads: usize) -> BuildResult {
        let moment = NaiveDate::from_ymd_opt(2026, 12, 8).and_then(|day| day.and_hms_opt(9, 0, 0));
        let request = Request {
            goal: Goal::Check,
            moment: Moment::Local(moment.expect("a moment")),
            ids: Vec::new(),
            threads: NonZeroUsize::new(threads).expect("a thread"),
        };
        thread::scope(|scope| {
            let work = || build(&self.0, &request, &mut ());
            let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            worker.expect("a thread").join().expect("no panic")
        })
    }

    /// The errors that are told, each as its code, file and line, with what it says.
    pub fn errors(&self) -> Vec<(String, String)> {
        let result = self.made(1);
        let error = |fault: &&Diagnostic| fault.severity == Severity::Error;
        let told = result.diagnostics.iter().filter(error).map(|fault| {
            let place = fault.span.map(|span| {
                let (line, _) = result.sources.position(span.file, span.start);
                format!(" {}:{line}", result.sources.get(span.file).path.display())
            });
            let place = format!("{}{}", fault.code, place.unwrap_or_default());
            (place, fault.message.ja.clone())
        });
        told.collect()
    }

    /// The errors that are told, each as its code, file and line.
    pub fn places(&self) -> Vec<String> {
        self.errors().into_iter().map(|(place, _)| place).collect()
    }
}
