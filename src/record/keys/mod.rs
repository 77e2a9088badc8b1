//! Every key that a record and `publisher.yaml` know: [`MAPPINGS`] is the one table of them, for what is made from it (the
//! JSON Schema of `notice schema`). What reads the keys is `decode/`; the tests here hold the two, and both
//! `docs/records`, to each other.
//!
//! A further key is one row: in `record.rs` or `publisher.rs`, in the function of its mapping, in the order in which
//! `docs/records.md` has the keys. A further mapping is a function there and an entry in [`MAPPINGS`].

pub(crate) mod copy;
mod details;
pub(crate) mod json;
mod letters;
mod publisher;
mod record;
mod row;
#[cfg(test)]
mod tests;

pub(crate) use row::{Key, Value};

/// A mapping of `key: value`.
#[derive(Debug)]
pub(crate) struct Mapping {
    /// What [`Value::Mapping`] names it by.
    pub name: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: fn() -> Vec<Key>,
    /// What the operator's own keys beside them hold (the cells of a row); `None` where every other key is an error.
    pub others: Option<fn() -> Value>,
}

const fn mapping(name: &'static str, keys: fn() -> Vec<Key>) -> Mapping {
    Mapping {
        name,
        keys,
        others: None,
    }
}

/// Every mapping. The first four are what stands below the key at the top of a file.
pub(crate) const MAPPINGS: &[Mapping] = &[
    mapping("publisher", publisher::publisher),
    mapping("record", record::record),
    mapping("holidays", publisher::holidays),
    mapping("common", publisher::common),
    mapping("common_page", publisher::common_page),
    mapping("templates_of_kinds", publisher::templates_of_kinds),
    mapping("paper", publisher::paper),
    mapping("margins", publisher::margins),
    mapping("envelope", publisher::envelope),
    mapping("letterhead", publisher::letterhead),
    mapping("logo", publisher::logo),
    mapping("seal", publisher::seal),
    mapping("addressee", publisher::addressee),
    mapping("sender", publisher::sender),
    mapping("service", publisher::service),
    mapping("contact", publisher::contact),
    mapping("fax", publisher::fax),
    mapping("style", publisher::style),
    mapping("phrases", details::phrases),
    mapping("labels", details::labels),
    mapping("page", publisher::page),
    mapping("page_section", publisher::page_section),
    mapping("letter", letters::letter),
    mapping("reference", letters::reference),
    mapping("change", letters::change),
    mapping("window", record::window),
    mapping("range", record::range),
    mapping("impact", record::impact),
    mapping("section", record::section),
    mapping("appendix", record::appendix),
    mapping("table", record::table),
    mapping("column", record::column),
    Mapping {
        name: "row",
        keys: record::row,
        others: Some(|| Value::Text),
    },
    mapping("entry", record::entry),
    mapping("happening", record::happening),
    mapping("erratum", record::erratum),
    mapping("display", record::display),
];

/// The mapping called `name`.
pub(crate) fn mapping_of(name: &str) -> &'static Mapping {
    let found = MAPPINGS.iter().find(|mapping| mapping.name == name);
    found.unwrap_or_else(|| panic!("MAPPINGS has no {name}"))
}
