//! What only an insider can bring about: a disk that fails between two steps, a machine that stops there, another build
//! holding the lock, a place that takes no exchange.

use super::disk::Hands;
use super::publication::{Ending, Publication, Terms};
use super::*;
use crate::diagnostic::Message;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

type Files = Vec<(&'static str, &'static str)>;

fn output(path: &str, text: &str) -> Output {
    Output {
        path: PathBuf::from(path),
        bytes: text.as_bytes().to_vec(),
        pages: None,
        record: "p/r".to_string(),
        label: Message::new("文書", "document"),
        fingerprint: String::new(),
        issue: None,
    }
}

fn terms() -> Terms {
    Terms {
        workspace: "w".to_string(),
        moment: "2026-11-28 00:00:00".to_string(),
        scope: Scope::All,
        take_over: false,
        verify: false,
    }
}

fn publish_with(files: &[(&str, &str)], out: &Path, patience: u32, hands: Hands) -> Result<Report, PublishError> {
    let mut publication = Publication::open_with(out, terms(), &mut || {}, patience, hands)?;
    for (path, text) in files {
        publication.put(output(path, text));
    }
    publication.commit(&Ending::default(), &|_| true)
}

fn publish(files: &[(&str, &str)], out: &Path) -> Result<Report, PublishError> {
    publish_with(files, out, 100, Hands::real())
}

/// Every file and folder, with the text of each file.
fn whole(root: &Path) -> BTreeMap<String, String> {
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

/// [`whole`] without the manifest, whose times differ from one build to another.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = whole(root);
    found.remove(MANIFEST);
    found
}

/// Before: a letter, a sheet, and a page in a folder of its own. After: the letter changed, the sheet the same, the page
/// gone, two new files in new folders; something for the office.
fn two_builds() -> (Files, Files) {
    let before = vec![
        ("web/p/r/letter.html", "old letter"),
        ("web/p/r/sheet.html", "sheet"),
        ("web/p/old/page.html", "page"),
        ("web/p/index.html", "old page"),
        ("office/p/fax.pdf", "old fax"),
    ];
    let after = vec![
        ("web/p/r/letter.html", "new letter"),
        ("web/p/r/sheet.html", "sheet"),
        ("web/p/new/deep/one.html", "one"),
        ("web/p/index.html", "new page"),
        ("web/q/two.html", "two"),
        ("office/p/fax.pdf", "new fax"),
    ];
    (before, after)
}

/// Hands of which the step of this number fails, and that count.
fn failing(at: usize, count: &Rc<Cell<usize>>, exchanges: bool) -> Hands {
    let fails = move |count: &Rc<Cell<usize>>| {
        count.set(count.get() + 1);
        count.get() == at
    };
    let (one, other) = (Rc::clone(count), Rc::clone(count));
    let real = Hands::real();
    Hands {
        rename: Box::new(move |from, to| match fails(&one) {
            true => Err(io::ErrorKind::StorageFull.into()),
            false => disk::rename(from, to),
        }),
        exchange: Box::new(move |from, to| match exchanges {
            false => Err(io::ErrorKind::Unsupported.into()),
            true if fails(&other) => Err(io::ErrorKind::StorageFull.into()),
            true => (real.exchange)(from, to),
        }),
        sync: real.sync,
    }
}

/// Both ways: parts exchanged whole, and file by file.
fn both_ways(story: impl Fn(bool)) {
    story(true);
    story(false);
}

#[test]
fn whichever_step_fails_everything_is_as_before() {
    both_ways(|exchanges| {
        let (before, after) = two_builds();
        let mut failures = 0;
        for at in 1.. {
            let dir = tempfile::tempdir().unwrap();
            let out = dir.path().join("out");
            publish(&before, &out).unwrap();
            std::fs::create_dir_all(out.join("web/theirs")).unwrap();
            let as_it_was = whole(&out);
            let count = Rc::default();
            match publish_with(&after, &out, 0, failing(at, &count, exchanges)) {
                Err(error) => {
                    assert!(matches!(error, PublishError::Disk { .. }), "{error:?}");
                    assert_eq!(whole(&out), as_it_was, "step {at} failed");
                    failures += 1;
                }
                Ok(report) => {
                    assert_eq!(report.in_pieces.is_empty(), exchanges);
                    break;
                }
            }
        }
        // Whole: the journal, two parts, the manifest. In pieces: the journal three times, as each part is found to take no
        // exchange, five files, the manifest.
        assert_eq!(failures, if exchanges { 4 } else { 9 });
    });
}

#[test]
fn a_first_build_that_fails_leaves_no_folder_behind() {
    both_ways(|exchanges| {
        let (files, _) = two_builds();
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("made/for/out");
        publish_with(&files, &out, 0, failing(3, &Rc::default(), exchanges)).unwrap_err();
        assert_eq!(whole(dir.path()), BTreeMap::new());
    });
}

#[test]
fn what_cannot_be_put_back_is_named_with_the_place_of_its_former_bytes() {
    let (before, after) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    publish(&before, dir.path()).unwrap();
    let count = Rc::new(Cell::new(0));
    // From the sixth step on, the disk takes nothing any more.
    let counted = Rc::clone(&count);
    let hands = Hands {
        rename: Box::new(move |from, to| {
            counted.set(counted.get() + 1);
            match counted.get() >= 6 {
                true => Err(io::ErrorKind::StorageFull.into()),
                false => disk::rename(from, to),
            }
        }),
        ..failing(0, &Rc::default(), false)
    };
    let error = publish_with(&after, dir.path(), 0, hands).unwrap_err();
    let PublishError::NotRestored { places, .. } = &error else {
        panic!("{error:?}")
    };
    let fax = places.iter().find(|(place, _)| place.ends_with("office/p/fax.pdf"));
    let Some((_, Some(former))) = fax else {
        panic!("{places:?}")
    };
    assert_eq!(std::fs::read_to_string(former).unwrap(), "old fax");

    // And the next build, on a disk that works, puts everything right.
    publish(&after, dir.path()).unwrap();
    let fresh = tempfile::tempdir().unwrap();
    publish(&after, fresh.path()).unwrap();
    assert_eq!(tree(dir.path()), tree(fresh.path()));
}

#[test]
fn a_build_stopped_between_two_steps_is_taken_up_by_the_next() {
    both_ways(|exchanges| {
        let (before, after) = two_builds();
        let fresh = tempfile::tempdir().unwrap();
        publish(&after, fresh.path()).unwrap();
        for at in 1..=if exchanges { 4 } else { 9 } {
            let dir = tempfile::tempdir().unwrap();
            let out = dir.path().to_path_buf();
            publish(&before, &out).unwrap();
            std::fs::create_dir_all(out.join("web/theirs")).unwrap();
            std::fs::hard_link(out.join("web/p/index.html"), out.join("web/theirs/theirs.html")).unwrap();
            // The machine stops: nothing is undone.
            let count = Rc::default();
            let mut publication =
                Publication::open_with(&out, terms(), &mut || {}, 0, failing(at, &count, exchanges)).unwrap();
            after
                .iter()
                .for_each(|(path, text)| publication.put(output(path, text)));
            publication.stop_at_a_fault = true;
            publication.commit(&Ending::default(), &|_| true).unwrap_err();
            // What was decided is complete after the next start, whatever that build makes.
            drop(Publication::open(&out, terms(), &mut || {}).unwrap());
            let mut seen = tree(&out);
            assert_eq!(
                seen.remove("web/theirs/theirs.html").as_deref(),
                Some("old page"),
                "step {at}"
            );
            seen.remove("web/theirs/");
            let old = seen.get("web/p/index.html").is_some_and(|page| page == "old page");
            // Where the journal could not be written, nothing was decided.
            assert_eq!(old, at == 1, "step {at}");
            if !old {
                assert_eq!(seen, tree(fresh.path()), "step {at}");
            }
            publish(&after, &out).unwrap();
            assert_eq!(whole(&out).keys().filter(|name| name.contains("staging")).count(), 0);
        }
    });
}

#[test]
fn what_somebody_puts_there_while_a_build_publishes_stays() {
    let (before, after) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().to_path_buf();
    publish(&before, &out).unwrap();
    std::fs::hard_link(out.join("office/p/fax.pdf"), out.join("web/p/theirs.txt")).unwrap();
    let real = Hands::real();
    let place = out.clone();
    let hands = Hands {
        exchange: Box::new(move |from, to| {
            // The last moment: all that stands has been looked at.
            if to.ends_with("web") {
                std::fs::create_dir(place.join("web/late")).unwrap();
                std::fs::copy(place.join("web/p/index.html"), place.join("web/late/late.txt")).unwrap();
                disk::remove_file(&place.join("web/p/theirs.txt")).unwrap();
                std::fs::copy(place.join("web/p/r/sheet.html"), place.join("web/p/theirs.txt")).unwrap();
            }
            (real.exchange)(from, to)
        }),
        ..Hands::real()
    };
    publish_with(&after, &out, 0, hands).unwrap();
    let seen = tree(&out);
    assert_eq!(seen["web/late/late.txt"], "old page");
    assert_eq!(seen["web/p/theirs.txt"], "sheet");
    assert_eq!(seen["web/p/index.html"], "new page");
}

#[test]
fn what_stands_beside_the_folder_around_all_changes_is_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().to_path_buf();
    let files = [
        ("web/p/index.html", "page"),
        ("web/p/r/letter.html", "letter"),
        ("web/p/s/letter.html", "another"),
        ("web/q/index.html", "page of q"),
    ];
    publish(&files, &out).unwrap();
    std::fs::copy(out.join("web/p/index.html"), out.join("web/p/theirs.txt")).unwrap();
    let identity = |path: &str| disk::identity(&disk::stands(&out.join(path)).unwrap().unwrap());
    let all = ["web", "web/q", "web/p", "web/p/r", "web/p/s", "web/p/s/letter.html"];
    let was = all.map(identity);

    let mut changed = files;
    changed[1].1 = "another letter";
    publish(&changed, &out).unwrap();
    let is = all.map(identity);
    let same: Vec<&str> = (0..all.len())
        .filter(|&at| was[at] == is[at])
        .map(|at| all[at])
        .collect();
    assert_eq!(same, ["web", "web/q", "web/p", "web/p/s", "web/p/s/letter.html"]);

    changed[0].1 = "another page";
    publish(&changed[..3], &out).unwrap();
    assert!(!out.join("web/q").exists(), "a folder goes away with its last file");
    assert_eq!(tree(&out)["web/p/theirs.txt"], "page");
    assert_eq!(tree(&out)["web/p/index.html"], "another page");
}

#[test]
fn two_builds_do_not_mix() {
    let (files, _) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    let held = Publication::open(dir.path(), terms(), &mut || {}).unwrap();
    let error = publish_with(&files, dir.path(), 1, Hands::real()).unwrap_err();
    assert!(matches!(error, PublishError::Busy(_)), "{error:?}");

    drop(held);
    publish(&files, dir.path()).unwrap();
    assert!(!whole(dir.path()).contains_key(".notice/lock"));
}

#[test]
fn a_build_waits_for_the_other_to_end_and_says_so() {
    let (files, _) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    let held = Publication::open(dir.path(), terms(), &mut || {}).unwrap();
    let told = AtomicUsize::new(0);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            let mut waits = || {
                told.fetch_add(1, Ordering::Relaxed);
            };
            let mut publication = Publication::open(dir.path(), terms(), &mut waits).unwrap();
            files
                .iter()
                .for_each(|(path, text)| publication.put(output(path, text)));
            publication.commit(&Ending::default(), &|_| true).unwrap();
        });
        std::thread::sleep(std::time::Duration::from_millis(900));
        drop(held);
    });
    assert_eq!(told.load(Ordering::Relaxed), 1);
}

#[test]
fn many_builds_at_once_come_one_after_the_other() {
    let dir = tempfile::tempdir().unwrap();
    std::thread::scope(|threads| {
        for n in 0..6 {
            let dir = dir.path();
            threads.spawn(move || {
                let text = format!("build {n}");
                let paths: Vec<String> = (0..8).map(|f| format!("web/p/{f}.html")).collect();
                let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), text.as_str())).collect();
                publish(&files, dir).unwrap();
            });
        }
    });
    let seen = tree(dir.path());
    let mut texts: Vec<&String> = (0..8).map(|f| &seen[&format!("web/p/{f}.html")]).collect();
    texts.dedup();
    assert_eq!(texts.len(), 1, "files of several builds stand side by side: {texts:?}");
}

#[test]
fn a_disk_that_fails_when_bytes_go_down_to_it_changes_nothing() {
    let (before, after) = two_builds();
    let dir = tempfile::tempdir().unwrap();
    publish(&before, dir.path()).unwrap();
    let standing = whole(dir.path());
    // Each file in its turn, the journal and the manifest included.
    for good in 0.. {
        let count = Arc::new(AtomicUsize::new(0));
        let hands = Hands {
            sync: Box::new(move |file| match count.fetch_add(1, Ordering::Relaxed) {
                n if n == good => Err(io::ErrorKind::StorageFull.into()),
                _ => file.sync_all(),
            }),
            ..Hands::real()
        };
        match publish_with(&after, dir.path(), 0, hands) {
            Err(error) => {
                assert!(matches!(error, PublishError::Disk { .. }), "{error:?}");
                assert_eq!(whole(dir.path()), standing, "after {good} files");
            }
            Ok(_) => {
                assert!(good > 5, "only {good} files went down to the disk");
                break;
            }
        }
    }
    assert_ne!(whole(dir.path()), standing);
}
