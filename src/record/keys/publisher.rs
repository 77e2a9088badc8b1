//! The keys of `publisher.yaml`, of what a record may say in the publisher's place, and of `holidays.yaml`.

use super::details::{labels_key, phrases_key};
use super::row::{Key, Value, key, list, named, words};
use crate::document::envelope::Envelope;
use crate::record::decode::house::{FACES, PLACES, TABLES};
use crate::record::decode::publisher::{DOCUMENTS, HONORIFICS, SCOPES};
use crate::record::decode::style::{
    BRACKETS, CLOCKS, ERAS, GAPS, HOLIDAYS, NEXT_DAYS, PADS, RANGES, SUBSTITUTES, WEEKDAYS, YEARS, YES_NO, ZERO_MINUTES,
};
use crate::record::kind::{KINDS, KindRow};
use crate::record::schema::OPENINGS;
use Value::{Mapping, Switch, Text};

pub(super) fn publisher() -> Vec<Key> {
    vec![
        key("name", Text, "発行者の名前(特許庁)。", "What the publisher is called.").required(),
        key(
            "senders",
            senders(),
            "発信者。1つが1行になります。会社・部署・役職・氏名に分けて書くと、それぞれが1行になります。",
            "Who signs, one line each; or company, department, post and name, each on a line of its own.",
        )
        .required(),
        addressee_key(),
        key(
            "terms",
            named(Text),
            "文章で使う言葉。{{ terms.名前 }} で呼び出します。",
            "Words for texts, used as {{ terms.NAME }}.",
        ),
        key(
            "services",
            named(Value::Either(vec![Text, Mapping("service")])),
            "サービスの名前。記録の services では、ここで決めたキーを書きます。",
            "Names of services by the keys that records use.",
        ),
        contact_key(),
        contacts_key(),
        key(
            "fax",
            Mapping("fax"),
            "同報FAXの宛先が違うとき。",
            "FAX sheets, where their addressee differs.",
        ),
        key(
            "letter",
            templates(),
            "記録が letter を書かないときの、最初の案内状のひな形の名前。種類ごとにも書けます。",
            "Template of first letters whose record names none; also by kind.",
        ),
        key(
            "paper",
            Mapping("paper"),
            "案内状の余白、文字の大きさ、書体。",
            "Margins, size of type and face of letters.",
        ),
        key(
            "letterhead",
            Mapping("letterhead"),
            "案内状の頭に置くロゴと文字。",
            "What stands at the head of letters: a logo, lines.",
        ),
        key(
            "seal",
            Value::Either(vec![words(&[("omitted", ())]), Mapping("seal")]),
            "公印の画像。押さないことを示すなら omitted(公印省略)。",
            "The picture of the seal; `omitted` prints 公印省略.",
        ),
        passages_key(),
        extra_key(),
        documents_key(),
        style_key(),
        opening_key(),
        phrases_key(),
        labels_key(),
        key(
            "page",
            Mapping("page"),
            "稼働状況ページ。書かなければ作りません。",
            "The status page; none is made without.",
        ),
        key(
            "fonts",
            list(Text),
            "組み込みのフォントにない文字のための、fonts/ のファイル。",
            "Files of fonts/ for characters that the built-in fonts lack.",
        ),
        key(
            "zone",
            Value::Moment,
            "時刻の、協定世界時との差(\"+09:00\")。書かなければ日本時間。",
            "Offset of all times from UTC (\"+09:00\"); Japan's without.",
        ),
    ]
}

/// The keys of `common.yaml`: those of a publisher that do not belong to one alone.
pub(super) fn common() -> Vec<Key> {
    let mut keys = publisher();
    keys.retain(|key| !matches!(key.key, "name" | "senders"));
    for key in &mut keys {
        if key.key == "page" {
            key.value = Mapping("common_page");
        }
    }
    keys
}

/// What the pages of all publishers have in common.
pub(super) fn common_page() -> Vec<Key> {
    let mut keys = page();
    keys.retain(|key| key.key != "title");
    for key in &mut keys {
        key.required_in.clear();
    }
    keys
}

pub(super) fn paper() -> Vec<Key> {
    vec![
        key(
            "margins",
            Mapping("margins"),
            "余白(18mm から 60mm)。",
            "Margins, from 18mm to 60mm.",
        ),
        key(
            "type_size",
            Text,
            "本文の文字の大きさ(9pt から 14pt)。ほかの大きさも合わせて変わります。",
            "Size of the body, from 9pt to 14pt; other sizes follow.",
        ),
        key("face", words(FACES), "本文の書体。", "Face of the body."),
        key(
            "envelope",
            Value::Either(vec![words(Envelope::PRESETS), Mapping("envelope")]),
            "窓付き封筒。宛名がいつも窓から見える位置に立ちます。",
            "Window envelope: the addressee stands where the window always shows it.",
        ),
        key(
            "tables",
            words(TABLES),
            "小さい表の幅: 本文の幅いっぱい、中身なり。",
            "Width of small tables: the full measure, or what stands in them.",
        ),
    ]
}

pub(super) fn envelope() -> Vec<Key> {
    let length = |name, ja, en| key(name, Text, ja, en);
    vec![
        key(
            "preset",
            words(Envelope::PRESETS),
            "封筒の名前。",
            "The envelope's name.",
        ),
        length(
            "left",
            "窓の左端(封筒の左から)。",
            "Left edge of the window, from the envelope's.",
        ),
        length(
            "top",
            "窓の上端(封筒の上から)。",
            "Top edge of the window, from the envelope's.",
        ),
        length("width", "窓の幅。", "Width of the window."),
        length("height", "窓の高さ。", "Height of the window."),
        length(
            "across",
            "中の紙が横に動く幅。",
            "How far the sheet can slide sideways.",
        ),
        length("down", "中の紙が縦に動く幅。", "How far it can slide down."),
        length("fold", "折り目の間隔(99mm)。", "Distance of the folds, like 99mm."),
        key(
            "fold_marks",
            Switch,
            "折り目の印を左の端に印刷する。",
            "Marks the folds at the left edge.",
        ),
    ]
}

pub(super) fn margins() -> Vec<Key> {
    let side = |name, ja, en| key(name, Text, ja, en);
    vec![
        side("top", "上の余白(25mm)。", "Top margin, like 25mm."),
        side("right", "右の余白。", "Right margin."),
        side("bottom", "下の余白。", "Bottom margin."),
        side("left", "左の余白。", "Left margin."),
    ]
}

pub(super) fn letterhead() -> Vec<Key> {
    vec![
        key("logo", Mapping("logo"), "ロゴの画像。", "Picture of the logo."),
        key(
            "lines",
            list(Text),
            "ロゴの下の文字。1つが1行になります。",
            "Lines below the logo.",
        ),
    ]
}

pub(super) fn logo() -> Vec<Key> {
    let mut keys = seal();
    keys.push(key("place", words(PLACES), "左、中央、右。", "Where it stands."));
    keys
}

pub(super) fn seal() -> Vec<Key> {
    vec![
        key(
            "file",
            Text,
            "templates/static/ か templates/発行者/static/ にある PNG か SVG のファイル。",
            "A PNG or SVG file in templates/static/ or templates/PUBLISHER/static/.",
        )
        .required(),
        key(
            "alt",
            Text,
            "画像が見えない人に読み上げる言葉。",
            "What it shows, for those who do not see it.",
        )
        .required(),
        key("width", Text, "幅(30mm)。", "Width: 30mm."),
    ]
}

/// A template's name, or one for each kind of record.
fn templates() -> Value {
    Value::Either(vec![Text, Mapping("templates_of_kinds")])
}

/// A template for records of each kind.
pub(super) fn templates_of_kinds() -> Vec<Key> {
    let of = |row: &KindRow| {
        key(
            row.word,
            Text,
            "この種類の記録のひな形の名前。",
            "Template of records of this kind.",
        )
    };
    KINDS.iter().map(of).collect()
}

fn passages_key() -> Key {
    key(
        "passages",
        named(Text),
        "決まった文章。記録やひな形から {{ passages.名前 }} で使います。",
        "Texts of the house, used by records and templates as {{ passages.NAME }}.",
    )
}

pub(super) fn extra_key() -> Key {
    key(
        "extra",
        named(Value::Either(vec![Text, list(Text), named(Text)])),
        "自分のひな形のための項目。名前は自由で、{{ extra.名前 }} で使います。",
        "Keys of one's own for one's own templates, used as {{ extra.NAME }}.",
    )
}

pub(super) fn addressee_key() -> Key {
    key(
        "addressee",
        Value::Either(vec![Text, Mapping("addressee")]),
        "宛名。「町民の皆様」のように1行でも書けます。",
        "To whom letters go; one text is printed as it stands.",
    )
}

pub(super) fn senders() -> Value {
    list(Value::Either(vec![Text, Mapping("sender")]))
}

pub(super) fn contacts_key() -> Key {
    key(
        "contacts",
        list(Mapping("contact")),
        "お問い合わせ先がいくつもあるとき。contact の代わりに書きます。",
        "Several places to ask, in place of contact.",
    )
}

pub(super) fn contact_key() -> Key {
    key(
        "contact",
        Mapping("contact"),
        "お問い合わせ先。記録では、書いた行だけが発行者のものの代わりになります。",
        "Where to ask. In a record, single lines take the place of the publisher's.",
    )
}

pub(super) fn opening_key() -> Key {
    key(
        "opening",
        words(OPENINGS),
        "案内状の頭語。結語は合わせて変わります(敬具、謹白、草々、none はなし)。前略ではあいさつを書きません。",
        "How letters open, with the closing that belongs to it; no greeting follows 前略.",
    )
}

pub(super) fn documents_key() -> Key {
    key(
        "documents",
        list(words(DOCUMENTS)),
        "作る文書: 案内状、同報FAX、稼働状況ページ。",
        "Which documents are made: letter, FAX sheets, status page.",
    )
}

pub(super) fn style_key() -> Key {
    key(
        "style",
        Mapping("style"),
        "日付や時刻の書き表し方。",
        "House style: how dates and times are printed.",
    )
}

pub(super) fn addressee() -> Vec<Key> {
    vec![
        key("postcode", Text, "郵便番号。", "Postcode."),
        key("address", list(Text), "住所。1つが1行です。", "Address, line by line."),
        key("company", Text, "会社・団体。", "Company."),
        key("department", Text, "部署。", "Department."),
        key("post", Text, "役職。", "Post."),
        key(
            "name",
            Text,
            "宛名(敬称は付けません)。company があれば要りません。",
            "Who, without honorific; not needed beside company.",
        ),
        key(
            "honorific",
            words(HONORIFICS),
            "敬称。「皆様」のように敬称で終わる宛名には要りません。",
            "The honorific behind the last line; not needed behind 皆様 and the like.",
        ),
    ]
}

pub(super) fn sender() -> Vec<Key> {
    vec![
        key("company", Text, "会社・団体。", "Company."),
        key("department", Text, "部署。", "Department."),
        key("post", Text, "役職。", "Post."),
        key("name", Text, "氏名。", "The person."),
    ]
}

pub(super) fn service() -> Vec<Key> {
    let mut keys = vec![key("name", Text, "サービスの名前。", "The service's name.").required()];
    let others = KINDS.iter().filter_map(|row| row.service_name);
    keys.extend(others.map(|other| {
        key(
            other,
            Text,
            "その種類の案内で使う別の名前。",
            "Another name, in notices of that kind.",
        )
    }));
    keys
}

pub(super) fn contact() -> Vec<Key> {
    vec![
        key("for", Text, "何のお問い合わせか。", "What it is for."),
        key("desk", Text, "窓口の名前。", "Who answers."),
        key("person", Text, "担当者。", "The person in charge."),
        key("address", Text, "所在地。", "The address."),
        key(
            "telephone",
            Value::Either(vec![Text, list(Text)]),
            "電話番号。半角で、市外局番から。(代表)や内線を続けられます。いくつかあれば一覧で書きます。",
            "Telephone, half-width, with area code; (代表) or 内線 12 may follow. A list where there are several.",
        ),
        key("fax", Text, "FAX番号。", "FAX number."),
        key("mail", Text, "メールアドレス。", "Mail address."),
        key("hours", Text, "受付時間。", "When somebody answers."),
        key("site", Text, "Webサイトの呼び名。", "What the web site is called."),
        key(
            "url",
            Text,
            "Webサイトのアドレス(https://…)。",
            "The web site's address (https://…).",
        ),
        key(
            "form",
            Text,
            "お問い合わせフォームのアドレス(https://…)。",
            "The address of a form for questions (https://…).",
        ),
        key("note", Text, "添え書き。", "A remark."),
    ]
}

pub(super) fn fax() -> Vec<Key> {
    vec![
        key("to", Mapping("addressee"), "同報FAXの宛先。", "To whom FAX sheets go."),
        key(
            "template",
            templates(),
            "記録が fax を書かないときの、同報FAXのひな形の名前(templates/fax/名前.md)。種類ごとにも書けます。",
            "Template of sheets whose record names none (templates/fax/NAME.md); also by kind.",
        ),
    ]
}

pub(super) fn style() -> Vec<Key> {
    let padded = |name, ja, en| key(name, words(PADS), ja, en);
    vec![
        key("era", words(ERAS), "2021年 / 令和3年。", "2021年 / 令和3年."),
        key(
            "clock",
            words(CLOCKS),
            "時刻: 22:30 / PM10:30 / 22時30分 / 午後10時30分。",
            "Times of day: 22:30 / PM10:30 / 22時30分 / 午後10時30分.",
        ),
        key(
            "zero_minute",
            words(ZERO_MINUTES),
            "漢字の時刻で、00分を書くか: 22時00分 / 22時。",
            "Full hours of the kanji clocks: 22時00分 / 22時.",
        ),
        key(
            "ampm_gap",
            words(GAPS),
            "AM/PMと午前/午後の後ろの空白。",
            "A space behind AM/PM and 午前/午後.",
        ),
        padded("month_pad", "月の桁そろえ: 3 / ␣3 / 03。", "Months: 3 / ␣3 / 03."),
        padded("day_pad", "日の桁そろえ: 3 / ␣3 / 03。", "Days: 3 / ␣3 / 03."),
        padded("hour_pad", "時の桁そろえ: 3 / ␣3 / 03。", "Hours: 3 / ␣3 / 03."),
        padded("minute_pad", "分の桁そろえ: 3 / ␣3 / 03。", "Minutes: 3 / ␣3 / 03."),
        key(
            "range",
            words(RANGES),
            "開始と終了の間に置く記号。",
            "What stands between start and end.",
        ),
        key(
            "range_gap",
            words(GAPS),
            "その記号の前後の空白。",
            "Spaces round that sign.",
        ),
        key(
            "next_day",
            words(NEXT_DAYS),
            "翌日の終了を、「翌」で書くか、日付で書くか。",
            "An end on the next day: by 翌, or with its date.",
        ),
        key(
            "year",
            words(YEARS),
            "年を、すべての日付に付ける / 期間に1回 / 付けない。",
            "The year in every date, once in a range, or never.",
        ),
        key(
            "weekday",
            words(WEEKDAYS),
            "曜日を付けるか: 5月30日(日) / 5月30日。",
            "Weekdays: 5月30日(日) / 5月30日.",
        ),
        key(
            "holidays",
            words(HOLIDAYS),
            "祝日に印を付けるか: 7月20日(月) / 7月20日(月・祝)。",
            "Holidays marked: 7月20日(月) / 7月20日(月・祝).",
        ),
        key(
            "substitute",
            words(SUBSTITUTES),
            "振替休日の印。",
            "The mark of a 振替休日, where holidays are marked.",
        ),
        key(
            "brackets",
            words(BRACKETS),
            "曜日のかっこ: (日) / （日）。",
            "Around weekdays: (日) / （日）.",
        ),
        key(
            "continued",
            Text,
            "次のページへ続くページの下に印刷する言葉。",
            "At the foot of a page that goes on.",
        ),
        key(
            "underline_new",
            words(YES_NO),
            "yes なら、同報FAXで、前の知らせと違うところに下線を引きます。",
            "yes: what is new in a FAX sheet against the one before is underlined.",
        ),
    ]
}

pub(super) fn page() -> Vec<Key> {
    let mut keys = vec![key("title", Text, "ページの題。", "Title of the page.").required()];
    for row in KINDS {
        let section = key(
            row.section,
            Mapping("page_section"),
            "ページの欄。",
            "A section of the page.",
        );
        keys.push(if row.on_every_page { section.required() } else { section });
    }
    keys.push(key("footer", Text, "ページの下の言葉。", "Foot of the page."));
    keys
}

pub(super) fn page_section() -> Vec<Key> {
    vec![
        key("heading", Text, "見出し(障害情報)。", "Its heading.").required(),
        key(
            "empty",
            Text,
            "知らせることがないときの文。",
            "Its sentence while there is nothing to tell.",
        )
        .required(),
        key("archive", Text, "過去の分の見出し。", "Heading of what is past.").required(),
        key(
            "month",
            Text,
            "過去の分で「10月」の後ろに付く言葉(障害)。",
            "Stands after 10月 in the archive.",
        )
        .required(),
        key(
            "empty_month",
            Text,
            "過去の分で、何もなかった月に書く文(障害はありませんでした。)。なければ、その月は載りません。",
            "Its sentence below a month of the archive in which nothing happened; without it such months are left out.",
        ),
        key(
            "scope",
            words(SCOPES),
            "サービスと理由の同じものをまとめて書く(shared)か、予定日時や障害の期間ごとに書く(each)か。",
            "Whether periods with the same services and cause state them once (shared) or each.",
        ),
        style_key(),
    ]
}

pub(super) fn holidays() -> Vec<Key> {
    vec![
        key(
            "years",
            list(Value::Count),
            "この年の祝日は、このファイルだけによります(すべて days に書きます)。",
            "Years whose holidays are those of this file alone: `days` must have them all.",
        ),
        key(
            "days",
            named(Text),
            "日付と祝日の名前(2028-01-10: 成人の日)。",
            "Dates with the names of the holidays.",
        )
        .required(),
    ]
}
