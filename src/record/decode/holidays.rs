//! `notices/holidays.yaml`: holidays that the embedded table does not know, or years of it that do not hold.

use super::date_fault::{Form, date_notation};
use super::fields::Fields;
use super::reader::Reader;
use crate::calendar::holiday::OwnHolidays;
use crate::calendar::input::{self, InputFault};
use crate::diagnostic::{Diagnostic, Message, Spanned};
use crate::record::codes;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

const YEAR: Form = Form {
    range: false,
    ja: "年",
    en: "a year",
    example: "2028",
    unsharp: false,
};
const DAY: Form = Form {
    range: false,
    ja: "日付",
    en: "a date",
    example: "2028-01-10",
    unsharp: false,
};

impl Reader {
    /// What stands under `holidays`.
    pub(super) fn holidays(&mut self, mut fields: Fields<'_>) -> OwnHolidays {
        let f = &mut fields;
        let years = self.names_at(f, "years").unwrap_or_default();
        let years: Vec<Spanned<i32>> = years.iter().filter_map(|typed| self.read(typed, year, YEAR)).collect();
        let days = self.days(f);
        // A year of which no day is read is not judged: its days may be those that could not be read.
        let clean = self.errors() == 0;
        for year in years.iter().filter(|_| clean) {
            if !days.keys().any(|date| date.year() == year.value) {
                self.fault(empty_year(year));
            }
        }
        self.finish(fields);
        OwnHolidays {
            years: years.iter().map(|year| year.value).collect(),
            days,
        }
    }

    /// `days`: dates with names.
    fn days(&mut self, fields: &mut Fields<'_>) -> BTreeMap<NaiveDate, String> {
        let head = fields.key_span("days");
        let days = self.require(fields, "days").and_then(|node| self.fields(node, head));
        let mut found = BTreeMap::new();
        for (typed, node) in days.iter().flat_map(|days| days.entries()) {
            let date = match input::date(&typed.value) {
                Ok(date) => Some(date),
                Err(fault) => {
                    self.fault(date_notation(typed, &fault, DAY));
                    None
                }
            };
            let name = self.scalar(node, typed.span);
            if let (Some(date), Some(name)) = (date, name) {
                found.insert(date, name.value.trim().to_string());
            }
        }
        found
    }
}

/// A year with four digits.
fn year(text: &str) -> Result<i32, InputFault> {
    let first = input::month(&format!("{}-01", text.trim()))?;
    Ok(first.year())
}

/// A year of which the file is to name every holiday, and names none.
fn empty_year(year: &Spanned<i32>) -> Diagnostic {
    let number = year.value;
    codes::YEAR_WITHOUT_HOLIDAYS.at(
        year.span,
        Message::new(
            format!("{number}年の祝日が days に1日もありません"),
            format!("`days` has no day of {number}"),
        ),
        Message::new(
            "years に書いた年の祝日は、振替休日も含めて、すべて days に書いてください",
            "`days` must name every holiday of a year in `years`, substitute days among them",
        ),
    )
}
