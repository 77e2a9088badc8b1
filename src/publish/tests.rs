//! What only an insider can bring about: a disk that fails between two renames, another build holding the lock.

use super::*;
use crate::diagnostic::Message;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

fn output(path: &str, text: &str) -> Output {
    Output {
        path: PathBuf::from(path),
        bytes: text.as_bytes().to_vec(),
        pages: None,
        record: "p/r".to_string(),
        label: Message::new("文書", "document"),
    }
}

fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                found.insert(format!("{name}/"), String::new());
                folders.push(path);
            } else {
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// Before: a letter, a sheet, and a page in a folder of its own. After: the letter changed, the sheet the same, the
/// page gone, two new files in new folders.
fn two_builds() -> (Plan, Plan) {
    let before = Plan::new(vec![
        output("p/letter.html", "old letter"),
        output("p/sheet.html", "sheet"),
        output("p/old/page.html", "page"),
    ]);
    let after = Plan::new(vec![
        output("p/letter.html", "new letter"),
        output("p/sheet.html", "sheet"),
        output("p/new/deep/one.html", "one"),
        output("q/two.html", "two"),
    ]);
    (before, after)
}

#[test]
fn whichever_rename_fails_everything_is_as_before() {
    let (before, after) = two_builds();
    let mut failures = 0;
    for failing in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        publish(&before, &out, &Scope::All).unwrap();
        let as_it_was = tree(&out);

        let mut count = 0;
        let mut rename = |from: &Path, to: &Path| {
            count += 1;
            if count == failing + 1 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            disk::rename(from, to)
        };
        match publish_with(&after, &out, &Scope::All, 0, &mut rename, &disk::sync) {
            Err(error) => {
                assert!(matches!(error, PublishError::Disk { .. }), "{error:?}");
                assert_eq!(tree(&out), as_it_was, "rename number {failing} failed");
                failures += 1;
            }
            Ok(_) => break,
        }
    }
    // The manifest twice, the letter, and the two new files.
    assert_eq!(failures, 5);
}

#[test]
fn a_first_build_that_fails_leaves_no_folder_behind() {
    let (plan, _) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("made/for/out");
    let mut count = 0;
    let mut rename = |from: &Path, to: &Path| {
        count += 1;
        if count == 3 {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        disk::rename(from, to)
    };
    publish_with(&plan, &out, &Scope::All, 0, &mut rename, &disk::sync).unwrap_err();
    assert_eq!(tree(dir.path()), BTreeMap::new());
}

#[test]
fn what_cannot_be_put_back_is_named_with_the_place_of_its_former_bytes() {
    let (before, after) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    publish(&before, dir.path(), &Scope::All).unwrap();
    let mut count = 0;
    // From the third rename on, the disk takes nothing any more.
    let mut rename = |from: &Path, to: &Path| {
        count += 1;
        if count >= 3 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        disk::rename(from, to)
    };
    let error = publish_with(&after, dir.path(), &Scope::All, 0, &mut rename, &disk::sync).unwrap_err();
    let PublishError::NotRestored { places, .. } = &error else {
        panic!("{error:?}")
    };
    let letter = places.iter().find(|(place, _)| place.ends_with("p/letter.html"));
    let Some((_, Some(former))) = letter else {
        panic!("{places:?}")
    };
    assert_eq!(std::fs::read_to_string(former).unwrap(), "old letter");

    // And the next build, on a disk that works, puts everything right.
    publish(&after, dir.path(), &Scope::All).unwrap();
    let names: Vec<String> = tree(dir.path()).into_keys().filter(|n| n.contains(".tmp")).collect();
    assert_eq!(names, Vec::<String>::new());
}

#[test]
fn a_build_stopped_between_two_renames_is_taken_up_by_the_next() {
    let (before, after) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().to_path_buf();
    publish(&before, &out, &Scope::All).unwrap();

    // The machine stops: what stands on the disk at the fourth rename is what the next build finds.
    let stopped = tempfile::tempdir().unwrap();
    let mut count = 0;
    let mut rename = |from: &Path, to: &Path| {
        count += 1;
        if count == 4 {
            for (name, text) in tree(&out) {
                let place = stopped.path().join(&name);
                match name.ends_with('/') {
                    true => std::fs::create_dir_all(place).unwrap(),
                    false => {
                        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
                        disk::rename(
                            &disk::write_temporary(stopped.path(), text.as_bytes()).unwrap().1,
                            &place,
                        )
                        .unwrap();
                    }
                }
            }
        }
        disk::rename(from, to)
    };
    publish_with(&after, &out, &Scope::All, 0, &mut rename, &disk::sync).unwrap();

    assert_ne!(tree(stopped.path()), tree(&out), "the copy was to be taken midway");
    publish(&after, stopped.path(), &Scope::All).unwrap();
    assert_eq!(tree(stopped.path()), tree(&out));
}

#[test]
fn two_builds_do_not_mix() {
    let (plan, _) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    let held = lock::Lock::take(&root, 0).unwrap();
    let error = publish_with(&plan, dir.path(), &Scope::All, 1, &mut disk::rename, &disk::sync).unwrap_err();
    assert!(matches!(error, PublishError::Busy(_)), "{error:?}");

    drop(held);
    publish(&plan, dir.path(), &Scope::All).unwrap();
    assert!(!tree(dir.path()).contains_key(".notice-lock"));
}

#[test]
fn a_build_waits_for_the_other_to_end() {
    let (plan, _) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    let held = lock::Lock::take(&root, 0).unwrap();
    std::thread::scope(|threads| {
        let waiting = threads.spawn(|| publish(&plan, dir.path(), &Scope::All));
        std::thread::sleep(std::time::Duration::from_millis(150));
        drop(held);
        waiting.join().unwrap().unwrap();
    });
}

#[test]
fn many_builds_at_once_come_one_after_the_other() {
    let dir = tempfile::tempdir().unwrap();
    let plans: Vec<Plan> = (0..6)
        .map(|n| {
            Plan::new(
                (0..8)
                    .map(|f| output(&format!("p/{f}.html"), &format!("build {n}")))
                    .collect(),
            )
        })
        .collect();
    std::thread::scope(|threads| {
        for plan in &plans {
            threads.spawn(|| publish(plan, dir.path(), &Scope::All).unwrap());
        }
    });
    let mut texts: Vec<String> = (0..8)
        .map(|f| tree(dir.path())[&format!("p/{f}.html")].clone())
        .collect();
    texts.dedup();
    assert_eq!(texts.len(), 1, "files of several builds stand side by side: {texts:?}");
}

#[test]
fn a_disk_that_fails_when_bytes_go_down_to_it_changes_nothing() {
    let (before, after) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    publish(&before, dir.path(), &Scope::All).unwrap();
    let standing = tree(dir.path());
    // Each file in its turn, the manifests included.
    for good in 0.. {
        let count = std::sync::atomic::AtomicUsize::new(0);
        let sync = |file: &std::fs::File| match count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            n if n == good => Err(std::io::ErrorKind::StorageFull.into()),
            _ => disk::sync(file),
        };
        match publish_with(&after, dir.path(), &Scope::All, 0, &mut disk::rename, &sync) {
            Err(error) => {
                assert!(matches!(error, PublishError::Disk { .. }), "{error:?}");
                assert_eq!(tree(dir.path()), standing, "after {good} files");
            }
            Ok(_) => {
                assert!(good > 3, "only {good} files went down to the disk");
                break;
            }
        }
    }
    assert_ne!(tree(dir.path()), standing);
}
