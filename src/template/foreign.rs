//! Words of a template that are marks elsewhere: of other languages of templates, of other notations, and characters that no
//! printer shows. Here they would be printed as they stand, or swallowed.

use super::names;
use super::slip::Slip;
use super::tag::{Kind, Piece, pieces};
use std::ops::Range;

/// What stands within a line, from its first mark to its last, and what is written here instead.
const WITHIN: &[(&str, &str, &str, &str)] = &[
    (
        "<!--",
        "-->",
        "説明は {# と #} で囲んでください",
        "a comment is written `{# … #}`",
    ),
    (
        "<?",
        "?>",
        "項目は {{ title }}、命令は {% if … %} のように書いてください",
        "write `{{ title }}` or `{% if … %}`",
    ),
    (
        "<%",
        "%>",
        "項目は {{ title }}、命令は {% if … %} のように書いてください",
        "write `{{ title }}` or `{% if … %}`",
    ),
    (
        "%{",
        "}",
        "項目は {{ title }}、命令は {% if … %} のように書いてください",
        "write `{{ title }}` or `{% if … %}`",
    ),
    (
        "[[",
        "]]",
        "項目は {{ title }} のように書いてください",
        "a fact is written like `{{ title }}`",
    ),
    (
        "«",
        "»",
        "項目は {{ title }} のように書いてください",
        "a fact is written like `{{ title }}`",
    ),
    (
        "{/",
        "}",
        "命令の終わりは {% endif %} のように書いてください",
        "write `{% endif %}` or the like",
    ),
    (
        "｛＃",
        "",
        "説明は {# と #} で囲んでください(半角)",
        "a comment is written `{# … #}`, half-width",
    ),
    (
        "＃｝",
        "",
        "説明は {# と #} で囲んでください(半角)",
        "a comment is written `{# … #}`, half-width",
    ),
    (
        "{ #",
        "",
        "説明は {# と #} で囲んでください(間をあけません)",
        "a comment is written `{# … #}`, without blanks between",
    ),
    (
        "# }",
        "",
        "説明は {# と #} で囲んでください(間をあけません)",
        "a comment is written `{# … #}`, without blanks between",
    ),
    (
        "`",
        "`",
        "消してください。強調は **言葉** と書きます",
        "delete it; emphasis is `**words**`",
    ),
    (
        "~~",
        "~~",
        "消してください。取り消し線はありません",
        "delete it; nothing is struck out",
    ),
    (
        "__",
        "__",
        "消してください。強調は **言葉** と書きます",
        "delete it; emphasis is `**words**`",
    ),
    (
        "＊＊",
        "＊＊",
        "半角の ** で **言葉** と書いてください",
        "write `**words**`, half-width",
    ),
    (
        "]()",
        "",
        "( ) の中にアドレスを書いてください",
        "write the address within the brackets",
    ),
    (
        "] (http",
        "",
        "] と ( の間をあけずに書いてください",
        "write no blank between `]` and `(`",
    ),
    (
        "]（http",
        "",
        "かっこは半角で ](アドレス) と書いてください",
        "write half-width brackets: `](address)`",
    ),
    (
        "][",
        "]",
        "[言葉](アドレス) と書いてください",
        "write `[words](address)`",
    ),
];

/// What begins a line, and what is written here instead.
const BEGINNINGS: &[(&str, &str, &str)] = &[
    (
        "// ",
        "説明は {# と #} で囲んでください",
        "a comment is written `{# … #}`",
    ),
    (
        "/*",
        "説明は {# と #} で囲んでください",
        "a comment is written `{# … #}`",
    ),
    (
        "% ",
        "命令は {% if … %} のように書いてください",
        "write `{% if … %}` or the like",
    ),
    (
        "@if",
        "命令は {% if … %} のように書いてください",
        "write `{% if … %}` or the like",
    ),
    (
        "@endif",
        "命令は {% endif %} のように書いてください",
        "write `{% endif %}` or the like",
    ),
    (
        "@for",
        "命令は {% for … %} のように書いてください",
        "write `{% for … %}` or the like",
    ),
    (
        "@endfor",
        "命令は {% endfor %} のように書いてください",
        "write `{% endfor %}` or the like",
    ),
    (
        "{if ",
        "命令は {% if … %} のように書いてください",
        "write `{% if … %}` or the like",
    ),
    (
        "@@ ",
        "差分の印です。この行と、行の初めの + と - を消してください",
        "delete this mark of a difference, and the `+` and `-` of its lines",
    ),
    (
        ";;;",
        "行の初めは半角のコロン3つ(:::)です",
        "three colons begin a formal part: `:::`",
    ),
    ("```", "消してください。そのまま印刷されます", "delete it"),
    ("~~~", "消してください。そのまま印刷されます", "delete it"),
    (
        "> ",
        "消してください。引用の書き方はありません",
        "delete it; there are no quotations",
    ),
    ("+ ", "箇条書きは - と空白で始めてください", "an item begins with `- `"),
    (
        "＊ ",
        "箇条書きは半角の - と空白で始めてください",
        "an item begins with `- `",
    ),
    (
        "- [ ]",
        "[ ] を消してください。印をつける箇条書きはありません",
        "delete `[ ]`",
    ),
    (
        "- #",
        "箇条書きの中に見出しは書けません。# を消してください",
        "no heading stands in an item: delete `#`",
    ),
    (
        "#######",
        "見出しは # から ###### までです",
        "a heading has one to six `#`",
    ),
];

/// All that `text`, the template `name`, holds of them.
pub(super) fn check(name: &str, text: &str) -> Vec<Slip> {
    let mut faults = Vec::new();
    let mut raw = false;
    let mut behind: Option<Kind> = None;
    for piece in pieces(text) {
        match piece {
            Piece::Words(range) if !raw => {
                characters(text, &range, &mut faults);
                match name.ends_with(".md") {
                    true => {
                        one_brace_more(text, &range, behind, &mut faults);
                        lines(text, &range, &mut faults);
                    }
                    false => page(text, &range, &mut faults),
                }
                behind = None;
            }
            Piece::Words(_) => behind = None,
            Piece::Tag { kind, code, closed, .. } => {
                raw = kind == Kind::Do && text[code].trim() == "raw";
                behind = closed.then_some(kind);
            }
        }
    }
    faults
}

fn printed(range: Range<usize>, mark: &str, ja: &str, en: &str) -> Slip {
    Slip::new(
        range,
        (
            format!("「{mark}」はこのひな形の書き方ではないので、そのまま印刷されます"),
            format!("`{mark}` means nothing here, and would be printed"),
        ),
        (ja.to_string(), en.to_string()),
    )
}

/// Characters that nobody sees, or that no face has.
fn characters(text: &str, range: &Range<usize>, faults: &mut Vec<Slip>) {
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        let wrong = match c {
            '\t' | '\n' => false,
            '\r' => !text[at + 1..].starts_with('\n'),
            '\u{ad}' | '\u{2028}' | '\u{2029}' | '\u{fffd}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
            c => c.is_control(),
        };
        if wrong {
            let code = u32::from(c);
            faults.push(Slip::new(
                at..at + c.len_utf8(),
                (
                    format!("目に見えない文字、または壊れた文字(U+{code:04X})があります"),
                    format!("here stands a character that cannot be seen, or is broken (U+{code:04X})"),
                ),
                (
                    "消して、要るなら書き直してください".to_string(),
                    "delete it, and write it anew where it is needed".to_string(),
                ),
            ));
        }
    }
}

/// `{{ title }}}`, `{% if number %}}`.
fn one_brace_more(text: &str, range: &Range<usize>, behind: Option<Kind>, faults: &mut Vec<Slip>) {
    let Some(kind) = behind.filter(|_| text[range.clone()].starts_with('}') && !text[range.clone()].starts_with("}}"))
    else {
        return;
    };
    faults.push(Slip::new(
        range.start..range.start + 1,
        (
            format!("{} の後に }} が1つ余っています", kind.close()),
            format!("one `}}` too many stands behind `{}`", kind.close()),
        ),
        ("余った } を消してください".to_string(), "delete it".to_string()),
    ));
}

fn lines(text: &str, range: &Range<usize>, faults: &mut Vec<Slip>) {
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        let begins = at == 0 || text[..at].ends_with('\n');
        let bare = line.trim_end();
        let ends = line.ends_with('\n') || at + line.len() == text.len();
        let whole = at..at + bare.len();
        let beginning = BEGINNINGS.iter().find(|(mark, ..)| begins && bare.starts_with(mark));
        if let Some((mark, ja, en)) = beginning {
            faults.push(printed(whole, mark.trim_end(), ja, en));
        } else if begins && ends && rule(bare) && !(bare == "=======" && text.contains("<<<<<<<")) {
            faults.push(printed(
                whole,
                bare,
                "消してください。見出しは「# 」で始まる行です",
                "delete it; a heading is a line that begins with `# `",
            ));
        } else if begins && bare.starts_with('-') && bare[1..].starts_with(|c: char| !c.is_ascii()) {
            faults.push(printed(
                whole,
                "-",
                "箇条書きなら、- の後に半角の空白を入れてください",
                "an item has a blank behind `-`",
            ));
        } else if begins && ends && bare.len() > 3 && bare.starts_with('｜') && bare.ends_with('｜') {
            faults.push(printed(
                whole,
                "｜",
                "表の縦線は半角の | です",
                "the bar of a table is `|`, half-width",
            ));
        } else if let Some((found, mark, ja, en)) = within(bare) {
            faults.push(printed(at + found..at + found + mark.len(), mark, ja, en));
        }
        at += line.len();
    }
}

/// Lines of Markdown that underline a heading or part a text.
fn rule(line: &str) -> bool {
    let all = |mark: char| line.len() >= 3 && line.chars().all(|c| c == mark);
    all('-') || all('=') || !line.is_empty() && line.chars().all(|c| c == '#')
}

/// The first mark within a line: where, what, and what to write.
fn within(line: &str) -> Option<(usize, &str, &'static str, &'static str)> {
    let marked = WITHIN.iter().find_map(|(open, close, ja, en)| {
        let at = line.find(open)?;
        let rest = &line[at + open.len()..];
        // What a comment opens may end on another line.
        let length = match rest.find(close) {
            Some(end) => open.len() + end + close.len(),
            None if *open == "<!--" => open.len(),
            None => return None,
        };
        Some((at, &line[at..at + length], *ja, *en))
    });
    marked
        .or_else(|| {
            let at = line.find("](http")?;
            let open = !line[at..].contains(')');
            open.then_some((
                at,
                &line[at..],
                "終わりに ) を書いてください",
                "write `)` where the address ends",
            ))
        })
        .or_else(|| entity(line))
        .or_else(|| ruby(line))
        .or_else(|| percent(line))
        .or_else(|| italic(line))
}

/// `&copy;`, `&#12288;`
fn entity(line: &str) -> Option<(usize, &str, &'static str, &'static str)> {
    line.match_indices('&').find_map(|(at, _)| {
        let rest = &line[at + 1..];
        let name = &rest[..rest.find(';')?];
        let told = ["nbsp", "amp", "lt", "gt", "quot", "emsp", "ensp"].contains(&name);
        let fits = !name.is_empty() && name.len() <= 8 && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'#');
        let whole = &line[at..at + name.len() + 2];
        (fits && !told).then_some((
            at,
            whole,
            "その文字をそのまま書いてください",
            "write the character itself",
        ))
    })
}

/// `｜停止《ていし》`
fn ruby(line: &str) -> Option<(usize, &str, &'static str, &'static str)> {
    let at = line.find('｜')?;
    let open = at + line[at..].find('《')?;
    let end = open + line[open..].find('》')? + '》'.len_utf8();
    Some((
        at,
        &line[at..end],
        "ふりがなは {漢字|かんじ} と書いてください",
        "readings are written `{word|reading}`",
    ))
}

/// `%title%`
fn percent(line: &str) -> Option<(usize, &str, &'static str, &'static str)> {
    line.match_indices('%').find_map(|(at, _)| {
        let rest = &line[at + 1..];
        let name = &rest[..rest.find('%')?];
        names::DOCUMENT.contains(&name).then(|| {
            (
                at,
                &line[at..at + name.len() + 2],
                "項目は {{ title }} のように書いてください",
                "a fact is written like `{{ title }}`",
            )
        })
    })
}

/// `*言葉*`, `_言葉_`
fn italic(line: &str) -> Option<(usize, &str, &'static str, &'static str)> {
    ["*", "_"].iter().find_map(|mark| {
        let at = line.find(mark)?;
        let rest = &line[at + 1..];
        let end = rest.find(mark)?;
        let words = &rest[..end];
        let fits = !words.is_empty() && words.trim() == words && !words.is_ascii() && !line.contains("**");
        fits.then(|| {
            (
                at,
                &line[at..=at + 1 + end],
                "消してください。強調は **言葉** と書きます",
                "delete it; emphasis is `**words**`",
            )
        })
    })
}

/// Marks of letters and of templates in the words of a page.
fn page(text: &str, range: &Range<usize>, faults: &mut Vec<Slip>) {
    let words = &text[range.clone()];
    for mark in ["＜", "＞"] {
        let near = words.match_indices(mark).find(|(at, _)| {
            let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '／');
            match mark {
                "＜" => words[at + mark.len()..].starts_with(letter),
                _ => words[..*at].ends_with(letter),
            }
        });
        if let Some((at, _)) = near {
            let at = range.start + at;
            faults.push(printed(
                at..at + mark.len(),
                mark,
                "半角の < と > で書いてください",
                "write `<` and `>`, half-width",
            ));
        }
    }
    let mut at = range.start;
    for line in words.split_inclusive('\n') {
        let begins = at == 0 || text[..at].ends_with('\n');
        if begins && (line.starts_with(":::") || line.starts_with("# ")) {
            let mark = if line.starts_with(':') { ":::" } else { "#" };
            faults.push(printed(
                at..at + mark.len(),
                mark,
                "ページのひな形は HTML で書きます(見出しは <h2> など)",
                "a page is written in HTML (a heading as `<h2>`)",
            ));
        }
        at += line.len();
    }
    for (at, _) in words.match_indices('{') {
        let Some((inner, _)) = words[at + 1..].split_once('}') else {
            continue;
        };
        let base = inner.trim().split('.').next().unwrap_or_default();
        if names::PAGE.contains(&base) {
            let at = range.start + at;
            faults.push(Slip::new(
                at..at + inner.len() + 2,
                (
                    format!("「{{{inner}}}」はそのまま印刷されます"),
                    format!("`{{{inner}}}` would be printed as it stands"),
                ),
                (
                    format!("{{{{ {} }}}} と書いてください", inner.trim()),
                    format!("write `{{{{ {} }}}}`", inner.trim()),
                ),
            ));
        }
    }
    for (at, _) in words.match_indices("<!--") {
        let at = range.start + at;
        if !text[at..].contains("-->") {
            faults.push(Slip::new(
                at..at + 4,
                (
                    "<!-- が閉じられておらず、ここから後が表示されません".to_string(),
                    "`<!--` is never closed: nothing behind it would be shown".to_string(),
                ),
                (
                    "終わりに --> を書いてください".to_string(),
                    "write `-->` where it ends".to_string(),
                ),
            ));
        }
    }
}
