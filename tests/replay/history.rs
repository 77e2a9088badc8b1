//! Random workspaces: a publisher and one to three records, with everything that can happen to them.
//!
//! What is made is valid: a record that `check` refuses tells nothing about the documents.

use crate::course;
use crate::dice::Dice;
use crate::words::{self, Tags, Taste, Words};
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
    pub yaml: String,
    pub values: Vec<Value>,
    pub times: Vec<Fact>,
    /// Months and days that are told without a time of day.
    pub issued: Option<(NaiveDate, bool)>,
    /// Names of its services.
    pub services: Vec<String>,
    pub entries: Vec<Entry>,
}

/// A value that is printed.
pub struct Value {
    pub key: String,
    /// What the value alone holds; a warning that names the value stands on its line.
    pub tag: String,
    pub told: Vec<String>,
    /// From when on it is told; before, it must not be.
    pub since: Option<NaiveDateTime>,
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
}

/// A window or period as it is written.
pub struct Window {
    pub start: NaiveDateTime,
    pub end: Option<NaiveDateTime>,
    pub reserves: Vec<(NaiveDateTime, NaiveDateTime)>,
    pub announced: bool,
}

impl History {
    pub fn new(seed: u64, taste: Taste) -> Self {
        let mut dice = Dice::new(seed);
        let first = NaiveDate::from_ymd_opt(2024, 1, 10).expect("a day") + Days::new(dice.below(900) as u64);
        let services: Vec<String> = (0..2 + dice.below(3))
            .map(|n| format!("業務{}", ["甲", "乙", "丙", "丁"][n]))
            .collect();
        let publisher = publisher(&mut dice, &services);
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
            bytes: text.as_bytes().to_vec(),
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

fn publisher(dice: &mut Dice, services: &[String]) -> String {
    let mut out = String::from("publisher:\n  name: 発行者社\n  senders: [発行者株式会社]\n");
    out.push_str("  addressee: { name: 加盟店, honorific: 各位 }\n  services:\n");
    for (number, service) in services.iter().enumerate() {
        match dice.chance(25) {
            true => writeln!(out, "    s{number}: {{ name: {service}, maintenance: {service}取引 }}"),
            false => writeln!(out, "    s{number}: {service}"),
        }
        .expect("a string");
    }
    out.push_str("  contact: { desk: ヘルプデスク, telephone: 0120-220-766, hours: 平日のみ }\n");
    if dice.chance(40) {
        out.push_str("  terms: { center: 発行者センター, customers: 加盟店様 }\n");
    }
    let style = style(dice);
    writeln!(out, "  style: {style}").expect("a string");
    if dice.chance(90) {
        out.push_str("  page:\n    title: 稼働状況のページ\n    footer: 発行者社のページ\n");
        for (section, heading) in [("incidents", "障害情報"), ("maintenances", "お知らせ")] {
            writeln!(
                out,
                "    {section}:\n      heading: {heading}\n      empty: 現在、{heading}はありません。\n      archive: 過去の{heading}\n      month: 分"
            )
            .expect("a string");
            if dice.chance(50) {
                writeln!(out, "      scope: {}", dice.one(&["shared", "each"])).expect("a string");
            }
        }
    }
    out
}

/// A house style, or a part of one.
fn style(dice: &mut Dice) -> String {
    let pads = ["none", "space", "zero"];
    let mut keys = Vec::new();
    for (key, values) in [
        ("era", &["western", "wareki"][..]),
        ("clock", &["24h", "ampm", "kanji"]),
        ("day_pad", &pads),
        ("hour_pad", &pads),
        ("minute_pad", &pads),
        ("range", &["\"~\"", "\"〜\"", "\"～\""]),
        ("year", &["always", "first", "never"]),
        ("brackets", &["half", "full"]),
    ] {
        if keys.is_empty() || dice.chance(50) {
            keys.push(format!("{key}: {}", dice.one(values)));
        }
    }
    format!("{{ {} }}", keys.join(", "))
}

struct Writer<'d> {
    dice: &'d mut Dice,
    tags: &'d mut Tags,
    taste: Taste,
    day: NaiveDate,
    yaml: String,
    values: Vec<Value>,
}

impl<'d> Writer<'d> {
    fn new(dice: &'d mut Dice, tags: &'d mut Tags, taste: Taste, day: NaiveDate) -> Self {
        Writer {
            dice,
            tags,
            taste,
            day,
            yaml: String::new(),
            values: Vec::new(),
        }
    }

    fn push(&mut self, line: impl AsRef<str>) {
        self.yaml.push_str(line.as_ref());
        self.yaml.push('\n');
    }

    /// Notes what a value must tell.
    fn told(&mut self, key: &str, tag: String, told: Vec<String>, since: Option<NaiveDateTime>) {
        self.values.push(Value {
            key: key.to_string(),
            tag,
            told,
            since,
        });
    }

    /// Words on one line for `key`.
    fn line(&mut self, key: &str, since: Option<NaiveDateTime>) -> String {
        let tag = self.tags.next();
        let Words { source, told } = words::line(self.dice, &tag, self.taste);
        self.told(key, tag, told, since);
        words::quoted(&source)
    }

    /// Markdown for `key`, which stands at `indent`.
    fn passage(&mut self, key: &str, indent: usize, since: Option<NaiveDateTime>, notes: &[String]) -> String {
        let tag = self.tags.next();
        let Words { source, told } = words::passage(self.dice, &tag, self.taste, notes);
        self.told(key, tag, told, since);
        words::value(&source, indent)
    }

    fn record(mut self, number: usize, services: &[String]) -> Record {
        let incident = self.dice.chance(45);
        let windows = course::windows(self.dice, self.day, incident);
        let entries = course::log(self.dice, &windows, incident);
        let ends = course::ends(&windows, &entries);
        let (kind, list) = if incident {
            ("incident", "periods")
        } else {
            ("maintenance", "windows")
        };
        let id = format!("r{number}");
        self.push(format!("{kind}:\n  id: {id}"));
        if !incident || self.dice.chance(40) {
            let title = self.line("title", None);
            self.push(format!("  title: {title}"));
        }
        let begun = windows.iter().map(|window| window.start).min().unwrap_or_default();
        let issued = self.issued(incident, begun, &ends);
        let letter = issued.is_some();
        for key in ["number", "work", "purpose"] {
            if letter && self.dice.chance(25) {
                let text = self.line(key, None);
                self.push(format!("  {key}: {text}"));
            }
        }
        if self.dice.chance(60) {
            let text = self.line("cause", incident.then_some(begun));
            self.push(format!("  cause: {text}"));
        }
        let keys: Vec<usize> = (0..services.len()).filter(|_| self.dice.chance(60)).collect();
        let keys = if keys.is_empty() { vec![0] } else { keys };
        let names: Vec<String> = keys.iter().map(|key| services[*key].clone()).collect();
        let keys: Vec<String> = keys.iter().map(|key| format!("s{key}")).collect();
        self.push(format!("  services: [{}]", keys.join(", ")));
        if self.dice.chance(25) {
            let style = style(self.dice);
            self.push(format!("  style: {style}"));
        }
        let announced = incident && windows.iter().any(|window| window.announced);
        if announced {
            self.push("  announce: fax");
        }
        let table = letter && !incident && self.dice.chance(30);
        self.push(format!("  {list}:"));
        for (number, window) in windows.iter().enumerate() {
            let own = keys.len() > 1 && self.dice.chance(30);
            let own = own.then(|| keys[number % keys.len()].as_str());
            self.window(window, incident, own, table && number == 0);
        }
        if letter {
            self.texts(incident, table);
        }
        self.log(&windows, &entries, incident);
        let times = self.times(&windows, &entries, incident);
        Record {
            id,
            yaml: self.yaml,
            values: self.values,
            times,
            issued,
            services: names,
            entries: entries.into_iter().map(|(entry, _, _)| entry).collect(),
        }
    }

    /// The day of issue, or its month.
    fn issued(&mut self, incident: bool, begun: NaiveDateTime, ends: &[NaiveDateTime]) -> Option<(NaiveDate, bool)> {
        if !self.dice.chance(70) {
            return None;
        }
        let issued = if incident {
            let last = ends.iter().max().copied().unwrap_or(begun);
            (last.date() + Days::new(self.dice.below(4) as u64), false)
        } else {
            let day = begun.date() - Days::new(31 + self.dice.below(10) as u64);
            match self.dice.chance(50) {
                true => (day.with_day(1).expect("the first"), true),
                false => (day, false),
            }
        };
        let format = if issued.1 { "%Y-%m" } else { "%Y-%m-%d" };
        self.push(format!("  issued: {}", issued.0.format(format)));
        Some(issued)
    }

    fn window(&mut self, window: &Window, incident: bool, own: Option<&str>, table: bool) {
        let since = incident.then_some(window.start);
        self.push(format!("    - start: {}", typed(window.start)));
        if let Some(end) = window.end {
            self.push(format!("      end: {}", typed(end)));
        }
        if let Some(key) = own {
            self.push(format!("      services: [{key}]"));
        }
        if self.dice.chance(20) {
            let text = self.line("window.cause", since);
            self.push(format!("      cause: {text}"));
        }
        if self.dice.chance(60) {
            let kind = *self.dice.one(&["interruption", "outage", "degradation"]);
            let mut parts = vec![format!("kind: {kind}")];
            if self.dice.chance(40) {
                let (least, most) = (2 + self.dice.below(3), 6 + self.dice.below(3));
                let range = self.dice.chance(50);
                parts.push(format!(
                    "count: {}",
                    if range {
                        format!("{least}~{most}")
                    } else {
                        least.to_string()
                    }
                ));
            }
            if self.dice.chance(40) {
                parts.push(format!("duration: {}m", 11 + self.dice.below(19)));
            }
            if self.dice.chance(40) {
                let text = self.line("impact.text", since);
                parts.push(format!("text: {text}"));
            }
            self.push(format!("      impact: {{ {} }}", parts.join(", ")));
        }
        if window.announced && !incident {
            self.push("      announce: fax");
        }
        if !window.reserves.is_empty() {
            self.push("      reserve:");
            for (start, end) in &window.reserves {
                self.push(format!(
                    "        - {{ start: {}, end: {} }}",
                    typed(*start),
                    typed(*end)
                ));
            }
        }
        if table {
            self.push("      table: 表");
        }
    }

    /// What only a letter tells: texts, sections, a table, appendices, notes.
    fn texts(&mut self, incident: bool, table: bool) {
        let mut notes = Vec::new();
        let mut marks = |dice: &mut Dice| -> Vec<String> {
            if !dice.chance(30) {
                return Vec::new();
            }
            notes.push(format!("注{}", notes.len()));
            notes[notes.len() - 1..].to_vec()
        };
        if !incident && self.dice.chance(40) {
            let marked = marks(self.dice);
            let text = self.passage("texts", 4, None, &marked);
            self.push(format!("  texts:\n    影響内容: {text}"));
        }
        for (list, name) in [("sections", "heading"), ("appendices", "title")] {
            let count = self.dice.below(3);
            if count == 0 || !self.dice.chance(60) {
                continue;
            }
            self.push(format!("  {list}:"));
            for _ in 0..count {
                let heading = self.line(list, None);
                let marked = marks(self.dice);
                let body = self.passage(list, 6, None, &marked);
                self.push(format!("    - {name}: {heading}\n      body: {body}"));
            }
        }
        if table {
            self.push("  tables:\n    表:\n      columns:");
            for key in ["列1", "列2"] {
                let heading = self.line("tables.heading", None);
                self.push(format!("        - {{ key: {key}, heading: {heading} }}"));
            }
            self.push("      rows:");
            for _ in 0..1 + self.dice.below(3) {
                let cells = [self.line("tables.cell", None), self.line("tables.cell", None)];
                self.push(format!("        - {{ 列1: {}, 列2: {} }}", cells[0], cells[1]));
            }
        }
        if !notes.is_empty() {
            self.push("  notes:");
            for key in notes {
                let text = self.line("notes", None);
                self.push(format!("    {key}: {text}"));
            }
        }
    }

    fn log(
        &mut self,
        windows: &[Window],
        entries: &[(Entry, Option<NaiveDateTime>, Option<NaiveDateTime>)],
        incident: bool,
    ) {
        if entries.is_empty() {
            return;
        }
        self.push("  log:");
        for (entry, until, next) in entries {
            self.push(format!("    - at: {}\n      event: {}", typed(entry.at), entry.event));
            if windows.len() > 1 {
                self.push(format!("      window: {}", entry.window));
            }
            if let Some(until) = until {
                self.push(format!("      until: {}", typed(*until)));
            }
            if let Some(next) = next {
                self.push(format!("      next: {}", typed(*next)));
            }
            if self.dice.chance(if incident { 60 } else { 40 }) {
                let text = self.passage("log.text", 6, Some(entry.at), &[]);
                self.push(format!("      text: {text}"));
            }
        }
    }

    fn times(
        &self,
        windows: &[Window],
        entries: &[(Entry, Option<NaiveDateTime>, Option<NaiveDateTime>)],
        incident: bool,
    ) -> Vec<Fact> {
        let mut times = Vec::new();
        for window in windows {
            let since = incident.then_some(window.start);
            let mut add = |at| times.push(Fact { at, since });
            add(window.start);
            window.end.into_iter().for_each(&mut add);
            window.reserves.iter().for_each(|(start, end)| {
                add(*start);
                add(*end);
            });
        }
        for (entry, until, next) in entries {
            let since = Some(entry.at);
            let all = [Some(entry.at), *until, *next];
            times.extend(all.into_iter().flatten().map(|at| Fact { at, since }));
        }
        times
    }
}

/// A moment as operators type it.
fn typed(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// The minutes of a quarter of an hour and so on: plans are round, what happens is not.
pub fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}
