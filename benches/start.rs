//! Milliseconds of one letter as a process, from its start to its end: what every call pays, what is read, what is made. The quickest of
//! many runs, in turn with another program where one is given.
//!
//!     cargo bench --bench start
//!     BEFORE=path/to/another/notice RUNS=100 cargo bench --bench start

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PUBLISHER: &str = "publisher:
  name: みどり決済センター
  senders: [みどり決済センター株式会社]
  addressee: { name: 加盟店, honorific: 各位 }
  services: { card: クレジットカード決済 }
  contact: { desk: みどりヘルプデスク, telephone: 0120-000-123, hours: 24時間365日 }
";

/// A letter of one page.
const RECORD: &str = "incident:
  id: card
  title: クレジットカード決済の障害に関するお詫びとご報告
  issued: 2026-11-24
  documents: [letter]
  services: [card]
  cause: 外部連携先での障害に伴い、一部のカードで取引不可
  periods:
    - 2026-11-20 14:41 .. 2026-11-20 15:52
    - 2026-11-21 09:07 .. 2026-11-21 10:20
";

/// What is run, and whether the record is another one each time, and `out/` is there.
const STEPS: [(&str, &[&str], bool, bool); 7] = [
    ("--version", &["--version"], false, true),
    ("--help", &["--help"], false, true),
    ("list, nothing published", &["list"], false, false),
    ("list", &["list"], false, true),
    ("check, nothing published", &["check"], false, false),
    ("build, nothing changed", &["build", "-q"], false, true),
    ("build, it changed", &["build", "-q"], true, true),
];

// A benchmark is the one place that has to look at the clock and at its surroundings.
#[allow(clippy::disallowed_methods)]
fn main() {
    let runs: usize = std::env::var("RUNS").map_or(40, |runs| runs.parse().expect("a number"));
    let before = std::env::var_os("BEFORE").map(PathBuf::from);
    let mut programs: Vec<PathBuf> = before.into_iter().collect();
    programs.push(PathBuf::from(env!("CARGO_BIN_EXE_notice")));
    println!("milliseconds, the quickest of {runs} runs; the last column is this program\n");
    for (name, arguments, changes, published) in STEPS {
        let folders: Vec<_> = programs
            .iter()
            .map(|_| tempfile::tempdir().expect("a folder"))
            .collect();
        let mut best = vec![f64::MAX; programs.len()];
        for round in 0..=runs {
            for ((program, folder), best) in programs.iter().zip(&folders).zip(&mut best) {
                let root = folder.path();
                if round == 0 {
                    write(root, RECORD);
                    if published {
                        run(program, root, &["build", "-q"]);
                    }
                }
                if changes {
                    write(root, &RECORD.replace("取引不可", &format!("取引不可({round}度目)")));
                }
                let milliseconds = run(program, root, arguments);
                // The first warms the machine.
                if round > 0 {
                    *best = best.min(milliseconds);
                }
            }
        }
        print!("{name:26}");
        best.iter().for_each(|best| print!("{best:>9.2}"));
        println!();
    }
}

#[allow(clippy::disallowed_methods)]
fn write(root: &Path, record: &str) {
    let folder = root.join("notices/midori");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("publisher.yaml"), PUBLISHER).expect("a file");
    fs::write(folder.join("card.yaml"), record).expect("a file");
}

#[allow(clippy::disallowed_methods)]
fn run(program: &Path, root: &Path, arguments: &[&str]) -> f64 {
    let mut command = Command::new(program);
    command.current_dir(root).args(arguments);
    if !arguments[0].starts_with('-') {
        command.args(["--as-of", "2026-11-24"]);
    }
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = std::time::Instant::now();
    let status = command.status().expect("the program");
    let took = start.elapsed().as_secs_f64() * 1e3;
    assert!(status.success(), "{} {arguments:?}", program.display());
    took
}
