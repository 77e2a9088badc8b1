//! Time and memory of whole runs of the program at 100, 1,000 and 10,000 records: everything built, nothing changed, one
//! record changed, one record asked for, `check`, `list`.
//!
//!     cargo bench --bench workspace
//!     RECORDS=100,1000 BEFORE=path/to/another/notice cargo bench --bench workspace
//!
//! With `BEFORE`, each step is done by that program as well, side by side in the same run. A workspace to look at:
//!
//!     cargo bench --bench workspace -- make FOLDER RECORDS

// A benchmark makes the folders that it measures in, and looks at the clock.
#![allow(clippy::disallowed_methods)]

mod make;

use std::fs;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// What one run took.
#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    /// The most memory that the process held, in megabytes; none where the system does not tell.
    megabytes: Option<f64>,
}

/// What is done to each workspace, in this order.
const STEPS: [&str; 6] = [
    "build, all",
    "build, nothing changed",
    "build, one changed",
    "build ID, it changed",
    "check",
    "list",
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "make") {
        let records = arguments[at + 2].parse().expect("how many records");
        make::write(Path::new(&arguments[at + 1]), records).expect("the workspace");
        return;
    }
    let records = std::env::var("RECORDS").unwrap_or_else(|_| "100,1000,10000".to_owned());
    let before = std::env::var_os("BEFORE").map(PathBuf::from);
    let now = Path::new(env!("CARGO_BIN_EXE_notice"));
    let mut programs = vec![("now", now)];
    if let Some(before) = &before {
        programs.insert(0, ("before", before));
    }
    print!("{:>8}  {:24}", "records", "");
    for (name, _) in &programs {
        print!("{name:>12}{:>10}", "");
    }
    println!();
    for records in records.split(',') {
        let records: usize = records.trim().parse().expect("RECORDS is a list of numbers");
        let costs: Vec<_> = programs.iter().map(|(_, program)| measured(program, records)).collect();
        for (step, name) in STEPS.iter().enumerate() {
            print!("{records:>8}  {name:24}");
            for costs in &costs {
                let Cost { seconds, megabytes } = costs[step];
                let megabytes = megabytes.map_or_else(|| "?".to_owned(), |megabytes| format!("{megabytes:.0}"));
                print!("{:>10.3} s{megabytes:>7} MB", seconds);
            }
            if let [before, now] = &costs[..] {
                print!("{:>8.1} %", now[step].seconds / before[step].seconds * 100.0);
            }
            println!();
        }
    }
}

/// Every step in a new workspace: of several rounds the quickest.
fn measured(program: &Path, records: usize) -> [Cost; STEPS.len()] {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    make::write(root, records).expect("the workspace");
    let rounds = (2_000 / records).clamp(1, 5);
    let mut best = [None; STEPS.len()];
    for round in 0..rounds {
        match fs::remove_dir_all(root.join("out")) {
            Err(e) if round > 0 => panic!("{e}"),
            _ => {}
        }
        // Records with a letter.
        let (changed, asked) = (records / 2, records / 3);
        let asked_name = make::name(asked);
        for (step, best) in best.iter_mut().enumerate() {
            let edited = [(2, changed), (3, asked)].into_iter().find(|(of, _)| *of == step);
            if let Some((_, number)) = edited {
                make::edit(root, number, &format!("{round}度目に改めた件名")).expect("an edit");
            }
            let arguments: &[&str] = match step {
                0..=2 => &["build", "-q"],
                3 => &["build", "-q", &asked_name],
                4 => &["check", "-q"],
                _ => &["list"],
            };
            let cost = run(program, root, arguments);
            if best.is_none_or(|best: Cost| cost.seconds < best.seconds) {
                *best = Some(cost);
            }
        }
    }
    best.map(|cost| cost.expect("a round"))
}

/// Runs the program, which must succeed.
#[allow(clippy::disallowed_methods)]
fn run(program: &Path, root: &Path, arguments: &[&str]) -> Cost {
    let mut command = Command::new(program);
    command
        .current_dir(root)
        .args(arguments)
        .args(["--as-of", make::MOMENT]);
    let mut said = tempfile::tempfile().expect("a file");
    command.stdout(Stdio::null()).stderr(said.try_clone().expect("a file"));
    let start = std::time::Instant::now();
    let mut child = command.spawn().expect("the program");
    let mut megabytes = None;
    let status = loop {
        if let Some(status) = child.try_wait().expect("the program") {
            break status;
        }
        megabytes = peak(child.id()).or(megabytes);
        sleep(Duration::from_micros(500));
    };
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        let mut words = String::new();
        said.rewind().expect("a file");
        said.read_to_string(&mut words).expect("what it says");
        panic!("{arguments:?}: {words}");
    }
    Cost { seconds, megabytes }
}

/// The most memory that a process has held so far: the system keeps count, so that only the last half a millisecond of a
/// run can be missed.
fn peak(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes / 1e3)
}
