//! 和暦: the eras from 明治 on, and which of them a document of a given day prints.

use chrono::{Datelike, NaiveDate};

/// An era: its name and first day.
struct Reign {
    name: &'static str,
    first: (i32, u32, u32),
}

/// Newest first. 明治 counts Gregorian days from its sixth year (1873) on; earlier days are given by the Gregorian
/// calendar all the same, since no notice is dated before.
const REIGNS: [Reign; 5] = [
    Reign {
        name: "令和",
        first: (2019, 5, 1),
    },
    Reign {
        name: "平成",
        first: (1989, 1, 8),
    },
    Reign {
        name: "昭和",
        first: (1926, 12, 25),
    },
    Reign {
        name: "大正",
        first: (1912, 7, 30),
    },
    Reign {
        name: "明治",
        first: (1868, 1, 25),
    },
];

/// The year of `date` in the era that a document issued on `issued` uses: a text issued before an era began prints
/// the old one for later days (平成31年6月), since the new name was not in force when it was written.
///
/// The first year is 元. `None` before 明治.
pub fn year(date: NaiveDate, issued: Option<NaiveDate>) -> Option<String> {
    let in_force = issued.map_or(date, |day| day.min(date));
    REIGNS.iter().find_map(|reign| {
        let (year, month, day) = reign.first;
        let first = NaiveDate::from_ymd_opt(year, month, day)?;
        (first <= in_force).then(|| match date.year() - year + 1 {
            1 => format!("{}元", reign.name),
            n => format!("{}{n}", reign.name),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day of the test")
    }

    #[test]
    fn every_era_begins_on_its_first_day_with_gannen() {
        for (date, before, after) in [
            (day(2019, 5, 1), "平成31", "令和元"),
            (day(1989, 1, 8), "昭和64", "平成元"),
            (day(1926, 12, 25), "大正15", "昭和元"),
            (day(1912, 7, 30), "明治45", "大正元"),
        ] {
            assert_eq!(
                year(date.pred_opt().expect("a day before"), None).as_deref(),
                Some(before)
            );
            assert_eq!(year(date, None).as_deref(), Some(after));
        }
        assert_eq!(year(day(1867, 1, 1), None), None);
    }

    #[test]
    fn a_letter_issued_before_reiwa_prints_heisei_for_later_days() {
        assert_eq!(year(day(2019, 6, 3), Some(day(2019, 3, 1))).as_deref(), Some("平成31"));
        assert_eq!(year(day(2019, 6, 3), Some(day(2019, 5, 7))).as_deref(), Some("令和元"));
    }

    #[test]
    fn a_year_is_counted_from_the_first_year_of_its_era() {
        assert_eq!(year(day(2017, 5, 29), None).as_deref(), Some("平成29"));
        assert_eq!(year(day(2026, 11, 21), None).as_deref(), Some("令和8"));
    }
}
