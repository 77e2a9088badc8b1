//! What working out a text or a template may take. The engine has no bound of its own: a loop within a loop, or a filter that
//! writes a text into every place of another, fills any machine from one line.
//!
//! A text of a record has no loop within a loop, sets nothing and counts little; so it ends soon. A template may do all that:
//! what it prints is bounded here, how long it may take by [`crate::watch`].

use super::filter::fault;
use super::slip::Slip;
use super::tag::{Kind, Piece, pieces, tokens};
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Write};
use std::ops::Range;
use tera::{Kwargs, State, StringInput, Tera, Value};

/// What a document may print, in bytes, its marks of places among them: a thousand pages take two megabytes.
pub(super) const DOCUMENT: usize = 16_000_000;
/// What a page may print beside what it tells of its records.
const PAGE: usize = 64_000_000;
/// What a page may print of one record.
const OF_A_RECORD: usize = 256_000;
/// What the expressions of a text may make of it, in bytes: so much, and so many times what is typed.
const TEXT: usize = 64_000;
const TIMES: usize = 32;
/// What a filter may make, in bytes.
const FILTERED: usize = 4_000_000;
/// How many `elif` among them: every one is a step of the engine's stack.
const ARMS: usize = 50;
/// How many tags a text of a record holds.
const TAGS: usize = 1_000;
/// How many numbers `range` counts in one text of a record.
const COUNTED: usize = 1_000;
/// How many it counts elsewhere at once.
const RANGE: usize = 100_000;

/// What a page of so many records may print.
pub(super) fn of_page(records: usize) -> usize {
    PAGE + records * OF_A_RECORD
}

/// What may come of the text `typed`.
pub(super) fn of_text(typed: &str) -> usize {
    TEXT + TIMES * typed.len()
}

/// Takes what is printed, up to a bound.
pub(super) struct Paper {
    bytes: Vec<u8>,
    most: usize,
    /// Whether more was printed than it takes.
    pub full: bool,
}

impl Paper {
    /// Takes `most` bytes.
    pub(super) fn of(most: usize) -> Self {
        Paper {
            bytes: Vec::new(),
            most,
            full: false,
        }
    }

    /// What was printed.
    pub(super) fn text(self) -> String {
        // The engine prints texts alone.
        String::from_utf8(self.bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.full |= self.bytes.len() + bytes.len() > self.most;
        match self.full {
            true => Err(io::Error::other("the paper is full")),
            false => self.bytes.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The first thing in a text of a record that could make it endless.
pub(super) fn endless(text: &str) -> Option<Slip> {
    let mut loops = 0usize;
    let (mut tags, mut arms) = (0usize, 0usize);
    for piece in pieces(text) {
        let Piece::Tag { kind, range, code, .. } = piece else {
            continue;
        };
        if kind == Kind::Comment {
            continue;
        }
        tags += 1;
        if tags > TAGS {
            return Some(too_many(range));
        }
        let tokens = tokens(text, code);
        let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.range.clone()]);
        // A list made of a list is a loop as well.
        let is_loop = |at: &usize| word(*at) == "for" && (*at == 0 || word(*at - 1) != ".");
        let counts = (0..tokens.len()).filter(is_loop).count();
        match word(0) {
            tag @ ("set" | "set_global" | "component") if kind == Kind::Do => return Some(not_here(range, tag)),
            "elif" if kind == Kind::Do => {
                arms += 1;
                if arms > ARMS {
                    return Some(too_many(range));
                }
            }
            "endfor" => loops = loops.saturating_sub(1),
            "for" if loops == 0 && counts == 1 => loops = 1,
            _ if counts > 0 => return Some(loop_within(range)),
            _ => {}
        }
    }
    None
}

fn too_many(range: Range<usize>) -> Slip {
    Slip::new(
        range,
        (
            format!("1つの文に書ける {{{{ }}}} と {{% %}} は、合わせて{TAGS}個まで、elif は{ARMS}個までです"),
            format!("a text holds at most {TAGS} tags, `{{{{ }}}}` and `{{% %}}` together, and {ARMS} `elif`"),
        ),
        (
            "文を分けるか、ひな形(templates/)に書いてください".to_string(),
            "part the text, or write it into a template (templates/)".to_string(),
        ),
    )
}

fn not_here(range: Range<usize>, tag: &str) -> Slip {
    Slip::new(
        range,
        (
            format!("記録と publisher.yaml の文に {{% {tag} %}} は書けません"),
            format!("`{{% {tag} %}}` does not stand in texts of records and publishers"),
        ),
        (
            "値をそのまま書くか、ひな形(templates/)の中で使ってください".to_string(),
            "write the value as it is, or use it in a template (templates/)".to_string(),
        ),
    )
}

fn loop_within(range: Range<usize>) -> Slip {
    Slip::new(
        range,
        (
            "記録と publisher.yaml の文では、繰り返しの中で繰り返せません".to_string(),
            "in texts of records and publishers no loop stands within a loop or an expression".to_string(),
        ),
        (
            "中の一覧は {{ 一覧 | join(sep=\"、\") }} と書くか、ひな形(templates/)の中で使ってください".to_string(),
            "print the inner list with `{{ list | join(sep=\"、\") }}`, or use a template (templates/)".to_string(),
        ),
    )
}

/// What a text or a template printed is more than it may be.
pub(super) fn too_much(most: usize) -> (String, String) {
    let shown = match most.div_ceil(1_000) {
        kilo @ ..1_000 => format!("{kilo} kB"),
        kilo => format!("{} MB", kilo.div_ceil(1_000)),
    };
    (
        format!("計算した結果が長すぎます({shown} まで)"),
        format!("what comes of it is too long (at most {shown})"),
    )
}

/// What to do about it.
pub(super) fn too_much_help() -> (String, String) {
    (
        "繰り返しの回数と、繰り返しの中で印刷するものを確かめてください".to_string(),
        "look at how often its loops go round, and at what they print".to_string(),
    )
}

thread_local! {
    /// How many numbers a text of a record may still count; none where a template is rendered.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Works out a text of a record, which counts no further than it should.
pub(super) fn of_record<T>(work: impl FnOnce() -> T) -> T {
    let before = LEFT.replace(Some(COUNTED));
    let worked = work();
    LEFT.set(before);
    worked
}

/// Puts in the place of the engine's own the filters and the function that make much of little.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.register_filter("indent", indent);
    tera.register_function("range", range);
}

/// `{{ text | replace(from="A", to="B") }}`, as the engine has it.
fn replace(value: StringInput, arguments: Kwargs, state: &State) -> Result<Value, tera::Error> {
    let from = arguments.must_get::<&str>("from")?;
    let to = arguments.must_get::<StringInput>("to")?;
    let safe = state.autoescaping_enabled() && (value.is_safe() || to.is_safe());
    let (text, to) = match safe {
        true => (value.rendered(state)?, to.rendered(state)?),
        false => (Cow::Borrowed(value.as_str()), Cow::Borrowed(to.as_str())),
    };
    admit(
        text.len()
            .saturating_add(text.matches(from).count().saturating_mul(to.len())),
    )?;
    Ok(said(safe, text.replace(from, &to)))
}

/// `{{ list | join(sep="、") }}`, as the engine has it.
fn join(values: &[Value], arguments: Kwargs, state: &State) -> Result<Value, tera::Error> {
    let between = arguments.get::<StringInput>("sep")?;
    let of_text = |value: &Value| value.is_string() && value.is_safe();
    let safe = state.autoescaping_enabled()
        && (values.iter().any(of_text) || between.as_ref().is_some_and(StringInput::is_safe));
    let between = match &between {
        Some(between) if safe => between.rendered(state)?,
        Some(between) => Cow::Borrowed(between.as_str()),
        None => Cow::Borrowed(""),
    };
    let mut out = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push_str(&between);
        }
        match safe {
            true if value.is_undefined() => {}
            true => out.push_str(&state.escape_if_needed(value)?),
            false => out.push_str(&value.to_string()),
        }
        admit(out.len())?;
    }
    Ok(said(safe, out))
}

/// `{{ text | indent(width=4, indentation="　", first=true, blank=true) }}`, as the engine has it.
fn indent(value: StringInput, arguments: Kwargs, state: &State) -> Result<Value, tera::Error> {
    let width = arguments.get::<usize>("width")?.unwrap_or(4).min(1_000);
    let of = arguments.get::<StringInput>("indentation")?;
    let first = arguments.get::<bool>("first")?.unwrap_or(false);
    let blank = arguments.get::<bool>("blank")?.unwrap_or(false);
    if of.as_ref().is_some_and(|of| of.as_str().chars().count() != 1) {
        return Err(fault(
            "indent の indentation は1文字です",
            "`indentation` of `indent` is one character",
        ));
    }
    let safe = state.autoescaping_enabled() && (value.is_safe() || of.as_ref().is_some_and(StringInput::is_safe));
    let text = match safe {
        true => value.rendered(state)?,
        false => Cow::Borrowed(value.as_str()),
    };
    let before = match &of {
        Some(of) if safe => of.rendered(state)?.repeat(width),
        Some(of) => of.as_str().repeat(width),
        None => " ".repeat(width),
    };
    admit(
        text.len()
            .saturating_add(text.lines().count().saturating_mul(before.len())),
    )?;
    let mut out = String::new();
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        if (index > 0 || first) && (index == 0 || blank || !line.is_empty()) {
            out.push_str(&before);
        }
        out.push_str(line);
    }
    if text.ends_with('\n') {
        out.push('\n');
    }
    Ok(said(safe, out))
}

/// `{% for n in range(start=1, end=4, step_by=1) %}`: the numbers from the one on, before the other.
fn range(arguments: Kwargs, _: &State) -> Result<Vec<i64>, tera::Error> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i64>("end")?;
    let step = arguments.get::<i64>("step_by")?.unwrap_or(1);
    if step == 0 || step > 0 && start > end {
        return Err(fault(
            "range の end は start より後、step_by は0でない数です",
            "`end` of `range` comes after `start`, and `step_by` is not 0",
        ));
    }
    let far = (i128::from(end) - i128::from(start)) * i128::from(step.signum());
    let count = far.max(0).unsigned_abs().div_ceil(u128::from(step.unsigned_abs()));
    let most = LEFT.get().unwrap_or(RANGE);
    let Some(count) = usize::try_from(count).ok().filter(|count| *count <= most) else {
        let (ja, en) = match LEFT.get() {
            Some(_) => (
                "記録と publisher.yaml の文では、合わせて",
                "in a text of a record, in all",
            ),
            None => ("1回に", "at once"),
        };
        let most = if LEFT.get().is_some() { COUNTED } else { RANGE };
        return Err(fault(
            &format!("range が数えるのは、{ja}{most}個までです"),
            &format!("`range` counts {most} numbers at most, {en}"),
        ));
    };
    LEFT.set(LEFT.get().map(|left| left - count));
    let numbers = (0..count as i64).map(|index| start + index * step);
    Ok(numbers.collect())
}

/// Whether a filter may make so many bytes.
fn admit(bytes: usize) -> Result<(), tera::Error> {
    let (ja, en) = too_much(FILTERED);
    if bytes <= FILTERED {
        Ok(())
    } else {
        Err(fault(&ja, &en))
    }
}

fn said(safe: bool, text: String) -> Value {
    match safe {
        true => Value::safe_string(&text),
        false => Value::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{endless, register};
    use tera::{Context, Tera, context};

    /// A text worked out by the filters of the engine and by those in their places.
    fn both(text: &str, escape: bool) -> [Result<String, String>; 2] {
        let context: Context = context! {
            list => &vec!["<a>", "b"],
            lines => &"一\n\n<二>\n",
        };
        let mut ours = Tera::new();
        register(&mut ours);
        [Tera::new(), ours].map(|tera| {
            tera.render_str(text, &context, escape)
                .map_err(|error| error.to_string())
        })
    }

    #[test]
    fn the_filters_of_ours_do_what_those_of_the_engine_do() {
        for text in [
            "{{ 'aXbX' | replace(from='X', to='<') }}",
            "{{ 'aXb' | safe | replace(from='X', to='<') }}",
            "{{ lines | replace(from='<', to='&') | safe }}",
            "{{ list | join(sep='、') }}",
            "{{ list | join }}",
            "{{ list | join(sep='<br>' | safe) }}",
            "{{ ['<i>' | safe, '<b>', 3] | join(sep='&') }}",
            "{{ lines | indent }}",
            "{{ lines | indent(width=2, first=true, blank=true) }}",
            "{{ lines | safe | indent(width=2, indentation='<') }}",
            "{% for n in range(end=3) %}{{ n }}{% endfor %}",
            "{% for n in range(start=1, end=8, step_by=3) %}{{ n }}{% endfor %}",
            "{% for n in range(start=3, end=0, step_by=-2) %}{{ n }}{% endfor %}",
            "{% for n in range(start=0, end=3, step_by=-2) %}{{ n }}{% endfor %}",
            "{% for n in range(start=3, end=3) %}{{ n }}{% endfor %}",
        ] {
            for escape in [true, false] {
                let [engine, ours] = both(text, escape);
                assert!(engine.is_ok(), "{text}: {engine:?}");
                assert_eq!(engine, ours, "{text}");
            }
        }
        for text in [
            "{{ range(start=3, end=1) }}",
            "{{ range(end=1, step_by=0) }}",
            "{{ range(end=100001) }}",
        ] {
            let [engine, ours] = both(text, true);
            assert!(engine.is_err() && ours.is_err(), "{text}: {ours:?}");
        }
    }

    #[test]
    fn what_could_be_endless_is_seen() {
        for text in [
            "{% for a in x %}{% for b in y %}{% endfor %}{% endfor %}",
            "{% for a in x %}{% if a %}{%- for b in y %}{% endfor %}{% endif %}{% endfor %}",
            "{% for a in [b for b in y] %}{% endfor %}",
            "{{ [b for b in y] }}",
            "{% set a = 1 %}",
            "{%set_global a = 1%}",
        ] {
            assert!(endless(text).is_some(), "{text}");
        }
        for text in [
            "{% for a in x %}{{ a.for }}{% endfor %}{% for b in y %}{% endfor %}",
            "{% raw %}{% set a = 1 %}{% endraw %}",
            "{# {% set a = 1 %} #}",
            "{{ \"{% set a %}\" }}",
        ] {
            assert!(endless(text).is_none(), "{text}");
        }
    }
}
