//! Nothing that is typed is eaten: of random lines of awkward characters, all that is no notation comes back from the tree, in order, or
//! the line is refused.
//!
//! What is notation is said here once more, in another way: a text is made of pieces, each with the words that it must give.

use notice::testing::document::markdown::{self, Numbering};
use notice::testing::document::passage::Passage;
use notice::testing::document::walk::{Said, each, each_inline};
use notice::testing::document::{Block, Inline, Part, Text, words};
use proptest::prelude::*;

fn spoken(text: &Text, out: &mut String) {
    each_inline(text, &mut |inline| match inline {
        Inline::Text(words) | Inline::NoteMark { label: words } => out.push_str(words),
        Inline::Ruby { base, reading } => out.extend([base.as_str(), reading]),
        Inline::Break | Inline::Strong(_) | Inline::New(_) | Inline::Link { .. } => {}
    });
}

/// All that blocks say, blanks left out.
fn said(blocks: Vec<Block>) -> String {
    let part = Part {
        label: None,
        landscape: false,
        blocks,
    };
    let mut out = String::new();
    each(&[part], &mut |said| match said {
        Said::Label(label) | Said::NoteLabel(label) => out.push_str(label),
        Said::Text(text) => spoken(text, &mut out),
    });
    solid(&out)
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A backslash before an ASCII mark gives the mark, `**` gives emphasis, a backslash at a line's end a line end: what is left of a text
/// that holds no other notation.
fn left(source: &str) -> String {
    let mut out = String::new();
    let lines: Vec<&str> = source.lines().collect();
    for line in &lines {
        let mut characters = line.trim_matches([' ', '\t']).chars().peekable();
        while let Some(c) = characters.next() {
            match characters.peek() {
                Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(characters.next()),
                _ => out.push(c),
            }
        }
    }
    solid(&out)
}

/// `{base|reading}` may stand here.
fn ruby(source: &str) -> bool {
    source.contains('{') && source.contains('|') && source.contains('}')
}

/// A table may stand here: two lines that begin with a bar.
fn table(source: &str) -> bool {
    source.starts_with('|') && source.contains("\n|") || source.matches("\n|").count() > 1
}

fn in_blocks(source: &str) -> Option<String> {
    let mut faults = Vec::new();
    let blocks = markdown::blocks(Passage::whole(source), &mut Numbering::from_samples([]), &mut faults);
    faults.is_empty().then(|| said(blocks))
}

fn in_a_cell(source: &str) -> Option<String> {
    let mut faults = Vec::new();
    let blocks = markdown::cell(source, &mut faults);
    faults.is_empty().then(|| said(blocks))
}

fn on_a_line(source: &str) -> Option<String> {
    let mut faults = Vec::new();
    let text = words::text(Passage::whole(source), &mut faults);
    let mut out = String::new();
    spoken(&text, &mut out);
    faults.is_empty().then(|| solid(&out))
}

/// Pieces of Markdown that are none of ours, of Japanese, and of marks.
const PIECES: &str = "(-|\\+|--|---|- |\\+ |#|= |===|_|\\*|~~|>|> |`|```|!|\\[|\\]|\\(|\\)|\\[a\\]: b|\\[x\\](y)|<|>|<b>|<!--|&amp;|&|;|:|\\||1|2|2026|\\.|\\. |1\\.5|10:30|7月|日本|語|。|、|※|・|①|【|】|■|→|Ａ|a|Word|～|\\\\-|\\\\\\*|\\\\\\\\|\\\\日|    |  |　|\t|\\{|\\}|\u{2060}|👪){0,10}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Lines without a mark of lists or headings at their heads, without emphasis, notes, ruby and links.
    #[test]
    fn what_is_no_notation_comes_back(lines in prop::collection::vec(PIECES, 1..5)) {
        let ours = |line: &String| {
            let head = line.trim_start_matches([' ', '\t']);
            let digits = head.trim_start_matches(|c: char| c.is_ascii_digit());
            head.starts_with("- ") || head.starts_with("-\t") || head.starts_with("+ ") || head.starts_with("+\t")
                || head.starts_with("# ") || head.starts_with("#\t") || head.trim_start_matches('#').starts_with([' ', '\t'])
                || digits.starts_with(['.', ')']) && digits.len() < head.len()
                || line.contains("**") || line.ends_with('\\')
        };
        let lines: Vec<String> = lines.into_iter().filter(|line| !ours(line)).collect();
        let source = lines.join("\n");
        prop_assume!(!ruby(&source) && !table(&source));
        let left = left(&source);
        if let Some(said) = in_blocks(&source) {
            prop_assert_eq!(said, left.clone(), "{}", source);
        }
        if let Some(said) = in_a_cell(&source) {
            prop_assert_eq!(said, left, "{}", source);
        }
    }

    /// On one line there are no lists and headings: all of it comes back.
    #[test]
    fn a_line_alone_is_running_text(line in PIECES) {
        prop_assume!(!line.contains("**") && !ruby(&line));
        for said in [on_a_line(&line), in_a_cell(&line)].into_iter().flatten() {
            prop_assert_eq!(said, left(&line), "{}", line);
        }
        let alone = markdown::on_one_line(&line);
        if let Some(said) = in_blocks(&alone) {
            prop_assert_eq!(said, left(&line), "{}", line);
        }
    }

    /// A fact that a template puts into a text has its marks escaped, and is printed as it is.
    #[test]
    fn an_escaped_fact_is_printed_as_it_is(fact in "[!-~ 日本。※①～]{1,20}") {
        let escaped: String = fact.chars().flat_map(|c| ['\\'].into_iter().filter(move |_| c.is_ascii_punctuation()).chain([c])).collect();
        for said in [in_blocks(&escaped), on_a_line(&escaped), in_a_cell(&escaped)].into_iter().flatten() {
            prop_assert_eq!(said, solid(&fact), "{}", escaped);
        }
    }
}

#[test]
fn nothing_that_markdown_knows_beyond_the_notation_is_read() {
    for source in [
        "[電話]: 0120-000-123",
        "[a]: https",
        "iD*1、QUICPay*2",
        "5*3*2",
        "_static_",
        "見出し\n-----",
        "見出し\n=====",
        "- 500",
        "> 引用",
        "```\nA\n```",
        "~~~",
        "    四字下げ",
        "\t字下げ",
        "***",
        "- - -",
        "___",
        "~~取消~~",
        "&amp; &copy; &#65;",
        "<b>太字</b> <!-- --> <div>",
        "<https://x.jp>",
        "![図](図)",
        "[予備日](土)",
        "2026. 12. 6",
        "本文\\日本 C:\\Users",
        "**",
        "`*a*`",
        "[^]",
        "{a}",
        "|",
        "a | b\n--- | ---",
        "# 3",
        "0. 零",
        "1.",
        "-",
    ] {
        let line = !source.contains('\n');
        if line {
            assert_eq!(in_a_cell(source).as_deref(), Some(left(source).as_str()), "{source}");
            let alone = markdown::on_one_line(source);
            assert_eq!(in_blocks(&alone).as_deref(), Some(left(source).as_str()), "{source}");
        } else {
            assert_eq!(in_blocks(source).as_deref(), Some(left(source).as_str()), "{source}");
        }
    }
}
