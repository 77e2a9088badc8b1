//! The command itself, as a shell calls it.

use std::process::{Command, Output, Stdio};

fn notice(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
    command
        .args(args)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .env("NO_COLOR", "1");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn told(args: &[&str]) -> Output {
    notice(args).output().unwrap()
}

#[test]
fn help_stands_everywhere_in_both_languages_with_examples() {
    let mut commands: Vec<&[&str]> = vec![&[]];
    commands.extend(
        [["init"], ["new"], ["build"], ["check"], ["list"]]
            .iter()
            .map(<[_; 1]>::as_slice),
    );
    commands.extend(
        [["explain"], ["template"], ["schema"], ["completions"], ["man"]]
            .iter()
            .map(<[_; 1]>::as_slice),
    );
    for command in commands {
        for (language, words) in [("ja", ["使い方:", "例:"]), ("en", ["Usage:", "Examples:"])] {
            let output = told(&[command, &["--help", "--lang", language]].concat());
            assert_eq!(output.status.code(), Some(0), "{command:?}");
            let help = text(&output.stdout);
            for word in words.iter().chain(&["--as-of", "--workspace"]) {
                assert!(help.contains(word), "{command:?} {language} {word}: {help}");
            }
            assert!(!help.contains("Print help"), "a sentence is in clap's words: {help}");
        }
    }
    let english = text(&told(&["build", "--help", "--lang", "en"]).stdout);
    assert!(english.is_ascii(), "{english}");
}

#[test]
fn the_version_is_the_packages() {
    let output = told(&["--version"]);
    assert_eq!(text(&output.stdout), format!("notice {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_call_without_a_command_is_wrong_and_shows_the_commands() {
    let output = told(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("build"));
}

#[test]
fn a_folder_without_notices_is_a_wrong_call() {
    for command in ["build", "check", "list"] {
        let output = told(&[command]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(text(&output.stderr).contains("--workspace"), "{command}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_listening_is_no_fault_and_a_full_disk_is() {
    // A pipe whose reader is gone before we write.
    let mut gone = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
    let pipe = gone.stdin.take().unwrap();
    gone.wait().unwrap();
    let status = notice(&["--help"]).stdout(pipe).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(0));

    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = notice(&["--help"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(!output.stderr.is_empty());
}
