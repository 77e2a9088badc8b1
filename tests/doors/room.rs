//! A workspace of a test, and the command called in it.

use notice::cli::{Console, run};
use notice::engine;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;

pub const PUBLISHER: &str = "publisher:\n  name: 例\n  senders: [株式会社例]\n  services: { net: 通信 }\n";

/// A workspace.
pub struct Room(TempDir);

/// Code, standard output, standard error.
#[derive(Debug)]
pub struct Told(pub u8, pub String, pub String);

impl Room {
    /// A publisher `a` with a record `one`, which holds no fault.
    pub fn new() -> Self {
        let room = Room(TempDir::new().unwrap());
        room.put("notices/a/publisher.yaml", PUBLISHER);
        room.put("notices/a/one.yaml", record("one"));
        room
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders it lies in.
    pub fn put(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(path).unwrap().write_all(text.as_ref()).unwrap();
    }

    /// Calls the command with the engine, in this process.
    pub fn call(&self, args: &[impl AsRef<OsStr>], colour: bool) -> Told {
        let mut all: Vec<OsString> = vec!["notice".into()];
        all.extend(args.iter().map(Into::into));
        all.extend(["--workspace".into(), self.path().into()]);
        all.extend(["--as-of", "2026-12-01 12:00"].map(Into::into));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = Console::new(&mut out, &mut err);
        console.colour = colour;
        let code = run(&all, &engine::build_into, &mut console);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Told(code, text(out), text(err))
    }
}

/// A record without a fault.
pub fn record(id: &str) -> String {
    format!(
        "incident:\n  id: {id}\n  services: [net]\n  cause: 機器の故障\n  periods: [2026-11-20 14:41 .. 2026-11-20 15:52]\n"
    )
}
