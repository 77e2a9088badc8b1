//! Whose an output folder is, what of it may be served, and how one of an earlier program is taken over.

mod common;

use common::Workspace;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const MOMENT: &str = "2021-07-19 01:10";
const LETTER: &str = "j-mups/2021-emoney/letter.pdf";

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    common::walk(folder, &mut files);
    let name = |path: &std::path::PathBuf| path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
    let mut names: Vec<String> = files.iter().map(name).collect();
    names.sort();
    names
}

/// Makes the layout that programs before parts wrote: documents beside each other, named by `.notice-manifest`.
fn as_before_parts(workspace: &Workspace) {
    let script = r#"
        set -e
        cd out
        cp -a web/. . && cp -a office/. . && rm -r web office .notice
        { echo '# notice'; find . -type f ! -name '.*' -printf '%P\n' | while read -r path; do
            echo "$(sha256sum "$path" | cut -c1-64)  j-mups/x  $path"; done; } > .notice-manifest
    "#;
    let done = Command::new("bash")
        .args(["-c", script])
        .current_dir(workspace.path())
        .status();
    assert!(done.expect("bash").success());
}

#[test]
fn the_documents_of_another_workspace_are_not_removed() {
    let (one, other) = (Workspace::of_the_project(), Workspace::of_the_project());
    one.build(MOMENT);
    let before = below(&one.out(""));
    let out = one.out("").to_string_lossy().into_owned();
    let build = |more: &[&str]| {
        let mut arguments = vec!["build", "--as-of", MOMENT, "--out", &out];
        arguments.extend(more);
        other.notice(&arguments)
    };
    let refused = build(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("別のワークスペース"), "{}", told(&refused));
    assert_eq!(below(&one.out("")), before);
    assert_eq!(build(&["--take-over"]).status.code(), Some(0));
    // Now it is the other's.
    assert_eq!(one.notice(&["build", "--as-of", MOMENT]).status.code(), Some(2));
}

#[test]
fn a_workspace_that_moves_with_its_output_folder_builds_on() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let moved = tempfile::TempDir::new().expect("a folder");
    let to = moved.path().join("moved");
    let done = Command::new("cp").arg("-a").arg(workspace.path()).arg(&to).status();
    assert!(done.expect("cp").success());
    let build = Command::new(env!("CARGO_BIN_EXE_notice"))
        .current_dir(&to)
        .args(["build", "--as-of", MOMENT])
        .output()
        .expect("the binary runs");
    assert_eq!(build.status.code(), Some(0), "{}", told(&build));
}

#[test]
fn a_moment_before_the_last_build_wants_another_folder_or_force_and_leaves_no_history() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let before = below(&workspace.out(""));
    let earlier = ["build", "--as-of", "2021-06-01 09:00"];
    let refused = workspace.notice(&earlier);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("--force"), "{}", told(&refused));
    assert_eq!(below(&workspace.out("")), before);
    let elsewhere = [&earlier[..], &["--out", "trial"]].concat();
    assert_eq!(workspace.notice(&elsewhere).status.code(), Some(0));
    let forced = [&earlier[..], &["--force"]].concat();
    assert_eq!(workspace.notice(&forced).status.code(), Some(0));
    assert!(!workspace.out(".notice/history").exists());
}

#[test]
fn an_output_folder_of_an_earlier_program_is_taken_over_once_and_what_is_not_ours_stays() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let documents = below(&workspace.out(""));
    as_before_parts(&workspace);
    common::write(&workspace.out("j-mups/theirs.txt"), "somebody's");
    // One record brings its own documents to their new places, and leaves the others where they are.
    let one = workspace.notice(&["build", "2021-emoney", "--as-of", MOMENT]);
    assert_eq!(one.status.code(), Some(0), "{}", told(&one));
    assert!(workspace.out(LETTER).is_file() && workspace.out("web").join(LETTER).is_file());
    let all = workspace.notice(&["build", "--as-of", MOMENT]);
    assert!(told(&all).contains("新しい形にしました"), "{}", told(&all));
    assert!(told(&all).contains("j-mups/theirs.txt"), "{}", told(&all));
    let mut expected = documents;
    expected.push("j-mups/theirs.txt".to_owned());
    expected.sort();
    assert_eq!(below(&workspace.out("")), expected);
    assert!(!workspace.out(".notice-manifest").exists());
    let again = workspace.notice(&["build", "--as-of", MOMENT]);
    assert!(!told(&again).contains("新しい形"), "{}", told(&again));
}

#[cfg(unix)]
#[test]
fn a_machine_that_stops_while_documents_of_before_go_away_leaves_the_rest_to_the_next_build() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let documents = below(&workspace.out(""));
    as_before_parts(&workspace);
    let kept =
        [LETTER, ".notice-manifest"].map(|path| (workspace.out(path), workspace.path().join(path.replace('/', "-"))));
    for (place, kept) in &kept {
        std::fs::copy(place, kept).expect("a copy");
    }
    workspace.build(MOMENT);
    // It stopped with one document left, and the manifest of before with it.
    std::fs::create_dir_all(workspace.out(LETTER).parent().expect("a folder")).expect("a folder");
    for (place, kept) in &kept {
        std::fs::copy(kept, place).expect("a copy");
    }
    let next = workspace.notice(&["build", "--as-of", MOMENT]);
    assert_eq!(next.status.code(), Some(0), "{}", told(&next));
    assert_eq!(below(&workspace.out("")), documents);
    assert!(!workspace.out(".notice-manifest").exists());
}

#[test]
fn what_is_not_to_be_served_is_beside_the_web_and_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let mode = |path: &str| {
        fs::metadata(workspace.out(path))
            .expect("a folder")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!((mode("office"), mode(".notice")), (0o700, 0o700));
    assert_eq!(mode("web") & 0o444, 0o444);
    // A copy of the web's part brings no sheet, no manifest, nothing hidden.
    let copy = tempfile::TempDir::new().expect("a folder");
    let done = Command::new("cp")
        .arg("-a")
        .arg(workspace.out("web"))
        .arg(copy.path())
        .status();
    assert!(done.expect("cp").success());
    let names = below(copy.path());
    assert!(names.iter().any(|name| name.ends_with(LETTER)), "{names:?}");
    assert!(
        names
            .iter()
            .all(|name| !name.contains("fax-") && !name.contains(".notice")),
        "{names:?}"
    );
    // What the operator set stays.
    let open = fs::Permissions::from_mode(0o750);
    fs::set_permissions(workspace.out("office"), open).expect("rights");
    workspace.build("2021-07-19 01:50");
    assert_eq!(mode("office"), 0o750);
}
