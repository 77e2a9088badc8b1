//! What is wrong with `{% … %}`: what begins and never ends, what stands in the wrong place, what takes in what is not there.

use super::expression;
use super::known::{DEEPEST, Known};
use super::names;
use super::slip::Slip;
use super::source::taken_in_words;
use super::tag::{Token, What, tokens};
use crate::record::decode::suggest::nearest;
use std::ops::Range;

/// A tag that something must end.
pub(super) struct Open<'a> {
    pub word: &'a str,
    /// A block's name.
    pub name: &'a str,
    pub range: Range<usize>,
    /// It has had its `else`.
    pub last: bool,
    /// How many `elif` and `else` it has had.
    pub arms: usize,
}

/// How many `elif` an `if` may have: every one is a step of the engine's stack.
const ARMS: usize = 50;

pub(super) struct Reader<'a, 'f> {
    pub name: &'a str,
    pub text: &'a str,
    pub known: &'a Known<'a>,
    pub faults: &'f mut Vec<Slip>,
    pub open: Vec<Open<'a>>,
    /// It is made of another template, by `extends`.
    pub child: bool,
}

impl<'a> Reader<'a, '_> {
    pub(super) fn fault(&mut self, range: Range<usize>, message: (String, String), help: (String, String)) {
        self.faults.push(Slip::new(range, message, help));
    }

    /// What stands outside the blocks of a template that is made of another.
    pub(super) fn ignored(&mut self, range: Range<usize>) {
        let words = &self.text[range.clone()];
        let start = range.start + words.len() - words.trim_start().len();
        let line = self.text[start..range.end]
            .find('\n')
            .map_or(range.end, |end| start + end);
        self.fault(
            start..line,
            (
                "extends で始まるひな形の、block の外に書いたものは印刷されません".to_string(),
                "what stands outside the blocks of a template that begins with `extends` is not printed".to_string(),
            ),
            (
                "どれかの {% block 名前 %}…{% endblock %} の中に書いてください".to_string(),
                "write it within a `{% block NAME %}…{% endblock %}`".to_string(),
            ),
        );
    }
    pub(super) fn expression(&mut self, tokens: &[Token]) {
        let page = usize::from(self.name.ends_with(".html"));
        let top = if page == 1 { names::PAGE } else { names::DOCUMENT };
        let elsewhere: &[&str] = match self.name.split('/').next() {
            Some("letter") => names::OF_SHEETS,
            Some("fax") => names::OF_LETTERS,
            _ => &[],
        };
        let is_set = |name: &str| self.known.set[page].contains(name);
        let names = expression::Names {
            top,
            elsewhere,
            set: &is_set,
            all: &self.known.set[page],
        };
        let mut found = expression::check(self.text, tokens, &names);
        self.faults.append(&mut found);
    }

    pub(super) fn act(&mut self, range: &Range<usize>, code: Range<usize>, begun: bool) {
        let tokens = tokens(self.text, code);
        let Some((first, rest)) = tokens.split_first() else {
            self.fault(
                range.clone(),
                (
                    "{% %} の中に何も書かれていません".to_string(),
                    "nothing stands in `{% %}`".to_string(),
                ),
                (
                    "if などを書くか、消してください".to_string(),
                    "write `if` or the like, or delete it".to_string(),
                ),
            );
            return;
        };
        let word = &self.text[first.range.clone()];
        if word == "<" || word == "/" {
            return;
        }
        if !names::TAGS.contains(&word) {
            let near = nearest(word, names::TAGS.iter().copied());
            let help = match near {
                Some(near) => (format!("{near} のことでしょうか"), format!("is it `{near}`?")),
                None => (
                    format!(
                        "項目を印刷するなら {{{{ {word} }}}} と書きます。{{% %}} に書けるのは if、for、set、include、extends、block などです"
                    ),
                    format!(
                        "to print a fact write `{{{{ {word} }}}}`; `{{% %}}` holds if, for, set, include, extends, block and the like"
                    ),
                ),
            };
            self.fault(
                first.range.clone(),
                (
                    format!("{{% {word} %}} という命令はありません"),
                    format!("there is no `{{% {word} %}}`"),
                ),
                help,
            );
            return;
        }
        if self.child && self.open.is_empty() && !matches!(word, "block" | "extends") && !word.starts_with("end") {
            self.ignored(range.clone());
        }
        match word {
            "extends" | "include" => self.taken_in(word, first, rest, begun),
            "raw" => self.open.push(Open {
                word,
                name: "",
                range: range.clone(),
                last: false,
                arms: 0,
            }),
            "if" | "for" | "block" | "filter" => {
                if word != "block" && rest.is_empty() {
                    self.fault(
                        range.clone(),
                        (
                            format!("{{% {word} %}} に条件がありません"),
                            format!("`{{% {word} %}}` says nothing"),
                        ),
                        (
                            "例: {% if number %}、{% for w in windows %}".to_string(),
                            "for example `{% if number %}`, `{% for w in windows %}`".to_string(),
                        ),
                    );
                }
                let name = rest.first().map_or("", |token| &self.text[token.range.clone()]);
                self.open.push(Open {
                    word,
                    name,
                    range: range.clone(),
                    last: false,
                    arms: 0,
                });
                match word {
                    "block" => self.block(name, rest, range),
                    "filter" => self.filtered(rest),
                    "for" => self.each(rest, range),
                    _ => self.expression(rest),
                }
            }
            "else" if rest.first().is_some_and(|next| &self.text[next.range.clone()] == "if") => {
                self.fault(
                    range.clone(),
                    (
                        "{% else if … %} という命令はありません".to_string(),
                        "there is no `{% else if … %}`".to_string(),
                    ),
                    (
                        "{% elif 条件 %} と書いてください".to_string(),
                        "write `{% elif CONDITION %}`".to_string(),
                    ),
                );
            }
            "elif" | "else" => {
                let fits = self
                    .open
                    .last_mut()
                    .filter(|open| open.word == "if" || word == "else" && open.word == "for");
                match fits {
                    Some(open) if !open.last => {
                        open.last = word == "else";
                        open.arms += 1;
                        if open.arms == ARMS + 1 {
                            self.too_many_arms(range.clone());
                        }
                    }
                    _ => self.fault(
                        range.clone(),
                        (
                            format!("{{% {word} %}} に対応する {{% if %}} がありません"),
                            format!("`{{% {word} %}}` belongs to no `{{% if %}}`"),
                        ),
                        (
                            "{% if %} と {% endif %} の間に書いてください".to_string(),
                            "write it between `{% if %}` and `{% endif %}`".to_string(),
                        ),
                    ),
                }
                self.expression(rest);
            }
            "set" | "set_global" => self.set(word, rest, range),
            _ if word.starts_with("end") => self.end(word, rest, range),
            _ => {}
        }
    }

    /// The filter that `{% filter NAME %}` names.
    fn filtered(&mut self, rest: &[Token]) {
        let Some(token) = rest.first() else { return };
        let word = &self.text[token.range.clone()];
        if names::filters().any(|name| name == word) {
            return;
        }
        let help = match nearest(word, names::filters()) {
            Some(near) => (format!("{near} のことでしょうか"), format!("is it `{near}`?")),
            None => {
                let all: Vec<&str> = names::filters().collect();
                (
                    format!("使えるのは {} です", all.join("、")),
                    format!("there are: {}", all.join(", ")),
                )
            }
        };
        self.fault(
            token.range.clone(),
            (
                format!("「{word}」というフィルターはありません"),
                format!("there is no filter `{word}`"),
            ),
            help,
        );
    }

    fn each(&mut self, rest: &[Token], range: &Range<usize>) {
        let is_in = |token: &Token| &self.text[token.range.clone()] == "in";
        match rest.iter().position(is_in) {
            Some(at) if at > 0 => self.expression(&rest[at + 1..]),
            _ => self.fault(
                range.clone(),
                (
                    "{% for %} に in がありません".to_string(),
                    "`{% for %}` has no `in`".to_string(),
                ),
                (
                    "{% for w in windows %} のように書いてください".to_string(),
                    "write it like `{% for w in windows %}`".to_string(),
                ),
            ),
        }
    }

    fn set(&mut self, word: &'a str, rest: &[Token], range: &Range<usize>) {
        let sign = rest.get(1).map(|token| &self.text[token.range.clone()]);
        match (rest.first().map(|token| token.what), sign) {
            (Some(What::Name), Some("=")) => self.expression(&rest[2..]),
            // `{% set x %}…{% endset %}`
            (Some(What::Name), None | Some("|")) => self.open.push(Open {
                word,
                name: "",
                range: range.clone(),
                last: false,
                arms: 0,
            }),
            _ => self.fault(
                range.clone(),
                (
                    format!("{{% {word} %}} を読めません"),
                    format!("`{{% {word} %}}` cannot be read"),
                ),
                (
                    "{% set 名前 = 値 %} のように書いてください。名前は半角の英字です".to_string(),
                    "write it like `{% set name = value %}`; the name is of Latin letters".to_string(),
                ),
            ),
        }
    }

    fn block(&mut self, name: &str, rest: &[Token], range: &Range<usize>) {
        if rest.first().is_none_or(|token| token.what != What::Name) {
            self.fault(
                range.clone(),
                (
                    "block に名前がありません".to_string(),
                    "the block has no name".to_string(),
                ),
                (
                    "{% block greeting %} のように書いてください".to_string(),
                    "write it like `{% block greeting %}`".to_string(),
                ),
            );
            return;
        }
        let Some(above) = self.known.blocks_above(self.name) else {
            return;
        };
        // A block within one that the house overrides is its own affair.
        let inner = self.open.iter().filter(|open| open.word == "block").count() > 1;
        if self.child && !inner && !above.contains(name) {
            let near = nearest(name, above.iter().copied());
            let all = above.iter().copied().collect::<Vec<_>>();
            let help = match near {
                Some(near) => (format!("{near} のことでしょうか"), format!("is it `{near}`?")),
                None => (
                    match all.is_empty() {
                        true => "もとのひな形に block を書くか、この block を消してください".to_string(),
                        false => format!("あるのは {} です", all.join("、")),
                    },
                    match all.is_empty() {
                        true => "write the block in that template, or delete this one".to_string(),
                        false => format!("there are: {}", all.join(", ")),
                    },
                ),
            };
            let at = rest.first().map_or(range.clone(), |token| token.range.clone());
            self.fault(
                at,
                (
                    format!("もとのひな形に block {name} はないので、どこにも印刷されません"),
                    format!(
                        "the template that this is made of has no block `{name}`, so nothing of it would be printed"
                    ),
                ),
                help,
            );
        }
    }

    fn end(&mut self, word: &str, rest: &[Token], range: &Range<usize>) {
        let fits = |open: &Open| end_of(open.word) == word;
        let Some(place) = self.open.iter().rposition(fits) else {
            let begins = word.trim_start_matches("end");
            self.fault(
                range.clone(),
                (
                    format!("{{% {word} %}} に対応する {{% {begins} %}} がありません"),
                    format!("`{{% {word} %}}` ends no `{{% {begins} %}}`"),
                ),
                (
                    format!("余分なら消してください。{{% {begins} %}} が前にあるか確かめてください"),
                    format!("delete it, or write the `{{% {begins} %}}` that it ends"),
                ),
            );
            return;
        };
        while self.open.len() > place + 1
            && let Some(inner) = self.open.pop()
        {
            let end = end_of(inner.word);
            self.fault(
                inner.range,
                (
                    format!("{{% {} %}} が、{{% {word} %}} より前に閉じられていません", inner.word),
                    format!("`{{% {} %}}` is not closed before `{{% {word} %}}`", inner.word),
                ),
                (
                    format!("{{% {word} %}} の前に {{% {end} %}} を書いてください"),
                    format!("write `{{% {end} %}}` before `{{% {word} %}}`"),
                ),
            );
        }
        let Some(open) = self.open.pop() else { return };
        if let Some(token) = rest.first()
            && word == "endblock"
            && self.text[token.range.clone()] != *open.name
        {
            let said = &self.text[token.range.clone()];
            self.fault(
                token.range.clone(),
                (
                    format!("閉じるのは block {} です(「{said}」ではありません)", open.name),
                    format!("the block that ends here is `{}`, not `{said}`", open.name),
                ),
                (
                    format!("{{% endblock {} %}} と書いてください", open.name),
                    format!("write `{{% endblock {} %}}`", open.name),
                ),
            );
        }
    }

    fn too_many_arms(&mut self, range: Range<usize>) {
        self.fault(
            range,
            (
                format!("1つの {{% if %}} に書ける {{% elif %}} は{ARMS}個までです"),
                format!("an `{{% if %}}` has at most {ARMS} `{{% elif %}}`"),
            ),
            (
                "いくつかの {% if %} に分けてください".to_string(),
                "part it into several `{% if %}`".to_string(),
            ),
        );
    }

    fn taken_in(&mut self, word: &str, first: &Token, rest: &[Token], begun: bool) {
        if word == "extends" {
            if begun || self.child {
                self.fault(
                    first.range.clone(),
                    (
                        "extends はひな形の初めに1つだけ書きます".to_string(),
                        "`extends` stands once, at the beginning of a template".to_string(),
                    ),
                    (
                        "1行目に移してください".to_string(),
                        "move it to the first line".to_string(),
                    ),
                );
            }
            self.child = true;
        }
        let Some(name) = rest.first().filter(|token| matches!(token.what, What::Text { .. })) else {
            self.fault(
                first.range.clone(),
                (
                    format!("{word} に、ひな形の名前が引用符つきで書かれていません"),
                    format!("`{word}` names no template in quotation marks"),
                ),
                (
                    format!("{{% {word} \"part/head.md\" %}} のように書いてください"),
                    format!("write it like `{{% {word} \"part/head.md\" %}}`"),
                ),
            );
            return;
        };
        let quoted = self.text[name.range.clone()].trim_matches(['"', '\'', '`']);
        if self.known.goes_too_deep(self.name, quoted) {
            self.fault(
                name.range.clone(),
                (
                    format!("ひな形がひな形を取り込むのが深すぎます({DEEPEST}段まで)"),
                    format!("templates take templates in too deeply (at most {DEEPEST} below one another)"),
                ),
                (
                    "間のひな形をまとめて、段を減らしてください".to_string(),
                    "put some of those between into one".to_string(),
                ),
            );
        }
        let bare = taken_in_words(quoted);
        let ending = |name: &str| name.rsplit_once('.').map(|(_, ending)| ending.to_string());
        if self.known.templates.contains(bare.as_str()) && ending(&bare) != ending(self.name) {
            self.fault(
                name.range.clone(),
                (
                    format!("「{bare}」は、ここに取り込める種類のひな形ではありません"),
                    format!("`{bare}` is of another kind than this template, and cannot be taken in"),
                ),
                (
                    "案内状とFAXには .md、ページには .html のひな形を使ってください".to_string(),
                    "letters and FAX sheets take in templates in .md, pages those in .html".to_string(),
                ),
            );
        } else if !self.known.templates.contains(bare.as_str()) {
            let near = nearest(&bare, self.known.templates.iter().copied());
            let help = match near {
                Some(near) => (format!("{near} のことでしょうか"), format!("is it {near}?")),
                None => (
                    "名前は templates/ からの道です(part/head.md)。一覧は notice template list で見られます"
                        .to_string(),
                    "a name is the path below templates/ (part/head.md); `notice template list` shows them".to_string(),
                ),
            };
            self.fault(
                name.range.clone(),
                (
                    format!("ひな形「{bare}」はありません"),
                    format!("there is no template `{bare}`"),
                ),
                help,
            );
        }
    }
}

/// The word that ends what `word` begins.
pub(super) fn end_of(word: &str) -> &'static str {
    match word {
        "if" => "endif",
        "for" => "endfor",
        "block" => "endblock",
        "filter" => "endfilter",
        "raw" => "endraw",
        _ => "endset",
    }
}
