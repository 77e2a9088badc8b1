//! The letters of an event: one, or several in its life. Each tells the account of its own day of issue, so that what
//! happens later, a letter after it included, changes none that has gone out.

use super::letterhead::{ChosenBy, opening, phrases};
use super::{Account, Outcome, Stretch, Window, window};
use crate::calendar::When;
use crate::diagnostic::Spanned;
use crate::record::schema::{
    self, AddresseeRecord, ChangeRecord, DocumentKind, ErratumRecord, Issued, Opening, PhraseRecord, Record,
    ReferenceRecord,
};
use chrono::{Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// A letter as its record asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// Its place among the letters of the record, from 0.
    pub place: usize,
    /// 発信日.
    pub issued: &'a Spanned<Issued>,
    /// From when on it stands on the web, where that is not its day.
    pub publish: Option<&'a Spanned<When>>,
    /// 文書番号.
    pub number: Option<&'a Spanned<String>>,
    /// Its title, where it is not the record's.
    pub title: Option<&'a Spanned<String>>,
    /// Its template, where one is named.
    pub template: Option<&'a Spanned<String>>,
    /// What takes the place of the template's first sentences.
    pub lead: Option<&'a Spanned<String>>,
    /// To whom it goes, where that is another than the record's.
    pub addressee: Option<&'a AddresseeRecord>,
    /// 頭語, as chosen for it alone.
    pub opening: &'a Option<Spanned<Opening>>,
    /// The notice that it goes on from, where that is none of the record's letters.
    pub refers: Option<&'a ReferenceRecord>,
    /// What is otherwise than before, as it says itself.
    pub changes: &'a [ChangeRecord],
    /// Set phrases chosen for it alone.
    pub phrases: &'a [PhraseRecord],
    /// What a letter before said wrongly.
    pub errata: &'a [ErratumRecord],
}

/// The letters that a record asks for, in the order of their issue.
pub(crate) fn of(record: &Record) -> Vec<Letter<'_>> {
    if !record.letters.is_empty() {
        let numbered = record.letters.iter().enumerate();
        let letters = numbered.map(|(place, letter)| Letter {
            place,
            issued: &letter.issued,
            publish: letter.publish.as_ref(),
            number: letter.number.as_ref(),
            title: letter.title.as_ref(),
            template: letter.letter.as_ref(),
            lead: letter.lead.as_ref(),
            addressee: letter.addressee.as_deref(),
            opening: &letter.opening,
            refers: (letter.refers.as_ref()).or(record.refers.as_ref().filter(|_| place == 0)),
            changes: &letter.changes,
            phrases: &letter.phrases,
            errata: &letter.errata,
        });
        return letters.collect();
    }
    let only = record.issued.iter().map(|issued| Letter {
        place: 0,
        issued,
        publish: record.publish.as_ref(),
        number: record.number.as_ref(),
        title: None,
        template: record.letter.as_ref(),
        lead: None,
        addressee: None,
        opening: &None,
        refers: record.refers.as_ref(),
        changes: &[],
        phrases: &[],
        errata: &[],
    });
    only.collect()
}

impl Letter<'_> {
    /// Its day of issue; of a month (吉日) the first.
    pub fn day(&self) -> NaiveDate {
        self.issued.value.day()
    }

    /// The name of its files, without their ending.
    pub fn stem(&self) -> String {
        match self.place {
            0 => "letter".to_string(),
            place => format!("letter-{}", place + 1),
        }
    }

    /// From when on it is made and told of, though perhaps not on the web. The first at once: it announces the event.
    pub fn out(&self) -> Option<NaiveDateTime> {
        let day = self.day().and_time(NaiveTime::MIN);
        (self.place > 0).then(|| day.min(self.published()))
    }

    /// Whether it is issued by `moment`: see [`Self::out`].
    pub fn is_out(&self, moment: NaiveDateTime) -> bool {
        self.out().is_none_or(|out| out <= moment)
    }

    /// From when on it stands on the web and is linked: from its day, where it says no other moment.
    pub fn published(&self) -> NaiveDateTime {
        schema::published(self.issued.value, self.publish)
    }

    /// Whether it stands on the web at `moment`.
    pub fn is_public(&self, moment: NaiveDateTime) -> bool {
        self.published() <= moment
    }
}

/// A letter with what it tells.
#[derive(Debug, Clone)]
pub struct Issue<'a> {
    /// The letter.
    pub letter: Letter<'a>,
    /// The account of its day of issue.
    pub account: Account<'a>,
    /// What the letter before it told, with that letter.
    pub before: Option<(Letter<'a>, Account<'a>)>,
}

/// What a letter tells otherwise than the one before it, of one window.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'a> {
    /// The window's number.
    pub window: usize,
    /// What the letter before told; nothing of a window that is new.
    pub before: Option<Stretch>,
    /// What is to be now; nothing where it does not take place, or no day is known.
    pub after: Option<Stretch>,
    /// What came of it.
    pub outcome: Outcome,
    /// Why, as the log says since.
    pub reason: Option<&'a Spanned<String>>,
}

impl<'a> Account<'a> {
    /// The letters made of the account, each with the account of its day: as of the end of that day, or of the moment where
    /// that is earlier. A letter of a month tells what was known at the month's end, but before its first window begins; one
    /// that another follows in the same month, what was known when the month began. None where none is asked for, or nothing
    /// can be told of yet.
    pub fn letters(&self) -> Vec<Issue<'a>> {
        if !self.makes(DocumentKind::Letter) {
            return Vec::new();
        }
        let letters = of(self.record);
        let mut issues: Vec<Issue<'a>> = Vec::new();
        for (place, letter) in letters.iter().enumerate() {
            // What a later letter of what befell is to tell is not known before its day; one of planned work is printed ahead.
            if !letter.is_out(self.moment) && !self.record.kind.planned() {
                break;
            }
            let last = known_to(self.record, letter, letters.get(place + 1));
            let mut account = Account::new(self.record, self.publisher, self.moment.min(last));
            account.letterhead.notation.issued = Some(letter.day());
            account.letterhead.addressee = letter.addressee.or(account.letterhead.addressee);
            account.letterhead.opening = opening(&[letter.opening, &self.record.opening, &self.publisher.opening]);
            account.letterhead.phrases = phrases(&[
                (ChosenBy::Publisher, &self.publisher.phrases),
                (ChosenBy::Record, &self.record.phrases),
                (ChosenBy::Letter, letter.phrases),
            ]);
            // Nobody is told of what was not planned before it has begun.
            if account.windows.is_empty() && !self.record.kind.planned() {
                continue;
            }
            let before = issues.last().map(|issue| (issue.letter, issue.account.clone()));
            issues.push(Issue {
                letter: *letter,
                account,
                before,
            });
        }
        issues
    }
}

/// The last second of which a letter tells.
fn known_to(record: &Record, letter: &Letter, next: Option<&Letter>) -> NaiveDateTime {
    let start = letter.day().and_time(NaiveTime::MIN);
    let end = match letter.issued.value {
        Issued::Day(_) => start.checked_add_days(Days::new(1)),
        Issued::Month(_) => start.checked_add_months(Months::new(1)),
    };
    let mut until = end.unwrap_or(start);
    if let Issued::Month(_) = letter.issued.value {
        let begins = record.windows.iter().map(|window| window.start.value.at).min();
        // A letter dated after what it announces is warned of; it tells what has happened by then.
        until = begins
            .filter(|begins| *begins >= start)
            .map_or(until, |begins| until.min(begins));
        // On which day it went out is not known: what came up before another in the same month is that other's to tell.
        let other = next.is_some_and(|next| end.is_some_and(|end| next.day() < end.date()));
        until = if other { start } else { until };
    }
    until - TimeDelta::seconds(1)
}

impl<'a> Issue<'a> {
    /// Whether all planned work is over when it is issued: there is nothing left to ask for. What is issued first, on a day of
    /// the work itself, announces it.
    pub fn is_after_all(&self) -> bool {
        let windows = &self.account.windows;
        let done = |window: &Window| matches!(window.leg.outcome, Outcome::Completed | Outcome::Held);
        let over = windows.iter().any(done);
        let settled = windows.iter().all(|window| window.leg.outcome.is_final());
        let last = windows.iter().map(|window| window.leg.told().start.at.date()).max();
        let later = self.letter.place > 0 || last.is_some_and(|last| self.letter.day() > last);
        self.account.record.kind.planned() && later && over && settled
    }

    /// What it puts right: as it says itself, else what the log has put right since the letter before it.
    pub fn errata(&self) -> Vec<ErratumRecord> {
        let since = self.before.as_ref().map(|(_, before)| before.moment);
        let Some(since) = since.filter(|_| self.letter.errata.is_empty()) else {
            return self.letter.errata.to_vec();
        };
        let reports = self.account.reports.iter().filter(|report| report.at > since);
        let entries = reports.flat_map(|report| &report.entries);
        entries.flat_map(|entry| entry.record.errata.iter().cloned()).collect()
    }

    /// What the letter tells otherwise than the one before it; nothing of the first.
    pub fn changes(&self) -> Vec<Changed<'a>> {
        let Some((_, before)) = &self.before else {
            return Vec::new();
        };
        let since = before.moment;
        let changed = |now: &Window<'a>| {
            let old = before.window(now.number);
            let fallen = |window: &Window| {
                let outcome = window.leg.outcome;
                matches!(outcome, Outcome::Postponed | Outcome::Cancelled | Outcome::Aborted)
            };
            if old.is_some_and(|old| old.leg.in_force() == now.leg.in_force() && fallen(old) == fallen(now)) {
                return None;
            }
            let mut log: Vec<_> = (self.account.reports.iter())
                .filter(|report| report.at > since)
                .flat_map(|report| &report.entries)
                .filter(|entry| entry.window == Some(now.number))
                .collect();
            log.reverse();
            Some(Changed {
                window: now.number,
                before: old.map(|old| old.leg.in_force()),
                after: Some(now.leg.in_force()).filter(|_| !fallen(now)),
                outcome: now.leg.outcome,
                reason: log
                    .into_iter()
                    .find_map(|entry| window::reason(self.account.record, entry.record)),
            })
        };
        self.account.windows.iter().filter_map(changed).collect()
    }
}
