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
pub(crate) mod extract;
mod fault;
pub(crate) mod filter;
mod foreign;
mod fuel;
mod history;
mod house;
mod impact;
mod inline;
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
mod reading;
mod recurring;
mod set;
mod slip;
pub(crate) mod source;
mod statements;
mod table;
pub(crate) mod tag;
mod tell;
pub(crate) mod value;
pub(crate) mod words;

use crate::diagnostic::{Diagnostic, Spanned};
use crate::document::origin;
use declared::Declared;
pub(crate) use fault::TemplateFault;
use layer::HOUSE_STYLE;
pub use reading::Templates;
use reading::{Asked, Ready};
use slip::Slip;
use source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::{Context, Tera};

impl Templates {
    /// Whether a template is the house's, neither the built-in one word for word nor made of it by `extends` or `include`.
    pub fn is_own(&self, name: &str) -> bool {
        let Some((house, name)) = self.place(name).filter(|(house, _)| house.below.is_some()) else {
            return false;
        };
        // A copy is the built-in one still: its header says nothing.
        let text = |house: &Templates| Some(house.layer.texts.get(name)?.1.clone());
        let built_in = self.houses().last().and_then(text);
        let same = built_in.is_some() && built_in == text(house).map(|text| lineage::body(&text));
        !same && !self.ready(name).is_some_and(|ready| ready.source.of_itself)
    }

    /// Names of the templates in a folder (`letter/`).
    pub fn names<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        let names = self.houses().flat_map(|house| house.layer.texts.keys());
        let names = names.filter_map(move |name| name.strip_prefix(folder)?.strip_suffix(".md"));
        names.collect::<BTreeSet<&str>>().into_iter()
    }

    /// What a template, and those that it is made of, say of themselves: the kinds that the nearest names, and all needs.
    pub(crate) fn declared(&self, name: &str) -> Declared {
        let mut all = Declared::default();
        let mut next = Some(name);
        let mut seen = BTreeSet::new();
        while let Some(name) = next.take().filter(|name| seen.insert(*name))
            && let Some(Ready { source, declared }) = self.ready(name)
        {
            if all.kinds.is_empty() {
                all.kinds.clone_from(&declared.kinds);
            }
            all.needs.extend(declared.needs.iter().cloned());
            next = source.parent();
        }
        all
    }

    /// The style of all pages: that of the program or the one in its place, then the house's own.
    pub fn style(&self) -> String {
        let texts = |name: &'static str| self.houses().filter_map(move |house| house.layer.texts.get(name));
        let mut styles: Vec<&str> = texts(HOUSE_STYLE).map(|(_, text)| text.as_str()).collect();
        styles.extend(texts("page/notice.css").map(|(_, text)| text.as_str()).next());
        styles.into_iter().rev().collect()
    }

    /// What is published as it is, by its path below `static/`.
    pub fn statics(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        let mut statics = BTreeMap::new();
        for house in self.houses() {
            for (path, bytes) in &house.layer.statics {
                statics.entry(path.as_str()).or_insert(bytes);
            }
        }
        statics.into_iter()
    }

    /// Renders a template of Markdown.
    ///
    /// # Errors
    /// What went wrong, in the template's own lines.
    pub fn document(&self, name: &str, context: &Context) -> Result<String, Vec<Diagnostic>> {
        self.rendered(name, context, fuel::DOCUMENT)
    }

    /// Renders a template of HTML that tells of so many records.
    ///
    /// # Errors
    /// What went wrong, in the template's own lines.
    pub fn page(&self, name: &str, context: &Context, records: usize) -> Result<String, Vec<Diagnostic>> {
        self.rendered(name, context, fuel::of_page(records))
    }

    fn rendered(&self, name: &str, context: &Context, most: usize) -> Result<String, Vec<Diagnostic>> {
        match (self.ask(name), &self.below) {
            (Asked::Below, Some(below)) => return below.rendered(name, context, most),
            (Asked::Broken(faults), _) => return Err(faults),
            _ => {}
        }
        let rendered = self.set(name).render(name, context, most);
        let mut faults: Vec<Diagnostic> = Vec::new();
        for noted in printed::take() {
            let texts = self.houses().flat_map(|house| house.layer.texts.values());
            let text = texts
                .filter(|(file, _)| Some(*file) == noted.file)
                .map(|(_, text)| text.as_str());
            let fault = noted.fault(text.last().unwrap_or_default());
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        match rendered {
            Ok(text) if faults.is_empty() => Ok(bracket::written(text, context)),
            Ok(_) => Err(faults),
            Err(fault) => {
                faults.push(self.diagnostic(&fault, name));
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
        let value = &text.value;
        if !value.contains("{{") && !value.contains("{%") && !value.contains("{#") {
            return Ok(origin::mark(text.span, value));
        }
        if let Some(Slip { range, message, help }) = fuel::endless(value) {
            return Err(Box::new(TemplateFault::of(message, help, range)));
        }
        let source = Source::new(value, None, None);
        let work = |tera: &Tera| inline::worked(tera, text, &source, (context, escape));
        if source.taken.is_empty() {
            return work(self.engine_of_texts());
        }
        self.take_in(&source)?;
        self.documents.with(work)
    }

    /// An engine for texts of records, which take no template in.
    fn engine_of_texts(&self) -> &Tera {
        match &self.below {
            Some(below) => below.engine_of_texts(),
            None => self.texts.get_or_init(|| set::engine(".md")),
        }
    }
}
