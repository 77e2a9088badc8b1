//! A fault in a text of a record or of publisher.yaml is told where it was typed, however it was typed and whatever stands
//! before it, and every other text that holds the same words is left alone or told as well.

use crate::house::{House, Place, Value, place, shown};
use crate::writing::{WAYS, Way, whole, written};
use notice::diagnostic::Severity;

/// Punctuation, which stands behind backslashes in a template; an expression may be put before it.
const HEAD: &str = "例(1)、a.b_c*d [控え] x/y-z";

fn texts(house: &House) -> Vec<Value> {
    let texts = house.texts();
    let texts = texts.iter().filter(|value| !is_address(value));
    texts.map(|value| whole(value, &house.files[&value.file])).collect()
}

/// Numbers and addresses have a notation of their own, which is checked where they are read.
pub fn is_address(value: &Value) -> bool {
    let lines = ["telephone", "fax", "mail", "url", "form"];
    let line = value.keys.rsplit('.').next().unwrap_or_default();
    is_of_contact(value) && lines.contains(&line)
}

fn is_of_contact(value: &Value) -> bool {
    value.keys.starts_with("contact.") || value.keys.starts_with("contacts[")
}

/// Where faults are told, in order, and the codes they have.
pub fn told(house: &House, not: &[&str]) -> Vec<(&'static str, Option<Place>)> {
    let result = house.build();
    let faults = result
        .diagnostics
        .iter()
        .filter(|fault| fault.severity == Severity::Error);
    let faults = faults.filter(|fault| !not.contains(&fault.code));
    let mut told: Vec<_> = faults.map(|fault| (fault.code, place(&result, fault))).collect();
    told.sort();
    told
}

fn show(house: &House, told: &[(&str, Option<Place>)]) -> String {
    let lines = told
        .iter()
        .map(|(code, place)| format!("  {code} {}\n", shown(house, place)));
    lines.collect()
}

/// A fault in a text.
struct Fault {
    code: &'static str,
    /// As it is typed, with the markers around what is to be told.
    typed: &'static str,
    /// Whether it is one in a text of this key.
    of: fn(&Value) -> bool,
}

/// What documents put into lines of their own, and tables, are Markdown.
fn is_markdown(value: &Value) -> bool {
    let heads = ["texts.", "passages.", "sections[", "tables.", "notes.", "appendices["];
    let ends = ["].text", "impact.text", "lead", "].before", "].after"];
    // Of the details a few are no Markdown.
    let details = [
        "alternative",
        "available",
        "check",
        "compensation",
        "contacted",
        "content",
        "deadline",
        "harm",
        "investigating",
        "note",
        "outlook",
        "permanent",
        "prevention",
        "provisional",
        "request",
        "restored",
        "root_cause",
        "symptom",
        "transactions",
        "unaffected",
    ];
    let key = value.keys.rsplit('.').next().unwrap_or_default();
    // A remark of a contact is none, either; what an announcement says is.
    let of_rows = details.contains(&key) && !is_of_contact(value)
        || value.keys == "text"
        || value.keys.starts_with("phrases.")
        || value.keys.contains("].phrases.");
    of_rows || heads.iter().any(|head| value.keys.starts_with(head)) || ends.iter().any(|end| value.keys.ends_with(end))
}

/// A name is no place for expressions.
fn is_worked_out(value: &Value) -> bool {
    value.keys != "name"
}

const FAULTS: [Fault; 5] = [
    Fault {
        code: "N0901",
        typed: "⟦𠮷⟧野",
        of: |_| true,
    },
    Fault {
        code: "N0801",
        typed: "{{ ⟦zz⟧ }}の",
        of: is_worked_out,
    },
    Fault {
        code: "N0502",
        typed: "見⟦\u{200B}⟧え",
        of: |_| true,
    },
    Fault {
        code: "N0807",
        typed: "注⟦[^機器]⟧の",
        of: |value| !is_markdown(value),
    },
    Fault {
        code: "N0803",
        typed: "、https://example.jp/a⟦あ⟧い",
        of: is_markdown,
    },
];

/// The same words in every text; in those that `is_wrong` the fault, in the others a character that can be drawn; and a
/// number, since no two senders are one.
fn with_fault(base: &House, texts: &[Value], way: Way, fault: &Fault, is_wrong: impl Fn(usize) -> bool) -> House {
    let mut house = base.clone();
    house.rewrite(texts, |of, file| {
        let at = texts
            .iter()
            .position(|text| (&text.file, text.span.start) == (&of.file, of.span.start));
        let at = at.expect("one of the texts");
        let words = if is_wrong(at) && (fault.of)(of) {
            fault.typed
        } else {
            "吉野"
        };
        // What marks a note goes on marking it.
        let mark = of.typed.find("[^").map_or("", |at| &of.typed[at..]).trim_end();
        written(way, of, file, HEAD, &format!("{words}{at}{mark}"))
    });
    house
}

fn right(house: &House, fault: &Fault, expected: &[Place], texts: &[Value]) -> Result<(), String> {
    let expected: Vec<_> = expected.iter().map(|place| (fault.code, Some(place.clone()))).collect();
    // A mark where none can stand may have no note, either.
    let told = told(house, &["N0203"]);
    // What no sheet of paper prints needs no font of ours.
    let beside: Vec<_> = expected.iter().filter(|place| !told.contains(place)).cloned().collect();
    let on_paper = beside.iter().filter(|(_, place)| {
        let of = |place: &Place| {
            texts
                .iter()
                .find(|text| text.file == place.0 && lies_in(house, text, place))
        };
        !(fault.code == "N0901" && place.as_ref().and_then(of).is_some_and(is_on_pages_alone))
    });
    let missing: Vec<_> = on_paper.cloned().collect();
    let more: Vec<_> = told.iter().filter(|place| !expected.contains(place)).cloned().collect();
    let pairs = told.windows(2).filter(|pair| pair[0] == pair[1]);
    let twice: Vec<_> = pairs.map(|pair| pair[0].clone()).collect();
    match missing.is_empty() && more.is_empty() && twice.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "not told\n{}told besides\n{}told twice\n{}",
            show(house, &missing),
            show(house, &more),
            show(house, &twice)
        )),
    }
}

/// Whether the place is in the text of that key, in the house as it is edited.
fn lies_in(house: &House, text: &Value, place: &Place) -> bool {
    house.said().iter().any(|said| {
        (&said.file, &said.keys) == (&text.file, &text.keys)
            && said.span.start <= place.1
            && place.2 <= said.span.end + 1
    })
}

/// Printed on the status page alone, or while there is nothing else to tell.
fn is_on_pages_alone(value: &Value) -> bool {
    let of_page = value.keys.starts_with("page.");
    of_page || value.file.ends_with("work.yaml") && ["cause", "windows[2].cause"].contains(&value.keys.as_str())
}

#[test]
fn a_fault_in_every_text_is_told_at_every_place_however_it_was_typed() {
    let base = House::base();
    let texts = texts(&base);
    let mut wrong = String::new();
    let mut places = 0;
    for way in WAYS {
        for fault in &FAULTS {
            let mut house = with_fault(&base, &texts, way, fault, |_| true);
            let expected = house.take_markers();
            places += expected.len();
            if let Err(found) = right(&house, fault, &expected, &texts) {
                wrong += &format!("== {way:?} {}\n{found}", fault.typed);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(places > 1000, "{places}");
}

#[test]
fn a_fault_in_one_text_is_told_there_and_not_where_the_same_words_stand() {
    let base = House::base();
    let texts = texts(&base);
    let mut wrong = String::new();
    for index in 0..texts.len() {
        let way = WAYS[index % WAYS.len()];
        let mut house = with_fault(&base, &texts, way, &FAULTS[0], |at| at == index);
        let expected = house.take_markers();
        if let Err(found) = right(&house, &FAULTS[0], &expected, &texts) {
            wrong += &format!("== {way:?} {} {}\n{found}", texts[index].file, texts[index].keys);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
