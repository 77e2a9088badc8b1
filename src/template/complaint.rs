//! The complaints of the template engine (Tera 2.4) in Japanese. What the checks before it find is told there; these are what
//! is left: mistakes within an expression, and facts that are not what a filter takes.

/// A complaint: how it reads, `{}` for what differs, and what it is in Japanese, `{0}` … for what stood there.
const COMPLAINTS: &[(&str, &str)] = &[
    (
        "Tried to render a variable that is undefined",
        "その名前のものはありません",
    ),
    (
        "Iteration not possible on type `none`",
        "この記録にはその項目がないので、for でくり返せません。{% if … %} で囲んでください",
    ),
    (
        "Iteration not possible on type `undefined`",
        "その名前のものがないので、for でくり返せません",
    ),
    (
        "Iteration not possible on type `{}`",
        "{0} は一覧ではないので、for でくり返せません",
    ),
    (
        "Key/value iteration is not possible on type `{}`, only on maps.",
        "{0} は項目の組ではないので、2つの名前ではくり返せません",
    ),
    ("Cannot compare `{}` with `{}`", "{0} と {1} は大小を比べられません"),
    (
        "`+` requires both operands to be numbers, found `{}` and `{}`",
        "+ で足せるのは数だけです({0} と {1})。言葉をつなぐには ~ を使ってください",
    ),
    (
        "Only numbers can be used in arithmetic. This is a `{}`",
        "計算できるのは数だけです({0})",
    ),
    (
        "Math operations can only be done on numbers, found `{}`",
        "計算できるのは数だけです({0})",
    ),
    (
        "Only numbers can be negated. This is a `{}`",
        "- を付けられるのは数だけです({0})",
    ),
    ("Cannot divide by 0", "0 で割ることはできません"),
    (
        "Invalid type for the value, expected `{}` but got `none`",
        "この記録にはその項目がないので、フィルターに渡せません。{% if … %} で囲んでください",
    ),
    (
        "Invalid type for the value, expected `{}` but got `undefined`",
        "その名前のものがないので、フィルターに渡せません",
    ),
    (
        "Invalid type for the value, expected `{}` but got `{}`",
        "フィルターに渡すものの種類が違います({0} が要りますが、{1} です)",
    ),
    ("Missing keyword argument `{}`", "{0}=… が要ります"),
    (
        "Cannot index into an undefined value",
        "その名前のものがないので、[ ] で取り出せません",
    ),
    ("Index expression is undefined", "[ ] の中の名前のものがありません"),
    (
        "{} index must be an integer, got `{}`.",
        "[ ] の中は番号です({1} ではありません)",
    ),
    (
        "Slicing can only be used on arrays or strings, not on `{}`.",
        "{0} は [ : ] で切り取れません",
    ),
    (
        "`in` cannot be used on a container of type `{}`. It can only be used on arrays, strings and map/structs",
        "in で調べられるのは一覧と言葉だけです({0})",
    ),
    (
        "Value `{}` is not a container; cannot check for containment",
        "「{0}」は一覧でも言葉でもないので、含むかどうかを調べられません",
    ),
    (
        "Map does not have a key {} and no default values were defined",
        "「{0}」という項目がありません",
    ),
    (
        "Cannot sort: `{}` and `{}` are not comparable",
        "「{0}」と「{1}」は並べられません",
    ),
    (
        "This filter can only be used on a number, received `{}`.",
        "このフィルターに渡せるのは数だけです({0})",
    ),
    ("Value of type {} has no length", "{0} には長さがありません"),
    ("Value of type {} cannot be reversed", "{0} は逆順にできません"),
    (
        "The string `{}` cannot be converted to an int in base {}",
        "「{0}」は数として読めません",
    ),
    (
        "The string `{}` cannot be converted to a float",
        "「{0}」は数として読めません",
    ),
    (
        "Tried to use super() in the top level block",
        "super() を使えるのは、もとのひな形にある block の中だけです",
    ),
    (
        "super() called outside of a block",
        "super() を使えるのは block の中だけです",
    ),
    ("Blocks not supported in render_str.", "block は記録の文には書けません"),
    (
        "Template inheritance ({% extends %}) is not supported in render_str.",
        "extends は記録の文には書けません",
    ),
    (
        "Template already contains a block named `{}`",
        "block {0} が2つあります。1つにしてください",
    ),
    ("Template is already extending `{}`", "extends が2つあります"),
    (
        "`extends` needs to be the first tag of the template",
        "extends はひな形の初めに書きます",
    ),
    (
        "`extends` cannot be nested in other tags.",
        "extends はほかの命令の中には書けません",
    ),
    (
        "Blocks cannot be written inside a {}.",
        "block は {0} の中には書けません",
    ),
    (
        "{} was named `{}` in the opening tag, found `{}` as name in the end tag",
        "始まりは {1}、終わりは {2} で、名前が違います",
    ),
    (
        "This content would be ignored: only `extends`, `block` and `component` are allowed at the top level of a child template.",
        "extends で始まるひな形の、block の外に書いたものは印刷されません",
    ),
    ("Unknown tag", "この命令はありません"),
    (
        "String opened with `{}` is missing its closing `{}`",
        "引用符 {0} が閉じられていません",
    ),
    (
        "unexpected escape character",
        "引用符の中の \\ の後に書けるのは \\ と引用符だけです",
    ),
    ("Found `}}` but expected one of: {}", "式が途中で終わっています"),
    ("Found `%}` but expected one of: {}", "式が途中で終わっています"),
    ("Found {} but expected one of: {}", "{0} はここに書けません"),
    (
        "Found {} but expected }}.",
        "{0} はここに書けません。}} で閉じてください",
    ),
    (
        "Found {} but expected %}.",
        "{0} はここに書けません。%} で閉じてください",
    ),
    ("Found {} but expected {}.", "{0} はここに書けません({1} が要ります)"),
    ("Found {} but {}", "{0} はここに書けません"),
    (
        "Found invalid field of `loop`: {}. {}",
        "loop.{0} はありません。使えるのは index、index0、first、last、length です",
    ),
    (
        "{} is a reserved keyword of Tera, {}",
        "{0} はひな形の決まった言葉なので、名前にできません",
    ),
    ("`{}` cannot be used inside a {}", "{0} は {1} の中では使えません"),
    ("{} can only be used in a for loop", "{0} を使えるのは for の中だけです"),
    (
        "`not` is only valid here as part of `not in`",
        "ここに not は書けません",
    ),
    (
        "`-` and `not` cannot be used consecutively.",
        "- と not は続けて書けません",
    ),
    ("Invalid syntax for `set`: {}", "set は {% set 名前 = 値 %} と書きます"),
    ("Keyword argument `{}` is defined more than once", "{0}=… が2つあります"),
    ("The expression is too complex", "式が込み入りすぎています"),
    ("The template nesting is too deep", "命令の入れ子が深すぎます"),
    ("Unexpected end of input", "閉じられていない命令があります"),
    ("unexpected end of raw block", "{% raw %} が閉じられていません"),
    ("Closing comment tag `{}` not found", "{# が閉じられていません"),
    (
        "Unexpected character",
        "式に使えない文字があります。日本語の名前は terms[\"端末\"] のように書きます",
    ),
    ("Unknown filter `{}`", "「{0}」というフィルターはありません"),
    ("Unknown test `{}`", "is の後に「{0}」は書けません"),
    ("Unknown function `{}`", "「{0}」という関数はありません"),
    (
        "Block `{}` is not defined in any parent template",
        "もとのひな形に block {0} はないので、どこにも印刷されません",
    ),
    ("Unknown template `{}`", "ひな形「{0}」はありません"),
    (
        "`{}` takes itself in",
        "「{0}」が自分自身を取り込んでいます(extends か include が輪になっています)",
    ),
];

/// The engine's names for what a value is.
const TYPES: &[(&str, &str)] = &[
    ("`&[Value]`", "一覧"),
    ("&[Value]", "一覧"),
    ("Vec<Value>", "一覧"),
    ("array", "一覧"),
    ("&str", "言葉"),
    ("string", "言葉"),
    ("String", "言葉"),
    ("i64", "数"),
    ("u64", "数"),
    ("f64", "数"),
    ("map", "項目の組"),
    ("bool", "はい・いいえ"),
    ("none", "なし"),
    ("undefined", "なし"),
];

/// A complaint of the engine in Japanese; as it is where it is none of these.
pub(super) fn in_japanese(message: &str) -> String {
    let bare = message.strip_prefix("error: ").unwrap_or(message).trim();
    if let Some(found) = names(bare) {
        return found;
    }
    for (complaint, ja) in COMPLAINTS {
        if let Some(found) = filled(complaint, bare) {
            let mut told = (*ja).to_string();
            for (index, part) in found.iter().enumerate() {
                let named = TYPES.iter().find(|(name, _)| name == part).map_or(*part, |(_, ja)| ja);
                told = told.replace(&format!("{{{index}}}"), named.trim_matches('`'));
            }
            return told;
        }
    }
    format!("ひな形として読めません ({message})")
}

/// A name that is not there, with those that are.
fn names(message: &str) -> Option<String> {
    let quoted = |prefix: &str| message.strip_prefix(prefix)?.split_once('`');
    if let Some((name, rest)) = quoted("Variable `") {
        let known = rest.split_once("Available variables: ").map_or("", |(_, known)| known);
        let known = match known.split(", ").count() {
            0..=12 => format!("使える名前: {known}"),
            _ => "使える名前は docs/templates.ja.md にあります".to_string(),
        };
        return Some(format!("「{name}」という名前はありません。{known}"));
    }
    let (name, rest) = quoted("Field `")?;
    let known = rest.split_once("Available fields: ").map(|(_, known)| known);
    let known = known.map_or(String::new(), |known| format!("。ある項目: {known}"));
    Some(format!("「{name}」という項目がありません{known}"))
}

/// What stands in `message` where `complaint` has `{}`.
fn filled<'m>(complaint: &str, message: &'m str) -> Option<Vec<&'m str>> {
    let mut parts = complaint.split("{}");
    let mut rest = message.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        let end = match (part.is_empty(), last) {
            (true, true) => rest.len(),
            (_, true) => rest.len().checked_sub(part.len()).filter(|_| rest.ends_with(part))?,
            _ => rest.find(part)?,
        };
        found.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::in_japanese;

    #[test]
    fn complaints_are_told_in_japanese() {
        for (complaint, ja) in [
            (
                "Iteration not possible on type `string`",
                "言葉 は一覧ではないので、for でくり返せません",
            ),
            (
                "Invalid type for the value, expected `&[Value]` but got `string`",
                "フィルターに渡すものの種類が違います(一覧 が要りますが、言葉 です)",
            ),
            ("Missing keyword argument `to`", "to=… が要ります"),
            (
                "Found `=` but expected %}.",
                "= はここに書けません。%} で閉じてください",
            ),
            (
                "Variable `a` is not defined. Available variables: b, c",
                "「a」という名前はありません。使える名前: b, c",
            ),
        ] {
            assert_eq!(in_japanese(complaint), ja, "{complaint}");
        }
    }
}
