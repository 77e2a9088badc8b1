//! What the end-to-end tests share: a workspace of their own, the built binary, the text of what it made.
#![allow(dead_code, reason = "each test binary uses a part")]

pub mod said;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The letters of the project's own workspace, which are those of a publisher.
pub const LETTERS: [&str; 2] = ["maintenance-plan.md", "system-renewal.md"];

/// A copy of the project's own `notices/` in an empty folder.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// `notices/`, and the letters of its own that it names: the other templates and the fonts come from the binary.
    pub fn of_the_project() -> Self {
        let folder = TempDir::new().expect("a folder for the test");
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&project.join("notices"), &folder.path().join("notices"));
        let letters = Path::new("templates/j-mups/letter");
        fs::create_dir_all(folder.path().join(letters)).expect("a folder of the test");
        for name in LETTERS {
            let letter = letters.join(name);
            fs::copy(project.join(&letter), folder.path().join(&letter)).expect("a letter of the project's own");
        }
        Workspace { folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Replaces every `old` by `new` in a file of the workspace; the file must hold it.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.path().join(file);
        let text = fs::read_to_string(&path).expect("a file of the workspace");
        assert!(text.contains(old), "{file} does not say {old:?}");
        write(&path, &text.replace(old, new));
    }

    pub fn notice(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
        command
            .current_dir(self.path())
            .args(arguments)
            .output()
            .expect("the binary runs")
    }

    /// Builds as of `moment`; must succeed.
    pub fn build(&self, moment: &str) {
        let output = self.notice(&["build", "--as-of", moment]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn out(&self, path: &str) -> PathBuf {
        self.path().join("out").join(path)
    }

    /// Every file of `out/` that people read, by path.
    pub fn documents(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        walk(&self.out(""), &mut files);
        files.sort();
        let root = self.out("");
        files
            .iter()
            .filter(|path| matches!(path.extension().and_then(|e| e.to_str()), Some("pdf" | "html")))
            .map(|path| {
                let name = path
                    .strip_prefix(&root)
                    .expect("below out/")
                    .to_string_lossy()
                    .into_owned();
                (name, text_of(path))
            })
            .collect()
    }
}

pub fn write(path: &Path, text: &str) {
    use std::io::Write;
    let mut file = fs::File::create(path).expect("a file of the test");
    file.write_all(text.as_bytes()).expect("a file of the test");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder of the test");
    for entry in fs::read_dir(from).expect("a folder of the project") {
        let entry = entry.expect("an entry of the folder");
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => {
                fs::copy(entry.path(), target).expect("a copy");
            }
        }
    }
}

pub fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // What the program notes for itself, with the times of day.
        if path.ends_with(".notice") {
            continue;
        }
        match path.is_dir() {
            true => walk(&path, files),
            false => files.push(path),
        }
    }
}

/// The text of a PDF (in the order of its content) or of an HTML page.
pub fn text_of(path: &Path) -> String {
    match path.extension().and_then(|e| e.to_str()) {
        Some("pdf") => {
            let output = Command::new("pdftotext").arg("-raw").arg(path).arg("-").output();
            String::from_utf8(output.expect("pdftotext, of poppler-utils, is installed").stdout).expect("UTF-8")
        }
        _ => visible(&fs::read_to_string(path).expect("a page")),
    }
}

/// The words of an HTML page: what stands between its tags, with the references resolved.
fn visible(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut out = String::new();
    for part in body.split('<').skip(1) {
        if let Some((_, text)) = part.split_once('>') {
            out.push_str(text);
        }
    }
    let body_tag_rest = out;
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(body_tag_rest, |text, (reference, character)| {
        text.replace(reference, character)
    })
}

/// Takes out white space and folds brackets and range marks: what may differ between a document and its source.
pub fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '［' => '[',
            '］' => ']',
            '〜' | '～' => '~',
            c => c,
        })
        .collect()
}
