//! A note marked in any text is printed, mark and words, or the mark is refused where it stands. No key is ever printed.

use crate::faults::{is_address, told};
use crate::house::{House, RECORDS, Value, printed, shown};
use crate::writing::{Way, whole, written};

/// Every text of the records and of publisher.yaml, in a house without other notes.
fn texts() -> (House, Vec<Value>) {
    let mut base = House::base();
    base.edit("notices/a/work.yaml", "例の節の二行目[^機器]", "例の節の二行目");
    base.edit("notices/a/work.yaml", "例の決済[^表]", "例の決済");
    base.edit(
        "notices/a/work.yaml",
        "  notes:\n    機器: 例の機器の注\n    表: 例の表の注\n",
        "  notes:\n    機器: 注釈の言葉\n",
    );
    for record in RECORDS.into_iter().filter(|record| *record != "work") {
        let notes = "  notes:\n    機器: 注釈の言葉\n";
        base.files
            .get_mut(&format!("notices/a/{record}.yaml"))
            .expect("a record")
            .push_str(notes);
    }
    let texts = base
        .texts()
        .iter()
        .map(|text| whole(text, &base.files[&text.file]))
        .collect();
    (base, texts)
}

#[test]
fn a_note_marked_in_any_text_is_printed_with_its_words_or_refused_there() {
    let (base, texts) = texts();
    let mut wrong = String::new();
    let mut refused = Vec::new();
    let mut kept = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let mut house = base.clone();
        let way = [Way::Plain, Way::Lines][index % 2];
        house.rewrite(std::slice::from_ref(text), |of, file| match is_address(of) {
            true => format!("{}⟦[^機器]⟧", of.typed),
            false => written(way, of, file, "前の", "印ある語⟦[^機器]⟧"),
        });
        let place = house.take_markers().pop();
        let result = house.build();
        let told = told(&house, &[]);
        if !told.is_empty() {
            // What no such value can be, or has no notes, is told as that as well.
            let here = told
                .iter()
                .any(|(code, at)| ["N0803", "N0807"].contains(code) && *at == place);
            if !here {
                wrong += &format!("{} {}: refused elsewhere\n", text.file, text.keys);
                told.iter()
                    .for_each(|(code, at)| wrong += &format!("  {code} {}\n", shown(&house, at)));
            }
            refused.push(text.keys.as_str());
            continue;
        }
        kept.push(text.keys.as_str());
        let printed = printed(&result);
        for (path, words) in &printed {
            if words.contains("[^") {
                wrong += &format!("{} {}: {path} prints the key\n", text.file, text.keys);
            }
            let marked = words.contains("印ある語*1") || words.contains("印ある語(注釈の言葉)");
            if words.contains("印ある語") && !(marked && words.contains("注釈の言葉")) {
                wrong += &format!("{} {}: {path} prints no mark or no note\n", text.file, text.keys);
            }
        }
        if !printed.iter().any(|(_, words)| words.contains("注釈の言葉")) {
            wrong += &format!("{} {}: printed nowhere\n", text.file, text.keys);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(refused.len() > 30 && kept.len() > 20, "{refused:?} {kept:?}");
}

#[test]
fn a_mark_without_a_note_is_told_where_it_stands() {
    let (base, texts) = texts();
    let texts: Vec<Value> = texts
        .into_iter()
        .filter(|text| !text.file.ends_with("publisher.yaml"))
        .collect();
    let mut house = base.clone();
    house.rewrite(&texts, |of, _| {
        format!("\"{}⟦[^無い]⟧\"", of.typed.trim_end().replace('\n', "\\n"))
    });
    let places = house.take_markers();
    let told = told(&house, &[]);
    for place in places {
        let here = told
            .iter()
            .any(|(code, at)| *code == "N0203" && at.as_ref() == Some(&place));
        assert!(here, "{}", shown(&house, &Some(place)));
    }
}
