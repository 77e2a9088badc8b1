//! What is typed beside dates, and what is not known of them: holidays.

use super::folder::Folder;
use super::passages::{self, Finder, Passage};
use crate::calendar::holiday::{Holidays, Kind, Mark, published_years};
use crate::calendar::printed::{self, Day, Moment, Point, Printed};
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Spanned};
use crate::record::schema::{HolidayMarks, Record, StyleRecord};
use chrono::{Datelike, Days, NaiveDate};

/// The days that `text` tells with their years, and the bytes of what tells each.
fn days(text: &str) -> Vec<(Day, std::ops::Range<usize>)> {
    // A date without a year is of no year that could be looked up.
    let found = printed::read(text, 2000).into_iter().flat_map(|found| {
        let days = match found.printed {
            Printed::Date(day) | Printed::Moment(Moment { day, .. }) => vec![day],
            Printed::Range { start, end } => [start, end].iter().filter_map(Point::day).copied().collect(),
            Printed::Month(_) | Printed::Time(_) | Printed::Impossible => Vec::new(),
        };
        let span = found.span;
        days.into_iter().map(move |day| (day, span.clone()))
    });
    found.filter(|(day, _)| day.said && day.year_said).collect()
}

/// A day that is marked as a holiday is one: 祝, 休 and 振休 beside a date, in a text or where a record types its times.
pub(super) fn holiday_mark(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let Some(publisher) = folder.publisher else {
        return Vec::new();
    };
    let holidays = &publisher.value.holidays;
    let mut typed: Vec<Passage> = passages::texts(&publisher.value.said).collect();
    for record in folder.records() {
        typed.extend(&record.dates);
        typed.extend(passages::texts(&record.said));
    }
    let mut faults = Vec::new();
    for passage in typed {
        let place = Finder::new(folder.sources, passage);
        for (day, at) in days(&passages::prose(&passage.value)) {
            let Some(mark) = day.holiday else { continue };
            let help = match holidays.kind(day.date) {
                None if !holidays.knows(day.date.year()) => continue,
                Some(kind) if mark.fits(kind) => continue,
                Some(kind) => other_kind(day.date, kind),
                None => nearest(holidays, day.date),
            };
            faults.push(code.at(place.span(at.start, at.len()), no_holiday(day.date, mark), help));
        }
    }
    faults
}

fn no_holiday(date: NaiveDate, mark: Mark) -> Message {
    let (ja, en) = match mark {
        Mark::Substitute => ("振替休日", "a substitute holiday (振替休日)"),
        Mark::Named | Mark::Rest => ("祝日・休日", "a holiday"),
    };
    Message::new(
        format!("{}は{ja}ではありません", in_words(date)),
        format!("{date} is not {en}"),
    )
}

fn in_words(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn other_kind(date: NaiveDate, kind: Kind) -> Message {
    let word = match kind {
        Kind::Named => "祝",
        Kind::Substitute | Kind::Between => "休",
    };
    Message::new(
        format!("{}は({word})です", in_words(date)),
        format!("{date} is marked {word}"),
    )
}

/// The holiday that may have been meant: the nearest, within a week.
fn nearest(holidays: &Holidays, date: NaiveDate) -> Message {
    let near = (1..=7).flat_map(|days| {
        let days = Days::new(days);
        [date.checked_sub_days(days), date.checked_add_days(days)]
    });
    let found = near.flatten().find_map(|near| Some((near, holidays.name(near)?)));
    match found {
        Some((near, name)) => Message::new(
            format!(
                "近くの祝日は {}({name})です。日付と祝日の印のどちらが正しいか確かめてください。印は書かなくてもかまいません",
                in_words(near)
            ),
            format!(
                "the holiday near it is {near} ({name}); see which of date and mark is right; the mark may be left out"
            ),
        ),
        None => Message::new(
            "祝日の印を消すか、日付を確かめてください。法律で動いた祝日は notices/holidays.yaml に書けます",
            "remove the mark, or see to the date; a holiday that an act has moved can be named in notices/holidays.yaml",
        ),
    }
}

/// Where holidays are to be marked, it is known which days are holidays. Told once for a publisher, at the first such date.
pub(super) fn holidays_unknown(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let Some(publisher) = folder.publisher.map(|draft| &draft.value) else {
        return Vec::new();
    };
    let marks = |style: &StyleRecord| style.holidays.as_ref().map(|marks| marks.value == HolidayMarks::Mark);
    let house = marks(&publisher.style).unwrap_or(false);
    let sections = publisher.page.iter().flat_map(|page| &page.sections);
    let on_page: Vec<_> = sections
        .filter(|(_, section)| marks(&section.style).unwrap_or(house))
        .map(|(kind, _)| *kind)
        .collect();
    let marked =
        |record: &&Record| record.style.as_deref().and_then(marks).unwrap_or(house) || on_page.contains(&record.kind);
    // The day of issue is printed without its weekday.
    let issued = |record: &Record, typed: &Spanned<String>| {
        record.issued.as_ref().is_some_and(|issued| issued.span == typed.span)
    };
    let unknown = |date: &NaiveDate| !publisher.holidays.knows(date.year()) && publisher.holidays.name(*date).is_none();
    let first = folder.records().filter(marked).find_map(|record| {
        let mut printed = record.dates.iter().filter(|typed| !issued(record, typed));
        printed.find_map(|typed| {
            let days = days(&typed.value);
            let (day, _) = days.iter().find(|(day, _)| unknown(&day.date))?;
            Some((typed.span, day.date.year()))
        })
    });
    let told = |(span, year): (_, i32)| {
        let (first, last) = published_years().unwrap_or_default();
        code.at(
            span,
            Message::new(
                format!("{year}年の祝日はまだ分かりません。この年の日付には祝日の印が付きません"),
                format!("the holidays of {year} are not known; its dates are printed without marks"),
            ),
            Message::new(
                format!(
                    "組み込みの表は{first}年から{last}年までです。官報で公表された祝日を notices/holidays.yaml に書くか、style の holidays を none にしてください"
                ),
                format!(
                    "the built-in table has the years {first} to {last}: name the published holidays in notices/holidays.yaml, or set `holidays: none` under `style`"
                ),
            ),
        )
    };
    first.map(told).into_iter().collect()
}
