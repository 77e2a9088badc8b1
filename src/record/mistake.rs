//! What operators get wrong most often in YAML, with the words for it.

use crate::diagnostic::Message;
use granit_parser::ScanError;

/// The frequent mistakes.
pub(super) enum Mistake {
    Tab,
    FullWidthColon,
    MissingSpace,
    ColonInText,
    Nested,
    UnclosedQuote,
    AfterQuote,
    Escape,
    FullWidthComma,
    BracketInText,
    UnclosedBracket(char),
    StrayBracket,
    BehindBracket(char, String),
    CommentInBrackets,
    CommentInText,
    Alias,
    Reserved(char),
    BlockMark(char),
    DashInValue,
    NoSpaceBehindDash,
    NoColon,
    Indentation,
    Other,
}

impl Mistake {
    /// What is wrong, and what to do.
    pub(super) fn words(&self, error: &ScanError) -> (Message, Message) {
        let pair =
            |ja: &str, en: &str, help_ja: &str, help_en: &str| (Message::new(ja, en), Message::new(help_ja, help_en));
        match self {
            Mistake::Tab => pair(
                "字下げにタブが使われています",
                "a tab is used for indentation",
                "タブを半角の空白2個に置き換えてください",
                "replace the tab with two spaces",
            ),
            Mistake::FullWidthColon => pair(
                "キーの後ろのコロンが全角です",
                "the colon behind the key is full-width",
                "半角の「:」と半角の空白1個にしてください(例: title: お知らせ)",
                "write a half-width `:` and a space (as in title: お知らせ)",
            ),
            Mistake::MissingSpace => pair(
                "コロンの後ろに空白がありません",
                "there is no space behind the colon",
                "「:」の後ろに半角の空白を1個入れてください(例: title: お知らせ)",
                "put a space behind the `:` (as in title: お知らせ)",
            ),
            Mistake::ColonInText => pair(
                "値の中に「: 」があるため、キーと値の区切りが分かりません",
                "the value holds a `: `, so that key and value cannot be told apart",
                "値の全体を \" \" で囲んでください",
                "put the whole value in \" \"",
            ),
            Mistake::Nested => pair(
                "上の行にはもう値があるので、その下にキーを置けません",
                "the line above has a value already, so that no key can stand below it",
                "字下げを上の行にそろえるか、上の行の値を消してください",
                "align the line with the one above, or remove the value above",
            ),
            Mistake::UnclosedQuote => pair(
                "引用符が閉じられていません",
                "the quotation mark is never closed",
                "値の終わりに同じ引用符を書いてください",
                "write the same quotation mark at the end of the value",
            ),
            Mistake::AfterQuote => pair(
                "引用符で囲んだ値の後ろに、余分な文字があります",
                "something stands behind the quoted value",
                "値の全体を引用符で囲んでください。中で引用符を使うなら、外側をもう一方の引用符にします",
                "quote the whole value; where it holds that mark itself, use the other one outside",
            ),
            Mistake::Escape => pair(
                "\" \" の中の「\\」の使い方が正しくありません",
                "the `\\` inside \" \" is not a known escape",
                "「\\」をそのまま書くときは ' ' で囲むか、「\\\\」と重ねてください",
                "to write a plain `\\`, use ' ' or double it",
            ),
            Mistake::FullWidthComma => pair(
                "項目の区切りの「,」が全角です",
                "the comma between entries is full-width",
                "半角の「,」と半角の空白1個にしてください",
                "write a half-width `,` and a space",
            ),
            Mistake::BracketInText => pair(
                "{ } の中の文に「[」があるため、文の終わりが分かりません",
                "a text between { } holds a `[`, so that its end cannot be told",
                "この文の全体を \" \" で囲んでください(例: 内容: \"取引のみ[^注]\")",
                "put the whole text in \" \"",
            ),
            Mistake::UnclosedBracket(open) => {
                let close = if *open == '{' { '}' } else { ']' };
                pair(
                    &format!("「{open}」に対応する「{close}」がないか、項目の間の「,」がありません"),
                    &format!("the `{close}` for this `{open}` is missing, or a `,` between entries"),
                    &format!(
                        "項目を「,」で区切り、「{close}」で閉じてください。「{open}」が文章の一部なら全体を \" \" で囲みます"
                    ),
                    &format!(
                        "part the entries with `,` and close with `{close}`; if `{open}` belongs to the text, put it in \" \""
                    ),
                )
            }
            Mistake::StrayBracket => pair(
                "かっこの対応が合っていません",
                "the brackets do not match",
                "開きかっこと閉じかっこをそろえてください。文章の一部なら全体を \" \" で囲みます",
                "match opening and closing brackets; if they belong to the text, put it in \" \"",
            ),
            Mistake::BehindBracket(open, quoted) => {
                let (close, what_ja, what_en) = match open {
                    '{' => ('}', "組", "a mapping"),
                    _ => (']', "一覧", "a list"),
                };
                pair(
                    &format!(
                        "「{open}」で始まる値は、YAMLでは「{close}」までの{what_ja}になり、その後ろに文字を続けられません"
                    ),
                    &format!(
                        "a value that begins with `{open}` is {what_en} up to its `{close}`, behind which nothing can stand"
                    ),
                    &format!("文章なら、値の全体を引用符で囲んでください: {quoted}"),
                    &format!("put a text in quotation marks: {quoted}"),
                )
            }
            Mistake::CommentInBrackets => pair(
                "かっこの中で、空白に続く「#」から行末までが注釈になり、閉じかっこまで読み飛ばされます",
                "between brackets, a space and `#` begin a comment, which swallows the closing bracket as well",
                "「#」が文章の一部なら、その文の全体を \" \" で囲んでください。注釈は閉じかっこの後ろに書きます",
                "if `#` belongs to the text, put the whole text in \" \"; a comment goes behind the closing bracket",
            ),
            Mistake::CommentInText => pair(
                "空白に続く「#」から後ろは注釈になり、値はそこで終わるので、次の行に続けられません",
                "a space and `#` begin a comment and end the value, which cannot go on in the next line",
                "「#」が文章の一部なら、値の全体を \" \" で囲んでください。注釈なら、上に行を作って移してください",
                "if `#` belongs to the text, put the whole value in \" \"; move a comment to a line of its own above",
            ),
            Mistake::BlockMark(mark) => pair(
                &format!("「{mark}」と同じ行に文を続けることはできません"),
                &format!("no text can stand in the same line behind `{mark}`"),
                &format!(
                    "「{mark}」が文章の一部なら、値の全体を \" \" で囲んでください。何行も書くときは「|」だけを置き、次の行から書きます"
                ),
                &format!(
                    "if `{mark}` belongs to the text, put the whole value in \" \"; several lines are written below a lone `|`"
                ),
            ),
            Mistake::DashInValue => pair(
                "値を「-」と空白で始めるときは引用符が必要です",
                "a value that begins with `-` and a space needs quotation marks",
                "文章なら値の全体を \" \" で囲んでください。一覧なら、キーの次の行から「- 」で始めます",
                "put a text in \" \"; the entries of a list, each behind `- `, begin in the line below the key",
            ),
            Mistake::NoSpaceBehindDash => pair(
                "一覧の「-」の後ろに空白がありません",
                "there is no space behind the `-` of a list",
                "「-」の後ろに半角の空白を1個入れてください(例: - net)",
                "put a space behind the `-` (as in - net)",
            ),
            Mistake::Alias => pair(
                "「*」または「&」で始まる値に引用符がありません(その名前のアンカーもありません)",
                "a value begins with `*` or `&` without quotation marks (and there is no anchor of that name)",
                "文章なら値の全体を \" \" で囲んでください。注の印は [^名前] と書きます",
                "put the text in \" \"; the mark of a note is written [^key]",
            ),
            Mistake::Reserved(c) => pair(
                &format!("値を「{c}」で始めるときは引用符が必要です"),
                &format!("a value that begins with `{c}` needs quotation marks"),
                "値の全体を \" \" で囲んでください",
                "put the whole value in \" \"",
            ),
            Mistake::NoColon => pair(
                "キーの後ろのコロンがありません",
                "there is no colon behind the key",
                "「キー: 値」の形にしてください。上の行の続きなら、上の行より深く字下げします",
                "write `key: value`; a line that continues the one above must be indented deeper",
            ),
            Mistake::Indentation => pair(
                "字下げ(行頭の空白の数)がそろっていません",
                "the indentation does not line up",
                "同じ段のキーや「- 」は、行頭の空白の数をそろえてください",
                "keys and `- ` of the same level must begin in the same column",
            ),
            Mistake::Other => (
                Message::new(
                    "ここでYAMLとして読めなくなりました",
                    format!("YAML cannot be read on from here ({})", error.info()),
                ),
                Message::new(
                    "この行と上の行の、引用符・かっこ・字下げ・コロンを確かめてください",
                    "look at quotation marks, brackets, indentation and colons of this line and the one above",
                ),
            ),
        }
    }
}
