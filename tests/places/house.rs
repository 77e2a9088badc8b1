//! A workspace that uses every key, edited by the tests, and what its build tells and prints.

use notice::diagnostic::Diagnostic;
use notice::engine::{BuildResult, Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build};
use notice::testing::check::workspace;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Around what a fault must be told of.
pub const MARKERS: [char; 2] = ['⟦', '⟧'];

/// The records of the house: one of them has letters of its own, one comes again, one is told as a whole.
pub const RECORDS: [&str; 6] = ["work", "fault", "plain", "again", "rule", "news"];

/// A workspace.
#[derive(Clone)]
pub struct House {
    /// Path to text.
    pub files: BTreeMap<String, String>,
}

/// A value that a file says for documents.
#[derive(Clone)]
pub struct Value {
    pub file: String,
    pub keys: String,
    pub typed: String,
    pub span: std::ops::Range<usize>,
    pub is_text: bool,
    /// A document must tell it.
    pub due: bool,
}

/// A place in a file: path, first byte, end.
pub type Place = (String, usize, usize);

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What the house shows as its logo, and as its seal.
const LOGO: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><circle cx=\"4\" cy=\"4\" r=\"4\"/></svg>";

impl House {
    pub fn base() -> Self {
        let mut files = BTreeMap::new();
        for name in ["publisher"].into_iter().chain(RECORDS) {
            let path = format!("notices/a/{name}.yaml");
            let text = fs::read_to_string(root("tests/places").join(&path)).expect("a file of the test");
            files.insert(path, text);
        }
        files.insert("templates/static/logo.svg".to_string(), LOGO.to_string());
        let mut house = House { files };
        // The record `work` chooses a letter of its own: the one of the project's workspace, which has most in it.
        house.own("j-mups/letter/maintenance-plan.md", "letter/own.md");
        // No built-in template asks for a term of one's own.
        house.edit(
            "templates/letter/own.md",
            ":::closing",
            "{{ terms.unit }}\n\n{{ passages[\"例の注意\"] }}\n\n{{ lead }}\n\n:::closing",
        );
        let details = "{% include \"part/details.md\" %}\n\n{% for section in sections %}";
        house.edit("templates/letter/own.md", "{% for section in sections %}", details);
        house
    }

    /// Puts the built-in template `name` into the workspace as `own`.
    pub fn own(&mut self, name: &str, own: &str) {
        let text = fs::read_to_string(root("templates").join(name)).expect("a template");
        self.files.insert(format!("templates/{own}"), text);
    }

    /// Puts `new` in the place of `old`, which must stand in the file once. A template that the workspace has not is the
    /// built-in one.
    pub fn edit(&mut self, file: &str, old: &str, new: &str) {
        if !self.files.contains_key(file) {
            let name = file.strip_prefix("templates/").expect("a file of the workspace");
            self.own(name, name);
        }
        let text = self.files.get_mut(file).expect("a file");
        assert_eq!(text.matches(old).count(), 1, "{file}: {old:?} stands there once");
        *text = text.replace(old, new);
    }

    /// Whether `words` stand in a template once.
    pub fn holds_once(&self, file: &str, words: &str) -> bool {
        let built_in = || fs::read_to_string(root(file)).expect("a template");
        let text = self.files.get(file).cloned().unwrap_or_else(built_in);
        text.matches(words).count() == 1
    }

    /// Writes `source` in the place of each value, as it stands.
    pub fn rewrite(&mut self, values: &[Value], source: impl Fn(&Value, &str) -> String) {
        let mut values: Vec<&Value> = values.iter().collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.span.start));
        for value in values {
            let text = self.files.get_mut(&value.file).expect("a file");
            let written = source(value, text);
            text.replace_range(value.span.clone(), &written);
        }
    }

    /// Takes the markers out: the places between them.
    pub fn take_markers(&mut self) -> Vec<Place> {
        let mut places = Vec::new();
        for (path, text) in &mut self.files {
            let mut open = 0;
            let mut bare = String::new();
            for c in text.chars() {
                match MARKERS.iter().position(|marker| *marker == c) {
                    Some(0) => open = bare.len(),
                    Some(_) => places.push((path.clone(), open, bare.len())),
                    None => bare.push(c),
                }
            }
            *text = bare;
        }
        places
    }

    fn of(&self, folder: &str) -> Vec<WorkspaceFile> {
        let of = self.files.iter().filter(|(path, _)| path.starts_with(folder));
        of.map(|(path, text)| WorkspaceFile {
            path: path.clone(),
            bytes: text.clone().into_bytes().into(),
        })
        .collect()
    }

    pub fn build(&self) -> BuildResult {
        let files = WorkspaceFiles {
            notices: self.of("notices/"),
            templates: self.of("templates/"),
            ..WorkspaceFiles::default()
        };
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 8).expect("a day");
        let request = Request {
            goal: Goal::Publish,
            moment: Moment::Local(day.and_hms_opt(9, 0, 0).expect("a moment")),
            ids: Vec::new(),
            threads: std::num::NonZeroUsize::MIN,
        };
        build(&files, &request, &mut ())
    }

    /// What is wrong with the files as they stand.
    pub fn read(&self) -> Vec<Diagnostic> {
        let notices = self.of("notices/").into_iter();
        workspace(notices.map(|file| (file.path.into(), file.bytes.to_vec())).collect()).3
    }

    /// Every value that the files say for documents, as the decoder tells.
    pub fn said(&self) -> Vec<Value> {
        let notices = self.of("notices/").into_iter();
        let files = notices.map(|file| (file.path.into(), file.bytes.to_vec())).collect();
        let (sources, publishers, records, _) = workspace(files);
        let said = publishers.iter().flat_map(|p| &p.said);
        let said = said.chain(records.iter().flat_map(|record| &record.said));
        said.map(|said| Value {
            file: sources.get(said.typed.span.file).path.display().to_string(),
            keys: said.keys.clone(),
            typed: said.typed.value.clone(),
            span: said.typed.span.start..said.typed.span.end,
            due: said.due,
            is_text: said.sort == notice::testing::record::Sort::Text,
        })
        .collect()
    }

    /// The texts among what is said.
    pub fn texts(&self) -> Vec<Value> {
        self.said().into_iter().filter(|value| value.is_text).collect()
    }
}

/// Where a fault is told.
pub fn place(result: &BuildResult, fault: &Diagnostic) -> Option<Place> {
    let span = fault.span?;
    let path = result.sources.get(span.file).path.display().to_string();
    Some((path, span.start, span.end))
}

/// A place as people read it.
pub fn shown(house: &House, place: &Option<Place>) -> String {
    let Some((path, start, end)) = place else {
        return "nowhere".to_string();
    };
    let text = house.files.get(path).map_or("", String::as_str);
    let before = text.get(..*start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!(
        "{path}:{line}:{column} {:?}",
        text.get(*start..*end).unwrap_or_default()
    )
}

/// What a build prints: by path, the words of each page and sheet without blanks.
pub fn printed(result: &BuildResult) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut out = Vec::new();
    for output in &result.outputs {
        let path = output.path.display().to_string();
        let words = match output.path.extension().and_then(|ending| ending.to_str()) {
            Some("pdf") => pdf(folder.path(), &output.bytes),
            Some("html") => html(&String::from_utf8_lossy(&output.bytes)),
            _ => continue,
        };
        out.push((path, words.split_whitespace().collect()));
    }
    out
}

#[allow(clippy::disallowed_methods, reason = "a document is put where poppler reads it")]
fn pdf(folder: &Path, bytes: &[u8]) -> String {
    let path = folder.join("a.pdf");
    fs::write(&path, bytes).expect("written");
    let output = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output();
    String::from_utf8(output.expect("pdftotext, of poppler-utils, is installed").stdout).expect("UTF-8")
}

/// What stands between tags.
fn html(page: &str) -> String {
    let page = page.split_once("<body").map_or(page, |(_, body)| body);
    let words: String = page
        .split('<')
        .filter_map(|part| Some(part.split_once('>')?.1))
        .collect();
    let references = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
    ];
    let words = references
        .iter()
        .fold(words, |words, (from, to)| words.replace(from, to));
    words.replace("&amp;", "&")
}
