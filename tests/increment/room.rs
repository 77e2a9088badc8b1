//! A workspace that is edited, its output folder, and the command called in it.

use crate::files;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use notice::cli::{Console, run};
use notice::engine;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The moment of builds, and how it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    pub at: NaiveDateTime,
    /// With its offset: one instant for all publishers.
    pub utc: bool,
    /// Before the build that came last.
    pub back: bool,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = if self.utc { "+09:00" } else { "" };
        write!(f, "{}{offset}", self.at.format("%Y-%m-%dT%H:%M:%S"))
    }
}

/// Code, standard output, standard error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub code: u8,
    pub out: String,
    pub err: String,
}

impl Told {
    /// What was told of faults: without how far the build came.
    pub fn faults(&self) -> String {
        let progress = |line: &&str| {
            let number = line.strip_prefix('[').and_then(|rest| rest.split_once("] "));
            number.is_some_and(|(number, _)| number.contains('/'))
        };
        let lines: Vec<&str> = self.err.lines().filter(|line| !progress(line)).collect();
        lines.join("\n")
    }

    /// The lines of the table, each as state and the rest.
    pub fn rows(&self) -> Vec<(String, String)> {
        let rows = self.out.lines().filter_map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (state, rest) = words.split_first()?;
            let states = ["作成", "更新", "同じ", "削除", "残した"];
            states.contains(state).then(|| (state.to_string(), rest.join(" ")))
        });
        rows.collect()
    }

    /// When documents next change.
    pub fn next(&self) -> Option<NaiveDateTime> {
        let line = self
            .out
            .lines()
            .find_map(|line| line.strip_prefix("次に文書が変わるのは "))?;
        NaiveDateTime::parse_from_str(line.strip_suffix(" です")?, "%Y-%m-%d %H:%M").ok()
    }
}

pub struct Room {
    folder: TempDir,
    pub clock: Clock,
    pub threads: usize,
    /// What somebody put into the output folder, by its path there.
    pub foreign: BTreeSet<String>,
    /// What stands in the way of a document.
    pub in_the_way: Option<String>,
    /// When documents next change, as the last build told.
    pub next: Option<NaiveDateTime>,
    /// Counts what is made in it, so that every text is new.
    pub count: usize,
}

impl Room {
    pub fn new(seed: u64) -> Self {
        // A thousand builds wait for a disk longer than they work.
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| TempDir::new());
        let folder = folder.expect("a folder of the test");
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/increment/workspace");
        files::copy(&own, &folder.path().join("w"));
        std::fs::create_dir(folder.path().join("bare")).expect("a folder of the test");
        for name in ["notices", "templates", "fonts"] {
            let link = folder.path().join("bare").join(name);
            std::os::unix::fs::symlink(Path::new("../w").join(name), link).expect("a link");
        }
        let day = NaiveDate::from_ymd_opt(2026, 11, 18).expect("a day") + TimeDelta::days((seed * 7 % 45) as i64);
        Room {
            folder,
            clock: Clock {
                at: day.and_hms_opt(9, 0, 0).expect("a time"),
                utc: seed.is_multiple_of(3),
                back: false,
            },
            threads: 2,
            foreign: BTreeSet::new(),
            in_the_way: None,
            next: None,
            count: 1,
        }
    }

    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("w")
    }

    pub fn out(&self) -> PathBuf {
        self.workspace().join("out")
    }

    /// Calls the command in this process, in the workspace or in the one that has no `out/`.
    fn call(&self, workspace: &str, args: &[OsString]) -> Told {
        let mut all: Vec<OsString> = vec!["notice".into()];
        all.extend(args.iter().cloned());
        all.extend(["--workspace".into(), self.folder.path().join(workspace).into()]);
        all.extend(["--as-of".into(), self.clock.to_string().into()]);
        all.extend(["--jobs".into(), self.threads.to_string().into()]);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = run(&all, &engine::build_into, &mut Console::new(&mut out, &mut err));
        let plain = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let text = text.replace(&*self.out().to_string_lossy(), "OUT");
            text.replace(&*self.folder.path().join("fresh").to_string_lossy(), "OUT")
        };
        Told {
            code,
            out: plain(out),
            err: plain(err),
        }
    }

    /// Builds into the output folder, of these records or of all.
    pub fn build(&self, ids: &[String]) -> Told {
        let mut args: Vec<OsString> = vec!["build".into()];
        args.extend(ids.iter().map(OsString::from));
        if self.clock.back {
            args.push("--force".into());
        }
        self.call("w", &args)
    }

    /// Builds everything into an empty folder; what it made.
    pub fn fresh(&self) -> (Told, PathBuf) {
        let out = self.folder.path().join("fresh");
        files::remove(&out);
        let told = self.call("w", &["build".into(), "--out".into(), out.clone().into()]);
        (told, out)
    }

    pub fn check(&self) -> Told {
        self.call("w", &["check".into()])
    }

    /// Checks where nothing was ever built.
    pub fn check_bare(&self) -> Told {
        self.call("bare", &["check".into()])
    }

    pub fn list(&self, workspace: &str) -> Told {
        self.call(workspace, &["list".into()])
    }

    /// The files that the command reads.
    pub fn sources(&self) -> BTreeMap<String, Vec<u8>> {
        let all = files::tree(&self.workspace()).into_keys();
        let all = all.filter(|path| !path.starts_with("out"));
        all.filter_map(|path| Some((path.clone(), files::bytes(&self.workspace().join(path))?)))
            .collect()
    }

    /// Undoes an edit of what is read.
    pub fn put_back(&mut self, (sources, clock): (BTreeMap<String, Vec<u8>>, Clock)) {
        for path in self.sources().into_keys().filter(|path| !sources.contains_key(path)) {
            files::remove(&self.workspace().join(path));
        }
        for (path, bytes) in sources {
            let place = self.workspace().join(path);
            if files::bytes(&place).as_ref() != Some(&bytes) {
                files::write(&place, &bytes);
            }
        }
        self.clock = clock;
    }

    pub fn clear_the_way(&mut self) {
        if let Some(path) = self.in_the_way.take() {
            files::remove(&self.out().join(path));
        }
    }
}
