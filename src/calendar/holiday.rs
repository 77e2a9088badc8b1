//! The holidays of Japan: the embedded table (`holidays.tsv`, made and explained by `holidays.py`), over which a workspace
//! may lay its own. Which days of a year that has not been published are holidays is not known: 2019 to 2021 had days moved
//! by acts of their own, and equinoxes are announced in February of the year before.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// Lines of a date and a name, in order; every day of each year between the first and the last.
const TABLE: &str = include_str!("holidays.tsv");

static PUBLISHED: LazyLock<BTreeMap<NaiveDate, &'static str>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let (date, name) = line.split_once('\t')?;
        Some((date.parse().ok()?, name))
    };
    TABLE.lines().filter_map(line).collect()
});

/// What makes a day a holiday, which decides the mark beside its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 国民の祝日, and the days of the Imperial House that acts of their own made holidays.
    Named,
    /// 振替休日: for a holiday that falls on a Sunday.
    Substitute,
    /// 国民の休日: a day between two holidays; 休日 where a table does not say which.
    Between,
}

impl Kind {
    /// The kind of the holiday that is called `name`.
    fn of(name: &str) -> Self {
        match name {
            "振替休日" => Kind::Substitute,
            "国民の休日" | "休日" => Kind::Between,
            _ => Kind::Named,
        }
    }
}

/// The mark of a holiday that stands beside a weekday, as a person types it: 祝, 休, 振休.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// 祝, 祝日
    Named,
    /// 休, 休日
    Rest,
    /// 振休, 振替, 振替休日
    Substitute,
}

impl Mark {
    /// Reads a mark.
    pub(crate) fn read(word: &str) -> Option<Self> {
        match word {
            "祝" | "祝日" => Some(Mark::Named),
            "休" | "休日" => Some(Mark::Rest),
            "振休" | "振替" | "振替休日" => Some(Mark::Substitute),
            _ => None,
        }
    }

    /// Whether people mark a holiday of `kind` so: 祝 stands for all of them in common use, 振休 for its own kind only.
    pub(crate) fn fits(self, kind: Kind) -> bool {
        match self {
            Mark::Named | Mark::Rest => true,
            Mark::Substitute => kind == Kind::Substitute,
        }
    }
}

/// What people put between a weekday and the mark of a holiday.
pub(crate) const BESIDE: [char; 6] = ['・', '･', '、', ',', '/', ' '];

/// `月・祝` without its mark: `月`; of a mark alone nothing is left.
pub(crate) fn without_mark(of_the_week: &str) -> &str {
    if Mark::read(of_the_week).is_some() {
        return "";
    }
    match of_the_week.rsplit_once(BESIDE) {
        Some((weekday, mark)) if Mark::read(mark).is_some() => weekday.trim_end(),
        _ => of_the_week,
    }
}

/// What a workspace says of holidays itself.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OwnHolidays {
    /// The years of which it names every holiday: what is published of them does not count.
    pub years: BTreeSet<i32>,
    /// Holidays by name.
    pub days: BTreeMap<NaiveDate, String>,
}

/// The holidays that hold in a workspace.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "OwnHolidays", into = "OwnHolidays")]
pub struct Holidays {
    own: Arc<OwnHolidays>,
}

impl From<OwnHolidays> for Holidays {
    fn from(own: OwnHolidays) -> Self {
        Holidays { own: Arc::new(own) }
    }
}

impl From<Holidays> for OwnHolidays {
    fn from(holidays: Holidays) -> Self {
        Arc::unwrap_or_clone(holidays.own)
    }
}

impl Holidays {
    /// What the holiday on `date` is called; `None` where there is none, or none is known.
    pub fn name(&self, date: NaiveDate) -> Option<&str> {
        let own = self.own.days.get(&date).map(String::as_str);
        let published = || PUBLISHED.get(&date).copied();
        own.or_else(|| published().filter(|_| !self.own.years.contains(&date.year())))
    }

    /// The kind of the holiday on `date`.
    pub fn kind(&self, date: NaiveDate) -> Option<Kind> {
        self.name(date).map(Kind::of)
    }

    /// Whether it is known which days of `year` are holidays.
    pub fn knows(&self, year: i32) -> bool {
        self.own.years.contains(&year) || published_years().is_some_and(|(first, last)| (first..=last).contains(&year))
    }
}

/// The first and the last year of the embedded table.
pub(crate) fn published_years() -> Option<(i32, i32)> {
    let (first, _) = PUBLISHED.first_key_value()?;
    let (last, _) = PUBLISHED.last_key_value()?;
    Some((first.year(), last.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day of the test")
    }

    #[test]
    fn every_line_of_the_table_is_read_and_no_year_is_left_out() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(PUBLISHED.len(), lines);
        let (first, last) = published_years().expect("a table");
        assert_eq!((first, last), (1955, 2027));
        for year in first..=last {
            let of_year = PUBLISHED.keys().filter(|date| date.year() == year).count();
            assert!((9..=22).contains(&of_year), "{year}: {of_year}");
        }
    }

    #[test]
    fn days_that_acts_of_single_years_moved_are_where_they_were_moved_to() {
        let holidays = Holidays::default();
        for (date, name) in [
            // 2019: ten days in a row, and no birthday of the Emperor.
            (day(2019, 4, 30), Some("国民の休日")),
            (day(2019, 5, 1), Some("天皇の即位の日")),
            (day(2019, 5, 2), Some("国民の休日")),
            (day(2019, 10, 22), Some("即位礼正殿の儀の行われる日")),
            (day(2019, 12, 23), None),
            (day(2019, 2, 23), None),
            // 2020 and 2021: the Olympic Games.
            (day(2020, 7, 23), Some("海の日")),
            (day(2020, 7, 24), Some("スポーツの日")),
            (day(2020, 8, 10), Some("山の日")),
            (day(2020, 8, 11), None),
            (day(2020, 10, 12), None),
            (day(2021, 7, 19), None),
            (day(2021, 7, 22), Some("海の日")),
            (day(2021, 8, 8), Some("山の日")),
            (day(2021, 8, 9), Some("振替休日")),
            (day(2021, 10, 11), None),
            // 2026: a day between two holidays; 3 May on a Sunday moves past the 4th and 5th.
            (day(2026, 5, 6), Some("振替休日")),
            (day(2026, 9, 21), Some("敬老の日")),
            (day(2026, 9, 22), Some("国民の休日")),
            (day(2026, 9, 23), Some("秋分の日")),
            (day(2027, 3, 22), Some("振替休日")),
            // Before 2007, 4 May: between two holidays, unless a Sunday or the Monday after one.
            (day(1999, 5, 4), Some("国民の休日")),
            (day(2003, 5, 4), None),
            (day(1992, 5, 4), Some("振替休日")),
            (day(1973, 2, 12), None),
            (day(1973, 4, 30), Some("振替休日")),
        ] {
            assert_eq!(holidays.name(date), name, "{date}");
        }
    }

    #[test]
    fn of_a_year_that_is_not_published_nothing_is_known() {
        let holidays = Holidays::default();
        assert!(holidays.knows(2027) && !holidays.knows(2028) && !holidays.knows(1954));
        assert_eq!(holidays.name(day(2028, 1, 1)), None);
    }

    #[test]
    fn a_workspace_adds_days_and_takes_over_whole_years() {
        let days = [(day(2028, 1, 1), "元日"), (day(2027, 7, 23), "開会の日")];
        let holidays = Holidays::from(OwnHolidays {
            years: [2028].into(),
            days: days.map(|(date, name)| (date, name.to_string())).into(),
        });
        assert!(holidays.knows(2028));
        assert_eq!(holidays.name(day(2028, 1, 1)), Some("元日"));
        assert_eq!(holidays.name(day(2027, 7, 23)), Some("開会の日"));
        assert_eq!(holidays.name(day(2027, 7, 19)), Some("海の日"));
        let whole = Holidays::from(OwnHolidays {
            years: [2027].into(),
            days: BTreeMap::new(),
        });
        assert_eq!(whole.name(day(2027, 7, 19)), None);
    }

    #[test]
    fn what_a_workspace_says_goes_along_with_the_notation() {
        let own = Holidays::from(OwnHolidays {
            years: [2028].into(),
            days: [(day(2028, 1, 1), "元日".to_string())].into(),
        });
        let value = serde_json::to_value(&own).expect("a value");
        assert_eq!(serde_json::from_value::<Holidays>(value).expect("holidays"), own);
    }
}
