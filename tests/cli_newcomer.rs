//! What somebody new calls first: to begin a workspace and a record, to change a template, to be told what a code means, to be
//! completed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Every kind of record.
const KINDS: [&str; 3] = ["maintenance", "incident", "announcement"];

/// Code, standard output, standard error.
struct Told(i32, String, String);

/// Calls the command in `room` at noon of 2026-12-01.
fn call(room: &Path, args: &[&str]) -> Told {
    let output = Command::new(env!("CARGO_BIN_EXE_notice"))
        .args(args)
        .args(["--as-of", "2026-12-01 12:00"])
        .current_dir(room)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Told(output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn room() -> TempDir {
    TempDir::new().unwrap()
}

/// A room that `notice init` has been called in.
fn begun() -> TempDir {
    let room = room();
    let Told(code, _, told) = call(room.path(), &["init"]);
    assert_eq!(code, 0, "{told}");
    room
}

fn read(room: &TempDir, path: &str) -> String {
    fs::read_to_string(room.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn put(room: &TempDir, path: &str, text: &str) {
    use std::io::Write;
    let path = room.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

#[test]
fn a_workspace_is_begun_and_builds_without_a_word() {
    let room = room();
    let Told(code, out, told) = call(room.path(), &["init", "office"]);
    assert_eq!(code, 0, "{told}");
    for kind in KINDS {
        let path = format!("office/notices/midori/2026-12-{kind}.yaml");
        assert!(out.contains(&path), "{out}");
        let text = read(&room, &path);
        assert!(
            text.starts_with("# yaml-language-server: $schema=../../notice.schema.json\n"),
            "{text}"
        );
        assert!(!text.contains('@'), "{text}");
        assert!(text.lines().filter(|line| line.contains("# ")).count() > 10, "{text}");
    }
    assert!(told.contains("notice build --workspace office"), "{told}");
    let Told(code, out, told) = call(room.path(), &["build", "--workspace", "office"]);
    assert_eq!(code, 0, "{out}{told}");
    assert!(!told.contains("警告"), "{told}");
    assert!(
        out.contains("2026-12-maintenance/letter.pdf") && out.contains("index.html"),
        "{out}"
    );
}

#[test]
fn what_stands_in_comments_of_a_first_record_is_right_as_well() {
    let room = begun();
    // Every key in a comment is put in: the record still holds no fault.
    for kind in KINDS {
        let path = format!("notices/midori/2026-12-{kind}.yaml");
        let text = read(&room, &path);
        let (head, body) = text.split_once(&format!("{kind}:\n")).unwrap();
        let mut lines = Vec::new();
        for line in body.lines() {
            let bare = line.trim_start();
            let key = bare.strip_prefix("# ").filter(|rest| {
                rest.split(' ').next().unwrap().ends_with(':')
                    || rest.trim_start().starts_with("- ")
                    || rest.starts_with("    ")
            });
            let indent = &line[..line.len() - bare.len()];
            lines.push(key.map_or(line.to_owned(), |key| format!("{indent}{key}")));
        }
        put(&room, &path, &format!("{head}{kind}:\n{}\n", lines.join("\n")));
        assert!(lines.iter().any(|line| line.starts_with("  log:")), "{lines:#?}");
    }
    let Told(code, out, told) = call(room.path(), &["check"]);
    assert_eq!(code, 0, "{out}{told}");
}

#[test]
fn nothing_is_begun_where_something_stands() {
    let room = room();
    put(&room, "notices/a.txt", "mine");
    put(&room, "notice.schema.json", "mine");
    let Told(code, out, told) = call(room.path(), &["init"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        told.contains("notices") && told.contains("notice.schema.json") && told.contains("notice new"),
        "{told}"
    );
    assert_eq!(read(&room, "notice.schema.json"), "mine");
    assert_eq!(fs::read_dir(room.path().join("notices")).unwrap().count(), 1);
    // Other files are no hindrance.
    let other = TempDir::new().unwrap();
    put(&other, "README.md", "mine");
    assert_eq!(call(other.path(), &["init"]).0, 0);
    assert_eq!(read(&other, "README.md"), "mine");
    assert_eq!(call(other.path(), &["init"]).0, 2);
}

#[test]
fn a_new_record_has_a_free_id_and_the_publishers_first_service() {
    let room = begun();
    let Told(code, out, told) = call(room.path(), &["new", "maintenance"]);
    assert_eq!(
        (code, out.trim()),
        (0, "./notices/midori/2026-12-maintenance-2.yaml"),
        "{told}"
    );
    assert!(told.contains("notice check"), "{told}");
    let text = read(&room, "notices/midori/2026-12-maintenance-2.yaml");
    assert!(
        text.contains("id: 2026-12-maintenance-2 ") && text.contains("[card]") && text.contains("2026-12-15 23:30"),
        "{text}"
    );
    assert_eq!(call(room.path(), &["new", "incident", "--id", "net-down"]).0, 0);
    assert!(read(&room, "notices/midori/net-down.yaml").contains("2026-11-30 14:41"));
    assert_eq!(call(room.path(), &["check"]).0, 0);
}

#[test]
fn a_record_may_begin_as_another() {
    let room = begun();
    let path = "notices/midori/2026-12-maintenance.yaml";
    let text = format!(
        "{}  log:\n    - {{ at: 2026-12-15 23:31, event: started }}\n",
        read(&room, path)
    );
    put(&room, path, &text);
    let Told(code, out, told) = call(
        room.path(),
        &[
            "new",
            "maintenance",
            "--like",
            "midori/2026-12-maintenance",
            "--id",
            "next",
        ],
    );
    assert_eq!((code, out.trim()), (0, "./notices/midori/next.yaml"), "{told}");
    let copied = read(&room, "notices/midori/next.yaml");
    assert!(copied.contains("id: next ") && copied.contains("# 発信日"), "{copied}");
    assert!(
        !copied.contains("\n  log:") && !copied.contains("- start: 2026"),
        "{copied}"
    );
    // What waits for a time is told, place by place.
    let Told(code, _, told) = call(room.path(), &["check"]);
    assert_eq!(code, 1);
    assert_eq!(told.matches("N0112").count(), 3, "{told}");
}

#[test]
fn a_new_record_that_cannot_be_is_told_why() {
    let room = begun();
    put(
        &room,
        "notices/bank/publisher.yaml",
        "publisher:\n  name: 例\n  senders: [例]\n  services: { net: 通信 }\n",
    );
    let wrong = |args: &[&str], words: &[&str]| {
        let Told(code, out, told) = call(room.path(), &[&["new"], args, &["--lang", "en"]].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        for word in words {
            assert!(told.contains(word), "{args:?}: {told}");
        }
    };
    wrong(&["maintenance"], &["several publishers", "bank, midori"]);
    wrong(
        &["maintenance", "--publisher", "midroi"],
        &["no publisher midroi", "bank, midori"],
    );
    wrong(&["maintenence"], &["maintenence", "did you mean maintenance?"]);
    wrong(&["party"], &["choose one of: ", "incident"]);
    wrong(&[], &["KIND"]);
    wrong(&["maintenance", "--like", "gone"], &["gone", "notice list"]);
    wrong(&["maintenance", "--like", "2026-12-incident"], &["notice new incident"]);
    wrong(
        &["maintenance", "--publisher", "midori", "--id", "2026-12-incident"],
        &["2026-12-incident already"],
    );
    wrong(&["maintenance", "--publisher", "midori", "--id", "../x"], &["../x"]);
    put(&room, "notices/midori/mine.yaml", "mine");
    wrong(
        &["maintenance", "--publisher", "midori", "--id", "mine"],
        &["mine.yaml", "--id"],
    );
    assert_eq!(read(&room, "notices/midori/mine.yaml"), "mine");
    let nowhere = TempDir::new().unwrap();
    assert_eq!(call(nowhere.path(), &["new", "maintenance"]).0, 2);
    fs::create_dir(nowhere.path().join("notices")).unwrap();
    let Told(code, _, told) = call(nowhere.path(), &["new", "maintenance"]);
    assert!(code == 2 && told.contains("notice init"), "{told}");
}

#[test]
fn a_template_is_listed_written_and_never_written_over() {
    let room = begun();
    let Told(code, names, _) = call(room.path(), &["template", "list"]);
    assert_eq!((code, &names), (0, &call(room.path(), &["template"]).1));
    let names: Vec<&str> = names
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(
        names.contains(&"letter/incident") && names.contains(&"page/notice.css"),
        "{names:?}"
    );
    for name in &names {
        let Told(code, text, told) = call(room.path(), &["template", "show", name]);
        assert_eq!(text, call(room.path(), &["template", name, "--print"]).1);
        assert!(code == 0 && !text.is_empty() && told.is_empty(), "{name}: {told}");
    }
    assert!(!room.path().join("templates").exists());
    let Told(code, out, told) = call(room.path(), &["template", "copy", "letter/incident"]);
    assert_eq!((code, out.trim()), (0, "./templates/letter/incident.md"), "{told}");
    let own = read(&room, "templates/letter/incident.md");
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/letter/incident.md");
    let (header, rest) = own.split_once('\n').unwrap();
    assert!(
        header.starts_with("{#- notice: from letter/incident.md ") && header.ends_with(" -#}"),
        "{header}"
    );
    assert_eq!(rest, fs::read_to_string(built_in).unwrap());
    assert_eq!(call(room.path(), &["build"]).0, 0);
    put(&room, "templates/letter/incident.md", "mine");
    let Told(code, _, told) = call(room.path(), &["template", "letter/incident.md"]);
    assert!(
        code == 2 && told.contains("notice template show letter/incident"),
        "{told}"
    );
    assert_eq!(read(&room, "templates/letter/incident.md"), "mine");
    let Told(code, out, told) = call(room.path(), &["template", "letter/incidnet"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(told.contains("letter/incident のことでしょうか"), "{told}");
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap().flatten() {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => {
                    let name = entry.path().strip_prefix(folder).unwrap().to_path_buf();
                    found.insert(name, fs::read(entry.path()).unwrap());
                }
            }
        }
    }
    found
}

#[test]
fn copies_of_all_templates_change_no_document_and_are_no_news() {
    let room = begun();
    assert_eq!(call(room.path(), &["build", "--out", "before"]).0, 0);
    let Told(_, names, _) = call(room.path(), &["template", "list"]);
    let names: Vec<&str> = names
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for name in &names {
        let Told(code, _, told) = call(room.path(), &["template", "copy", name]);
        assert_eq!(code, 0, "{name}: {told}");
    }
    let Told(code, _, told) = call(room.path(), &["build", "--out", "after", "--deny-warnings"]);
    assert_eq!(code, 0, "{told}");
    // The look of the pages is published as it is, with its header.
    let plain = |folder: &str| {
        let mut files = files(&room.path().join(folder));
        files.retain(|path, _| path.extension().is_none_or(|ending| ending != "css"));
        files.retain(|path, _| !path.starts_with(".notice"));
        files
    };
    let (before, after) = (plain("before"), plain("after"));
    assert!(before.keys().eq(after.keys()));
    for (path, bytes) in &before {
        assert!(after[path] == *bytes, "{}", path.display());
    }
    let Told(_, table, told) = call(room.path(), &["template", "status"]);
    assert_eq!(
        table.lines().filter(|line| line.contains("同じ")).count(),
        names.len(),
        "{table}"
    );
    assert_eq!(told, "");
    assert!(
        call(room.path(), &["template", "diff"])
            .1
            .contains("違う写しはありません")
    );
}

#[test]
fn a_copy_that_is_behind_is_told_of_once_and_shown() {
    let room = begun();
    let old = "{#- notice: from phrase/regret.md abcdefabcdef -#}\n当社の文です。\n";
    put(&room, "templates/phrase/regret.md", old);
    let Told(code, table, _) = call(room.path(), &["template", "status"]);
    assert!(code == 0 && table.contains("不明"), "{table}");

    // Of a text that is in the history of every version.
    let table = include_str!("../src/template/history/versions.tsv");
    let rows: Vec<(&str, &str)> = table.lines().filter_map(|row| row.split_once('\t')).collect();
    let (name, oldest) = rows.iter().find(|(name, _)| *name == "phrase/regret.md").unwrap();
    put(
        &room,
        "templates/phrase/regret.md",
        &format!("{{#- notice: from {name} {oldest} -#}}\n当社の文です。\n"),
    );
    let Told(code, _, told) = call(room.path(), &["check"]);
    assert_eq!((code, told.matches("N0820").count()), (0, 1), "{told}");
    assert!(told.contains("notice template diff phrase/regret.md"), "{told}");
    // With the line that it shows at its head it is even again.
    let header = told
        .lines()
        .map(str::trim)
        .find(|line| line.starts_with("{#- notice: from"))
        .unwrap();
    put(
        &room,
        "templates/phrase/regret.md",
        &format!("{header}\n当社の文です。\n"),
    );
    let Told(code, _, told) = call(room.path(), &["check", "--deny-warnings"]);
    assert_eq!(code, 0, "{told}");
    put(
        &room,
        "templates/phrase/regret.md",
        &format!("{{#- notice: from {name} {oldest} -#}}\n当社の文です。\n"),
    );
    let Told(code, table, told) = call(room.path(), &["template", "status"]);
    assert!(
        code == 0 && table.contains("古い") && told.contains("notice template diff"),
        "{table}{told}"
    );
    for name in ["phrase/regret", "phrase/regret.md", "templates/phrase/regret.md"] {
        let Told(code, shown, _) = call(room.path(), &["template", "diff", name]);
        assert!(
            code == 0 && shown.contains("\n- 当社の文です。\n") && shown.contains("\n+ "),
            "{shown}"
        );
        assert!(!shown.contains("notice: from"), "{shown}");
    }
    let Told(code, _, told) = call(room.path(), &["template", "diff", "phrase/regert"]);
    assert!(code == 2 && told.contains("phrase/regret のことでしょうか"), "{told}");
}

#[test]
fn a_publishers_copy_lies_in_its_folder_and_no_other_publisher_is_made_up() {
    let room = begun();
    let Told(code, out, told) = call(
        room.path(),
        &["template", "copy", "phrase/greeting", "--publisher", "midori"],
    );
    assert_eq!(
        (code, out.trim()),
        (0, "./templates/midori/phrase/greeting.md"),
        "{told}"
    );
    let Told(code, _, told) = call(
        room.path(),
        &["template", "copy", "phrase/greeting", "--publisher", "midroi"],
    );
    assert!(code == 2 && told.contains("midori"), "{told}");
    let Told(_, table, _) = call(room.path(), &["template", "list"]);
    let row = table.lines().find(|line| line.starts_with("phrase/greeting ")).unwrap();
    assert!(row.contains("組み込み、発行者 midori"), "{row}");
    // What has no blocks cannot be changed in part.
    let Told(code, _, told) = call(room.path(), &["template", "copy", "phrase/regret", "--extend"]);
    assert!(
        code == 2 && told.contains("notice template copy phrase/regret"),
        "{told}"
    );
}

#[test]
fn a_quiet_build_says_nothing_and_warnings_can_be_denied() {
    let room = begun();
    let Told(code, out, told) = call(room.path(), &["build", "--quiet"]);
    assert_eq!((code, out.as_str(), told.as_str()), (0, "", ""));
    let Told(code, out, told) = call(room.path(), &["check", "-q", "--deny-warnings"]);
    assert_eq!((code, out.as_str(), told.as_str()), (0, "", ""));
    let before = files(&room.path().join("out"));
    // A file that nothing uses is a warning.
    put(&room, "notices/midori/next.yaml.txt", "");
    let Told(code, _, told) = call(room.path(), &["check", "--quiet"]);
    assert!(code == 0 && told.contains("N0809"), "{told}");
    let Told(code, _, told) = call(room.path(), &["check", "--deny-warnings"]);
    assert!(code == 1 && told.contains("N0809"), "{told}");
    let Told(code, out, told) = call(room.path(), &["build", "--deny-warnings"]);
    assert!(
        code == 1 && out.is_empty() && told.contains("--deny-warnings"),
        "{told}"
    );
    assert_eq!(files(&room.path().join("out")), before);
    assert_eq!(call(room.path(), &["build", "--quiet"]).0, 0);
    let Told(code, _, told) = call(room.path(), &["list", "--quiet"]);
    assert!(code == 2 && told.contains("--quiet"), "{told}");
}

#[test]
fn a_code_is_explained_in_both_languages() {
    let room = room();
    let Told(code, out, _) = call(room.path(), &["explain", "N0106"]);
    assert!(
        code == 0 && out.starts_with("エラー[N0106]: 存在しない日時\n") && out.contains("2月30日"),
        "{out}"
    );
    let Told(code, out, _) = call(room.path(), &["explain", "n0106", "--lang", "en"]);
    assert!(
        code == 0 && out.starts_with("error[N0106]: impossible date or time\n"),
        "{out}"
    );
    let Told(code, out, told) = call(room.path(), &["explain", "N0199"]);
    assert!(code == 2 && out.is_empty() && told.contains("N0106"), "{told}");
    let Told(code, _, told) = call(room.path(), &["explain", "titel", "--lang", "en"]);
    assert!(code == 2 && told.contains("like N0106"), "{told}");
}

#[test]
fn the_schema_is_json_in_the_language_asked_for() {
    let room = room();
    let schema = |language| -> serde_json::Value {
        let Told(code, out, _) = call(room.path(), &["schema", "--lang", language]);
        assert_eq!(code, 0);
        serde_json::from_str(&out).unwrap()
    };
    let (ja, en) = (schema("ja"), schema("en"));
    assert_eq!(ja["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(
        en["definitions"]["contact"]["properties"]["mail"]["description"],
        "Mail address."
    );
    assert_eq!(
        ja["definitions"]["contact"]["properties"]["mail"]["description"],
        "メールアドレス。"
    );
}

#[test]
fn shells_complete_commands_and_options() {
    let room = room();
    for (shell, check) in [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish")] {
        let Told(code, script, told) = call(room.path(), &["completions", shell]);
        assert!(code == 0 && told.is_empty(), "{told}");
        assert!(script.contains("template") && script.contains("as-of"), "{shell}");
        put(&room, shell, &script);
        // The shell itself reads it, where this machine has it.
        if let Ok(status) = Command::new(check).arg("-n").arg(room.path().join(shell)).status() {
            assert!(status.success(), "{shell}");
        }
    }
    let completed = |words: &[&str]| {
        let line = "source ./bash; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
                    _notice notice \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"; echo \"${COMPREPLY[@]}\"";
        let output = Command::new("bash")
            .args(["-c", line, "bash"])
            .args(words)
            .current_dir(room.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    assert_eq!(completed(&["notice", "temp"]), "template");
    assert_eq!(completed(&["notice", "new", "main"]), "maintenance");
    assert_eq!(completed(&["notice", "new", "maintenance", "--pub"]), "--publisher");
    let Told(code, _, told) = call(room.path(), &["completions", "powershell", "--lang", "en"]);
    assert!(code == 2 && told.contains("bash, zsh, fish"), "{told}");
}

#[test]
fn the_manual_tells_every_command() {
    let room = room();
    let Told(code, page, told) = call(room.path(), &["man", "--lang", "en"]);
    assert!(code == 0 && told.is_empty() && page.contains(".TH notice 1"), "{page}");
    for command in [
        "init",
        "new",
        "build",
        "check",
        "list",
        "explain",
        "template",
        "schema",
        "completions",
        "man",
    ] {
        assert!(page.contains(&format!("notice\\-{command}")), "{command}: {page}");
        let Told(code, page, _) = call(room.path(), &["man", command]);
        assert!(
            code == 0 && page.contains(&format!("notice\\-{command}")),
            "{command}: {page}"
        );
    }
    let Told(code, _, told) = call(room.path(), &["man", "buld"]);
    assert!(code == 2 && told.contains("build"), "{told}");
}
