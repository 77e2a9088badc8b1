//! What looks like a comment but is printed: YAML knows one mark, `#` behind a half-width blank, and only outside of
//! quotation marks and block texts.

use super::folder::Folder;
use super::passages::{self, Finder, Passage, Place};
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::record::remark::open_remark;

/// A remark in a text would go out with it.
pub(super) fn looks_like_remark(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let of_publisher = folder.publisher.into_iter().map(|p| &p.value.said);
    let said = of_publisher.chain(folder.records().map(|record| &record.said));
    for passage in said.flat_map(|said| passages::texts(said)) {
        let place = Finder::new(folder.sources, passage);
        for (start, end) in remarks(&passage.value, quoted(folder, passage)) {
            faults.push(fault(code, &passage.value[start..end], place.span(start, end - start)));
        }
    }
    faults
}

/// What looks like a remark in the words of a template. There `#` begins headings, heads columns of numbers and stands before
/// them; behind words and before others it is a remark.
pub(super) fn in_template(words: &str, place: Place<'_>, code: &Code) -> Vec<Diagnostic> {
    let sign = |at: usize| {
        let rest = &words[at..];
        let line = words[..at].rsplit('\n').next().unwrap_or_default().trim_start();
        let remark = rest.starts_with("# ") && !rest[2..].starts_with(char::is_whitespace);
        rest.starts_with(['#', '＃']) && (line.is_empty() || line.starts_with('|') || !remark)
    };
    let found = remarks(words, false).into_iter().filter(|(start, _)| !sign(*start));
    let fault = |(start, end): (usize, usize)| {
        code.at(
            place(start, end - start),
            Message::new(
                "注釈のように見えますが、文章の一部として印刷されます",
                "this looks like a comment but is a part of the text and will be printed",
            ),
            Message::new(
                "ひな形の注釈は「{# … #}」の中に書いてください",
                "a comment of a template is written `{# … #}`",
            ),
        )
    };
    found.map(fault).collect()
}

fn fault(code: &Code, remark: &str, span: Span) -> Diagnostic {
    let (message, remedy) = if remark.starts_with("{#") {
        (
            Message::new(
                "「{# … #}」はひな形の注釈で、文書には印刷されません",
                "`{# … #}` is a comment of templates and is printed in no document",
            ),
            (
                "印刷する文なら書き方を変えてください。",
                "where it is to be printed, write it otherwise; ",
            ),
        )
    } else {
        (
            Message::new(
                "注釈のように見えますが、文章の一部として印刷されます",
                "this looks like a comment but is a part of the text and will be printed",
            ),
            (
                "印刷する文なら、このままでかまいません。",
                "where it is to be printed, leave it; ",
            ),
        )
    };
    code.at(
        span,
        message,
        Message::new(
            format!("{}注釈なら、上に半角の「# 」で始まる行を作って移してください", remedy.0),
            format!(
                "{}a comment goes on a line of its own above, behind a half-width `# `",
                remedy.1
            ),
        ),
    )
}

/// Whether the text stands in quotation marks: whoever wrote them meant the marks inside.
fn quoted(folder: &Folder<'_>, passage: Passage<'_>) -> bool {
    let file = &folder.sources.get(passage.span.file).text;
    let written = &file[passage.span.start..passage.span.end];
    written.starts_with(['"', '\'']) && !passage.value.starts_with(['"', '\''])
}

/// Every stretch of `text` that looks like a remark.
fn remarks(text: &str, quoted: bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let prose = passages::prose(text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let enclosed = [("{#", "#}"), ("<!--", "-->"), ("/*", "*/")];
        let enclosed = enclosed.into_iter().filter_map(|(open, close)| {
            let start = words.find(open)?;
            let inside = &words[start + open.len()..];
            let end = inside.find(close).map(|end| start + open.len() + end + close.len());
            // Strokes and stars stand in prices and dates too.
            (open != "/*" || end.is_some() && !quoted).then(|| (start, end.unwrap_or(words.len())))
        });
        let enclosed: Vec<_> = enclosed.collect();
        let open = (!quoted).then(|| open_remark(&prose[at..at + words.len()])).flatten();
        let open = open.filter(|start| !enclosed.iter().any(|(from, to)| (*from..*to).contains(start)));
        found.extend(enclosed.into_iter().map(|(start, end)| (at + start, at + end)));
        found.extend(open.map(|start| (at + start, at + words.len())));
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        remarks(text, false)
            .into_iter()
            .map(|(start, end)| &text[start..end])
            .collect()
    }

    #[test]
    fn what_looks_like_a_remark_is_found_whole() {
        for (text, remark) in [
            ("更新\u{3000}# memo", "# memo"),
            ("更新\u{3000}#確認すること", "#確認すること"),
            ("更新\u{A0}# memo", "# memo"),
            ("更新# memo", "# memo"),
            ("更新。# あとで直す", "# あとで直す"),
            ("更新 ＃ memo", "＃ memo"),
            ("更新＃\u{3000}確認", "＃\u{3000}確認"),
            ("更新 ＃確認", "＃確認"),
            ("＃ memo", "＃ memo"),
            ("# memo", "# memo"),
            ("一行目\n二行目 # memo\n三行目", "# memo"),
            ("更新 // memo", "// memo"),
            ("更新//\u{3000}memo", "//\u{3000}memo"),
            ("更新 //確認", "//確認"),
            ("更新／／ 確認", "／／ 確認"),
            ("更新<!-- memo -->です", "<!-- memo -->"),
            ("更新{# memo #}です", "{# memo #}"),
            ("更新{# memo", "{# memo"),
            ("更新 /* memo */", "/* memo */"),
        ] {
            assert_eq!(found(text), [remark], "{text:?}");
        }
    }

    #[test]
    fn what_is_no_remark_is_left_alone() {
        for text in [
            "#1の作業",
            "＃1の作業",
            "作業\u{3000}#2",
            "作業\u{3000}＃２の件",
            "作業 ＃３",
            "C#",
            "C# の更新",
            "F＃",
            "Ｃ＃ の更新",
            "C#とF#",
            "## 見出し",
            "### 見出し",
            "https://example.jp/#top",
            "https://example.jp/ を",
            "//server/share",
            "共有 //server/share",
            "A//B",
            "2021//04",
            "5/*3",
            "5*3*2",
            "{{ x }}#{{ y }}",
            "{{ x ~ \"\u{3000}# y\" }}",
            "&#x3042;",
            "[^注]",
            "番号は#",
            "更新 #",
            "<-- 参照",
            "a <!",
            "##",
        ] {
            assert_eq!(found(text), [""; 0], "{text:?}");
        }
    }

    #[test]
    fn marks_inside_quotation_marks_are_meant() {
        assert_eq!(remarks("更新 # memo", true), []);
        assert_eq!(remarks("更新{# memo #}", true).len(), 1);
    }
}
