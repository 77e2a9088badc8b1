//! What the command line tells and with which code it ends, with an engine that does what the story needs.

use notice::cli::{Console, Engine, run};
use notice::diagnostic::{Diagnostic, Message, Severity, Span};
use notice::engine::{BuildResult, Goal, ListEntry, Moment, Progress, Request, WorkspaceFiles};
use notice::testing::publish::{Output, Sink};
use notice::testing::workspace::{self, LARGEST};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Code, standard output, standard error.
struct Told(u8, String, String);

fn call(root: &Path, args: &[&str], engine: &Engine<'_>) -> Told {
    let mut all: Vec<OsString> = vec!["notice".into()];
    all.extend(args.iter().map(OsString::from));
    all.extend(["--workspace".into(), root.into()]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&all, engine, &mut Console::new(&mut out, &mut err));
    Told(code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn put(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::File::create(place)
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
}

/// A workspace whose records are files `notices/PUBLISHER/ID.yaml` with their title in them.
fn room(records: &[(&str, &str)]) -> TempDir {
    let room = TempDir::new().unwrap();
    std::fs::create_dir(room.path().join("notices")).unwrap();
    for (name, title) in records {
        put(room.path(), &format!("notices/{name}.yaml"), title);
    }
    room
}

/// Makes one letter per record, of its title and the moment in JST; a title with 誤 is an error, one with 疑 a warning.
fn letters(files: &WorkspaceFiles, request: &Request, sink: &mut dyn Sink, progress: &mut dyn Progress) -> BuildResult {
    let mut result = BuildResult::default();
    progress.begin(files.notices.len());
    for file in &files.notices {
        let title = String::from_utf8(file.bytes.to_vec()).unwrap();
        let name = file
            .path
            .strip_prefix("notices/")
            .unwrap()
            .strip_suffix(".yaml")
            .unwrap();
        let (publisher, id) = name.split_once('/').unwrap();
        let path = format!("web/{name}/letter.html");
        let source = result.sources.add(PathBuf::from(&file.path), title.clone());
        for (mark, severity) in [("誤", Severity::Error), ("疑", Severity::Warning)] {
            if let Some(start) = title.find(mark) {
                result.diagnostics.push(Diagnostic {
                    code: "N0001",
                    severity,
                    span: Some(Span {
                        file: source,
                        start,
                        end: start + mark.len(),
                    }),
                    message: Message::new("題名がおかしい", "the title is odd"),
                    help: Message::new("直してください", "mend it"),
                    related: None,
                });
            }
        }
        result.listing.push(ListEntry {
            publisher: publisher.to_string(),
            id: id.to_string(),
            kind: Message::new("メンテナンス", "maintenance"),
            title: title.clone(),
            state: Message::new("予定", "planned"),
            phrases: Message::new("", "").into(),
            documents: vec![path.clone()],
            choices: Vec::new(),
        });
        sink.put(Output {
            path: PathBuf::from(&path),
            bytes: format!("{title} {}", request.moment.in_zone(540)).into_bytes(),
            pages: Some(3),
            record: name.to_string(),
            label: Message::new("案内状", "letter"),
            fingerprint: String::new(),
            issue: None,
        });
        progress.done(&path);
    }
    result
}

#[test]
fn a_build_tells_what_it_wrote() {
    let room = room(&[("p/a", "春の工事"), ("p/b", "Autumn")]);
    let moment = ["build", "--as-of", "2021-07-19 01:30"];
    let Told(code, out, err) = call(room.path(), &moment, &letters);
    assert_eq!(code, 0, "{err}");
    assert_eq!(err, "[1/2] web/p/a/letter.html\n[2/2] web/p/b/letter.html\n");
    let expected = format!(
        "状態  文書    ファイル             ページ  サイズ\n\
         作成  案内状  web/p/a/letter.html       3    32 B\n\
         作成  案内状  web/p/b/letter.html       3    26 B\n\
         {}: 作成 2\n",
        room.path().join("out").display()
    );
    assert_eq!(out, expected);
    let letter = std::fs::read_to_string(room.path().join("out/web/p/a/letter.html")).unwrap();
    assert_eq!(letter, "春の工事 2021-07-19 01:30:00");

    put(room.path(), "notices/p/b.yaml", "Autumn, moved");
    let Told(_, out, _) = call(room.path(), &[&moment[..], &["--lang", "en"]].concat(), &letters);
    assert!(out.contains("\nsame     letter    web/p/a/letter.html"), "{out}");
    assert!(out.contains("\nchanged  letter    web/p/b/letter.html"), "{out}");
    assert!(out.ends_with(": 1 changed, 1 same\n"), "{out}");
}

#[test]
fn build_and_list_say_which_change_comes_next() {
    let room = room(&[("p/a", "春の工事")]);
    let next = chrono::DateTime::parse_from_rfc3339("2026-12-06T23:30:00+09:00").ok();
    let engine =
        |files: &WorkspaceFiles, request: &Request, sink: &mut dyn Sink, progress: &mut dyn Progress| BuildResult {
            next_change: next,
            ..letters(files, request, sink, progress)
        };
    for command in ["build", "list"] {
        let Told(_, out, _) = call(room.path(), &[command], &engine);
        assert!(out.ends_with("\n次に文書が変わるのは 2026-12-06 23:30 です\n"), "{out}");
        let Told(_, out, _) = call(room.path(), &[command, "--lang", "en"], &engine);
        assert!(out.ends_with("\ndocuments next change at 2026-12-06 23:30\n"), "{out}");
        // Where all is past nothing comes next, and nothing is said of it.
        let Told(_, out, _) = call(room.path(), &[command], &letters);
        assert!(!out.contains("次に"), "{out}");
    }
    let Told(_, out, _) = call(room.path(), &["check"], &engine);
    assert!(!out.contains("次に"), "{out}");
}

#[test]
fn one_error_among_many_records_publishes_nothing_and_tells_all_faults() {
    let room = room(&[("p/a", "春の工事"), ("p/b", "誤"), ("p/c", "疑と誤")]);
    let Told(code, out, err) = call(room.path(), &["build", "--as-of", "2021-07-19"], &letters);
    assert_eq!(code, 1);
    assert_eq!(out, "");
    assert_eq!(err.matches("題名がおかしい").count(), 3, "{err}");
    assert!(err.contains("出力していません"), "{err}");
    assert!(!room.path().join("out").exists());
    for (command, told) in [("check", ""), ("list", "p/b")] {
        let Told(code, out, err) = call(room.path(), &[command], &letters);
        assert_eq!(code, 1, "{command}");
        assert!(
            out.contains(told) && err.contains("題名がおかしい"),
            "{command}: {out}{err}"
        );
    }
}

#[test]
fn a_warning_is_told_but_stops_nothing() {
    let room = room(&[("p/a", "疑")]);
    let Told(code, _, err) = call(room.path(), &["build"], &letters);
    assert_eq!(code, 0);
    assert!(err.contains("題名がおかしい"));
    assert!(room.path().join("out/web/p/a/letter.html").exists());
    assert_eq!(call(room.path(), &["check"], &letters).0, 0);
}

#[test]
fn a_check_says_that_all_is_well_and_writes_nothing() {
    let room = room(&[("p/a", "春"), ("p/b", "秋")]);
    let Told(code, out, err) = call(room.path(), &["check"], &letters);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "2件の記録に誤りはありません\n", "")
    );
    assert!(!room.path().join("out").exists());
}

#[test]
fn a_list_shows_every_record_in_columns() {
    let room = room(&[("p/a", "春の工事"), ("quite-long/b", "秋")]);
    let Told(code, out, _) = call(room.path(), &["list"], &letters);
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "記録          種類          状態  件名      文書\n\
         p/a           メンテナンス  予定  春の工事  letter.html\n\
         quite-long/b  メンテナンス  予定  秋        letter.html\n"
    );
}

#[test]
fn a_partial_build_takes_an_id_with_or_without_its_publisher() {
    let room = room(&[("p/a", "A"), ("p/b", "B"), ("q/a", "A of q")]);
    let built = |path: &str| room.path().join("out").join(path).exists();
    assert_eq!(call(room.path(), &["build", "q/a"], &letters).0, 0);
    assert!(built("web/q/a/letter.html") && !built("web/p/a/letter.html"));
    assert_eq!(call(room.path(), &["build", "a"], &letters).0, 0);
    assert!(built("web/p/a/letter.html") && !built("web/p/b/letter.html"));

    let Told(code, _, err) = call(room.path(), &["build", "b", "nowhere", "p/q"], &letters);
    assert_eq!(code, 2);
    assert!(err.contains("nowhere、p/q"), "{err}");
    assert!(!built("web/p/b/letter.html"));
}

#[test]
fn the_engine_is_told_what_it_is_asked_for() {
    let room = room(&[("p/a", "A")]);
    for (args, goal) in [
        (["build", "a"], Goal::Publish),
        (["check", "-v"], Goal::Check),
        (["list", "-v"], Goal::List),
    ] {
        let args = [&args[..], &["--as-of", "2021-07-19T01:30+00:00"]].concat();
        call(room.path(), &args, &|files, request, sink, progress| {
            assert_eq!(request.goal, goal);
            assert_eq!(request.ids, if goal == Goal::Publish { vec!["a"] } else { vec![] });
            assert!(matches!(request.moment, Moment::Utc(t) if t.to_string() == "2021-07-19 01:30:00"));
            letters(files, request, sink, progress)
        });
    }
}

#[test]
fn a_wrong_call_says_what_is_wrong_with_it() {
    let room = room(&[]);
    for (args, told) in [
        (vec!["biuld"], "biuld"),
        (vec!["build", "--frobnicate"], "--frobnicate"),
        (vec!["build", "--as-of", "yesterday"], "yesterday"),
        (vec!["build", "--as-of", "2021-02-30"], "2021-02-30"),
        (vec!["build", "--lang", "fr"], "fr"),
        (vec!["list", "--out", "x"], "--out"),
    ] {
        let Told(code, out, err) = call(room.path(), &args, &letters);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(told) && err.contains("対処"), "{args:?}: {err}");
        let english = [&args[..], &["--lang=en"]].concat();
        let Told(code, _, err) = call(room.path(), &english, &letters);
        assert!(
            code == 2 && err.contains(told) && !err.contains(['。', 'エ', '対']),
            "{args:?}: {err}"
        );
    }
    let nowhere = TempDir::new().unwrap();
    let Told(code, _, err) = call(nowhere.path(), &["build"], &letters);
    assert_eq!(code, 2);
    assert!(err.contains("notices/"), "{err}");
}

#[test]
fn a_panic_of_the_engine_does_not_pass_for_success() {
    let room = room(&[("p/a", "A")]);
    let Told(code, out, err) = call(room.path(), &["build"], &|_, _, _, _| {
        panic!("the kerning of 〇 is negative")
    });
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("the kerning of 〇 is negative"), "{err}");
    assert!(!room.path().join("out").exists());
}

#[test]
fn a_failure_of_publication_ends_with_three_and_says_what_to_do() {
    let room = room(&[("p/a", "A")]);
    put(room.path(), "out/web/p/a/letter.html", "somebody's");
    let Told(code, out, err) = call(room.path(), &["build"], &letters);
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("p/a/letter.html") && err.contains("--out"), "{err}");
}

/// Takes some bytes and then fails.
struct Closing(usize, io::ErrorKind);

impl Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(self.1.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault_but_a_full_disk_is() {
    let room = room(&[("p/a", "A"), ("p/b", "B")]);
    let args: Vec<OsString> = ["notice", "build", "--workspace"].map(OsString::from).to_vec();
    let args = [args, vec![room.path().into()]].concat();
    for (kind, expected) in [(io::ErrorKind::BrokenPipe, 0), (io::ErrorKind::StorageFull, 3)] {
        let (mut out, mut err) = (Closing(10, kind), Vec::new());
        let code = run(&args, &letters, &mut Console::new(&mut out, &mut err));
        assert_eq!(code, expected, "{kind:?}");
        assert!(
            room.path().join("out/web/p/b/letter.html").exists(),
            "the documents are published all the same"
        );
    }
    // Nobody reads what is said about it: the work is done.
    let (mut out, mut err) = (Vec::new(), Closing(0, io::ErrorKind::BrokenPipe));
    assert_eq!(run(&args, &letters, &mut Console::new(&mut out, &mut err)), 0);
}

// Reading the workspace ----------------------------------------------------------------------------------------------

fn paths(files: &[notice::engine::WorkspaceFile]) -> Vec<&str> {
    files.iter().map(|f| f.path.as_str()).collect()
}

#[test]
fn files_are_read_in_any_depth_in_the_order_of_their_paths_without_hidden_ones() {
    let room = room(&[]);
    for path in [
        "notices/b.yaml",
        "notices/a/z.yaml",
        "notices/a/年/度.yaml",
        "notices/.git/config",
        "notices/a/.hidden.yaml",
        "notices/a-b.yaml",
        "templates/letter/x.md",
        "fonts/F.ttf",
        "other/x.yaml",
    ] {
        put(room.path(), path, path);
    }
    let reading = workspace::read(room.path()).unwrap();
    assert_eq!(
        paths(&reading.files.notices),
        [
            "notices/a-b.yaml",
            "notices/a/z.yaml",
            "notices/a/年/度.yaml",
            "notices/b.yaml"
        ]
    );
    assert_eq!(paths(&reading.files.templates), ["templates/letter/x.md"]);
    assert_eq!(paths(&reading.files.fonts), ["fonts/F.ttf"]);
    assert_eq!(*reading.files.notices[3].bytes, *b"notices/b.yaml");
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_round_in_a_circle_and_pipes_are_not_waited_for() {
    use std::os::unix::fs::symlink;
    let room = room(&[("p/a", "A")]);
    put(room.path(), "elsewhere/x.yaml", "X");
    symlink(room.path().join("elsewhere"), room.path().join("notices/linked")).unwrap();
    symlink(room.path().join("notices"), room.path().join("notices/p/back")).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(room.path().join("notices/pipe.yaml"))
        .status();
    assert!(pipe.unwrap().success());
    let reading = workspace::read(room.path()).unwrap();
    assert_eq!(
        paths(&reading.files.notices),
        ["notices/linked/x.yaml", "notices/p/a.yaml"]
    );
    assert_eq!(reading.passed_over, ["notices/p/back"]);
    assert_eq!(reading.unread[0].path, "notices/pipe.yaml");
}

#[test]
fn a_file_too_large_is_not_read_and_stops_publication() {
    let room = room(&[("p/a", "A")]);
    put(room.path(), "notices/p/film.yaml", "");
    let film = std::fs::File::options()
        .write(true)
        .open(room.path().join("notices/p/film.yaml"))
        .unwrap();
    // Takes no room on the disk.
    film.set_len(LARGEST + 1).unwrap();
    let Told(code, _, err) = call(room.path(), &["build"], &letters);
    assert_eq!(code, 1);
    assert!(err.contains("notices/p/film.yaml") && err.contains("64.0 MB"), "{err}");
    assert!(!room.path().join("out").exists());
}
