//! Templates as the engine holds them: read as they are asked for, rendered on any number of threads.

use super::fault::TemplateFault;
use super::fuel::{self, Paper};
use super::{filter, printed};
use crate::watch;
use std::io::Write;
use std::sync::{PoisonError, RwLock};
use tera::{Context, Tera};

/// The templates of one ending that the engine has read so far.
pub(super) struct Set {
    ending: &'static str,
    read: RwLock<Option<Tera>>,
}

impl Set {
    /// Of templates that end so; none of them is read.
    pub(super) fn of(ending: &'static str) -> Self {
        Set {
            ending,
            read: RwLock::default(),
        }
    }

    /// Reads those of `texts` that are not read yet. What they take in must be read or among them.
    pub(super) fn add<'t>(
        &self,
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<(), Box<TemplateFault>> {
        let mut read = self.read.write().unwrap_or_else(PoisonError::into_inner);
        let tera = read.get_or_insert_with(|| engine(self.ending));
        let new: Vec<_> = texts
            .into_iter()
            .filter(|(name, _)| !tera.contains_template(name))
            .collect();
        match new.is_empty() {
            true => Ok(()),
            // The engine looks at all of its templates again.
            false => tera
                .add_raw_templates(new)
                .map_err(|error| Box::new(TemplateFault::new(&error))),
        }
    }

    /// Renders the template `name`, which prints at most so many bytes.
    pub(super) fn render(&self, name: &str, context: &Context, most: usize) -> Result<String, Box<TemplateFault>> {
        let mut paper = Paper::of(most);
        let rendered = self.with(|tera| watch::rendering(name, || tera.render_to(name, context, &mut paper)));
        match rendered {
            Ok(()) => Ok(paper.text()),
            Err(_) if paper.full => Err(Box::new(TemplateFault::too_much(most, name))),
            Err(error) => Err(Box::new(TemplateFault::new(&error))),
        }
    }

    /// Does `work` with what is read.
    pub(super) fn with<R>(&self, work: impl FnOnce(&Tera) -> R) -> R {
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        match &*read {
            Some(tera) => work(tera),
            None => work(&engine(self.ending)),
        }
    }
}

/// An engine that knows our filters, and no template.
pub(super) fn engine(ending: &'static str) -> Tera {
    let mut tera = Tera::new();
    if ending == ".md" {
        tera.set_escape_fn(escape_markdown);
    }
    tera.autoescape_on([ending]);
    filter::register(&mut tera);
    fuel::register(&mut tera);
    printed::register(&mut tera);
    tera
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
