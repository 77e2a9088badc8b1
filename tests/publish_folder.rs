//! What publication does to the output folder, and what it never does.

use notice::diagnostic::Message;
use notice::testing::publish::{Ending, Fate, MANIFEST, Output, Publication, PublishError, Report, Scope, Sink, Terms};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn output(record: &str, path: &str, text: &str) -> Output {
    Output {
        path: PathBuf::from(path),
        bytes: text.as_bytes().to_vec(),
        pages: Some(2),
        record: record.to_string(),
        label: Message::new("案内状", "letter"),
        fingerprint: String::new(),
        issue: None,
    }
}

type Plan = Vec<Output>;

/// Publishes `plan` for the records of `scope`.
fn publish(plan: &Plan, out: &Path, scope: &Scope) -> Result<Report, PublishError> {
    let terms = Terms {
        workspace: "w".to_string(),
        moment: "2026-11-28 00:00:00".to_string(),
        scope: scope.clone(),
        take_over: false,
        verify: false,
    };
    let mut publication = Publication::open(out, terms, &mut || {})?;
    plan.iter().for_each(|output| publication.put(output.clone()));
    publication.commit(&Ending::default(), &|_| true)
}

fn plan(files: &[(&str, &str, &str)]) -> Plan {
    let outputs = files.iter();
    outputs
        .map(|(record, path, text)| output(record, &format!("web/{path}"), text))
        .collect()
}

fn build(out: &TempDir, files: &[(&str, &str, &str)]) -> Result<Report, PublishError> {
    publish(&plan(files), out.path(), &Scope::All)
}

fn build_only(out: &TempDir, records: &[&str], files: &[(&str, &str, &str)]) -> Result<Report, PublishError> {
    let records: BTreeSet<String> = records.iter().map(|r| r.to_string()).collect();
    publish(&plan(files), out.path(), &Scope::Records(records))
}

fn states(report: &Report) -> Vec<(&str, Fate)> {
    let entries = report.entries.iter();
    entries
        .map(|e| (e.path.strip_prefix("web/").expect("the web's part"), e.state))
        .collect()
}

/// The text of a file of the web's part.
fn read(out: &TempDir, path: &str) -> String {
    read_in(&out.path().join("web"), path)
}

fn read_in(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A file of somebody else in the web's part.
fn put(out: &TempDir, path: &str, text: &str) {
    put_in(&out.path().join("web"), path, text);
}

fn put_in(folder: &Path, path: &str, text: &str) {
    use std::io::Write;
    let place = folder.join(path);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::File::create(place)
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
}

/// Every path of the web's part, sorted.
fn of_web(out: &TempDir) -> Vec<String> {
    names(&out.path().join("web"))
}

/// Every path below a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            found.push(path.strip_prefix(root).unwrap().to_string_lossy().into_owned());
            if path.is_dir() && !path.is_symlink() {
                walk(root, &path, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

#[test]
fn a_first_build_writes_everything_and_a_manifest_that_a_person_can_read() {
    let out = TempDir::new().unwrap();
    let report = build(&out, &[("p/a", "p/a/letter.html", "A"), ("p", "p/index.html", "page")]).unwrap();
    assert_eq!(
        states(&report),
        [("p/a/letter.html", Fate::New), ("p/index.html", Fate::New)]
    );
    assert_eq!(report.entries[0].size, Some(1));
    assert_eq!(read(&out, "p/a/letter.html"), "A");
    assert_eq!(
        names(out.path()),
        [
            ".notice",
            MANIFEST,
            "web",
            "web/p",
            "web/p/a",
            "web/p/a/letter.html",
            "web/p/index.html"
        ]
    );

    let manifest = read_in(out.path(), MANIFEST);
    // SHA-256 of "A", as sha256sum(1) tells it.
    let hash = "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd\t1\t";
    let rest = "\t2\t-\t-\t2026-11-28 00:00:00\tp/a\t案内状\tletter\tweb/p/a/letter.html";
    assert!(
        manifest.lines().any(|l| l.starts_with(hash) && l.ends_with(rest)),
        "{manifest}"
    );
}

#[test]
fn the_same_bytes_are_left_alone_to_the_last_second() {
    let out = TempDir::new().unwrap();
    let files = [("p/a", "p/a/letter.html", "A"), ("p/b", "p/b/letter.html", "B")];
    build(&out, &files).unwrap();
    let stamp = |path: &str| {
        out.path()
            .join("web")
            .join(path)
            .metadata()
            .unwrap()
            .modified()
            .unwrap()
    };
    let manifest = format!("../{MANIFEST}");
    let files_of = [&manifest, "p/a/letter.html", "p/b/letter.html"];
    let before: Vec<_> = files_of.map(stamp).to_vec();
    std::thread::sleep(std::time::Duration::from_millis(20));

    let report = build(&out, &files).unwrap();
    assert_eq!(report.count(Fate::Same), 2);
    assert_eq!(files_of.map(stamp).to_vec(), before);

    let report = build(&out, &[files[0], ("p/b", "p/b/letter.html", "B, corrected")]).unwrap();
    assert_eq!(
        states(&report),
        [("p/a/letter.html", Fate::Same), ("p/b/letter.html", Fate::Changed)]
    );
    assert_eq!(stamp("p/a/letter.html"), before[1]);
    assert_eq!(read(&out, "p/b/letter.html"), "B, corrected");
}

#[test]
fn what_no_record_makes_any_more_goes_away_with_its_empty_folders_and_nothing_else_does() {
    let out = TempDir::new().unwrap();
    build(
        &out,
        &[
            ("p/a", "p/a/letter.html", "A"),
            ("p/b", "p/b/deep/er/letter.html", "B"),
            ("p/c", "p/c/letter.html", "C"),
        ],
    )
    .unwrap();
    put(&out, "p/c/memo.txt", "somebody's");
    put(&out, "mine/notes.txt", "somebody's");
    std::fs::create_dir(out.path().join("web/empty")).unwrap();

    let report = build(&out, &[("p/a", "p/a/letter.html", "A")]).unwrap();
    assert_eq!(report.count(Fate::Removed), 2);
    assert_eq!(
        of_web(&out),
        [
            "empty",
            "mine",
            "mine/notes.txt",
            "p",
            "p/a",
            "p/a/letter.html",
            "p/c",
            "p/c/memo.txt"
        ]
    );
}

#[test]
fn a_file_that_somebody_else_made_is_never_overwritten() {
    let out = TempDir::new().unwrap();
    put(&out, "p/a/letter.html", "somebody's");
    let error = build(
        &out,
        &[("p/a", "p/a/letter.html", "A"), ("p/b", "p/b/letter.html", "B")],
    )
    .unwrap_err();
    let PublishError::Foreign(paths) = &error else {
        panic!("{error:?}")
    };
    assert!(paths[0].ends_with("p/a/letter.html"));
    assert!(error.help().ja.contains("--out"));
    assert_eq!(of_web(&out), ["p", "p/a", "p/a/letter.html"]);
    assert_eq!(read(&out, "p/a/letter.html"), "somebody's");

    // The same bytes harm nobody: the file becomes ours.
    let report = build(&out, &[("p/a", "p/a/letter.html", "somebody's")]).unwrap();
    assert_eq!(states(&report), [("p/a/letter.html", Fate::Same)]);
    let report = build(&out, &[("p/a", "p/a/letter.html", "A")]).unwrap();
    assert_eq!(states(&report), [("p/a/letter.html", Fate::Changed)]);
}

#[test]
fn a_file_of_ours_that_somebody_changed_is_made_anew_but_not_thrown_away() {
    let out = TempDir::new().unwrap();
    build(&out, &[("p/a", "a.html", "A"), ("p/b", "b.html", "B")]).unwrap();
    put(&out, "a.html", "A, by hand");
    put(&out, "b.html", "B, by hand");
    let report = build(&out, &[("p/a", "a.html", "A")]).unwrap();
    assert_eq!(states(&report), [("a.html", Fate::Changed), ("b.html", Fate::Kept)]);
    assert_eq!(read(&out, "a.html"), "A");
    assert_eq!(read(&out, "b.html"), "B, by hand");

    // From now on it is theirs.
    let report = build(&out, &[("p/a", "a.html", "A")]).unwrap();
    assert_eq!(states(&report), [("a.html", Fate::Same)]);
    assert!(matches!(
        build(&out, &[("p/a", "a.html", "A"), ("p/b", "b.html", "B")]),
        Err(PublishError::Foreign(_))
    ));
}

#[test]
fn a_partial_build_minds_its_own_records() {
    let out = TempDir::new().unwrap();
    let all = [
        ("p", "p/index.html", "page"),
        ("p/a", "p/a/fax-1.html", "A1"),
        ("p/a", "p/a/letter.html", "A"),
        ("p/b", "p/b/letter.html", "B"),
    ];
    build(&out, &all).unwrap();
    // The engine may hand over everything; only what belongs to the record is written or removed.
    let report = build_only(
        &out,
        &["p/a"],
        &[
            ("p", "p/index.html", "new page"),
            ("p/a", "p/a/letter.html", "new A"),
            ("p/b", "p/b/letter.html", "new B"),
        ],
    )
    .unwrap();
    assert_eq!(
        states(&report),
        [("p/a/fax-1.html", Fate::Removed), ("p/a/letter.html", Fate::Changed)]
    );
    assert_eq!(read(&out, "p/index.html"), "page");
    assert_eq!(read(&out, "p/b/letter.html"), "B");

    // Or only the record's own files.
    build_only(&out, &["p/a"], &[("p/a", "p/a/letter.html", "newer A")]).unwrap();
    assert_eq!(read(&out, "p/b/letter.html"), "B");

    // A full build still knows all of them.
    let report = build(&out, &[]).unwrap();
    assert_eq!(report.count(Fate::Removed), 3);
    assert_eq!(of_web(&out), Vec::<String>::new());
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let out = TempDir::new().unwrap();
    for path in [
        "../up.html",
        "a/../../up.html",
        "/etc/up.html",
        "",
        "a//b",
        "a/./b",
        "a/",
        "a\\b",
        "C:x",
        "a\nb",
        ".notice/manifest",
        ".notice-lock",
        "a/.notice-x",
    ] {
        let error = build(&out, &[("p/a", "fine.html", "A"), ("p/a", path, "A")]).unwrap_err();
        assert!(matches!(error, PublishError::Path { .. }), "{path:?}: {error:?}");
    }
    for second in ["p/a.html", "p/a.html/b"] {
        let error = build(&out, &[("p/a", "p/a.html", "A"), ("p/a", second, "B")]).unwrap_err();
        assert!(matches!(error, PublishError::Clash { .. }), "{second:?}: {error:?}");
    }
    assert_eq!(names(out.path()), Vec::<String>::new());
}

#[test]
fn a_broken_manifest_stops_the_build_before_anything_is_removed() {
    let good = {
        let out = TempDir::new().unwrap();
        build(&out, &[("p/a", "a.html", "A")]).unwrap();
        read_in(out.path(), MANIFEST)
    };
    let lines = good.lines().count();
    let broken = [
        good.replace("web/a.html", "../victim.txt"),
        good.replace("web/a.html", "/etc/passwd"),
        good.replace("web/a.html", "a.html"),
        good.replace("p/a\t", ""),
        good.replace("559aead0", "559AEAD0"),
        good.trim_end().to_string(),
        format!("{good}<<<<<<< HEAD\n"),
        String::new(),
    ];
    for text in broken {
        let room = TempDir::new().unwrap();
        put_in(room.path(), "victim.txt", "somebody's");
        put_in(room.path(), "out/web/a.html", "A");
        put_in(room.path(), &format!("out/{MANIFEST}"), &text);
        let error = publish(&Plan::default(), &room.path().join("out"), &Scope::All).unwrap_err();
        let PublishError::Manifest { line, .. } = &error else {
            panic!("{text}: {error:?}")
        };
        assert!((1..=lines + 1).contains(line));
        assert_eq!(
            names(room.path()),
            [
                "out",
                "out/.notice",
                &format!("out/{MANIFEST}"),
                "out/web",
                "out/web/a.html",
                "victim.txt"
            ]
        );
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let room = TempDir::new().unwrap();
    let out = room.path().join("out");
    let all = plan(&[("p/a", "p/a/letter.html", "A"), ("p/b", "q/b/letter.html", "B")]);
    publish(&all, &out, &Scope::All).unwrap();

    // Somebody moves a folder elsewhere and leaves a link: what lies there is no longer ours to write or remove.
    let moved = std::process::Command::new("mv")
        .arg(out.join("web/q"))
        .arg(room.path().join("elsewhere"))
        .status();
    assert!(moved.unwrap().success());
    symlink(room.path().join("elsewhere"), out.join("web/q")).unwrap();
    let changed = plan(&[("p/a", "p/a/letter.html", "A"), ("p/b", "q/b/letter.html", "new B")]);
    let error = publish(&changed, &out, &Scope::All).unwrap_err();
    assert!(matches!(error, PublishError::Foreign(_)), "{error:?}");

    let report = publish(&plan(&[("p/a", "p/a/letter.html", "A")]), &out, &Scope::All).unwrap();
    assert_eq!(report.count(Fate::Kept), 1);
    let there = room.path().join("elsewhere/b/letter.html");
    assert_eq!(std::fs::read_to_string(there).unwrap(), "B");

    // A manifest that is itself a link is not ours.
    let room = TempDir::new().unwrap();
    put_in(room.path(), "victim", "x\n");
    std::fs::create_dir_all(room.path().join("out/.notice")).unwrap();
    symlink(room.path().join("victim"), room.path().join("out").join(MANIFEST)).unwrap();
    let error = publish(&all, &room.path().join("out"), &Scope::All).unwrap_err();
    assert!(matches!(error, PublishError::Manifest { .. }), "{error:?}");
    assert_eq!(read_in(room.path(), "victim"), "x\n");

    // Nor is a lock.
    let room = TempDir::new().unwrap();
    std::fs::create_dir_all(room.path().join("out/.notice")).unwrap();
    symlink(room.path().join("victim"), room.path().join("out/.notice/lock")).unwrap();
    let error = publish(&all, &room.path().join("out"), &Scope::All).unwrap_err();
    assert!(matches!(error, PublishError::Foreign(_)), "{error:?}");
    assert!(!room.path().join("victim").exists());
}

#[test]
fn a_folder_in_the_place_of_a_file_stops_the_build() {
    let out = TempDir::new().unwrap();
    put(&out, "p/a/letter.html/memo.txt", "somebody's");
    put(&out, "q", "somebody's");
    let error = build(
        &out,
        &[
            ("p/a", "p/a/letter.html", "A"),
            ("p/b", "b.html", "B"),
            ("q/c", "q/c.html", "C"),
        ],
    )
    .unwrap_err();
    let PublishError::Foreign(paths) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(paths.len(), 2, "both are named in one run");
    assert!(!out.path().join("web/b.html").exists());

    // The output folder itself is a file.
    let error = publish(&plan(&[("p/a", "a.html", "A")]), &out.path().join("web/q"), &Scope::All).unwrap_err();
    assert!(matches!(error, PublishError::Disk { .. }), "{error:?}");
    assert_eq!(read(&out, "q"), "somebody's");
}

#[cfg(unix)]
#[test]
fn published_files_can_be_read_by_a_web_server() {
    use std::os::unix::fs::PermissionsExt;
    let out = TempDir::new().unwrap();
    build(&out, &[("p/a", "a.html", "A")]).unwrap();
    // What any program's new file would have under this umask.
    put(&out, "other", "");
    let mode = |name: &str| {
        out.path()
            .join("web")
            .join(name)
            .metadata()
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("a.html"), mode("other"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    // Not even root makes files there.
    for out in ["/proc/self", "/proc/self/out"] {
        let error = publish(&plan(&[("p/a", "a.html", "A")]), Path::new(out), &Scope::All).unwrap_err();
        assert!(matches!(error, PublishError::Disk { .. }), "{error:?}");
        assert!(error.message().ja.contains("/proc/"), "{error}");
    }
}
