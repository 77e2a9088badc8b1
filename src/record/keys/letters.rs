//! The keys of the letters of an event.

use super::details::phrases_key;
use super::row::{Key, Value, key, list};
use Value::{Id, Mapping, Moment, Text};

pub(super) fn letters_key() -> Key {
    key(
        "letters",
        list(Mapping("letter")),
        "案内状を何通も出すとき。発行した順に並べます。issued・number・letter の代わりに書きます。",
        "The letters of an event that has several, in order of issue, in place of issued, number and letter.",
    )
}

pub(super) fn letter() -> Vec<Key> {
    vec![
        key(
            "issued",
            Moment,
            "発信日。2021-04 なら「4月吉日」。",
            "Day of issue; 2021-04 prints 4月吉日.",
        )
        .required(),
        key("number", Text, "文書番号。", "Document number."),
        key(
            "title",
            Text,
            "件名。書かなければ記録の件名です。",
            "Its subject; the record's without.",
        ),
        key("letter", Id, "案内状のひな形の名前。", "Name of the letter's template."),
        key(
            "lead",
            Text,
            "ひな形のはじめの文の代わりに書く文(Markdown)。",
            "In place of the template's first sentences, Markdown.",
        ),
        phrases_key(),
        key(
            "errata",
            list(Mapping("erratum")),
            "前の案内の間違い(正誤)。",
            "What an earlier notice said wrongly.",
        ),
    ]
}
