//! What must hold after every edit.

use crate::files::{self, Stands};
use crate::room::{Room, Told};
use std::collections::BTreeMap;
use std::path::Path;

/// Whether a build into an empty folder finds no error.
pub fn sound(room: &Room) -> bool {
    room.fresh().0.code == 0
}

/// A build with an error tells what a fresh one tells, and changes nothing.
pub fn refused(room: &Room) {
    let (fresh, _) = room.fresh();
    same_check(room, &fresh);
    let standing = standing(room);
    let told = room.build(&[]);
    assert_eq!((told.code, told.faults()), (fresh.code, fresh.faults()));
    unmoved(&standing, room, "a build that was refused");
}

/// A build stops where a document is to stand and something else does, and changes nothing.
pub fn refused_for_what_stands_in_the_way(room: &Room) {
    let standing = standing(room);
    let told = room.build(&[]);
    assert_eq!(told.code, 3, "{}", told.err);
    let path = room.in_the_way.as_ref().expect("something stands there");
    assert!(told.err.contains(path), "{path}: {}", told.err);
    unmoved(&standing, room, "a build that was refused");
}

/// A build of some records brings theirs up to date, with their publishers' pages, and leaves the others.
pub fn only_as_fresh(room: &Room, ids: &[String]) {
    let (fresh, made) = room.fresh();
    let before = contents(&room.out());
    let told = room.build(ids);
    assert_eq!(told.code, fresh.code, "{}", told.err);
    let (after, fresh) = (contents(&room.out()), contents(&made));
    let asked = |path: &str| {
        let within = path.split_once('/').map_or(path, |(_, within)| within);
        let of_page = |id: &String| {
            let publisher = id.split('/').next().unwrap_or_default();
            let below = within.strip_prefix(publisher).and_then(|below| below.strip_prefix('/'));
            below.is_some_and(|below| below == "index.html" || below == "notice.css" || below.starts_with("static/"))
        };
        ids.iter()
            .any(|id| within.starts_with(&format!("{id}/")) || of_page(id))
    };
    for path in before.keys().chain(after.keys()).chain(fresh.keys()) {
        // What a page no longer takes in goes with a build of everything.
        let goes = |path: &str| path.contains("/static/") && !fresh.contains_key(path);
        let expected = if asked(path) && !goes(path) { &fresh } else { &before };
        let expected = if room.foreign.contains(path) { &before } else { expected };
        assert!(
            after.get(path) == expected.get(path),
            "build {ids:?}: {path} is {}",
            if asked(path) {
                "not what a fresh build makes"
            } else {
                "touched"
            }
        );
    }
}

/// A build leaves what a fresh one makes and tells what it tells, and another one right after it writes nothing.
pub fn build_as_fresh(room: &mut Room, ids: &[String]) {
    let (fresh, made) = room.fresh();
    assert_eq!(fresh.code, 0, "{}", fresh.err);
    same_check(room, &fresh);
    let told = room.build(ids);
    assert_eq!(told.code, 0, "{}", told.err);
    let (faults, all) = (fresh.faults(), told.faults());
    let Some(rest) = all.strip_prefix(&faults) else {
        panic!("told\n{all}\nin place of\n{faults}")
    };
    assert!(!rest.contains("警告["), "told besides: {rest}");
    assert_eq!(told.next(), fresh.next());
    room.next = told.next();
    room.clock.back = false;
    same_rows(&told, &fresh);
    // What somebody changed by hand and nobody makes any more is no longer ours.
    for (_, path) in told.rows().into_iter().filter(|(state, _)| state == "残した") {
        files::remove_with_folders(&room.out().join(path));
    }
    same_contents(room, &made);
    same_check(room, &fresh);
    let standing = standing(room);
    let again = room.build(&[]);
    assert_eq!(again.faults(), faults, "told by a build right after");
    assert_eq!(again.next(), fresh.next());
    same_rows(&again, &fresh);
    let other = again.rows().into_iter().find(|(state, _)| state != "同じ");
    assert_eq!(other, None, "by a build right after");
    unmoved(&standing, room, "a build right after");
}

/// `check` and `list` tell the same, whatever was kept of earlier builds.
fn same_check(room: &Room, fresh: &Told) {
    let (told, bare) = (room.check(), room.check_bare());
    let faults = fresh.faults();
    match fresh.code {
        0 => assert_eq!(bare.err.trim_end(), faults, "check tells what build tells"),
        _ => assert!(faults.starts_with(bare.err.trim_end()), "check tells what build tells"),
    }
    assert_eq!(told, bare, "check");
    assert_eq!(room.list("w"), room.list("bare"), "list");
}

fn same_rows(told: &Told, fresh: &Told) {
    let rows = |told: &Told| -> Vec<String> {
        let stays = told.rows().into_iter();
        let stays = stays.filter(|(state, _)| state != "削除" && state != "残した");
        let mut rows: Vec<String> = stays.map(|(_, rest)| rest).collect();
        rows.sort();
        rows
    };
    assert_eq!(rows(told), rows(fresh));
}

fn same_contents(room: &Room, made: &Path) {
    let (mut ours, mut fresh) = (contents(&room.out()), contents(made));
    ours.retain(|path, _| !room.foreign.contains(path));
    // A part stays, even with nothing in it.
    for all in [&mut ours, &mut fresh] {
        all.retain(|path, _| path.contains('/'));
    }
    for path in ours.keys().chain(fresh.keys()) {
        assert!(
            ours.get(path) == fresh.get(path) || is_above(room, path),
            "{path} {}",
            match (ours.contains_key(path), fresh.contains_key(path)) {
                (true, true) => "differs from what a fresh build makes",
                (true, false) => "is left over",
                _ => "is missing",
            }
        );
    }
    let own: Vec<String> = files::tree(&room.out().join(".notice")).into_keys().collect();
    let strays = ["staging", "journal", "journal.new", "lock"];
    let stray = own
        .iter()
        .find(|path| strays.iter().any(|stray| path.starts_with(stray)));
    assert_eq!(stray, None, "left in .notice");
}

/// Whether something foreign lies below a folder.
fn is_above(room: &Room, path: &str) -> bool {
    room.foreign
        .iter()
        .any(|foreign| foreign.starts_with(&format!("{path}/")))
}

/// Every file of both parts with its bytes, and every folder.
fn contents(out: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let all = files::tree(out).into_iter();
    let all = all.filter(|(path, _)| !path.starts_with(".notice"));
    all.map(|(path, stands)| {
        let bytes = (stands.kind != 'd').then(|| files::bytes(&out.join(&path)).unwrap_or_default());
        (path, bytes)
    })
    .collect()
}

fn standing(room: &Room) -> BTreeMap<String, Stands> {
    let mut all = files::tree(&room.out());
    // Names come and go in it: the lock's.
    all.remove(".notice");
    all
}

fn unmoved(before: &BTreeMap<String, Stands>, room: &Room, who: &str) {
    let after = standing(room);
    for path in before.keys().chain(after.keys()) {
        assert_eq!(before.get(path), after.get(path), "{who} touched {path}");
    }
}
