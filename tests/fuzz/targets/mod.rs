//! What is played: of each target what it begins with, how that is mutated, and what reads it.

mod fonts;
mod house;
mod kept;
mod markdown;
mod templates;
mod yaml;

use crate::corpus::Case;
use crate::dice::Dice;
use crate::{fonts as small, mutate, tokens};
use chrono::{NaiveDate, NaiveDateTime};
use notice::diagnostic::draw::draw;
use notice::diagnostic::{Diagnostic, Language, Sources, json};
use notice::engine::{Goal, Moment, Request};
use std::num::NonZeroUsize;

/// Changes bytes; by those of another input, and by the words of the grammar.
pub type Mutate = fn(&mut Vec<u8>, &[u8], &[&str], &mut Dice);

/// One kind of input.
pub struct Target {
    pub name: &'static str,
    pub cases: fn() -> Vec<Case>,
    pub mutate: Mutate,
    pub tokens: &'static [&'static str],
    /// Reads an input; the dice choose how far its way is followed, since the whole way takes a hundred times as long.
    pub play: fn(&Case, &mut Dice),
}

/// All targets.
pub static TARGETS: [Target; 5] = [
    Target {
        name: "manifest",
        cases: kept::cases,
        mutate: mutate::text,
        tokens: tokens::KEPT,
        play: kept::play,
    },
    Target {
        name: "markdown",
        cases: markdown::cases,
        mutate: mutate::text,
        tokens: tokens::MARKDOWN,
        play: markdown::play,
    },
    Target {
        name: "yaml",
        cases: yaml::cases,
        mutate: mutate::text,
        tokens: tokens::YAML,
        play: yaml::play,
    },
    Target {
        name: "templates",
        cases: templates::cases,
        mutate: mutate::text,
        tokens: tokens::TEMPLATE,
        play: templates::play,
    },
    Target {
        name: "fonts",
        cases: fonts::cases,
        mutate: small::mutate,
        tokens: &[],
        play: fonts::play,
    },
];

/// How many faults are drawn of one input.
const DRAWN: usize = 4;

/// Draws faults as a terminal shows them, and as `--json` does.
fn drawn(faults: &[Diagnostic], sources: &Sources, dice: &mut Dice) {
    for fault in faults.iter().take(DRAWN) {
        let language = *dice.one(&[Language::Ja, Language::En]);
        draw(fault, sources, language, dice.chance(20));
        json::json(fault, sources);
    }
}

/// A moment, mostly in the years of which records tell.
fn moment(dice: &mut Dice) -> NaiveDateTime {
    let year = match dice.below(20) {
        0 => *dice.one(&[1, 1873, 1989, 9999, 100_000]),
        1..=3 => dice.between(2015, 2025) as i32,
        _ => dice.between(2025, 2027) as i32,
    };
    let day = NaiveDate::from_yo_opt(year, dice.between(1, 365) as u32).expect("a day");
    let time = (dice.below(24) as u32, *dice.one(&[0, 1, 30, 59]));
    day.and_hms_opt(time.0, time.1, 0).expect("a time")
}

fn request(goal: Goal, dice: &mut Dice) -> Request {
    let moment = moment(dice);
    Request {
        goal,
        moment: if dice.chance(80) {
            Moment::Local(moment)
        } else {
            Moment::Utc(moment)
        },
        ids: Vec::new(),
        threads: NonZeroUsize::MIN,
    }
}
