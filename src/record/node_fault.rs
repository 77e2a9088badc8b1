//! YAML that can be parsed but not be used, in words.

use super::codes;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};

/// The fault of a key that is not text.
pub(super) fn key_not_text(span: Span, ja: &str, en: &str) -> Diagnostic {
    codes::KEY_NOT_TEXT.at(
        span,
        Message::new(format!("キーが{ja}"), format!("the key {en}")),
        Message::new("「キー: 値」の形で書いてください", "write `key: value`"),
    )
}

/// The fault of `{{ … }}` where YAML sees braces of its own.
pub(super) fn unquoted_template(span: Span) -> Diagnostic {
    codes::UNQUOTED_TEMPLATE.at(
        span,
        Message::new(
            "「{{」や「{%」で始まる値に引用符がありません。YAMLは「{」を別の意味に読みます",
            "a value that begins with `{{` or `{%` has no quotation marks; YAML takes `{` for something else",
        ),
        Message::new(
            "値の全体を \" \" で囲んでください(例: title: \"{{ terms.center }}のお知らせ\")。中で \" を使うときは全体を ' ' で囲みます",
            "put the whole value in \" \" (as in title: \"{{ terms.center }}のお知らせ\"); where it holds a \" itself, in ' '",
        ),
    )
}

/// The fault of `<<`.
pub(super) fn merge_key(span: Span) -> Diagnostic {
    codes::MERGE_KEY.at(
        span,
        Message::new("マージキー「<<」は使えません", "the merge key `<<` is not supported"),
        Message::new(
            "必要なキーをそのまま書いてください。値ひとつを使い回すだけなら &名前 と *名前 が使えます",
            "write the keys out; a single value may be reused with &name and *name",
        ),
    )
}

/// The fault of a key written twice.
pub(super) fn duplicate_key(again: &Spanned<String>, first: Span) -> Diagnostic {
    let name = &again.value;
    codes::DUPLICATE_KEY
        .at(
            again.span,
            Message::new(
                format!("キー「{name}」が2回書かれています"),
                format!("the key `{name}` is written twice"),
            ),
            Message::new(
                "どちらか一方を残してください。複数の値は「- 」で始まる一覧にします",
                "keep one of them; several values go into a list of `- ` entries",
            ),
        )
        .with_related(first, Message::new("最初はここです", "first written here"))
}

/// The fault of a second document in the file.
pub(super) fn several_documents(span: Span) -> Diagnostic {
    codes::SEVERAL_DOCUMENTS.at(
        span,
        Message::new(
            "1つのファイルに複数のYAML文書があります(「---」の行)",
            "the file holds several YAML documents (a `---` line)",
        ),
        Message::new(
            "記録は1件ごとに別のファイルに分けてください",
            "put each record into a file of its own",
        ),
    )
}

/// The fault of a `!tag`.
pub(super) fn tag_fault(span: Span, tag: &str) -> Diagnostic {
    codes::TAG.at(
        span,
        Message::new(
            format!("YAMLのタグ「{tag}」は使えません"),
            format!("the YAML tag `{tag}` is not supported"),
        ),
        Message::new(
            "タグを消してください。「!」で始まる文章なら全体を \" \" で囲みます",
            "remove the tag; if the text itself begins with `!`, put it in \" \"",
        ),
    )
}

/// The fault of an alias inside its own anchor.
pub(super) fn alias_in_itself(span: Span) -> Diagnostic {
    codes::ALIAS.at(
        span,
        Message::new(
            "エイリアス(*名前)が自分自身の中を指しています",
            "the alias points into itself",
        ),
        Message::new(
            "値をそのまま書いてください。「*」で始まる文章なら全体を \" \" で囲みます",
            "write the value out; if the text itself begins with `*`, put it in \" \"",
        ),
    )
}

/// The fault of aliases that swell the file.
pub(super) fn alias_bomb(span: Span) -> Diagnostic {
    codes::ALIAS.at(
        span,
        Message::new(
            "エイリアス(*名前)の展開が大きくなりすぎます。ここで読むのをやめました",
            "expanding the aliases makes the file too large; reading stopped here",
        ),
        Message::new(
            "エイリアスの中でエイリアスを繰り返さず、値をそのまま書いてください",
            "write the values out instead of nesting aliases in aliases",
        ),
    )
}

/// The fault of a key with nothing but a comment behind it.
pub(super) fn only_a_comment(span: Span) -> Diagnostic {
    codes::EMPTY_VALUE.at(
        span,
        Message::new(
            "「#」から後ろは注釈なので、値がありません",
            "what follows `#` is a comment, so that there is no value",
        ),
        Message::new(
            "「#」で始まる文章なら、値の全体を \" \" で囲んでください。注釈なら、その前に値を書くか、この行を消してください",
            "if the text itself begins with `#`, put the whole value in \" \"; else write a value before the comment, or remove the line",
        ),
    )
}

/// The fault of a key without a colon between braces: most often the rest of a text that holds a comma.
pub(super) fn key_behind_comma(code: &Code, span: Span, words: &str) -> Diagnostic {
    code.at(
        span,
        Message::new(
            format!("{{ }} の中では「,」が項目の区切りなので、「{words}」は値のないキーになります"),
            format!("between {{ }} a `,` parts entries, so that `{words}` is a key without a value"),
        ),
        Message::new(
            "「,」が文章の一部なら、その文の全体を \" \" で囲んでください。キーなら「キー: 値」の形にします",
            "if the `,` belongs to the text, put the whole text in \" \"; a key is written `key: value`",
        ),
    )
}

/// The fault of an anchor that no alias uses.
pub(super) fn unused_anchor(span: Span, anchor: &str) -> Diagnostic {
    codes::UNUSED_ANCHOR.at(
        span,
        Message::new(
            format!("「{anchor}」はYAMLでは値に付ける名前(アンカー)になり、印刷されません。この名前を使うところもありません"),
            format!("to YAML `{anchor}` is the name of a value (an anchor) and will not be printed; nothing uses that name"),
        ),
        Message::new(
            "「&」で始まる文章なら、値の全体を \" \" で囲んでください。使わなくなった名前なら消してください",
            "if the text itself begins with `&`, put the whole value in \" \"; if the name is no longer used, remove it",
        ),
    )
}

/// The fault of text lost behind a `#`.
pub(super) fn swallowed_text(span: Span) -> Diagnostic {
    codes::SWALLOWED.at(
        span,
        Message::new(
            "空白に続く「#」から後ろは注釈として読み飛ばされます",
            "what follows a space and `#` is a comment and will not be printed",
        ),
        Message::new(
            "文章の一部なら、値の全体を \" \" で囲んでください。注釈なら「# 」と空白を入れてください",
            "if it belongs to the text, put the whole value in \" \"; if it is a comment, write `# ` with a space",
        ),
    )
}
