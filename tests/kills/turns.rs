//! Builds that meet in one output folder: what was read later is published later.

use crate::files;
use crate::room::{Room, Seen, Set};
use chrono::DateTime;
use notice::diagnostic::Message;
use notice::testing::publish::{Ending, Output, Publication, Scope, Sink, Terms};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

#[test]
fn a_correction_that_is_built_while_a_full_build_runs_stands_at_the_end() {
    for round in 0..10 {
        let room = Room::new();
        room.take(Set::A);
        let slow = room.start();
        // The full build has read the record, or is about to.
        std::thread::sleep(Duration::from_millis(15 * round));
        let record = room.root().join("a/p/1.yaml");
        let text = String::from_utf8(files::bytes(&record).expect("a record")).expect("UTF-8");
        files::write(&record, text.replace("作業のご案内", "訂正したご案内").as_bytes());
        let mut quick = room.command(&room.out());
        let quick = quick.arg("p/1").output().expect("the program runs");
        assert!(quick.status.success(), "{}", String::from_utf8_lossy(&quick.stderr));
        let slow = slow.wait_with_output().expect("a child ends");
        assert!(slow.status.success(), "{}", String::from_utf8_lossy(&slow.stderr));
        let letter = files::bytes(&room.out().join("web/p/1/letter.html")).expect("a letter");
        let letter = String::from_utf8(letter).expect("UTF-8");
        assert!(
            letter.contains("訂正したご案内"),
            "round {round}: the correction is gone"
        );
        // All the rest stands as well, and nothing is behind.
        assert_eq!(room.build().0, Some(0));
        room.nothing_is_left();
        room.manifest_is_true();
    }
}

#[test]
fn builds_at_once_come_one_after_the_other() {
    let room = Room::new();
    room.take(Set::A);
    let builds: Vec<_> = (0..4).map(|_| room.start()).collect();
    for build in builds {
        let done = build.wait_with_output().expect("a child ends");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert_eq!(room.seen_whole(), Seen::Whole(Set::A));
    room.nothing_is_left();
    room.manifest_is_true();
}

/// The machine's clock, in the time of Japan, as a manifest tells it.
#[allow(
    clippy::disallowed_methods,
    reason = "a test looks at the clock, no document follows from it"
)]
fn now() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    // The program reads the clock to the minute.
    let seconds = since.expect("after 1970").as_secs() as i64 / 60 * 60 + 9 * 3600;
    let at = DateTime::from_timestamp(seconds, 0).expect("a time");
    format!("{} +09:00", at.format("%Y-%m-%d %H:%M:%S"))
}

#[test]
fn a_build_that_waited_publishes_for_the_moment_at_which_its_turn_came() {
    let room = Room::new();
    room.take(Set::A);
    let terms = |moment| Terms {
        workspace: "..".to_string(),
        moment,
        scope: Scope::All,
        take_over: false,
        verify: false,
    };
    let held = Publication::open(&room.out(), terms(String::new()), &mut || {}).expect("the lock");
    let waits = room.command_now().spawn().expect("the program runs");
    // It has started, and finds the folder taken, until another build has published for a later moment.
    std::thread::sleep(Duration::from_millis(2_500));
    let last = now();
    drop(held);
    let mut other = Publication::open(&room.out(), terms(last.clone()), &mut || {}).expect("the lock");
    other.put(Output {
        path: PathBuf::from("web/p/1/letter.html"),
        bytes: b"a letter".to_vec(),
        pages: None,
        record: "p/1".to_string(),
        label: Message::new("案内状", "letter"),
        fingerprint: String::new(),
        issue: None,
    });
    other.commit(&Ending::default(), &|_| true).expect("published");
    let done = waits.wait_with_output().expect("a child ends");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let manifest = files::bytes(&room.out().join(".notice/manifest")).expect("a manifest");
    let manifest = String::from_utf8(manifest).expect("UTF-8");
    let moment = manifest.lines().find_map(|line| line.strip_prefix("moment\t"));
    assert!(
        moment.expect("a moment") >= last.as_str(),
        "it published for a moment before that of the build it waited for: {moment:?}, {last}"
    );
}
