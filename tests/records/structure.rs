//! What a listener is told: the structure of every document, and the rules that outside judges know.

use crate::bench::{accepts, all, home, save, told};
use crate::tree::solid;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

/// `pdfinfo -struct-text` with the words of a paragraph in one line each and without numbers that say nothing.
pub fn outline_of(told: &str) -> String {
    let mut out = String::new();
    let mut words: Option<(usize, String)> = None;
    for line in told.lines() {
        let inner = line.trim_start();
        let depth = line.len() - inner.len();
        if let Some(text) = inner.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
            match &mut words {
                Some((last, all)) if *last == depth => all.push_str(text),
                _ => {
                    flush(&mut words, &mut out);
                    words = Some((depth, text.to_owned()));
                }
            }
            continue;
        }
        flush(&mut words, &mut out);
        let kept = inner.split(" <note-").next().unwrap_or(inner);
        let rest = inner
            .split_once("> ")
            .map_or(String::new(), |(_, rest)| format!(" {rest}"));
        match inner.starts_with("Object ") {
            true => out.push_str(&format!("{}Object\n", " ".repeat(depth))),
            false if kept.len() < inner.len() => out.push_str(&format!("{}{kept}{rest}\n", " ".repeat(depth))),
            false => out.push_str(&format!("{line}\n")),
        }
    }
    flush(&mut words, &mut out);
    out
}

fn flush(words: &mut Option<(usize, String)>, out: &mut String) {
    if let Some((depth, text)) = words.take() {
        out.push_str(&format!("{}\"{text}\"\n", " ".repeat(depth)));
    }
}

/// The words alone, in the order in which they are read aloud, white space taken out: those outside of notes, those of notes.
pub fn spoken(told: &str) -> [String; 2] {
    let mut words = [String::new(), String::new()];
    let mut note = None;
    for line in told.lines() {
        let inner = line.trim_start();
        let depth = line.len() - inner.len();
        if note.is_some_and(|at| depth <= at) {
            note = None;
        }
        if inner.starts_with("Note") {
            note = Some(depth);
        }
        if let Some(text) = inner.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
            words[usize::from(note.is_some())].push_str(&solid(text));
        }
    }
    words
}

#[test]
fn every_document_is_read_aloud_as_expected() {
    let mut differences = Vec::new();
    let mut known = BTreeSet::new();
    for made in all() {
        let found = outline_of(&told("pdfinfo", &["-struct-text", "@"], &made.file));
        let path = home().join(&made.case).join(format!("expected/{}.txt", made.name));
        let expected = fs::read_to_string(&path).unwrap_or_default();
        known.insert(path.clone());
        if found != expected && accepts() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            save(&path, found.as_bytes());
        } else if found != expected {
            let line = found.lines().zip(expected.lines()).position(|(a, b)| a != b);
            let line = line.unwrap_or(found.lines().count().min(expected.lines().count()));
            let around = |text: &str| -> String {
                let lines = text.lines().skip(line.saturating_sub(3)).take(8);
                lines.map(|l| format!("{l}\n")).collect()
            };
            differences.push(format!(
                "=== {} from line {}\n--- expected\n{}--- told\n{}",
                path.display(),
                line + 1,
                around(&expected),
                around(&found)
            ));
        }
    }
    for case in all().iter().map(|made| &made.case).collect::<BTreeSet<_>>() {
        for entry in fs::read_dir(home().join(case).join("expected")).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if !known.contains(&path) {
                differences.push(format!("=== {}: no such document any more", path.display()));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "{}\n{} differ; if what is told now is right: UPDATE=1 cargo test --test records",
        differences.join("\n"),
        differences.len()
    );
}

/// One run over all files: the validator takes longer to start than to judge.
#[test]
fn verapdf_finds_no_rule_of_pdf_a_2u_and_pdf_ua_1_broken_in_any_document() {
    let judge = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/verapdf/run.sh");
    let output = Command::new(judge)
        .args(all().iter().map(|made| &made.file))
        .output()
        .expect("bash");
    let told = String::from_utf8_lossy(&output.stdout);
    let failed: Vec<&str> = told.lines().filter(|line| !line.contains(": pass, ")).collect();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && failed.is_empty(),
        "{}\n{complaint}",
        failed.join("\n")
    );
    assert_eq!(told.matches(": pass, ").count(), 2 * all().len(), "{told}");
}

#[test]
fn qpdf_poppler_and_mupdf_find_every_document_sound() {
    let judge = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/pdf.py");
    let output = Command::new("python3")
        .arg(judge)
        .args(all().iter().map(|made| &made.file))
        .output();
    let output = output.expect("python3");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(told.matches('✓').count(), all().len(), "{told}");
}

/// The lines of `told` below each line that names `kind`: what the element holds.
fn elements<'t>(told: &'t str, kind: &str) -> Vec<Vec<&'t str>> {
    let lines: Vec<(usize, &str)> = told
        .lines()
        .map(|l| (l.len() - l.trim_start().len(), l.trim()))
        .collect();
    let begins = |(_, (_, line)): &(usize, &(usize, &str))| line.split([' ', ':']).next() == Some(kind);
    let inside = |(at, (depth, _)): (usize, &(usize, &'t str))| {
        let below = lines[at + 1..].iter().take_while(|(d, _)| d > depth);
        below.map(|(_, line)| *line).collect()
    };
    lines.iter().enumerate().filter(begins).map(inside).collect()
}

#[test]
fn every_table_has_headings_and_every_appendix_its_own() {
    let (mut tables, mut appendices) = (0, 0);
    for made in all() {
        let told = told("pdfinfo", &["-struct", "@"], &made.file);
        for table in elements(&told, "Table") {
            tables += 1;
            let heads = table.iter().filter(|l| l.starts_with("TH")).count();
            let scopes = table.iter().filter(|l| l.starts_with("/Scope ")).count();
            assert!(heads > 0 && heads == scopes, "{}/{}: {table:#?}", made.case, made.name);
        }
        for appendix in elements(&told, "Sect") {
            appendices += 1;
            let headed = appendix.iter().any(|l| l.starts_with("H2 "));
            assert!(headed, "{}/{}: {appendix:#?}", made.case, made.name);
        }
    }
    assert!(
        tables > 15 && appendices > 7,
        "{tables} tables, {appendices} appendices"
    );
}
