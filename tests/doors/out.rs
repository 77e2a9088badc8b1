//! The output folder is judged by where it really is.

#![cfg(unix)]

use crate::room::{PUBLISHER, Room, Told};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// Builds into `out`, relative to the room; the exit code, with what is told.
fn build(room: &Room, out: &str) -> Told {
    let out = room.path().join(out);
    room.call(&["build".as_ref(), "--out".as_ref(), out.as_os_str()], false)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn documents_are_not_mixed_with_the_workspaces_own_files_whatever_the_way_there() {
    let room = Room::new();
    for folder in ["templates/letter", "fonts", "issued/a", "elsewhere/b", "deep/er"] {
        fs::create_dir_all(room.path().join(folder)).unwrap();
    }
    room.put("elsewhere/b/publisher.yaml", PUBLISHER);
    symlink("../elsewhere/b", room.path().join("notices/b")).unwrap();
    symlink("notices/a", room.path().join("to-a")).unwrap();
    symlink("../templates", room.path().join("deep/to-templates")).unwrap();
    symlink(room.path(), room.path().join("deep/home")).unwrap();
    let before = names(room.path());
    for out in [
        "notices",
        "notices/new",
        "notices/a",
        "to-a",
        "to-a/new/er",
        "deep/to-templates/x",
        "deep/er/../../fonts",
        "nowhere/../fonts/x",
        "issued",
        "issued/a/out",
        "deep/home/notices",
        // The records of b, where they really are, and what holds them.
        "elsewhere/b/out",
        "elsewhere",
        // The workspace, and what it lies in.
        "",
        ".",
        "deep/home",
        "..",
    ] {
        let Told(code, done, told) = build(&room, out);
        assert_eq!((code, done.as_str()), (2, ""), "{out}: {told}");
        assert!(told.contains("--out"), "{out}: {told}");
        assert_eq!(names(room.path()), before, "{out}");
    }
    let out = room.path().join("to-a");
    let Told(code, _, told) = room.call(
        &["issue".as_ref(), "one".as_ref(), "--out".as_ref(), out.as_os_str()],
        false,
    );
    assert!(code == 2 && told.contains(" notices/ の中"), "{told}");
    let Told(_, _, told) = build(&room, "deep/to-templates/x");
    assert!(told.contains(" templates/ の中"), "{told}");
    assert_eq!(names(&room.path().join("notices/a")), ["one.yaml", "publisher.yaml"]);
}

#[test]
fn an_output_folder_may_be_a_link_to_anywhere_else() {
    let room = Room::new();
    let server = tempfile::TempDir::new().unwrap();
    symlink(server.path(), room.path().join("out")).unwrap();
    let Told(code, _, told) = build(&room, "out");
    assert_eq!(code, 0, "{told}");
    // Beside the folders, with a name that begins like theirs.
    for out in ["notices-out", "./fonts.new"] {
        let Told(code, _, told) = build(&room, out);
        assert_eq!(code, 0, "{out}: {told}");
    }
}
