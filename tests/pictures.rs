//! Pages look as they did when somebody last looked at them.
//!
//! Each folder of `tests/pictures/` is a workspace and the pictures of its PDF pages, 60 dpi, 16 greys. A folder dropped in
//! is picked up. Pictures are compared after a small blur and with a tolerance, so that another version of poppler with
//! another antialiasing passes and a moved line does not. Where they differ, what was expected, what was made and the
//! difference stand side by side below `target/tmp/pictures/`.
//!
//! `UPDATE=1 cargo test --test pictures` accepts; look at the pictures before you commit them.

mod common;

#[path = "pictures/grey.rs"]
mod grey;

use grey::Grey;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The moment all are made at.
const AS_OF: &str = "2021-07-19 01:30";

/// Resolution of the pictures, dpi.
const RESOLUTION: &str = "60";

/// No picture is larger, bytes.
const MOST_BYTES: u64 = 40_000;

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(home()).expect("tests/pictures/");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

/// The pages of every PDF of a workspace, by name: the document with the page.
fn made(case: &Path) -> BTreeMap<String, Grey> {
    let out = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
    command.arg("build").args(["--as-of", AS_OF, "--workspace"]).arg(case);
    let told = command.arg("--out").arg(out.path()).output().expect("the binary runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let mut files = Vec::new();
    common::walk(out.path(), &mut files);
    files.retain(|file| file.extension().is_some_and(|e| e == "pdf"));
    let mut pages = BTreeMap::new();
    for file in files {
        let drawn = tempfile::tempdir().expect("a folder");
        let document = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut command = Command::new("pdftoppm");
        command.args(["-r", RESOLUTION, "-gray", "-png"]).arg(&file);
        let status = command.arg(drawn.path().join(&document)).status();
        assert!(status.expect("pdftoppm, of poppler-utils, is installed").success());
        for page in fs::read_dir(drawn.path()).expect("pages") {
            let page = page.expect("a page").path();
            let name = page.file_name().expect("a name").to_string_lossy().into_owned();
            pages.insert(name, Grey::read(&page).rounded());
        }
    }
    assert!(!pages.is_empty(), "{} makes no PDF", case.display());
    pages
}

/// The pictures kept beside a workspace.
fn kept(case: &Path) -> BTreeMap<String, Grey> {
    let entries = fs::read_dir(case)
        .expect("a case")
        .map(|entry| entry.expect("an entry").path());
    let pictures = entries.filter(|path| path.extension().is_some_and(|e| e == "png"));
    pictures
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, Grey::read(&path))
        })
        .collect()
}

#[test]
fn pages_look_as_they_did() {
    #[expect(
        clippy::disallowed_methods,
        reason = "how a person asks this test to accept what it sees"
    )]
    let update = std::env::var("UPDATE").is_ok();
    let aside = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    let mut differences = Vec::new();
    assert!(!cases().is_empty());
    for case in cases() {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let (made, kept) = (made(&case), kept(&case));
        if update {
            accept(&case, &made, &kept);
            continue;
        }
        let (pages, before): (Vec<_>, Vec<_>) = (made.keys().collect(), kept.keys().collect());
        if pages != before {
            differences.push(format!("{name}: pages {pages:?} in place of {before:?}"));
        }
        for (page, picture) in &made {
            let Some(expected) = kept.get(page) else { continue };
            let Err(how) = expected.agrees(picture) else { continue };
            let file = aside.join(&name).join(page);
            fs::create_dir_all(aside.join(&name)).expect("a folder");
            expected.beside(picture).write(&file);
            differences.push(format!("{name}/{page}: {how}; see {}", file.display()));
        }
    }
    assert!(
        differences.is_empty(),
        "{}\nif the pages are right: UPDATE=1 cargo test --test pictures",
        differences.join("\n")
    );
}

/// Keeps what was made; what agrees already stays as it is, so that a new poppler does not change every file.
fn accept(case: &Path, made: &BTreeMap<String, Grey>, kept: &BTreeMap<String, Grey>) {
    #[expect(clippy::disallowed_methods, reason = "a picture of a page that is made no more")]
    for page in kept.keys().filter(|page| !made.contains_key(*page)) {
        fs::remove_file(case.join(page)).expect("a picture");
    }
    for (page, picture) in made {
        if kept.get(page).is_none_or(|old| old.agrees(picture).is_err()) {
            picture.write(&case.join(page));
        }
    }
}

#[test]
fn pictures_are_small() {
    let mut files = Vec::new();
    common::walk(&home(), &mut files);
    files.retain(|file| file.extension().is_some_and(|e| e == "png"));
    assert!(files.len() >= 20);
    for file in files {
        let bytes = fs::metadata(&file).expect("a picture").len();
        assert!(bytes <= MOST_BYTES, "{} has {bytes} bytes", file.display());
    }
}

#[test]
fn a_line_moved_by_a_pixel_is_seen_and_other_antialiasing_is_not() {
    let page = kept(&home().join("letter-2021"))
        .remove("letter-1.png")
        .expect("a page");
    let lighter = page.changed(|_, _, value| value.saturating_add(24));
    assert_eq!(page.agrees(&lighter), Ok(()));
    // The line that begins with 拝啓, at 60 dpi.
    let line = 164..176;
    let moved = page.changed(|x, y, value| if line.contains(&y) { page.at(x, y - 1) } else { value });
    assert!(page.agrees(&moved).is_err());
    let lost = page.changed(|x, y, value| if line.contains(&y) && x > 120 { 255 } else { value });
    assert!(page.agrees(&lost).is_err());
    assert!(page.agrees(&Grey::white(10, 10)).is_err());
}
