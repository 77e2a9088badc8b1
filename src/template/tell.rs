//! An account as values for templates: its windows with their legs, and its reports.

use super::context::Builder;
use super::value::{Stretches, object, outbreak_name, outcome_name, point, point_of, stretch, stretch_of};
use crate::account::{Account, Entry, Leg, Report, Stretch, Window};
use crate::diagnostic::Spanned;
use crate::record::schema::{ErratumRecord, LogRecord};
use tera::Value;

impl Builder<'_> {
    /// A window: its plan, what counts now, what happened, its reserves.
    pub(super) fn window(&mut self, account: &Account, window: &Window) -> Value {
        let notation = account.notation();
        let services = self.service_names(account, &window.services);
        let cause = window.cause.map(|cause| self.plain(cause));
        let over = window.leg.outcome.is_final();
        let impact = window.impact.map(|impact| self.impact(impact, notation, over));
        let reserves: Vec<Value> = window
            .reserves
            .iter()
            .map(|reserve| stretch(*reserve, notation).into())
            .collect();
        let mut stretches = Stretches::new(notation);
        let of_window = leg(&window.leg, &mut stretches);
        let legs: Vec<Value> = (window.legs())
            .map(|of| match *of == window.leg {
                true => of_window.clone().into(),
                false => leg(of, &mut stretches).into(),
            })
            .collect();
        let details = self.details(&window.details);
        let shared = Self::shared_details(account);
        let own: Vec<_> = window
            .details
            .iter()
            .copied()
            .filter(|detail| !shared.contains(detail))
            .collect();
        let own = self.details(&own);
        let mut map = stretches.of(window.planned()).into_map().unwrap_or_default();
        map.insert(
            "mark".into(),
            window.record.mark.as_ref().map(|mark| self.plain(mark)).into(),
        );
        map.insert("detail".into(), Self::by_key(&details));
        map.insert("details".into(), details);
        map.insert("own_details".into(), own);
        let back = self.names_and_areas(account, &window.restored, &window.restored_areas);
        map.insert("back".into(), back);
        let out = self.names_and_areas(account, &window.out_of_use(), &window.areas_out());
        map.insert("out".into(), out);
        map.insert("number".into(), window.number.into());
        map.insert("services".into(), services);
        map.insert("cause".into(), cause.into());
        map.insert("impact".into(), impact.into());
        map.insert("announce".into(), if window.announced { "fax" } else { "none" }.into());
        map.insert("reserves".into(), reserves.into());
        let mut entries = account.reports.iter().flat_map(|report| &report.entries);
        let ahead = entries.any(|entry| entry.window == Some(window.number) && entry.is_ahead(Some(window)));
        map.insert("ahead".into(), ahead.into());
        map.insert(
            "table".into(),
            window.record.table.as_ref().map(|key| key.value.as_str()).into(),
        );
        for (key, value) in of_window {
            if !map.contains_key(&key) {
                map.insert(key, value);
            }
        }
        map.insert("reserve_in_use".into(), window.leg.reserve.into());
        map.insert("legs".into(), legs.into());
        map.insert(
            "name".into(),
            window.record.name.as_ref().map(|name| self.plain(name)).into(),
        );
        let affected = window.record.affected.iter().map(|range| {
            let stretch_of = Stretch {
                start: range.start.value,
                end: Some(range.end.value),
            };
            Value::from(stretch(stretch_of, notation))
        });
        map.insert("affected".into(), affected.collect::<Vec<Value>>().into());
        if let Some(recurring) = &window.record.recurring {
            let again = self.recurring(recurring, &window.leg, notation);
            for of in ["planned", "current", "told"] {
                let key = tera::value::Key::from(of);
                let mut leg = map.get(&key).and_then(Value::as_map).cloned().unwrap_or_default();
                leg.extend(again.clone());
                map.insert(of.into(), leg.into());
            }
            map.extend(again);
        }
        map.into()
    }

    /// Names of services, then areas.
    fn names_and_areas(&mut self, account: &Account, services: &[&str], areas: &[&Spanned<String>]) -> Value {
        let names = self.service_names(account, services);
        let mut names: Vec<Value> = names.as_array().into_iter().flatten().cloned().collect();
        names.extend(areas.iter().map(|area| Value::from(self.plain(area))));
        names.into()
    }

    /// A report with its entries; what a single entry tells is told of the report as well.
    pub(super) fn report(
        &mut self,
        account: &Account,
        report: &Report,
        windows: &[Value],
        only_announced: bool,
    ) -> Value {
        let notation = account.notation();
        let entries: Vec<&Entry> = match only_announced {
            true => report.announced_entries().collect(),
            false => report.entries.iter().collect(),
        };
        let values: Vec<tera::Map> = entries
            .iter()
            .map(|entry| {
                let index = account
                    .windows
                    .iter()
                    .position(|window| Some(window.number) == entry.window);
                let window = index.and_then(|index| windows.get(index)).cloned();
                self.entry(account, entry, window)
            })
            .collect();
        let mut map = values.first().cloned().unwrap_or_default();
        let words: Vec<&str> = entries.iter().map(|entry| entry.record.event.value.word()).collect();
        let one_event = words.windows(2).all(|pair| pair[0] == pair[1]);
        let entries: Vec<Value> = values.into_iter().map(Value::from).collect();
        map.insert("number".into(), report.number.into());
        map.insert("at".into(), point(report.known, notation));
        map.insert("entries".into(), entries.into());
        map.insert("one_event".into(), one_event.into());
        map.into()
    }

    /// What was told wrong, and what is right: a list.
    pub(super) fn errata(&mut self, errata: &[ErratumRecord]) -> Value {
        let told = errata.iter().map(|erratum| {
            object([
                ("where", erratum.place.as_ref().map(|place| self.plain(place)).into()),
                ("wrong", self.plain(&erratum.wrong).into()),
                ("right", self.plain(&erratum.right).into()),
            ])
        });
        told.collect::<Vec<Value>>().into()
    }

    /// What an entry tells to be back.
    fn restored_by(&mut self, account: &Account, entry: &LogRecord) -> Value {
        let services: Vec<&str> = entry.services.iter().map(|key| key.value.as_str()).collect();
        self.names_and_areas(account, &services, &entry.areas.iter().collect::<Vec<_>>())
    }

    fn entry(&mut self, account: &Account, entry: &Entry, window: Option<Value>) -> tera::Map {
        let notation = account.notation();
        let record = entry.record;
        let of = entry.window.and_then(|number| account.window(number));
        let over = of.is_some_and(|window| window.leg.outcome.is_final());
        let told = Self::told_in_report(account, entry);
        let told = self.details(&told.iter().collect::<Vec<_>>());
        let details = self.details(&record.details.iter().collect::<Vec<_>>());
        // Formal parts, which a text may hold where no page tells it, do not stand in a cell.
        let formal = |text: &&crate::diagnostic::Spanned<String>| {
            text.value.lines().any(|line| line.trim_start().starts_with(":::"))
        };
        let words = record.text.as_ref().filter(|text| !formal(text));
        let words = words.map(|text| self.within_a_cell(text));
        let pairs = [
            ("lead", record.lead.as_ref().map(|lead| self.safe(lead)).into()),
            (
                "apology",
                record.apology.as_ref().map(|apology| apology.value.word()).into(),
            ),
            ("detail", Self::by_key(&details)),
            ("details", details),
            ("told_details", told),
            ("event", record.event.value.word().into()),
            ("of_all", account.record.tells_of_all(record).into()),
            ("back", self.restored_by(account, record)),
            ("at", point(record.at.value, notation)),
            ("text", record.text.as_ref().map(|text| self.on_pages(text)).into()),
            ("words", words.into()),
            (
                "until",
                point_of(record.until.as_ref().map(|until| until.value), notation),
            ),
            (
                "as_of",
                point_of(record.as_of.as_ref().map(|as_of| as_of.value), notation),
            ),
            ("next", point_of(record.next.as_ref().map(|next| next.value), notation)),
            ("errata", self.errata(&record.errata)),
            ("cause", record.cause.as_ref().map(|cause| self.plain(cause)).into()),
            (
                "impact",
                record
                    .impact
                    .as_ref()
                    .map(|impact| self.impact(impact, notation, over))
                    .into(),
            ),
            ("window", window.into()),
            ("decided", entry.change.is_some_and(|change| change.decided).into()),
            ("before", stretch_of(entry.before(), notation)),
            ("after", stretch_of(entry.after(), notation)),
            ("outbreak", outbreak_name(entry.outbreak).into()),
        ];
        let mut map = tera::Map::new();
        for (key, value) in pairs {
            map.insert(key.into(), value);
        }
        map
    }
}

/// An attempt at a window: what was planned, what counts, what to tell of it.
fn leg(leg: &Leg, stretches: &mut Stretches) -> tera::Map {
    let notation = stretches.notation();
    let mut map = tera::Map::new();
    let pairs = [
        ("stage", outcome_name(leg.outcome).into()),
        ("reserve", leg.reserve.into()),
        ("planned", stretches.of(leg.planned)),
        ("current", stretches.of(leg.in_force())),
        ("told", stretches.of(leg.told())),
        ("began", point_of(leg.began, notation)),
        ("ended", point_of(leg.ended, notation)),
        ("differs", leg.differs().into()),
    ];
    for (key, value) in pairs {
        map.insert(key.into(), value);
    }
    map
}
