//! 和暦: the eras from 明治 on, and which of them a document of a given day prints.

use chrono::{Datelike, NaiveDate};

/// An era: its name, what else people write for it (the one character of Unicode, the Latin letter of forms), and its
/// first day.
struct Reign {
    name: &'static str,
    signs: [&'static str; 2],
    first: (i32, u32, u32),
}

/// Newest first. 明治 counts Gregorian days from its sixth year (1873) on; earlier days are given by the Gregorian
/// calendar all the same, since no notice is dated before.
const REIGNS: [Reign; 5] = [
    Reign {
        name: "令和",
        signs: ["㋿", "R"],
        first: (2019, 5, 1),
    },
    Reign {
        name: "平成",
        signs: ["㍻", "H"],
        first: (1989, 1, 8),
    },
    Reign {
        name: "昭和",
        signs: ["㍼", "S"],
        first: (1926, 12, 25),
    },
    Reign {
        name: "大正",
        signs: ["㍽", "T"],
        first: (1912, 7, 30),
    },
    Reign {
        name: "明治",
        signs: ["㍾", "M"],
        first: (1868, 1, 25),
    },
];

/// The year of `date` in the era that a document issued on `issued` uses: a text issued before an era began prints
/// the old one for later days (平成31年6月), since the new name was not in force when it was written.
///
/// The first year is 元. `None` before 明治.
pub(crate) fn year(date: NaiveDate, issued: Option<NaiveDate>) -> Option<String> {
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

/// What may stand for an era, each with its first year.
pub(crate) fn first_years() -> impl Iterator<Item = (&'static str, u32)> {
    let named = |reign: &'static Reign| {
        let first = reign.first.0.unsigned_abs();
        reign
            .signs
            .into_iter()
            .chain([reign.name])
            .map(move |sign| (sign, first))
    };
    REIGNS.iter().flat_map(named)
}

/// What may stand for an era: its name (令和), its one character (㋿), its letter (R).
pub(crate) fn signs() -> impl Iterator<Item = &'static str> {
    REIGNS
        .iter()
        .flat_map(|reign| [reign.name, reign.signs[0], reign.signs[1]])
}

/// The year of the Gregorian calendar that is year `number` of the era that `sign` stands for; years past an era's end
/// count on (平成31年6月 is June 2019).
pub(crate) fn western(sign: &str, number: u32) -> Option<i32> {
    let reign = REIGNS
        .iter()
        .find(|reign| reign.name == sign || reign.signs.contains(&sign))?;
    Some(reign.first.0 - 1 + i32::try_from(number).ok().filter(|n| *n > 0)?)
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
    fn a_year_of_an_era_is_read_back_whatever_stands_for_the_era() {
        for sign in ["令和", "㋿", "R"] {
            assert_eq!(western(sign, 3), Some(2021), "{sign}");
        }
        assert_eq!(western("平成", 31), Some(2019));
        assert_eq!(western("明治", 1), Some(1868));
        assert_eq!(western("令和", 0), None);
        assert_eq!(western("慶応", 3), None);
    }

    #[test]
    fn a_year_is_counted_from_the_first_year_of_its_era() {
        assert_eq!(year(day(2017, 5, 29), None).as_deref(), Some("平成29"));
        assert_eq!(year(day(2026, 11, 21), None).as_deref(), Some("令和8"));
    }
}
