//! What `notices/common.yaml` says for all publishers, laid under what each says itself: as trees, so that every key is
//! inherited, faults are told where they stand, and a value stands in one place.

use super::codes;
use super::node::{Kind, Node};
use crate::diagnostic::{Diagnostic, Message, Spanned};

/// Keys of which the publisher's and the common values stand side by side; of any other the publisher's stands alone: half a
/// contact of one house and half of another would be nobody's.
const SIDE_BY_SIDE: &[&str] = &[
    "terms", "services", "style", "phrases", "labels", "passages", "extra", "page", "fax", "letter", "paper",
];

/// Keys that say the same in another way: where the publisher has one of a row, the common ones do not count.
const EITHER: &[&[&str]] = &[&["contact", "contacts"]];

/// Keys that belong to one publisher.
const OWN: &[&str] = &["name", "senders"];

/// The mapping of a file: its keys with their values.
pub(super) type Entries = Vec<(Spanned<String>, Node)>;

/// What stands below `common:` in the tree of `common.yaml`, without what it cannot hold, and the faults.
pub(super) fn common(root: Node) -> (Entries, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let Kind::Mapping(top) = root.kind else {
        return (Vec::new(), faults);
    };
    let mut entries = Vec::new();
    for (key, node) in top {
        let Kind::Mapping(below) = node.kind else { continue };
        if key.value == "common" {
            entries = below;
        }
    }
    entries.retain(|(key, _)| {
        let own = OWN.contains(&key.value.as_str());
        if own {
            faults.push(of_one_publisher(key, ""));
        }
        !own
    });
    for (key, node) in &mut entries {
        if key.value == "page"
            && let Kind::Mapping(page) = &mut node.kind
        {
            page.retain(|(key, _)| {
                if key.value == "title" {
                    faults.push(of_one_publisher(key, "page."));
                }
                key.value != "title"
            });
        }
    }
    (entries, faults)
}

fn of_one_publisher(key: &Spanned<String>, before: &str) -> Diagnostic {
    let name = format!("{before}{}", key.value);
    codes::NOT_COMMON.at(
        key.span,
        Message::new(
            format!("{name} は発行者ごとのことなので、common.yaml には書けません"),
            format!("`{name}` belongs to one publisher, and cannot stand in common.yaml"),
        ),
        Message::new(
            format!("それぞれの publisher.yaml に {name} を書き、ここからは消してください"),
            format!("write `{name}` in each publisher.yaml, and delete it here"),
        ),
    )
}

/// The tree of a `publisher.yaml` with `common` laid under it.
pub(super) fn laid_under(common: &Entries, mut root: Node) -> Node {
    let Kind::Mapping(top) = &mut root.kind else {
        return root;
    };
    for (key, node) in top {
        if key.value == "publisher"
            && let Kind::Mapping(own) = &mut node.kind
        {
            inherit(common, own);
        }
    }
    root
}

fn inherit(common: &Entries, own: &mut Entries) {
    for (key, node) in common {
        let name = key.value.as_str();
        let has = |own: &Entries, name: &str| own.iter().any(|(key, _)| key.value == name);
        let instead = EITHER
            .iter()
            .filter(|row| row.contains(&name))
            .flat_map(|row| row.iter());
        if instead.clone().any(|other| *other != name && has(own, other)) {
            continue;
        }
        match own.iter_mut().find(|(key, _)| key.value == name) {
            Some((_, mine)) => {
                if let (Kind::Mapping(mine), Kind::Mapping(theirs)) = (&mut mine.kind, &node.kind)
                    && SIDE_BY_SIDE.contains(&name)
                {
                    let more = theirs.iter().filter(|(key, _)| !has(mine, &key.value));
                    let more: Vec<_> = more.cloned().collect();
                    // What is common may be used by what is the publisher's.
                    mine.splice(0..0, more);
                }
            }
            // A publisher that has no page gets none.
            None if name == "page" => {}
            None => own.push((key.clone(), node.clone())),
        }
    }
}
