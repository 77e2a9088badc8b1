//! The names that templates can ask for. What a name means stands in `docs/templates.md`; a test holds the two together.

use super::filter;

/// Names of the letters, sheets and what they are made of.
pub(super) const DOCUMENT: &[&str] = &[
    "addressee",
    "apology",
    "appendices",
    "brackets",
    "changes",
    "contact",
    "contacts",
    "continued",
    "course",
    "e",
    "extra",
    "fax_addressee",
    "has_reserve",
    "i",
    "incident_services",
    "issued",
    "key",
    "kind",
    "labels",
    "lead",
    "letter",
    "letterhead",
    "moment",
    "notice",
    "number",
    "opening",
    "passages",
    "phrases",
    "planned",
    "publisher",
    "purpose",
    "r",
    "reports",
    "seal",
    "sections",
    "sender_lines",
    "senders",
    "services",
    "terms",
    "text",
    "texts",
    "timeline",
    "title",
    "windows",
    "work",
    "x",
];

/// Those of them that letters alone have.
pub(super) const OF_LETTERS: &[&str] = &["letter", "course"];

/// Those of them that sheets alone have.
pub(super) const OF_SHEETS: &[&str] = &["e"];

/// Names of the pages on the web.
pub(super) const PAGE: &[&str] = &[
    "authors",
    "body",
    "brackets",
    "contacts",
    "css",
    "extra",
    "footer",
    "incident_services",
    "index",
    "labels",
    "language",
    "letterhead",
    "next",
    "passages",
    "pdf",
    "publisher",
    "sections",
    "senders",
    "services",
    "since",
    "subject",
    "terms",
    "title",
    "updated",
];

/// What facts are made of, whichever fact: behind a `.`.
pub(super) const FIELDS: &[&str] = &[
    "address",
    "affected",
    "after",
    "after_stage",
    "ahead",
    "alt",
    "announce",
    "apology",
    "archive",
    "as_of",
    "at",
    "back",
    "before",
    "began",
    "body",
    "cause",
    "changes",
    "clock",
    "clock_once",
    "clock_plain",
    "close",
    "columns",
    "company",
    "contacts",
    "count",
    "current",
    "date",
    "dates",
    "day",
    "decided",
    "department",
    "desk",
    "detail",
    "details",
    "dial",
    "differs",
    "duration",
    "element",
    "empty",
    "empty_month",
    "end",
    "ended",
    "entries",
    "errata",
    "event",
    "except",
    "expected",
    "extra",
    "fax",
    "file",
    "for",
    "form",
    "from",
    "groups",
    "heading",
    "hedged",
    "height",
    "honorific",
    "hours",
    "id",
    "impact",
    "iso",
    "issued",
    "item",
    "key",
    "kind",
    "label",
    "labels",
    "landscape",
    "lasting",
    "lead",
    "legs",
    "length",
    "letter_date",
    "letters",
    "lines",
    "link",
    "logged",
    "logo",
    "long",
    "mail",
    "mark",
    "markdown",
    "moment",
    "month",
    "months",
    "moved",
    "name",
    "named",
    "names",
    "next",
    "next_days",
    "note",
    "number",
    "occurs",
    "of_all",
    "omitted",
    "on_reserve",
    "one_event",
    "original",
    "out",
    "outbreak",
    "over",
    "own_details",
    "passages",
    "passing",
    "picture",
    "src",
    "past",
    "per",
    "period",
    "periods",
    "person",
    "phrases",
    "place",
    "planned",
    "possible",
    "post",
    "postcode",
    "posted",
    "purpose",
    "range",
    "range_once",
    "reason",
    "refers",
    "refrain",
    "reports",
    "reserve",
    "reserve_in_use",
    "reserves",
    "right",
    "rows",
    "rule",
    "services",
    "site",
    "size",
    "stacked",
    "stage",
    "standing",
    "start",
    "state",
    "stops",
    "stretch",
    "table",
    "telephone",
    "telephones",
    "text",
    "time",
    "times",
    "title",
    "titled",
    "to",
    "told",
    "told_details",
    "until",
    "url",
    "what",
    "when_over",
    "where",
    "whole",
    "width",
    "window",
    "windows",
    "words",
    "work",
    "wrong",
    "years",
];

/// What the engine knows of a loop.
pub(super) const LOOP: &[&str] = &["index", "index0", "first", "last", "length"];

/// Facts whose parts have names of the operator's own, or of a list elsewhere.
pub(super) const FREE: &[&str] = &[
    "terms",
    "services",
    "incident_services",
    "texts",
    "labels",
    "phrases",
    "detail",
    "extra",
    "passages",
];

/// Words of the engine within an expression.
pub(super) const WORDS: &[&str] = &[
    "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None",
];

/// The tags of the engine.
pub(super) const TAGS: &[&str] = &[
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "set_global",
    "endset",
    "block",
    "endblock",
    "include",
    "extends",
    "filter",
    "endfilter",
    "raw",
    "endraw",
    "break",
    "continue",
    "component",
    "endcomponent",
];

/// Functions of the engine.
pub(super) const FUNCTIONS: &[&str] = &["range", "throw", "super"];

/// The filters of the engine (Tera 2.4).
const FILTERS: &[&str] = &[
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

/// The tests of the engine (Tera 2.4).
const TESTS: &[&str] = &[
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// All filters that a template can use.
pub(super) fn filters() -> impl Iterator<Item = &'static str> + Clone {
    FILTERS.iter().chain(filter::FILTERS).copied()
}

/// All tests behind `is`.
pub(super) fn tests() -> impl Iterator<Item = &'static str> + Clone {
    TESTS.iter().chain(filter::TESTS).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_knows_the_filters_and_tests() {
        let mut tera = tera::Tera::new();
        filter::register(&mut tera);
        for filter in filters() {
            // What a filter says of a text does not matter here.
            let known = tera.render_str(&format!("{{{{ x | {filter} }}}}"), &tera::Context::new(), false);
            let unknown = known
                .err()
                .is_some_and(|error| error.to_string().contains("Unknown filter"));
            assert!(!unknown, "{filter}");
        }
        for test in tests() {
            let known = tera.render_str(
                &format!("{{% if x is {test} %}}{{% endif %}}"),
                &tera::Context::new(),
                false,
            );
            let unknown = known
                .err()
                .is_some_and(|error| error.to_string().contains("Unknown test"));
            assert!(!unknown, "{test}");
        }
    }
}
