//! Structure, metadata, outline and links, as readers see them.

use std::process::Command;

use notice::testing::pdf::{self, PdfError};
use notice::testing::typeset::{Glyph, ItemKind, Node, Role, Tag};

use crate::bench::{Bench, fonts, meta, written};
use crate::letter::letter;

/// The expected tree stands beside this file: `pdfinfo -struct-text` of the letter.
#[test]
fn the_letter_is_read_aloud_in_the_order_of_the_document() {
    let found = written("letter", &letter()).tool("pdfinfo", &["-struct-text", "@"]);
    // The number of a link's annotation says nothing of structure.
    let lines = found.lines().map(|line| match line.split_once("Object ") {
        Some((indent, _)) => format!("{indent}Object\n"),
        None => format!("{line}\n"),
    });
    let tree: String = lines.collect();
    assert_eq!(tree, include_str!("letter.structure.txt"), "found:\n{tree}");
}

#[test]
fn verapdf_finds_no_rule_of_pdf_a_2u_and_pdf_ua_1_broken() {
    let mut bare = Bench::new();
    bare.paragraph(0, 100.0, "一行だけの文書");
    let files = [written("judged-letter", &letter()), written("judged-bare", &bare)];
    let judge = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/verapdf/run.sh");
    let output = (Command::new(judge).args(files.iter().map(|f| &f.0)).output()).expect("bash");
    let told = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}{failed}");
    assert_eq!(told.matches(": pass, ").count(), 4, "{told}");
}

#[test]
fn the_file_is_sound_and_its_fonts_are_embedded_reduced_and_searchable() {
    let file = written("sound", &letter());
    file.tool("qpdf", &["--check", "@"]);
    let fonts = file.tool("pdffonts", &["@"]);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    // Mincho and Gothic, each with the glyphs of its proportional sister.
    assert_eq!(rows.len(), 2, "{fonts}");
    for row in rows {
        let (tag, name) = row.split_once('+').expect("a tag");
        assert!(tag.len() == 6 && tag.chars().all(|c| c.is_ascii_uppercase()), "{row}");
        assert!(name.starts_with("BIZUD"), "{row}");
        assert!(row.contains("Identity-H       yes yes yes"), "{row}");
    }
}

#[test]
fn metadata_tells_title_senders_number_and_the_moment_in_its_zone() {
    let file = written("metadata", &letter());
    let info = file.tool("pdfinfo", &["-rawdates", "@"]);
    for line in [
        "Title:           J-Mups センター 電子マネーにかかるメンテナンス計画に関するご案内",
        "Author:          株式会社甲 & 乙, 丙株式会社",
        "Subject:         メンテナンスのご案内",
        "Keywords:        2021-emoney/letter, J21-004",
        "CreationDate:    D:20210401090000+09'00'",
        "Tagged:          yes",
        "PDF version:     1.7",
    ] {
        assert!(info.lines().any(|l| l == line), "{line}\n{info}");
    }
    let packet = file.tool("pdfinfo", &["-meta", "@"]);
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<rdf:li>株式会社甲 &amp; 乙</rdf:li><rdf:li>丙株式会社</rdf:li>",
        "<xmp:CreateDate>2021-04-01T09:00:00+09:00</xmp:CreateDate>",
        "<dc:identifier>2021-emoney/letter</dc:identifier>",
    ] {
        assert!(packet.contains(part), "{part}\n{packet}");
    }
}

#[test]
fn the_outline_is_nested_in_order_and_leads_to_places() {
    let outline = written("outline", &letter()).tool("mutool", &["show", "@", "outline"]);
    let lines: Vec<&str> = outline.lines().collect();
    assert_eq!(lines.len(), 3, "{outline}");
    for (line, (depth, title, place)) in lines.iter().zip([
        (1, "電子マネーにかかるメンテナンス計画", "page=1"),
        (2, "1.ご注意", "page=1"),
        (1, "(別紙)影響一覧", "page=2"),
    ]) {
        let indent = line.chars().skip(1).take_while(|&c| c == '\t').count();
        assert_eq!(indent, depth, "{outline}");
        assert!(line.contains(title) && line.contains(place), "{outline}");
    }
}

#[test]
fn a_link_leads_to_its_address_and_says_so() {
    let file = written("link", &letter());
    let links = file.tool("pdfinfo", &["-url", "@"]);
    assert!(
        links.contains("https://www.example.jp/notices?year=2021&month=5"),
        "{links}"
    );
    let plain = file.tool("qpdf", &["--qdf", "--object-streams=disable", "@", "-"]);
    assert!(plain.contains("/Contents (https://www.example.jp/notices?year=2021&month=5)"));
}

#[test]
fn a_page_with_nothing_on_it_is_a_page() {
    let mut bench = letter();
    bench.page();
    let file = written("blank", &bench);
    file.tool("qpdf", &["--check", "@"]);
    assert!(file.tool("pdfinfo", &["@"]).lines().any(|l| l == "Pages:           3"));
}

#[test]
fn a_link_beyond_the_structure_still_has_its_element() {
    let mut bench = Bench::new();
    bench.paragraph(0, 100.0, "ご案内");
    let kind = ItemKind::Link {
        x: 70.0,
        y: 90.0,
        width: 30.0,
        height: 12.0,
        url: "https://例.jp/".to_owned(),
    };
    bench.item(Tag::Artifact, kind);
    let file = written("stray", &bench);
    assert!(file.tool("pdfinfo", &["-struct", "@"]).contains("Link"));
    assert!(file.tool("pdfinfo", &["-url", "@"]).contains("https://%E4%BE%8B.jp/"));
}

#[test]
fn a_box_for_a_missing_glyph_is_refused() {
    let mut bench = Bench::new();
    let node = bench.paragraph(0, 100.0, "𠮷野家".trim_start_matches('𠮷'));
    let glyph = Glyph {
        id: 0,
        x: 200.0,
        text: "𠮷".into(),
    };
    bench.put(Tag::Node(node), fonts().japanese(bench.face), 100.0, glyph);
    let fault = pdf::write(&bench.layout, &meta(), fonts()).expect_err("glyph 0");
    assert_eq!(
        fault,
        PdfError::MissingGlyph {
            font: "BIZUDMincho-Regular".to_owned(),
            page: 0,
            text: "𠮷".into(),
        }
    );
    assert!(fault.message().ja.contains("𠮷"));
}

#[test]
fn a_node_that_stands_before_its_parent_is_refused() {
    let mut bench = Bench::new();
    bench.layout.nodes.push(Node {
        parent: 2,
        role: Role::Paragraph,
    });
    let fault = pdf::write(&bench.layout, &meta(), fonts()).expect_err("a parent that comes later");
    assert_eq!(fault, PdfError::Structure { node: 1 });
}
