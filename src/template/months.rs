//! The months of an archive in which nothing happened, and when the next such month is over.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// A month, counted from the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(i32);

impl Month {
    /// The month of `date`.
    pub(super) fn of(date: NaiveDate) -> Self {
        Month(date.year() * 12 + date.month0().cast_signed())
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<NaiveDate> {
        let month = self.0.rem_euclid(12).cast_unsigned() + 1;
        NaiveDate::from_ymd_opt(self.0.div_euclid(12), month, 1)
    }

    /// The moment it is over.
    fn over(self) -> Option<NaiveDateTime> {
        Some(Month(self.0 + 1).first()?.and_time(NaiveTime::MIN))
    }
}

/// From when to when an entry goes on; without an end where none is known.
pub(super) type Span = (NaiveDateTime, Option<NaiveDateTime>);

/// The months since the first of an archive that passed without any of its entries.
pub(super) struct Empty {
    /// Those that are over: of the month that is not, nothing can be said yet.
    pub(super) months: Vec<Month>,
    /// When the last of them was over.
    pub(super) last: Option<NaiveDateTime>,
    /// When the next is, as far as is known.
    pub(super) next: Option<NaiveDateTime>,
}

impl Empty {
    /// Of an archive that begins with `first`, at `moment`, where `entries` are all that is told, past or not.
    pub(super) fn of(first: Month, entries: &[Span], moment: NaiveDateTime) -> Self {
        let touched: Vec<(Month, Option<Month>)> = entries.iter().map(months).collect();
        let free = |month: &Month| {
            let within = |(start, end): &(Month, Option<Month>)| start <= month && end.is_none_or(|end| *month <= end);
            !touched.iter().any(within)
        };
        let now = Month::of(moment.date());
        let months: Vec<Month> = (first.0..now.0).map(Month).filter(free).collect();
        // Behind the last end every month is free, unless an entry is open.
        let ends = touched.iter().map(|(start, end)| end.unwrap_or(*start));
        let furthest = ends.max().unwrap_or(now).max(now);
        let next = (now.0..=furthest.0 + 1).map(Month).find(free);
        Empty {
            last: months.last().and_then(|month| month.over()),
            next: next.and_then(Month::over),
            months,
        }
    }
}

/// The first and the last month of a span. What ends at midnight does not reach into the month that begins then.
fn months((start, end): &Span) -> (Month, Option<Month>) {
    let last = |end: &NaiveDateTime| Month::of((*end - TimeDelta::seconds(1)).max(*start).date());
    (Month::of(start.date()), end.as_ref().map(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment of the test")
    }

    fn told(entries: &[(&str, Option<&str>)], moment: &str) -> (Vec<String>, Option<String>, Option<String>) {
        let entries: Vec<Span> = entries.iter().map(|(a, b)| (at(a), b.map(at))).collect();
        let first = Month::of(entries[0].0.date());
        let empty = Empty::of(first, &entries, at(moment));
        let shown = |at: Option<NaiveDateTime>| at.map(|at| at.format("%Y-%m-%d").to_string());
        let months = empty.months.iter().filter_map(|month| month.first());
        let months = months.map(|first| first.format("%Y-%m").to_string()).collect();
        (months, shown(empty.last), shown(empty.next))
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_string())
    }

    #[test]
    fn months_that_are_over_without_an_entry_are_told_and_the_one_that_is_not_is_awaited() {
        let entries = [
            ("2026-08-10 09:00", Some("2026-08-10 10:00")),
            ("2026-10-31 22:00", Some("2026-11-01 00:00")),
        ];
        let told = told(&entries, "2026-12-05 12:00");
        let months = vec!["2026-09".to_string(), "2026-11".to_string()];
        assert_eq!(told, (months, some("2026-12-01"), some("2027-01-01")));
    }

    #[test]
    fn a_month_into_which_something_reaches_is_not_without_it() {
        let entries = [("2026-08-31 22:00", Some("2026-10-02 03:00"))];
        assert_eq!(told(&entries, "2026-10-20 00:00"), (vec![], None, some("2026-12-01")));
    }

    #[test]
    fn while_something_goes_on_no_month_is_known_to_pass_without() {
        let entries = [
            ("2026-08-31 22:00", Some("2026-08-31 23:00")),
            ("2026-10-02 03:00", None),
        ];
        let months = vec!["2026-09".to_string()];
        assert_eq!(told(&entries, "2026-10-20 00:00"), (months, some("2026-10-01"), None));
    }

    #[test]
    fn an_archive_goes_on_over_the_turn_of_a_year() {
        let entries = [("2026-11-10 09:00", Some("2026-11-10 10:00"))];
        let months = vec!["2026-12".to_string(), "2027-01".to_string()];
        assert_eq!(
            told(&entries, "2027-02-01 00:00"),
            (months, some("2027-02-01"), some("2027-03-01"))
        );
    }
}
