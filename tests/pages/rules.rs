//! What a page must not part, and what stands at its foot.

use crate::probe::{self, lines, words};
use crate::write::*;
use notice::testing::document::*;
use notice::testing::typeset::{Fonts, Layout, Role, Tag, layout};

fn fonts() -> Fonts {
    Fonts::built_in().expect("fonts")
}

fn set(blocks: Vec<Block>) -> (Layout, Fonts) {
    let fonts = fonts();
    (layout(&letter(blocks), &fonts).expect("laid out"), fonts)
}

/// `count` single lines that fill a page.
fn filler(count: usize) -> Vec<Block> {
    (1..=count).map(|n| line(&format!("埋め草の第{n}行"))).collect()
}

/// Every document that has from 20 to 45 lines before `blocks`, wherever its page then ends.
fn anywhere(blocks: &[Block], mut check: impl FnMut(&Layout, &Fonts)) {
    for count in 20..45 {
        let mut all = filler(count);
        all.extend_from_slice(blocks);
        let (layout, fonts) = set(all);
        check(&layout, &fonts);
    }
}

/// On which page, and in which line of it, each of the text's lines with `words` stands.
fn places(layout: &Layout, fonts: &Fonts, words: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (p, page) in layout.pages.iter().enumerate() {
        let text = lines(page, fonts).into_iter().filter(|l| !l.artifact);
        out.extend(
            text.enumerate()
                .filter(|(_, l)| l.text.contains(words))
                .map(|(i, _)| (p, i)),
        );
    }
    out
}

/// How many lines of text a page has.
fn count(layout: &Layout, fonts: &Fonts, page: usize) -> usize {
    lines(&layout.pages[page], fonts).iter().filter(|l| !l.artifact).count()
}

const LONG: &str = "更改作業の開始、ならびに作業完了のご報告に関しては、お申込みいただいております障害発生時連絡先へ同報ＦＡＸ等にてご連絡させていただきます。なお、作業の進み具合によっては、ご連絡が遅れる場合がございますので、あらかじめご了承くださいますようお願い申し上げます。ご不明の点は、下記までお問い合わせください。";

#[test]
fn a_heading_takes_two_lines_along() {
    anywhere(
        &[heading(1, "7.", "見出しの言葉"), paragraph(LONG)],
        |layout, fonts| {
            let (page, at) = places(layout, fonts, "見出しの言葉")[0];
            assert!(
                count(layout, fonts, page) >= at + 3,
                "{}",
                words(&layout.pages[page], fonts)
            );
        },
    );
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    let dots = "丶".repeat(42 + 43 * 4 + 5);
    anywhere(&[paragraph(&dots), line("後")], |layout, fonts| {
        let all = places(layout, fonts, "丶");
        assert_eq!(all.len(), 6);
        for page in 0..layout.pages.len() {
            assert_ne!(all.iter().filter(|(p, _)| *p == page).count(), 1);
        }
    });
}

#[test]
fn closing_and_end_have_company() {
    let blocks = [paragraph(LONG), Block::Words(Words::Closing, text("敬具"))];
    anywhere(&blocks, |layout, fonts| {
        let (page, at) = places(layout, fonts, "敬具")[0];
        assert!(at >= 2, "{}", words(&layout.pages[page], fonts));
    });
    let blocks = [
        list("・", &["第一の項目", "第二の項目"]),
        Block::Words(Words::End, text("以上")),
    ];
    anywhere(&blocks, |layout, fonts| {
        let (_, at) = places(layout, fonts, "以上")[0];
        assert!(at >= 1);
    });
}

#[test]
fn a_contact_box_is_kept_whole() {
    let contact = Block::Contact {
        heading: text("〈お問い合わせ先〉"),
        lines: (1..=6).map(|n| text(&format!("窓口その{n}"))).collect(),
    };
    anywhere(&[contact], |layout, fonts| {
        let pages: Vec<usize> = places(layout, fonts, "窓口その").into_iter().map(|(p, _)| p).collect();
        assert_eq!(pages.len(), 6);
        assert!(pages.iter().all(|p| *p == pages[0]));
        let page = &layout.pages[pages[0]];
        let frame = probe::rules(page, fonts)
            .into_iter()
            .reduce(|a, b| a.with(&b))
            .expect("a box");
        for l in lines(page, fonts).iter().filter(|l| l.text.contains("窓口その")) {
            assert!(frame.top < l.y - l.size && l.y < frame.bottom && frame.left < l.x && l.end < frame.right);
        }
    });
}

#[test]
fn a_page_says_that_it_goes_on_only_when_it_does() {
    let mut document = letter(filler(100));
    document.parts.push(Part {
        label: Some(text("（別紙）")),
        landscape: false,
        blocks: filler(50),
    });
    document.parts.push(Part {
        label: Some(text("（別紙２）")),
        landscape: true,
        blocks: filler(3),
    });
    let fonts = fonts();
    let layout = layout(&document, &fonts).expect("laid out");
    let told: Vec<bool> = layout
        .pages
        .iter()
        .map(|p| probe::furniture(p, &fonts).contains(&"（次頁へ続く）".to_owned()))
        .collect();
    assert_eq!(told, [true, true, false, true, false, false]);
    let numbers: Vec<String> = layout
        .pages
        .iter()
        .map(|p| probe::furniture(p, &fonts).pop().expect("a number"))
        .collect();
    assert_eq!(numbers, ["1/6", "2/6", "3/6", "4/6", "5/6", "6/6"]);
    for (page, label) in [(3, "（別紙）"), (5, "（別紙２）")] {
        assert_eq!(lines(&layout.pages[page], &fonts)[0].text, label);
    }
    assert!(layout.pages[5].width > layout.pages[5].height && layout.pages[4].width < layout.pages[4].height);
}

#[test]
fn one_page_has_no_number_and_does_not_go_on() {
    let (layout, fonts) = set(filler(10));
    assert_eq!(layout.pages.len(), 1);
    assert!(probe::furniture(&layout.pages[0], &fonts).is_empty());
}

#[test]
fn a_page_break_is_honoured() {
    let mut blocks = filler(2);
    blocks.push(Block::PageBreak);
    blocks.extend(filler(3));
    let (layout, fonts) = set(blocks);
    assert_eq!(layout.pages.len(), 2);
    assert_eq!((count(&layout, &fonts, 0), count(&layout, &fonts, 1)), (2, 3));
}

#[test]
fn a_page_break_at_a_page_head_makes_no_empty_page() {
    let (layout, _) = set(vec![
        Block::PageBreak,
        line("一"),
        Block::PageBreak,
        Block::PageBreak,
        line("二"),
    ]);
    assert_eq!(layout.pages.len(), 2);
}

#[test]
fn lines_of_all_pages_stand_on_one_grid() {
    let mut blocks = filler(30);
    blocks.push(heading(1, "1.", "見出し"));
    blocks.push(paragraph(LONG));
    blocks.push(Block::Table(grid(
        "ss",
        &[vec!["甲".into(), "乙".into()], vec!["1".into(), "2".into()]],
    )));
    blocks.push(Block::Notes(vec![Note {
        label: "*1".into(),
        text: text("注"),
    }]));
    blocks.extend(filler(60));
    let (layout, fonts) = set(blocks);
    assert!(layout.pages.len() > 1);
    let first = lines(&layout.pages[0], &fonts)[0].y;
    let body = layout
        .pages
        .iter()
        .flat_map(|p| lines(p, &fonts))
        .filter(|l| l.text.contains("埋め草"));
    for l in body {
        let steps = (l.y - first) / 17.5;
        assert!((steps - steps.round()).abs() < 1e-6, "{} stands at {}", l.text, l.y);
    }
}

#[test]
fn a_letter_that_misses_a_page_by_a_few_lines_is_tightened() {
    let letter = |paragraphs: usize| {
        let mut blocks = vec![Block::Words(Words::Title, text("表題"))];
        for n in 1..=paragraphs {
            blocks.push(heading(1, &format!("{n}."), "見出し"));
            blocks.push(line("一行"));
            blocks.push(line("二行"));
        }
        blocks.push(Block::Words(Words::End, text("以上")));
        set(blocks)
    };
    let (fitting, fonts) = letter(8);
    let (tight, _) = letter(10);
    let (long, _) = letter(14);
    assert_eq!([fitting.pages.len(), tight.pages.len(), long.pages.len()], [1, 1, 2]);
    // What has room is not tightened, what runs over is not either; tightened lines keep the stated distance.
    let distance = |layout: &Layout| {
        let all = lines(&layout.pages[0], &fonts);
        let at = |words: &str| all.iter().find(|l| l.text == words).expect("the line").y;
        at("二行") - at("一行")
    };
    assert!((distance(&fitting) - 17.5).abs() < 1e-6);
    assert!((distance(&long) - 17.5).abs() < 1e-6);
    assert!(distance(&tight) >= 16.0 - 1e-6 && distance(&tight) <= 17.5 + 1e-6);
}

#[test]
fn what_fits_no_page_is_told_with_its_words() {
    let contact = Block::Contact {
        heading: text("大きすぎる箱"),
        lines: vec![text("行"); 60],
    };
    let fault = layout(&letter(vec![contact]), &fonts()).expect_err("too tall");
    assert!(fault.to_string().contains("大きすぎる箱"));
    let wide = table(
        &"s".repeat(60),
        0,
        (0..60).map(|c| cell(0, c, vec![line("狭")])).collect(),
    );
    let fault = layout(&letter(vec![Block::Table(wide)]), &fonts()).expect_err("too wide");
    assert!(fault.to_string().contains('狭'));
    let fault = layout(&letter(vec![line("消えた字は\u{10FFFD}です")]), &fonts()).expect_err("no glyph");
    assert!(fault.to_string().contains("消えた字は"));
}

#[test]
fn everything_drawn_hangs_on_the_structure() {
    let document = crate::specimen::renewal();
    let layout = layout(&document, &fonts()).expect("laid out");
    for (i, node) in layout.nodes.iter().enumerate() {
        assert!(
            node.parent < i || (i == 0 && node.parent == 0),
            "a parent stands before its children"
        );
        let parent = &layout.nodes[node.parent].role;
        match node.role {
            Role::TableRow | Role::Caption => assert_eq!(*parent, Role::Table),
            Role::TableHeader { .. } | Role::TableData { .. } => assert_eq!(*parent, Role::TableRow),
            Role::ListItem => assert_eq!(*parent, Role::List),
            Role::ListBody => assert_eq!(*parent, Role::ListItem),
            Role::Label => assert!(matches!(parent, Role::ListItem | Role::Note)),
            _ => {}
        }
    }
    let mut drawn = vec![false; layout.nodes.len()];
    for item in layout.pages.iter().flat_map(|p| &p.items) {
        if let Tag::Node(n) = item.tag {
            drawn[n] = true;
        }
    }
    for (i, node) in layout.nodes.iter().enumerate() {
        if matches!(
            node.role,
            Role::Heading(_) | Role::Label | Role::Reference | Role::Link { .. }
        ) {
            assert!(drawn[i], "nothing is drawn of {:?}", node.role);
        }
    }
}

#[test]
fn the_outline_names_title_headings_and_appendices() {
    let layout = layout(&crate::specimen::plan(), &fonts()).expect("laid out");
    let entries: Vec<(u8, &str)> = layout.outline.iter().map(|e| (e.level, e.title.as_str())).collect();
    assert_eq!(entries[0].0, 1);
    assert_eq!(entries[1], (2, "1. メンテナンス実施予定日時および加盟店様への影響"));
    assert!(entries.contains(&(1, "（別紙）")));
    let appendix = layout.outline.iter().find(|e| e.title == "（別紙）").expect("an entry");
    assert_eq!(appendix.page, layout.pages.len() - 1);
}
