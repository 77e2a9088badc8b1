//! A letter that has every kind of structure, set by hand.

use notice::testing::typeset::{Face, ItemKind, Role, Tag};

use crate::bench::Bench;

/// Two pages: title, addressee, a paragraph with emphasis, note mark and link, a list, a table with merged cells, a note,
/// 別紙 with a heading, page numbers.
pub fn letter() -> Bench {
    let mut b = Bench::new();
    b.paragraph(0, 60.0, "2021年4月吉日");
    b.paragraph(0, 80.0, "加盟店各位");
    b.face = Face::Gothic;
    let title = b.node(0, Role::Heading(1));
    b.line(Tag::Node(title), 150.0, 110.0, "電子マネーにかかるメンテナンス計画");
    b.outline(1, "電子マネーにかかるメンテナンス計画", 100.0);
    b.face = Face::Mincho;

    let paragraph = b.node(0, Role::Paragraph);
    let x = b.line(
        Tag::Node(paragraph),
        80.0,
        140.0,
        "拝啓 時下ますますご清栄のこととお慶び申し上げます。",
    );
    b.face = Face::Gothic;
    let strong = b.node(paragraph, Role::Span);
    let x = b.line(Tag::Node(strong), x, 140.0, "2021年5月30日");
    b.face = Face::Mincho;
    let mark = b.node(paragraph, Role::Reference);
    b.size = 6.3;
    let x = b.line(Tag::Node(mark), x, 136.0, "*1");
    b.size = 10.5;
    b.line(Tag::Node(paragraph), x, 140.0, "に行います。");
    let url = "https://www.example.jp/notices?year=2021&month=5";
    let link = b.node(paragraph, Role::Link { url: url.to_owned() });
    let end = b.line(Tag::Node(link), 80.0, 160.0, url);
    b.item(
        Tag::Node(link),
        ItemKind::Link {
            x: 80.0,
            y: 150.0,
            width: end - 80.0,
            height: 13.0,
            url: url.to_owned(),
        },
    );
    b.line(Tag::Node(paragraph), end + 2.625, 160.0, "をご覧ください。");

    b.face = Face::Gothic;
    let heading = b.node(0, Role::Heading(2));
    b.line(Tag::Node(heading), 70.0, 190.0, "1.ご注意");
    b.outline(2, "1.ご注意", 180.0);
    b.face = Face::Mincho;
    let list = b.node(0, Role::List);
    for (i, text) in ["お取引できません。", "翌日お試しください。"].into_iter().enumerate() {
        let y = 210.0 + 20.0 * i as f64;
        let item = b.node(list, Role::ListItem);
        let label = b.node(item, Role::Label);
        b.line(Tag::Node(label), 70.0, y, "・");
        let body = b.node(item, Role::ListBody);
        b.paragraph_at(body, 80.5, y, text);
    }
    table(&mut b);
    let note = b.node(0, Role::Note);
    b.line(Tag::Node(note), 70.0, 360.0, "*1 PM10:30から翌AM3:00まで。");
    b.line(Tag::Artifact, 480.0, 800.0, "(次頁へ続く)");
    b.line(Tag::Artifact, 290.0, 820.0, "1/2");

    b.page();
    let section = b.node(0, Role::Section);
    b.paragraph_at(section, 500.0, 60.0, "(別紙)");
    b.face = Face::Gothic;
    let heading = b.node(section, Role::Heading(2));
    b.line(Tag::Node(heading), 70.0, 80.0, "影響一覧");
    b.outline(1, "(別紙)影響一覧", 70.0);
    b.line(Tag::Artifact, 290.0, 820.0, "2/2");
    b
}

/// Two header rows, a head cell over two columns, a row head over two rows, an empty cell.
fn table(b: &mut Bench) {
    let table = b.node(0, Role::Table);
    let caption = b.node(table, Role::Caption);
    b.line(Tag::Node(caption), 70.0, 255.0, "表1 作業日程");
    let head = |row_span, column_span| Role::TableHeader {
        column: true,
        row_span,
        column_span,
    };
    let side = |row_span| Role::TableHeader {
        column: false,
        row_span,
        column_span: 1,
    };
    let cell = || Role::TableData {
        row_span: 1,
        column_span: 1,
    };
    let rows = [
        vec![(head(2, 1), 70.0, "業務"), (head(1, 2), 170.0, "日時")],
        vec![(head(1, 1), 170.0, "開始"), (head(1, 1), 270.0, "終了")],
        vec![
            (side(2), 70.0, "電子マネー"),
            (cell(), 170.0, "22:30"),
            (cell(), 270.0, "3:00"),
        ],
        vec![(cell(), 170.0, "1:00"), (cell(), 270.0, "")],
    ];
    b.rule(65.0, 262.0, 300.0, 0.5);
    for (i, row) in rows.into_iter().enumerate() {
        let y = 275.0 + 20.0 * i as f64;
        let tr = b.node(table, Role::TableRow);
        for (role, x, text) in row {
            let cell = b.node(tr, role);
            if !text.is_empty() {
                b.paragraph_at(cell, x, y, text);
            }
        }
        b.rule(65.0, y + 7.0, 300.0, 0.5);
    }
}
