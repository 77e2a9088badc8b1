//! What comes again: 毎日, 毎週月曜, 毎月第3日曜, 毎月25日, 毎月末日; from a day, to a day, with days left out and added.

use super::input::{WEEKDAYS, last_day};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// How something comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rule {
    /// 毎日
    Daily,
    /// 毎週月曜・木曜; 平日 is Monday to Friday.
    Weekly(Vec<Weekday>),
    /// 毎月第1・第3日曜; 最終 is counted as 0.
    Monthly(Vec<u8>, Weekday),
    /// 毎月10日・25日; 末日 is counted as 0.
    Days(Vec<u32>),
}

/// Days that come again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recurrence {
    /// How.
    pub rule: Rule,
    /// The first day it can fall on.
    pub from: NaiveDate,
    /// The last, where it is known.
    pub to: Option<NaiveDate>,
    /// Days it does not fall on, though the rule says so.
    pub except: Vec<NaiveDate>,
    /// Days it falls on besides.
    pub extra: Vec<NaiveDate>,
}

/// Reads a rule as operators type it; blanks between its words say nothing.
pub(crate) fn rule(text: &str) -> Option<Rule> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match text.as_str() {
        "毎日" => return Some(Rule::Daily),
        "平日" | "毎平日" => return Some(Rule::Weekly(WEEKDAYS[..5].iter().map(|(_, _, day)| *day).collect())),
        _ => {}
    }
    let parts = |text: &str| -> Vec<String> { text.split(['・', '、', ',']).map(String::from).collect() };
    if let Some(days) = text.strip_prefix("毎週") {
        let days: Option<Vec<Weekday>> = parts(days).iter().map(|day| weekday(day)).collect();
        return days.filter(|days| distinct(days)).map(Rule::Weekly);
    }
    let of_month = text.strip_prefix("毎月")?;
    if of_month.contains("曜") {
        let weeks = parts(of_month);
        let (last, before) = weeks.split_last()?;
        let (last, day) = last.split_at(last.find(|c| WEEKDAYS.iter().any(|(ja, ..)| ja.starts_with(c)))?);
        let mut numbers: Vec<u8> = Vec::new();
        for week in before.iter().map(String::as_str).chain([last]) {
            numbers.push(match week.trim_end_matches("週") {
                "最終" => 0,
                week => week
                    .strip_prefix('第')
                    .and_then(|n| n.parse().ok())
                    .filter(|n| (1..=5).contains(n))?,
            });
        }
        return Some(Rule::Monthly(numbers, weekday(day)?)).filter(|rule| match rule {
            Rule::Monthly(numbers, _) => distinct(numbers),
            _ => true,
        });
    }
    let days = parts(of_month);
    let day = |text: &String| match text.as_str() {
        "末日" | "月末" => Some(0),
        text => text
            .strip_suffix('日')
            .unwrap_or(text)
            .parse()
            .ok()
            .filter(|day| (1..=31).contains(day)),
    };
    let days: Option<Vec<u32>> = days.iter().map(day).collect();
    days.filter(|days| distinct(days)).map(Rule::Days)
}

fn distinct<T: PartialEq>(values: &[T]) -> bool {
    values
        .iter()
        .enumerate()
        .all(|(index, value)| !values[..index].contains(value))
}

fn weekday(text: &str) -> Option<Weekday> {
    let name = text.strip_suffix("曜日").or(text.strip_suffix('曜')).unwrap_or(text);
    WEEKDAYS.iter().find(|(ja, ..)| *ja == name).map(|(_, _, day)| *day)
}

impl Rule {
    /// Whether a day is one of its days.
    pub(crate) fn holds(&self, date: NaiveDate) -> bool {
        let last = last_day(date.year(), date.month()).unwrap_or(31);
        match self {
            Rule::Daily => true,
            Rule::Weekly(days) => days.contains(&date.weekday()),
            Rule::Monthly(weeks, day) => {
                let week = u8::try_from((date.day() - 1) / 7 + 1).unwrap_or(0);
                let is_last = date.day() + 7 > last;
                date.weekday() == *day && (weeks.contains(&week) || is_last && weeks.contains(&0))
            }
            Rule::Days(days) => days.contains(&date.day()) || date.day() == last && days.contains(&0),
        }
    }
}

impl Recurrence {
    /// Whether it falls on a day.
    pub(crate) fn falls_on(&self, date: NaiveDate) -> bool {
        let within = self.from <= date && self.to.is_none_or(|to| date <= to);
        let by_rule = within && self.rule.holds(date) && !self.except.contains(&date);
        by_rule || self.extra.contains(&date)
    }

    /// Its days from `first` on, in order.
    pub(crate) fn days_from(&self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        let begin = self.extra.iter().copied().chain([self.from]).min().unwrap_or(self.from);
        // A rule that names the 31st falls on no day for at most a month and a half; one that only leaves days out ends too.
        let last = self.to.map(|to| self.extra.iter().copied().fold(to, NaiveDate::max));
        let mut gap = 0;
        first
            .max(begin)
            .iter_days()
            .take_while(move |date| last.is_none_or(|last| *date <= last))
            .map_while(move |date| {
                let falls = self.falls_on(date);
                gap = if falls { 0 } else { gap + 1 };
                (gap < LONGEST_GAP).then_some((date, falls))
            })
            .filter_map(|(date, falls)| falls.then_some(date))
    }

    /// Its last day before `date`.
    pub(crate) fn last_before(&self, date: NaiveDate) -> Option<NaiveDate> {
        let mut day = date;
        for _ in 0..LONGEST_GAP {
            day = day.checked_sub_days(Days::new(1))?;
            if self.falls_on(day) {
                return Some(day);
            }
        }
        let begin = self.extra.iter().copied().chain([self.from]).min()?;
        begin
            .iter_days()
            .take_while(|day| *day < date)
            .take(LONGEST_TERM)
            .filter(|day| self.falls_on(*day))
            .last()
    }
}

/// No rule leaves out so many days; 第5土曜 comes again within 154 days, and exceptions may leave some of them out.
const LONGEST_GAP: u32 = 1200;
/// Days of a term that is looked through: a hundred years.
const LONGEST_TERM: usize = 36_600;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    fn days(rule_text: &str, from: &str, count: usize) -> Vec<String> {
        let recurrence = Recurrence {
            rule: rule(rule_text).expect("a rule of the test"),
            from: day(from),
            to: None,
            except: Vec::new(),
            extra: Vec::new(),
        };
        let days = recurrence.days_from(day(from)).take(count);
        days.map(|day| day.to_string()).collect()
    }

    #[test]
    fn what_operators_type_falls_on_the_days_they_mean() {
        for (text, first) in [
            ("毎日", ["2026-12-01", "2026-12-02", "2026-12-03"]),
            ("毎週月曜", ["2026-12-07", "2026-12-14", "2026-12-21"]),
            ("毎週 月曜日・木曜日", ["2026-12-03", "2026-12-07", "2026-12-10"]),
            ("平日", ["2026-12-01", "2026-12-02", "2026-12-03"]),
            ("毎月第3日曜", ["2026-12-20", "2027-01-17", "2027-02-21"]),
            ("毎月第1・第3日曜日", ["2026-12-06", "2026-12-20", "2027-01-03"]),
            ("毎月第5土曜", ["2027-01-30", "2027-05-29", "2027-07-31"]),
            ("毎月最終金曜", ["2026-12-25", "2027-01-29", "2027-02-26"]),
            ("毎月25日", ["2026-12-25", "2027-01-25", "2027-02-25"]),
            ("毎月10日・末日", ["2026-12-10", "2026-12-31", "2027-01-10"]),
            ("毎月31日", ["2026-12-31", "2027-01-31", "2027-03-31"]),
        ] {
            assert_eq!(days(text, "2026-12-01", 3), first, "{text}");
        }
    }

    #[test]
    fn what_no_rule_says_is_none() {
        for text in [
            "",
            "毎",
            "毎月",
            "毎週",
            "毎週8曜",
            "毎月第6日曜",
            "毎月32日",
            "隔週月曜",
            "毎月第1・第1日曜",
            "月曜",
        ] {
            assert_eq!(rule(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_left_out_and_added_within_a_term() {
        let recurrence = Recurrence {
            rule: rule("毎月第3日曜").expect("a rule"),
            from: day("2026-12-01"),
            to: Some(day("2027-03-31")),
            except: vec![day("2027-01-17")],
            extra: vec![day("2027-01-24"), day("2027-04-04")],
        };
        let found: Vec<String> = recurrence
            .days_from(day("2026-01-01"))
            .map(|day| day.to_string())
            .collect();
        assert_eq!(
            found,
            ["2026-12-20", "2027-01-24", "2027-02-21", "2027-03-21", "2027-04-04"]
        );
        let before = |date| recurrence.last_before(day(date)).map(|day| day.to_string());
        assert_eq!(before("2026-12-20"), None);
        assert_eq!(before("2027-01-25").as_deref(), Some("2027-01-24"));
        assert_eq!(before("2036-01-01").as_deref(), Some("2027-04-04"));
    }
}
