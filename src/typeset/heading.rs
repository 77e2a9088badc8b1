//! Titles and headings.

use super::block::one_line;
use super::fault::LayoutFault;
use super::flow::{Keep, Strip, Unit, unit};
use super::font::Face;
use super::line::Setting;
use super::page::Role;
use super::setter::{Frame, Manner, Setter};
use crate::document::{Inline, Text};

/// How much smaller a title may be set to stand on one line.
const LEAST_TITLE: f64 = 0.88;

/// What a title on one line leaves free of the measure, em: one that fills it looks like a line of the text.
const TITLE_ROOM: f64 = 2.0;

impl Setter<'_> {
    /// The title (件名): centred, in Gothic; in an appendix of the size of a heading.
    pub(super) fn title(&mut self, text: &Text, frame: &Frame, level: u8) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Heading(level + 1));
        let words = one_line(text);
        let size = if level == 0 {
            self.measures.title
        } else {
            self.measures.heading
        };
        let (size, text) = &self.fitted_title(text, size, frame.width)?;
        let size = *size;
        let own = Frame {
            size,
            // In an appendix title and spaces are whole lines of the grid: nothing is left to be placed.
            pitch: if level == 0 { size * 1.5 } else { frame.pitch },
            face: Face::Gothic,
            manner: Manner::Centred,
            ..frame.clone()
        };
        let mut strips = self.text(text, &own, Setting::Centre, node)?;
        if let Some(first) = strips.first_mut() {
            first.before = self.measures.pitch * if level == 0 { 1.0 } else { 0.5 };
            first.outline = Some((level + 1, words));
        }
        if let Some(last) = strips.last_mut() {
            last.after = 0.5 * self.measures.pitch;
        }
        for strip in &mut strips {
            strip.leads = true;
            strip.lines = f64::from(level.min(1));
        }
        Ok(strips.into_iter().map(|s| unit(s, Keep::Never)).collect())
    }

    /// A title a little too wide for one line and some room beside it is set a little smaller; a wider one ends its first line at a typed
    /// full-width space where both lines then fit.
    fn fitted_title(&self, text: &Text, size: f64, width: f64) -> Result<(f64, Text), LayoutFault> {
        let natural = self.widths(text, Face::Gothic)?.natural;
        let least = (LEAST_TITLE * size).max(self.measures.size);
        for room in [width - TITLE_ROOM * size, width] {
            let fitting = (room / natural.max(1.0) * 10.0).floor() / 10.0;
            if fitting >= least {
                return Ok((fitting.min(size), text.clone()));
            }
        }
        let mut best: Option<(f64, Text)> = None;
        for (i, inline) in text.iter().enumerate() {
            let Inline::Text(words) = inline else { continue };
            for (at, space) in words.match_indices('\u{3000}') {
                let mut parted = text[..i].to_vec();
                parted.push(Inline::Text(words[..at].to_owned()));
                parted.push(Inline::Break);
                parted.push(Inline::Text(words[at + space.len()..].to_owned()));
                parted.extend_from_slice(&text[i + 1..]);
                let wide = self.widths(&parted, Face::Gothic)?.natural;
                if wide * size <= width && best.as_ref().is_none_or(|(least, _)| wide < *least) {
                    best = Some((wide, parted));
                }
            }
        }
        Ok((size, best.map_or_else(|| text.clone(), |(_, parted)| parted)))
    }

    /// A heading with its label: Gothic, half a line of space before at least and none after, kept with what follows.
    pub(super) fn heading(
        &mut self,
        depth: u8,
        label: Option<&str>,
        text: &Text,
        frame: &Frame,
        level: u8,
    ) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Heading(depth.saturating_add(level + 1).min(6)));
        let body = frame.manner == Manner::Body;
        let size = if depth <= 1 && body {
            self.measures.heading
        } else {
            frame.size
        };
        let own = Frame {
            size,
            face: Face::Gothic,
            manner: if body { Manner::Small } else { frame.manner },
            ..frame.clone()
        };
        let strips = match label {
            Some(label) => self.hanging(label, text, &own, node, node)?,
            None => self.text(text, &own, Setting::Start { indent: 0.0, hang: 0.0 }, node)?,
        };
        let mut strips: Vec<Strip> = strips;
        let count = strips.len();
        for (i, strip) in strips.iter_mut().enumerate() {
            strip.lines = if body { 1.0 } else { 0.0 };
            strip.leads = true;
            if i == 0 && body {
                strip.before = 0.5 * self.measures.pitch;
                let words = one_line(text);
                let title = label.map_or(words.clone(), |l| format!("{l} {words}"));
                strip.outline = Some((depth.saturating_add(level + 1).min(6), title));
            }
            if i + 1 == count {
                strip.after = 0.0;
            }
        }
        Ok(strips.into_iter().map(|s| unit(s, Keep::Never)).collect())
    }
}
