//! Columns of tables: made from what must not be cut, numbers to the line end.

use crate::probe::{self, TextLine};
use crate::write::*;
use notice::testing::document::*;
use notice::testing::typeset::{Face, Fonts, ItemKind, Layout, Piece, PieceKind, layout, widths};
use proptest::prelude::*;
use proptest::sample::select;

/// Width of the letter's type area, pt.
const MEASURE: f64 = 43.0 * 10.5;
/// Thickness of a rule, and what a column has besides its text, pt.
const RULE: f64 = 0.5;
const EDGE: f64 = 6.5;
/// The usual and the least size of a letter's tables, pt.
const USUAL: f64 = 9.0;
const LEAST: f64 = 7.5;

fn strings(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter()
        .map(|row| row.iter().map(|&words| words.to_owned()).collect())
        .collect()
}

fn set(columns: &str, rows: &[&[&str]]) -> (Layout, Vec<TextLine>) {
    let fonts = Fonts::built_in().expect("fonts");
    let layout = layout(&letter(vec![Block::Table(grid(columns, &strings(rows)))]), &fonts).expect("laid out");
    let lines = layout
        .pages
        .iter()
        .flat_map(|page| probe::lines(page, &fonts))
        .filter(|line| !line.artifact)
        .collect();
    (layout, lines)
}

/// The cells that say `words`: where their text begins and ends, pt.
fn ends(layout: &Layout, words: &str) -> Vec<(f64, f64)> {
    let fonts = Fonts::built_in().expect("fonts");
    let texts = probe::cell_texts(layout);
    let areas = probe::cells(layout, &layout.pages[0], &fonts);
    let said = texts.iter().filter(|(_, text)| *text == words);
    said.map(|(node, _)| (areas[node].left, areas[node].right)).collect()
}

#[test]
fn the_eight_columns_of_a_list_of_shops_cut_nothing() {
    let (layout, lines) = set(
        "ssssssee",
        &[
            &["店舗", "所在地", "電話", "FAX", "開始", "終了", "件数", "金額"],
            &[
                "本店",
                "東京都千代田区丸の内1丁目2番3号",
                "03-1234-5678",
                "03-1234-5679",
                "23:30",
                "翌2:00",
                "12,345",
                "1,234,567,890円",
            ],
            &[
                "大阪支店",
                "大阪府大阪市北区梅田2丁目",
                "06-1234-5678",
                "06-1234-5679",
                "23:30",
                "翌2:00",
                "1",
                "12,345円",
            ],
        ],
    );
    assert!(layout.torn.is_empty(), "{:?}", layout.torn);
    for whole in [
        "03-1234-5678",
        "06-1234-5679",
        "23:30",
        "翌2:00",
        "12,345",
        "1,234,567,890円",
    ] {
        assert!(lines.iter().any(|line| line.text.contains(whole)), "{whole}");
    }
    assert!(
        lines.iter().all(|line| (line.size - USUAL).abs() < 0.01),
        "no smaller type than it takes"
    );
}

#[test]
fn type_gets_smaller_before_a_number_is_cut_and_no_smaller_than_it_must() {
    let row = ["1,234,567,890円"; 6];
    let (layout, lines) = set("eeeeee", &[&["甲", "乙", "丙", "丁", "戊", "己"], &row]);
    assert!(layout.torn.is_empty());
    let size = lines.last().expect("a line").size;
    assert!((LEAST..USUAL).contains(&size), "{size}");
    assert!(lines.last().expect("a line").text.contains(&row.concat()));
}

#[test]
fn what_is_cut_all_the_same_is_told_with_its_row_and_column() {
    let row = ["1,234,567,890円"; 9];
    let heads = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (layout, _) = set("sssssssss", &[&heads, &["0円"; 9], &row]);
    let torn = layout.torn.first().expect("a cell that is told");
    assert_eq!((torn.row, torn.text.as_str()), (2, "1,234,567,890円"));
    assert!(heads.contains(&torn.column.as_str()));
    assert!(layout.torn.len() < 9, "as few as may be are cut: {}", layout.torn.len());
}

#[test]
fn an_appendix_turns_to_landscape_before_a_number_is_cut() {
    let fonts = Fonts::built_in().expect("fonts");
    let appendix = |columns: usize| {
        let rows = strings(&[&vec!["額"; columns], &vec!["1,234,567,890円"; columns]]);
        let part = Part {
            label: Some(vec![Inline::Text("（別紙）".into())]),
            landscape: false,
            blocks: vec![Block::Table(grid(&"e".repeat(columns), &rows))],
        };
        let mut document = letter(vec![paragraph("本文。")]);
        document.parts.push(part);
        layout(&document, &fonts).expect("laid out")
    };
    let turned = |layout: &Layout| {
        layout
            .pages
            .iter()
            .map(|page| page.width > page.height)
            .collect::<Vec<_>>()
    };
    let (few, more, many) = (appendix(5), appendix(9), appendix(20));
    assert_eq!(turned(&few), [false, false]);
    assert_eq!(turned(&more), [false, true]);
    assert_eq!(
        (more.torn.len(), turned(&many)),
        (0, vec![false, false]),
        "nor where it helps nothing"
    );
    assert!(!many.torn.is_empty());
}

#[test]
fn on_a_fax_sheet_type_gets_no_smaller_than_a_receiver_reads() {
    let fonts = Fonts::built_in().expect("fonts");
    let rows = strings(&[
        &["電話", "日", "時刻"],
        &["03-1234-5678", "2026年12月13日(日)", "23時30分～翌2時00分"],
    ]);
    let mut document = letter(vec![Block::Table(grid("sss", &rows))]);
    document.meta.form = Form::Fax;
    let layout = layout(&document, &fonts).expect("laid out");
    assert!(layout.torn.is_empty());
    let lines = probe::lines(&layout.pages[0], &fonts);
    assert!(lines.iter().all(|line| line.size >= 12.0));
    for whole in ["03-1234-5678", "2026年12月13日(日)", "23時30分～", "翌2時00分"] {
        assert!(lines.iter().any(|line| line.text.contains(whole)), "{whole}");
    }
}

#[test]
fn numbers_to_the_line_end_stand_below_one_another_by_their_points() {
    let rows: [&[&str]; 5] = [
        &["月", "率"],
        &["十月", "99.98%"],
        &["十一月", "100%"],
        &["十二月", "9.5%"],
        &["一月", "－"],
    ];
    let (layout, _) = set("se", &rows);
    let right = |words: &str| ends(&layout, words)[0].1;
    let width = |words: &str| natural(words, PieceKind::Figures) * USUAL;
    let point = |words: &str, tail: &str| right(words) - width(tail);
    let points = [point("99.98%", ".98%"), point("100%", "%"), point("9.5%", ".5%")];
    assert!(points.iter().all(|p| (p - points[0]).abs() < 0.1), "{points:?}");
}

#[test]
fn figures_of_a_column_of_numbers_are_of_one_width() {
    let (layout, _) = set("se", &[&["甲", "件数"], &["一", "1,111"], &["二", "9,999"]]);
    let width = |words| {
        ends(&layout, words)
            .first()
            .map(|(left, right)| right - left)
            .expect("a cell")
    };
    assert!(
        (width("1,111") - width("9,999")).abs() < 1.5,
        "but for the ink of the first figure"
    );
    let middle = |words: &str| ends(&layout, words)[0].0 + ends(&layout, words)[0].1;
    assert!((middle("1,111") - middle("9,999")).abs() < 0.01);
}

#[test]
fn a_symbol_stands_in_the_middle_of_its_column_with_a_mark_or_without() {
    let fonts = Fonts::built_in().expect("fonts");
    let rows = [["店舗", "可否"], ["本店", "△"], ["支店", "△^1^"], ["出張所", "○"]];
    let rows: Vec<&[&str]> = rows.iter().map(|row| row.as_slice()).collect();
    let blocks = vec![
        Block::Table(grid("sc", &strings(&rows))),
        notes(&[("*1", "午前だけです。")]),
    ];
    let layout = layout(&letter(blocks), &fonts).expect("laid out");
    let symbols = layout.pages[0].items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) if ["△", "○"].contains(&run.text.as_str()) => Some(run.glyphs[0].x),
        _ => None,
    });
    let symbols: Vec<f64> = symbols.collect();
    assert_eq!(symbols.len(), 3);
    assert!(symbols.iter().all(|x| (x - symbols[0]).abs() < 0.01), "{symbols:?}");
}

#[test]
fn a_small_table_is_as_wide_as_its_words_where_the_house_wants_it() {
    let fonts = Fonts::built_in().expect("fonts");
    let table = Block::Table(grid("ss", &strings(&[&["項目", "内容"], &["電話", "0120-000-123"]])));
    let right = |natural_tables| {
        let mut document = letter(vec![table.clone()]);
        let Form::Letter(paper) = &mut document.meta.form else {
            panic!("a letter")
        };
        paper.natural_tables = natural_tables;
        let layout = layout(&document, &fonts).expect("laid out");
        let rules = probe::rules(&layout.pages[0], &fonts);
        let all = rules.into_iter().reduce(|a, b| a.with(&b)).expect("rules");
        all.right - all.left
    };
    assert!((right(false) - MEASURE).abs() < 0.01);
    assert!(right(true) < MEASURE / 3.0, "{}", right(true));
}

/// Width on one line, em.
fn natural(words: &str, kind: PieceKind) -> f64 {
    let fonts = Fonts::built_in().expect("fonts");
    let piece = Piece {
        text: words.to_owned(),
        face: Face::Mincho,
        kind,
        owner: 0,
    };
    widths(&[piece], &fonts).expect("drawable").natural
}

/// The least that words ask, em: ネー of 電子マネー, which kinsoku holds together.
const WORDS: f64 = 2.01;

/// What must not be cut, as it stands in a column.
fn tokens() -> impl Strategy<Value = Vec<String>> {
    let dates = (
        2020..2030_u32,
        1..13_u32,
        1..29_u32,
        select(vec!["日", "月", "土", "日・祝"]),
    )
        .prop_map(|(year, month, day, weekday)| format!("{year}年{month}月{day}日({weekday})"));
    let eras =
        (1..9_u32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| format!("令和{year}年{month}月{day}日（土）"));
    let times = (0..24_u32, 0..60_u32).prop_map(|(hour, minute)| format!("{hour}時{minute:02}分"));
    let amounts = (1..10_000_u64, 0..4_u32)
        .prop_map(|(figure, thousands)| format!("{figure}{}円", ",000".repeat(thousands as usize)));
    let telephones =
        (1..10_u32, 1000..10_000_u32, 1000..10_000_u32).prop_map(|(area, a, b)| format!("0{area}-{a}-{b}"));
    let codes = (100..10_000_u32).prop_map(|n| format!("ABC-{n}"));
    let column = |words: BoxedStrategy<String>| prop::collection::vec(words, 3);
    prop_oneof![
        column(dates.boxed()),
        column(eras.boxed()),
        column(times.boxed()),
        column(amounts.boxed()),
        column(telephones.boxed()),
        column(codes.boxed()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    /// Nothing is cut while the page could hold it uncut at the smallest type allowed; what is cut is told.
    #[test]
    fn no_date_amount_or_telephone_number_is_cut_while_the_page_could_hold_it(
        columns in prop::collection::vec(tokens(), 1..11), aligns in prop::collection::vec(select(vec!['s', 'c', 'e']), 11),
        words in prop::bool::ANY,
    ) {
        let mut columns = columns;
        if words {
            columns.push(vec!["決済取引".into(), "電子マネーの業務で通信の瞬断が発生".into(), "なし".into()]);
        }
        let mut rows = vec![vec!["列".to_owned(); columns.len()]];
        rows.extend((0..3).map(|row| columns.iter().map(|column| column[row].clone()).collect()));
        let aligns: String = aligns.into_iter().cycle().take(columns.len()).collect();
        let fonts = Fonts::built_in().expect("fonts");
        let layout = layout(&letter(vec![Block::Table(grid(&aligns, &rows))]), &fonts).expect("laid out");
        let own = if words { columns.len() - 1 } else { columns.len() };
        let widest = |column: &Vec<String>| {
            let figures = if column[0].ends_with('円') { PieceKind::Figures } else { PieceKind::Normal };
            column.iter().map(|token| natural(token, figures.clone()) * LEAST + 0.02).fold(0.0, f64::max)
        };
        let asked: f64 = columns[..own].iter().map(widest).sum::<f64>() + if words { WORDS * LEAST } else { 0.0 };
        let room = MEASURE - RULE - EDGE * columns.len() as f64;
        let told: Vec<&str> = layout.torn.iter().map(|cell| cell.text.as_str()).collect();
        if asked <= room {
            prop_assert!(told.is_empty(), "cut though there is room: {:?}", told);
        }
        let pages: Vec<TextLine> = layout.pages.iter().flat_map(|page| probe::lines(page, &fonts)).collect();
        for token in columns[..own].iter().flatten().filter(|token| !told.contains(&token.as_str())) {
            prop_assert!(pages.iter().any(|line| line.text.contains(token.as_str())), "{} is cut and not told", token);
        }
    }
}
