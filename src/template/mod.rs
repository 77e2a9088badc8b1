//! The templates: what an operator may change without a compiler. Markdown for letters and FAX sheets, HTML for pages.
//!
//! A publisher's templates lie over the workspace's, and those over the ones built into the binary ([`layer`]). Facts put into a template
//! are escaped for what the template writes, so that no name or telephone number can act as Markdown or HTML.

mod braces;
pub(crate) mod bracket;
pub(crate) mod built_in;
pub(crate) mod codes;
mod complaint;
pub(crate) mod context;
mod course;
pub(crate) mod declared;
pub(crate) mod desk;
mod detail;
mod expression;
mod fault;
pub(crate) mod filter;
mod foreign;
mod history;
mod house;
mod impact;
mod known;
pub(crate) mod layer;
pub(crate) mod lineage;
pub(crate) mod lint;
mod markup;
mod months;
mod names;
pub(crate) mod origins;
pub(crate) mod page;
mod page_course;
mod page_detail;
pub(crate) mod page_entry;
mod page_group;
mod page_passage;
mod picture;
mod printed;
mod recurring;
mod slip;
pub(crate) mod source;
mod statements;
mod table;
pub(crate) mod tag;
mod tell;
pub(crate) mod value;
pub(crate) mod words;

use crate::diagnostic::{Diagnostic, FileId, Message, Span, Spanned};
use crate::document::origin;
use declared::Declared;
pub(crate) use fault::TemplateFault;
use layer::{HOUSE_STYLE, Layer};
use source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;
use tera::{Context, Tera};

/// What the engine says where it does not say which name is not there.
const UNDEFINED: &str = "Tried to render a variable that is undefined";

/// All templates of a build, ready to render.
pub struct Templates {
    documents: Tera,
    pages: Tera,
    files: BTreeMap<String, FileId>,
    sources: BTreeMap<String, Source>,
    plain: BTreeMap<String, String>,
    /// What is published as it is, by its path below `static/`.
    statics: BTreeMap<String, Arc<[u8]>>,
    /// What each says of itself, and the template that it is made of.
    declared: BTreeMap<String, (Declared, Option<String>)>,
    /// The house's that are neither the built-in ones word for word nor made of the one below them.
    own: BTreeSet<String>,
}

impl Templates {
    /// Reads the templates of `layers`, the lowest first. A name means that of the highest layer that has it; within a template
    /// its own name means that of the next layer below, and `built-in/` or `workspace/` before a name that of the layer.
    ///
    /// # Errors
    /// Every template that cannot be read.
    pub fn new(layers: &[&Layer]) -> Result<Self, Vec<Diagnostic>> {
        let mut templates = Templates {
            documents: Tera::new(),
            pages: Tera::new(),
            files: BTreeMap::new(),
            sources: BTreeMap::new(),
            plain: BTreeMap::new(),
            statics: BTreeMap::new(),
            declared: BTreeMap::new(),
            own: BTreeSet::new(),
        };
        templates.documents.set_escape_fn(escape_markdown);
        templates.documents.autoescape_on([".md"]);
        templates.pages.autoescape_on([".html"]);
        for tera in [&mut templates.documents, &mut templates.pages] {
            filter::register(tera);
            printed::register(tera);
        }
        for (height, layer) in layers.iter().enumerate() {
            templates.lay(layer, &layers[..height], &layers[height + 1..]);
        }
        let mut faults = Vec::new();
        for (tera, suffix) in [(&mut templates.documents, ".md"), (&mut templates.pages, ".html")] {
            let of = templates.sources.iter().filter(|(name, _)| name.ends_with(suffix));
            let of: Vec<(&String, &String)> = of.map(|(name, source)| (name, &source.text)).collect();
            if let Err(error) = tera.add_raw_templates(of) {
                faults.push(TemplateFault::new(&error));
            }
        }
        match faults.is_empty() {
            true => Ok(templates),
            false => Err(faults.iter().map(|fault| templates.diagnostic(fault, "")).collect()),
        }
    }

    /// Takes `layer` in, which lies over those `below` and under those `above`.
    fn lay(&mut self, layer: &Layer, below: &[&Layer], above: &[&Layer]) {
        let outright = format!("{}/", layer.name);
        let asked = above.iter().chain([&layer]).chain(below);
        let asked = asked
            .flat_map(|layer| layer.texts.values())
            .any(|(_, text)| text.contains(&outright));
        for (name, (file, text)) in &layer.texts {
            if !name.ends_with(".md") && !name.ends_with(".html") {
                let plain = self.plain.entry(name.clone()).or_default();
                match name == HOUSE_STYLE {
                    true => plain.push_str(text),
                    false => plain.clone_from(text),
                }
                self.files.insert(name.clone(), *file);
                continue;
            }
            let next = below.iter().rev().find(|layer| layer.texts.contains_key(name));
            let next = next.map(|layer| format!("{}/", layer.name));
            let own = next.as_deref().map(|next| (name.as_str(), next));
            let built_in = layer.name == layer::BUILT_IN;
            let source = Source::read(text, Some(*file), own, built_in);
            let parent = source.parent().map(str::to_string);
            self.declared
                .insert(format!("{outright}{name}"), (declared::of(text), parent));
            let top = !above.iter().any(|layer| layer.texts.contains_key(name));
            if !top || asked {
                self.sources.insert(format!("{outright}{name}"), source.clone());
                self.files.insert(format!("{outright}{name}"), *file);
            }
            if !top {
                continue;
            }
            // A copy is the built-in one still: its header says nothing.
            let bare = lineage::body(text);
            let same = |layer: &&Layer| layer.texts.get(name).is_some_and(|(_, other)| *other == bare);
            if !below.is_empty() && !below.first().is_some_and(same) && !source.of_itself {
                self.own.insert(name.clone());
            }
            if let Some(declared) = self.declared.get(&format!("{outright}{name}")).cloned() {
                self.declared.insert(name.clone(), declared);
            }
            self.sources.insert(name.clone(), source);
            self.files.insert(name.clone(), *file);
        }
        self.statics.extend(layer.statics.clone());
    }

    /// Whether a template of this name exists.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Whether a template is the house's, neither the built-in one word for word nor made of it by `extends` or `include`.
    pub fn is_own(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// Names of the templates in a folder (`letter/`).
    pub fn names<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .keys()
            .filter_map(move |name| name.strip_prefix(folder)?.strip_suffix(".md"))
    }

    /// What a template, and those that it is made of, say of themselves: the kinds that the nearest names, and all needs.
    pub(crate) fn declared(&self, name: &str) -> Declared {
        let mut all = Declared::default();
        let mut next = Some(name.to_string());
        let mut seen = BTreeSet::new();
        while let Some(name) = next.take().filter(|name| seen.insert(name.clone()))
            && let Some((declared, parent)) = self.declared.get(&name)
        {
            if all.kinds.is_empty() {
                all.kinds.clone_from(&declared.kinds);
            }
            all.needs.extend(declared.needs.iter().cloned());
            next.clone_from(parent);
        }
        all
    }

    /// The file a template was read from.
    pub fn file(&self, name: &str) -> Option<FileId> {
        self.files.get(name).copied()
    }

    /// The style of all pages: that of the program or the one in its place, then the house's own.
    pub fn style(&self) -> String {
        let styles = ["page/notice.css", HOUSE_STYLE].into_iter();
        styles.filter_map(|name| self.plain.get(name)).cloned().collect()
    }

    /// What is published as it is, by its path below `static/`.
    pub fn statics(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.statics.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// Renders a template of Markdown.
    ///
    /// # Errors
    /// What went wrong, in the template's own lines.
    pub fn document(&self, name: &str, context: &Context) -> Result<String, Vec<Diagnostic>> {
        self.rendered(&self.documents, name, context)
    }

    /// Renders a template of HTML.
    ///
    /// # Errors
    /// What went wrong, in the template's own lines.
    pub fn page(&self, name: &str, context: &Context) -> Result<String, Vec<Diagnostic>> {
        self.rendered(&self.pages, name, context)
    }

    fn rendered(&self, tera: &Tera, name: &str, context: &Context) -> Result<String, Vec<Diagnostic>> {
        let rendered = tera.render(name, context);
        let mut faults: Vec<Diagnostic> = Vec::new();
        for noted in printed::take() {
            let of = self.files.iter().find(|(_, file)| Some(**file) == noted.file);
            let text = of
                .and_then(|(name, _)| self.sources.get(name))
                .map_or("", |source| source.typed.as_str());
            let fault = noted.fault(text);
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        match rendered {
            Ok(text) if faults.is_empty() => Ok(bracket::written(text, context)),
            Ok(_) => Err(faults),
            Err(error) => {
                faults.push(self.diagnostic(&TemplateFault::new(&error), name));
                Err(faults)
            }
        }
    }

    /// Works out the expressions of a record's plain text (a name, a title); what comes out is marked with its place.
    ///
    /// # Errors
    /// What went wrong.
    pub fn plain(&self, text: &Spanned<String>, context: &Context) -> Result<String, Box<TemplateFault>> {
        self.inline(text, context, false)
    }

    /// Works out the expressions of a record's Markdown; facts put into it are escaped; what comes out is marked with its
    /// place.
    ///
    /// # Errors
    /// What went wrong.
    pub fn markdown(&self, text: &Spanned<String>, context: &Context) -> Result<String, Box<TemplateFault>> {
        self.inline(text, context, true)
    }

    fn inline(&self, text: &Spanned<String>, context: &Context, escape: bool) -> Result<String, Box<TemplateFault>> {
        let (value, span) = (&text.value, text.span);
        if !value.contains("{{") && !value.contains("{%") && !value.contains("{#") {
            return Ok(origin::mark(span, value));
        }
        let source = Source::new(value, None, None);
        let mut worked = self.documents.render_str(&source.text, context, escape);
        if let Some(noted) = printed::take().into_iter().next() {
            let tag = printed::tag(value, noted.at);
            // Of a name that it does not know the engine says which there are.
            if noted.what == printed::What::Unknown {
                worked = self.documents.render_str(tag, context, escape);
            }
            if worked.is_ok() || noted.what != printed::What::Unknown {
                let (message, help) = noted.words(&printed::asked(tag));
                return Err(Box::new(TemplateFault::of(
                    message,
                    help,
                    noted.at..noted.at + tag.len(),
                )));
            }
            let mut fault = worked.err().map(|error| TemplateFault::new(&error)).unwrap_or_default();
            if fault.message == UNDEFINED {
                let (message, help) = noted.words(&printed::asked(tag));
                return Err(Box::new(TemplateFault::of(
                    message,
                    help,
                    noted.at..noted.at + tag.len(),
                )));
            }
            let within = fault.range.take().unwrap_or(0..tag.len());
            fault.range = Some(noted.at + within.start..noted.at + within.end);
            return Err(Box::new(fault));
        }
        match worked {
            Ok(worked) => Ok(origin::mark(span, &worked)),
            Err(error) => {
                let mut fault = TemplateFault::new(&error);
                fault.range = fault
                    .range
                    .map(|range| source.back(range.start)..source.back(range.end));
                Err(Box::new(fault))
            }
        }
    }

    fn diagnostic(&self, fault: &TemplateFault, name: &str) -> Diagnostic {
        let name = fault
            .name
            .as_deref()
            .filter(|name| self.files.contains_key(*name))
            .unwrap_or(name);
        let span = self.files.get(name).map(|file| {
            let source = self.sources.get(name);
            // A fault without a place is one of what it takes in.
            let first = || source.and_then(Source::first_taken_in).unwrap_or(0..0);
            let range = fault.range.clone().unwrap_or_else(first);
            let back = |at: usize| source.map_or(at, |source| source.back(at));
            Span {
                file: *file,
                start: back(range.start),
                end: back(range.end),
            }
        });
        let help = Message::new(
            "ひな形のこの箇所を直してください。使える名前は docs/templates.ja.md にあります。組み込みの書き方は notice template show で見られます",
            "mend this place of the template; docs/templates.md lists the names that can be used, and `notice template show` shows how the built-in one is written",
        );
        Diagnostic {
            span,
            ..codes::TEMPLATE.nowhere(fault.message(), help)
        }
    }
}

/// Puts a backslash before every ASCII punctuation character: what CommonMark §2.4 takes for the character itself.
fn escape_markdown(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.write_all(b"\\")?;
        }
        // A fact is part of a line; a line end in it must not end the line of the notation it stands in.
        let c = if c == '\n' { ' ' } else { c };
        write!(out, "{c}")?;
    }
    Ok(())
}
