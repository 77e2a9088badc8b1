//! What looks like notation and is none comes back from print, from every text, as it was typed.

use crate::faults::{is_address, told};
use crate::house::{House, Value, printed, shown};
use crate::writing::whole;
use notice::diagnostic::Language;
use std::collections::BTreeSet;

const WORDS: [&str; 6] = [
    "a*b_c#1",
    "～①【※",
    "5*3*2",
    "x & y <z>",
    "https://example.jp/a_b ",
    "[控え]: \"x\" | y \\ z",
];

/// A number that no other text holds, in digits that nothing else is written in.
fn tag(index: usize) -> String {
    format!(
        "〔{}〕",
        index
            .to_string()
            .chars()
            .map(|c| ['零', '壱', '弐', '参', '肆', '伍', '陸', '漆', '捌', '玖'][c as usize - 48])
            .collect::<String>()
    )
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn awkward_words_come_back_from_every_text_or_are_named() {
    let base = House::base();
    let texts: Vec<Value> = base
        .texts()
        .iter()
        .map(|text| whole(text, &base.files[&text.file]))
        .collect();
    let texts: Vec<Value> = texts.into_iter().filter(|text| !is_address(text)).collect();
    let mut wrong = String::new();
    for word in WORDS {
        let mut house = base.clone();
        house.rewrite(&texts, |of, _| {
            let index = texts
                .iter()
                .position(|text| (&text.file, &text.keys) == (&of.file, &of.keys));
            let tag = tag(index.expect("one of the texts"));
            // What marks a note goes on marking it.
            let mark = of.typed.find("[^").map_or("", |at| &of.typed[at..]).trim_end();
            quoted(&format!("{tag}{word}{tag}{mark}"))
        });
        let faults = told(&house, &[]);
        faults
            .iter()
            .for_each(|(code, at)| wrong += &format!("{word}: {code} {}\n", shown(&house, at)));
        let result = house.build();
        let named: BTreeSet<&str> = result
            .diagnostics
            .iter()
            .filter(|fault| fault.code == "N0808")
            .flat_map(|fault| fault.message.in_language(Language::En).split([' ', ',']))
            .collect();
        let printed = printed(&result);
        for (index, text) in texts.iter().enumerate() {
            let tag = tag(index);
            let expected: String = format!("{tag}{word}{tag}").split_whitespace().collect();
            let comes_back = printed.iter().any(|(_, words)| words.contains(&expected));
            let told = printed
                .iter()
                .filter(|(_, words)| words.contains(&tag) && !words.contains(&expected));
            let spoiled: Vec<&str> = told.map(|(path, _)| path.as_str()).collect();
            let excused = named.contains(text.keys.as_str()) || !text.due;
            if !spoiled.is_empty() || !comes_back && !excused {
                wrong += &format!("{word}: {} {}: {spoiled:?}\n", text.file, text.keys);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
