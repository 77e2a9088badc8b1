//! From printed notation to fact: the dates, times of day and ranges that a text tells, whoever wrote it.
//!
//! What [`super::Notation`] prints is read back whole (a property test holds that); what people type besides is read
//! where it can mean one thing only: 公用文作成の考え方 (2022) II-2 for figures and brackets, 平成26(2014)年; 気象庁 for
//! 24時 as the end of a day; 25時 for night work. What can mean something else is no date: 3/4, 0120-220-766, 30分間,
//! 第1報, 365 日 24 時間. Nothing is corrected: a weekday that is not the date's, a range that runs backwards are facts
//! about the text, told as they stand.
//!
//! Steps: the characters, each with its place, digits and marks made half-width ([`scan`]); at each place the longest
//! of a date ([`date`]), a time of day ([`time`]), a range of them ([`range`]).

mod date;
mod fact;
#[cfg(test)]
mod properties;
mod range;
mod scan;
#[cfg(test)]
mod tests;
mod time;

pub use fact::{Day, Found, Moment, Month, Point, Printed, Time};

use scan::Scan;

/// Everything that `text` tells of dates and times, from its beginning to its end; no two overlap.
///
/// A date without a year is of the year `year`, the end of a range of the year of its start (or the next, where the range
/// spans the turn of the year).
pub fn read(text: &str, year: i32) -> Vec<Found> {
    let scan = Scan::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        match range::longest(&scan, at, year) {
            Some((printed, end)) => {
                found.push(Found {
                    span: scan.span(at, end),
                    printed,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}
