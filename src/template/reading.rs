//! Which templates the engine reads, and when: each when it is first asked for, with what it takes in, and in the lowest house that has
//! all of it, so that houses share what none of them has of its own.

use super::codes;
use super::declared::{self, Declared};
use super::fault::TemplateFault;
use super::known::Named;
use super::layer::Layer;
use super::set::Set;
use super::source::Source;
use crate::diagnostic::{Diagnostic, FileId, Message, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use tera::Tera;

/// The templates of a house, ready to render: those of one layer over those of the layers below it, which houses share. Each is read
/// when it is first asked for, with what it takes in.
pub struct Templates {
    pub(super) layer: Layer,
    pub(super) below: Option<Arc<Templates>>,
    /// The texts of the layer as the engine reads them.
    ready: BTreeMap<String, OnceLock<Ready>>,
    /// Files that hold errors, or that come to one in this house, with what was told of them.
    broken: BTreeMap<FileId, Vec<Diagnostic>>,
    /// What has been asked for.
    asked: RwLock<BTreeMap<String, Asked>>,
    pub(super) documents: Set,
    pages: Set,
    /// An engine for texts of records, which take no template in.
    pub(super) texts: OnceLock<Tera>,
    /// What the layer's templates have that others may name.
    named: OnceLock<Named>,
}

/// A template made ready for the engine.
pub(super) struct Ready {
    /// Its text.
    pub source: Source,
    /// What it says of itself.
    pub declared: Declared,
}

/// Where a template is read.
#[derive(Clone)]
pub(super) enum Asked {
    /// In the house that was asked: something of its own layer is in it.
    Here,
    /// In the house of the layer below.
    Below,
    /// Nowhere: it, or what it takes in, holds these errors.
    Broken(Vec<Diagnostic>),
}

impl Templates {
    /// The templates of `layer` over those `below`. A name means that of the highest layer that has it; within a template its own name
    /// means that of the next layer below, and `built-in/` or `workspace/` before a name that of the layer. `wrong` are errors that the
    /// layer's files are known to hold; what else the engine finds in them is given back. What is broken is left out, with all that
    /// takes it in.
    pub fn new(layer: Layer, below: Option<&Arc<Templates>>, wrong: Vec<Diagnostic>) -> (Self, Vec<Diagnostic>) {
        let is_template = |name: &&String| name.ends_with(".md") || name.ends_with(".html");
        let names = layer.texts.keys().filter(is_template);
        let mut templates = Templates {
            ready: names.map(|name| (name.clone(), OnceLock::new())).collect(),
            layer,
            below: below.cloned(),
            broken: BTreeMap::new(),
            asked: RwLock::default(),
            documents: Set::of(".md"),
            pages: Set::of(".html"),
            texts: OnceLock::new(),
            named: OnceLock::new(),
        };
        for fault in wrong {
            if let Some(span) = fault.span {
                templates.broken.entry(span.file).or_default().push(fault);
            }
        }
        let faults = templates.trial();
        (templates, faults)
    }

    /// The templates of the program.
    pub fn built_in(sources: &mut Sources) -> Self {
        let layer = Layer::built_in(sources);
        // They are sound: a test holds them so.
        Templates::new(layer, None, Vec::new()).0
    }

    /// This house and those of the layers below it.
    pub(super) fn houses(&self) -> impl Iterator<Item = &Templates> {
        std::iter::successors(Some(self), |house| house.below.as_deref())
    }

    /// The layers, the lowest first, with what their templates have that others may name.
    pub(super) fn named_layers<'s>(&'s self) -> Vec<(&'s Layer, &'s Named)> {
        let named = |house: &'s Self| house.named.get_or_init(|| Named::of(&house.layer));
        let mut layers: Vec<_> = self.houses().map(|house| (&house.layer, named(house))).collect();
        layers.reverse();
        layers
    }

    /// Whose layer a name means, and the name there.
    pub(super) fn place<'n>(&self, name: &'n str) -> Option<(&Templates, &'n str)> {
        let has = |house: &Templates, name: &str| house.layer.texts.contains_key(name);
        let outright = self.houses().find_map(|house| {
            let name = name.strip_prefix(house.layer.name)?.strip_prefix('/')?;
            has(house, name).then_some((house, name))
        });
        outright.or_else(|| Some((self.houses().find(|house| has(house, name))?, name)))
    }

    /// The template that a name means, ready for the engine.
    pub(super) fn ready(&self, name: &str) -> Option<&Ready> {
        let (house, name) = self.place(name)?;
        let ready = house.ready.get(name)?;
        let (file, text) = house.layer.texts.get(name)?;
        Some(ready.get_or_init(|| {
            let mut below = house.houses().skip(1);
            let next = below.find(|house| house.layer.texts.contains_key(name));
            let next = next.map(|house| format!("{}/", house.layer.name));
            let own = next.as_deref().map(|next| (name, next));
            Ready {
                source: Source::read(text, Some(*file), own, house.below.is_none()),
                declared: declared::of(text),
            }
        }))
    }

    /// The names of a template and of all that it takes in, as the engine knows them.
    fn closure(&self, name: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut next = vec![name.to_string()];
        while let Some(name) = next.pop() {
            if let Some(ready) = self.ready(&name).filter(|_| !names.contains(&name)) {
                next.extend(ready.source.takes_in().map(str::to_string));
            }
            names.insert(name);
        }
        names
    }

    /// What is wrong with the templates `names`.
    fn wrong(&self, names: &BTreeSet<String>) -> Vec<Diagnostic> {
        let files = names.iter().filter_map(|name| self.file(name));
        let told = files.flat_map(|file| self.houses().filter_map(move |house| house.broken.get(&file)));
        told.flatten().cloned().collect()
    }

    /// Whether any of the templates `names` is of this house's own layer.
    fn is_own_among(&self, names: &BTreeSet<String>) -> bool {
        let own = |name: &String| self.place(name).is_some_and(|(house, _)| std::ptr::eq(house, self));
        names.iter().any(own)
    }

    /// Where the template `name` is read, which happens now if it has not been asked for before.
    pub(super) fn ask(&self, name: &str) -> Asked {
        let asked = self
            .asked
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .cloned();
        asked.unwrap_or_else(|| {
            let asked = self.find(name);
            let mut known = self.asked.write().unwrap_or_else(PoisonError::into_inner);
            known.entry(name.to_string()).or_insert(asked).clone()
        })
    }

    fn find(&self, name: &str) -> Asked {
        let names = self.closure(name);
        let wrong = self.wrong(&names);
        if !wrong.is_empty() {
            return Asked::Broken(wrong);
        }
        if self.below.is_some() && !self.is_own_among(&names) {
            return Asked::Below;
        }
        match self.set(name).add(self.texts_of(&names)) {
            Ok(()) => Asked::Here,
            Err(fault) => Asked::Broken(vec![self.diagnostic(&fault, name)]),
        }
    }

    fn texts_of<'a>(&'a self, names: &'a BTreeSet<String>) -> Vec<(&'a str, &'a str)> {
        let text = |name: &'a String| Some((name.as_str(), self.ready(name)?.source.text.as_str()));
        names.iter().filter_map(text).collect()
    }

    pub(super) fn set(&self, name: &str) -> &Set {
        match name.ends_with(".html") {
            true => &self.pages,
            false => &self.documents,
        }
    }

    /// Whether a template of this name exists.
    pub fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// The file a template was read from.
    pub fn file(&self, name: &str) -> Option<FileId> {
        let (house, name) = self.place(name)?;
        house.layer.texts.get(name).map(|(file, _)| *file)
    }

    /// What is wrong with the template `name`, or with what it takes in: nothing can be made of it.
    pub(crate) fn faults(&self, name: &str) -> Option<Vec<Diagnostic>> {
        match self.ask(name) {
            Asked::Here => None,
            Asked::Below => self.below.as_ref()?.faults(name),
            Asked::Broken(faults) => Some(faults),
        }
    }

    /// `fault` where it stands; in the template `name` where the engine names none.
    pub(super) fn diagnostic(&self, fault: &TemplateFault, name: &str) -> Diagnostic {
        let name = fault.name.as_deref().filter(|name| self.has(name)).unwrap_or(name);
        let span = self.file(name).map(|file| {
            let source = self.ready(name).map(|ready| &ready.source);
            // A fault without a place is one of what it takes in.
            let first = || source.and_then(|source| Some(source.taken.first()?.tag.clone()));
            let range = fault.range.clone().or_else(first).unwrap_or(0..0);
            let back = |at: usize| source.map_or(at, |source| source.back(at));
            Span {
                file,
                start: back(range.start),
                end: back(range.end),
            }
        });
        let help = Message::new(
            "ひな形のこの箇所を直してください。使える名前は docs/templates.ja.md にあります。組み込みの書き方は notice template show で見られます",
            "mend this place of the template; docs/templates.md lists the names that can be used, and `notice template show` shows how the built-in one is written",
        );
        let help = fault.told.as_ref().map_or(help, |(_, help)| help.clone());
        Diagnostic {
            span,
            ..codes::TEMPLATE.nowhere(fault.message(), help)
        }
    }

    /// Reads what a text of a record takes in.
    pub(super) fn take_in(&self, source: &Source) -> Result<(), Box<TemplateFault>> {
        for name in source.takes_in() {
            let names = self.closure(name);
            if let Some(Diagnostic { message, help, .. }) = self.wrong(&names).into_iter().next() {
                return Err(Box::new(TemplateFault::of(message, help, 0..0)));
            }
            self.documents.add(self.texts_of(&names))?;
        }
        Ok(())
    }

    /// What the engine finds wrong with the templates of this house's own layer, used today or not, and with those of lower layers that
    /// are made of one of them. What they only include need not be read for that.
    pub(super) fn trial(&mut self) -> Vec<Diagnostic> {
        let mut candidates: Vec<(String, BTreeSet<String>)> = Vec::new();
        for house in self.houses().filter(|house| house.below.is_some()) {
            let means = |name: &&String| self.place(name).is_some_and(|(of, _)| std::ptr::eq(of, house));
            for name in house.ready.keys().filter(means) {
                let names = self.closure(name);
                if self.is_own_among(&names) {
                    candidates.push((name.clone(), names));
                }
            }
        }
        // What is taken in before what takes it in.
        candidates.sort_by_key(|(_, names)| names.len());
        candidates.retain(|(_, names)| self.wrong(names).is_empty());
        let all = candidates.iter().map(|(name, _)| name.as_str());
        if candidates.is_empty() || self.tried(all).is_ok() {
            return Vec::new();
        }
        let mut faults = Vec::new();
        for (name, names) in &candidates {
            if !self.wrong(names).is_empty() {
                continue;
            }
            let Err(fault) = self.tried([name.as_str()]) else {
                continue;
            };
            let fault = self.diagnostic(&fault, name);
            if let Some(span) = fault.span {
                self.broken.entry(span.file).or_default().push(fault.clone());
            }
            faults.push(fault);
        }
        faults
    }

    /// Reads the templates `names`, those of this house's own layer that they take in, and what any of these is made of.
    fn tried<'a>(&'a self, names: impl IntoIterator<Item = &'a str>) -> Result<(), Box<TemplateFault>> {
        let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
        let mut next: Vec<&str> = names.into_iter().collect();
        while let Some(name) = next.pop() {
            let Some(Ready { source, .. }) = self.ready(name) else {
                continue;
            };
            if texts.insert(name, &source.text).is_some_and(|text| !text.is_empty()) {
                continue;
            }
            next.extend(source.parent());
            for taken in source.takes_in() {
                match self.place(taken) {
                    Some((house, _)) if std::ptr::eq(house, self) => next.push(taken),
                    // Which there is.
                    Some(_) => drop(texts.entry(taken).or_default()),
                    None => {}
                }
            }
        }
        for ending in [".md", ".html"] {
            let of = texts.iter().filter(|(name, _)| name.ends_with(ending));
            Set::of(ending).add(of.map(|(name, text)| (*name, *text)))?;
        }
        Ok(())
    }
}
