//! What is wrong with an expression of a template, as far as it shows without facts.

use super::names;
use super::slip::Slip;
use super::tag::{Token, What};
use crate::record::decode::suggest::nearest;
use std::collections::BTreeSet;

/// The names that an expression may begin with.
pub(super) struct Names<'n> {
    /// Those of the facts.
    pub top: &'static [&'static str],
    /// Those of them that this kind of document has not.
    pub elsewhere: &'static [&'static str],
    /// Whether a template sets it.
    pub set: &'n dyn Fn(&str) -> bool,
    /// Those that templates set.
    pub all: &'n BTreeSet<&'n str>,
}

/// The names that a tag sets: `set`, `for`.
pub(super) fn declared<'t>(text: &'t str, tokens: &[Token]) -> Vec<&'t str> {
    let word = |token: &Token| &text[token.range.clone()];
    let mut names = Vec::new();
    match tokens.first().map(word) {
        Some("set" | "set_global") => names.extend(tokens.get(1).map(word)),
        Some("block") => return names,
        _ => {}
    }
    for (index, token) in tokens.iter().enumerate() {
        if word(token) == "for" {
            let behind = tokens[index + 1..].iter().take_while(|token| word(token) != "in");
            names.extend(behind.filter(|token| token.what == What::Name).map(word));
        }
    }
    names
}

/// Signs of full width, or of another language, and what is meant.
const SIGNS: &[(&str, &str)] = &[
    ("　", " "),
    ("＝", "=="),
    ("（", "("),
    ("）", ")"),
    ("［", "["),
    ("］", "]"),
    ("．", "."),
    ("，", ","),
    ("、", ","),
    ("｜", "|"),
    ("～", "~"),
    ("〜", "~"),
    ("！", "not"),
    ("“", "\""),
    ("”", "\""),
    ("‘", "'"),
    ("’", "'"),
    ("「", "\""),
    ("」", "\""),
    ("＞", ">"),
    ("＜", "<"),
    ("＋", "+"),
    ("－", "-"),
    ("&&", "and"),
    ("||", "or"),
    ("!", "not"),
    ("===", "=="),
];

/// All that is wrong with the expression of `tokens`.
pub(super) fn check(text: &str, tokens: &[Token], names: &Names) -> Vec<Slip> {
    let mut reader = Reader {
        text,
        tokens,
        names,
        faults: Vec::new(),
        brackets: Vec::new(),
    };
    for at in 0..tokens.len() {
        reader.token(at);
    }
    reader.ends();
    reader.faults
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    names: &'a Names<'a>,
    faults: Vec<Slip>,
    /// Places of the brackets that are open.
    brackets: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    fn fault(&mut self, at: usize, message: (String, String), help: (String, String)) {
        let range = self.tokens[at].range.clone();
        self.faults.push(Slip::new(range, message, help));
    }

    fn token(&mut self, at: usize) {
        let word = self.word(at);
        match self.tokens[at].what {
            What::Text { closed: false } => {
                let quote = &word[..1];
                self.fault(
                    at,
                    (
                        format!("引用符 {quote} が閉じられていません"),
                        format!("the quotation mark {quote} is not closed"),
                    ),
                    (
                        format!("言葉の終わりに {quote} を書いてください"),
                        format!("write {quote} where the words end"),
                    ),
                );
            }
            What::Text { .. } | What::Number => self.beside(at),
            What::Foreign => self.foreign(at),
            What::Sign => self.sign(at),
            What::Name => {
                self.beside(at);
                self.name(at);
            }
        }
    }

    /// Two values side by side.
    fn beside(&mut self, at: usize) {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else {
            return;
        };
        let earlier = self.before(at);
        let operator = |word: &str| names::WORDS[..7].contains(&word) || word == "for";
        let is_value = match before.what {
            What::Text { .. } | What::Number | What::Foreign => true,
            What::Name => !operator(earlier),
            What::Sign => matches!(earlier, ")" | "]"),
        };
        if is_value && !operator(self.word(at)) {
            let word = self.word(at);
            self.fault(
                at,
                (
                    format!("「{earlier}」と「{word}」の間に記号がありません"),
                    format!("nothing stands between `{earlier}` and `{word}`"),
                ),
                (
                    format!("1つずつ {{{{ }}}} に入れるか、つなぐなら {earlier} ~ {word} と書いてください"),
                    format!("put each into its own `{{{{ }}}}`, or join them: `{earlier} ~ {word}`"),
                ),
            );
        }
    }

    fn foreign(&mut self, at: usize) {
        let word = self.word(at);
        let of = (at >= 2 && self.before(at) == ".").then(|| self.word(at - 2));
        let help = match of {
            Some(of) => (
                format!("{of}[\"{word}\"] と書いてください"),
                format!("write `{of}[\"{word}\"]`"),
            ),
            None => (
                format!(
                    "言葉なら \"{word}\" と引用符で囲み、日本語の名前なら terms[\"{word}\"] のように書いてください"
                ),
                format!(
                    "put words into quotation marks (\"{word}\"); a Japanese name is written like `terms[\"{word}\"]`"
                ),
            ),
        };
        self.fault(
            at,
            (
                format!("「{word}」は引用符の外に書けません"),
                format!("`{word}` cannot stand outside quotation marks"),
            ),
            help,
        );
    }

    fn sign(&mut self, at: usize) {
        let word = self.word(at);
        match word {
            "(" | "[" | "{" => self.brackets.push(at),
            ")" | "]" | "}" => {
                let open = self.brackets.pop().map(|open| self.word(open));
                let pair = matches!((open, word), (Some("("), ")") | (Some("["), "]") | (Some("{"), "}"));
                if !pair {
                    self.fault(
                        at,
                        (
                            format!("{word} に対応する始まりのかっこがありません"),
                            format!("`{word}` closes nothing"),
                        ),
                        (
                            "かっこの数を合わせてください".to_string(),
                            "make the brackets pairs".to_string(),
                        ),
                    );
                }
            }
            "=" => {
                let within = self.brackets.last().is_some_and(|open| self.word(*open) == "(");
                if !within {
                    self.fault(
                        at,
                        (
                            "比べるときの「=」は1つではありません".to_string(),
                            "`=` does not compare".to_string(),
                        ),
                        ("== と2つ書いてください".to_string(), "write `==`".to_string()),
                    );
                }
            }
            "." | "," | ":" | "|" | "~" | "+" | "-" | "*" | "/" | "%" | "==" | "!=" | "<" | ">" | "<=" | ">="
            | "//" | "**" | "..." => {}
            _ => {
                let meant = SIGNS.iter().find(|(near, _)| *near == word).map(|(_, meant)| *meant);
                let shown = if word == "　" { "全角の空白" } else { word };
                let help = match meant {
                    Some(" ") => (
                        "半角の空白にしてください".to_string(),
                        "write a half-width space".to_string(),
                    ),
                    Some(meant) => (format!("{meant} と書いてください"), format!("write `{meant}`")),
                    None => ("この文字を消してください".to_string(), "delete it".to_string()),
                };
                self.fault(
                    at,
                    (
                        format!("「{shown}」は式の記号ではありません"),
                        format!("`{word}` is no sign of expressions"),
                    ),
                    help,
                );
            }
        }
    }

    fn name(&mut self, at: usize) {
        let word = self.word(at);
        let (before, behind) = (self.before(at), self.word(at + 1));
        let after_is = before == "is" || before == "not" && at >= 2 && self.word(at - 2) == "is";
        if before == "." {
            self.field(at);
        } else if before == "|" {
            self.listed(at, "フィルター", "filter", names::filters());
        } else if after_is && word != "not" {
            self.listed(at, "条件(is の後)", "test", names::tests());
        } else if names::WORDS.contains(&word) || word == "for" || behind == "=" && !self.brackets.is_empty() {
            // A word of the engine, or the name of an argument.
        } else if behind == "(" {
            self.listed(at, "関数", "function", names::FUNCTIONS.iter().copied());
        } else if self.names.elsewhere.contains(&word) && !(self.names.set)(word) {
            self.fault(
                at,
                (
                    format!("「{word}」は、この種類の文書にはない名前です"),
                    format!("documents of this kind have no `{word}`"),
                ),
                (
                    "e は同報FAX、letter と course は案内状だけの名前です".to_string(),
                    "`e` is a name of FAX sheets, `letter` and `course` of letters alone".to_string(),
                ),
            );
        } else if !self.names.top.contains(&word)
            && !(self.names.set)(word)
            && !matches!(word, "loop" | "__tera_context")
        {
            let known = self.names.top.iter().copied().chain(self.names.all.iter().copied());
            let help = match nearest(word, known) {
                Some(near) => (format!("{near} のことでしょうか"), format!("is it `{near}`?")),
                None => (
                    format!(
                        "使える名前は docs/templates.ja.md にあります。言葉なら \"{word}\" と引用符で囲んでください"
                    ),
                    format!("docs/templates.md lists the names; put words into quotation marks: \"{word}\""),
                ),
            };
            self.fault(
                at,
                (
                    format!("「{word}」という名前はありません"),
                    format!("there is no name `{word}`"),
                ),
                help,
            );
        }
    }

    fn field(&mut self, at: usize) {
        let word = self.word(at);
        // The names of the path, from its end.
        let mut path = Vec::new();
        let mut place = at;
        while let Some(before) = place.checked_sub(2)
            && self.word(place - 1) == "."
        {
            path.push(self.word(before));
            place = before;
        }
        // What stands behind an index is looked at without what it is of.
        let free = path.iter().any(|name| names::FREE.contains(name));
        let of_loop = path.first() == Some(&"loop");
        let known = match of_loop {
            true => names::LOOP,
            false => names::FIELDS,
        };
        if free || known.contains(&word) {
            return;
        }
        let help = match nearest(word, known.iter().copied()) {
            Some(near) => (format!("{near} のことでしょうか"), format!("is it `{near}`?")),
            None => (
                "使える名前は docs/templates.ja.md にあります".to_string(),
                "docs/templates.md lists the names".to_string(),
            ),
        };
        self.fault(
            at,
            (
                format!("「{word}」という項目はありません"),
                format!("there is no `{word}`"),
            ),
            help,
        );
    }

    fn listed(&mut self, at: usize, ja: &str, en: &str, known: impl Iterator<Item = &'static str> + Clone) {
        let word = self.word(at);
        if known.clone().any(|name| name == word) {
            return;
        }
        let help = match nearest(word, known.clone()) {
            Some(near) => (format!("{near} のことでしょうか"), format!("is it `{near}`?")),
            None => {
                let all: Vec<&str> = known.collect();
                (
                    format!("使えるのは {} です", all.join("、")),
                    format!("there are: {}", all.join(", ")),
                )
            }
        };
        self.fault(
            at,
            (
                format!("「{word}」という{ja}はありません"),
                format!("there is no {en} `{word}`"),
            ),
            help,
        );
    }

    /// What the end of the expression leaves open.
    fn ends(&mut self) {
        if let Some(open) = self.brackets.pop() {
            let word = self.word(open);
            self.fault(
                open,
                (
                    format!("{word} が閉じられていません"),
                    format!("`{word}` is not closed"),
                ),
                (
                    "かっこの数を合わせてください".to_string(),
                    "make the brackets pairs".to_string(),
                ),
            );
        }
        let Some(last) = self.tokens.len().checked_sub(1) else {
            return;
        };
        let word = self.word(last);
        let goes_on = match self.tokens[last].what {
            What::Name => names::WORDS[..7].contains(&word) && self.before(last) != ".",
            What::Sign => matches!(
                word,
                "." | "|" | "~" | "+" | "-" | "*" | "/" | "==" | "!=" | "<" | ">" | "<=" | ">=" | ","
            ),
            _ => false,
        };
        if goes_on {
            self.fault(
                last,
                (
                    format!("式が「{word}」で終わっています"),
                    format!("the expression ends with `{word}`"),
                ),
                (
                    "後に続くものを書くか、消してください".to_string(),
                    "write what follows, or delete it".to_string(),
                ),
            );
        }
    }
}
