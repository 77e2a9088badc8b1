//! The workspaces, what is made of them, and the tools that look at it.

use notice::engine::{self, BuildResult, Goal, Manuscript, Moment, Request, WorkspaceFile, WorkspaceFiles};
use notice::testing::document::Document;
use notice::testing::pdf;
use notice::testing::typeset::{Fonts, layout};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Past every log: all sheets are made.
const AFTER_ALL: &str = "2026-10-01 09:00:00";

/// A letter or FAX sheet of a case.
pub struct Made {
    /// The case's folder.
    pub case: String,
    /// Without folders and ending: `letter`, `fax-01-…`; the record's id in front.
    pub name: String,
    pub draft: Manuscript,
    /// The written file.
    pub file: PathBuf,
}

/// This folder.
pub fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records")
}

/// The folders of the workspaces by name. The project's own notices are one of them.
pub fn cases() -> Vec<(String, PathBuf)> {
    let mut cases = vec![("of-the-project".to_owned(), PathBuf::from(env!("CARGO_MANIFEST_DIR")))];
    for entry in fs::read_dir(home()).expect("tests/records") {
        let path = entry.expect("an entry").path();
        if path.join("notices").is_dir() {
            cases.push((path.file_name().expect("a name").to_string_lossy().into_owned(), path));
        }
    }
    cases.sort();
    cases
}

/// The files of a workspace.
pub fn workspace(root: &Path) -> WorkspaceFiles {
    let read = |folder: &str| {
        let mut files = Vec::new();
        let mut open = vec![root.join(folder)];
        while let Some(folder) = open.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                let bytes = fs::read(&path).expect("a readable file");
                files.push(WorkspaceFile {
                    path: name,
                    bytes: bytes.into(),
                });
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    };
    WorkspaceFiles {
        notices: read("notices"),
        templates: read("templates"),
        fonts: read("fonts"),
        ..WorkspaceFiles::default()
    }
}

pub fn request() -> Request {
    Request {
        goal: Goal::Publish,
        moment: Moment::Local(
            AFTER_ALL
                .parse()
                .or_else(|_| AFTER_ALL.replace(' ', "T").parse())
                .expect("a moment"),
        ),
        ids: Vec::new(),
        threads: NonZeroUsize::MIN,
    }
}

pub fn build(files: &WorkspaceFiles) -> BuildResult {
    engine::build(files, &request(), &mut ())
}

/// Every document of every case, made once.
pub fn all() -> &'static [Made] {
    static ALL: OnceLock<Vec<Made>> = OnceLock::new();
    ALL.get_or_init(|| cases().iter().flat_map(|(case, root)| made(case, root)).collect())
}

fn made(case: &str, root: &Path) -> Vec<Made> {
    let files = workspace(root);
    let result = build(&files);
    assert!(!result.has_errors(), "{case}: {:?}", result.diagnostics);
    let manuscripts = engine::manuscripts(&files, &request());
    assert!(!manuscripts.is_empty(), "{case} makes no document");
    let made = manuscripts.into_iter().map(|draft| {
        let output = result.outputs.iter().find(|o| o.path == Path::new(&draft.path));
        let mut parts = draft.path.rsplit('/');
        let document = parts.next().unwrap_or_default().trim_end_matches(".pdf").to_owned();
        let name = format!("{}-{document}", parts.next().unwrap_or_default());
        let file = written(&format!("{case}/{name}"), &output.expect("the draft's file").bytes);
        Made {
            case: case.to_owned(),
            name,
            draft,
            file,
        }
    });
    made.collect()
}

/// A file of the test, in the target folder, where whoever wants can look at it.
pub fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("records/{name}.pdf"));
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    save(&path, bytes);
    path
}

/// Writes a document that no record stands for.
pub fn written_tree(name: &str, document: &Document, fonts: &Fonts) -> PathBuf {
    let layout = layout(document, fonts).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    written(
        name,
        &pdf::write(&layout, &document.meta, fonts).expect("a sound layout"),
    )
}

#[allow(clippy::disallowed_methods, reason = "files of the tests, not publications")]
pub fn save(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).expect("a file written");
}

#[allow(
    clippy::disallowed_methods,
    reason = "how a person asks a test to accept what it sees"
)]
pub fn accepts() -> bool {
    std::env::var("UPDATE").is_ok()
}

/// What a tool says of a file; `@` among the arguments stands for it. It must end well.
pub fn told(tool: &str, arguments: &[&str], file: &Path) -> String {
    let arguments = arguments
        .iter()
        .map(|a| if *a == "@" { file.as_os_str() } else { a.as_ref() });
    let output = Command::new(tool).args(arguments).output();
    let output = output.unwrap_or_else(|e| panic!("{tool}: {e}"));
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{tool} {}: {complaint}{words}", file.display());
    words
}
