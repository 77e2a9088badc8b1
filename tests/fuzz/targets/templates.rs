//! Templates of letters, sheets and pages, with their parts and phrases; and the expressions in texts of records.

use super::{drawn, house, request};
use crate::corpus::{Case, texts};
use crate::dice::Dice;
use crate::project;
use notice::diagnostic::{FileId, Severity, Span, Spanned};
use notice::engine::{Goal, WorkspaceFile, WorkspaceFiles, build};
use notice::testing::document::{notation, origin};
use notice::testing::html;
use notice::testing::template::{Layer, Templates, lint};
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The text of a record, among templates.
const TEXT: &str = "text";

/// Expressions as records write them.
const TEXTS: &[&str] = &[
    "{{ windows | length }}回に分けて実施します。",
    "{% for w in windows %}{{ w.date }}{% if not loop.last %}、{% endif %}{% endfor %}に{{ title }}を行います。",
    "{{ windows | first | clock(from=\"01:30\", to=\"03:00\") }}は、{{ services | join(sep=\"・\") }}をご利用いただけません。",
    "{% if windows is defined %}{{ contact.telephone }}{% else %}**{{ title | once(word=\"作業\") }}**{% endif %}",
];

pub fn cases() -> Vec<Case> {
    let mut all = texts("templates", &["md", "html"]);
    for (path, bytes) in ["tests/layers", "tests/mistakes", "tests/making"]
        .iter()
        .flat_map(|of| texts(of, &["md", "html"]))
    {
        if let Some((_, name)) = path.split_once("/templates/") {
            all.push((format!("templates/{name}"), bytes));
        }
    }
    let texts = TEXTS.iter().map(|text| Case::one(TEXT, *text));
    let templates = all.into_iter().map(|(path, bytes)| {
        // A publisher's own are the workspace's here.
        let folders = ["letter", "fax", "page", "part", "phrase"];
        let steps: Vec<&str> = path.split('/').collect();
        let from = steps.iter().rposition(|step| folders.contains(step)).unwrap_or(1);
        Case::one(&format!("templates/{}", steps[from..].join("/")), bytes)
    });
    templates.chain(texts).collect()
}

/// The command ends a template that counts without end by its watch; here nothing would.
fn counts_without_end(text: &str) -> bool {
    text.matches("range").count() > 1 || text.contains("range") && text.matches("for ").count() > 1
}

pub fn play(case: &Case, dice: &mut Dice) {
    let (path, bytes) = &case.files[0];
    let text = String::from_utf8_lossy(bytes).into_owned();
    if path == TEXT {
        return of_a_text(text, dice);
    }
    if counts_without_end(&text) {
        return;
    }
    let name = path.strip_prefix("templates/").unwrap_or(path);
    if dice.chance(if name.starts_with("page/") { 15 } else { 2 }) {
        in_a_workspace(path, bytes, dice);
    }
    house::here(|house| {
        let mut sources = house.sources.clone();
        let mut layer = Layer::workspace();
        layer.add(name, Path::new("templates"), text, &mut sources);
        // As the engine does: what is told here never reaches the engine of templates, which has no bounds of its own.
        let mut wrong = lint(&house.templates, &layer);
        drawn(&wrong, &sources, dice);
        wrong.retain(|fault| fault.severity == Severity::Error);
        let (templates, faults) = Templates::new(layer, Some(&house.templates), wrong);
        drawn(&faults, &sources, dice);
        // A part or a phrase stands in the fullest letter.
        let whole = if name.starts_with("letter/") || name.starts_with("fax/") {
            name
        } else {
            "letter/full.md"
        };
        let rendered = match name.starts_with("page/") {
            true => templates.page(name, &house.prepared.context, 1),
            false => templates.document(whole, &house.prepared.context),
        };
        match rendered {
            Err(faults) => drawn(&faults, &sources, dice),
            Ok(text) if !name.starts_with("page/") => {
                if let Ok(parsed) = notation::parse(&text, &house.prepared.material)
                    && dice.chance(30)
                {
                    html::body(&house.document(parsed, dice));
                }
                let _ = notation::parse(&origin::bare(&text), &house.prepared.material);
            }
            Ok(_) => {}
        }
    });
}

fn of_a_text(text: String, dice: &mut Dice) {
    house::here(|house| {
        let end = text.len();
        let span = Span {
            file: FileId(0),
            start: 0,
            end,
        };
        let text = Spanned::new(text, span);
        let _ = match dice.chance(50) {
            true => house.templates.markdown(&text, &house.prepared.context),
            false => house.templates.plain(&text, &house.prepared.context),
        };
    });
}

/// Builds a small workspace with the template in it.
fn in_a_workspace(path: &str, bytes: &[u8], dice: &mut Dice) {
    static RECORDS: OnceLock<Arc<WorkspaceFiles>> = OnceLock::new();
    let records = RECORDS.get_or_init(|| {
        let histories = project().join("tests/histories");
        let file = |name: &str, from: &str| WorkspaceFile {
            path: format!("notices/p/{name}"),
            bytes: fs::read(histories.join(from)).expect("a file of the histories").into(),
        };
        let notices = vec![
            file("publisher.yaml", "publisher.yaml"),
            file("work.yaml", "fullest-of-every-kind/work.yaml"),
        ];
        Arc::new(WorkspaceFiles {
            notices,
            ..WorkspaceFiles::default()
        })
    });
    let mut files = WorkspaceFiles::clone(records);
    files.templates.push(WorkspaceFile {
        path: path.to_string(),
        bytes: bytes.to_vec().into(),
    });
    let goal = if dice.chance(5) { Goal::Check } else { Goal::List };
    let result = build(&files, &request(goal, dice), &mut ());
    drawn(&result.diagnostics, &result.sources, dice);
}
