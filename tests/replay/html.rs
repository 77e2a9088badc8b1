//! A small reader of the pages that `notice` writes: tags, attributes, words. It reads no other HTML.

/// A tag or words between tags.
pub enum Piece {
    Open(Tag),
    Close(String),
    Words(String),
}

pub struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|all| all.split(' ').any(|one| one == class))
    }
}

impl Piece {
    pub fn has_class(&self, class: &str) -> bool {
        matches!(self, Piece::Open(tag) if tag.has_class(class))
    }

    pub fn attribute(&self, name: &str) -> Option<String> {
        match self {
            Piece::Open(tag) => tag.attribute(name).map(String::from),
            Piece::Close(_) | Piece::Words(_) => None,
        }
    }
}

const EMPTY: [&str; 7] = ["meta", "link", "br", "wbr", "hr", "img", "!DOCTYPE"];

/// What stands within a line.
const INLINE: [&str; 16] = [
    "span", "a", "time", "strong", "b", "em", "sup", "sub", "ruby", "rt", "rp", "rb", "code", "wbr", "abbr", "small",
];

pub fn pieces(html: &str) -> Vec<Piece> {
    let body = html.find("<body").map_or(html, |at| &html[at..]);
    let mut out = Vec::new();
    for part in body.split('<').skip(1) {
        let Some((tag, words)) = part.split_once('>') else {
            continue;
        };
        match tag.strip_prefix('/') {
            Some(name) => out.push(Piece::Close(name.trim().to_string())),
            None => out.push(Piece::Open(read_tag(tag))),
        }
        if !words.is_empty() {
            out.push(Piece::Words(resolved(words)));
        }
    }
    out
}

fn read_tag(tag: &str) -> Tag {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    while let Some((key, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap_or((after, ""));
        let key = key.split_whitespace().last().unwrap_or("");
        attributes.push((key.to_string(), resolved(value)));
        rest = after;
    }
    Tag {
        name: name.trim_end_matches('/').to_string(),
        attributes,
    }
}

/// The character references that are written.
fn resolved(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let all = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    let replace = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    all.iter().fold(text.to_string(), replace)
}

/// The words, one line per block; where a link leads stands behind its words, unless they are it.
pub fn text(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Open(Tag { name, .. }) | Piece::Close(name) if !INLINE.contains(&name.as_str()) => out.push('\n'),
            Piece::Open(_) | Piece::Close(_) => {}
        }
    }
    out
}

/// The outermost elements that `wanted` picks, each with its own tag and all that stands in it.
pub fn elements(pieces: &[Piece], wanted: impl Fn(&Tag) -> bool) -> Vec<&[Piece]> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match &pieces[at] {
            Piece::Open(tag) if wanted(tag) && !EMPTY.contains(&tag.name.as_str()) => {
                let end = closed(pieces, at);
                out.push(&pieces[at..end]);
                at = end;
            }
            _ => at += 1,
        }
    }
    out
}

/// The place after the element that opens at `start`.
fn closed(pieces: &[Piece], start: usize) -> usize {
    let Some(Piece::Open(Tag { name, .. })) = pieces.get(start) else {
        return start + 1;
    };
    let mut depth = 0;
    for (at, piece) in pieces.iter().enumerate().skip(start) {
        match piece {
            Piece::Open(tag) if tag.name == *name => depth += 1,
            Piece::Close(closed) if closed == name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    pieces.len()
}
