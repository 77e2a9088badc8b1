//! One machine turns plan and log into legs: each attempt at a window, with what came of it. The order check walks the
//! same machine, so that what it allows and what the documents tell cannot differ.

use crate::calendar::When;
use crate::calendar::when::{End, Grain, Hedge};
use crate::record::event::Effect;
use crate::record::schema::{Announce, LogRecord, Record, RecurringRecord, WindowRecord};
use chrono::NaiveDateTime;

/// From a start to an end; what goes on has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first minute, as far as it is known.
    pub start: When,
    /// The minute it is over, as far as it is known.
    pub end: Option<When>,
}

impl Stretch {
    /// Whether it only lies somewhere within what it names, 2026年12月 or 2027年度上期: that it has come does not say that
    /// anything runs.
    pub fn is_sometime(self) -> bool {
        self.start.is_sometime() && self.end.is_some_and(|end| end.grain == self.start.grain)
    }

    /// How long it is, in minutes, where both ends are known to the minute, or about.
    pub fn minutes(self) -> Option<i64> {
        self.start.minutes_until(self.end?)
    }
}

/// What came of an attempt at a window, or of a period of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// To come.
    Scheduled,
    /// Going on.
    Running,
    /// Going on past the end that was expected.
    Overdue,
    /// Its start has passed and the log, which was to tell of it, says nothing: not known.
    Untold,
    /// Over as planned; nobody promised to tell more. The one thing taken for granted.
    Held,
    /// Completed, or recovered from.
    Completed,
    /// Begun and broken off.
    Aborted,
    /// Put off before it began.
    Postponed,
    /// Called off.
    Cancelled,
}

impl Outcome {
    /// Nothing more will come of it.
    pub fn is_final(self) -> bool {
        use Outcome::{Aborted, Cancelled, Completed, Held, Postponed};
        matches!(self, Held | Completed | Aborted | Postponed | Cancelled)
    }
}

/// One attempt at a window: on its day, or on a reserve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    /// As planned, or as first reported.
    pub planned: Stretch,
    /// Which reserve it takes, from 1; `None` for the window's own day.
    pub reserve: Option<usize>,
    /// The end now expected: as planned, or as the log says since.
    pub expected: Option<When>,
    /// When it began, where that is known.
    pub began: Option<When>,
    /// When it ended, was broken off, put off or called off.
    pub ended: Option<When>,
    /// What came of it.
    pub outcome: Outcome,
}

impl Leg {
    fn new(planned: Stretch, reserve: Option<usize>) -> Self {
        Leg {
            planned,
            reserve,
            expected: planned.end,
            began: None,
            ended: None,
            outcome: Outcome::Scheduled,
        }
    }

    /// The plan with the end now expected: what an announcement tells.
    pub fn in_force(&self) -> Stretch {
        Stretch {
            start: self.planned.start,
            end: self.expected,
        }
    }

    /// What to tell of it: what happened as far as that is known, what is expected for the rest.
    pub fn told(&self) -> Stretch {
        let start = self.began.unwrap_or(self.planned.start);
        let end = match self.outcome {
            Outcome::Completed | Outcome::Aborted => self.ended,
            Outcome::Cancelled if self.began.is_some() => self.ended,
            _ => self.expected,
        };
        match self.outcome {
            Outcome::Postponed => self.in_force(),
            _ => Stretch { start, end },
        }
    }

    /// Whether what is told is not what was planned.
    pub fn differs(&self) -> bool {
        self.told() != self.planned
    }

    /// Whether it is of the past: nothing of it is to come. What is called off stays announced until it would be over;
    /// what was put off is to come.
    pub fn is_past(&self, moment: NaiveDateTime) -> bool {
        match self.outcome {
            Outcome::Held | Outcome::Completed | Outcome::Aborted => true,
            Outcome::Cancelled if self.began.is_none() => match self.expected {
                Some(end) => end.is_past(moment),
                // What was to come, with no end known, would have begun.
                None => {
                    let start = self.planned.start.at;
                    start <= moment && self.ended.is_some_and(|ended| ended.at < start)
                }
            },
            Outcome::Cancelled => true,
            _ => false,
        }
    }
}

/// Why an event cannot happen as things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is over already.
    Over,
    /// It was broken off or put off, and no reserve is left.
    NothingLeft,
    /// It has begun already.
    Begun,
    /// It has begun; what is broken off then is `aborted`.
    BegunNotPutOff,
    /// It has not begun.
    NotBegun,
    /// It goes on, and no final report can be made.
    NotOver,
    /// Its final report is out.
    Concluded,
    /// It has been told of, and so cannot be added.
    Told,
    /// It is reported as coming, and has not begun.
    Ahead,
    /// What was announced is over, or offered again, already.
    SaidAlready,
}

/// Where the machine stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    Running,
    Over,
    NothingLeft,
}

/// What an event put aside, and what took its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What counted before; `None` of a window that nobody knew of.
    pub before: Option<Stretch>,
    /// What counts since; `None` where no day is known yet.
    pub after: Option<Stretch>,
    /// It had been put off with no day known, and the day is known now.
    pub decided: bool,
}

/// The machine of one window: takes the entries of its log in order.
#[derive(Debug, Clone)]
pub(crate) struct Course {
    foreseen: bool,
    /// Start and number of the reserves not yet taken, by start.
    reserves: Vec<(usize, Stretch)>,
    earlier: Vec<Leg>,
    leg: Leg,
    phase: Phase,
    /// The log has told of what happens, and so is to tell of what comes.
    told: bool,
    /// An entry of the log has spoken of it.
    met: bool,
    /// Its final report is out.
    concluded: bool,
    /// It is told as a whole.
    whole: bool,
    /// What was announced has ended, or is offered again: the last that was said of it.
    standing: Option<Effect>,
}

impl Course {
    /// The course of `window`, the record's `number`th, before anything happened.
    pub(crate) fn new(record: &Record, number: usize, window: &WindowRecord) -> Self {
        let typed = window.end.as_ref().filter(|_| !ends_by_log(record, number, window));
        let planned = Stretch {
            start: window.start.value,
            end: typed.map(|end| end.value),
        };
        let mut reserves: Vec<(usize, Stretch)> = window.reserve.iter().enumerate().map(numbered).collect();
        reserves.sort_by_key(|(_, reserve)| reserve.start.at);
        Course {
            foreseen: record.kind.planned(),
            reserves,
            earlier: Vec::new(),
            leg: Leg::new(planned, None),
            phase: Phase::Waiting,
            told: false,
            met: false,
            concluded: false,
            whole: false,
            standing: None,
        }
    }

    /// The course of what is told as a whole: its term of display. `None` for a record of another kind.
    pub(crate) fn of_whole(record: &Record) -> Option<Self> {
        Some(Course {
            foreseen: true,
            reserves: Vec::new(),
            earlier: Vec::new(),
            leg: Leg::new(term(record)?, None),
            phase: Phase::Waiting,
            told: false,
            met: false,
            concluded: false,
            whole: true,
            standing: None,
        })
    }

    /// Takes one entry of the window's log; answers what it put aside.
    ///
    /// # Errors
    /// Why it cannot have happened; the course stays as it was.
    pub(crate) fn take(&mut self, entry: &LogRecord) -> Result<Option<Change>, Refusal> {
        let effect = entry.event.value.effect();
        let at = entry.at.value;
        self.allows(effect, at)?;
        // What only changes the plan, or tells more of it, does not promise that the log goes on to tell what happens.
        let of_plan = effect == Effect::Continues && self.foreseen;
        let quiet = matches!(
            effect,
            Effect::Tells | Effect::Closes | Effect::Reopens | Effect::Corrects | Effect::Moves | Effect::Adds
        );
        self.told |= !quiet && !of_plan;
        self.met = true;
        let before = self.leg.in_force();
        let mut change = None;
        match effect {
            Effect::Begins => {
                self.phase = Phase::Running;
                self.leg.began = Some(at);
                self.expects(entry);
            }
            Effect::Reports => {
                self.phase = Phase::Running;
                // The record says when it began; the report only follows, or comes before (an emergency stop).
                self.leg.began = Some(self.leg.planned.start).filter(|start| start.at <= at.at);
                self.expects(entry);
            }
            Effect::Continues if of_plan => {}
            Effect::Continues | Effect::Restores | Effect::Prolongs | Effect::Corrects => self.expects(entry),
            Effect::Closes | Effect::Reopens => self.standing = Some(effect),
            Effect::Concludes => self.concluded = true,
            Effect::Tells => {}
            Effect::Adds => {
                change = Some(Change {
                    before: None,
                    after: Some(before),
                    decided: false,
                });
            }
            Effect::Moves => {
                let Some(day) = day_of(entry) else { return Ok(None) };
                let decided = self.phase == Phase::NothingLeft;
                if !decided {
                    self.leg.ended = Some(at);
                    self.leg.outcome = Outcome::Postponed;
                }
                self.takes(day, None);
                change = Some(Change {
                    before: Some(before),
                    after: Some(day),
                    decided,
                });
            }
            Effect::Ends => {
                self.phase = Phase::Over;
                self.leg.ended = Some(at);
                self.leg.outcome = Outcome::Completed;
            }
            Effect::CallsOff => {
                self.phase = Phase::Over;
                self.leg.ended = Some(at);
                self.leg.outcome = Outcome::Cancelled;
                change = Some(Change {
                    before: Some(before),
                    after: None,
                    decided: false,
                });
            }
            Effect::PutsOff { running } => {
                self.leg.ended = Some(at);
                self.leg.outcome = if running { Outcome::Aborted } else { Outcome::Postponed };
                let after = match day_of(entry) {
                    Some(day) => {
                        self.takes(day, None);
                        Some(day)
                    }
                    None => self.next_reserve(at),
                };
                change = Some(Change {
                    before: Some(before),
                    after,
                    decided: false,
                });
            }
        }
        Ok(change)
    }

    /// Whether an event can happen as things stand.
    fn allows(&self, effect: Effect, at: When) -> Result<(), Refusal> {
        let ahead = !self.foreseen && self.leg.planned.start.at > at.at;
        match (self.phase, effect) {
            (_, Effect::Adds) if self.met => Err(Refusal::Told),
            (Phase::Waiting, Effect::Corrects) if !self.foreseen => Err(Refusal::NotBegun),
            (_, Effect::Corrects) => Ok(()),
            // More can be told of a plan whatever came of it; of an announcement until it is withdrawn.
            (phase, Effect::Continues) if self.foreseen && !(self.whole && phase == Phase::Over) => Ok(()),
            (Phase::Over, Effect::Continues | Effect::Concludes) if self.concluded => Err(Refusal::Concluded),
            // Trouble that is over is told of to the end.
            (Phase::Over, Effect::Continues | Effect::Concludes) if self.leg.outcome == Outcome::Completed => Ok(()),
            (Phase::Over, _) => Err(Refusal::Over),
            (Phase::NothingLeft, Effect::Moves) => Ok(()),
            (Phase::NothingLeft, _) => Err(Refusal::NothingLeft),
            (_, Effect::Closes | Effect::Reopens) if self.standing == Some(effect) => Err(Refusal::SaidAlready),
            (Phase::Running, Effect::Restores) if ahead => Err(Refusal::Ahead),
            (Phase::Running, Effect::CallsOff) if !self.foreseen && !ahead => Err(Refusal::BegunNotPutOff),
            (Phase::Waiting, Effect::CallsOff) if !self.foreseen => Err(Refusal::NotBegun),
            (Phase::Running, Effect::Begins | Effect::Reports) => Err(Refusal::Begun),
            (Phase::Running, Effect::PutsOff { running: false } | Effect::Moves) => Err(Refusal::BegunNotPutOff),
            (Phase::Running, Effect::Concludes) => Err(Refusal::NotOver),
            (
                Phase::Waiting,
                Effect::Ends
                | Effect::Continues
                | Effect::Restores
                | Effect::Concludes
                | Effect::Prolongs
                | Effect::PutsOff { running: true },
            ) => Err(Refusal::NotBegun),
            _ => Ok(()),
        }
    }

    fn expects(&mut self, entry: &LogRecord) {
        if let Some(until) = entry.until.as_ref().filter(|_| self.phase == Phase::Running) {
            self.leg.expected = Some(until.value);
        }
    }

    /// The next reserve still to come takes the place of what was put aside.
    fn next_reserve(&mut self, at: When) -> Option<Stretch> {
        let next = self.reserves.iter().position(|(_, reserve)| reserve.start.at > at.at);
        let Some(index) = next else {
            self.phase = Phase::NothingLeft;
            return None;
        };
        let (number, reserve) = self.reserves.remove(index);
        self.takes(reserve, Some(number));
        Some(reserve)
    }

    /// A day takes the place of what was put aside.
    fn takes(&mut self, day: Stretch, reserve: Option<usize>) {
        self.earlier.push(self.leg);
        self.leg = Leg::new(day, reserve);
        self.phase = Phase::Waiting;
        self.reserves.retain(|(_, reserve)| reserve.start.at > day.start.at);
    }

    /// Whether it is over, whatever came of it.
    pub(crate) fn is_over(&self) -> bool {
        self.phase == Phase::Over
    }

    /// How many attempts have been broken off or put off for a reserve.
    pub(crate) fn attempts(&self) -> usize {
        self.earlier.len()
    }

    /// Which reserve counts now, from 1.
    pub(crate) fn reserve(&self) -> Option<usize> {
        self.leg.reserve
    }

    /// The planned start of the attempt that counts.
    pub(crate) fn start(&self) -> When {
        self.leg.planned.start
    }

    /// The end now expected of the attempt that counts.
    pub(crate) fn expected(&self) -> Option<When> {
        self.leg.expected
    }

    /// The legs as of `moment`, the one that counts last; nothing that was taken is later than the moment. `promised`
    /// tells that the log is to say what happens: then the clock alone says nothing.
    pub(crate) fn legs(mut self, moment: NaiveDateTime, promised: bool) -> (Vec<Leg>, Leg) {
        let leg = &mut self.leg;
        let by_log = promised || self.told;
        let past = leg.expected.is_some_and(|end| end.is_past(moment));
        let begun = match leg.planned.is_sometime() {
            true => past,
            false => leg.planned.start.at <= moment,
        };
        if matches!(self.phase, Phase::Waiting | Phase::Running) {
            if !self.foreseen && begun {
                leg.began = Some(leg.planned.start);
            }
            let running = match self.foreseen {
                true => self.phase == Phase::Running,
                false => begun,
            };
            leg.outcome = match (running, by_log) {
                (true, true) if past => Outcome::Overdue,
                (true, false) if past => Outcome::Held,
                (true, _) => Outcome::Running,
                (false, _) if !begun => Outcome::Scheduled,
                (false, true) => Outcome::Untold,
                (false, false) if past => Outcome::Held,
                (false, false) => Outcome::Running,
            };
        }
        (self.earlier, self.leg)
    }
}

/// The day that an entry gives to what it puts aside.
pub(crate) fn day_of(entry: &LogRecord) -> Option<Stretch> {
    let start = entry.start.as_ref().filter(|_| entry.event.value.may_move())?;
    Some(Stretch {
        start: start.value,
        end: entry.end.as_ref().map(|end| end.value),
    })
}

/// Whether a window can be told of at `moment`: what was added is told of from then on.
pub(crate) fn known(record: &Record, number: usize, moment: NaiveDateTime) -> bool {
    let added = |entry: &&LogRecord| entry.event.value.effect() == Effect::Adds;
    let mut own = record
        .log
        .iter()
        .filter(|entry| record.window_of(entry) == Some(number));
    own.find(added).is_none_or(|entry| entry.at.value.at <= moment)
}

/// The term for which what is told as a whole stands on the page: from its display, its letter, or first entry of the log on,
/// else from its first date; until its display ends, else its last date.
fn term(record: &Record) -> Option<Stretch> {
    if !record.kind.whole() {
        return None;
    }
    let display = record.display.as_ref();
    let issued = record.first_published().map(When::from);
    let start = (display.and_then(|display| display.from.as_ref()).map(|from| from.value))
        .or(issued)
        .or(record.log.first().map(|entry| entry.at.value))
        .or(record.windows.iter().map(|date| date.start.value).min())?;
    let until = display
        .and_then(|display| display.until.as_ref())
        .map(|until| until.value);
    let ends: Option<Vec<When>> = (record.windows.iter())
        .map(|date| {
            // A date that is told alone, 8:30 of one day, is over with its day; what holds from then on says 以降.
            let day = || When::coarse(Grain::Day(date.start.value.day()), End::Finish);
            let alone = date.start.value.has_clock() && date.start.value.hedge != Hedge::Onward;
            let end = date.end.as_ref().map(|end| end.value);
            end.or_else(|| day().filter(|_| alone))
        })
        .collect();
    let end = until.or(ends.and_then(|ends| ends.into_iter().max()));
    Some(Stretch { start, end })
}

/// The leg of what comes again: the first time that is not over at `moment`, or the last there is. Its clock alone says what
/// becomes of it; no log tells of it.
pub(crate) fn again(recurring: &RecurringRecord, moment: NaiveDateTime) -> Leg {
    let (start, end) = recurring.at(moment).unwrap_or(recurring.time);
    let planned = Stretch { start, end: Some(end) };
    let mut leg = Leg::new(planned, None);
    leg.outcome = match (start.at <= moment, end.is_past(moment)) {
        (_, true) => Outcome::Held,
        (true, false) => Outcome::Running,
        (false, false) => Outcome::Scheduled,
    };
    leg
}

/// Whether the log of a window goes out by 同報FAX.
pub(crate) fn announced(record: &Record, window: &WindowRecord) -> bool {
    let announce = window.announce.as_ref().or(record.announce.as_ref());
    !record.kind.whole() && announce.is_some_and(|announce| announce.value == Announce::Fax)
}

/// Whether the log of a record, told as a whole, goes out by 同報FAX.
pub(crate) fn whole_announced(record: &Record) -> bool {
    let announce = record.announce.as_ref();
    record.kind.whole() && announce.is_some_and(|announce| announce.value == Announce::Fax)
}

/// Whether anything of a record goes out by 同報FAX.
pub(crate) fn promises_sheets(record: &Record) -> bool {
    whole_announced(record) || record.windows.iter().any(|window| announced(record, window))
}

/// Whether a period of what nobody planned ends by the log alone: its end is known when `recovered` is logged, and one
/// that is typed beside it only has to agree. Without a log, and where nobody promised one, a typed end counts.
pub(crate) fn ends_by_log(record: &Record, number: usize, window: &WindowRecord) -> bool {
    let logged = || record.log.iter().any(|entry| record.window_of(entry) == Some(number));
    !record.kind.planned() && (announced(record, window) || logged())
}

fn numbered((index, range): (usize, &crate::record::schema::RangeRecord)) -> (usize, Stretch) {
    let stretch = Stretch {
        start: range.start.value,
        end: Some(range.end.value),
    };
    (index + 1, stretch)
}
