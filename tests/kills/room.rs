//! One workspace with two sets of records, and its output folder with files of somebody else in it.

use crate::files::{self, Stands};
use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// How many records a set has.
const RECORDS: usize = 40;

const PUBLISHER: &str = "\
publisher:
  name: 例
  senders: [株式会社例]
  addressee: 利用者の皆様
  services: { net: 通信, mail: メール }
  contact: { desk: 窓口, telephone: 0120-000-123 }
  page:
    title: 稼働状況
    incidents: { heading: 障害, empty: ありません。, archive: 過去の障害, month: 障害 }
    maintenances: { heading: 作業, empty: ありません。, archive: 過去の作業, month: 作業 }
";

/// The moment of every build: some letters are out by then, others wait for their day.
const MOMENT: &str = "2026-12-01 12:00";

/// The sets of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    A,
    B,
    /// With an error: nothing is published of it.
    Wrong,
}

impl Set {
    fn folder(self) -> &'static str {
        match self {
            Set::A => "a",
            Set::B => "b",
            Set::Wrong => "wrong",
        }
    }

    pub fn other(self) -> Set {
        match self {
            Set::A => Set::B,
            _ => Set::A,
        }
    }
}

/// The documents of a part, by path, with their bytes.
pub type Documents = BTreeMap<String, Vec<u8>>;

/// What stands published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    Whole(Set),
    Mixed,
}

pub struct Room {
    folder: TempDir,
    /// What each set makes, by part.
    made: BTreeMap<&'static str, [Documents; 2]>,
    /// What is somebody else's, by path below `out/`.
    foreign: BTreeMap<String, (Stands, Option<Vec<u8>>)>,
}

pub const PARTS: [&str; 2] = ["web", "office"];

impl Room {
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder of the test");
        let root = folder.path();
        for set in [Set::A, Set::B, Set::Wrong] {
            let notices = root.join(set.folder());
            for publisher in ["p", "q"] {
                files::write(&notices.join(publisher).join("publisher.yaml"), PUBLISHER.as_bytes());
            }
            for number in 0..RECORDS {
                if let Some(text) = record(number, set) {
                    let publisher = if number % 3 == 0 { "q" } else { "p" };
                    files::write(&notices.join(publisher).join(format!("{number}.yaml")), text.as_bytes());
                }
            }
        }
        files::write(&root.join("wrong/p/wrong.yaml"), b"incident:\n  id: wrong\n");
        std::fs::create_dir(root.join("w")).expect("a folder of the test");
        let mut room = Room {
            folder,
            made: BTreeMap::new(),
            foreign: BTreeMap::new(),
        };
        for set in [Set::A, Set::B] {
            room.take(set);
            let out = room.folder.path().join(format!("fresh-{}", set.folder()));
            let done = room.command(&out).output().expect("the program runs");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            room.made
                .insert(set.folder(), PARTS.map(|part| documents(&out.join(part))));
        }
        room
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn out(&self) -> PathBuf {
        self.root().join("w/out")
    }

    /// From now on the workspace has this set of records.
    pub fn take(&self, set: Set) {
        let link = self.root().join("w/notices");
        files::remove(&link);
        symlink(Path::new("..").join(set.folder()), link).expect("a link");
    }

    /// A build into `out`.
    pub fn command(&self, out: &Path) -> Command {
        let mut command = self.command_now();
        command.args(["--as-of", MOMENT]).arg("--out").arg(out);
        command
    }

    /// A build for the moment that the machine's clock shows.
    pub fn command_now(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
        command
            .args(["build", "--quiet", "--workspace"])
            .arg(self.root().join("w"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    pub fn start(&self) -> Child {
        self.command(&self.out()).spawn().expect("the program runs")
    }

    /// A build that is let alone; its exit code and what it told.
    pub fn build(&self) -> (Option<i32>, String) {
        let done = self.command(&self.out()).output().expect("the program runs");
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    }

    /// What stands in each part.
    pub fn seen(&self) -> [Seen; 2] {
        let mut at = 0;
        PARTS.map(|part| {
            let mut there = documents(&self.out().join(part));
            there.retain(|path, _| !self.foreign.contains_key(&format!("{part}/{path}")));
            at += 1;
            let of = |set: Set| self.made[set.folder()][at - 1] == there;
            match (of(Set::A), of(Set::B)) {
                (true, _) => Seen::Whole(Set::A),
                (_, true) => Seen::Whole(Set::B),
                _ => Seen::Mixed,
            }
        })
    }

    /// Both parts at once.
    pub fn seen_whole(&self) -> Seen {
        match self.seen() {
            [web, office] if web == office => web,
            _ => Seen::Mixed,
        }
    }

    /// Puts files of somebody else into the output folder: beside documents, in folders of their own, as links.
    pub fn put_foreign(&mut self) {
        for path in [
            "web/robots.txt",
            "web/p/theirs.html",
            "web/p/1/theirs.html",
            "web/theirs/deep/one.txt",
            "office/theirs.txt",
            "office/p/1/theirs.txt",
            "office/theirs/deep/one.txt",
        ] {
            files::write(&self.out().join(path), path.as_bytes());
            self.foreign.insert(path.to_string(), self.stands(path));
        }
        for (path, to) in [
            ("web/latest", "p/1"),
            ("office/p/link.txt", "nowhere"),
            ("web/p/out", "/etc"),
        ] {
            symlink(to, self.out().join(path)).expect("a link");
            self.foreign.insert(path.to_string(), self.stands(path));
        }
        std::fs::create_dir(self.out().join("web/empty")).expect("a folder");
    }

    fn stands(&self, path: &str) -> (Stands, Option<Vec<u8>>) {
        let place = self.out().join(path);
        let stands = files::stands(&place).unwrap_or_else(|| panic!("{path} is gone"));
        let bytes = if stands.kind == 'f' { files::bytes(&place) } else { None };
        (stands, bytes)
    }

    /// What is somebody else's is the same file, with the same bytes.
    pub fn foreign_is_untouched(&self) {
        for (path, there) in &self.foreign {
            assert_eq!(&self.stands(path), there, "{path}");
        }
        assert!(
            self.foreign.is_empty() || self.out().join("web/empty").is_dir(),
            "web/empty is gone"
        );
    }

    /// Nothing stands in the output folder that is neither a document, nor somebody else's, nor the program's own.
    pub fn nothing_is_left(&self) {
        let own = ["manifest", "records", "build", "texts", "history"];
        for path in files::tree(&self.out()).into_keys() {
            let mut names = path.split('/');
            let known = match (names.next(), names.next()) {
                (Some(".notice"), Some(name)) => own.contains(&name),
                (Some(".notice"), None) => true,
                (Some(part), _) => PARTS.contains(&part) && !path.contains("/.notice"),
                (None, _) => true,
            };
            assert!(known, "{path} is left");
        }
        self.texts_are_known();
        // Folders of documents that came and went; a part may be a link.
        for part in PARTS {
            let root = self.out().join(part);
            for (path, stands) in files::tree(&root) {
                assert!(!path.contains(".notice"), "{part}/{path} is left");
                let full = format!("{part}/{path}");
                let holds = |of: &String| of.starts_with(&format!("{full}/"));
                let foreign = self.foreign.keys().any(holds) || full == "web/empty";
                let empty = stands.kind == 'd' && files::tree(&root.join(&path)).is_empty();
                assert!(!empty || foreign, "{full} is left empty");
            }
        }
    }

    /// The words that are kept are those of documents that stand, or that people had received.
    fn texts_are_known(&self) {
        let own = self.out().join(".notice");
        let known = ["manifest", "history/log"].map(|name| files::bytes(&own.join(name)).unwrap_or_default());
        let known = known.map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
        for (path, _) in files::tree(&own.join("texts"))
            .into_iter()
            .filter(|(_, stands)| stands.kind == 'f')
        {
            let hash = path.rsplit('/').next().and_then(|name| name.strip_suffix(".txt"));
            assert!(known.contains(hash.expect("a text")), "texts/{path} is left");
        }
    }

    /// What the manifest says of each file is so.
    pub fn manifest_is_true(&self) {
        let text = files::bytes(&self.out().join(".notice/manifest")).expect("a manifest");
        let text = String::from_utf8(text).expect("UTF-8");
        let manifest = notice::testing::publish::Manifest::parse(&text).expect("a whole manifest");
        let mut seen = 0;
        for part in PARTS {
            for (path, bytes) in documents(&self.out().join(part)) {
                let path = format!("{part}/{path}");
                if !self.foreign.contains_key(&path) {
                    let made = manifest
                        .files
                        .get(&path)
                        .unwrap_or_else(|| panic!("{path} is not in the manifest"));
                    assert_eq!(made.hash, files::hash(&bytes), "{path}");
                    seen += 1;
                }
            }
        }
        assert_eq!(
            seen,
            manifest.files.len(),
            "the manifest names files that are not there"
        );
    }

    /// Forgets what was kept of documents that changed: a thousand builds would fill the disk with it.
    pub fn forget_history(&self) {
        files::remove(&self.out().join(".notice/history"));
    }
}

/// A record of a set: some change from one to the other, some stay, some are in one of them alone.
fn record(number: usize, set: Set) -> Option<String> {
    let b = set == Set::B;
    if number % 10 == 7 && b || number % 10 == 8 && !b {
        return None;
    }
    let words = if b && number % 5 != 0 { "別の作業" } else { "作業" };
    let day = number % 27 + 1;
    Some(match number % 4 {
        // Out, with sheets.
        0 | 1 => format!(
            "maintenance:\n  id: '{number}'\n  title: {words}のご案内\n  issued: 2026-11-{day:02}\n  services: [net]\n  announce: fax\n  \
             windows: [2026-11-28 01:00 .. 02:00]\n  log:\n    - {{ at: 2026-11-28 01:00, event: started }}\n    - {{ at: 2026-11-28 01:{:02}, event: completed }}\n",
            number + 10
        ),
        // Its day has not come.
        2 => format!(
            "maintenance:\n  id: '{number}'\n  title: {words}のご案内\n  issued: 2026-12-{:02}\n  services: [mail]\n  \
             windows: [2027-01-{day:02} 01:00 .. 02:00]\n",
            day.max(2)
        ),
        _ => format!(
            "incident:\n  id: '{number}'\n  title: 障害について\n  services: [net]\n  cause: {words}の影響\n  issued: 2026-11-25\n  \
             periods: [2026-11-24 14:41 .. 2026-11-24 15:52]\n"
        ),
    })
}

/// Every file of a part, what the program stages in it left out, with its bytes; of links where they lead.
fn documents(part: &Path) -> Documents {
    let all = files::tree(part)
        .into_iter()
        .filter(|(path, stands)| stands.kind != 'd' && !path.starts_with(".notice"));
    let bytes = |path: &String| match part.join(path).read_link() {
        Ok(to) => to.into_os_string().into_encoded_bytes(),
        Err(_) => files::bytes(&part.join(path)).unwrap_or_default(),
    };
    all.map(|(path, _)| (path.clone(), bytes(&path))).collect()
}
