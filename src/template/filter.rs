//! Filters for templates and texts.

use crate::calendar::style::Marks;
use crate::calendar::{Notation, When};
use crate::document::origin;
use chrono::{Duration, NaiveTime};
use serde::{Deserialize, Serialize};
use tera::{Kwargs, State, Tera, Value};

/// What a window carries so that [`clock`] can write any stretch of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Writable {
    /// Its first minute.
    pub start: When,
    /// The minute it is over.
    pub end: When,
    /// How the house writes.
    pub notation: Notation,
}

/// Stands between the Japanese and the English of a fault: the template engine carries one text.
pub(super) const BETWEEN_LANGUAGES: char = '\u{1f}';

/// What is wrong with a filter's use, in both languages.
pub(super) fn fault(ja: &str, en: &str) -> tera::Error {
    tera::Error::message(format!("{ja}{BETWEEN_LANGUAGES}{en}"))
}

/// The filters that are registered for templates.
pub(super) const FILTERS: &[&str] = &["clock", "announced", "bare", "once"];
/// The tests that are registered for templates.
pub(super) const TESTS: &[&str] = &["work"];

/// Registers the filters.
pub fn register(tera: &mut Tera) {
    tera.register_filter("clock", clock);
    tera.register_filter("announced", announced);
    tera.register_filter("bare", bare);
    tera.register_filter("once", once);
    tera.register_test("work", is_work);
}

/// `{{ work | bare }}`: a text without the mark of its place, so that it equals the same words typed elsewhere. Put
/// beside every `==` and `!=` (`source.rs`).
fn bare(value: Value, _: Kwargs, _: &State) -> Value {
    match value.as_str() {
        Some(text) if text.contains(origin::is_mark) => Value::from(origin::bare(text)),
        _ => value,
    }
}

/// What ends so is work by its name.
const WORK: [&str; 7] = ["作業", "メンテナンス", "工事", "点検", "保守", "更新", "更改"];

/// What ends so is no work, but what comes of it: 断水, 停電 and 休館 are not carried out as 作業, and end rather than are completed.
const NO_WORK: [&str; 16] = [
    "断水", "減水", "停電", "休館", "閉館", "休業", "休診", "休止", "停止", "運休", "停波", "閉鎖", "制限", "規制",
    "中断", "終了",
];

/// `{% if work is work %}`: whether what is called so is carried out as work.
fn is_work(value: String, _: Kwargs, _: &State) -> bool {
    let name = origin::bare(&value);
    !NO_WORK.iter().any(|word| name.ends_with(word))
}

/// `{{ work | once(word="作業") }}`: a name with a word behind it that tells what it is, unless the name tells so itself, or
/// is no work at all. No メンテナンス作業作業, no 断水作業, no サービスのサービス.
fn once(value: String, arguments: Kwargs, _: &State) -> Result<String, tera::Error> {
    let word = arguments.must_get::<String>("word")?;
    let name = origin::bare(&value);
    let tells = name.ends_with(&word)
        || (WORK.contains(&word.as_str()) && WORK.iter().chain(&NO_WORK).any(|word| name.ends_with(word)));
    Ok(match tells {
        true => value,
        false => format!("{value}{word}"),
    })
}

/// `{{ windows | announced }}`: the windows whose start and end go out by FAX; those of work that is called off never come.
fn announced(windows: Vec<Value>, _: Kwargs, _: &State) -> Vec<Value> {
    let is = |window: &Value, key: &str, word: &str| window.get_from_path(key).and_then(Value::as_str) == Some(word);
    let by_fax = |window: &Value| is(window, "announce", "fax") && !is(window, "stage", "cancelled");
    windows.into_iter().filter(by_fax).collect()
}

/// `{{ window | clock }}`: the window's times of day. `from="01:30"` and `to="03:00"` choose a stretch within it, so that
/// the window's own ends are typed nowhere twice; `marks="both" | "once" | "none"` chooses how AM and PM are written.
fn clock(window: Value, arguments: Kwargs, _: &State) -> Result<String, tera::Error> {
    let stretch = window.get_from_path("stretch").ok_or_else(|| {
        fault(
            "clock を使えるのは、始まりと終わりのある window だけです",
            "`clock` takes a window with a start and an end",
        )
    })?;
    let stretch: Writable = serde_json::from_value(serde_json::to_value(stretch).map_err(tera::Error::message)?)
        .map_err(tera::Error::message)?;
    let time = |name: &str| -> Result<Option<NaiveTime>, tera::Error> {
        let Some(text) = arguments.get::<String>(name)? else {
            return Ok(None);
        };
        let time = NaiveTime::parse_from_str(&text, "%H:%M");
        time.map(Some).map_err(|_| {
            fault(
                &format!("{name}=\"{text}\" は時刻(hh:mm)ではありません"),
                &format!("{name}=\"{text}\" is no time of day (hh:mm)"),
            )
        })
    };
    let within = |time: NaiveTime| {
        let moment = stretch.start.day().and_time(time);
        let moment = if moment < stretch.start.at {
            moment + Duration::days(1)
        } else {
            moment
        };
        let outside = || {
            let time = time.format("%H:%M");
            fault(
                &format!("{time} はこの window の外です"),
                &format!("{time} is outside the window"),
            )
        };
        (moment <= stretch.end.at)
            .then_some(When::from(moment))
            .ok_or_else(outside)
    };
    let start = time("from")?.map_or(Ok(stretch.start), within)?;
    let end = time("to")?.map_or(Ok(stretch.end), within)?;
    if end.at <= start.at {
        return Err(fault("to が from より後ではありません", "`to` is not after `from`"));
    }
    let marks = match arguments.get::<String>("marks")?.as_deref() {
        None | Some("both") => Marks::Both,
        Some("once") => Marks::Once,
        Some("none") => Marks::None,
        Some(other) => {
            return Err(fault(
                &format!("marks=\"{other}\": 書けるのは both、once、none です"),
                &format!("marks=\"{other}\": it is both, once or none"),
            ));
        }
    };
    Ok(stretch.notation.clock(start, end, marks))
}
