//! The house as `docs/architecture.md` tells it: a room uses only rooms below it, files go one way within a room. Read from
//! the paths that the sources name, so that a circle is told the day it is made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Modules by their path within the crate (`typeset::line`) with their sources.
type House = BTreeMap<String, String>;

/// For each module the modules that it names.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// Rooms from the top down, each with the modules that are one room: the first column of the table below `## Rooms`.
fn rooms(architecture: &str) -> Vec<Vec<String>> {
    let table = architecture.split("\n## Rooms\n").nth(1).expect("a section on rooms");
    let table = table.split("\n#").next().unwrap_or_default();
    let cells = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    cells
        .map(|cell| {
            let names = cell.split('`').filter_map(|path| path.trim().strip_prefix("src/"));
            names
                .map(|name| name.trim_end_matches('/').trim_end_matches(".rs").to_owned())
                .filter(|name| name != "main")
                .collect()
        })
        .collect()
}

/// The order of files in rooms, from the top down: lines of the form "`src/room/`, from the top down: `a` `b` …".
fn orders(architecture: &str) -> BTreeMap<String, Vec<String>> {
    let mut orders = BTreeMap::new();
    for paragraph in architecture.split("\n\n") {
        let Some((room, files)) = paragraph.trim_start().split_once("`, from the top down:") else {
            continue;
        };
        let room = room
            .trim_start_matches("`src/")
            .trim_end_matches('/')
            .replace('/', "::");
        let files = files.split('`').skip(1).step_by(2);
        let files = files.map(|file| format!("{room}::{}", file.trim_end_matches('/').replace('/', "::")));
        orders.insert(room.clone(), files.collect());
    }
    orders
}

/// Every file below `src`, without what is only for tests.
fn house() -> House {
    fn gather(folder: &Path, above: &str, house: &mut House) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            let below = |name: &str| {
                if above.is_empty() {
                    name.to_owned()
                } else {
                    format!("{above}::{name}")
                }
            };
            if path.is_dir() {
                gather(&path, &below(stem), house);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !["tests", "main", "lib"].contains(&stem)
            {
                let module = if stem == "mod" { above.to_owned() } else { below(stem) };
                house.insert(module, fs::read_to_string(&path).expect("a source"));
            }
        }
    }
    let mut house = House::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut house);
    house
}

/// A source without comments and without the tests at its end.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Which modules of the house each module names: by `crate::`, by `super::`, or a module of its own by its name.
fn uses(house: &House) -> Uses {
    let named = |module: &String, source: &String| {
        let code = code(source);
        let mut found = BTreeSet::new();
        let own = |word: &str| house.contains_key(&format!("{module}::{word}"));
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let mut at = 0;
        while let Some(next) = code[at..].find("::").map(|next| at + next) {
            let start = code[..next]
                .rfind(|c| !word(c))
                .map_or(0, |i| i + code[i..].chars().next().map_or(1, char::len_utf8));
            let first = &code[start..next];
            at = next + 2;
            let continued = code[..start].ends_with("::");
            if !continued && (first == "crate" || first == "super" || own(first)) {
                let mut paths = Vec::new();
                let read = read(&code[start..], "", &mut paths);
                at = at.max(start + read);
                found.extend(paths.iter().filter_map(|path| resolved(path, module, house)));
            }
        }
        found.remove(module);
        (module.clone(), found)
    };
    house.iter().map(|(module, source)| named(module, source)).collect()
}

/// Reads a path, with braces or without, into the single paths it stands for; returns how many bytes it takes.
fn read(code: &str, before: &str, paths: &mut Vec<String>) -> usize {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '*';
    let mut at = 0;
    let mut path = before.to_owned();
    loop {
        let rest = &code[at..];
        if let Some(list) = rest.strip_prefix('{') {
            at += 1;
            let mut list = list;
            loop {
                let blank = list.len() - list.trim_start_matches([' ', '\n', '\t', ',']).len();
                list = &list[blank..];
                at += blank;
                if list.is_empty() || list.starts_with('}') {
                    return at + 1;
                }
                let taken = read(list, &path, paths).max(1);
                let renamed = list[taken..].find([',', '}']).unwrap_or(0);
                at += taken + renamed;
                list = &list[taken + renamed..];
            }
        }
        let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        if !path.is_empty() {
            path.push_str("::");
        }
        path.push_str(&rest[..end]);
        at += end;
        if !code[at..].starts_with("::") {
            break;
        }
        at += 2;
    }
    paths.push(path);
    at
}

/// The deepest module of the house that a path of `module` leads to.
fn resolved(path: &str, module: &str, house: &House) -> Option<String> {
    let mut words: Vec<&str> = module.split("::").collect();
    let mut rest = path.split("::").peekable();
    match rest.peek() {
        Some(&"crate") => {
            words.clear();
            rest.next();
        }
        Some(&"self") => {
            rest.next();
        }
        _ => {
            while rest.next_if(|word| *word == "super").is_some() {
                words.pop();
            }
        }
    }
    words.extend(rest);
    (1..=words.len())
        .rev()
        .map(|length| words[..length].join("::"))
        .find(|name| house.contains_key(name))
}

fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

/// What a module uses of rooms that do not lie below its own.
fn upward(uses: &Uses, rooms: &[Vec<String>]) -> Vec<String> {
    let floor = |module: &str| {
        rooms
            .iter()
            .position(|names| names.iter().any(|name| name == room(module)))
    };
    let mut told = Vec::new();
    for (module, used) in uses {
        let Some(own) = floor(module) else {
            told.push(format!("{module} is in no room of docs/architecture.md"));
            continue;
        };
        for other in used
            .iter()
            .filter(|other| floor(other).is_some_and(|floor| floor < own))
        {
            told.push(format!("{module} uses {other}, which lies above it"));
        }
    }
    told
}

/// Files that lead to each other, each circle once.
fn circles(uses: &Uses) -> Vec<BTreeSet<String>> {
    let reached = |from: &String| {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(module) = open.pop() {
            for next in uses.get(module).into_iter().flatten() {
                if reached.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        reached
    };
    let reach: BTreeMap<&String, BTreeSet<String>> = uses.keys().map(|module| (module, reached(module))).collect();
    let mut circles: Vec<BTreeSet<String>> = Vec::new();
    for (module, others) in &reach {
        if others.contains(*module) && !circles.iter().any(|circle| circle.contains(*module)) {
            let back = |other: &&String| reach.get(other).is_some_and(|reached| reached.contains(*module));
            circles.push(others.iter().filter(back).cloned().collect());
        }
    }
    circles
}

/// What ties a circle together, line by line.
fn ties(circle: &BTreeSet<String>, uses: &Uses) -> String {
    let tied = |module: &String| {
        let used = uses[module].intersection(circle).cloned().collect::<Vec<_>>();
        format!("{module} uses {}", used.join(", "))
    };
    circle.iter().map(tied).collect::<Vec<_>>().join("\n")
}

/// What stands against the order of files that the documentation gives for a room.
fn disorder(uses: &Uses, room: &str, order: &[String]) -> Vec<String> {
    let place = |module: &str| {
        order
            .iter()
            .position(|file| module == file || module.starts_with(&format!("{file}::")))
    };
    let below = |module: &str| module.starts_with(&format!("{room}::"));
    let mut told = Vec::new();
    for (module, used) in uses.iter().filter(|(module, _)| below(module)) {
        let Some(own) = place(module) else {
            told.push(format!("{module} is not in the order of its room"));
            continue;
        };
        for other in used
            .iter()
            .filter(|other| place(other).is_some_and(|place| place < own))
        {
            told.push(format!(
                "{module} uses {other}, which stands before it in the order of the room"
            ));
        }
    }
    let gone = order.iter().filter(|file| !uses.contains_key(*file));
    told.extend(gone.map(|file| format!("{file} is in the order of its room and nowhere else")));
    told
}

fn architecture() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    fs::read_to_string(path).expect("docs/architecture.md")
}

#[test]
fn a_room_uses_only_rooms_below_it() {
    let told = upward(&uses(&house()), &rooms(&architecture()));
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn files_go_one_way() {
    let uses = uses(&house());
    let told: Vec<String> = circles(&uses).iter().map(|circle| ties(circle, &uses)).collect();
    assert!(told.is_empty(), "files that lead to each other:\n{}", told.join("\n\n"));
}

#[test]
fn files_keep_the_order_that_their_room_gives() {
    let uses = uses(&house());
    let orders = orders(&architecture());
    assert!(orders.contains_key("typeset") && orders.contains_key("output::pdf"));
    let told: Vec<String> = orders
        .iter()
        .flat_map(|(room, order)| disorder(&uses, room, order))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// A house of these modules.
fn built(modules: &[(&str, &str)]) -> House {
    modules
        .iter()
        .map(|(name, source)| ((*name).to_owned(), (*source).to_owned()))
        .collect()
}

#[test]
fn two_files_that_use_each_other_are_told() {
    let house = built(&[
        ("typeset::line", "use super::unit::{self, Unit};"),
        ("typeset::unit", "use crate::typeset::{font::Face, line::Line};"),
        ("typeset::font", ""),
    ]);
    let circle: BTreeSet<String> = ["typeset::line", "typeset::unit"].map(str::to_owned).into();
    assert_eq!(circles(&uses(&house)), [circle]);
}

#[test]
fn a_path_within_code_counts_and_so_does_a_child() {
    let house = built(&[
        ("record", "mod read;\n\nfn all() {\n    read::one(1)\n}"),
        (
            "record::read",
            "fn one() {\n    let x = super::all() + crate::calendar::era::of(2);\n}",
        ),
        ("calendar", ""),
        ("calendar::era", ""),
    ]);
    let uses = uses(&house);
    assert!(uses["record"].contains("record::read"));
    assert_eq!(
        uses["record::read"],
        ["calendar::era", "record"].map(str::to_owned).into()
    );
    assert_eq!(circles(&uses).len(), 1);
}

#[test]
fn three_in_a_ring_are_one_circle_and_a_row_is_none() {
    let ring = |last| {
        built(&[
            ("a::x", "use super::y::Y;"),
            ("a::y", "use super::z::Z;"),
            ("a::z", last),
        ])
    };
    assert_eq!(
        circles(&uses(&ring("use super::x::X;"))).first().map(BTreeSet::len),
        Some(3)
    );
    assert!(circles(&uses(&ring("use std::fmt;"))).is_empty());
}

#[test]
fn comments_strings_of_other_crates_and_tests_count_for_nothing() {
    let house = built(&[
        (
            "a::x",
            "/// See [`Y`](super::y::Y).\nuse super::y::Y as Other;\nuse std::y::Y;",
        ),
        (
            "a::y",
            "//! As super::x does.\nuse lopdf::x::X;\n\n#[cfg(test)]\nmod tests {\n    use super::super::x::X;\n}",
        ),
    ]);
    assert!(circles(&uses(&house)).is_empty());
    assert_eq!(uses(&house)["a::x"], ["a::y".to_owned()].into());
}

#[test]
fn a_room_that_uses_one_above_is_told_and_one_without_a_floor() {
    let text = "# House\n\n## Rooms\n\n| room | lives here |\n|---|---|\n| `src/main.rs`, `src/cli/` | commands |\n| `src/engine.rs`, `src/engine/` | joins |\n\n## More\n";
    let rooms = rooms(text);
    assert_eq!(
        rooms,
        [vec!["cli".to_owned()], vec!["engine".to_owned(), "engine".to_owned()]]
    );
    let told = |modules: &[(&str, &str)]| upward(&uses(&built(modules)), &rooms);
    assert!(told(&[("cli", "use crate::engine::job;"), ("engine::job", "")]).is_empty());
    assert_eq!(told(&[("cli", ""), ("engine::job", "use crate::cli::Args;")]).len(), 1);
    assert_eq!(told(&[("attic", "")]), ["attic is in no room of docs/architecture.md"]);
}

#[test]
fn an_order_is_held_and_is_whole() {
    let text = "`src/a/`, from the top down: `x` `y` `z/`.\n\nMore.";
    let orders = orders(text);
    let told = |modules: &[(&str, &str)]| disorder(&uses(&built(modules)), "a", &orders["a"]);
    let (x, y, z) = (("a::x", "use super::z::w::W;"), ("a::y", ""), ("a::z", "mod w;"));
    assert!(told(&[x, y, z, ("a::z::w", "")]).is_empty());
    assert_eq!(told(&[x, y, z, ("a::z::w", "use super::super::y::Y;")]).len(), 1);
    assert_eq!(told(&[x, y, z, ("a::v", "")]).len(), 1);
    assert_eq!(told(&[x, y]).len(), 1);
}
