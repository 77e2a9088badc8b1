//! Edits as people make them, by chance.

use crate::damage;
use crate::dice::Dice;
use crate::files;
use crate::room::Room;
use chrono::{NaiveDateTime, TimeDelta};
use std::fmt;
use std::path::Path;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Nothing, since there was nothing to do it to.
    Nothing,
    /// A file that is read changed, came or went.
    Source(String),
    /// The moment is another one.
    Clock,
    /// Records are built before the others.
    Only(Vec<String>),
    /// A document in the output folder.
    Document(String),
    /// Something that no document can take the place of.
    InTheWay(String),
    /// A file of somebody else in the output folder.
    Foreign(String),
    /// What is kept between builds.
    Kept(String),
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// One edit of a room.
pub fn any(room: &mut Room, dice: &mut Dice) -> Edit {
    match dice.below(100) {
        0..18 => in_a_file(room, dice, "notices/", "record"),
        18..26 => log_entry(room, dice),
        26..38 => a_record(room, dice),
        38..48 => in_a_file(room, dice, "notices/", "house"),
        48..60 => a_template(room, dice),
        60..65 => a_font(room, dice),
        65..70 => a_static_file(room, dice),
        70..81 => clock(room, dice),
        81..86 => only(room, dice),
        86..91 => damage::of_a_document(room, dice),
        91 => damage::of_everything(room, dice),
        92 => damage::in_the_way(room, dice),
        93..95 => damage::foreign(room, dice),
        _ => damage::of_what_is_kept(room, dice),
    }
}

/// The files that are read below a folder.
fn below(room: &Room, folder: &str) -> Vec<String> {
    room.sources()
        .into_keys()
        .filter(|path| path.starts_with(folder))
        .collect()
}

fn is_house(path: &str) -> bool {
    path.ends_with("publisher.yaml") || path.matches('/').count() == 1
}

fn read(room: &Room, path: &str) -> String {
    let bytes = files::bytes(&room.workspace().join(path)).expect("a file of the workspace");
    String::from_utf8(bytes).expect("UTF-8")
}

fn put(room: &Room, path: &str, text: &str) {
    files::write(&room.workspace().join(path), text.as_bytes());
}

/// Words that can stand in each other's place.
const WORDS: &[&[&str]] = &[
    &["clock: 24h", "clock: kanji", "clock: ampm"],
    &["era: wareki", "era: western"],
    &["day_pad: space", "day_pad: none"],
    &["brackets: full", "brackets: half"],
    &["scope: shared", "scope: each"],
    &["seal: omitted", "opening: 謹啓", "opening: none"],
    &[
        "fonts: [Gaiji.ttf]",
        "fonts: [Gaiji.ttf, Other.ttf]",
        "paper: { face: gothic }",
    ],
    &[
        "zone: \"+01:00\"",
        "zone: \"+02:00\"",
        "zone: \"-05:00\"",
        "documents: [page]",
    ],
    &["year: first", "year: never"],
    &["holidays: mark", "underline_new: yes", "weekday: never"],
    &[
        "continued_favour: true",
        "continued_favour: false",
        "may_shift: true",
        "greeting: いつもお世話になっております。",
    ],
    &["width: 30mm", "width: 40mm"],
    &["place: left", "place: right"],
    &["announce: fax", "announce: none"],
    &["kind: degradation", "kind: outage", "kind: none"],
    &["apology: deep", "apology: plain", "apology: none"],
    &["event: extended", "event: updated"],
    &["letter: house", "letter: plain", "letter: short", "letter: nowhere"],
    &["services: [card]", "services: [card, qr]", "services: [emoney]"],
    &["services: [shinsei]", "services: [nozei]", "services: [nozei, shinsei]"],
    &["show: dates", "show: rule"],
    &["landscape: true", "landscape: false"],
    &["request: ", "check: ", "unaffected: "],
    &["title: サービスの", "title: みどりの"],
    &[
        "documents: [letter, fax, page]",
        "documents: [letter]",
        "documents: [page, fax]",
    ],
];

/// Changes something that stands in a file.
fn in_a_file(room: &mut Room, dice: &mut Dice, folder: &str, which: &str) -> Edit {
    let mut paths = below(room, folder);
    paths.retain(|path| path.ends_with(".yaml") && is_house(path) == (which == "house"));
    if paths.is_empty() {
        return Edit::Nothing;
    }
    let path = dice.one(&paths).clone();
    let text = read(room, &path);
    room.count += 1;
    let (text, done) = match dice.below(12) {
        0..5 => (numbered(&text, room.count, dice), "words"),
        5..8 => (exchanged(&text, dice), "a choice"),
        8..10 => (other_time(&text, dice), "a time"),
        10 => (without_a_line(&text, dice), "a line gone"),
        _ => match dice.below(4) {
            0 => (text.replace('\n', "\r\n"), "lines of Windows"),
            1 => (format!("\u{feff}{text}"), "a mark of order"),
            2 => (format!("# {}\n{text}", room.count), "a remark"),
            _ => (text.replace('\r', "").replace('\u{feff}', ""), "plain lines"),
        },
    };
    put(room, &path, &text);
    Edit::Source(format!("{path}: {done}"))
}

/// Another number behind one of the words 改.
fn numbered(text: &str, number: usize, dice: &mut Dice) -> String {
    let places: Vec<usize> = text.match_indices('改').map(|(at, word)| at + word.len()).collect();
    if places.is_empty() {
        return format!("{text}# 改{number}\n");
    }
    let at = *dice.one(&places);
    let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit());
    let words = ["", "", "の件", "~改", "—", "𠮷"];
    format!("{}{number}{}{rest}", &text[..at], dice.one(&words))
}

/// One of [`WORDS`] for another.
fn exchanged(text: &str, dice: &mut Dice) -> String {
    let mut places: Vec<(usize, &str, &[&str])> = Vec::new();
    for words in WORDS {
        for word in *words {
            places.extend(text.match_indices(word).map(|(at, word)| (at, word, *words)));
        }
    }
    if places.is_empty() {
        return text.to_string();
    }
    let (at, word, words) = *dice.one(&places);
    format!("{}{}{}", &text[..at], dice.one(words), &text[at + word.len()..])
}

/// Another hour, minute or day in one of the times.
fn other_time(text: &str, dice: &mut Dice) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let times = text.match_indices(':').map(|(at, _)| at);
    let times = times.filter(|at| *at > 1 && digit(at - 1) && digit(at + 1) && digit(at + 2));
    let days = text.match_indices("2026-").map(|(at, _)| at + 6);
    let places: Vec<(usize, bool)> = times.map(|at| (at, true)).chain(days.map(|at| (at, false))).collect();
    if places.is_empty() {
        return text.to_string();
    }
    let (at, time) = *dice.one(&places);
    let mut bytes = bytes.to_vec();
    match time {
        true => bytes[at + 1..at + 3].copy_from_slice(format!("{:02}", dice.below(60)).as_bytes()),
        false if digit(at + 2) && digit(at + 3) => {
            bytes[at + 2..at + 4].copy_from_slice(format!("{:02}", dice.below(28) + 1).as_bytes());
        }
        false => {}
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

fn without_a_line(text: &str, dice: &mut Dice) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let gone = dice.below(lines.len().max(1));
    let lines: Vec<&str> = lines
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != gone)
        .map(|(_, line)| *line)
        .collect();
    lines.join("\n") + "\n"
}

/// A line of the log comes or goes.
fn log_entry(room: &mut Room, dice: &mut Dice) -> Edit {
    let mut paths = below(room, "notices/");
    paths.retain(|path| !is_house(path));
    if paths.is_empty() {
        return Edit::Nothing;
    }
    let path = dice.one(&paths).clone();
    let text = read(room, &path);
    let last = text.lines().next_back().unwrap_or_default();
    if dice.chance(40) && last.starts_with("    - {") {
        let text = text.trim_end().strip_suffix(last).unwrap_or(&text).to_string();
        put(room, &path, &text);
        return Edit::Source(format!("{path}: the last line of the log gone"));
    }
    let at = room.clock.at + TimeDelta::minutes(dice.between(-300, 300));
    let at = at.format("%Y-%m-%d %H:%M");
    let window = if text.contains("event: postponed") || text.contains("window: 2") {
        "window: 1, "
    } else {
        ""
    };
    let event = *dice.one(&[
        "updated",
        "updated",
        "corrected",
        "started",
        "completed",
        "recovered",
        "announced",
        "cancelled",
    ]);
    room.count += 1;
    let words = match event {
        "updated" | "corrected" | "announced" => format!(", text: 追加のお知らせ改{}", room.count),
        _ => String::new(),
    };
    let window = if event == "announced" { "" } else { window };
    let head = if text.contains("\n  log:") { "" } else { "  log:\n" };
    let line = format!("{head}    - {{ at: {at}, {window}event: {event}{words} }}\n");
    put(room, &path, &format!("{}\n{line}", text.trim_end()));
    Edit::Source(format!("{path}: {}", line.trim()))
}

/// A record comes, goes, has another name, or lies elsewhere.
fn a_record(room: &mut Room, dice: &mut Dice) -> Edit {
    let mut paths = below(room, "notices/");
    paths.retain(|path| !is_house(path));
    if paths.len() < 4 || dice.chance(30) {
        return another_record(room, dice);
    }
    let path = dice.one(&paths).clone();
    let place = room.workspace().join(&path);
    match dice.below(5) {
        0 | 1 => {
            files::remove(&place);
            Edit::Source(format!("{path} gone"))
        }
        2 => {
            let text = read(room, &path);
            let id = text
                .lines()
                .find_map(|line| line.strip_prefix("  id: "))
                .unwrap_or("none")
                .to_string();
            room.count += 1;
            put(
                room,
                &path,
                &text.replace(&format!("  id: {id}\n"), &format!("  id: {id}-{}\n", room.count)),
            );
            Edit::Source(format!("{path}: another id"))
        }
        3 => {
            let name = Path::new(&path).file_name().expect("a file").to_string_lossy();
            let publisher = path.split('/').nth(1).unwrap_or_default();
            let to = format!("notices/{publisher}/{}/{name}", dice.one(&["2026", "2027", "a b"]));
            files::rename(&place, &room.workspace().join(&to));
            Edit::Source(format!("{path} now {to}"))
        }
        _ => {
            let publisher = *dice.one(&["midori", "minato", "abroad"]);
            let name = Path::new(&path).file_name().expect("a file").to_string_lossy();
            let to = format!("notices/{publisher}/{name}");
            files::rename(&place, &room.workspace().join(&to));
            Edit::Source(format!("{path} now {to}"))
        }
    }
}

/// One of the records that the workspace began with, under a name of its own.
fn another_record(room: &mut Room, dice: &mut Dice) -> Edit {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/increment/workspace");
    let mut paths: Vec<String> = files::tree(&own).into_keys().collect();
    paths.retain(|path| path.starts_with("notices/") && path.ends_with(".yaml") && !is_house(path));
    let path = dice.one(&paths);
    let text = String::from_utf8(files::bytes(&own.join(path)).expect("a record")).expect("UTF-8");
    let publisher = path.split('/').nth(1).unwrap_or_default();
    room.count += 1;
    let id = format!("more-{}", room.count);
    let old = text
        .lines()
        .find_map(|line| line.strip_prefix("  id: "))
        .expect("an id")
        .to_string();
    let to = format!("notices/{publisher}/{id}.yaml");
    put(
        room,
        &to,
        &text.replace(&format!("  id: {old}\n"), &format!("  id: {id}\n")),
    );
    Edit::Source(format!("{to} of {path}"))
}

/// Templates that a workspace or a publisher may have.
const TEMPLATES: &[&str] = &[
    "letter/short.md",
    "letter/change.md",
    "letter/house.md",
    "letter/maintenance.md",
    "letter/never-asked.md",
    "fax/maintenance.md",
    "fax/incident.md",
    "part/opening.md",
    "part/dates.md",
    "part/contact.md",
    "part/label.md",
    "phrase/greeting.md",
    "phrase/regret.md",
    "phrase/site.md",
    "page/status.html",
    "page/event.html",
    "page/letter.html",
    "page/house.css",
    "page/notice.css",
];

/// A template comes, changes or goes, of all or of one publisher.
fn a_template(room: &mut Room, dice: &mut Dice) -> Edit {
    let name = *dice.one(TEMPLATES);
    let house = *dice.one(&["", "", "midori/", "minato/", "abroad/", "nobody/"]);
    let path = format!("templates/{house}{name}");
    let place = room.workspace().join(&path);
    room.count += 1;
    if place.exists() && dice.chance(50) {
        files::remove(&place);
        return Edit::Source(format!("{path} gone"));
    }
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(name);
    let text = match files::bytes(&place).or_else(|| files::bytes(&built_in)) {
        Some(text) => String::from_utf8(text).expect("UTF-8"),
        None => "{# notice: kind maintenance #}\n:::title {{ title }}\n\n改1\n\n{% include \"part/dates.md\" %}\n"
            .to_string(),
    };
    let text = match (name.rsplit_once('.').map(|(_, ending)| ending), dice.below(8)) {
        (_, 0) => text,
        (_, 1) => without_a_line(&text, dice),
        (Some("css"), _) => format!("{text}/* {} */\n", room.count),
        (_, 2) => text.replacen("{{", "{", 1),
        _ if text.contains('改') => numbered(&text, room.count, dice),
        (Some("html"), _) => text.replacen("</", &format!("改{}</", room.count), 1),
        _ => format!("{}\n改{}\n", text.trim_end(), room.count),
    };
    put(room, &path, &text);
    Edit::Source(path)
}

/// A font comes, is another one, or goes.
fn a_font(room: &mut Room, dice: &mut Dice) -> Edit {
    let name = *dice.one(&[
        "Gaiji.ttf",
        "Other.ttf",
        "BIZUDMincho-Regular.ttf",
        "BIZUDPGothic-Regular.ttf",
    ]);
    let path = format!("fonts/{name}");
    let place = room.workspace().join(&path);
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    if place.exists() && dice.chance(60) {
        files::remove(&place);
        return Edit::Source(format!("{path} gone"));
    }
    let from = match dice.below(6) {
        0 => "tests/increment/workspace/templates/midori/static/emblem.svg",
        1 | 2 => "tests/increment/workspace/fonts/Gaiji.ttf",
        3 => "fonts/BIZUDMincho-Regular.ttf",
        4 => "fonts/BIZUDPMincho-Regular.ttf",
        _ => "fonts/BIZUDGothic-Regular.ttf",
    };
    files::write(&place, &files::bytes(&own.join(from)).expect("a file of the project"));
    Edit::Source(format!("{path} from {from}"))
}

/// A file that is published as it is, or a picture, comes, changes or goes.
fn a_static_file(room: &mut Room, dice: &mut Dice) -> Edit {
    let house = *dice.one(&["", "midori/", "minato/"]);
    let name = *dice.one(&["notes.txt", "emblem.svg", "deep/one.txt", "empty"]);
    let path = format!("templates/{house}static/{name}");
    let place = room.workspace().join(&path);
    if place.exists() && dice.chance(40) {
        files::remove(&place);
        return Edit::Source(format!("{path} gone"));
    }
    room.count += 1;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><rect width=\"{}\" height=\"20\"/></svg>\n",
        room.count % 40 + 1
    );
    match name {
        "emblem.svg" => put(room, &path, &svg),
        "empty" => put(room, &path, ""),
        _ => put(room, &path, &format!("改{}\n", room.count)),
    }
    Edit::Source(path)
}

/// Another moment: a little later, at a boundary, far ahead, back.
fn clock(room: &mut Room, dice: &mut Dice) -> Edit {
    let next: Option<NaiveDateTime> = room.next;
    let now = room.clock.at;
    room.clock.at = match (dice.below(8), next) {
        (0, _) => now + TimeDelta::seconds(dice.between(0, 50)),
        (1, _) => now + TimeDelta::minutes(dice.between(1, 90)),
        (2 | 3, Some(next)) => next,
        (4, Some(next)) => next - TimeDelta::seconds(1),
        (5, Some(next)) => next + TimeDelta::minutes(dice.between(1, 600)),
        (6, _) => now - TimeDelta::days(dice.between(1, 30)),
        _ => now + TimeDelta::days(dice.between(1, 12)),
    };
    if dice.chance(20) {
        room.clock.utc = !room.clock.utc;
    }
    room.clock.back = room.clock.at < now;
    Edit::Clock
}

/// Some records are changed, and one or two of them built.
fn only(room: &mut Room, dice: &mut Dice) -> Edit {
    for _ in 0..dice.below(3) {
        in_a_file(room, dice, "notices/", "record");
    }
    let mut names = Vec::new();
    for path in below(room, "notices/").iter().filter(|path| !is_house(path)) {
        let publisher = path.split('/').nth(1).unwrap_or_default();
        let text = read(room, path);
        let id = text
            .lines()
            .find_map(|line| line.trim_start_matches('\u{feff}').strip_prefix("  id: "));
        names.extend(id.map(|id| format!("{publisher}/{}", id.trim())));
    }
    let mut asked: Vec<String> = (0..=dice.below(2)).map(|_| dice.one(&names).clone()).collect();
    asked.dedup();
    Edit::Only(asked)
}
