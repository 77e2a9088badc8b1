//! The templates: what an operator may change without a compiler. Markdown for letters and FAX sheets, HTML for pages.
//!
//! Templates of the workspace win; what is not there comes from those built into the binary. Facts put into a template
//! are escaped for what the template writes, so that no name or telephone number can act as Markdown or HTML.

pub(crate) mod built_in;
pub(crate) mod codes;
pub(crate) mod context;
mod course;
pub(crate) mod desk;
mod detail;
mod fault;
pub(crate) mod filter;
mod history;
mod impact;
pub(crate) mod lineage;
mod months;
pub(crate) mod origins;
pub(crate) mod page;
mod page_course;
mod page_detail;
pub(crate) mod page_entry;
mod page_group;
mod page_passage;
mod recurring;
mod source;
mod table;
mod tell;
pub(crate) mod value;
pub(crate) mod words;

use crate::diagnostic::{Diagnostic, FileId, Message, Sources, Span, Spanned};
use crate::document::origin;
pub(crate) use fault::TemplateFault;
use source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use tera::{Context, Tera};
use unicode_normalization::UnicodeNormalization;

/// All templates of a build, ready to render.
pub struct Templates {
    documents: Tera,
    pages: Tera,
    files: BTreeMap<String, FileId>,
    sources: BTreeMap<String, Source>,
    plain: BTreeMap<String, String>,
    /// The workspace's that are not the built-in ones word for word.
    own: BTreeSet<String>,
}

impl Templates {
    /// Reads the templates: `files` are those of the workspace by name (`letter/maintenance.md`), each added to
    /// `sources` under `templates/`.
    ///
    /// # Errors
    /// Every template that cannot be read.
    pub fn new(files: &BTreeMap<String, String>, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let mut all: BTreeMap<String, String> = built_in::TEMPLATES
            .iter()
            .map(|(name, text)| (name.to_string(), text.to_string()))
            .collect();
        // macOS writes が of a file's name in two pieces.
        let files: BTreeMap<String, &String> = files.iter().map(|(name, text)| (name.nfc().collect(), text)).collect();
        let own = |(name, text): &(&String, &&String)| all.get(*name) != Some(**text);
        let own = files.iter().filter(own).map(|(name, _)| name.clone()).collect();
        all.extend(files.iter().map(|(name, text)| (name.clone(), (*text).clone())));
        let mut ids = BTreeMap::new();
        let mut documents = Tera::new();
        let mut pages = Tera::new();
        documents.set_escape_fn(escape_markdown);
        documents.autoescape_on([".md"]);
        pages.autoescape_on([".html"]);
        let mut plain = BTreeMap::new();
        for tera in [&mut documents, &mut pages] {
            filter::register(tera);
        }
        let mut faults = Vec::new();
        for (name, text) in &all {
            let file = sources.add(std::path::Path::new("templates").join(name), text.clone());
            ids.insert(name.clone(), file);
        }
        let mut made_ready: BTreeMap<String, Source> = BTreeMap::new();
        for (name, text) in &all {
            if name.ends_with(".md") || name.ends_with(".html") {
                made_ready.insert(name.clone(), Source::new(text, ids.get(name).copied()));
            } else {
                plain.insert(name.clone(), text.clone());
            }
        }
        for (tera, suffix) in [(&mut documents, ".md"), (&mut pages, ".html")] {
            let of = made_ready.iter().filter(|(name, _)| name.ends_with(suffix));
            let of: Vec<(&String, &String)> = of.map(|(name, source)| (name, &source.text)).collect();
            if let Err(error) = tera.add_raw_templates(of) {
                faults.push(TemplateFault::new(&error));
            }
        }
        let templates = Templates {
            documents,
            pages,
            files: ids,
            sources: made_ready,
            plain,
            own,
        };
        match faults.is_empty() {
            true => Ok(templates),
            false => Err(faults.iter().map(|fault| templates.diagnostic(fault, "")).collect()),
        }
    }

    /// Whether a template of this name exists.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Whether a template is the workspace's, and not the built-in one word for word.
    pub fn is_own(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// Names of the templates in a folder (`letter/`).
    pub fn names<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .keys()
            .filter_map(move |name| name.strip_prefix(folder)?.strip_suffix(".md"))
    }

    /// The file a template was read from.
    pub fn file(&self, name: &str) -> Option<FileId> {
        self.files.get(name).copied()
    }

    /// A file of the templates that is published as it is (`page/notice.css`).
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.plain.get(name).map(String::as_str)
    }

    /// Renders a template of Markdown.
    ///
    /// # Errors
    /// What went wrong, in the template's own lines.
    pub fn document(&self, name: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.documents
            .render(name, context)
            .map_err(|error| Box::new(self.diagnostic(&TemplateFault::new(&error), name)))
    }

    /// Renders a template of HTML.
    ///
    /// # Errors
    /// What went wrong, in the template's own lines.
    pub fn page(&self, name: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.pages
            .render(name, context)
            .map_err(|error| Box::new(self.diagnostic(&TemplateFault::new(&error), name)))
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
        let source = Source::new(value, None);
        let worked = self.documents.render_str(&source.text, context, escape);
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
            let range = fault.range.clone().unwrap_or(0..0);
            let source = self.sources.get(name);
            let back = |at: usize| source.map_or(at, |source| source.back(at));
            Span {
                file: *file,
                start: back(range.start),
                end: back(range.end),
            }
        });
        let help = Message::new(
            "ひな形のこの箇所を直してください。使える名前は docs/templates.ja.md にあります。ひな形を workspace の templates/ から消すと、組み込みのものに戻ります",
            "mend this place of the template; docs/templates.md lists the names that can be used. Without the file in templates/ the built-in one is used",
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
