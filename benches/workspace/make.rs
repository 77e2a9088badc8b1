//! A workspace of as many records as are asked for: ten publishers, ten years, records of all kinds, some of them with a
//! log. Of ten records come some twenty files. The same number gives the same bytes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

/// The moment that the workspace is told as of: nearly all of it is past, some goes on or is to come.
pub const MOMENT: &str = "2026-06-15T09:00";

/// Publishers; a workspace of fewer records than this has fewer.
const PUBLISHERS: usize = 10;

/// Days over which the records of a publisher are spread.
const DAYS: usize = 3_650;

const NAMES: [&str; PUBLISHERS] = [
    "みどり",
    "みなと",
    "さくら",
    "あおば",
    "ひばり",
    "けやき",
    "いずみ",
    "あかつき",
    "わかば",
    "しらかば",
];

const SERVICES: [(&str, &str); 5] = [
    ("emoney", "電子マネー"),
    ("credit", "クレジットカード"),
    ("debit", "デビットカード"),
    ("qr", "コード決済"),
    ("point", "ポイント"),
];

const WORKS: [&str; 4] = ["定期点検", "機器の更改", "回線の切り替え", "法定点検"];

const CAUSES: [&str; 4] = [
    "外部接続先との回線を終端する装置の故障",
    "承認処理のサーバーの過負荷",
    "連携先で起きた機器の故障",
    "設定の誤り",
];

/// Makes the files of such a workspace in the folder.
///
/// # Errors
/// What the disk says.
pub fn write(folder: &Path, records: usize) -> io::Result<()> {
    for (path, text) in files(records) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

/// The files, relative to the workspace.
pub fn files(records: usize) -> impl Iterator<Item = (PathBuf, String)> {
    let publishers = (0..PUBLISHERS.min(records)).map(|publisher| {
        let path = format!("notices/{}/publisher.yaml", key(publisher));
        (PathBuf::from(path), publisher_text(publisher))
    });
    publishers.chain((0..records).map(move |number| (path(number), record(number, records))))
}

/// The file of a record.
pub fn path(number: usize) -> PathBuf {
    PathBuf::from(format!("notices/{}/{}.yaml", key(number % PUBLISHERS), id(number)))
}

/// `publisher/id` of a record.
pub fn name(number: usize) -> String {
    format!("{}/{}", key(number % PUBLISHERS), id(number))
}

/// Another title for a record: one edit, after which its documents and its publisher's page are others.
///
/// # Errors
/// What the disk says.
pub fn edit(folder: &Path, number: usize, words: &str) -> io::Result<()> {
    let path = folder.join(path(number));
    let text = fs::read_to_string(&path)?;
    let lines = text.lines().map(|line| match line.strip_prefix("  title: ") {
        Some(_) => format!("  title: {words}\n"),
        None => format!("{line}\n"),
    });
    let text: String = lines.collect();
    fs::write(path, text)
}

fn key(publisher: usize) -> String {
    format!("house-{publisher:02}")
}

fn id(number: usize) -> String {
    format!("n-{number:05}")
}

fn publisher_text(publisher: usize) -> String {
    let name = NAMES[publisher];
    let services: String = SERVICES
        .iter()
        .map(|(key, words)| format!("    {key}: {words}\n"))
        .collect();
    // Dates, clocks and ranges are written in more than one way.
    let style = match publisher % 3 {
        0 => "{ clock: 24h, range: \"～\" }",
        1 => "{ era: wareki, clock: kanji, range: 〜 }",
        _ => "{ clock: ampm }",
    };
    format!(
        "publisher:
  name: {name}ペイ
  senders: [{name}決済サービス株式会社]
  addressee: {{ name: \"{{{{ publisher.name }}}} 導入加盟店\", honorific: 各位 }}
  terms: {{ center: {name}ペイセンター, service: {name}ペイサービス, customers: 加盟店様 }}
  services:
{services}  contact:
    desk: {name}ペイ加盟店ヘルプデスク
    telephone: 0120-000-1{publisher:02}
    hours: 24時間365日
    mail: help@{key}.example.jp
    site: {name}ペイ加盟店サイト
    url: https://{key}.example.jp/merchants/
  fax:
    to: {{ name: 障害発生時連絡先ご登録の加盟店, honorific: 各位 }}
  style: {style}
  page:
    title: {name}ペイの稼働状況
    incidents:
      heading: 障害情報
      empty: 現在、障害は発生しておりません。
      archive: 過去の障害情報
      month: 障害
      scope: shared
    maintenances:
      heading: メンテナンスのお知らせ
      empty: 現在、メンテナンスの予定はありません。
      archive: 過去のメンテナンス
      month: メンテナンス
      scope: each
    announcements:
      heading: お知らせ
      empty: 現在、お知らせはありません。
      archive: 過去のお知らせ
      month: お知らせ
    footer: \"Copyright(c) {{{{ senders | join(sep='、') }}}}\"
",
        key = key(publisher),
    )
}

fn record(number: usize, records: usize) -> String {
    let of_publisher = number / PUBLISHERS;
    let span = (records / PUBLISHERS).max(1);
    let first = NaiveDate::from_ymd_opt(2016, 7, 1).expect("a day");
    let day = |after: usize| {
        let days = of_publisher * DAYS / span + after;
        first + Days::new(u64::try_from(days).expect("few days"))
    };
    let (service, words) = SERVICES[of_publisher % SERVICES.len()];
    let work = WORKS[number % WORKS.len()];
    let cause = CAUSES[number % CAUSES.len()];
    // Kinds take turns within a publisher.
    let turn = (number + of_publisher) % 10;
    let kind = match turn {
        5 | 6 | 8 => "incident",
        7 => "announcement",
        _ => "maintenance",
    };
    let head = |title: String| format!("{kind}:\n  id: {}\n  title: {title}\n", id(number));
    let planned = |title: String| {
        let issued = day(0) - Days::new(30);
        format!(
            "{}  number: 決済発第{number:05}号\n  issued: {issued}\n  work: {work}\n  purpose: サービス品質の維持と向上\n  services: [{service}]\n",
            head(title)
        )
    };
    let (now, next) = (day(0), day(1));
    match turn {
        2 => {
            let later = day(2);
            format!(
                "{}  windows:
    - start: {now} 22:30
      end: {next} 03:00
      impact: {{ kind: interruption, count: 2~4 }}
      reserve:
        - {{ start: {later} 22:30, end: {} 03:00 }}
    - start: {next} 04:00
      end: {next} 07:30
      impact: {{ kind: outage, duration: 約30分 }}
  sections:
    - heading: 影響内容
      body: |
        - {words}の決済取引\\
          ※その他の決済については、通常どおりご利用いただけます。
        - 全取引(日計/中間計)
        - 初回設置・故障交換
",
                planned(format!("\"{{{{ terms.center }}}} {words}の{work}のご案内\"")),
                day(3)
            )
        }
        3 | 4 => format!(
            "{}  announce: fax
  windows:
    - start: {now} 01:00
      end: {now} 04:00
      impact: {{ kind: outage, duration: 約1時間 }}
  log:
    - {{ at: {now} 01:02, event: started }}
    - {{ at: {now} 03:40, event: completed }}
",
            planned(format!("{words}の{work}(第{number}回)に関するご案内"))
        ),
        5 => format!(
            "{}  documents: [fax, page]
  announce: fax
  services: [{service}]
  periods:
    - start: {now} 10:12
      impact: {{ kind: outage, text: 全国の加盟店で、{words}の取引が承認されません。 }}
  log:
    - {{ at: {now} 10:30, event: reported, text: 調べております。, next: {now} 11:30 }}
    - at: {now} 11:20
      event: recovered
      cause: {cause}
      text: |
        すべての取引が、ふだんどおりご利用いただけます。ご迷惑をおかけし、深くお詫び申し上げます。

        1. 端末を一度再起動してください。
        2. 日計処理が途中で止まった場合は、もう一度行ってください。
",
            head(format!("{words}がご利用いただけない障害について"))
        ),
        6 => format!(
            "{}  issued: {next}
  services: [{service}]
  cause: {cause}
  periods:
    - {now} 09:07 .. {now} 10:20
",
            head(format!("{words}の障害に関するお詫びとご報告"))
        ),
        7 => format!(
            "{}  issued: {now}
  services: [{service}]
  sections:
    - heading: 変更の内容
      body: |
        {words}の伝票の様式を改めます。これまでの用紙も、なくなるまでお使いいただけます。

        | 項目 | これまで | これから |
        |---|---|---|
        | 控え | 3枚 | 2枚 |
        | 保管 | 7年 | 10年 |
",
            head(format!("{words}の伝票の様式の変更について"))
        ),
        8 => format!(
            "{}  documents: [page]\n  services: [{service}]\n  cause: {cause}\n  periods:\n    - {now} 06:05 .. 06:40\n",
            head(format!("{words}の障害"))
        ),
        9 => format!(
            "{}  announce: fax
  windows: [{now} 02:00 .. 05:00]
  log:
    - {{ at: {} 10:00, event: postponed, text: 作業の見直しに合わせて延期します。日程が決まり次第、改めてご案内いたします。 }}
",
            planned(format!("{words}の{work}について")),
            day(0) - Days::new(3)
        ),
        _ => format!(
            "{}  windows:\n    - {now} 02:00 .. 05:00\n",
            planned(format!("{words}の{work}のご案内"))
        ),
    }
}
