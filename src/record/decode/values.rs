//! Single values: texts, words from a fixed set, moments, numbers.

use super::bounds::LINE;
use super::date_fault::{Form, ISSUED, MOMENT, PUBLISH, RANGE, WHEN, end_before_start, no_time_of_day, unreadable};
use super::fields::{Fields, empty_value, list_for_text, missing_key, nothing, wrong_type};
use super::reader::Reader;
use super::{suggest, wording};
use crate::calendar::input::{self, InputFault};
use crate::calendar::when::{End, Grain, When};
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::codes;
use crate::record::impact::Bound;
use crate::record::node::{Kind, Node};
use crate::record::said::Sort;
use crate::record::schema::{Issued, RangeRecord};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Yes or no.
pub(super) const SWITCH: &[(&str, bool)] = &[("true", true), ("false", false)];

/// How a scalar is read: the node, and what stands for it where it is empty.
type ReadScalar = fn(&mut Reader, &Node, Span) -> Option<Spanned<String>>;

impl Reader {
    /// A scalar that says something, as typed; `prose` where it is a text for documents.
    fn typed(&mut self, node: &Node, head: Span, prose: bool) -> Option<Spanned<String>> {
        match &node.kind {
            Kind::Scalar(text) if text.trim().is_empty() => self.fault(empty_value(node.span)),
            Kind::Scalar(text) => return Some(Spanned::new(text.clone(), node.span)),
            Kind::Nothing | Kind::Null(_) => self.fault(nothing(node, head)),
            Kind::Sequence(items) => self.fault(list_for_text(self.shown(node), node, items, prose)),
            Kind::Mapping(_) => self.fault(wrong_type(self.shown(node), node, "文字列", "text")),
        }
        None
    }

    /// A scalar that says something, whatever is made of it. Its kana are in one piece: as macOS writes them, が in two, no
    /// name would be found.
    pub(super) fn scalar(&mut self, node: &Node, head: Span) -> Option<Spanned<String>> {
        let text = self.typed(node, head, false)?;
        let text = self.short(text, LINE)?;
        Some(Spanned::new(text.value.nfc().collect(), text.span))
    }

    /// A text for documents.
    pub(super) fn text(&mut self, node: &Node, head: Span) -> Option<Spanned<String>> {
        let text = self.typed(node, head, true)?;
        let text = self.short(text, self.longest)?;
        self.say(&text, Sort::Text);
        Some(text)
    }

    /// The text under `key`, if it stands there.
    pub(super) fn text_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<String>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        self.under(key, |r| r.within(key, |r| r.text(node, head)))
    }

    /// The text under a key that must be there. Where it fails, an empty text keeps its place.
    pub(super) fn text_required(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Spanned<String> {
        self.required(fields, key, Self::text)
    }

    /// The name of something else under `key`, if it stands there.
    pub(super) fn name_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<String>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        self.under(key, |r| r.scalar(node, head))
    }

    /// The name under a key that must be there. Where it fails, an empty one keeps its place.
    pub(super) fn name_required(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Spanned<String> {
        self.required(fields, key, Self::scalar)
    }

    fn required(&mut self, fields: &mut Fields<'_>, key: &'static str, read: ReadScalar) -> Spanned<String> {
        let head = fields.key_span(key);
        let text = self.under(key, |r| {
            let node = r.require(fields, key)?;
            r.within(key, |r| read(r, node, head))
        });
        text.unwrap_or_else(|| Spanned::new(String::new(), head))
    }

    /// A list of scalars, none twice.
    fn scalars(&mut self, node: &Node, head: Span, read: ReadScalar) -> Vec<Spanned<String>> {
        let mut texts: Vec<Spanned<String>> = Vec::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for item in self.list(node, head) {
            let Some(text) = read(self, item, item.span) else {
                continue;
            };
            match seen.get(&text.value) {
                Some(first) => self.fault(listed_twice(&text, *first)),
                None => {
                    seen.insert(text.value.clone(), text.span);
                    texts.push(text);
                }
            }
        }
        texts
    }

    /// A list of texts for documents, none twice.
    pub(super) fn texts(&mut self, node: &Node, head: Span) -> Vec<Spanned<String>> {
        self.scalars(node, head, Self::text)
    }

    /// The list of texts under `key`, if it stands there.
    pub(super) fn texts_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        Some(self.under(key, |r| r.within(key, |r| r.texts(node, head))))
    }

    /// The list of names under `key`, none twice, if it stands there.
    pub(super) fn names_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        Some(self.under(key, |r| r.scalars(node, head, Self::scalar)))
    }

    /// One of a fixed set of words.
    pub(super) fn word<T: Copy>(&mut self, node: &Node, head: Span, words: &[(&str, T)]) -> Option<Spanned<T>> {
        self.word_of(node, head, words, |_| true)
    }

    /// The same; only those that are `shown` are offered for one that nobody knows.
    pub(super) fn word_of<T: Copy>(
        &mut self,
        node: &Node,
        head: Span,
        words: &[(&str, T)],
        shown: impl Fn(T) -> bool,
    ) -> Option<Spanned<T>> {
        let text = match &node.kind {
            // `range: ~`
            Kind::Null(word) if words.iter().any(|(known, _)| known == word) => Spanned::new(word.clone(), node.span),
            _ => self.scalar(node, head)?,
        };
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let offered = words.iter().filter(|(_, value)| shown(*value));
            let allowed: Vec<&str> = offered.map(|(word, _)| *word).collect();
            self.fault(not_allowed(&text, &allowed));
        }
        found.map(|(_, value)| Spanned::new(*value, text.span))
    }

    /// The word under `key`, if it stands there.
    pub(super) fn word_at<T: Copy>(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        self.under(key, |r| r.word(node, head, words))
    }

    /// When something happened, under a key that must be there.
    pub(super) fn event_required(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<When>> {
        let head = fields.key_span(key);
        let node = self.require(fields, key)?;
        let text = self.scalar(node, head)?;
        self.read(&text, input::event, MOMENT)
    }

    /// The time under `key`, as far as it is known, if it stands there.
    pub(super) fn when_at(&mut self, fields: &mut Fields<'_>, key: &'static str, end: End) -> Option<Spanned<When>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        let text = self.scalar(node, head)?;
        self.read(&text, |text| input::when(text, end), WHEN)
    }

    /// `publish: 2021-04-01`, or `2021-04-01 09:00`.
    pub(super) fn publish_at(&mut self, fields: &mut Fields<'_>) -> Option<Spanned<When>> {
        let head = fields.key_span("publish");
        let node = fields.take("publish")?;
        let text = self.scalar(node, head)?;
        self.read(&text, input::instant, PUBLISH)
    }

    /// The time under a key that must be there.
    pub(super) fn when_required(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        end: End,
    ) -> Option<Spanned<When>> {
        match fields.has(key) {
            true => self.when_at(fields, key, end),
            false => {
                self.require(fields, key);
                None
            }
        }
    }

    /// Start and end, both given, from a mapping or from one string `start .. end`.
    pub(super) fn range(&mut self, node: &Node) -> Option<RangeRecord> {
        if let Kind::Scalar(_) = node.kind {
            let (start, end) = self.range_text(node)?;
            let Some(end) = end else {
                self.fault(missing_end(node.span, &start));
                return None;
            };
            return Some(RangeRecord {
                span: node.span,
                start,
                end,
            });
        }
        let mut fields = self.entry(node)?;
        let span = fields.span;
        let start = self.when_required(&mut fields, "start", End::Start);
        let end = self.end_of(&mut fields, start.as_ref(), true);
        self.finish(fields);
        let (start, end) = (start?, end?);
        self.ordered(&start, &end);
        Some(RangeRecord { span, start, end })
    }

    /// Start and end from one string; the end may be open.
    pub(super) fn range_text(&mut self, node: &Node) -> Option<(Spanned<When>, Option<Spanned<When>>)> {
        let text = self.scalar(node, node.span)?;
        let range = self.read(&text, input::range, RANGE)?;
        let start = Spanned::new(range.value.0, text.span);
        let end = range.value.1.map(|end| Spanned::new(end, text.span));
        if let Some(end) = &end {
            self.ordered(&start, end);
        }
        Some((start, end))
    }

    /// The end of a stretch: what stands under `end`; without, a start that names a day or a month is its end as well.
    pub(super) fn end_of(
        &mut self,
        fields: &mut Fields<'_>,
        start: Option<&Spanned<When>>,
        required: bool,
    ) -> Option<Spanned<When>> {
        let whole = start.and_then(|start| Some(Spanned::new(start.value.finish()?, start.span)));
        let head = fields.key_span("end");
        match (fields.take("end"), whole) {
            (Some(node), _) => {
                let text = self.scalar(node, head)?;
                self.read(&text, |text| input::when(text, End::Finish), WHEN)
            }
            (None, whole @ Some(_)) if required => whole,
            (None, _) if !required => None,
            // A start that could not be read may be a day or a month.
            (None, _) if start.is_none() && fields.has("start") => None,
            (None, _) => {
                match start.and_then(|start| some_hours_later(start.value)) {
                    Some(end) => {
                        self.require_like(fields, "end", &format!("end: {}", end.format(TYPED)));
                    }
                    None => {
                        self.require(fields, "end");
                    }
                }
                None
            }
        }
    }

    /// Reports an end that does not come after its start, and one of two ends that lacks its time of day.
    pub(super) fn ordered(&mut self, start: &Spanned<When>, end: &Spanned<When>) {
        let day = |when: &Spanned<When>| matches!(when.value.grain, Grain::Day(_));
        let open = matches!(end.value.grain, Grain::Open(_));
        if !open && end.value.at <= start.value.at {
            self.fault(end_before_start(start, end));
        } else if (end.value.day() - start.value.day()).num_days() > 1 {
            // 12月25日15:00から1月4日 is said; of two neighbouring days a time of day was forgotten.
        } else if day(start) && end.value.has_clock() {
            self.fault(no_time_of_day(start));
        } else if day(end) && start.value.has_clock() && start.span != end.span {
            self.fault(no_time_of_day(end));
        }
    }

    /// `2021-04` or `2021-04-01`.
    pub(super) fn issued(&mut self, node: &Node, head: Span) -> Option<Spanned<Issued>> {
        let text = self.scalar(node, head)?;
        let read = |t: &str| match input::month(t) {
            Ok(month) => Ok(Issued::Month(month)),
            Err(InputFault::Notation) => input::date(t).map(Issued::Day),
            Err(fault) => Err(fault),
        };
        self.read(&text, read, ISSUED)
    }

    /// A whole number from 1.
    pub(super) fn ordinal(&mut self, node: &Node, head: Span) -> Option<Spanned<usize>> {
        let text = self.scalar(node, head)?;
        match number(&text.value) {
            Some(n @ 1..) => Some(Spanned::new(n as usize, text.span)),
            _ => {
                self.fault(bad_number(&text, "1から始まる番号", "a number from 1", "3"));
                None
            }
        }
    }

    /// `+09:00`, in minutes east of UTC.
    pub(super) fn zone(&mut self, node: &Node, head: Span) -> Option<Spanned<i32>> {
        let text = self.scalar(node, head)?;
        match offset(&text.value) {
            Some(minutes) => Some(Spanned::new(minutes, text.span)),
            None => {
                self.fault(bad_number(&text, "時差", "an offset from UTC", "\"+09:00\""));
                None
            }
        }
    }

    /// A date, a time or a range by `read`; what was typed is noted.
    pub(super) fn read<T>(
        &mut self,
        text: &Spanned<String>,
        read: impl Fn(&str) -> Result<T, InputFault>,
        form: Form,
    ) -> Option<Spanned<T>> {
        match read(&text.value) {
            Ok(value) => {
                self.dates.push(text.clone());
                Some(Spanned::new(value, text.span))
            }
            Err(fault) => {
                self.fault(unreadable(text, &fault, form, &|text| read(text).err()));
                None
            }
        }
    }
}

/// How a moment is typed.
const TYPED: &str = "%Y-%m-%d %H:%M";

/// An end for an example: what starts at a time of day ends the same night.
fn some_hours_later(start: When) -> Option<chrono::NaiveDateTime> {
    let later = || start.at.checked_add_signed(chrono::TimeDelta::hours(3));
    start.has_clock().then(later).flatten()
}

/// The fault of a stretch typed as one text, without its end.
pub(super) fn missing_end(span: Span, start: &Spanned<When>) -> Diagnostic {
    let Some(end) = some_hours_later(start.value) else {
        return missing_key(span, "end");
    };
    let (start, end) = (start.value.at.format(TYPED), end.format(TYPED));
    codes::MISSING_KEY.at(
        span,
        Message::new("終わりの日時がありません", "the end is missing"),
        Message::new(
            format!("「{start} .. {end}」のように、終わりも書いてください"),
            format!("write the end as well, as in `{start} .. {end}`"),
        ),
    )
}

/// A number of at most six half-width digits.
pub(super) fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let plain = !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// 約 or 最大 before an amount, or 程度, 以上, 未満, 以内 behind it, and the amount. `None` where one thing is said twice
/// (最大10分以内); 最大2時間程度 says two things: it is kept as the longest there will be.
pub(super) fn bounded(text: &str) -> Option<(Bound, &str)> {
    let text = text.trim();
    let before = Bound::MARKS
        .iter()
        .find_map(|(mark, bound)| Some((*bound, text.strip_prefix(mark)?)));
    let (before, rest) = before.unwrap_or((Bound::Exact, text));
    let behind = Bound::BEHIND
        .iter()
        .find_map(|(mark, bound)| Some((*bound, rest.strip_suffix(mark)?)));
    let (behind, rest) = behind.unwrap_or((Bound::Exact, rest));
    let bound = match (before, behind) {
        (bound, Bound::Exact) | (Bound::Exact, bound) | (bound @ Bound::AtMost, Bound::Roughly) => bound,
        _ => return None,
    };
    Some((bound, rest.trim()))
}

fn offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let whole = (hours <= 14 && minutes <= 59).then_some(hours * 60 + minutes)?;
    Some(sign * whole.cast_signed())
}

fn not_allowed(text: &Spanned<String>, allowed: &[&str]) -> Diagnostic {
    let (ja, en) = wording::words(allowed.iter().copied());
    let meant = suggest::nearest(&text.value, allowed.iter().copied());
    let (meant_ja, meant_en) = meant.map_or((String::new(), String::new()), |m| {
        (format!("「{m}」のことですか? "), format!("did you mean `{m}`? "))
    });
    codes::NOT_ALLOWED.at(
        text.span,
        Message::new(
            format!("「{}」は選べません", text.value),
            format!("`{}` is not allowed here", text.value),
        ),
        Message::new(
            format!("{meant_ja}選べる値: {ja}"),
            format!("{meant_en}values allowed: {en}"),
        ),
    )
}

pub(super) fn bad_number(text: &Spanned<String>, ja: &str, en: &str, example: &str) -> Diagnostic {
    let typed = &text.value;
    codes::NUMBER.at(
        text.span,
        Message::new(
            format!("「{typed}」は{ja}として読めません"),
            format!("`{typed}` cannot be read as {en}"),
        ),
        Message::new(
            format!("半角で {example} のように書いてください"),
            format!(
                "write it half-width, like {}",
                example.replace(" または ", " or ").replace('、', ", ")
            ),
        ),
    )
}

pub(super) fn listed_twice(text: &Spanned<String>, first: Span) -> Diagnostic {
    codes::LISTED_TWICE
        .at(
            text.span,
            Message::new(
                format!("「{}」が2回書かれています", text.value),
                format!("`{}` is listed twice", text.value),
            ),
            Message::new("どちらか一方を消してください", "remove one of them"),
        )
        .with_related(first, Message::new("最初はここです", "first listed here"))
}
