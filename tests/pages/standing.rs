//! Standing type: what was set for one document and is taken over into the next equals what is set anew.

use crate::write::*;
use notice::testing::document::{Block, Document, Form, Meta, Paper, Part, Words};
use notice::testing::typeset::{Fonts, Standing, layout};
use proptest::prelude::*;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::built_in().expect("the fonts of the program"));

/// A table with a marked cell, and a label over rows enough to be parted now and then.
fn plan(rows: usize) -> Block {
    let mut cells = vec![head(span(cell(0, 0, vec![line("実施予定日時^1^")]), 1, 3))];
    cells.push(span(cell(1, 0, vec![line("予備日")]), rows, 1));
    for row in 1..=rows {
        cells.push(cell(row, 1, vec![line("2021年5月30日(日)")]));
        cells.push(cell(row, 2, vec![line("主に電子マネーの業務で2～4回の通信瞬断が発生")]));
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Block::Table(table("css", 1, cells))
}

/// What the documents are made of: few stretches, so that most are met again, elsewhere or with something else about them.
fn pool() -> Vec<Vec<Block>> {
    let long = "下記日時において一時的にサービスのご利用を制限させていただきます。".repeat(4);
    vec![
        vec![
            paragraph("平素は当センターをご利用いただき、**誠にありがとうございます**。<https://example.jp/a>"),
            paragraph(&long),
        ],
        vec![
            heading(1, "1.", "実施予定日時"),
            heading(2, "", "影響"),
            line("[予備日：別紙]"),
        ],
        vec![list("・", &["各種電子マネー決済取引に影響があります。", "開局処理"])],
        vec![plan(3), notes(&[("*1", "予備日を含みます。")])],
        vec![plan(3), notes(&[("*1", "作業の状況により変わることがあります。")])],
        vec![plan(40)],
        vec![Block::PageBreak],
        vec![
            Block::Words(Words::Title, text("メンテナンス計画に関するご案内")),
            Block::Together(vec![paragraph("以上のとおりです。"), line("ご了承ください。")]),
            Block::Contact {
                heading: text("〈お問い合わせ先〉"),
                lines: vec![text("0120-000-123")],
            },
        ],
    ]
}

/// Which stretches of the pool a part has, whether it is an appendix, and whether it is landscape.
type Stretches = (Vec<usize>, bool, bool);

fn document(parts: &[Stretches], form: Form, long_mark: bool) -> Document {
    let pool = pool();
    let part = |(blocks, appendix, landscape): &Stretches| Part {
        label: appendix.then(|| text("(別紙)")),
        landscape: *landscape,
        blocks: blocks.iter().flat_map(|stretch| pool[*stretch].clone()).collect(),
    };
    let meta = meta(form);
    Document {
        meta: Meta {
            continued: meta.continued.filter(|_| long_mark),
            continued_label: if long_mark { "（続き）" } else { "続" }.to_owned(),
            page_label: (form == Form::Fax).then(|| "{n}/{N}枚".to_owned()),
            ..meta
        },
        parts: parts.iter().map(part).collect(),
    }
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    let blocks = prop::collection::vec(0..pool().len(), 1..4);
    let parts = prop::collection::vec((blocks, any::<bool>(), any::<bool>()), 1..3);
    // The narrowest type area with the largest type, and the widest with the smallest.
    let narrow = Form::Letter(Paper {
        margins: [Some(600); 4],
        type_size: Some(140),
        gothic: true,
        natural_tables: false,
        envelope: None,
    });
    let wide = Form::Letter(Paper {
        margins: [Some(180); 4],
        type_size: Some(90),
        gothic: false,
        natural_tables: true,
        envelope: None,
    });
    let form = prop_oneof![Just(Form::LETTER), Just(Form::Fax), Just(narrow), Just(wide)];
    let document = (parts, form, any::<bool>()).prop_map(|(parts, form, long_mark)| document(&parts, form, long_mark));
    prop::collection::vec(document, 8..16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_that_share_blocks_are_laid_out_as_each_alone(documents in documents()) {
        let standing = Standing::new(&FONTS);
        // What was seen twice is taken over.
        for _ in 0..3 {
            for document in &documents {
                prop_assert_eq!(standing.layout(document), layout(document, &FONTS));
            }
        }
    }
}
