//! The operator's page of the day works as copied: every block of it, in order, in an empty folder.

#![allow(
    clippy::disallowed_methods,
    reason = "workspaces of the test are written, nothing is published"
)]

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The blocks of code of a page: their language and their text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page)).expect("a page");
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                open = Some((language.to_string(), String::new()));
            }
            Event::Text(words) => {
                if let Some((_, block)) = &mut open {
                    block.push_str(&words);
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

/// A block's first line is a comment that names its file; a word after the name says that the block is added to it.
fn write(folder: &Path, block: &str) {
    let (first, rest) = block.split_once('\n').expect("a line that names the file");
    let named = first.strip_prefix("# ").expect("a comment that names the file");
    let (name, added) = match named.split_once([' ', ':']) {
        Some((name, _)) => (name, true),
        None => (named, false),
    };
    let path = folder.join(name);
    assert_eq!(path.exists(), added, "{first}");
    let before = if added {
        fs::read_to_string(&path).expect("a record")
    } else {
        String::new()
    };
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, before + rest).expect("a record");
}

/// The page, played in an empty folder, leaves these documents.
fn play(page: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let program = PathBuf::from(env!("CARGO_BIN_EXE_notice"));
    let found = std::env::join_paths(
        [
            program.parent().expect("a folder").to_path_buf(),
            "/usr/bin".into(),
            "/bin".into(),
        ]
        .iter(),
    )
    .expect("a path");
    for (language, block) in blocks(page) {
        if language == "yaml" {
            write(folder.path(), &block);
            continue;
        }
        assert_eq!(language, "sh", "{page}: {block}");
        for line in block.lines() {
            let run = Command::new("bash")
                .args(["-c", line])
                .current_dir(folder.path())
                .env("PATH", &found)
                .output();
            let run = run.expect("bash");
            let told = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success(), "{page}: {line}\n{told}");
            assert!(!told.contains("警告["), "{page}: {line}\n{told}");
        }
    }
    let mut made = Vec::new();
    for record in ["2026-12-card", "2026-12-trouble"] {
        for part in ["web", "office"] {
            let documents = folder.path().join("out").join(part).join("midori").join(record);
            // Of what nobody planned there are sheets alone.
            for entry in fs::read_dir(documents).into_iter().flatten() {
                let name = entry.expect("a document").file_name().into_string().expect("a name");
                made.push(format!("{record}/{name}"));
            }
        }
    }
    made.sort();
    made
}

#[test]
fn every_line_of_the_day_works_as_copied_in_both_languages() {
    let made = play("day.ja.md");
    let sheets = |record: &str| {
        made.iter()
            .filter(|name| name.starts_with(record) && name.ends_with(".pdf") && !name.ends_with("letter.pdf"))
            .count()
    };
    assert_eq!((sheets("2026-12-card"), sheets("2026-12-trouble")), (3, 3), "{made:?}");
    assert_eq!(play("day.md"), made);
}

#[test]
fn the_recipes_are_the_same_lines_in_both_languages_and_a_shell_reads_them() {
    let uncommented = |page: &str| -> Vec<(String, String)> {
        let kept = |block: &str| {
            block
                .lines()
                .filter(|line| !line.starts_with("# "))
                .collect::<Vec<_>>()
                .join("\n")
        };
        blocks(page)
            .into_iter()
            .map(|(language, block)| (language, kept(&block)))
            .collect()
    };
    let recipes = uncommented("recipes.md");
    assert_eq!(uncommented("recipes.ja.md"), recipes);
    for (_, block) in recipes.iter().filter(|(language, _)| language == "sh") {
        let read = Command::new("bash").args(["-n", "-c", block]).output().expect("bash");
        assert!(
            read.status.success(),
            "{block}\n{}",
            String::from_utf8_lossy(&read.stderr)
        );
    }
}

/// A house that copies every example of the page of templates prints what they say, without a warning.
#[test]
fn the_examples_of_templates_work_as_copied_and_are_the_same_in_both_languages() {
    let named = |page: &str| -> Vec<(String, String)> {
        blocks(page)
            .into_iter()
            .filter(|(language, _)| language == "jinja" || language == "css")
            .collect()
    };
    let examples = named("templates.md");
    assert_eq!(named("templates.ja.md"), examples);
    assert!(examples.len() >= 5, "{examples:?}");

    let folder = tempfile::tempdir().expect("a folder");
    for (_, block) in blocks("day.md")
        .iter()
        .filter(|(language, _)| language == "yaml")
        .take(3)
    {
        write(folder.path(), block);
    }
    for (_, block) in &examples {
        let first = block.lines().next().expect("a line");
        let name = first
            .split(' ')
            .find(|word| word.starts_with("templates/"))
            .expect("the name of the file");
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, block).expect("a template");
    }
    let run = Command::new(env!("CARGO_BIN_EXE_notice"))
        .args(["build", "--deny-warnings", "--as-of", "2026-12-06 23:35"])
        .current_dir(folder.path())
        .output()
        .expect("the program");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let made = |name: &str| fs::read_to_string(folder.path().join("out/web/midori").join(name)).expect("a document");
    let letter = made("2026-12-card/letter.html");
    for words in ["いつもみどり決済センターをご利用いただき", "以　上"] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(made("notice.css").trim_end().ends_with("h1 { color: #00695c; }"));
}
