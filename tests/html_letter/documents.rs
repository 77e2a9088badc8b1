//! Letters as trees, made by hand in the shape of real ones: two heading rows, merged cells down and across, lists in
//! cells, notes, an appendix.

use notice::testing::document::{
    Align, Block, Cell, Column, Document, Form, Inline, Item, Meta, Note, Part, Table, Text, Words,
};

pub fn words(text: &str) -> Text {
    let mut out = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push(Inline::Break);
        }
        // `^*2^` is a note mark.
        for (odd, piece) in line.split('^').enumerate() {
            match (odd % 2, piece) {
                (_, "") => {}
                (1, label) => out.push(Inline::NoteMark {
                    label: label.to_string(),
                }),
                (_, text) => out.push(Inline::Text(text.to_string())),
            }
        }
    }
    out
}

pub fn heading(level: u8, label: &str, text: &str) -> Block {
    Block::Heading {
        level,
        label: (!label.is_empty()).then(|| label.to_string()),
        text: words(text),
    }
}

pub fn paragraph(text: &str) -> Block {
    Block::Words(Words::Paragraph, words(text))
}

pub fn line(text: &str) -> Block {
    Block::Words(Words::Line, words(text))
}

pub fn remark(text: &str) -> Block {
    Block::Remark {
        label: "※".to_string(),
        text: words(text),
    }
}

pub fn item(label: &str, blocks: Vec<Block>) -> Item {
    Item {
        label: label.to_string(),
        blocks,
    }
}

pub fn bullets(label: &str, items: &[&str]) -> Block {
    Block::List(items.iter().map(|text| item(label, vec![line(text)])).collect())
}

pub fn link(url: &str, text: &str) -> Inline {
    Inline::Link {
        url: url.to_string(),
        text: words(text),
    }
}

pub fn notes(list: &[(&str, &str)]) -> Block {
    let note = |(label, text): &(&str, &str)| Note {
        label: label.to_string(),
        text: words(text),
    };
    Block::Notes(list.iter().map(note).collect())
}

/// `(row, column, rows, columns, blocks)`
pub type Spot = (usize, usize, usize, usize, Vec<Block>);

pub fn table(caption: Option<&str>, columns: usize, header_rows: usize, spots: Vec<Spot>) -> Block {
    let rows = spots.iter().map(|s| s.0 + s.2).max().unwrap_or(0);
    Block::Table(Table {
        caption: caption.map(words),
        columns: (0..columns)
            .map(|c| Column {
                align: if c == 0 { Align::Centre } else { Align::Start },
            })
            .collect(),
        header_rows,
        rows,
        new_pages: Vec::new(),
        cells: spots
            .into_iter()
            .map(|(row, column, row_span, column_span, blocks)| Cell {
                row,
                column,
                row_span,
                column_span,
                header: row < header_rows || column == 0,
                blocks,
            })
            .collect(),
    })
}

fn at(row: usize, column: usize, text: &str) -> Spot {
    (row, column, 1, 1, vec![line(text)])
}

pub fn document(title: &str, form: Form, parts: Vec<Part>) -> Document {
    Document {
        meta: Meta {
            title: title.to_string(),
            authors: vec!["JR 東日本メカトロニクス株式会社".to_string()],
            subject: "メンテナンスのご案内".to_string(),
            identifier: "specimen/letter".to_string(),
            number: None,
            moment: Default::default(),
            zone_minutes: 540,
            language: "ja-JP".to_string(),
            form,
            continued: Some("(次頁へ続く)".to_string()),
            page_label: None,
            continued_label: "（続き）".to_string(),
        },
        parts,
    }
}

pub fn part(label: Option<&str>, landscape: bool, blocks: Vec<Block>) -> Part {
    Part {
        label: label.map(words),
        landscape,
        blocks,
    }
}

pub fn emoney_2021() -> Document {
    let title = "J-Mups センター 電子マネーにかかるメンテナンス計画に関するご案内";
    let plan = [
        (
            "2021年5月30日(日)",
            "PM10:30～翌AM3:00",
            "主に電子マネーの業務で2～4回の通信瞬断が発生",
            "2021年6月13日(日)\nPM10:30～翌AM3:00",
        ),
        (
            "2021年6月27日(日)",
            "PM10:30～翌AM1:00",
            "主に電子マネーの業務で2～4回の通信瞬断が発生",
            "2021年6月30日(水)\nPM10:30～翌AM1:00\nもしくは\n2021年7月4日(日)\nPM10:30～翌AM1:00",
        ),
        (
            "2021年7月19日(月)",
            "AM1:00～AM2:00",
            "主に電子マネーの業務で約30分間のサービス停止が発生",
            "2021年8月23日(月)\nAM1:00～AM2:00",
        ),
        (
            "2021年7月19日(月)",
            "AM4:00～AM7:30",
            "主に電子マネーの業務で2～4回の通信瞬断が発生",
            "2021年8月23日(月)\nAM4:00～AM7:30",
        ),
    ];
    let mut short = vec![
        (0, 0, 2, 1, vec![line("#")]),
        (0, 1, 1, 2, vec![line("メンテナンス実施予定日時")]),
        (0, 3, 2, 1, vec![line("加盟店様への影響")]),
        at(1, 1, "予定日"),
        at(1, 2, "予定時刻"),
    ];
    let headings = [
        "#",
        "メンテナンス実施予定日時",
        "加盟店様への影響",
        "影響時間",
        "作業開始・終了時のご連絡について",
        "予備日時",
    ];
    let mut long: Vec<Spot> = headings.iter().enumerate().map(|(c, text)| at(0, c, text)).collect();
    for (n, (day, time, impact, reserve)) in plan.iter().enumerate() {
        short.extend([
            at(n + 2, 0, &(n + 1).to_string()),
            at(n + 2, 1, day),
            at(n + 2, 2, time),
            at(n + 2, 3, impact),
        ]);
        let announced = if n == 2 {
            "同報FAX等でご連絡"
        } else {
            "ご連絡は致しません"
        };
        long.extend([
            at(n + 1, 0, &(n + 1).to_string()),
            at(n + 1, 1, &format!("{day}\n{time}")),
            at(n + 1, 2, "主に電子マネーの業務\n※影響内容参照"),
            at(n + 1, 3, "予定日時の時間帯の中で、2～4回の通信瞬断が発生"),
            at(n + 1, 4, announced),
            at(n + 1, 5, reserve),
        ]);
    }
    let mut see = words("本件に関しては、J-Mups ホームページ上(");
    see.push(link("https://j-mups.com", "https://j-mups.com"));
    see.extend(words(")でも適宜情報を公開いたしますので、あわせてご確認ください。"));
    let letter = vec![
        Block::Words(Words::DateLine, words("2021年4月吉日")),
        Block::Words(Words::Addressee, words("J-Mups 導入加盟店 各位")),
        Block::Words(Words::Sender, words("JR 東日本メカトロニクス株式会社")),
        Block::Words(Words::Title, words(title)),
        Block::Words(
            Words::Opening,
            words("拝啓 時下ますますご清栄のこととお喜び申し上げます。"),
        ),
        paragraph("平素は J-Mups サービスをご利用いただきまして、誠にありがとうございます。"),
        paragraph(
            "今般、当該サービス品質の安定・維持を目的に、J-Mups センターのメンテナンスを実施することとなりましたのでご案内いたします。",
        ),
        paragraph(
            "本対応に伴い、下記日時において一時的に J-Mups サービスのご利用制限・停止をさせていただきます。皆様には大変ご迷惑をおかけいたしますが、ご理解、ご協力のほど、何卒よろしくお願いいたします。",
        ),
        paragraph(
            "今後も J-Mups の一層のサービス向上に取り組んで参りますので、引き続きご愛顧いただきますようお願いいたします。",
        ),
        Block::Words(Words::Closing, words("敬具")),
        Block::Words(Words::Record, words("記")),
        heading(1, "1.", "メンテナンス実施予定日時および加盟店様への影響"),
        paragraph(
            "下記日時で J-Mups センターのメンテナンスを実施いたします。各メンテナンス実施予定日時におけるサービス影響等詳細につきましては別紙[各メンテナンス実施予定日時と加盟店様への影響、当日作業開始・終了のご連絡について]をご参照ください。",
        ),
        table(None, 4, 2, short),
        heading(1, "2.", "作業中に万が一不具合が発生した場合の対応について"),
        paragraph(
            "メンテナンス作業中に万が一不具合が発生した場合は、サービスの安全性を考慮し、メンテナンス作業の中断を行い、予備日にメンテナンス作業を改めて実施する予定です。",
        ),
        Block::PageBreak,
        Block::Words(Words::Paragraph, see),
        paragraph(
            "また、本件に関しましてご不明な点等がございましたら、下記連絡先までお問い合わせくださいますようお願いいたします。",
        ),
        Block::Words(Words::End, words("以上")),
        Block::Contact {
            heading: words("〈本件に関するお問い合わせ先〉"),
            lines: vec![
                words("J-Mups ヘルプデスク"),
                words("0120-220-766"),
                words("(365 日 24 時間)"),
            ],
        },
    ];
    let appendix = vec![
        Block::Words(
            Words::Title,
            words("[各メンテナンス実施予定日時と加盟店様への影響、当日作業開始・終了のご連絡について]"),
        ),
        table(None, 6, 1, long),
        remark(
            "上記日時に関しては、現時点での目安時間となります。実施予定日にメンテナンス作業が完了しない場合には、予備日を利用して作業を実施いたします。",
        ),
        remark(
            "#3の作業開始・終了時のご連絡はご登録いただいております障害発生時の連絡先へ同報FAX等にてご連絡させていただきます。",
        ),
        heading(1, "■", "加盟店様への影響について"),
        paragraph(
            "上記メンテナンスにおいて、下記影響内容に示すサービスが上記の影響時間に示す期間でご利用いただけません。",
        ),
        heading(1, "※", "影響内容"),
        bullets(
            "・",
            &[
                "各種電子マネー決済取引\n※クレジットカード、銀聯などその他決済取引サービスについては通常通りご利用頂けます。",
                "各種電子マネーの開局処理",
                "全取引(日計/中間計)\n※iD、QUICPay、Edy、WAON、nanacoのご利用契約がある場合のみ対象",
                "再印字処理などの端末操作",
            ],
        ),
    ];
    document(
        title,
        Form::LETTER,
        vec![part(None, false, letter), part(Some("(別紙)"), true, appendix)],
    )
}

pub fn renewal_2017() -> Document {
    let title = "J-Mups センター システム更改に関するご案内";
    let head = || {
        vec![
            at(0, 0, "時間帯"),
            (0, 1, 1, 2, vec![line("利用不可サービス")]),
            at(0, 3, "更改実施中の挙動"),
            at(0, 4, "代替措置"),
        ]
    };
    let mut first = head();
    first.extend([
        (1, 0, 2, 1, vec![line("3:00～4:40")]),
        at(1, 1, "決済取引"),
        at(1, 2, "電子マネー取引のみ"),
        (1, 3, 2, 1, vec![line("端末画面上にエラー表示+障害伝票を出力^*2^")]),
        at(1, 4, "現金での決済をご案内ください。"),
        at(2, 1, "日計処理"),
        (
            2,
            2,
            1,
            1,
            vec![Block::List(vec![
                item("・", vec![line("全取引(日計/中間計)^*1^")]),
                item("・", vec![line("個別(日計/中間計)"), bullets("-", &["電子マネー全般"])]),
            ])],
        ),
        at(2, 4, "更改作業終了後に手動にて日計処理を実施ください。"),
    ]);
    let mut second = head();
    second.extend([
        (1, 0, 2, 1, vec![line("1:30～4:30")]),
        at(1, 1, "決済取引"),
        (1, 2, 1, 1, vec![line("全取引"), bullets("-", &["クレジットカード", "銀聯", "J-Debit", "電子マネー", "ポイント", "クーポン", "DCC(外貨建てクレジットカード決済サービス)"])]),
        (1, 3, 2, 1, vec![line("端末画面上にエラー表示+障害伝票を出力^*2^")]),
        (1, 4, 1, 1, vec![
            line("[クレジットカード取引(DCC含む)]"),
            paragraph("ご契約いただいているクレジットカード各社のオーソリセンターへご連絡いただき、承認番号取得の上、手書売上伝票^*3^の起票をお願いいたします。"),
            Block::Remark { label: "*".to_string(), text: words("DCC決済については、日本円でのみのお取扱いとなります。") },
            line("[その他決済]"),
            paragraph("現金での決済をご案内ください。"),
        ]),
        at(2, 1, "日計処理"),
        (2, 2, 1, 1, vec![bullets("・", &["全取引(日計/中間計)", "個別(日計/中間計)"])]),
        at(2, 4, "更改作業終了後に手動にて日計処理を実施ください。"),
    ]);
    let blocks = vec![
        Block::Words(Words::DocumentNumber, words("JMP 第 29-014 号")),
        Block::Words(Words::DateLine, words("平成 29 年 4 月 吉日")),
        Block::Words(Words::Addressee, words("J-Mups 導入加盟店 各位")),
        Block::Words(Words::Sender, words("JR 東日本メカトロニクス株式会社")),
        Block::Words(Words::Sender, words("三菱UFJニコス株式会社")),
        Block::Words(Words::Title, words(title)),
        Block::Words(
            Words::Opening,
            words("拝啓 時下ますますご清栄のこととお慶び申し上げます。"),
        ),
        paragraph(
            "この度、J-Mups の更なるサービス品質向上を目的に、当該センターに関してシステム更改を行うこととなりましたので、その旨ご案内いたします。",
        ),
        Block::Words(Words::Closing, words("敬具")),
        Block::Words(Words::Record, words("記")),
        heading(1, "1.", "システム更改の目的"),
        paragraph("今回のシステム更改を行うことにより、J-Mups システムの更なる安定稼働を図ります。"),
        line("[システム更改による主な改善ポイント]"),
        Block::List(vec![
            item(
                "①",
                vec![
                    line("システムとしての信頼性が向上"),
                    line(
                        "障害に強い高信頼性サーバの採用、ならびに決済サーバ構成の見直し(現状:2 台構成 → 更改後:3 台構成)を行うことで、信頼性が向上。",
                    ),
                ],
            ),
            item(
                "②",
                vec![
                    line("障害への対応範囲が拡大"),
                    line(
                        "現用系システム/待機系システムを同様の構成とすることで、従来の待機系システムでは対応が困難であったネットワーク機器障害にも対応。",
                    ),
                ],
            ),
        ]),
        heading(1, "2.", "加盟店様への影響"),
        heading(2, "1)", "更改前後での加盟店様対応"),
        paragraph("加盟店様側でご対応いただく作業はございません。(J-Mups センター側での対応のみ)"),
        Block::Remark {
            label: "…".to_string(),
            text: words(
                "なお、万が一更改作業終了後もサービスがご利用いただけない場合は、端末の再起動を行っていただけますよう、お願いいたします。",
            ),
        },
        heading(2, "2)", "更改時の業務制約と代替措置について"),
        table(Some("[平成 29 年 5 月 29 日(月)AM3:00～4:40]"), 5, 1, first),
        notes(&[
            ("*1", "電子マネー(交通系 IC を除く)の利用契約がある場合のみ対象"),
            ("*2", "ご利用の機器(POS など)の仕様により挙動が異なる場合がございます"),
        ]),
        table(Some("[平成 29 年 6 月 12 日(月)AM0:00～4:30]"), 5, 1, second),
        notes(&[(
            "*3",
            "クレジットカード取引の手書売上伝票については、ご契約の各カード会社にお問い合わせください",
        )]),
        Block::Words(Words::End, words("以上")),
        Block::Contact {
            heading: words("〈本件に関するお問い合わせ先〉"),
            lines: vec![
                words("J-Mups ヘルプデスク"),
                words("0120-220-766"),
                words("(365日24時間対応)"),
            ],
        },
    ];
    document(title, Form::LETTER, vec![part(None, false, blocks)])
}
