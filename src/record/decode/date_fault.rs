//! Dates and times that cannot be read, in words.

use super::wording;
use crate::calendar::When;
use crate::calendar::amend::{self, Amended, Slip};
use crate::calendar::input::{self, InputFault, weekday_ja};
use crate::calendar::when::{End, Hedge};
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
    /// It is a start and an end.
    pub range: bool,
}

/// A moment.
pub(super) const MOMENT: Form = Form {
    ja: "日時",
    en: "a date and time",
    example: "2021-05-30 22:30",
    unsharp: false,
    range: false,
};
/// A time as far as it is known.
pub(super) const WHEN: Form = Form {
    ja: "日時",
    en: "a date and time",
    example: "2021-05-30 22:30",
    unsharp: true,
    range: false,
};
/// A start and an end in one string.
pub(super) const RANGE: Form = Form {
    ja: "期間",
    en: "a range",
    example: "2025-10-01 12:10 .. 2025-10-01 12:36",
    unsharp: true,
    range: true,
};
/// Times of day.
pub(super) const TIME: Form = Form {
    ja: "時刻",
    en: "times of day",
    example: "22:00 .. 29:00",
    unsharp: false,
    range: true,
};
/// A date.
pub(super) const DATE: Form = Form {
    ja: "日付",
    en: "a date",
    example: "2021-05-30",
    unsharp: false,
    range: false,
};
/// An issue date.
pub(super) const ISSUED: Form = Form {
    ja: "発信日",
    en: "an issue date",
    example: "2021-04-01",
    unsharp: false,
    range: false,
};
/// From when on a letter stands on the web.
pub(super) const PUBLISH: Form = Form {
    ja: "公開の日時",
    en: "a date, or a date and time",
    example: "2021-04-01 09:00",
    unsharp: false,
    range: false,
};

impl Form {
    /// How it is written.
    fn help(self) -> Message {
        let Form { example, .. } = self;
        let (unsharp_ja, unsharp_en) = match self.unsharp {
            true => (
                "。はっきりしないときは「2021-05-30 22:30頃」「2021-05-30 早朝」「2021-05-30」「2021-05下旬」「未定」のようにも書けます",
                "; where it is not known as exactly: `2021-05-30 22:30頃`, `2021-05-30 早朝`, `2021-05-30`, `2021-05下旬`, `未定`",
            ),
            false => ("", ""),
        };
        Message::new(
            format!("「{example}」の形で書いてください{unsharp_ja}"),
            format!("write it like `{example}`{unsharp_en}"),
        )
    }
}

/// How a date, a time or a range is read, for its fault alone.
pub(super) type Reads<'r> = &'r dyn Fn(&str) -> Option<InputFault>;

/// The fault of a date, time or range that could not be read; `reads` tries another writing of it.
pub(super) fn unreadable(text: &Spanned<String>, fault: &InputFault, form: Form, reads: Reads<'_>) -> Diagnostic {
    let unclear = matches!(
        fault,
        InputFault::Notation | InputFault::HalfDay | InputFault::Zone | InputFault::FullWidth(_)
    );
    let amended = unclear.then(|| amend::amend(&text.value));
    amended
        .and_then(|amended| rewritten(text, fault, &amended, form, reads))
        .unwrap_or_else(|| date_notation(text, fault, form))
}

/// The fault of a time whose right writing can be shown, or of which the part that cannot be read is known.
fn rewritten(
    text: &Spanned<String>,
    fault_of_all: &InputFault,
    amended: &Amended,
    form: Form,
    reads: Reads<'_>,
) -> Option<Diagnostic> {
    let typed = &text.value;
    let (what_ja, what_en) = wrong(&amended.slips, form);
    let fault = |ja: String, en: String, help_ja: String, help_en: String| {
        Some(codes::DATE_NOTATION.at(text.span, Message::new(ja, en), Message::new(help_ja, help_en)))
    };
    if amended.slips.contains(&Slip::Year) {
        let first = amended.start.split([' ', '(', '（']).next().unwrap_or_default();
        let digits = first.matches(['-', '/']).count() != 2 || first.len() > 8;
        let (ja, en) = match digits {
            true => ("年が書かれていません", "the year is missing"),
            false => ("年が4桁ではありません", "the year has not four digits"),
        };
        return fault(
            ja.into(),
            en.into(),
            format!("西暦の年を4桁で、「{}」の形で書いてください", form.example),
            format!("write the year with four digits, like `{}`", form.example),
        );
    }
    let whole = amended.text();
    let not_read = || {
        (
            format!("「{typed}」は{}として読めません", form.ja) + &what_ja,
            format!("`{typed}` cannot be read as {}", form.en) + &what_en,
        )
    };
    if whole != *typed && !amended.slips.is_empty() {
        match reads(&whole) {
            None => {
                let (ja, en) = not_read();
                return fault(
                    ja,
                    en,
                    format!("「{whole}」と書いてください"),
                    format!("write `{whole}`"),
                );
            }
            // Written right, it still lacks a date, or names a day that does not exist.
            Some(InputFault::Notation) => {}
            Some(other) => {
                let right = Spanned::new(whole, text.span);
                return Some(date_notation(&right, &other, form));
            }
        }
    }
    // A range where one of its ends is asked for.
    let joint = amended.end.is_some() || whole.contains("..");
    if joint && input::range(&whole).is_ok() {
        let (start, end) = whole.split_once("..")?;
        let (start, end) = (start.trim(), end.trim());
        if end.is_empty() && reads(start).is_none() {
            let (ja, en) = not_read();
            return fault(
                ja,
                en,
                format!("「{start}」と書いてください"),
                format!("write `{start}`"),
            );
        }
        let day = start.split(' ').next().unwrap_or_default();
        let end = match end.contains(['-', '/']) {
            true => end.to_string(),
            false => format!("{day} {end}"),
        };
        let (help_ja, help_en) = match form.unsharp {
            true => (
                format!(
                    "「start: {start}」と「end: {end}」に分けるか、start と end の代わりに「{whole}」とだけ書いてください"
                ),
                format!("write `start: {start}` and `end: {end}`, or the one text `{whole}` in place of both keys"),
            ),
            false => (
                format!("1つの{}だけを書いてください(例: {start})", form.ja),
                format!("write one time alone, as in {start}"),
            ),
        };
        return fault(
            format!("「{typed}」には開始と終了の2つの{}があります", form.ja),
            format!("`{typed}` holds two times, a start and an end"),
            help_ja,
            help_en,
        );
    }
    if form.range && !joint && input::when(&whole, End::Start).is_ok() {
        return fault(
            format!("「{whole}」には終わりがありません"),
            format!("`{whole}` has no end"),
            format!("「{whole} .. 終わりの日時」と書いてください。まだ続いていれば「{whole} ..」と、終わりを空けます"),
            format!("write `{whole} .. END`; while it goes on, leave the end open: `{whole} ..`"),
        );
    }
    // 午後12時 is told for itself.
    if amended.slips.is_empty() && *fault_of_all != InputFault::Notation {
        return None;
    }
    let start = &amended.start;
    let (read, rest) = readable(start, reads)?;
    // Half a time of day is not a word behind a day.
    let word = !rest.starts_with(|c: char| c.is_ascii_digit() || c == ':');
    let hedges = Hedge::words().filter(|hedge| reads(&format!("{read}{hedge}")).is_none());
    let planned = reads(&format!("{read}(予定)")).is_none();
    let (words_ja, words_en) = wording::words(hedges.chain(planned.then_some("(予定)")));
    let (words_ja, words_en) = match planned {
        true => (
            format!("。後ろに書ける語: {words_ja}"),
            format!("; words that may stand behind it: {words_en}"),
        ),
        false => (String::new(), String::new()),
    };
    let Message {
        ja: form_ja,
        en: form_en,
    } = form.help();
    let (help_ja, help_en) = match word && read.contains(':') && !read.ends_with("..") {
        true => (
            format!("「{read}」とだけ書いてください{words_ja}。そのほかのことは text や note に書きます"),
            format!("write `{read}` alone{words_en}; what else there is to say goes under `text` or `note`"),
        ),
        false => (form_ja, form_en),
    };
    fault(
        format!("「{read}」の後ろの「{rest}」が読めません"),
        format!("`{rest}` behind `{read}` cannot be read"),
        help_ja,
        help_en,
    )
}

/// The longest beginning of `text` that can be read, and the rest; no word is cut in two.
fn readable<'t>(text: &'t str, reads: Reads<'_>) -> Option<(&'t str, &'t str)> {
    let ideograph = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{3041}'..='\u{30FF}');
    let parts = text.char_indices().rev().filter(|(at, _)| *at > 0);
    let parts = parts.map(|(at, next)| (text[..at].trim_end(), text[at..].trim_start(), next));
    let mut read = parts.filter(|(part, rest, next)| {
        let inside = part.ends_with(ideograph) && ideograph(*next)
            || part.ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit();
        !inside && !rest.is_empty() && reads(part).is_none()
    });
    read.next().map(|(part, rest, _)| (part, rest))
}

/// What keeps a time from being read, in brackets.
fn wrong(slips: &[Slip], form: Form) -> (String, String) {
    let words = |slip: &Slip| match slip {
        Slip::FullWidth => Some(("全角の文字があります", "it has full-width characters")),
        Slip::Date => Some(("日付は「2026-12-13」の形です", "a date is written like 2026-12-13")),
        Slip::Clock => Some(("時刻は「15:00」の形です", "a time of day is written like 15:00")),
        Slip::HalfDay => Some(("時刻は24時間制で書きます", "times are written on the 24-hour clock")),
        Slip::Zone => Some((
            "時差は書けません。publisher.yaml の zone で読みます",
            "there is no zone here; times are those of `zone` in publisher.yaml",
        )),
        Slip::Range if form.range => Some(("開始と終了の間は「..」です", "start and end are parted by `..`")),
        Slip::NextDay => Some((
            "翌日は日付か、24を足した時刻で書きます",
            "the next day is written as its date, or by hours over 24",
        )),
        Slip::Hedge => Some(("日時の後ろの語が違います", "the word behind the time is another")),
        Slip::Range | Slip::Year => None,
    };
    let found: Vec<_> = slips.iter().filter_map(words).collect();
    if found.is_empty() {
        return (String::new(), String::new());
    }
    let ja: Vec<&str> = found.iter().map(|(ja, _)| *ja).collect();
    let en: Vec<&str> = found.iter().map(|(_, en)| *en).collect();
    (format!("({})", ja.join("、")), format!(" ({})", en.join("; ")))
}

/// The fault of a date, time or range in the words of its kind.
pub(super) fn date_notation(text: &Spanned<String>, fault: &InputFault, form: Form) -> Diagnostic {
    let Form { ja, en, example, .. } = form;
    let typed = &text.value;
    let form_help = form.help();
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
            // 午後12時 is read as noon by some, as midnight by others.
            if typed.contains("12") {
                Message::new(
                    "正午は「12:00」、夜中の12時は翌日の「0:00」(終わりなら、その日の「24:00」でも)と書いてください",
                    "write noon as `12:00`, midnight as `0:00` of the day that begins (or, at an end, `24:00` of the day that ends)",
                )
            } else {
                Message::new(
                    format!("「{example}」のように書いてください。文書でのAM/PMの表記は style の clock が決めます"),
                    format!("write it like `{example}`; `clock` under `style` makes AM/PM of it in documents"),
                )
            },
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
