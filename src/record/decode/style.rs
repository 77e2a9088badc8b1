//! `style:` of a publisher, of a section of its page, of a record.

use super::fields::Fields;
use super::reader::Reader;
use crate::record::schema::{
    Brackets, Clock, Era, Gap, HolidayMarks, NextDay, Pad, RangeMark, StyleRecord, SubstituteMark, WeekdayShown, Year,
    ZeroMinute,
};

pub(in crate::record) const ERAS: &[(&str, Era)] = &[("western", Era::Western), ("wareki", Era::Wareki)];
pub(in crate::record) const CLOCKS: &[(&str, Clock)] = &[
    ("24h", Clock::H24),
    ("ampm", Clock::AmPm),
    ("kanji", Clock::Kanji),
    ("kanji12", Clock::Kanji12),
];
pub(in crate::record) const ZERO_MINUTES: &[(&str, ZeroMinute)] =
    &[("always", ZeroMinute::Always), ("never", ZeroMinute::Never)];
pub(in crate::record) const GAPS: &[(&str, Gap)] = &[("none", Gap::None), ("space", Gap::Space)];
pub(in crate::record) const PADS: &[(&str, Pad)] = &[("none", Pad::None), ("space", Pad::Space), ("zero", Pad::Zero)];
pub(in crate::record) const RANGES: &[(&str, RangeMark)] = &[
    ("~", RangeMark::Tilde),
    ("〜", RangeMark::Wave),
    ("～", RangeMark::FullTilde),
    ("–", RangeMark::Dash),
    ("から", RangeMark::Words),
];
pub(in crate::record) const NEXT_DAYS: &[(&str, NextDay)] = &[("word", NextDay::Word), ("date", NextDay::Date)];
pub(in crate::record) const WEEKDAYS: &[(&str, WeekdayShown)] =
    &[("always", WeekdayShown::Always), ("never", WeekdayShown::Never)];
pub(in crate::record) const YEARS: &[(&str, Year)] =
    &[("always", Year::Always), ("first", Year::First), ("never", Year::Never)];
pub(in crate::record) const HOLIDAYS: &[(&str, HolidayMarks)] =
    &[("none", HolidayMarks::None), ("mark", HolidayMarks::Mark)];
pub(in crate::record) const SUBSTITUTES: &[(&str, SubstituteMark)] = &[
    ("休", SubstituteMark::Rest),
    ("振休", SubstituteMark::Substitute),
    ("祝", SubstituteMark::Named),
];
pub(in crate::record) const BRACKETS: &[(&str, Brackets)] = &[("half", Brackets::Half), ("full", Brackets::Full)];
pub(in crate::record) const YES_NO: &[(&str, bool)] = &[("yes", true), ("no", false)];

impl Reader {
    /// The settings under `style`; an empty style where there is none.
    pub(super) fn style_at(&mut self, fields: &mut Fields<'_>) -> StyleRecord {
        let head = fields.key_span("style");
        let Some(node) = fields.take("style") else {
            return StyleRecord::default();
        };
        self.under("style", |r| {
            let Some(mut fields) = r.fields(node, head) else {
                return StyleRecord::default();
            };
            let f = &mut fields;
            let style = StyleRecord {
                era: r.word_at(f, "era", ERAS),
                clock: r.word_at(f, "clock", CLOCKS),
                zero_minute: r.word_at(f, "zero_minute", ZERO_MINUTES),
                ampm_gap: r.word_at(f, "ampm_gap", GAPS),
                month_pad: r.word_at(f, "month_pad", PADS),
                day_pad: r.word_at(f, "day_pad", PADS),
                hour_pad: r.word_at(f, "hour_pad", PADS),
                minute_pad: r.word_at(f, "minute_pad", PADS),
                range: r.word_at(f, "range", RANGES),
                range_gap: r.word_at(f, "range_gap", GAPS),
                next_day: r.word_at(f, "next_day", NEXT_DAYS),
                year: r.word_at(f, "year", YEARS),
                weekday: r.word_at(f, "weekday", WEEKDAYS),
                holidays: r.word_at(f, "holidays", HOLIDAYS),
                substitute: r.word_at(f, "substitute", SUBSTITUTES),
                brackets: r.word_at(f, "brackets", BRACKETS),
                continued: r.kept(|r| r.text_at(f, "continued")),
                underline_new: r.word_at(f, "underline_new", YES_NO),
            };
            r.finish(fields);
            style
        })
    }
}
