//! Dates and times that cannot be read, in words.

use crate::calendar::When;
use crate::calendar::input::{InputFault, weekday_ja};
use crate::diagnostic::{Diagnostic, Message, Spanned};
use crate::record::codes;
use chrono::Datelike;

/// A notation with the example that shows it.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// What is asked for, in Japanese.
    pub ja: &'static str,
    /// What is asked for, in English.
    pub en: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// It may be less than a moment to the minute.
    pub unsharp: bool,
}

/// A moment.
pub(super) const MOMENT: Form = Form {
    ja: "日時",
    en: "a date and time",
    example: "2021-05-30 22:30",
    unsharp: false,
};
/// A time as far as it is known.
pub(super) const WHEN: Form = Form {
    ja: "日時",
    en: "a date and time",
    example: "2021-05-30 22:30",
    unsharp: true,
};
/// A start and an end in one string.
pub(super) const RANGE: Form = Form {
    ja: "期間",
    en: "a range",
    example: "2025-10-01 12:10 .. 2025-10-01 12:36",
    unsharp: true,
};
/// Times of day.
pub(super) const TIME: Form = Form {
    ja: "時刻",
    en: "times of day",
    example: "22:00 .. 29:00",
    unsharp: false,
};
/// A date.
pub(super) const DATE: Form = Form {
    ja: "日付",
    en: "a date",
    example: "2021-05-30",
    unsharp: false,
};
/// An issue date.
pub(super) const ISSUED: Form = Form {
    ja: "発信日",
    en: "an issue date",
    example: "2021-04-01",
    unsharp: false,
};

/// The fault of a date, time or range that could not be read.
pub(super) fn date_notation(text: &Spanned<String>, fault: &InputFault, form: Form) -> Diagnostic {
    let Form { ja, en, example, .. } = form;
    let typed = &text.value;
    let (unsharp_ja, unsharp_en) = match form.unsharp {
        true => (
            "。はっきりしないときは「2021-05-30 22:30頃」「2021-05-30 早朝」「2021-05-30」「2021-05下旬」「未定」のようにも書けます",
            "; where it is not known as exactly: `2021-05-30 22:30頃`, `2021-05-30 早朝`, `2021-05-30`, `2021-05下旬`, `未定`",
        ),
        false => ("", ""),
    };
    let form_help = Message::new(
        format!("「{example}」の形で書いてください{unsharp_ja}"),
        format!("write it like `{example}`{unsharp_en}"),
    );
    let (code, message, help) = match fault {
        InputFault::Notation => (
            codes::DATE_NOTATION,
            Message::new(
                format!("「{typed}」は{ja}として読めません"),
                format!("`{typed}` cannot be read as {en}"),
            ),
            form_help,
        ),
        InputFault::FullWidth(half) => (
            codes::DATE_NOTATION,
            Message::new(
                format!("{ja}に全角の文字が使われています"),
                format!("{en} has full-width characters"),
            ),
            Message::new(
                format!("半角で「{half}」と書いてください"),
                format!("write it half-width: `{half}`"),
            ),
        ),
        InputFault::Zone => (
            codes::DATE_NOTATION,
            Message::new("日時に時差は書けません", "a date and time has no zone here"),
            Message::new(
                "時差を消してください。日時は publisher.yaml の zone(なければ日本標準時)で読みます",
                "remove the zone; times are those of `zone` in publisher.yaml (Japan, where it is missing)",
            ),
        ),
        InputFault::HalfDay => (
            codes::DATE_NOTATION,
            Message::new("時刻は24時間制で書きます", "times are written on the 24-hour clock"),
            Message::new(
                format!("「{example}」のように書いてください。文書でのAM/PMの表記は style の clock が決めます"),
                format!("write it like `{example}`; `clock` under `style` makes AM/PM of it in documents"),
            ),
        ),
        InputFault::TimeMissing => (
            codes::DATE_NOTATION,
            Message::new("時刻が書かれていません", "the time of day is missing"),
            form_help,
        ),
        InputFault::DateMissing => (
            codes::DATE_NOTATION,
            Message::new("日付が書かれていません", "the date is missing"),
            form_help,
        ),
        InputFault::Backwards => (
            codes::END_BEFORE_START,
            Message::new(
                "終わりの時刻が始まりより後ではありません",
                "the end is not after the start",
            ),
            Message::new(
                "翌日にわたるときは 22:00 .. 29:00 のように、24時を越えて書いてください",
                "past midnight, write hours over 24, like 22:00 .. 29:00",
            ),
        ),
        InputFault::Year(year) => (
            codes::IMPOSSIBLE_DATE,
            Message::new(
                format!("{year}年は書けません"),
                format!("the year {year} is out of range"),
            ),
            Message::new(
                "西暦の年を4桁で確かめてください",
                "write the year of our era with four digits",
            ),
        ),
        InputFault::Month(month) => (
            codes::IMPOSSIBLE_DATE,
            Message::new(format!("{month}月はありません"), format!("there is no month {month}")),
            Message::new("月は1から12までです", "months are 1 to 12"),
        ),
        InputFault::Day { year, month, day, last } => (
            codes::IMPOSSIBLE_DATE,
            Message::new(
                format!("{year}年{month}月{day}日はありません"),
                format!("there is no {year}-{month:02}-{day:02}"),
            ),
            Message::new(
                format!("{year}年{month}月は{last}日までです"),
                format!("{year}-{month:02} has {last} days"),
            ),
        ),
        InputFault::Time { hour, minute } => (
            codes::IMPOSSIBLE_DATE,
            Message::new(
                format!("{hour}時{minute:02}分はありません"),
                format!("there is no time {hour}:{minute:02}"),
            ),
            Message::new(
                "時は0から47まで(24以上は翌日、例: 25:00 は翌日1:00)、分は0から59までです",
                "hours are 0 to 47 (24 and more belong to the next day: 25:00 is 1:00), minutes 0 to 59",
            ),
        ),
        InputFault::Weekday { date, typed } => {
            let (right, wrong) = (weekday_ja(date.weekday()), weekday_ja(*typed));
            let (y, m, d) = (date.year(), date.month(), date.day());
            (
                codes::WEEKDAY,
                Message::new(
                    format!("{y}年{m}月{d}日は({right})です。({wrong})ではありません"),
                    format!("{date} is a {}, not a {typed}", date.weekday()),
                ),
                Message::new(
                    "日付と曜日のどちらが正しいか確かめてください。曜日は書かなくてもかまいません(自動で付きます)",
                    "see which of the two is right; the weekday may be left out, it is computed",
                ),
            )
        }
    };
    code.at(text.span, message, help)
}

/// The fault of an end that does not come after its start.
pub(super) fn end_before_start(start: &Spanned<When>, end: &Spanned<When>) -> Diagnostic {
    let same = start.value.at == end.value.at;
    let (ja, en) = if same {
        ("終了が開始と同じ日時です", "the end is the same moment as the start")
    } else {
        ("終了が開始より前です", "the end comes before the start")
    };
    let next = end.value.at.checked_add_days(chrono::Days::new(1));
    let next = next.filter(|next| !same && end.value.has_clock() && *next > start.value.at);
    let help = if let Some(next) = next {
        Message::new(
            format!(
                "翌日ですか? それなら {} と書いてください",
                next.format("%Y-%m-%d %H:%M")
            ),
            format!("the next day? then write {}", next.format("%Y-%m-%d %H:%M")),
        )
    } else {
        Message::new("開始と終了を確かめてください", "check start and end")
    };
    let fault = codes::END_BEFORE_START.at(end.span, Message::new(ja, en), help);
    if start.span == end.span {
        return fault;
    }
    fault.with_related(start.span, Message::new("開始はここです", "the start"))
}

/// The fault of an end of a stretch that is a day only, where the other has its time of day: mostly forgotten.
pub(super) fn no_time_of_day(end: &Spanned<When>) -> Diagnostic {
    codes::DATE_NOTATION.at(
        end.span,
        Message::new("時刻が書かれていません", "the time of day is missing"),
        Message::new(
            "もう一方には時刻があります。「2021-05-30 22:30」のように時刻まで書いてください(終日なら、開始も終了も日付だけにします)",
            "the other end has one: write it like `2021-05-30 22:30` (where it is whole days, both ends are dates alone)",
        ),
    )
}
