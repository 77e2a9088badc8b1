//! A record in YAML, with a note of everything it says.

use crate::course::{self, Logged};
use crate::dice::Dice;
use crate::history::{Entry, Fact, Known, Record, Value, Window, minutes};
use crate::house::style;
use crate::words::{self, Tags, Taste, Words};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

/// Writes one record.
pub struct Writer<'d> {
    dice: &'d mut Dice,
    tags: &'d mut Tags,
    taste: Taste,
    day: NaiveDate,
    yaml: String,
    values: Vec<Value>,
    /// From when on anything is told of the record.
    made: Known,
    /// The areas of the record, as typed.
    areas: Vec<String>,
}

impl<'d> Writer<'d> {
    pub fn new(dice: &'d mut Dice, tags: &'d mut Tags, taste: Taste, day: NaiveDate) -> Self {
        Writer {
            dice,
            tags,
            taste,
            day,
            yaml: String::new(),
            values: Vec::new(),
            made: Known::Always,
            areas: Vec::new(),
        }
    }

    fn push(&mut self, line: impl AsRef<str>) {
        self.yaml.push_str(line.as_ref());
        self.yaml.push('\n');
    }

    /// Notes what a value must tell.
    fn told(&mut self, path: &str, tag: String, told: Vec<String>, known: Known) {
        self.values.push(Value {
            path: path.to_string(),
            tag,
            told,
            known,
        });
    }

    /// Words on one line for `key`.
    fn line(&mut self, path: &str, known: Known) -> String {
        let tag = self.tags.next();
        let Words { source, told } = words::line(self.dice, &tag, self.taste);
        self.told(path, tag, told, known);
        words::quoted(&source)
    }

    /// Markdown for `key`, which stands at `indent`.
    fn passage(&mut self, path: &str, indent: usize, known: Known, notes: &[String]) -> String {
        let tag = self.tags.next();
        let Words { source, told } = words::passage(self.dice, &tag, self.taste, notes);
        self.told(path, tag, told, known);
        words::value(&source, indent)
    }

    pub fn record(mut self, number: usize, services: &[String]) -> Record {
        if self.dice.chance(15) {
            return self.announcement(number, services);
        }
        let incident = self.dice.chance(45);
        let mut windows = course::windows(self.dice, self.day, incident);
        let entries = course::log(self.dice, &windows, incident);
        // The log moves what falls on a minute that is taken.
        for (entry, _, _) in entries.iter().filter(|(entry, _, _)| entry.event == "added") {
            windows[entry.window - 1].added = Some(entry.at);
        }
        let ends = course::ends(&windows, &entries);
        let begun = windows.iter().map(|window| window.start).min().unwrap_or_default();
        if incident
            && let Known::Between(_, reported) | Known::From(reported) =
                Known::reported(begun, entries.iter().map(|(entry, _, _)| entry))
        {
            self.made = Known::By(reported);
        }
        let (kind, list) = if incident {
            ("incident", "periods")
        } else {
            ("maintenance", "windows")
        };
        let id = format!("r{number}");
        self.push(format!("{kind}:\n  id: {id}"));
        if !incident || self.dice.chance(40) {
            let title = self.line("title", self.made);
            self.push(format!("  title: {title}"));
        }
        let issued = self.issued(incident, begun, &ends);
        let publish = self.publish(issued);
        let letter = issued.is_some();
        for key in ["number", "work", "purpose"] {
            if letter && self.dice.chance(25) {
                let text = self.line(key, self.made);
                self.push(format!("  {key}: {text}"));
            }
        }
        // What is found out on the way is told by the log alone.
        let late = !entries.is_empty() && self.dice.chance(25);
        if !late && self.dice.chance(60) {
            let known = match incident {
                true => Known::reported(begun, entries.iter().map(|(entry, _, _)| entry)),
                false => Known::Always,
            };
            let text = self.line("cause", known);
            self.push(format!("  cause: {text}"));
        }
        if self.dice.chance(15) {
            let desk = self.line("contact.desk", self.made);
            self.push(format!("  contact: {{ desk: {desk} }}"));
        }
        let mut page = true;
        if self.dice.chance(15) {
            let chosen = *self.dice.one(&["page", "letter, page", "letter, fax", "page, fax"]);
            page = chosen.contains("page");
            self.push(format!("  documents: [{chosen}]"));
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
        let partly = entries.iter().any(|(entry, _, _)| entry.event == "restored");
        if partly || self.dice.chance(15) {
            self.of_areas();
        }
        self.details("  ", "", self.made, &["unaffected", "alternative", "request", "note"]);
        if self.dice.chance(25) {
            self.phrases();
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
            let of_window = entries
                .iter()
                .map(|(entry, _, _)| entry)
                .filter(|entry| entry.window == number + 1);
            let known = match incident {
                true => Known::reported(window.start, of_window),
                false => window.added.map_or(Known::Always, Known::From),
            };
            self.window(&format!("{list}[{}]", number + 1), window, known, own, late);
            if table && number == 0 {
                self.push("      table: 表");
            }
        }
        if letter {
            self.texts(incident, table);
        }
        self.log(&windows, &entries, late);
        let mut times = self.times(&windows, &entries, incident);
        if self.dice.chance(25) {
            self.timeline(incident, (&windows, &entries), begun, &mut times);
        }
        Record {
            id,
            incident,
            page,
            yaml: self.yaml,
            values: self.values,
            times,
            issued,
            publish,
            services: names,
            windows,
            entries: entries.into_iter().map(|(entry, _, _)| entry).collect(),
            term: None,
        }
    }

    /// What is neither stop nor trouble: a text with its dates, shown for a term.
    fn announcement(mut self, number: usize, services: &[String]) -> Record {
        let day = self.day.and_hms_opt(9, 0, 0).expect("a morning");
        let term = (day, day + Days::new(20));
        self.made = Known::By(day);
        let id = format!("r{number}");
        self.push(format!("announcement:\n  id: {id}"));
        let title = self.line("title", self.made);
        self.push(format!("  title: {title}"));
        let issued = self.dice.chance(60).then_some((self.day, false));
        if let Some((day, _)) = issued {
            self.push(format!("  issued: {}", day.format("%Y-%m-%d")));
        }
        let publish = self.publish(issued);
        let text = self.passage("text", 4, self.made, &[]);
        self.push(format!("  text: {text}"));
        self.push(format!(
            "  display: {{ from: {}, until: {} }}",
            typed(term.0),
            typed(term.1)
        ));
        if self.dice.chance(60) {
            self.push("  announce: fax");
        }
        let named = self.dice.chance(60);
        if named {
            self.push("  services: [s0]");
        }
        self.details("  ", "", self.made, &["unaffected", "alternative", "request", "note"]);
        let windows: Vec<Window> = (0..self.dice.below(3) as i64)
            .map(|number| {
                let start = day + Days::new(5 + 3 * number as u64) + minutes(10 * self.dice.between(0, 60));
                Window {
                    start,
                    end: Some(start + minutes(10 * self.dice.between(4, 40))),
                    reserves: Vec::new(),
                    announced: false,
                    added: None,
                }
            })
            .collect();
        if !windows.is_empty() {
            self.push("  dates:");
        }
        for (number, window) in windows.iter().enumerate() {
            self.window(&format!("dates[{}]", number + 1), window, self.made, None, false);
        }
        if issued.is_some() {
            self.texts(true, false);
        }
        let mut entries: Vec<Logged> = Vec::new();
        let mut at = day;
        for event in [
            "announced",
            "updated",
            "corrected",
            "ended",
            "resumed",
            "announced",
            "withdrawn",
        ] {
            if self.dice.chance(50) {
                at += minutes(7 * self.dice.between(20, 700));
                let entry = Entry {
                    at,
                    window: 0,
                    event,
                    day: None,
                };
                entries.push((entry, None, None));
            }
        }
        self.log(&[], &entries, false);
        let mut times = self.times(&windows, &entries, false);
        times.extend([term.0, term.1].map(|at| Fact { at, since: None }));
        Record {
            id,
            incident: false,
            page: true,
            yaml: self.yaml,
            values: self.values,
            times,
            issued,
            publish,
            services: services.iter().take(usize::from(named)).cloned().collect(),
            windows: Vec::new(),
            entries: entries.into_iter().map(|(entry, _, _)| entry).collect(),
            term: Some(term),
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

    /// Now and then a letter stands on the web before its day, or after it.
    fn publish(&mut self, issued: Option<(NaiveDate, bool)>) -> Option<NaiveDateTime> {
        let (day, _) = issued.filter(|_| self.dice.chance(30))?;
        let at = day.and_hms_opt(0, 0, 0).expect("midnight") + minutes(30 * self.dice.between(-200, 400));
        self.push(format!("  publish: {}", typed(at)));
        Some(at)
    }

    fn window(&mut self, path: &str, window: &Window, known: Known, own: Option<&str>, late: bool) {
        self.push(format!("    - start: {}", typed(window.start)));
        if let Some(end) = window.end {
            self.push(format!("      end: {}", typed(end)));
        }
        if let Some(key) = own {
            self.push(format!("      services: [{key}]"));
        }
        if !late && self.dice.chance(20) {
            let text = self.line(&format!("{path}.cause"), known);
            self.push(format!("      cause: {text}"));
        }
        if !late && self.dice.chance(60) {
            self.impact(&format!("{path}.impact"), known);
        }
        if window.announced && (known == Known::Always || window.added.is_some()) {
            self.push("      announce: fax");
        }
        self.details(
            "      ",
            &format!("{path}."),
            known,
            &["unaffected", "alternative", "request", "note"],
        );
        if !window.reserves.is_empty() {
            self.push("      reserve:");
            for (start, end) in &window.reserves {
                let (start, end) = (typed(*start), typed(*end));
                self.push(format!("        - {{ start: {start}, end: {end} }}"));
            }
        }
    }

    fn impact(&mut self, path: &str, known: Known) {
        match self.dice.below(10) {
            0 => {
                let text = self.line(path, known);
                self.push(format!("      impact: {text}"));
                return;
            }
            1 => {
                let line = "impact: { kind: none }".to_string();
                self.push(format!("      {line}"));
                return;
            }
            _ => {}
        }
        let kind = *self.dice.one(&["interruption", "outage", "degradation"]);
        let mut parts = vec![format!("kind: {kind}")];
        let mut told = Vec::new();
        let counted = self.dice.chance(40);
        if counted {
            let (least, most) = (2 + self.dice.below(3), 6 + self.dice.below(3));
            let (typed, printed) = match self.dice.below(5) {
                0 => (format!("{least}~{most}"), format!("{least}~{most}回")),
                1 => (format!("約{least}"), format!("約{least}回")),
                2 => ("数回".to_string(), "数回".to_string()),
                3 => (format!("{least}回以上"), format!("{least}回以上")),
                _ => (least.to_string(), format!("{least}回")),
            };
            parts.push(format!("count: {typed}"));
            told.push(("count", printed));
        }
        if self.dice.chance(40) {
            let amount = 2 + self.dice.below(4);
            let (typed, printed) = match self.dice.below(8) {
                0 => (format!("約{amount}分"), format!("約{amount}分")),
                1 => (format!("最大{amount}m"), format!("最大{amount}分")),
                2 => (format!("{amount}分以内"), format!("{amount}分以内")),
                3 => (format!("{amount}分程度"), format!("{amount}分程度")),
                4 => ("数十秒".to_string(), "数十秒".to_string()),
                5 => (
                    format!("{amount}~{}秒", amount + 3),
                    format!("{amount}~{}秒", amount + 3),
                ),
                6 => (format!("{amount}m30s"), format!("{amount}分30秒")),
                _ => (format!("{amount}m"), format!("{amount}分")),
            };
            parts.push(format!("duration: {typed}"));
            told.push(("duration", printed));
            if counted && self.dice.chance(50) {
                parts.push(format!("per: {}", self.dice.one(&["each", "total"])));
            }
        }
        if self.dice.chance(20) {
            parts.push("possible: yes".to_string());
        }
        if self.dice.chance(40) {
            let text = self.line(&format!("{path}.text"), known);
            parts.push(format!("text: {text}"));
        }
        let line = format!("impact: {{ {} }}", parts.join(", "));
        self.push(format!("      {line}"));
        for (part, words) in told {
            self.told(&format!("{path}.{part}"), line.clone(), vec![words], known);
        }
    }

    /// The areas of the record, some of which may be back before the others.
    fn of_areas(&mut self) {
        for number in 1..=2 {
            let tag = self.tags.next();
            let Words { source, told } = words::line(self.dice, &tag, self.taste);
            self.told(&format!("areas[{number}]"), tag, told, self.made);
            self.areas.push(words::quoted(&source));
        }
        self.push(format!("  areas: [{}]", self.areas.join(", ")));
    }

    /// Some of the details `keys`, which stand at `indent` below `path`.
    fn details(&mut self, indent: &str, path: &str, known: Known, keys: &[&str]) {
        for key in keys {
            if self.dice.chance(8) {
                let text = self.passage(&format!("{path}{key}"), indent.len(), known, &[]);
                self.push(format!("{indent}{key}: {text}"));
            }
        }
    }

    /// Set phrases switched on, off and worded anew: words that may stand unused.
    fn phrases(&mut self) {
        let mut chosen = Vec::new();
        for name in ["greeting", "refrain", "restart", "approximate", "trouble", "regret"] {
            if self.dice.chance(40) {
                let words = ["true", "false", "\"くわしくは**窓口**まで*お問い合わせ*ください。\""];
                chosen.push(format!("{name}: {}", self.dice.one(&words)));
            }
        }
        if !chosen.is_empty() {
            self.push(format!("  phrases: {{ {} }}", chosen.join(", ")));
        }
    }

    /// What happened and was never reported: told of once all is over.
    fn timeline(
        &mut self,
        incident: bool,
        (windows, entries): (&[Window], &[Logged]),
        begun: NaiveDateTime,
        times: &mut Vec<Fact>,
    ) {
        let over = |number: usize, window: &Window| {
            let own = entries.iter().filter(|(entry, _, _)| entry.window == number);
            let mut ends = own.filter(|(entry, _, _)| entry.event == "recovered");
            ends.next().map(|(entry, _, _)| entry.at).or(window.end)
        };
        let ends: Option<Vec<NaiveDateTime>> = (windows.iter().enumerate())
            .map(|(index, window)| over(index + 1, window).filter(|_| incident))
            .collect();
        let all_over = ends.and_then(|ends| ends.into_iter().max());
        self.push("  timeline:");
        for number in 1..=1 + self.dice.below(2) {
            // No minute of a plan, which are round, nor of the log.
            let at = begun + minutes(10 * self.dice.between(-6, 60) + 5);
            let later = self
                .dice
                .chance(30)
                .then(|| at + minutes(10 * self.dice.between(1, 900)));
            let from = later.unwrap_or(at);
            let known = Known::Between(from, all_over.map_or(NaiveDateTime::MAX, |over| over.max(from)));
            let text = self.passage(&format!("timeline[{number}].text"), 6, known, &[]);
            self.push(format!("    - at: {}\n      text: {text}", typed(at)));
            if let Some(later) = later {
                self.push(format!("      told: {}", typed(later)));
            }
            times.extend([at, from].map(|at| Fact { at, since: Some(from) }));
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
            let text = self.passage("texts.影響内容", 4, self.made, &marked);
            self.push(format!("  texts:\n    影響内容: {text}"));
        }
        for (list, name) in [("sections", "heading"), ("appendices", "title")] {
            let count = self.dice.below(3);
            if count == 0 || !self.dice.chance(60) {
                continue;
            }
            self.push(format!("  {list}:"));
            for number in 1..=count {
                let heading = self.line(&format!("{list}[{number}].{name}"), self.made);
                let marked = marks(self.dice);
                let body = self.passage(&format!("{list}[{number}].body"), 6, self.made, &marked);
                self.push(format!("    - {name}: {heading}\n      body: {body}"));
            }
        }
        if table {
            self.push("  tables:\n    表:\n      columns:");
            for key in ["列1", "列2"] {
                let heading = self.line("tables.表", self.made);
                self.push(format!("        - {{ key: {key}, heading: {heading} }}"));
            }
            self.push("      rows:");
            for _ in 0..1 + self.dice.below(3) {
                let cells = [self.line("tables.表", self.made), self.line("tables.表", self.made)];
                self.push(format!("        - {{ 列1: {}, 列2: {} }}", cells[0], cells[1]));
            }
        }
        if !notes.is_empty() {
            self.push("  notes:");
            for key in notes {
                let text = self.line(&format!("notes.{key}"), self.made);
                self.push(format!("    {key}: {text}"));
            }
        }
    }

    fn log(&mut self, windows: &[Window], entries: &[Logged], late: bool) {
        if entries.is_empty() {
            return;
        }
        self.push("  log:");
        let found_out = late.then(|| self.dice.below(entries.len()));
        for (number, (entry, until, next)) in entries.iter().enumerate() {
            let (path, known) = (format!("log[{}]", number + 1), Known::From(entry.at));
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
            if let Some((start, end)) = entry.day {
                self.push(format!("      start: {}\n      end: {}", typed(start), typed(end)));
            }
            if let Some(area) = self.areas.first().cloned().filter(|_| entry.event == "restored") {
                self.push(format!("      areas: [{area}]"));
            }
            self.details(
                "      ",
                &format!("{path}."),
                known,
                &["unaffected", "alternative", "request"],
            );
            if entry.event == "corrected" {
                let words = ["where", "wrong", "right"].map(|key| {
                    let line = self.line(&format!("{path}.errata[1].{key}"), known);
                    format!("{key}: {line}")
                });
                self.push(format!("      errata: [{{ {} }}]", words.join(", ")));
            }
            if self.dice.chance(50) {
                let text = self.passage(&format!("{path}.text"), 6, known, &[]);
                self.push(format!("      text: {text}"));
            }
            if found_out == Some(number) {
                let text = self.line(&format!("{path}.cause"), known);
                self.push(format!("      cause: {text}"));
                if self.dice.chance(50) {
                    self.impact(&format!("{path}.impact"), known);
                }
            }
        }
    }

    fn times(&self, windows: &[Window], entries: &[Logged], incident: bool) -> Vec<Fact> {
        let mut times = Vec::new();
        for (number, window) in windows.iter().enumerate() {
            let own = |entry: &&Entry| entry.window == number + 1;
            let first = entries.iter().map(|(entry, _, _)| entry).find(own);
            let begun = first.map_or(window.start, |entry| entry.at.min(window.start));
            let since = incident.then_some(begun).or(window.added);
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
            let (start, end) = entry.day.unzip();
            let all = [Some(entry.at), *until, *next, start, end];
            times.extend(all.into_iter().flatten().map(|at| Fact { at, since }));
        }
        times
    }
}

/// A moment as operators type it.
fn typed(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}
