//! `~` between two dates, times or numbers in the text of a finished page: 〜 for readers, as on paper.

use crate::calendar::wave::waves;

/// Elements that stand within a line: what they part is read as one.
const INLINE: [&str; 9] = ["a", "b", "em", "i", "ruby", "span", "strong", "sup", "time"];

/// Elements whose content is no text of the page.
const UNREAD: [&str; 2] = ["script", "style"];

/// `page` with each such `~` as 〜; tags, and what is no text of the page, stay as they are.
pub(crate) fn with_waves(page: &str) -> String {
    let mut text = Vec::new();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(c) = page[at..].chars().next().filter(|_| page.contains('~')) {
        if c == '<' {
            let (name, length) = tag(&page[at..]);
            if !INLINE.contains(&name) {
                text.push('\n');
                places.push(at);
            }
            at += length;
        } else {
            text.push(c);
            places.push(at);
            at += c.len_utf8();
        }
    }
    let mut out = String::with_capacity(page.len());
    let mut from = 0;
    for place in waves(&text).into_iter().map(|index| places[index]) {
        out.push_str(&page[from..place]);
        out.push('〜');
        from = place + 1;
    }
    out + &page[from..]
}

/// The name of the tag or comment at the head of `page`, and how many bytes it takes, with its content where that is no
/// text.
fn tag(page: &str) -> (&str, usize) {
    let until = |from: usize, end: &str| page[from..].find(end).map_or(page.len(), |at| from + at + end.len());
    if page.starts_with("<!--") {
        return ("", until(0, "-->"));
    }
    let name = page[1..].trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let unread = UNREAD.contains(&name) && !page.starts_with("</");
    match unread {
        true => (name, until(until(0, ">"), "</")),
        false => (name, until(0, ">")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_one_whatever_elements_part_its_ends() {
        let page = "<li><time datetime=\"2026-05-30T22:30\">22:30</time><span class=\"to\">~</span><time>3:00</time>";
        assert_eq!(with_waves(page), page.replace('~', "〜"));
        assert_eq!(
            with_waves("<p>2~4回、<b>9:00</b>~17:00</p>"),
            "<p>2〜4回、<b>9:00</b>〜17:00</p>"
        );
    }

    #[test]
    fn what_is_no_text_and_what_joins_no_ends_stays() {
        for page in [
            "<a href=\"/1~2\" title=\"1~2\">~user</a>",
            "<style>a:1~2{}</style><!-- 1~2 -->",
            "<td>9:00</td><td>~17:00</td>",
            "<p>https://example.jp/~user/</p>",
            "<p>1 &lt; ~2",
            "<",
        ] {
            assert_eq!(with_waves(page), page);
        }
    }
}
