//! The keys that may stand on several levels: details, set phrases, how an apology is worded.

use super::row::{Key, Value, key, list, words};
use crate::record::detail::{APOLOGIES, DETAILS, DetailForm, DetailRow};
use crate::record::label::FIXED;
use crate::record::phrase::PHRASES;
use Value::{Switch, Text};

/// The details that `stand` there.
pub(super) fn details(stand: impl Fn(&DetailRow) -> bool) -> Vec<Key> {
    let rows = DETAILS.iter().filter(|row| stand(row));
    let keys = rows.map(|row| {
        let value = match row.form {
            DetailForm::List => list(Text),
            DetailForm::Plain | DetailForm::Markdown => Text,
        };
        key(row.key, value, row.says.0, row.says.1)
    });
    keys.collect()
}

/// The set phrases.
pub(super) fn phrases() -> Vec<Key> {
    let value = || Value::Either(vec![Switch, Text]);
    let keys = PHRASES.iter().map(|row| key(row.name, value(), row.says.0, row.says.1));
    keys.collect()
}

/// What has a label.
pub(super) fn labels() -> Vec<Key> {
    let fixed = FIXED.iter().map(|(name, says)| key(name, Text, says.0, says.1));
    let of_detail = |row: &DetailRow| key(row.key, Text, "この項目の見出し。", "Label of this detail.");
    fixed.chain(DETAILS.iter().map(of_detail)).collect()
}

pub(super) fn labels_key() -> Key {
    key(
        "labels",
        Value::Mapping("labels"),
        "見出しの言葉(services: 対象施設、areas: 断水区域)。",
        "What parts of notices are called (services: 対象施設, areas: 断水区域).",
    )
}

pub(super) fn phrases_key() -> Key {
    key(
        "phrases",
        Value::Mapping("phrases"),
        "決まり文句。true で使う、false で使わない、文を書けばその文にします。",
        "Set phrases: true says it, false leaves it out, a text words it anew.",
    )
}

pub(super) fn apology_key() -> Key {
    key(
        "apology",
        words(APOLOGIES),
        "お詫びの言い方: 書かない、ふつう、深いお詫び。",
        "How an apology is worded: not at all, plainly, deeply.",
    )
}
