//! One letter and a hundred, and the memory they take, against the newest Typst: `benches/typst/run.py` does the work.
//!
//!     cargo bench --bench against_typst

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/typst/run.py");
    let status = Command::new("python3")
        .arg(script)
        .arg(env!("CARGO_BIN_EXE_notice"))
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(e) => {
            eprintln!("python3: {e}");
            ExitCode::FAILURE
        }
    }
}
