//! What a house has of its own: the templates that it takes where a record names none, passages, keys for its templates.

use super::fields::Fields;
use super::reader::Reader;
use super::values::SWITCH;
use crate::diagnostic::{Message, Span, Spanned};
use crate::document::envelope::Envelope;
use crate::record::codes;
use crate::record::kind::KINDS;
use crate::record::node::{Kind, Node};
use crate::record::schema::{
    Across, ExtraRecord, LetterheadRecord, Named, Paper, PictureRecord, SealRecord, TemplateRecord,
};
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;

pub(in crate::record) const PLACES: &[(&str, Across)] = &[
    ("left", Across::Start),
    ("centre", Across::Centre),
    ("right", Across::End),
];

/// The least and the greatest width of a picture, tenths of a millimetre.
const WIDTHS: RangeInclusive<u32> = 50..=1700;

/// The least and the greatest margin, tenths of a millimetre: page numbers stand below the type area, and printers do not
/// reach the edge.
const MARGINS: RangeInclusive<u32> = 180..=600;

/// The least and the greatest size of the body, tenths of a point.
const SIZES: RangeInclusive<u32> = 90..=140;

const SIDES: [&str; 4] = ["top", "right", "bottom", "left"];

/// What a window without a name must say, with examples.
const WINDOW: [(&str, &str); 4] = [("left", "22mm"), ("top", "12mm"), ("width", "90mm"), ("height", "45mm")];

/// How far the sheet can slide, with examples.
const PLAYS: [(&str, &str); 2] = [("across", "25mm"), ("down", "21mm")];

/// The least and the greatest measure of a window, tenths of a millimetre.
const LENGTHS: RangeInclusive<u32> = 50..=2970;

/// How far a sheet may slide, tenths of a millimetre.
const PLAY: RangeInclusive<u32> = 0..=500;

pub(in crate::record) const FACES: &[(&str, bool)] = &[("mincho", false), ("gothic", true)];

/// How wide small tables are, and whether that is what stands in them.
pub(in crate::record) const TABLES: &[(&str, bool)] = &[("full", false), ("natural", true)];

impl Reader {
    /// `letterhead`.
    pub(super) fn letterhead_at(&mut self, fields: &mut Fields<'_>) -> Option<LetterheadRecord> {
        let head = fields.key_span("letterhead");
        let node = fields.take("letterhead")?;
        self.under("letterhead", |r| {
            let mut fields = r.fields(node, head)?;
            let f = &mut fields;
            let logo_head = f.key_span("logo");
            let logo = f.take("logo").and_then(|node| r.picture(node, logo_head, true));
            let lines = r.texts_at(f, "lines").unwrap_or_default();
            r.finish(fields);
            Some(LetterheadRecord { logo, lines })
        })
    }

    /// `seal`: `omitted`, or its picture.
    pub(super) fn seal_at(&mut self, fields: &mut Fields<'_>) -> Option<SealRecord> {
        let head = fields.key_span("seal");
        let node = fields.take("seal")?;
        self.under("seal", |r| match node.kind {
            Kind::Mapping(_) => r.picture(node, head, false).map(SealRecord::Picture),
            _ => {
                let word = r.word(node, head, &[("omitted", ())])?;
                Some(SealRecord::Omitted(word.span))
            }
        })
    }

    fn picture(&mut self, node: &Node, head: Span, placed: bool) -> Option<PictureRecord> {
        let mut fields = self.fields(node, head)?;
        let f = &mut fields;
        let file = self.require(f, "file").and_then(|node| self.scalar(node, head));
        let alt = self.require(f, "alt").and_then(|node| self.scalar(node, head));
        let width_head = f.key_span("width");
        let width = f.take("width").and_then(|node| self.scalar(node, width_head));
        let width = width.and_then(|typed| {
            let tenths = self.tenths(&typed, "mm", WIDTHS, "30mm")?;
            Some(Spanned::new(tenths, typed.span))
        });
        let place = if placed { self.word_at(f, "place", PLACES) } else { None };
        self.finish(fields);
        Some(PictureRecord {
            file: file?,
            alt: alt?,
            width,
            place,
        })
    }

    /// A length of `unit`, `30mm`, as tenths within `bounds`.
    fn tenths(
        &mut self,
        typed: &Spanned<String>,
        unit: &str,
        bounds: RangeInclusive<u32>,
        example: &str,
    ) -> Option<u32> {
        let folded: String = typed.value.nfkc().collect::<String>().to_lowercase();
        let number = folded.trim().trim_end_matches(unit).trim();
        let (least, most) = (f64::from(*bounds.start()), f64::from(*bounds.end()));
        let tenths = number.parse::<f64>().ok().map(|number| number * 10.0);
        let tenths = tenths.filter(|tenths| (least..=most).contains(tenths));
        if tenths.is_none() {
            let (least, most) = (least / 10.0, most / 10.0);
            self.fault(codes::NUMBER.at(
                typed.span,
                Message::new(
                    format!("「{}」は長さとして読めないか、大きすぎるか、小さすぎます", typed.value),
                    format!("`{}` is no length, or is too great or too small", typed.value),
                ),
                Message::new(
                    format!("{least}{unit} から {most}{unit} までを、{example} のように書いてください"),
                    format!("write a length from {least}{unit} to {most}{unit}, like {example}"),
                ),
            ));
        }
        // Within the bounds.
        tenths.map(|tenths| tenths.round() as u32)
    }

    /// `paper`: margins, size of type and face of letters.
    pub(super) fn paper_at(&mut self, fields: &mut Fields<'_>) -> Paper {
        let head = fields.key_span("paper");
        let Some(node) = fields.take("paper") else {
            return Paper::default();
        };
        self.under("paper", |r| {
            let Some(mut fields) = r.fields(node, head) else {
                return Paper::default();
            };
            let f = &mut fields;
            let mut paper = Paper::default();
            let margins_head = f.key_span("margins");
            if let Some(mut sides) = f.take("margins").and_then(|node| r.fields(node, margins_head)) {
                for (margin, side) in paper.margins.iter_mut().zip(SIDES) {
                    *margin = r.length(&mut sides, side, "mm", MARGINS, "25mm");
                }
                r.finish(sides);
            }
            paper.type_size = r.length(f, "type_size", "pt", SIZES, "11pt");
            paper.gothic = r.word_at(f, "face", FACES).is_some_and(|gothic| gothic.value);
            paper.envelope = r.envelope_at(f);
            paper.natural_tables = r.word_at(f, "tables", TABLES).is_some_and(|natural| natural.value);
            r.finish(fields);
            paper
        })
    }

    /// `envelope`: the name of one, or a window's own measures.
    fn envelope_at(&mut self, fields: &mut Fields<'_>) -> Option<Envelope> {
        let head = fields.key_span("envelope");
        let node = fields.take("envelope")?;
        self.under("envelope", |r| {
            let Kind::Mapping(_) = node.kind else {
                return Some(r.word(node, head, Envelope::PRESETS)?.value);
            };
            let mut fields = r.fields(node, head)?;
            let f = &mut fields;
            let named = f.has("preset");
            let preset = r.word_at(f, "preset", Envelope::PRESETS).map(|preset| preset.value);
            let [left, top, width, height] = WINDOW.map(|(key, example)| {
                // A named envelope has a window; what is said besides takes the place of its measures.
                if !named && !f.has(key) {
                    r.require_like(f, key, example);
                }
                r.length(f, key, "mm", LENGTHS, example)
            });
            let fold = r.length(f, "fold", "mm", LENGTHS, "99mm");
            let [across, down] = PLAYS.map(|(key, example)| r.length(f, key, "mm", PLAY, example));
            let fold_marks = r.word_at(f, "fold_marks", SWITCH).is_some_and(|marks| marks.value);
            r.finish(fields);
            let [most_across, most_down] = Envelope::greatest_play(fold.unwrap_or_default());
            let base = preset.unwrap_or(Envelope {
                left: 0,
                top: 0,
                width: 0,
                height: 0,
                across: most_across,
                down: most_down,
                fold: 0,
                fold_marks: false,
            });
            // A sheet that is folded farther down has less room to slide in the same envelope.
            let folded = |fold: u16| (base.down + base.fold).saturating_sub(fold);
            let less = fold.filter(|_| base.fold > 0).map(folded);
            Some(Envelope {
                left: left.unwrap_or(base.left),
                top: top.unwrap_or(base.top),
                width: width.unwrap_or(base.width),
                height: height.unwrap_or(base.height),
                across: across.unwrap_or(base.across),
                down: down.or(less).unwrap_or(base.down),
                fold: fold.unwrap_or(base.fold),
                fold_marks,
            })
        })
    }

    fn length(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        unit: &str,
        bounds: RangeInclusive<u32>,
        example: &str,
    ) -> Option<u16> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        let typed = self.scalar(node, head)?;
        let tenths = self.tenths(&typed, unit, bounds, example)?;
        u16::try_from(tenths).ok()
    }

    /// A template's name under `key`: one for all kinds of records, or one for each kind.
    pub(super) fn templates_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> TemplateRecord {
        let head = fields.key_span(key);
        let Some(node) = fields.take(key) else {
            return TemplateRecord::default();
        };
        self.under(key, |r| {
            let Kind::Mapping(_) = node.kind else {
                return TemplateRecord {
                    all: r.template_name(key, node, head),
                    of_kinds: Vec::new(),
                };
            };
            let mut template = TemplateRecord::default();
            let Some(mut fields) = r.fields(node, head) else {
                return template;
            };
            for row in KINDS {
                let head = fields.key_span(row.word);
                let name = fields.take(row.word).and_then(|node| r.template_name(key, node, head));
                template.of_kinds.extend(name.map(|name| (row.kind, name)));
            }
            r.finish(fields);
            template
        })
    }

    /// The name of one template under `key`.
    pub(super) fn template_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<String>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        self.under(key, |r| r.template_name(key, node, head))
    }

    fn template_name(&mut self, key: &'static str, node: &Node, head: Span) -> Option<Spanned<String>> {
        let name = self.scalar(node, head)?;
        self.name_of_files(key, &name);
        Some(name)
    }

    /// `extra`: texts, lists and mappings of texts by names of the operator's own.
    pub(super) fn extra_at(&mut self, fields: &mut Fields<'_>) -> Named<ExtraRecord> {
        let head = fields.key_span("extra");
        let Some(node) = fields.take("extra") else {
            return Vec::new();
        };
        self.under("extra", |r| {
            r.named(node, head, |r, key, value| r.extra(key.span, value))
        })
    }

    fn extra(&mut self, head: Span, node: &Node) -> ExtraRecord {
        match &node.kind {
            Kind::Sequence(_) => ExtraRecord::List(self.texts(node, head)),
            Kind::Mapping(_) => {
                let named = self.named(node, head, |r, key, value| r.text(value, key.span));
                let whole = named.into_iter().filter_map(|(key, text)| Some((key, text?)));
                ExtraRecord::Named(whole.collect())
            }
            _ => {
                let text = self.text(node, head);
                ExtraRecord::Text(text.unwrap_or_else(|| Spanned::new(String::new(), node.span)))
            }
        }
    }
}
