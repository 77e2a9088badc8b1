//! A disk that takes no more: everything stays as it was, and the command says that the machine failed.

mod common;

use common::{Workspace, walk};
use std::path::PathBuf;
use std::process::Command;

/// Every file below `out/` with its bytes.
fn published(workspace: &Workspace) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    walk(&workspace.out(""), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(path).expect("a published file")))
        .collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let workspace = Workspace::of_the_project();
    workspace.build("2021-07-19 01:10");
    let before = published(&workspace);
    // No file may grow beyond 4 kB: writing fails as on a full disk, and no signal tells us first.
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" build --as-of '2025-11-04 09:00'";
    let done = Command::new("bash")
        .args(["-c", script])
        .arg(env!("CARGO_BIN_EXE_notice"))
        .current_dir(workspace.path())
        .output()
        .expect("bash runs the binary");
    assert_eq!(done.status.code(), Some(3), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(published(&workspace) == before, "something in out/ changed");
    workspace.build("2025-11-04 09:00");
    assert!(
        published(&workspace) != before,
        "with room again, the documents are brought up to date"
    );
}
