//! Random workspaces: a publisher and one to three records, with everything that can happen to them.
//!
//! What is made is valid: a record that `check` refuses tells nothing about the documents.

use crate::dice::Dice;
use crate::house;
use crate::words::{Tags, Taste};
use crate::writer::Writer;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};
use notice::engine::{WorkspaceFile, WorkspaceFiles};
use std::fmt::Write;

/// A workspace and what is known about it.
pub struct History {
    pub seed: u64,
    pub publisher: String,
    pub records: Vec<Record>,
    /// Names of all services.
    pub services: Vec<String>,
    /// The day everything is planned around.
    pub first: NaiveDateTime,
}

/// A record: its text, what it says, when that is known.
pub struct Record {
    pub id: String,
    pub incident: bool,
    /// Whether the page tells of it.
    pub page: bool,
    pub yaml: String,
    pub values: Vec<Value>,
    pub times: Vec<Fact>,
    /// Months and days that are told without a time of day.
    pub issued: Option<(NaiveDate, bool)>,
    /// From when on its letter stands on the web, where that is not its day.
    pub publish: Option<NaiveDateTime>,
    /// Names of its services.
    pub services: Vec<String>,
    pub windows: Vec<Window>,
    pub entries: Vec<Entry>,
    /// The term for which the page shows an announcement.
    pub term: Option<(NaiveDateTime, NaiveDateTime)>,
}

/// A value that is printed.
pub struct Value {
    /// The keys that lead to it, as a warning names them.
    pub path: String,
    /// What the value alone holds; a warning that points at the value stands on its line.
    pub tag: String,
    pub told: Vec<String>,
    pub known: Known,
}

impl Value {
    /// The path without numbers: what kind of value it is.
    pub fn kind(&self) -> String {
        self.path
            .chars()
            .filter(|c| !matches!(c, '[' | ']' | '0'..='9'))
            .collect()
    }
}

/// From when on something is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Always,
    /// From then on at the latest: nothing is made of an outage that has not begun.
    By(NaiveDateTime),
    /// Not before, and always after.
    From(NaiveDateTime),
    /// Not before the first, always after the second: an outage has begun, but nobody has reported it yet.
    Between(NaiveDateTime, NaiveDateTime),
}

impl Known {
    /// What is known of an outage that began at `begun` and was reported by the first of `entries`.
    pub fn reported<'e>(begun: NaiveDateTime, mut entries: impl Iterator<Item = &'e Entry>) -> Self {
        match entries.next() {
            // A stop that is announced is known before it begins.
            Some(entry) if entry.at < begun => Known::From(entry.at),
            first => Known::Between(begun, first.map_or(begun, |entry| entry.at)),
        }
    }

    /// Whether it must be told at `moment`.
    pub fn must(self, moment: NaiveDateTime) -> bool {
        match self {
            Known::Always => true,
            Known::By(at) | Known::From(at) | Known::Between(_, at) => at <= moment,
        }
    }

    /// Whether it may be told at `moment`.
    pub fn may(self, moment: NaiveDateTime) -> bool {
        match self {
            Known::Always | Known::By(_) => true,
            Known::From(at) | Known::Between(at, _) => at <= moment,
        }
    }
}

/// A minute that documents may tell.
pub struct Fact {
    pub at: NaiveDateTime,
    /// From when on.
    pub since: Option<NaiveDateTime>,
}

/// An entry of the log.
pub struct Entry {
    pub at: NaiveDateTime,
    pub window: usize,
    pub event: &'static str,
    /// The day that takes the place of what it puts aside.
    pub day: Option<(NaiveDateTime, NaiveDateTime)>,
}

/// A window or period as it is written.
pub struct Window {
    pub start: NaiveDateTime,
    pub end: Option<NaiveDateTime>,
    pub reserves: Vec<(NaiveDateTime, NaiveDateTime)>,
    pub announced: bool,
    /// Nobody knows of it before.
    pub added: Option<NaiveDateTime>,
}

impl History {
    pub fn new(seed: u64, taste: Taste) -> Self {
        let mut dice = Dice::new(seed);
        let first = NaiveDate::from_ymd_opt(2024, 1, 10).expect("a day") + Days::new(dice.below(900) as u64);
        let services: Vec<String> = (0..2 + dice.below(3))
            .map(|n| format!("業務{}", ["甲", "乙", "丙", "丁"][n]))
            .collect();
        let publisher = house::publisher(&mut dice, &services);
        let mut tags = Tags::new();
        let records = (0..1 + dice.below(3))
            .map(|number| {
                let day = first + Days::new(10 * number as u64);
                Writer::new(&mut dice, &mut tags, taste, day).record(number, &services)
            })
            .collect();
        History {
            seed,
            publisher,
            records,
            services,
            first: first.and_hms_opt(0, 0, 0).expect("midnight"),
        }
    }

    pub fn files(&self) -> WorkspaceFiles {
        let file = |name: &str, text: &str| WorkspaceFile {
            path: format!("notices/p/{name}.yaml"),
            bytes: text.as_bytes().to_vec().into(),
        };
        let mut notices = vec![file("publisher", &self.publisher)];
        notices.extend(self.records.iter().map(|record| file(&record.id, &record.yaml)));
        notices.sort_by(|a, b| a.path.cmp(&b.path));
        WorkspaceFiles {
            notices,
            ..WorkspaceFiles::default()
        }
    }

    /// Every file, as it can be put into a folder to try again.
    pub fn yaml(&self) -> String {
        let mut out = format!("# seed {}\n--- notices/p/publisher.yaml\n{}", self.seed, self.publisher);
        for record in &self.records {
            write!(out, "--- notices/p/{}.yaml\n{}", record.id, record.yaml).expect("a string");
        }
        out
    }
}

impl Record {
    /// The day on which the account is closed that its letter tells, and the day after; none where it has no letter.
    pub fn issue_days(&self) -> Vec<NaiveDate> {
        let Some((day, month_only)) = self.issued else {
            return Vec::new();
        };
        match month_only {
            false => vec![day],
            true => {
                let last = (day + Days::new(31)).with_day(1).expect("the next month") - Days::new(1);
                let first_window = self.times.iter().map(|fact| fact.at.date()).min();
                [Some(day), Some(last), first_window].into_iter().flatten().collect()
            }
        }
    }
}

/// The minutes of a quarter of an hour and so on: plans are round, what happens is not.
pub fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}
