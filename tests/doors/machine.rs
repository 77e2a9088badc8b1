//! A machine that gives little: what can be made is made, and what cannot is told with what to do, as exit code 3.

#![cfg(target_os = "linux")]

use crate::room::{Room, record};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Calls the command in the room, behind what a shell says before it.
fn shell(room: &Room, before: &str, args: &str) -> Output {
    let notice = env!("CARGO_BIN_EXE_notice");
    let line = format!("{before} exec {notice} {args} --as-of '2026-12-01 12:00'");
    let mut command = Command::new("bash");
    command
        .args(["-c", &line])
        .current_dir(room.path())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null());
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn room_of(records: usize) -> Room {
    let room = Room::new();
    for number in 0..records {
        let text = record(&format!("r{number}")).replace("  cause", "  issued: 2026-11-22\n  cause");
        room.put(format!("notices/a/r{number}.yaml"), text);
    }
    room
}

/// Every file of an output folder that may be served, with its bytes.
fn served(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.join("web"), folder.join("office")];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            match entry.path().is_dir() {
                true => open.push(entry.path()),
                false => {
                    let name = entry.path().strip_prefix(folder).unwrap().to_path_buf();
                    drop(files.insert(name, fs::read(entry.path()).unwrap()));
                }
            }
        }
    }
    files
}

#[test]
fn without_threads_the_same_documents_are_made() {
    let room = room_of(12);
    // No machine has so much for the stack of a thread: none can begin.
    let none = shell(
        &room,
        "export RUST_MIN_STACK=1000000000000000;",
        "build --jobs 4 --out none",
    );
    assert_eq!(none.status.code(), Some(0), "{}", told(&none));
    assert_eq!(shell(&room, "", "build --jobs 4 --out four").status.code(), Some(0));
    let files = served(&room.path().join("none"));
    assert!(files.len() > 12 && files == served(&room.path().join("four")));
}

#[test]
fn without_threads_a_build_can_be_stopped_all_the_same() {
    let room = room_of(200);
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
    command
        .args(["build", "--as-of", "2026-12-01 12:00"])
        .current_dir(room.path());
    command
        .env("RUST_MIN_STACK", "1000000000000000")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut build = command.spawn().unwrap();
    let mut lines = BufReader::new(build.stderr.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().starts_with("[1/"));
    let stopped = Command::new("kill").args(["-INT", &build.id().to_string()]).status();
    assert!(stopped.unwrap().success());
    drop(lines);
    assert_eq!(build.wait().unwrap().signal(), Some(2));
    assert!(served(&room.path().join("out")).is_empty());
    assert_eq!(shell(&room, "", "build").status.code(), Some(0));
}

#[test]
fn with_few_open_files_all_is_published_or_nothing() {
    let room = room_of(40);
    let all = shell(&room, "", "build --out all");
    assert_eq!(all.status.code(), Some(0), "{}", told(&all));
    let all = served(&room.path().join("all"));
    for most in [5, 6, 8, 10, 12, 14, 16, 20, 24, 32, 48, 64] {
        let out = format!("out-{most}");
        let output = shell(&room, &format!("ulimit -n {most};"), &format!("build --out {out}"));
        let told = told(&output);
        let files = served(&room.path().join(&out));
        match output.status.code() {
            Some(0) => assert!(files == all, "{most}: {told}"),
            Some(3) => {
                assert!(told.contains("ulimit -n") && files.is_empty(), "{most}: {told}");
                assert!(most < 32, "{most}: {told}");
            }
            code => panic!("{most}: {code:?} {told}"),
        }
        let english = shell(&room, &format!("ulimit -n {most};"), "check --lang en");
        assert!(matches!(english.status.code(), Some(0 | 3)), "{most}");
    }
}

#[test]
fn without_memory_the_end_is_that_of_a_machine_that_failed() {
    let room = room_of(4);
    let mut codes = Vec::new();
    for (limit, most) in [
        ("-v", 105_000),
        ("-v", 120_000),
        ("-v", 180_000),
        ("-v", 240_000),
        ("-s", 64),
        ("-s", 128),
    ] {
        for (language, remedy) in [("ja", "制限をゆるめて"), ("en", "raise the limit")] {
            let output = shell(
                &room,
                &format!("ulimit {limit} {most};"),
                &format!("check --lang {language}"),
            );
            let told = told(&output);
            codes.push(output.status.code());
            assert!(
                matches!(output.status.code(), Some(0 | 3)),
                "{limit} {most}: {:?} {told}",
                output.status
            );
            assert!(
                told.contains(remedy) && told.contains(&format!("ulimit {limit}")),
                "{limit} {most}: {told}"
            );
        }
    }
    assert!(codes.contains(&Some(3)), "{codes:?}");
}

#[test]
fn what_cannot_be_told_is_done_all_the_same() {
    let room = room_of(1);
    let full = shell(&room, "exec >/dev/full;", "build --out full --lang en");
    assert_eq!(full.status.code(), Some(3));
    assert!(told(&full).contains("all but the telling is done"), "{}", told(&full));
    assert!(!served(&room.path().join("full")).is_empty());
    let listed = shell(&room, "exec >/dev/full;", "list");
    assert!(
        listed.status.code() == Some(3) && told(&listed).contains("空き容量がありません"),
        "{}",
        told(&listed)
    );
    for (before, code) in [
        ("exec >&-;", 0),
        ("exec 2>&-;", 0),
        ("exec 2>/dev/full;", 0),
        ("exec <&- >&- 2>&-;", 0),
    ] {
        let output = shell(&room, before, "build");
        assert_eq!(output.status.code(), Some(code), "{before} {}", told(&output));
    }
}

#[test]
fn a_call_in_other_characters_is_wrong_in_both_languages() {
    let room = room_of(1);
    let sjis = OsStr::from_bytes(b"\x8c\x8f\x96\xbc");
    let call = |args: &[&OsStr]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
        command.args(args).current_dir(room.path()).output().unwrap()
    };
    let of = |word: &'static str| OsStr::new(word);
    for args in [
        [of("build"), sjis],
        [of("explain"), sjis],
        [of("--as-of"), sjis],
        [sjis, of("check")],
        [of("list"), sjis],
    ] {
        let output = call(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", told(&output));
        assert!(!told(&output).contains("invalid UTF-8"), "{}", told(&output));
    }
    // Folders may be called as they are.
    let output = call(&[of("build"), of("--out"), sjis]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(!served(&room.path().join(sjis)).is_empty());
    for id in [
        "../x",
        "a/../a/one",
        "a\nb",
        "\u{1b}[2J",
        "…",
        "",
        " ",
        "-",
        "con",
        "a/one/x",
    ] {
        let output = call(&[of("build"), of("--"), OsStr::new(id)]);
        assert_eq!(output.status.code(), Some(2), "{id:?}: {}", told(&output));
    }
}
