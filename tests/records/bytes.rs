//! The same records at the same moment give the same bytes: whoever's machine, whatever its zone and language.

use crate::bench::{cases, save, workspace};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// One workspace that holds the notices of every case, each publisher below a key of its own.
fn everything() -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for (case, root) in cases() {
        let files = workspace(&root);
        let notices = files.notices.iter().map(|file| {
            let below = file.path.strip_prefix("notices/").expect("below notices/");
            (format!("notices/{case}-{below}"), &file.bytes)
        });
        // The project's own fonts are built in.
        let fonts = files.fonts.iter().filter(|_| case != "of-the-project");
        let fonts = fonts.map(|file| (file.path.clone(), &file.bytes));
        // Its own letters; what else stands in the project's templates is built in.
        let own = files
            .templates
            .iter()
            .filter(|file| case != "of-the-project" || file.path.starts_with("templates/j-mups/"));
        let renamed = |path: &str| path.replace("templates/j-mups/", "templates/of-the-project-j-mups/");
        let own = own.map(|file| (renamed(&file.path), &file.bytes));
        for (path, bytes) in notices.chain(fonts).chain(own) {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            save(&path, bytes);
        }
    }
    folder
}

/// Builds in a process of its own; answers every file by its path.
fn built(workspace: &Path, out: &str, environment: &[(&str, &str)], arguments: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
    command
        .current_dir(workspace)
        .args(["build", "--as-of", "2026-10-01 09:00", "--out", out])
        .args(arguments);
    for name in ["TZ", "LANG", "LC_ALL", "LANGUAGE"] {
        command.env_remove(name);
    }
    command.envs(environment.iter().copied());
    let output = command.output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let root = workspace.join(out);
    let mut files = BTreeMap::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root).expect("below").to_path_buf();
                // What the program notes for itself tells the times of writing.
                if !name.starts_with(".notice") {
                    files.insert(name, fs::read(&path).expect("a file"));
                }
            }
        }
    }
    files
}

#[test]
fn processes_in_two_zones_and_languages_on_one_thread_and_many_make_the_same_bytes() {
    let workspace = everything();
    let tokyo = [("TZ", "Asia/Tokyo"), ("LANG", "ja_JP.UTF-8"), ("LC_ALL", "ja_JP.UTF-8")];
    let elsewhere = [
        ("TZ", "America/St_Johns"),
        ("LANG", "C"),
        ("LC_ALL", "tr_TR.ISO-8859-9"),
    ];
    let first = built(workspace.path(), "tokyo", &tokyo, &["--jobs", "2"]);
    assert!(first.len() > 40, "{} files", first.len());
    for (out, environment, arguments) in [
        ("elsewhere", elsewhere, ["--jobs", "1"].as_slice()),
        ("many", elsewhere, &["--jobs", "8"]),
        ("english", tokyo, &["--lang", "en"]),
    ] {
        let other = built(workspace.path(), out, &environment, arguments);
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&first), names(&other), "{out}");
        for (name, bytes) in &first {
            assert!(*bytes == other[name], "{} differs in {out}/", name.display());
        }
    }
}
