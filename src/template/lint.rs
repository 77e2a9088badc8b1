//! What is wrong with the tags of a template, found before the engine reads it: all of it, each at its place.
//!
//! The engine stops at the first fault, tells a tag that is never closed at the end of the file, and says nothing of a
//! misspelt name in a condition or of a block that nothing takes.

use super::layer::Layer;
use super::names;
use super::slip::Slip;
use super::source::taken_in_words;
use super::tag::{Kind, Piece, Token, What, pieces, tokens};
use super::{codes, declared, expression, foreign, markup};
use crate::diagnostic::{Diagnostic, FileId, Span};
use crate::record::decode::suggest::nearest;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What the templates of all layers have that one of them may name.
struct Known<'a> {
    templates: BTreeSet<&'a str>,
    /// Names that some template sets, of letters and sheets, and of pages.
    set: [BTreeSet<&'a str>; 2],
    layers: &'a [&'a Layer],
    /// The blocks of each template, by the height of its layer and its name, and what it is made of, as it writes that.
    blocks: BTreeMap<Place<'a>, BTreeSet<&'a str>>,
    parents: BTreeMap<Place<'a>, &'a str>,
}

/// The height of a layer, and the name of a template there.
type Place<'a> = (usize, &'a str);

/// All that is wrong with the templates of the topmost of `layers`.
pub(crate) fn check(layers: &[&Layer]) -> Vec<Diagnostic> {
    let known = Known::of(layers);
    let mut out = Vec::new();
    for (name, (file, text)) in layers.iter().last().into_iter().flat_map(|layer| &layer.texts) {
        if !is_template(name) {
            continue;
        }
        let mut faults = Vec::new();
        Reader {
            name,
            text,
            known: &known,
            faults: &mut faults,
            open: Vec::new(),
            child: false,
        }
        .read();
        faults.extend(markup::check(name, text));
        faults.extend(foreign::check(name, text));
        faults.sort_by_key(|fault| fault.range.start);
        out.extend(faults.into_iter().map(|fault| at(fault, *file)));
    }
    out
}

fn is_template(name: &str) -> bool {
    name.ends_with(".md") || name.ends_with(".html")
}

fn at(fault: Slip, file: FileId) -> Diagnostic {
    let span = Span {
        file,
        start: fault.range.start,
        end: fault.range.end,
    };
    codes::TEMPLATE.at(span, fault.message, fault.help)
}

impl<'a> Known<'a> {
    fn of(layers: &'a [&'a Layer]) -> Self {
        let mut known = Known {
            templates: BTreeSet::new(),
            set: [BTreeSet::new(), BTreeSet::new()],
            layers,
            blocks: BTreeMap::new(),
            parents: BTreeMap::new(),
        };
        let texts = layers.iter().enumerate().flat_map(|(height, layer)| {
            layer
                .texts
                .iter()
                .map(move |(name, (_, text))| (height, name.as_str(), text))
        });
        for (height, name, text) in texts {
            known.templates.insert(name);
            let page = usize::from(name.ends_with(".html"));
            for piece in pieces(text) {
                let Piece::Tag { kind, code, .. } = piece else { continue };
                let tokens = tokens(text, code);
                known.set[page].extend(expression::declared(text, &tokens));
                let words: Vec<&str> = tokens.iter().map(|token| &text[token.range.clone()]).collect();
                match (kind, words.as_slice()) {
                    (Kind::Do, ["block", block, ..]) => {
                        known.blocks.entry((height, name)).or_default().insert(block);
                    }
                    (Kind::Do, ["extends", parent, ..]) => {
                        known
                            .parents
                            .insert((height, name), parent.trim_matches(['"', '\'', '`']));
                    }
                    _ => {}
                }
            }
        }
        known
    }

    /// What the template at `place` is made of: by its own name that of the next layer below.
    fn parent(&self, place: Place<'a>) -> Option<Place<'a>> {
        let asked = *self.parents.get(&place)?;
        let outright = self.layers.iter().enumerate().find_map(|(height, layer)| {
            let name = asked.strip_prefix(layer.name)?.strip_prefix('/')?;
            Some((height, name))
        });
        let highest = if asked == place.1 { place.0 } else { self.layers.len() };
        let found = || {
            (0..highest)
                .rev()
                .find(|height| self.layers[*height].texts.contains_key(asked))
        };
        outright.or_else(|| Some((found()?, asked)))
    }

    /// The blocks of all that the template `name` of the topmost layer is made of. Its own are none of them, though a layer
    /// below has a template of the same name. Nothing where that template is not there, which is told of itself.
    fn blocks_above(&self, name: &'a str) -> Option<BTreeSet<&'a str>> {
        let mut seen = BTreeSet::new();
        let mut blocks = BTreeSet::new();
        let mut next = Some(self.parent((self.layers.len().saturating_sub(1), name))?);
        while let Some(place) = next.filter(|place| seen.insert(*place)) {
            blocks.extend(self.blocks.get(&place).into_iter().flatten().copied());
            next = self.parent(place);
        }
        Some(blocks)
    }
}

/// A tag that something must end.
struct Open<'a> {
    word: &'a str,
    /// A block's name.
    name: &'a str,
    range: Range<usize>,
    /// It has had its `else`.
    last: bool,
}

struct Reader<'a, 'f> {
    name: &'a str,
    text: &'a str,
    known: &'a Known<'a>,
    faults: &'f mut Vec<Slip>,
    open: Vec<Open<'a>>,
    /// It is made of another template, by `extends`.
    child: bool,
}

impl<'a> Reader<'a, '_> {
    fn fault(&mut self, range: Range<usize>, message: (String, String), help: (String, String)) {
        self.faults.push(Slip::new(range, message, help));
    }

    fn read(mut self) {
        let mut begun = false;
        for piece in pieces(self.text) {
            match piece {
                // What is raw is printed as it stands, and meant so.
                Piece::Words(_) if self.open.last().is_some_and(|open| open.word == "raw") => {}
                Piece::Words(range) => {
                    self.words(range.clone());
                    let blank = self.text[range.clone()].trim().is_empty();
                    begun |= !blank;
                    if !blank && self.child && self.open.is_empty() {
                        self.ignored(range);
                    }
                }
                Piece::Tag {
                    kind,
                    range,
                    code,
                    closed,
                } => {
                    if !closed {
                        self.unclosed(kind, range.clone(), code);
                    } else if kind == Kind::Print {
                        if self.child && self.open.is_empty() {
                            self.ignored(range.clone());
                        }
                        self.print(&range, code);
                    } else if kind == Kind::Do {
                        self.act(&range, code, begun);
                    } else {
                        self.note(&range);
                        continue;
                    }
                    begun = true;
                }
            }
        }
        while let Some(open) = self.open.pop() {
            let end = end_of(open.word);
            self.fault(
                open.range,
                (
                    format!("{{% {} %}} が閉じられていません", open.word),
                    format!("`{{% {} %}}` is never closed", open.word),
                ),
                (
                    format!("終わりに {{% {end} %}} を書いてください"),
                    format!("write `{{% {end} %}}` where it ends"),
                ),
            );
        }
    }

    fn unclosed(&mut self, kind: Kind, range: Range<usize>, code: Range<usize>) {
        let tokens = tokens(self.text, code);
        // What it begins ends all the same: that is no second fault.
        let word = tokens.first().map_or("", |token| &self.text[token.range.clone()]);
        if kind == Kind::Do && matches!(word, "if" | "for" | "block" | "filter") {
            self.open.push(Open {
                word,
                name: tokens.get(1).map_or("", |token| &self.text[token.range.clone()]),
                range: range.clone(),
                last: false,
            });
        }
        let quoted = tokens.iter().find(|token| token.what == What::Text { closed: false });
        if let Some(quoted) = quoted.filter(|_| kind != Kind::Comment) {
            self.expression(std::slice::from_ref(quoted));
            return;
        }
        let open = &self.text[range.start..range.start + 2];
        let close = kind.close();
        self.fault(
            range,
            (
                format!("{open} が閉じられていません"),
                format!("`{open}` is never closed"),
            ),
            (
                format!("終わりに {close} を書いてください"),
                format!("write `{close}` where it ends"),
            ),
        );
    }

    /// What stands outside the blocks of a template that is made of another.
    fn ignored(&mut self, range: Range<usize>) {
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

    /// Marks among the words that are nearly those of a tag.
    fn words(&mut self, range: Range<usize>) {
        let words = &self.text[range.clone()];
        for (near, right) in NEAR_MARKS {
            // Styles and scripts of a page end with two braces.
            if self.name.ends_with(".html") && *near == "}}" {
                continue;
            }
            for (at, _) in words.match_indices(near) {
                let at = range.start + at;
                let message = match near == right {
                    true => (
                        format!("{near} に対応する始まりがありません"),
                        format!("`{near}` ends nothing"),
                    ),
                    false => (
                        format!("「{near}」はひな形の印ではないので、そのまま印刷されます"),
                        format!("`{near}` is no mark of templates, and would be printed"),
                    ),
                };
                let help = match near == right {
                    true => (
                        "始まりの印({{、{%、{#)を書くか、消してください".to_string(),
                        "write the mark that it ends (`{{`, `{%`, `{#`), or delete it".to_string(),
                    ),
                    false => (
                        format!("半角で続けて {right} と書いてください"),
                        format!("write `{right}`, half-width and without blanks"),
                    ),
                };
                self.fault(at..at + near.len(), message, help);
            }
        }
        self.single_braces(range);
    }

    /// `{title}`: a name between single braces.
    fn single_braces(&mut self, range: Range<usize>) {
        if self.name.ends_with(".html") {
            return;
        }
        let words = &self.text[range.clone()];
        for (at, _) in words.match_indices('{') {
            let Some((inner, _)) = words[at + 1..].split_once('}') else {
                continue;
            };
            let base = inner.trim().split(['.', '[', ' ']).next().unwrap_or_default();
            if names::DOCUMENT.contains(&base) {
                let range = range.start + at..range.start + at + inner.len() + 2;
                self.fault(
                    range,
                    (
                        format!("「{{{inner}}}」はそのまま印刷されます"),
                        format!("`{{{inner}}}` would be printed as it stands"),
                    ),
                    (
                        format!("{{{{ {} }}}} と書いてください", inner.trim()),
                        format!("write `{{{{ {} }}}}`", inner.trim()),
                    ),
                );
            }
        }
    }

    fn print(&mut self, range: &Range<usize>, code: Range<usize>) {
        let tokens = tokens(self.text, code);
        if tokens.is_empty() {
            self.fault(
                range.clone(),
                (
                    "{{ }} の中に何も書かれていません".to_string(),
                    "nothing stands in `{{ }}`".to_string(),
                ),
                (
                    "項目の名前を書くか、消してください".to_string(),
                    "write the name of a fact, or delete it".to_string(),
                ),
            );
            return;
        }
        let word = &self.text[tokens[0].range.clone()];
        let statement = names::TAGS.contains(&word) && !names::WORDS.contains(&word) || matches!(word, "if" | "else");
        if statement
            && tokens
                .get(1)
                .is_none_or(|next| !matches!(&self.text[next.range.clone()], "." | "[" | "|"))
        {
            self.fault(
                range.clone(),
                (
                    format!("{word} は {{{{ }}}} の中に書けません"),
                    format!("`{word}` does not stand in `{{{{ }}}}`"),
                ),
                (
                    format!("{{% {word} … %}} と書いてください"),
                    format!("write `{{% {word} … %}}`"),
                ),
            );
            return;
        }
        self.expression(&tokens);
    }

    fn expression(&mut self, tokens: &[Token]) {
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

    fn act(&mut self, range: &Range<usize>, code: Range<usize>, begun: bool) {
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
                    Some(open) if !open.last => open.last = word == "else",
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
        let quoted = &self.text[name.range.clone()];
        let bare = taken_in_words(quoted.trim_matches(['"', '\'', '`']));
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

    /// A comment that speaks to the program.
    fn note(&mut self, range: &Range<usize>) {
        let inner = self.text[range.clone()].trim_start_matches("{#").trim_end_matches("#}");
        let inner = inner.trim_matches('-').trim();
        let fault = match inner.strip_prefix("notice:") {
            Some(said) => declared::read(said.trim(), range.clone()).err(),
            None => declared::nearly(inner, range),
        };
        self.faults.extend(fault);
    }
}

/// The word that ends what `word` begins.
fn end_of(word: &str) -> &'static str {
    match word {
        "if" => "endif",
        "for" => "endfor",
        "block" => "endblock",
        "filter" => "endfilter",
        "raw" => "endraw",
        _ => "endset",
    }
}

/// What is nearly a mark of a tag, and the mark.
const NEAR_MARKS: &[(&str, &str)] = &[
    ("｛｛", "{{"),
    ("｝｝", "}}"),
    ("｛％", "{%"),
    ("％｝", "%}"),
    ("｛%", "{%"),
    ("%｝", "%}"),
    ("{％", "{%"),
    ("％}", "%}"),
    ("{ {", "{{"),
    ("} }", "}}"),
    ("{ %", "{%"),
    ("% }", "%}"),
    ("}}", "}}"),
    ("%}", "%}"),
    ("#}", "#}"),
];

#[cfg(test)]
mod tests {
    use super::{Layer, check};
    use crate::diagnostic::Sources;

    #[test]
    fn the_built_in_templates_are_sound() {
        let mut sources = Sources::default();
        let faults = check(&[&Layer::built_in(&mut sources)]);
        let told: Vec<String> = faults
            .iter()
            .map(|fault| {
                let span = fault.span.expect("a place");
                let source = sources.get(span.file);
                format!(
                    "{}: {} {:?}",
                    source.path.display(),
                    fault.message.ja,
                    &source.text[span.start..span.end]
                )
            })
            .collect();
        assert_eq!(told, Vec::<String>::new());
    }
}
