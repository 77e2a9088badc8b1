//! The keys of a record.

use super::details::{apology_key, details, labels_key, phrases_key};
use super::letters::{changes_key, letters_key, publish_key, refers_key};
use super::publisher::{
    addressee_key, contact_key, contacts_key, documents_key, extra_key, opening_key, senders, style_key,
};
use super::row::{Key, Value, key, list, named, words};
use crate::record::decode::impact::{IMPACTS, PER};
use crate::record::decode::record::ANNOUNCE;
use crate::record::decode::recurring::SHOW;
use crate::record::decode::style::YES_NO;
use crate::record::decode::table::ALIGN;
use crate::record::event::Event;
use crate::record::kind::{KINDS, KindRow};
use Value::{Id, Mapping, Moment, Switch, Text};

/// Planned work, with reserves and an end for every window.
fn planned(kind: &KindRow) -> bool {
    kind.planned
}

fn work(kind: &KindRow) -> bool {
    kind.planned && !kind.whole
}

fn befalls(kind: &KindRow) -> bool {
    !kind.planned
}

fn by_window(kind: &KindRow) -> bool {
    !kind.whole
}

fn whole(kind: &KindRow) -> bool {
    kind.whole
}

pub(super) fn record() -> Vec<Key> {
    let mut keys = vec![
        key(
            "id",
            Id,
            "記録の呼び名。同じ発行者の中で重ならないもの。out/ の下のフォルダーの名前になります。",
            "Unique within the publisher; names the folder under out/.",
        )
        .required(),
        key("title", Text, "件名。", "The subject of letter and sheets."),
        key(
            "issued",
            Moment,
            "発信日。2021-04 なら「4月吉日」。書かなければ案内状は作りません。",
            "Day of issue; 2021-04 prints 4月吉日. Without it there is no letter.",
        ),
        publish_key(),
        key("number", Text, "文書番号。", "Document number."),
        key(
            "letter",
            Id,
            "案内状のひな形の名前(templates/letter/名前.md)。",
            "Name of the letter's template (templates/letter/NAME.md).",
        ),
        letters_key(),
        key(
            "fax",
            Id,
            "同報FAXのひな形の名前(templates/fax/名前.md)。",
            "Name of the sheets' template (templates/fax/NAME.md).",
        ),
        extra_key(),
        documents_key(),
        key(
            "work",
            Text,
            "作業や、起きたことの呼び方(メンテナンス、断水、漏水)。",
            "What the work is called, or what happened.",
        ),
        key("purpose", Text, "目的。", "Purpose."),
        cause("影響事由。", "The cause."),
        services(
            "影響のあるサービスの、publisher.yaml のキー。",
            "Affected services, by their keys in publisher.yaml.",
        ),
        key(
            "senders",
            senders(),
            "発信者。発行者のものの代わりになります。",
            "Who signs, in the publisher's place.",
        ),
        addressee_key(),
        contact_key(),
        contacts_key(),
        style_key(),
        opening_key(),
        refers_key(),
        changes_key(),
        phrases_key(),
        labels_key(),
        key(
            "lead",
            Text,
            "案内状の書き出し。ひな形の決まった文の代わりになります(Markdown)。",
            "The letter's first sentences, in place of the template's, Markdown.",
        ),
        apology_key(),
        announce(),
        key(
            "text",
            Text,
            "お知らせの本文(Markdown)。",
            "What the announcement says, Markdown.",
        )
        .only_where(whole),
        key(
            "display",
            Value::Either(vec![Moment, Mapping("display")]),
            "稼働状況ページに載せる期間。書かなければ、発信日から最後の予定日時の終わりまで。",
            "From when until when the status page shows it; else from its issue to the end of its last date.",
        )
        .only_where(whole),
    ];
    keys.extend(details(|_| true));
    for row in KINDS {
        let one_of = list(Value::Either(vec![Moment, Mapping("window")]));
        let windows = key(
            row.windows,
            one_of,
            "予定日時。開始と終了だけなら「2021-05-30 22:30 .. 23:00」と1行でも書けます。",
            "When; nothing but start and end may be one text, 2021-05-30 22:30 .. 23:00.",
        );
        keys.push(
            windows
                .required_where(|kind| !kind.whole)
                .only_where(|kind| kind.windows == row.windows),
        );
    }
    keys.extend([
        key(
            "texts",
            named(Text),
            "ひな形が名前で呼び出す文章(Markdown)。",
            "Passages that the template asks for by name, Markdown.",
        ),
        key(
            "sections",
            list(Mapping("section")),
            "追加する、番号つきの節。",
            "Further numbered sections.",
        ),
        key("tables", named(Mapping("table")), "表。", "Tables."),
        key(
            "notes",
            named(Text),
            "注(Markdown)。文章の [^名前] に付きます。",
            "Notes, Markdown, marked in a text by [^NAME].",
        ),
        key("appendices", list(Mapping("appendix")), "別紙。", "Appendices."),
        key(
            "log",
            Value::Waiting(Box::new(Mapping("entry"))),
            "起きたこと。時刻の古い順に書き足します。",
            "What happened, in order of time.",
        ),
        key(
            "timeline",
            list(Mapping("happening")),
            "起きたことのうち、知らせ(log)にはしなかったこと。経緯に、log と合わせて時刻の順に書かれます。",
            "What happened and was never reported: told among the log where the course of the event is told.",
        ),
    ]);
    keys
}

fn cause(ja: &'static str, en: &'static str) -> Key {
    key("cause", Text, ja, en)
}

fn services(ja: &'static str, en: &'static str) -> Key {
    key("services", list(Text), ja, en)
}

fn announce() -> Key {
    key(
        "announce",
        words(ANNOUNCE),
        "fax なら、log の1行ごとに同報FAXを出します。",
        "fax: every entry of the log goes out by FAX.",
    )
}

fn impact_key(ja: &'static str, en: &'static str) -> Key {
    key("impact", Value::Either(vec![Text, Mapping("impact")]), ja, en)
}

pub(super) fn window() -> Vec<Key> {
    let mut keys = vec![
        key(
            "start",
            Moment,
            "開始(2021-05-30 22:30)。every がなければ必要です。",
            "Start, like 2021-05-30 22:30; needed where there is no `every`.",
        ),
        key(
            "end",
            Moment,
            "終了。まだ終わっていない障害には書きません。",
            "End; left out while an incident goes on, and where the start names whole days or months.",
        ),
        key(
            "every",
            Text,
            "繰り返し(毎日、平日、毎週月曜、毎月第3日曜、毎月25日、毎月末日)。start と end の代わりに書きます。",
            "What comes again, in place of `start` and `end`: 毎日, 平日, 毎週月曜, 毎月第3日曜, 毎月25日, 毎月末日.",
        )
        .only_where(planned),
        key(
            "time",
            Text,
            "繰り返しの時刻(22:00 .. 29:00)。なければ終日。",
            "Its times of day, like 22:00 .. 29:00; whole days where it is missing.",
        )
        .only_where(planned),
        key("from", Text, "繰り返しの最初の日。", "The first day it can fall on.").only_where(planned),
        key("to", Text, "繰り返しの最後の日。", "The last day it can fall on.").only_where(planned),
        key(
            "except",
            list(Text),
            "繰り返しから除く日。",
            "Days it does not fall on.",
        )
        .only_where(planned),
        key("extra", list(Text), "繰り返しに加える日。", "Days it falls on besides.").only_where(planned),
        key(
            "show",
            words(SHOW),
            "rule なら「毎月第3日曜」、dates なら日付をすべて印刷します。",
            "Printed as its rule, or as all its dates.",
        )
        .only_where(planned),
        key(
            "name",
            Text,
            "予定日時の呼び名(1回目、窓口の休業)。",
            "What it is called among the others.",
        ),
        key(
            "affected",
            list(Value::Either(vec![Moment, Mapping("range")])),
            "予定日時のうち、実際にサービスが使えない時間帯。",
            "When, within it, its services are really out of use.",
        ),
        services(
            "この予定日時のサービス。",
            "Services of this window, in place of the record's.",
        ),
        cause(
            "この予定日時の影響事由。",
            "Cause of this window, in place of the record's.",
        ),
        impact_key("サービスへの影響。", "What it does to the services."),
        announce().only_where(work),
        key(
            "reserve",
            list(Value::Either(vec![Moment, Mapping("range")])),
            "予備日時。",
            "Reserve windows.",
        )
        .only_where(work),
        key(
            "table",
            Text,
            "使えないものを示す表の名前。",
            "The table that tells what is out of use.",
        ),
        key(
            "mark",
            Text,
            "日時の前に【 】で付ける言葉(追加)。",
            "Stands in 【】 before its date.",
        ),
    ];
    keys.extend(details(|row| row.of_window));
    keys
}

pub(super) fn range() -> Vec<Key> {
    vec![
        key("start", Moment, "開始。", "Start.").required(),
        key("end", Moment, "終了。", "End.").required(),
    ]
}

pub(super) fn impact() -> Vec<Key> {
    vec![
        key(
            "kind",
            words(IMPACTS),
            "瞬断 / 停止 / 遅延・一部制限 / 影響なし。text があれば省けます。",
            "Interruption, outage, degradation or none; may be left out beside a text.",
        ),
        key(
            "count",
            Value::Count,
            "回数(2、2~4、約2、1回以上、数回程度)。",
            "How many times (2, 2~4, 約2, 1回以上, 数回程度).",
        ),
        key(
            "duration",
            Value::Count,
            "時間の長さ(30m、1h30m、2~3秒、約15分、最大1h、10分以内、15分程度、数分、半日程度)。",
            "How long (30m, 1h30m, 2~3秒, 約15分, 最大1h, 10分以内, 15分程度, 数分, 半日程度).",
        ),
        key(
            "per",
            words(PER),
            "duration が1回ごと(each)か、合わせて(total)か。count と duration のあるとき。",
            "Whether the duration is of each stop or of all together; beside count and duration.",
        ),
        key(
            "possible",
            words(YES_NO),
            "yes なら、起きるかどうか分からない影響(…する場合があります)。",
            "yes: it may happen or not.",
        ),
        key(
            "text",
            Text,
            "自分の言葉で書く説明。impact にこれだけを書くこともできます。",
            "In your own words; may stand for the whole impact.",
        ),
    ]
}

pub(super) fn section() -> Vec<Key> {
    vec![key("heading", Text, "見出し。", "Its heading.").required(), body()]
}

fn body() -> Key {
    key("body", Text, "本文(Markdown)。", "Its text, Markdown.").required()
}

pub(super) fn appendix() -> Vec<Key> {
    vec![
        key("title", Text, "別紙の題。", "Its title.").required(),
        body(),
        key("landscape", Switch, "ページを横向きにします。", "Turns the page."),
    ]
}

pub(super) fn table() -> Vec<Key> {
    vec![
        key("columns", list(Mapping("column")), "列。", "Columns.").required(),
        key(
            "rows",
            list(Mapping("row")),
            "行。列の key ごとにセルを書きます。",
            "Rows, with a cell for each column's key.",
        )
        .required(),
    ]
}

pub(super) fn column() -> Vec<Key> {
    vec![
        key(
            "key",
            Text,
            "行から列を呼ぶための名前。",
            "By which rows name the column.",
        ),
        key("heading", Text, "見出し。", "Its heading."),
        key(
            "align",
            words(ALIGN),
            "セルのそろえ方: 行の頭、中央、行の末(数の列)。",
            "Cells at the start of the line, centred, or at its end (columns of numbers).",
        ),
        key(
            "columns",
            list(Mapping("column")),
            "この見出しの下の列(key の代わり)。",
            "Columns below this heading, in place of a key.",
        ),
    ]
}

pub(super) fn row() -> Vec<Key> {
    vec![
        key(
            "new_page",
            Switch,
            "紙では、ここから新しいページにします。",
            "On paper, begins a new page.",
        ),
        key(
            "rows",
            list(Mapping("row")),
            "この行のセルがまたがる行。",
            "Rows below, which share this row's cells.",
        ),
    ]
}

pub(super) fn entry() -> Vec<Key> {
    let mut keys = vec![
        key("at", Moment, "いつ。", "When.").required(),
        key(
            "event",
            Value::WordsOf(|kind| Event::of(kind).map(Event::word).collect()),
            "何があったか。",
            "What happened.",
        )
        .required(),
        key(
            "window",
            Value::Ordinal,
            "どの予定日時のことか(上から何番目)。1つだけなら書きません。",
            "Which window or period, from 1; may be left out where there is only one.",
        )
        .only_where(by_window),
        key("text", Text, "書き添えること(Markdown)。", "What to add, Markdown."),
        key(
            "errata",
            list(Mapping("erratum")),
            "corrected で: 誤りと、正しいこと。",
            "With corrected: what was wrong, and what is right.",
        ),
        cause(
            "この時刻から分かっている影響事由。作業の延長・中断・延期・中止では、その理由。",
            "The cause as known from now on; of work put off or called off, the reason.",
        ),
        impact_key("この時刻から分かっている影響。", "The impact as known from now on.").only_where(by_window),
        key(
            "start",
            Moment,
            "changed、postponed、aborted で: 新しい日程の開始。",
            "With changed, postponed, aborted: start of the new day.",
        )
        .only_where(work),
        key("end", Moment, "その終了。", "Its end.").only_where(work),
        key("until", Moment, "新しい終了予定。", "The end now expected.").only_where(by_window),
        services(
            "restored で: 復旧したサービス。",
            "With restored: the services that are back.",
        )
        .only_where(befalls),
        key(
            "areas",
            list(Text),
            "restored で: 復旧した地域。",
            "With restored: the areas that are back.",
        )
        .only_where(befalls),
        key("next", Moment, "次の報告の予定。", "When the next report comes.").only_where(by_window),
        key(
            "as_of",
            Moment,
            "いつの状況か(…現在)。at より前の時刻のとき。",
            "The time of which the report speaks, where it is before `at`.",
        )
        .only_where(by_window),
        key(
            "lead",
            Text,
            "同報FAXの書き出し。ひな形の決まった文の代わりになります(Markdown)。",
            "The sheet's first sentence, in place of the template's, Markdown.",
        ),
        apology_key(),
    ];
    keys.extend(details(|row| row.of_entry));
    keys
}

pub(super) fn happening() -> Vec<Key> {
    vec![
        key("at", Moment, "いつ。", "When.").required(),
        key("text", Text, "何があったか(Markdown)。", "What happened, Markdown.").required(),
        key(
            "told",
            Moment,
            "いつから文書に書くか。書かなければ、起きた時から。",
            "From when on documents tell it; without, from when it happened on.",
        ),
    ]
}

pub(super) fn erratum() -> Vec<Key> {
    vec![
        key(
            "where",
            Text,
            "誤りのあった箇所(2枚目の復旧日時)。",
            "Where in the document, in words.",
        ),
        key("wrong", Text, "誤。", "What was wrong.").required(),
        key("right", Text, "正。", "What is right.").required(),
    ]
}

pub(super) fn display() -> Vec<Key> {
    vec![
        key("from", Moment, "載せ始め。", "From when on."),
        key("until", Moment, "載せ終わり。", "Until when."),
    ]
}
