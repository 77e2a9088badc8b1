//! The notation of templates and texts: `tests/notation/<case>.md` is read, and the document tree that comes of it stands in
//! `<case>.txt`. `UPDATE=1 cargo test --test notation` accepts what comes now.

use notice::testing::document::notation::{Material, parse};
use notice::testing::document::passage::Passage;
use notice::testing::document::words;
use notice::testing::document::{Block, Cell, Inline, Part, Text, Words};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Two notes that every case may mark, `[^device]` and `[^slip]`, in this order.
fn material() -> Material {
    let note = |key: &str, said: &str| (key.to_string(), words::text(Passage::whole(said), &mut Vec::new()));
    Material {
        notes: vec![note("device", "機器による"), note("slip", "伝票の**控え**")],
        ..Material::default()
    }
}

fn text(text: &Text) -> String {
    text.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(t) => t.clone(),
        Inline::Strong(t) => format!("<strong {}>", text(t)),
        Inline::New(t) => format!("<new {}>", text(t)),
        Inline::Link { url, text: t } => format!("<link {url} {}>", text(t)),
        Inline::NoteMark { label } => format!("<mark {label}>"),
        Inline::Ruby { base, reading } => format!("<ruby {base} {reading}>"),
        Inline::Break => "<break>".to_string(),
    }
}

fn blocks(blocks: &[Block], depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    for block in blocks {
        let mut line = |name: &str, t: &Text| writeln!(out, "{pad}{name} {}", text(t)).expect("a string");
        match block {
            Block::Words(kind, t) => line(name(*kind), t),
            Block::Heading { level, label, text: t } => {
                line(&format!("heading {level} [{}]", label.as_deref().unwrap_or("")), t);
            }
            Block::Remark { label, text: t } => line(&format!("remark [{label}]"), t),
            _ => group(block, depth, out),
        }
    }
}

fn name(kind: Words) -> &'static str {
    match kind {
        Words::DocumentNumber => "number",
        Words::DateLine => "date",
        Words::Addressee => "addressee",
        Words::Sender => "sender",
        Words::Title => "title",
        Words::Banner => "banner",
        Words::Paragraph => "paragraph",
        Words::Opening => "opening",
        Words::Closing => "closing",
        Words::Record => "record",
        Words::End => "end",
        Words::Line => "line",
    }
}

fn group(block: &Block, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    let mut head = |words: String| writeln!(out, "{pad}{words}").expect("a string");
    match block {
        Block::List(items) => {
            for item in items {
                writeln!(out, "{pad}item [{}]", item.label).expect("a string");
                blocks(&item.blocks, depth + 1, out);
            }
        }
        Block::Table(table) => {
            head(format!(
                "table {} columns, {} rows, {} of headings",
                table.columns.len(),
                table.rows,
                table.header_rows
            ));
            for cell in &table.cells {
                place(cell, depth + 1, out);
            }
        }
        Block::Notes(notes) => notes
            .iter()
            .for_each(|note| head(format!("note [{}] {}", note.label, text(&note.text)))),
        Block::Contact { heading, lines } => {
            head(format!("contact {}", text(heading)));
            lines.iter().for_each(|line| head(format!("  {}", text(line))));
        }
        Block::Fields(fields) => {
            for field in fields {
                writeln!(out, "{pad}field {}", text(&field.label)).expect("a string");
                blocks(&field.value, depth + 1, out);
            }
        }
        Block::Together(inner) => {
            head("together".to_string());
            blocks(inner, depth + 1, out);
        }
        _ => head("page end".to_string()),
    }
}

fn place(cell: &Cell, depth: usize, out: &mut String) {
    let spans = format!("{}×{}", cell.row_span, cell.column_span);
    let kind = if cell.header { "head" } else { "cell" };
    writeln!(out, "{}{kind} {},{} {spans}", "  ".repeat(depth), cell.row, cell.column).expect("a string");
    blocks(&cell.blocks, depth + 1, out);
}

fn tree(source: &str) -> String {
    let mut out = String::new();
    match parse(source, &material()) {
        Ok(parsed) => {
            for Part {
                label,
                landscape,
                blocks: inner,
            } in &parsed.parts
            {
                let label = label.as_ref().map_or("letter".to_string(), text);
                writeln!(out, "part {label}{}", if *landscape { " landscape" } else { "" }).expect("a string");
                blocks(inner, 1, &mut out);
            }
            for (name, words) in [
                ("pages", parsed.page_label),
                ("continued", parsed.continued),
                ("group", parsed.continued_label),
            ] {
                if let Some(words) = words {
                    writeln!(out, "{name} {words}").expect("a string");
                }
            }
        }
        Err(faults) => {
            for fault in faults {
                writeln!(out, "fault {} | {}", fault.message.ja, fault.line).expect("a string");
            }
        }
    }
    out
}

#[test]
fn each_source_makes_the_tree_that_stands_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notation");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the cases")
        .flatten()
        .map(|e| e.path())
        .collect();
    cases.retain(|path| path.extension().is_some_and(|e| e == "md"));
    cases.sort();
    let update = std::env::vars().any(|(name, value)| name == "UPDATE" && value == "1");
    let mut differ = Vec::new();
    for case in &cases {
        let came = tree(&fs::read_to_string(case).expect("a source"));
        let path = case.with_extension("txt");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if came != expected && update {
            accept(&path, &came);
        } else if came != expected {
            differ.push(format!("== {}\n{came}\n-- expected\n{expected}", case.display()));
        }
    }
    assert!(cases.len() >= 12, "the cases are there");
    assert!(
        differ.is_empty(),
        "{}\nif this is right: UPDATE=1 cargo test --test notation",
        differ.join("\n")
    );
}

#[allow(
    clippy::disallowed_methods,
    reason = "an expectation is accepted, nothing is published"
)]
fn accept(path: &Path, came: &str) {
    fs::write(path, came).expect("the expectation is written");
}
