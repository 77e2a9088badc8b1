//! Three documents like those a company sends: two letters and a FAX sheet.

use super::write::*;
use notice::testing::document::*;

/// A letter with an appendix: two header rows, reserve dates, lists.
pub fn plan() -> Document {
    let head_rows = |cells: &[(usize, usize, usize, usize, &str)]| -> Vec<Cell> {
        cells
            .iter()
            .map(|(r, c, rs, cs, w)| head(span(cell(*r, *c, vec![line(w)]), *rs, *cs)))
            .collect()
    };
    let mut cells = head_rows(&[
        (0, 0, 2, 1, "#"),
        (0, 1, 1, 2, "メンテナンス実施予定日時"),
        (0, 3, 2, 1, "加盟店様への影響"),
        (1, 1, 1, 1, "予定日"),
        (1, 2, 1, 1, "予定時刻"),
    ]);
    let interruption = "主に電子マネーの業務で2～4回の通信瞬断が発生";
    let outage = "主に電子マネーの業務で約30分間のサービス停止が発生";
    let windows = [
        ("2021年5月30日（日）", "PM10:30～翌AM3:00", interruption),
        ("2021年6月27日（日）", "PM10:30～翌AM1:00", interruption),
        ("2021年7月19日（月）", "AM1:00～AM2:00", outage),
        ("2021年7月19日（月）", "AM4:00～AM7:30", interruption),
    ];
    for (i, (day, time, impact)) in windows.iter().enumerate() {
        let number = (i + 1).to_string();
        for (c, words) in [number.as_str(), day, time, impact].into_iter().enumerate() {
            cells.push(cell(i + 2, c, vec![line(words)]));
        }
    }
    let plan = table("cccs", 2, cells);
    let blocks = vec![
        Block::Words(Words::DateLine, text("2021年4月吉日")),
        Block::Words(Words::Addressee, text("J-Mups 導入加盟店　各位")),
        Block::Words(Words::Sender, text("JR 東日本メカトロニクス株式会社")),
        Block::Words(
            Words::Title,
            text("J-Mups センター　電子マネーにかかるメンテナンス計画に関するご案内"),
        ),
        Block::Words(
            Words::Opening,
            text("拝啓　時下ますますご清栄のこととお喜び申し上げます。"),
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
        Block::Words(Words::Closing, text("敬具")),
        Block::Words(Words::Record, text("記")),
        heading(1, "1.", "メンテナンス実施予定日時および加盟店様への影響"),
        paragraph(
            "下記日時で J-Mups センターのメンテナンスを実施いたします。各メンテナンス実施予定日時におけるサービス影響等詳細につきましては別紙［各メンテナンス実施予定日時と加盟店様への影響、当日作業開始・終了のご連絡について］をご参照ください。",
        ),
        Block::Table(plan),
        heading(1, "2.", "作業中に万が一不具合が発生した場合の対応について"),
        paragraph(
            "メンテナンス作業中に万が一不具合が発生した場合は、サービスの安全性を考慮し、メンテナンス作業の中断を行い、予備日にメンテナンス作業を改めて実施する予定です。",
        ),
        paragraph(
            "本件に関しては、J-Mups ホームページ上（<https://j-mups.com>）でも適宜情報を公開いたしますので、あわせてご確認ください。",
        ),
        paragraph(
            "また、本件に関しましてご不明な点等がございましたら、下記連絡先までお問い合わせくださいますようお願いいたします。",
        ),
        Block::Words(Words::End, text("以上")),
        contact("(365 日 24 時間)"),
    ];
    let mut document = letter(blocks);
    document.parts.push(appendix());
    document
}

fn contact(hours: &str) -> Block {
    Block::Contact {
        heading: text("〈本件に関するお問い合わせ先〉"),
        lines: vec![text("J-Mups ヘルプデスク"), text("0120-220-766"), text(hours)],
    }
}

fn appendix() -> Part {
    let titles = [
        "#",
        "メンテナンス実施予定日時",
        "加盟店様への影響",
        "影響時間",
        "作業開始・終了時のご連絡について",
        "予備日時",
    ];
    let mut cells: Vec<Cell> = titles
        .iter()
        .enumerate()
        .map(|(c, w)| head(cell(0, c, vec![line(w)])))
        .collect();
    let none = "ご連絡は致しません";
    let during = "予定日時の時間帯の中で、2～4回の通信瞬断が発生";
    let rows = [
        (
            "2021年5月30日（日）|PM10:30～翌AM3:00",
            during,
            none,
            "2021年6月13日（日）|PM10:30～翌AM3:00",
        ),
        (
            "2021年6月27日（日）|PM10:30～翌AM1:00",
            during,
            none,
            "2021年6月30日（水）|PM10:30～翌AM1:00|もしくは|2021年7月4日（日）|PM10:30～翌AM1:00",
        ),
        (
            "2021年7月19日（月）|AM1:00～AM2:00",
            "予定日時の時間帯の中で約30分間のサービス停止が発生",
            "同報FAX等でご連絡",
            "2021年8月23日（月）|AM1:00～AM2:00",
        ),
        (
            "2021年7月19日（月）|AM4:00～AM7:30",
            during,
            none,
            "2021年8月23日（月）|AM4:00～AM7:30",
        ),
    ];
    for (i, (when, how, told, reserve)) in rows.iter().enumerate() {
        let number = (i + 1).to_string();
        let impact = "主に電子マネーの業務|※影響内容参照";
        for (c, words) in [number.as_str(), when, impact, how, told, reserve]
            .into_iter()
            .enumerate()
        {
            cells.push(cell(i + 1, c, vec![line(words)]));
        }
    }
    let services = Block::List(vec![
        item(
            "・",
            vec![
                line("各種電子マネー決済取引"),
                remark(
                    "※",
                    "クレジットカード、銀聯などその他決済取引サービスについては通常通りご利用頂けます。",
                ),
            ],
        ),
        item("・", vec![line("各種電子マネーの開局処理")]),
        item(
            "・",
            vec![
                line("全取引（日計/中間計）"),
                remark("※", "iD、QUICPay、Edy、WAON、nanacoのご利用契約がある場合のみ対象"),
            ],
        ),
        item("・", vec![line("各種電子マネー個別（日計/中間計）")]),
        item("・", vec![line("再印字処理などの端末操作")]),
        item(
            "・",
            vec![line("初回設置・故障交換（各種電子マネーの開局処理を伴う場合）")],
        ),
    ]);
    Part {
        label: Some(text("（別紙）")),
        landscape: false,
        blocks: vec![
            Block::Words(
                Words::Title,
                text("［各メンテナンス実施予定日時と加盟店様への影響、当日作業開始・終了のご連絡について］"),
            ),
            Block::Table(table("csssss", 1, cells)),
            remark(
                "※",
                "上記日時に関しては、現時点での目安時間となります。実施予定日にメンテナンス作業が完了しない場合には、予備日を利用して作業を実施いたします。",
            ),
            remark(
                "※",
                "#3の作業開始・終了時のご連絡はご登録いただいております障害発生時の連絡先へ同報FAX等にてご連絡させていただきます。",
            ),
            heading(1, "■", "加盟店様への影響について"),
            paragraph(
                "上記メンテナンスにおいて、下記影響内容に示すサービスが上記の影響時間に示す期間でご利用いただけません。",
            ),
            heading(2, "※", "影響内容"),
            services,
        ],
    }
}

/// A letter of several pages with merged cells, lists in cells and notes.
pub fn renewal() -> Document {
    let bullet = |lines: &[&str]| list("・", lines);
    let titles = |cells: &mut Vec<Cell>| {
        for (c, span_columns, words) in [
            (0, 1, "時間帯"),
            (1, 2, "利用不可サービス"),
            (3, 1, "更改実施中の挙動"),
            (4, 1, "代替措置"),
        ] {
            cells.push(head(span(cell(0, c, vec![line(words)]), 1, span_columns)));
        }
    };
    let mut first = Vec::new();
    titles(&mut first);
    first.push(span(cell(1, 0, vec![line("3:00～4:40")]), 2, 1));
    first.push(cell(1, 1, vec![line("決済取引")]));
    first.push(cell(1, 2, vec![line("電子マネー取引のみ")]));
    first.push(span(
        cell(1, 3, vec![line("端末画面上にエラー表示 + 障害伝票を出力^2^")]),
        2,
        1,
    ));
    first.push(cell(1, 4, vec![line("現金での決済をご案内ください。")]));
    first.push(cell(2, 1, vec![line("日計処理")]));
    first.push(cell(
        2,
        2,
        vec![Block::List(vec![
            item("・", vec![line("全取引（日計/中間計）^1^")]),
            item("・", vec![line("個別（日計/中間計）"), list("-", &["電子マネー全般"])]),
        ])],
    ));
    first.push(cell(
        2,
        4,
        vec![line("更改作業終了後に手動にて日計処理を実施ください。")],
    ));
    let mut second = Vec::new();
    titles(&mut second);
    second.push(cell(1, 0, vec![line("0:00～4:30")]));
    second.push(cell(1, 1, vec![line("その他")]));
    second.push(cell(
        1,
        2,
        vec![bullet(&["ASP サービス|（Web サイトから閲覧する売上集計サービス等）"])],
    ));
    second.push(cell(1, 3, vec![line("端末画面上にエラー表示 + 障害伝票を出力^3^")]));
    second.push(cell(1, 4, vec![line("更新作業終了後に、処理をお願いいたします。")]));
    second.push(span(cell(2, 0, vec![line("1:30～4:30")]), 2, 1));
    second.push(cell(2, 1, vec![line("決済取引")]));
    second.push(cell(
        2,
        2,
        vec![
            line("全取引"),
            list(
                "-",
                &[
                    "クレジットカード",
                    "銀聯",
                    "J-Debit",
                    "電子マネー",
                    "ポイント",
                    "クーポン",
                    "DCC（外貨建てクレジットカード決済サービス）",
                ],
            ),
        ],
    ));
    second.push(span(
        cell(2, 3, vec![line("端末画面上にエラー表示 + 障害伝票を出力^3^")]),
        2,
        1,
    ));
    second.push(cell(
        2,
        4,
        vec![
            line("［クレジットカード取引（DCC含む）］"),
            paragraph(
                "ご契約いただいているクレジットカード各社のオーソリセンターへご連絡いただき、承認番号取得の上、手書売上伝票^4^の起票をお願いいたします。",
            ),
            remark("*", "DCC 決済については、日本円でのみのお取扱いとなります。"),
            line("［ポイント取引］"),
            paragraph("レシートによる後日付与、ならびに現金での決済をご案内ください。"),
            line("［その他決済］"),
            paragraph("現金での決済をご案内ください。"),
        ],
    ));
    second.push(cell(3, 1, vec![line("日計処理")]));
    second.push(cell(
        3,
        2,
        vec![bullet(&["全取引（日計/中間計）", "個別（日計/中間計）"])],
    ));
    second.push(cell(
        3,
        4,
        vec![line("更改作業終了後に手動にて日計処理を実施ください。")],
    ));
    let item2 = |label: &str, title: &str, words: &str| item(label, vec![line(title), paragraph(words)]);
    letter(vec![
        Block::Words(Words::DateLine, text("平成 29 年 4 月吉日")),
        Block::Words(Words::Addressee, text("J-Mups 導入加盟店　各位")),
        Block::Words(Words::Sender, text("JR 東日本メカトロニクス株式会社")),
        Block::Words(Words::Sender, text("三菱UFJニコス株式会社")),
        Block::Words(Words::Title, text("J-Mups センター　システム更改に関するご案内")),
        Block::Words(
            Words::Opening,
            text("拝啓　時下ますますご清栄のこととお慶び申し上げます。"),
        ),
        paragraph("平素は、J-Mups サービスをご利用いただきまして、誠にありがとうございます。"),
        paragraph(
            "この度、J-Mups の更なるサービス品質向上を目的に、当該センターに関してシステム更改を行うこととなりましたので、その旨ご案内いたします。",
        ),
        paragraph(
            "本対応に伴い、下記日時において一時的に J-Mups サービスのご利用制限・停止をさせていただきます。皆様におかれましては、大変ご迷惑をおかけいたしますが、ご理解ならびにご協力のほど、宜しくお願い申し上げます。",
        ),
        paragraph(
            "今後も J-Mups の一層のサービス向上に取り組んで参りますので、引き続きご愛顧いただけます様、お願い申し上げます。",
        ),
        Block::Words(Words::Closing, text("敬具")),
        Block::Words(Words::Record, text("記")),
        heading(1, "1.", "システム更改の目的"),
        paragraph("今回のシステム更改を行うことにより、J-Mups システムの更なる安定稼働を図ります。"),
        line("［システム更改による主な改善ポイント］"),
        Block::List(vec![
            item2(
                "①",
                "システムとしての信頼性が向上",
                "障害に強い高信頼性サーバの採用、ならびに決済サーバ構成の見直し（現状：2 台構成 → 更改後：3 台構成）を行うことで、信頼性が向上。",
            ),
            item2(
                "②",
                "障害への対応範囲が拡大",
                "現用系システム/待機系システムを同様の構成とすることで、従来の待機系システムでは対応が困難であったネットワーク機器障害にも対応。",
            ),
            item2(
                "③",
                "待機系システムにおける業務制約が極小化",
                "待機系システムのシステム構成を現用系システムと完全同一化し、リアルタイム同期とすることで、システム切替時の利用停止を除き、業務制約なく運用が可能。",
            ),
        ]),
        heading(1, "2.", "システム更改日時"),
        Block::List(vec![
            item(
                "①",
                vec![
                    line("平成 29 年 5 月 29 日（月） AM3:00～AM4:40"),
                    line("［予備日：平成 29 年 6 月 10 日（土） AM3:00～AM4:40］"),
                ],
            ),
            item(
                "②",
                vec![
                    line("平成 29 年 6 月 12 日（月） AM0:00～AM4:30"),
                    line("［予備日：平成 29 年 6 月 26 日（月） AM0:00～AM4:30］"),
                ],
            ),
        ]),
        heading(1, "3.", "加盟店様への影響"),
        heading(2, "1)", "更改前後での加盟店様対応"),
        paragraph("加盟店様側でご対応いただく作業はございません。（J-Mups センター側での対応のみ）"),
        remark(
            "…",
            "なお、万が一更改作業終了後もサービスがご利用いただけない場合は、端末の再起動を行っていただけますよう、お願いいたします。（再起動後も復旧しない場合は、お手数ですが、本書末記の問合せ先までお問合せください。）",
        ),
        heading(2, "2)", "更改時の業務制約と代替措置について"),
        paragraph("下記時間帯に関しては、一部サービスのご利用が不可となります。"),
        line("［平成 29 年 5 月 29 日（月） AM3:00～4:40］"),
        Block::Table(table("ccscs", 1, first)),
        notes(&[
            ("*1", "電子マネー（交通系 IC を除く）の利用契約がある場合のみ対象"),
            ("*2", "ご利用の機器（POS など）の仕様により挙動が異なる場合がございます"),
        ]),
        line("［平成 29 年 6 月 12 日（月） AM0:00～4:30］"),
        Block::Table(table("ccscs", 1, second)),
        notes(&[
            ("*3", "ご利用の機器（POSなど）の仕様により挙動が異なる場合がございます"),
            (
                "*4",
                "クレジットカード取引の手書売上伝票については、ご契約の各カード会社にお問い合わせください",
            ),
        ]),
        heading(1, "4.", "作業中に万が一不具合が発生した場合の対応について"),
        paragraph(
            "更改作業中に万が一不具合が発生した場合は、サービスの安定稼働を優先し、現行システムへの切戻しを行い、予備日に更改作業を実施いたします。",
        ),
        heading(1, "5.", "当該作業の開始前後でのご連絡"),
        paragraph(
            "更改作業の開始、ならびに作業完了のご報告に関しては、お申込みいただいております障害発生時連絡先へ同報 FAX 等にてご連絡させていただきます。",
        ),
        paragraph(
            "本件に関しては、J-Mups ホームページ上（<http://j-mups.com/>）でも適宜情報を公開いたしますので、あわせてご確認ください。",
        ),
        paragraph(
            "また、本件に関しましてご不明な点等がございましたら、下記連絡先までお問い合わせくださいますようお願いいたします。",
        ),
        Block::Words(Words::End, text("以上")),
        contact("(365日24時間対応)"),
    ])
}

/// A FAX sheet.
pub fn fax() -> Document {
    let field = |label: &str, words: &str| Field {
        label: text(label),
        value: vec![line(words)],
    };
    let mut meta = meta(Form::Fax);
    meta.page_label = Some("{n}/{N}枚".to_owned());
    let blocks = vec![
        Block::Words(Words::Banner, text("同報FAX")),
        Block::Fields(vec![
            field("発信日時", "2021年7月19日（月） 1:02"),
            field("宛先", "J-Mups 導入加盟店　各位"),
            field(
                "発信元",
                "JR東日本メカトロニクス株式会社|J-Mups ヘルプデスク　TEL 0120-220-766",
            ),
            field("件名", "J-Mups センター メンテナンス作業開始のご連絡（#3 電子マネー）"),
        ]),
        paragraph("標記の作業を、予定どおり2021年7月19日（月）1時00分より開始いたしました。"),
        heading(1, "1.", "作業日時"),
        line("2021年7月19日（月） AM1:00～AM2:00"),
        heading(1, "2.", "影響"),
        list(
            "・",
            &[
                "各種電子マネー決済取引：約30分間ご利用いただけません。",
                "各種電子マネーの開局処理",
            ],
        ),
        remark(
            "※",
            "クレジットカード、銀聯などその他決済取引サービスについては通常通りご利用頂けます。",
        ),
        heading(1, "3.", "お願い"),
        paragraph("作業の間は、現金での決済をご案内ください。作業が終わりしだい、改めて同報FAXにてご連絡いたします。"),
        Block::Words(Words::End, text("以上")),
        contact("（365日24時間）"),
    ];
    Document {
        meta,
        parts: vec![Part {
            label: None,
            landscape: false,
            blocks,
        }],
    }
}

/// What no careful writer sends, but a program must set all the same.
pub fn strange() -> Document {
    let nested = list("・", &["一", "二"]);
    let deep = Block::List(vec![item(
        "1.",
        vec![
            line("第一層の項目は、折り返しても文の頭にそろうように、ラベルの幅だけ下げて組まれなければならない。"),
            Block::List(vec![item(
                "(1)",
                vec![
                    line("第二層"),
                    Block::List(vec![item("ア", vec![line("第三層"), nested])]),
                ],
            )]),
        ],
    )]);
    let ruby = Inline::Ruby {
        base: "畢竟".to_owned(),
        reading: "ひっきょう".to_owned(),
    };
    let small = grid(
        "ss",
        &[
            vec!["内".to_owned(), "表".to_owned()],
            vec!["1".to_owned(), "2".to_owned()],
        ],
    );
    let mut cells = vec![
        head(cell(0, 0, vec![line("群")])),
        head(cell(0, 1, vec![line("番号")])),
        head(cell(0, 2, vec![line("説明")])),
        span(cell(1, 0, vec![line("長い群")]), 60, 1),
    ];
    for row in 1..=60 {
        cells.push(cell(row, 1, vec![line(&format!("{row}"))]));
        let words = match row {
            3 => vec![line("表の中の表"), Block::Table(small.clone())],
            9 => vec![paragraph(
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
            )],
            20 => vec![],
            _ => vec![line("説明の言葉。")],
        };
        cells.push(cell(row, 2, words));
    }
    cells.sort_by_key(|c| (c.row, c.column));
    let wide: Vec<String> = (1..=14).map(|n| format!("第{n}欄の見出し")).collect();
    let values: Vec<String> = (1..=14).map(|n| format!("2025年10月{n}日（水）12:10～12:36")).collect();
    let mut document = letter(vec![
        Block::Words(Words::DocumentNumber, text("業発第12-3号")),
        Block::Words(Words::DateLine, text("2025年10月1日")),
        Block::Words(Words::Addressee, text("株式会社見本商事　御中")),
        Block::Words(Words::Sender, text("見本決済株式会社|代表取締役社長　見本太郎")),
        Block::Words(
            Words::Title,
            text(
                "クレジットカード・電子マネー・二次元コード決済ならびに付帯する諸業務の計画停止およびそれに伴う接続試験のご案内",
            ),
        ),
        Block::Words(
            Words::Opening,
            vec![
                Inline::Text("謹啓　".to_owned()),
                ruby,
                Inline::Text("、例年どおり実施いたします。".to_owned()),
            ],
        ),
        paragraph(
            "**強調した言葉**と、<https://example.co.jp/notice/2025/10/01/a-very-long-address/that-goes-on?and=on&and=on.html>をご覧ください。|強制改行のあと。",
        ),
        paragraph(""),
        Block::Words(Words::Closing, text("謹白")),
        Block::Words(Words::Record, text("記")),
        deep,
        Block::Fields(vec![
            Field {
                label: text("日時"),
                value: vec![line("2025年10月1日（水）0:00～4:00")],
            },
            Field {
                label: text("対象業務"),
                value: vec![list("・", &["電子マネー", "クレジットカード"])],
            },
        ]),
        Block::Table(Table {
            caption: Some(text("表1　長い群")),
            ..table("ccs", 1, cells)
        }),
        Block::Words(Words::End, text("以上")),
        contact("平日9:00～17:00"),
    ]);
    document.parts.push(Part {
        label: Some(text("（別紙）")),
        landscape: true,
        blocks: vec![
            Block::Words(Words::Title, text("横長の別紙")),
            Block::Table(grid(&"s".repeat(14), &[wide, values])),
            paragraph("横長の紙では、一行が六十八字となる。"),
        ],
    });
    document
}
