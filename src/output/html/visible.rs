//! What a page of ours says, as plain text: for people who compare two of them.

/// Elements that end a line.
const LINES: [&str; 22] = [
    "address", "article", "br", "caption", "dd", "div", "dt", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
    "header", "hr", "li", "p", "section", "summary", "title", "tr",
];

/// The text of a page, a line for each block; cells of a row are parted by a blank.
pub(crate) fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        add(&rest[..at], &mut out);
        let Some(end) = rest[at..].find('>') else {
            break;
        };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let name: String = tag
            .chars()
            .skip_while(|c| *c == '/')
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        match name.as_str() {
            "style" | "script" if !tag.starts_with('/') => {
                let close = format!("</{name}");
                rest = rest.find(&close).map_or("", |at| &rest[at..]);
            }
            "td" | "th" if tag.starts_with('/') => out.push(' '),
            name if LINES.contains(&name) && !out.ends_with('\n') => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
            }
            _ => {}
        }
    }
    let lines = out.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Adds the characters that a stretch without tags stands for; blanks and line ends are one blank.
fn add(text: &str, out: &mut String) {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let mut words = text.to_string();
    for (entity, character) in entities {
        words = words.replace(entity, character);
    }
    for c in words.chars() {
        match c {
            ' ' | '\n' | '\t' if out.is_empty() || out.ends_with([' ', '\n']) => {}
            ' ' | '\n' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_what_is_not_shown_is_left_out() {
        let page = "<!DOCTYPE html><head><title>稼働状況</title><style>p > a {}</style></head>\n<body><h1>障害情報</h1>\n \
                    <p>A &amp; B は<br>停止中</p><table><tr><td>1</td><td>&lt;2&gt;</td></tr></table></body>";
        assert_eq!(visible(page), "稼働状況\n障害情報\nA & B は\n停止中\n1 <2>\n");
    }
}
