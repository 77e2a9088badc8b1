//! A character without a glyph is told so that whoever reads it can put it right; a publisher may bring a font that has it.

use crate::bench::{all, build, cases, told, workspace};
use notice::diagnostic::{Language, draw};
use notice::engine::{WorkspaceFile, WorkspaceFiles};

const PUBLISHER: &str = "publisher:
  name: 例
  senders: [例]
  addressee: { name: お客様, honorific: 各位 }
  services: { net: 通信 }
  contact: { telephone: 0120-000-123 }
";

/// A workspace whose one letter has a section that says `body`.
fn saying(body: &str) -> WorkspaceFiles {
    let record = format!(
        "# 𠮷 は注釈の中にもある。\nmaintenance:\n  id: a\n  title: 作業のお知らせ\n  issued: 2026-04\n  services: [net]\n  \
         windows: [2026-05-10 01:00 .. 04:00]\n  sections:\n    - heading: 店舗\n      body: {body}\n"
    );
    WorkspaceFiles {
        notices: vec![
            file("notices/a/publisher.yaml", PUBLISHER.as_bytes()),
            file("notices/a/record.yaml", record.as_bytes()),
        ],
        ..WorkspaceFiles::default()
    }
}

fn file(path: &str, bytes: &[u8]) -> WorkspaceFile {
    WorkspaceFile {
        path: path.to_owned(),
        bytes: bytes.to_vec().into(),
    }
}

/// What an operator is told; nothing may come out for the record.
fn told_of(files: &WorkspaceFiles) -> String {
    let result = build(files);
    assert!(result.has_errors(), "nothing is told");
    draw::draw_all(&result.diagnostics, &result.sources, Language::Ja, false)
}

fn gaiji() -> Vec<u8> {
    let path = crate::bench::home().join("fallback-font/fonts/Gaiji.ttf");
    std::fs::read(path).expect("the font")
}

#[track_caller]
fn says(told: &str, parts: &[&str]) {
    for part in parts {
        assert!(told.contains(part), "“{part}” is missing in\n{told}");
    }
}

#[test]
fn an_ideograph_is_told_where_it_stands_and_not_where_a_comment_has_it() {
    let told = told_of(&saying("東京の𠮷野店"));
    says(
        &told,
        &[
            "エラー[N0901]: 「𠮷」(U+20BB7)",
            "調べたフォント: BIZUDMincho-Regular、BIZUDPMincho-Regular",
            "notices/a/record.yaml:10:16",
            "publisher.yaml の fonts",
        ],
    );
    assert_eq!(told.matches("N0901").count(), 1, "{told}");
}

#[test]
fn every_missing_character_is_told_in_one_run() {
    let told = told_of(&saying(
        "|\n        東京の𠮷野店、𠮷田店、京\u{E01EF}都の😀。\n\n        ## 大阪の📠 {.plain}",
    ));
    says(&told, &["「𠮷」", "「京\u{E01EF}」", "「😀」", "「📠」"]);
    // The first stands there twice.
    assert_eq!(told.matches("N0901").count(), 5, "{told}");
}

#[test]
fn in_a_heading_the_gothic_fonts_are_asked() {
    let told = told_of(&saying("|\n        ## 𠮷野店 {.plain}"));
    says(
        &told,
        &[
            "「𠮷」",
            "BIZUDGothic-Regular、BIZUDPGothic-Regular",
            "record.yaml:11:12",
        ],
    );
}

#[test]
fn a_picture_a_private_character_and_an_unknown_variation_are_told_by_their_code_points() {
    says(
        &told_of(&saying("お願い😀します")),
        &["「😀」(U+1F600)", "record.yaml:10:16"],
    );
    says(
        &told_of(&saying("社章\u{E000}です")),
        &["(U+E000)", "record.yaml:10:15"],
    );
    // The character has a glyph; what the selector asks for has none.
    says(
        &told_of(&saying("京都の京\u{E01EF}です")),
        &["「京\u{E01EF}」(U+4EAC U+E01EF)", "record.yaml:10:16"],
    );
}

#[test]
fn a_character_of_a_template_is_told_at_its_line_in_the_template() {
    let mut files = saying("店舗");
    let template = "# お知らせ\n\n次の点に📠ご注意ください。\n";
    files
        .templates
        .push(file("templates/letter/maintenance.md", template.as_bytes()));
    says(
        &told_of(&files),
        &["「📠」(U+1F4E0)", "templates/letter/maintenance.md:3:5"],
    );
}

#[test]
fn a_character_written_as_an_escape_is_told_at_the_words_around_it() {
    let told = told_of(&saying("\"東京の本店および \\U00020BB7 野店\""));
    says(&told, &["「𠮷」(U+20BB7)", "record.yaml:10:"]);
}

#[test]
fn a_publisher_s_own_font_draws_what_the_four_lack() {
    let made: Vec<_> = all().iter().filter(|m| m.case == "fallback-font").collect();
    assert_eq!(made.len(), 3);
    for made in made {
        let fonts = told("pdffonts", &["@"], &made.file);
        let own = made.draft.path.contains("/office/");
        assert_eq!(fonts.contains("+Gaiji-Regular"), own, "{}: {fonts}", made.draft.path);
        let text = told("pdftotext", &["-raw", "@", "-"], &made.file);
        assert!(text.contains(if own { "𠮷野" } else { "吉野" }), "{text}");
    }
}

#[test]
fn a_font_that_is_not_there_is_told_at_its_name() {
    let mut files = saying("東京の本店");
    let publisher = format!("{PUBLISHER}  fonts: [Gaiji.ttf, Other.ttf]\n");
    files.notices[0] = file("notices/a/publisher.yaml", publisher.as_bytes());
    let told = told_of(&files);
    says(
        &told,
        &[
            "N0906",
            "fonts/Gaiji.ttf",
            "fonts/Other.ttf",
            "publisher.yaml:7:11",
            "publisher.yaml:7:22",
        ],
    );
    files.fonts.push(file("fonts/Gaiji.ttf", &gaiji()));
    let told = told_of(&files);
    says(&told, &["fonts/Other.ttf", "fonts/ にあるのは Gaiji.ttf です"]);
    assert_eq!(told.matches("N0906").count(), 1, "{told}");
}

#[test]
fn a_font_that_is_none_is_told_at_its_name() {
    let mut files = saying("東京の𠮷野店");
    let publisher = format!("{PUBLISHER}  fonts: [Gaiji.ttf]\n");
    files.notices[0] = file("notices/a/publisher.yaml", publisher.as_bytes());
    files.fonts.push(file("fonts/Gaiji.ttf", b"no font"));
    says(&told_of(&files), &["N0903", "publisher.yaml:7:11"]);
    files.fonts[0] = file("fonts/Gaiji.ttf", &gaiji());
    assert!(!build(&files).has_errors());
}

#[test]
fn the_fonts_asked_include_the_publisher_s() {
    let (_, root) = cases()
        .into_iter()
        .find(|(name, _)| name == "fallback-font")
        .expect("the case");
    let mut files = workspace(&root);
    for file in &mut files.notices {
        let text = String::from_utf8(file.bytes.to_vec()).expect("UTF-8");
        file.bytes = text.replace("吉野店。", "😀店。").as_str().into();
    }
    says(&told_of(&files), &["「😀」", "Gaiji-Regular", "office/yoshino.yaml:"]);
}
