//! What of a workspace cannot be read hides nothing else, and nothing is published without it.

#![cfg(unix)]

use crate::room::{PUBLISHER, Room, Told, record};
use notice::testing::workspace::{CODES, Why, read};
use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn paths(room: &Room) -> Vec<String> {
    let files = read(room.path()).unwrap().files;
    files.notices.into_iter().map(|file| file.path).collect()
}

/// Holds what is told to a file, of which `notice explain` takes its examples. `UPDATE=1` accepts.
fn holds(name: &str, told: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/doors").join(name);
    if std::env::vars().any(|(name, value)| name == "UPDATE" && value == "1") {
        use std::io::Write;
        fs::File::create(&path).unwrap().write_all(told.as_bytes()).unwrap();
    }
    assert_eq!(told, fs::read_to_string(path).unwrap());
}

#[test]
fn what_is_not_read_is_told_beside_the_other_faults() {
    let room = Room::new();
    room.put("notices/a/bad.yaml", record("bad").replace("[net]", "[nett]"));
    room.put("notices/a/film.yaml", "");
    let film = fs::File::options()
        .write(true)
        .open(room.path().join("notices/a/film.yaml"));
    film.unwrap().set_len(64_000_001).unwrap();
    symlink("nowhere", room.path().join("notices/a/gone.yaml")).unwrap();
    pipe(&room.path().join("notices/a/pipe.yaml"));
    let sjis = OsStr::from_bytes(b"\x8c\x8f\x96\xbc.yaml");
    room.put(Path::new("notices/a").join(sjis), record("two"));
    let told = |language| room.call(&["check", "--lang", language], false);
    let Told(code, _, ja) = told("ja");
    assert_eq!(code, 3, "{ja}");
    holds("unread.txt", &ja);
    let Told(_, _, en) = told("en");
    for word in ["N0202", "N9001", "N9002", "N9003", "N9004", "gone.yaml", "5 errors"] {
        assert!(en.contains(word), "{word}: {en}");
    }
    let Told(code, out, told) = room.call(&["build"], false);
    assert_eq!((code, out.as_str()), (3, ""), "{told}");
    assert!(told.contains("N0202") && !room.path().join("out").exists(), "{told}");
    let Told(code, json, _) = room.call(&["check", "--json"], false);
    assert_eq!(code, 3);
    for code in ["N0202", "N9001", "N9002", "N9003", "N9004"] {
        assert!(json.contains(code), "{json}");
    }
    let Told(code, list, _) = room.call(&["list"], false);
    assert!(code == 3 && list.contains("a/one"), "{list}");
}

#[test]
fn every_code_of_reading_is_explained_and_named_as_in_the_reference() {
    for (path, names) in [("docs/diagnostics.md", true), ("docs/diagnostics.ja.md", false)] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        for code in CODES {
            let row = text.lines().find(|line| line.starts_with(&format!("| {} ", code.code)));
            let row = row.unwrap_or_else(|| panic!("{path}: {}", code.code));
            assert!(row.contains(code.ja) && (!names || row.contains(code.en)), "{row}");
        }
    }
}

#[test]
fn a_publisher_that_cannot_be_read_is_not_called_missing() {
    let room = Room::new();
    room.put("notices/b/one.yaml", record("one"));
    symlink("gone", room.path().join("notices/b/publisher.yaml")).unwrap();
    let Told(code, _, told) = room.call(&["check"], false);
    assert_eq!(code, 3, "{told}");
    assert!(told.contains("N9002") && !told.contains("N0121"), "{told}");
}

#[test]
fn a_record_is_built_though_another_publishers_file_cannot_be_read() {
    let room = Room::new();
    room.put("notices/b/publisher.yaml", PUBLISHER);
    symlink("nowhere", room.path().join("notices/b/gone.yaml")).unwrap();
    let Told(code, _, told) = room.call(&["build", "a/one"], false);
    assert!(code == 0 && told.contains("N9002"), "{told}");
    let Told(code, _, told) = room.call(&["new", "incident", "--publisher", "a"], false);
    assert!(code == 3 && told.contains("notices/b/gone.yaml"), "{told}");
}

#[test]
fn files_that_are_no_records_may_be_as_they_are() {
    let room = Room::new();
    pipe(&room.path().join("notices/a/pipe"));
    let _socket = UnixListener::bind(room.path().join("notices/a/socket")).unwrap();
    let sjis = OsStr::from_bytes(b"\x8c\x8f\x96\xbc.pdf");
    room.put(Path::new("notices/a").join(sjis), "");
    let Told(code, _, told) = room.call(&["check"], false);
    assert_eq!(code, 0, "{told}");
    for folder in ["templates", "fonts"] {
        fs::create_dir_all(room.path().join(folder)).unwrap();
        pipe(&room.path().join(folder).join("pipe"));
        let Told(code, _, told) = room.call(&["check"], false);
        assert!(code == 1 && told.contains(&format!("{folder}/pipe")), "{told}");
    }
}

#[test]
fn permissions_that_keep_a_file_from_being_read_are_told_with_the_remedy() {
    let room = Room::new();
    room.put("notices/b/publisher.yaml", PUBLISHER);
    let locked = [room.path().join("notices/a/one.yaml"), room.path().join("notices/b")];
    for path in &locked {
        fs::set_permissions(path, Permissions::from_mode(0o000)).unwrap();
    }
    // Root reads everything.
    let refused = fs::File::open(&locked[0]).is_err();
    let Told(code, _, told) = room.call(&["check"], false);
    for path in &locked {
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    }
    if refused {
        assert_eq!(code, 3, "{told}");
        for word in [
            "notices/a/one.yaml を読めません: 権限",
            "notices/b を読めません: 権限",
            "権限を直して",
        ] {
            assert!(told.contains(word), "{word}: {told}");
        }
    }
}

#[test]
fn folders_that_lead_to_each_other_are_read_once() {
    let room = Room::new();
    const FOLDERS: usize = 7;
    let name = |number: usize| format!("notices/a/{number}");
    for number in 0..FOLDERS {
        room.put(
            format!("{}/r{number}.yaml", name(number)),
            record(&format!("r{number}")),
        );
        for other in (0..FOLDERS).filter(|other| *other != number) {
            symlink(
                room.path().join(name(other)),
                room.path().join(name(number)).join(format!("to-{other}")),
            )
            .unwrap();
        }
    }
    let Told(code, _, told) = room.call(&["check"], false);
    assert_eq!(code, 0, "{told}");
    // Each by the way it lies on.
    let mut expected: Vec<String> = (0..FOLDERS).map(|n| format!("{}/r{n}.yaml", name(n))).collect();
    expected.extend(["notices/a/one.yaml", "notices/a/publisher.yaml"].map(str::to_owned));
    assert_eq!(paths(&room), expected);
    let Told(_, _, told) = room.call(&["check", "-v"], false);
    assert!(told.contains("notices/a/0/to-1"), "{told}");
}

#[test]
fn what_is_published_may_have_several_names_but_not_as_many_as_links_can_make() {
    let room = Room::new();
    for number in 0..8 {
        room.put(format!("templates/static/{number}/x.txt"), "x");
        for other in (0..8).filter(|other| *other != number) {
            let link = room.path().join(format!("templates/static/{number}/to-{other}"));
            symlink(format!("../{other}"), link).unwrap();
        }
    }
    let Told(code, _, told) = room.call(&["check"], false);
    assert!(code == 1 && told.contains("N9005"), "{told}");
    holds("links.txt", &told);
    assert!(read(room.path()).unwrap().files.templates.len() < 5000);
}

#[test]
fn what_houses_share_by_links_is_read_for_each() {
    let room = Room::new();
    room.put("notices/b/publisher.yaml", PUBLISHER);
    room.put("shared/records/two.yaml", record("two"));
    room.put(
        "shared/letter/incident.md",
        "{% include \"built-in/letter/incident.md\" %}\n",
    );
    room.put("templates/static/2026/logo.txt", "logo");
    for publisher in ["a", "b"] {
        symlink(
            "../../shared/records",
            room.path().join("notices").join(publisher).join("shared"),
        )
        .unwrap();
        fs::create_dir_all(room.path().join("templates").join(publisher)).unwrap();
        symlink(
            "../../shared/letter",
            room.path().join("templates").join(publisher).join("letter"),
        )
        .unwrap();
    }
    symlink("2026", room.path().join("templates/static/latest")).unwrap();
    let reading = read(room.path()).unwrap();
    assert!(
        reading.unread.is_empty() && reading.passed_over.is_empty(),
        "{reading:?}"
    );
    let paths: Vec<&str> = reading.files.notices.iter().map(|file| file.path.as_str()).collect();
    assert!(paths.contains(&"notices/a/shared/two.yaml") && paths.contains(&"notices/b/shared/two.yaml"));
    let paths: Vec<&str> = reading.files.templates.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "templates/a/letter/incident.md",
            "templates/b/letter/incident.md",
            "templates/static/2026/logo.txt",
            "templates/static/latest/logo.txt"
        ]
    );
    // A link to the workspace itself, which holds everything.
    symlink("../..", room.path().join("notices/a/round")).unwrap();
    let reading = read(room.path()).unwrap();
    assert!(
        reading.passed_over.iter().any(|path| path == "notices/a/round/notices"),
        "{reading:?}"
    );
}

#[test]
fn a_file_that_an_editor_is_saving_is_read_when_it_is_there_again() {
    let room = Room::new();
    let record = room.path().join("notices/a/one.yaml");
    let hidden = room.path().join("notices/a/.saved");
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                #[allow(clippy::disallowed_methods, reason = "as an editor saves, and no publication")]
                fs::rename(&record, &hidden)
                    .and_then(|()| fs::rename(&hidden, &record))
                    .unwrap();
                std::thread::sleep(Duration::from_micros(300));
            }
        });
        let refused = (0..300).find_map(|_| {
            let reading = read(room.path()).unwrap();
            let refused = |unread: &_| matches!(unread, Why::Refused(_));
            let any = reading.unread.iter().any(|unread| refused(&unread.why));
            any.then(|| format!("{reading:?}"))
        });
        // First of all: the other thread ends with it.
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(refused, None);
    });
}

#[test]
fn published_files_that_are_one_file_elsewhere_are_refused() {
    let room = Room::new();
    for path in [
        "templates/static/Logo.png",
        "templates/static/logo.png",
        "templates/a/static/logo.png",
    ] {
        room.put(path, "x");
    }
    let Told(code, _, told) = room.call(&["check"], false);
    // Where the disk itself takes them for one, there is one.
    if fs::read_dir(room.path().join("templates/static")).unwrap().count() == 2 {
        assert!(code == 1 && told.matches("N0823").count() == 1, "{told}");
    }
}

#[test]
fn a_ledger_that_cannot_be_read_hides_no_fault_and_holds_up_whose_it_is() {
    let room = Room::new();
    room.put("notices/b/publisher.yaml", PUBLISHER);
    room.put("notices/b/two.yaml", record("two"));
    room.put("notices/b/bad.yaml", record("bad").replace("[net]", "[nett]"));
    fs::create_dir(room.path().join("issued")).unwrap();
    // A link to itself can be read by nobody, whoever calls.
    symlink("a", room.path().join("issued/a")).unwrap();
    let Told(code, _, told) = room.call(&["check"], false);
    assert!(
        code == 3 && told.contains("N0202") && told.contains("issued/a を読めません"),
        "{told}"
    );
    let Told(code, _, told) = room.call(&["build", "a/one"], false);
    assert_eq!(code, 3, "{told}");
    let Told(code, _, told) = room.call(&["build", "b/two"], false);
    assert_eq!(code, 0, "{told}");
}
