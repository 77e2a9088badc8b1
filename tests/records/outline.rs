//! The outline leads to title, headings and 別紙, nested as they are; the metadata tells record, number and moment.

use crate::bench::{Made, all, told};

fn made(case: &str, name: &str) -> &'static Made {
    let made = all().iter().find(|m| m.case == case && m.name == name);
    made.unwrap_or_else(|| panic!("{case} makes no {name}"))
}

/// Depth, title and page of each entry, as MuPDF reads them.
fn entries(made: &Made) -> Vec<(usize, String, usize)> {
    let outline = told("mutool", &["show", "@", "outline"], &made.file);
    let entry = |line: &str| {
        let rest = line.get(1..)?;
        let depth = rest.chars().take_while(|c| *c == '\t').count();
        let mut fields = rest.trim_start().split('\t');
        let title = fields.next()?.trim_matches('"').to_owned();
        let page = fields.next()?.split_once("page=")?.1.split('&').next()?.parse().ok()?;
        Some((depth, title, page))
    };
    outline
        .lines()
        .map(|line| entry(line).unwrap_or_else(|| panic!("{line}")))
        .collect()
}

#[test]
fn the_outline_of_a_letter_with_five_appendices_is_nested() {
    let found = entries(made("five-appendices", "appendices-letter"));
    let found: Vec<(usize, &str, usize)> = found.iter().map(|(d, t, p)| (*d, t.as_str(), *p)).collect();
    let wanted = [
        (1, "基幹システム更改のご案内", 1),
        (1, "(別紙1)", 2),
        (2, "対象機器", 2),
        (3, "1. 据置端末", 2),
        (3, "2. 携帯端末", 2),
        (4, "1) 画面のあるもの", 2),
        (4, "2) 画面のないもの", 2),
        (1, "(別紙2)", 3),
        (2, "当日の体制", 3),
        (1, "(別紙3)", 4),
        (2, "切戻しの手順", 4),
        (1, "(別紙4)", 5),
        (2, "確認事項", 5),
        (1, "(別紙5)", 6),
        (2, "用語", 6),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn every_document_has_an_outline_and_metadata_of_its_own() {
    for made in all() {
        let meta = &made.draft.document.meta;
        let name = format!("{}/{}", made.case, made.name);
        assert!(!entries(made).is_empty(), "{name} has no outline");
        let info = told("pdfinfo", &["-rawdates", "@"], &made.file);
        let says = |line: &str| assert!(info.lines().any(|l| l == line), "{name}: {line}\n{info}");
        says(&format!("Title:           {}", meta.title));
        says(&format!("Author:          {}", meta.authors.join(", ")));
        let dated = meta.moment.format("%Y%m%d%H%M%S");
        says(&format!("CreationDate:    D:{dated}+09'00'"));
        says(&format!("ModDate:         D:{dated}+09'00'"));
        let keywords: Vec<&str> = std::iter::once(meta.identifier.as_str())
            .chain(meta.number.as_deref())
            .collect();
        says(&format!("Keywords:        {}", keywords.join(", ")));
        let packet = told("pdfinfo", &["-meta", "@"], &made.file);
        let name_of = made.draft.path.trim_end_matches(".pdf").split_once('/');
        let identifier = format!(
            "<dc:identifier>{}</dc:identifier>",
            name_of.expect("a part of the output folder").1
        );
        assert!(packet.contains(&identifier), "{name}: {identifier}\n{packet}");
        let created = meta
            .moment
            .format("<xmp:CreateDate>%Y-%m-%dT%H:%M:%S+09:00</xmp:CreateDate>");
        assert!(packet.contains(&created.to_string()), "{name}");
    }
}

#[test]
fn number_and_senders_of_a_letter_are_in_its_metadata() {
    let info = told("pdfinfo", &["@"], &made("several-senders", "senders-letter").file);
    assert!(info.contains("office/senders/letter, 総発第1-3号"), "{info}");
    let senders =
        "みどり決済センター株式会社, 株式会社青葉情報 & パートナーズ, 一般社団法人 若葉データ通信協会 東日本支部";
    assert!(info.contains(senders), "{info}");
}
