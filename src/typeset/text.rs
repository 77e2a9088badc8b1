//! From running text to strips: pieces for the line composer, structure nodes for marks and links, and the composer's
//! lines drawn at their place.

use std::sync::Arc;

use super::compose::{Composer, Wholes, widths};
use super::fault::LayoutFault;
use super::flow::{Strip, rule};
use super::font::{Face, Fonts};
use super::line::{Line, Piece, PieceKind, Setting, TextFault, Widths};
use super::page::{Glyph, GlyphRun, Item, ItemKind, Role, Tag};
use super::phrase::PARTED_MARK;
use super::setter::{ASCENT, Frame, Manner, Setter};
use super::whole;
use crate::document::address::allowed;
use crate::document::{Form, Inline, plain};

/// What pieces of a text belong to: the structure node and the link of each owner number.
struct Owner {
    tag: Tag,
    /// Of the reading above it, where there is one.
    reading: Option<Tag>,
    url: Option<String>,
    /// It is new: underlined.
    underlined: bool,
}

/// What holds for all that stands within an inline: the face, the link, whether it is underlined.
#[derive(Clone, Copy)]
struct Within<'t> {
    face: Face,
    figures: bool,
    url: Option<&'t str>,
    underlined: bool,
}

impl Setter<'_> {
    /// `text` set in `frame`, one strip per line, everything tagged `node` or its children.
    pub(super) fn text(
        &mut self,
        text: &[Inline],
        frame: &Frame,
        setting: Setting,
        node: usize,
    ) -> Result<Vec<Strip>, LayoutFault> {
        let mut owners = Vec::new();
        let mut pieces = Vec::new();
        let within = Within {
            face: frame.face,
            figures: frame.figures,
            url: None,
            underlined: false,
        };
        self.pieces(text, within, node, &mut owners, &mut pieces);
        let fault = |fault| LayoutFault::Text {
            fault,
            text: plain(text),
        };
        let measure = frame.width / frame.size;
        let (lines, shift) = settle(&pieces, measure, setting, self.fonts).map_err(fault)?;
        Ok(lines
            .iter()
            .map(|line| self.strip(line, frame, shift * frame.size, &owners))
            .collect())
    }

    /// A label as one line at the frame's head.
    pub(super) fn label(&mut self, label: &str, frame: &Frame, node: usize) -> Result<Strip, LayoutFault> {
        let start = Setting::Start { indent: 0.0, hang: 0.0 };
        // A middle dot alone is set half an em wide; as a label it stands in the middle of a whole em.
        let inset = if label == "・" { frame.size / 4.0 } else { 0.0 };
        let wide = Frame {
            x: frame.x + inset,
            width: frame.width.max(self.width_of(label, frame.face)? * frame.size + 0.1),
            ..frame.clone()
        };
        let strips = self.text(&[Inline::Text(label.to_owned())], &wide, start, node)?;
        Ok(strips.into_iter().next().unwrap_or_default())
    }

    /// Whether dates, times of day and telephone numbers are bold: on FAX sheets, where noise eats thin strokes.
    pub(super) fn bold_figures(&self) -> bool {
        self.measures.form == Form::Fax
    }

    /// Natural width of plain characters, em.
    pub(super) fn width_of(&self, text: &str, face: Face) -> Result<f64, LayoutFault> {
        Ok(self.widths(&[Inline::Text(text.to_owned())], face)?.natural)
    }

    /// Natural and least width of a text, em.
    pub(super) fn widths(&self, text: &[Inline], face: Face) -> Result<Widths, LayoutFault> {
        self.widths_with(text, face, false)
    }

    /// The same, with `figures` of one width or not.
    pub(super) fn widths_with(&self, text: &[Inline], face: Face, figures: bool) -> Result<Widths, LayoutFault> {
        let mut pieces = Vec::new();
        plain_pieces(text, face, figures, self.bold_figures(), &mut pieces);
        widths(&pieces, self.fonts).map_err(|fault| LayoutFault::Text {
            fault,
            text: plain(text),
        })
    }

    /// The widths of pieces that belong to `text`, with its widest phrase and word: what a column needs so that none is parted.
    pub(super) fn widths_and_wholes(&self, pieces: &[Piece], text: &[Inline]) -> Result<(Widths, Wholes), LayoutFault> {
        let key = pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>();
        let same = |kept: &Vec<Piece>| kept == pieces;
        let make = || {
            let composer = Composer::new(pieces, self.fonts).map_err(|fault| LayoutFault::Text {
                fault,
                text: plain(text),
            })?;
            Ok((composer.widths(), composer.wholes()))
        };
        let asked = self.standing.asked.get(&key, same, || pieces.to_vec(), make)?;
        Ok(*asked)
    }

    fn pieces(
        &mut self,
        text: &[Inline],
        within: Within<'_>,
        node: usize,
        owners: &mut Vec<Owner>,
        pieces: &mut Vec<Piece>,
    ) {
        let Within {
            face,
            figures,
            url,
            underlined,
        } = within;
        let owner = owners.len();
        owners.push(Owner {
            tag: self.tag(node),
            reading: None,
            url: url.map(str::to_owned),
            underlined,
        });
        for inline in text {
            match inline {
                Inline::Text(t) => put(t, face, text_kind(t, url, figures), owner, self.bold_figures(), pieces),
                Inline::Break => pieces.push(piece("\n", face, PieceKind::Normal, owner)),
                Inline::Strong(inner) => {
                    let child = self.node(node, Role::Span);
                    let within = Within {
                        face: Face::Bold,
                        ..within
                    };
                    self.pieces(inner, within, child, owners, pieces);
                }
                Inline::New(inner) => {
                    let child = self.node(node, Role::Span);
                    let within = Within {
                        underlined: true,
                        ..within
                    };
                    self.pieces(inner, within, child, owners, pieces);
                }
                Inline::Link { url, text: inner } if !allowed(url) => {
                    self.pieces(inner, Within { url: None, ..within }, node, owners, pieces);
                }
                Inline::Link { url, text: inner } => {
                    let child = self.node(node, Role::Link { url: url.clone() });
                    let within = Within {
                        url: Some(url),
                        ..within
                    };
                    self.pieces(inner, within, child, owners, pieces);
                }
                Inline::NoteMark { label } => {
                    let child = self.node(node, Role::Reference);
                    owners.push(Owner {
                        tag: self.tag(child),
                        reading: None,
                        url: None,
                        underlined,
                    });
                    pieces.push(piece(label, face, PieceKind::Raised, owners.len() - 1));
                }
                Inline::Ruby { base, reading } => {
                    let child = self.node(node, Role::Ruby);
                    let (base_node, reading_node) =
                        (self.node(child, Role::RubyBase), self.node(child, Role::RubyText));
                    owners.push(Owner {
                        tag: self.tag(base_node),
                        reading: Some(self.tag(reading_node)),
                        url: url.map(str::to_owned),
                        underlined,
                    });
                    pieces.push(piece(base, face, PieceKind::Ruby(reading.clone()), owners.len() - 1));
                }
            }
        }
    }

    fn strip(&mut self, line: &Line, frame: &Frame, shift: f64, owners: &[Owner]) -> Strip {
        let baseline = (frame.pitch - frame.size) / 2.0 + ASCENT * frame.size;
        let left = frame.x + shift;
        let body = frame.manner == Manner::Body;
        let mut strip = Strip {
            height: frame.pitch,
            grid: body,
            lines: if body { 1.0 } else { 0.0 },
            ..Strip::default()
        };
        let mut items = Vec::with_capacity(line.runs.len());
        let mut link: Option<(usize, f64, f64)> = None;
        let mut underlined: Vec<(f64, f64)> = Vec::new();
        for run in &line.runs {
            let owner = &owners[run.owner];
            if let Some(first) = run.glyphs.first().filter(|_| owner.underlined && run.rise == 0.0) {
                let (from, to) = (left + first.x * frame.size, left + run.end * frame.size);
                match underlined.last_mut().filter(|(_, end)| from - *end < frame.size) {
                    Some((_, end)) => *end = to,
                    None => underlined.push((from, to)),
                }
            }
            if let (Some(url), Some(first)) = (&owner.url, run.glyphs.first()) {
                let from = left + first.x * frame.size;
                let to = left + run.end * frame.size;
                match &mut link {
                    Some((o, _, end)) if owners[*o].url.as_ref() == Some(url) => *end = to,
                    _ => {
                        items.extend(link_area(link.take(), owners, baseline, frame.size));
                        link = Some((run.owner, from, to));
                    }
                }
            } else {
                items.extend(link_area(link.take(), owners, baseline, frame.size));
            }
            items.push(Item {
                tag: owner.reading.filter(|_| run.rise > 0.0).unwrap_or(owner.tag),
                kind: ItemKind::Glyphs(GlyphRun {
                    font: run.font,
                    size: frame.size * run.scale,
                    y: baseline - run.rise * frame.size,
                    glyphs: run
                        .glyphs
                        .iter()
                        .map(|g| Glyph {
                            id: g.id,
                            x: left + g.x * frame.size,
                            text: g.text.clone(),
                        })
                        .collect(),
                    text: run.text.clone(),
                }),
            });
            if let Tag::Node(n) = owner.tag
                && self.nodes[n].role == Role::Reference
            {
                strip.marks.push(run.text.clone());
            }
        }
        items.extend(link_area(link, owners, baseline, frame.size));
        let (below, thickness) = (baseline + UNDERLINE * frame.size, self.measures.rule);
        items.extend(
            underlined
                .iter()
                .map(|(from, to)| rule(*from, below, to - from, thickness)),
        );
        strip.items = Arc::new(items);
        if line.strained && !self.artifact {
            self.strained.push(strip.text());
        }
        self.tears |= line.tears;
        strip
    }
}

/// How far below the baseline an underline stands, em: just below the bodies of the characters.
const UNDERLINE: f64 = 1.0 - ASCENT + 0.04;

/// The clickable area of a stretch of a line that belongs to one link.
fn link_area(link: Option<(usize, f64, f64)>, owners: &[Owner], baseline: f64, size: f64) -> Option<Item> {
    let (owner, from, to) = link?;
    let Owner {
        tag: Tag::Node(_),
        url: Some(url),
        ..
    } = &owners[owner]
    else {
        return None;
    };
    Some(Item {
        tag: owners[owner].tag,
        kind: ItemKind::Link {
            x: from,
            y: baseline - ASCENT * size,
            width: to - from,
            height: size,
            url: url.clone(),
        },
    })
}

/// Puts a text into pieces; where `bold`, its dates, times of day and telephone numbers in Gothic are bold.
fn put(text: &str, face: Face, kind: PieceKind, owner: usize, bold: bool, pieces: &mut Vec<Piece>) {
    if !bold || face != Face::Gothic || kind == PieceKind::Url {
        return pieces.push(piece(text, face, kind, owner));
    }
    for (range, told) in whole::figures(text) {
        let face = if told { Face::Bold } else { face };
        pieces.push(piece(&text[range], face, kind.clone(), owner));
    }
}

fn piece(text: &str, face: Face, kind: PieceKind, owner: usize) -> Piece {
    Piece {
        text: text.to_owned(),
        face,
        kind,
        owner,
    }
}

/// A link whose text is an address is set as one; a link on words is set like words.
fn text_kind(text: &str, url: Option<&str>, figures: bool) -> PieceKind {
    match url {
        Some(url) if text.contains("://") || text == url || url.strip_prefix("mailto:") == Some(text) => PieceKind::Url,
        _ if figures => PieceKind::Figures,
        _ => PieceKind::Normal,
    }
}

/// The pieces of a text for measuring only.
pub(super) fn plain_pieces(text: &[Inline], face: Face, figures: bool, bold: bool, pieces: &mut Vec<Piece>) {
    for inline in text {
        match inline {
            Inline::Text(t) => put(t, face, text_kind(t, None, figures), 0, bold, pieces),
            Inline::Break => pieces.push(piece("\n", face, PieceKind::Normal, 0)),
            Inline::Strong(inner) => plain_pieces(inner, Face::Bold, figures, bold, pieces),
            Inline::New(inner) => plain_pieces(inner, face, figures, bold, pieces),
            Inline::Link { url, text: inner } => {
                for i in inner {
                    match i {
                        Inline::Text(t) => put(t, face, text_kind(t, Some(url), figures), 0, bold, pieces),
                        other => plain_pieces(std::slice::from_ref(other), face, figures, bold, pieces),
                    }
                }
            }
            Inline::NoteMark { label } => pieces.push(piece(label, face, PieceKind::Raised, 0)),
            Inline::Ruby { base, reading } => pieces.push(piece(base, face, PieceKind::Ruby(reading.clone()), 0)),
        }
    }
}

/// Composes, and for centred lines chooses the narrowest measure that needs no more lines, so that a title of two lines
/// is balanced; a ragged paragraph that would end in a scrap of a line is set a little narrower. Returns the lines and
/// how far they are moved to the right, em.
fn settle(pieces: &[Piece], measure: f64, setting: Setting, fonts: &Fonts) -> Result<(Vec<Line>, f64), TextFault> {
    let composer = Composer::new(pieces, fonts)?;
    let lines = composer.lines(measure, setting);
    if let (Setting::Centre, [line]) = (setting, lines.as_slice()) {
        let hung = mark_of_symbol(line).min(measure - line.end).max(0.0);
        return Ok((lines, hung));
    }
    if lines.len() < 2 || pieces.iter().any(|p| p.text.contains('\n')) {
        return Ok((lines, 0.0));
    }
    Ok(match setting {
        Setting::Centre => balanced(&composer, measure, lines),
        Setting::Start { hang, .. } => (without_scrap(&composer, measure, setting, hang, lines), 0.0),
        _ => (lines, 0.0),
    })
}

/// How far a line that is one symbol with a note's mark (△*1) is moved, em, so that the symbol stands in the middle as those
/// without a mark do; 0 for other lines.
fn mark_of_symbol(line: &Line) -> f64 {
    match line.runs.as_slice() {
        [symbol, marks @ ..] if symbol.rise == 0.0 && symbol.text.chars().count() == 1 => {
            let raised = !marks.is_empty() && marks.iter().all(|run| run.rise > 0.0);
            if raised { (line.end - symbol.end) / 2.0 } else { 0.0 }
        }
        _ => 0.0,
    }
}

/// Lines of another measure are no worse: not more of them, none strained, phrases parted no worse, no more dates and numbers torn.
fn as_good(tried: &[Line], lines: &[Line]) -> bool {
    let parted = |lines: &[Line]| lines.iter().map(|l| l.harm).sum::<f64>();
    let torn = |lines: &[Line]| lines.iter().filter(|l| l.tears).count();
    tried.len() <= lines.len()
        && !tried.iter().any(|l| l.strained)
        && parted(tried) <= parted(lines) + PARTED_MARK
        && torn(tried) <= torn(lines)
}

fn balanced(composer: &Composer<'_>, measure: f64, lines: Vec<Line>) -> (Vec<Line>, f64) {
    let (mut low, mut high) = ((measure / lines.len() as f64).max(1.0).min(measure), measure);
    let mut best = lines;
    while high - low > 0.25 {
        let middle = (low + high) / 2.0;
        let tried = composer.lines(middle, Setting::Centre);
        if as_good(&tried, &best) {
            best = tried;
            high = middle;
        } else {
            low = middle;
        }
    }
    (best, (measure - high) / 2.0)
}

fn without_scrap(composer: &Composer<'_>, measure: f64, setting: Setting, hang: f64, lines: Vec<Line>) -> Vec<Line> {
    let long_enough = |lines: &[Line]| lines.last().is_none_or(|l| l.end - hang >= SCRAP);
    if long_enough(&lines) {
        return lines;
    }
    for less in [1.0, 2.0, 3.0] {
        let narrower = measure - less;
        if narrower < 0.6 * measure {
            break;
        }
        let tried = composer.lines(narrower, setting);
        if !as_good(&tried, &lines) {
            break;
        }
        if long_enough(&tried) {
            return tried;
        }
    }
    lines
}

/// A last line shorter than this is a scrap (JLREQ leaves it open; two or three characters look lost in a cell), em.
const SCRAP: f64 = 3.2;
