//! The keys of the letters of an event.

use super::details::phrases_key;
use super::publisher::{addressee_key, opening_key};
use super::row::{Key, Value, key, list};
use Value::{Id, Mapping, Moment, Text};

pub(super) fn letters_key() -> Key {
    key(
        "letters",
        list(Mapping("letter")),
        "案内状を何通も出すとき。発行した順に並べます。issued・publish・number・letter の代わりに書きます。",
        "The letters of an event that has several, in order of issue, in place of issued, publish, number and letter.",
    )
}

pub(super) fn publish_key() -> Key {
    key(
        "publish",
        Moment,
        "案内状をWebに出す日時。書かなければ発信日から。それまでは out/office/ にだけあります。",
        "From when on the letter stands on the web; without, from its day. Until then it is in out/office/ alone.",
    )
}

pub(super) fn refers_key() -> Key {
    key(
        "refers",
        Mapping("reference"),
        "続きを知らせる、前の文書。ここで作っていないときに書きます。",
        "The notice that it goes on from, where that was not made here.",
    )
}

pub(super) fn changes_key() -> Key {
    key(
        "changes",
        list(Mapping("change")),
        "変わること。変更前と変更後を表にします。",
        "What is otherwise than before, side by side.",
    )
}

pub(super) fn reference() -> Vec<Key> {
    vec![
        key("number", Text, "その文書番号。", "Its document number."),
        key("issued", Moment, "その発信日。", "Its day of issue."),
        key("title", Text, "その件名。", "Its subject."),
    ]
}

pub(super) fn change() -> Vec<Key> {
    vec![
        key("item", Text, "何が変わるか。", "Of what."),
        key("before", Text, "変更前(Markdown)。", "As it was, Markdown.").required(),
        key("after", Text, "変更後(Markdown)。", "As it is now, Markdown.").required(),
    ]
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
        publish_key(),
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
        addressee_key(),
        opening_key(),
        refers_key(),
        changes_key(),
        phrases_key(),
        key(
            "errata",
            list(Mapping("erratum")),
            "前の案内の間違い(正誤)。",
            "What an earlier notice said wrongly.",
        ),
    ]
}
