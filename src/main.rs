//! The `notice` command.

fn main() -> std::process::ExitCode {
    notice::cli::main(notice::engine::build)
}
