//! Where a template of the workspace comes from: which built-in text it was copied from, and what the built-in one says by
//! now that the copy does not.

use super::built_in::TEMPLATES;
use super::history::{self, Past};
use super::layer::{Belongs, FOLDERS, STATIC};
use super::source;
use std::collections::BTreeSet;
use std::ops::Range;

/// How a template of the workspace stands to the built-in ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lineage {
    /// It is the built-in one, word for word.
    Same,
    /// It is a copy that says all that the built-in one has come to say since.
    Current {
        /// What it is a copy of.
        of: &'static str,
    },
    /// It is a copy of what a built-in template once was.
    Behind(Behind),
    /// It names a text that this program does not know: a later one's.
    Unknown {
        /// The name in its header.
        of: String,
        /// The fingerprint there.
        fingerprint: String,
    },
    /// It takes the built-in one and changes parts of it.
    Extends,
    /// It is the house's own.
    Own,
}

/// A copy that the built-in template has left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Behind {
    /// The name of what was copied.
    pub of: &'static str,
    /// Its name today; none where there is no such template any more.
    pub now: Option<&'static str>,
    /// Lines that the built-in template has come to say since, and the copy does not: what stands in comments at the end.
    pub new: Vec<&'static str>,
    /// The bytes of the lines in the copy that the built-in template says no more, those in comments at the end.
    pub gone: Vec<Range<usize>>,
    /// Nothing in it is the house's own: it is what was built in, word for word.
    pub unchanged: bool,
    /// The header, where the copy has one.
    pub header: Option<Range<usize>>,
}

/// The name of the template that a path below `templates/` stands for: `office/letter/short.md` is the publisher's
/// `letter/short.md`.
pub(crate) fn name_of(path: &str) -> &str {
    match Belongs::of(path) {
        Belongs::Publisher(_, name) => name,
        Belongs::Workspace(_) | Belongs::Nobody => path,
    }
}

/// Whether a file of this name is a template, and not a picture or an editor's backup.
pub(crate) fn is_template(name: &str) -> bool {
    let folder = name.split_once('/').map_or("", |(folder, _)| folder);
    let in_folder = folder != STATIC && FOLDERS.contains(&folder);
    in_folder && [".md", ".html", ".css"].iter().any(|ending| name.ends_with(ending))
}

/// The names of the blocks of a template, which another one can say otherwise.
pub(crate) fn blocks(text: &str) -> Vec<&str> {
    let of_tag = |tag: Range<usize>| {
        let words = text[tag].strip_prefix("{%")?.trim_start_matches('-').trim_start();
        words.strip_prefix("block ")?.split_whitespace().next()
    };
    source::tags(text).into_iter().filter_map(of_tag).collect()
}

/// The text of the built-in template `name`.
pub(crate) fn built_in(name: &str) -> Option<(&'static str, &'static str)> {
    TEMPLATES.iter().find(|(known, _)| *known == name).copied()
}

/// The line at the head of a copy that says what it was copied from. It prints nothing.
pub(crate) fn header(name: &str, text: &str) -> String {
    let from = format!("notice: from {name} {}", history::fingerprint(text));
    match name.ends_with(".css") {
        true => format!("/* {from} */"),
        false => format!("{{#- {from} -#}}"),
    }
}

/// A copy of the built-in template `name`, which makes the same documents.
pub(crate) fn copy(name: &str, text: &str) -> String {
    // The mark at the end of the header takes all blanks behind it.
    let end = if text.starts_with(char::is_whitespace) && !name.ends_with(".css") {
        format!("{{# notice: from {name} {} #}}", history::fingerprint(text))
    } else {
        header(name, text) + "\n"
    };
    end + text
}

/// What the header of a copy says.
struct Header {
    range: Range<usize>,
    name: String,
    fingerprint: String,
}

/// The first comment that says `notice: from NAME FINGERPRINT`.
fn read_header(text: &str) -> Option<Header> {
    let at = text.find("notice: from ")?;
    let (open, close) = if text[..at].trim_end_matches([' ', '-']).ends_with("{#") {
        ("{#", "#}")
    } else {
        ("/*", "*/")
    };
    let start = text[..at].rfind(open)?;
    let end = at + text[at..].find(close)? + close.len();
    let words = text[at..end].trim_end_matches(close).trim_end_matches('-');
    let mut words = words.split_whitespace().skip(2);
    let (name, fingerprint) = (words.next()?, words.next()?);
    Some(Header {
        range: start..end,
        name: name.to_owned(),
        fingerprint: fingerprint.to_owned(),
    })
}

/// A text without its header and the line end behind it.
fn without(text: &str, header: Option<&Header>) -> String {
    match header {
        None => text.to_owned(),
        Some(header) => {
            let rest = &text[header.range.end..];
            let rest = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest);
            format!("{}{rest}", &text[..header.range.start])
        }
    }
}

/// The copy `text` without its header, with plain line ends: what is compared with the built-in template.
pub(crate) fn body(text: &str) -> String {
    let text = history::plain(text);
    without(&text, read_header(&text).as_ref())
}

/// Lines that say something, with their places.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    let all = text.split_inclusive('\n').map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        (start..start + line.trim().len(), line.trim())
    });
    all.filter(|(_, line)| !line.is_empty())
}

/// The lines of a text, those that stand in comments behind the others.
fn words_first(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut comments: Vec<Range<usize>> = Vec::new();
    for (open, close) in [("{#", "#}"), ("/*", "*/")] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|found| at + found) {
            at = text[start..]
                .find(close)
                .map_or(text.len(), |end| start + end + close.len());
            comments.push(start..at);
        }
    }
    let commented = |range: &Range<usize>| comments.iter().any(|comment| comment.contains(&range.start));
    let mut all: Vec<(Range<usize>, &str)> = lines(text).collect();
    all.sort_by_key(|(range, _)| commented(range));
    all
}

/// Whether a line tells where it was copied from: `{% endif %}` stands in every template.
fn telling(line: &str) -> bool {
    line.len() > 16 && !line.starts_with("{%- end") && !line.starts_with("{% end")
}

/// How the template `name` with this text stands to the built-in ones. A publisher's has the name of what it replaces.
pub(crate) fn lineage(name: &str, text: &str) -> Lineage {
    if extends(name, text) {
        return Lineage::Extends;
    }
    let header = read_header(text);
    let bare = history::fingerprint(&without(text, header.as_ref()));
    if let Some((_, built_in)) = built_in(name)
        && bare == history::fingerprint(built_in)
    {
        return Lineage::Same;
    }
    let base = match &header {
        Some(header) => match from_header(header) {
            Some(found) => Some(found),
            None => {
                return Lineage::Unknown {
                    of: header.name.clone(),
                    fingerprint: header.fingerprint.clone(),
                };
            }
        },
        None => from_text(name, &bare)
            .or_else(|| from_lines(name, text))
            .or_else(|| from_today(name, text)),
    };
    let Some((past, version)) = base else {
        return Lineage::Own;
    };
    let of = past.name;
    let now = built_in(of).map(|(name, _)| name).or_else(|| history::successor(of));
    let present = now.and_then(built_in).map_or("", |(_, text)| text);
    if past.versions[version] == history::fingerprint(present) {
        return Lineage::Current { of };
    }
    let says: BTreeSet<&str> = lines(text).map(|(_, line)| line).collect();
    let says_now: BTreeSet<&str> = lines(present).map(|(_, line)| line).collect();
    let mut new: Vec<&str> = Vec::new();
    for (_, line) in words_first(present) {
        if !says.contains(line) && !past.holds(version, &history::mark(line)) && !new.contains(&line) {
            new.push(line);
        }
    }
    let bygone = |line: &str| !says_now.contains(line) && past.knows(&history::mark(line));
    let gone: Vec<Range<usize>> = words_first(text)
        .into_iter()
        .filter(|(_, line)| bygone(line))
        .map(|(range, _)| range)
        .collect();
    // What was taken over by hand is no longer behind; an untouched copy is, whatever the change.
    if new.is_empty() && gone.is_empty() && bare != past.versions[version] && now == Some(of) {
        return Lineage::Current { of };
    }
    Lineage::Behind(Behind {
        of,
        now,
        unchanged: bare == past.versions[version],
        new,
        gone,
        header: header.map(|header| header.range),
    })
}

/// The text that a header names; known by its fingerprint where its name is another by now.
fn from_header(header: &Header) -> Option<(Past, usize)> {
    let of = |past: Past| {
        let version = past.versions.iter().position(|known| *known == header.fingerprint)?;
        Some((past, version))
    };
    let named = Past::of(&header.name).and_then(of);
    named.or_else(|| from_text(&header.name, &header.fingerprint))
}

/// A text that was once built in, by its fingerprint: under its own name or, as the house may have called its copy
/// otherwise, under any.
fn from_text(name: &str, fingerprint: &str) -> Option<(Past, usize)> {
    let own = Past::of(name).filter(|past| past.versions.contains(&fingerprint));
    let past = own.or_else(|| Past::of(history::name_of(fingerprint)?))?;
    let version = past.versions.iter().position(|known| *known == fingerprint)?;
    Some((past, version))
}

/// The version that an old copy without a header was made of, by the lines it still holds of it: of the built-in template
/// of its own name, where two of its lines, or a fifth of them, are such as that no longer says. Of what is evidently a copy
/// one such line is enough, or that it says nothing of all that has been added since.
fn from_lines(name: &str, text: &str) -> Option<(Past, usize)> {
    let past = Past::of(name)?;
    let present = built_in(name).map_or("", |(_, text)| text);
    let says_now: BTreeSet<&str> = lines(present).map(|(_, line)| line).collect();
    let all: Vec<(&str, String)> = lines(text).map(|(_, line)| (line, history::mark(line))).collect();
    let marks: BTreeSet<&str> = all.iter().map(|(_, mark)| mark.as_str()).collect();
    let shared = |version: usize| marks.iter().filter(|mark| past.holds(version, mark)).count();
    let missing = |version: usize| past.length(version) - shared(version);
    let likeness = |version: &usize| shared(*version) as isize - missing(*version) as isize;
    let nearest = (0..past.versions.len()).max_by_key(likeness)?;
    let bygone = |(line, mark): &&(&str, String)| telling(line) && !says_now.contains(line) && past.knows(mark);
    let bygone = all.iter().filter(bygone).count();
    let evident = shared(nearest) * 2 > marks.len();
    let by_words = bygone > 1 || bygone == 1 && (evident || all.len() <= 5);
    let added = says_now
        .iter()
        .filter(|line| telling(line))
        .map(|line| history::mark(line));
    let added: Vec<String> = added.filter(|mark| !past.holds(nearest, mark)).collect();
    let lacks_all = added.len() > 1 && !added.iter().any(|mark| marks.contains(mark.as_str()));
    let whole = missing(nearest) * 5 <= past.length(nearest);
    (by_words || evident && whole && lacks_all).then_some((past, nearest))
}

/// The version that a text without a header is made of: today's, where more than half of its lines are those of the built-in
/// template of its own name.
fn from_today(name: &str, text: &str) -> Option<(Past, usize)> {
    let past = Past::of(name)?;
    let (_, present) = built_in(name)?;
    let version = past
        .versions
        .iter()
        .position(|known| *known == history::fingerprint(present))?;
    let says_now: BTreeSet<&str> = lines(present).map(|(_, line)| line).collect();
    let (shared, all) = lines(text).fold((0, 0), |(shared, all), (_, line)| {
        (shared + usize::from(says_now.contains(line)), all + 1)
    });
    (shared * 2 > all).then_some((past, version))
}

/// Whether a template takes another one as a whole: it extends it, or includes what its own name means a layer below.
fn extends(name: &str, text: &str) -> bool {
    source::tags(text).into_iter().any(|tag| {
        let words = text[tag].trim_start_matches("{%").trim_start_matches('-').trim_start();
        let own = [format!("\"{name}\""), format!("/{name}\"")];
        words.starts_with("extends ") || words.starts_with("include ") && own.iter().any(|own| words.contains(own))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, text: &str) -> Lineage {
        lineage(name, text)
    }

    #[test]
    fn a_copy_of_today_is_the_same_whatever_an_editor_made_of_it() {
        for (name, text) in TEMPLATES {
            for copy in [
                (*text).to_owned(),
                copy(name, text),
                format!("\u{feff}{}", copy(name, text)),
                copy(name, text).replace('\n', "\r\n"),
            ] {
                assert_eq!(told(name, &copy), Lineage::Same, "{name}");
                assert_eq!(body(&copy), *text, "{name}");
            }
        }
    }

    /// Every text that was once built in, with its name: `history.py --texts` writes them.
    fn old_texts() -> Vec<(String, String)> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/templates/texts.gz");
        let packed = std::fs::read(path).expect("the texts");
        let mut all = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed[..]), &mut all).expect("plain text");
        let pieces: Vec<&str> = all.split('\0').collect();
        let pairs = pieces.chunks_exact(2);
        pairs.map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
    }

    #[test]
    fn a_copy_of_every_text_that_was_ever_built_in_is_known() {
        let texts = old_texts();
        assert!(texts.len() > 250);
        for (name, text) in &texts {
            let now = built_in(name).map(|(_, text)| text);
            let behind = |text: &str| matches!(told(name, text), Lineage::Behind(_));
            if now == Some(text.as_str()) {
                assert_eq!(told(name, text), Lineage::Same, "{name}");
                continue;
            }
            // As the disk or an editor may have it, and as `copy` wrote it.
            for copy in [
                text.clone(),
                format!("\u{feff}{text}"),
                text.replace('\n', "\r\n"),
                copy(name, text),
            ] {
                assert!(
                    behind(&copy),
                    "{name} {}: {:?}",
                    history::fingerprint(text),
                    told(name, &copy)
                );
            }
            // Of one that was written over, as far as two lines still tell.
            let edited = format!("当社の一文です。\n{text}\n当社のもう一文です。\n");
            let says_now: BTreeSet<&str> = now
                .map(|now| lines(now).map(|(_, line)| line).collect())
                .unwrap_or_default();
            let bygone = lines(text).filter(|(_, line)| telling(line) && !says_now.contains(line));
            if let Lineage::Behind(behind) = told(name, text) {
                assert!(behind.unchanged);
            }
            if bygone.count() >= 2 {
                assert!(behind(&edited), "{name} {}", history::fingerprint(text));
            }
        }
    }

    #[test]
    fn a_change_of_the_house_is_no_lag() {
        for (name, text) in TEMPLATES {
            let changed = format!("{}当社の一文です。\n", copy(name, text));
            assert_eq!(told(name, &changed), Lineage::Current { of: name }, "{name}");
            let bare = format!("{text}当社の一文です。\n");
            assert!(
                matches!(told(name, &bare), Lineage::Own | Lineage::Current { .. }),
                "{name}"
            );
        }
    }

    #[test]
    fn what_extends_or_is_wholly_own_is_never_behind() {
        for text in [
            "{% extends \"letter/short.md\" %}\n{% block opening %}拝啓{% endblock %}\n",
            "{#- notice: from letter/short.md 000000000000 -#}\n{%- extends \"letter/short.md\" -%}\n",
            "前書き\n{% include \"letter/short.md\" %}\n",
        ] {
            assert_eq!(told("letter/short.md", text), Lineage::Extends);
        }
        assert_eq!(told("letter/ours.md", ":::title {{ title }}\n本文\n"), Lineage::Own);
        assert_eq!(told("letter/short.md", ":::title {{ title }}\n本文\n"), Lineage::Own);
    }

    #[test]
    fn a_text_of_a_later_program_is_not_taken_for_an_old_one() {
        let later = "{#- notice: from letter/short.md abcdefabcdef -#}\n本文\n";
        let Lineage::Unknown { of, fingerprint } = told("letter/short.md", later) else {
            panic!("known");
        };
        assert_eq!((of.as_str(), fingerprint.as_str()), ("letter/short.md", "abcdefabcdef"));
    }

    #[test]
    fn a_header_of_an_earlier_text_makes_a_copy_behind_until_it_says_what_is_new() {
        let (name, now) = built_in("fax/incident.md").expect("the sheet");
        let past = Past::of(name).expect("its past");
        let header = format!("{{#- notice: from {name} {} -#}}\n", past.versions[0]);
        let Lineage::Behind(behind) = told(name, &format!("{header}本文\n")) else {
            panic!("not behind");
        };
        assert!(!behind.new.is_empty());
        assert!(behind.new.iter().all(|line| now.contains(line)));
        let taken_over = format!("{header}{now}当社の一文です。\n");
        assert_eq!(told(name, &taken_over), Lineage::Current { of: name });
        // Under a name of the house's own as well.
        assert!(matches!(
            told("fax/ours.md", &format!("{header}本文\n")),
            Lineage::Behind(_)
        ));
    }

    #[test]
    fn blocks_are_named_in_the_order_of_the_template() {
        let text = "{# {% block none %} #}{% block head %}{%- block date -%}{% endblock %}{% endblock head %}{% block end %}{% endblock %}";
        assert_eq!(blocks(text), ["head", "date", "end"]);
    }

    #[test]
    fn a_path_names_a_template_of_the_workspace_or_of_a_publisher() {
        assert_eq!(name_of("letter/short.md"), "letter/short.md");
        assert_eq!(name_of("office/letter/short.md"), "letter/short.md");
        assert_eq!(name_of("letter/letter/short.md"), "letter/short.md");
        assert_eq!(name_of("static/logo.png"), "static/logo.png");
    }
}
