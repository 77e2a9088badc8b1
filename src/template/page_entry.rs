//! One entry of the status page: an attempt at a window, a period of an incident, or what is told as a whole, with its
//! reports.

use super::desk::{Desk, Told, Writer, instant};
use super::value::{outbreak_name, outcome_name};
use crate::account::course::whole_announced;
use crate::account::letter::Letter;
use crate::account::window;
use crate::account::{Entry as Logged, Leg, Outcome, Report, Stretch, Window};
use crate::calendar::{Markup, Notation, When};
use crate::record::impact::ImpactRecord;
use crate::record::schema::Issued;
use chrono::NaiveDateTime;
use tera::Value;

/// An entry of the page.
pub(super) struct Entry<'t> {
    pub(super) told: &'t Told<'t>,
    /// Its window, with its place among the account's; `None` where the record is told as a whole.
    pub(super) window: Option<(usize, &'t Window<'t>)>,
    leg: &'t Leg,
    /// What took its place.
    after: Option<&'t Leg>,
    /// Its reports, by time, each with its place among the account's reports.
    pub(super) reports: Vec<(usize, &'t Report<'t>)>,
    /// It stands in the archive.
    pub(super) past: bool,
}

/// The entries of a record: every attempt that happened, and the one that counts. What was put off before it began is
/// told by what took its place. What is told as a whole is one entry, from the beginning of its term on.
pub(super) fn of<'t>(told: &'t Told<'t>) -> Vec<Entry<'t>> {
    let mut entries = Vec::new();
    let account = &told.account;
    if let Some(leg) = &account.whole {
        if leg.planned.start.at <= account.moment {
            entries.push(Entry {
                told,
                window: None,
                leg,
                after: None,
                reports: account.reports.iter().enumerate().collect(),
                past: leg.is_past(account.moment),
            });
        }
        return entries;
    }
    for (index, window) in account.windows.iter().enumerate() {
        let legs: Vec<&Leg> = window.legs().collect();
        let mut first = 0;
        for (number, leg) in legs.iter().copied().enumerate() {
            let replaced = number + 1 < legs.len();
            if leg.outcome == Outcome::Postponed && replaced {
                continue;
            }
            // A reserve that was itself put off is told by the one that took its place.
            let mut following = legs[number + 1..].iter();
            let of_leg = |report: &Report| {
                let mut entries = report.entries.iter();
                entries.any(|entry| entry.window == Some(window.number) && (first..=number).contains(&entry.leg))
            };
            entries.push(Entry {
                told,
                window: Some((index, window)),
                leg,
                after: following.find(|next| next.outcome != Outcome::Postponed).copied(),
                reports: account
                    .reports
                    .iter()
                    .enumerate()
                    .filter(|(_, report)| of_leg(report))
                    .collect(),
                past: leg.is_past(account.moment),
            });
            first = number + 1;
        }
    }
    entries
}

impl<'t> Entry<'t> {
    /// The attempt that it tells of.
    pub(super) fn leg(&self) -> &'t Leg {
        self.leg
    }

    /// The dates of what is told as a whole, each as an entry of its own.
    pub(super) fn dates(&self) -> Vec<Entry<'t>> {
        let windows = self.told.account.windows.iter().enumerate();
        let date = |(index, window): (usize, &'t Window<'t>)| Entry {
            told: self.told,
            window: Some((index, window)),
            leg: &window.leg,
            after: None,
            reports: Vec::new(),
            past: self.past,
        };
        windows.filter(|_| self.window.is_none()).map(date).collect()
    }
}

impl Entry<'_> {
    /// The times it is told by: what happened, of what is past; else the plan that counts. What is known to go on has no
    /// end yet: the one that is expected is told as that.
    pub(super) fn shown(&self) -> Stretch {
        let incident = !self.told.account.record.kind.planned();
        match self.past {
            true => self.leg.told(),
            false if self.leg.outcome == Outcome::Cancelled => self.leg.in_force(),
            false if incident || self.expected().is_some() => Stretch {
                start: self.leg.began.unwrap_or(self.leg.planned.start),
                end: None,
            },
            false => self.leg.in_force(),
        }
    }

    /// What was planned for the window's own day, where what is told by `shown` differs from it.
    fn original(&self) -> Option<Stretch> {
        self.unlike(self.window?.1.planned())
    }

    /// What was planned for the reserve or the day that took its place, where that was not kept either.
    fn on_reserve(&self) -> Option<Stretch> {
        let own_day = self.window?.1.planned();
        self.unlike(self.leg.planned).filter(|planned| *planned != own_day)
    }

    /// A plan that is not what is told.
    fn unlike(&self, planned: Stretch) -> Option<Stretch> {
        let shown = self.shown();
        let told = Stretch {
            end: shown.end.or(self.expected()),
            ..shown
        };
        (self.told.account.record.kind.planned() && told != planned).then_some(planned)
    }

    pub(super) fn value<'v>(&self, list: &str, index: usize) -> Option<&'v Value>
    where
        Self: 'v,
    {
        let values = self.told.words.get(list)?.as_array()?;
        values.get(index)
    }

    /// The words for what comes again, of the window at a place.
    pub(super) fn again(&self, index: usize) -> Option<&str> {
        self.told.account.windows.get(index)?.record.recurring.as_ref()?;
        self.value("windows", index)?.get_from_path("range")?.as_str()
    }

    /// The name, or the mark, of the window at a place.
    pub(super) fn of_place(&self, index: usize, key: &str) -> Value {
        let of = self
            .value("windows", index)
            .and_then(|window| window.get_from_path(key));
        of.cloned().unwrap_or_else(Value::none)
    }

    /// What its window says, or the whole record.
    pub(super) fn of_window(&self, path: &str) -> Value {
        let of = match self.window {
            Some((index, _)) => self.value("windows", index),
            None => self.told.words.get("notice"),
        };
        of.and_then(|of| of.get_from_path(path))
            .cloned()
            .unwrap_or_else(Value::none)
    }

    /// The number of its window; `None` where the record is told as a whole.
    fn number(&self) -> Option<usize> {
        self.window.map(|(_, window)| window.number)
    }

    /// Its reports, by time, each with its place among the account's.
    pub(super) fn reports(&self) -> impl Iterator<Item = (usize, &Report<'_>)> {
        self.reports.iter().map(|(at, report)| (*at, *report))
    }

    /// Whether it is the attempt that counts.
    pub(super) fn counts(&self) -> bool {
        self.window.is_none_or(|(_, window)| *self.leg == window.leg)
    }

    fn announced(&self) -> bool {
        let whole = || whole_announced(self.told.account.record);
        self.window.map_or_else(whole, |(_, window)| window.announced)
    }

    fn impact(&self) -> Option<&ImpactRecord> {
        self.window.and_then(|(_, window)| window.impact)
    }

    /// The times that stand at its head, each with its window's place: its own, or all dates of what is told as a whole.
    pub(super) fn periods(&self) -> Vec<(usize, Stretch)> {
        let of_date = |(index, date): (usize, &Window)| (index, date.leg.in_force());
        match self.window {
            Some((index, _)) => vec![(index, self.shown())],
            None => self.told.account.windows.iter().enumerate().map(of_date).collect(),
        }
    }

    /// Whether its log tells, or is to tell, what happens.
    fn watched(&self) -> bool {
        self.announced() || !self.reports.is_empty()
    }

    /// The end that is expected of what goes on, where somebody said so.
    fn expected(&self) -> Option<When> {
        let going_on = match self.leg.outcome {
            Outcome::Running | Outcome::Overdue => true,
            // An emergency stop that is to come.
            Outcome::Scheduled => !self.told.account.record.kind.planned(),
            _ => false,
        };
        let said = self.watched() || !self.told.account.record.kind.planned();
        self.leg.expected.filter(|_| self.window.is_some() && going_on && said)
    }

    /// The end that an entry of its log says is expected, where the report before has not said the same.
    fn newly_expected(&self, index: usize, of: &Logged) -> Option<When> {
        let until = of.record.until.as_ref()?.value;
        let before = self.reports.iter().filter(|(at, _)| *at < index);
        let mut before = before.flat_map(|(_, report)| &report.entries);
        let said = before.rfind(|other| other.window == of.window);
        let said = said.and_then(|other| other.record.until.as_ref());
        said.is_none_or(|said| said.value != until).then_some(until)
    }

    /// Whether its own times and what took their place already tell what an entry of the log changed.
    fn tells(&self, of: &Logged) -> bool {
        let put_off = matches!(self.leg.outcome, Outcome::Aborted | Outcome::Postponed);
        put_off && of.before() == Some(self.leg.planned) && of.after() == self.after.map(|leg| leg.planned)
    }

    /// Whether it says nothing but its times, services and cause.
    fn is_plain(&self) -> bool {
        let written = self.window.map(|(_, window)| window.record);
        written.is_some_and(|window| window.recurring.is_none() && window.affected.is_empty())
            && self.expected().is_none()
            && !self.watched()
            && self.happenings().is_empty()
            && self.impact().is_none()
            && !self.told.says_more()
            && !self.tells_changes()
            && self
                .window
                .is_some_and(|(_, window)| window.details.is_empty() && window.record.mark.is_none())
            && !self.own_contact()
    }

    /// Whether two entries can share one statement of what they touch.
    pub(super) fn alike(&self, other: &Entry) -> bool {
        let words = |entry: &Entry| (entry.of_window("services"), entry.of_window("cause"));
        self.is_plain()
            && other.is_plain()
            && (self.leg.outcome, &self.told.title, self.link()) == (other.leg.outcome, &other.told.title, other.link())
            && words(self) == words(other)
    }

    /// Whether it tells what is otherwise than before.
    fn tells_changes(&self) -> bool {
        let changes = self.told.words.get("changes");
        changes.is_some_and(Value::is_truthy)
    }

    /// Whether its record names others to ask than the page does.
    fn own_contact(&self) -> bool {
        let record = self.told.account.record;
        record.contact.is_some() || record.contacts.is_some()
    }

    /// The newest letter that tells of it, relative to the page.
    fn link(&self) -> Option<String> {
        let newest = self.told.letters.last()?;
        Some(self.told.path_of(newest))
    }
}

impl Writer<'_> {
    /// What an entry says besides its times.
    pub(super) fn entry(&self, entry: &Entry) -> tera::Map {
        let account = &entry.told.account;
        let leg = entry.leg;
        let point = |at: When| instant(at, self.desk.publisher, self.notation.moment(at));
        let range = |stretch: Option<Stretch>| Value::from(stretch.map(|stretch| Value::from(self.range(stretch))));
        let impact = entry.of_window("impact");
        // What is called off does nothing to anybody.
        let called_off = leg.outcome == Outcome::Cancelled && leg.began.is_none();
        let impact = impact.get_from_path("words").and_then(Value::as_str);
        let impact = impact
            .filter(|_| !called_off)
            .map(|words| Value::safe_string(&self.html(entry, words)));
        let contacts = entry.told.words.get("contacts");
        let after = entry.after.filter(|_| leg.outcome == Outcome::Aborted);
        let own_contacts = contacts.filter(|_| entry.own_contact());
        // The record's own, with its place; else its letter's.
        let title = entry.told.words.get("title").filter(|title| title.is_truthy());
        let of_letter = Some(entry.told.title.as_str()).filter(|title| !title.is_empty());
        let title = title.cloned().or(of_letter.map(Value::from));
        // What has no title is known by what it is.
        let work = Some(entry.work()).filter(|work| work.is_truthy() && !account.record.kind.planned());
        let title = title.or(work);
        // 瞬断 and 一部制限 leave a service in use.
        let stops = entry.impact().is_none_or(ImpactRecord::stops);
        let window = entry
            .window
            .map(|(_, window)| window)
            .filter(|window| *leg == window.leg);
        let next = window.and_then(|window| account.next_report(window));
        // What is told as a whole is dated, and says its text here too.
        let whole = account.whole.filter(|_| entry.window.is_none());
        let posted = whole.map(|leg| leg.planned.start);
        let posted = posted.map(|at| instant(at, self.desk.publisher, self.notation.date(at.at.date())));
        let text = whole.and_then(|_| entry.told.words.get("text")?.as_str());
        let text = text.map(|text| Value::safe_string(&self.html(entry, text)));
        let own = entry.window.map(|(_, window)| window.record);
        let affected = own.iter().flat_map(|window| &window.affected).map(|of| Stretch {
            start: of.start.value,
            end: Some(of.end.value),
        });
        let affected: Vec<Value> = affected.map(|of| self.range(of).into()).collect();
        let labels = entry.told.words.get("labels").cloned();
        let pairs = [
            ("affected", affected.into()),
            ("next_days", self.next_days(entry).into()),
            ("reserves", self.reserves(entry).into()),
            ("posted", posted.into()),
            ("text", text.into()),
            ("stage", outcome_name(leg.outcome).into()),
            ("reserve", leg.reserve.into()),
            ("link", entry.link().into()),
            ("letters", self.earlier_letters(entry).into()),
            ("title", title.into()),
            ("services", entry.of_window("services")),
            ("back", entry.of_window("back")),
            ("out", entry.of_window("out")),
            ("standing", entry.standing().into()),
            ("cause", entry.of_window("cause")),
            ("impact", impact.into()),
            ("stops", stops.into()),
            ("labels", labels.into()),
            ("changes", self.changes(entry)),
            ("details", self.details(entry, &entry.details())),
            ("refrain", self.phrase(entry, "refrain")),
            ("phrases", self.phrases(entry)),
            ("work", entry.work()),
            ("original", range(entry.original())),
            ("on_reserve", range(entry.on_reserve())),
            ("after", range(after.map(|leg| leg.planned))),
            ("after_stage", after.map(|leg| outcome_name(leg.outcome)).into()),
            ("expected", entry.expected().map(point).into()),
            ("announce", if entry.announced() { "fax" } else { "none" }.into()),
            ("past", entry.past.into()),
            ("logged", (!entry.reports.is_empty()).into()),
            ("next", next.map(point).into()),
            ("contacts", own_contacts.cloned().into()),
        ];
        let mut map = tera::Map::new();
        for (key, value) in pairs {
            map.insert(key.into(), value);
        }
        map
    }

    /// The letters before the newest, each with its day and where it stands, relative to the page.
    fn earlier_letters(&self, entry: &Entry) -> Vec<Value> {
        let (_, before) = entry.told.letters.split_last().unzip();
        let letters = before.unwrap_or_default().iter();
        letters
            .map(|letter| letter_value(&self.notation, letter, entry.told.path_of(letter)))
            .collect()
    }

    /// A report of the windows of a card: when, what, in which words, and of which of several windows.
    pub(super) fn report(&self, group: &[&Entry], index: usize, report: &Report) -> Value {
        let value = group.first().and_then(|entry| entry.value("reports", index));
        let said = value
            .and_then(|value| value.get_from_path("entries"))
            .and_then(Value::as_array);
        let point = |at: When| instant(at, self.desk.publisher, self.notation.moment(at));
        let of_group = |of: &Logged| {
            let tells =
                |entry: &&&Entry| entry.number() == of.window && entry.reports.iter().any(|(place, _)| *place == index);
            group.iter().find(tells).copied()
        };
        let own = report.entries.iter().enumerate();
        let own = own.filter_map(|(number, of)| Some((number, of, of_group(of)?)));
        let entries: Vec<Value> = own
            .map(|(number, of, entry)| {
                let said = said.and_then(|said| said.get(number));
                let text = said.and_then(|said| said.get_from_path("text")).and_then(Value::as_str);
                let text = text.map(|text| Value::safe_string(&self.html(entry, text)));
                let outbreak = said.and_then(|said| said.get_from_path("outbreak")).cloned();
                let range = |stretch: Stretch| told_range(&self.notation, stretch);
                let reason = window::reason(entry.told.account.record, of.record).and(said);
                let reason = reason.and_then(|said| said.get_from_path("cause")).cloned();
                super::value::object([
                    ("window", self.which(group, entry, of).into()),
                    ("reason", reason.into()),
                    ("details", self.superseded(entry, of, said)),
                    ("event", of.record.event.value.word().into()),
                    ("back", said.and_then(|said| said.get_from_path("back")).cloned().into()),
                    ("outbreak", outbreak.into()),
                    ("ahead", of.is_ahead(entry.window.map(|(_, window)| window)).into()),
                    ("text", text.into()),
                    (
                        "errata",
                        said.and_then(|said| said.get_from_path("errata")).cloned().into(),
                    ),
                    ("as_of", of.record.as_of.as_ref().map(|as_of| point(as_of.value)).into()),
                    ("until", entry.newly_expected(index, of).map(point).into()),
                    ("next", of.record.next.as_ref().map(|next| point(next.value)).into()),
                    ("decided", of.change.is_some_and(|change| change.decided).into()),
                    ("before", of.before().filter(|_| !entry.tells(of)).map(range).into()),
                    ("after", of.after().map(range).into()),
                ])
            })
            .collect();
        super::value::object([
            ("number", report.number.into()),
            ("at", point(report.known)),
            ("entries", entries.into()),
        ])
    }

    /// Which of several windows of a card a report tells of: its name, else when it was planned.
    fn which(&self, group: &[&Entry], entry: &Entry, of: &Logged) -> Option<Value> {
        let (index, window) = entry.window?;
        // A final report is of all of them.
        let one = !entry.told.account.record.tells_of_all(of.record);
        let several = one && group.iter().any(|other| other.number() != entry.number());
        let name = entry.of_place(index, "name");
        let planned = || told_range(&self.notation, window.planned());
        several.then(|| super::value::object([("name", name), ("planned", planned())]))
    }

    /// What comes again has no start and end of its own.
    pub(super) fn words_of_a_rule(&self, entry: &Entry, words: &str) -> tera::Map {
        let element = Value::safe_string(&self.html(entry, words));
        let start = super::value::object([("text", element.clone()), ("element", element)]);
        let mut map = tera::Map::new();
        map.insert("start".into(), start);
        map
    }

    /// The reserves that are left for what is to come or goes on.
    fn reserves(&self, entry: &Entry) -> Vec<Value> {
        let to_come = matches!(
            entry.leg.outcome,
            Outcome::Scheduled | Outcome::Running | Outcome::Overdue
        );
        let window = entry.window.filter(|_| to_come && !entry.past);
        let reserves = window.into_iter().flat_map(|(_, window)| &window.reserves);
        reserves.map(|reserve| self.range(*reserve).into()).collect()
    }

    /// The next days of what comes again.
    fn next_days(&self, entry: &Entry) -> Vec<Value> {
        let recurring = entry
            .window
            .filter(|_| !entry.past)
            .and_then(|(_, window)| window.record.recurring.as_ref());
        let days = recurring.map(|recurring| recurring.next(entry.leg.planned.start));
        let on = |day| recurring.map(|recurring| recurring.on(day));
        let times = days.into_iter().flatten().filter_map(on);
        let stretches = times.map(|(start, end)| Stretch { start, end: Some(end) });
        stretches.map(|stretch| self.range(stretch).into()).collect()
    }

    pub(super) fn html(&self, entry: &Entry, markdown: &str) -> String {
        self.desk.told_in_html(entry.told, markdown)
    }

    /// A start and an end, both in full.
    pub(super) fn range(&self, stretch: Stretch) -> tera::Map {
        let (start, end) = match stretch.end {
            Some(end) => self.notation.full_range(stretch.start, end),
            None => (self.notation.moment(stretch.start), None),
        };
        let end = stretch
            .end
            .zip(end)
            .map(|(at, end)| instant(at, self.desk.publisher, end));
        let mut map = tera::Map::new();
        map.insert("start".into(), instant(stretch.start, self.desk.publisher, start));
        let between = (stretch.end.is_none() || end.is_some()).then(|| self.notation.range.between());
        map.insert("end".into(), end.into());
        map.insert("range".into(), between.into());
        let close = stretch.end.map(|end| self.notation.closing(end));
        map.insert("close".into(), close.into());
        map
    }
}

/// A start and an end in one text; of what has no end, its start.
fn told_range(notation: &Notation, stretch: Stretch) -> Value {
    let shown = match stretch.end {
        Some(end) => notation.range(stretch.start, end, crate::calendar::style::Marks::Both),
        None => notation.moment(stretch.start),
    };
    Value::safe_string(&shown)
}

/// The letter after that at `place`, as that letter's own web page names it; `folder` leads from there to the letters on the
/// web.
pub(crate) fn letter_after(told: &Told, place: usize, folder: &str) -> Option<Value> {
    let letter = told.letters.iter().find(|letter| letter.place > place)?;
    let path = format!("{folder}{}.html", letter.stem());
    Some(letter_value(told.account.notation(), letter, path))
}

/// A letter: when it was issued, and where its web page stands.
fn letter_value(notation: &Notation, letter: &Letter, path: String) -> Value {
    let issued = match letter.issued.value {
        Issued::Day(day) => notation.letter_date(day),
        Issued::Month(first) => notation.month(first),
    };
    super::value::object([("issued", issued.into()), ("link", path.into())])
}

/// What a letter's web page says above the letter, where something was reported after its issue: `reports` as the page
/// has them, each with the window it tells of.
pub(crate) fn since(writer: &Desk, told: &Told, letter: NaiveDateTime) -> Vec<Value> {
    let notation = Notation {
        markup: Markup::Html,
        ..told.account.notation().clone()
    };
    let mut out = Vec::new();
    let reports = told.account.reports.iter().enumerate();
    for (index, report) in reports.filter(|(_, report)| report.at > letter) {
        let value = told.words.get("reports").and_then(Value::as_array);
        let entries = value.and_then(|reports| reports.get(index)?.get_from_path("entries")?.as_array());
        for (number, of) in report.entries.iter().enumerate() {
            let said = |key: &str| entries.and_then(|all| all.get(number)?.get_from_path(key)).cloned();
            let text = said("text").filter(|text| text.is_truthy());
            let text = text.as_ref().and_then(Value::as_str);
            let text = text.map(|text| Value::safe_string(&writer.told_in_html(told, text)));
            let window = of.window.and_then(|number| told.account.window(number));
            if window.is_none() && of.window.is_some() {
                continue;
            }
            let leg = window.map(|window| window.legs().nth(of.leg).unwrap_or(&window.leg));
            let shown = leg.map(|leg| of.before().unwrap_or(leg.planned));
            let point = |at: When| instant(at, writer.publisher, notation.moment(at));
            let range = |stretch: Stretch| told_range(&notation, stretch);
            // Where one event touches several services at several times, each is named.
            let several = told.account.windows.len() > 1;
            let services = window.filter(|_| several).map(|window| {
                let names = window
                    .services
                    .iter()
                    .filter_map(|key| writer.words.service(told.account.record.kind, key));
                Value::from(names.collect::<Vec<Value>>())
            });
            let services = Value::from(services);
            out.push(super::value::object([
                ("at", point(report.known)),
                ("number", report.number.into()),
                ("event", of.record.event.value.word().into()),
                ("back", said("back").into()),
                ("outbreak", outbreak_name(of.outbreak).into()),
                ("window", shown.map(range).into()),
                ("services", services.clone()),
                ("until", of.record.until.as_ref().map(|until| point(until.value)).into()),
                ("text", text.into()),
                ("errata", said("errata").into()),
                ("cause", said("cause").into()),
                ("labels", told.words.get("labels").cloned().into()),
                ("work", told.words.get("work").cloned().into()),
                ("after", of.after().map(range).into()),
                ("moved", of.change.is_some().into()),
                ("planned", told.account.record.kind.planned().into()),
                ("ahead", of.is_ahead(window).into()),
            ]));
        }
    }
    out
}
