//! What the templates of all layers have that one of them may name: templates, names that are set, blocks.

use super::expression;
use super::layer::Layer;
use super::tag::{Kind, Piece, pieces, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// What the templates of all layers have that one of them may name.
pub(super) struct Known<'a> {
    /// Their names.
    pub templates: BTreeSet<&'a str>,
    /// Names that some template sets, of letters and sheets, and of pages.
    pub set: [BTreeSet<&'a str>; 2],
    layers: &'a [(&'a Layer, &'a Named)],
}

/// What the templates of one layer have, as they write it.
#[derive(Debug, Default)]
pub(super) struct Named {
    set: [BTreeSet<String>; 2],
    /// The blocks of each template.
    blocks: BTreeMap<String, BTreeSet<String>>,
    /// What each is made of.
    parents: BTreeMap<String, String>,
    /// What each takes in.
    taken_in: BTreeMap<String, Vec<String>>,
}

/// How deep templates may take each other in: every step is one of the stack while they are rendered.
pub(super) const DEEPEST: usize = 20;

/// The height of a layer, and the name of a template there.
pub(super) type Place<'a> = (usize, &'a str);

impl Named {
    pub(super) fn of(layer: &Layer) -> Self {
        let mut named = Named::default();
        for (name, (_, text)) in &layer.texts {
            let page = usize::from(name.ends_with(".html"));
            for piece in pieces(text) {
                let Piece::Tag { kind, code, .. } = piece else { continue };
                let tokens = tokens(text, code);
                named.set[page].extend(expression::declared(text, &tokens).into_iter().map(str::to_string));
                let words: Vec<&str> = tokens.iter().map(|token| &text[token.range.clone()]).collect();
                match (kind, words.as_slice()) {
                    (Kind::Do, ["block", block, ..]) => {
                        named
                            .blocks
                            .entry(name.clone())
                            .or_default()
                            .insert((*block).to_string());
                    }
                    (Kind::Do, [word @ ("extends" | "include"), asked, ..]) => {
                        let asked = asked.trim_matches(['"', '\'', '`']).to_string();
                        if *word == "extends" {
                            named.parents.insert(name.clone(), asked.clone());
                        }
                        named.taken_in.entry(name.clone()).or_default().push(asked);
                    }
                    _ => {}
                }
            }
        }
        named
    }
}

impl<'a> Known<'a> {
    pub(super) fn of(layers: &'a [(&'a Layer, &'a Named)]) -> Self {
        let mut known = Known {
            templates: BTreeSet::new(),
            set: [BTreeSet::new(), BTreeSet::new()],
            layers,
        };
        for (layer, named) in layers {
            known.templates.extend(layer.texts.keys().map(String::as_str));
            for (all, of_layer) in known.set.iter_mut().zip(&named.set) {
                all.extend(of_layer.iter().map(String::as_str));
            }
        }
        known
    }

    /// What the template at `place` is made of.
    fn parent(&self, place: Place<'a>) -> Option<Place<'a>> {
        self.asked(place, self.layers[place.0].1.parents.get(place.1)?)
    }

    /// What the template at `place` means by `asked`: by its own name that of the next layer below.
    fn asked(&self, place: Place<'a>, asked: &'a str) -> Option<Place<'a>> {
        let outright = self.layers.iter().enumerate().find_map(|(height, (layer, _))| {
            let name = asked.strip_prefix(layer.name)?.strip_prefix('/')?;
            Some((height, name))
        });
        let highest = if asked == place.1 { place.0 } else { self.layers.len() };
        let found = || {
            (0..highest)
                .rev()
                .find(|height| self.layers[*height].0.texts.contains_key(asked))
        };
        outright.or_else(|| Some((found()?, asked)))
    }

    /// Whether `asked` is where the template `name` of the topmost layer goes one step too deep. Those that take that one in
    /// go too deep there as well, and it is told once.
    pub(super) fn goes_too_deep(&self, name: &'a str, asked: &'a str) -> bool {
        let place = (self.layers.len().saturating_sub(1), name);
        let mut known = BTreeMap::new();
        self.steps(place, DEEPEST + 2, &mut known) == DEEPEST + 1
            && (self.asked(place, asked)).is_some_and(|of| self.steps(of, DEEPEST + 1, &mut known) == DEEPEST)
    }

    /// How many templates stand below one another from the one at `place` on, itself among them, of `most` that are counted.
    fn steps(&self, place: Place<'a>, most: usize, known: &mut BTreeMap<(Place<'a>, usize), usize>) -> usize {
        if most == 0 {
            return 0;
        }
        if let Some(steps) = known.get(&(place, most)) {
            return *steps;
        }
        let below = self.layers[place.0].1.taken_in.get(place.1).into_iter().flatten();
        let below = below.filter_map(|asked| self.asked(place, asked));
        let below = below.map(|of| self.steps(of, most - 1, known)).max();
        let steps = 1 + below.unwrap_or_default();
        known.insert((place, most), steps);
        steps
    }

    /// The blocks of all that the template `name` of the topmost layer is made of. Its own are none of them, though a layer
    /// below has a template of the same name. Nothing where that template is not there, which is told of itself.
    pub(super) fn blocks_above(&self, name: &'a str) -> Option<BTreeSet<&'a str>> {
        let mut seen = BTreeSet::new();
        let mut blocks = BTreeSet::new();
        let mut next = Some(self.parent((self.layers.len().saturating_sub(1), name))?);
        while let Some(place) = next.filter(|place| seen.insert(*place)) {
            let of = self.layers[place.0].1.blocks.get(place.1);
            blocks.extend(of.into_iter().flatten().map(String::as_str));
            next = self.parent(place);
        }
        Some(blocks)
    }
}
